"""When a name in a text is perhaps misspelt, and what it may be beside the names that are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from chatbot.gazetteer import LARGE, settled
from chatbot.places import Place, miles_between
from chatbot.understanding.clauses import PlaceText
from chatbot.understanding.living import Tie
from chatbot.understanding.narrowing import NEARBY_MILES, holds, meant
from chatbot.understanding.sightings import Sighting
from chatbot.understanding.unknown import guessed, guessed_beside, respelt
from chatbot.understanding.weighing import REFERENCE_MILES, Said

SAME_MILES = 1.5
Fits = Callable[[Place], bool]


def with_guess(
    text: PlaceText, sightings: Sequence[Sighting], said: Said
) -> list[Sighting] | None:
    """Return the names of a text with a misspelt one put right, None where none is needed."""
    if odd := _at_odds(said):
        inner, outer = odd
        better = respelt(text, inner, _inside([outer.places[0]]))
        return [better if each is inner else each for each in sightings] if better else None
    guess = _guess(text, sightings, said)
    if guess is None:
        return None
    return sorted((*sightings, guess), key=lambda each: each.start)


def _guess(text: PlaceText, sightings: Sequence[Sighting], said: Said) -> Sighting | None:
    if said.tie < Tie.NAMED or not said.kept:
        return guessed(text, sightings, None)
    if any(each.country or each.postcode for each in said.kept):
        return None
    named = meant([each.places for each in said.kept])
    if said.near:
        return guessed(text, sightings, _near(named))
    if all(place.kind in LARGE for place in named):
        return guessed(text, sightings, _inside(named))
    if len(said.kept) > 1:
        return None
    if settled(said.kept[0].places) is None:
        return None if said.beside else guessed(text, sightings, _around(named))
    return guessed_beside(text, sightings, said.kept[0], _part_of(named[0])) if text.asked else None


def _at_odds(said: Said) -> tuple[Sighting, Sighting] | None:
    """Return a town and a county named together that do not fit: "gilford in surrey"."""
    for inner, outer in permutations(said.named, 2):
        if inner.postcode or outer.postcode or outer.places[0].kind not in LARGE:
            continue
        if not any(holds(outer.places[0], place) for place in inner.places):
            return inner, outer
    return None


def _inside(outer: Sequence[Place]) -> Fits:
    return lambda place: any(holds(each, place) for each in outer)


def _around(towns: Sequence[Place]) -> Fits:
    return lambda place: place.kind in LARGE and any(holds(place, town) for town in towns)


def _near(named: Sequence[Place]) -> Fits:
    return lambda place: any(
        SAME_MILES < _miles(place, each) <= REFERENCE_MILES + each.radius for each in named
    )


def _part_of(town: Place) -> Fits:
    return lambda place: (
        place.population < town.population
        and SAME_MILES < _miles(place, town) <= max(NEARBY_MILES, town.radius)
    )


def _miles(place: Place, other: Place) -> float:
    return miles_between(place.lat, place.lon, other.lat, other.lon)
