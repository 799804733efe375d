"""Children who are only minded: by who texts, or by somebody for them. It is not for them.

"Once the bairns are in bed", "two kids to feed and a job", "my ex has the kids on fridays".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.behind import KIDS, is_one_burden
from chatbot.understanding.whom.kin import Person
from chatbot.understanding.whom.peoplewords import COUNTS, FEW, HE_OR_SHE, SELF, Sort
from chatbot.understanding.words.tokens import PAUSE, STOP

_OF_THEM = frozenset("one both who whos with wi has have aged under all".split())
_WHEN = frozenset("once after when till til until while whilst before wen whn".split())
_THE = frozenset("the my our me ma wee two both".split())
MINDED = frozenset(
    "kids children weans bairns toddlers babies twins bairn wean baby toddler ones yins uns "
    "bab babby kiddies boys girls boy girl lad lads lass kid child son daughter".split()
)
_STUCK = frozenset("home stuck house indoors alone".split())
_HAS_THEM = frozenset("has takes minds watches gets have take mind".split())
_AT_TIMES = frozenset("on every at for when while most alternate so then weekends half".split())
_OUT_OF_THE_WAY = frozenset(
    "their bed beds asleep sleep down doon off school nursery settled away creche sleeping".split()
)
_LIFE = (Sort.GROWN, Sort.JOB)
_TO = frozenset("to 2 2 and".split())
_CARE = frozenset("feed raise rear mind sort bath dress look get pick drop support keep".split())


def has_kids_to_mind(tokens: Sequence[str]) -> bool:
    """Whether children are one of the burdens of who texts: "2 kids to feed", "and then kids"."""
    for at, token in enumerate(tokens):
        if token not in KIDS:
            continue
        before, after = tokens[max(0, at - 2) : at], (*tokens[at + 1 : at + 3], STOP, STOP)[:2]
        counted = bool(before) and (before[-1] in COUNTS or before[-1] in FEW)
        if counted and after[0] in _TO and after[1] in _CARE:
            return True
        if after[0] in (STOP, PAUSE) and before[-1:] in (["then"], ["plus"]):
            return True
        if is_one_burden(tokens, at):
            return True
        if before[-1:] in (["the"], ["my"]) and one_for_each(tokens, at - 2):
            return True
    return False


def one_for_each(tokens: Sequence[str], at: int) -> bool:
    """Whether "for" only shares out what somebody makes: "one for the kids and one for me"."""
    if at < 1 or tokens[at] != "for" or "one" not in tokens[max(0, at - 2) : at]:
        return False
    return any(a in ("and", "n", PAUSE) and b == "one" for a, b in pairwise(tokens[at : at + 8]))


def is_minded(tokens: Sequence[str], at: int) -> bool:
    """Whether a child is only one who is minded, by who texts or by somebody for them.

    "once the bairns are in bed", "stuck at home with the twins", "my ex has the kids on fridays".
    """
    if tokens[at] not in MINDED:
        return False
    before, after = tokens[max(0, at - 4) : at], tokens[at + 1 : at + 6]
    if any(a in ("with", "wi") and b in _THE for a, b in pairwise(before[-3:])):
        return not _STUCK.isdisjoint(tokens[max(0, at - 8) : at])
    if before[-2:-1] and before[-2] in _HAS_THEM and before[-1] in _THE:
        who = before[-3:-2] and before[-3] not in SELF
        return bool(who and after and after[0] in _AT_TIMES)
    before = before[-3:]
    if _WHEN.isdisjoint(before) or not _THE.intersection(before[-2:]):
        return False
    stop = next((n for n, token in enumerate(after) if token in (STOP, PAUSE)), len(after))
    return not _OUT_OF_THE_WAY.isdisjoint(after[:stop])


def is_one_thing_more(person: Person, tokens: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Whether counted children are one of several burdens: "two kids to feed and a job"."""
    before = tokens[max(0, person.at - 2) : person.at]
    counted = any(token in COUNTS or token in FEW for token in before)
    if not counted or not HE_OR_SHE.isdisjoint(tokens):
        return False
    first, last = person.at, person.end
    while first and tokens[first - 1] != STOP:
        first -= 1
    while last < len(tokens) and tokens[last] != STOP:
        last += 1
    told = tokens[person.end : person.end + 3]
    if any(token[0].isdigit() or token in _OF_THEM for token in told):
        return False
    have = SELF.intersection(tokens[first : person.at])
    return any(
        hit.value in _LIFE
        or (have and hit.value == Sort.CONDITION and tokens[hit.start - 1] in ("and", "n", "an"))
        for hit in hits
        if first <= hit.start < last
    )


def set_beside(found: Sequence[Person], tokens: Sequence[str], hits: Sequence[Hit]) -> list[Person]:
    """Return the people, those in passing whom who texts only has beside the condition."""
    return [
        each._replace(passing=True) if _is_had_beside_it(each, tokens, hits) else each
        for each in found
    ]


def _is_had_beside_it(person: Person, tokens: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Whether who texts has a child and has it too: "I've a newborn and type 1"."""
    before = tokens[max(0, person.at - 4) : person.at]
    if (
        person.sort is not Sort.CHILD
        or _HAVE.isdisjoint(before)
        or not _ALSO.issuperset(
            before[max(at for at, token in enumerate(before) if token in _HAVE) + 1 :]
        )
    ):
        return False
    link, then = (*tokens[person.end : person.end + 2], STOP, STOP)[:2]
    start = person.end + 1 + (then in ("im", "ive", "also"))
    return link in _AND and any(hit.value == Sort.CONDITION and hit.start == start for hit in hits)


_HAVE = frozenset("ive have weve got".split())
_ALSO = frozenset("a an my two three 2 3 got both young little small wee new".split())
_AND = frozenset("and n an plus".split())
