"""Which groups are shown: the first three in their order, with a little variety, and what was given
up for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Protocol

from chatbot.directory import Directory, Service, Status
from chatbot.distances import BROAD, on_an_island, ranges_of
from chatbot.eligibility import Search
from chatbot.searching.drawing import Drawing
from chatbot.searching.shelves import shelves_of
from chatbot.standing import STEPS, Candidate, judge

AT_ONCE = 3
"""How many groups one reply names."""
OF_ONE = 2
"""How many of them may be of one organization."""
PLAINLY = 50
"""Up to so many groups each of them is judged. It takes less than looking for the few to judge."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: at most three groups, what was given up, and whether more follow.

    ``given_up`` are the steps that it took to show all of ``shown``, in the order of ``STEPS``.
    ``closed``: a group that is closed for now and would have been among them. ``far``: the nearest
    place to go to is far away.
    """

    shown: tuple[Candidate, ...]
    given_up: tuple[str, ...] = ()
    more: bool = False
    closed: Service | None = None
    far: bool = False

    def first(self, count: int) -> tuple[Candidate, ...]:
        """Return the first groups; when all visits are far, one to join from home stays."""
        first = self.shown[:count]
        if count < 2 or not self.far or any(candidate.from_home for candidate in first):
            return first
        home = next((candidate for candidate in self.shown if candidate.from_home), None)
        return (*first[:-1], home) if home else first


class Ranked(Protocol):
    """The groups that fit a search, each once, in their order."""

    def within(
        self, *, from_home: bool = False, not_of: Collection[str] = ()
    ) -> Iterator[Candidate]:
        """Yield what is within reach; of these only what can be joined ``from_home``, or what is
        not of these organizations.
        """

    def beyond(self, *, known: bool) -> Iterator[Candidate]:
        """Yield what is out of reach; with ``known`` only where no must-have is unknown."""


@dataclass(frozen=True, slots=True)
class Plainly:
    """Every group judged and sorted: what all quicker ways must agree with."""

    candidates: tuple[Candidate, ...]

    @classmethod
    def of(cls, directory: Directory, search: Search, without: Collection[str]) -> Plainly:
        """Judge every group that is not in ``without``."""
        judged = (
            judge(service, search)
            for service in directory.serving(search.who)
            if service.id not in without
        )
        return cls(tuple(sorted((one for one in judged if one), key=lambda one: one.order)))

    def within(
        self, *, from_home: bool = False, not_of: Collection[str] = ()
    ) -> Iterator[Candidate]:
        """See ``Ranked``."""
        for one in self.candidates:
            fits = not one.beyond_reach and (one.from_home or not from_home)
            if fits and one.service.organization not in not_of:
                yield one

    def beyond(self, *, known: bool) -> Iterator[Candidate]:
        """See ``Ranked``."""
        return (one for one in self.candidates if one.beyond_reach and not (known and one.unknown))


def prepare(directory: Directory) -> None:
    """Make ready what searches in a directory need, so that none of them waits for it."""
    if len(directory.services) > PLAINLY:
        shelves_of(directory)


def find(directory: Directory, search: Search, without: Collection[str] = ()) -> Found:
    """Return the groups that come first and are not in ``without``."""
    if len(directory.services) <= PLAINLY:
        return choose(Plainly.of(directory, search, without), search, first_page=not without)
    return find_quickly(directory, search, without)


def find_quickly(directory: Directory, search: Search, without: Collection[str] = ()) -> Found:
    """Return what ``find`` returns, judging few groups: for a large directory."""
    drawing = Drawing(shelves_of(directory), search, frozenset(without))
    return choose(drawing, search, first_page=not without)


def choose(ranked: Ranked, search: Search, *, first_page: bool) -> Found:
    """Choose what is shown. What stands first is never displaced."""
    shown, closed, more = _first_three(ranked)
    far = _is_far(shown, search)
    if far and not any(one.from_home for one in shown):
        home = next(_open(ranked.within(from_home=True)), None)
        shown, more = _in_the_last_place(shown, home, more)
    if shown and all(one.unknown for one in shown):
        shown, more = _in_the_last_place(shown, next(_open(ranked.beyond(known=True)), None), more)
    if not shown and first_page:
        shown = list(islice(_open(ranked.beyond(known=False)), AT_ONCE))
    return found_of(shown, more=more, closed=closed if first_page else None, far=far)


def found_of(
    shown: Sequence[Candidate], *, more: bool, closed: Service | None = None, far: bool = False
) -> Found:
    """Return what was found, with every step that it took."""
    given_up = frozenset[str]().union(*(one.given_up for one in shown))
    steps = tuple(step for step in STEPS if step in given_up)
    return Found(tuple(shown), steps, more, closed, far)


def _open(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    return (one for one in candidates if one.service.status is not Status.TEMPORARILY_CLOSED)


def _first_three(ranked: Ranked) -> tuple[list[Candidate], Service | None, bool]:
    """Return the first three that are open, at most two of one organization where another has one
    in the same tier; what is closed and would have come before the last; and whether more follow.
    """
    shown: list[Candidate] = []
    closed: Service | None = None
    candidates = ranked.within()
    for one in candidates:
        if one.service.status is Status.TEMPORARILY_CLOSED:
            if closed is None and one.tier != "D":
                closed = one.service
            continue
        if len(shown) == AT_ONCE:
            return shown, closed, True
        shown.append(_of_another(one, shown, ranked))
        if shown[-1] is not one:
            return shown, closed, True
        if len(shown) == AT_ONCE:
            break
    return shown, closed, next(_open(candidates), None) is not None


def _of_another(one: Candidate, shown: list[Candidate], ranked: Ranked) -> Candidate:
    """Return the candidate, or one of its tier of another organization when there are enough."""
    organization = one.service.organization
    if not organization or len(shown) < OF_ONE:
        return one
    if any(other.service.organization != organization for other in shown):
        return one
    others = _open(ranked.within(not_of=(organization,)))
    other = next(takewhile(lambda other: other.tier == one.tier, others), None)
    return other or one


def _is_far(shown: list[Candidate], search: Search) -> bool:
    """Say whether the nearest visit is beyond the second band, or over water for all we know."""
    visits = [one.miles for one in shown if one.miles is not None]
    if not visits or search.place is None or search.place.radius > BROAD:
        return False
    near = ranges_of(search.place).bands[0 if on_an_island(search.place) else 1]
    return min(visits) - search.place.radius > near


def _in_the_last_place(
    shown: list[Candidate], one: Candidate | None, more: bool
) -> tuple[list[Candidate], bool]:
    """Add a candidate, in the place of the last when there are three already."""
    if one is None:
        return shown, more
    return [*shown[: AT_ONCE - 1], one], more or len(shown) == AT_ONCE
