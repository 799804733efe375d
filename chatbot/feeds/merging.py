"""What becomes of a group when a list tells of it again: what people have said since stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import Any

from chatbot.directory import Service, ServiceAtLocation
from chatbot.facts import Principle, Source, Stated

OURS = ("published", "trusted", "reminders")
"""What no list tells: where a group stands with us."""
UNSAID = ("contact_name", "checked_by")
"""What our own export leaves out, so that its absence there says nothing."""
BY_PEOPLE = (Source.GROUP_SAID, Source.ASSURER_CHECKED)
COMPARED = tuple(
    one.name for one in fields(Service) if one.init and one.compare and one.name != "id"
)


def merged(old: Service, new: Service, *, whole: bool = False) -> Service:
    """Return ``new`` with what must not be lost of ``old``.

    A fact that the group or an assurer has told stays until somebody tells it on a later day. The
    later check counts. An address that is hidden, and so left out of lists, stays. ``whole``: it is
    a row of the deployer's own table, and what is empty there is meant to be empty, but for facts
    that were told after the row was checked.
    """
    kept: dict[str, Any] = {name: getattr(old, name) for name in OURS}
    if not whole:
        kept |= {name: getattr(old, name) for name in UNSAID if not getattr(new, name)}
    told_on = _told_on(new) if whole else None
    if _later(old.checked_on, new.checked_on):
        kept |= {name: getattr(old, name) for name in ("checked_on", "checked_by", "checked_how")}
    if plain_web(old.web) == plain_web(new.web):
        kept["web"] = old.web
    places = {place.id: place for place in old.places}
    return replace(
        new,
        id=old.id,
        facts=_facts(old.facts, new.facts, whole, told_on),
        principles=_principles(old.principles, new.principles),
        places=tuple(
            _place(places[place.id], place, whole, told_on) if place.id in places else place
            for place in new.places
        ),
        **kept,
    )


def changes(old: Service, new: Service) -> dict[str, tuple[str, str]]:
    """Return the fields that differ, each with what it was and what it is, in words."""
    return {
        name: (said(getattr(old, name)), said(getattr(new, name)))
        for name in COMPARED
        if getattr(old, name) != getattr(new, name)
    }


def plain_web(web: str) -> str:
    """Return a web address as it is compared."""
    short = web.casefold().rpartition("://")[2].removeprefix("www.")
    return short.rstrip("/")


def said(value: Any) -> str:
    """Return a value in words for a person, without what is hidden; "" for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Stated):
        return ", ".join(filter(None, (value.value.value, value.detail, said(value.on))))
    if isinstance(value, ServiceAtLocation):
        here = value.location
        address = "(hidden)" if here.hidden else here.address
        parts = (address, here.town, here.outcode, said(value.schedules), said(value.facts))
        return ", ".join(filter(None, parts))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {said(value[key])}" for key in sorted(value))
    if isinstance(value, frozenset):
        return "; ".join(sorted(value))
    if hasattr(value, "__dataclass_fields__"):
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        return ", ".join(f"{key} {said(one)}" for key, one in told.items() if said(one))
    if isinstance(value, tuple):
        return "; ".join(map(said, value))
    return str(value)


def _later(old: date | None, new: date | None) -> bool:
    return old is not None and (new is None or old > new)


def _told_on(new: Service) -> date | None:
    """Return the last day on which anything of a row was told."""
    stated = [*new.facts.values(), *(one for at in new.places for one in at.facts.values())]
    days = [day for day in (new.checked_on, *(one.on for one in stated)) if day]
    return max(days, default=None)


def _facts(
    old: Mapping[str, Stated], new: Mapping[str, Stated], whole: bool, told_on: date | None
) -> Mapping[str, Stated]:
    kept = {
        key: stated
        for key, stated in old.items()
        if stated.source in BY_PEOPLE
        and (
            _later(stated.on, new[key].on) or new[key].source is Source.FEED
            if key in new
            else not whole or _later(stated.on, told_on)
        )
    }
    return {**new, **kept}


def _principles(old: tuple[Principle, ...], new: tuple[Principle, ...]) -> tuple[Principle, ...]:
    before = {one.number: one for one in old}
    now = {one.number: one for one in new}
    stays = {key: one for key, one in before.items() if key in now and _later(one.on, now[key].on)}
    return tuple({**now, **stays, **{k: one for k, one in before.items() if k not in now}}.values())


def _place(
    old: ServiceAtLocation, new: ServiceAtLocation, whole: bool, told_on: date | None
) -> ServiceAtLocation:
    location = new.location
    if old.location.hidden and location.hidden and not location.address:
        here = old.location
        location = replace(location, address=here.address, lat=here.lat, lon=here.lon)
    return replace(new, location=location, facts=_facts(old.facts, new.facts, whole, told_on))
