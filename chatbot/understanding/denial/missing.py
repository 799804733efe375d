"""Whether it is told that something was not there, which is no refusal: "they said no kids".

Whoever tells what a group did not have, what it did not let them do or where they will not go
without it, needs it all the more.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.disliking import is_missed
from chatbot.understanding.words.tokens import PAUSE, STOP

_NOT = frozenset(
    "not no nae never nothing without dont doesnt didnt isnt arent aint wasnt werent cant cannot "
    "couldnt wont wouldnt shouldnt refuse refuses refused nowhere nobody noone hadnt".split()
)
_TURNS = frozenset("but so because cos coz cuz though although only just".split())
_OTHERS = frozenset(
    "they it that place group lot one he she somebody someone door sign notice rule rules policy "
    "leaflet poster website lady woman man bloke teacher leader organiser organisers hall venue "
    "club there where which who theyd we been".split()
)
"""Who said or had that there was none."""
_SAYING = frozenset(
    "said says say saying told tells telling had has have having with got wouldnt wont refused "
    "refuses refuse didnt dont doesnt was wasnt were werent is isnt put provided".split()
)
_WERE_NOT = frozenset("never didnt couldnt wouldnt wasnt werent hadnt refused".split())
_NOBODY = frozenset("nobody noone".split())
_NO_USE = frozenset((("no", "me"), ("no", "point"), ("no", "go"), ("no", "chance")))
"""Words after what is missing that say what follows: "no kids no me"."""
_REPORTED = frozenset("said says told telling wouldnt refused".split())
_BEFORE_NOW = frozenset("last".split())
_TIMES = frozenset("time week year month one group place lot session meeting".split())
_LEFT = frozenset(
    "had stopped left gave never couldnt went sat missed walked quit stayed felt was turned didnt "
    "dropped cried struggled gived packed lost ended came got".split()
)
_SELF = frozenset("i we he she they my me".split())
_ANSWERS = frozenset("no nah nope naw".split())
_HARMED = frozenset(
    "stared judged laughed sneered hassle hassled grief comments looks funny bullied abused "
    "shouted embarrassed ashamed weird awkward singled outed treated hide hiding explain "
    "apologise".split()
)
"""What nobody wants to be for what they are: "wont get stared at for being trans"."""
_DOUBLED = frozenset("need want needs wants no any use the a".split())
"""Words between two words of a "not" that are one: "dont need no captions"."""
_GOING = frozenset(
    "go going come coming join joining anywhere somewhere place places nowhere do follow manage "
    "cope leave attend be use point anything nothing a".split()
)
"""Words before a second "not" that says what keeps somebody away: "wont go with no ramp"."""
_AHEAD = 9


def is_told_missing(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether what stands at ``start:end``, behind a "not", was missing where somebody was."""
    if is_missed(tokens, end):
        return True
    opens = _opens(tokens, start)
    before, said = list(tokens[opens:start]), tokens[start:end]
    while before and (before[0] in _ANSWERS or before[0] == PAUSE) and len(before) > 1:
        before.pop(0)
    nots = [at for at, token in enumerate(before) if token in _NOT]
    if not nots:
        return False
    if not _HARMED.isdisjoint((*before[nots[-1] + 1 :], *said)):
        return True
    return _is_reported(before, nots[-1]) or _is_doubled(before, nots) or _is_past(tokens, end)


def _opens(tokens: Sequence[str], start: int) -> int:
    """Return where the clause begins in which something stands."""
    at = start
    while at and tokens[at - 1] != STOP and tokens[at - 1] not in _TURNS:
        at -= 1
    return at


def _is_reported(before: Sequence[str], no: int) -> bool:
    """Whether somebody else said or did it: "they told me no kids", "sign said no prams"."""
    if before[no] in _NOBODY:
        return _DOUBLED.isdisjoint(before[no + 1 :])
    if before[no] in _WERE_NOT and no and before[no - 1] in _OTHERS:
        return True
    for at in range(no, -1, -1):
        if before[at] not in _SAYING:
            continue
        who = before[max(0, at - 3) : at]
        if not _SELF.isdisjoint(who) and who[-1:] and who[-1] in ("i", "we"):
            return False
        if not _OTHERS.isdisjoint(who):
            return before[at] in _REPORTED or at < no
    return False


def _is_doubled(before: Sequence[str], nots: Sequence[int]) -> bool:
    """Whether a "not" stands behind another: "wont go anywhere with no ramp"."""
    if len(nots) < 2:
        return False
    between = before[nots[-2] + 1 : nots[-1]]
    return not set(between) <= _DOUBLED and not _GOING.isdisjoint(between)


def _is_past(tokens: Sequence[str], end: int) -> bool:
    """Whether it is said after it when it was, or what came of it: "no loop so I gave up"."""
    after = tokens[end : end + _AHEAD]
    if tuple(after[:2]) in _NO_USE:
        return True
    for at in range(len(after) - 1):
        if after[at] == STOP:
            return False
        if after[at] in _BEFORE_NOW and after[at + 1] in _TIMES:
            return True
        if after[at] in ("so", "and") and after[at + 1] in _SELF:
            return not _LEFT.isdisjoint(after[at + 2 : at + 4])
    return False
