"""Options that are ranges, like "18 to 25" and "Up to 5 miles", and the numbers in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chatbot.understanding.denial.phrasebook import phrase_words
from chatbot.understanding.numbers.numberfollowers import after_number
from chatbot.understanding.numbers.numberframes import CALM, Beside
from chatbot.understanding.whom.ages import TENS, UNITS

MOST = 10_000
_UNDER = frozenset("under below younger".split())
_OVER = frozenset("over above older".split())
_UP = frozenset("over more older above plus up and".split())
_UNITS = {
    **dict.fromkeys("year years yr yrs".split(), "years"),
    **dict.fromkeys("month months mth mths".split(), "months"),
    **dict.fromkeys("mile miles mi".split(), "miles"),
    **dict.fromkeys("km kms kilometres".split(), "km"),
}
_DECADES = {f"{tens}s": tens for tens in range(20, 100, 10)} | {
    "teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fourties": 40, "fifties": 50,
    "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_SELF = frozenset("im am aged age turned turning".split())
_NEARLY = frozenset("nearly almost coming approaching".split())
_BESIDE = CALM | frozenset(
    "old years year yrs yr yo been for had it have about roughly around a max maximum or so "
    "more less is its only just unfortunately sadly now next last month months this young i "
    "and half quarters three too ago since with got diagnosed odd bit over under past at "
    "heart still not day today tomorrow soon counting miles mile tops most up to within can "
    "travel go drive".split()
)
"""Words that may stand around a number that is said for a range, and nothing else."""


class Band(NamedTuple):
    """From ``low`` up to and with ``high``, in a unit, "" for ages and what has none."""

    low: int
    high: int
    unit: str


def bands_of(labels: Sequence[str]) -> tuple[Band | None, ...]:
    """Return the range of each label that is one; none at all unless two are."""
    found = tuple(_band(phrase_words(label)) for label in labels)
    return found if sum(band is not None for band in found) > 1 else ()


def _band(words: Sequence[str]) -> Band | None:
    unit = next((_UNITS[word] for word in words if word in _UNITS), "")
    numbers = [(at, int(word[:4])) for at, word in enumerate(words) if word.isdecimal()]
    numbers = numbers or [(at, 1) for at, word in enumerate(words) if word == "a" and unit]
    if not numbers:
        return None
    at, number = numbers[0]
    before, after = words[:at], words[at + 1 : at + 3]
    if len(numbers) == 2 and after[:1] in (("to",), ("and",)):
        return Band(number, numbers[1][1], unit)
    if len(numbers) > 1:
        return None
    if not _UNDER.isdisjoint(before) or tuple(before[-2:]) == ("less", "than"):
        return Band(0, number - 1, unit)
    if tuple(before[-2:]) == ("up", "to"):
        return Band(0, number, unit)
    if not _OVER.isdisjoint(before) or tuple(before[-2:]) == ("more", "than"):
        return Band(number + 1, MOST, unit)
    return Band(number, MOST, unit) if after and after[-1] in _UP else None


def in_band(bands: Sequence[Band | None], tokens: Sequence[str], count: int) -> int | None:
    """Return the one range that a text names a number of: "im 34", "late fifties", "10 miles max".

    A number of the menu is not meant as one unless its unit or "im" says so.
    """
    for at, token in enumerate(tokens[:20] if bands else ()):
        decade = _DECADES.get(token)
        if decade is not None and _is_alone(tokens, at, at + 1):
            high = 19 if decade == 13 else decade + 9
            return _holding(bands, decade, high, "")
        number, end = _number_at(tokens, at)
        if number is None:
            continue
        unit = _UNITS.get(tokens[end], "") if end < len(tokens) else ""
        two = list(tokens[max(0, at - 2) : at])
        said = (at > 0 and two[-1] in _SELF) or two[:1] == ["im"] or two == ["age", "is"]
        before = tokens[max(0, at - 2) : at]
        number += (not _OVER.isdisjoint(before)) - (not (_NEARLY | _UNDER).isdisjoint(before))
        aged = unit == "years" and tokens[end + 1 : end + 2] == ["old"]
        if not said and not unit and 1 <= number <= count:
            return None
        if (said and not unit) or aged:
            return _holding(bands, number, number, "")
        first = CALM.issuperset(tokens[:at]) and after_number(tokens[end:]) is not Beside.TELLS
        if _is_alone(tokens, at, end) or (first and number > count and not unit):
            return _measured(bands, number, unit)
    return None


def _measured(bands: Sequence[Band | None], number: int, unit: str) -> int | None:
    units = {band.unit for band in bands if band}
    if unit == "months" and "months" not in units:
        number, unit = number // 12, "years"
    if unit in ("", "years") and units == {""}:
        return _holding(bands, number, number, "")
    return _holding(bands, number, number, unit or min(units))


def _holding(bands: Sequence[Band | None], low: int, high: int, unit: str) -> int | None:
    """Return the one range that holds both ends; the narrowest where they lie in each other."""
    fits = [
        (band.high - band.low, at)
        for at, band in enumerate(bands)
        if band and band.low <= low and high <= band.high and band.unit == unit
    ]
    return min(fits)[1] if fits else None


def _number_at(tokens: Sequence[str], at: int) -> tuple[int | None, int]:
    """Return the number at a word and where it ends: "34", "seventy nine"."""
    token = tokens[at]
    if token.isdecimal() and len(token) < 4:
        return int(token), at + 1
    if token in TENS:
        ones = UNITS.get(tokens[at + 1], 0) if at + 1 < len(tokens) else 0
        return (TENS[token] + ones, at + 2) if 0 < ones < 10 else (TENS[token], at + 1)
    if token in UNITS and token != "one":
        return UNITS[token], at + 1
    for ending in ("yo", "yrs", "yr", "y"):
        if token.endswith(ending) and token.removesuffix(ending).isdecimal():
            return int(token.removesuffix(ending)[:3]), at + 1
    return None, at + 1


def _is_alone(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether little else is said."""
    around = {*tokens[:start], *tokens[end:]}
    return around <= _BESIDE | _NEARLY | {
        ".",
        ",",
        "in",
        "my",
        "early",
        "mid",
        "late",
        "her",
        "his",
        "the",
    }
