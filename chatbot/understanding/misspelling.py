"""The known place whose name is spelt nearest to what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from rapidfuzz import fuzz, process

from chatbot.gazetteer import SHORTEST_MISSPELT, Gazetteer, sound_key
from chatbot.places import Place, miles_between

NEAREST = 10
LEAST_ALIKE = 80.0
SURELY_ALIKE = 84.0
STRICTLY_ALIKE = 90.0
STRICT_POPULATION = 10_000
VILLAGE_ALIKE = 88.0
CITY_POPULATION = 100_000
LONG = 7
CLEAR_LEAD = 3.0
WIDE_LEAD = 6.0
PER_TENFOLD_PEOPLE = 2.0
MOST_PEOPLE_WEIGHED = 500_000
SAME_FIRST_LETTER = 4.0
"""People seldom get the first letter wrong."""
LEAST_ALIKE_IN_SOUND = 55.0
SHORTEST_SOUND = 4
SAME_PLACE_MILES = 5.0


@dataclass(frozen=True, slots=True)
class Near:
    """The places of the nearest name; ``sure`` when nothing else comes close to it."""

    places: tuple[Place, ...]
    sure: bool
    why: str


@dataclass(frozen=True, slots=True, order=True)
class _Guess:
    """A known name, the likeliest sorting first; ``alike`` is RapidFuzz's ratio, 0 to 100."""

    rank: float
    name: str
    alike: float


def nearest_name(gazetteer: Gazetteer, typed: str, *, strict: bool) -> Near | None:
    """Return the likeliest name for a misspelling, the larger place before the smaller.

    ``strict`` takes clear slips in the names of towns only. Nothing is guessed for fewer than five
    letters, nor for a text that is a name.
    """
    if len(typed) < SHORTEST_MISSPELT or typed in gazetteer.names:
        return None
    same_letter = gazetteer.spelt_from.get(typed[0], ())
    guesses = _guesses(gazetteer, typed, same_letter, STRICTLY_ALIKE if strict else LEAST_ALIKE)
    if strict:
        guesses = [guess for guess in guesses if _is_plain(gazetteer, typed, guess)]
    near = _near(gazetteer, typed, guesses) if guesses else None
    if not strict and (near is None or not near.sure):
        guesses = _guesses(gazetteer, typed, gazetteer.spelt, LEAST_ALIKE)
        near = _near(gazetteer, typed, guesses) if guesses else None
    if near is None or not near.sure:
        return near if strict else _sounding_alike(gazetteer, typed) or near
    return near


def _guesses(gazetteer: Gazetteer, typed: str, names: Sequence[str], least: float) -> list[_Guess]:
    found = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=least, limit=NEAREST)
    return sorted(
        _Guess(-alike - _weight(gazetteer.names[name][0], typed, name), name, alike)
        for name, alike, _ in found
    )


def _weight(place: Place, typed: str, name: str) -> float:
    people = max(min(place.population, MOST_PEOPLE_WEIGHED), 1)
    return PER_TENFOLD_PEOPLE * log10(people) + SAME_FIRST_LETTER * (typed[0] == name[0])


def _is_plain(gazetteer: Gazetteer, typed: str, guess: _Guess) -> bool:
    place = gazetteer.names[guess.name][0]
    return place.population >= STRICT_POPULATION and typed[0] == guess.name[0]


def _near(gazetteer: Gazetteer, typed: str, guesses: list[_Guess]) -> Near:
    best = guesses[0]
    places = gazetteer.names[best.name]
    lead = min(
        (
            guess.rank - best.rank
            for guess in guesses[1:]
            if not _same(places[0], gazetteer.names[guess.name][0])
        ),
        default=2 * WIDE_LEAD,
    )
    sure = _is_sure(typed, best, lead, places[0].population)
    return Near(places, sure, f"misspelt: {typed} -> {best.name}, {best.alike:.0f}")


def _is_sure(typed: str, best: _Guess, lead: float, population: int) -> bool:
    """Whether a wrong guess is unlikely: most people meant a town, and made one slip."""
    if typed[0] != best.name[0]:
        return best.alike >= STRICTLY_ALIKE and lead >= WIDE_LEAD
    if population < STRICT_POPULATION:
        return best.alike >= VILLAGE_ALIKE and lead >= CLEAR_LEAD
    if best.alike >= SURELY_ALIKE:
        return lead >= CLEAR_LEAD
    return len(typed) >= LONG and lead >= WIDE_LEAD and population >= CITY_POPULATION


def _same(place: Place, other: Place) -> bool:
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= SAME_PLACE_MILES


def _sounding_alike(gazetteer: Gazetteer, typed: str) -> Near | None:
    """Return the largest town that sounds the same: always doubtful."""
    sound = sound_key(typed)
    if len(sound) < SHORTEST_SOUND or " " in typed:
        return None
    alike = [
        name
        for name in gazetteer.sounds.get(sound, ())
        if fuzz.ratio(typed, name) >= LEAST_ALIKE_IN_SOUND
    ]
    if not alike:
        return None
    name = max(alike, key=lambda each: gazetteer.names[each][0].population)
    return Near(gazetteer.names[name], False, f"sounds alike: {typed} -> {name}")
