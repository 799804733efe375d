"""Whether an "or" goes on with a list of what is ruled out."""

from __future__ import annotations

from collections.abc import Sequence

_OR_SO = frozenset("something summat somethin similar whatever sommat whatnot".split())
"""Words after an "or" that add nothing: "not the phone, discord or something" wants Discord."""


def lists_on(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether an "or" in or after ``start:end`` goes on with the list before it."""
    for at in range(start, min(end + 1, len(tokens))):
        if tokens[at] in ("or", "nor"):
            return _OR_SO.isdisjoint(tokens[at + 1 : at + 2])
    return False
