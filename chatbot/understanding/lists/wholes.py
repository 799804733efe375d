"""All of a list, or none of it: "every single one", "bit of everything", "nothing on there"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.understanding.numbers.numberframes import CALM
from chatbot.understanding.numbers.numberparts import EVERY, Sign, parts_of
from chatbot.understanding.words.manners import ASKS_FIRST
from chatbot.understanding.words.tokens import PAUSE, STOP

_SAID_SHORTLY = 10
"""Words of a clause up to which it may take or leave the whole list."""
_NONE = frozenset(
    "none nothing neither nane nun nune non zero nil nada zilch nout nought noan nowt".split()
)
_DENYING = frozenset(
    "not dont doesnt cant cannot wont never didnt isnt no hate hates hating nae dinnae aint".split()
)
_ANY = frozenset("any anything either single these those them all one em owt".split())
_POINTING = frozenset("these those them em".split())
_GOING_ON = frozenset("of on off from one for that special at".split())
_THINGS = frozenset("these those them em list above options there here that this it lot".split())
_NOT_LEAVING = frozenset(
    "know knew understand see seeing read reading mind minding care think get remember "
    "recognise sure follow fussed bothered matter bother problem rush worries worry idea "
    "clue hear heard pick choose decide tell about time".split()
)
"""Words after a "not" that leave nothing: "I dont mind any of them"."""
_WANTING = frozenset(
    "need want like fancy require use do have having be suit suits apply appeal appeals".split()
)
_NEEDS = frozenset("needs requirements requirement need preferences preference".split())
_WHAT_NEEDS = frozenset(
    "special extra particular access specific additional other real such".split()
)
_BEFORE_NONE = CALM | frozenset(
    "i need want id ill say theres there is its have absolutely literally no nah naw nope "
    "not me got nae am im fine good grand ok sorted ive honestly take pick choose put my "
    "answer tick going with be that thats well had".split()
)
_AFTER_NONE = frozenset(
    "for that really apply applies suits suit appeals needed required touch changed fit fits "
    "grabs interests relevant is me needs wanted there here special particular extra comes "
    "like ive i im as right jumps stands tempts today".split()
)
_BEFORE_ALL = CALM | frozenset(
    "i need want id ill like literally bit of take tick yes do love could would can use put "
    "pick choose with have go for so im up interested happy open wants ideally basically "
    "honestly pretty much more or less absolutely select give think say its all".split()
)
_AFTER_ALL = CALM | frozenset(
    "of is are fine good great grand works work suits suit sounds sound apply applies please "
    "me for to appeals helps would be will could really thanks useful relevant ideal perfect "
    "okay pet needed wanted basically literally honestly im i ive on in interest interests "
    "appeal tbf off anytime help do does lovely brilliant welcome any at though same id my "
    "this".split()
)
_PAIR = frozenset("the pair two both of them these those em".split())
_NOT_ALL = frozenset(
    "going wrong over gone change changed delete clear broke broken hard bit expensive crap "
    "rubbish naff shit far late wrongly except but bar apart without minus time been day "
    "nothing".split()
)


def _clauses(tokens: Sequence[str]) -> Iterator[list[str]]:
    clause: list[str] = []
    for token in (*tokens, STOP):
        if token not in (STOP, PAUSE):
            clause.append(token)
        elif clause:
            yield clause
            clause = []


def says_none(tokens: Sequence[str]) -> bool:
    """Whether a text leaves the whole list: "I don't need any of these", "nane ae them"."""
    if _NONE.isdisjoint(tokens) and _DENYING.isdisjoint(tokens):
        return False
    clauses = list(_clauses(tokens))
    return any(
        _leaves(clause) and (len(clauses) < 4 or at == 0) for at, clause in enumerate(clauses)
    )


def _leaves(clause: Sequence[str]) -> bool:
    if clause[0] in ASKS_FIRST - {"can", "am"}:
        return False
    for at, word in enumerate(clause[:_SAID_SHORTLY]):
        if word in _NONE and _BEFORE_NONE.issuperset(clause[:at]) and _of_list(clause, at + 1):
            return True
        if word in _DENYING and (_any_of(clause, at) or _no_needs(clause, at)):
            return True
    return False


def _of_list(clause: Sequence[str], at: int) -> bool:
    """Whether what follows "none" is the list, or nothing much: "of them", "for me ta"."""
    while at < len(clause) and clause[at] in CALM:
        at += 1
    if at >= len(clause):
        return True
    if clause[at] in ("of", "on", "off", "from", "at", "in", "ae", "o", "out"):
        of = clause[at + 1 : at + 4]
        end = next((i for i, word in enumerate(of) if word in _THINGS), None)
        return (end is not None and (len(of) == end + 1 or of[end + 1] != "business") and (
            {"the", "that", "this", "your", "ur", "all", "yer"}.issuperset(of[:end])
        )) or of[:1] == ["all"]  # fmt: skip
    return clause[at] in _AFTER_NONE


def _any_of(clause: Sequence[str], at: int) -> bool:
    """Whether "any of these" and the like follows a "not": "cant do any of them"."""
    for step in range(at + 1, min(at + 7, len(clause))):
        word = clause[step]
        if word in _NOT_LEAVING and _WANTING.isdisjoint(clause[at + 1 : step]):
            return False
        if word in _ANY:
            rest = [token for token in clause[step + 1 :] if token not in CALM]
            if word in _POINTING:
                before = clause[step - 1]
                return (before in _WANTING or before in ("hate", "hates", "of")) and not rest
            if word in ("one", "all") and step == at + 1:
                return rest[:1] in (["of"], []) and (clause[at] != "no" or bool(rest))
            if clause[at] == "no" and step > at + 2 and clause[at + 1] != "to":
                return False
            if not rest or rest[0] in _GOING_ON:
                return True
            return len(rest) < 3 and not _WANTING.isdisjoint(clause[at + 1 : step])
    return False


def _no_needs(clause: Sequence[str], at: int) -> bool:
    at += 1
    while at < len(clause) and clause[at] in _WHAT_NEEDS:
        at += 1
    return at < len(clause) and clause[at] in _NEEDS


def says_all(tokens: Sequence[str], count: int) -> bool:
    """Whether a text takes the whole list: "literally every day", "bit of everything tbh"."""
    if EVERY.isdisjoint(tokens) and (count != 2 or _PAIR.isdisjoint(tokens)):
        return False
    for clause in _clauses(tokens):
        if count == 2 and _PAIR.issuperset(set(clause) - CALM) and not CALM.issuperset(clause):
            return True
        if len(clause) > _SAID_SHORTLY or clause[0] in ASKS_FIRST or clause[0] in _DENYING:
            continue
        parts = parts_of(clause, count, several=True)
        every = [part for part in parts if part.sign is Sign.ALL]
        if not every or any(part.sign is Sign.EXCEPT for part in parts):
            continue
        before, after = clause[: every[0].start], clause[every[0].end :]
        if "both" in clause[every[0].start : every[0].end] and count != 2:
            continue
        if _BEFORE_ALL.issuperset(before) and _goes_on(after):
            return True
    return False


def _goes_on(after: Sequence[str]) -> bool:
    """Whether what follows "all of them" leaves it so: "any day suits me"."""
    if not _NOT_ALL.isdisjoint(after):
        return False
    return _AFTER_ALL.issuperset(after[:2]) or (bool(after) and after[0] in ("im", "i", "cos"))
