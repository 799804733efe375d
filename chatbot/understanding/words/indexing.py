"""Many phrases looked for at once: each by the rarest of its words, and only around that word.

An ordinary text asks for hardly any of them. A text made of their words, run together, asks for
few at each of its words: what a phrase needs must stand as near as the phrase is long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from chatbot.understanding.words.frequent import weight
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.slots import FILLERS, Slot
from chatbot.understanding.words.tokens import STOP

STEP = 16
"""Words that share one look at what stands around them, in a text longer than a few of them."""

Owner = TypeVar("Owner")


class Must(NamedTuple):
    """Words of which a text with the phrase has one, and how far that stands from its beginning."""

    words: frozenset[str]
    soonest: int
    latest: int


class Entry(NamedTuple, Generic[Owner]):
    """A phrase and the one of its musts it is looked for by.

    ``second`` are the words of the rarest of its other places (its own, if it has no other),
    ``others`` those of the rest, ``afar`` those of what must stand near or beside it, rarest first.
    ``serial``: which of two came first where they were written.
    """

    serial: int
    owner: Owner
    phrase: Phrase
    begins: frozenset[str]
    soonest: int
    latest: int
    second: frozenset[str]
    others: Sequence[frozenset[str]]
    afar: Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True, repr=False)
class Index(Generic[Owner]):
    """Phrases by the rarest of their words. ``reach``: the words that the longest may take."""

    by_word: Mapping[str, tuple[Entry[Owner], ...]]
    reach: int

    @staticmethod
    def of(owned: Iterable[tuple[Owner, Phrase]]) -> Index[Owner]:
        """Index every phrase."""
        by_word: dict[str, list[Entry[Owner]]] = {}
        reach = 0
        for serial, (owner, phrase) in enumerate(owned):
            rarest, *more = sorted(_musts(phrase), key=lambda must: _commonness(must.words))
            second, *others = (must.words for must in more or [rarest])
            afar = sorted((each for one in _joined(phrase) for each in one.musts), key=_commonness)
            entry = Entry(
                serial, owner, phrase, phrase.begins, rarest.soonest, rarest.latest,
                second, tuple(others), tuple(afar),
            )  # fmt: skip
            for word in rarest.words:
                by_word.setdefault(word, []).append(entry)
            reach = max(reach, sum(map(_most, phrase.slots)))
        return Index({word: tuple(entries) for word, entries in by_word.items()}, reach)

    def hits(self, tokens: Sequence[str]) -> list[tuple[Owner, int, int]]:
        """Return owner, start and end of every match, in the order of the text."""
        by_word = self.by_word
        if by_word.keys().isdisjoint(tokens):
            return []
        joined: dict[int, tuple[Entry[Owner], list[tuple[int, int]]]] = {}
        found: dict[tuple[int, int, int], tuple[int, Owner]] = {}
        for at, entry in self._possible(tokens):
            phrase, begins = entry.phrase, entry.begins
            for start in range(max(at - entry.latest, 0), at - entry.soonest + 1):
                if tokens[start] in begins and (end := phrase.end(tokens, start)):
                    if phrase.near or phrase.beside:
                        joined.setdefault(entry.serial, (entry, []))[1].append((start, end))
                    else:
                        found.setdefault((start, end, id(entry.owner)), (entry.serial, entry.owner))
        for entry, spans in joined.values():
            if all(each.is_in(tokens) for each in entry.phrase.beside):
                for start, end in _accompanied(entry.phrase, tokens, spans):
                    found.setdefault((start, end, id(entry.owner)), (entry.serial, entry.owner))
        ordered = sorted((start, end, *which) for (start, end, _), which in found.items())
        return [(owner, start, end) for start, end, _, owner in ordered]

    def _possible(self, tokens: Sequence[str]) -> Iterator[tuple[int, Entry[Owner]]]:
        """Yield each place of a word that a phrase is looked for by, and the phrase."""
        by_word, reach = self.by_word, self.reach
        present = frozenset(tokens)
        short = len(tokens) <= STEP + reach
        windows: dict[int, frozenset[str]] = {}
        seen: dict[tuple[str, int], list[Entry[Owner]]] = {}
        for at, token in enumerate(tokens):
            shelf = by_word.get(token)
            if shelf is None:
                continue
            part = 0 if short else at // STEP
            entries = seen.get((token, part))
            if entries is None:
                window = present if short else windows.get(part)
                if window is None:
                    first = part * STEP
                    window = frozenset(tokens[max(first - reach, 0) : first + STEP + reach])
                    windows[part] = window
                entries = [
                    each
                    for each in shelf
                    if not each.second.isdisjoint(window) and _may_stand(each, window, present)
                ]
                seen[token, part] = entries
            for entry in entries:
                yield at, entry


def _may_stand(entry: Entry[Any], window: frozenset[str], present: frozenset[str]) -> bool:
    for words in entry.others:
        if words.isdisjoint(window):
            return False
    for words in entry.afar:  # noqa: SIM110 - any() would cost more than all the rest
        if words.isdisjoint(present):
            return False
    return True


def _joined(phrase: Phrase) -> tuple[Phrase, ...]:
    return (*phrase.near, *phrase.beside)


def _musts(phrase: Phrase) -> list[Must]:
    """Return the words of each place of which a text with the phrase has one.

    Of several words that stand together it is the one that fewest texts have.
    """
    musts: list[Must] = []
    least = most = 0
    for slot in phrase.slots:
        if not (slot.optional or slot.shuns):
            every = [(first, *rest) for first, rests in slot.starts.items() for rest in rests]
            words = [min(each, key=weight) for each in every]
            places = [each.index(word) for each, word in zip(every, words, strict=True)]
            latest = most + max(places) + FILLERS * slot.gap
            musts.append(Must(frozenset(words), least + min(places), latest))
            least += min(map(len, every))
        most += _most(slot)
    return musts


def _most(slot: Slot) -> int:
    """Return how many words a place may take, with what it lets pass before."""
    if slot.shuns:
        return 0
    longest = max(len(rest) for rests in slot.starts.values() for rest in rests)
    return 1 + longest + FILLERS * slot.gap


def _accompanied(
    phrase: Phrase, tokens: Sequence[str], spans: Sequence[tuple[int, int]]
) -> Sequence[tuple[int, int]]:
    """Return the spans in whose sentence stands what the phrase needs near it."""
    if not phrase.near:
        return spans
    ends = [at for at, token in enumerate(tokens) if token == STOP]
    kept: list[tuple[int, int]] = []
    known: dict[int, bool] = {}
    for span in spans:
        which = bisect_left(ends, span[0])
        if which not in known:
            sentence = tokens[ends[which - 1] + 1 if which else 0 : (*ends, len(tokens))[which]]
            known[which] = all(each.is_in(sentence) for each in phrase.near)
        if known[which]:
            kept.append(span)
    return kept


def _commonness(words: frozenset[str]) -> int:
    return sum(map(weight, words))
