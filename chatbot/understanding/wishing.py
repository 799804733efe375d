"""Where a new wish begins, so that a "not" before it ends: "dont want pity want a brew"."""

from __future__ import annotations

from collections.abc import Sequence

_WANTS = frozenset("want wants wantin need needs prefer prefers fancy gimme".split())
_GOES_ON = frozenset(
    "not no nae never dont doesnt didnt cant cannot wont wouldnt couldnt havent hasnt without to "
    "really i we even just would do he she they you u ye who that or and all still also might may "
    "will did ever if much only id ill people folk nobody noone".split()
)
"""Words before a wish with which a "not" goes on: "dont really want", "nobody would want"."""


def is_new_wish(tokens: Sequence[str], at: int) -> bool:
    """Whether a wish begins at a word, behind what was denied before it."""
    if at < 1 or tokens[at - 1] in _GOES_ON:
        return False
    must = tokens[at] == "has" and tuple(tokens[at + 1 : at + 3]) == ("to", "be")
    return tokens[at] in _WANTS or must
