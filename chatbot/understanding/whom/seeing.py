"""What a text shows of the people in it: who has the condition, how old they are, who is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.ages import ADULT, YEARS
from chatbot.understanding.whom.along import brings_them, is_several, tags_along
from chatbot.understanding.whom.holding import REACH, Cast
from chatbot.understanding.whom.kin import Person
from chatbot.understanding.whom.longago import long_ago
from chatbot.understanding.whom.passing import is_dead, is_passing, is_ruled_out
from chatbot.understanding.whom.peoplewords import (
    DESCRIBED,
    GREETED,
    HE_OR_SHE,
    OWN,
    SAYING,
    SELF,
    Sort,
)
from chatbot.understanding.whom.schooling import (
    is_lecture,
    is_said_to_be,
    is_with_friends,
    is_worked_at,
)
from chatbot.understanding.whom.speaking import does_it, gives_it
from chatbot.understanding.whom.standing_for import has_it_too
from chatbot.understanding.words.tokens import PAUSE, STOP

_ABOUT = frozenset("about on aboot re regarding into".split())
_WISHED = frozenset("for of to is the".split())
"""Words before a condition of nobody named that is the group's: "a group for type 1"."""
_TO_US = frozenset("you u ur your this youse ye".split())
_ANOTHERS = OWN | frozenset("the her his off".split())
_GIVING = frozenset("gave give handed passed circled".split())
_MET = frozenset("had saw seen met see seeing asked".split())
_TOO = frozenset("too aswell also".split())
_LINKS = frozenset("have had got been a the also still both am was living with too".split())
_NOT = frozenset("not no dont havent isnt without never doesnt hasnt".split())
_MY = ("my", "ma", "mi")
_HE = frozenset("he she hes shes".split())
_AGES = frozenset("century centuries decade decades lifetime".split())
_MANY = frozenset("t1s diabetics t1ds".split())
"""People with it who are wished for: "any uni t1s"."""
_FAMILY = frozenset(
    "ex half partner husband husbands hubby hubbys wife wifes missus mrs fiance fiancee grandkids "
    "grandchildren grandson granddaughter law".split()
)
"""Who has these is grown up: "im type 1 and my husband wants to come"."""


@dataclass(slots=True)
class Seen:
    """What was seen of whom: who has it, who is named, how old who texts is.

    ``alone``: it is said to be had, of nobody named. ``little``: so is an age too low to text.
    """

    has_it: set[Sort] = field(default_factory=set)
    aged: set[Sort] = field(default_factory=set)
    named: set[Sort] = field(default_factory=set)
    young: bool = False
    sure: bool = False
    alone: bool = False
    youngish: bool = False
    at_school: bool = False
    grown: bool = False
    grown_life: bool = False
    family_life: bool = False
    raises: bool = False
    own_age: bool = False
    shared: bool = False
    little: bool = False
    other_grown: bool = False
    other_young: bool = False


def is_own_work(cast: Cast, hit: Hit) -> bool:
    """Whether work is that of who texts: not in "my nurse", "got it off the nurse"."""
    clause = cast.clause(hit.start)
    before = cast.tokens[clause : hit.start]
    others = (cast.at.get(place) for place in range(clause, hit.start))
    if before[-1:] in (["a"], ["an"]) and any(
        each is not None and each.sort in (Sort.CHILD, Sort.ANOTHER) for each in others
    ):
        return SELF.intersection(before) != set() and before[0] in SELF
    if (before[-1:] and before[-1] in GREETED) or not _MET.isdisjoint(before):
        return False
    own = before[-2:-1] and before[-2] in SELF
    named = not own and not _ANOTHERS.isdisjoint(before[-2:])
    after = cast.tokens[hit.end : hit.end + 1]
    told = bool(after) and after[0] in SAYING | _GIVING
    if own and not told:
        return True
    return not (named or told) and (len(before) < 6 or hit.end - hit.start > 1)


