"""Whether a word of school tells that who texts goes to one."""

from __future__ import annotations

from itertools import pairwise

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.holding import Cast
from chatbot.understanding.whom.peoplewords import OWN

_CLASSMATES = frozenset("friends mates pals friend mate teacher teachers lads girls".split())
_TEACHING = frozenset(("im", "am", "as", "being", "was"))
_WORKING = frozenset("drive work works teach clean cook run manage serve supervise".split())
_UNIVERSITY = frozenset("uni university".split())


def is_said_to_be(cast: Cast, hit: Hit) -> bool:
    """Whether somebody says what they are: "I am a teacher", where year 8 is not their own."""
    before = cast.tokens[max(0, hit.start - 4) : hit.start]
    return before[-1:] in (["a"], ["an"], ["the"]) and not _TEACHING.isdisjoint(before)


def is_worked_at(cast: Cast, hit: Hit) -> bool:
    """Whether a school is where who texts works: "i drive a school bus", "i clean at a school"."""
    before = cast.tokens[max(0, hit.start - 4) : hit.start]
    return any(
        a in ("i", "ah") and b in _WORKING and "for" not in before for a, b in pairwise(before)
    )


def is_with_friends(cast: Cast, hit: Hit) -> bool:
    """Whether school is that of who texts and their friends: "my friends at school"."""
    before = cast.tokens[max(0, hit.start - 2) : hit.start]
    return len(before) > 1 and before[0] in OWN and before[1] in _CLASSMATES


def is_lecture(cast: Cast, hit: Hit) -> bool:
    """Whether "my class" is at university: "student in Leeds university, after my class"."""
    return cast.tokens[hit.end - 1] == "class" and not _UNIVERSITY.isdisjoint(cast.tokens)
