"""Which groups fit: must-haves are never broken, unknown ranks lower, reasons are facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from chatbot.directory import Directory, Fact, Schedule, Service, Status
from chatbot.places import Place, miles_between

AT_ONCE = 3
"""How many groups one reply names."""
NEAR, IN_RANGE, OUT_OF_REACH = 10.0, 20.0, 60.0
"""Miles, straight line: beyond NEAR a group to join from home is listed too; beyond IN_RANGE a
group ranks lower; beyond OUT_OF_REACH it is not offered as a place to go to."""
FRESH, STALE = 92, 365
"""Days since a listing was checked. Open Referral UK asks for three months."""
EVENING = 17
"""The hour from which a weekday meeting is an evening one."""
AT_HOME = frozenset(("online", "chat", "phone"))
MATTERS_IN: Mapping[str, frozenset[str]] = {
    "step_free": frozenset(("in_person",)),
    "hearing_loop": frozenset(("in_person",)),
    "children_welcome": frozenset(("in_person",)),
    "camera_off_ok": frozenset(("online",)),
    "captions": frozenset(("online", "in_person")),
    "no_smartphone": frozenset(("online", "chat")),
    "bsl": frozenset(("in_person", "online", "phone")),
}
"""The formats in which a need can be in the way; a need that is not named matters in all."""


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody is looking for. ``needs`` are must-haves, the rest are wishes.

    Empty means no wish. ``not_formats`` are those somebody ruled out. ``today`` dates freshness.
    """

    today: date
    who: str = ""
    place: Place | None = None
    formats: frozenset[str] = frozenset()
    not_formats: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    when: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group that may be shown, with the facts that speak for it and what is not known.

    ``tier`` is A to D: all must-haves known; some unknown; far, or a wish dropped; from anywhere.
    ``formats`` are those of its formats that count here. ``miles`` is None without a place to go.
    """

    service: Service
    tier: str
    order: tuple[object, ...] = field(repr=False)
    formats: frozenset[str] = frozenset()
    miles: float | None = None
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: at most three groups, what none of them has, and whether more follow.

    ``unmet`` holds "meet", "when", "about" or "near" for each wish no group shown has.
    """

    shown: tuple[Candidate, ...]
    unmet: tuple[str, ...] = ()
    more: bool = False
    closed: Service | None = None
    added_from_home: bool = False


def find(directory: Directory, search: Search, without: Collection[str] = ()) -> Found:
    """Return the best-fitting groups that are not in ``without``, in a fixed order."""
    fitting: list[Candidate] = []
    closed: list[Candidate] = []
    for service in directory.services:
        if service.id in without or not (candidate := judge(service, search)):
            continue
        (closed if service.status is Status.TEMPORARILY_CLOSED else fitting).append(candidate)
    fitting.sort(key=_order)
    shown, added = _with_one_from_home(fitting, search)
    nearby = [c for c in closed if c.miles is not None and c.miles <= NEAR and c.service.back_on]
    return Found(
        shown=tuple(shown),
        unmet=_unmet(shown, search),
        more=len(fitting) > len(shown),
        closed=min(nearby, key=_order).service if nearby and not without else None,
        added_from_home=added,
    )


def judge(service: Service, search: Search) -> Candidate | None:
    """Return the group as a candidate, or None when a hard rule leaves it out."""
    if not _allowed(service, search):
        return None
    formats, miles = _reachable(service, search)
    if not formats:
        return None
    known: list[str] = []
    unknown: list[str] = []
    for need in search.needs:
        fact = _need(service, need, formats, search)
        if fact is Fact.NO:
            return None
        (known if fact is Fact.YES else unknown).append(need)
    wanted = formats & search.formats if search.formats else formats
    met = _wishes_met(service, search, wanted, miles)
    tier = _tier(search, wanted, miles, bool(unknown), met)
    order = (
        tier,
        -len(known),
        _for_others(service, search),
        _distance_band(miles, wanted or formats),
        _freshness_band(service.checked_on, search.today),
        -len(met),
        miles if miles is not None else 0.0,
        _turn_about(service.id, search.today),
    )
    return Candidate(
        service, tier, order, wanted or formats, miles, tuple(known), tuple(unknown), met
    )


def times_of_day(schedules: Collection[Schedule]) -> frozenset[str]:
    """Return which of daytime, evening and weekend a group meets; empty when not known."""
    times = set()
    for schedule in schedules:
        if schedule.byday.endswith(("SA", "SU")) or "SA," in schedule.byday:
            times.add("weekend")
        if schedule.opens_at and set(schedule.byday.split(",")) - {"SA", "SU"}:
            times.add("evening" if schedule.opens_at.hour >= EVENING else "daytime")
        if schedule.freq == "any_time":
            times |= {"daytime", "evening", "weekend"}
    return frozenset(times)


def _order(candidate: Candidate) -> tuple[object, ...]:
    return candidate.order


