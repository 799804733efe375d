"""Where people are asked to agree first: until they do, nothing is kept but the message's id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from chatbot.content import Content
from chatbot.loading.privacy import PRIVACY_FILE, read_privacy
from chatbot.loading.tree import Report
from chatbot.settings import Settings
from tests.conftest import FLOWS, PRIVACY, Delivery
from tests.test_keeping import rows, said
from webhooks import create_app


@pytest.fixture
def asking(content: Content, tmp_path: Path) -> Content:
    written = (FLOWS / PRIVACY_FILE).read_text(encoding="utf-8")
    assert "ask_first: no" in written
    (tmp_path / PRIVACY_FILE).write_text(written.replace("ask_first: no", "ask_first: yes"))
    report = Report()
    privacy = read_privacy(tmp_path, PRIVACY, report)
    assert privacy is not None and privacy.consent is not None and not report.problems
    return replace(content, privacy=privacy)


@pytest.fixture
def client(settings: Settings, asking: Content):
    app = create_app(settings, content=asking)
    yield app.test_client()
    app.extensions["inbox"].database.close()


def kept(client: FlaskClient) -> list[tuple[object, ...]]:
    database = client.application.extensions["inbox"].database
    assert rows(database, "concern_event") == []
    assert rows(database, "contact") == []
    return [(row["reply"], row["contact_id"]) for row in rows(database, "inbound_message")]


FIRST = ["Hi", "mum of a 7 year old, Leeds, online", "2", "no thanks", "maybe", "who runs this?",
         "STOP", "PRIVACY", "DELETE", "", "i want to die", "MENU", "what do you keep"]  # fmt: skip


@pytest.mark.both_engines
@pytest.mark.parametrize("body", FIRST)
def test_nothing_is_kept_of_somebody_who_has_not_agreed_but_the_id(
    twilio: Delivery, client: FlaskClient, body: str
) -> None:
    form = twilio.form(body)
    first = said(twilio.post(form))
    assert "<Message>" in first
    assert kept(client) == [(None, None)]
    assert said(twilio.post(form | {"ErrorCode": "11200"})) == first
    assert kept(client) == [(None, None)]


@pytest.mark.both_engines
@pytest.mark.parametrize("body", ["1", "i agree", "Agree", "yeah ok", "aye", "1 please"])
def test_who_agrees_goes_on_to_the_first_question(
    twilio: Delivery, client: FlaskClient, body: str
) -> None:
    assert "Reply 1 to agree" in said(twilio.text("Hi"))
    answer = said(twilio.text(body))
    assert "Where do you live?" in answer and "Reply 1 to agree" not in answer
    database = client.application.extensions["inbox"].database
    (contact,) = rows(database, "contact")
    assert '"agreed":"20' in contact["conversation"]
    assert "Leeds" in said(twilio.text("Leeds, online"))


@pytest.mark.parametrize("body", ["2", "no", "nah", "not sure", "2 please", "1 or 2?"])
def test_nobody_agrees_by_accident(twilio: Delivery, client: FlaskClient, body: str) -> None:
    twilio.text("Hi")
    assert "Where do you live?" not in said(twilio.text(body))
    assert kept(client) == [(None, None)] * 2


def test_who_declines_is_told_that_nothing_is_kept(twilio: Delivery) -> None:
    answer = said(twilio.text("no"))
    assert "We have kept nothing" in answer and "Reply 1" in answer


@pytest.mark.both_engines
def test_danger_is_answered_before_anybody_agrees(twilio: Delivery, client: FlaskClient) -> None:
    assert "116 123" in said(twilio.text("i want to die"))
    assert kept(client) == [(None, None)]


@pytest.mark.both_engines
def test_a_second_delivery_of_agreeing_gets_the_stored_reply(twilio: Delivery) -> None:
    twilio.text("Hi")
    form = twilio.form("1")
    first = said(twilio.post(form))
    twilio.text("Leeds")
    assert said(twilio.post(form)) == first


def test_who_opted_out_before_the_switch_was_turned_is_left_alone(
    settings: Settings, content: Content, asking: Content
) -> None:
    before = create_app(settings, content=content)
    delivery = Delivery(before.test_client())
    delivery.text("Hi")
    delivery.text("STOP")
    before.extensions["inbox"].database.close()
    after = create_app(settings, content=asking)
    delivery.client = after.test_client()
    assert "<Message>" not in said(delivery.text("hello"))
    assert "<Message>" in said(delivery.text("START"))
    assert "Reply 1 to agree" in said(delivery.text("hello"))
    after.extensions["inbox"].database.close()


@pytest.mark.both_engines
def test_delete_takes_the_agreement_away_too(twilio: Delivery, client: FlaskClient) -> None:
    for body in ("Hi", "1", "Leeds", "delete"):
        twilio.text(body)
    assert "Reply 1 to agree" in said(twilio.text("Leeds"))
    database = client.application.extensions["inbox"].database
    assert rows(database, "contact") == []


@pytest.fixture
def known(settings: Settings, content: Content, asking: Content):
    """Somebody who texted before people were asked to agree, and has not agreed since."""
    before = create_app(settings, content=content)
    delivery = Delivery(before.test_client())
    for body in ("Hi", "Leeds"):
        delivery.text(body)
    before.extensions["inbox"].database.close()
    after = create_app(settings, content=asking)
    delivery.client = after.test_client()
    yield delivery
    after.extensions["inbox"].database.close()


def kept_of(delivery: Delivery) -> list[str]:
    database = delivery.client.application.extensions["inbox"].database
    return [row["conversation"] for row in rows(database, "contact")]


@pytest.mark.both_engines
@pytest.mark.parametrize("body", ["STOP", "STOP\nthanks", "yes\nstop"])
def test_a_stop_of_somebody_known_is_heard_before_they_agree(known: Delivery, body: str) -> None:
    assert "Reply 1 to agree" not in said(known.text(body))
    (conversation,) = kept_of(known)
    assert '"opted_out":true' in conversation and "Leeds" not in conversation
    assert "<Message>" not in said(known.text("1"))


@pytest.mark.both_engines
def test_delete_deletes_before_they_agree(known: Delivery) -> None:
    form = known.form("delete")
    answer = said(known.post(form))
    assert "deleted" in answer and kept_of(known) == []
    assert said(known.post(form)) == answer


@pytest.mark.both_engines
@pytest.mark.parametrize("carrier", [{}, {"OptOutType": "START"}])
def test_who_comes_back_without_having_agreed_is_asked_and_not_kept(
    known: Delivery, carrier: dict[str, str]
) -> None:
    known.text("STOP")
    answer = said(known.text("START", **carrier))
    assert ("Reply 1 to agree" in answer) != bool(carrier)
    assert kept_of(known) == []


@pytest.mark.both_engines
def test_a_late_second_delivery_of_what_was_erased_is_not_answered_anew(twilio: Delivery) -> None:
    twilio.text("1")
    form = twilio.form("Leeds")
    twilio.post(form)
    twilio.text("STOP")
    twilio.text("DELETE")
    assert "<Message>" not in said(twilio.post(form))


def test_nobody_is_asked_whether_they_are_safe_who_is_not_remembered(twilio: Delivery) -> None:
    answer = said(twilio.text("i cant go on"))
    assert "116 123" in answer and "Reply SAFE" not in answer
