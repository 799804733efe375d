"""``chatbot groups import``: what would change, row by row; with --apply it does."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from chatbot.cli.opening import opened
from chatbot.cli.progress import Progress
from chatbot.feeds.arriving import Arrival, Reader
from chatbot.feeds.faults import FeedError
from chatbot.feeds.importing import OWN, Comparison, Entry, Kind, Plan, Standing, compare
from chatbot.feeds.lists import Shape, entries_of, read_entries, read_table, shape_of
from chatbot.feeds.openreferral.asking import Fetcher, Manners
from chatbot.feeds.openreferral.cleaning import Tree
from chatbot.feeds.openreferral.fetching import fetch
from chatbot.feeds.openreferral.reading import unknown_keys
from chatbot.feeds.openreferral.spool import Spool
from chatbot.loading.districts import read_middles
from chatbot.loading.tree import Report
from chatbot.setup import FLOWS, VAR, version
from chatbot.store import arrivals as kept
from chatbot.store import directories, suggested
from chatbot.store.database import Database, StoreError

SHOWN = 20
KEYS_SHOWN = 10
KEPT_HOURS = 24
MOST_FILE_BYTES = 512 * 1024 * 1024
HEADS = {
    Kind.ADDED: "Added",
    Kind.CHANGED: "Changed",
    Kind.ASKED: "Live groups with changes that wait for a person",
    Kind.ELSEWHERE: "Here already, so not taken in",
    Kind.GONE: "Gone from the list",
    Kind.REFUSED: "Refused",
    Kind.SAME: "As they were",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A list that was read. ``spool`` holds what was fetched, None for a file."""

    shape: Shape
    arrivals: list[Arrival]
    notes: list[str]
    unknown: Counter[str]
    complete: bool = True
    spool: Spool | None = None


@click.command("import")
@click.argument("source", metavar="FILE|URL")
@click.option("--apply", is_flag=True, help="Do it. Without this nothing is written.")
@click.option("--feed", help="What to call the list. Without it: its host, or its file's name.")
@click.option("--own", is_flag=True, help="It is your own list or export: its groups are live.")
@click.option("--distinct", multiple=True, metavar="REF", help="This entry is no group we have.")
@click.option("--without-made-up", is_flag=True, help="Take the made-up sample groups out.")
@click.option("--fresh", is_flag=True, help="Fetch a feed anew, not on from where it stopped.")
@click.option("--all", "every", is_flag=True, help=f"Show every row, not {SHOWN} of a kind.")
@click.option("--state", type=click.Path(file_okay=False, path_type=Path), default=VAR / "feeds",
              help="Where what is fetched is kept until it is taken in.")  # fmt: skip
@click.option("--flows", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=FLOWS, help="The folder with the content.")  # fmt: skip
def import_(
    source: str,
    apply: bool,
    feed: str | None,
    own: bool,
    distinct: tuple[str, ...],
    without_made_up: bool,
    fresh: bool,
    every: bool,
    state: Path,
    flows: Path,
) -> None:
    """Take in the groups of FILE or URL: first without --apply, to see what would change.

    It can be Open Referral UK (3.0 or 1.0, a file or a feed), a CSV file, or an Excel workbook. A
    table is your own list unless you name a --feed, and its groups are shown at once. Groups of
    other lists wait until a person has approved them, and what they say in free words is never
    taken as a fact. Nothing is deleted: a group that is gone from the list is only told.

    Broken off, a feed goes on where it was. What a dry run has fetched, --apply takes in.

    \b
    Examples: chatbot groups import groups.xlsx
              chatbot groups import https://example.org/api --feed "Example Council" --apply
    """
    web = urlsplit(source).scheme.lower() in ("http", "https")
    if not web and not Path(source).is_file():
        raise click.ClickException(f"There is no file {source}, and it is no http(s) address.")
    report = Report()
    middles = read_middles(flows / "places", report)
    with opened() as (database, settings):
        try:
            agent = f"Signpost/{version()} (+{settings.public_url})"
            got = _fetched(source, state, agent, fresh=fresh) if web else _bytes(Path(source))
            raw = got if isinstance(got, bytes) else got.sheet() if got.state.sheet else b"["
            own = own or (not feed and shape_of(raw) is not Shape.OPEN_REFERRAL)
            named = feed or (urlsplit(source).hostname if web else Path(source).stem) or source
            name = OWN if own else named[:100]
            found = _read(got, source, Reader(name, middles, datetime.now(UTC).date(), own))
        except FeedError as fault:
            raise click.ClickException(_advised(str(fault), web=web)) from None
        whole = own and found.shape is not Shape.OPEN_REFERRAL
        plan = Plan(name, own, found.complete, whole, frozenset(distinct))
        _take_in(database, found, plan, apply=apply, every=every, without=without_made_up)


def _take_in(
    database: Database, found: Source, plan: Plan, *, apply: bool, every: bool, without: bool
) -> None:
    with database.reading() as connection:
        database.take_your_time(connection)
        since = directories.state(connection)
        services = directories.read_directory(connection).by_id
        standing = Standing(services, kept.owners(connection), suggested.agreed_to(connection))
    comparison = compare(standing, found.arrivals, plan)
    _say(found, comparison, plan, every=every)
    dropped = frozenset(key for key, one in services.items() if without and one.made_up) - {
        one.id for one in comparison.written()
    }
    _say_made_up(comparison, dropped)
    if not apply:
        click.echo("This was a dry run: nothing was written. To take it in, add --apply.")
        return
    try:
        _write(database, comparison, plan, since, dropped)
    except StoreError as fault:
        raise click.ClickException(f"{fault}. People are shown the groups as before.") from None
    if found.spool is not None:
        found.spool.remove()
    with database.reading() as connection:
        waiting = suggested.how_many_wait(connection, plan.feed)
    says = f" {waiting:,} things wait for a person: chatbot groups review" if waiting else ""
    click.echo(f"Taken in.{says}")


