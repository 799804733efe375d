"""The places of the UK by name, postcode district and postcode area, ready to be looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians

from chatbot.places import Place, miles_between
from chatbot.understanding.place.cues import Cues
from chatbot.understanding.place.spellings import Spellings

LARGE = frozenset({"nation", "region", "county", "district", "borough", "area", "island"})
"""Kinds of place that hold towns."""
FARTHEST_MILES = 25.0
"""A map pin farther than this from every postcode district is not in the UK."""
DWARFS = 12
"""A place this many times as large as the next of its name is meant without asking."""
DWARFS_VILLAGES = 6
MARKET_TOWN, VILLAGE = 10_000, 6_000
"""A town of so many people needs to be only so many times as large as a village of its name, or as
a suburb that nobody counted."""
SHORTENED = 2
"""How many times as large it must be than a longer name that is shortened to it."""
TOWN_POPULATION = 20_000
"""People a place needs to be meant by its name where that is an ordinary word."""

_WORD = re.compile(r"[^\W_]+")


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

    ``hamlets`` gives the same for the names of hamlets that were loaded.
    ``longest`` holds, for the first word of every name, the number of words of the longest name.
    ``spellings`` are the names worth comparing with a misspelling. ``outcodes`` are postcode
    districts ("ls6"), ``areas`` postcode areas ("ls"); ``abroad`` gives the country of places
    elsewhere. ``common`` are ordinary words, which are no misspelt name; ``rare`` are other words
    and first names, which are one only where a place is named. ``cues`` are the words around a name
    that say who lives there.
    """

    names: Mapping[str, tuple[Place, ...]]
    outcodes: Mapping[str, Place]
    areas: Mapping[str, Place]
    abroad: Mapping[str, str]
    word_uses: Mapping[str, WordUse]
    hamlets: Mapping[str, WordUse]
    longest: Mapping[str, int]
    spellings: Spellings
    common: Collection[str]
    rare: Collection[str]
    pins: tuple[Place, ...]
    cues: Cues

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

    A place that only shortens to the name counts for less: "Bolton" is not Bolton upon Dearne, but
    "Milford" may be Milford in Surrey though Milford Haven is larger.
    """
    if len(places) < 2:
        return places[0] if places else None
    first = places[0]
    rivals = [
        place.population
        for place in places[1:]
        if len(name_key(place.name)) <= len(name_key(first.name))
        or SHORTENED * place.population > first.population
    ]
    rival = max(rivals, default=0)
    village = rival <= VILLAGE and first.population >= MARKET_TOWN
    return first if first.population >= (DWARFS_VILLAGES if village else DWARFS) * rival else None
