"""Can the database be used: it answers, and its tables are the newest."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import text

from chatbot.store import schema
from chatbot.store.database import Database

OK = "ok"


class Readiness(NamedTuple):
    """Each part is "ok", or says in a word what is wrong with it."""

    database: str
    tables: str


AWAY = Readiness("away", "unknown")


def look(database: Database) -> Readiness:
    """Ask the database, or raise StoreError when it does not answer within a second."""
    with database.reading() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = '1s'"))
        connection.execute(text("SELECT 1"))
        return Readiness(OK, OK if schema.is_newest(connection) else "old")
