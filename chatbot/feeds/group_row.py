"""One row of a table as a group, or as one more place of a group."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from chatbot.directory import (
    SAID_AS,
    JoinRoute,
    Language,
    Location,
    Scope,
    Service,
    ServiceAtLocation,
    Status,
    Strength,
)
from chatbot.eligibility import MATTERS_IN
from chatbot.facts import PRINCIPLES, Fact, Principle, Source, Stated
from chatbot.feeds.columns import (
    ABOUT,
    AUDIENCES,
    CHECKED_HOW,
    FACTS,
    FACTS_FROM,
    FORMATS,
    HOW_OFTEN,
    NATIONS,
    ONLY_FOR,
)
from chatbot.feeds.rows import Row, plain
from chatbot.loading.tree import did_you_mean
from chatbot.schedules import Frequency, Rhythm, Schedule

Districts = Callable[[str], tuple[float, float] | None]
"""Gives the latitude and longitude of a postcode district ("LS6"), None if there is none."""

OF_A_PLACE = frozenset(
    key for key, formats in MATTERS_IN.items() if formats == frozenset(("in_person",))
)
"""Facts that are a place's own: what is so in one hall is not known of another."""
PHONE = re.compile(r"[0+][0-9 ()-]{4,20}|[1-9][0-9]{2,5}")
"""A number with its first 0 or +, or a short one such as 111."""
RARELY = 52
"""The most weeks or months between two meetings."""
_DAY = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_POSTCODE = re.compile("([A-Z]{1,2}[0-9][A-Z0-9]?)(?:([0-9])([A-Z]{2}))?")


def id_of(row: Row) -> str:
    """Return the id as it is kept: small letters, and hyphens between its words."""
    return plain(row.text("id")).replace("_", "-")


def group_of(row: Row, districts: Districts) -> Service:
    """Return the group of a row. What cannot be read is a fault of the row and left empty."""
    facts = _facts(row)
    formats = row.words("formats", FORMATS)
    audiences = _audiences(row, facts)
    place = place_of(row, f"{id_of(row)}-1", districts) if "in_person" in formats else None
    if place is None:
        _position(row, districts)
    service = Service(
        id=id_of(row),
        name=row.text("name"),
        organization=row.text("organization"),
        summary=row.text("summary"),
        formats=formats,
        audiences=audiences,
        about=row.words("about", ABOUT),
        scope=Scope(row.word("scope", [one for one in Scope if one])),
        minimum_age=row.age("min_age"),
        maximum_age=row.age("max_age"),
        places=(place,) if place else (),
        nations=row.words("nations", NATIONS),
        schedules=_schedules(row),
        cost=row.text("cost"),
        contact_name=row.text("contact_name"),
        phone=row.text("phone"),
        email=row.text("email"),
        web=row.text("web"),
        route=JoinRoute(row.word("join_route", [one for one in JoinRoute if one])),
        join=row.text("join"),
        languages=tuple(map(Language, row.parts("languages"))),
        facts={key: said for key, said in facts.items() if not (place and key in OF_A_PLACE)},
        principles=_principles(row),
        status=Status(row.word("status", list(Status)) or Status.ACTIVE),
        back_on=row.day("back_on", may_be_ahead=True),
        checked_on=row.day("checked_on"),
        checked_by=row.text("checked_by"),
        checked_how=row.word("checked_how", CHECKED_HOW),
        made_up=row.flag("made_up"),
    )
    _must_have(row, service)
    return service


def place_of(
    row: Row, place_id: str, districts: Districts, *, further: bool = False
) -> ServiceAtLocation | None:
    """Return the place of a row, None when there is none or it cannot be read.

    A ``further`` place has times and facts of its own; the first one's times are the group's.
    """
    written, position = _position(row, districts)
    hidden = row.flag("hide_address")
    venue, town, transport = row.text("venue"), row.text("town"), row.text("transport")
    if not written and further:
        row.fault("It has no postcode. The first half is enough, like LS6.")
    facts = _facts(row)
    schedules = _schedules(row) if further else ()
    if position is None or written is None:
        return None
    full = f"{written[1]} {written[2]}{written[3]}" if written[2] else ""
    address = "" if hidden else ", ".join(filter(None, (venue, full)))
    return ServiceAtLocation(
        id=place_id,
        location=Location(address, town, written[1], *position, hidden, transport),
        schedules=schedules,
        facts={key: said for key, said in facts.items() if further or key in OF_A_PLACE},
    )


def _position(
    row: Row, districts: Districts
) -> tuple[re.Match[str] | None, tuple[float, float] | None]:
    """Return the parts of the postcode and where its district is; a wrong one is a fault."""
    written = row.text("postcode").upper()
    if not written:
        return None, None
    found = _POSTCODE.fullmatch(written.replace(" ", ""))
    position = districts(found[1]) if found else None
    if position is None:
        half = found[1] if found else written
        row.fault(f"The postcode '{half}' does not exist. The first half is enough, like LS6.")
    return found, position


