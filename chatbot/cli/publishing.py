"""``chatbot groups show`` and ``publish``: a listing as it is, and drafts taken live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import sleep

import click

from chatbot.approving import DRAFTS, beware, why_not
from chatbot.cli.listing_lines import Origin, listing_lines
from chatbot.cli.opening import opened
from chatbot.cli.review_lines import suggestion_lines
from chatbot.directory import Directory, Published, Scope, Service, Strength
from chatbot.feeds.agreeing import AUDIENCE, SCOPE
from chatbot.store import arrivals, directories, listings, suggested
from chatbot.store.arrivals import Asked
from chatbot.store.database import Connection, Database
from chatbot.store.directories import REST

WHOLE = 5
"""So many listings at most are shown in full when a whole list is taken live."""
BATCH = 20
"""Groups taken live in one transaction: texts wait no longer than some hundredths of a second."""


@click.command()
@click.argument("service_id", metavar="ID")
def show(service_id: str) -> None:
    """Show the listing ID as it is: each fact yes, no or not known, who says so and since when."""
    with opened() as (database, _), database.reading() as connection:
        service = listings.read(connection, service_id)
        if service is None:
            raise click.ClickException(f"There is no group '{service_id}'.")
        asked = [
            one
            for one in suggested.newest(arrivals.open_suggestions(connection))
            if one.service_id == service_id
        ]
        origin = _origin(connection, service_id)
    for line in listing_lines(service, origin):
        click.echo(line)
    for line in suggestion_lines(Directory((service,)), asked):
        click.echo(line)
    if service.published in DRAFTS:
        for reason in (*why_not(service), *_unanswered(asked)):
            click.echo(f"  Cannot go live: {reason}")
        for reason in beware(service):
            click.echo(f"  Note: {reason}")


@click.command(epilog='Examples: publish ID1 ID2   publish --feed "Example Council"')
@click.argument("service_ids", nargs=-1, metavar="ID...")
@click.option("--feed", default="", metavar="NAME", help="All drafts of this list.")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def publish(service_ids: Sequence[str], feed: str, yes: bool) -> None:
    """Take drafts live, so that people who text are shown them.

    They are shown to you first, and you are asked. Drafts that nobody could be shown or could
    use stay as they are, and why is said. Answer what their lists suggest before: chatbot groups
    review
    """
    if bool(service_ids) == bool(feed):
        raise click.UsageError("Name groups by their ids, or a whole list with --feed.")
    with opened() as (database, _):
        with database.reading() as connection:
            database.take_your_time(connection)
            chosen = _of_list(connection, feed) if feed else _named(connection, service_ids)
            asked: dict[str, list[Asked]] = {}
            for question in suggested.newest(arrivals.open_suggestions(connection)):
                asked.setdefault(question.service_id, []).append(question)
            ready = [one for one in chosen if _can_go_live(one, asked.get(one.id, []))]
            origins = {one.id: _origin(connection, one.id) for one in ready[:WHOLE]}
        if not ready:
            raise click.ClickException("Nothing was taken live.")
        for line in _shown(ready, origins, asked):
            click.echo(line)
        many = "this group" if len(ready) == 1 else f"these {len(ready):,} groups"
        if not yes:
            click.confirm(f"Take {many} live?", abort=True)
        live = _take_live(database, ready)
    if live < len(ready):
        click.echo(f"Left as they were, since they were changed meanwhile: {len(ready) - live:,}.")
    click.echo(f"Live now: {live:,}.")


def _can_go_live(service: Service, asked: Sequence[Asked]) -> bool:
    """Say whether a draft can go live; where it cannot, why is told."""
    reasons = [*why_not(service), *_unanswered(asked)]
    if reasons:
        click.echo(f"Cannot go live: {service.name} ({service.id}). {' '.join(reasons)}")
    return not reasons


def _of_list(connection: Connection, feed: str) -> list[Service]:
    owners = arrivals.owners(connection)
    drafts = [
        one
        for one in directories.read_directory(connection).services
        if one.published in DRAFTS and one.id in owners
    ]
    found = [one for one in drafts if owners[one.id][0] == feed]
    if not found:
        feeds = ", ".join(sorted({owners[one.id][0] for one in drafts}))
        others = f" Drafts wait of: {feeds}." if feeds else ""
        raise click.ClickException(f"No draft of a list '{feed}' waits.{others}")
    return found


def _named(connection: Connection, service_ids: Sequence[str]) -> list[Service]:
    found = []
    for service_id in dict.fromkeys(service_ids):
        service = listings.read(connection, service_id)
        if service is None:
            raise click.ClickException(f"There is no group '{service_id}'.")
        found.append(service)
    return found


def _origin(connection: Connection, service_id: str) -> Origin | None:
    found = suggested.came_from(connection, service_id)
    return Origin(*found) if found else None


def _unanswered(asked: Sequence[Asked]) -> Iterator[str]:
    """Yield which suggestions have to be answered first: those that would keep people out."""
    for one in asked:
        if one.key == SCOPE and one.value == Scope.TYPE_2:
            yield f"It may be about type 2 alone: answer s{one.id} first."
        elif one.key.startswith(AUDIENCE) and one.value == Strength.ONLY:
            audience = one.key.removeprefix(AUDIENCE)
            yield f"It may be only for {audience}: answer s{one.id} first."


def _shown(
    ready: Sequence[Service],
    origins: dict[str, Origin | None],
    asked: dict[str, list[Asked]],
) -> Iterator[str]:
    for one in ready:
        if len(ready) <= WHOLE:
            yield from listing_lines(one, origins.get(one.id), whole=False)
        else:
            how = ", ".join(sorted(one.formats))
            yield f"{one.name} ({one.id}): {how}; {one.phone or one.email or one.web}"
        for reason in beware(one):
            yield f"  Note: {reason}"
        if waiting := len(asked.get(one.id, [])):
            yield f"  Suggestions not answered yet: {waiting}"


def _take_live(database: Database, ready: Sequence[Service]) -> int:
    """Take groups live that are still as they were shown; return how many are."""
    live = 0
    for first in range(0, len(ready), BATCH):
        batch = ready[first : first + BATCH]
        with database.writing() as connection:
            listings.hold_all(connection, [one.id for one in batch])
            for one in batch:
                if listings.held(connection, one.id) == one:
                    listings.put(connection, replace(one, published=Published.LIVE))
                    live += 1
        sleep(REST)
    return live


COMMANDS = (show, publish)
