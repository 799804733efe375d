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

_GOOD = frozenset("good best better fine ok okay great grand perfect ideal easiest easier".split())
_NOT = frozenset("not no never havent hasnt dont doesnt nor nothing none except but think".split())
_NEAR = 3
_MET = frozenset("sat met spoken talked seen".split())
_LONG = frozenset("since years yrs ages yet decades months long".split())
_FAR = 14


def is_welcome(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether it is said to suit, far from any "not": "no forms anybody sends, days are good"."""
    is_good = tokens[end : end + 1] in (["is"], ["are"]) and not _GOOD.isdisjoint(
        tokens[end + 1 : end + 2]
    )
    return is_good and _NOT.isdisjoint(tokens[max(0, start - _NEAR) : start])


def is_new_wish(tokens: Sequence[str], at: int) -> bool:
    """Whether a wish begins at a word, behind what was denied before it."""
    if at < 1 or tokens[at - 1] in _GOES_ON:
        return False
    must = tokens[at] == "has" and tuple(tokens[at + 1 : at + 3]) == ("to", "be")
    return tokens[at] in _WANTS or must


def is_missed_long(tokens: Sequence[str], at: int) -> bool:
    """Whether a "not" tells what somebody misses: "have not sat in a room with one since 1988"."""
    after = tokens[at + 1 : at + _FAR] if tokens[at] in _NOT else ()
    return not _MET.isdisjoint(after[:1]) and not _LONG.isdisjoint(after)
