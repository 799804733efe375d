"""Which groups fit: must-haves are never broken, unknown ranks lower, reasons are facts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256

from chatbot.directory import Directory, Service, ServiceAtLocation, Status
from chatbot.eligibility import (
    BROAD,
    MATTERS_IN,
    Reach,
    Search,
    allowed,
    need_fact,
    reachable,
    times_of_day,
)
from chatbot.facts import Fact

AT_ONCE = 3
"""How many groups one reply names."""
NEAR, IN_RANGE = 10.0, 20.0
"""Miles, straight line: beyond NEAR a group to join from home is listed too; beyond IN_RANGE a
group ranks lower."""
FRESH, STALE = 92, 365
"""Days since a listing was checked. Open Referral UK asks for three months."""
AT_HOME = frozenset(("online", "chat", "phone"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group that may be shown, with the facts that speak for it and what is not known.

    ``tier`` is A to D: all must-haves known; some unknown; far, or a wish dropped; from anywhere.
    ``formats`` are those of its formats that count here. ``miles`` and ``at`` are None without a
    place to go.
    """

    service: Service
    tier: str
    order: tuple[object, ...] = field(repr=False)
    formats: frozenset[str] = frozenset()
    miles: float | None = None
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    met: frozenset[str] = frozenset()
    at: ServiceAtLocation | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: at most three groups, what none of them has, and whether more follow.

    ``unmet`` holds "meet", "when", "about" or "near" for each wish no group shown has. ``far``:
    the nearest place to go to is far away.
    """

    shown: tuple[Candidate, ...]
    unmet: tuple[str, ...] = ()
    more: bool = False
    closed: Service | None = None
    far: bool = False

    def first(self, count: int) -> tuple[Candidate, ...]:
        """Return the first groups; when all visits are far, one to join from home stays."""
        first = self.shown[:count]
        if not self.far or any(_from_home(candidate) for candidate in first):
            return first
        home = next((candidate for candidate in self.shown if _from_home(candidate)), None)
        return (*first[:-1], home) if home else first


def find(directory: Directory, search: Search, without: Collection[str] = ()) -> Found:
    """Return the best-fitting groups that are not in ``without``, in a fixed order.

    Groups in another format than was asked for come last of all, so they are looked at only when
    those asked for are too few, too far, or lack a wish.
    """
    wished, others = _by_format(directory.serving(search.who), search)
    fitting, closed = _judged(wished, search, without)
    shown, far = _with_one_from_home(fitting, search)
    if len(fitting) <= AT_ONCE or far or _unmet(fitting, search):
        more_fitting, more_closed = _judged(others, search, without)
        fitting = sorted(fitting + more_fitting, key=_order)
        closed += more_closed
        shown, far = _with_one_from_home(fitting, search)
    nearby = [c for c in closed if c.miles is not None and c.miles <= NEAR and c.service.back_on]
    return Found(
        shown=tuple(shown),
        unmet=_unmet(fitting, search),
        more=len(fitting) > len(shown),
        closed=min(nearby, key=_order).service if nearby and not without else None,
        far=far,
    )


def _by_format(
    services: Sequence[Service], search: Search
) -> tuple[Sequence[Service], Sequence[Service]]:
    if not search.formats:
        return services, ()
    wished = [service for service in services if service.formats & search.formats]
    return wished, [service for service in services if not service.formats & search.formats]


def _judged(
    services: Sequence[Service], search: Search, without: Collection[str]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return those that may be shown, in their order, and those that are closed for now."""
    fitting: list[Candidate] = []
    closed: list[Candidate] = []
    for service in services:
        if service.id in without or not (candidate := judge(service, search)):
            continue
        (closed if service.status is Status.TEMPORARILY_CLOSED else fitting).append(candidate)
    fitting.sort(key=_order)
    return fitting, closed


def judge(service: Service, search: Search) -> Candidate | None:
    """Return the group as a candidate, or None when a hard rule leaves it out."""
    if not allowed(service, search):
        return None
    reach = reachable(service, search)
    formats, at, miles = reach
    if not formats:
        return None
    known: list[str] = []
    unknown: list[str] = []
    for need in search.needs:
        fact = need_fact(service, need, search, at)
        if formats & MATTERS_IN.get(need, formats):
            (known if fact is Fact.YES else unknown).append(need)
    wanted = formats & search.formats if search.formats else formats
    met = _wishes_met(service, search, wanted, reach)
    tier = _tier(search, wanted, miles, bool(unknown), met)
    order = (
        tier,
        -len(known),
        _for_others(service, search),
        _distance_band(search, miles, wanted or formats),
        _freshness_band(service.checked_on, search.today),
        -len(met),
        miles if miles is not None else 0.0,
        _turn_about(service.id, search.today),
    )
    return Candidate(
        service, tier, order, wanted or formats, miles, tuple(known), tuple(unknown), met, at
    )


