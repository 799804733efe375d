"""A listing as it is, line by line, for whoever decides on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from chatbot.directory import Published, Service, ServiceAtLocation
from chatbot.facts import Source, Stated
from chatbot.feeds.columns import FACTS
from chatbot.wording import contact_of, said_date, said_when

SOURCES = {
    Source.GROUP_SAID: "the group said so",
    Source.ASSURER_CHECKED: "a person has confirmed it",
    Source.FEED: "its list says so",
    Source.NOT_KNOWN: "not known who said so",
}
STATES = {
    Published.DRAFT: "draft, shown to nobody",
    Published.AWAITING_APPROVAL: "awaiting approval, shown to nobody",
    Published.LIVE: "live",
    Published.PAUSED: "paused, shown to nobody",
    Published.ARCHIVED: "archived, shown to nobody",
}
NOT_KNOWN = "not known"
WHEN = "When"
"""Said of each place where there are any."""


class Origin(NamedTuple):
    """The list that a group came from. ``seen_at``: seconds since 1970, UTC."""

    feed: str
    ref: str
    url: str
    seen_at: int


def listing_lines(service: Service, origin: Origin | None, *, whole: bool = True) -> Iterator[str]:
    """Yield a listing. Without ``whole`` facts that are not known are left out."""
    made_up = ", made up" if service.made_up else ""
    yield f"{service.name} ({service.id}): {STATES[service.published]}{made_up}"
    for name, said in _about(service, origin).items():
        if said or (whole and not (name == WHEN and service.places)):
            yield f"  {name}: {said or NOT_KNOWN}"
    for place in service.places:
        yield f"  Place {place.id}: {_where(place)}"
        if when := said_when(service.meets(place), ends=True):
            yield f"    When: {when}"
        for key in place.facts:
            yield f"    {key}: {_stated(place.facts[key])}"
    for key in dict.fromkeys((*FACTS, *service.facts)):
        if key in service.facts:
            yield f"  {key}: {_stated(service.facts[key])}"
        elif whole and not any(key in place.facts for place in service.places):
            yield f"  {key}: {NOT_KNOWN}"
    for one in service.principles:
        said = ", ".join(filter(None, (one.by, said_date(one.on) if one.on else "")))
        yield f"  Principle {one.number}: {one.stated.value}{f' ({said})' if said else ''}"


def _about(service: Service, origin: Origin | None) -> Mapping[str, str]:
    whom = [f"{key} ({strength.value})" for key, strength in service.audiences.items()]
    back = f", back on {said_date(service.back_on)}" if service.back_on else ""
    languages = [f"{one.name} ({one.mode.replace('_', ' ')})" for one in service.languages]
    return {
        "From": _from(origin),
        "Run by": service.organization,
        "Summary": service.summary,
        "How it meets": ", ".join(sorted(service.formats)),
        WHEN: "" if service.places else said_when(service.schedules, ends=True),
        "Whom it is for": ", ".join(whom),
        "Ages": _ages(service),
        "Which diabetes": service.scope.value,
        "About": ", ".join(sorted(service.about)),
        "Nations": ", ".join(sorted(service.nations)) or "anywhere in the UK",
        "Cost": service.cost,
        "Contact": ", ".join(filter(None, (contact_of(service), service.web))),
        "How to join": ": ".join(filter(None, (service.route.value, service.join))),
        "Languages": ", ".join(languages),
        "Status": f"{service.status.value}{back}",
        "Last checked": _checked(service),
    }


def _from(origin: Origin | None) -> str:
    if origin is None:
        return "your own list"
    seen = datetime.fromtimestamp(origin.seen_at, UTC).date()
    parts = (f"{origin.feed}, as {origin.ref}", origin.url, f"last seen {said_date(seen)}")
    return ", ".join(filter(None, parts))


def _ages(service: Service) -> str:
    low, high = service.minimum_age, service.maximum_age
    if low is None and high is None:
        return ""
    return f"{'any' if low is None else low} to {'any' if high is None else high}"


def _checked(service: Service) -> str:
    if service.checked_on is None:
        return "never"
    how = " ".join(filter(None, (service.checked_how, service.checked_by)))
    return f"{said_date(service.checked_on)}{f' ({how})' if how else ''}"


def _where(place: ServiceAtLocation) -> str:
    here = place.location
    rest = [part for part in (here.town, here.outcode) if part not in here.address]
    hidden = " (people are told the town and district only)" if here.hidden else ""
    return f"{', '.join(filter(None, (here.address, *rest)))}{hidden}"


def _stated(stated: Stated) -> str:
    detail = f', "{stated.detail}"' if stated.detail else ""
    on = f", {said_date(stated.on)}" if stated.on else ""
    return f"{stated.value.value}{detail} ({SOURCES[stated.source]}{on})"
