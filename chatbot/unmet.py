"""What people look for and do not find: one event a search, and counts that pick nobody out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from chatbot.distances import BROAD
from chatbot.eligibility import IN_PERSON, Search
from chatbot.matching import Found
from chatbot.places import Place
from chatbot.reports import FEWEST
from chatbot.standing import FARTHER, Candidate

WISHES = ("near", "meet", "when", "about")
"""What can be relaxed; a need is named by its own key."""
FOUND, MISSING = "found", "missing"
ELSEWHERE = "not said"
"""The area of who named no place, or one as large as Wales."""


class SearchEvent(NamedTuple):
    """One search, without anything of who made it: no text, no number, no id of a contact.

    ``area`` is the letters at the beginning of a postcode, "" where it was not said. ``given_up``
    are the steps it took to show anything, of ``standing.STEPS``. ``unmet`` are wishes that no
    group shown has, and needs that none is known to meet. ``later``: the same conversation had
    looked before, so that people can be counted and not searches.
    """

    day: date
    area: str = ""
    who: str = ""
    needs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    shown: int = 0
    tier: str = ""
    later: bool = False


def event_of(search: Search, found: Found, *, later: bool) -> SearchEvent:
    """Return what is kept of a search."""
    known = {need for candidate in found.shown for need in candidate.known}
    wished = asked_for(search)
    missing = tuple(wish for wish in WISHES if wish in wished and not _met(wish, found.shown))
    return SearchEvent(
        day=search.today,
        area=_area(search.place),
        who=search.who,
        needs=tuple(sorted(search.needs)),
        languages=tuple(sorted(search.languages)),
        formats=tuple(sorted(search.formats)),
        when=tuple(sorted(search.when)),
        about=tuple(sorted(search.about)),
        given_up=found.given_up,
        unmet=(*missing, *sorted(need for need in search.needs if need not in known)),
        shown=len(found.shown),
        tier=min((candidate.tier for candidate in found.shown), default=""),
        later=later,
    )


def _met(wish: str, shown: Iterable[Candidate]) -> bool:
    """Say whether any group that is shown has what was wished for; a place in range when "near"."""
    if wish == "near":
        return any(one.miles is not None and not one.given_up & FARTHER for one in shown)
    return any(wish not in one.given_up for one in shown)


def _area(place: Place | None) -> str:
    """Return the area of a postcode district: "LS" of "LS6"; "" for anywhere in Wales."""
    if place is None or place.radius > BROAD:
        return ""
    return "".join(takewhile(str.isalpha, place.outcode))


def asked_for(search: Search) -> frozenset[str]:
    """Return which wishes and needs a search has."""
    wishes = {
        "near": search.place is not None and IN_PERSON in search.formats,
        "meet": bool(search.formats),
        "when": bool(search.when),
        "about": bool(search.about),
    }
    return frozenset((*(name for name, wish in wishes.items() if wish), *search.needs))


class Cells(NamedTuple):
    """Counts that together make up a total; None stands for one that is not told."""

    cells: Mapping[str, int | None]
    total: int | None


def told(counts: Mapping[str, int]) -> Cells:
    """Return counts that make up a total, without those that could pick somebody out.

    A count under five is not told. Nor is the next smallest where the others and the total would
    give it away, nor the total where nothing else helps. What is 0 is left out, so whoever knows
    that a count is hidden knows that it is 1 or more.
    """
    there = {name: count for name, count in counts.items() if count}
    total = sum(there.values())
    hidden = {name for name, count in there.items() if count < FEWEST}
    smallest_first = sorted(there, key=lambda name: (there[name], name))
    while hidden and _given_away([there[name] for name in hidden]):
        following = next((name for name in smallest_first if name not in hidden), None)
        if following is None:
            return Cells(dict.fromkeys(sorted(there)), None)
        hidden.add(following)
    shown = sorted(there.keys() - hidden, key=lambda name: (-there[name], name))
    # Those that are hidden by their names: their order would tell which is larger.
    return Cells({**{name: there[name] for name in shown}, **dict.fromkeys(sorted(hidden))}, total)


def _given_away(hidden: Sequence[int]) -> bool:
    """Say whether the sum of hidden counts, which can be worked out, tells too much of them.

    Each is at least 1: five that sum up to five are all 1.
    """
    total = sum(hidden)
    return total < FEWEST or total == len(hidden)


class Wanted(NamedTuple):
    """How often one thing was asked for, and how often it was not found; None: not told."""

    what: str
    asked: int | None
    not_found: int | None


@dataclass(frozen=True, slots=True)
class Needs:
    """A report of a month, counting people's first searches. ``areas`` has how often somebody
    searched, by the letters of the postcode. ``missing`` has what was not found, by area.
    """

    searches: int | None
    nothing_found: int | None
    wanted: tuple[Wanted, ...]
    areas: tuple[Wanted, ...]
    missing: tuple[tuple[str, Wanted], ...]


def needs_of(events: Iterable[SearchEvent]) -> Needs:
    """Count what people looked for and did not find, telling nothing under five.

    Only the first search of a conversation counts: five searches may be one person's.
    """
    first = [event for event in events if not event.later]
    overall = told(_split(first, lambda event: not event.shown))
    areas = told(Counter(event.area or ELSEWHERE for event in first))
    wanted = _by_most(_asked_and_not_found(first))
    return Needs(
        searches=overall.total if areas.total is not None else None,
        nothing_found=overall.cells.get(MISSING, 0),
        wanted=wanted,
        areas=tuple(
            Wanted(area, count, _not_found(first, area, count))
            for area, count in areas.cells.items()
        ),
        missing=tuple(_by_area(first, wanted, areas)),
    )


def _split(events: Iterable[SearchEvent], missing: Callable[[SearchEvent], bool]) -> Counter[str]:
    return Counter(MISSING if missing(event) else FOUND for event in events)


def _not_found(events: Sequence[SearchEvent], area: str, count: int | None) -> int | None:
    """Return how many in an area missed something; None where that or the area is not told."""
    here = [event for event in events if (event.area or ELSEWHERE) == area]
    split = told(_split(here, lambda event: bool(event.unmet)))
    return None if count is None else split.cells.get(MISSING, 0)


def _asked_and_not_found(events: Sequence[SearchEvent]) -> Iterator[Wanted]:
    """Yield, for each thing asked for, how many asked and how many of them did not find it."""
    asked = Counter(key for event in events for key in _keys(event))
    for key, count in asked.items():
        missed = sum(1 for event in events if key in _keys(event) and _missed(event, key))
        split = told({MISSING: missed, FOUND: count - missed})
        if split.total is None:
            yield Wanted(key, None, None)
        else:
            yield Wanted(key, split.total, split.cells.get(MISSING, 0))


def _keys(event: SearchEvent) -> frozenset[str]:
    """Return all that a search asked for: needs, languages, formats, times and subjects."""
    near = ("near",) if event.area and IN_PERSON in event.formats else ()
    named = (*event.needs, *event.languages, *event.formats, *event.when, *event.about)
    return frozenset((*named, *near)) - {"language"}


def _missed(event: SearchEvent, key: str) -> bool:
    """Say whether what was asked for by this key had to be let go."""
    wish = {
        **dict.fromkeys(event.formats, "meet"),
        **dict.fromkeys(event.when, "when"),
        **dict.fromkeys(event.about, "about"),
        **dict.fromkeys(event.languages, "language"),
    }
    return wish.get(key, key) in event.unmet


def _by_area(
    events: Sequence[SearchEvent], wanted: Sequence[Wanted], areas: Cells
) -> Iterator[tuple[str, Wanted]]:
    """Yield what was not found where; only what may be told, of areas that are told."""
    for one in wanted:
        if not one.not_found:
            continue
        counts = Counter(event.area or ELSEWHERE for event in events if _missed_it(event, one.what))
        for area, count in told(counts).cells.items():
            if count and areas.cells.get(area):
                yield area, Wanted(one.what, None, count)


def _missed_it(event: SearchEvent, key: str) -> bool:
    return key in _keys(event) and _missed(event, key)


def _by_most(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    def order(one: Wanted) -> tuple[int, int, str]:
        return -(one.not_found or 0), -(one.asked or 0), one.what

    return tuple(sorted(wanted, key=order))