def _allowed(service: Service, search: Search) -> bool:
    if service.status not in (Status.ACTIVE, Status.TEMPORARILY_CLOSED):
        return False
    if service.only_for and service.only_for not in search.needs:
        return False
    for only in ("women_only", "men_only"):
        if service.fact(only) is Fact.YES and only not in search.needs:
            return False
    if search.who and not _serves(service, search.who):
        return False
    if search.who == "young_person" and (service.minimum_age or 0) >= 18:
        return False
    if search.who == "adult" and service.maximum_age is not None and service.maximum_age < 18:
        return False
    nation = search.place.nation if search.place else ""
    return not (service.nations and nation and nation not in service.nations)


def _serves(service: Service, who: str) -> bool:
    if who == "someone_else":
        return bool(service.audiences & {"someone_else", "adult"})
    return who in service.audiences


def _for_others(service: Service, search: Search) -> int:
    """Return 0 for a group meant for this person, more the more it is meant for others."""
    others = 0
    if search.who and search.who not in service.audiences:
        others += 2
    if service.languages and "language" not in search.needs:
        others += 2
    theirs = search.about | {"parents"} if search.who == "parent" else search.about
    return others + (1 if service.about and not service.about & theirs else 0)


def _reachable(service: Service, search: Search) -> tuple[frozenset[str], float | None]:
    """Return the formats somebody could use, and the miles to the door if going is one of them."""
    formats = service.formats - search.not_formats
    if "in_person" not in formats:
        return formats, None
    if search.place is None or service.location is None:
        return formats - {"in_person"}, None
    here, there = search.place, service.location
    miles = max(0.0, miles_between(here.lat, here.lon, there.lat, there.lon))
    if miles - here.radius > OUT_OF_REACH or _over_the_sea(here, there.outcode):
        return formats - {"in_person"}, None
    return formats, miles


def _over_the_sea(here: Place, outcode: str) -> bool:
    """Say whether a straight line would lead over open sea between these two.

    Postcode areas that are islands, or lie over the Irish Sea, are reached from their own area.
    """
    there = outcode.rstrip("0123456789")
    own = here.outcode.rstrip("0123456789")
    islands = {"BT", "IM", "JE", "GY", "ZE", "KW", "HS"}
    return bool(own) and own != there and bool({own, there} & islands)


def _need(service: Service, need: str, formats: frozenset[str], search: Search) -> Fact:
    if need == "language" and service.languages:
        spoken = {language.casefold() for language in service.languages}
        if not search.languages or spoken & set(search.languages):
            return Fact.YES
        return Fact.UNKNOWN
    fact = service.fact(need)
    if fact is Fact.UNKNOWN and not formats & MATTERS_IN.get(need, formats):
        return Fact.YES
    return fact


def _wishes_met(
    service: Service, search: Search, wanted: frozenset[str], miles: float | None
) -> frozenset[str]:
    tests: tuple[tuple[str, object, Callable[[], object]], ...] = (
        ("meet", search.formats, lambda: wanted),
        ("when", search.when, lambda: times_of_day(service.schedules) & search.when),
        ("about", search.about, lambda: service.about & search.about),
        ("near", _wants_near(search), lambda: miles is not None and miles <= _range(search)),
    )
    return frozenset(name for name, wish, has in tests if wish and has())


def _wants_near(search: Search) -> bool:
    return search.place is not None and "in_person" in search.formats


def _range(search: Search) -> float:
    return IN_RANGE + (search.place.radius if search.place else 0.0)


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


def _distance_band(miles: float | None, formats: frozenset[str]) -> int:
    """Return 0 for somewhere to go to nearby, rising with distance; from home comes between."""
    if miles is None or not formats & {"in_person"}:
        return 2
    return 0 if miles <= 5 else 1 if miles <= NEAR else 2 if miles <= IN_RANGE else 3


def _freshness_band(checked_on: date | None, today: date) -> int:
    if checked_on is None:
        return 2
    days = (today - checked_on).days
    return 0 if days <= FRESH else 1 if days <= STALE else 2


def _turn_about(service_id: str, today: date) -> str:
    """Return a key that settles ties otherwise each week, so that no name is always first."""
    year, week, _ = today.isocalendar()
    return sha256(f"{service_id} {year} {week}".encode()).hexdigest()[:8]


def _with_one_from_home(fitting: list[Candidate], search: Search) -> tuple[list[Candidate], bool]:
    """Return the first three; when the nearest is far and all are visits, one is from home."""
    shown = fitting[:AT_ONCE]
    if not shown or any(_from_home(candidate) for candidate in shown):
        return shown, False
    nearest = min(candidate.miles or 0.0 for candidate in shown)
    radius = search.place.radius if search.place else 0.0
    if nearest - radius <= NEAR:
        return shown, False
    home = next((candidate for candidate in fitting[AT_ONCE:] if _from_home(candidate)), None)
    return ([*shown[: AT_ONCE - 1], home], True) if home else (shown, False)


def _from_home(candidate: Candidate) -> bool:
    return bool(candidate.service.formats & AT_HOME)


def _unmet(shown: list[Candidate], search: Search) -> tuple[str, ...]:
    wishes = {
        "near": _wants_near(search),
        "meet": bool(search.formats),
        "when": bool(search.when),
        "about": bool(search.about),
    }
    met = frozenset().union(*(candidate.met for candidate in shown))
    unmet = [name for name, wish in wishes.items() if wish and name not in met]
    return tuple(name for name in unmet if not (name == "meet" and "near" in unmet))
