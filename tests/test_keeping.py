"""What is kept, for how long, and how it goes: by a text, by a request, by time; and new keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql

from chatbot.content import Content
from chatbot.inbox import Inbox
from chatbot.messages import Channel
from chatbot.settings import Settings
from chatbot.store import keeping
from chatbot.store.database import Database
from chatbot.store.keys import Keys
from tests.conftest import Delivery
from webhooks import create_app

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


# --- keys -------------------------------------------------------------------------------------


def test_a_name_depends_on_key_channel_and_address() -> None:
    names = {
        Keys(["s"]).name(Channel.SMS, NUMBER).key,
        Keys(["t"]).name(Channel.SMS, NUMBER).key,
        Keys(["s", "t"]).name(Channel.SMS, NUMBER).key,
        Keys(["s"]).name(Channel.WHATSAPP, NUMBER).key,
        Keys(["s"]).name(Channel.SMS, "+447700900124").key,
    }
    assert len(names) == 5
    assert all(len(name) == 64 for name in names)


def test_an_old_name_leads_to_the_new_one_without_the_number() -> None:
    one, three = Keys(["a"]), Keys(["a", "b", "c"])
    old, new = one.name(Channel.SMS, NUMBER), three.name(Channel.SMS, NUMBER)
    assert old.key in new.former
    assert three.onward(old.key, one.id) == new.key
    assert three.onward(old.key, "") == new.key
    assert three.onward(old.key, "feedface") is None


@pytest.fixture
def rotated(settings: Settings, content: Content, twilio: Delivery):
    """The same deployment a day later, with a new key before everybody has a name under it."""
    for body in ("Hi", "Leeds"):
        twilio.text(body)
    later = replace(settings, contact_key="a new key", former_keys=(settings.contact_key,))
    app = create_app(later, content=content)
    yield app
    app.extensions["inbox"].database.close()


@pytest.mark.both_engines
def test_who_texts_while_keys_change_is_known_and_has_the_new_name(
    rotated, database: Database
) -> None:
    delivery = Delivery(rotated.test_client())
    delivery.count = 50
    assert "Hello" not in said(delivery.text("BACK"))
    (contact,) = rows(database, "contact")
    keys = Keys(["a key for tests only", "a new key"])
    assert contact["key"] == keys.name(Channel.SMS, NUMBER).key
    assert contact["key_id"] == keys.id


@pytest.mark.both_engines
def test_all_get_a_new_name_in_batches_and_are_known_by_it(
    rotated, twilio: Delivery, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BATCH", 2)
    for at in range(4):
        twilio.text("Hi", From=f"+44770090013{at}")
    keys = Keys(["a key for tests only", "a new key"])
    assert sum(keeping.rename_all(database, keys)) == 5
    with database.reading() as connection:
        assert keeping.by_key(connection) == {keys.id: 5}
    delivery = Delivery(rotated.test_client())
    delivery.count = 50
    assert "Hello" not in said(delivery.text("BACK"))
    assert len(rows(database, "contact")) == 5


@pytest.mark.both_engines
def test_a_contact_under_both_names_keeps_the_row_of_today(
    rotated, twilio: Delivery, database: Database
) -> None:
    delivery = Delivery(rotated.test_client())
    delivery.count = 50
    delivery.text("Hi")
    twilio.text("Hi from a server that has only the old key")
    assert len(rows(database, "contact")) == 2
    keys = Keys(["a key for tests only", "a new key"])
    assert sum(keeping.rename_all(database, keys)) == 1
    (contact,) = rows(database, "contact")
    assert "Leeds" in contact["conversation"]


@pytest.mark.both_engines
def test_a_stop_to_a_server_that_has_only_the_old_key_is_not_lost(
    rotated, twilio: Delivery, database: Database
) -> None:
    delivery = Delivery(rotated.test_client())
    delivery.count = 50
    delivery.text("Hi")
    twilio.text("STOP")
    assert sum(keeping.rename_all(database, Keys(["a key for tests only", "a new key"]))) == 1
    assert "<Message>" not in said(delivery.text("hello"))
    assert "<Message>" in said(delivery.text("START"))


@pytest.mark.both_engines
def test_erasing_by_request_finds_both_names(rotated, database: Database) -> None:
    keys = Keys(["a key for tests only", "a new key"])
    names = [keys.name(channel, NUMBER) for channel in Channel]
    assert keeping.erase(database, names) == 1
    assert rows(database, "contact") == []
    assert keeping.erase(database, names) == 0
