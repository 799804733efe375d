"""Whom a text says outright that it is for: "its for my cousin", "on behalf of a student"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.whom.holding import Cast
from chatbot.understanding.whom.kin import Person
from chatbot.understanding.whom.minding import one_for_each
from chatbot.understanding.whom.peoplewords import HE_OR_SHE, SAYING, SELF, TELLING, Sort
from chatbot.understanding.words.tokens import PAUSE, STOP

_FOR = frozenset("for fur 4 fir behalf about".split())
_NOT = frozenset("not isnt aint no nae never dont doesnt wasnt isny".split())
_THEN = frozenset((STOP, PAUSE, *"its it for and but he she tho though btw like can".split()))
_AGREEING = frozenset("yes just yeah yh yep ok okay oh and but ye och that".split())
_ASKING_NOW = frozenset("is its asking texting was enquiring looking".split())
_GOING_ON = frozenset("its it thats this i im we the".split())
_PREFERRING = frozenset(
    "best better good great works work suits ok okay fine perfect easier easy hard harder much "
    "too right enough bad worse difficult possible ideal lovely nice grand impossible useless "
    "handy brilliant so scary thing except".split()
)
"""Words before "for me" that say what suits somebody, not whom it is for."""
_ASKING = frozenset(
    "its it is this asking texting looking something anything summat owt somewhere group groups "
    "support help one want need writing enquiring got wanted needed after ask here thats "
    "wanting messaging forum chat on any there info information really actually all ticking "
    "me im enquire someone somebody help".split()
)
_NOT_ASKING = frozenset(
    "carer carers "
    "sitter babysitter childcare time bed school ready tea worried scared responsible care caring "
    "looking years yrs weeks months ages waiting room space food cook cooking working pick "
    "hard good best better birthday christmas".split()
)
_MINE = frozenset("my our ma mi me wor oor the a an wee little young older elderly one".split())
_CONDITIONS = frozenset("type t1 t1d diabetes pump insulin condition".split())
_OWN_SAID = (
    ("the", "one"), ("that", "has"), ("who", "has"), ("thats", "got"), ("has", "it"),
    ("with", "it"), ("that", "have"), ("who", "have"), ("whos", "got"), ("thats", "diabetic"),
    ("has", "the"), ("has", "diabetes"), ("whos", "diabetic"), ("who", "is"), ("as", "has"),
    ("got", "it"), ("thats", "t1"), ("with", "diabetes"), ("with", "type"), ("with", "t1"),
    ("has", "type"), ("has", "t1"), ("that", "needs"), ("who", "needs"), ("that", "wants"),
    ("who", "wants"), ("that", "need"), ("who", "need"), ("that", "could"),
    ("whos", "type"), ("thats", "type"),
)  # fmt: skip


def asked_for(cast: Cast) -> Sort | None:
    """Return whom it is said to be for: SELF, CHILD, ANOTHER; GROUP: not for who texts."""
    not_me = False
    for at, token in enumerate(cast.tokens):
        if token == "4" and cast.tokens[at + 1 : at + 2] and cast.tokens[at + 1] not in _MINE:
            continue
        said = _said_for(cast, at) if token in _FOR else None
        if said is not None:
            if said is not Sort.SELF:
                return said
            if _is_denied(cast, at):
                not_me = not_me or (_is_all(cast, at) and _ends(cast, at + 2))
            elif _is_all(cast, at) or _wants_for_oneself(cast, at):
                return Sort.SELF
        elif token == "me" and _is_denied(cast, at) and _ends(cast, at + 1):
            not_me = True
        elif (
            token in ("me", "im")
            and cast.tokens[at + 1 : at + 3]
            and _is_mine_said(cast.tokens[at + 1 : at + 4])
            and not _is_the_one_texting(cast, at)
            and cast.tokens[max(0, at - 1)] not in TELLING | SAYING
            and not _is_denied(cast, at)
        ):
            return Sort.SELF
        elif found := _said_otherwise(cast, at):
            return found
    return Sort.GROUP if not_me else None


def _is_mine_said(after: Sequence[str]) -> bool:
    """Whether "it's me" goes on with the condition or the need: "that has it", "with the pump"."""
    if list(after[:2]) == ["with", "the"]:
        return bool(_CONDITIONS.intersection(after[2:]))
    return tuple(after[:2]) in _OWN_SAID


def _said_otherwise(cast: Cast, at: int) -> Sort | None:
    """Read "my wife this is for" and "I'm her dad"."""
    if cast.tokens[at] in ("for", "behalf"):
        return _said_before(cast, at) or _named_formally(cast, at)
    if cast.tokens[at] == "its":
        return _needed_by(cast, at)
    return _relation(cast, at) if cast.tokens[at] in ("his", "her") else None


def _named_formally(cast: Cast, at: int) -> Sort | None:
    """Read "for Mr Osei upstairs"."""
    return Sort.ANOTHER if (*cast.tokens[at + 1 : at + 2], "")[0] in _TITLES else None


def _needed_by(cast: Cast, at: int) -> Sort | None:
    """Read "its my lad who needs this", "its him i need help with"."""
    for place in range(at + 1, min(at + 4, len(cast.tokens))):
        person = cast.at.get(place)
        if person is None:
            continue
        then, need = (*cast.tokens[person.end : person.end + 2], "", "")[:2]
        on_about = then in ("im", "i") and not _ON_ABOUT.isdisjoint(
            cast.tokens[person.end + 1 : person.end + 3]
        )
        if on_about and person.sort in (Sort.CHILD, Sort.ANOTHER):
            return person.sort
        if (then in ("who", "that", "as", "i", "we", "whos", "thats")) and need in _NEED:
            if person.sort is Sort.SELF:
                return None
            return Sort.CHILD if person.sort is Sort.CHILD else Sort.ANOTHER
        return None
    return None


def _said_for(cast: Cast, at: int) -> Sort | None:
    """Return who follows "for", where what stands before it asks."""
    tokens = cast.tokens
    before = tokens[at - 1] if at else STOP
    if before in _PREFERRING or one_for_each(tokens, at):
        return None
    after = at + 1
    if tokens[after : after + 1] == ["of"]:
        after += 1
        if tokens[at] == "behalf" and SELF.isdisjoint(tokens[after : after + 4]):
            named = (cast.at.get(place) for place in range(after, after + 4))
            child = any(person and person.sort is Sort.CHILD for person in named)
            return Sort.CHILD if child else Sort.ANOTHER
    while after < len(tokens) and tokens[after] in _MINE and after not in cast.at:
        after += 1
    person: Person | None = cast.at.get(after)
    asks = before not in _NOT_ASKING
    if _texts_for_another(cast, at, after):
        return Sort.ANOTHER
    if tokens[at] == "about" and before not in _ABOUT_ASKING:
        return None
    if person is None or not asks:
        return None
    if person.passing:
        return None
    if person.sort is Sort.SELF:
        return Sort.SELF if tokens[after] in SELF - {"i", "im", "ive", "id", "ill", "am"} else None
    if _is_denied(cast, at):
        return None
    if tokens[after] in HE_OR_SHE and not (
        tokens[after] in ("him", "her", "them") and (before in _ASKING or before in (STOP, PAUSE))
    ):
        return None
    if not person.firm and tokens[after] not in HE_OR_SHE and after == at + 1:
        return None
    if person.sort is Sort.SOMEBODY:
        return Sort.ANOTHER
    return person.sort if person.sort in (Sort.CHILD, Sort.ANOTHER) else None


def _texts_for_another(cast: Cast, at: int, after: int) -> bool:
    """Read "my carer asked me to text for her", "texting for my carer", "for someone"."""
    tokens = cast.tokens
    said, whom = tokens[cast.clause(at) : at], "".join(tokens[after : after + 1])
    texts = said[-1:] and (
        said[-1] in _TEXTING or (said[-1] in _IT and not _TEXTING.isdisjoint(said))
    )
    if not texts or not _ends(cast, after + 1):
        return False
    asked = "me" in said and not _SOMEBODY.isdisjoint(said)
    return whom in _SOMEBODY or (asked and whom in ("her", "him", "them"))


def _said_before(cast: Cast, at: int) -> Sort | None:
    """Read "it's my wife I'm asking for", "my partner this is for"."""
    after = cast.tokens[at + 1 : at + 2]
    if after and after[0] not in (STOP, PAUSE, "not", "and", "but"):
        return None
    first = max(cast.sentence(at), at - 7)
    linked = cast.tokens[at - 1] in _ASKING_NOW
    linked = linked or cast.tokens[cast.clause(at)] in ("its", "it")
    for place in range(at - 1, first - 1, -1):
        person = cast.at.get(place)
        if linked and person is not None and person.sort in (Sort.CHILD, Sort.ANOTHER):
            return None if _is_denied(cast, person.at) else person.sort
    return None


def _is_denied(cast: Cast, at: int) -> bool:
    """Whether a "not" stands before; the "no" of "no its for my lad" only answers."""
    first = max(cast.clause(at), at - 3)
    return any(
        token in _NOT and not (token == "no" and cast.tokens[place + 1] in _GOING_ON)
        for place, token in enumerate(cast.tokens[first:at], first)
    )


def _is_the_one_texting(cast: Cast, at: int) -> bool:
    """Whether "I'm the one" goes on with what somebody does, not has: "texting", "ringing"."""
    return any(token.endswith("ing") for token in cast.tokens[at + 3 : at + 4])


def _ends(cast: Cast, at: int) -> bool:
    return at >= len(cast.tokens) or cast.tokens[at] in _THEN


def _is_all(cast: Cast, at: int) -> bool:
    """Whether "for me" is the whole clause, "its" and the like aside."""
    first = cast.clause(at)
    return all(token in _ASKING | _NOT | _AGREEING for token in cast.tokens[first:at])


def _wants_for_oneself(cast: Cast, at: int) -> bool:
    """Read "i want the gym group for myself"; not "an hour for myself"."""
    said = cast.tokens[cast.clause(at) : at]
    mine = cast.tokens[at + 1 : at + 2] in (["myself"], ["meself"], ["masel"], ["mysel"])
    return mine and not _WANTED.isdisjoint(said) and not _GROUP.isdisjoint(said)


def _relation(cast: Cast, at: int) -> Sort | None:
    """Read "I'm her dad", "I am his big sister", "me: his mum"."""
    before = cast.tokens[max(0, at - 2) : at]
    me = before[:1] == ["me"] and before[-1] in (STOP, PAUSE)
    if not before or not (me or before[-1] in ("im", "am", "ahm", "as", "being")):
        return None
    for place in range(at + 1, min(at + 4, len(cast.tokens))):
        person = cast.at.get(place)
        if cast.tokens[place] in _OFFSPRING:
            return Sort.ANOTHER
        if person is None:
            continue
        raises = not _RAISING.isdisjoint(cast.tokens[place : person.end])
        return Sort.CHILD if raises else Sort.ANOTHER
    return None


_TEXTING = frozenset("text texting textin message messaging write writing asking enquiring".split())
_IT = frozenset("this it".split())
_SOMEBODY = frozenset("someone somebody carer".split())
"""Who is nobody of kin: whoever texts for a carer texts for another."""
_OFFSPRING = frozenset(
    "son daughter granddaughter grandson eldest youngest stepson stepdaughter niece nephew".split()
)
_WANTED = frozenset("want wanting after need looking wanted asking like".split())
_GROUP = frozenset("group groups support something anything one it somewhere".split())
_ON_ABOUT = frozenset("on about asking texting talking thinking worried meaning mean".split())
_ABOUT_ASKING = frozenset("asking texting writing its enquiring is thats more really".split())
_TITLES = frozenset("mr mrs miss ms".split())
_NEED = frozenset(
    "need needs want wants worry could would wants am im struggling struggles looking wanted "
    "needed asking ask".split()
)
_RAISING = frozenset(
    "mum mam mom mummy mammy mother ma dad da daddy father parent guardian nan nana nanna gran "
    "granny grandma grandmother grandad granda grandpa grandfather stepdad stepmum carer "
    "nain taid nanny".split()
)
