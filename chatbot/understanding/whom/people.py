"""The people a text names: who texts, a child, somebody else; and who is only named in passing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.ages import ADULT, Age, opens_clause
from chatbot.understanding.whom.behind import is_one_burden, set_behind
from chatbot.understanding.whom.calling import (
    by_age,
    counted_of_mine,
    is_a_name,
    is_somebody_of_mine,
    is_someone_here,
    is_told_by_name,
    mine_are,
    one_of_mine,
    so_old,
    the_older_one,
)
from chatbot.understanding.whom.kin import Person, named
from chatbot.understanding.whom.minding import is_minded, is_one_thing_more, set_beside
from chatbot.understanding.whom.passing import (
    is_dead,
    is_passing,
    is_ruled_out,
    is_told_of_by_me,
)
from chatbot.understanding.whom.peoplewords import (
    ANYBODYS,
    COURTING,
    DESCRIBED,
    DONE_TO,
    GRANDCHILDREN,
    HE_OR_SHE,
    MINDING,
    NAMED,
    OWN,
    SELF,
    TOLD_OF,
    UNWELL,
    Sort,
)
from chatbot.understanding.whom.saidof import (
    has_them_for_me,
    is_anothers,
    is_ones_teacher,
    is_said_of,
    owns,
)
from chatbot.understanding.whom.standing_for import (
    agreeing_with,
    are_pronouns,
    is_anybodys_they,
    is_kin_of_kin,
    is_me_who,
    is_my_helper,
    is_object_of_kin,
    is_only_the_same,
    is_told,
    is_wished_for,
    meant_by,
)
from chatbot.understanding.words.tokens import PAUSE, STOP

_MANY_TOLD_OF = HE_OR_SHE | frozenset(
    "they them both raising raise lives live elder eldest older oldest younger youngest caring "
    "one".split()
)


def people_in(hits: Sequence[Hit], tokens: Sequence[str], ages: Sequence[Age] = ()) -> list[Person]:
    """Return everybody named, in the order of the text; "he" and "she" stand for whom they mean."""
    found: list[Person] = []
    roles = any(hit.value == Sort.ROLE for hit in hits)
    parent = any(hit.value == Sort.PARENT for hit in hits)
    told_of = not TOLD_OF.isdisjoint(tokens) and ("thats", "me") not in pairwise(tokens)
    starts = {hit.start: hit for hit in hits}
    aged = {age.start: age for age in ages if age.old}
    mourned = False
    inside = {at for hit in hits for at in range(hit.start + 1, hit.end)}
    for at, token in enumerate(tokens):
        hit = starts.get(at)
        if hit is not None and is_ruled_out(hit, tokens):
            continue
        mourned = mourned or (hit is not None and is_dead(tokens, hit))
        if hit is not None and (person := named(hit, tokens, parent=parent)):
            if person.end not in starts and _is_of_oneself(person, tokens, told_of=told_of):
                person = person._replace(sort=Sort.SELF)
            if not is_said_of(person, found, tokens):
                _add(_as_meant(person, found, tokens, hits, ages), found, tokens, starts)
        elif at in inside:
            continue
        elif token in SELF and not (token == "ill" and tokens[max(0, at - 1)] in UNWELL):
            if is_only_the_same(tokens, at, hits) or _is_my(tokens, at, starts):
                continue
            if not (token == "me" and _is_object(tokens, at)):
                found.append(Person(at, Sort.SELF, at + 1, passing=_looks_after(found, tokens, at)))
        elif token in HE_OR_SHE and not is_anybodys_they(found, tokens, at):
            meant = _whom_a_pronoun_means(found, tokens, at)
            if meant and not (mourned and meant is Sort.SOMEBODY):
                passing = _is_told_in_passing(found, tokens, at, starts)
                found.append(Person(at, meant, at + 1, firm=False, passing=passing))
        elif (at in aged and not aged[at].own and (person := so_old(aged[at], tokens, starts))) or (
            person := _called(found, tokens, at, ages, told_of=roles or told_of, parent=parent)
        ):
            found.append(person)
        elif (token in NAMED and is_a_name(tokens, at, starts)) or (
            token in OWN and is_somebody_of_mine(tokens, at, starts)
        ):
            found.append(Person(at, by_age(tokens, at + 2, ages), at + 2, firm=True))
    return set_behind(_told_later(set_beside(found, tokens, hits), ages), tokens, hits, ages)


def _add(
    person: Person, found: list[Person], tokens: Sequence[str], starts: dict[int, Hit]
) -> None:
    """Add somebody, and put whom they only belong to in passing: "our lads girlfriend"."""
    role = starts.get(person.end)
    if role is not None and is_ones_teacher(person, role, tokens):
        person = Person(person.at, Sort.ANOTHER, role.end)
    if found and (
        (person.sort is Sort.ANOTHER and owns(found[-1], person, tokens))
        or (person.passing and has_them_for_me(found[-1], person, tokens))
    ):
        found[-1] = found[-1]._replace(passing=True)
    found.append(person)


def _is_told_in_passing(
    found: Sequence[Person], tokens: Sequence[str], at: int, starts: dict[int, Hit]
) -> bool:
    """Whether a "he" or "her" only does or owns something: "he says", "shes my PA", "on hers"."""
    owns = tokens[at] in ("his", "her") and is_kin_of_kin(found, at, starts)
    hers = tokens[at] == "hers" and tokens[at + 1 : at + 2] in ([], [STOP], [PAUSE])
    helps = is_passing(tokens, at + 1) or is_my_helper(tokens, at)
    return helps or is_told(tokens, at) or owns or hers


def _whom_a_pronoun_means(found: Sequence[Person], tokens: Sequence[str], at: int) -> Sort | None:
    """Return whom "he" or "who" stands for; None for nobody, or for who texts."""
    if are_pronouns(tokens, at) or is_me_who(tokens, at):
        return None
    if tokens[at] in ("who", "whos") and at and is_wished_for(tokens, found, at):
        return Sort.GROUP
    if is_object_of_kin(found, tokens, at):
        found = found[:-1]
    return meant_by(agreeing_with(found, tokens, at), tokens[at])


def _as_meant(
    person: Person,
    found: Sequence[Person],
    tokens: Sequence[str],
    hits: Sequence[Hit],
    ages: Sequence[Age],
) -> Person:
    """Take a lass of 15 for a child, counted kids for a burden, a sister's boy for a sister's."""
    one = tokens[person.end - 1] in ANYBODYS | DESCRIBED and not tokens[person.end - 1].endswith(
        "s"
    )
    unowned = one and OWN.isdisjoint(tokens[max(0, person.at - 3) : person.at])
    if unowned and person.sort in (Sort.CHILD, Sort.ANOTHER) and _says_thats_me(tokens, person.end):
        return person._replace(sort=Sort.SELF)
    young_lass = person.sort is Sort.ANOTHER and tokens[person.end - 1] in ANYBODYS
    if young_lass and _is_under_age(ages, person.end):
        person = person._replace(sort=Sort.CHILD)
    lass = one or tokens[person.end - 1] == "lass"
    if person.sort is Sort.CHILD and lass and not COURTING.isdisjoint(tokens):
        return person._replace(sort=Sort.ANOTHER)
    if unowned and person.sort is Sort.CHILD and _is_of_age(tokens, ages, person.end):
        return person._replace(sort=Sort.SELF)
    if (
        person.sort is Sort.CHILD
        and tokens[person.end - 1] in GRANDCHILDREN
        and not (_MANY_TOLD_OF.intersection(tokens))
    ):
        return person._replace(passing=True)
    minded = is_minded(tokens, person.end - 1) or is_one_burden(tokens, person.end - 1)
    if person.sort is Sort.CHILD and (minded or is_one_thing_more(person, tokens, hits)):
        person = person._replace(passing=True)
    if person.sort is Sort.CHILD and is_anothers(person, found, tokens):
        person = person._replace(sort=Sort.ANOTHER)
    return person


def _says_thats_me(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody turns out to be who texts: "for a shy girl of 16. thats me btw"."""
    for at in range(end, len(tokens) - 1):
        if tokens[at] == "thats" and tokens[at + 1] == "me":
            then = (*tokens[at + 2 : at + 3], STOP)[0]
            return then in (STOP, PAUSE, "btw", "lol", "by", "haha", "tho")
    return False


