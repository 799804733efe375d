"""Phrases that fill a part of a text from where they begin to its end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from chatbot.understanding.words.frequent import weight
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.slots import Slot

Owner = TypeVar("Owner")

REASONS = frozenset("but because if unless though although since".split())
"""Words that begin another part of a text without a comma: "i would if its free"."""


class Filled(NamedTuple, Generic[Owner]):
    """Where a phrase begins, whose it is, and how many words of it are there, gaps left out."""

    start: int
    owner: Owner
    words: int


class Whole(NamedTuple, Generic[Owner]):
    """A phrase; the words one of which must be in each of its places, and those it may begin
    with; the reasons it holds; and how many words it has at least, if it has a gap."""

    owner: Owner
    phrase: Phrase
    places: Sequence[frozenset[str]]
    begins: frozenset[str]
    reasons: frozenset[str]
    least: int


class Filling(Generic[Owner]):
    """Whole phrases by the rarest of their words. Built once, never changed."""

    __slots__ = ("_by_word",)

    def __init__(self, owned: Iterable[tuple[Owner, Phrase]]) -> None:
        by_word: dict[str, list[Whole[Owner]]] = {}
        for owner, phrase in owned:
            rarest, *others = sorted(phrase.musts, key=_commonness)
            reasons = phrase.words & REASONS
            least = least_words(phrase)
            entry = Whole(owner, phrase, tuple(others), phrase.begins, reasons, least)
            for word in rarest:
                by_word.setdefault(word, []).append(entry)
        self._by_word: Mapping[str, tuple[Whole[Owner], ...]] = {
            word: tuple(entries) for word, entries in by_word.items()
        }

    def possible(self, tokens: Sequence[str], begun: Collection[str]) -> list[Whole[Owner]]:
        """Return the phrases that may begin with one of ``begun`` and have a word for each of
        their places among the tokens."""
        present = set(tokens)
        return [
            entry
            for word in present
            for entry in self._by_word.get(word, ())
            if not entry.begins.isdisjoint(begun)
            and not any(words.isdisjoint(present) for words in entry.places)
        ]


def fill(
    entries: Iterable[Whole[Owner]], tokens: Sequence[str], *, from_start: bool
) -> Iterator[Filled[Owner]]:
    """Yield the phrases that end where the tokens do, and begin where they do, or anywhere.

    A phrase reaches across a "but" or "because" only if it holds the word.
    """
    reasons = REASONS.intersection(tokens[1:])
    last = 1 if from_start else len(tokens)
    for entry in entries:
        if reasons and not entry.reasons >= reasons:
            continue
        slots = entry.phrase.slots
        for start in range(last):
            if tokens[start] in entry.begins and _reaches(slots, 0, tokens, start):
                yield Filled(start, entry.owner, entry.least or len(tokens) - start)
                break


def _reaches(slots: Sequence[Slot], place: int, tokens: Sequence[str], at: int) -> bool:
    """Whether the places from ``place`` on can be filled so that they end where the tokens do."""
    for here in range(place, len(slots)):
        slot = slots[here]
        if slot.gap:
            ends: Sequence[int] = slot.ends(tokens, at)
        elif at < len(tokens) and (rests := slot.starts.get(tokens[at])):
            ends = [at + 1 + len(rest) for rest in rests if _stands(rest, tokens, at + 1)]
        else:
            ends = ()
        if len(ends) == 1 and not slot.optional:
            at = ends[0]
            continue
        if any(_reaches(slots, here + 1, tokens, end) for end in ends):
            return True
        if not slot.optional:
            return False
    return at == len(tokens)


def _stands(rest: tuple[str, ...], tokens: Sequence[str], at: int) -> bool:
    return not rest or tuple(tokens[at : at + len(rest)]) == rest


def _commonness(words: frozenset[str]) -> int:
    return sum(map(weight, words))


def least_words(phrase: Phrase) -> int:
    """Return how much a phrase with a gap weighs, 0 if it has none.

    A word less than it has: what stands in the gap may say the contrary ("not sure what i want").
    """
    if not any(slot.gap for slot in phrase.slots):
        return 0
    return sum(not slot.optional for slot in phrase.slots) - 1
