"""A directory laid out for searching: sets of its ways to join, each set one long number.

Bit ``n`` of a set is on when way ``n`` is in it, so that "for adults, step-free not known to be
missing, checked this year" is a handful of operations on numbers, whatever the number of groups.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from math import cos, floor, radians

from chatbot.directory import (
    WHO,
    Bars,
    Directory,
    Published,
    Scope,
    Service,
    ServiceAtLocation,
    Strength,
)
from chatbot.distances import MILES_PER_DEGREE
from chatbot.eligibility import ADULT, ENGLISH, IN_PERSON, SHOWN, times_of_day
from chatbot.facts import Fact
from chatbot.places import Place
from chatbot.standing import FOR_SOME, UNANSWERED, freshness_band

CELLS = 10
"""Cells in one degree, each way: one is about 7 by 4 miles."""
Cell = tuple[int, int]
Key = tuple[str, str]
_Way = tuple[Cell, Service, ServiceAtLocation | None, Bars]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Ways to join in a fixed order: all from home, or all places, sorted by ``cells``.

    ``sets`` are the ways that have something in common: ("yes", "bsl"), ("time", "evening").
    """

    services: tuple[Service, ...]
    places: tuple[ServiceAtLocation | None, ...]
    cells: tuple[Cell, ...]
    sets: dict[Key, int]
    fresh: dict[date, tuple[int, ...]] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        """Return the set of all ways."""
        return (1 << len(self.services)) - 1

    def having(self, kind: str, values: Iterable[str]) -> int:
        """Return the ways that have any of these."""
        found = 0
        for value in values:
            found |= self.sets.get((kind, value), 0)
        return found

    def freshness(self, today: date) -> tuple[int, ...]:
        """Return the ways in each band of freshness; worked out once a day."""
        if today not in self.fresh:
            bands = [freshness_band(service.checked_on, today) for service in self.services]
            self.fresh.clear()
            self.fresh[today] = tuple(
                _number([at for at, one in enumerate(bands) if one == band], len(bands))
                for band in range(3)
            )
        return self.fresh[today]

    def around(self, here: Place, miles: float) -> int:
        """Return the ways in the cells that hold everything within so many miles, and some more."""
        high = miles / MILES_PER_DEGREE
        north = min(89.0, abs(here.lat) + high)
        wide = min(180.0, high / cos(radians(north)))
        west, east = floor((here.lon - wide) * CELLS), floor((here.lon + wide) * CELLS)
        found = 0
        for row in range(floor((here.lat - high) * CELLS), floor((here.lat + high) * CELLS) + 1):
            first = bisect_left(self.cells, (row, west))
            last = bisect_right(self.cells, (row, east))
            if last > first:
                found |= ((1 << (last - first)) - 1) << first
        return found


@dataclass(frozen=True, slots=True)
class Shelves:
    """Ways to join from home, and places to go to."""

    home: Shelf
    visits: Shelf


def members(ways: int) -> Iterator[int]:
    """Yield the numbers of the ways in a set."""
    bits = bin(ways)[:1:-1]
    at = bits.find("1")
    while at >= 0:
        yield at
        at = bits.find("1", at + 1)


def shelves_of(directory: Directory) -> Shelves:
    """Return the shelves of a directory, made the first time they are asked for."""
    made = directory.made.get("shelves")
    if not isinstance(made, Shelves):
        made = directory.made["shelves"] = _shelved(directory)
    return made


def _shelved(directory: Directory) -> Shelves:
    home: list[_Way] = []
    visits: list[_Way] = []
    for service in directory.services:
        if service.published is not Published.LIVE or service.status not in SHOWN:
            continue
        if service.scope is Scope.TYPE_2:
            continue
        if service.formats - {IN_PERSON}:
            home.append(((0, 0), service, None, service.bars))
        if IN_PERSON in service.formats:
            there = zip(service.places, service.bars_at, strict=True)
            visits += [(_cell(at), service, at, bars) for at, bars in there]
    visits.sort(key=lambda way: way[0])
    return Shelves(_shelf(home), _shelf(visits))


def _cell(at: ServiceAtLocation) -> Cell:
    return floor(at.location.lat * CELLS), floor(at.location.lon * CELLS)


def _shelf(ways: list[_Way]) -> Shelf:
    found: dict[Key, list[int]] = defaultdict(list)
    for number, (_, service, at, bars) in enumerate(ways):
        for key in (*_of_service(service), *_of_way(service, at, bars)):
            found[key].append(number)
    sets = {key: _number(numbers, len(ways)) for key, numbers in found.items()}
    return Shelf(
        tuple(service for _, service, _, _ in ways),
        tuple(at for _, _, at, _ in ways),
        tuple(cell for cell, _, _, _ in ways),
        sets,
    )


def _number(numbers: Iterable[int], length: int) -> int:
    bits = bytearray(b"0") * length
    for number in numbers:
        bits[length - 1 - number] = 49  # "1"
    return int(bits, 2) if bits else 0


def _of_service(service: Service) -> Iterator[Key]:
    """Yield what holds of a group in every way to join it."""
    yield from (("serves", who) for who in WHO if service.serves(who))
    for audience, strength in service.audiences.items():
        yield "welcome" if strength is Strength.WELCOME else "for", audience
    yield from (("only", who) for who in service.only_who)
    if service.only_who:
        yield "is", "only for some"
    if (service.minimum_age or 0) >= ADULT:
        yield "is", "for adults"
    if service.maximum_age is not None and service.maximum_age < ADULT:
        yield "is", "for children"
    yield from (("nation", nation) for nation in service.nations)
    if service.nations:
        yield "is", "of a nation"
    yield from (("format", name) for name in service.formats)
    yield from (("about", name) for name in service.about)
    if service.about:
        yield "is", "about something"
    if service.about & FOR_SOME:
        yield "is", "about some"
    yield from (("speaks", language) for language in service.spoken)
    if service.spoken:
        yield "is", "said to speak"
    if service.spoken - {ENGLISH}:
        yield "is", "not only in English"
    if service.reminders >= UNANSWERED:
        yield "is", "not heard of"


def _of_way(service: Service, at: ServiceAtLocation | None, bars: Bars) -> Iterator[Key]:
    """Yield what holds of a group there, or at home."""
    yield from (("lacks", need) for need in bars.lacks)
    yield from (("requires", need) for need in bars.requires)
    keys = {*service.facts, *(at.facts if at else ()), *service.bars.requires}
    for key in keys:
        if key in service.bars.requires or service.fact(key, at) is Fact.YES:
            yield "yes", key
    times = times_of_day(service.meets(at))
    yield from (("time", time) for time in times)
    if times:
        yield "is", "timed"
