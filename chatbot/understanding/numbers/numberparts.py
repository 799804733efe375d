"""The parts of an answer in numbers: a number, a place in the list, what stands between them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from enum import StrEnum
from typing import NamedTuple

from chatbot.understanding.denial.denying import NEGATORS
from chatbot.understanding.denial.excepting import BUT_FOR, is_ruled_out
from chatbot.understanding.numbers.numberplaces import HEADS, WHERE, place_at
from chatbot.understanding.numbers.numberspelling import NUMBERS_BY, may_count, one_slip
from chatbot.understanding.numbers.numberwords import (
    CHANGED,
    EXCEPTING,
    FILLERS,
    HOMOPHONES,
    LEADS,
    NUMBER_WORDS,
)
from chatbot.understanding.words.tokens import PAUSE, STOP

_GLUED = re.compile(r"(\d{1,2})(?:n|an|and|or|nd|x|plus)(\d{1,2})(?:(?:n|an|and|or|x)(\d{1,2}))?")
_RANGE = re.compile(r"(\d{1,2})(?:to|til|till|thru|through)(\d{1,2})")
_DRESSED = re.compile(
    r"(?:option|opt|no|num|number|nr|choice|answer|ans|o|q|n)?0?(\d{1,2})"
    r"(?:pls|plz|please|thx|thanks|ta|ty|th|xx?x?|ok|then|tho|one|is|ish|lol|innit)?"
)
_GIVEN = re.compile(r"<(-?)(\d+)>")
EVERY = frozenset(
    "all aw everything everyfink evrything everythin every everyone each any anything "
    "anyfink anyhow anywhere anytime anyday both lot".split()
)
_REST = frozenset("rest others remaining remainder".split())
_OF_ALL = frozenset(
    "of o ov ae the these those them em it that this list there on off in above rest one "
    "ones day days time times option options single thing things else others lot at evry".split()
)
"""Words that may go on after "all", "every", "any": "every single one on there"."""
_ANY, _OF_NONE = frozenset(("any", "all")), frozenset("more longer kind kinds sort sorts".split())
"""Words of which nothing is chosen, after an "any": "no calls of any kind", "not any more"."""
_STEPPED_OVER = frozenset("right only same wee other very new next".split())
_POINTING = frozenset("the that this which any no every each another da de".split())
_OTHER = frozenset(("other", "else", "remaining"))


_HEARD = (
    EVERY
    | _REST
    | _OTHER
    | EXCEPTING
    | CHANGED
    | HOMOPHONES.keys()
    | HEADS
    | WHERE
    | frozenset("apart aside as tell hang or til till through thru until forget drop".split())
)
"""Words at which a part may begin that is no number."""


class Sign(StrEnum):
    """What stands between numbers and bears on them."""

    CHANGE = "change"
    EXCEPT = "except"
    ALL = "all"
    REST = "rest"
    TO = "to"
    OR = "or"
    TURN = "turn"


class How(StrEnum):
    """How a part is said: a number ("2"), a whole place ("the second one"), a bare one
    ("second"), the word "one", a word that only sounds like a number, the words of an option
    ("<2>", or "<-2>" where they are ruled out), or a sign."""

    NUMBER = "number"
    PLACE = "place"
    BARE = "bare"
    ONE = "one"
    SOUND = "sound"
    GIVEN = "given"
    SIGN = "sign"


class Part(NamedTuple):
    """What was found at ``start:end`` of the tokens."""

    start: int
    end: int
    how: How
    numbers: tuple[int, ...] = ()
    sign: Sign | None = None
    out: bool = False


def given(number: int, *, denied: bool = False) -> str:
    """Return the token that stands for the words of an option."""
    return f"<{'-' if denied else ''}{number}>"


def parts_of(
    tokens: Sequence[str], count: int, *, several: bool, taken: Container[str] = frozenset()
) -> list[Part]:
    """Return every number, place and sign in order. ``taken`` words are an option's own."""
    found: list[Part] = []
    at = 0
    while at < len(tokens):
        part = None
        heard = tokens[at] in _HEARD or may_count(tokens[at])
        if heard and tokens[at] not in (STOP, PAUSE) and not _is_pronoun(tokens, at):
            part = _part_at(tokens, at, count, several=several)
        if part and part.how is How.SOUND and tokens[at] in taken:
            part = None
        if part is None:
            at += 1
            continue
        found.append(part)
        at = part.end
    return found


