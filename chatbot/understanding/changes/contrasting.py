"""Whom a text puts in place of who was named before: "not me, my daughter", "im her nan".

Only what is said of nobody else is a contrast: a person stands beside "its", "for" or "not", with
hardly a word between, and nothing is told of them ("my wife reckons ...").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.ages import ADULT
from chatbot.understanding.whom.peoplewords import OWN, Sort
from chatbot.understanding.whom.subjects import Subjects
from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import PAUSE, STOP

_NOT = frozenset("not no nae isnt ay aint isny isnae wasnt never nor wurnt arent amnt".split())
_AFTER_NO = frozenset("its it im i thats he she hes shes this we make put sorry wait".split())
_BETWEEN = frozenset(
    "for fur fir 4 my ma me mi our wor oor the a an of it is its be own actually about really "
    "just all meant old wee little young youngest eldest best late this that been supposed asking "
    "texting doing wee lil dear poor".split()
)
"""Words between a "not" or an "its" and whom it is."""
_ANCHORS = frozenset(
    "its it is for fur fir 4 thats this im i am about meant ment mean hes shes he she "
    "be ahm ime asking behalf".split()
)
_FRAME = (
    _BETWEEN
    | _ANCHORS
    | POLITE
    | frozenset(
        "no nah naw nope wait oops actually should shoulda shouldve have of been say and but n aye "
        "yes yeah och ach ah aa ha on said looking needs need his her their with "
        "diabetes who has got "
        "person patient wrong as or instead were".split()
    )
)
_FOLLOWS = POLITE | frozenset(
    "not no nae nor who whos that thats wot what as with he she hes shes i aged but and its it im "
    "instead now really ive is ay aint though tho cos only himself herself isnt".split()
)
_PRESSED = frozenset(
    "said say put pressed clicked ticked chose picked hit tapped says typed "
    "selected answered".split()
)
_MISTAKEN = frozenset("wrong mistake error rong wrang incorrect".split())
_PEOPLE = frozenset((Sort.CHILD, Sort.ANOTHER, Sort.PARENT))
_WHO_HAS = frozenset("one patient diabetic type".split())
_SELVES = frozenset("myself meself masel mesel mysel maself mysen".split())
_SHOULD_HAVE = frozenset("have of shoulda shouldve a meant".split())
_IM = frozenset("im am ahm ime".split())
_RAISED = frozenset("his her their hers".split())
_GROWN_FAMILY = frozenset(
    "wife husband hubby missus missis fiance fiancee partner son daughter kid child wean bairn "
    "grandson granddaughter".split()
)
_COUNTED = frozenset(
    "weeks wks units stone miles mins minutes months days hours percent st".split()
)
_AGE_AFTER = frozenset("im am ahm ime i'm actually only turned just really".split())


class _Mention(NamedTuple):
    start: int
    end: int
    sort: Sort
    word: str


class Contrast(NamedTuple):
    """What a text puts right: the option meant, if it is told, and those that are not."""

    meant: str = ""
    ruled_out: frozenset[str] = frozenset()


def whom_instead(subjects: Subjects, tokens: Sequence[str], kept: str) -> Contrast:
    """Return whom a text means instead of the option ``kept``, and whom it does not."""
    whom = subjects.whom
    mentions = _of_whom(list(_mentions(subjects, tokens)))
    denied = {each.sort for at, each in enumerate(mentions) if _is_denied(tokens, mentions, at)}
    told = [each for at, each in enumerate(mentions) if _is_told(tokens, mentions, at)]
    if told:
        pressed = {each.sort for each in mentions if _was_pressed(tokens, each)}
        denied |= pressed - {told[-1].sort}
    meant = {each.sort for each in told} - denied
    values = {
        Sort.CHILD: (whom.child,),
        Sort.ANOTHER: (whom.another,),
        Sort.SELF: (whom.adult, whom.young),
    }
    ruled_out = frozenset(value for sort in denied for value in values[sort])
    if len(meant) != 1:
        return Contrast("", ruled_out)
    sort = meant.pop()
    if kept in values[sort]:
        return Contrast("", ruled_out)
    if sort is not Sort.SELF:
        return Contrast(values[sort][0], ruled_out)
    grown = kept == whom.child or any(each.word in _GROWN_FAMILY for each in mentions)
    return Contrast(whom.adult if grown else "", ruled_out | {kept})


def _mentions(subjects: Subjects, tokens: Sequence[str]) -> Iterator[_Mention]:
    """Yield everybody who is named, and who texts."""
    people = {hit.start: hit for hit in subjects.book.find(tokens) if hit.value in _PEOPLE}
    for at, token in enumerate(tokens):
        hit = people.get(at)
        if hit is not None:
            sort = _sort_of(tokens, hit.start, Sort(hit.value))
            if sort is not None:
                yield _Mention(hit.start, hit.end, sort, tokens[hit.end - 1])
        elif _word(tokens, at + 1) == "else" and token in ("someone", "somebody"):
            yield _Mention(at, at + 2, Sort.ANOTHER, "else")
        elif token in _SELVES or (token == "me" and _is_me(people, tokens, at)):
            yield _Mention(at, at + 1, Sort.SELF, token)
        elif token in ("the", "a") and _word(tokens, at + 1) in _WHO_HAS:
            if _word(tokens, at - 1) in _IM:
                yield _Mention(at - 1, at + 2, Sort.SELF, "the")
            elif _word(tokens, at - 2) in _IM and _word(tokens, at - 1) in _NOT:
                yield _Mention(at, at + 2, Sort.SELF, "the")


def _word(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else ""


def _is_me(people: Mapping[int, Hit], tokens: Sequence[str], at: int) -> bool:
    """Whether "me" is who texts, and not "my": "me wee lad"."""
    described = at + 2 in people and tokens[at + 1] not in OWN and tokens[at + 1] not in _NOT
    return at + 1 not in people and not described


def _sort_of(tokens: Sequence[str], at: int, sort: Sort) -> Sort | None:
    """Return whom a word for somebody means: "my mum" is another, "im her mum" is a parent."""
    before = tokens[at - 1] if at else ""
    if before in ("a", "an") and _word(tokens, at - 2) in _IM:
        return None
    if sort is not Sort.PARENT:
        return sort
    if before in _RAISED:
        return Sort.CHILD if _word(tokens, at - 2) in _IM else None
    return Sort.ANOTHER if before in OWN or before == "the" else None


def _of_whom(mentions: Sequence[_Mention]) -> list[_Mention]:
    """Read two that stand together as one: "my mates lad" is somebody else's."""
    found: list[_Mention] = []
    for each in mentions:
        last = found[-1] if found else None
        if last and last.end == each.start and last.word.endswith("s"):
            found[-1] = _Mention(last.start, each.end, Sort.ANOTHER, each.word)
        else:
            found.append(each)
    return found


