"""Opening the database: one way for SQLite and PostgreSQL, and one writer at a time on SQLite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

try:
    import fcntl
except ImportError:  # not on Windows, where SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]

WAIT = 5
"""Seconds to wait for another writer. Twilio gives a webhook 15 in all."""


TURN = 6
"""Seconds to wait for the turn to write, before that: longer than an import holds it, and both
together shorter than Twilio waits."""
LOOK_EVERY = 0.001
"""Seconds between two looks whether it is our turn; that often, whoever looks gets it soon."""


class StoreError(Exception):
    """The database cannot be used just now; the message names no value that was to be stored."""


class Database:
    """One database. ``writing`` gives a transaction that nobody else writes beside on SQLite."""

    def __init__(self, url: str) -> None:
        self._sqlite = url.startswith("sqlite")
        try:
            self.engine = _sqlite(url) if self._sqlite else _server(url)
        except (SQLAlchemyError, ImportError, OSError) as error:
            raise StoreError(f"DATABASE_URL cannot be used: {type(error).__name__}") from None
        self.dialect = self.engine.dialect.name
        self._fault: type[Exception] = self.engine.dialect.loaded_dbapi.Error
        self._write = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        path = make_url(url).database
        self._lock = f"{path}.lock" if self._sqlite and fcntl and path else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed at the end, or rolled back."""
        try:
            with self._turn(), self._write.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(_reason(error)) from error

    @contextmanager
    def delivering(self) -> Iterator[Any]:
        """Give the driver's own cursor in a transaction, for the path of a message alone.

        SQLAlchemy writes the statements; running them through it costs ten times the driver.
        """
        try:
            with self._turn():
                connection = self.engine.raw_connection()
                try:
                    cursor = connection.cursor()
                    if self._sqlite:
                        cursor.execute("BEGIN IMMEDIATE")
                    yield cursor
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise
                finally:
                    connection.close()
        except (SQLAlchemyError, self._fault) as error:
            raise StoreError(_reason(error)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(_reason(error)) from error

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for this process's turn to write.

        SQLite's own waiting lets the last to come go first; under several writers its slowest
        answer is several times as slow. A file lock that all look at often is fair enough.
        """
        if self._lock is None:
            yield
            return
        try:
            file = os.open(self._lock, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(_reason(error)) from None
        try:
            _take(file)
            yield
        finally:
            os.close(file)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _take(file: int) -> None:
    """Take the turn, or raise StoreError: who waits for ever keeps a worker from everybody."""
    until = monotonic() + TURN
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if monotonic() > until:
                raise StoreError(f"no turn to write within {TURN} seconds") from None
            sleep(LOOK_EVERY)


def _reason(error: Exception) -> str:
    """Say what went wrong without the values of the statement: they may be a person's."""
    cause = getattr(error, "orig", None) or error
    return f"{type(cause).__name__}: {str(cause).splitlines()[0] if str(cause) else ''}"[:200]


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": WAIT}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver is to send no BEGIN of its own
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={WAIT * 1000}",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine


def _server(url: str) -> Engine:
    timeouts = "-c lock_timeout=3s -c statement_timeout=5s"
    return create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 3, "options": timeouts},
    )
