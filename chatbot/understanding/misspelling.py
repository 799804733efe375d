"""The known place whose name is spelt, or sounds, nearest to what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from chatbot.gazetteer import Gazetteer
from chatbot.places import Place, miles_between
from chatbot.understanding.sounding import sound_of
from chatbot.understanding.spellings import NO_SHELF, Shelf, Spellings

SHORTEST_TYPED = 4
_VOWELS = str.maketrans("", "", "aeiou")
SPELT_ALIKE = 70.0
SPELT_ALIKE_BUT_FIRST = 80.0
SOUNDING_ALIKE = 80.0
NEAREST = 8

# Fitted to a thousand misspellings of 240 British places, so that the right name ranks first.
PER_SPELLING = 11.0
PER_SOUND = 8.4
PER_TENFOLD_PEOPLE = 0.8
SAME_FIRST_LETTER = 1.0
SAME_SOUND = 1.8
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
SHORT = 5
SHORT_MORE = 1.2
"""So much more a short word needs: many are alike."""
SPELT_AT_LEAST = 0.62
SPELT_IF_SOUNDING = 0.4
SAME_LETTERS = 1.5
"""For what has the letters of a name in another order: "yrok"."""
WELL_KNOWN = 4.7
"""Tenth logarithm of the people of a place that an ordinary word may be a misspelling of."""
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

    @property
    def sure(self) -> bool:
        """Whether a wrong guess is unlikely: fewer than one in ten."""
        if self.letters < SHORT or (self.letters == SHORT and self.score < SURE + SHORT_MORE):
            return False
        if self.letters >= LONG and self.score >= LONG_SURE and self.lead >= LONG_LEAD:
            return True
        slight = self.score >= VERY_SURE and self.lead >= SLIGHT_LEAD
        return slight or (self.score >= SURE and self.lead >= CLEAR_LEAD)


@dataclass(frozen=True, slots=True, order=True)
class _Guess:
    score: float
    name: str
    spelt: float
    sounding: float


def nearest_name(
    gazetteer: Gazetteer,
    typed: str,
    fits: Callable[[Place], bool] | None = None,
    *,
    bold: bool = False,
) -> Near | None:
    """Return the likeliest name for a misspelling, the larger place before the smaller.

    ``fits`` says which places come into question at all, ``bold`` that a name is likely
    here, so that a rare word may be one. Nothing is guessed for fewer than four letters, nor for a text that is a name.
    """
    form = typed.replace(" ", "")
    known = gazetteer.names.get(typed, ())
    if len(form) < SHORTEST_TYPED or (known and (fits is None or any(map(fits, known)))):
        return None
    spellings = gazetteer.spellings
    if name := spellings.joined.get(form):
        return _joined(gazetteer, typed, name, fits)
    least = LEAST_SHORT if len(form) < SHORT else LEAST - 2.0 if fits else LEAST
    guesses = sorted(
        (
            guess
            for guess in _guesses(spellings, form)
            if guess.score >= least and guess.spelt >= _spelt_at_least(guess)
        ),
        reverse=True,
    )
    if fits:
        guesses = [each for each in guesses if any(map(fits, gazetteer.names[each.name]))]
    is_word = typed in gazetteer.common or (typed in gazetteer.rare and not bold)
    return _near(gazetteer, typed, guesses, is_word=is_word) if guesses else None


def much_larger(gazetteer: Gazetteer, typed: str, known: Place) -> Place | None:
    """Return the city that a village's name may be a misspelling of: Luton for Lutton."""
    form = typed.replace(" ", "")
    if known.population >= VILLAGE or len(form) < SHORT:
        return None
    for guess in sorted(_guesses(gazetteer.spellings, form), reverse=True)[:NEAREST]:
        place = gazetteer.names[guess.name][0]
        near = guess.score >= MISTAKEN and _same(place, known) is False
        if near and place.population >= MISTAKEN_PEOPLE * max(known.population, FEW):
            return place
    return None


def _spelt_at_least(guess: _Guess) -> float:
    return SPELT_IF_SOUNDING if guess.sounding == 1 else SPELT_AT_LEAST


def _joined(
    gazetteer: Gazetteer, typed: str, name: str, fits: Callable[[Place], bool] | None
) -> Near | None:
    places = gazetteer.names[name]
    if fits and not any(map(fits, places)):
        return None
    return Near(name, places, 30.0, 10.0, f"joined: {typed} -> {name}", len(typed))


def _guesses(spellings: Spellings, form: str) -> Iterator[_Guess]:
    sound, letters, voiceless = sound_of(form), sorted(form), bare(form) == form
    names = dict.fromkeys(
        (
            *_alike(form, spellings.by_first.get(form[0], NO_SHELF), SPELT_ALIKE),
            *_alike(form, spellings.by_second.get(form[1:3], NO_SHELF), SPELT_ALIKE_BUT_FIRST),
            *_alike(sound, spellings.by_sound.get(sound[:1], NO_SHELF), SOUNDING_ALIKE),
        )
    )
    for name in names:
        whole = name.replace(" ", "")
        spelt = fuzz.ratio(form, bare(whole) if voiceless else whole) / 100
        heard = spellings.sounds[name]
        sounding = fuzz.ratio(sound, heard) / 100
        score = (
            PER_SPELLING * spelt
            + PER_SOUND * sounding
            + PER_TENFOLD_PEOPLE * spellings.people[name]
            + SAME_FIRST_LETTER * (form[0] == name[0])
            + SAME_SOUND * (sound == heard)
            + SAME_LETTERS * (letters == sorted(whole))
            + PER_LENGTH_APART * abs(len(form) - len(whole)) / max(len(form), len(whole))
        )
        yield _Guess(score, name, spelt, sounding)


def bare(name: str) -> str:
    """Return the consonants of a name, which is how some text it: "nthmptn"."""
    return name.translate(_VOWELS)


def _alike(form: str, shelf: Shelf, least: float) -> Iterator[str]:
    found = process.extract(form, shelf.forms, scorer=fuzz.ratio, score_cutoff=least, limit=NEAREST)
    for _, _, at in found:
        yield shelf.names[at]


def _near(gazetteer: Gazetteer, typed: str, guesses: list[_Guess], *, is_word: bool) -> Near | None:
    best = guesses[0]
    if is_word:
        known = gazetteer.spellings.people[best.name] >= WELL_KNOWN
        if not (known and best.sounding == 1 and best.spelt >= 0.8):
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
    return Near(best.name, places, best.score, lead, why, len(typed))


def _same(place: Place, other: Place) -> bool:
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= SAME_PLACE_MILES
