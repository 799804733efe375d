"""Orders of groups measured on the judged set: ours, and three that others use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import log2

from chatbot.content import Content
from chatbot.directory import Directory, Published, Service, Status
from chatbot.eligibility import MATTERS_IN, Search, speaks, times_of_day
from chatbot.facts import Fact
from chatbot.gazetteer import Gazetteer
from chatbot.matching import AT_ONCE, find
from chatbot.places import Place, miles_between
from chatbot.schedules import Frequency, Rhythm, Schedule
from tests.judged import AS_OF, Seeker, read_grades, read_groups, read_people
from tests.searched import reply_to

GOOD = 2
"""The grade from which the first group is good; 1 is acceptable if nothing else fits."""
LOOK_AHEAD = 100
"""Days in which a next meeting is looked for."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Order = Callable[["JudgedSet", Search], Sequence[str]]


@dataclass(frozen=True)
class JudgedSet:
    """The groups, the people with what they look for, and the grades by person and group."""

    directory: Directory
    people: Sequence[Seeker]
    searches: Mapping[str, Search]
    grades: Mapping[str, Mapping[str, int]]
    harm: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, gazetteer: Gazetteer) -> JudgedSet:
        """Read the set. Places are those of our tables, at the spot that the set gives."""
        people, grades = read_people(), read_grades()
        return cls(
            Directory(tuple(read_groups())),
            people,
            {person.id: search_of(person, gazetteer) for person in people},
            {
                person.id: {one.group: one.grade for one in grades if one.person == person.id}
                for person in people
            },
            {
                person.id: frozenset(
                    one.group for one in grades if one.person == person.id and one.harm
                )
                for person in people
            },
        )

    @cached_property
    def listed(self) -> Sequence[Service]:
        """The groups that any directory would list."""
        return [
            service
            for service in self.directory.services
            if service.published is Published.LIVE and service.status is Status.ACTIVE
        ]


def search_of(person: Seeker, gazetteer: Gazetteer) -> Search:
    asked = person.search
    return Search(
        AS_OF,
        asked["who"],
        _place(person, gazetteer),
        *(frozenset(asked[name]) for name in ("formats", "not_formats")),
        tuple(asked["needs"]),
        tuple(asked["languages"]),
        *(frozenset(asked[name]) for name in ("when", "not_when", "about")),
    )


def _place(person: Seeker, gazetteer: Gazetteer) -> Place | None:
    asked = person.search["place"]
    if asked is None:
        return None
    named = [one for one in gazetteer.candidates(asked["name"]) if one.nation == person.nation]
    there = next((one for one in named if one.outcode == asked["outcode"]), None)
    there = there or next(iter(named), None) or gazetteer.outcodes[asked["outcode"].casefold()]
    return replace(there, **asked, nation=person.nation)


def ours(judged: JudgedSet, search: Search) -> Sequence[str]:
    return [one.service.id for one in find(judged.directory, search).shown]


def nearest_first(judged: JudgedSet, search: Search) -> Sequence[str]:
    """By distance alone; what has no place comes last."""
    fitting = [one for one in judged.listed if _serves(one, search)]
    return _ids(sorted(fitting, key=lambda one: (_miles(one, search), one.id)))


def unknown_dropped(judged: JudgedSet, search: Search) -> Sequence[str]:
    """Only where all that was asked for is said; of these the nearest first."""
    fitting = [
        one
        for one in judged.listed
        if _serves(one, search)
        and (not search.formats or one.formats & search.formats)
        and one.formats - search.not_formats
        and all(_known(one, need, search) is Fact.YES for need in search.needs)
        and (not search.when or times_of_day(one.schedules) & search.when)
        and (not search.about or one.about & search.about)
    ]
    return _ids(sorted(fitting, key=lambda one: (_miles(one, search), one.id)))


def soonest_first(judged: JudgedSet, search: Search) -> Sequence[str]:
    """Those within 60 miles or from home, by when they meet next."""
    fitting = [
        one
        for one in judged.listed
        if _serves(one, search)
        and one.formats - search.not_formats
        and (not search.formats or one.formats & search.formats)
        and (one.formats - {"in_person"} or _miles(one, search) <= 60)
    ]
    return _ids(sorted(fitting, key=lambda one: (_next_day(one), _miles(one, search), one.id)))


ORDERS: Mapping[str, Order] = {
    "ours": ours,
    "nearest first": nearest_first,
    "unknown dropped": unknown_dropped,
    "next meeting soonest": soonest_first,
}


def _ids(services: Iterable[Service]) -> list[str]:
    return [service.id for service in services][:AT_ONCE]


def _serves(service: Service, search: Search) -> bool:
    return service.serves(search.who)


def _known(service: Service, need: str, search: Search) -> Fact:
    if need == "language":
        return Fact.YES if speaks(service, search.languages) else Fact.NO
    if need in service.bars.requires:
        return Fact.YES
    return service.fact(need, service.places[0] if service.places else None)


