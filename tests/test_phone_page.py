"""The phone page from the outside: whom it signs for, to whom it talks, how it is locked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import webhooks
from chatbot.content import Content
from chatbot.inbox import Inbox
from chatbot.settings import Settings, production
from webhooks import create_app

HERE = "http://127.0.0.1:8000"
MADE_UP = "+447700900123"
COUNT = count()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    database = f"sqlite:///{tmp_path_factory.mktemp('phone') / 'signpost.db'}"
    return Settings("token", HERE, database, "key", demo=True, phone_page=True)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    app.extensions["inbox"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_HOST"] = "127.0.0.1:8000"
    return client


@pytest.fixture
def content_at_hand(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting one more app need not read all of flows/ again."""
    monkeypatch.setattr(webhooks, "load", lambda _folder, _address: content)


def form(sender: str = MADE_UP, **fields: str) -> dict[str, str]:
    return {"MessageSid": f"SM{next(COUNT):032x}", "From": sender, "To": "+447700900999"} | fields


def signed(client: FlaskClient, fields: dict[str, str]) -> str | None:
    """The signature the page gives this form, or None when it refuses."""
    response = client.post("/phone/sign", json={"form": fields})
    assert response.status_code in (200, 403)
    return response.json["signature"] if response.status_code == 200 and response.json else None


def texted(client: FlaskClient, fields: dict[str, str]) -> str:
    signature = signed(client, fields)
    assert signature is not None
    headers = {"X-Twilio-Signature": signature}
    response = client.post("/twilio/messages", data=fields, headers=headers)
    assert response.status_code == 200
    return response.text


def test_a_text_from_a_made_up_number_goes_through_the_real_door(client: FlaskClient) -> None:
    assert "Where do you live?" in texted(client, form("+447700900001", Body="hello"))


@pytest.mark.parametrize(
    "sender",
    [
        "+447911123456",  # somebody's
        "+447700901000",  # one past the made-up numbers
        "+4477009001234",
        "+447700900123 ",
        "whatsapp:+15551234567",
        "whatsapp:whatsapp:+447700900123",
        "whatsapp:US.1234",
        "+44770090012٣",  # a digit, and not one a phone has
        "",
    ],
)
def test_no_text_of_a_real_number_is_signed(client: FlaskClient, sender: str) -> None:
    assert signed(client, form(sender)) is None


@pytest.mark.parametrize(
    "hidden",
    [
        {"Body": "xFrom+447911123456MessageSidSM1"},
        {"Body": "xFromwhatsapp:+447911123456"},
        {"Body": "x", "Fr": "om+447911123456"},
        {"?": "From+447911123456"},
    ],
    ids=["in the text", "on WhatsApp", "over an edge", "in a name"],
)
def test_no_sender_hides_in_another_field(client: FlaskClient, hidden: dict[str, str]) -> None:
    """Twilio's signature joins names and values with nothing between them."""
    assert signed(client, form(**hidden)) is None


def test_a_place_somebody_comes_from_is_not_a_hidden_sender(client: FlaskClient) -> None:
    assert signed(client, form(Body="From Leeds. From 4pm")) is not None


@pytest.mark.parametrize(
    "body",
    [None, 7, "text", [], {}, {"form": "x"}, {"form": {"From": [MADE_UP]}}, {"form": None}],
)
def test_what_is_no_form_is_refused_in_one_line(client: FlaskClient, body: object) -> None:
    response = client.post("/phone/sign", json=body)
    assert response.status_code in (400, 403, 415)
    assert len(response.text.splitlines()) == 1


def test_half_an_emoji_is_refused_in_one_line(client: FlaskClient) -> None:
    assert signed(client, form(Body="\ud83d")) is None


def test_nobody_is_told_where_a_real_number_stands(client: FlaskClient) -> None:
    asked = {"channel": "sms", "address": "+447911123456", "reply": ""}
    assert client.post("/phone/standing", json=asked).status_code == 403


def test_the_standing_tells_what_was_understood(client: FlaskClient) -> None:
    reply = texted(client, form(Body="im in Leeds, it is for my son"))
    asked = {"channel": "sms", "address": MADE_UP, "reply": "Text SKIP", "text": "I ♥ tea"}
    standing = client.post("/phone/standing", json=asked).json
    assert "How would you like to meet" in reply
    assert standing is not None
    assert [answer["question"] for answer in standing["answers"]] == ["Place", "Who it is for"]
    assert standing["answers"][0]["said"].startswith("Leeds")
    assert standing["step"] == "How to meet"
    assert standing["choices"][0] == {"label": "In person", "tapped": "meet:in_person"}
    assert standing["words"] == ["SKIP"]
    assert (standing["segments"], standing["characters"], standing["alphabet"]) == (1, 9, "GSM-7")
    assert standing["sent"] == {"segments": 1, "characters": 7, "alphabet": "UCS-2"}
    assert standing["known"] and not standing["opted_out"]


def test_a_stranger_has_no_standing_yet(client: FlaskClient) -> None:
    asked = {"channel": "whatsapp", "address": f"whatsapp:{MADE_UP}"}
    standing = client.post("/phone/standing", json=asked).json
    assert standing is not None
    assert not standing["known"]
    assert standing["step"] == "Nothing asked yet"
    assert standing["segments"] == 0


def test_an_unknown_channel_is_refused(client: FlaskClient) -> None:
    asked = {"channel": "pigeon", "address": MADE_UP}
    assert client.post("/phone/standing", json=asked).status_code == 400


@pytest.mark.both_engines
def test_the_standing_is_told_from_either_engine(
    settings: Settings, content: Content, database_url: str
) -> None:
    app = create_app(replace(settings, database_url=database_url), content=content)
    client = app.test_client()
    client.environ_base["HTTP_HOST"] = "127.0.0.1:8000"
    texted(client, form(Body="im in Leeds, it is for my son"))
    standing = client.post("/phone/standing", json={"channel": "sms", "address": MADE_UP}).json
    app.extensions["inbox"].database.close()
    assert standing is not None and standing["step"] == "How to meet"


@pytest.mark.usefixtures("content_at_hand")
@pytest.mark.parametrize("address", ["sqlite:///{folder}", "postgresql://127.0.0.1:9/signpost"])
def test_while_the_database_is_away_the_standing_says_so(
    settings: Settings, tmp_path: Path, address: str
) -> None:
    away = create_app(replace(settings, database_url=address.format(folder=tmp_path)))
    inbox: Inbox = away.extensions["inbox"]
    asked = {"channel": "sms", "address": MADE_UP}
    response = away.test_client().post("/phone/standing", json=asked, base_url=HERE)
    inbox.database.close()
    assert response.status_code == 503


@pytest.mark.parametrize("path", ["/phone/sign", "/phone/standing"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Host": "elsewhere.example.org", "Origin": "http://elsewhere.example.org"},
    ],
    ids=["another site", "no site", "another port", "a name that points here"],
)
def test_other_sites_are_refused(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    body = {"form": form(), "channel": "sms", "address": MADE_UP}
    assert client.post(path, json=body, headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "192.0.2.7"])
def test_this_machine_is_served_by_any_of_its_names(client: FlaskClient, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert client.post("/phone/sign", json={"form": form()}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/phone/sign", "/phone/standing"])
def test_only_json_is_read(client: FlaskClient, path: str) -> None:
    assert client.post(path, data=form()).status_code == 415
    assert client.post(path, data="{}", content_type="text/plain").status_code == 415
    assert client.get(path).status_code == 405


@pytest.mark.parametrize("path", ["/", "/phone/static/phone.js", "/phone/static/page.css"])
def test_the_page_is_locked_up(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    response.close()
    headers = response.headers
    assert response.status_code == 200
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == ("no-cache" if "/static/" in path else "no-store")


def test_the_page_holds_no_script_or_style_of_its_own(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "<style" not in page and " style=" not in page and " onclick" not in page
    assert page.count("<script") == page.count('<script type="module" src=')
    assert "Everything here is made up" in page


def environ(tmp_path: Path, **more: str) -> dict[str, str]:
    return {
        "TWILIO_AUTH_TOKEN": "token",
        "PUBLIC_URL": "https://texts.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'signpost.db'}",
        "CONTACT_KEY": "key",
    } | more


@pytest.mark.usefixtures("content_at_hand")
def test_in_production_there_is_no_phone_unless_asked_for(tmp_path: Path) -> None:
    app = create_app(production(environ(tmp_path)))
    app.extensions["inbox"].database.close()
    for path in ("/", "/phone/static/phone.js"):
        assert app.test_client().get(path).status_code == 404
    assert app.test_client().post("/phone/sign", json={"form": form()}).status_code == 404


@pytest.mark.usefixtures("content_at_hand")
def test_in_production_the_page_does_not_call_the_groups_made_up(tmp_path: Path) -> None:
    app = create_app(production(environ(tmp_path, PHONE_PAGE="1")))
    app.extensions["inbox"].database.close()
    page = app.test_client().get("/", base_url="https://texts.example.org").text
    assert "The numbers here are made up. The service and its groups are real." in page
