"""Where someone says they are: read from whatever they text, asked back when it is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from chatbot.gazetteer import LARGE, Gazetteer, settled
from chatbot.places import Place, miles_between
from chatbot.understanding.misspelling import nearest_name
from chatbot.understanding.placenames import Scan, Sighting
from chatbot.understanding.postcodes import Outwards, district, read_postcodes
from chatbot.understanding.tokens import STOP, tokenise

MOST_CANDIDATES = 4
MOST_MISSPELT_WORDS = 4
SAME_TOWN_MILES = 4.0
NEARBY_MILES = 15.0
_CHOICE = frozenset({"and", "or", "between"})


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


def read_place(gazetteer: Gazetteer, text: str, *, asked: bool) -> PlaceReading:
    """Read where someone is. ``asked`` says that the question about the place is open.

    Then a bare word or a misspelling counts. Otherwise it takes a postcode, a name that is no
    ordinary word, or a name after a word such as "in". The order of the ways is the rule.
    """
    outwards = read_postcodes(gazetteer, text)
    scan = Scan(gazetteer, _join_shortened(tokenise(outwards.text)), asked)
    sightings = scan.counted()
    return (
        _by_postcode(outwards, scan, sightings)
        or _by_longer_name(scan, sightings)
        or _by_name(scan, sightings)
        or _by_area(scan)
        or _abroad(scan, sightings)
        or _by_misspelling(scan)
        or NOWHERE
    )


def _join_shortened(tokens: list[str]) -> list[str]:
    """Drop the full stop of "St. Helens" and "Co. Down", which ends no sentence."""
    if STOP not in tokens:
        return tokens
    return [
        token
        for at, token in enumerate(tokens)
        if not (token == STOP and at and len(tokens[at - 1]) <= 2 and tokens[at - 1].isalpha())
    ]


def _by_postcode(
    outwards: Outwards, scan: Scan, sightings: Sequence[Sighting]
) -> PlaceReading | None:
    """A postcode is surer than any name beside it: "Sheffield S10" is S10."""
    bare = {} if outwards.districts else dict(_bare_outcodes(scan))
    found = outwards.districts or tuple(dict.fromkeys(bare.values()))
    if not found:
        if outwards.unknown is None or any(each.places for each in sightings):
            return None
        why = "postcode district not known, its area taken"
        return PlaceReading(Found.CONFIRM, outwards.unknown, why=why)
    typed = set(bare) or {place.outcode.casefold() for place in found}
    words = typed.union(*(scan.words(each) for each in sightings if each.places))
    if len(found) > 1:
        return _ask(found, frozenset(words), "more than one postcode")
    kept = "postcode district" if bare else "postcode, outward half kept"
    why = f"{kept}: {found[0].outcode}"
    return PlaceReading(Found.PLACE, found[0], words=frozenset(words), why=why)


def _bare_outcodes(scan: Scan) -> Iterator[tuple[str, Place]]:
    """Yield words that are postcode districts; when asked, also "LS 6" and "LSI0"."""
    for at, token in enumerate(scan.tokens):
        place = scan.gazetteer.outcodes.get(token)
        mixed = not (token.isalpha() or token.isdigit())
        if place is None and scan.asked and mixed:
            place = district(scan.gazetteer, token)
        if place is not None and scan.is_free(token, at, at + 1):
            yield token, place
    if scan.asked:
        content = scan.content()
        spaced = len(content) == 2 and content[0].isalpha() and content[1].isdigit()
        if spaced and (place := scan.gazetteer.outcodes.get("".join(content))):
            yield from ((word, place) for word in content)


def _by_name(scan: Scan, sightings: Sequence[Sighting]) -> PlaceReading | None:
    """Take names from left to right: "Ashford in Kent" narrows, "Bath or Bristol" asks."""
    named = [each for each in sightings if each.places]
    if not named:
        return None
    said = [named[0].places]
    for before, after in pairwise(named):
        choice = not _CHOICE.isdisjoint(scan.tokens[before.end : after.start])
        if fit := (_one_town if choice else _narrow)(said[-1], after.places):
            said[-1] = fit
        else:
            said.append(after.places)
    words = frozenset().union(*(scan.words(each) for each in named))
    why = f"name: {', '.join(each.name for each in named)}"
    reading = _settle(said, words, why)
    if reading.place and any(each.country and each.start >= named[-1].end for each in sightings):
        return PlaceReading(Found.CONFIRM, reading.place, words=words, why=f"{why}, then abroad")
    return reading


def _by_longer_name(scan: Scan, sightings: Sequence[Sighting]) -> PlaceReading | None:
    """See New Milton in "new malton", though Malton is a town; only when asked."""
    if not (scan.asked and sightings and len(scan.tokens) > 1):
        return None
    known = scan.gazetteer.word_uses
    named = {word for each in sightings for word in scan.words(each)}
    for run in scan.unknown_runs():
        unknown = any(word not in named and word not in known for word in run)
        if unknown and 1 < len(run) <= MOST_MISSPELT_WORDS:
            near = nearest_name(scan.gazetteer, " ".join(run), strict=True)
            if near and near.sure:
                return _settle([near.places], frozenset(run), near.why)
    return None


def _by_area(scan: Scan) -> PlaceReading | None:
    """Read "LS" as the postcode area when it is the whole answer."""
    content = scan.content() if scan.asked else []
    if len(content) != 1 or len(content[0]) != 2 or content[0] in scan.gazetteer.word_uses:
        return None
    if area := scan.gazetteer.areas.get(content[0]):
        return PlaceReading(Found.PLACE, area, words=frozenset(content), why="postcode area")
    return None


def _abroad(scan: Scan, sightings: Sequence[Sighting]) -> PlaceReading | None:
    for each in sightings:
        if each.country:
            why = f"abroad: {each.country}"
            return PlaceReading(Found.ABROAD, words=scan.words(each), why=why)
    return None


def _by_misspelling(scan: Scan) -> PlaceReading | None:
    said = len(scan.content())
    for typed in _misspelt(scan):
        in_passing = said > len(typed) + 1
        strict = in_passing or not scan.asked
        near = nearest_name(scan.gazetteer, " ".join(typed), strict=strict)
        if near is None:
            continue
        if near.sure:
            return _settle([near.places], frozenset(typed), near.why)
        return PlaceReading(Found.CONFIRM, near.places[0], words=frozenset(typed), why=near.why)
    return None


def _misspelt(scan: Scan) -> Iterator[tuple[str, ...]]:
    """Yield what may be a name spelt wrongly: the first short run of words, then each alone."""
    known = scan.gazetteer.word_uses
    for run in scan.unknown_runs():
        if len(run) <= MOST_MISSPELT_WORDS:
            if len(run) > 1:
                yield run
            yield from ((word,) for word in run if word not in known)
            return


def _settle(said: Sequence[tuple[Place, ...]], words: frozenset[str], why: str) -> PlaceReading:
    """Answer with the one place meant, or ask which of several it is."""
    meant = [settled(places) for places in said]
    if len(meant) == 1 and meant[0]:
        return PlaceReading(Found.PLACE, meant[0], words=words, why=why)
    places = dict.fromkeys(
        place for each, one in zip(said, meant, strict=True) for place in ((one,) if one else each)
    )
    if len(places) == 1:
        return PlaceReading(Found.PLACE, next(iter(places)), words=words, why=why)
    return _ask(tuple(places), words, f"{why}: {len(places)} places")


def _ask(places: tuple[Place, ...], words: frozenset[str], why: str) -> PlaceReading:
    return PlaceReading(Found.ASK, candidates=places[:MOST_CANDIDATES], words=words, why=why)


def _narrow(places: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places that lie in, or else near, one of the others; or the other way round."""
    for fits, inner, outer in (
        (_lies_in, places, others),
        (_lies_in, others, places),
        (_is_near, places, others),
    ):
        found = tuple(one for one in inner if any(fits(one, other) for other in outer))
        if found:
            return found
    return ()


def _lies_in(place: Place, other: Place) -> bool:
    if other.kind not in LARGE and other.radius < SAME_TOWN_MILES:
        return False
    if place.radius > other.radius:
        return False
    if other.name in (place.county, place.nation):
        return True
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= other.radius * 1.2


def _is_near(place: Place, other: Place) -> bool:
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= NEARBY_MILES


def _one_town(places: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    """Return the larger of two towns that touch: "Brighton and Hove"."""
    place, other = places[0], others[0]
    if miles_between(place.lat, place.lon, other.lat, other.lon) > SAME_TOWN_MILES:
        return ()
    return (max(place, other, key=lambda each: each.population),)
