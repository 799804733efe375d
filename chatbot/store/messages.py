"""The message path: what was answered already, where the contact stands, and keeping both."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from chatbot.conversation import Conversation, from_json, to_json
from chatbot.messages import Channel
from chatbot.store.tables import contact, inbound_message

_ANSWERED = select(inbound_message.c.reply).where(
    inbound_message.c.message_id == bindparam("message_id")
)
_REMEMBER = insert(inbound_message)
_MOVE_ON = (
    update(contact)
    .where(contact.c.id == bindparam("contact_id"))
    .values(conversation=bindparam("state"), seen_at=bindparam("at"))
)


def _upsert(dialect_insert: Any) -> Insert:
    """Insert a contact or find it, and hold its row until the transaction ends.

    The update of ``seen_at`` is there for the lock: a row that is not there yet cannot be locked.
    """
    statement: Any = dialect_insert(contact)
    return statement.on_conflict_do_update(  # type: ignore[no-any-return]
        index_elements=["key"], set_={"seen_at": statement.excluded.seen_at}
    ).returning(contact.c.id, contact.c.conversation)


_HOLD = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}


@dataclass(frozen=True, slots=True)
class Held:
    """A contact whose row is held: nobody else steps their conversation until we are done."""

    contact_id: int
    conversation: Conversation | None


def contact_key(secret: str, channel: Channel, address: str) -> str:
    """Return the keyed hash a contact is known by: HMAC-SHA256 of channel and address, in hex.

    Without the key a list of all UK mobile numbers would give every one away in minutes.
    """
    return hmac.new(secret.encode(), f"{channel}\0{address}".encode(), sha256).hexdigest()


def hold_contact(connection: Connection, key: str, now: datetime) -> Held:
    """Find the contact, or begin one, and hold it."""
    row = connection.execute(
        _HOLD[connection.dialect.name], {"key": key, "conversation": "", "seen_at": now}
    ).one()
    return Held(row.id, from_json(row.conversation) if row.conversation else None)


def answered(connection: Connection, message_id: str) -> tuple[str | None] | None:
    """Return the reply already given to this message, in a tuple, or None if it is new."""
    row = connection.execute(_ANSWERED, {"message_id": message_id}).one_or_none()
    return None if row is None else (row.reply,)


def remember(
    connection: Connection,
    held: Held,
    message_id: str,
    conversation: Conversation,
    reply: str | None,
    now: datetime,
) -> None:
    """Keep the reply and where the contact now stands. The words of the text are not kept."""
    connection.execute(
        _REMEMBER,
        {
            "message_id": message_id,
            "contact_id": held.contact_id,
            "reply": reply,
            "received_at": now,
        },
    )
    connection.execute(
        _MOVE_ON, {"contact_id": held.contact_id, "state": to_json(conversation), "at": now}
    )


def conversation_of(connection: Connection, key: str) -> Conversation | None:
    """Return where a contact stands, without holding it."""
    statement = select(contact.c.conversation).where(contact.c.key == key)
    state = connection.execute(statement).scalar_one_or_none()
    return from_json(state) if state else None


def forget_before(connection: Connection, moment: datetime) -> int:
    """Delete every contact not heard of since ``moment``, with all replies; return how many.

    Somebody who has opted out stays known as such: only their answers go.
    """
    old = select(contact.c.id, contact.c.conversation).where(contact.c.seen_at < moment)
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
