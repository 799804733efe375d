"""One listing of the live directory: read and held, changed, and written back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from chatbot.directory import Published, Service
from chatbot.store.arrivals import note_modified
from chatbot.store.directories import mark_changed, one_at_a_time, state
from chatbot.store.listing_rows import OF_A_SERVICE, rows_of, service_of, service_values
from chatbot.store.tables import organization, service


def held(connection: Connection, service_id: str) -> Service | None:
    """Return a group of the live directory, and let nobody else change it in the meantime."""
    here = (service.c.revision == state(connection).live, service.c.id == service_id)
    # A statement of its own: the organization's row is not to be held.
    connection.execute(select(service.c.id).where(*here).with_for_update())
    return read(connection, service_id)


def hold_all(connection: Connection, service_ids: Collection[str]) -> None:
    """Hold groups, and then the directory, for changes to several of them at once.

    In this order, as a text that reports a group does, or one would wait for the other for ever.
    """
    these = (service.c.revision == state(connection).live, service.c.id.in_(set(service_ids)))
    connection.execute(select(service.c.id).where(*these).order_by(service.c.id).with_for_update())
    one_at_a_time(connection)


def read(connection: Connection, service_id: str) -> Service | None:
    """Return a group of the live directory, None when there is none of this id."""
    live = state(connection).live
    here = (service.c.revision == live, service.c.id == service_id)
    named = select(service, organization.c.name.label("organization")).join(organization)
    row = connection.execute(named.where(*here)).first()
    if row is None:
        return None
    rows = {
        table.name: connection.execute(
            select(table)
            .where(table.c.revision == live, table.c.service_id == service_id)
            .order_by(*table.primary_key)
        ).all()
        for table in OF_A_SERVICE
    }
    return service_of(row, rows)


def put(connection: Connection, one: Service, *, told: bool = True) -> None:
    """Write a group back that is ``held``; the workers read the directory again.

    Its row is changed and never replaced: whoever waits for it would find it gone. ``told``: it is
    noted as changed for those who ask our feed for what is new.
    """
    live = state(connection).live
    here = (service.c.revision == live, service.c.id == one.id)
    placed = select(service.c.organization_id, service.c.position).where(*here)
    organization_id, position = connection.execute(placed).one()
    values = service_values(one, organization_id, position)
    connection.execute(update(service).where(*here).values(values))
    for table, rows in rows_of(one):
        theirs = (table.c.revision == live, table.c.service_id == one.id)
        connection.execute(delete(table).where(*theirs))
        if rows:
            connection.execute(
                insert(table), [{"revision": live, "service_id": one.id, **row} for row in rows]
            )
    mark_changed(connection)
    if told:
        note_modified(connection, [one.id], int(datetime.now(UTC).timestamp()))


def change(
    connection: Connection, service_id: str, how: Callable[[Service], Service]
) -> Service | None:
    """Change a group, and return it as it is now; None when there is none of this id.

    How many reminders it has not answered is told to nobody.
    """
    one = held(connection, service_id)
    if one is None:
        return None
    changed = how(one)
    if changed != one:
        put(connection, changed, told=replace(changed, reminders=one.reminders) != one)
    return changed


def publish(connection: Connection, service_id: str, where: Published) -> Service | None:
    """Pause a group, or show it again."""
    return change(connection, service_id, lambda one: replace(one, published=where))
