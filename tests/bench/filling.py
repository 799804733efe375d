"""A database with many people in it, made by the database itself so that it takes seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, TextClause, text

from chatbot.store.database import Database
from chatbot.store.keys import Name

RANDOM = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "md5(CAST(random() AS VARCHAR))"}
"""32 hex digits, other ones for each row."""
NUMBERS = "WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < :rows)"
CONTACTS = """
INSERT INTO contact (id, key, conversation, seen_at, key_id, traffic) {numbers}
SELECT n.at, {random} || {random}, words,
    CAST(:at AS INTEGER) - n.at % :days * 86400, CAST(:key_id AS VARCHAR), ''
FROM n JOIN state ON state.id = n.at % :states
"""
MESSAGES = """
INSERT INTO inbound_message (message_id, contact_id, reply, received_at) {numbers}
SELECT 'SM' || {random}, 1 + n.at % :many, words, CAST(:at AS INTEGER) - n.at % :days * 86400
FROM n JOIN said ON said.id = n.at % :replies
"""
DAYS = 29
"""Over which all have texted: nothing is so old that it is forgotten."""
ROOM = 400_000
"""Kilobytes of SQLite's memory while it is filled: its keys come in no order."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """``many`` people who stand at the ``states`` in turn, each with ``messages`` kept.

    The replies kept are the ``replies`` in turn. ``named`` are people of the crowd who are to text
    later, spread evenly over the table: each with where they stand.
    """

    many: int
    states: Sequence[str]
    named: Sequence[tuple[Name, str]]
    messages: int = 0
    replies: Sequence[str] = ("",)


def fill(database: Database, crowd: Crowd, key_id: str, now: datetime) -> None:
    """Put a crowd into empty tables. ``key_id`` names the key that names are made with."""
    postgresql = database.dialect == "postgresql"
    with database.writing() as connection:
        run = connection.exec_driver_sql
        run("SET LOCAL statement_timeout = 0" if postgresql else f"PRAGMA cache_size = -{ROOM}")
        _words(connection, "state", crowd.states)
        lately = {"at": int(now.timestamp()), "days": DAYS}
        people = lately | {"rows": crowd.many, "states": len(crowd.states), "key_id": key_id}
        connection.execute(_made(CONTACTS, database.dialect), people)
        if crowd.messages:
            _words(connection, "said", crowd.replies)
            kept = lately | {"rows": crowd.many * crowd.messages, "many": crowd.many}
            messages = _made(MESSAGES, database.dialect)
            connection.execute(messages, kept | {"replies": len(crowd.replies)})
        _name(connection, crowd)
        if postgresql:
            run(f"SELECT setval(pg_get_serial_sequence('contact', 'id'), {crowd.many})")


def _made(statement: str, dialect: str) -> TextClause:
    return text(statement.format(numbers=NUMBERS, random=RANDOM[dialect]))


def _words(connection: Connection, name: str, rows: Sequence[str]) -> None:
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {name} (id INTEGER, words TEXT)")
    numbered = [{"id": at, "words": words} for at, words in enumerate(rows)]
    connection.execute(text(f"INSERT INTO {name} VALUES (:id, :words)"), numbered)  # noqa: S608


def _name(connection: Connection, crowd: Crowd) -> None:
    named = text("UPDATE contact SET key = :key, conversation = :state WHERE id = :id")
    step = crowd.many / len(crowd.named)
    for at, (name, state) in enumerate(crowd.named):
        connection.execute(named, {"id": int(at * step) + 1, "key": name.key, "state": state})
