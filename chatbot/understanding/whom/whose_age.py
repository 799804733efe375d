"""Whose an age is: that of who texts, of a child, or of somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from chatbot.understanding.whom.ages import ADULT, Age
from chatbot.understanding.whom.holding import Cast
from chatbot.understanding.whom.longago import in_year, long_ago
from chatbot.understanding.whom.oneschild import YOUNGEST
from chatbot.understanding.whom.peoplewords import Sort
from chatbot.understanding.whom.seeing import Seen
from chatbot.understanding.words.tokens import PAUSE, STOP

OLDEST_CHILD = 50
"""Nobody asks for a son or daughter above this age: "grandad to Poppy. 66" tells of himself."""
_PARENTS = frozenset("mums mams moms dads parents mummies mammies families".split())
_MINE = frozenset("my our wor oor ma mi".split())
_OTHER = frozenset("other ither more meet fellow".split())
_GROWN_PEERS = frozenset(
    "adults women ladies men blokes pensioners elders oldies workers students grownups mothers "
    "adult".split()
)


def see_ages(seen: Seen, cast: Cast, ages: Iterable[Age]) -> None:
    """Note how old people are."""
    one_low = _has_one_low_number(cast.tokens)
    for age in ages:
        holder = cast.holder(age.start, age.end, group=False)
        stranger = holder is None and age.alone and not age.own and cast.tells_of_a_stranger
        if holder is Sort.SOMEBODY or stranger:
            holder = Sort.CHILD if age.years < ADULT else Sort.ANOTHER
        if holder is Sort.CHILD and age.years > OLDEST_CHILD and age.alone:
            holder = Sort.SELF
        if holder is Sort.SELF and _is_of_mine(cast, age):
            holder = None
        if age.start - 1 in cast.at and holder is Sort.PARENT:
            holder = Sort.SELF
        if holder in (Sort.CHILD, Sort.ANOTHER) and not age.own:
            if not age.had and (not age.loose or _is_told_of_them(cast, age)):
                seen.aged.add(holder)
                seen.other_grown = seen.other_grown or age.years >= ADULT
                seen.other_young = seen.other_young or age.years < ADULT
                if "both" in cast.tokens[max(0, age.start - 2) : age.start]:
                    seen.young, seen.grown = age.years < ADULT, age.years >= ADULT
        elif age.loose or age.had:
            if age.years >= ADULT:
                seen.grown_life = True
            elif not age.had:
                seen.youngish = True
        elif holder is None and _is_a_childs(cast, age, one_low=one_low):
            seen.aged.add(Sort.CHILD)
            seen.little = seen.little or age.years < YOUNGEST
        elif age.years >= ADULT:
            seen.grown = True
            seen.own_age = True
        elif age.years > 7:
            seen.young = True
            seen.own_age = seen.own_age or age.own or _is_introduced(cast, age)
    if seen.shared and seen.own_age:
        seen.has_it.add(Sort.SELF)
    for at, (before, token) in enumerate(pairwise(cast.tokens)):
        after = (*cast.tokens[at + 2 : at + 3], STOP)[0]
        if long_ago(before, token) or in_year(before, token, after):
            seen.grown_life = True
        if before == "like" and token in ("me", "myself"):
            seen.grown_life |= not _GROWN_PEERS.isdisjoint(cast.tokens[max(0, at - 3) : at])


def _is_a_childs(cast: Cast, age: Age, *, one_low: bool) -> bool:
    """Whether an age of nobody named is a child's: a parent texts, or it is too low to text.

    "My 15 yo" is a child of theirs.
    """
    if _is_of_mine(cast, age):
        return True
    if age.years < ADULT and (_is_a_parents(cast, age) or _is_told_to_parents(cast.tokens, age)):
        return True
    return age.years < YOUNGEST and _is_little_ones(cast.tokens, age, one_low=one_low)


def _is_of_mine(cast: Cast, age: Age) -> bool:
    mine = "".join(cast.tokens[age.start - 1 : age.start]) in _MINE
    return mine and age.old and age.years < ADULT


def wants_parents(tokens: Sequence[str]) -> bool:
    """Whether other parents are asked for: "hear from other families"."""
    return any(a in _OTHER and b in _PARENTS for a, b in pairwise(tokens))


def _is_told_to_parents(tokens: Sequence[str], age: Age) -> bool:
    """Whether a parent tells an age: "10 yo on libre, want to hear from other families"."""
    return age.old and not age.own and wants_parents(tokens)


def _is_told_of_them(cast: Cast, age: Age) -> bool:
    """Whether an age is said right after somebody: "our lad 15", "my brother is 34"."""
    last = age.start - 1
    return last in cast.at or (last - 1 in cast.at and cast.tokens[last] in ("is", "was", "just"))


def _is_introduced(cast: Cast, age: Age) -> bool:
    """Whether an age comes with a name of who texts: "im leila, 13"."""
    before = cast.tokens[max(0, age.start - 4) : age.start]
    return age.alone and before[-1:] == [PAUSE] and not {"im", "is"}.isdisjoint(before)


def _is_little_ones(tokens: Sequence[str], age: Age, *, one_low: bool) -> bool:
    """Whether so low an age is told of somebody: "Noah, 6, our eldest"; not "1, Leeds, 2, me"."""
    if age.own or age.old:
        return age.old
    before = tokens[age.start - 1] if age.start else STOP
    return age.alone and before == PAUSE and one_low


def _has_one_low_number(tokens: Sequence[str]) -> bool:
    return sum(len(token) == 1 and token.isdecimal() and token != "1" for token in tokens) == 1


def _is_a_parents(cast: Cast, age: Age) -> bool:
    """Whether an age below 18 is a child's of whom nothing else is said: "dad here. boy of 8"."""
    parent = any(person.sort is Sort.PARENT for person in cast.people)
    return not age.own and (parent or (age.old and not age.alone))
