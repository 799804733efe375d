"""The places of the UK by name, postcode district and postcode area, ready to be looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, radians

from chatbot.places import Place, miles_between
from chatbot.understanding.spellings import Spellings, index_spellings

LARGE = frozenset({"nation", "region", "county", "district", "borough", "area", "island"})
"""Kinds of place that hold towns."""
FARTHEST_MILES = 25.0
"""A map pin farther than this from every postcode district is not in the UK."""
DWARFS = 12
"""A place this many times as large as the next of its name is meant without asking."""
SHORTENED = 2
"""How many times as large it must be than a longer name that is shortened to it."""
SAME_PLACE_MILES = 3.0
SAME_LARGE_PLACE_MILES = 15.0
SHORTEST_OTHER_NAME = 7
SHORTEST_MORE = 1
CITY_POPULATION = 50_000
OFFICIAL = 20
"""Nobody says that they live in Rother: a council's district weighs so many times less."""
TOWN_POPULATION = 20_000
"""People a place needs to be meant by its name where that is an ordinary word."""

_ADDED = frozenset({"area", "city", "region"})
_CROWDED_KINDS = frozenset({"city", "town"})
_WORD = re.compile(r"[^\W_]+")
_FINAL_LETTER = re.compile(r"[a-z]{1,2}[0-9][a-z]")


class WordUse(StrEnum):
    """What a word may be, besides the name of a place.

    ``NEVER`` a place here; a place only ``BESIDE`` another ("Beer in Devon"); a place as the
    ``WHOLE`` answer, if perhaps in ``DOUBT``, or also ``AFTER`` a word such as "in"; a ``LEAD``
    that a place follows ("near"); a ``FILLER`` around answers ("please").
    """

    NEVER = "never"
    BESIDE = "beside"
    DOUBT = "doubt"
    WHOLE = "whole"
    AFTER = "after"
    LEAD = "lead"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every place, keyed by text in the form of ``name_key``; the likeliest of a name first.

    ``longest`` holds, for the first word of every name, the number of words of the longest name.
    ``spellings`` are the names worth comparing with a misspelling. ``outcodes`` are postcode
    districts ("ls6"), ``areas`` postcode areas ("ls"); ``abroad`` gives the country of places
    elsewhere. ``common`` are ordinary words, which are no misspelt name; ``rare`` are other words
    and first names, which are one only where a place is named.
    """

    names: Mapping[str, tuple[Place, ...]]
    outcodes: Mapping[str, Place]
    areas: Mapping[str, Place]
    abroad: Mapping[str, str]
    word_uses: Mapping[str, WordUse]
    longest: Mapping[str, int]
    spellings: Spellings
    common: Collection[str]
    rare: Collection[str]
    pins: tuple[Place, ...]

    def __repr__(self) -> str:
        return f"Gazetteer({len(self.names)} names)"

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Return the places of this name, most people first; none where it is not known."""
        return self.names.get(name_key(name), ())

    def district(self, outcode: str) -> tuple[float, float] | None:
        """Return the middle of a postcode district ("LS6") in WGS84 degrees, or None."""
        place = self.outcodes.get(outcode.casefold())
        return (place.lat, place.lon) if place else None

    def nearest_outcode(self, lat: float, lon: float) -> Place | None:
        """Return the postcode district nearest a map pin in WGS84 degrees; None outside the UK."""
        if not (abs(lat) <= 90 and abs(lon) <= 180 and self.pins):
            return None
        narrow = cos(radians(lat)) ** 2
        nearest = min(
            self.pins, key=lambda pin: (pin.lat - lat) ** 2 + narrow * (pin.lon - lon) ** 2
        )
        near = miles_between(lat, lon, nearest.lat, nearest.lon) <= FARTHEST_MILES
        return nearest if near else None


def name_key(name: str) -> str:
    """Return a name as people type it: lower case, no accents, no marks: "Bo’ness" is "boness"."""
    text = name.replace("’", "'").replace("&", " and ")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(mark for mark in text if not unicodedata.combining(mark))
    found = _WORD.findall(text.casefold().replace("'", ""))
    return " ".join("st" if word == "saint" else word for word in found)


def settled(places: Sequence[Place]) -> Place | None:
    """Return the place that is meant when its name alone is said; None when it must be asked.

    A place that only shortens to the name counts for less: "Bolton" is not Bolton upon Dearne.
    """
    if len(places) < 2:
        return places[0] if places else None
    first = places[0]
    rivals = [
        place.population
        for place in places[1:]
        if name_key(place.name) == name_key(first.name)
        or SHORTENED * place.population > first.population
    ]
    return first if first.population >= DWARFS * max(rivals, default=0) else None


