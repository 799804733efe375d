"""Who is only what somebody else is or has: "my sister is a mum", "our lads girlfriend"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.kin import Person
from chatbot.understanding.whom.minding import is_minded
from chatbot.understanding.whom.passing import is_owner
from chatbot.understanding.whom.peoplewords import HE_OR_SHE, Sort
from chatbot.understanding.words.tokens import PAUSE, STOP

_TOLD_OF = (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY)
_IS = frozenset("is was hes shes whos thats".split())


def is_said_of(person: Person, found: Sequence[Person], tokens: Sequence[str]) -> bool:
    """Whether "mum" only tells what somebody else is: "my sister is a single mum with type 1"."""
    role = person.sort is Sort.PARENT or tokens[person.end - 1] in ("of", "to", "tae")
    if not role or not found or found[-1].sort not in _TOLD_OF:
        return False
    first = found[-1].end - (tokens[found[-1].at] in HE_OR_SHE)
    link, *more = tokens[first : person.at] or [STOP]
    articles = more[:1] in (["a"], ["an"], ["also"], ["now"], ["just"])
    return link in _IS and articles and len(more) < 5 and {STOP, PAUSE}.isdisjoint(more)


def is_anothers(person: Person, found: Sequence[Person], tokens: Sequence[str]) -> bool:
    """Whether a child is somebody else's: "my sister's boy"."""
    owner = found[-1] if found else None
    head = found[-2] if len(found) > 1 else None
    raised = head is not None and head.sort is Sort.CHILD and tokens[head.end - 1] in ("of", "for")
    return (
        not raised
        and owner is not None
        and owner.end == person.at
        and owner.sort is Sort.ANOTHER
        and is_owner(tokens, owner.end)
    )


def is_ones_teacher(person: Person, role: Hit, tokens: Sequence[str]) -> bool:
    """Whether it is somebody who works with a child: "my sons teacher has T1"."""
    works = role.value in (Sort.ROLE, Sort.JOB) and person.sort is Sort.CHILD
    has = (*tokens[role.end : role.end + 1], "")[0] in ("has", "is", "wants", "needs", "got")
    return works and has and is_owner(tokens, person.end)


def owns(owner: Person, person: Person, tokens: Sequence[str]) -> bool:
    """Whether a child only tells whose somebody is: "our lads girlfriend"."""
    beside = owner.sort is Sort.CHILD and owner.end == person.at
    return beside and is_owner(tokens, owner.end)


def has_them_for_me(owner: Person, person: Person, tokens: Sequence[str]) -> bool:
    """Whether somebody only has the children of who texts: "the ex has the kids on sundays"."""
    minds = person.sort is Sort.CHILD and person.at - owner.end == 2
    return minds and is_minded(tokens, person.end - 1)
