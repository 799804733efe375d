"""Who may be shown what: the hard rules, and what is known of a group against a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from chatbot.directory import Bars, Published, Scope, Service, ServiceAtLocation, Status
from chatbot.facts import Fact
from chatbot.places import Place, miles_between
from chatbot.schedules import Rhythm, Schedule

OUT_OF_REACH = 60.0
"""Miles beyond which a group is not offered as a place to go to."""
MILES_PER_DEGREE = 69.0
"""Miles in one degree of latitude, a little less than anywhere in the UK."""
BROAD = 15.0
"""Miles: somebody in a place with a larger radius ("Wales") could be anywhere in it."""
ADULT = 18
SHOWN = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)
EVENING = 17
"""The hour from which a weekday meeting is an evening one."""
ISLANDS = frozenset(("BT", "IM", "JE", "GY", "ZE", "KW", "HS"))
"""Postcode areas over the sea: a straight line to or from them is no way to go."""
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


class Reach(NamedTuple):
    """How somebody could join: the formats, and where and how far when going is one of them."""

    formats: frozenset[str] = frozenset()
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


def reachable(service: Service, search: Search) -> Reach:
    """Return how somebody could join a group without a must-have broken: from home, and at the
    nearest of its places where none is.
    """
    formats = service.formats - search.not_formats
    home = formats - {"in_person"}
    if home and _barred(service.bars, service.schedules, search):
        home = frozenset()
    if "in_person" not in formats or search.place is None:
        return Reach(home)
    nearest: tuple[float, ServiceAtLocation] | None = None
    for place, bars in zip(service.places, service.bars_at, strict=True):
        miles = _miles_to(place, search.place)
        if miles is None or (nearest is not None and nearest[0] <= miles):
            continue
        if not _barred(bars, service.meets(place), search):
            nearest = miles, place
    if nearest is None:
        return Reach(home)
    return Reach(home | {"in_person"}, nearest[1], nearest[0])


def _barred(bars: Bars, schedules: tuple[Schedule, ...], search: Search) -> bool:
    """Say whether a must-have is known not to be met, or all its times were ruled out."""
    if not bars.lacks.isdisjoint(search.needs) or not bars.requires.issubset(search.needs):
        return True
    times = times_of_day(schedules) if search.not_when else frozenset()
    return bool(times) and times <= search.not_when


def _miles_to(place: ServiceAtLocation, here: Place) -> float | None:
    """Return the miles in a straight line, None when it is out of reach."""
    there = place.location
    reach = OUT_OF_REACH if here.radius <= BROAD else here.radius
    if abs(here.lat - there.lat) * MILES_PER_DEGREE > reach:
        return None
    miles = miles_between(here.lat, here.lon, there.lat, there.lon)
    return None if miles > reach or _over_the_sea(here, there.outcode) else miles


def _over_the_sea(here: Place, outcode: str) -> bool:
    """Say whether a straight line would lead over open sea between these two.

    Postcode areas that are islands, or lie over the Irish Sea, are reached from their own area.
    """
    there = outcode.rstrip("0123456789")
    own = here.outcode.rstrip("0123456789")
    return bool(own) and own != there and bool({own, there} & ISLANDS)


def need_fact(
    service: Service, need: str, search: Search, at: ServiceAtLocation | None = None
) -> Fact:
    """Return what is known of a must-have, at a place where it has its own say."""
    if need == "language" and service.spoken:
        asked_for = service.spoken.intersection(search.languages) or not search.languages
        return Fact.YES if asked_for else Fact.UNKNOWN
    if need in service.bars.requires:
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
