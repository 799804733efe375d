"""The judged set of ``tests/evaluation/directory``: made-up groups, made-up people, and grades."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from chatbot.directory import (
    JoinRoute,
    Language,
    Location,
    Published,
    Scope,
    Service,
    ServiceAtLocation,
    Status,
    Strength,
)
from chatbot.facts import Fact, Principle, Source, Stated
from chatbot.schedules import Frequency, Rhythm, Schedule

FOLDER = Path(__file__).parent / "evaluation" / "directory"
AS_OF = date(2026, 11, 28)
"""The day the grades were given for: how long ago a listing was checked counts from here."""
BEST = 3
"""The highest grade."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who looks for a group. ``age`` is what a person reads out of the story.

    ``search`` is what the conversation would have kept: who, place (name, outcode, lat, lon, or
    None), formats, not_formats, needs, languages, when, not_when, about. It has no age.
    ``must_not``: groups that break a hard rule by what ``search`` alone says.
    """

    id: str
    nation: str
    area: str
    access: tuple[str, ...]
    story: str
    search: Mapping[str, Any]
    must_not: frozenset[str]
    age: int | None
    nothing_fits: bool


@dataclass(frozen=True, slots=True)
class Grade:
    """How good a group is for a person, 0 to ``BEST``. ``harm``: worse than a waste of time."""

    person: str
    group: str
    grade: int
    why: str
    harm: bool = False


def rows(name: str) -> list[dict[str, Any]]:
    """Return the lines of one file of the set."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def read_people() -> list[Seeker]:
    return [
        Seeker(
            id=row["id"],
            nation=row["nation"],
            area=row["area"],
            access=tuple(row["access"]),
            story=row["story"],
            search=row["search"],
            must_not=frozenset(row["must_not"]),
            age=row.get("age"),
            nothing_fits=row.get("nothing_fits", False),
        )
        for row in rows("people.jsonl")
    ]


def read_grades() -> list[Grade]:
    return [Grade(**row) for row in rows("grades.jsonl")]


def read_groups() -> list[Service]:
    return [service(row) for row in rows("groups.jsonl")]


def service(row: Mapping[str, Any]) -> Service:
    """Return the group of a line. A field or a value that ``Service`` lacks is an error."""
    read: dict[str, Any] = {
        "formats": frozenset,
        "about": frozenset,
        "nations": frozenset,
        "audiences": lambda said: {key: Strength(value) for key, value in said.items()},
        "scope": Scope,
        "status": Status,
        "published": Published,
        "route": JoinRoute,
        "back_on": date.fromisoformat,
        "checked_on": date.fromisoformat,
        "facts": facts,
        "places": lambda all_of: tuple(place(one) for one in all_of),
        "schedules": lambda all_of: tuple(schedule(one) for one in all_of),
        "languages": lambda all_of: tuple(Language(**one) for one in all_of),
        "principles": lambda all_of: tuple(principle(one) for one in all_of),
    }
    return Service(
        **{key: read[key](value) if key in read else value for key, value in row.items()}
    )


def place(row: Mapping[str, Any]) -> ServiceAtLocation:
    return ServiceAtLocation(
        id=row["id"],
        location=Location(**row["location"]),
        schedules=tuple(schedule(one) for one in row.get("schedules", ())),
        facts=facts(row.get("facts", {})),
    )


def facts(row: Mapping[str, Any]) -> dict[str, Stated]:
    return {
        key: Stated(
            value=Fact(one["value"]),
            detail=one.get("detail", ""),
            source=Source(one["source"]),
            on=date.fromisoformat(one["on"]) if "on" in one else None,
        )
        for key, one in row.items()
    }


def principle(row: Mapping[str, Any]) -> Principle:
    return Principle(row["number"], Fact(row["stated"]), date.fromisoformat(row["on"]), row["by"])


def schedule(row: Mapping[str, Any]) -> Schedule:
    read: dict[str, Any] = {
        "rhythm": Rhythm,
        "freq": Frequency,
        "dtstart": date.fromisoformat,
        "valid_from": date.fromisoformat,
        "valid_to": date.fromisoformat,
        "opens_at": time.fromisoformat,
        "closes_at": time.fromisoformat,
        "on_bank_holidays": Fact,
    }
    return Schedule(
        **{key: read[key](value) if key in read else value for key, value in row.items()}
    )