def _miles(service: Service, search: Search) -> float:
    here = search.place
    spots = [place.location for place in service.places]
    if here is None or not spots:
        return 10_000.0
    return min(miles_between(here.lat, here.lon, spot.lat, spot.lon) for spot in spots)


def _next_day(service: Service) -> date:
    """Return the day it meets next, or a late one when that is not said."""
    schedules = [*service.schedules, *(one for at in service.places for one in at.schedules)]
    days = (AS_OF + timedelta(days=ahead) for ahead in range(LOOK_AHEAD))
    late = AS_OF + timedelta(days=LOOK_AHEAD)
    return next((day for day in days if any(_meets(one, day) for one in schedules)), late)


def _meets(schedule: Schedule, day: date) -> bool:
    if schedule.rhythm is not Rhythm.REGULAR:
        return schedule.rhythm is Rhythm.ALWAYS_OPEN
    if schedule.freq is Frequency.WEEKLY and schedule.interval > 1 and schedule.dtstart:
        weeks = (day - schedule.dtstart).days // 7
        if weeks % schedule.interval:
            return False
    here = DAYS[day.weekday()]
    week = (day.day - 1) // 7 + 1
    last = (day + timedelta(days=7)).month != day.month
    names = {here, f"{week}{here}", *([f"-1{here}"] if last else [])}
    return bool(names & set(schedule.byday.split(",")))


@dataclass(frozen=True)
class Score:
    """What an order came to: by person the nDCG@3 (0 to 1) and the grade of the first group."""

    gains: Mapping[str, float]
    first: Mapping[str, int]
    harm: int
    violations: int
    dead_ends: int

    def mean(self, people: Iterable[str] | None = None) -> float:
        """Return the mean nDCG@3 of all, or of some."""
        chosen = list(self.gains if people is None else people)
        return sum(self.gains[person] for person in chosen) / max(1, len(chosen))

    def with_first(self, grade: int) -> int:
        """Return for how many the first group has this grade or a better one."""
        return sum(first >= grade for first in self.first.values())


def score(judged: JudgedSet, order: Order) -> Score:
    """Measure an order. Where nothing fits, to show nothing is right."""
    gains: dict[str, float] = {}
    first: dict[str, int] = {}
    harm = violations = dead_ends = 0
    for person in judged.people:
        shown = list(order(judged, judged.searches[person.id]))
        grades = judged.grades[person.id]
        got = [grades.get(group, 0) for group in shown]
        ideal = sorted(grades.values(), reverse=True)[:AT_ONCE]
        harm += len(judged.harm[person.id].intersection(shown))
        violations += len(person.must_not.intersection(shown))
        if person.nothing_fits:
            gains[person.id] = float(not shown)
            continue
        dead_ends += not shown
        gains[person.id] = _discounted(got) / _discounted(ideal)
        first[person.id] = got[0] if got else 0
    return Score(gains, first, harm, violations, dead_ends)


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


@dataclass(frozen=True)
class Told:
    """The whole reply to each person: who got none, and what was not said that is not known."""

    silent: Sequence[str]
    undisclosed: Sequence[str]


def told(content: Content, judged: JudgedSet) -> Told:
    """Read every reply as its reader would: what is not known of a must-have must be in its line.

    What is known is looked up in the listing; nothing is asked of the program that ranks.
    """
    silent: list[str] = []
    undisclosed: list[str] = []
    said = content.said[content.flows[0].name]
    for person in judged.people:
        search = judged.searches[person.id]
        turn = reply_to(content, judged.directory, search)
        text = turn.reply.text if turn.reply else ""
        if not text.strip():
            silent.append(person.id)
        rows = text.split("\n")
        for number, group in enumerate(turn.conversation.now.shown, 1):
            service = judged.directory.by_id[group]
            row = next((row for row in rows if row.startswith(f"{number} {service.name}")), "")
            for need in search.needs:
                if _unknown_there(service, need, row, said) and not _says_so(row, said[need]):
                    undisclosed.append(f"{person.id} {group} {need}")
    return Told(silent, undisclosed)


def _unknown_there(service: Service, need: str, row: str, said: Mapping[str, str]) -> bool:
    """Say whether a need matters in the ways to join that a line names, and is not known there."""
    if need == "language" or need in service.bars.requires:
        return False
    named = {name for name in service.formats if said.get(name, name) in row}
    at = None
    if re.search(r"about \d+ mile", row) or not named:
        named |= {"in_person"}
        at = service.places[0] if service.places else None
    matters = bool(named & MATTERS_IN.get(need, frozenset(named)))
    return matters and service.fact(need, at) is Fact.UNKNOWN


def _says_so(row: str, need: str) -> bool:
    gap = re.search(r"\. ([^.]*): not known, ask first", row)
    return bool(gap) and need.casefold() in gap[1].casefold()
