"""Bringing the tables to the newest state, once, whoever comes first."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from chatbot.store.database import Database, StoreError

LOCK = 7_416_203
"""Any number will do, so long as every process of the service takes the same."""


def migrate(database: Database) -> None:
    """Bring the tables to the newest state; several processes may try at once.

    Raises StoreError when another process takes longer over it than a text can wait, or when a
    newer version of the service has made the tables.
    """
    with database.writing() as connection:
        _wait_for_my_turn(connection)
        script, state = _script(), _state(connection)
        if state == script.get_current_head():
            return
        if state and state not in {one.revision for one in script.walk_revisions()}:
            raise StoreError(f"the tables are of a newer version of the service ({state})")
        _take_your_time(database, connection)
        command.upgrade(_config(connection), "head")


def downgrade(database: Database, revision: str) -> None:
    """Take the tables back to an earlier state, ``base`` for none."""
    with database.writing() as connection:
        _wait_for_my_turn(connection)
        _take_your_time(database, connection)
        command.downgrade(_config(connection), revision)


def _wait_for_my_turn(connection: Connection) -> None:
    """Hold off other processes. SQLite does so by itself.

    Waiting for a lock keeps a limit: who wants a whole table, and cannot have it, must not
    keep all texts waiting behind it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '3s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _take_your_time(database: Database, connection: Connection) -> None:
    """Take as long as it takes. Only who has something to do may: who looks whether there is
    anything is on the way of a text.
    """
    database.take_your_time(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))


def _state(connection: Connection) -> str | None:
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)
    return MigrationContext.configure(connection).get_current_revision()


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


@cache
def _newest() -> str | None:
    return _script().get_current_head()


def is_newest(connection: Connection) -> bool:
    """Say whether the tables are in the newest state."""
    return _state(connection) == _newest()
