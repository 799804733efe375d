"""Which needs are only told of: somebody else's, a building's of theirs, or part of their work.

"My mum's in a wheelchair" asks for nothing where it is for who texts, nor does "our hall has a
ramp", "I'm an interpreter by trade" and "not fussed if it's free".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.understanding.denial.denying import Hit
from chatbot.understanding.words.tokens import PAUSE, STOP

NEEDS = "needs"
"""The question of the flow that asks for needs, by the name the directory knows too."""
_OF_A_BODY = frozenset(
    "step_free bsl hearing_loop captions easy_read language quiet no_smartphone".split()
)
"""Needs that belong to one person; the others are of the group."""
_ENDS = frozenset("so but because cos coz cuz cause though although which then hence if".split())
_SELF = frozenset(
    "i im ive id ill ime am me myself ah ahm we were weve he hes she shes they theyre "
    "need needs want wants must".split()
)
_OWN = frozenset("my our me ma wor his her their".split())
_KIN = frozenset(
    "mum mums mam mams mom ma dad dads da mother mothers father fathers wife wifes wives husband "
    "husbands hubby hubbys partner partners son sons daughter daughters boy boys girl girls lad "
    "lads bairn brother brothers sister sisters gran grans nan nans nana granny grandad grandads "
    "uncle aunt auntie aunty cousin friend friends mate mates pal neighbour neighbours flatmate "
    "boss colleague missus fella bloke vicar priest teacher landlord lodger".split()
)
_DESCRIBED = frozenset("wee little old elderly own poor late younger older eldest youngest".split())
_BUILDINGS = frozenset(
    "hall house church chapel school office place flat bungalow club building work clinic "
    "surgery library street road".split()
)
_IS = frozenset("is has was had got have s hes are were".split())
_WORK = frozenset(
    "run runs teach teaches volunteer volunteers coach coaches manage work works working job trade "
    "living trained qualified help helps".split()
)
_AT_WORK = (("by", "trade"), ("for", "a", "living"), ("at", "work"), ("by", "profession"))
_EVEN = frozenset("fussed bothered mind care matter matters worried".split())
_NOT = frozenset("not dont doesnt no never nae isnt arent aint".split())


def without_told_needs(
    chosen: Mapping[str, tuple[str, ...]], hits: Sequence[Hit], tokens: Sequence[str], *, own: bool
) -> Mapping[str, tuple[str, ...]]:
    """Leave out the needs that are only told of. ``own``: it is for who texts."""
    needs = chosen.get(NEEDS, ())
    said = [hit for hit in hits if hit.question == NEEDS and not hit.denied and hit.value in needs]
    told = {hit for hit in said if _is_told(tokens, hit, own=own)}
    meant = {hit.value for hit in said if hit not in told}
    out = {hit.value for hit in told} - meant
    if not out:
        return chosen
    left = tuple(value for value in needs if value not in out)
    rest = {name: values for name, values in chosen.items() if name != NEEDS}
    return {**rest, NEEDS: left} if left else rest


def _is_told(tokens: Sequence[str], hit: Hit, *, own: bool) -> bool:
    first, last = hit.start, hit.end
    while first and tokens[first - 1] not in _ENDS and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    while last < len(tokens) and tokens[last] not in _ENDS and tokens[last] not in (STOP, PAUSE):
        last += 1
    before, after = tokens[first : hit.start], tokens[hit.end : last]
    if _is_all_the_same(tokens, hit) or _is_of_a_building(tokens, hit):
        return True
    if hit.value not in _OF_A_BODY:
        return False
    if not {"i", "im", "am"}.isdisjoint(before):
        said = (*tokens[hit.start : hit.end], *after)
        if any(_holds(said, words) for words in _AT_WORK):
            return True
    return own and _is_of_kin(before)


def _holds(tokens: Sequence[str], words: tuple[str, ...]) -> bool:
    return any(tuple(tokens[at : at + len(words)]) == words for at in range(len(tokens)))


def _is_all_the_same(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether it is said not to matter: "not fussed if its free"."""
    for back in range(hit.end - 1, max(0, hit.start - 4), -1):
        if tokens[back] in (STOP, PAUSE):
            return False
        if tokens[back] in ("if", "whether"):
            return tokens[back - 1] in _EVEN and not _NOT.isdisjoint(
                tokens[max(0, back - 3) : back]
            )
    return False


def _is_of_a_building(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether a building of theirs has it: "our church hall has a ramp, a loop"."""
    first = next((at for at in range(hit.start, 0, -1) if tokens[at - 1] == STOP), 0)
    for at in range(first, hit.start):
        if tokens[at] in _ENDS or tokens[at] in _SELF:
            first = at + 1
    sentence = tokens[first : hit.end]
    owned = next((at for at, token in enumerate(sentence) if token in ("my", "our")), -1)
    if owned < 0:
        return False
    named = sentence[owned + 1 : owned + 4]
    at = next((at for at, token in enumerate(named) if token in _BUILDINGS), -1)
    return at >= 0 and not _IS.isdisjoint(sentence[owned + at + 2 : owned + at + 4])


def _is_of_kin(before: Sequence[str]) -> bool:
    """Whether the clause is about somebody of the texter's: "my mum is in a wheelchair"."""
    for at in range(len(before) - 1, -1, -1):
        if before[at] in _SELF:
            return False
        if before[at] in _KIN:
            described = [token for token in before[max(0, at - 3) : at] if token not in _DESCRIBED]
            owns = at == len(before) - 1 and before[at].endswith("s")
            return owns or (bool(described) and described[-1] in _OWN | {"a"})
    return False
