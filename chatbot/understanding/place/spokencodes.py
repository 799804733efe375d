"""Postcode districts that are not simply typed: "LSI0", "S E fifteen", "b 29", "double u f one"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.gazetteer import Gazetteer, WordUse
from chatbot.places import Place
from chatbot.understanding.place.postcodes import AS_DIGIT, district
from chatbot.understanding.words.clauses import MARKS

MOST_WORDS = 8
TYPED_ON = 3
"""Digits of a district and the first of the inward half: LS65 may be a district of its own."""
FEW = 2
MOST_LETTERS = 3
FINGERS = 10
"""A single letter and a number up to this may be anything: "e 8"."""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_NUMBERS = {word: number for number, word in enumerate(_UNITS)} | {
    "zero": 0, "oh": 0, "o": 0, "i": 1, "l": 1,
}  # fmt: skip
_SAID = frozenset(_UNITS) | frozenset(_TENS) | {"zero"}
_LETTER_NAMES = dict(
    zip("bee see dee eff gee aitch haitch jay kay ell em en oh pee pea are ess tee tea you vee ex "
        "why zed".split(), "bcdfghhjklmnopprsttuvxyz", strict=True)
)  # fmt: skip
_AROUND = (WordUse.LEAD, WordUse.FILLER)
_LEADS_UP = frozenset("first bit part half starts begins starting outward district is".split())
"""Words before a district that is spelt out: "first bit is G forty one"."""
_OF_AGE = frozenset("im am aged age turning nearly almost just".split())
"""Words between letters and a number that make it somebody's age: "yo im 17"."""


def spoken_postcodes(
    gazetteer: Gazetteer, tokens: Sequence[str]
) -> Iterator[tuple[int, tuple[int, Place]]]:
    """Yield where such districts stand in an answer: a start, an end and the district.

    What is spelt out counts only as the whole answer, or with a name behind it.
    """
    if all(token.isalpha() or token in MARKS for token in tokens) and _SAID.isdisjoint(tokens):
        return
    for at, token in enumerate(tokens):
        if token.isalpha() or token.isdigit() or token in gazetteer.outcodes:
            continue
        if place := district(gazetteer, token) or _run_on(gazetteer, token):
            yield at, (at + 1, place)
    content = [
        at
        for at, token in enumerate(tokens)
        if token not in MARKS
        and (gazetteer.word_uses.get(token) not in _AROUND or _is_spelt_out(tokens, at))
    ]
    while content and tokens[content[0]] in _LEADS_UP:
        del content[0]
    if len(content) == 1 and content[0] and _is_southampton(tokens, content[0]):
        content.insert(0, content[0] - 1)
    if 2 <= len(content) <= MOST_WORDS:
        place, used = _spelt_out(gazetteer, [tokens[at] for at in content])
        if place and not {"of", *_OF_AGE} & set(tokens[content[0] : content[used - 1]]):
            yield content[0], (content[used - 1] + 1, place)


def _run_on(gazetteer: Gazetteer, token: str) -> Place | None:
    """Return the district that the inward half's beginning was typed to: "dn155", "ls62a"."""
    digits = sum(map(str.isdigit, token))
    if digits < (TYPED_ON if token[-1].isdigit() else TYPED_ON - 1):
        return None
    outward = token[:-1] if token[-1].isdigit() else token[:-2]
    return gazetteer.outcodes.get(outward) if token[len(outward)].isdigit() else None


def is_number(token: str) -> bool:
    """Whether a word says a number that a district may have: "12", "twelve", "o"."""
    return token.isdigit() or token in _NUMBERS or token in _TENS


def _is_southampton(tokens: Sequence[str], at: int) -> bool:
    """Whether "so" is the SO of "SO 16", though else it is a word like "please"."""
    return tokens[at - 1] == "so" and tokens[at].isdigit()


def _is_spelt_out(tokens: Sequence[str], at: int) -> bool:
    """Whether a single letter is one of several, as in "l a 1", or stands for 1, as in "SE I 5"."""
    if not at:
        return False
    before = tokens[at - 1]
    if tokens[at] in _LETTER_NAMES and before in _LETTER_NAMES:
        return any(is_number(token) for token in tokens[at + 1 : at + MOST_LETTERS])
    if len(tokens[at]) != 1:
        return False
    if before == "double":
        return True
    if not before.isalpha() or len(before) > (2 if tokens[at] in AS_DIGIT else 1):
        return False
    return any(is_number(token) for token in tokens[at + 1 : at + MOST_WORDS])


def _spelt_out(gazetteer: Gazetteer, said: list[str]) -> tuple[Place | None, int]:
    """Return the district that words spell out, and how many of them it takes."""
    taken = 0
    if said[:2] == ["double", "u"]:
        said, taken = ["w", *said[2:]], 1
    letters = [_LETTER_NAMES.get(said[0], said[0])]
    second = _LETTER_NAMES.get(said[1], said[1]) if len(said) > 2 else ""
    if len(letters[0]) == 1 and len(second) == 1 and second.isalpha():
        letters.append(second)
    area, rest = "".join(letters), said[len(letters) :]
    if not rest:
        return None, 0
    number, used = _number(rest)
    spelt = len(letters) == 2 or (len(area) == 1 and number > FINGERS)
    spelt = spelt or (len(area) == 2 and area in gazetteer.areas and area not in gazetteer.common)
    if area.isalpha() and len(area) <= 2 and used and (spelt or _is_inward(rest[used:])):
        place = gazetteer.outcodes.get(f"{area}{number}")
        if place:
            return place, taken + len(letters) + used
    is_numbers = area.isdecimal() and rest[0].isdecimal()
    if len(said) == 2 and not is_numbers and _has_digit(rest[0]) and area not in gazetteer.common:
        # "BNl 6" is BN1 with the first digit of what follows, "S0 16" is SO16, "E I5" is E15.
        return district(gazetteer, area) or district(gazetteer, "".join(said)), taken + 2
    return None, 0


def _has_digit(token: str) -> bool:
    return token.isdigit() or (len(token) == FEW and token[0] in AS_DIGIT and token[1].isdigit())


def _number(words: Sequence[str]) -> tuple[int, int]:
    """Return the number that words begin with, and how many words it takes (0: there is none)."""
    digits = 0
    while digits < len(words) and len(words[digits]) == 1 and words[digits].isdecimal():
        digits += 1
    if digits > 1:
        inward = len(words) == digits + 2 and all(len(word) == 1 for word in words[digits:])
        ends = digits == len(words) or len(words[digits]) > 1
        outward = digits - 1 if inward else digits if ends else 0
        if 1 <= outward <= 2:
            return int("".join(words[:outward])), outward
    first = words[0]
    if first.isdecimal() and len(first) <= 2:
        return int(first), 1
    if first in _TENS:
        ten = 20 + 10 * _TENS.index(first)
        unit = _NUMBERS.get(words[1], 0) if len(words) > 1 else 0
        return (ten + unit, 2) if 0 < unit < 10 else (ten, 1)
    return (_NUMBERS[first], 1) if first in _NUMBERS else (0, 0)


def _is_inward(words: Sequence[str]) -> bool:
    """Whether nothing is left, or what may be the inward half: "five r p", "5", "5rp"."""
    if not words:
        return True
    number = words[0][:1].isdigit() or words[0] in _NUMBERS
    return number and len(words) <= 3 and all(len(word) == 1 for word in words[1:])
