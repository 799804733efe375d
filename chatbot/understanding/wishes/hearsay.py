"""Which ways to meet somebody only tells of: heard of, tried, or part of their life already.

These give way where another way is wished for: "they do zoom but I'd sooner have a pint". Where
none is, they count.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.denying import Hit
from chatbot.understanding.words.tokens import PAUSE, STOP

MEET = "meet"
"""The question of the flow that asks for ways to meet, by the name the directory knows too."""
_ENDS = frozenset("so but because cos coz cuz cause though although which then hence".split())
_HEARD = frozenset(
    "says say said saying told tells reckons thinks suggested suggests mentioned mentions "
    "recommended recommends offered offers assumed assumes pushing swears keeps".split()
)
"""Words of somebody else's: "my nurse says there is a facebook one"."""
_TOLD = frozenset(
    "theres there tried was were did had been joined left used found seen saw know gave went offer "
    "already got met married set started everyone everybody everything nowadays these always "
    "spend spends".split()
)
"""Words of what there is, or was: "theres a zoom", "I tried the forum"."""
_WISHED = frozenset(
    "want wants wanted wanting wanna need needs needed like likes love loves prefer prefers rather "
    "sooner would wud id wed hed shed theyd could cud can fine ok okay good great best better "
    "perfect easier easiest suit suits happy please pls plz only if any anything something hoping "
    "hope looking fancy ill hell shell theyll must".split()
)
"""Words that show a way to be wished for, and not only told of."""
_ASKS = frozenset("is are do does can could any anyone".split())
"""Words that begin a question: "is there a zoom"."""


def without_hearsay(hits: Sequence[Hit], tokens: Sequence[str]) -> Sequence[Hit]:
    """Leave out the ways that are only told of, where another is wished for."""
    ways = [hit for hit in hits if hit.question == MEET and not hit.denied]
    if len({hit.value for hit in ways}) < 2:
        return hits
    told = [hit for hit in ways if _is_told(tokens, hit)]
    wished = {hit.value for hit in ways if hit not in told}
    out = {hit for hit in told if wished and hit.value not in wished}
    return [hit for hit in hits if hit not in out] if out else hits


def _is_told(tokens: Sequence[str], hit: Hit) -> bool:
    first, last = hit.start, hit.end
    while first and tokens[first - 1] not in _ENDS and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    while last < len(tokens) and tokens[last] not in _ENDS and tokens[last] not in (STOP, PAUSE):
        last += 1
    before, after = tokens[first : hit.start], tokens[hit.end : last]
    heard = max((at for at, token in enumerate(before) if token in _HEARD), default=-1)
    if heard >= 0:
        return _WISHED.isdisjoint(before[heard:])
    if not before or before[0] in _ASKS or _TOLD.isdisjoint(before):
        return False
    return _WISHED.isdisjoint(before) and _WISHED.isdisjoint(after)
