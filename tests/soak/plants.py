"""Planted faults: each breaks the service in a server of the soak, so that a figure must show it.

They replace functions of the service inside the soak's own processes. The service has no switch.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from time import sleep
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg

from chatbot.channels import twilio
from chatbot.inbox import Inbox
from chatbot.messages import Inbound, Reply
from chatbot.moves import danger
from chatbot.store import database, server
from chatbot.store.database import Database

Receive = Callable[[Inbox, Inbound], Reply | None]


@dataclass(frozen=True, slots=True)
class Plant:
    """One fault, and the part of the soak that must show it."""

    part: str
    what: str
    spoil: Callable[[], None]


def _around(change: Callable[[Receive, Inbox, Inbound], Reply | None]) -> None:
    """Put something around the receiving of a text."""
    right: Receive = Inbox.receive
    Inbox.receive = lambda self, inbound: change(right, self, inbound)  # type: ignore[method-assign]


def _no_claim() -> None:
    """Every delivery is a new message."""
    _around(lambda right, inbox, one: right(inbox, replace(one, message_id=uuid4().hex)))


def _recomputed_reply() -> None:
    """A second delivery is answered with the words of today, not with those that were kept."""
    numbers = count()

    def change(right: Receive, inbox: Inbox, inbound: Inbound) -> Reply | None:
        reply = right(inbox, inbound)
        return Reply(f"{reply.text} {next(numbers)}") if reply else None

    _around(change)


class _Committing:
    """A cursor that commits each statement by itself, with a moment between them."""

    def __init__(self, cursor: Any, commit: Callable[[], None]) -> None:
        self._cursor, self._commit = cursor, commit
        self._rows: list[Any] = []

    def execute(self, *args: Any) -> None:
        self._cursor.execute(*args)
        self._rows = self._cursor.fetchall() if self._cursor.description else []
        self._commit()
        sleep(0.002)

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    @property
    def rowcount(self) -> int:
        return int(self._cursor.rowcount)


def _many_commits() -> None:
    """No transaction: each statement of a text stands alone."""

    @contextmanager
    def delivering(self: Database) -> Iterator[Any]:
        connection = self.engine.raw_connection()
        try:
            yield _Committing(connection.cursor(), connection.commit)
        finally:
            connection.close()

    Database.delivering = delivering  # type: ignore[method-assign,assignment]


def _answer_first() -> None:
    """The answer goes out, and the text is kept a moment later."""

    @contextmanager
    def delivering(self: Database) -> Iterator[Any]:
        connection = self.engine.raw_connection()

        def later() -> None:
            sleep(0.03)
            connection.commit()
            connection.close()

        cursor = connection.cursor()
        if self.dialect == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        try:
            yield cursor
        except BaseException:
            connection.rollback()
            connection.close()
            raise
        threading.Thread(target=later).start()

    Database.delivering = delivering  # type: ignore[method-assign,assignment]


def _unforeseen() -> None:
    """What the database says is not foreseen."""
    right = Database.delivering

    @contextmanager
    def delivering(self: Database) -> Iterator[Any]:
        try:
            with right(self) as cursor:
                yield cursor
        except Exception as error:
            raise RuntimeError("unforeseen") from error

    Database.delivering = delivering  # type: ignore[method-assign,assignment]


def _one_connection() -> None:
    """One connection is kept for good, whatever becomes of it."""
    kept: list[Any] = []

    @contextmanager
    def delivering(self: Database) -> Iterator[Any]:
        try:
            if not kept:
                kept.append(self.engine.raw_connection().detach() or self.engine.raw_connection())
            cursor = kept[0].cursor()
            if self.dialect == "sqlite":
                cursor.execute("BEGIN IMMEDIATE")
            yield cursor
            kept[0].commit()
        except self._fault as error:
            raise database.StoreError("the one connection") from error

    Database.delivering = delivering  # type: ignore[method-assign,assignment]


def _no_clock() -> None:
    """Only the server says when an answer takes too long."""
    server.Impatient.wait = psycopg.Connection.wait  # type: ignore[method-assign,assignment]


def _impatient() -> None:
    """Whoever finds the turn to write taken gives up at once."""

    def flock(file: int, _how: int) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise database.StoreError("not waiting") from None

    database.fcntl = SimpleNamespace(flock=flock, LOCK_EX=0, LOCK_NB=0)


def _hasty() -> None:
    """A worker that is asked to end drops what it has in hand."""
    from gunicorn.workers.base import Worker

    Worker.handle_exit = lambda *_: os._exit(0)
    Worker.handle_quit = lambda *_: os._exit(0)


def _one_lock() -> None:
    """All texts wait for the slowest: every one holds the whole table."""
    right = Database.delivering

    @contextmanager
    def delivering(self: Database) -> Iterator[Any]:
        with right(self) as cursor:
            if self.dialect == "postgresql":
                cursor.execute("LOCK TABLE contact IN EXCLUSIVE MODE")
            yield cursor

    Database.delivering = delivering  # type: ignore[method-assign,assignment]


def _leak() -> None:
    """Every form is kept in memory."""
    kept: list[bytes] = []
    right = twilio.Signatures.are_right

    def are_right(self: twilio.Signatures, *args: Any) -> bool:
        kept.append(os.urandom(100_000))
        return right(self, *args)

    twilio.Signatures.are_right = are_right  # type: ignore[method-assign]


def _believing() -> None:
    """A number in the form is believed to be one."""
    right = twilio.read_inbound

    def read_inbound(form: Any, at: Any) -> Inbound:
        int(form.get("NumMedia", "0"))
        return right(form, at)

    twilio.read_inbound = read_inbound


def _first_value() -> None:
    """Of a name given twice only the first value is looked at."""
    right = twilio.Signatures.are_right

    def are_right(self: twilio.Signatures, path: str, query: str, form: Any, *rest: Any) -> bool:
        return right(self, path, query, form.to_dict(), *rest)

    twilio.Signatures.are_right = are_right  # type: ignore[method-assign]


def _talkative() -> None:
    """The log says who texted what."""

    def change(right: Receive, inbox: Inbox, inbound: Inbound) -> Reply | None:
        logging.getLogger("chatbot").warning("%s: %s", inbound.address, inbound.text)
        return right(inbox, inbound)

    _around(change)


def _counting() -> None:
    """Every text reads all that is kept, so that each is slower than the last."""
    right = Database.delivering

    @contextmanager
    def delivering(self: Database) -> Iterator[Any]:
        with right(self) as cursor:
            cursor.execute("SELECT sum(length(reply)) FROM inbound_message")
            cursor.fetchone()
            yield cursor

    Database.delivering = delivering  # type: ignore[method-assign,assignment]


def _explosive() -> None:
    """A pattern tries again from each letter, and again all the way, when its end does not come."""
    pattern = danger.PLANTED = re.compile(r"\w{1,99}\w{1,99}:")  # type: ignore[attr-defined]
    _before_screening(lambda text, _tokens: pattern.search(text))


def _quadratic() -> None:
    """Every word is compared with every other."""
    _before_screening(
        lambda _text, words: sum(not set(one).isdisjoint(two) for one in words for two in words)
    )


def _before_screening(look: Callable[[str, Sequence[str]], object]) -> None:
    """Do something to each text before danger is looked for in it."""
    right = danger.screen

    def screen(lexicon: Any, text: str, tokens: Sequence[str]) -> Any:
        look(text, tokens)
        return right(lexicon, text, tokens)

    danger.screen = screen


PLANTS = {
    "no-claim": Plant("together", "every delivery is a new message", _no_claim),
    "recomputed-reply": Plant("together", "the reply is worked out anew", _recomputed_reply),
    "many-commits": Plant("killed", "each statement commits by itself", _many_commits),
    "answer-first": Plant("killed", "answered before it is kept", _answer_first),
    "unforeseen": Plant("away", "the database's errors are not caught", _unforeseen),
    "one-connection": Plant("away", "a connection is never renewed", _one_connection),
    "no-clock": Plant("away", "a frozen server is waited for", _no_clock),
    "impatient": Plant("imported", "nobody waits for the turn to write", _impatient),
    "hasty": Plant("reloaded", "a worker ends without finishing", _hasty),
    "one-lock": Plant("held", "one lock for all contacts", _one_lock),
    "leak": Plant("fuzzed", "forms are kept in memory", _leak),
    "believing": Plant("fuzzed", "NumMedia is taken to be a number", _believing),
    "first-value": Plant("signatures", "repeated names are looked at once", _first_value),
    "counting": Plant("many", "each text reads all that is kept", _counting),
    "explosive": Plant("hostile", "a pattern that tries again from each letter", _explosive),
    "quadratic": Plant("hostile", "each word is compared with all others", _quadratic),
    "talkative": Plant("logs", "numbers and texts in the log", _talkative),
}
