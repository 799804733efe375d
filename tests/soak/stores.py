"""The two databases, looked at from outside: what is kept, and whether it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from tests.soak.postgres import Postgres

Rows = list[tuple[Any, ...]]
TOO_OFTEN = "SELECT message_id FROM inbound_message GROUP BY message_id HAVING count(*) > 1"
NOBODYS = (
    "SELECT message_id FROM inbound_message m WHERE contact_id IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = m.contact_id)"
)
KEYS_TWICE = "SELECT key FROM contact GROUP BY key HAVING count(*) > 1"


class Store(Protocol):
    """One database of a deployment."""

    name: str
    url: str

    def rows(self, statement: str) -> Rows:
        """Return what a statement finds."""
        ...

    def faults(self) -> list[str]:
        """Return what is broken in it, nothing when it is whole."""
        ...


class Sqlite:
    """A database in a file."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "signpost.db"
        self.url = f"sqlite:///{self.path}"

    def rows(self, statement: str) -> Rows:
        with closing(sqlite3.connect(self.path, timeout=30)) as connection:
            return connection.execute(statement).fetchall()

    def faults(self) -> list[str]:
        said = [row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        said += [f"foreign key of {row[0]}" for row in self.rows("PRAGMA foreign_key_check")]
        return said + _faults(self)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the only writer's place, as a stuck program would."""
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")


class OnServer:
    """A database on our PostgreSQL."""

    name = "PostgreSQL"

    def __init__(self, server: Postgres) -> None:
        self.server = server
        self.database = server.new_database()
        self.url = server.url(self.database)

    def rows(self, statement: str) -> Rows:
        with self.server.connect(self.database) as connection:
            return connection.execute(statement).fetchall()  # type: ignore[arg-type]

    def faults(self) -> list[str]:
        with self.server.connect(self.database) as connection:
            # Sequential scans, so that a broken index is seen beside its table.
            connection.execute("SET enable_indexscan = off; SET enable_indexonlyscan = off")
            heap = connection.execute("SELECT count(*) FROM inbound_message").fetchone()
            connection.execute("RESET ALL; SET enable_seqscan = off")
            index = connection.execute("SELECT count(*) FROM inbound_message").fetchone()
        said = [] if heap == index else ["index and table of inbound_message differ"]
        return said + _faults(self)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the tables of the message path, as a stuck program would."""
        with self.server.connect(self.database) as connection, connection.transaction():
            connection.execute("LOCK TABLE contact, inbound_message IN ACCESS EXCLUSIVE MODE")
            yield


def _faults(store: Store) -> list[str]:
    asked = {"messages kept twice": TOO_OFTEN, "messages of nobody": NOBODYS}
    asked["contacts kept twice"] = KEYS_TWICE
    found = {what: len(store.rows(statement)) for what, statement in asked.items()}
    return [f"{count} {what}" for what, count in found.items() if count]


def kept(store: Store) -> dict[str, str | None]:
    """Return every message kept, with the reply that was given."""
    return dict(store.rows("SELECT message_id, reply FROM inbound_message"))


def count(store: Store, table: str) -> int:
    """Return how many rows a table has."""
    return int(store.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - our own names
