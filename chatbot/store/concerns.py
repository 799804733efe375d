"""How often which danger was answered: counts for a report, never people."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from chatbot.store.tables import concern_event

Counts = dict[tuple[str, str, str], int]


def counted(connection: Connection, since: date, until: date) -> Counts:
    """Return how often each concern, tier and rule was answered from one day to another."""
    by = (concern_event.c.concern, concern_event.c.tier, concern_event.c.rule)
    within = concern_event.c.found_on.between(since, until)
    rows = connection.execute(select(*by, func.count()).where(within).group_by(*by))
    return {(concern, tier, rule): count for concern, tier, rule, count in rows}
