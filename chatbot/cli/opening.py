"""The database of the settings, for commands that look into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from chatbot.settings import Settings, SettingsError
from chatbot.setup import from_environment
from chatbot.store import schema
from chatbot.store.database import Database, StoreError


@contextmanager
def opened() -> Iterator[tuple[Database, Settings]]:
    """Open the database of the settings; what is wrong with either is said in one line."""
    database = None
    try:
        settings = from_environment(os.environ)
        if settings.demo:
            click.echo("No deployment's settings are set: this is the demo's database.", err=True)
        database = Database(settings.database_url)
        schema.migrate(database)
        yield database, settings
    except (SettingsError, StoreError) as error:
        raise click.ClickException(str(error)) from None
    finally:
        if database is not None:
            database.close()
