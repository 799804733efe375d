"""How far is far: bands of miles for town and country, and the sea no straight line crosses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from chatbot.places import Place, miles_between

BROAD = 15.0
"""Miles: somebody in a place with a larger radius ("Wales") could be anywhere in it."""
MILES_PER_DEGREE = 69.0
"""Miles in one degree of latitude, a little less than anywhere in the UK."""


class Ranges(NamedTuple):
    """Miles in a straight line. ``bands`` end here; the last of them is how far is in range.

    ``twice`` is where we look next, ``reach`` where we stop.
    """

    bands: tuple[float, float, float]
    twice: float
    reach: float

    @property
    def within(self) -> float:
        """Return up to how many miles a group is in range."""
        return self.bands[-1]


TOWN = Ranges((2.0, 5.0, 10.0), 20.0, 60.0)
COUNTRY = Ranges((10.0, 20.0, 35.0), 70.0, 100.0)
"""Where everything is farther apart, people travel farther. On an island they do not."""

_ISLANDS = (
    ("Ireland", "BT", 1, 99),
    ("Man", "IM", 1, 99),
    ("Jersey", "JE", 1, 9),
    ("Guernsey", "GY", 1, 10),
    ("Shetland", "ZE", 1, 3),
    ("Orkney", "KW", 15, 17),
    ("Hebrides", "HS", 1, 9),
    ("Scilly", "TR", 21, 25),
    ("Wight", "PO", 30, 41),
    ("Arran", "KA", 27, 27),
    ("Cumbrae", "KA", 28, 28),
    ("Bute", "PA", 20, 20),
    ("Gigha", "PA", 41, 41),
    ("Islay and Jura", "PA", 42, 60),
    ("Colonsay", "PA", 61, 61),
    ("Mull", "PA", 62, 76),
    ("Tiree", "PA", 77, 77),
    ("Coll", "PA", 78, 78),
    ("Small Isles", "PH", 42, 44),
)
"""Postcode districts over the sea, without a bridge. Royal Mail's: area, first and last."""
_BY_NATION = {
    "Northern Ireland": "Ireland",
    "Isle of Man": "Man",
    "Jersey": "Jersey",
    "Guernsey": "Guernsey",
}
_LARGE = frozenset(("", "Ireland"))
_OUTCODE = re.compile(r"([A-Z]{1,2})([0-9]{0,2})")


@lru_cache(maxsize=8_192)
def island_of(outcode: str) -> str:
    """Return the island of a postcode district, "" for Great Britain.

    A postcode area alone is on an island when the whole of it is.
    """
    found = _OUTCODE.match(outcode)
    if not found:
        return ""
    area, number = found[1], found[2]
    for island, its_area, first, last in _ISLANDS:
        if area == its_area and (first <= int(number) <= last if number else first == 1):
            return island
    return ""


def ranges_of(here: Place) -> Ranges:
    """Return how far is far for somebody there."""
    if here.radius > BROAD:
        return Ranges((here.radius,) * 3, here.radius, here.radius)
    return COUNTRY if here.rural and not on_an_island(here) else TOWN


def on_an_island(here: Place) -> bool:
    """Say whether somebody lives where a straight line is little to go by."""
    return _island_around(here) not in _LARGE


def miles_to(lat: float, lon: float, outcode: str, here: Place) -> float | None:
    """Return the miles in a straight line, None where it would lead over open sea."""
    ours, theirs = _island_around(here), island_of(outcode)
    inside = here.radius > BROAD and theirs not in _BY_NATION.values()
    if outcode and ours != theirs and not (inside and not ours):
        return None
    return miles_between(here.lat, here.lon, lat, lon)


def _island_around(here: Place) -> str:
    return island_of(here.outcode) or _BY_NATION.get(here.nation, "")
