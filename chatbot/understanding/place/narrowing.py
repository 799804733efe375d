"""From several names and several places of a name to the one that is meant, or the few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chatbot.gazetteer import LARGE, TOWN_POPULATION, settled
from chatbot.places import Place, miles_between

SAME_TOWN_MILES = 2.5
MUCH_LARGER = 2.5
NEXT_MILES = 6.0
NEARBY_MILES = 15.0
TOWNS_NEARBY_MILES = 40.0
MOST_NEAR_MILES = 60.0
MUCH_FARTHER = 1.7
LEAST_RADIUS = 4.0
AROUND_RADIUS = 1.2
_MADE_OF_OTHERS = frozenset(
    "Greater London|Greater Manchester|Merseyside|South Yorkshire|Tyne and Wear|West Midlands|"
    "West Yorkshire".split("|")
)
"""Counties made in 1965 and 1974 of parts of older ones, which people still name."""
AS_COUNTY = 4
"""Letters a town shares with the county that is named after it."""


def names(outer: Place, inner: Place) -> bool:
    """Whether a county or nation is the one that a place is said to lie in."""
    return outer.kind in LARGE and outer.name in (inner.county, inner.nation)


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in another."""
    if outer.kind == "nation":
        return outer.name == inner.nation
    if outer.kind not in LARGE and outer.radius < LEAST_RADIUS:
        return False
    if inner.radius > outer.radius:
        return False
    return outer.name in (inner.county, inner.nation) or _are_within(
        outer, inner, outer.radius * AROUND_RADIUS
    )


def belong_together(places: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether a place lies in or near one of the others, so that one tells what the other is."""
    return any(
        holds(place, other)
        or names(other, place)
        or _has_in_county(place, other)
        or _are_near_towns(place, other)
        for place in places
        for other in others
    )


def narrow(
    places: Sequence[Place], others: Sequence[Place], *, adjacent: bool
) -> tuple[Place, ...]:
    """Return the places that lie in, or else near, one of the others; or the other way round.

    ``adjacent``: nothing stands between the two names but words like "in". Then near is enough:
    of "Hull, Cottingham" and "Cottingham, Hull" the smaller is meant, of two cities the first.
    """
    if same := tuple(one for one in places if one in others):
        return same
    for inside in (_in_county, _held):
        for inner, outer in ((places, others), (others, places)):
            if found := inside(inner, outer):
                return found
    if not adjacent:
        return ()
    if near := _fitting(_are_near, places, others):
        place, other = settled(places), settled(others)
        if not (place and other):
            return near
        # Of two towns side by side the first is home, unless the second is a small one in it.
        return (other,) if place.population >= MUCH_LARGER * other.population else (place,)
    return _fitting(_has_in_county, places, others)


def _in_county(places: Sequence[Place], counties: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places of a county: for "Hale, Cheshire" the large one that once was in it."""
    now = _fitting(names, places, counties)
    once = [one for one in places if now and one.county in _MADE_OF_OTHERS]
    then = _fitting(holds, once, counties)
    return then if then and settled((*then, *now)) == then[0] else now


def _held(places: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places that lie in another: Rainham in Essex was there till 1965, no Kent one."""
    held = _fitting(holds, places, others)
    once = tuple(one for one in held if one.county in _MADE_OF_OTHERS)
    return once if once and others[0].kind == "county" else held


def _fitting(
    fits: Callable[[Place, Place], bool], places: Sequence[Place], others: Sequence[Place]
) -> tuple[Place, ...]:
    return tuple(one for one in places if any(fits(other, one) for other in others))


def narrow_by(places: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places that lie in or near one of the others, or all where none does."""
    ways = (names, holds, _touch, _are_near, _are_near_towns, _share_a_county)
    return next(filter(None, (_fitting(fits, places, others) for fits in ways)), tuple(places))


def nearest_to(places: Sequence[Place], near: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places that are near one of those named as near, or else by far the nearest."""
    if close := _fitting(_are_near_towns, places, near):
        first = settled(places)
        return (first,) if first in close else narrow_by(close, near)
    reach = sorted(
        (min(miles_between(one.lat, one.lon, other.lat, other.lon) for other in near), at)
        for at, one in enumerate(places)
    )
    (nearest, at), (next_nearest, _) = reach[:2]
    if nearest <= MOST_NEAR_MILES and next_nearest >= MUCH_FARTHER * nearest:
        return (places[at],)
    return tuple(places)


def without(places: Sequence[Place], denied: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places that neither are nor lie in one that was ruled out: "not the welsh one"."""
    ruled_out = list(denied)
    for fits in (names, holds, _has_in_county):
        left = [one for one in places if not any(one == no or fits(no, one) for no in ruled_out)]
        if 0 < len(left) < len(places):
            return tuple(left)
    return tuple(places)


def one_town(places: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    """Return the larger of two towns that touch: "Brighton and Hove"."""
    place, other = places[0], others[0]
    if not _are_within(place, other, SAME_TOWN_MILES):
        return ()
    return (max(place, other, key=lambda each: each.population),)


def meant(said: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    """Return the places meant by several names: one where all agree."""
    each_meant = ((one,) if (one := settled(places)) else tuple(places) for places in said)
    return tuple(dict.fromkeys(place for places in each_meant for place in places))


def _are_within(place: Place, other: Place, miles: float) -> bool:
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= miles


def _touch(place: Place, other: Place) -> bool:
    return _are_within(place, other, NEXT_MILES)


def _are_near(place: Place, other: Place) -> bool:
    return _are_within(place, other, NEARBY_MILES)


def _are_near_towns(place: Place, other: Place) -> bool:
    towns = min(place.population, other.population) >= TOWN_POPULATION
    return _are_within(place, other, TOWNS_NEARBY_MILES if towns else NEARBY_MILES)


def _share_a_county(place: Place, other: Place) -> bool:
    return bool(place.county) and place.county == other.county


def _has_in_county(town: Place, place: Place) -> bool:
    """Whether "Glos", which is Gloucester and its county, was said of a place in the county."""
    return bool(place.county) and (
        place.county == town.county and town.county[:AS_COUNTY] == town.name[:AS_COUNTY]
    )
