"""What a deployer sets: four settings for production, none for trying it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REQUIRED = ("TWILIO_AUTH_TOKEN", "PUBLIC_URL", "DATABASE_URL", "CONTACT_KEY")
TRAFFIC = {"TEXTS_PER_MINUTE": 20, "REPLIES_PER_DAY": 100}
"""What one contact may have: replies a minute and a day. People stay far below."""
DEMO_TRAFFIC = {"TEXTS_PER_MINUTE": 500, "REPLIES_PER_DAY": 5_000}
MOST = 100_000
COUNTRIES = frozenset(
    """AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR
    HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK
    LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE
    NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW""".split()
)
"""Every country that has phone numbers, ISO 3166-1. Source: the library phonenumbers 9.0."""
SECRETS = ("TWILIO_AUTH_TOKEN", "PUBLIC_URL", "CONTACT_KEY")
LOG_FORMATS = ("json", "text")
SHORTEST_TOKEN = 16
LONGEST_SHOWN = 10
"""Letters of what is taken for a country and is none. Longer, it may be a secret that slipped."""


class SettingsError(Exception):
    """The settings cannot be used; the message names every one that must be mended."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment. ``public_url`` has no slash at its end. ``demo``: made-up numbers only.

    ``former_keys`` are the contact keys before today's, the oldest first. ``allowed_countries``
    are those whose numbers get replies, in two letters.
    ``metrics_token`` is "" where nobody may see the counters. ``log_format`` is one of LOG_FORMATS.
    """

    twilio_auth_token: str
    public_url: str
    database_url: str
    contact_key: str
    demo: bool
    phone_page: bool
    former_keys: tuple[str, ...] = ()
    allowed_countries: frozenset[str] = frozenset(("GB",))
    texts_per_minute: int = TRAFFIC["TEXTS_PER_MINUTE"]
    replies_per_day: int = TRAFFIC["REPLIES_PER_DAY"]
    metrics_token: str = ""
    log_format: str = "json"

    def __repr__(self) -> str:
        return f"Settings(demo={self.demo}, phone_page={self.phone_page})"


def wants_production(environ: Mapping[str, str]) -> bool:
    """Say whether any of the settings that only a real deployment has is set."""
    return any(environ.get(name) for name in SECRETS)


def production(environ: Mapping[str, str]) -> Settings:
    """Return the settings of a real deployment, or raise SettingsError naming all that is wrong."""
    missing = [name for name in REQUIRED if not environ.get(name, "").strip()]
    if missing:
        raise SettingsError(
            f"Cannot start: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set. "
            "Every setting is explained in .env.example. To try the service without an account, "
            "set none of them and run 'make run'."
        )
    faults = []
    former = environ.get("FORMER_CONTACT_KEYS", "").replace(",", " ").split()
    if environ["CONTACT_KEY"].strip() in former or len(set(former)) < len(former):
        faults.append("CONTACT_KEY and FORMER_CONTACT_KEYS must be different keys, each once")
    url = environ["PUBLIC_URL"].strip().rstrip("/")
    if not url.startswith(("https://", "http://")) or "?" in url or "#" in url or "@" in url:
        faults.append("PUBLIC_URL must be the plain address people reach, like https://example.org")
    countries = _countries(environ, faults)
    minute, day = _traffic(environ, TRAFFIC, faults)
    token = environ.get("METRICS_TOKEN", "").strip()
    if token and len(token) < SHORTEST_TOKEN:
        faults.append(f"METRICS_TOKEN must have {SHORTEST_TOKEN} characters or more")
    style = environ.get("LOG_FORMAT", "").strip() or "json"
    if style not in LOG_FORMATS:
        faults.append("LOG_FORMAT must be json or text")
    if faults:
        raise SettingsError(f"Cannot start: {'; '.join(faults)}.")
    return Settings(
        twilio_auth_token=environ["TWILIO_AUTH_TOKEN"].strip(),
        public_url=url,
        database_url=environ["DATABASE_URL"].strip(),
        contact_key=environ["CONTACT_KEY"].strip(),
        former_keys=tuple(former),
        demo=False,
        phone_page=environ.get("PHONE_PAGE", "") == "1",
        allowed_countries=countries,
        texts_per_minute=minute,
        replies_per_day=day,
        metrics_token=token,
        log_format=style,
    )


def demonstration(environ: Mapping[str, str], database_url: str, key: str, url: str) -> Settings:
    """Return settings for trying the service on one machine, with a key made for it."""
    faults: list[str] = []
    countries = _countries(environ, faults)
    minute, day = _traffic(environ, DEMO_TRAFFIC, faults)
    if faults:
        raise SettingsError(f"Cannot start: {'; '.join(faults)}.")
    return Settings(
        twilio_auth_token=key,
        public_url=environ.get("PUBLIC_URL", "").rstrip("/") or url,
        database_url=environ.get("DATABASE_URL", "").strip() or database_url,
        contact_key=key,
        demo=True,
        phone_page=environ.get("PHONE_PAGE", "1") != "0",
        allowed_countries=countries,
        texts_per_minute=minute,
        replies_per_day=day,
        log_format="text",
    )


def _countries(environ: Mapping[str, str], faults: list[str]) -> frozenset[str]:
    """Return the countries whose numbers get replies; what is wrong with them goes to faults."""
    codes = environ.get("ALLOWED_COUNTRIES", "").strip().upper() or "GB"
    named = frozenset(code.strip() for code in codes.split(",") if code.strip())
    if unknown := sorted(named - COUNTRIES):
        hint = "the United Kingdom is GB" if "UK" in unknown else "write them like GB,IE"
        short = all(len(code) <= LONGEST_SHOWN and code.isprintable() for code in unknown)
        shown = ", ".join(unknown) if short else "something"
        faults.append(f"ALLOWED_COUNTRIES has {shown}, which no country is called by: {hint}")
    elif not named:
        faults.append("ALLOWED_COUNTRIES names no country: write them like GB,IE")
    return named


def _traffic(
    environ: Mapping[str, str], usual: Mapping[str, int], faults: list[str]
) -> tuple[int, int]:
    """Return the replies a minute and a day; what is wrong with them goes to faults."""
    found = []
    for name, default in usual.items():
        given = environ.get(name, "").strip() or str(default)
        # ASCII digits only: other scripts' digits are decimal too, and a typing mistake here.
        is_number = given.isascii() and given.isdecimal() and len(given) <= len(str(MOST))
        value = int(given) if is_number else 0
        if not 1 <= value <= MOST:
            faults.append(f"{name} must be a number from 1 to {MOST}, without anything else")
        found.append(value)
    return found[0], found[1]