def _called(
    found: Sequence[Person],
    tokens: Sequence[str],
    at: int,
    ages: Sequence[Age],
    *,
    told_of: bool,
    parent: bool,
) -> Person | None:
    """Return who is named without a word for them. ``told_of``: he or she is, or it is work."""
    if (end := counted_of_mine(tokens, at)) or (end := mine_are(tokens, at, ages)):
        return Person(at, Sort.CHILD, end)
    if (end := the_older_one(tokens, at)) and (meant := meant_by(found, "he")):
        return Person(at, meant, end)
    if tokens[at] == "one" and (end := one_of_mine(tokens, at, told_of=told_of)):
        return Person(at, Sort.ANOTHER, end)
    if is_someone_here(tokens, at):
        return Person(at, Sort.ANOTHER, at + 1)
    if opens_clause(tokens, at) and is_told_by_name(tokens, at):
        sort = by_age(tokens, at + 1, ages)
        return Person(at, Sort.CHILD if sort is Sort.SOMEBODY and parent else sort, at + 1)
    return None


def _told_later(found: list[Person], ages: Sequence[Age]) -> list[Person]:
    """Take "he" for a child named or told to be one later: "hes 9, my grandson", "shes 3"."""
    sorts = {person.sort for person in found if not person.passing}
    little = any(p.sort is Sort.SOMEBODY and _is_under_age(ages, p.end) for p in found)
    if Sort.ANOTHER in sorts or not (little or Sort.CHILD in sorts):
        return found
    return [
        person._replace(sort=Sort.CHILD) if person.sort is Sort.SOMEBODY else person
        for person in found
    ]


