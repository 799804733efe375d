"""Phrases found in the words of a text in linear time; phrasing.py tells how they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from chatbot.understanding.words.tokens import PAUSE, STOP

FILLERS = 3
"""How many words a gap (... or ..) lets pass."""
_ENDS_CLAUSE = frozenset(
    "but so cos coz cuz because then though although if unless except not no nae never dont "
    "doesnt didnt cant cannot wont isnt without".split()
)
"""Words that the narrow gap (..) does not let pass."""
_COMMON = frozenset(
    "t1 t1d type 1 diabetes diabetic group groups chat phone text online person meet day night a "
    "about after again all alone am an and any are as ask at back be because been before best "
    "better but by can child could day did do does down eat end ever every feel find fine for "
    "from get go going good got had has have he help her here him his home how i if in is it just "
    "keep know last like live look lot make many me more much mum my need never no not now of off "
    "on one or our out own people please really right same say see she should since so some "
    "someone son still take than that the them then there they thing think this time to today too "
    "up use want was way we week well what when where which who why will with without work "
    "you".split()
)


_AT_AN_END = frozenset((STOP, PAUSE, "?", "decimal"))
"""What may stand behind a phrase that is a whole text."""
_JUST_THE_WORD = ((),)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a phrase: for each first word, the words that must follow it here.

    ``gap``: fillers may come before it, and ``near`` that they are of the same clause. ``shuns``:
    it takes no word, and none of its own may stand here.
    """

    starts: Mapping[str, tuple[tuple[str, ...], ...]]
    optional: bool = False
    gap: bool = False
    near: bool = False
    shuns: bool = False

    def ends(self, tokens: Sequence[str], at: int) -> Sequence[int]:
        """Return where this place may end if it begins at ``at``, or after fillers if it may."""
        if not self.gap:
            found = self._ends_at_once(tokens, at)
            return found if not self.shuns else () if found else (at,)
        reached: list[int] = []
        for here in range(at, min(at + FILLERS + 1, len(tokens))):
            reached += self._ends_at_once(tokens, here)
            token = tokens[here]
            if token == STOP or (self.near and (token == PAUSE or token in _ENDS_CLAUSE)):
                break
        return reached

    def _ends_at_once(self, tokens: Sequence[str], at: int) -> Sequence[int]:
        rests = self.starts.get(tokens[at]) if at < len(tokens) else None
        if rests is None:
            return ()
        if rests == _JUST_THE_WORD:
            return (at + 1,)
        return [
            at + 1 + len(rest)
            for rest in rests
            if not rest or tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest
        ]

    def ends_at(self, tokens: Sequence[str], end: int) -> bool:
        """Whether one of its entries stands just before ``end``."""
        return any(
            tuple(tokens[end - 1 - len(rest) : end]) == (first, *rest)
            for first, rests in self.starts.items()
            for rest in rests
            if end > len(rest)
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it was written, and its places in order. ``whole``: it must be the whole text.

    ``shunned`` may not stand before it; ``near`` must be found in its sentence too, and ``beside``
    anywhere in the text. ``opens`` and ``closes`` say that a clause begins and ends with it.
    """

    written: str
    slots: tuple[Slot, ...] = field(repr=False)
    whole: bool = False
    shunned: Slot | None = field(default=None, repr=False)
    near: tuple[Phrase, ...] = field(default=(), repr=False)
    beside: tuple[Phrase, ...] = field(default=(), repr=False)
    opens: bool = False
    closes: bool = False

    @property
    def begins(self) -> Set[str]:
        """The words it may begin with."""
        first = self.slots[0]
        if not first.optional:
            return first.starts.keys()
        found: set[str] = set()
        for slot in self.slots:
            found |= slot.starts.keys()
            if not slot.optional:
                break
        return found

    @property
    def words(self) -> frozenset[str]:
        """Every word it may hold."""
        slots = [slot for slot in self.slots if not slot.shuns]
        rests = (pair for slot in slots for pair in slot.starts.items())
        own = frozenset(word for first, ends in rests for word in (first, *sum(ends, ())))
        return own.union(*(phrase.words for phrase in (*self.near, *self.beside)))

    @property
    def musts(self) -> list[frozenset[str]]:
        """The words of each place of which a text with this phrase must have one.

        Of several words that stand together it is the one that fewest texts have.
        """
        own = [
            frozenset(
                min((first, *rest), key=_is_common)
                for first, rests in slot.starts.items()
                for rest in rests
            )
            for slot in self.slots
            if not (slot.optional or slot.shuns)
        ]
        joined = (*self.near, *self.beside)
        return own + [each for phrase in joined for each in phrase.musts]

    @property
    def example(self) -> tuple[str, ...]:
        """The shortest words it finds, each with the first of its alternatives."""
        found: list[str] = []
        for slot in self.slots:
            if not slot.optional:
                first, rests = next(iter(slot.starts.items()))
                found += (first, *rests[0])
        return tuple(found)

    def end(self, tokens: Sequence[str], start: int) -> int:
        """Return the nearest end if the phrase begins at ``start``; 0 if it does not.

        Whether what must stand near or beside it does is another question.
        """
        if self.opens and start and tokens[start - 1] not in (STOP, PAUSE):
            return 0
        ends: Collection[int] = (start,)
        for slot in self.slots:
            reached: Collection[int]
            if len(ends) == 1:
                reached = slot.ends(tokens, *ends)
            else:
                reached = [end for at in ends for end in slot.ends(tokens, at)]
            ends = {*ends, *reached} if slot.optional else reached
            if not ends:
                return 0
        if self.whole:
            alone = start == 0 and any(_AT_AN_END.issuperset(tokens[end:]) for end in ends)
            return len(tokens) if alone else 0
        if self.closes:
            ends = {end for end in ends if "".join(tokens[end : end + 1]) in ("", STOP, PAUSE)}
        if not ends or (self.shunned and self.shunned.ends_at(tokens, start)):
            return 0
        return min(ends)

    def is_in(self, tokens: Sequence[str]) -> bool:
        """Whether it stands anywhere in a text."""
        begins = self.begins
        return any(word in begins and self.end(tokens, at) for at, word in enumerate(tokens))


Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True, repr=False)
class Index(Generic[Owner]):
    """Phrases by the rarest of their words, so that an ordinary text asks for hardly any of them.

    With each come the words of its other places, rarest first: a text that has none of the
    words of one place cannot hold the phrase.
    """

    by_word: Mapping[str, tuple[tuple[Owner, Phrase, tuple[frozenset[str], ...]], ...]]

    @staticmethod
    def of(owned: Iterable[tuple[Owner, Phrase]]) -> Index[Owner]:
        """Index each phrase under every word of the one place whose words are least common."""
        by_word: dict[str, list[tuple[Owner, Phrase, tuple[frozenset[str], ...]]]] = {}
        for owner, phrase in owned:
            rarest, *others = sorted(phrase.musts, key=_commonness)
            for word in rarest:
                by_word.setdefault(word, []).append((owner, phrase, tuple(others)))
        return Index({word: tuple(entries) for word, entries in by_word.items()})

    def hits(self, tokens: Sequence[str]) -> list[tuple[Owner, int, int]]:
        """Return owner, start and end of every match, in the order of the text."""
        by_word = self.by_word
        if by_word.keys().isdisjoint(tokens):
            return []
        present = frozenset(tokens)
        places: dict[str, list[int]] = {}
        found: dict[tuple[int, int, int], tuple[Owner, int, int]] = {}
        for trigger in dict.fromkeys(tokens):
            for owner, phrase, others in by_word.get(trigger, ()):
                for words_of_slot in others:
                    if words_of_slot.isdisjoint(present):
                        break
                else:
                    if phrase.beside and not all(each.is_in(tokens) for each in phrase.beside):
                        continue
                    places = places or _places_of(tokens)
                    words = phrase.begins & present
                    spans = [
                        (start, end)
                        for word in words
                        for start in places[word]
                        if (end := phrase.end(tokens, start))
                    ]
                    for start, end in _accompanied(phrase, tokens, spans):
                        found[(start, end, id(owner))] = (owner, start, end)
        return sorted(found.values(), key=lambda hit: hit[1:]) if found else []


def _places_of(tokens: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        places.setdefault(token, []).append(at)
    return places


def _accompanied(
    phrase: Phrase, tokens: Sequence[str], spans: Sequence[tuple[int, int]]
) -> Sequence[tuple[int, int]]:
    """Return the spans in whose sentence stands what the phrase needs near it."""
    if not phrase.near or not spans:
        return spans
    kept, first = [], 0
    for last in range(len(tokens) + 1):
        if last < len(tokens) and tokens[last] != STOP:
            continue
        inside = [span for span in spans if first <= span[0] < last]
        if inside and all(each.is_in(tokens[first:last]) for each in phrase.near):
            kept += inside
        first = last + 1
    return kept


def _is_common(word: str) -> bool:
    return word in _COMMON


def _commonness(words: frozenset[str]) -> int:
    return sum(100 if _is_common(word) else 1 for word in words)
