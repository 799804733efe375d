"""A group as Open Referral UK 3.0 JSON. What is empty, hidden or somebody's own is not in it.

Never written: a hidden address, the name of a contact, who checked, reminders, trust, drafts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chatbot.directory import Published, Service, ServiceAtLocation, Status
from chatbot.facts import Fact
from chatbot.feeds.group_row import Districts
from chatbot.feeds.openreferral import terms as known
from chatbot.feeds.openreferral.attributes import (
    Json,
    Words,
    attributes_of,
    day_text,
    facts_of,
    url_of,
)
from chatbot.feeds.openreferral.terms import Terms, as_uuid, id_of
from chatbot.schedules import Rhythm, Schedule

EMPTY: tuple[Any, ...] = (None, "", [], {})
FULL_POSTCODE = re.compile(r", ([A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2})$")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes. ``site``: the address of the service; ids are made from it, so that two
    services with a group of one short name do not share its id. ``modified``: when each group was
    last changed, by id, where that is known.
    """

    site: str
    terms: Terms
    districts: Districts
    modified: Mapping[str, datetime] = field(default_factory=dict)

    def id_of(self, service: Service) -> str:
        """Return the UUID of a group."""
        return as_uuid(service.id) or id_of("service", self.site, service.id)

    def organization_id(self, service: Service) -> str:
        """Return the UUID of who runs a group; of the group itself where nobody is named."""
        named = service.organization or f"\0{service.id}"
        return id_of("organization", self.site, named)

    def modified_at(self, service: Service) -> datetime | None:
        """Return when a group was last changed, None where that is not known."""
        return self.modified.get(service.id)


def may_be_told(service: Service) -> bool:
    """Say whether a group may stand in a feed for everybody."""
    return service.published is Published.LIVE and service.status is not Status.DEFUNCT


def write_service(service: Service, publisher: Publisher) -> Json:
    """Return a whole service."""
    own = publisher.id_of(service)
    words = Words(own, publisher.terms)
    return without_empty(
        {
            **write_summary(service, publisher),
            "minimum_age": service.minimum_age,
            "maximum_age": service.maximum_age,
            "application_process": service.join,
            "schedules": [
                _schedule(one, words.of("schedule", "schedule", own, str(at)))
                for at, one in enumerate(service.schedules)
            ],
            "service_areas": [
                {"id": words.id("area", name), "service_id": own, "name": name}
                for name in sorted(service.nations)
            ],
            "service_at_locations": [
                _place(place, own, words, publisher) for place in service.places
            ],
            "languages": [
                {
                    "id": words.id("language", str(at)),
                    "service_id": own,
                    "name": spoken.name,
                    "code": spoken.code,
                    "note": "" if spoken.mode == "spoken" else spoken.mode,
                }
                for at, spoken in enumerate(service.languages)
            ],
            "cost_options": [
                {"id": words.id("cost"), "service_id": own, "amount_description": service.cost}
            ]
            if service.cost
            else [],
            "contacts": _contacts(service, words),
            "attributes": list(attributes_of(service, words)),
        }
    )


def write_summary(service: Service, publisher: Publisher) -> Json:
    """Return a service as it stands in a list."""
    changed = publisher.modified_at(service)
    return without_empty(
        {
            "id": publisher.id_of(service),
            "organization_id": publisher.organization_id(service),
            "name": service.name,
            "description": service.summary,
            "url": url_of(service.web),
            "email": service.email if "@" in service.email else "",
            "status": service.status.value,
            "alert": _alert(service, publisher.terms),
            "assured_date": day_text(service.checked_on),
            "last_modified": _moment(changed) if changed else "",
            "organization": {
                "id": publisher.organization_id(service),
                "name": service.organization or service.name,
                "description": service.organization or service.name,
            },
        }
    )


def write_minimal(service: Service, publisher: Publisher) -> Json:
    """Return a service's id and when it was changed, for who only asks what is new.

    Name and status are there too: the schema of a list requires them.
    """
    changed = publisher.modified_at(service)
    moment = _moment(changed) if changed else ""
    return without_empty(
        {
            "id": publisher.id_of(service),
            "name": service.name,
            "status": service.status.value,
            "last_modified": moment,
            "modified_date": moment,
        }
    )


