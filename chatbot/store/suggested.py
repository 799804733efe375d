"""What a person makes of the suggestions from other lists, and which groups wait to go live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select, update

from chatbot.feeds.agreeing import CHANGE, FACT, Agreed
from chatbot.store.arrivals import OPEN, Asked
from chatbot.store.tables import feed_item, suggestion

ACCEPTED, REFUSED = "accepted", "refused"
_ASKED = [suggestion.c[name] for name in Asked._fields]
_OPEN = suggestion.c.state == OPEN


def newest(asked: Collection[Asked]) -> list[Asked]:
    """Return suggestions without those that a later one of the same field has taken over."""
    last = {(one.service_id, one.feed, one.key): one.id for one in asked}
    return [
        one
        for one in asked
        if not one.key.startswith(CHANGE) or last[one.service_id, one.feed, one.key] == one.id
    ]


def held(connection: Connection, number: int) -> Asked | None:
    """Return an open suggestion, and let nobody else decide on it in the meantime."""
    row = select(*_ASKED).where(_OPEN, suggestion.c.id == number).with_for_update()
    found = connection.execute(row).first()
    return Asked(*found) if found else None


def decide(connection: Connection, one: Asked, state: str, value: str) -> None:
    """Keep what was decided, and the value that it came to. It is never asked again.

    What an earlier import asked of the same field is put away with it.
    """
    mine = suggestion.c.id == one.id
    connection.execute(update(suggestion).where(mine).values(state=state, value=value[:300]))
    if one.key.startswith(CHANGE):
        earlier = (suggestion.c.key == one.key, suggestion.c.id < one.id, _OPEN)
        theirs = (suggestion.c.service_id == one.service_id, suggestion.c.feed == one.feed)
        connection.execute(update(suggestion).where(*earlier, *theirs).values(state=REFUSED))


def agreed_to(connection: Connection) -> dict[str, list[Agreed]]:
    """Return what was agreed to beside facts and changes, by group, in the order it came.

    Facts are kept in the listing with who told them.
    """
    found: dict[str, list[Agreed]] = defaultdict(list)
    row = select(suggestion.c.service_id, suggestion.c.key, suggestion.c.value)
    for one in connection.execute(
        row.where(suggestion.c.state == ACCEPTED).order_by(suggestion.c.id)
    ):
        if not one.key.startswith((FACT, CHANGE)):
            found[one.service_id].append(Agreed(one.key, one.value))
    return dict(found)


def how_many_wait(connection: Connection, feed: str) -> int:
    """Count what a list asks and nobody has answered."""
    count = select(func.count()).select_from(suggestion).where(_OPEN, suggestion.c.feed == feed)
    return int(connection.execute(count).scalar_one())


def came_from(connection: Connection, service_id: str) -> tuple[str, str, str, int] | None:
    """Return the list of a group, that list's name for it, its address, and when it was last seen
    (seconds since 1970, UTC); None for the deployer's own.
    """
    row = select(feed_item.c.feed, feed_item.c.ref, feed_item.c.url, feed_item.c.seen_at)
    found = connection.execute(row.where(feed_item.c.service_id == service_id)).first()
    return (found.feed, found.ref, found.url, found.seen_at) if found else None
