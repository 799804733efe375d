"""``chatbot places``: add the hamlets of Ordnance Survey's Open Names, or take them away again."""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import click

from chatbot.feeds.faults import FeedError
from chatbot.feeds.open_names import COLUMNS, Gathered, gather
from chatbot.gazetteer import name_key
from chatbot.loading.places import ADDITIONS_FILE, LOADED_FILE
from chatbot.setup import FLOWS

SHOWN = 10
QUIET_SECONDS = 2.0
FOLDER = click.option(
    "--flows", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FLOWS,
    help="The folder with the content.",
)  # fmt: skip


@click.group()
def places() -> None:
    """The places the service knows."""


@places.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
@FOLDER
def load(file: Path, dry_run: bool, flows: Path) -> None:
    """Add the hamlets and districts of FILE to the places the service knows.

    FILE is the download of Ordnance Survey's Open Names (a ZIP, or the folder it unpacks to), one
    of its CSV files, or a table with the columns of flows/places/places.csv, in gzip or not.
    What is known already is left out. They go into flows/places/loaded.csv, in place of what was
    loaded before. Restart the service afterwards. Undo: chatbot places unload.

    Example: chatbot places load opname_csv_gb.zip --dry-run
    """
    folder = flows / "places"
    try:
        gathered = _gather(file, folder)
    except (FeedError, OSError, UnicodeDecodeError) as fault:
        raise click.ClickException(str(fault)) from None
    _say(gathered)
    if dry_run:
        click.echo("Nothing was written, as you asked.")
        return
    if not gathered.rows:
        raise click.ClickException("There is nothing to add.")
    target = folder / LOADED_FILE
    beside = target.with_suffix(".new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as written:
            table = csv.DictWriter(written, COLUMNS, lineterminator="\n")
            table.writeheader()
            table.writerows(gathered.rows)
        beside.replace(target)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise click.ClickException(f"It could not be written: {fault}") from None
    click.echo(f"Written to {target}. Run chatbot check, then restart the service.")


@places.command()
@FOLDER
def unload(flows: Path) -> None:
    """Take away the places that ``load`` added."""
    target = flows / "places" / LOADED_FILE
    if not target.is_file():
        click.echo("No places were loaded.")
        return
    target.unlink()
    click.echo(f"{target} is gone. Restart the service.")


def _gather(file: Path, folder: Path) -> Gathered:
    gathered = Gathered()
    began = time.monotonic()
    for gathered in gather(file, _known(folder)):
        if time.monotonic() - began > QUIET_SECONDS and sys.stderr.isatty():
            click.echo(f"\r{gathered.read:,} rows read ...", err=True, nl=False)
    if time.monotonic() - began > QUIET_SECONDS and sys.stderr.isatty():
        click.echo(err=True)
    return gathered


def _known(folder: Path) -> dict[str, list[tuple[float, float]]]:
    known: dict[str, list[tuple[float, float]]] = {}
    for name in ("places.csv", ADDITIONS_FILE):
        path = folder / name
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                for called in (row["name"], *row["alt_names"].split("|")):
                    point = float(row["lat"]), float(row["lon"])
                    known.setdefault(name_key(called), []).append(point)
    return known


def _say(gathered: Gathered) -> None:
    for problem in gathered.refused[:SHOWN]:
        click.echo(f"Left out: {problem}")
    if len(gathered.refused) > SHOWN:
        click.echo(f"... and {len(gathered.refused) - SHOWN} more rows with problems.")
    click.echo(
        f"{gathered.read:,} rows read: {len(gathered.rows):,} new places, {gathered.known:,} known "
        f"already, {len(gathered.refused):,} with problems."
    )