def _order(candidate: Candidate) -> tuple[object, ...]:
    return candidate.order


def _for_others(service: Service, search: Search) -> int:
    """Return 0 for a group meant for this person, more the more it is meant for others."""
    others = 0
    if search.who and search.who not in service.audiences:
        others += 2
    if service.languages and "language" not in search.needs:
        others += 2
    if service.about and service.about.isdisjoint(search.about):
        others += not (search.who == "parent" and "parents" in service.about)
    return others


def _wishes_met(
    service: Service, search: Search, wanted: frozenset[str], reach: Reach
) -> frozenset[str]:
    met, miles = [], reach.miles
    if search.formats and wanted:
        met.append("meet")
    if search.when and _times(service, reach) & search.when:
        met.append("when")
    if search.about and service.about & search.about:
        met.append("about")
    if miles is not None and _wants_near(search) and miles <= _range(search):
        met.append("near")
    return frozenset(met)


def _times(service: Service, reach: Reach) -> frozenset[str]:
    """Return the times of day of all ways to join it."""
    there = service.meets(reach.at) if reach.at else ()
    home = service.schedules if reach.formats - {"in_person"} else ()
    return times_of_day(there) | times_of_day(home)


def _wants_near(search: Search) -> bool:
    return search.place is not None and "in_person" in search.formats


def _range(search: Search) -> float:
    radius = search.place.radius if search.place else 0.0
    return radius if radius > BROAD else IN_RANGE


def _tier(
    search: Search,
    wanted: frozenset[str],
    miles: float | None,
    unknown: bool,
    met: frozenset[str],
) -> str:
    if search.formats and not wanted:
        return "D"
    far = miles is not None and miles > _range(search) and not wanted & AT_HOME
    if far or (search.when and "when" not in met):
        return "C"
    return "B" if unknown else "A"


def _distance_band(search: Search, miles: float | None, formats: frozenset[str]) -> int:
    """Return 0 for somewhere to go to nearby, rising with distance.

    Groups to join from home come between; after all visits in range when visits were asked for.
    """
    if miles is None or "in_person" not in formats:
        return 3 if _wants_near(search) else 2
    if search.place is not None and search.place.radius > BROAD:
        return 0
    return 0 if miles <= 5 else 1 if miles <= NEAR else 2 if miles <= IN_RANGE else 4


def _freshness_band(checked_on: date | None, today: date) -> int:
    if checked_on is None:
        return 2
    days = (today - checked_on).days
    return 0 if days <= FRESH else 1 if days <= STALE else 2


@lru_cache(maxsize=100_000)
def _turn_about(service_id: str, today: date) -> str:
    """Return a key that settles ties otherwise each week, so that no name is always first."""
    year, week, _ = today.isocalendar()
    return sha256(f"{service_id} {year} {week}".encode()).hexdigest()[:8]


def _with_one_from_home(fitting: list[Candidate], search: Search) -> tuple[list[Candidate], bool]:
    """Return the first three, one of them to join from home when the nearest visit is far."""
    shown = fitting[:AT_ONCE]
    visits = [candidate.miles for candidate in shown if candidate.miles is not None]
    radius = search.place.radius if search.place else 0.0
    far = bool(visits) and min(visits) - radius > NEAR
    if not far or any(_from_home(candidate) for candidate in shown):
        return shown, far
    home = next((candidate for candidate in fitting[AT_ONCE:] if _from_home(candidate)), None)
    return ([*shown[: AT_ONCE - 1], home] if home else shown), far


def _from_home(candidate: Candidate) -> bool:
    return bool(candidate.formats & AT_HOME)


def _unmet(fitting: list[Candidate], search: Search) -> tuple[str, ...]:
    wishes = {
        "near": _wants_near(search),
        "meet": bool(search.formats),
        "when": bool(search.when),
        "about": bool(search.about),
    }
    met = frozenset().union(*(candidate.met for candidate in fitting))
    unmet = [name for name, wish in wishes.items() if wish and name not in met]
    return tuple(name for name in unmet if not (name == "meet" and "near" in unmet))
