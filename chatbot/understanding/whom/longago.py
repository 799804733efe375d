"""Years that are said since when somebody has it: "diagnosed 1984", "since 79"."""

from __future__ import annotations

from chatbot.understanding.words.tokens import PAUSE, STOP

LAST_CHILD_YEAR = 2005


def in_year(before: str, token: str, after: str) -> bool:
    """Whether a short year is said: "died in 88", "since 79"."""
    year = int(token) if len(token) == 2 and token.isdecimal() else 0
    ends = after in (STOP, PAUSE, "and", "so", "n", "when", "but")
    return before in ("since", "in", "sins") and year >= 45 and ends


_SINCE = frozenset("since in sins from diagnosed dx dxd diagnosis".split())


def long_ago(before: str, token: str) -> bool:
    """Whether a year is said since when nobody can be a child any more: "since 1979"."""
    year = int(token) if len(token) == 4 and token.isdecimal() else 0
    return before in _SINCE and 1920 < year < LAST_CHILD_YEAR
