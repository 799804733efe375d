"""What one search asks of a shelf: the ways that break no hard rule, by each part of the order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from math import inf, nextafter

from chatbot.eligibility import ENGLISH, IN_PERSON, LANGUAGE, MATTERS_IN, TIMES, Search
from chatbot.searching.shelves import Shelf
from chatbot.standing import (
    FOR_SOME,
    NOT_ASKED_FOR,
    STEPS,
    distance_band,
    far_step,
    tier_of,
)

Parts = Mapping[str | int, int]
"""The ways at each value of one part of the order."""
PARTS = 8
"""How many parts of the order can be told of many ways at once: all but the miles and the turn."""


class Asked:
    """One search on one shelf. Its sets hold for all ways; callers keep those they mean."""

    def __init__(self, shelf: Shelf, search: Search, *, home: bool) -> None:
        self._shelf = shelf
        self._search = search
        self._home = home

    @cached_property
    def allowed(self) -> int:
        """The ways that break no hard rule; some on the far side of the sea are among them."""
        shelf, search = self._shelf, self._search
        ways = self._formats(*self._left) if self._home else shelf.everything
        if search.who:
            ways &= shelf.having("serves", (search.who,))
        ways &= ~(self._is("only for some") & ~shelf.having("only", (search.who,)))
        if search.who == "young_person":
            ways &= ~self._is("for adults")
        elif search.who == "adult":
            ways &= ~self._is("for children")
        if search.place is not None and search.place.nation:
            ways &= ~self._is("of a nation") | shelf.having("nation", (search.place.nation,))
        unasked = (name for kind, name in shelf.sets if kind == "requires")
        ways &= ~shelf.having("requires", set(unasked).difference(search.needs))
        ways &= ~shelf.having("lacks", set(search.needs) - {LANGUAGE})
        if LANGUAGE in search.needs:
            ways &= self._speaking
        if search.not_when:
            ways &= ~(self._is("timed") & ~shelf.having("time", TIMES - search.not_when))
        return ways

    @cached_property
    def _left(self) -> Collection[str]:
        """The formats that were not ruled out."""
        names = {name for kind, name in self._shelf.sets if kind == "format"}
        return names - self._search.not_formats - {IN_PERSON}

    def can_be_joined_from_home(self) -> int:
        """Return the ways of groups that may be joined from home, in a way that was asked for."""
        formats = self._search.formats
        return self._formats(*(name for name in self._left if not formats or name in formats))

    def _is(self, what: str) -> int:
        return self._shelf.sets.get(("is", what), 0)

    def _formats(self, *names: str) -> int:
        return self._shelf.having("format", names)

    @cached_property
    def _speaking(self) -> int:
        if not self._search.languages:
            return self._is("not only in English")
        return self._shelf.having("speaks", self._search.languages)

    @cached_property
    def _wanted(self) -> int:
        """The ways in a format that was asked for."""
        formats = self._search.formats
        if not self._home:
            return self._shelf.everything if not formats or IN_PERSON in formats else 0
        return self.can_be_joined_from_home()

    def _unknown(self, need: str) -> int:
        """Return the ways of which it is not known whether a must-have is met."""
        if need == LANGUAGE:
            return 0
        matters = self._shelf.everything
        formats = MATTERS_IN.get(need)
        if formats is not None and not self._home:
            matters = matters if IN_PERSON in formats else 0
        elif formats is not None:
            here = formats.intersection(self._left)
            asked_for = here & self._search.formats if self._search.formats else here
            matters = self._wanted & self._formats(*asked_for)
            matters |= ~self._wanted & self._formats(*here)
        return matters & ~self._shelf.having("yes", (need,))

    @cached_property
    def unknown(self) -> Parts:
        """The ways by how many must-haves are not known."""
        return self._summed((self._unknown(need), 1) for need in self._search.needs)

    @cached_property
    def others(self) -> Parts:
        """The ways by how far they are meant for others: ``standing.for_others``."""
        shelf, search = self._shelf, self._search
        weights = list[tuple[int, int]]()
        if search.who:
            weights.append((shelf.everything & ~shelf.having("for", (search.who,)), 1))
        if LANGUAGE not in search.needs:
            theirs = self._speaking if search.languages else 0
            foreign = self._is("said to speak") & ~shelf.having("speaks", (ENGLISH,)) & ~theirs
            weights += [(theirs, -1), (foreign, 2)]
        some = self._is("about some") & ~shelf.having("about", FOR_SOME & search.about)
        if search.who == "parent":
            some &= ~shelf.having("about", ("parents",))
        return self._summed([*weights, (some, 1)])

    @cached_property
    def wishes(self) -> Parts:
        """The ways by how many wishes are met, negative."""
        shelf, search = self._shelf, self._search
        met = [shelf.having("time", search.when), shelf.having("about", search.about)]
        if search.languages:
            met.append(self._speaking)
        return self._summed((ways, -1) for ways in met)

    def steps(self, least: float | None) -> Parts:
        """Return the ways by the last step it takes to show them, so many miles away or more."""
        shelf, search = self._shelf, self._search
        far = far_step(_more_than(least), search)
        floor = STEPS.index(far) + 1 if far else 0
        other = self._is("about something") & ~shelf.having("about", search.about)
        untimely = shelf.everything & ~shelf.having("time", search.when)
        parts: dict[str | int, int] = {}
        rest = shelf.everything
        for step, ways in (
            (NOT_ASKED_FOR, ~self._wanted),
            (STEPS.index("about") + 1, other if search.about else 0),
            (STEPS.index("when") + 1, untimely if search.when else 0),
            (0, -1),
        ):
            at = max(step, floor)
            parts[at] = parts.get(at, 0) | rest & ways
            rest &= ~ways
        return parts

    def tiers(self, least: float | None) -> Parts:
        """Return the ways by the tier they are in at the most."""
        known = self.unknown.get(0, 0)
        parts: dict[str | int, int] = {}
        for step, ways in self.steps(least).items():
            for unknown, some in ((False, ways & known), (True, ways & ~known)):
                tier = tier_of(int(step), unknown=unknown)
                parts[tier] = parts.get(tier, 0) | some
        return parts

    def bands(self, least: float | None) -> Parts:
        """Return the ways by the distance band they are in at the least."""
        everything, search = self._shelf.everything, self._search
        if not self._home:
            return {distance_band(_more_than(least), search, of_a_nation=False): everything}
        own = self._is("of a nation")
        return {
            distance_band(None, search, of_a_nation=False): everything & ~own,
            distance_band(None, search, of_a_nation=True): own,
        }

    def part(self, number: int, least: float | None) -> Parts:
        """Return the ways by one part of the order, ``least`` miles away or more; None at home."""
        if number == 0:
            return self.tiers(least)
        if number == 1:
            lowered = self._is("not heard of")
            return {0: self._shelf.everything & ~lowered, 1: lowered}
        if number in (2, 3, 7):
            return (self.unknown, self.others, self.wishes)[(2, 3, 7).index(number)]
        if number == 4:
            return self.steps(least)
        if number == 5:
            return self.bands(least)
        return dict(enumerate(self._shelf.freshness(self._search.today)))

    def _summed(self, weights: Iterable[tuple[int, int]]) -> Parts:
        """Return the ways by the sum of the weights of the sets they are in."""
        sums: dict[str | int, int] = {0: self._shelf.everything}
        for ways, weight in weights:
            before, sums = sums, {}
            for value, some in before.items():
                for at, part in ((value, some & ~ways), (int(value) + weight, some & ways)):
                    if part:
                        sums[at] = sums.get(at, 0) | part
        return sums


def _more_than(miles: float | None) -> float | None:
    return None if miles is None else nextafter(miles, inf) if miles else 0.0
