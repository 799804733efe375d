"""The message path: claim a message, hold its contact, keep the reply and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    insert,
    literal_column,
    null,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from chatbot.conversation import Conversation, from_json, to_json
from chatbot.safety.screening import Finding
from chatbot.store.directories import State
from chatbot.store.keys import Name
from chatbot.store.tables import (
    concern_event,
    contact,
    directory_state,
    inbound_message,
)
from chatbot.store.upkeep_tables import listing_report

Sql = Mapping[str, str]
"""One statement as each database's driver takes it, its parameters by name."""
DIALECTS: Mapping[str, Any] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.dialect(paramstyle="pyformat"),  # type: ignore[no-untyped-call]
}
_INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
LONGEST_RULE = 120
TAKEN_OFF = ""
"""The reply of a message whose contact was erased or forgotten: a second delivery is answered with
nothing. It is not NULL, which is the reply of a message that nothing was kept of to begin with."""


def compiled(statement: Any) -> Sql:
    """Return a statement as the drivers take it."""
    return {name: str(statement.compile(dialect=dialect)) for name, dialect in DIALECTS.items()}


def _claim(dialect_insert: Any) -> Any:
    """Insert a message's id, or return no row when it is there.

    Whoever comes second waits here until the first has committed, and then finds its reply.
    """
    values: dict[str, Any] = {name: bindparam(name) for name in ("message_id", "received_at")}
    statement = dialect_insert(inbound_message).values(values).on_conflict_do_nothing()
    return statement.returning(inbound_message.c.message_id)


def _hold(dialect_insert: Any) -> Any:
    """Insert a contact or find it, and hold its row until the transaction ends.

    The update of ``seen_at`` is there for the lock: a row that is not there yet cannot be locked.
    """
    names = ("key", "key_id", "conversation", "seen_at")
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    statement = dialect_insert(contact).values(values)
    return statement.on_conflict_do_update(
        index_elements=["key"], set_={"seen_at": statement.excluded.seen_at}
    ).returning(contact.c.id, contact.c.conversation, contact.c.traffic)


def for_each(build: Any) -> Sql:
    """Return what ``build`` makes of each database's own INSERT."""
    return {
        name: str(build(_INSERTS[name]).compile(dialect=dialect))
        for name, dialect in DIALECTS.items()
    }


_CLAIM, _HOLD = for_each(_claim), for_each(_hold)
_KEPT = compiled(
    select(inbound_message.c.reply, inbound_message.c.contact_id).where(
        inbound_message.c.message_id == bindparam("message_id")
    )
)
_KEEP_REPLY = compiled(
    update(inbound_message)
    .where(inbound_message.c.message_id == bindparam("id"))
    .values(reply=bindparam("said"), contact_id=bindparam("whose"))
)
_MOVE_ON = compiled(
    update(contact)
    .where(contact.c.id == bindparam("contact_id"))
    .values(conversation=bindparam("state"), traffic=bindparam("sent"))
)
_DIRECTORY = compiled(select(directory_state.c.live, directory_state.c.changes))
_STANDING = compiled(select(contact.c.conversation).where(contact.c.key == bindparam("key")))
_taken = contact.alias("taken")
_RENAME = compiled(
    update(contact)
    .where(contact.c.key == bindparam("former"))
    .where(~exists().where(_taken.c.key == bindparam("today")))
    .values(key=bindparam("today"), key_id=bindparam("today_id"))
)
_LET_GO = compiled(
    update(inbound_message)
    .where(inbound_message.c.contact_id == bindparam("whose"))
    .values(reply=literal_column(f"'{TAKEN_OFF}'"), contact_id=null())
)
_DETACH = compiled(
    update(listing_report)
    .where(listing_report.c.contact_id == bindparam("whose"))
    .values(contact_id=null())
)
_former = select(contact.c.id).where(contact.c.key == bindparam("former")).scalar_subquery()
_LET_GO_FORMER = compiled(
    update(inbound_message)
    .where(inbound_message.c.contact_id == _former)
    .values(reply=literal_column(f"'{TAKEN_OFF}'"), contact_id=null())
)
_ERASE_FORMER = compiled(delete(contact).where(contact.c.key == bindparam("former")))
_ERASE = compiled(delete(contact).where(contact.c.id == bindparam("whose")))
_NOTE_CONCERN = compiled(
    insert(concern_event).values(
        {name: bindparam(name) for name in ("concern", "tier", "rule", "found_on")}
    )
)