def _part_at(tokens: Sequence[str], at: int, count: int, *, several: bool) -> Part | None:
    token = tokens[at]
    if token.startswith("<") and (told := _GIVEN.fullmatch(token)):
        return Part(at, at + 1, How.GIVEN, (int(told[2]),), out=bool(told[1]))
    if place := place_at(tokens, at, count, several=several):
        return Part(at, place.end, How.PLACE if place.whole else How.BARE, place.numbers)
    if (ending := _range_at(tokens, at)) and several:
        return Part(at, at + 1, How.NUMBER, tuple(range(ending[0], min(ending[1], count) + 1)))
    if numbers := numbers_at(token, count, several=several):
        return Part(at, at + 1, How.ONE if token == "one" else How.NUMBER, numbers)
    if sign := _sign_at(tokens, at, count):
        return sign
    if token in HOMOPHONES:
        return Part(at, at + 1, How.SOUND, (HOMOPHONES[token],))
    return None


def _is_pronoun(tokens: Sequence[str], at: int) -> bool:
    """Whether "one" stands for something said before and is no number: "the quiet one"."""
    if tokens[at] not in NUMBER_WORDS:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if not at:
        return tokens[at] == "one" and after in ("of", "or")
    pointed = tokens[at - 1] in _POINTING or (
        at > 1
        and tokens[at - 2] in _POINTING
        and tokens[at] == "one"
        and tokens[at - 1] in _STEPPED_OVER
    )
    led = pointed and place_at(tokens, at, 99, several=False) is None
    if tokens[at] == "one":
        return led or after in ("of", "or", "another")
    return led and after not in ("", STOP, PAUSE)


