"""What a group says of itself: what it may change, field by field, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from chatbot.directory import Service, ServiceAtLocation, Status
from chatbot.eligibility import MATTERS_IN
from chatbot.facts import PRINCIPLES, Fact, Principle, Source, Stated

CONTACT = ("contact_name", "phone", "email", "web")
"""What can be changed of whom people contact: names of fields of a Service."""
OF_A_PLACE = frozenset(("in_person",))
AT = "@"
PRINCIPLE = "principle:"


class Outcome(StrEnum):
    """What a group answers."""

    RIGHT = "right"
    CHANGED = "changed"
    CLOSED_FOR_NOW = "closed_for_now"
    CLOSED = "closed"


class Change(NamedTuple):
    """One field of a listing, as it was and as it should be, in the words of the page.

    ``field`` is the key of a fact ("step_free", "step_free@hall" where it holds at one place
    alone), "principle:3", a name of CONTACT, "status" or "back_on". ``shown`` is the sentence that
    was agreed to.
    """

    field: str
    old: str
    new: str
    shown: str = ""


class Answer(NamedTuple):
    """What a group answers. ``words`` are for a person to read, ``by`` is a role."""

    outcome: Outcome
    changes: tuple[Change, ...] = ()
    words: str = ""
    by: str = ""


class FactAsked(NamedTuple):
    """One fact that the page asks for: where it holds, and what we have."""

    key: str
    at: ServiceAtLocation | None
    value: Fact

    @property
    def field(self) -> str:
        """Return the name of the field in a Change."""
        return f"{self.key}{AT}{self.at.id}" if self.at else self.key


def facts_asked(service: Service, keys: Iterable[str]) -> list[FactAsked]:
    """Return what to ask: of each place what matters there alone, all else once."""
    return [one for key in keys for one in _asked_of(service, key)]


def _asked_of(service: Service, key: str) -> Iterator[FactAsked]:
    formats = MATTERS_IN.get(key, service.formats)
    if service.formats.isdisjoint(formats):
        return
    of_a_place = MATTERS_IN.get(key) == OF_A_PLACE and bool(service.places)
    if not of_a_place or key in service.facts:
        yield FactAsked(key, None, service.fact(key))
    for place in service.places:
        if key in place.facts or (of_a_place and key not in service.facts):
            yield FactAsked(key, place, service.fact(key, place))


def changes_of(
    service: Service,
    facts: Iterable[tuple[FactAsked, Fact]],
    contact: Mapping[str, str],
    principles: Mapping[int, Fact],
    wordings: Sequence[str],
) -> tuple[Change, ...]:
    """Return what differs from what we have; what is the same is no change."""
    found = [Change(one.field, one.value, said) for one, said in facts if said is not one.value]
    for name in CONTACT:
        old, new = getattr(service, name), contact.get(name, getattr(service, name))
        if old != new:
            found.append(Change(name, old, new))
    had = {one.number: one.stated for one in service.principles}
    for number in range(1, PRINCIPLES + 1):
        before = had.get(number, Fact.UNKNOWN)
        now = principles.get(number, before)
        if now is not before:
            found.append(Change(f"{PRINCIPLE}{number}", before, now, wordings[number - 1]))
    return tuple(found)


def closing(service: Service, outcome: Outcome, back_on: date | None) -> tuple[Change, ...]:
    """Return the changes of a group that has closed, for now or for good."""
    if outcome is Outcome.CLOSED:
        return (Change("status", service.status, Status.DEFUNCT),)
    if outcome is not Outcome.CLOSED_FOR_NOW:
        return ()
    return (
        Change("status", service.status, Status.TEMPORARILY_CLOSED),
        Change("back_on", _day(service.back_on), _day(back_on)),
    )


def applied(service: Service, changes: Iterable[Change], on: date, by: str) -> Service:
    """Return the listing with the changes in it; of a place that is gone nothing is changed."""
    for change in changes:
        service = _with(service, change, on, by)
    return service


def checked(service: Service, on: date, by: str, how: str = "email_link") -> Service:
    """Return the listing as one that somebody has looked at, on that day or a later one."""
    if service.checked_on is not None and service.checked_on > on:
        return replace(service, reminders=0)
    return replace(service, checked_on=on, checked_by=by, checked_how=how, reminders=0)


def _with(service: Service, change: Change, on: date, by: str) -> Service:
    field, new = change.field, change.new
    if field in CONTACT:
        named: dict[str, Any] = {field: new}
        return replace(service, **named)
    if field == "status":
        return replace(service, status=Status(new))
    if field == "back_on":
        return replace(service, back_on=date.fromisoformat(new) if new else None)
    if field.startswith(PRINCIPLE):
        said = Principle(int(field.removeprefix(PRINCIPLE)), Fact(new), on, by, change.shown)
        return _with_principle(service, said)
    key, _, place_id = field.partition(AT)
    said_of_it = Stated(Fact(new), "", Source.GROUP_SAID, on)
    if not place_id:
        return replace(service, facts=_with_fact(service.facts, key, said_of_it))
    places = tuple(
        replace(place, facts=_with_fact(place.facts, key, said_of_it))
        if place.id == place_id
        else place
        for place in service.places
    )
    return replace(service, places=places)


def _with_fact(facts: Mapping[str, Stated], key: str, said: Stated) -> Mapping[str, Stated]:
    others = {name: known for name, known in facts.items() if name != key}
    return others if said.value is Fact.UNKNOWN else {**others, key: said}


def _with_principle(service: Service, said: Principle) -> Service:
    """Return the service with one statement in the place of an earlier one, or taken back."""
    kept = [one for one in service.principles if one.number != said.number]
    if said.stated is not Fact.UNKNOWN:
        kept.append(said)
    return replace(service, principles=tuple(sorted(kept, key=lambda one: one.number)))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
