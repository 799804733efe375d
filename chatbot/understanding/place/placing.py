"""Where someone says they are: read from whatever they text, asked back when it is doubtful."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from chatbot.gazetteer import LARGE, Gazetteer
from chatbot.messages import MAX_TEXT
from chatbot.places import Place
from chatbot.understanding.place.living import Tie
from chatbot.understanding.place.misspelling import much_larger
from chatbot.understanding.place.placenames import counted, seen_in
from chatbot.understanding.place.postcodes import Outwards, read_postcodes
from chatbot.understanding.place.respelling import with_guess
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.place.spokencodes import is_number
from chatbot.understanding.place.weighing import Said, agreed, keep
from chatbot.understanding.place.widening import longer_name
from chatbot.understanding.words.clauses import PlaceText
from chatbot.understanding.words.tokens import STOP, tokenise

MOST_CANDIDATES = 4
NORTHERN_IRELAND = "Northern Ireland"
_WITHIN = frozenset({"in", "the", "of", ",", "usa", "america"})
_SHORT = frozenset("st co gt nr mt n s e w t m".split())
_BEGINS = frozenset("start starts starting begin begins with first half letters".split())
_SLASH = re.compile(r"(?<=[a-z]{3}) ?/ ?(?=[a-z]{3})")
_CASED = re.compile(r"\b([A-Z][A-Za-z]{2,20})\b")
_MIDWAY = re.compile(r"(?<![.!?\n]) ([A-Z][a-z]{2,20})\b")
_PICTURE = re.compile("([\U0001f1e6-\U0001faff\u2600-\u27bf])")


class Found(StrEnum):
    """What a text says about where someone is."""

    PLACE = "place"
    ASK = "ask"
    CONFIRM = "confirm"
    ABROAD = "abroad"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """How a text was read as a place. It never holds the inward half of a postcode.

    ``place`` is set for PLACE and CONFIRM (the doubtful guess); ``candidates`` for ASK: two to
    four places told apart by ``full``, likeliest first. ``words`` are the words of the text that
    were read as the place, as ``tokens.words`` gives them; ``why`` says how, for `explain`.
    """

    found: Found
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    words: frozenset[str] = frozenset()
    why: str = ""


NOWHERE = PlaceReading(Found.NONE, why="no place known")


class Looked(NamedTuple):
    """A text looked through for places: full postcodes, its words, and the names among them."""

    outwards: Outwards
    text: PlaceText
    seen: tuple[Sighting, ...]


def look_through(gazetteer: Gazetteer, text: str) -> Looked:
    """Look through a text once, to read it with and without the place's question open."""
    outwards, said_in = _prepared(gazetteer, text)
    return Looked(outwards, said_in, seen_in(said_in))


def read_place(gazetteer: Gazetteer, text: str, *, asked: bool) -> PlaceReading:
    """Read where someone is. ``asked`` says that the question about the place is open.

    Then a bare word or a misspelling counts. Otherwise it takes a postcode, a name that is no
    ordinary word, a name after a word such as "in", or one that stands alone between two commas.
    """
    return read_looked(look_through(gazetteer, text), asked=asked)


def read_looked(looked: Looked, *, asked: bool, fresh: bool = False) -> PlaceReading:
    """Read a text that was looked through, as ``read_place`` does.

    ``fresh``: it is a first text, in which a name that is also a word may be asked back.
    """
    outwards, said_in, seen = looked
    if not asked:
        said_in = replace(said_in, asked=False, fresh=fresh)
        seen = seen_in(said_in) if any(_is_pieced(said_in, each) for each in seen) else seen
    sightings = counted(said_in, seen)
    if asked or fresh:
        sightings = longer_name(said_in, sightings) or sightings
    sightings = _without_ireland(sightings)
    said = keep(said_in, sightings)
    if better := with_guess(said_in, sightings, said):
        sightings = better
        said = keep(said_in, sightings)
    words = frozenset().union(*(_words(said_in, each) for each in sightings if each.places))
    return (
        _by_postcode(said, words, kept_half=bool(outwards.districts))
        or _by_unknown_postcode(outwards, said)
        or _abroad(said_in, said)
        or _by_name(said_in, said, words)
        or _by_area(said_in)
        or NOWHERE
    )


def _is_pieced(text: PlaceText, each: Sighting) -> bool:
    """Whether a name or district was pieced together, as is done for an answer only."""
    return bool(each.why) or (each.postcode and each.name not in text.gazetteer.outcodes)


