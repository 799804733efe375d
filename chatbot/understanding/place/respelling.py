"""When a name in a text is perhaps misspelt, and what it may be beside the names that are known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, permutations
from typing import NamedTuple

from chatbot.gazetteer import LARGE, settled
from chatbot.places import Place, miles_between
from chatbot.understanding.place.living import Tie
from chatbot.understanding.place.misspelling import Wanted, nearest_name
from chatbot.understanding.place.narrowing import NEARBY_MILES, NEXT_MILES, holds, meant
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.place.unknown import (
    MOST_RUNS,
    VILLAGE_LEAD,
    guessed,
    is_sure,
    unknown_runs,
)
from chatbot.understanding.place.weighing import REFERENCE_MILES, Join, Said, join, keep
from chatbot.understanding.words.clauses import PlaceText

SAME_MILES = 1.5
CITY = 200_000
SMALL = 20_000
MOST_WORDS = 2
NEAR_LIVING = 3
"""Words before a misspelt name of which one must say that somebody lives there."""
MOST_GUESSES = 2


class _Odd(NamedTuple):
    """A name that does not fit the one it is named with, and what would be one that does.

    ``surer``: the other, a county, is true even if no table knows the town.
    """

    name: Sighting
    wanted: Wanted
    surer: bool = False


def with_guess(text: PlaceText, sightings: Sequence[Sighting], said: Said) -> list[Sighting] | None:
    """Return the names of a text with a misspelt one put right, None where none is needed."""
    if odd := _at_odds(text, said):
        if put_right := _respelt(text, odd.name, odd.wanted):
            return [put_right if each is odd.name else each for each in sightings]
        return [each for each in sightings if each is not odd.name] if odd.surer else None
    better: list[Sighting] | None = None
    for _ in range(MOST_GUESSES):  # the second finds "hinkly" beside "lestershire"
        guess = _guess(text, sightings, said)
        if guess is None:
            break
        better = sorted((*sightings, guess), key=lambda each: each.start)
        if guess.places[0].kind not in LARGE and settled(guess.places):
            break
        sightings, said = better, keep(text, better)
    return better


def _guess(text: PlaceText, sightings: Sequence[Sighting], said: Said) -> Sighting | None:
    if not said.kept or ((text.asked or text.fresh) and said.tie < Tie.NAMED):
        return guessed(text, sightings, None)
    if all(each.country for each in said.kept):
        # "from Eritrea, live in Plimouth"
        here = guessed(text, sightings, None)
        return here if here and text.is_lived_in(here.start, NEAR_LIVING) else None
    if any(each.country or each.postcode for each in said.kept):
        return None
    named = meant([each.places for each in said.kept])
    if said.near:
        return guessed(text, sightings, _near(named))
    if all(place.kind in LARGE for place in named):
        wanted = _inside(named)
        return guessed(text, sightings, wanted) or _sounding_like(text, sightings, wanted)
    if len(said.kept) > 1:
        return None
    if said.beside:
        return None
    county = guessed(text, sightings, _around(named)) if len(named) > 1 else None
    if county or not text.asked:
        return county
    return _guessed_beside(text, sightings, said.kept[0])


def _at_odds(text: PlaceText, said: Said) -> _Odd | None:
    """Return a town that is not in the county it is named with: "gilford in surrey".

    So it is with a village named with a city ("stretham london"), and with one far from what it is
    said to be near ("lewis near brighton").
    """
    for inner, outer in permutations(said.named, 2):
        place = outer.places[0]
        if inner.postcode or outer.postcode or inner.places[0].kind in LARGE:
            continue
        how = join(text, *sorted((inner, outer), key=lambda each: each.start))
        if how is not Join.LIST and place.kind != "county":
            continue
        apart = min(_miles(place, each) for each in inner.places)
        if place.kind in LARGE and apart > place.radius + NEARBY_MILES:
            surer = place.kind in ("county", "nation") and inner.places[0].population < CITY
            return _Odd(inner, _inside([place]), surer)
        village = inner.places[0].population < SMALL
        if village and apart > REFERENCE_MILES and place.population >= CITY:
            return _Odd(inner, _part_of([place]))
    if said.unlikely:
        return _Odd(said.unlikely[0], _near([each.places[0] for each in said.named]))
    return None


def _inside(outer: Sequence[Place]) -> Wanted:
    return Wanted(lambda place: any(_is_in(each, place) for each in outer), told=True)


def _is_in(outer: Place, place: Place) -> bool:
    """Whether a place lies in a larger one; of an area nobody knows where it ends."""
    about = outer.kind == "area" and _miles(outer, place) <= outer.radius + NEXT_MILES
    return about or holds(outer, place)


def _around(towns: Sequence[Place]) -> Wanted:
    return Wanted(
        lambda place: place.kind in LARGE and any(_is_in(place, town) for town in towns), told=True
    )


def _near(named: Sequence[Place]) -> Wanted:
    return Wanted(
        lambda place: any(
            SAME_MILES < _miles(place, each) <= REFERENCE_MILES + each.radius for each in named
        )
    )


def _part_of(towns: Sequence[Place]) -> Wanted:
    return Wanted(
        lambda place: any(
            place.population < town.population
            and SAME_MILES < _miles(place, town) <= max(NEARBY_MILES, town.radius)
            for town in towns
        )
    )


def _miles(place: Place, other: Place) -> float:
    return miles_between(place.lat, place.lon, other.lat, other.lon)


def _respelt(text: PlaceText, each: Sighting, wanted: Wanted) -> Sighting | None:
    """Return what a known name may be misspelt from, of the places that fit: Gilford, Guildford."""
    near = nearest_name(text.gazetteer, " ".join(text.tokens[each.start : each.end]), wanted)
    if near is None or not (is_sure(near, wanted)):
        return None
    places = wanted.among(near.places)
    return Sighting(each.start, each.end, near.name, places, doubt=not near.sure, why=near.why)


def _guessed_beside(
    text: PlaceText, sightings: Sequence[Sighting], town: Sighting
) -> Sighting | None:
    """Return the misspelt part of a town that is named right beside it: "laytonston london"."""
    wanted = _part_of(town.places)
    for start, end in islice(unknown_runs(text, sightings), MOST_RUNS):
        between = text.tokens[end : town.start] or text.tokens[town.end : start]
        beside = end <= town.start or start >= town.end
        if not beside or not all(map(text.is_around, between)):
            continue
        typed = " ".join(text.tokens[start:end])
        near = nearest_name(text.gazetteer, typed, wanted, bold=text.is_led(start))
        if near and near.sure:
            places = wanted.among(near.places)
            return Sighting(start, end, near.name, places, why=near.why)
    return None


def _sounding_like(
    text: PlaceText, sightings: Sequence[Sighting], wanted: Wanted
) -> Sighting | None:
    """Return a town of the county named that an ordinary word sounds like: "sterling scotland"."""
    start = next((at for at, token in enumerate(text.tokens) if not text.is_around(token)), 0)
    end = min(each.start for each in sightings)
    while end > start and text.is_around(text.tokens[end - 1]):
        end -= 1
    if not text.asked or not 0 < end - start <= MOST_WORDS:
        return None
    typed = " ".join(text.tokens[start:end])
    near = nearest_name(text.gazetteer, typed, wanted, bold=True)
    if near is None or near.lead < VILLAGE_LEAD:
        return None
    return Sighting(start, end, near.name, wanted.among(near.places), why=near.why)
