"""What is kept: the tables, the directory in them, and a database that is away, locked or full."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql

from chatbot.content import Content
from chatbot.settings import Settings
from chatbot.store import database as databases
from chatbot.store import schema
from chatbot.store.database import Database, StoreError
from tests.conftest import Delivery
from webhooks import create_app

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def database(database_url: str):
    database = Database(database_url)
    schema.migrate(database)
    yield database
    database.close()


def test_sqlite_is_set_up_to_lose_nothing(database: Database) -> None:
    with database.reading() as connection:
        ask = connection.exec_driver_sql
        assert ask("PRAGMA journal_mode").scalar_one() == "wal"
        assert ask("PRAGMA synchronous").scalar_one() == 2
        assert ask("PRAGMA foreign_keys").scalar_one() == 1


def test_no_table_holds_a_number_a_postcode_or_the_words_of_a_text(
    twilio: Delivery, client: FlaskClient
) -> None:
    secrets = ["7700900123", "5TP", "wibble wobble", "Bartholomew", "51.51234", "-0.12345"]
    for body in ("Hi, Bartholomew here", "M14 5TP", "wibble wobble", "1", "kms", "2", "skip", "1"):
        twilio.text(body)
    twilio.text("", Latitude="51.51234", Longitude="-0.12345")
    twilio.text("Hi", From="whatsapp:+447700900123")
    database = client.application.extensions["inbox"].database
    database.close()
    path = Path(str(database.engine.url.database))
    kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"conversation" in kept
    for secret in secrets:
        assert secret.encode() not in kept, secret


# --- the database is away, locked, read-only or full ----------------------------------------


def sorry(answer) -> bool:
    words = answer.get_data(as_text=True)
    return answer.status_code == 503 and "<Message>" in words and "text again" in words


def test_a_locked_database_says_sorry_and_the_next_delivery_works(
    twilio: Delivery, client: FlaskClient, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch, settings: Settings, content: Content,
) -> None:  # fmt: skip
    monkeypatch.setattr(databases, "WAIT", 0.1)
    app = create_app(settings, content=content)
    delivery = Delivery(app.test_client())
    delivery.text("Hi")
    other = sqlite3.connect(str(app.extensions["inbox"].database.engine.url.database))
    other.isolation_level = None
    other.execute("BEGIN IMMEDIATE")
    form = delivery.form("my secret words")
    assert sorry(delivery.post(form))
    other.execute("ROLLBACK")
    other.close()
    assert delivery.post(form).status_code == 200
    assert "my secret words" not in caplog.text
    assert "7700900123" not in caplog.text
    app.extensions["inbox"].database.close()


def test_a_database_that_cannot_be_reached_says_sorry(settings: Settings, content: Content) -> None:
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    path.mkdir(parents=True)
    app = create_app(settings, content=content)
    delivery = Delivery(app.test_client())
    form = delivery.form("Hi")
    assert sorry(delivery.post(form))
    assert app.test_client().get("/health").status_code == 200
    path.rmdir()
    assert delivery.post(form).status_code == 200
    app.extensions["inbox"].database.close()


def test_a_read_only_database_says_sorry(
    twilio: Delivery, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    twilio.text("Hi")
    database = client.application.extensions["inbox"].database
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    form = twilio.form("my secret words")
    assert sorry(twilio.post(form))
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    assert twilio.post(form).status_code == 200
    assert "my secret words" not in caplog.text


def test_a_full_disk_says_sorry_and_nothing_is_broken(
    twilio: Delivery, client: FlaskClient
) -> None:
    twilio.text("Hi")
    database = client.application.extensions["inbox"].database
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    answers = [twilio.text("Leeds", From=f"+4477009{at:05}") for at in range(80)]
    assert any(sorry(answer) for answer in answers)
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert twilio.text("Leeds").status_code == 200


@pytest.mark.both_engines
def test_an_error_of_the_store_holds_no_value(database: Database) -> None:
    with pytest.raises(StoreError) as caught, database.writing() as connection:
        connection.execute(sql("SELECT :secret FROM nowhere"), {"secret": "my secret words"})
    assert "my secret words" not in str(caught.value)


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    database = Database(f"sqlite:///{path}")
    schema.migrate(database)
    files = [path, *tmp_path.glob("new.db-*")]
    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    path.chmod(0o640)
    database.close()
    with database.reading():
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    database.close()
