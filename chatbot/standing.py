"""Where a group stands for one search: a tier, and a fixed order in it. Nothing in the order could
be paid for, and every part of it can be said in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

from chatbot.directory import Service, ServiceAtLocation, Strength
from chatbot.distances import on_an_island, ranges_of
from chatbot.eligibility import (
    ENGLISH,
    IN_PERSON,
    LANGUAGE,
    MATTERS_IN,
    Search,
    Way,
    allowed,
    need_fact,
    speaks,
    times_of_day,
    ways_to_join,
)
from chatbot.facts import Fact

FRESH, STALE = 92, 365
"""Days since a listing was checked. Open Referral UK asks for three months."""
UNANSWERED = 3
"""After so many reminders in a row a group is listed lower, and whoever sees it told to call."""
STEPS = ("when", "about", "twice", "region", "meet", "uk_wide")
"""What is given up to show a group, in the order in which it is: the time of day, what it is about,
the distance twice, up to the end of our reach, how to meet, and the reach itself.
"""
FOR_SOME = frozenset(
    ("newly_diagnosed", "parents", "young_adults", "pregnancy", "older", "students")
)
"""What a group can be about that says for whom it is."""
FARTHER = frozenset(("twice", "region", "uk_wide"))
NOT_ASKED_FOR = STEPS.index("meet") + 1
BAND = 4
"""From one band of miles to the next, so that others fit between."""
Order = tuple[str, int, int, int, int, int, int, int, float, str]
"""Tier, reminders unanswered, must-haves not known, how far it is for others, step, distance band,
freshness band, wishes met (negative), miles, and the turn-about of the week.
"""
LAST: Order = ("E", 0, 0, 0, 0, 0, 0, 0, 0.0, "")
"""Of a group that no longer fits and is in a list already."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group that may be shown, with the facts that speak for it and what is not known.

    ``tier`` is A to D: all must-haves known; some unknown; far, or a wish dropped; in a way that
    was not asked for. ``formats`` are those of its formats that count here. ``miles`` and ``at``
    are None without a place to go. ``given_up``: those of ``STEPS`` it takes to show it.
    """

    service: Service
    tier: str
    order: Order = field(repr=False)
    formats: frozenset[str] = frozenset()
    miles: float | None = None
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    given_up: frozenset[str] = frozenset()
    at: ServiceAtLocation | None = None

    @property
    def beyond_reach(self) -> bool:
        """Say whether it is farther away than we look, unless nothing nearer is enough."""
        return "uk_wide" in self.given_up

    @property
    def from_home(self) -> bool:
        """Say whether it can be joined from home."""
        return bool(self.formats - {IN_PERSON})


def judge(service: Service, search: Search) -> Candidate | None:
    """Return the group as a candidate, in the way to join it that stands first; None when a hard
    rule leaves it out.
    """
    if not allowed(service, search):
        return None
    ways = ways_to_join(service, search)
    standing = [_standing(service, way, search) for way in ways]
    if not standing:
        return None
    first = min(standing, key=lambda candidate: candidate.order)
    home = frozenset[str]().union(*(way.formats for way in ways if way.at is None))
    also = home & search.formats if search.formats else home
    return first if first.at is None or not also else replace(first, formats=first.formats | also)


def _standing(service: Service, way: Way, search: Search) -> Candidate:
    wanted = way.formats & search.formats if search.formats else way.formats
    known: list[str] = []
    unknown: list[str] = []
    for need in search.needs:
        fact = need_fact(service, need, way.at)
        if (wanted or way.formats) & MATTERS_IN.get(need, way.formats):
            (known if fact is Fact.YES else unknown).append(need)
    wishes = _wishes(service, way, search)
    step = _step(service, wishes, far_step(way.miles, search), met=bool(wanted))
    order = (
        tier_of(step, unknown=bool(unknown)),
        int(service.reminders >= UNANSWERED),
        len(unknown),
        for_others(service, search),
        step,
        distance_band(way.miles, search, of_a_nation=bool(service.nations)),
        freshness_band(service.checked_on, search.today),
        -sum(wishes.values()),
        way.miles or 0.0,
        turn_about(service.id, search.today),
    )
    given_up = {name for name, met in wishes.items() if not met and name in STEPS}
    given_up |= {STEPS[step - 1]} if step else set()
    given_up |= {far} if (far := far_step(way.miles, search)) else set()
    return Candidate(
        service, min(order[0], "D"), order, wanted or way.formats, way.miles, tuple(known),
        tuple(unknown), frozenset(given_up), way.at,
    )  # fmt: skip


def _wishes(service: Service, way: Way, search: Search) -> dict[str, bool]:
    """Return which of the wishes that keep no group out there are, and whether they are met."""
    wishes: dict[str, bool] = {}
    if search.when:
        wishes["when"] = not times_of_day(service.meets(way.at)).isdisjoint(search.when)
    if search.about:
        wishes["about"] = not service.about.isdisjoint(search.about)
    if search.languages:
        wishes["language"] = speaks(service, search.languages)
    return wishes


def _step(service: Service, wishes: Mapping[str, bool], far: str, *, met: bool) -> int:
    """Return the last of the steps it takes to show a group, counted from 1; 0 for none.

    A group about something else gives up what it is about. One that says nothing of it does not.
    """
    steps = {far} if far else set()
    if not wishes.get("when", True):
        steps.add("when")
    if service.about and not wishes.get("about", True):
        steps.add("about")
    if not met:
        steps.add("meet")
    return max((STEPS.index(one) + 1 for one in steps), default=0)


def far_step(miles: float | None, search: Search) -> str:
    """Return which step a distance takes, "" for what is in range or joined from home."""
    if miles is None or search.place is None:
        return ""
    ranges = ranges_of(search.place)
    if miles <= ranges.within:
        return ""
    return "twice" if miles <= ranges.twice else "region" if miles <= ranges.reach else "uk_wide"


def tier_of(step: int, *, unknown: bool) -> str:
    """Return the tier, or "E" for what is beyond our reach, which is said as D."""
    if step > NOT_ASKED_FOR:
        return "E"
    return "D" if step == NOT_ASKED_FOR else "C" if step else "B" if unknown else "A"


def for_others(service: Service, search: Search) -> int:
    """Return 0 for a group meant for this person, more the more it is meant for others."""
    strength = service.audiences.get(search.who)
    by_another = strength is None and bool(search.who)  # a friend who asks for an adult
    others = int(by_another or strength is Strength.WELCOME)
    if LANGUAGE not in search.needs and service.spoken:
        if search.languages and speaks(service, search.languages):
            others -= 1
        elif ENGLISH not in service.spoken:
            others += 2
    some = service.about & FOR_SOME
    if some and some.isdisjoint(search.about):
        others += not (search.who == "parent" and "parents" in some)
    return others


def distance_band(miles: float | None, search: Search, *, of_a_nation: bool) -> int:
    """Return 0 for somewhere to go to nearby, rising with distance.

    Groups to join from home come between; after all visits in range when visits were asked for.
    One for the nation somebody lives in is nearer than one for the whole UK; one for a nation that
    need not be theirs is farther.
    """
    if miles is None or search.place is None:
        theirs = search.place is not None and bool(search.place.nation)
        return home_band(search) + (of_a_nation and (-1 if theirs else 1))
    ranges = ranges_of(search.place)
    return BAND * sum(miles > end for end in (*ranges.bands, ranges.twice))


def home_band(search: Search) -> int:
    """Return where groups to join from home stand among the bands of miles."""
    if search.place is None or (search.formats and IN_PERSON not in search.formats):
        return 0
    if on_an_island(search.place):
        return BAND // 2
    return 2 * BAND + BAND // 2 if search.formats else BAND + BAND // 2


def freshness_band(checked_on: date | None, today: date) -> int:
    """Return 0 for what was checked in the last three months, 1 in the last year, 2 before."""
    if checked_on is None:
        return 2
    days = (today - checked_on).days
    return 0 if days <= FRESH else 1 if days <= STALE else 2


@lru_cache(maxsize=400_000)  # all groups of a large directory, for a week
def turn_about(service_id: str, today: date) -> str:
    """Return a key that settles ties otherwise each week, so that no name is always first."""
    year, week, _ = today.isocalendar()
    return sha256(f"{service_id} {year} {week}".encode()).hexdigest()[:16]
