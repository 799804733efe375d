"""Whether what was said happened not long ago: which time belongs to which words."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.wishes.times import Time, When
from chatbot.understanding.words.tokens import PAUSE, STOP

NEIGHBOURS = 2
"""Clauses after or before one in which its time may stand by itself."""
SHORT = 5
"""Words a clause may have that stands between the two: "Told, type 1, last Thursday"."""
LONGEST_CLAUSE = 30
"""Words before and after one that its clause may have, so that a long text is quick too."""
_TURNS = frozenset("but so then because cos cuz coz which while although though".split())
_AND = frozenset("and n".split())
_GOES_ON = frozenset(
    "i im ive he hes she shes we weve were they theyre it its my our his her the then now was got "
    "had have has am is are moved lost broke left started want wants would need needs".split()
)
"""Words after an "and" with which a clause of its own begins."""
_AROUND_TIME = frozenset(
    "it that this was were only just now about still all which happened came and so as of since on "
    "at in the well like literally exactly nearly almost over maybe roughly around there then lol "
    "a an past x from before after ago early late tbh mind be being back up to through this "
    "honestly actually yes".split()
)
"""Words that may stand beside a time in a clause that says nothing else."""
_BETWEEN = frozenset(
    "for about only just now been since nearly like over a bit from of on at the last past all "
    "under almost approx around as into with by less than".split()
)
"""Words between what somebody has and how long they have had it."""


def lately(tokens: Sequence[str], start: int, end: int, times: Sequence[Time]) -> Time | None:
    """Return the time at which what is said at ``start:end`` happened, if that is not long ago.

    It stands in its clause, or is nearly all that the clause after or before it says.
    """
    opens, closes = _clause(tokens, start)
    closes = max(closes, end)
    times = [time for time in times if time.when is not When.WHILE]
    inside = [time for time in times if opens <= time.start < closes]
    if inside:
        nearest = min(inside, key=lambda time: _distance(time, start, end))
        return nearest if nearest.when is When.LATELY else None
    return _standing_by(tokens, opens, closes, times)


def for_a_while(tokens: Sequence[str], start: int, end: int, times: Sequence[Time]) -> Time | None:
    """Return the short while, or the time not long ago, that stands right beside ``start:end``."""
    for time in times:
        between = tokens[end : time.start] if time.start >= end else tokens[time.end : start]
        overlaps = time.start < end and start < time.end
        if not overlaps and len(between) < 4 and _BETWEEN.issuperset(between):
            return time if time.when is not When.LONG_AGO else None
    return None


def _distance(time: Time, start: int, end: int) -> int:
    return max(time.start - end, start - time.end, 0)


def _is_edge(tokens: Sequence[str], at: int) -> bool:
    token = tokens[at]
    if token in (STOP, PAUSE) or token in _TURNS:
        return True
    return token in _AND and at + 1 < len(tokens) and tokens[at + 1] in _GOES_ON


def _clause(tokens: Sequence[str], at: int) -> tuple[int, int]:
    """Return where the clause of a word begins and ends."""
    opens = closes = at
    first, last = max(0, at - LONGEST_CLAUSE), min(len(tokens), at + LONGEST_CLAUSE)
    while opens > first and not _is_edge(tokens, opens - 1):
        opens -= 1
    while closes < last and (closes == at or not _is_edge(tokens, closes)):
        closes += 1
    return opens, closes


def _standing_by(
    tokens: Sequence[str], opens: int, closes: int, times: Sequence[Time]
) -> Time | None:
    """Return the time not long ago that is all that a clause near this one says."""
    for step in (1, -1):
        first, last = opens, closes
        for _ in range(NEIGHBOURS):
            inner = last + 1 if step > 0 else first - 2
            if not 0 <= inner < len(tokens):
                break
            first, last = _clause(tokens, inner)
            here = next((time for time in times if first <= time.start < last), None)
            if here is not None:
                rest = (*tokens[first : here.start], *tokens[here.end : last])
                if _AROUND_TIME.issuperset(rest):
                    return here if here.when is When.LATELY else None
                break
            if last - first > SHORT:
                break
    return None
