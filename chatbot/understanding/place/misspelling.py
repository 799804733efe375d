"""The known place whose name is spelt, or sounds, nearest to what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from chatbot.gazetteer import Gazetteer
from chatbot.places import Place, miles_between
from chatbot.understanding.place.chopping import uncut
from chatbot.understanding.place.spellings import HEARD_FIRST, NO_SHELF, Shelf, Spellings
from chatbot.understanding.words.sounding import bare, sound_of, sound_of_words

SHORTEST_TYPED = 4
SPELT_ALIKE = 70.0
SPELT_ALIKE_BUT_FIRST = 80.0
SOUNDING_ALIKE = 80.0
NEAREST = 8
REMEMBERED = 1024
"""Forms whose likeliest names are kept: the same words stand in text after text."""

# Fitted to a thousand misspellings of 240 British places, so that the right name ranks first.
PER_SPELLING = 11.0
PER_SOUND = 8.4
PER_TENFOLD_PEOPLE = 0.8
SAME_FIRST_LETTER = 1.0
SAME_SOUND = 1.8
SAME_WORD = 1.5
PER_LENGTH_APART = -1.0

LEAST = 19.2
"""Below this what was typed is more likely no place at all."""
SURE = 20.6
CLEAR_LEAD = 0.8
VERY_SURE = 22.8
SLIGHT_LEAD = 0.45
LONG = 11
LONG_SURE = 19.8
LONG_LEAD = 2.0
LEAST_SHORT = 22.0
LESS_IF_TOLD = 2.0
SHORT = 5
SHORT_MORE = 1.2
"""So much more a short word needs: many are alike."""
SPELT_AT_LEAST = 0.62
SPELT_IF_SOUNDING = 0.4
NEARLY_SOUNDING = 0.9
SPELT_IF_NEARLY = 0.55
SAME_LETTERS = 1.5
"""For what has the letters of a name in another order: "yrok"."""
WELL_KNOWN = 4.7
KNOWN = 4.0
"""Tenth logarithm of the people of a place that an ordinary, or a rarer, word may be meant for."""
SPELT_IF_COMMON = 0.8
SPELT_IF_RARE = 0.7
SPELT_IF_TOLD = 0.5
"""... where it is told in which county: "slow, berkshire"."""
VILLAGE = 3_000
FEW = 300
MISTAKEN = 23.0
MISTAKEN_PEOPLE = 100
"""A village's name that nearly is that of a city so many times as large is asked back."""
SAME_PLACE_MILES = 5.0


@dataclass(frozen=True, slots=True)
class Near:
    """The places of the nearest name, how near it is, and by how much it leads the next."""

    name: str
    places: tuple[Place, ...]
    score: float
    lead: float
    why: str
    letters: int = 0
    spelt: float = 1.0

    @property
    def sure(self) -> bool:
        """Whether a wrong guess is unlikely: fewer than one in ten."""
        if self.letters < SHORT or (self.letters == SHORT and self.score < SURE + SHORT_MORE):
            return False
        if self.letters >= LONG and self.score >= LONG_SURE and self.lead >= LONG_LEAD:
            return True
        slight = self.score >= VERY_SURE and self.lead >= SLIGHT_LEAD
        return slight or (self.score >= SURE and self.lead >= CLEAR_LEAD)


class _Guess(NamedTuple):
    score: float
    name: str
    spelt: float
    sounding: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which places come into question, where other names tell that.

    ``told``: these are few, those of a county; so less likeness is needed.
    """

    fits: Callable[[Place], bool]
    told: bool = False

    def among(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """Return those that come into question."""
        return tuple(filter(self.fits, places))


def nearest_name(
    gazetteer: Gazetteer, typed: str, wanted: Wanted | None = None, *, bold: bool = False
) -> Near | None:
    """Return the likeliest name for a misspelling, the larger place before the smaller.

    ``bold``: a name is likely here, so that a rare word may be one. Nothing is guessed for fewer
    than four letters, nor for a name.
    """
    typed = f" {typed}".replace(" saint ", " st ").strip()
    form = typed.replace(" ", "")
    known = gazetteer.names.get(typed, ())
    if len(form) < SHORTEST_TYPED or (known and (wanted is None or wanted.among(known))):
        return None
    spellings, told = gazetteer.spellings, wanted is not None and wanted.told
    name = spellings.joined.get(form, typed)
    if name != typed and (wanted is None or wanted.among(gazetteer.names[name])):
        why = f"joined: {typed} -> {name}"
        return Near(name, gazetteer.names[name], 30.0, 10.0, why, len(form))
    is_word = typed in gazetteer.common or (typed in gazetteer.rare and not bold)
    if is_word and not (told and bold) and sound_of(typed) not in spellings.heard:
        return None
    least = (LEAST_SHORT if len(form) < SHORT else LEAST) - LESS_IF_TOLD * told
    guesses = [
        guess
        for guess in _guesses(spellings, typed)
        if guess.score >= least and guess.spelt >= _spelt_at_least(guess) and guess.name != typed
    ]
    if wanted:
        guesses = [each for each in guesses if wanted.among(gazetteer.names[each.name])]
    if is_word and told and bold:
        guesses = [each for each in guesses if each.sounding == 1 and each.spelt >= SPELT_IF_TOLD]
        is_word = False
    if guesses:
        return _near(gazetteer, typed, guesses, is_word=is_word)
    if wanted or typed in gazetteer.common or typed in gazetteer.rare:
        return None
    if name := uncut(spellings, typed):
        return Near(name, gazetteer.names[name], LEAST_SHORT, 0.0, f"short for {name}: {typed}")
    return None


def much_larger(gazetteer: Gazetteer, typed: str, known: Place) -> Place | None:
    """Return the city that a village's name may be a misspelling of: Luton for Lutton."""
    if known.population >= VILLAGE or len(typed) < SHORT:
        return None
    for guess in _guesses(gazetteer.spellings, typed)[:NEAREST]:
        place = gazetteer.names[guess.name][0]
        near = guess.score >= MISTAKEN and _same(place, known) is False
        if near and place.population >= MISTAKEN_PEOPLE * max(known.population, FEW):
            return place
    return None


