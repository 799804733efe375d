"""Which times somebody only tells of: of their own life ("I do evenings at Asda"), or as news.

These give way where another time is wished for. Where none is, they count.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denying import Hit
from chatbot.understanding.tokens import PAUSE, STOP

WHEN = "when"
"""The question of the flow that asks for times, by the name the directory knows too."""
_ENDS = frozenset("so but because cos coz cuz cause though although which then hence".split())
_WHO = frozenset("i im ive ill he hes she shes we were weve they theyre theyve whos ah ahm".split())
_THEIR = frozenset("my our his her me ma wor the their everything everythings".split())
_WISHED = frozenset(
    "want wants wanting wanted wanna need needs needed like likes love loves prefer prefers rather "
    "sooner would wud id wed hed shed theyd could cud can cant cannot canny cannae free available "
    "suit suits suited best better good fine ok okay great perfect ideal ideally easiest easier "
    "handy handiest only just please pls plz preferably preferred manage able hope hoping looking "
    "possible poss any anything something open availability "
    "spare loose clear should wont dont doesnt never not no must gotta might may "
    "happy either or".split()
)
"""Words that show a time to be wished for, and not only told of."""
_AT_HOME = frozenset("off home about around in here".split())
"""Words beside a time that show somebody to be free then: "im off weekends"."""
_WISHED_FOR = frozenset(
    "want wants need needs like prefer rather would could can free please pls only or best suit "
    "suits any anything something should possible poss".split()
)
_SUBORDINATE = frozenset("if when once after while whilst until till before as wen unless".split())
_JOINING = frozenset("or and n".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def without_busy_times(hits: Sequence[Hit], tokens: Sequence[str]) -> Sequence[Hit]:
    """Leave out the times that are told of, where another is wished for."""
    times = [hit for hit in hits if hit.question == WHEN and not hit.denied]
    if not times:
        return hits
    out = {hit for hit in times if _is_news(tokens, hit)}
    out |= {hit for hit in times if _only_says_more(tokens, hit, times)}
    told = {hit for hit in times if hit not in out and _is_told(tokens, hit)}
    wished = {hit.value for hit in times if hit not in told and hit not in out}
    if wished:
        out |= {hit for hit in told if hit.value not in wished}
    return [hit for hit in hits if hit not in out]


def _clause(tokens: Sequence[str], hit: Hit) -> tuple[Sequence[str], Sequence[str]]:
    """Return what stands before a hit in its clause, and what stands after it."""
    first, last = hit.start, hit.end
    while first and tokens[first - 1] not in _ENDS and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    while last < len(tokens) and tokens[last] not in _ENDS and tokens[last] not in (STOP, PAUSE):
        last += 1
    return tokens[first : hit.start], tokens[hit.end : last]


def _is_told(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether a time is that of somebody's work or habits: "I clean offices at night"."""
    before, after = _clause(tokens, hit)
    if not _WISHED.isdisjoint(before) or not _WISHED.isdisjoint(after):
        return False
    if not _AT_HOME.isdisjoint((*before[-2:], *after[:1])):
        return False
    if before and before[0] in _SUBORDINATE:
        return False
    return not _WHO.isdisjoint(before) or (len(before) > 1 and before[0] in _THEIR)


def _only_says_more(tokens: Sequence[str], hit: Hit, times: Sequence[Hit]) -> bool:
    """Whether it only says more of a time directly before it: "mornings after my shift"."""
    return tokens[hit.start] not in _JOINING and any(
        each.end == hit.start and each.value != hit.value and each.value == "daytime"
        for each in times
    )


def _is_news(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether a day is told as news: "results Friday, insulin Saturday, texting you Sunday"."""
    if hit.end - hit.start > 1 or tokens[hit.start] not in _DAYS:
        return False
    first = next((at for at in range(hit.start, 0, -1) if tokens[at - 1] == STOP), 0)
    last = next((at for at in range(hit.end, len(tokens)) if tokens[at] == STOP), len(tokens))
    sentence = tokens[first:last]
    if not _WISHED_FOR.isdisjoint(sentence):
        return False
    parts: list[list[str]] = [[]]
    for token in sentence:
        if token == PAUSE:
            parts.append([])
        else:
            parts[-1].append(token)
    told = [part for part in parts if len(part) > 1 and not _DAYS.isdisjoint((part[0], part[-1]))]
    return len(told) > 1
