"""New keys for the names that contacts are known by, while texts come in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from chatbot.content import Content
from chatbot.messages import Channel
from chatbot.settings import Settings
from chatbot.store import keeping
from chatbot.store.database import Database
from chatbot.store.keys import Keys
from tests.conftest import Delivery
from tests.test_keeping import NUMBER, rows, said
from webhooks import create_app


@pytest.fixture
def database(client: FlaskClient) -> Database:
    return client.application.extensions["inbox"].database


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


@pytest.mark.both_engines
def test_delete_erases_the_row_under_the_earlier_name_too(
    rotated, twilio: Delivery, database: Database
) -> None:
    delivery = Delivery(rotated.test_client())
    delivery.count = 50
    delivery.text("Hi")
    twilio.text("York, from a server that has only the old key")
    assert len(rows(database, "contact")) == 2
    assert "deleted" in said(delivery.text("delete"))
    assert rows(database, "contact") == []
    assert not [row for row in rows(database, "inbound_message") if row["contact_id"]]
    assert "Hello" in said(delivery.text("Hi"))
