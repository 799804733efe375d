"""``chatbot report needs``: what people looked for and did not find. Counts, never people."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import click

from chatbot.cli.opening import opened
from chatbot.store import searches
from chatbot.unmet import Needs, Wanted, needs_of

HIDDEN = "hidden"
MOST_ROWS = 30


@click.group()
def report() -> None:
    """Reports of what the service does, in counts."""


@report.command(epilog="Example: chatbot report needs --month 2026-11 --csv > needs.csv")
@click.option("--month", help="The month, like 2026-11; the last one that is over if not said.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for a spreadsheet.")
def needs(month: str | None, as_csv: bool) -> None:
    """Say what people looked for in a month and did not find.

    No text and no person is kept, so none can be shown. Only the first search of a conversation
    counts. A count under 5 is hidden, and so is one that would give it away.
    """
    today = datetime.now(UTC).date()
    first = _first_day(month, today)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if last >= today:
        raise click.ClickException(
            "That month is not over. Two reports on two days of it would tell what one person "
            "looked for in between. Ask for an earlier one."
        )
    with opened() as (database, _), database.reading() as connection:
        database.take_your_time(connection)
        found = needs_of(searches.read(connection, first, last))
    if as_csv:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(("month", "section", "area", "what", "asked", "not_found"))
        table.writerows((f"{first:%Y-%m}", *row) for row in _rows(found))
        return
    for line in _lines(found, first):
        click.echo(line)


def _first_day(month: str | None, today: date) -> date:
    if month is None:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    try:
        return datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        raise click.BadParameter("write it like 2026-11.", param_hint="'--month'") from None


def _said(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _rows(found: Needs) -> Iterator[tuple[str, str, str, str, str]]:
    yield "all", "", "", _said(found.searches), _said(found.nothing_found)
    for one in found.wanted:
        yield "asked for", "", one.what, _said(one.asked), _said(one.not_found)
    for one in found.areas:
        yield "area", one.what, "", _said(one.asked), _said(one.not_found)
    for area, one in found.missing:
        yield "not found in", area, one.what, "", _said(one.not_found)


def _lines(found: Needs, first: date) -> Iterator[str]:
    yield f"{first:%B %Y}. People's first searches; nothing under 5 is told."
    if found.searches == 0:
        yield "Nobody looked for a group."
        return
    yield f"  Searches: {_said(found.searches)}. No group at all: {_said(found.nothing_found)}."
    yield from _table("Asked for", found.wanted, "asked", "not found")
    yield from _table("Postcode areas", found.areas, "searched", "something missing")
    if found.missing:
        yield "\nNot found, by area"
        for area, one in found.missing[:MOST_ROWS]:
            yield f"  {area}: {one.what} {_said(one.not_found)}"


def _table(title: str, rows: Sequence[Wanted], asked: str, missed: str) -> Iterator[str]:
    if not rows:
        return
    width = max(len(one.what) for one in rows)
    yield f"\n{title}"
    for one in rows:
        counts = f"{asked} {_said(one.asked)}, {missed} {_said(one.not_found)}"
        yield f"  {one.what.ljust(width)}  {counts}"
