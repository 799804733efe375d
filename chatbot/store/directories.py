"""The directory in the database: one revision of it is live, others are on their way in or out.

A new directory is written batch by batch beside the live one and then takes its place at once, so
that nobody's text waits for it and nobody reads half of it. Not on the message path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, delete, exists, insert, select, text, update

from chatbot.directory import Directory, Service
from chatbot.store.database import Database, StoreError
from chatbot.store.listing_rows import OF_A_SERVICE, Values, rows_of, service_of, service_values
from chatbot.store.tables import directory_state, organization, service

BATCH = 50
"""Services written or deleted in one transaction: some hundredths of a second."""
_FIRST = text(
    "INSERT INTO directory_state (id, live, last, changes) VALUES (1, 0, 0, 0) "
    "ON CONFLICT (id) DO NOTHING"
)


class State(NamedTuple):
    """Which revision is live, and how often its rows were changed since."""

    live: int = 0
    changes: int = 0


def state(connection: Connection) -> State:
    """Return what is live now: a directory that was read in another state is out of date."""
    row = connection.execute(select(directory_state.c.live, directory_state.c.changes)).first()
    return State(*row) if row else State()


def is_empty(connection: Connection) -> bool:
    """Say whether there is no group at all."""
    live = service.c.revision == state(connection).live
    return not connection.execute(select(exists().where(live))).scalar_one()


def replace_all(database: Database, services: Sequence[Service]) -> None:
    """Take these services in place of all that are there, in their order, in short transactions.

    Until the last of them people are shown the old ones. Raises StoreError when a directory that
    was begun later is live by then, or when the database is away; what was written is never read
    then, and goes when the next directory is taken in.
    """
    with database.writing() as connection:
        revision = begin(connection)
    ids: dict[str, int] = {}
    for first in range(0, len(services), BATCH):
        with database.writing() as connection:
            _write(connection, revision, services[first : first + BATCH], first, ids)
    with database.writing() as connection:
        make_live(connection, revision)
    sweep(database)


def replace_at_once(connection: Connection, services: Sequence[Service]) -> None:
    """Take these services in place of all that are there, within the caller's transaction."""
    revision = begin(connection)
    _write(connection, revision, services, 0, {})
    make_live(connection, revision)


def one_at_a_time(connection: Connection) -> None:
    """Let nobody else begin a directory until this transaction ends."""
    connection.execute(_FIRST)
    connection.execute(select(directory_state).with_for_update())


def begin(connection: Connection) -> int:
    """Return the number of a new revision. Until the transaction ends nobody else begins one."""
    connection.execute(_FIRST)
    last = update(directory_state).values(last=directory_state.c.last + 1)
    return int(connection.execute(last.returning(directory_state.c.last)).scalar_one())


def make_live(connection: Connection, revision: int) -> None:
    """Let everybody read this revision from now on."""
    older = update(directory_state).where(directory_state.c.live < revision)
    if not connection.execute(older.values(live=revision, changes=0)).rowcount:
        raise StoreError("a directory that was begun later has been taken in")


def mark_changed(connection: Connection) -> None:
    """Say that rows of the live revision were changed, so that everybody reads it again."""
    connection.execute(update(directory_state).values(changes=directory_state.c.changes + 1))


def sweep(database: Database) -> None:
    """Delete the revisions before the live one, batch by batch."""
    more = True
    while more:
        with database.writing() as connection:
            more = _sweep_some(connection)


def _sweep_some(connection: Connection) -> bool:
    live = state(connection).live
    some = select(service.c.revision, service.c.id).where(service.c.revision < live).limit(BATCH)
    due = defaultdict(list)
    for revision, service_id in connection.execute(some):
        due[revision].append(service_id)
    for revision, ids in due.items():
        old = service.c.revision == revision
        connection.execute(delete(service).where(old, service.c.id.in_(ids)))
    if not due:
        connection.execute(delete(organization).where(organization.c.revision < live))
    return bool(due)


def _write(
    connection: Connection,
    revision: int,
    services: Sequence[Service],
    first: int,
    ids: dict[str, int],
) -> None:
    """Write services from a position on; ``ids`` are those of the organizations written so far."""
    names = dict.fromkeys(one.organization for one in services if one.organization not in ids)
    new = {name: at for at, name in enumerate(names, len(ids) + 1)}
    ids |= new
    batch: dict[Table, list[Values]] = {organization: [], service: []}
    batch[organization] = [{"id": at, "name": name} for name, at in new.items()]
    for position, one in enumerate(services, first):
        batch[service].append(service_values(one, ids[one.organization], position))
        for table, rows in rows_of(one):
            kept = batch.setdefault(table, [])
            kept += ({"service_id": one.id, **row} for row in rows)
    for table, rows in batch.items():
        if rows:
            connection.execute(insert(table), [{"revision": revision, **row} for row in rows])


def read_directory(connection: Connection) -> Directory:
    """Return every service of the live revision, in the order they were taken in."""
    live = state(connection).live
    rows: dict[str, dict[str, list[Row[Any]]]] = defaultdict(lambda: defaultdict(list))
    for table in OF_A_SERVICE:
        in_order = select(table).where(table.c.revision == live).order_by(*table.primary_key)
        for row in connection.execute(in_order):
            rows[row.service_id][table.name].append(row)
    named = select(service, organization.c.name.label("organization")).join(organization)
    named = named.where(service.c.revision == live).order_by(service.c.position)
    return Directory(tuple(service_of(row, rows[row.id]) for row in connection.execute(named)))
