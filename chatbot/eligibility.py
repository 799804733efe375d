"""Who may be shown what: the hard rules, and what is known of a group against a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chatbot.directory import Fact, Schedule, Service, Status
from chatbot.places import Place, miles_between

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


def allowed(service: Service, search: Search) -> bool:
    """Say whether the hard rules on status, age, audience and nation let the group be shown."""
    if service.status not in SHOWN:
        return False
    if search.who and not service.serves(search.who):
        return False
    if service.requires and not service.requires <= set(search.needs):
        return False
    if search.who == "young_person" and (service.minimum_age or 0) >= ADULT:
        return False
    if search.who == "adult" and service.maximum_age is not None and service.maximum_age < ADULT:
        return False
    times = times_of_day(service.schedules) if search.not_when else None
    if times and times <= search.not_when:
        return False
    if not service.nations or search.place is None:
        return True
    return not search.place.nation or search.place.nation in service.nations


def reachable(service: Service, search: Search) -> tuple[frozenset[str], float | None]:
    """Return the formats somebody could use, and the miles to the door if going is one of them."""
    formats = service.formats - search.not_formats
    if "in_person" not in formats:
        return formats, None
    if search.place is None or service.location is None:
        return formats - {"in_person"}, None
    here, there = search.place, service.location
    reach = OUT_OF_REACH if here.radius <= BROAD else here.radius
    if abs(here.lat - there.lat) * MILES_PER_DEGREE > reach:
        return formats - {"in_person"}, None
    miles = miles_between(here.lat, here.lon, there.lat, there.lon)
    if miles > reach or _over_the_sea(here, there.outcode):
        return formats - {"in_person"}, None
    return formats, miles


def _over_the_sea(here: Place, outcode: str) -> bool:
    """Say whether a straight line would lead over open sea between these two.

    Postcode areas that are islands, or lie over the Irish Sea, are reached from their own area.
    """
    there = outcode.rstrip("0123456789")
    own = here.outcode.rstrip("0123456789")
    return bool(own) and own != there and bool({own, there} & ISLANDS)


def need_fact(service: Service, need: str, search: Search) -> Fact:
    """Return what is known of a must-have."""
    if need == "language" and service.spoken:
        asked_for = service.spoken.intersection(search.languages) or not search.languages
        return Fact.YES if asked_for else Fact.UNKNOWN
    return service.fact(need)


@lru_cache(maxsize=4_096)
def times_of_day(schedules: tuple[Schedule, ...]) -> frozenset[str]:
    """Return which of daytime, evening and weekend a group meets; empty when not known."""
    times = set()
    for schedule in schedules:
        if schedule.byday.endswith(("SA", "SU")) or "SA," in schedule.byday:
            times.add("weekend")
        if schedule.opens_at and set(schedule.byday.split(",")) - {"SA", "SU"}:
            times.add("evening" if schedule.opens_at.hour >= EVENING else "daytime")
        if schedule.freq == "any_time":
            times |= {"daytime", "evening", "weekend"}
    return frozenset(times)
