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

from chatbot.store.database import Database

LOCK = 7_416_203
"""Any number will do, so long as every process of the service takes the same."""


def migrate(database: Database) -> None:
    """Bring the tables to the newest state; several processes may try at once."""
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if _state(connection) != _script().get_current_head():
            command.upgrade(_config(connection), "head")


def downgrade(database: Database, revision: str) -> None:
    """Take the tables back to an earlier state, ``base`` for none."""
    with database.writing() as connection:
        command.downgrade(_config(connection), revision)


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
