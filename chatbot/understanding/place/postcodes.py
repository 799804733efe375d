"""Postcodes in a text: the outward half is read, the inward half is dropped at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from chatbot.gazetteer import Gazetteer
from chatbot.places import Place
from chatbot.understanding.words.tokens import normalise

# Every repeat is bounded, so that no text makes these slow. The letters C, I, K, M, O and V stand
# in no inward half, which keeps "7pm" and "6km" out.
_INWARD = r"([0-9oil] ?[abd-hjlnp-uw-z]{2})(?![^\W_])"
_FULL = re.compile(r"(?<![^\W_])([a-z]{1,2}) ?([0-9oil][0-9a-z]?)[\s.,\-]{0,3}" + _INWARD)
_SLIPPED = re.compile(r"(?<![^\W_])([0-9][a-z]|[a-z][01])([0-9][0-9a-z]?)[\s.,\-]{0,3}" + _INWARD)
_TORN = re.compile(r"(?<![^\W_])([a-z]{1,2}[0-9]) ([0-9]) ?([0-9][abd-hjlnp-uw-z]{2})(?![^\W_])")
"""An outward half torn in two: "SW1 6 2HD"."""
_DIGIT = re.compile("[0-9]")
_STREET_WORDS = ("st", "rd")
_ORDINALS = ("st", "nd", "rd", "th", "yr", "hr", "ft", "lb")
_AS_LETTER = {"0": "o", "1": "il"}
AS_DIGIT = {"o": "0", "i": "1", "l": "1"}


@dataclass(frozen=True, slots=True)
class Outwards:
    """The postcode districts of the full postcodes in a text, and the text without inward halves.

    ``unknown`` is the postcode area of a postcode whose district is not known.
    """

    text: str
    districts: tuple[Place, ...] = ()
    unknown: Place | None = None


def outward_only(gazetteer: Gazetteer, text: str) -> str:
    """Return a text in lower case with the outward half alone of every full postcode."""
    return read_postcodes(gazetteer, text).text


def read_postcodes(gazetteer: Gazetteer, text: str) -> Outwards:
    """Find full postcodes, with or without their space; O for 0 and I for 1 are put right."""
    text = normalise(text)
    if not _DIGIT.search(text):
        return Outwards(text)
    districts: list[Place] = []
    unknown: list[Place] = []

    def keep_outward(found: re.Match[str]) -> str:
        letters, rest, inward = found.groups()
        if _is_words(found, letters, rest, inward, gazetteer):
            return found[0]
        if place := district(gazetteer, letters + rest):
            districts.append(place)
            return place.outcode.casefold() + " "
        if rest[0].isdigit() and inward[0].isdigit():
            if letters in gazetteer.areas:
                unknown.append(gazetteer.areas[letters])
            return letters + rest + " "
        return found[0]

    text = _FULL.sub(keep_outward, _TORN.sub(r"\1\2 \3", text))
    text = _SLIPPED.sub(keep_outward, text)
    return Outwards(text, tuple(dict.fromkeys(districts)), unknown[0] if unknown else None)


def _is_words(
    found: re.Match[str], letters: str, rest: str, inward: str, gazetteer: Gazetteer
) -> bool:
    """Tell "me 2 3rd", "so i 1st", "two 2nd", "me 2 3 be" and "KY16 st andrews" from postcodes."""
    loose = found[0][len(letters)] == " " or letters + rest in gazetteer.common
    if not (rest[0].isdigit() or inward[0].isdigit()):
        return True
    outward = letters + rest + inward[0]
    if inward[1] == " " and found[0].startswith(outward) and outward in gazetteer.outcodes:
        return inward[2:] in gazetteer.word_uses or inward[2:] in _STREET_WORDS
    return loose and (inward[1:] in _ORDINALS or " " in inward)


def district(gazetteer: Gazetteer, outward: str) -> Place | None:
    """Return the postcode district of an outward half in lower case; "lsi" is read as LS1."""
    if place := gazetteer.outcodes.get(outward):
        return place
    if not 2 <= len(outward) <= 4:
        return None
    known = [each for each in _spellings(outward) if each in gazetteer.outcodes]
    nearest = min(known, default="", key=lambda each: _slips(outward, each))
    return gazetteer.outcodes.get(nearest)


def _slips(outward: str, spelling: str) -> int:
    return sum(typed != meant for typed, meant in zip(outward, spelling, strict=True))


def _spellings(outward: str) -> Iterator[str]:
    """Yield what an outward half may have been meant to be, letter or digit by its position."""
    for letters in (2, 1):
        area, rest = outward[:letters], outward[letters:]
        choices = [_AS_LETTER.get(each, each) for each in area]
        choices += [AS_DIGIT.get(each, each) for each in rest[:1]]
        choices += [AS_DIGIT.get(each, "") + each for each in rest[1:]]
        for spelling in product(*choices):
            yield "".join(spelling)
