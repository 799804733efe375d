"""The groups that fit, drawn one by one in their order, while as few as can be are judged.

A set of ways to join is split by each part of the order in turn, and the part that could stand
first is looked at first. What is drawn has been judged, and nothing that is left could stand before
it: of no set it is ever said that it stands lower than its first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import count, pairwise
from math import inf
from typing import NamedTuple

from chatbot.directory import Service
from chatbot.distances import ranges_of
from chatbot.eligibility import IN_PERSON, Search
from chatbot.places import miles_between
from chatbot.searching.asked import PARTS, Asked
from chatbot.searching.shelves import Shelf, Shelves, members
from chatbot.standing import Candidate, judge, turn_about

FURTHER = (200.0, inf)
"""Miles, beyond our reach."""
Standing = tuple[str | int | float, ...]
"""The first parts of an order: of a set of ways, those that all have in common at the least."""


class _Ring(NamedTuple):
    """Ways that are all at least so many miles away; None from home."""

    shelf: Shelf
    asked: Asked
    ways: int
    least: float | None = None


_Last = tuple[float, str, int, Service]
"""The miles, the turn-about, the number and the group of one way."""
_Set = tuple[_Ring, int]
_Heap = list[tuple[Standing, int, Candidate | list[_Last] | _Set]]


class Drawing:
    """One search in one directory: what ``matching.Ranked`` asks for."""

    def __init__(self, shelves: Shelves, search: Search, without: Collection[str]) -> None:
        self._search = search
        self._without = without
        self._judged: dict[str, Candidate | None] = {}
        home = Asked(shelves.home, search, home=True)
        self._home = _Ring(shelves.home, home, home.allowed)
        self._shelf = shelves.visits
        self._asked = Asked(shelves.visits, search, home=False)

    def within(
        self, *, from_home: bool = False, not_of: Collection[str] = ()
    ) -> Iterator[Candidate]:
        """Yield what is within reach, as ``matching.Ranked`` says."""
        rings = [self._home, *self._rings()]
        if from_home:
            both = self._asked.can_be_joined_from_home()
            rings[1:] = [ring._replace(ways=ring.ways & both) for ring in rings[1:]]
        for one in self._drawn(rings, not_of):
            if not one.beyond_reach and (one.from_home or not from_home):
                yield one

    def beyond(self, *, known: bool) -> Iterator[Candidate]:
        """Yield what is out of reach, as ``matching.Ranked`` says."""
        rings = self._rings(further=True)
        if known:
            sure = self._asked.unknown.get(0, 0)
            rings = [ring._replace(ways=ring.ways & sure) for ring in rings]
        for one in self._drawn(rings, ()):
            if one.beyond_reach and not (known and one.unknown):
                yield one

    def _rings(self, *, further: bool = False) -> list[_Ring]:
        """Return the places to go to in rings around somebody, the nearest first.

        The first of those ``further`` away holds nearer ones too, which are left out when drawn.
        """
        here = self._search.place
        if here is None or IN_PERSON in self._search.not_formats:
            return []
        ranges = ranges_of(here)
        ends = sorted({0.0, *ranges.bands, ranges.twice, ranges.reach})
        if further:
            ends = [0.0, ranges.reach, *(miles for miles in FURTHER if miles > ranges.reach)]
        rings, inner = list[_Ring](), 0
        for least, most in pairwise(ends):
            around = self._shelf.around(here, most) if most < inf else self._shelf.everything
            ways = around & ~inner & self._asked.allowed
            at_least = max(least, ranges.reach) if further else least
            rings.append(_Ring(self._shelf, self._asked, ways, at_least))
            inner = around
        return rings

    def _drawn(self, rings: Iterable[_Ring], not_of: Collection[str]) -> Iterator[Candidate]:
        """Yield candidates of the rings in their order, each group once."""
        tickets = count()
        heap: _Heap = [((), next(tickets), (ring, ring.ways)) for ring in rings if ring.ways]
        drawn: set[str] = set()
        while heap:
            standing, _, found = heappop(heap)
            if isinstance(found, Candidate):
                yield found
            elif isinstance(found, list):
                service = heappop(found)[3]
                if found:
                    at = (*standing[:PARTS], *found[0][:2])
                    heappush(heap, (at, next(tickets), found))
                if service.id in drawn or service.organization in not_of:
                    continue
                drawn.add(service.id)
                if one := self._judge(service):
                    heappush(heap, (one.order, next(tickets), one))
            else:
                ring, ways = found
                for at, part in self._split(standing, ring, ways):
                    heappush(heap, (at, next(tickets), part))

    def _split(
        self, standing: Standing, ring: _Ring, ways: int
    ) -> Iterator[tuple[Standing, list[_Last] | _Set]]:
        """Yield the ways by the next part of their order, or one by one by the last two."""
        if len(standing) < PARTS:
            for value, some in ring.asked.part(len(standing), ring.least).items():
                if some & ways:
                    yield (*standing, value), (ring, some & ways)
        elif last := self._one_by_one(ring, ways):
            yield (*standing, *last[0][:2]), last

    def _one_by_one(self, ring: _Ring, ways: int) -> list[_Last]:
        """Return a heap of ways by miles and turn."""
        here, today = self._search.place, self._search.today
        last: list[_Last] = []
        for number in members(ways):
            service, at, miles = ring.shelf.services[number], ring.shelf.places[number], 0.0
            if at is not None and here is not None:
                miles = miles_between(here.lat, here.lon, at.location.lat, at.location.lon)
            if service.id not in self._without and miles >= (ring.least or 0.0):
                last.append((miles, turn_about(service.id, today), number, service))
        heapify(last)
        return last

    def _judge(self, service: Service) -> Candidate | None:
        if service.id not in self._judged:
            self._judged[service.id] = judge(service, self._search)
        return self._judged[service.id]