def _looks_after(found: Sequence[Person], tokens: Sequence[str], at: int) -> bool:
    """Whether "i" only tells who somebody is: "the little girl I look after is T1"."""
    told = bool(found) and found[-1].end == at and found[-1].sort in (
        Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY,
    )  # fmt: skip
    return told and is_told_of_by_me(tokens, at)


def _is_of_oneself(person: Person, tokens: Sequence[str], *, told_of: bool) -> bool:
    """Whether "a bloke with type 1" is who texts: nobody's, and no "he" is told of."""
    if person.sort is not Sort.ANOTHER or tokens[person.end - 1] not in DESCRIBED or told_of:
        return False
    if is_told_of_by_me(tokens, person.end):
        return False
    before = tokens[max(0, person.at - 5) : person.end]
    return OWN.isdisjoint(before) and MINDING.isdisjoint(before)


def _is_object(tokens: Sequence[str], at: int) -> bool:
    """Whether "me" only has something done to it: "placed with me Tuesday", "mum gave me"."""
    return at > 0 and tokens[at - 1] in DONE_TO and tokens[at + 1 : at + 2] not in (["myself"], [])


def _is_my(tokens: Sequence[str], at: int, starts: dict[int, Hit]) -> bool:
    """Whether "me" is "my", as in "me mam", "me wee lad"."""
    return tokens[at] == "me" and any(
        near in starts and starts[near].value in (Sort.CHILD, Sort.ANOTHER, Sort.PARENT)
        for near in (at + 1, at + 2)
    )


def _is_under_age(ages: Sequence[Age], end: int) -> bool:
    """Whether an age below 18 is said right after somebody: "our lass is 15", "shes 3"."""
    return any(
        end <= age.start <= end + 1 and age.years < ADULT and not age.had and not age.own
        for age in ages
    )


def _is_of_age(tokens: Sequence[str], ages: Sequence[Age], end: int) -> bool:
    """Whether a lass is no child: "lass, 33, bairn on my hip"."""
    start = end + (tokens[end : end + 1] == [PAUSE])
    return any(age.start == start and age.years >= ADULT and age.alone for age in ages)