def _facts(row: Row) -> dict[str, Stated]:
    said_by = plain(row.text("facts_from"))
    source = FACTS_FROM.get(said_by, Source.GROUP_SAID) if said_by else Source.NOT_KNOWN
    on = row.day("facts_on")
    facts = ((key, row.fact(key)) for key in FACTS)
    return {
        key: Stated(fact, source=source, on=on) for key, fact in facts if fact is not Fact.UNKNOWN
    }


def _audiences(row: Row, facts: dict[str, Stated]) -> Mapping[str, Strength]:
    """Return whom the group is for. What it is only for is a fact as well."""
    audiences = dict.fromkeys(row.words("welcome", AUDIENCES), Strength.WELCOME)
    audiences |= dict.fromkeys(row.words("who", AUDIENCES), Strength.FOR)
    for written in sorted(row.words("only_for", ONLY_FOR) - {""}):
        audience = ONLY_FOR[written]
        audiences[audience] = Strength.ONLY
        need = SAID_AS.get(audience)
        if need is None:
            continue
        if need in facts and facts[need].value is Fact.NO:
            row.fault(f"It says only_for {written}, but {need} is no.")
        known = next(iter(facts.values()), Stated(Fact.YES))
        facts[need] = Stated(Fact.YES, source=known.source, on=known.on)
    return audiences


def _principles(row: Row) -> tuple[Principle, ...]:
    """Return what the group says of the six principles: with a day, that it follows them all."""
    on, by = row.day("principles_on"), row.text("principles_by")
    if on is None:
        return ()
    return tuple(Principle(number, Fact.YES, on, by) for number in range(1, PRINCIPLES + 1))


def _must_have(row: Row, service: Service) -> None:
    for column in ("id", "name", "formats"):
        if not row.parts(column):
            row.fault(f"It has no {column}.")
    if "in_person" in service.formats and not row.cells.get("postcode"):
        row.fault("It meets in person but has no postcode. The first half is enough, like LS6.")
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None and high < low:
        row.fault(f"The max_age {high} is under the min_age {low}.")
    if service.phone and not PHONE.fullmatch(service.phone):
        row.fault(
            f"The phone number '{service.phone}' is not one. It may have lost its first 0: "
            "in a spreadsheet, format the column as text."
        )
    if service.email and "@" not in service.email:
        row.fault(f"The email '{service.email}' has no @.")
    if ":" in service.web and not re.match("https?://", service.web, re.IGNORECASE):
        row.fault(f"The web address '{service.web}' does not begin with https://.")


def _schedules(row: Row) -> tuple[Schedule, ...]:
    how_often = row.word("how_often", HOW_OFTEN)
    rhythm, freq = HOW_OFTEN.get(how_often, (Rhythm.REGULAR, None))
    days = [_byday(row, part) for part in row.parts("days")]
    opens_at, closes_at = row.clock("starts"), row.clock("ends")
    interval = row.count("every", RARELY)
    first_on = row.day("first_on", may_be_ahead=True)
    until = row.day("until", may_be_ahead=True)
    holidays, note = row.fact("bank_holidays"), row.text("when_note")
    if opens_at and closes_at and closes_at <= opens_at:
        row.fault(f"It ends at {closes_at:%H:%M}, which is before it starts at {opens_at:%H:%M}.")
    if first_on and until and until < first_on:
        row.fault(f"The until {until} is before the first_on {first_on}.")
    if freq is Frequency.WEEKLY and any(day[0] in "-12345" for day in days):
        row.fault("A day with a number, like 2TU, is for monthly groups, and it says weekly.")
    if interval > 1 and freq is None and how_often:
        row.fault(f"It says every {interval}, which is for weekly and monthly groups.")
    timed = (*days, opens_at, closes_at, interval > 1, first_on, until)
    if not how_often and any(timed):
        row.fault(f"It has a day or a time but no how_often.{did_you_mean('', HOW_OFTEN)}")
    if not how_often and not note:
        return ()
    schedule = Schedule(
        rhythm, freq, interval, ",".join(days), dtstart=first_on, valid_to=until,
        opens_at=opens_at, closes_at=closes_at, on_bank_holidays=holidays, note=note,
    )  # fmt: skip
    return (schedule,)


def _byday(row: Row, text: str) -> str:
    day = text[:2].upper() if text.casefold() in _DAYS else text.upper().replace(" ", "")
    if not _DAY.fullmatch(day):
        row.fault(f"The day '{text}' is not known. Write TU for Tuesdays, 2TU for the second one.")
    return day
