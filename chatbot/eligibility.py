"""Who may be shown what: the hard rules, and what is known of a group against a search."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from chatbot.directory import Bars, Published, Scope, Service, ServiceAtLocation, Status
from chatbot.distances import miles_to
from chatbot.facts import Fact
from chatbot.places import Place
from chatbot.schedules import Rhythm, Schedule

ADULT = 18
SHOWN = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)
IN_PERSON, LANGUAGE, ENGLISH = "in_person", "language", "english"
VISIT = frozenset((IN_PERSON,))
TIMES = frozenset(("daytime", "evening", "weekend"))
EVENING = 17
"""The hour from which a weekday meeting is an evening one."""
MATTERS_IN: Mapping[str, frozenset[str]] = {
    "step_free": frozenset(("in_person",)),
    "hearing_loop": frozenset(("in_person",)),
    "children_welcome": frozenset(("in_person",)),
    "camera_off_ok": frozenset(("online",)),
    "captions": frozenset(("online", "in_person")),
    "no_smartphone": frozenset(("online", "chat")),
}
"""The formats in which a need can be in the way; a need that is not named matters in all."""


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody is looking for. ``needs`` are must-haves, the rest are wishes.

    Empty means no wish. ``not_formats`` are those somebody ruled out. ``today`` dates freshness.
    """

    today: date
    who: str = ""
    place: Place | None = None
    formats: frozenset[str] = frozenset()
    not_formats: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    when: frozenset[str] = frozenset()
    not_when: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()


class Way(NamedTuple):
    """One way to join a group: from home, or at one of its places, so many miles away."""

    formats: frozenset[str]
    at: ServiceAtLocation | None = None
    miles: float | None = None


def allowed(service: Service, search: Search) -> bool:
    """Say whether the hard rules that hold wherever a group meets let it be shown: on its listing,
    status, scope, age, audience and nation.
    """
    if service.published is not Published.LIVE or service.status not in SHOWN:
        return False
    if service.scope is Scope.TYPE_2:
        return False
    if service.only_who and search.who not in service.only_who:
        return False
    if search.who and not service.serves(search.who):
        return False
    if search.who == "young_person" and (service.minimum_age or 0) >= ADULT:
        return False
    if search.who == "adult" and service.maximum_age is not None and service.maximum_age < ADULT:
        return False
    if not service.nations or search.place is None:
        return True
    return not search.place.nation or search.place.nation in service.nations


def ways_to_join(service: Service, search: Search) -> list[Way]:
    """Return every way to join a group that breaks no must-have and was not ruled out."""
    formats = service.formats - search.not_formats
    ways: list[Way] = []
    home = formats - {IN_PERSON}
    if home and not _barred(service.bars, service.schedules, service, search):
        ways.append(Way(home))
    if IN_PERSON not in formats or search.place is None:
        return ways
    for at, bars in zip(service.places, service.bars_at, strict=True):
        if _barred(bars, service.meets(at), service, search):
            continue
        there = at.location
        miles = miles_to(there.lat, there.lon, there.outcode, search.place)
        if miles is not None:
            ways.append(Way(VISIT, at, miles))
    return ways


def _barred(bars: Bars, schedules: tuple[Schedule, ...], service: Service, search: Search) -> bool:
    """Say whether a must-have is known not to be met, or all its times were ruled out."""
    if not bars.requires.issubset(search.needs):
        return True
    for need in search.needs:
        if need == LANGUAGE:
            if not speaks(service, search.languages):
                return True
        elif need in bars.lacks:
            return True
    times = times_of_day(schedules) if search.not_when else frozenset()
    return bool(times) and times <= search.not_when


def speaks(service: Service, languages: Collection[str]) -> bool:
    """Say whether a group speaks one of these; any but English where none was named.

    A listing that names no language is of a group in English.
    """
    if not languages:
        return bool(service.spoken - {ENGLISH})
    return not service.spoken.isdisjoint(languages)


def need_fact(service: Service, need: str, at: ServiceAtLocation | None = None) -> Fact:
    """Return what is known of a must-have, at a place where it has its own say.

    A language that is a must is known, or the group is left out.
    """
    if need == LANGUAGE or need in service.bars.requires:
        return Fact.YES
    return service.fact(need, at)


@lru_cache(maxsize=4_096)
def times_of_day(schedules: tuple[Schedule, ...]) -> frozenset[str]:
    """Return which of daytime, evening and weekend a group meets; empty when not known."""
    times = set()
    for schedule in schedules:
        if schedule.byday.endswith(("SA", "SU")) or "SA," in schedule.byday:
            times.add("weekend")
        if schedule.opens_at and set(schedule.byday.split(",")) - {"SA", "SU"}:
            times.add("evening" if schedule.opens_at.hour >= EVENING else "daytime")
        if schedule.rhythm is Rhythm.ALWAYS_OPEN:
            times |= {"daytime", "evening", "weekend"}
    return frozenset(times)
