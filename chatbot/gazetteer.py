"""The places of the UK by name, postcode district and postcode area, ready to be looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, radians

from chatbot.places import Place, miles_between

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
SHORTEST_MISSPELT = 5

HEARD_POPULATION = 20_000
"""People a town needs to be known by the sound of its name."""

_SAID = tuple(
    (re.compile(spelt), said)
    for spelt, said in (
        (r"cester$", "ster"),
        (r"cest", "st"),
        (r"a$", "er"),
        (r"(?<=.)r(?=[^aeiouyr])", ""),
        (r"ph", "f"),
        (r"gh|h$", ""),
        (r"[cs]h", "x"),
        (r"ck|q|c(?![eiy])", "k"),
        (r"[cz]", "s"),
        (r"(?<=.)[aeiouywh]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_CROWDED_KINDS = frozenset({"city", "town"})
_WORD = re.compile(r"[^\W_]+")
_FINAL_LETTER = re.compile(r"[a-z]{1,2}[0-9][a-z]")


class WordUse(StrEnum):
    """What a word may be, besides the name of a place.

    ``NEVER`` a place here; a place only as the ``WHOLE`` answer, or also ``AFTER`` a word such as
    "in"; a ``LEAD`` that a place follows ("near"); a ``FILLER`` around answers ("please").
    """

    NEVER = "never"
    WHOLE = "whole"
    AFTER = "after"
    LEAD = "lead"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every place, keyed by text in the form of ``name_key``; the likeliest of a name first.

    ``longest`` holds, for the first word of every name, the number of words of the longest name.
    ``spelt`` are the names worth comparing with a misspelling,
    ``spelt_from`` the same by their first letter, ``sounds`` those of towns by the
    sound of the name. ``outcodes`` are postcode districts
    ("ls6"), ``areas`` postcode areas ("ls"); ``abroad`` gives the country of places elsewhere.
    """

    names: Mapping[str, tuple[Place, ...]]
    outcodes: Mapping[str, Place]
    areas: Mapping[str, Place]
    abroad: Mapping[str, str]
    word_uses: Mapping[str, WordUse]
    longest: Mapping[str, int]
    spelt: tuple[str, ...]
    spelt_from: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, tuple[str, ...]]
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
        if place.name == first.name or SHORTENED * place.population > first.population
    ]
    return first if first.population >= DWARFS * max(rivals, default=0) else None


def build_gazetteer(
    named: Iterable[tuple[str, Place]],
    *,
    outcodes: Iterable[Place],
    areas: Iterable[Place],
    abroad: Mapping[str, str],
    word_uses: Mapping[str, WordUse],
    pins: Iterable[Place],
) -> Gazetteer:
    """Index places by every name they go by. ``named`` pairs a name with its place."""
    gathered: dict[str, list[Place]] = {}
    for name, place in named:
        if key := name_key(name):
            gathered.setdefault(key, []).append(place)
    names = {key: distinct(places) for key, places in gathered.items()}
    for key in list(names):
        if key.startswith("the "):
            names.setdefault(key.removeprefix("the "), names[key])
        if key.startswith("st "):
            names.setdefault(f"saint {key.removeprefix('st ')}", names[key])
    elsewhere = {name_key(name): country for name, country in abroad.items()}
    spelt = tuple(key for key in names if _is_spelt(key, names[key], word_uses))
    return Gazetteer(
        names=names,
        outcodes=with_short_outcodes(outcodes),
        areas={area.outcode.casefold(): area for area in areas},
        abroad=elsewhere,
        word_uses=word_uses,
        longest=_longest([*names, *elsewhere]),
        spelt=spelt,
        spelt_from={
            letter: tuple(key for key in spelt if key[0] == letter)
            for letter in {key[0] for key in spelt}
        },
        sounds=_sounds(names),
        pins=tuple(pins),
    )


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


def _is_spelt(key: str, places: Sequence[Place], word_uses: Mapping[str, WordUse]) -> bool:
    """Whether a name is worth a guess; an ordinary word must be the name of a town."""
    if len(key) < SHORTEST_MISSPELT:
        return False
    return key not in word_uses or places[0].population >= HEARD_POPULATION


def sound_key(name: str) -> str:
    """Return roughly how a name sounds in southern English: "lestur" and "leicester" are "lstr"."""
    sound = name.replace(" ", "")
    for spelt, said in _SAID:
        sound = spelt.sub(said, sound)
    return sound


def _sounds(names: Mapping[str, tuple[Place, ...]]) -> dict[str, tuple[str, ...]]:
    sounds: dict[str, list[str]] = {}
    for name, places in names.items():
        if places[0].population >= HEARD_POPULATION and len(name) >= SHORTEST_MISSPELT:
            sounds.setdefault(sound_key(name), []).append(name)
    return {sound: tuple(alike) for sound, alike in sounds.items()}


def _longest(keys: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest
