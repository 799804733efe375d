"""Putting single words right: text-speak that is listed, slips of the finger, spelling by ear."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from chatbot.understanding.words.likeness import form_of, likeness

Key = TypeVar("Key")
LONGEST_WORD = 30
REMEMBERED = 4_096
"""How many unknown words are remembered, with what they were taken for."""
MOST_MENDED = 40
"""How many unknown words of one text are looked at: a longer text is no answer with a slip."""
SAME_SOUND = ((7, 78.0), (5, 87.0))
"""Letters of a word, and how alike a word of the same sound must be to it besides."""
CLEARLY = 5.0
"""How much more alike than the next of the same sound."""
SHORTEST_SOUND = 3
"""Signs in the sound of a word before it counts: "fan" is too many words."""


@dataclass(frozen=True, slots=True, eq=False)
class Speller:
    """Known words by first letter and length, by their letters in any order, and by sound."""

    known: frozenset[str]
    by_first: Mapping[tuple[str, int], tuple[str, ...]]
    by_letters: Mapping[str, tuple[str, ...]]
    by_sound: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> Speller:
        """Index words; those under four letters are known and never guessed."""
        known = frozenset(words)
        by_first: dict[tuple[str, int], list[str]] = {}
        by_letters: dict[str, list[str]] = {}
        by_sound: dict[str, list[str]] = {}
        for word in sorted(word for word in known if len(word) > 3 and word.isalpha()):
            by_first.setdefault((word[0], len(word)), []).append(word)
            by_letters.setdefault("".join(sorted(word)), []).append(word)
            by_sound.setdefault(form_of(word).sound, []).append(word)
        return cls(known, _frozen(by_first), _frozen(by_letters), _frozen(by_sound))

    def mend(
        self, tokens: Sequence[str], shortest: int, common: Collection[str] = ()
    ) -> tuple[list[str], list[str]]:
        """Return the tokens with misspelt ones put right, and how, like "onlien -> online".

        Only words of ``shortest`` letters and more that are neither known nor ``common`` are
        looked at.
        """
        mended, how, looked_at = list(tokens), [], 0
        for at, token in enumerate(tokens):
            if len(token) < shortest or token in self.known or not token.isalpha():
                continue
            if token in common:
                continue
            looked_at += 1
            if looked_at > MOST_MENDED:
                break
            if near := _meant(self, token):
                mended[at] = near
                how.append(f"{token} -> {near}")
        return mended, how

    def in_full(self, token: str) -> str | None:
        """Return the word that lost its last letter: "meetin", "textin"."""
        return f"{token}g" if token.endswith("in") and f"{token}g" in self.known else None

    def nearest(self, token: str) -> str | None:
        """Return the one word within the slips allowed; None when two are equally near."""
        if len(token) > LONGEST_WORD:
            return None
        same_letters = self.by_letters.get("".join(sorted(token)), ())
        found = {word: 1 for word in same_letters if _swapped(token, word)}
        length = len(token)
        for size in range(length - 2, length + 3):
            allowed = slips_allowed(min(size, length))
            if abs(size - length) > allowed or length == 4 == size:
                continue
            near = self.by_first.get((token[0], size), ())
            for word, distance, _ in extract_iter(
                token, near, scorer=OSA.distance, score_cutoff=allowed
            ):
                found.setdefault(word, int(distance))
        fewest = min(found.values(), default=0)
        nearest = [word for word, distance in found.items() if distance == fewest]
        return nearest[0] if len(nearest) == 1 else None

    def sounding_like(self, token: str) -> str | None:
        """Return the one word that sounds the same, of several the one that is spelt most alike."""
        if not SAME_SOUND[-1][0] <= len(token) <= LONGEST_WORD:
            return None
        typed = form_of(token)
        if len(typed.sound) < SHORTEST_SOUND:
            return None
        alike = sorted(
            (likeness(typed, form_of(word)), word) for word in self.by_sound.get(typed.sound, ())
        )
        if not alike or alike[-1][0] < _least_like(len(alike[-1][1])):
            return None
        clear = len(alike) == 1 or alike[-1][0] - alike[-2][0] >= CLEARLY
        return alike[-1][1] if clear else None


@lru_cache(maxsize=REMEMBERED)
def _meant(speller: Speller, token: str) -> str | None:
    """Return the known word that a misspelt one stands for; a text asks for it several times."""
    return speller.in_full(token) or speller.nearest(token) or speller.sounding_like(token)


def _least_like(length: int) -> float:
    return next((least for letters, least in SAME_SOUND if length >= letters), 101.0)


def _swapped(token: str, word: str) -> bool:
    return OSA.distance(token, word, score_cutoff=1) == 1


def slips_allowed(length: int) -> int:
    """Return how many slips of the finger a word of this many letters may hold."""
    if length < 4:
        return 0
    return 1 if length < 8 else 2


def slip_of(word: str, known: frozenset[str]) -> str:
    """Return the one known word that ``word`` is with two letters swapped, one lost or one doubled.

    A changed letter does not count: "mode" is not "more", and a short word says little.
    """
    if not 3 < len(word) < 12 or word in known:
        return word if word in known else ""
    near = [one for one in known if _same_letters(word, one)]
    return near[0] if len(near) == 1 else ""


def _same_letters(word: str, known: str) -> bool:
    if OSA.distance(word, known, score_cutoff=1) > 1:
        return False
    return len(word) != len(known) or sorted(word) == sorted(known)


def _frozen(lists: Mapping[Key, Sequence[str]]) -> dict[Key, tuple[str, ...]]:
    return {key: tuple(words) for key, words in lists.items()}
