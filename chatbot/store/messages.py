"""The message path: what was answered already, where the contact stands, and keeping both."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from chatbot.conversation import Conversation, from_json, to_json
from chatbot.messages import Channel
from chatbot.safety.screening import Finding
from chatbot.store.tables import concern_event, contact, inbound_message

Sql = Mapping[str, str]
"""One statement as each database's driver takes it, its parameters by name."""
DIALECTS: Mapping[str, Any] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.dialect(paramstyle="pyformat"),  # type: ignore[no-untyped-call]
}


def _compiled(statement: Any) -> Sql:
    return {name: str(statement.compile(dialect=dialect)) for name, dialect in DIALECTS.items()}


def _upsert(dialect_insert: Any) -> Any:
    """Insert a contact or find it, and hold its row until the transaction ends.

    The update of ``seen_at`` is there for the lock: a row that is not there yet cannot be locked.
    """
    values: dict[str, Any] = {n: bindparam(n) for n in ("key", "conversation", "seen_at")}
    statement = dialect_insert(contact).values(values)
    return statement.on_conflict_do_update(
        index_elements=["key"], set_={"seen_at": statement.excluded.seen_at}
    ).returning(contact.c.id, contact.c.conversation, contact.c.traffic)


_HOLD: Sql = {
    "sqlite": str(_upsert(sqlite.insert).compile(dialect=DIALECTS["sqlite"])),
    "postgresql": str(_upsert(postgresql.insert).compile(dialect=DIALECTS["postgresql"])),
}
_ANSWERED = _compiled(
    select(inbound_message.c.reply).where(inbound_message.c.message_id == bindparam("message_id"))
)
_REMEMBER = _compiled(insert(inbound_message))
_NOTE_CONCERN = _compiled(
    insert(concern_event).values(
        {name: bindparam(name) for name in ("concern", "tier", "rule", "found_on")}
    )
)
_MOVE_ON = _compiled(
    update(contact)
    .where(contact.c.id == bindparam("contact_id"))
    .values(conversation=bindparam("state"), traffic=bindparam("sent"), seen_at=bindparam("at"))
)


LONGEST_RULE = 120


@dataclass(frozen=True, slots=True)
class Held:
    """A contact whose row is held: nobody else steps their conversation until we are done."""

    contact_id: int
    conversation: Conversation | None
    traffic: str = ""


def contact_key(secret: str, channel: Channel, address: str) -> str:
    """Return the keyed hash a contact is known by: HMAC-SHA256 of channel and address, in hex.

    Without the key a list of all UK mobile numbers would give every one away in minutes.
    """
    return hmac.new(secret.encode(), f"{channel}\0{address}".encode(), sha256).hexdigest()


def text_digest(secret: str, key: str, *parts: str) -> str:
    """Return 16 hex digits that tell one text of a contact from another, however it is spaced.

    Of two contacts the same text has two digests, and without the secret none can be guessed.
    """
    said = "\0".join((key, *(" ".join(part.casefold().split()) for part in parts)))
    return hmac.new(secret.encode(), said.encode("utf-8", "replace"), sha256).hexdigest()[:16]


class Desk:
    """The message path's four statements on one cursor, inside one transaction."""

    __slots__ = ("_cursor", "_dialect")

    def __init__(self, cursor: Any, dialect: str) -> None:
        self._cursor = cursor
        self._dialect = dialect

    def hold(self, key: str, now: datetime) -> Held:
        """Find the contact, or begin one, and hold it."""
        at = int(now.timestamp())
        values = {"key": key, "conversation": "", "seen_at": at}
        self._cursor.execute(_HOLD[self._dialect], values)
        contact_id, state, traffic = self._cursor.fetchone()
        return Held(contact_id, from_json(state) if state else None, traffic)

    def answered(self, message_id: str) -> tuple[str | None] | None:
        """Return the reply already given to this message, in a tuple, or None if it is new."""
        self._cursor.execute(_ANSWERED[self._dialect], {"message_id": message_id})
        row = self._cursor.fetchone()
        return None if row is None else (row[0],)

    def remember(
        self,
        held: Held,
        message_id: str,
        conversation: Conversation,
        reply: str | None,
        now: datetime,
        traffic: str = "",
    ) -> None:
        """Keep the reply and where the contact now stands. The text's words are not kept."""
        at = int(now.timestamp())
        message = {
            "message_id": message_id,
            "contact_id": held.contact_id,
            "reply": reply,
            "received_at": at,
        }
        self._cursor.execute(_REMEMBER[self._dialect], message)
        moved = {"contact_id": held.contact_id, "state": to_json(conversation), "at": at}
        moved["sent"] = traffic
        self._cursor.execute(_MOVE_ON[self._dialect], moved)

    def note(self, concerns: Sequence[Finding], day: date) -> None:
        """Keep that danger was answered: by which rules and on which day, not whose it was."""
        for found in concerns:
            values = {
                "concern": str(found.concern),
                "tier": str(found.tier),
                "rule": found.rule[:LONGEST_RULE],
                "found_on": day.isoformat() if self._dialect == "sqlite" else day,
            }
            self._cursor.execute(_NOTE_CONCERN[self._dialect], values)


def conversation_of(connection: Connection, key: str) -> Conversation | None:
    """Return where a contact stands, without holding it."""
    statement = select(contact.c.conversation).where(contact.c.key == key)
    state = connection.execute(statement).scalar_one_or_none()
    return from_json(state) if state else None


def forget_warnings(connection: Connection, moment: datetime) -> int:
    """Take off every contact not heard of since ``moment`` that danger was answered there."""
    before = int(moment.timestamp())
    rows = select(contact.c.id, contact.c.conversation).where(
        contact.c.seen_at < before, contact.c.conversation.contains('"warned"')
    )
    changed = 0
    for row in connection.execute(rows).all():
        calm = to_json(from_json(row.conversation)._replace(warned={}))
        connection.execute(update(contact).where(contact.c.id == row.id).values(conversation=calm))
        changed += 1
    return changed


def forget_before(connection: Connection, moment: datetime) -> int:
    """Delete every contact not heard of since ``moment``, with all replies; return how many.

    Somebody who has opted out stays known as such: only their answers go.
    """
    before = int(moment.timestamp())
    old = select(contact.c.id, contact.c.conversation).where(contact.c.seen_at < before)
    gone: list[Any] = []
    kept: list[Any] = []
    for row in connection.execute(old):
        opted_out = row.conversation and from_json(row.conversation).opted_out
        (kept if opted_out else gone).append(row)
    for row in kept:
        left = from_json(row.conversation)
        bare = Conversation(left.flow, left.last_at, opted_out=True)
        change = update(contact).where(contact.c.id == row.id)
        connection.execute(change.values(conversation=to_json(bare)))
    for row in gone:
        connection.execute(delete(contact).where(contact.c.id == row.id))
    return len(gone)
