"""The parts of a text that may be an answer of their own, up to a mark or a "but"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.understanding.words.filling import REASONS
from chatbot.understanding.words.manners import ASKS_FIRST, MARKS, POLITE

TURNING = frozenset("but so ok okay go then though sorry wait actually mean meant or still".split())
"""Words after which somebody may come to another answer."""
OPENINGS = frozenset("yes no nah na ok but and sure alright fine".split())
"""Words after which the rest of a part may be an answer of its own: "no i do"."""
AROUND_PARTS = POLITE - {"well"}
"""Politeness that may stand around a part of a text; "im not well" is no "im not"."""

JOINING = frozenset("and so".split())
TOGETHER = frozenset((("have", "since"), ("has", "since"), ("as", "if")))
"""Pairs of which the second word begins no clause."""
BEFORE = frozenset("before until till when".split())
GOES_ON = frozenset("i we it that you please not no yes do".split())
"""Words after an "and" or "so" with which another clause begins: "and i will leave it"."""


def parts_of(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the parts of a text begin and end, with and without politeness around them.

    A part ends at a mark, and may end at "but" or "because"; it may begin after a "no" or "ok".
    """
    parts: dict[tuple[int, int], None] = {}
    ends = [at for at, token in enumerate(tokens) if token in MARKS or token in REASONS]
    start = 0
    for at in (*ends, len(tokens)):
        stop = next((end for end in (*ends, len(tokens)) if end >= at and _marks(tokens, end)), at)
        for end in (at, stop):
            parts |= dict.fromkeys(_parts(tokens, start, end))
        start = at + _marks(tokens, at)
    return list(parts)


def clauses_of(tokens: Sequence[str]) -> list[list[str]]:
    """Return the clauses of a text. One that tells a reason keeps the word it begins with."""
    clauses: list[list[str]] = [[]]
    for at, token in enumerate(tokens):
        if tuple(tokens[at - 1 : at + 1]) in TOGETHER:
            clauses[-1].append(token)
            continue
        joins = token in JOINING and not GOES_ON.isdisjoint(tokens[at + 1 : at + 2])
        if token in MARKS or token in REASONS or token in BEFORE or joins:
            clauses.append([] if token in MARKS or token == "but" or joins else [token])
        else:
            clauses[-1].append(token)
    return [clause for clause in clauses if clause]


def _parts(tokens: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    stop = last
    while stop > first and tokens[stop - 1] in AROUND_PARTS:
        stop -= 1
    if first < last:
        yield first, last
    while first < stop:
        yield first, stop
        yield first, last
        if tokens[first] not in POLITE and tokens[first] not in OPENINGS:
            return
        first += 1


def _marks(tokens: Sequence[str], at: int) -> bool:
    return at == len(tokens) or tokens[at] in MARKS


def is_part(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether nothing but politeness stands around, up to the marks on either side."""
    for at in range(start - 1, -1, -1):
        if tokens[at] in MARKS or tokens[at] == "but":
            break
        if tokens[at] not in POLITE and tokens[at] not in TURNING:
            return False
    return ends_part(tokens, end)


def ends_part(tokens: Sequence[str], end: int) -> bool:
    """Whether nothing but politeness follows, up to a mark or a "but" that asks nothing."""
    for at in range(end, len(tokens)):
        token = tokens[at]
        if token in MARKS or (
            token in REASONS and not ASKS_FIRST.intersection(tokens[at + 1 :][:1])
        ):
            break
        if token not in AROUND_PARTS and token not in TURNING:
            return False
    return True
