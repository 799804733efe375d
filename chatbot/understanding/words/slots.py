"""The places of a phrase: which words may stand there, and where they end in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chatbot.understanding.words.tokens import PAUSE, STOP

FILLERS = 3
"""How many words a gap (... or ..) lets pass."""
_ENDS_CLAUSE = frozenset(
    "but so cos coz cuz because then though although if unless except not no nae never dont "
    "doesnt didnt cant cannot wont isnt without".split()
)
"""Words that the narrow gap (..) does not let pass."""
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
    _whole: Mapping[str, tuple[tuple[str, ...], ...]] = field(init=False, repr=False, compare=False)
    """Of a place that shuns its words: for each last word, all that may end with it."""

    def __post_init__(self) -> None:
        whole: dict[str, tuple[tuple[str, ...], ...]] = {}
        for first, rests in self.starts.items() if self.shuns else ():
            for rest in rests:
                every = (first, *rest)
                whole[every[-1]] = (*whole.get(every[-1], ()), every)
        object.__setattr__(self, "_whole", whole)

    @property
    def plain(self) -> bool:
        """Whether exactly one word must stand here, whatever is around it."""
        bent = self.optional or self.gap or self.shuns
        return not bent and all(rests == _JUST_THE_WORD for rests in self.starts.values())

    def ends(self, tokens: Sequence[str], at: int) -> Sequence[int]:
        """Return where this place may end if it begins at ``at``, or after fillers if it may."""
        if self.gap:
            return self._ends_after_fillers(tokens, at)
        rests = self.starts.get(tokens[at]) if at < len(tokens) else None
        if rests is None:
            return (at,) if self.shuns else ()
        found = (at + 1,) if rests == _JUST_THE_WORD else _ends_of(rests, tokens, at + 1)
        if self.shuns:
            return () if found else (at,)
        return found

    def _ends_after_fillers(self, tokens: Sequence[str], at: int) -> Sequence[int]:
        reached: list[int] = []
        for here in range(at, min(at + FILLERS + 1, len(tokens))):
            token = tokens[here]
            if rests := self.starts.get(token):
                reached += _ends_of(rests, tokens, here + 1)
            if token == STOP or (self.near and (token == PAUSE or token in _ENDS_CLAUSE)):
                break
        return reached

    def ends_at(self, tokens: Sequence[str], end: int) -> bool:
        """Whether one of what a place shuns stands just before ``end``."""
        if not end:
            return False
        return any(
            tuple(tokens[max(end - len(every), 0) : end]) == every
            for every in self._whole.get(tokens[end - 1], ())
        )


def _ends_of(rests: tuple[tuple[str, ...], ...], tokens: Sequence[str], at: int) -> Sequence[int]:
    """Return where those of ``rests`` end that stand at ``at``."""
    then = tokens[at] if at < len(tokens) else ""
    return [
        at + len(rest)
        for rest in rests
        if not rest or (rest[0] == then and tuple(tokens[at : at + len(rest)]) == rest)
    ]