class Kept(NamedTuple):
    """What is known of a message that came before; ``bare`` when nothing but its id ever was."""

    reply: str | None
    bare: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A contact whose row is held: nobody else steps their conversation until we are done.

    ``traffic`` is what they sent lately, as ``traffic.to_json`` writes it.
    """

    contact_id: int
    conversation: Conversation | None
    traffic: str = ""


class Desk:
    """The message path's statements on one cursor, inside one transaction."""

    __slots__ = ("_cursor", "_dialect")

    def __init__(self, cursor: Any, dialect: str) -> None:
        self._cursor = cursor
        self._dialect = dialect

    def claim(self, message_id: str, now: datetime) -> Kept | None:
        """Take a message on, or return what is kept of it when it was taken on before."""
        values = {"message_id": message_id, "received_at": int(now.timestamp())}
        self.run(_CLAIM, values)
        if self._cursor.fetchone():
            return None
        self.run(_KEPT, {"message_id": message_id})
        reply, contact_id = self._cursor.fetchone()
        return Kept(reply, bare=reply is None and contact_id is None)

    def hold(self, name: Name, key_id: str, now: datetime) -> Held:
        """Find the contact, or begin one, and hold it. One with an earlier name gets today's."""
        for former in name.former:
            self.run(_RENAME, {"former": former, "today": name.key, "today_id": key_id})
        at = int(now.timestamp())
        self.run(_HOLD, {"key": name.key, "key_id": key_id, "conversation": "", "seen_at": at})
        contact_id, state, traffic = self._cursor.fetchone()
        return Held(contact_id, read_back(state), traffic)

    def standing(self, name: Name) -> Conversation | None:
        """Return where a contact stands, holding and beginning nothing."""
        for key in (name.key, *name.former):
            self.run(_STANDING, {"key": key})
            if (row := self._cursor.fetchone()) and row[0]:
                return read_back(row[0])
        return None

    def directory_state(self) -> State:
        """Return which directory is live now."""
        self.run(_DIRECTORY, {})
        row = self._cursor.fetchone()
        return State(*row) if row else State()

    def remember(
        self,
        held: Held,
        message_id: str,
        conversation: Conversation,
        reply: str | None,
        traffic: str = "",
    ) -> None:
        """Keep the reply and where the contact now stands. The text's words are not kept."""
        whose = held.contact_id
        self.run(_KEEP_REPLY, {"id": message_id, "said": reply, "whose": whose})
        state = to_json(conversation)
        self.run(_MOVE_ON, {"contact_id": whose, "state": state, "sent": traffic})

    def erase(
        self, held: Held, name: Name, message_id: str, reply: str | None, left: Conversation
    ) -> None:
        """Delete all that is kept of the contact, but for the ids of their messages.

        The reply to the text that asked for it stays with its id, so that a second delivery gets
        it too; it is the same for everybody. ``left`` is kept of who has opted out.
        """
        for former in name.former:  # a server with only the old key may have begun one anew
            self.run(_LET_GO_FORMER, {"former": former})
            self.run(_ERASE_FORMER, {"former": former})
        self.run(_LET_GO, {"whose": held.contact_id})
        self.run(_DETACH, {"whose": held.contact_id})
        if left.opted_out:
            state = {"contact_id": held.contact_id, "state": to_json(left), "sent": ""}
            self.run(_MOVE_ON, state)
        else:
            self.run(_ERASE, {"whose": held.contact_id})
        self.run(_KEEP_REPLY, {"id": message_id, "said": reply, "whose": None})

    def note(self, concerns: Sequence[Finding], day: date) -> None:
        """Keep that danger was answered: by which rules and on which day, not whose it was."""
        for found in concerns:
            values = {
                "concern": str(found.concern),
                "tier": str(found.tier),
                "rule": found.rule[:LONGEST_RULE],
                "found_on": self.day(day),
            }
            self.run(_NOTE_CONCERN, values)

    def day(self, day: date) -> Any:
        """Return a day as the driver takes it."""
        return day.isoformat() if self._dialect == "sqlite" else day

    def first(self) -> Any:
        """Return the first row that the last statement gave, None when it gave none."""
        return self._cursor.fetchone()

    def run(self, statement: Sql, values: Mapping[str, Any]) -> None:
        """Run one statement in this transaction."""
        self._cursor.execute(statement[self._dialect], values)


def read_back(state: str | None) -> Conversation | None:
    """Read a conversation; one that another release wrote, and nobody can read, is a newcomer's."""
    try:
        return from_json(state) if state else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def conversation_of(connection: Connection, name: Name) -> Conversation | None:
    """Return where a contact stands, without holding it."""
    keys = (name.key, *name.former)
    statement = select(contact.c.conversation).where(contact.c.key.in_(keys))
    state = connection.execute(statement).scalars().first()
    return read_back(state)
