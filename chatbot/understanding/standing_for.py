"""Whom "he", "she" and "who" stand for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.understanding.kin import Person
from chatbot.understanding.peoplewords import PRONOUNS, SELF, WISHED, Sort

_LIKE_ME = frozenset(
    "of a an similar the my same age own in boat round around here near local like me with as "
    "about situation position way generation vintage sort kind area town".split()
)
"""Words between people who are wished for and "who": "people of a similar age who"."""


def is_wished_for(tokens: Sequence[str], found: Sequence[Person], at: int) -> bool:
    """Whether "who" goes on from people wished for: "mates who get it", "others my age who"."""
    word = tokens[at - 1]
    if word in WISHED:
        return not (found and found[-1].end == at)
    first = found[-1].end if found else 0
    for back in range(at - 1, max(first, at - 7) - 1, -1):
        if tokens[back] in WISHED:
            return True
        if tokens[back] not in _LIKE_ME:
            return False
    return False


def is_me_who(tokens: Sequence[str], at: int) -> bool:
    """Whether "who" goes on from who texts: "its me who has it"."""
    return tokens[at] in ("who", "whos") and at > 0 and tokens[at - 1] in SELF


def are_pronouns(tokens: Sequence[str], at: int) -> bool:
    """Whether somebody only names their pronouns: "Sol, he/him, 16"."""
    return any(pair in PRONOUNS for pair in pairwise(tokens[max(0, at - 1) : at + 2]))


def meant_by(found: Sequence[Person], token: str) -> Sort | None:
    """Return whom a pronoun stands for: the last who was named, in passing or not."""
    others = [each for each in found if each.sort in (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY)]
    if not others:
        if token not in ("who", "whos") and any(each.sort is Sort.PARENT for each in found):
            return Sort.CHILD
        if token in ("they", "theyre", "theyve"):
            return None
        return Sort.GROUP if token in ("who", "whos") else Sort.SOMEBODY
    active = [each for each in others if not each.passing]
    return (active or others)[-1].sort
