"""What a person makes of the suggestions from another list. Pure.

A suggestion that is agreed to is the word of the person who confirmed it, on that day, and no
longer the list's. It stays when the list comes again and says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from chatbot.amending import OF_A_PLACE
from chatbot.directory import Scope, Service, ServiceAtLocation, Strength
from chatbot.eligibility import MATTERS_IN
from chatbot.facts import Fact, Source, Stated
from chatbot.feeds.columns import FORMATS, NATIONS
from chatbot.feeds.merging import changes, merged

FACT, AUDIENCE, CHANGE = "fact:", "audience:", "change:"
SCOPE = "scope"
SETS: Mapping[str, tuple[str, ...]] = {"formats": FORMATS, "nations": NATIONS}
"""Fields that a person adds one value to."""
LONGEST_SAID = 300
"""How much is kept of what a change would make of a field."""


class Agreed(NamedTuple):
    """What a person has agreed to: what it is about, and the value."""

    key: str
    value: str


def choices(key: str) -> tuple[str, ...]:
    """Return what can be said to a suggestion; nothing where it is only there to be read."""
    if key.startswith(FACT):
        return (Fact.YES.value, Fact.NO.value)
    if key.startswith(AUDIENCE):
        return tuple(one.value for one in Strength)
    if key == SCOPE:
        return tuple(one.value for one in Scope if one)
    return SETS.get(key, ())


def places_asked(service: Service, key: str) -> tuple[ServiceAtLocation, ...]:
    """Return the places of which one has to be named: what is so in one hall is not known of
    another. A text that speaks of access does not say where.
    """
    holds_there = MATTERS_IN.get(key.removeprefix(FACT)) == OF_A_PLACE
    return service.places if key.startswith(FACT) and holds_there else ()


def agreed(service: Service, said: Agreed, on: date, place_id: str = "") -> Service:
    """Return the listing with what a person has confirmed on a day, at a place where it needs one.

    ``said.value`` is one of ``choices``.
    """
    key, value = said
    if not key.startswith(FACT):
        return _with(service, key, value)
    name = key.removeprefix(FACT)
    stated = {name: Stated(Fact(value), "", Source.ASSURER_CHECKED, on)}
    if not place_id:
        return replace(service, facts={**service.facts, **stated})
    places = tuple(
        replace(place, facts={**place.facts, **stated}) if place.id == place_id else place
        for place in service.places
    )
    return replace(service, places=places)


def still_agreed(service: Service, before: Iterable[Agreed]) -> Service:
    """Return a listing as its list tells it again, with what was agreed to before and the list
    does not speak of. Facts need nothing here: they are kept by who told them.
    """
    for key, value in before:
        spoken_of = (
            bool(service.scope) if key == SCOPE else key.removeprefix(AUDIENCE) in service.audiences
        )
        if not spoken_of:
            service = _with(service, key, value)
    return service


def told_by_list(old: Service, new: Service, before: Iterable[Agreed]) -> Service:
    """Return what a list makes of a group: what people have said since stays."""
    return still_agreed(merged(old, new), before)


def changed(old: Service, after: Service, field: str, value: str, on: date) -> Service | None:
    """Return a listing with one field as its list has it now, None when that is not ``value``."""
    if field not in (found := changes(old, after)) or found[field][1][:LONGEST_SAID] != value:
        return None
    now: dict[str, Any] = {field: getattr(after, field)}
    if field == "facts":
        now = {field: _confirmed(old.facts, after.facts, on)}
    if field == "places":
        before = {place.id: place.facts for place in old.places}
        now = {
            field: tuple(
                replace(place, facts=_confirmed(before.get(place.id, {}), place.facts, on))
                for place in after.places
            )
        }
    return replace(old, **now)


def _with(service: Service, key: str, value: str) -> Service:
    if key == SCOPE:
        return replace(service, scope=Scope(value))
    if key.startswith(AUDIENCE):
        audience = {key.removeprefix(AUDIENCE): Strength(value)}
        return replace(service, audiences={**service.audiences, **audience})
    if key not in SETS:
        return service
    named: dict[str, Any] = {key: getattr(service, key) | {value}}
    return replace(service, **named)


def _confirmed(
    old: Mapping[str, Stated], new: Mapping[str, Stated], on: date
) -> Mapping[str, Stated]:
    """Return facts of which those that are new are the word of whoever has confirmed them."""
    return {
        key: stated
        if key in old and old[key].value is stated.value
        else replace(stated, source=Source.ASSURER_CHECKED, on=on)
        for key, stated in new.items()
    }
