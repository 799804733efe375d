"""Keeping the list right: what is due, what reports do, and what silence does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from chatbot.directory import Published, Service, Status
from chatbot.standing import FRESH, UNANSWERED

MOST_REMINDERS = UNANSWERED
"""After so many in a row without an answer the listing is lowered, and a person must ring."""
LINK_LASTS = timedelta(days=30)
"""How long a group has to answer, and the link works."""
ENOUGH = 2
"""How many different people must say that a group has closed before it is paused."""
CLOSED = "closed"
URGENT = ("unsafe", "unkind")
"""What a person must look at first, in this order."""
KEPT_UP = (Published.LIVE, Published.PAUSED)


class Reported(NamedTuple):
    """What somebody says is wrong with a group: one of ``letters.REASONS``."""

    service_id: str
    reason: str


class Reports(NamedTuple):
    """The open reports of one group for one reason: how many, and the first and last day."""

    service_id: str
    reason: str
    many: int
    first: date
    last: date


class Asked(NamedTuple):
    """One message to a group: when it was sent, the last day to answer, and when it was."""

    service_id: str
    sent_on: date
    until: date
    answered_on: date | None = None


class Due(NamedTuple):
    """A group to be checked. ``waits_until``: it has been asked, and may still answer.

    ``unanswered``: how many messages in a row it has let pass. ``why`` is never, old or reported.
    """

    service: Service
    why: str
    unanswered: int = 0
    waits_until: date | None = None

    @property
    def may_be_asked(self) -> bool:
        """Say whether another message makes sense."""
        return self.waits_until is None and self.unanswered < MOST_REMINDERS


def pauses(people: int) -> bool:
    """Say whether a group is to be paused that so many different people say has closed.

    One alone never pauses anything: it may be a mistake, or spite.
    """
    return people >= ENOUGH


def urgent_first(reports: Iterable[Reports]) -> list[Reports]:
    """Return reports with what a person must see first at the top, then the oldest."""

    def order(one: Reports) -> tuple[int, date, str]:
        urgent = URGENT.index(one.reason) if one.reason in URGENT else len(URGENT)
        return urgent, one.first, one.service_id

    return sorted(reports, key=order)


def unanswered(asked: Iterable[Asked], checked_on: date | None, today: date) -> int:
    """Return how many messages in a row passed without an answer.

    One that can still be answered does not count yet. An answer, or a check by anybody since,
    begins the count anew.
    """
    in_a_row = 0
    for one in sorted(asked, key=lambda one: one.sent_on):
        checked_since = checked_on is not None and checked_on >= one.sent_on
        if one.answered_on is not None or checked_since:
            in_a_row = 0
        elif one.until < today:
            in_a_row += 1
    return in_a_row


def why_due(service: Service, today: date, reported: bool) -> str:
    """Return why a listing is to be checked, "" when it is not."""
    if service.published not in KEPT_UP or service.status in (Status.DEFUNCT, Status.INACTIVE):
        return ""
    if reported:
        return "reported"
    if service.checked_on is None:
        return "never"
    return "old" if (today - service.checked_on).days > FRESH else ""


def due(
    services: Iterable[Service],
    reports: Sequence[Reports],
    asked: Sequence[Asked],
    today: date,
    answered: Collection[str] = (),
) -> list[Due]:
    """Return what is to be checked: what was reported, then never checked, then the oldest.

    Those that have ``answered`` and wait for a person are not asked again.
    """
    reported = {one.service_id for one in reports}
    messages: dict[str, list[Asked]] = {}
    for one in asked:
        messages.setdefault(one.service_id, []).append(one)
    found = []
    for service in services:
        if service.id in answered and service.id not in reported:
            continue
        if not (why := why_due(service, today, service.id in reported)):
            continue
        sent = messages.get(service.id, [])
        open_until = [one.until for one in sent if one.answered_on is None and one.until >= today]
        count = unanswered(sent, service.checked_on, today)
        found.append(Due(service, why, count, max(open_until, default=None)))
    order = ("reported", "never", "old")
    return sorted(found, key=lambda one: (order.index(one.why), one.service.checked_on or date.min))
