"""What people say is wrong with a group: kept with the reply, and counted by people."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, func, literal_column, select, update

from chatbot.directory import Published
from chatbot.store.messages import Desk, Held, compiled, for_each
from chatbot.store.tables import directory_state, service
from chatbot.store.upkeep_tables import listing_report
from chatbot.upkeep import CLOSED, Reported, Reports, pauses

OPEN, CHECKED = "open", "checked"
_KEPT = ("contact_id", "service_id", "reason", "reported_on", "state")
_live = select(directory_state.c.live).scalar_subquery()
_this = (service.c.revision == _live, service.c.id == bindparam("which"))
_QUEUE = compiled(update(service).where(*_this).values(publish_state=service.c.publish_state))
"""Whoever reports the same group at the same time waits here, or both would count one person."""
_KEEP = for_each(
    lambda dialect_insert: (
        dialect_insert(listing_report)
        .values({name: bindparam(name) for name in _KEPT})
        .on_conflict_do_nothing()
    )
)
_PEOPLE = compiled(
    select(func.count(listing_report.c.contact_id.distinct())).where(
        listing_report.c.service_id == bindparam("which"),
        listing_report.c.reason == bindparam("why"),
        listing_report.c.state == bindparam("still"),
    )
)
_PAUSE = compiled(
    update(service)
    .where(*_this, service.c.publish_state == bindparam("shown"))
    .values(publish_state=bindparam("held_back"))
    .returning(service.c.id)
)
_MOVED = compiled(
    update(directory_state).values(changes=directory_state.c.changes + literal_column("1"))
)


def keep(desk: Desk, held: Held, reported: Reported, day: date) -> bool:
    """Keep a report in the transaction of its message; say whether it has paused the group.

    A report whose contact is gone counts for nobody: it may be the same person's as another.
    """
    desk.run(_QUEUE, {"which": reported.service_id})
    desk.run(
        _KEEP,
        {
            "contact_id": held.contact_id,
            "service_id": reported.service_id,
            "reason": reported.reason,
            "reported_on": desk.day(day),
            "state": OPEN,
        },
    )
    if reported.reason != CLOSED:
        return False
    desk.run(_PEOPLE, {"which": reported.service_id, "why": CLOSED, "still": OPEN})
    if not pauses(desk.first()[0]):
        return False
    states = {"shown": Published.LIVE.value, "held_back": Published.PAUSED.value}
    desk.run(_PAUSE, {"which": reported.service_id, **states})
    if desk.first() is None:
        return False
    desk.run(_MOVED, {})
    return True


def open_reports(connection: Connection) -> list[Reports]:
    """Return what has been reported and not looked at, by group and reason."""
    column = listing_report.c
    by = (column.service_id, column.reason)
    days = (func.min(column.reported_on), func.max(column.reported_on))
    rows = select(*by, func.count(), *days).where(column.state == OPEN).group_by(*by)
    return [Reports(*row) for row in connection.execute(rows)]


def close(connection: Connection, service_id: str) -> int:
    """Say that a person has looked at the reports of a group; return how many there were.

    Whose they were is of no use any more.
    """
    theirs = (listing_report.c.service_id == service_id, listing_report.c.state == OPEN)
    closed = update(listing_report).where(*theirs).values(state=CHECKED, contact_id=None)
    return connection.execute(closed).rowcount
