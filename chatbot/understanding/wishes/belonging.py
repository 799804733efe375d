"""Of what a text tells about people: which is said of somebody else than whom it is for.

"My lad's at uni. I'm the diabetic" asks for no students, and "the wife is a midwife" for no bump.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.denying import Bears, Hit
from chatbot.understanding.whom.peoplewords import CALLED, DESCRIBED, OWN, SELF, Sort
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.words.tokens import PAUSE, STOP

_OTHERS = frozenset((Sort.CHILD, Sort.ANOTHER, Sort.PARENT))
_OWNERS = OWN | frozenset("the his her their".split())
_PRONOUNS = frozenset("he she hes shes".split())
_TAKING = frozenset("take takes taking took drop drive drives bring collect watch watching".split())
"""What one does with somebody who does the rest: "I take my grandson to swimming"."""
_ENDS = frozenset("but so because cos coz cuz cause though although while whilst".split())
_IS = frozenset("is are was were s more all".split())
_US = SELF | frozenset("we us weve were wed our my with others anyone".split())
"""Words after which it is said of who texts too: "my mate got me into running"."""
_OPENING = frozenset("and well anyway also then plus".split())
_NEAR = 4
_WIDEST = 8
"""Words from somebody to what is said of them."""


def without_what_others_do(
    reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit]
) -> list[Hit] | None:
    """Return the hits without what is told of others, or None where nothing of that is told.

    It is for texts that are for who texts.
    """
    lived = [hit for hit in hits if reader.bears[hit.question] is Bears.LIVED]
    if not lived or reader.subjects is None:
        return None
    told = reader.subjects.book.find(tokens)
    sorts = _OTHERS if _has_it_oneself(tokens, told) else _OTHERS - {Sort.CHILD}
    people = [hit for hit in told if hit.value in sorts]
    out = {hit for hit in lived if _is_of_another(tokens, hit, people)}
    return [hit for hit in hits if hit not in out] if out else None


def _has_it_oneself(tokens: Sequence[str], told: Sequence[Hit]) -> bool:
    """Whether who texts says to have it, so that a child who is named is not who it is for."""
    return any(
        hit.value == Sort.CONDITION
        and not SELF.isdisjoint(tokens[max(0, hit.start - _NEAR) : hit.end + 2])
        for hit in told
    )


def _is_of_another(tokens: Sequence[str], hit: Hit, people: Sequence[Hit]) -> bool:
    first = hit.start
    while first and tokens[first - 1] not in _ENDS and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    while first < hit.start and tokens[first] in _OPENING:
        first += 1
    if tokens[first] in _PRONOUNS and first < hit.start:
        of_oneself = not SELF.isdisjoint(tokens)
        return of_oneself and _US.isdisjoint(tokens[first : hit.start])
    for person in people:
        if _IS.issuperset(tokens[hit.end : person.start - 1]) and hit.end < person.start - 1:
            return tokens[person.start - 1] in OWN
        if not first <= person.start < person.end <= hit.start <= person.end + _WIDEST:
            continue
        own = person.start - (tokens[person.start] not in OWN)
        if person.start == first and person.value != Sort.CHILD:
            owned = tokens[first] not in CALLED | DESCRIBED
            return owned and _US.isdisjoint(tokens[person.end : hit.start])
        opens = own == first or (own > first and tokens[own - 1] in _TAKING)
        owned = own >= first and tokens[own] in _OWNERS
        return owned and opens and _US.isdisjoint(tokens[person.end : hit.start])
    return False
