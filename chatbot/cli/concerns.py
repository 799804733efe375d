"""``chatbot concerns``: how often danger was answered. Counts, never people."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import click

from chatbot.reports import Hidden, by_concern, small_hidden
from chatbot.settings import SettingsError
from chatbot.setup import from_environment
from chatbot.store import concerns as counts
from chatbot.store import schema
from chatbot.store.database import Database, StoreError

DAYS = 90
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(epilog="Example: chatbot concerns --since 2026-10-01")
@click.option("--since", type=_DAY, help=f"The first day, like 2026-10-01; {DAYS} days ago if "
              "not said.")  # fmt: skip
@click.option("--until", type=_DAY, help="The last day; today if not said.")
@click.option("--rules", is_flag=True, help="Count each rule of the lexicon too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def concerns(since: datetime | None, until: datetime | None, rules: bool, as_json: bool) -> None:
    """Say how often each kind of danger was answered.

    No text and no person is kept, so none can be shown. Counts are rounded to the nearest 5, and
    what is under 5 is shown as "fewer than 5", so that nobody can be picked out.
    """
    last = until.date() if until else datetime.now(UTC).date()
    first = since.date() if since else last - timedelta(days=DAYS)
    if first > last:
        raise click.BadParameter("it lies after the last day.", param_hint="'--since'")
    try:
        database = Database(from_environment(os.environ).database_url)
        schema.migrate(database)
        with database.reading() as connection:
            found = counts.counted(connection, first, last)
    except (SettingsError, StoreError) as error:
        raise click.ClickException(str(error)) from None
    shown = small_hidden(by_concern(found))
    of_rules = small_hidden({rule: count for (_, _, rule), count in found.items()})
    if as_json:
        told: dict[str, object] = {"since": str(first), "until": str(last), "concerns": shown}
        click.echo(json.dumps(told | ({"rules": of_rules} if rules else {})))
        return
    click.echo(f"From {first} to {last}. Counts are rounded to the nearest 5.")
    for line in _told(shown, "No danger was answered."):
        click.echo(line)
    if rules and of_rules:
        click.echo("\nRules of flows/safety.words")
        for line in _told(of_rules, ""):
            click.echo(line)


def _told(shown: Mapping[str, Hidden], nothing: str) -> Iterator[str]:
    width = max(map(len, shown), default=0)
    for name, count in shown.items():
        yield f"  {name.ljust(width)}  {count}"
    if not shown and nothing:
        yield nothing
