"""Of the names in a text: which may be home, and what the others tell about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from chatbot.gazetteer import LARGE, settled
from chatbot.places import Place, miles_between
from chatbot.understanding.place.cues import Says
from chatbot.understanding.place.homes import tied
from chatbot.understanding.place.living import Tie, Tied
from chatbot.understanding.place.narrowing import (
    holds,
    meant,
    names,
    narrow,
    narrow_by,
    nearest_to,
    one_town,
    without,
)
from chatbot.understanding.place.placenames import MOST_BETWEEN
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.words.clauses import BETWEEN, PlaceText
from chatbot.understanding.words.tokens import STOP

REFERENCE_MILES = 40.0
LIKELY_MILES = 70.0
"""A place is not the one meant when it is farther from what it is said to be near."""
PART, PART_MILES = 5, 5.0
"""How many times as large, and how near, a city is to what may be a part of it."""
TOWN, LANDMARK, CITY = 5_000, 15_000, 100_000
_CHOICE = frozenset({"and", "or", "between", "n"})
_SMALL = frozenset("yes i were we my me im sometimes maybe perhaps either both then well".split())


class Join(Enum):
    """What stands between two names: hardly anything, a choice, or words of their own."""

    LIST = auto()
    CHOICE = auto()
    REMARK = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """The places of a text that count, and what they are to who texts.

    ``near``: home is only near what is kept. ``beside`` only tell which place is meant ("near
    York"), ``denied`` which is not. ``others`` are left behind or worked in: not meant, but seldom
    far. ``unlikely`` are too far from what they are said to be near.
    """

    kept: tuple[Sighting, ...]
    tie: Tie
    near: bool = False
    beside: tuple[Tied, ...] = ()
    denied: tuple[Sighting, ...] = ()
    others: tuple[Sighting, ...] = ()
    unlikely: tuple[Sighting, ...] = ()

    @property
    def named(self) -> list[Sighting]:
        """Those kept that are in the UK."""
        return [each for each in self.kept if each.places]


def keep(text: PlaceText, sightings: Sequence[Sighting]) -> Said:
    """Keep where somebody lives before what is only named, worked in, or left behind."""
    ties = tied(text, sightings)
    denied = tuple(each.sighting for each in ties if each.tie is Tie.DENIED)
    top = _top(ties)
    if top is Tie.DENIED:
        return Said((), top, denied=denied)
    others = tuple(each.sighting for each in ties if Tie.DENIED < each.tie < min(top, Tie.NAMED))
    tops = [each for each in ties if each.tie is top]
    main = [each for each in tops if not each.near and each.sighting.places]
    near = [each for each in tops if each.near]
    below = [each for each in ties if Tie.NAMED <= each.tie < top and each.sighting.places]
    if not (near or main):
        # "back in Poland til June, then Crewe"
        main = [each for each in below if each.tie is Tie.NAMED]
    if near and not main:
        main = [each for each in below if not each.near and _are_close(each.sighting, near)]
    if main and all(_is_large(each.sighting) for each in main):
        main += [each for each in below if not each.near and _is_held(each, main)]
    unlikely: tuple[Sighting, ...] = ()
    if main and near and not any(_is_likely(each.sighting, near) for each in main):
        unlikely, main = tuple(each.sighting for each in main), []
    if not main:
        kept = [each.sighting for each in tops if each.near or not near]
        return Said(
            tuple(kept), top, near=bool(near), denied=denied, others=others, unlikely=unlikely
        )
    chosen = [each.sighting for each in ties if each in main or _is_abroad(each, top)]
    beside = tuple(each for each in (*near, *below) if each not in main)
    return Said(tuple(chosen), top, beside=beside, denied=denied, others=others)


def _top(ties: Sequence[Tied]) -> Tie:
    """Return the strongest tie; where somebody comes from abroad is no home: "work in Hull"."""
    here = max((each.tie for each in ties if each.sighting.places), default=Tie.DENIED)
    top = max((each.tie for each in ties), default=Tie.DENIED)
    return here if here is Tie.ELSEWHERE and top is Tie.FAMILY else top


def _is_abroad(each: Tied, top: Tie) -> bool:
    return each.tie is top and not each.near and not each.sighting.places


def _is_large(each: Sighting) -> bool:
    return each.places[0].kind in LARGE


def _is_held(each: Tied, main: Sequence[Tied]) -> bool:
    return any(
        holds(outer, inner)
        for one in main
        for outer in one.sighting.places
        for inner in each.sighting.places
    )


def _is_likely(each: Sighting, near: Sequence[Tied]) -> bool:
    """Whether a place is no farther from what it is said to be near than people say."""
    if each.postcode or each.places[0].population >= CITY or any(one.hours for one in near):
        return True
    known = [
        one
        for one in near
        if any(place.population >= LANDMARK for place in one.sighting.places[:1])
    ]
    return not known or _are_close(each, known, LIKELY_MILES)


def _are_close(each: Sighting, others: Iterable[Tied], miles: float = REFERENCE_MILES) -> bool:
    return any(
        miles_between(place.lat, place.lon, other.lat, other.lon) <= miles + other.radius
        for place in each.places
        for one in others
        for other in one.sighting.places
    )


class _Group(NamedTuple):
    """The places that may be meant, and how many names came to them."""

    places: tuple[Place, ...]
    names: int = 1


def weigh(text: PlaceText, said: Said) -> list[tuple[Place, ...]]:
    """Return the places of each name that stands by itself: one group, or several to choose from.

    From left to right, "Ashford in Kent" narrows and "Bath or Bristol" gives two groups.
    """
    named = said.named
    joins = [join(text, before, after) for before, after in pairwise(named)]
    groups, aside = [_Group(_told(named[0], said))], False
    for (before, after), how in zip(pairwise(named), joins, strict=True):
        places, sentence = _told(after, said), STOP in text.tokens[before.end : after.start]
        if how is Join.LIST and Join.CHOICE in joins and not (_is_large(after) or sentence):
            how = Join.CHOICE
        last = groups[-1]
        told = last.names > 1 and any(holds(each, one) for each in places for one in last.places)
        if how is Join.CHOICE and (aside or told or (last.names > 1 and _is_large(after))):
            continue  # "Otley. Leeds and Bradford are ok to get to", "Royston, Herts/Cambs border"
        if fit := _fit(text, last.places, before, after, places, how):
            groups[-1] = _Group(fit, last.names + 1)
        elif how is Join.CHOICE or said.tie is not Tie.NAMED:
            groups.append(_Group(places))
        elif how is Join.LIST and not _is_large(after):
            if last.places[0].kind in LARGE or _is_aside(last.places, places):
                groups[-1] = _Group(places)
            elif settled(last.places) is None and _is_city(places):
                groups[-1] = _Group(places)  # a part of it that no table knows: "Clifton, Bristol"
            elif not _is_aside(places, last.places):
                groups.append(_Group(places))
        aside = groups[-1].places == last.places and (sentence or not fit)
    agreed = max(each.names for each in groups) > 1
    return [each.places for each in groups if not agreed or each.names > 1 or _is_town(each)]


def _is_city(places: Sequence[Place]) -> bool:
    place = settled(places)
    return place is not None and place.population >= CITY


def _is_town(group: _Group) -> bool:
    """Whether a place is meant beside one that two names agree on: no village in a remark is."""
    return group.places[0].population >= TOWN


def _fit(
    text: PlaceText,
    group: tuple[Place, ...],
    before: Sighting,
    after: Sighting,
    places: tuple[Place, ...],
    join: Join,
) -> tuple[Place, ...]:
    """Return what two names agree on: one place, several of which each may be meant, or none."""
    between = text.tokens[before.end : after.start]
    if join is Join.CHOICE:
        if fit := one_town(group, places) if "and" in between else ():
            return fit
        if "or" in between:
            return tuple(one for one in group if any(names(each, one) for each in places))
        held = (_is_large(after) or _is_large(before)) and narrow(group, places, adjacent=False)
        return held or ()
    large = _is_large(after) and len(between) <= MOST_BETWEEN and STOP not in between
    if fit := narrow(group, places, adjacent=join is Join.LIST or large):
        return fit
    if join is Join.REMARK and settled(group) is None:
        return narrow_by(group, places)
    return ()


def join(text: PlaceText, before: Sighting, after: Sighting) -> Join:
    """Tell what stands between two names."""
    between = text.tokens[before.end : after.start]
    cues = text.gazetteer.cues
    content = [
        token
        for token in between
        if not (text.is_around(token) or token in BETWEEN or token in _CHOICE or token in _SMALL)
        and not cues.begins(token, Says.EITHER)
    ]
    if content or "but" in between:
        return Join.REMARK
    chosen = not _CHOICE.isdisjoint(between) or Says.EITHER in cues.said(between)
    return Join.CHOICE if chosen else Join.LIST


def _is_aside(places: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether the name of a village only happens to be a word beside a town far from it."""
    return places[0].population < TOWN <= others[0].population


def _told(each: Sighting, said: Said) -> tuple[Place, ...]:
    """Return the places of a name, fewer where another name tells which is meant."""
    places = each.places
    near = [place for one in said.beside if one.near for place in one.sighting.places]
    if len(places) > 1 and near:
        places = nearest_to(places, near)
    if settled(places) is None:
        places = without(places, (place for other in said.denied for place in other.places))
    for other in (*(one.sighting for one in said.beside), *said.others):
        if settled(places) is None:
            places = narrow_by(places, other.places)
    return places


def agreed(text: PlaceText, said: Said) -> tuple[Place, ...]:
    """Return the place that all names come to, or the few to ask about.

    A town that home is near says more than the county: "wiltshire, chippenham side".
    """
    places = meant(weigh(text, said))
    near = [place for one in said.beside if one.near for place in one.sighting.places[:1]]
    if part := _part(places, said):
        return part
    if all(place.kind in LARGE for place in places):
        return tuple(one for one in near if any(holds(each, one) for each in places)) or places
    return places


def _part(places: Sequence[Place], said: Said) -> tuple[Place, ...]:
    """Return the part of a city that is named beside it: "Glasgow, Govanhill side"."""
    if len(places) != 1 or places[0].population < CITY:
        return ()
    city = places[0]
    return tuple(
        place
        for one in said.beside
        if one.near and not one.hours
        for place in one.sighting.places
        if PART * place.population < city.population
        and miles_between(place.lat, place.lon, city.lat, city.lon) <= PART_MILES
    )[:1]
