"""The directory: services to rows and back. Not on the message path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from chatbot.directory import Directory, Fact, Location, Schedule, Service, Status
from chatbot.store.tables import (
    location,
    organization,
    schedule,
    service,
    service_fact,
    service_tag,
)

TAGS = ("formats", "audiences", "about", "nations", "languages")
COLUMNS = {
    "name": "name",
    "summary": "summary",
    "only_for": "only_for",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
    "cost": "cost",
    "contact_name": "contact_name",
    "phone": "phone",
    "email": "email",
    "web": "url",
    "join": "application_process",
    "facts_source": "facts_source",
    "facts_on": "facts_on",
    "principles_on": "principles_on",
    "back_on": "back_on",
    "checked_on": "assured_date",
    "checked_by": "assurer",
    "made_up": "made_up",
}
"""Fields of a Service and the columns they are kept in, where nothing has to be changed."""


def is_empty(connection: Connection) -> bool:
    """Say whether there is no group at all."""
    return connection.execute(select(func.count()).select_from(service)).scalar_one() == 0


def replace_all(connection: Connection, services: Sequence[Service]) -> None:
    """Take these services in place of all that are there, in their order."""
    for table in (location, schedule, service_fact, service_tag, service, organization):
        connection.execute(delete(table))
    names = list(dict.fromkeys(one.organization for one in services))
    ids = {name: at for at, name in enumerate(names, 1)}
    _insert(connection, organization, [{"id": ids[name], "name": name} for name in names])
    rows = [
        {
            "id": one.id,
            "organization_id": ids[one.organization],
            "status": one.status.value,
            "position": at,
            **{column: getattr(one, name) for name, column in COLUMNS.items()},
        }
        for at, one in enumerate(services)
    ]
    _insert(connection, service, rows)
    _insert(connection, location, [_location_row(one) for one in services if one.location])
    _insert(connection, schedule, [row for one in services for row in _schedule_rows(one)])
    _insert(
        connection,
        service_fact,
        [
            {"service_id": one.id, "key": key, "value": fact.value}
            for one in services
            for key, fact in one.facts.items()
        ],
    )
    _insert(
        connection,
        service_tag,
        [
            {"service_id": one.id, "kind": kind, "value": value}
            for one in services
            for kind in TAGS
            for value in sorted(getattr(one, kind))
        ],
    )


def read_directory(connection: Connection) -> Directory:
    """Return every service, in the order they were taken in."""
    tags = _grouped(connection.execute(select(service_tag).order_by(service_tag.c.id)))
    facts = _grouped(connection.execute(select(service_fact).order_by(service_fact.c.id)))
    schedules = _grouped(connection.execute(select(schedule).order_by(schedule.c.id)))
    locations = _grouped(connection.execute(select(location).order_by(location.c.id)))
    named = select(service, organization.c.name.label("organization")).join(organization)
    rows = connection.execute(named.order_by(service.c.position))
    return Directory(
        tuple(
            _service(
                row,
                tags.get(row.id, []),
                facts.get(row.id, []),
                schedules.get(row.id, []),
                locations.get(row.id, []),
            )
            for row in rows
        )
    )


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _location_row(one: Service) -> dict[str, Any]:
    here = one.location
    if here is None:
        raise ValueError("a service without a location has no row")
    return {
        "service_id": one.id,
        "address": here.address,
        "town": here.town,
        "outcode": here.outcode,
        "latitude": here.lat,
        "longitude": here.lon,
    }


def _schedule_rows(one: Service) -> Iterable[dict[str, Any]]:
    for meets in one.schedules:
        yield {
            "service_id": one.id,
            "freq": meets.freq,
            "byday": meets.byday,
            "opens_at": meets.opens_at,
            "closes_at": meets.closes_at,
            "description": meets.note,
        }


def _grouped(rows: Iterable[Row[Any]]) -> dict[str, list[Row[Any]]]:
    grouped: dict[str, list[Row[Any]]] = {}
    for row in rows:
        grouped.setdefault(row.service_id, []).append(row)
    return grouped


def _service(
    row: Row[Any],
    tags: list[Row[Any]],
    facts: list[Row[Any]],
    schedules: list[Row[Any]],
    locations: list[Row[Any]],
) -> Service:
    kinds = {kind: [tag.value for tag in tags if tag.kind == kind] for kind in TAGS}
    here = locations[0] if locations else None
    return Service(
        id=row.id,
        organization=row.organization,
        formats=frozenset(kinds["formats"]),
        audiences=frozenset(kinds["audiences"]),
        about=frozenset(kinds["about"]),
        nations=frozenset(kinds["nations"]),
        languages=tuple(kinds["languages"]),
        facts={fact.key: Fact(fact.value) for fact in facts},
        schedules=tuple(
            Schedule(one.freq, one.byday, one.opens_at, one.closes_at, one.description)
            for one in schedules
        ),
        location=Location(here.address, here.town, here.outcode, here.latitude, here.longitude)
        if here
        else None,
        status=Status(row.status),
        **{name: getattr(row, column) for name, column in COLUMNS.items()},
    )
