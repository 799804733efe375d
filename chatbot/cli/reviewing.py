"""``chatbot groups review`` and what comes of it: pause, resume, checked, trust."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from chatbot.amending import checked
from chatbot.cli.opening import opened
from chatbot.cli.review_lines import Waiting, lines_of
from chatbot.directory import Published, Service
from chatbot.letters import Letters
from chatbot.links import Link, Links
from chatbot.loading.tree import Report
from chatbot.loading.upkeep import read_letters
from chatbot.settings import Settings
from chatbot.setup import FLOWS
from chatbot.store import answers, arrivals, directories, listings, reported, suggested
from chatbot.store.database import Database
from chatbot.upkeep import LINK_LASTS, Asked, Due, due, urgent_first
from chatbot.wording import said_date

PRINTED = "-"
HOW = ("phoned", "email_link", "visit", "self")
MOST = 50
REFERENCE_BYTES = 9
FOLDER = click.option(
    "--flows", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FLOWS,
    help="The folder with the content.",
)  # fmt: skip


@click.command(epilog="Example: chatbot groups review --write letters")
@click.option("--write", is_flag=False, flag_value=PRINTED, metavar="[FOLDER]",
              help="Write the messages to the groups, into FOLDER or here.")  # fmt: skip
@click.option("--most", type=click.IntRange(1), default=MOST, show_default=True,
              help="Write so many messages at most; the rest next time.")  # fmt: skip
@click.option("--all", "every", is_flag=True, help="Show all that came from other lists.")
@FOLDER
def review(write: str | None, most: int, every: bool, flows: Path) -> None:
    """List what was reported, what groups answered, what other lists brought, and what is due.

    What is not safe or unkind comes first. Numbers are for: chatbot groups accept, and refuse. A
    listing is due when nobody has checked it for three months, or when somebody reports it. With
    --write each group that may be asked gets a
    message with a link of its own, which works for 30 days. Send the messages; nothing is sent
    from here. Each counts as a reminder. After three without an answer in a row the group is shown
    further down, and people are told to contact it first: then ring it.
    """
    letters = _letters(flows)
    today = datetime.now(UTC).date()
    with opened() as (database, settings):
        with database.reading() as connection:
            database.take_your_time(connection)
            directory = directories.read_directory(connection)
            reports = urgent_first(reported.open_reports(connection))
            waiting = answers.waiting(connection)
            asked = answers.asked(connection)
            suggestions = suggested.newest(arrivals.open_suggestions(connection))
            owners = arrivals.owners(connection)
        answered = {one.service_id for one in waiting}
        found = due(directory.services, reports, asked, today, answered)
        waits = Waiting(reports, waiting, suggestions, owners)
        for line in lines_of(directory, letters, waits, found, every=every):
            click.echo(line)
        if write is not None:
            _write(database, settings, letters, found, today, write, most)


def _letters(flows: Path) -> Letters:
    report = Report()
    letters = read_letters(flows, report)
    if letters is None or report.errors:
        raise click.ClickException("\n".join(str(problem) for problem in report.errors))
    return letters


def _write(
    database: Database,
    settings: Settings,
    letters: Letters,
    found: Sequence[Due],
    today: date,
    where: str,
    most: int,
) -> None:
    links = Links((*settings.former_keys, settings.contact_key), settings.public_url)
    written = 0
    for one in found:
        reachable = bool(one.service.email or one.service.phone)
        asks = one.may_be_asked and reachable and written < most
        if one.service.reminders != one.unanswered:
            _count(database, one)
        if asks:
            _ask(database, links, letters, one.service, today, where)
            written += 1
    click.echo(f"\nMessages written: {written}. Send them by {said_date(today)}.")


def _count(database: Database, one: Due) -> None:
    """Keep how many messages were not answered, by which the listing is lowered."""

    def counted(now: Service) -> Service:
        return replace(now, reminders=one.unanswered)

    with database.writing() as connection:
        listings.change(connection, one.service.id, counted)


def _ask(
    database: Database,
    links: Links,
    letters: Letters,
    service: Service,
    today: date,
    where: str,
) -> None:
    """Keep that the group is asked, and write the message."""
    link = Link(secrets.token_urlsafe(REFERENCE_BYTES), today + LINK_LASTS)
    channel = "email" if service.email else "sms"
    asked = Asked(service.id, today, link.until)
    said = {"group": service.name, "link": links.address(link), "until": said_date(link.until)}
    if service.email:
        paragraphs = [paragraph.format(**said) for paragraph in letters.email]
        subject = f"Subject: {letters.subject.format(group=service.name)}"
        lines = [f"To: {service.email}", subject, "", "\n\n".join(paragraphs)]
    else:
        lines = [f"Text to: {service.phone}", "", letters.sms.format(**said)]
    with database.writing() as connection:
        answers.note_asked(connection, link.reference, asked, channel)
        _put(service.id, "\n".join(lines), where)


def _put(service_id: str, text: str, where: str) -> None:
    """Print a message, or write it to a file of its own; what cannot be written was not asked."""
    if where == PRINTED:
        click.echo(f"\n--- {service_id}\n{text}")
        return
    folder = Path(where)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        letter = folder / f"{_file_name(service_id)}.txt"
        letter.touch(mode=0o600)  # its link lets whoever reads it answer for the group
        letter.chmod(0o600)
        letter.write_text(f"{text}\n", encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(f"It could not be written: {fault}") from None


def _file_name(service_id: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in service_id)


@click.command()
@click.argument("service_id", metavar="ID")
def pause(service_id: str) -> None:
    """Show the group ID to nobody until it is resumed."""
    with opened() as (database, _), database.writing() as connection:
        _known(listings.publish(connection, service_id, Published.PAUSED), service_id)
    click.echo(f"{service_id} is paused: nobody is shown it.")


@click.command()
@click.argument("service_id", metavar="ID")
def resume(service_id: str) -> None:
    """Show the group ID again, and put away what was reported of it."""
    with opened() as (database, _), database.writing() as connection:
        _known(listings.publish(connection, service_id, Published.LIVE), service_id)
        closed = reported.close(connection, service_id)
    click.echo(f"{service_id} is shown. Reports put away: {closed}.")


@click.command(name="checked", epilog="Example: chatbot groups checked ID --by Asha --how visit")
@click.argument("service_id", metavar="ID")
@click.option("--by", required=True, help="Who checked: a first name or a role.")
@click.option("--how", type=click.Choice(HOW), default="phoned", show_default=True)
def checked_(service_id: str, by: str, how: str) -> None:
    """Say that somebody has checked the group ID today, and that its listing is right.

    Reports of it are put away, and it is shown again where it was paused.
    """
    today = datetime.now(UTC).date()

    def seen(one: Service) -> Service:
        paused = one.published is Published.PAUSED
        now = checked(one, today, by, how)
        return replace(now, published=Published.LIVE) if paused else now

    with opened() as (database, _), database.writing() as connection:
        _known(listings.change(connection, service_id, seen), service_id)
        closed = reported.close(connection, service_id)
    click.echo(f"{service_id} is checked and shown. Reports put away: {closed}.")


@click.command()
@click.argument("service_id", metavar="ID")
@click.option("--off", is_flag=True, help="Have its changes wait for a person again.")
def trust(service_id: str, off: bool) -> None:
    """List at once what the group ID changes on its page; its words still wait for a person."""
    with opened() as (database, _), database.writing() as connection:
        changed = listings.change(connection, service_id, lambda one: replace(one, trusted=not off))
        _known(changed, service_id)
    click.echo(f"What {service_id} changes {'waits for a person' if off else 'is listed at once'}.")


def _known(service: Service | None, service_id: str) -> None:
    if service is None:
        raise click.ClickException(f"There is no group '{service_id}'.")


COMMANDS = (review, pause, resume, checked_, trust)
