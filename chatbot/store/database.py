"""Opening the database: one way for SQLite and PostgreSQL, and one writer at a time on SQLite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy import Connection as Connection  # whoever is handed one names it by this room
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import PoolProxiedConnection

from chatbot.store import server

try:
    import fcntl
except ImportError:  # not on Windows, where SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]

WAIT = 1.5
"""Seconds to wait for another writer that is none of ours: a backup, or somebody's shell."""
VALUES_IN_TEXT = ("22", "23")
"""Classes of SQLSTATE whose messages quote what was to be stored: bad data, broken constraints."""
OUTDATED = "0A000"
"""The SQLSTATE of a prepared statement whose table a migration has changed since."""


TURN = 2.5
"""Seconds to wait for the turn to write, before that. Both together stay under the 4.5 after which
Twilio gives up on an answer (README: rt=4500) and goes to the fallback."""
REST, SHORT = 1.0, 0.3
"""Seconds in which everybody waits for a short time only, once somebody has waited in vain: a queue
behind a database that is held would be served one by one, each too late."""
LOOK_EVERY = 0.0002
"""Seconds between two looks whether it is our turn; that often, whoever looks gets it soon."""


class StoreError(Exception):
    """The database cannot be used just now; the message names no value that was to be stored."""


class Database:
    """One database. ``writing`` gives a transaction that nobody else writes beside on SQLite."""

    def __init__(self, url: str) -> None:
        self._silence = server.Silence()
        try:
            address = make_url(url)
            self.engine = (
                server.engine_for(address, self._silence)
                if address.drivername in server.POSTGRESQL
                else _sqlite(address)
            )
        except (SQLAlchemyError, ImportError, OSError, ValueError) as error:
            raise StoreError(f"DATABASE_URL cannot be used: {type(error).__name__}") from None
        self.dialect = self.engine.dialect.name
        self._sqlite = self.dialect == "sqlite"
        self._fault: type[Exception] = self.engine.dialect.loaded_dbapi.Error
        self._write = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._read = (
            self.engine if self._sqlite else self.engine.execution_options(**server.ONE_STATE)
        )
        self._rests_until = 0.0
        self._untidy = False
        path = address.database
        self._lock = f"{path}.lock" if self._sqlite and fcntl and path else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed at the end, or rolled back."""
        try:
            with self._turn(), self._write.begin() as connection:
                yield connection
        except (SQLAlchemyError, self._fault) as error:
            raise StoreError(_reason(error)) from error

    @contextmanager
    def delivering(self) -> Iterator[Any]:
        """Give the driver's own cursor in a transaction, for the path of a message alone.

        SQLAlchemy writes the statements; running them through it costs ten times the driver.
        """
        try:
            with self._turn():
                until = monotonic() + server.PATIENCE
                connection = self.engine.raw_connection()
                try:
                    if not self._sqlite:
                        server.hurry(connection, until)
                    cursor = connection.cursor()
                    if self._sqlite:
                        self._begin(cursor)
                    yield cursor
                    connection.commit()
                except BaseException as error:
                    self._undo(connection, error)
                    raise
                finally:
                    connection.close()
        except (SQLAlchemyError, self._fault) as error:
            raise StoreError(_reason(error)) from error
        if self._untidy:
            self.tidy_up()

    def _begin(self, cursor: Any) -> None:
        rests = self._rests()
        if rests:
            cursor.execute(f"PRAGMA busy_timeout={round(SHORT * 1000)}")
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except self._fault:
            self._rest(rests)
            raise
        finally:
            if rests:
                cursor.execute(f"PRAGMA busy_timeout={round(WAIT * 1000)}")

    def _rest(self, rests: bool) -> None:
        if not rests:  # or those who wait for each other would never come to wait again
            self._rests_until = monotonic() + REST

    def _rests(self) -> bool:
        return monotonic() < self._rests_until

    def _undo(self, connection: PoolProxiedConnection, error: BaseException) -> None:
        """Roll back, and do not give out again a connection that may be broken.

        Whether a server's connection still works after an error of the driver, only the driver
        knows. A new one costs milliseconds. SQLite's is a file, and holds whatever happened.
        """
        if self._sqlite or not isinstance(error, self._fault):
            try:
                connection.rollback()
            except self._fault:
                connection.invalidate()
            return
        connection.invalidate()
        if getattr(error, "sqlstate", None) == OUTDATED:
            self.engine.dispose()  # all the others are out of date too

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database."""
        try:
            self._silence.check()
            with self._read.connect() as connection:
                yield connection
        except (SQLAlchemyError, self._fault) as error:
            raise StoreError(_reason(error)) from error

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for this process's turn to write.

        SQLite's own waiting lets the last to come go first; under several writers its slowest
        answer is several times as slow. A file lock that all look at often is fair enough.
        """
        self._silence.check()
        if self._lock is None:
            yield
            return
        try:
            file = os.open(self._lock, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(_reason(error)) from None
        try:
            rests = self._rests()
            try:
                _take(file, SHORT if rests else TURN)
            except StoreError:
                self._rest(rests)
                raise
            yield
        finally:
            os.close(file)

    def take_your_time(self, connection: Connection) -> None:
        """Let what follows on this connection look through whole tables, in this transaction."""
        if not self._sqlite:
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            server.wait_for_ever(connection)

    def tidy_up(self) -> None:
        """Take what was deleted out of SQLite's log as well, unless somebody is reading just now.

        Pages of deleted rows are overwritten in the database, but older copies stay in the log.
        Where somebody is reading it is tried again after the next text.
        """
        if not self._sqlite:
            return
        self._untidy = True
        # What was to be deleted is deleted by now: no answer may be lost for this.
        faults = (SQLAlchemyError, StoreError, self._fault)
        with suppress(*faults), self._turn(), self.engine.connect() as connection:
            connection.commit()
            run = connection.connection.execute
            run("PRAGMA busy_timeout=100")
            self._untidy = bool(run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
            run(f"PRAGMA busy_timeout={round(WAIT * 1000)}")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _take(file: int, wait: float) -> None:
    """Take the turn, or raise StoreError: who waits for ever keeps a worker from everybody."""
    until = monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if monotonic() > until:
                raise StoreError(f"no turn to write within {wait:g} seconds") from None
            sleep(LOOK_EVERY)


def _reason(error: Exception) -> str:
    """Say what went wrong without the values of the statement: they may be a person's."""
    cause = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None) or ""
    if state.startswith(VALUES_IN_TEXT):
        return f"{type(cause).__name__}: {state}"
    return f"{type(cause).__name__}: {str(cause).splitlines()[0] if str(cause) else ''}"[:200]


def _sqlite(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        raise StoreError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    path = url.database
    if path and path != ":memory:":
        with suppress(OSError):  # a disk that is not there yet may come later
            Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": WAIT}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        if path and path != ":memory:" and Path(path).stat().st_size == 0:
            Path(path).chmod(0o600)  # a new file is its owner's alone; SQLite's log gets the same
        connection.isolation_level = None  # the driver is to send no BEGIN of its own
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={round(WAIT * 1000)}",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine
