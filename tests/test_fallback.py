"""When the main way fails: a text gets an answer whatever is broken. Distressing content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from chatbot.content import Content
from chatbot.loading.last_words import BUILT_IN, FILE, check_last_words, read_last_words
from chatbot.loading.tree import Report
from chatbot.settings import Settings
from tests.conftest import PUBLIC_URL, TOKEN, Delivery
from tests.leaks import Everything
from tests.test_webhook import rows, said
from webhooks import create_app

FAILED = {"ErrorCode": "11200", "ErrorUrl": f"{PUBLIC_URL}/twilio/messages"}
FALLBACK = "/twilio/fallback"
NOT_WORKING = "Sorry, this service is not working just now. Please text again later."


def fall_back(twilio: Delivery, body: str, **fields: str):
    return twilio.post(twilio.form(body, **FAILED, **fields), FALLBACK)


@pytest.fixture
def away(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inbox = client.application.extensions["inbox"]
    database = type(inbox.database)(f"sqlite:///{tmp_path / 'no' / 'such.db'}")
    (tmp_path / "no" / "such.db").mkdir()
    monkeypatch.setattr(inbox, "database", database)


def test_a_message_that_was_answered_gets_that_answer_again(
    twilio: Delivery, client: FlaskClient
) -> None:
    twilio.text("Hi")
    form = twilio.form("Leeds")
    first = twilio.post(form)
    again = twilio.post({**form, **FAILED}, FALLBACK)
    assert again.get_data() == first.get_data()
    assert rows(client, "inbound_message") == 2


def test_a_message_that_never_arrived_is_stepped_once(
    twilio: Delivery, client: FlaskClient
) -> None:
    twilio.text("Hi")
    form = twilio.form("Leeds")
    first = twilio.post({**form, **FAILED}, FALLBACK)
    assert "Who is it for?" in said(first)
    assert twilio.post(form).get_data() == first.get_data()


@pytest.mark.usefixtures("away")
def test_without_a_database_it_says_where_to_turn(twilio: Delivery) -> None:
    assert twilio.text("hello").status_code == 503
    answer = fall_back(twilio, "hello")
    assert answer.status_code == 200
    assert said(answer).startswith(NOT_WORKING)
    for where in ("999", "111", "116 123"):
        assert where in said(answer)


@pytest.mark.usefixtures("away")
def test_without_a_database_danger_is_answered(twilio: Delivery) -> None:
    assert "85258" in said(fall_back(twilio, "i want to die"))


@pytest.mark.usefixtures("away")
def test_what_the_carrier_has_answered_gets_no_second_answer_there(twilio: Delivery) -> None:
    assert said(fall_back(twilio, "stop", OptOutType="STOP")) == ""


@pytest.mark.parametrize("fault", ["advance", "prepare", "directory", "content", "all"])
def test_whatever_else_is_broken_there_is_an_answer(
    twilio: Delivery, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def broken(*_anything: object, **_more: object) -> None:
        raise ValueError("my secret words")

    inbox = client.application.extensions["inbox"]
    if fault in ("prepare", "all"):
        monkeypatch.setattr(inbox, "prepare", broken)
    if fault == "directory":
        monkeypatch.setattr(inbox, "prepare", lambda _now: None)
    if fault == "advance":
        monkeypatch.setattr("chatbot.inbox.advance", broken)
    if fault in ("content", "all"):
        monkeypatch.setattr(inbox, "content", None)
        monkeypatch.setattr(Content, "text", broken)
    if fault == "all":
        monkeypatch.setattr("chatbot.web.replying.answer_danger_alone", broken)
        monkeypatch.setattr(Content, "helpline", broken)
    # Far enough for every part to be needed: a place, who, how, needs, and then the groups.
    told = "mum of a 7 year old just diagnosed, Leeds, online, evenings, no needs"
    assert twilio.text(told).status_code == 500
    answer = fall_back(twilio, told)
    assert answer.status_code == 200
    assert said(answer).startswith(NOT_WORKING)


def test_what_is_no_message_is_answered_too_and_a_stranger_is_not(
    twilio: Delivery, client: FlaskClient
) -> None:
    answer = twilio.post({"AccountSid": "AC1", **FAILED}, FALLBACK)
    assert said(answer).startswith(NOT_WORKING)
    form = twilio.form("Hi")
    assert client.post(FALLBACK, data=form).status_code == 403
    for_messages = {"X-Twilio-Signature": twilio.signatures.sign("/twilio/messages", form)}
    assert client.post(FALLBACK, data=form, headers=for_messages).status_code == 403
    assert rows(client, "contact") == 0


# --- content that cannot be read at all ----------------------------------------------------


@pytest.fixture
def broken_flows(tmp_path: Path) -> Path:
    """A folder with nothing but the last words in it."""
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / FILE).write_text("Not now. Call 999 or 111.\n", encoding="utf-8")
    return folder


@pytest.fixture
def started(
    settings: Settings, broken_flows: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FlaskClient]:
    """The service as a server starts it, from the environment."""
    for name, value in {
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": PUBLIC_URL,
        "DATABASE_URL": settings.database_url,
        "CONTACT_KEY": settings.contact_key,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("chatbot.loglines.configure", lambda _style: None)
    yield create_app(flows=broken_flows).test_client()


def test_a_server_with_broken_content_says_where_to_turn_and_that_it_is_not_ready(
    started: FlaskClient,
) -> None:
    twilio = Delivery(started)
    answer = twilio.text("i want to die")
    assert answer.status_code == 503
    last = fall_back(twilio, "i want to die")
    assert last.status_code == 200
    for given in (answer, last):
        assert said(given) == "Not now. Call 999 or 111."
    assert b"<Say" in twilio.post({"CallSid": "CA1"}, "/twilio/voice").get_data()
    assert twilio.post({"MessageSid": "SM1"}, "/twilio/status").status_code == 204
    assert started.get("/health").status_code == 200
    ready = started.get("/ready")
    assert ready.status_code == 503
    assert ready.get_json() == {"ready": False, "reason": "content", "content": "broken"}
    assert started.post("/twilio/messages", data=twilio.form("Hi")).status_code == 403
    assert started.post("/twilio/fallback", data=twilio.form("Hi")).status_code == 403
    assert started.get("/nowhere").headers["X-Content-Type-Options"] == "nosniff"


def test_the_log_names_what_is_wrong_with_the_content(
    everything_logged: Everything, started: FlaskClient
) -> None:
    assert started
    assert any(
        "standard-texts.yaml:1: This file is missing" in one for one in everything_logged.lines
    )


def test_last_words_are_had_from_the_file_or_else_from_the_code(tmp_path: Path) -> None:
    assert read_last_words(tmp_path) == BUILT_IN
    for unfit in ("", "Sorry.", "999 111 " + "x" * 500, "999 111 \N{SNOWMAN}"):
        (tmp_path / FILE).write_text(unfit, encoding="utf-8")
        assert read_last_words(tmp_path) == BUILT_IN
        report = Report()
        check_last_words(tmp_path, report)
        assert report.errors, unfit
    (tmp_path / FILE).write_bytes(b"999 111 \xff")
    assert read_last_words(tmp_path) == BUILT_IN
    (tmp_path / FILE).write_text("Call 999 or 111.\n", encoding="utf-8")
    assert read_last_words(tmp_path) == "Call 999 or 111."


def test_the_last_words_that_are_built_in_would_pass_the_check(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(BUILT_IN, encoding="utf-8")
    report = Report()
    check_last_words(tmp_path, report)
    assert report.errors == []


def test_a_directory_that_cannot_be_read_does_not_keep_it_from_starting(
    settings: Settings, content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = replace(settings, database_url=f"sqlite:///{tmp_path / 'other.db'}")

    def broken(*_anything: object) -> None:
        raise ValueError("my secret words")

    monkeypatch.setattr("chatbot.inbox.directories.read_directory", broken)
    app = create_app(elsewhere, content=content)
    twilio = Delivery(app.test_client())
    assert twilio.text("hello").status_code == 500
    assert said(fall_back(twilio, "hello")).startswith(NOT_WORKING)
    assert "85258" in said(twilio.text("i want to die"))
    state = app.test_client().get("/ready")
    assert (state.status_code, state.get_json()["reason"]) == (503, "directory")
    app.extensions["inbox"].database.close()