def _is_denied(tokens: Sequence[str], mentions: Sequence[_Mention], number: int) -> bool:
    """Whether it is said not to be them: "not for me", "sister was a mistake"."""
    each = mentions[number]
    after = [token for token in tokens[each.end : each.end + 4] if token not in ("is", "was", "a")]
    if after and after[0] in _MISTAKEN:
        return True
    at, first = each.start - 1, mentions[number - 1].end if number else 0
    while at >= first and tokens[at] in _BETWEEN:
        at -= 1
    if at < first:
        return False
    if tokens[at] in ("no", "nae") and tokens[at + 1] in _AFTER_NO:
        return False
    return tokens[at] in _NOT


def _was_pressed(tokens: Sequence[str], each: _Mention) -> bool:
    """Whether it is only what was answered before: "i said someone else but ..."."""
    return not _PRESSED.isdisjoint(tokens[max(0, each.start - 4) : each.start])


def _is_told(tokens: Sequence[str], mentions: Sequence[_Mention], number: int) -> bool:
    """Whether it is said to be them: "its for the missis", "its me that has it"."""
    each = mentions[number]
    if _is_denied(tokens, mentions, number):
        return False
    after = _word(tokens, each.end) or STOP
    if not (after in (STOP, PAUSE) or after in _FOLLOWS or after.isdecimal()):
        return False
    last = mentions[number - 1] if number else None
    contrast = last is not None and _is_denied(tokens, mentions, number - 1)
    at, anchored = each.start - 1, each.sort is Sort.SELF and each.end - each.start > 1
    first = last.end if last else 0
    while at >= first and tokens[at] not in (STOP, PAUSE):
        if tokens[at] in _PRESSED and tokens[at] != "said":
            return False
        if tokens[at] not in _FRAME:
            return anchored and tokens[at + 1] in _ANCHORS and not _who_else(tokens, at)
        should_have = tokens[at] == "said" and _word(tokens, at - 1) in _SHOULD_HAVE
        anchored = anchored or should_have or tokens[at] in _ANCHORS
        at -= 1
    return anchored or contrast


def _who_else(tokens: Sequence[str], at: int) -> bool:
    """Whether the word before "for my dad" tells what is done for them: "cooking for my dad"."""
    return tokens[at + 1] in ("for", "fur", "fir", "4", "about", "he", "she", "is", "be")


def tells_of_a_slip(tokens: Sequence[str]) -> bool:
    """Whether the text tells of what should have been said, or was pressed."""
    return not {"should", "mean", "meant", "really"}.isdisjoint(tokens) or not (
        _PRESSED | _MISTAKEN
    ).isdisjoint(tokens)


def own_age(tokens: Sequence[str]) -> int | None:
    """Return the age that who texts tells: "im actually 19", "nah im 16 not 18"."""
    for at in range(1, len(tokens)):
        token = tokens[at]
        if not (token.isdecimal() and len(token) == 2 and tokens[at - 1] in _AGE_AFTER):
            continue
        self_told = not (_IM | {"i"}).isdisjoint(tokens[max(0, at - 3) : at])
        if self_told and _word(tokens, at + 1) not in _COUNTED:
            return int(token)
    return None


def by_age(subjects: Subjects, years: int, kept: str) -> str:
    """Return the option for who texts where their age says otherwise than what is kept."""
    whom = subjects.whom
    if kept == whom.young and years >= ADULT:
        return whom.adult
    return whom.young if kept == whom.adult and years < ADULT else ""
