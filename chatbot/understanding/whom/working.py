"""Signs of a job that are told by the place of work: "i wash hair in a salon", "i have a shop"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.words.tokens import PAUSE, STOP

_PLACES = frozenset(
    "salon shop garage bakery kitchen warehouse factory hotel pub cafe bar restaurant office farm "
    "hospital ward nursery depot yard surgery chippy takeaway supermarket firm bank library museum "
    "laundry launderette quarry dairy brewery butchers barbers hairdressers chemist pharmacy "
    "council market stall garden estate site mill forge studio workshop".split()
)
_LABOURS = frozenset(
    "work wash cut clean cook serve do make bake fix mend sell run keep stack pack pull pick teach "
    "mind have own manage build fit paint deliver guard nurse pour mop lay weld answer look see "
    "open close shut drive".split()
)
_OWNING = frozenset("have own run keep manage mind open close shut work".split())
_THE = frozenset("a an the my our me".split())
_AT = frozenset("in at for on from".split())
_I = frozenset("i ah we and".split())
_FAR = 7


def tells_of_work(tokens: Sequence[str]) -> bool:
    """Whether who texts says what they do where they work."""
    return any(token in _PLACES and _is_worked_at(tokens, at) for at, token in enumerate(tokens))


def _is_worked_at(tokens: Sequence[str], at: int) -> bool:
    if tokens[at - 1 : at] and tokens[at - 1] not in _THE:
        return False
    before = at - 2
    if before > 0 and tokens[before] in _OWNING:
        return tokens[before - 1] in _I and tokens[before - 1] != "and"
    if before < 0 or tokens[before] not in _AT:
        return False
    if tokens[max(0, before - 4) : before - 2] == ["up", "at"]:
        return True
    for place in range(before - 1, max(0, at - _FAR), -1):
        if tokens[place] in (STOP, PAUSE):
            return False
        if tokens[place] in _LABOURS and tokens[place - 1] in _I - {"and"}:
            return True
    return False
