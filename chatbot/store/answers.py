"""What groups were asked, what they answered, and what a person has still to decide."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from chatbot.amending import Answer, Change, Outcome
from chatbot.store.upkeep_tables import listing_change, review_request
from chatbot.upkeep import Asked


class State(StrEnum):
    """What has become of an answer."""

    WAITING = "waiting"
    LIVE = "live"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Kept(NamedTuple):
    """An answer as it is kept, with its number."""

    number: int
    service_id: str
    said_on: date
    answer: Answer


def note_asked(connection: Connection, reference: str, asked: Asked, channel: str) -> None:
    """Keep that a group was asked, so that its link is known and its silence counts."""
    connection.execute(
        insert(review_request).values(
            reference=reference,
            service_id=asked.service_id,
            sent_on=asked.sent_on,
            until=asked.until,
            channel=channel,
            outcome="",
        )
    )


def asked(connection: Connection, service_ids: Iterable[str] | None = None) -> list[Asked]:
    """Return what was asked of all groups, or of these."""
    column = review_request.c
    rows = select(column.service_id, column.sent_on, column.until, column.answered_on)
    if service_ids is not None:
        rows = rows.where(column.service_id.in_(list(service_ids)))
    return [Asked(*row) for row in connection.execute(rows)]


def request(connection: Connection, reference: str) -> Asked | None:
    """Return the message of a link, None when we do not know it."""
    column = review_request.c
    row = select(column.service_id, column.sent_on, column.until, column.answered_on)
    found = connection.execute(row.where(column.reference == reference)).first()
    return Asked(*found) if found else None


def take(connection: Connection, reference: str, outcome: Outcome, on: date) -> bool:
    """Take a link's answer on; False when it has been answered before, however long ago."""
    mine = review_request.c.reference == reference
    first = update(review_request).where(mine, review_request.c.answered_on.is_(None))
    return connection.execute(first.values(answered_on=on, outcome=outcome.value)).rowcount == 1


def keep(connection: Connection, service_id: str, answer: Answer, on: date, state: State) -> None:
    """Keep an answer. Its words are for a person, and only as long as they wait for one."""
    connection.execute(
        insert(listing_change).values(
            service_id=service_id,
            said_on=on,
            said_by=answer.by,
            outcome=answer.outcome.value,
            changes=json.dumps(answer.changes),
            words=answer.words if state is State.WAITING else "",
            state=state.value,
            decided_on=None if state is State.WAITING else on,
        )
    )


def waiting(connection: Connection, number: int | None = None) -> list[Kept]:
    """Return what a person has still to decide, the oldest first; or the one of this number."""
    rows = select(listing_change).where(listing_change.c.state == State.WAITING.value)
    if number is not None:
        rows = rows.where(listing_change.c.id == number).with_for_update()
    return [_kept(row) for row in connection.execute(rows.order_by(listing_change.c.id))]


def states(connection: Connection, service_id: str, said_on: date) -> set[State]:
    """Return what has become of what a group said on a day."""
    theirs = (listing_change.c.service_id == service_id, listing_change.c.said_on == said_on)
    rows = connection.execute(select(listing_change.c.state).where(*theirs))
    return {State(row.state) for row in rows}


def decide(connection: Connection, number: int, state: State, on: date) -> None:
    """Keep what a person has decided. The words go: what was in them is in the listing now."""
    mine = update(listing_change).where(listing_change.c.id == number)
    connection.execute(mine.values(state=state.value, decided_on=on, words=""))


def _kept(row: Any) -> Kept:
    changes = tuple(Change(*change) for change in json.loads(row.changes))
    answer = Answer(Outcome(row.outcome), changes, row.words, row.said_by)
    return Kept(row.id, row.service_id, row.said_on, answer)
