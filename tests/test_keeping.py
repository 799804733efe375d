"""What is kept, for how long, and how it goes: by a text, by a request, by time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql

from chatbot.inbox import Inbox
from chatbot.store import keeping
from chatbot.store.database import Database
from tests.conftest import Delivery

NOW = datetime.now(UTC)
NUMBER = "+447700900123"


def rows(database: Database, table: str) -> list[Mapping[str, Any]]:
    with database.reading() as connection:
        found = connection.execute(sql(f"SELECT * FROM {table}"))  # noqa: S608
        return list(found.mappings())


def said(answer) -> str:
    return answer.get_data(as_text=True)


@pytest.fixture
def inbox(client: FlaskClient) -> Inbox:
    return client.application.extensions["inbox"]


@pytest.fixture
def database(inbox: Inbox) -> Database:
    return inbox.database


def age(database: Database, **by: float) -> None:
    """Make everything kept as if it had come earlier."""
    seconds = int(timedelta(**by).total_seconds())
    with database.writing() as connection:
        connection.execute(sql(f"UPDATE contact SET seen_at = seen_at - {seconds}"))  # noqa: S608
        connection.execute(
            sql(f"UPDATE inbound_message SET received_at = received_at - {seconds}")  # noqa: S608
        )


def sweep(inbox: Inbox) -> keeping.Swept:
    done = keeping.Swept()
    for batch in inbox.forget(NOW):
        done += batch
    return done


# --- DELETE by text ---------------------------------------------------------------------------


@pytest.mark.both_engines
def test_delete_erases_everything_at_once_and_says_so(twilio: Delivery, database: Database) -> None:
    twilio.text("Hi")
    twilio.text("Leeds")
    answer = twilio.text("DELETE")
    assert "deleted" in said(answer)
    assert rows(database, "contact") == []
    kept = rows(database, "inbound_message")
    assert [row["contact_id"] for row in kept] == [None] * 3
    assert [bool(row["reply"]) for row in kept] == [False, False, True]


def test_what_was_erased_is_in_no_file_of_the_database(
    twilio: Delivery, database: Database
) -> None:
    twilio.text("Hi")
    twilio.text("Ashby-de-la-Zouch")
    path = str(database.engine.url.database)

    def found() -> bool:
        return any(
            b"Ashby" in content for end in ("", "-wal") if (content := _content(f"{path}{end}"))
        )

    assert found()
    twilio.text("delete")
    assert not found()


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


@pytest.mark.both_engines
def test_a_second_delivery_of_delete_says_the_same_and_erases_nothing_new(
    twilio: Delivery, database: Database
) -> None:
    twilio.text("Hi")
    form = twilio.form("delete everything")
    first = said(twilio.post(form))
    twilio.text("Hi again")
    assert said(twilio.post(form)) == first
    assert len(rows(database, "contact")) == 1


@pytest.mark.both_engines
def test_a_late_second_delivery_of_what_was_erased_steps_nothing(
    twilio: Delivery, database: Database
) -> None:
    form = twilio.form("Hi")
    twilio.post(form)
    twilio.text("delete")
    assert "<Message>" not in said(twilio.post(form))
    assert rows(database, "contact") == []


@pytest.mark.both_engines
def test_delete_after_stop_keeps_that_they_opted_out_and_nothing_else(
    twilio: Delivery, database: Database
) -> None:
    for body in ("Hi", "Leeds", "STOP"):
        twilio.text(body)
    assert "All is deleted" in said(twilio.text("delete"))
    (contact,) = rows(database, "contact")
    assert '"opted_out":true' in contact["conversation"]
    assert "Leeds" not in contact["conversation"]
    assert "<Message>" not in said(twilio.text("Hi"))


@pytest.mark.parametrize("body", ["delte", "delete the online ones", "can you delete my data?"])
def test_nothing_is_erased_by_mistake(twilio: Delivery, database: Database, body: str) -> None:
    twilio.text("Hi")
    twilio.text(body)
    assert len(rows(database, "contact")) == 1


def test_whoever_asks_about_deleting_is_told_the_word(twilio: Delivery) -> None:
    twilio.text("Hi")
    assert "Text DELETE" in said(twilio.text("can you delete my data?"))
    assert "Text DELETE" in said(twilio.text("privacy"))


# --- after a time -----------------------------------------------------------------------------


@pytest.mark.both_engines
def test_after_30_days_only_the_bare_ids_are_left(
    twilio: Delivery, inbox: Inbox, database: Database
) -> None:
    form = twilio.form("Hi")
    twilio.post(form)
    twilio.text("Leeds")
    age(database, days=29)
    assert sweep(inbox) == keeping.Swept()
    age(database, days=2)
    assert sweep(inbox).contacts == 1
    assert rows(database, "contact") == []
    kept = rows(database, "inbound_message")
    assert [(row["reply"], row["contact_id"]) for row in kept] == [("", None)] * 2
    assert "<Message>" not in said(twilio.post(form))
    assert rows(database, "contact") == []


@pytest.mark.both_engines
def test_old_replies_of_somebody_who_still_texts_go_too(
    twilio: Delivery, inbox: Inbox, database: Database
) -> None:
    twilio.text("Hi")
    age(database, days=31)
    twilio.text("Leeds")
    assert sweep(inbox) == keeping.Swept(replies=1)
    first, second = sorted(rows(database, "inbound_message"), key=lambda row: row["received_at"])
    assert first["reply"] == "" and second["reply"]
    assert len(rows(database, "contact")) == 1


@pytest.mark.both_engines
def test_that_somebody_opted_out_is_not_forgotten(
    twilio: Delivery, inbox: Inbox, database: Database
) -> None:
    for body in ("Hi", "Leeds", "STOP"):
        twilio.text(body)
    age(database, days=31)
    assert sweep(inbox).contacts == 1
    assert sweep(inbox).contacts == 0
    (contact,) = rows(database, "contact")
    assert "Leeds" not in contact["conversation"]
    assert "<Message>" not in said(twilio.text("Hi"))


@pytest.mark.both_engines
def test_what_somebody_sent_after_stop_and_delete_is_forgotten_too(
    twilio: Delivery, inbox: Inbox, database: Database
) -> None:
    for body in ("Hi", "STOP", "DELETE", "hello", "hello?"):
        twilio.text(body)
    (contact,) = rows(database, "contact")
    assert contact["traffic"]
    age(database, days=31)
    assert sweep(inbox).contacts == 1
    (contact,) = rows(database, "contact")
    assert not contact["traffic"]
    assert sweep(inbox) == keeping.Swept()


@pytest.mark.both_engines
def test_many_are_forgotten_in_batches(
    twilio: Delivery, inbox: Inbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BATCH", 2)
    for at in range(5):
        twilio.text("Hi", From=f"+44770090012{at}")
    twilio.text("STOP", From="+447700900121")
    age(database, days=31)
    assert sum(batch.contacts for batch in inbox.forget(NOW)) == 5
    assert len(rows(database, "contact")) == 1
