"""Who plainly has it, and who only gives the insulin: "my wife does all the injections"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.holding import Cast
from chatbot.understanding.whom.peoplewords import Sort
from chatbot.understanding.words.tokens import PAUSE, STOP

_MINE = frozenset("my ma mi".split())
_SELVES = frozenset("i im ive ah ahm am ime".split())
_THEIRS = frozenset("his her their hes shes he she theyre theyve who whos".split())
_LINKS = frozenset(
    "have has had got been is are was were being am a an the also still both just newly recently "
    "living with s too now only never really actually diagnosed".split()
)
_GIVEN = frozenset("given giving give doing does did".split())
_DOES = frozenset("does did gives gave".split())
_TOLD_OF = (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY)


def speaks_of_oneself(cast: Cast, hits: Sequence[Hit]) -> bool:
    """Whether a sign is tied to who texts and none to another: "he gets my carbs wrong. T1, 15"."""
    mine = False
    for hit in hits:
        if hit.value not in (Sort.CONDITION, Sort.KIT):
            continue
        if _is_anothers(cast, hit):
            return False
        mine = mine or _is_mine(cast, hit)
    return mine


def _linked(cast: Cast, start: int) -> int:
    """Return the word before a sign that is none that only links it to somebody."""
    at = start - 1
    while at >= 0 and cast.tokens[at] in _LINKS and at not in cast.at:
        at -= 1
    return at


def _is_mine(cast: Cast, hit: Hit) -> bool:
    before = cast.tokens[hit.start - 1] if hit.start else STOP
    if before in _MINE or cast.tokens[hit.start] in _MINE or cast.tokens[hit.start] == "im":
        return True
    at = _linked(cast, hit.start)
    return at >= 0 and cast.tokens[at] in _SELVES


def _is_anothers(cast: Cast, hit: Hit) -> bool:
    at = _linked(cast, hit.start)
    if at >= 0 and cast.tokens[at] not in (STOP, PAUSE):
        before = cast.at.get(at)
        if cast.tokens[at] in _THEIRS or (before is not None and before.sort in _TOLD_OF):
            return True
    if cast.tokens[hit.start] in _THEIRS:
        return True
    after = cast.at.get(hit.end)
    return after is not None and after.at == hit.end and after.sort in _TOLD_OF


def gives_it(cast: Cast, hit: Hit) -> bool:
    """Whether who texts gives it to a child they told of: "she wont eat, ive given the insulin"."""
    given = not _GIVEN.isdisjoint(cast.tokens[max(0, hit.start - 3) : hit.start])
    first = cast.sentence(hit.start)
    return given and any(
        each.sort is Sort.CHILD and first <= each.at < hit.start for each in cast.people
    )


def does_it(cast: Cast, hit: Hit) -> bool:
    """Whether somebody does it for another: "my wife does all the injections"."""
    does, *the = cast.tokens[max(0, hit.start - 3) : hit.start] or [STOP]
    the = the if does in _DOES else the[1:] if the[:1] and the[0] in _DOES else []
    return bool(the) and set(the) <= {"all", "the", "most", "of"}
