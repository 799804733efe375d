"""Commands at a terminal, on a database that somebody has texted before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text as sql

from chatbot.cli import main
from chatbot.conversation import Conversation
from chatbot.messages import Channel
from chatbot.settings import Settings
from chatbot.store import schema
from chatbot.store.database import Database
from chatbot.store.keys import Keys
from chatbot.store.messages import Desk

NUMBER = "+447700900456"
OLD, NEW = "an old key for tests", "a new key for tests"
LONG_AGO = timedelta(days=31)


@pytest.fixture(name="database")
def a_database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    schema.migrate(database)
    yield database
    database.close()


@pytest.fixture(name="environment")
def an_environment(settings: Settings) -> dict[str, str]:
    return {
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
        "PUBLIC_URL": settings.public_url,
        "DATABASE_URL": settings.database_url,
        "CONTACT_KEY": OLD,
        "FORMER_CONTACT_KEYS": "",
    }


def run(environment: Mapping[str, str], *said: str, types: str = "") -> Result:
    """Run a command; whatever it says, it says nothing of the number or of a key."""
    result = CliRunner().invoke(main, [*said], env={**environment}, input=types)
    for secret in ("900456", "900 456", "90012", OLD, NEW, "a token for tests only", "Traceback"):
        assert secret not in result.output.replace("like 07700 900123", "")
    return result


def texted(
    database: Database, number: str = NUMBER, *, ago: timedelta = timedelta(), key: str = OLD,
    channel: Channel = Channel.SMS, opted_out: bool = False, warned: bool = False,
) -> None:  # fmt: skip
    """Have somebody's text answered, some time ago."""
    keys, at = Keys([key]), datetime.now(UTC) - ago
    conversation = Conversation("find-group", at, opted_out=opted_out)
    if opted_out:
        conversation = conversation._replace(step="place", asked=True)
    if warned:
        conversation = conversation._replace(warned={"suicide_self_harm clear": at})
    with database.delivering() as cursor:
        desk = Desk(cursor, database.dialect)
        message_id = f"SM{int(at.timestamp() * 1_000_000)}"
        assert desk.claim(message_id, at) is None
        held = desk.hold(keys.name(channel, number), keys.id, at)
        desk.remember(held, message_id, conversation, "Where do you live?")


def count(database: Database, table: str) -> int:
    with database.reading() as connection:
        return connection.execute(sql(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608


@pytest.fixture(name="changed")
def changed_environment(environment: dict[str, str]) -> dict[str, str]:
    """The settings once a new key has been set: keys have no spaces there."""
    return environment | {"CONTACT_KEY": "new", "FORMER_CONTACT_KEYS": "old"}