def see_signs(seen: Seen, cast: Cast, hits: Iterable[Hit]) -> None:
    """Note who has the condition, and what is said of school, work and family."""
    teaches = any(hit.value == Sort.ROLE and is_said_to_be(cast, hit) for hit in hits)
    for hit in hits:
        mine = hit.value == Sort.GROWN and not OWN.isdisjoint(
            (cast.tokens[hit.start], cast.tokens[hit.end - 1])
        )
        if not mine and _is_ruled_out(cast, hit):
            continue
        if hit.value in (Sort.CONDITION, Sort.KIT):
            _condition(seen, cast, hit)
        elif hit.value == Sort.SCHOOL:
            if not (teaches or is_worked_at(cast, hit) or is_lecture(cast, hit)):
                _school(seen, cast, hit)
        elif hit.value == Sort.ANOTHER and cast.tokens[hit.end - 1] in _FAMILY:
            gone = is_dead(cast.tokens, hit) or is_ruled_out(hit, cast.tokens)
            seen.grown_life = seen.grown_life or gone
        elif hit.value == Sort.FORMAL:
            seen.family_life = True
        elif hit.value == Sort.RAISING:
            seen.raises = seen.raises or cast.tokens[max(0, hit.start - 1)] not in OWN
        elif (
            hit.value == Sort.GROWN
            or (hit.value in (Sort.ROLE, Sort.JOB) and is_own_work(cast, hit))
        ) and cast.holder(hit.start, hit.end, group=False) in (None, Sort.SELF):
            seen.grown_life = True


def _is_ruled_out(cast: Cast, hit: Hit) -> bool:
    """Whether "not" stands before a sign, of the same subject: not in "they dont know im t1".

    "Without a hypo" is said by who has them.
    """
    start = hit.start
    for at in range(start - 1, max(-1, start - 4), -1):
        if cast.tokens[at] in (STOP, PAUSE):
            return False
        if cast.tokens[at] in _NOT and not (hit.value == Sort.KIT and cast.tokens[at] == "without"):
            return True
        if cast.tokens[at] in ("im", "ive", "i"):
            return {"dont", "havent", "never"}.isdisjoint(cast.tokens[at + 1 : start]) is False
    return False


def _school(seen: Seen, cast: Cast, hit: Hit) -> None:
    """Note who goes to school; "shes in year 4" tells that she is a child."""
    whose = cast.holder(hit.start, hit.end, group=False)
    if whose in (None, Sort.SELF) or is_with_friends(cast, hit):
        seen.at_school = True
        before = cast.tokens[max(0, hit.start - 2) : hit.start]
        seen.young = seen.young or before[-1:] == ["im"] or before == ["im", "in"]
    elif whose is Sort.SOMEBODY and not _HE.isdisjoint(
        cast.tokens[max(0, hit.start - 3) : hit.start]
    ):
        seen.aged.add(Sort.CHILD)


def _condition(seen: Seen, cast: Cast, hit: Hit) -> None:
    holder = cast.holder(hit.start, hit.end)
    if holder is not Sort.SELF and ("since", "i") in pairwise(cast.tokens[hit.end : hit.end + 4]):
        holder = Sort.SELF
    if cast.tokens[hit.start] in _MY:
        holder = Sort.SELF
    if holder is Sort.CHILD and _is_longstanding(cast, hit.end):
        told_of = not HE_OR_SHE.isdisjoint(cast.tokens[cast.clause(hit.start) : hit.start])
        holder = Sort.ANOTHER if told_of else Sort.SELF
    if holder is Sort.SELF and gives_it(cast, hit):
        holder = Sort.CHILD
    if holder is Sort.ANOTHER and does_it(cast, hit):
        return
    if "not the one" in " ".join(cast.tokens[max(0, hit.start - 5) : hit.start]):
        return
    if holder is Sort.GROUP or (hit.start and cast.tokens[hit.start - 1] in _ABOUT):
        return
    if "both" in cast.tokens[max(0, hit.start - 3) : hit.start] and any(
        person.sort is Sort.SELF and hit.start - REACH < person.at < hit.start
        for person in cast.people
    ):
        seen.has_it.add(Sort.SELF)
    after = cast.tokens[hit.end : hit.end + 2]
    too = bool(_TOO.intersection(after[:1])) or list(after) == ["as", "well"]
    seen.shared = seen.shared or (holder is Sort.ANOTHER and too)
    beside = hit.start - 1 in cast.at or hit.end in cast.at or "i" in after
    owner = hit.start - 1 - (cast.tokens[hit.start - 1] == "own")
    mine = owner >= 0 and cast.tokens[owner] in _MY
    mine = mine or (hit.end > hit.start + 1 and cast.tokens[hit.start] in _MY)
    if holder is Sort.SELF and (mine or beside or _is_linked(cast, hit.start)):
        seen.sure = True
    if holder is None and cast.tells_of_a_stranger and not mine:
        holder = Sort.SOMEBODY
    if holder is not None:
        seen.has_it.add(holder)
    elif _is_said_of_oneself(cast, hit):
        seen.alone = True


