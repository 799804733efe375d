"""What a deployer sets: four settings for production, none for trying it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REQUIRED = ("TWILIO_AUTH_TOKEN", "PUBLIC_URL", "DATABASE_URL", "CONTACT_KEY")
SECRETS = ("TWILIO_AUTH_TOKEN", "PUBLIC_URL", "CONTACT_KEY")


class SettingsError(Exception):
    """The settings cannot be used; the message names every one that must be mended."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment. ``public_url`` has no slash at its end. ``demo``: made-up numbers only.
    ``former_keys`` are the contact keys before today's, the oldest first."""

    twilio_auth_token: str
    public_url: str
    database_url: str
    contact_key: str
    demo: bool
    phone_page: bool
    former_keys: tuple[str, ...] = ()

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
    former = environ.get("FORMER_CONTACT_KEYS", "").split()
    if environ["CONTACT_KEY"].strip() in former or len(set(former)) < len(former):
        faults.append("CONTACT_KEY and FORMER_CONTACT_KEYS must be different keys, each once")
    url = environ["PUBLIC_URL"].strip().rstrip("/")
    if not url.startswith(("https://", "http://")) or "?" in url or "#" in url or "@" in url:
        faults.append("PUBLIC_URL must be the plain address people reach, like https://example.org")
    if faults:
        raise SettingsError(f"Cannot start: {'; '.join(faults)}.")
    return Settings(
        twilio_auth_token=environ["TWILIO_AUTH_TOKEN"].strip(),
        public_url=url,
        database_url=environ["DATABASE_URL"].strip(),
        contact_key=environ["CONTACT_KEY"].strip(),
        former_keys=tuple(environ.get("FORMER_CONTACT_KEYS", "").split()),
        demo=False,
        phone_page=environ.get("PHONE_PAGE", "") == "1",
    )


def demonstration(environ: Mapping[str, str], database_url: str, key: str, url: str) -> Settings:
    """Return settings for trying the service on one machine, with a key made for it."""
    return Settings(
        twilio_auth_token=key,
        public_url=environ.get("PUBLIC_URL", "").rstrip("/") or url,
        database_url=environ.get("DATABASE_URL", "").strip() or database_url,
        contact_key=key,
        demo=True,
        phone_page=environ.get("PHONE_PAGE", "1") != "0",
    )