def build_gazetteer(
    named: Iterable[tuple[str, Place]],
    *,
    nicknamed: Iterable[tuple[str, Place]] = (),
    hamlets: Iterable[tuple[str, Place]] = (),
    outcodes: Iterable[Place],
    areas: Iterable[Place],
    abroad: Mapping[str, str],
    word_uses: Mapping[str, WordUse],
    common: Collection[str] = frozenset(),
    rare: Collection[str] = frozenset(),
    pins: Iterable[Place],
) -> Gazetteer:
    """Index places by every name they go by. ``named`` pairs a name with its place.

    What is ``nicknamed``, and ``hamlets``, are never guessed from a misspelling.
    """
    gathered = _gathered(named)
    spelt = {key for key, places in gathered.items() if _is_spelt(key, places)}
    for key, places in _gathered((*nicknamed, *hamlets)).items():
        gathered.setdefault(key, []).extend(places)
    for key in [key for key in gathered if " " in key and key.replace(" ", "") in gathered]:
        gathered[key.replace(" ", "")].extend(gathered[key])
    names = {key: distinct(places) for key, places in gathered.items()}
    for key in list(names):
        if key.startswith("the "):
            names.setdefault(key.removeprefix("the "), names[key])
        if key.startswith("st "):
            names.setdefault(f"saint {key.removeprefix('st ')}", names[key])
    elsewhere = {name_key(name): country for name, country in abroad.items()}
    uses = {**_ordinary(names, common), **word_uses}
    guessed = {
        key: _weight(names[key][0])
        for key in spelt
        if key not in uses or names[key][0].population >= TOWN_POPULATION
    }
    return Gazetteer(
        names=names,
        outcodes=with_short_outcodes(outcodes),
        areas={area.outcode.casefold(): area for area in areas},
        abroad=elsewhere,
        word_uses=uses,
        longest=_longest([*names, *elsewhere]),
        spellings=index_spellings(guessed),
        common=common,
        rare=rare,
        pins=tuple(pins),
    )


def _gathered(named: Iterable[tuple[str, Place]]) -> dict[str, list[Place]]:
    gathered: dict[str, list[Place]] = {}
    for name, place in named:
        if key := name_key(name):
            gathered.setdefault(key, []).append(place)
    return gathered


def _is_spelt(key: str, places: Iterable[Place]) -> bool:
    """Whether a name is worth a guess: a short other name ("Chippy") is not, but a city's is."""
    return not _ADDED.intersection(key.split(" ")) and any(
        name_key(place.name) == key
        or len(key) >= SHORTEST_OTHER_NAME + SHORTEST_MORE * (place.kind in LARGE)
        or (place.population >= CITY_POPULATION and place.kind not in LARGE)
        for place in places
    )


def _weight(place: Place) -> int:
    """Return the people of a place, fewer where it is said less often than it has people."""
    return place.population // OFFICIAL if place.kind == "district" else place.population


def _ordinary(names: Mapping[str, Sequence[Place]], common: Collection[str]) -> dict[str, WordUse]:
    """Return how to use the names that are ordinary words: a village is then named with more."""
    uses: dict[str, WordUse] = {}
    for key, places in names.items():
        likeliest = places[0]
        if likeliest.kind in LARGE - {"island"} or not all(
            word in common for word in key.split(" ")
        ):
            continue
        known = " " in key or likeliest.population >= TOWN_POPULATION
        uses[key] = WordUse.AFTER if known else WordUse.BESIDE
    return uses


def distinct(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return each place once, most people first: a city and the county of its name are one."""
    if len(places) == 1:
        return (places[0],)
    groups: list[list[Place]] = []
    for place in sorted(places, key=lambda each: (-each.population, each.full)):
        group = next((group for group in groups if _same(group[0], place)), None)
        if group is None:
            groups.append([place])
        else:
            group.append(place)
    return _told_apart([_meant(group) for group in groups])


def _same(place: Place, other: Place) -> bool:
    large = place.kind in LARGE or other.kind in LARGE
    reach = SAME_LARGE_PLACE_MILES if large else SAME_PLACE_MILES
    if large and place.county != other.county and place.nation == place.name:
        return False
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= reach


def _meant(group: Sequence[Place]) -> Place:
    """Return the one place that stands for the group, with the population of its largest."""
    largest = group[0]
    if largest.kind in LARGE:
        for place in group:
            town = place.kind in _CROWDED_KINDS or place.population * 10 >= largest.population
            if place.kind not in LARGE and town:
                return replace(place, population=largest.population)
    return largest


def _told_apart(places: Sequence[Place]) -> tuple[Place, ...]:
    """Where two places would be described alike, add the postcode district."""
    seen: dict[str, int] = {}
    for place in places:
        seen[place.full] = seen.get(place.full, 0) + 1
    return tuple(
        replace(place, full=f"{place.full} ({place.outcode or place.kind})")
        if seen[place.full] > 1
        else place
        for place in places
    )


def with_short_outcodes(outcodes: Iterable[Place]) -> dict[str, Place]:
    """Key districts in lower case, and add what people shorten: "SW1" for SW1A, SW1E and so on."""
    keyed = {place.outcode.casefold(): place for place in outcodes}
    families: dict[str, list[Place]] = {}
    for key, place in keyed.items():
        if _FINAL_LETTER.fullmatch(key) and key[:-1] not in keyed:
            families.setdefault(key[:-1], []).append(place)
    for key, family in families.items():
        middle = replace(
            family[0],
            name=key.upper(),
            full=f"{key.upper()} {family[0].full.partition(' ')[2]}",
            outcode=key.upper(),
            lat=sum(place.lat for place in family) / len(family),
            lon=sum(place.lon for place in family) / len(family),
        )
        spread = max(miles_between(middle.lat, middle.lon, each.lat, each.lon) for each in family)
        keyed[key] = replace(middle, radius=round(spread + middle.radius, 1))
    return keyed


def _longest(keys: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest
