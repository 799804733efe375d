"""Phrases found in the words of a text in linear time; phrasing.py tells how they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from chatbot.understanding.words.frequent import weight
from chatbot.understanding.words.slots import Slot
from chatbot.understanding.words.tokens import PAUSE, STOP

_AT_AN_END = frozenset((STOP, PAUSE, "?", "decimal"))
"""What may stand behind a phrase that is a whole text."""


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
    _led_by: tuple[Mapping[str, object], ...] = field(init=False, repr=False, compare=False)
    _then: tuple[Slot, ...] = field(init=False, repr=False, compare=False)
    _ends_there: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Set apart the plain places it begins with: most trials end there, and quickly."""
        plain = list(takewhile(lambda slot: slot.plain, self.slots))
        object.__setattr__(self, "_led_by", tuple(slot.starts for slot in plain))
        object.__setattr__(self, "_then", self.slots[len(plain) :])
        loose = not (self.whole or self.closes or self.shunned)
        object.__setattr__(self, "_ends_there", loose and len(plain) == len(self.slots))

    @property
    def bound(self) -> bool:
        """Whether what stands around it matters."""
        return self.opens or self.closes or self.shunned is not None

    @property
    def begins(self) -> frozenset[str]:
        """The words it may begin with."""
        found: set[str] = set()
        for slot in self.slots:
            found |= slot.starts.keys()
            if not slot.optional:
                break
        return frozenset(found)

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
                min((first, *rest), key=weight)
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
        at, size = start, len(tokens)
        for starts in self._led_by:
            if at >= size or tokens[at] not in starts:
                return 0
            at += 1
        if self._ends_there:
            return at
        ends: Sequence[int] = (at,)
        for slot in self._then:
            if len(ends) == 1:
                reached = slot.ends(tokens, ends[0])
            else:
                reached = [end for at in ends for end in slot.ends(tokens, at)]
            if not slot.optional:
                ends = reached
            elif reached:
                ends = tuple({*ends, *reached})
            if not ends:
                return 0
        if self.whole:
            alone = start == 0 and any(_AT_AN_END.issuperset(tokens[end:]) for end in ends)
            return len(tokens) if alone else 0
        if self.closes:
            ends = [end for end in ends if "".join(tokens[end : end + 1]) in ("", STOP, PAUSE)]
        if not ends or (self.shunned and self.shunned.ends_at(tokens, start)):
            return 0
        return min(ends)

    def is_in(self, tokens: Sequence[str]) -> bool:
        """Whether it stands anywhere in a text."""
        first = self.slots[0]
        if len(self.slots) == len(self._led_by) == 1 and not (self.whole or self.bound):
            return not first.starts.keys().isdisjoint(tokens)
        starts, anything = first.starts, first.optional
        if not anything and starts.keys().isdisjoint(tokens):
            return False
        for at, word in enumerate(tokens):
            if (anything or word in starts) and self.end(tokens, at):
                return True
        return False
