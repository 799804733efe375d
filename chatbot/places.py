"""Where people are: never finer than a postcode district or a town."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_MILES = 3_958.8


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the UK, Jersey, Guernsey or the Isle of Man.

    ``lat`` and ``lon`` are WGS84 degrees of its middle; ``radius`` in miles holds most of it
    (0 where not known). ``outcode`` is the postcode district ("LS6") it is or lies in. ``full``
    tells it from others of its name ("Newport, Isle of Wight"). ``rural``: few people live there,
    so that everything is farther apart.
    """

    name: str
    full: str
    kind: str
    county: str
    nation: str
    lat: float
    lon: float
    outcode: str = ""
    radius: float = 0.0
    population: int = 0
    rural: bool = False


def miles_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the straight-line miles between two points in WGS84 degrees (haversine)."""
    north, south = radians(lat), radians(other_lat)
    half_lat = sin((south - north) / 2)
    half_lon = sin(radians(other_lon - lon) / 2)
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(half_lat**2 + cos(north) * cos(south) * half_lon**2))