def _write(
    database: Database,
    comparison: Comparison,
    plan: Plan,
    since: directories.State,
    dropped: frozenset[str],
) -> None:
    """Write it so that a break anywhere leaves the groups as they were, or as they are to be."""
    now = int(time.time())
    with Progress("Keeping") as bar:
        for done in kept.remember(database, plan.feed, comparison.entries, now):
            bar.at(done, len(comparison.entries))
    if not comparison.written() and not dropped:
        return
    services = comparison.services(dropped)
    with Progress("Writing") as bar:
        for done in directories.replacing(database, services, since):
            bar.at(done, len(services))


def _fetched(url: str, state: Path, agent: str, *, fresh: bool) -> Spool:
    now = time.time()
    spool = Spool(state, url, now, now + 1 if fresh else now - KEPT_HOURS * 3600)
    if spool.resumed:
        at = datetime.fromtimestamp(spool.state.begun).astimezone()
        done = "was fetched" if spool.state.complete else "goes on from what was fetched"
        click.echo(f"This feed {done} on {at:%d %B at %H:%M}. To fetch it anew, add --fresh.")
    with Progress("Fetching") as bar:
        for step in fetch(Fetcher(Manners(agent)), spool):
            bar.at(step.done, step.total)
    return spool


def _read(got: Spool | bytes, name: str, reader: Reader) -> Source:
    """Return what a file or a feed holds."""
    if isinstance(got, bytes):
        if shape_of(got) is Shape.OPEN_REFERRAL:
            return _of_entries([(entry, "") for entry in entries_of(got)], reader)
        table = read_table(got, Path(name).name, reader)
        return Source(shape_of(got), table.arrivals, table.notes, Counter())
    if got.state.sheet:
        return replace(_read(got.sheet(), name, reader), spool=got)
    found = _of_entries(got.entries(), reader)
    failed = [Arrival(ref, "", None, reason) for ref, reason in got.state.failures]
    missing = (got.state.total or 0) - got.state.known
    notes = [f"The feed says that it has {missing:,} more than it gave."] if missing > 0 else []
    return replace(
        found, arrivals=[*found.arrivals, *failed], notes=notes, complete=not notes, spool=got
    )


def _of_entries(entries: Iterable[tuple[Tree, str]], reader: Reader) -> Source:
    unknown: Counter[str] = Counter()

    def counted() -> Iterable[tuple[Tree, str]]:
        for entry, url in entries:
            unknown.update(unknown_keys(entry))
            yield entry, url

    arrivals = []
    with Progress("Reading") as bar:
        for arrival in read_entries(counted(), reader):
            arrivals.append(arrival)
            bar.at(len(arrivals), None)
    return Source(Shape.OPEN_REFERRAL, arrivals, [], unknown)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise FeedError("The file is too large.")
        return path.read_bytes()
    except OSError as fault:
        raise FeedError(f"{path} cannot be read: {fault.strerror}.") from None


def _advised(says: str, *, web: bool) -> str:
    again = " What was fetched is kept: run the same command again to go on from there."
    return f"{says}{again if web else ''}\nNothing was changed."


def _say(found: Source, comparison: Comparison, plan: Plan, *, every: bool) -> None:
    whose = "your own list" if plan.own else f"the list '{plan.feed}'"
    click.echo(f"{found.shape.value}, {len(found.arrivals):,} entries, as {whose}.")
    for note in found.notes[: None if every else SHOWN]:
        click.echo(f"Note: {note}")
    for kind, head in HEADS.items():
        entries = comparison.of(kind)
        if not entries:
            continue
        click.echo(f"{head}: {len(entries):,}")
        if kind is Kind.SAME and not every:
            continue
        for entry in entries[: None if every else SHOWN]:
            click.echo(f"  {_row(entry)}")
        if not every and len(entries) > SHOWN:
            click.echo(f"  ... and {len(entries) - SHOWN:,} more. --all shows them.")
    if found.unknown:
        most = found.unknown.most_common(KEYS_SHOWN)
        click.echo(f"Not read: {', '.join(f'{key} ({count:,})' for key, count in most)}")
    if not found.arrivals:
        click.echo("The list is empty. Nothing would change.")


def _row(entry: Entry) -> str:
    named = f"{entry.name} ({entry.ref})" if entry.name else entry.ref
    state = ""
    if entry.kind is Kind.ADDED and entry.service is not None:
        state = f" [{entry.service.published.value.replace('_', ' ')}]"
    return f"{named}{state}{': ' if entry.says else ''}{'; '.join(entry.says)}"


def _say_made_up(comparison: Comparison, dropped: frozenset[str]) -> None:
    if dropped:
        click.echo(f"Made-up groups that go: {len(dropped):,}")
        return
    services = comparison.services()
    made_up = sum(one.made_up for one in services)
    if 0 < made_up < len(services):
        click.echo(
            f"Warning: {made_up:,} made-up groups stand beside real ones. "
            "--without-made-up takes them out."
        )
