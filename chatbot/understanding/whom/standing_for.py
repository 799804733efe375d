"""Whom "he", "she" and "who" stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.kin import Person
from chatbot.understanding.whom.peoplewords import (
    CONDITIONS,
    ENDS,
    HE_OR_SHE,
    PRONOUNS,
    SELF,
    SO,
    WISHED,
    Sort,
)
from chatbot.understanding.words.tokens import PAUSE, STOP

_AFTER_OBJECT = frozenset((STOP, PAUSE, *"on at every this for weekends most half".split()))
_BETWEEN = HE_OR_SHE | {STOP, PAUSE, "and", "n"}
_HE = frozenset("he hes him hed himself".split())
_SHE = frozenset("she shes shed herself".split())
_WOMEN = frozenset(
    "wife mum mam mom mother sister sis girlfriend gf daughter gran nan nana auntie aunt aunty "
    "niece granddaughter missu missus lady woman lass".split()
)
_MEN = frozenset(
    "husband hubby dad father brother bro boyfriend bf son grandad granda uncle nephew grandson "
    "fella bloke man chap lad".split()
)
_THEY = frozenset("they theyve theyre".split())
_CLINIC_DOES = frozenset(
    "found said told say tell diagnosed gave took put rang sent think thought reckon "
    "caught tested assumed".split()
)
_HELPERS = frozenset("pa carer nurse doctor gp interpreter support key social boss".split())
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


def is_anybodys_they(found: Sequence[Person], tokens: Sequence[str], at: int) -> bool:
    """Whether "they" are only the clinic: "they found the type 1", "theyve put me on a pump"."""
    does, then = (*tokens[at + 1 : at + 3], STOP, STOP)[:2]
    told_of = any(each.sort in (Sort.CHILD, Sort.ANOTHER) and not each.passing for each in found)
    return tokens[at] in _THEY and not told_of and (does in _CLINIC_DOES or then == "me")


def is_my_helper(tokens: Sequence[str], at: int) -> bool:
    """Whether a "she" only helps who texts: "shes my PA", "he is my interpreter"."""
    after = [token for token in tokens[at + 1 : at + 4] if token not in ("is", "was")][:2]
    return len(after) > 1 and after[0] in ("my", "me") and after[1] in _HELPERS


def agreeing_with(found: Sequence[Person], tokens: Sequence[str], at: int) -> Sequence[Person]:
    """Return who "he" or "she" may be: no wife is a he ("my wife does it all. hes two")."""
    wrong = _WOMEN if tokens[at] in _HE else _MEN if tokens[at] in _SHE else frozenset()
    kin = (Sort.ANOTHER, Sort.CHILD)
    return [
        each
        for each in found
        if each.sort not in kin or tokens[each.end - 1].removesuffix("s") not in wrong
    ]


def is_kin_of_kin(found: Sequence[Person], at: int, starts: Mapping[int, Hit]) -> bool:
    """Whether "her" only tells whose kin it is: "my wifes away with her sister"."""
    kin = starts.get(at + 1)
    behind = bool(found) and found[-1].passing and found[-1].firm
    return behind and kin is not None and kin.value in (Sort.ANOTHER, Sort.PARENT, Sort.CHILD)


def is_told(tokens: Sequence[str], at: int) -> bool:
    """Whether "her" is only whom who texts told: "wife cried when i told her"."""
    i, told = (STOP, STOP, *tokens[:at])[-2:]
    return i in SELF and told in ("told", "tell", "telt", "asked") and tokens[at] in ("him", "her")


def is_object_of_kin(found: Sequence[Person], tokens: Sequence[str], at: int) -> bool:
    """Whether "him" is somebody else than who has him: "my ex has him weekends"."""
    if not found or tokens[at] not in ("him", "her") or not 0 < at - found[-1].end < 3:
        return False
    then = (*tokens[at + 1 : at + 2], STOP)[0]
    if tokens[at] == "her" and then not in _AFTER_OBJECT:
        return False
    kin = found[-1].sort is Sort.ANOTHER and found[-1].passing and found[-1].firm
    return kin and _BETWEEN.isdisjoint(tokens[found[-1].end : at])


def has_it_too(person: Person, tokens: Sequence[str]) -> bool:
    """Whether "so is" stands before a person: "I'm T1 and so is my daughter"."""
    before = tokens[max(0, person.at - 3) : person.at]
    if (
        before[-1:] == ["now"]
        and person.sort is Sort.SELF
        and ENDS.issuperset(tokens[person.end : person.end + 1])
    ):
        return True
    return any(a == "so" and b in SO for a, b in pairwise(before)) and not _is_as_tired(
        tokens, person.at
    )


def _is_as_tired(tokens: Sequence[str], at: int) -> bool:
    """Whether "so is" stands for what was just said of who texts: "im burnt out and so is she"."""
    first = at - 3
    while first > 0 and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    said = tokens[first : at - 3]
    return bool(said) and said[0] in ("im", "am") and CONDITIONS.isdisjoint(said)


def is_only_the_same(tokens: Sequence[str], at: int, hits: Sequence[Hit]) -> bool:
    """Whether "so am i" says nothing of diabetes: "my partner, she her so am i, was"."""
    first = at - 2 if tokens[at] == "i" else at - 1
    so = first >= 0 and tokens[first] == "so" and tokens[first + 1] in SO
    return so and not any(
        hit.value in (Sort.CONDITION, Sort.KIT) and hit.start < at for hit in hits
    )
