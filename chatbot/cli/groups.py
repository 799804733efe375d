"""``chatbot groups``: the directory in and out."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from chatbot.cli.deciding import COMMANDS as DECIDING
from chatbot.cli.group_import import import_
from chatbot.cli.opening import opened
from chatbot.cli.publishing import COMMANDS as PUBLISHING
from chatbot.cli.reviewing import COMMANDS as REVIEWING
from chatbot.directory import JoinRoute, Scope, Status
from chatbot.feeds.columns import CHECKED_HOW, COLUMNS, FACTS, FORMATS, HOW_OFTEN, ONLY_FOR
from chatbot.feeds.openreferral.writing import Publisher, may_be_told, write_service
from chatbot.feeds.workbook import template as workbook_template
from chatbot.loading.districts import read_middles
from chatbot.loading.open_referral import read_open_referral
from chatbot.loading.tree import Report
from chatbot.setup import FLOWS
from chatbot.store import arrivals, directories

EXAMPLE: Mapping[str, str] = {
    "id": "example-circle", "organization": "Example Peer Network", "name": "Example Circle",
    "summary": "For adults with type 1 (this row is made up: take it out)",
    "formats": "in_person", "who": "adult", "scope": "t1_only", "min_age": "18",
    "venue": "Example Hall", "town": "Leeds", "postcode": "LS6", "days": "2TU", "starts": "19:00",
    "ends": "20:30", "how_often": "monthly", "cost": "Free", "phone": "07700 900123",
    "email": "hello@example.org", "join_route": "contact_first", "join": "Text first",
    "languages": "English", "step_free": "yes", "facts_from": "the_group",
    "facts_on": "2026-11-01", "checked_on": "2026-11-01", "checked_how": "phoned",
    "made_up": "yes",
}  # fmt: skip
YES_NO = ("yes", "no")
CHOICES: Mapping[str, Sequence[str]] = {
    **dict.fromkeys((*FACTS, "hide_address", "bank_holidays", "made_up"), YES_NO),
    "formats": FORMATS,
    "only_for": tuple(ONLY_FOR),
    "scope": [one.value for one in Scope if one],
    "join_route": [one.value for one in JoinRoute if one],
    "how_often": tuple(HOW_OFTEN),
    "status": [one.value for one in Status],
    "checked_how": CHECKED_HOW,
}
FOLDER = click.option(
    "--flows", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FLOWS,
    help="The folder with the content.",
)  # fmt: skip


@click.group()
def groups() -> None:
    """The groups people are pointed to: take lists in, give them out, and keep them right."""


for command in (import_, *REVIEWING, *DECIDING, *PUBLISHING):
    groups.add_command(command)


@groups.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--xlsx", is_flag=True, help="Write an Excel workbook, with lists to choose from.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def template(file: Path, xlsx: bool, force: bool) -> None:
    """Write a table to fill in, with one made-up group in it, to FILE.

    It is a CSV file, or an Excel workbook with --xlsx or when FILE ends in .xlsx. What to write in
    each column: flows/directory/README.md. Then: chatbot groups import FILE

    Example: chatbot groups template groups.xlsx
    """
    if xlsx or file.suffix.lower() == ".xlsx":
        raw = workbook_template(COLUMNS, EXAMPLE, CHOICES)
    else:
        text = io.StringIO()
        table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
        table.writeheader()
        table.writerow(EXAMPLE)
        raw = text.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 by its mark alone
    write(file, raw, force=force)
    click.echo(f"Written to {file}. Fill it in, then run: chatbot groups import {file}")


@groups.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@FOLDER
def export(file: Path, force: bool, flows: Path) -> None:
    """Write all live groups to FILE as Open Referral UK 3.0 (JSON), "-" for the screen.

    What is hidden or personal is not in it: addresses that a group tells by itself, names of
    contacts, who checked. Read it again with: chatbot groups import FILE --own

    Example: chatbot groups export groups.json
    """
    with opened() as (database, settings), database.reading() as connection:
        database.take_your_time(connection)
        directory = directories.read_directory(connection)
        modified = arrivals.modified(connection)
    report = Report()
    terms = read_open_referral(flows, report)
    middles = read_middles(flows / "places", report)
    if report.errors:
        raise click.ClickException("\n".join(str(problem) for problem in report.errors))
    publisher = Publisher(settings.public_url, terms, middles, modified)
    told = [write_service(one, publisher) for one in directory.services if may_be_told(one)]
    if not told:
        raise click.ClickException("There is no live group, so nothing was written.")
    page = {
        "total_items": len(told), "total_pages": 1, "page_number": 1, "size": len(told),
        "first_page": True, "last_page": True, "empty": False, "contents": told,
    }  # fmt: skip
    raw = f"{json.dumps(page, indent=1, ensure_ascii=False)}\n".encode()
    if str(file) == "-":
        sys.stdout.buffer.write(raw)
        return
    write(file, raw, force=force)
    click.echo(f"{len(told):,} live groups written to {file}.")


def write(file: Path, raw: bytes, *, force: bool) -> None:
    """Write a file, whole or not at all; one that is there already is only replaced by force."""
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already. To write over it, add --force.")
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.write_bytes(raw)
        beside.replace(file)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise click.ClickException(f"It could not be written: {fault}") from None
