"""What is kept, and no longer than it may be: forgetting, erasing, and new names for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, or_, select, update

from chatbot.conversation import Conversation, to_json
from chatbot.store.database import Database
from chatbot.store.keys import Keys, Name
from chatbot.store.messages import TAKEN_OFF, read_back
from chatbot.store.tables import contact, inbound_message
from chatbot.store.upkeep_tables import listing_report

BATCH = 200
"""Rows of one transaction: a text that comes meanwhile waits for one batch at most."""


class Swept(NamedTuple):
    """How many contacts were forgotten, replies taken off and warnings dropped."""

    contacts: int = 0
    replies: int = 0
    warnings: int = 0

    def __add__(self, other: tuple[int, ...]) -> Swept:  # type: ignore[override]
        return Swept(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def sweep(database: Database, kept_since: datetime, warned_since: datetime) -> Iterator[Swept]:
    """Forget what is older than it may be, batch by batch; each batch says how much it was.

    Somebody who has opted out stays known as such: only what else is known of them goes.
    """
    old, stale = int(kept_since.timestamp()), int(warned_since.timestamp())
    for rows, forget in ((_silent(old), _forget), (_warned(stale), _calm), (_replies(old), _bare)):
        key = next(iter(rows.selected_columns))
        last: Any = None
        while True:
            # Looked for without holding anything up: in a large table that takes seconds.
            with database.reading() as connection:
                database.take_your_time(connection)
                after = rows if last is None else rows.where(key > last)
                due = [row[0] for row in connection.execute(after.order_by(key).limit(BATCH))]
            if due:
                # A row that somebody is texting on, or has been since, is left to the next sweep.
                mine = rows.where(key.in_(due)).with_for_update(skip_locked=True)
                with database.writing() as connection:
                    done = forget(connection, connection.execute(mine).all())
                last = due[-1]
                yield done
            if len(due) < BATCH:
                break
    database.tidy_up()


def _silent(before: int) -> Select[Any]:
    return select(contact.c.id, contact.c.conversation, contact.c.traffic).where(
        contact.c.seen_at < before
    )


def _warned(before: int) -> Select[Any]:
    return select(contact.c.id, contact.c.conversation).where(
        contact.c.seen_at < before, contact.c.conversation.contains('"warned"')
    )


def _replies(before: int) -> Select[Any]:
    column = inbound_message.c
    return select(column.message_id).where(
        column.received_at < before,
        or_(column.contact_id.is_not(None), column.reply != TAKEN_OFF),
    )


def _forget(connection: Connection, rows: Sequence[Any]) -> Swept:
    gone, changed = [], 0
    for row in rows:
        left = read_back(row.conversation)
        if left is None or not left.opted_out:
            gone.append(row.id)
            continue
        bare = to_json(Conversation(left.flow, left.last_at, opted_out=True))
        if bare != row.conversation or row.traffic:
            values = {"conversation": bare, "traffic": ""}
            connection.execute(update(contact).where(contact.c.id == row.id).values(values))
            changed += 1
        _detach(connection, [row.id])
    erase_contacts(connection, gone)
    return Swept(contacts=len(gone) + changed)


def _calm(connection: Connection, rows: Sequence[Any]) -> Swept:
    for row in rows:
        known = read_back(row.conversation)
        calm = to_json(known._replace(warned={})) if known else ""
        connection.execute(update(contact).where(contact.c.id == row.id).values(conversation=calm))
    return Swept(warnings=len(rows))


def _bare(connection: Connection, rows: Sequence[Any]) -> Swept:
    ids = [row.message_id for row in rows]
    bare = update(inbound_message).where(inbound_message.c.message_id.in_(ids))
    connection.execute(bare.values(reply=TAKEN_OFF, contact_id=None))
    return Swept(replies=len(ids))


def _detach(connection: Connection, ids: Sequence[int]) -> None:
    """Leave of reports what is wrong with a group and since which day, and not who says so."""
    theirs = update(listing_report).where(listing_report.c.contact_id.in_(ids))
    connection.execute(theirs.values(contact_id=None))


def erase_contacts(connection: Connection, ids: Sequence[int]) -> None:
    """Delete contacts, with all that is kept of them but the bare ids of their messages, and
    what they reported, which is nobody's then.
    """
    if ids:
        theirs = update(inbound_message).where(inbound_message.c.contact_id.in_(ids))
        connection.execute(theirs.values(reply=TAKEN_OFF, contact_id=None))
        _detach(connection, ids)
        connection.execute(delete(contact).where(contact.c.id.in_(ids)))


def erase(database: Database, names: Sequence[Name]) -> int:
    """Erase whoever has one of these names; return how many contacts that were."""
    keys = [key for name in names for key in (name.key, *name.former)]
    with database.writing() as connection:
        rows = select(contact.c.id).where(contact.c.key.in_(keys)).with_for_update()
        ids = list(connection.execute(rows).scalars())
        erase_contacts(connection, ids)
    database.tidy_up()
    return len(ids)


def by_key(connection: Connection) -> dict[str, int]:
    """Return how many contacts are named under which key, by the key's id."""
    rows = select(contact.c.key_id, func.count().label("many")).group_by(contact.c.key_id)
    return {row.key_id: row.many for row in connection.execute(rows)}


def rename_all(database: Database, keys: Keys) -> Iterator[int]:
    """Give every contact its name under the newest key, batch by batch; each says how many.

    Texts may come meanwhile: the message path gives an old name up for today's by itself. A
    contact that exists under both names keeps today's row, and stays opted out when that is what
    they said last.
    """
    known = ("", *keys.ids[:-1]) if len(keys.ids) > 1 else ()
    while known:
        with database.writing() as connection:
            rows = (
                select(contact.c.id, contact.c.key, contact.c.key_id, contact.c.conversation)
                .where(contact.c.key_id.in_(known))
                .order_by(contact.c.id).limit(BATCH).with_for_update()
            )  # fmt: skip
            batch = connection.execute(rows).all()
            for row in batch:
                _rename(connection, row, keys)
        if not batch:
            break
        yield len(batch)


def _rename(connection: Connection, row: Any, keys: Keys) -> None:
    today = keys.onward(row.key, row.key_id)
    rows = select(contact.c.id, contact.c.conversation).where(contact.c.key == today)
    twin = connection.execute(rows.with_for_update()).one_or_none()
    if twin is not None and twin.id != row.id:
        _opt_out_too(connection, twin, row)
        erase_contacts(connection, [row.id])
        return
    change = update(contact).where(contact.c.id == row.id)
    connection.execute(change.values(key=today, key_id=keys.id))


def _opt_out_too(connection: Connection, twin: Any, row: Any) -> None:
    """Have a contact opted out whose other row says so, when that row is the later one."""
    said, stands = read_back(row.conversation), read_back(twin.conversation)
    if said is None or stands is None:
        return
    if said.opted_out and not stands.opted_out and said.last_at >= stands.last_at:
        left = to_json(stands._replace(opted_out=True))
        connection.execute(update(contact).where(contact.c.id == twin.id).values(conversation=left))
