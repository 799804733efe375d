"""The parts of an answer in numbers: a number, a place in the list, what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from rapidfuzz.distance import OSA

from chatbot.understanding.numberwords import (
    ALL,
    CHANGED,
    EXCEPTING,
    FILLERS,
    FROM,
    LAST,
    MIDDLE,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    ORDINALS,
    TOP,
)

_GLUED = re.compile(r"(\d{1,2})(?:n|an|and|or|nd|x)(\d{1,2})(?:(?:n|an|and|or|x)(\d{1,2}))?")
_DRESSED = re.compile(
    r"(?:option|opt|no|num|number|nr|choice|answer|o|q|n)?0?(\d{1,2})"
    r"(?:pls|plz|please|thx|thanks|ta|ty|th|xx?x?|ok|then|tho|one|is)?"
)


class Sign(StrEnum):
    """What stands between numbers and bears on them."""

    CHANGE = "change"
    EXCEPT = "except"
    ALL = "all"
    TO = "to"
    OR = "or"


Found = tuple[int, Sequence[int | Sign]]


def by_place(plain: Sequence[str], at: int, count: int, *, several: bool) -> Found | None:
    """Read "second", "last but one", "2nd from the bottom", "the first two", "middle one"."""
    token = plain[at]
    after = list(plain[at + 1 : at + 5])
    if found := _by_phrase(token, after, count):
        return found
    number = _ordinal(token)
    if token[:1] == "t" and (told := _ordinal(token[1:])) is not None:
        number = told
    if number is None and len(token) > 3 and _one_slip(token, "middle"):
        token = "middle"
    if number is None and token not in LAST | TOP | MIDDLE and token != "next":
        return None
    if token == "second" and (at and plain[at - 1] in ("a", "one", "half")):
        return None
    taken = _from_the_end(after)
    if token == "next" or (taken and (number or token in TOP)):
        if not taken:
            return None
        return 1 + taken, (count - (2 if token == "next" else number or 1) + 1,)
    few = _small(after[:1])
    if several and few and 1 < few <= count and (token in LAST or token in TOP):
        chosen = range(1, few + 1) if token in TOP else range(count - few + 1, count + 1)
        return 2, tuple(chosen)
    if token in MIDDLE:
        number = (count + 1) // 2 if count % 2 else 0
    elif token in LAST:
        number = count
    elif token in TOP:
        number = 1
    return (_to_the_end(after), (number,)) if number else None


def _by_phrase(token: str, after: Sequence[str], count: int) -> Found | None:
    """Read what takes several words: "last but two", "the one before last", "first of the two"."""
    if (
        token in LAST
        and after[:1]
        and after[0] in ("but", "bar")
        and after[1:2] in (["one"], ["1"])
    ):
        return 3, (count - 1,)
    if token in ("one", "1") and after[:1] and after[0] in ("from", "off", "above", "before", "up"):
        taken = _from_the_end(after) or (after[0] == "above" and 1 + _from_the_end(after[1:]))
        return (1 + taken, (count - 1,)) if taken else None
    if token == "last" and after[:1] == ["but"] and (few := _small(after[1:2])):
        return 3, (count - few,)
    if token == "penultimate":
        return 1, (count - 1,)
    if token == "before" and (taken := _from_the_end(after)):
        return 1 + taken, (count - 1,)
    if count == 2 and token in ("former", "latter"):
        return 1, (1 if token == "former" else 2,)
    if count == 2 and token in ("first", "second") and after[:3] == ["of", "the", "two"]:
        return 4, (1 if token == "first" else 2,)
    if token == "at" and after[:1] and (after[0] == "the" or after[0] in ("bottom", "top", "end")):
        return 1, ()
    return None


def _to_the_end(after: Sequence[str]) -> int:
    """Return how many words belong to a place: "2nd one down", "third from the top"."""
    end = 2 if after[:1] and after[0] in ("1", "one", "yin", "wan", "wun", "ones") else 1
    if after[end - 1 : end] == ["down"]:
        end += 1
    elif after[end - 1 : end + 1] == ["from", "top"]:
        end += 2
    if after[end - 1 : end + 2] == ["from", "the", "top"]:
        end += 3
    if after[end - 1 : end + 1] == ["of", "the"] and after[end + 1 : end + 2] in (
        ["list"], ["menu"], ["page"], ["lot"],
    ):  # fmt: skip
        end += 3
    return end


def _from_the_end(after: Sequence[str]) -> int:
    """Return how many words say "from the bottom", "to last", "before the end"; 0 when none do."""
    at = 0
    while at < len(after) and (after[at] in FROM or after[at] in ("the", "da", "very")):
        at += 1
    return at + 1 if at < len(after) and after[at] in LAST else 0


def _ordinal(token: str) -> int | None:
    if token in ORDINALS:
        return ORDINALS[token]
    if len(token) > 3 and token.isalpha():
        near = [word for word in ORDINAL_WORDS if _one_slip(token, word)]
        return ORDINALS[near[0]] if len(near) == 1 else None
    return None


def _one_slip(token: str, word: str) -> bool:
    return (
        token[0] == word[0]
        and abs(len(token) - len(word)) < 2
        and token not in FILLERS
        and OSA.distance(token, word, score_cutoff=1) == 1
    )


def _small(token: Sequence[str]) -> int:
    if not token:
        return 0
    if token[0] in ("couple", "pair"):
        return 2
    return int(token[0][:2]) if token[0].isdecimal() else NUMBER_WORDS.get(token[0], 0)


def by_number(plain: Sequence[str], at: int, count: int, *, several: bool) -> Found | None:
    """Read "2", "option2pls", "three", "2n4" at a word: how many words, and the numbers."""
    token = plain[at]
    if token.isdecimal():
        return 1, tuple(_split(token, count) if several else [int(token[:6])])
    if token in NUMBER_WORDS:
        pointed = bool(at) and plain[at - 1] in ("the", "that", "this", "da", "each", "every")
        pointed = pointed or plain[at + 1 : at + 2] in (["in"], ["at"], ["on"])
        others = any(is_number(each) for each in plain if each != "one")
        return 1, () if token == "one" and pointed and others else (NUMBER_WORDS[token],)
    if any(mark.isdigit() for mark in token) and token.isascii():
        if glued := _GLUED.fullmatch(token):
            return 1, tuple(int(part) for part in glued.groups() if part)
        if dressed := _DRESSED.fullmatch(token):
            return 1, (int(dressed[1]),)
        return None
    if len(token) > 3 and token not in FILLERS:
        near = [word for word in NUMBER_WORDS if len(word) > 2 and _one_slip(token, word)]
        near = [word for word in near if len(token) > 4 or len(word) != len(token)
                or sorted(word) == sorted(token)]  # fmt: skip
        return (1, (NUMBER_WORDS[near[0]],)) if len(near) == 1 else None
    return None


def is_number(token: str) -> bool:
    """Whether a word may be a number or a place in a list."""
    return (
        any(mark.isdigit() for mark in token)
        or token in NUMBER_WORDS
        or _ordinal(token) is not None
        or token in LAST | TOP | MIDDLE
    )


def sign_at(plain: Sequence[str], at: int) -> Found | None:
    """Read what bears on the numbers beside it: "except", "all", "to", "no wait"."""
    token = plain[at]
    if token == "apart" and plain[at + 1 : at + 2] == ["from"]:
        return 2, (Sign.EXCEPT,)
    if token == "other" and plain[at + 1 : at + 2] == ["than"]:
        return 2, (Sign.EXCEPT,)
    if token in ("to", "til", "till", "through", "thru") and 0 < at < len(plain) - 1:
        return 1, (Sign.TO,)
    if token == "or":
        return 1, (Sign.OR,)
    if token == "no" and not any(is_number(each) for each in plain[:at]):
        return 1, ()
    if token in EXCEPTING:
        return 1, (Sign.EXCEPT,)
    if token in ALL:
        return 1, (Sign.ALL,)
    if token in CHANGED:
        return 1, (Sign.CHANGE,)
    return None


def _split(token: str, count: int) -> Iterator[int]:
    """Yield the numbers in digits run together: "13" is 1 and 3 when there is no thirteenth."""
    number = int(token[:6])
    singles = [int(digit) for digit in token[:9]]
    runs_together = 1 < len(token) <= count < 10 and len(set(singles)) == len(singles)
    if number > count and runs_together and all(1 <= digit <= count for digit in singles):
        yield from singles
    else:
        yield number