def _range_at(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    found = _RANGE.fullmatch(tokens[at]) if tokens[at][:1].isdigit() else None
    if not found or int(found[1]) >= int(found[2]):
        return None
    return int(found[1]), int(found[2])


def numbers_at(token: str, count: int, *, several: bool) -> tuple[int, ...]:
    """Read "2", "option2pls", "three", "thre", "2n4"; nothing when a word is no number."""
    if token in LEADS:
        return ()
    if token.isdecimal():
        return _split(token, count, several=several)
    if token in NUMBER_WORDS:
        return (NUMBER_WORDS[token],)
    if any(mark.isdigit() for mark in token):
        if not token.isascii():
            return ()
        if glued := _GLUED.fullmatch(token):
            return tuple(int(part) for part in glued.groups() if part)
        if dressed := _DRESSED.fullmatch(token):
            return (int(dressed[1]),)
        return ()
    if len(token) > 3 and token not in FILLERS and token not in HOMOPHONES:
        near = [number for word, number in NUMBERS_BY.get(token[0], ()) if one_slip(token, word)]
        return tuple(near) if len(near) == 1 else ()
    return ()


def _split(token: str, count: int, *, several: bool) -> tuple[int, ...]:
    """Return digits run together: "13" is 1 and 3 when there is no thirteenth, "333" is 3."""
    number = int(token[:6])
    singles = [int(digit) for digit in token[:9]]
    if number <= count or len(token) == 1 or not all(1 <= one <= count for one in singles):
        return (number,)
    if len(token) > 2 and len(set(singles)) == 1:
        return (singles[0],)
    together = len(token) <= count < 10 and len(set(singles)) == len(singles)
    return tuple(singles) if several and together else (number,)


def _sign_at(tokens: Sequence[str], at: int, count: int) -> Part | None:
    """Read what bears on the numbers beside it: "except", "all", "to", "no wait"."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else STOP
    if (token, after) in (("apart", "from"), ("other", "than"), ("aside", "from")):
        return Part(at, at + 2, How.SIGN, sign=_excepting(tokens, at))
    if (token, after) in (("as", "in"), ("tell", "lie"), ("hang", "on")):
        return Part(at, at + 2, How.SIGN, sign=Sign.CHANGE)
    if token in ("to", "til", "till", "through", "thru", "until") and at:
        end = at + 2 if token != "to" and after == "to" else at + 1
        ranges = numbers_at(tokens[at - 1], count, several=False) or tokens[at - 1].startswith("<")
        if ranges and end < len(tokens) and _may_end(tokens, end, count):
            return Part(at, end, How.SIGN, sign=Sign.TO)
    if token == "or":
        return Part(at, at + 1, How.SIGN, sign=Sign.OR)
    if (every := _every_at(tokens, at, count)) is not None:
        return every
    if token == "no" and (numbers_at(after, count, several=False) or after in HOMOPHONES):
        return None
    if token in ("scrap", "scratch", "forget", "drop") and numbers_at(after, count, several=False):
        return Part(at, at + 1, How.SIGN, sign=Sign.EXCEPT)
    if token in EXCEPTING:
        if token in BUT_FOR and _excepting(tokens, at) is Sign.TURN:
            return Part(at, at + 1, How.SIGN, sign=Sign.TURN)
        sign = Sign.TURN if token == "but" and not _after_all(tokens, at) else Sign.EXCEPT
        return Part(at, at + 1, How.SIGN, sign=sign)
    if token in CHANGED and not _confirms(tokens, at):
        return Part(at, at + 1, How.SIGN, sign=Sign.CHANGE)
    return None


def _excepting(tokens: Sequence[str], at: int) -> Sign:
    """Return what an "apart from" does: after "I cannot do anything" the rest is what is meant."""
    return Sign.TURN if is_ruled_out(tokens, at, NEGATORS) else Sign.EXCEPT


def _confirms(tokens: Sequence[str], at: int) -> bool:
    """Whether "no" or "i mean" ends what was said before: "taxi no", "football i mean"."""
    if tokens[at] == "no":
        return bool(at) and tokens[at - 1].startswith("<-")
    ends = at + 1 == len(tokens) or tokens[at + 1] == STOP
    return tokens[at] in ("mean", "meant", "actually", "rather") and ends


def _may_end(tokens: Sequence[str], at: int, count: int) -> bool:
    """Whether a range may end here: "1 to 3", "2 to number 4", "mon to the last"."""
    while at < len(tokens) - 1 and (tokens[at] in ("the", "and") or tokens[at] in LEADS):
        at += 1
    return (
        tokens[at].startswith("<")
        or bool(numbers_at(tokens[at], count, several=False))
        or place_at(tokens, at, count, several=False) is not None
    )


def _every_at(tokens: Sequence[str], at: int, count: int) -> Part | None:
    """Read "all of them", "every single one", "anything", "the rest", "the other two"."""
    token = tokens[at]
    if token in _REST or (token in _OTHER and at + 1 < len(tokens) and _is_two(tokens[at + 1])):
        end = _past(tokens, at + (1 if token in _REST else 2))
        if tokens[end : end + 1] in (["no"], ["not"]):
            return None
        return Part(at, end, How.SIGN, sign=Sign.REST)
    if token not in EVERY or (token == "lot" and tokens[at - 1 : at] not in (["the"], ["whole"])):
        return None
    if token in _ANY and "".join(tokens[at + 1 : at + 2]) in _OF_NONE:
        return None
    end = _past(tokens, at + 1)
    if tokens[end : end + 1] and numbers_at(tokens[end], count, several=False) == (count,):
        end = _past(tokens, end + 1)
    said = tokens[at:end]
    rest = "else" in said or "rest" in said or "others" in said
    return Part(at, end, How.SIGN, sign=Sign.REST if rest else Sign.ALL)


def _past(tokens: Sequence[str], at: int) -> int:
    while at < len(tokens) and tokens[at] in _OF_ALL:
        at += 1
    return at


def _is_two(token: str) -> bool:
    return token in NUMBER_WORDS or (token.isdecimal() and len(token) == 1) or token == "ones"


def _after_all(tokens: Sequence[str], at: int) -> bool:
    """Whether "all" or the like stands before "but": "everything on there but", "any day but"."""
    before = tokens[max(0, at - 5) : at]
    return not EVERY.isdisjoint(before)
