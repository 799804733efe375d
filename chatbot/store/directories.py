"""The directory in the database: one revision of it is live, others are on their way in or out.

A new directory is written batch by batch beside the live one and then takes its place at once, so
that nobody's text waits for it and nobody reads half of it. Not on the message path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from time import sleep
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, delete, exists, insert, select, text, update

from chatbot.directory import Directory, Service
from chatbot.store.database import Database, StoreError
from chatbot.store.listing_rows import OF_A_SERVICE, Values, rows_of, service_of, service_values
from chatbot.store.tables import directory_state, organization, service

BATCH = 50
"""Services written, read or deleted in one transaction: some hundredths of a second."""
REST = 0.02
"""Seconds between two transactions that write: whoever takes the next turn at once, on a busy
machine, takes it before all that wait for theirs.
"""
_FIRST = text(
    "INSERT INTO directory_state (id, live, last, changes) VALUES (1, 0, 0, 0) "
    "ON CONFLICT (id) DO NOTHING"
)


class State(NamedTuple):
    """Which revision is live, and how often its rows were changed since."""

    live: int = 0
    changes: int = 0


class Placed(NamedTuple):
    """A service and where it stands in its directory."""

    position: int
    service: Service


def state(connection: Connection) -> State:
    """Return what is live now: a directory that was read in another state is out of date."""
    row = connection.execute(select(directory_state.c.live, directory_state.c.changes)).first()
    return State(*row) if row else State()


def is_empty(connection: Connection) -> bool:
    """Say whether there is no group at all."""
    live = service.c.revision == state(connection).live
    return not connection.execute(select(exists().where(live))).scalar_one()


def replace_all(
    database: Database, services: Sequence[Service], since: State | None = None
) -> None:
    """Take these services in place of all that are there, in their order, in short transactions.

    Until the last of them people are shown the old ones. Raises StoreError when a directory that
    was begun later is live by then, when the live one is not as it was ``since``, or when the
    database is away; what was written is never read then, and goes with the next directory.
    """
    for _ in replacing(database, services, since):
        pass


def replacing(
    database: Database, services: Sequence[Service], since: State | None = None
) -> Iterator[int]:
    """Do what ``replace_all`` does, and yield how many services are written."""
    with database.writing() as connection:
        revision = begin(connection)
    ids: dict[str, int] = {}
    for first in range(0, len(services), BATCH):
        with database.writing() as connection:
            _write(connection, revision, services[first : first + BATCH], first, ids)
        yield min(first + BATCH, len(services))
        sleep(REST)
    with database.writing() as connection:
        one_at_a_time(connection)
        if since is not None and state(connection) != since:
            raise StoreError("the directory was changed meanwhile; nothing was taken in, try again")
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
        sleep(REST)


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
    live, found, last = state(connection).live, list[Placed](), ""
    while some := _read_some(connection, live, last):
        found += some
        last = some[-1].service.id
    return _in_order(found)


def read_beside(database: Database, pause: Callable[[], None]) -> tuple[State, Directory]:
    """Return what ``read_directory`` does, and which it is, in many short reads.

    ``pause`` is called after each of them, so that others get their turn. Raises StoreError when
    the directory moves meanwhile: what was read so far is of no use then.
    """
    first: State | None = None
    found, last = list[Placed](), ""
    while True:
        with database.reading() as connection:
            now = state(connection)
            if first not in (None, now):
                raise StoreError("the directory moved while it was read")
            some = _read_some(connection, now.live, last)
        if not some:
            return now, _in_order(found)
        first = now
        found += some
        last = some[-1].service.id
        pause()


def _in_order(found: list[Placed]) -> Directory:
    found.sort(key=lambda placed: placed.position)
    return Directory(tuple(placed.service for placed in found))


def _read_some(connection: Connection, revision: int, last: str) -> list[Placed]:
    """Return the next services after the one with the id ``last``, by their ids."""
    named = select(service, organization.c.name.label("organization")).join(organization)
    named = named.where(service.c.revision == revision, service.c.id > last)
    these = connection.execute(named.order_by(service.c.id).limit(BATCH)).all()
    if not these:
        return []
    rows: dict[str, dict[str, list[Row[Any]]]] = defaultdict(lambda: defaultdict(list))
    for table in OF_A_SERVICE:
        of_these = table.c.service_id.between(these[0].id, these[-1].id)
        in_order = select(table).where(table.c.revision == revision, of_these)
        for row in connection.execute(in_order.order_by(*table.primary_key)):
            rows[row.service_id][table.name].append(row)
    return [Placed(row.position, service_of(row, rows[row.id])) for row in these]
