"""``chatbot purge``, ``erase`` and ``keys``: what is kept of people, and how it goes."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click

from chatbot.channels.numbers import in_full
from chatbot.cli.opening import opened
from chatbot.loading.privacy import read_privacy
from chatbot.loading.tree import Report
from chatbot.messages import Channel
from chatbot.moves.danger import SAME_CONCERN
from chatbot.setup import FLOWS
from chatbot.store import keeping
from chatbot.store.keys import Keys

ONE = 1
SHOWN_EVERY = 5_000
FOLDER = click.option(
    "--flows", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FLOWS,
    help="The folder with the content.",
)  # fmt: skip


@click.command(epilog="Run it once a day: docs/running.md has a timer for it.")
@FOLDER
def purge(flows: Path) -> None:
    """Delete what has been kept for as long as flows/privacy.yaml allows.

    Answers and replies go, and only the bare ids of messages stay, so that none is answered twice.
    The service does the same at its start. Texts may come meanwhile.
    """
    report = Report()
    privacy = read_privacy(flows, "", report)
    if privacy is None or report.errors:
        raise click.ClickException("\n".join(str(problem) for problem in report.errors))
    now = datetime.now(UTC)
    done = keeping.Swept()
    with opened() as (database, _):
        for batch in keeping.sweep(database, now - privacy.keep, now - SAME_CONCERN):
            if sum(done) // SHOWN_EVERY < sum(done + batch) // SHOWN_EVERY:
                click.echo(f"{sum(done + batch):,} so far ...", err=True)
            done += batch
    click.echo(
        f"Kept for {privacy.keep_days} days at most. Forgotten: {_many(done.contacts, 'contact')}, "
        f"{_many(done.replies, 'old reply', 'old replies')}. "
        f"Warnings taken off: {done.warnings:,}."
    )


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def erase(yes: bool) -> None:
    """Erase all that is kept of one phone number, when somebody asks for it.

    The number is asked for and not shown, so that it stays out of the shell's history. It counts
    for SMS and WhatsApp. That somebody has opted out is erased too. There is no way back.
    """
    typed = click.prompt("Phone number", hide_input=True, prompt_suffix=" (not shown): ")
    address = in_full(typed)
    if address is None:
        raise click.ClickException(
            "That is no phone number. Type it like 07700 900123, or with the country's code."
        )
    if not yes:
        click.confirm("Erase all that is kept of this number?", abort=True)
    with opened() as (database, settings):
        keys = Keys((*settings.former_keys, settings.contact_key))
        gone = keeping.erase(database, [keys.name(channel, address) for channel in Channel])
    click.echo(
        f"Erased: {_many(gone, 'contact')}. Only bare message ids are left of them."
        if gone
        else "Nothing is kept of this number."
    )


@click.group()
def keys() -> None:
    """The keys that contacts are known under: how many under which, a new one, and the change."""


@keys.command()
def new() -> None:
    """Print a new key.

    To change keys: move the old CONTACT_KEY to the end of FORMER_CONTACT_KEYS, set CONTACT_KEY to
    the new one, restart every worker, then run: chatbot keys rotate
    """
    click.echo(secrets.token_hex(32))


@keys.command()
def show() -> None:
    """Say how many contacts are known under the newest key, under earlier ones, or neither."""
    with opened() as (database, settings):
        chain = Keys((*settings.former_keys, settings.contact_key))
        with database.reading() as connection:
            found = keeping.by_key(connection)
    newest, earlier, unknown = _sorted_out(found, chain)
    click.echo(f"Under the newest key: {newest:,}. Under earlier ones: {earlier:,}.")
    if unknown:
        click.echo(
            f"Under keys that are not in the settings: {unknown:,}. They are newcomers until "
            "their key is in FORMER_CONTACT_KEYS."
        )


@keys.command()
def rotate() -> None:
    """Give every contact its name under the newest key.

    Texts may come meanwhile: old names and new ones are known. It can be broken off and run again.
    The former keys must stay in FORMER_CONTACT_KEYS, in their order: names are built on them.
    """
    done = 0
    with opened() as (database, settings):
        if not settings.former_keys:
            raise click.ClickException(
                "FORMER_CONTACT_KEYS is not set, so there is nothing to change. "
                "'chatbot keys new --help' says how to change keys."
            )
        chain = Keys((*settings.former_keys, settings.contact_key))
        for batch in keeping.rename_all(database, chain):
            if done // SHOWN_EVERY < (done + batch) // SHOWN_EVERY:
                click.echo(f"{done + batch:,} so far ...", err=True)
            done += batch
        with database.reading() as connection:
            _, earlier, unknown = _sorted_out(keeping.by_key(connection), chain)
    click.echo(f"Named anew: {_many(done, 'contact')}. Left under earlier keys: {earlier:,}.")
    if unknown:
        click.echo(f"Under keys that are not in the settings: {unknown:,}.")


def _sorted_out(found: dict[str, int], chain: Keys) -> tuple[int, int, int]:
    """Return how many are under the newest key, earlier ones, and none of ours."""
    first = "" if len(chain.ids) > ONE else chain.id
    newest = found.get(chain.id, 0) + (found.get("", 0) if first else 0)
    earlier = sum(found.get(key_id, 0) for key_id in chain.ids[:-1])
    earlier += 0 if first else found.get("", 0)
    return newest, earlier, sum(found.values()) - newest - earlier


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == ONE else more or f'{one}s'}"