def _without_ireland(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Leave out the Ireland of "Newry, Ireland"."""
    north = any(p.nation == NORTHERN_IRELAND for each in sightings for p in each.places[:1])
    return [each for each in sightings if not (north and each.name == "ireland")]


def _prepared(gazetteer: Gazetteer, text: str) -> tuple[Outwards, PlaceText]:
    """Return what is left of full postcodes, and the text without their inward halves."""
    cased, midway = (
        frozenset(map(str.casefold, words.findall(text[:MAX_TEXT]))) for words in (_CASED, _MIDWAY)
    )
    if not text.isascii():
        text = _PICTURE.sub(r" , \1 , ", text)
    outwards = read_postcodes(gazetteer, text)
    tokens = _join_shortened(tokenise(_SLASH.sub(" or ", outwards.text)))
    sure = frozenset(place.outcode.casefold() for place in outwards.districts)
    return outwards, PlaceText(gazetteer, tokens, True, sure, cased, midway)


def _join_shortened(tokens: list[str]) -> list[str]:
    """Drop the full stops of "St. Helens", "Co. Down" and "E.C.2", which end no sentence."""
    if STOP not in tokens:
        return tokens
    return [
        token
        for at, token in enumerate(tokens)
        if not (token == STOP and at and _is_short(tokens[at - 1], *tokens[at + 1 : at + 2]))
    ]


def _is_short(before: str, after: str = "") -> bool:
    if before in _SHORT:
        return True
    return len(before) == 1 and before.isalpha() and (len(after) == 1 or is_number(after))


def _words(text: PlaceText, each: Sighting) -> frozenset[str]:
    return frozenset(text.tokens[each.start : each.end])


def _by_postcode(said: Said, words: frozenset[str], *, kept_half: bool) -> PlaceReading | None:
    """A postcode is surer than any name beside it: "Sheffield S10" is S10."""
    found = tuple(dict.fromkeys(each.places[0] for each in said.kept if each.postcode))
    if not found:
        return None
    if len(found) > 1:
        return _ask(found, words, "more than one postcode")
    kept = "postcode, outward half kept" if kept_half else "postcode district"
    return PlaceReading(Found.PLACE, found[0], words=words, why=f"{kept}: {found[0].outcode}")


def _by_unknown_postcode(outwards: Outwards, said: Said) -> PlaceReading | None:
    if outwards.unknown is None or any(each.places for each in said.kept):
        return None
    why = "postcode district not known, its area taken"
    return PlaceReading(Found.CONFIRM, outwards.unknown, why=why)


def _abroad(text: PlaceText, said: Said) -> PlaceReading | None:
    """Tell Boston in America, and somebody who lives in Poland, from Boston and from Leeds."""
    for at, each in enumerate(said.kept if said.tie >= Tie.NAMED else ()):
        if not each.country:
            continue
        before = said.kept[at - 1] if at else None
        alone = all(other.country for other in said.kept)
        if alone or (before and before.places and _is_abroad(text, before, each)):
            why = f"abroad: {each.country}"
            return PlaceReading(Found.ABROAD, words=_words(text, each), why=why)
    return None


def _is_abroad(text: PlaceText, named: Sighting, abroad: Sighting) -> bool:
    """Whether "Perth, Australia" was said."""
    return _WITHIN.issuperset(text.tokens[named.end : abroad.start])


def _by_name(text: PlaceText, said: Said, words: frozenset[str]) -> PlaceReading | None:
    """Take what the names agree on, or ask which of a few is meant."""
    named = said.named
    least = Tie.ELSEWHERE if text.fresh else Tie.FAMILY
    if not named or not (text.asked or said.tie >= least):
        return None
    why = "; ".join(each.why or f"name: {each.name}" for each in named)
    places = agreed(text, said)
    if len(places) > 1:
        return _ask(places, words, f"{why}: {len(places)} places")
    if city := _mistaken(text, said, places[0]):
        return _ask((places[0], city), words, f"{why}: a village, or {city.name} misspelt")
    abroad = any(each.country for each in said.kept)
    doubt = abroad or said.tie < Tie.FAMILY or all(each.doubt for each in named)
    found = Found.CONFIRM if doubt else Found.PLACE
    return PlaceReading(found, places[0], words=words, why=why)


def _mistaken(text: PlaceText, said: Said, place: Place) -> Place | None:
    """Return the city that was perhaps meant where only a village's name was typed."""
    named = said.kept[0]
    alone = len(said.kept) == 1 and not (named.why or said.beside or said.denied)
    if not (alone and (text.asked or text.fresh)) or place.kind in LARGE:
        return None
    return much_larger(text.gazetteer, named.name, place)


def _by_area(text: PlaceText) -> PlaceReading | None:
    """Read "LS" as the postcode area when it is the whole answer."""
    content = text.content() if text.asked else []
    content = [token for token in content if token not in _BEGINS]
    if len(content) != 1 or len(content[0]) != 2 or content[0] in text.gazetteer.word_uses:
        return None
    if area := text.gazetteer.areas.get(content[0]):
        return PlaceReading(Found.PLACE, area, words=frozenset(content), why="postcode area")
    return None


def _ask(places: tuple[Place, ...], words: frozenset[str], why: str) -> PlaceReading:
    return PlaceReading(Found.ASK, candidates=places[:MOST_CANDIDATES], words=words, why=why)
