"""A yes that a word before it in its clause undoes: "do not sign me up", "no longer want it"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum

from chatbot.understanding.words.filling import REASONS
from chatbot.understanding.words.manners import MARKS

DENYING = frozenset("not never hardly barely scarcely longer doubt".split())
"""Words that make a no of the yes right behind them: "dont go ahead", "no longer want it"."""
UNDOING = DENYING | frozenset("nobody noone none nothing without last used once thought".split())
"""Words behind which a yes is none, though it may be no no either: "i thought i wanted it"."""
PAIRS = frozenset(
    (("as", "if"), ("if", "only"), ("like", "i"), ("no", "way"), ("no", "one"), ("who", "says"))
)
LIGHT = frozenset(
    "think believe reckon imagine see say said feel go going ever even really you it that to be "
    "call me us just want like suppose find".split()
)
"""Words that may stand between: "dont you go putting", "i dont believe i would"."""
MINE = frozenset("i we".split())
"""A yes that begins with one of these begins a clause of its own: "i never get out id love it"."""
CLAUSE_ENDS = MARKS | REASONS | frozenset("and so yes ok then".split())
ASKING = frozenset("why y".split())
"""Words with which a "not" asks or agrees: "why not go for it", "y not"."""
FARTHEST = 6


class Undone(Enum):
    """What becomes of a yes: it stands, it says nothing, or it says no."""

    NOT = 0
    NOTHING = 1
    DENIED = 2


def undone(tokens: Sequence[str], start: int, covered: Collection[int]) -> Undone:
    """Return what the words before ``start`` make of a yes there, those ``covered`` left out."""
    between: list[str] = []
    if tokens[start] in ASKING:
        return Undone.NOT
    for at in range(start - 1, max(start - FARTHEST, 0) - 1, -1):
        token = tokens[at]
        if token in CLAUSE_ENDS or at in covered:
            break
        if tuple(tokens[at : at + 2]) in PAIRS:
            return Undone.NOTHING
        if token in UNDOING and not (at and tokens[at - 1] in ASKING):
            return _of_denial(tokens, start, token, between)
        between.append(token)
    return Undone.NOT


def _of_denial(tokens: Sequence[str], start: int, denial: str, between: Sequence[str]) -> Undone:
    if tokens[start] in MINE and between and between[0] not in LIGHT:
        return Undone.NOT
    if denial in DENYING and LIGHT.issuperset(between):
        return Undone.DENIED
    return Undone.NOTHING