def _is_longstanding(cast: Cast, end: int) -> bool:
    """Whether a condition is older than any child: "insulin for 41 years", "T1 since 1979"."""
    after = cast.tokens[end : end + 5]
    return any(
        long_ago(a, b)
        or b in ("forever", "decades", "yonks")
        or (a.isdecimal() and ADULT <= int(a) < 99 and b in YEARS)
        for a, b in pairwise(after)
    )


def _is_linked(cast: Cast, start: int) -> bool:
    """Whether only helping words stand between who texts and a condition: "i have had type 1"."""
    at = start - 1
    while at > 0 and cast.tokens[at] in _LINKS:
        at -= 1
    return at >= 0 and cast.tokens[at] in SELF - {"me"} and at in cast.at


def _is_said_of_oneself(cast: Cast, hit: Hit) -> bool:
    """Whether a condition of nobody named is who texts': not in "is this for type 1"."""
    before = cast.tokens[max(0, hit.start - 2) : hit.start]
    if before[-1:] == ["of"] and before[0] in YEARS | _AGES:
        return True
    if cast.tokens[hit.end - 1] in _MANY:
        return False
    if before[-1:] and before[-1] in _WISHED:
        return False
    return _TO_US.isdisjoint(cast.tokens[cast.clause(hit.start) : hit.start])


def see_named(seen: Seen, cast: Cast, hits: Iterable[Hit]) -> None:
    """Note who is named, and not only brought along."""
    along = [
        person.end - 1
        for person in cast.people
        if person.sort is Sort.CHILD and not person.passing and tags_along(cast, person.at)
    ]
    several = brings_them(cast.tokens) or any(is_several(cast.tokens[at]) for at in along)
    brought = several or bool(along)
    seen.grown_life = seen.grown_life or (several and _is_told_by_a_self(seen, cast))
    for person in cast.people:
        if has_it_too(person, cast.tokens) and _is_told_with(cast, person, hits):
            seen.has_it.add(person.sort)
        seen.family_life = seen.family_life or person.sort is Sort.CHILD
        if person.sort in (Sort.CHILD, Sort.ANOTHER) and not person.passing:
            if person.sort is Sort.CHILD and brought:
                continue
            if person.firm:
                seen.named.add(person.sort)
        word = cast.tokens[person.end - 1]
        if word in _FAMILY and person.passing and is_passing(cast.tokens, person.end):
            seen.grown_life = True
        if person.sort is Sort.PARENT or word in _FAMILY or word in DESCRIBED:
            seen.family_life = True
        if person.sort is Sort.SELF and word in ("of", "to", "tae"):
            seen.grown_life = seen.family_life = True
        if person.sort is Sort.PARENT:
            seen.named.add(Sort.CHILD)


def _is_told_with(cast: Cast, person: Person, hits: Iterable[Hit]) -> bool:
    """Whether "so do i" is said of the condition: not "my hearing has gone and so have my mates".

    Of who texts it must be in the same sentence: "my lad has it and so do i".
    """
    first = cast.sentence(person.at) if person.sort is Sort.SELF else 0
    signs = (hit.start for hit in hits if hit.value in (Sort.CONDITION, Sort.KIT))
    return any(first <= start < person.at for start in signs)


def _is_told_by_a_self(seen: Seen, cast: Cast) -> bool:
    """Whether who texts speaks of themselves, and of no child's age."""
    selves = any(person.sort is Sort.SELF for person in cast.people)
    return selves and Sort.CHILD not in seen.aged
