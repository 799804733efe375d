"""How far a county, a region or a town reaches, estimated from the postcode districts in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, pi, radians, sqrt

from chatbot.gazetteer import LARGE
from chatbot.places import Place, miles_between

MILES_PER_KM = 0.621371
PEOPLE_PER_POSTCODE = 38
"""67.6 million people live in 1.78 million postcodes."""
TOWN_PEOPLE_PER_SQUARE_MILE = 10_000
TOWN_PEOPLE = 10_000
"""People from which the Office for National Statistics calls a settlement urban."""
SPARSE = 150 * 2.59
"""People a square mile below which the OECD calls a community rural: 150 a square kilometre."""
WIDE = 3.1
"""Miles: Northern Ireland's postcodes are not counted, so a district as wide is rural there."""
MOST = 0.9
LONGEST_ISLAND = 30.0
"""Miles from the middle of Shetland to most of it: no island is larger."""
_MILES_PER_DEGREE = 69.1
_USUAL_MILES = {
    "nation": 100.0,
    "region": 50.0,
    "county": 20.0,
    "district": 12.0,
    "borough": 4.0,
    "area": 15.0,
    "island": 8.0,
}


@dataclass(frozen=True, slots=True)
class District:
    """A postcode district and the larger places it lies in; ``postcodes`` is how many it holds."""

    place: Place
    area: str
    inside: frozenset[str]
    postcodes: int
    geographic: bool


def is_sparse(radius: float, postcodes: int, nation: str) -> bool:
    """Say whether few people live in a postcode district that reaches so many miles."""
    if nation == "Northern Ireland":
        return radius > WIDE
    people = postcodes * PEOPLE_PER_POSTCODE
    return 0 < people < SPARSE * pi * radius**2


@dataclass(slots=True)
class Spread:
    """Estimates radii. The districts of a named county are used; else those nearest its middle."""

    districts: Sequence[District]
    _people: list[tuple[float, float, int]] = field(default_factory=list)
    _inside: dict[str, list[District]] = field(default_factory=lambda: defaultdict(list))
    _rural: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for district in self.districts:
            place, people = district.place, district.postcodes * PEOPLE_PER_POSTCODE
            self._people.append((place.lat, place.lon, people))
            for name in district.inside:
                self._inside[name].append(district)
            if place.rural:
                self._rural.add(place.outcode)

    def rural(self, outcode: str, kind: str, population: int) -> bool:
        """Say whether a place is no town, and lies where few people live."""
        return kind not in LARGE and population < TOWN_PEOPLE and outcode in self._rural

    def radius(self, name: str, kind: str, lat: float, lon: float, population: int) -> float:
        """Return the miles around its middle that hold nine tenths of a place; 0 for a village."""
        if kind not in LARGE:
            if population < TOWN_PEOPLE_PER_SQUARE_MILE:
                return 0.0
            return round(sqrt(population / TOWN_PEOPLE_PER_SQUARE_MILE / pi), 1)
        inside = self._inside.get(name, ())
        if len(inside) > 1:
            reach = radius_of(lat, lon, inside)
            if kind != "island" or reach <= LONGEST_ISLAND:  # Wyre is in Orkney and in Lancashire
                return reach
        usual = _USUAL_MILES[kind]
        if kind == "island":
            return self._island(lat, lon, population)
        if kind in ("area", "district") and population:
            return self._around(lat, lon, population)
        return usual

    def _island(self, lat: float, lon: float, population: int) -> float:
        """Return how far the districts reach that hold an island's people."""
        near = sorted(
            self.districts,
            key=lambda each: miles_between(lat, lon, each.place.lat, each.place.lon),
        )
        reach, within = _USUAL_MILES["island"], 0
        for each in near:
            within += each.postcodes * PEOPLE_PER_POSTCODE
            if not each.postcodes or (within >= population and each is near[0]):
                break
            miles = miles_between(lat, lon, each.place.lat, each.place.lon) + each.place.radius
            reach = max(reach, miles)
            if within >= population:
                break
        return round(min(reach, LONGEST_ISLAND), 1)

    def _around(self, lat: float, lon: float, population: int) -> float:
        """Walk outwards over the districts until as many people live within."""
        narrow = cos(radians(lat))
        by_distance = sorted(
            [
                ((there_lat - lat) ** 2 + ((there_lon - lon) * narrow) ** 2, people)
                for there_lat, there_lon, people in self._people
            ]
        )
        within = 0
        for square, people in by_distance:
            within += people
            if within >= population:
                return round(max(sqrt(square) * _MILES_PER_DEGREE, 2.0), 1)
        return _USUAL_MILES["nation"]


def radius_of(lat: float, lon: float, districts: Iterable[District]) -> float:
    """Return the miles around a point that hold nine tenths of the districts' postcodes."""
    reach = sorted(
        (
            miles_between(lat, lon, each.place.lat, each.place.lon) + each.place.radius / 2,
            max(each.postcodes, 1),
        )
        for each in districts
    )
    enough = MOST * sum(postcodes for _, postcodes in reach)
    held = 0
    for miles, postcodes in reach:
        held += postcodes
        if held >= enough:
            return round(miles, 1)
    return 0.0


def by_area(districts: Iterable[District]) -> Mapping[str, list[District]]:
    """Group postcode districts by their postcode area: "LS" holds LS1, LS2 and so on."""
    grouped: dict[str, list[District]] = defaultdict(list)
    for district in districts:
        grouped[district.area].append(district)
    return grouped
