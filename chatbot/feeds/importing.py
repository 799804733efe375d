"""What an import would do, entry by entry and with the reason. Pure: it does nothing itself.

Nothing is ever deleted: what a list no longer has is told. What is in another list already is
told and not doubled. What people look at changes only where a person, or the deployer's own
list, says so; that a list has checked a group of its own again is no such change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chatbot.approving import DRAFTS
from chatbot.directory import Published, Service
from chatbot.feeds.agreeing import LONGEST_SAID, Agreed, still_agreed
from chatbot.feeds.arriving import Arrival, Suggestion
from chatbot.feeds.merging import changes, merged, plain_web

OWN = ""
"""The name of the deployer's own list."""
CHECKED = frozenset(("checked_on", "checked_how"))


class Kind(StrEnum):
    """What becomes of an entry."""

    ADDED = "added"
    CHANGED = "changed"
    ASKED = "asked"
    SAME = "same"
    ELSEWHERE = "elsewhere"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """The directory as it is: groups by id, and of which list each is, by the list's own name
    for it. A group without an owner is of the deployer's own list. ``agreed``: what a person has
    agreed to of what a list said in free words, by the group's id.
    """

    services: Mapping[str, Service]
    owners: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    agreed: Mapping[str, Sequence[Agreed]] = field(default_factory=dict)

    def feed_of(self, service_id: str) -> str:
        """Return the list that a group is of."""
        return self.owners.get(service_id, (OWN, ""))[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to take a list in. ``own``: it is the deployer's own, and is live at once.

    ``complete``: all of it was fetched, so what is not there is gone from it. ``whole``: its
    entries say all there is to say, so that what is empty there is meant to be empty. ``distinct``:
    entries of which a person says that they are no group of another list.
    """

    feed: str
    own: bool = False
    complete: bool = True
    whole: bool = False
    distinct: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of one entry. ``says``: the reasons, in words. ``service``: the group as it is
    to be written, None where nothing is.
    """

    kind: Kind
    ref: str
    name: str
    says: tuple[str, ...] = ()
    service: Service | None = None
    service_id: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    arrival: Arrival | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All entries, in the list's order, and then what is gone from it."""

    entries: tuple[Entry, ...]
    standing: Standing

    def of(self, kind: Kind) -> list[Entry]:
        """Return the entries of a kind."""
        return [entry for entry in self.entries if entry.kind is kind]

    def written(self) -> list[Service]:
        """Return the groups that are added or changed."""
        return [entry.service for entry in self.entries if entry.service is not None]

    def services(self, without: frozenset[str] = frozenset()) -> tuple[Service, ...]:
        """Return the whole directory as it is to be, in its order; new groups come last."""
        new = {service.id: service for service in self.written()}
        kept = {key: one for key, one in self.standing.services.items() if key not in without}
        return tuple({**kept, **new}.values())


def compare(standing: Standing, arrivals: Sequence[Arrival], plan: Plan) -> Comparison:
    """Return what becomes of each entry of a list."""
    twins = _Twins(standing, arrivals, plan)
    entries = [_become(arrival, standing, plan, twins) for arrival in arrivals]
    if plan.complete:
        entries += _gone(standing, arrivals, plan)
    return Comparison(tuple(entries), standing)


def _become(arrival: Arrival, standing: Standing, plan: Plan, twins: _Twins) -> Entry:
    new = arrival.service
    if new is None:
        reasons = (arrival.refused,)
        return Entry(Kind.REFUSED, arrival.ref, arrival.name, reasons, arrival=arrival)
    old = standing.services.get(new.id)
    if old is not None:
        return _known(arrival, old, new, standing, plan)
    if arrival.ref not in plan.distinct and (twin := twins.of(new)):
        return Entry(
            Kind.ELSEWHERE, arrival.ref, new.name, (twin,), None, "", arrival.suggestions, arrival
        )
    state = new.published if plan.own else _arrives_as(new)
    service = replace(new, published=state)
    return Entry(
        Kind.ADDED,
        arrival.ref,
        new.name,
        arrival.notes,
        service,
        new.id,
        arrival.suggestions,
        arrival,
    )


def _known(arrival: Arrival, old: Service, new: Service, standing: Standing, plan: Plan) -> Entry:
    """Return what becomes of a group that is there."""
    entry = Entry(
        Kind.SAME, arrival.ref, new.name, arrival.notes, None, old.id, arrival.suggestions, arrival
    )
    owner = standing.feed_of(old.id)
    if owner != plan.feed:
        where = f"It is here already, from {owner or 'your own list'}."
        return replace(entry, kind=Kind.ELSEWHERE, says=(where,), service_id="", suggestions=())
    after = still_agreed(merged(old, new, whole=plan.whole), standing.agreed.get(old.id, ()))
    found = changes(old, after)
    if not found or old.published is Published.ARCHIVED:
        return entry
    told = {
        name: f"{was or 'nothing'} -> {now or 'nothing'}"[:LONGEST_SAID]
        for name, (was, now) in found.items()
    }
    says = (*(f"{name}: {change}" for name, change in told.items()), *arrival.notes)
    only_checked_again = found.keys() <= CHECKED and old.checked_how in ("", "feed")
    if plan.own or old.trusted or old.published in DRAFTS or only_checked_again:
        return replace(entry, kind=Kind.CHANGED, says=says, service=after)
    asked = tuple(
        Suggestion(f"change:{name}", found[name][1][:LONGEST_SAID], change)
        for name, change in told.items()
    )
    return replace(
        entry,
        kind=Kind.ASKED,
        says=says,
        suggestions=(*arrival.suggestions, *asked),
    )


def _arrives_as(service: Service) -> Published:
    """Return how far a group of another list is: a draft while it lacks what people must know."""
    reachable = service.phone or service.email or service.web
    placed = service.places or "in_person" not in service.formats
    ready = service.formats and reachable and placed
    return Published.AWAITING_APPROVAL if ready else Published.DRAFT


def _gone(standing: Standing, arrivals: Sequence[Arrival], plan: Plan) -> Iterator[Entry]:
    there = {arrival.service.id for arrival in arrivals if arrival.service}
    refs = {arrival.ref for arrival in arrivals}
    for service in standing.services.values():
        feed, ref = standing.owners.get(service.id, (OWN, service.id))
        if feed == plan.feed and service.id not in there and ref not in refs:
            says = "It is no longer in the list. Nothing was done about it."
            yield Entry(Kind.GONE, ref, service.name, (says,), None, service.id)


class _Twins:
    """Finds the group of another list that is the same one: by its name and place, or by a web
    address or phone number that no further group has.
    """

    def __init__(self, standing: Standing, arrivals: Sequence[Arrival], plan: Plan) -> None:
        others = [
            service
            for service in standing.services.values()
            if standing.feed_of(service.id) != plan.feed
        ]
        arriving = [arrival.service for arrival in arrivals if arrival.service]
        self._by_key = {key: one for one in others for key in _marks(one)}
        both = (Counter(_contacts(others)), Counter(_contacts(arriving)))
        self._shared = {key for counted in both for key, count in counted.items() if count > 1}
        self._feeds = {one.id: standing.feed_of(one.id) for one in others}

    def of(self, service: Service) -> str:
        """Return why a group is one that is there, "" when it is none."""
        for key in _marks(service):
            twin = self._by_key.get(key)
            if twin is not None and key not in self._shared:
                where = self._feeds[twin.id] or "your own list"
                return f"It has the same {key[0]} as '{twin.name}' from {where}."
        return ""


def _marks(service: Service) -> Iterator[tuple[str, str]]:
    name = "".join(mark for mark in service.name.casefold() if mark.isalnum())
    spots = {place.location.outcode for place in service.places} or {""}
    for spot in sorted(spots):
        yield "name and place", f"{name} {spot}"
    yield from _contacts([service])


def _contacts(services: Iterable[Service]) -> Iterator[tuple[str, str]]:
    for service in services:
        if web := plain_web(service.web):
            yield "web address", web
        digits = "".join(mark for mark in service.phone if mark.isdigit())
        if digits:
            yield "phone number", digits.removeprefix("44").removeprefix("0")
