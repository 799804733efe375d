"""What came from other lists, and what to ask a person about it. Not on the message path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from time import sleep
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, insert, select

from chatbot.feeds.importing import OWN, Entry, Kind
from chatbot.store.database import Database
from chatbot.store.directories import REST
from chatbot.store.listing_rows import Values
from chatbot.store.tables import feed_item, service_modified, suggestion

BATCH = 100
"""Entries written in one transaction: some hundredths of a second."""
OPEN = "open"


class Asked(NamedTuple):
    """One open question to a person: of which group, from which list, about what."""

    id: int
    service_id: str
    feed: str
    key: str
    value: str
    words: str


def owners(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return of which list each group is, and that list's own name for it, by the group's id."""
    row = select(feed_item.c.service_id, feed_item.c.feed, feed_item.c.ref)
    found = connection.execute(row.where(feed_item.c.service_id != ""))
    return {one.service_id: (one.feed, one.ref) for one in found}


def remember(
    database: Database, feed: str, entries: Sequence[Entry], seen_at: int
) -> Iterator[int]:
    """Keep the entries of a list as they came, and what is to be asked; yield how many are kept.

    A second time they take the place of what was kept of them. A question that was asked before
    is not asked again, whatever the answer was. Of the deployer's own list, which is a file of
    theirs, only what changes is noted.
    """
    taken = {entry.ref for entry in entries if entry.service_id}
    # Of two entries with one name the one that brought a group is kept.
    kept = [one for one in entries if one.service_id or one.ref not in taken]
    for first in range(0, len(kept), BATCH):
        batch = kept[first : first + BATCH]
        with database.writing() as connection:
            if feed != OWN:
                _keep(connection, feed, batch, seen_at)
                _ask(connection, feed, batch, seen_at)
            note_modified(connection, [one.service.id for one in batch if one.service], seen_at)
        yield first + len(batch)
        sleep(REST)


def open_suggestions(connection: Connection) -> list[Asked]:
    """Return what a person has not answered yet, in the order it came."""
    columns = [suggestion.c[name] for name in Asked._fields]
    rows = connection.execute(
        select(*columns).where(suggestion.c.state == OPEN).order_by(suggestion.c.id)
    )
    return [Asked(*row) for row in rows]


def payload_of(connection: Connection, feed: str, ref: str) -> str | None:
    """Return an entry as it came, None when it never came."""
    where = and_(feed_item.c.feed == feed, feed_item.c.ref == ref)
    return connection.execute(select(feed_item.c.payload).where(where)).scalar_one_or_none()


def note_modified(connection: Connection, ids: Sequence[str], at: int) -> None:
    """Note that these groups were changed; whoever changes one has to, for those who ask for what
    is new.
    """
    if ids:
        connection.execute(delete(service_modified).where(service_modified.c.service_id.in_(ids)))
        rows = [{"service_id": one, "modified_at": at} for one in dict.fromkeys(ids)]
        connection.execute(insert(service_modified), rows)


def modified(connection: Connection) -> dict[str, datetime]:
    """Return when each group was last changed, of those it was noted of."""
    rows = connection.execute(select(service_modified))
    return {one.service_id: datetime.fromtimestamp(one.modified_at, UTC) for one in rows}


def _keep(connection: Connection, feed: str, entries: Sequence[Entry], seen_at: int) -> None:
    rows: dict[str, Values] = {}
    gone: list[str] = []
    for entry in entries:
        if entry.kind is Kind.GONE:
            gone.append(entry.ref)
        elif entry.ref not in rows or entry.service_id:
            rows[entry.ref] = _row(feed, entry, seen_at)
    # An entry that is refused today may have brought a group before, which stays its own.
    known = _known(connection, feed, list(rows))
    for ref, service_id in known.items():
        rows[ref]["service_id"] = rows[ref]["service_id"] or service_id
    here = feed_item.c.feed == feed
    if rows:
        connection.execute(delete(feed_item).where(here, feed_item.c.ref.in_(list(rows))))
        connection.execute(insert(feed_item), list(rows.values()))
    if gone:
        connection.execute(
            feed_item.update().where(here, feed_item.c.ref.in_(gone)).values(state=Kind.GONE.value)
        )


def _known(connection: Connection, feed: str, refs: list[str]) -> dict[str, str]:
    row = select(feed_item.c.ref, feed_item.c.service_id)
    found = connection.execute(row.where(feed_item.c.feed == feed, feed_item.c.ref.in_(refs)))
    return {one.ref: one.service_id for one in found}


def _row(feed: str, entry: Entry, seen_at: int) -> Values:
    arrival = entry.arrival
    return {
        "feed": feed,
        "ref": entry.ref[:120],
        "service_id": entry.service_id,
        "state": entry.kind.value,
        "reason": "; ".join(entry.says)[:500],
        "url": arrival.url[:500] if arrival else "",
        "seen_at": seen_at,
        "payload": arrival.payload if arrival else "",
    }


def _ask(connection: Connection, feed: str, entries: Sequence[Entry], seen_at: int) -> None:
    rows = {
        digest: {
            "digest": digest,
            "service_id": entry.service_id,
            "feed": feed,
            "key": one.key[:80],
            "value": one.value[:300],
            "words": one.words[:300],
            "made_at": seen_at,
            "state": OPEN,
        }
        for entry in entries
        if entry.service_id
        for one in entry.suggestions
        for digest in [_digest(entry.service_id, feed, one.key, one.value, one.words)]
    }
    asked = select(suggestion.c.digest).where(suggestion.c.digest.in_(list(rows)))
    for digest in connection.execute(asked).scalars().all() if rows else ():
        del rows[digest]
    if rows:
        connection.execute(insert(suggestion), list(rows.values()))


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
