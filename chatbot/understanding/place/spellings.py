"""Names of places, laid out so that the few that a misspelling may mean are found at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log10

from chatbot.understanding.words.sounding import sound_of_words

SHORTEST = 5
"""Letters a name needs to be guessed; a town's may have one less."""
TOWN_POPULATION = 20_000
CUT_SHORT_POPULATION = 40_000
HEARD_FIRST = 3
"""Sounds a name is looked up by: they are seldom heard wrong."""
HEARD_POPULATION = 3_000
"""People a place needs to be known by the sound of its name."""
MOST_PEOPLE_WEIGHED = 500_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """Names that share a beginning: ``forms`` are compared, ``names`` stand behind them."""

    forms: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """Known names without their spaces, by first letter, by second and third, and by sound.

    ``joined`` leads from a name without spaces to the name, ``forms`` back; ``sounds`` gives the
    sound of every name, ``heard`` all that are heard, ``people`` the tenth logarithm of how many
    live there. ``towns`` are those that are known when their name is cut short, by first letter;
    ``going_on`` and ``ending`` the names of several words, by the first and by the last.
    """

    joined: Mapping[str, str]
    forms: Mapping[str, str]
    by_first: Mapping[str, Shelf]
    by_second: Mapping[str, Shelf]
    by_sound: Mapping[str, Shelf]
    sounds: Mapping[str, str]
    heard: frozenset[str]
    people: Mapping[str, float]
    towns: Mapping[str, Shelf]
    going_on: Mapping[str, tuple[str, ...]]
    ending: Mapping[str, tuple[str, ...]]


NO_SHELF = Shelf((), ())


def index_spellings(people: Mapping[str, int], towns: Collection[str]) -> Spellings:
    """Lay out names, in the form of ``name_key``, with the people who live there.

    ``towns`` are those that are no county or other area.
    """
    joined: dict[str, str] = {}
    for name in sorted(people, key=lambda each: people[each]):
        joined[name.replace(" ", "")] = name
    joined = {
        form: name
        for form, name in joined.items()
        if len(form) >= SHORTEST - (people[name] >= TOWN_POPULATION)
    }
    sounds = {name: sound_of_words(name) for name in joined.values()}
    heard = [(sounds[name], name) for name in joined.values() if people[name] >= HEARD_POPULATION]
    return Spellings(
        joined=joined,
        forms={name: form for form, name in joined.items()},
        by_first=_shelves((form[0], form, name) for form, name in joined.items()),
        by_second=_shelves((form[1:3], form, name) for form, name in joined.items()),
        by_sound=_shelves((sound[:HEARD_FIRST], sound, name) for sound, name in heard),
        sounds=sounds,
        heard=frozenset(sound for sound, _ in heard),
        people={
            name: log10(max(min(people[name], MOST_PEOPLE_WEIGHED), 1)) for name in joined.values()
        },
        going_on=_by_word(joined.values(), 0),
        ending=_by_word(joined.values(), -1),
        towns=_shelves(
            (form[0], form, name)
            for form, name in joined.items()
            if people[name] >= CUT_SHORT_POPULATION and name in towns
        ),
    )


def _by_word(names: Iterable[str], at: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        words = name.split(" ")
        if len(words) > 1:
            found[words[at]] = (*found.get(words[at], ()), name)
    return found


def _shelves(rows: Iterable[tuple[str, str, str]]) -> dict[str, Shelf]:
    found: dict[str, list[tuple[str, str]]] = {}
    for start, form, name in rows:
        found.setdefault(start, []).append((form, name))
    return {
        start: Shelf(tuple(form for form, _ in row), tuple(name for _, name in row))
        for start, row in found.items()
    }