def _place(at: ServiceAtLocation, own: str, words: Words, publisher: Publisher) -> Json:
    here = at.location
    part = words.of("service_at_location", "place", own, at.id)
    site = words.of("location", "location", own, at.id)
    point = publisher.districts(here.outcode) if here.hidden else (here.lat, here.lon)
    lat, lon = point or (None, None)
    found = FULL_POSTCODE.search(here.address)
    full = found[1] if found else ""
    street = here.address.removesuffix(f", {full}") if full else here.address
    town = here.town or here.outcode
    shown = "" if here.hidden else street
    attributes = [site.attribute(known.PLACE, "hidden", "yes")] if here.hidden else []
    return {
        "id": part.entity_id,
        "service_id": own,
        "location_id": site.entity_id,
        "location": {
            "id": site.entity_id,
            "location_type": "physical",
            "description": publisher.terms.texts.get("hidden", "") if here.hidden else "",
            "latitude": lat,
            "longitude": lon,
            "transportation": here.transport,
            "addresses": [
                {
                    "id": site.id("address"),
                    "location_id": site.entity_id,
                    "address_1": shown or town,
                    "city": town,
                    "state_province": town,
                    "postal_code": full if full and not here.hidden else here.outcode,
                    "country": "GB",
                    "address_type": "physical",
                }
            ],
            "attributes": attributes,
        },
        "schedules": [
            _schedule(one, words.of("schedule", "schedule", part.entity_id, str(at_)))
            for at_, one in enumerate(at.schedules)
        ],
        "attributes": [
            part.attribute(known.LISTING, "id", at.id),
            *facts_of(at.facts, part),
        ],
    }


def _schedule(one: Schedule, words: Words) -> Json:
    said = []
    if one.rhythm is not Rhythm.REGULAR:
        said.append(words.attribute(known.MEETING, one.rhythm.value))
    if one.on_bank_holidays is not Fact.UNKNOWN:
        said.append(words.attribute(known.MEETING, "bank_holidays", one.on_bank_holidays.value))
    return {
        "id": words.entity_id,
        "freq": one.freq.value if one.freq else "",
        "interval": one.interval if one.interval != 1 else None,
        "byday": one.byday,
        "bymonthday": one.bymonthday,
        "dtstart": day_text(one.dtstart),
        "valid_from": day_text(one.valid_from),
        "valid_to": day_text(one.valid_to),
        "opens_at": f"{one.opens_at:%H:%M}" if one.opens_at else "",
        "closes_at": f"{one.closes_at:%H:%M}" if one.closes_at else "",
        "timezone": "Europe/London" if one.opens_at else "",
        "description": one.note,
        "attributes": said,
    }


def _contacts(service: Service, words: Words) -> list[Json]:
    if not service.phone:
        return []
    number = {"id": words.id("phone"), "number": service.phone}
    return [{"id": words.id("contact"), "phones": [number]}]


def _alert(service: Service, terms: Terms) -> str:
    said = []
    if service.made_up:
        said.append(terms.texts.get("made_up", ""))
    if service.status is Status.TEMPORARILY_CLOSED and service.back_on:
        day = f"{service.back_on.day} {service.back_on:%B %Y}"
        said.append(terms.texts.get("closed_until", "").replace("{date}", day))
    elif service.status is Status.TEMPORARILY_CLOSED:
        said.append(terms.texts.get("closed", ""))
    return " ".join(filter(None, said))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def without_empty(tree: Json) -> Json:
    """Return an object without None, "", [] and {} in it, at any depth."""
    pruned = {key: _pruned(value) for key, value in tree.items()}
    return {key: value for key, value in pruned.items() if value not in EMPTY}


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return without_empty(value)
    if isinstance(value, list):
        return [one for one in map(_pruned, value) if one not in EMPTY]
    return value
