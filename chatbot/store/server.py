"""PostgreSQL: what a session begins with, and a limit of our own on waiting for its answers.

The server's own limits (SESSION) count on the server. One that is frozen counts nothing, and its
machine keeps the connection alive all the same: only a clock on this side ends such a wait.
"""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import PoolProxiedConnection

POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}
"""How addresses of PostgreSQL begin. All mean psycopg 3, whatever SQLAlchemy would take."""
SESSION = (
    "-c TimeZone=UTC",
    r"-c default_transaction_isolation=read\ committed",
    "-c lock_timeout=1700ms",
    "-c statement_timeout=5s",
    "-c idle_in_transaction_session_timeout=10s",
)
"""What each session of PostgreSQL begins with; options in DATABASE_URL come after, and count.
A text may wait for two locks, its message's and its contact's: the server ends both waits before
PATIENCE does, so that only a server which says nothing at all is left alone for a while."""
ONE_STATE: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How PostgreSQL reads several tables as they were at one moment; SQLite always does."""
NETWORK = {"connect_timeout": 2, "keepalives_idle": 10, "keepalives_interval": 2,
           "keepalives_count": 2, "tcp_user_timeout": 5000}  # fmt: skip
"""Seconds to reach the server and to notice that the way to it is gone; the last: milliseconds.
What DATABASE_URL says of the same counts more."""
MOST_CONNECTIONS = 20
"""One for each thread of a worker that is answering; more threads than that wait."""
POOL_WAIT = 1.0
"""Seconds they wait. This, FIRST_WORD and connect_timeout together are PATIENCE."""
PATIENCE = 3.8
"""Seconds in which a text has its connection, all its statements and its commit, or is told sorry:
under the 4.5 after which Twilio goes to the fallback (README: rt=4500)."""
FIRST_WORD = 0.8
"""Seconds for a connection that was at rest, or is new, to say that it is there."""
STATEMENT = 6.0
"""Seconds for any other statement: longer than the server's own limit, which says more."""
REST = 1.0
"""Seconds in which nobody asks a server that has not answered: each text would wait in vain for
PATIENCE, and those in the queue behind it as well."""

Answer = TypeVar("Answer")


class NoAnswerError(psycopg.OperationalError):
    """The server did not answer in time. Its connection is closed: the answer may still come, and
    would be taken for that to somebody else's statement.
    """


class Silence:
    """Whether a server has just left somebody without any answer. All its connections share it."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        """Note that there was no answer."""
        self._until = monotonic() + REST

    def check(self) -> None:
        """Raise NoAnswerError while the server is to be left alone."""
        if monotonic() < self._until:
            raise NoAnswerError("the server gave no answer a moment ago")


class Impatient(psycopg.Connection[Any]):
    """A connection that waits for ``patience`` seconds for each answer, None for ever; where there
    is a moment ``until`` (of the monotonic clock), until then and no longer.
    """

    patience: float | None = FIRST_WORD
    until: float | None = None
    silence: Silence | None = None
    """None while a connection is at rest: one that is dead by then says nothing of the server."""

    def wait(
        self,
        gen: Generator[Any, Any, Answer],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> Answer:
        """Run what talks to the server, or raise NoAnswerError. All of psycopg's waiting is here,
        but for connecting.
        """
        until = self.until
        if until is None and self.patience is not None:
            until = monotonic() + self.patience
        if until is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, max(0.0, until - monotonic()))
        except psycopg.OperationalError as error:
            if monotonic() < until:
                raise
            self.close()
            if self.silence:
                self.silence.begin()
            raise NoAnswerError("no answer from the server in time") from error


def engine_for(url: URL, silence: Silence) -> Engine:
    """Return the engine for a server; nothing is connected yet."""
    theirs = url.query.get("options", "")
    options = [*SESSION, *([theirs] if isinstance(theirs, str) else theirs)]
    network = {name: value for name, value in NETWORK.items() if name not in url.query}
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=MOST_CONNECTIONS,
        max_overflow=0,
        pool_timeout=POOL_WAIT,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={**network, "options": " ".join(options)},
    )

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, where: Any, how: dict[str, Any]) -> Impatient:
        silence.check()  # it may have begun while this text waited for a place to connect from
        try:
            return Impatient.connect(*where, **how)
        except psycopg.errors.ConnectionTimeout:
            silence.begin()
            raise

    @event.listens_for(engine, "checkout")
    def given_out(connection: Impatient, *_: Any) -> None:  # its first word has been heard
        connection.patience, connection.silence = STATEMENT, silence

    @event.listens_for(engine, "checkin")
    def given_back(connection: Impatient | None, _record: Any) -> None:
        if connection is not None:
            connection.patience, connection.until, connection.silence = FIRST_WORD, None, None

    return engine


def hurry(connection: PoolProxiedConnection, until: float) -> None:
    """Let this connection wait until then, all in all, until it is given back."""
    driver: Any = connection.driver_connection
    driver.until = until


def wait_for_ever(connection: Connection) -> None:
    """Let this connection wait for as long as its statements take, until it is given back."""
    driver: Any = connection.connection.driver_connection
    driver.patience = None