def _spelt_at_least(guess: _Guess) -> float:
    if guess.sounding == 1:
        return SPELT_IF_SOUNDING
    return SPELT_IF_NEARLY if guess.sounding >= NEARLY_SOUNDING else SPELT_AT_LEAST


@lru_cache(maxsize=REMEMBERED)
def _guesses(spellings: Spellings, typed: str) -> tuple[_Guess, ...]:
    """Return the names most like what was typed, the likeliest first."""
    return tuple(sorted(_scored(spellings, typed), reverse=True))


def _scored(spellings: Spellings, typed: str) -> Iterator[_Guess]:
    form, sounds = typed.replace(" ", ""), (sound_of(typed), sound_of_words(typed))
    voiceless, letters = bare(form) == form, len(form)
    spelt = dict(
        (
            *_alike(form, spellings.by_first.get(form[0], NO_SHELF), SPELT_ALIKE),
            *_alike(form, spellings.by_second.get(form[1:3], NO_SHELF), SPELT_ALIKE_BUT_FIRST),
        )
    )
    names = dict.fromkeys(spelt)
    for sound in dict.fromkeys(sounds):
        shelf = spellings.by_sound.get(sound[:HEARD_FIRST], NO_SHELF)
        names.update(_alike(sound, shelf, SOUNDING_ALIKE))
    for name in names:
        whole, heard, sound = spellings.forms[name], spellings.sounds[name], sounds[" " in name]
        like = fuzz.ratio(form, bare(whole)) if voiceless else spelt.get(name)
        like = (fuzz.ratio(form, whole) if like is None else like) / 100
        alike = fuzz.ratio(sound, heard) / 100
        apart = abs(letters - len(whole))
        score = (
            PER_SPELLING * like
            + PER_SOUND * alike
            + PER_TENFOLD_PEOPLE * spellings.people[name]
            + SAME_FIRST_LETTER * (form[0] == name[0])
            + SAME_SOUND * (sound == heard)
            + SAME_WORD * _share_a_word(typed, name)
            + SAME_LETTERS * (not apart and sorted(form) == sorted(whole))
            + PER_LENGTH_APART * apart / max(letters, len(whole))
        )
        yield _Guess(score, name, like, alike)


def _share_a_word(typed: str, name: str) -> bool:
    """Whether two names of several words have the first in common: "high wickem"."""
    first, space, rest = typed.partition(" ")
    return bool(space) and name.startswith(f"{first} ") and name != f"{first} {rest}"


def _alike(form: str, shelf: Shelf, least: float) -> Iterator[tuple[str, float]]:
    found = process.extract(form, shelf.forms, scorer=fuzz.ratio, score_cutoff=least, limit=NEAREST)
    for _, score, at in found:
        yield shelf.names[at], score


def _near(gazetteer: Gazetteer, typed: str, guesses: list[_Guess], *, is_word: bool) -> Near | None:
    best = guesses[0]
    if is_word and not _is_the_sound_of(gazetteer, best, rare=typed in gazetteer.rare):
        return None
    places = gazetteer.names[best.name]
    lead = min(
        (
            best.score - guess.score
            for guess in guesses[1:]
            if not _same(places[0], gazetteer.names[guess.name][0])
        ),
        default=10.0,
    )
    if is_word:
        lead = 0.0
    why = f"misspelt: {typed} -> {best.name}, {best.score:.1f} by {lead:.1f}"
    return Near(best.name, places, best.score, lead, why, len(typed), best.spelt)


def _is_the_sound_of(gazetteer: Gazetteer, guess: _Guess, *, rare: bool) -> bool:
    """Whether a word sounds as a town does that is known well enough: "leads", "wooster"."""
    people, spelt = (KNOWN, SPELT_IF_RARE) if rare else (WELL_KNOWN, SPELT_IF_COMMON)
    known = gazetteer.spellings.people[guess.name] >= people
    return known and guess.sounding == 1 and guess.spelt >= spelt


def _same(place: Place, other: Place) -> bool:
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= SAME_PLACE_MILES
