"""What people looked for: one row a search, written with the reply, read for a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from chatbot.store.messages import Desk, compiled
from chatbot.store.upkeep_tables import search_event
from chatbot.unmet import SearchEvent

SEVERAL = ("needs", "languages", "formats", "when", "about", "given_up", "unmet")
"""What holds several keys, with a space between them: no key has one."""
_NOTE = compiled(
    insert(search_event).values({name: bindparam(name) for name in SearchEvent._fields})
)


def note(desk: Desk, event: SearchEvent | None) -> None:
    """Keep a search, when there was one, in the transaction of its message."""
    if event is None:
        return
    values: dict[str, Any] = event._asdict()
    values |= {name: " ".join(values[name]) for name in SEVERAL}
    desk.run(_NOTE, {**values, "day": desk.day(event.day)})


def read(connection: Connection, first: date, last: date) -> Iterator[SearchEvent]:
    """Yield the searches from one day to another."""
    within = search_event.c.day.between(first, last)
    rows = select(*(search_event.c[name] for name in SearchEvent._fields)).where(within)
    for row in connection.execute(rows).mappings():
        yield SearchEvent(**{**row, **{name: tuple(row[name].split()) for name in SEVERAL}})
