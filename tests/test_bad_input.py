"""What no form should hold: a sensible reply or a clean refusal, and nothing lost."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.channels.twilio import NotAMessage, read_inbound, spoken, twiml
from chatbot.messages import MAX_TEXT, Reply
from chatbot.rehearsal import STORY_TIME
from tests.conftest import PUBLIC_URL, Delivery

BODIES = {
    "100 KB": "x" * 100_000,
    "NUL and control characters": "\x00\x01\x08\x0b\x1b\x7f hi \ufffe\uffff",
    "right to left": "مرحبا أريد مجموعة \u202e\u2066",
    "10,000 emoji": "😀" * 10_000,
    "empty": "",
    "white space": " \t\r\n ",
    "markup": "<Response><Message>x</Message></Response>&amp;",
    "curly brackets": "{answers} {0} {}",
    "percent": "%s %d %(x)s",
    "combining marks": "e" + "\u0301" * 3_000,
    "digits of every script": "٣ ３ ③ ²",
}


@pytest.mark.both_engines
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_strange_body_gets_a_reply_and_the_next_text_works(twilio: Delivery, body: str) -> None:
    for text in (body, "Hi", body, "Leeds"):
        answer = twilio.text(text)
        assert answer.status_code == 200
        message = ElementTree.fromstring(answer.get_data()).findtext("Message")
        assert message
        assert len(message) <= MAX_TEXT


def test_lone_surrogates_and_broken_utf8_are_met_cleanly(
    twilio: Delivery, client: FlaskClient
) -> None:
    sid = twilio.form("")["MessageSid"]
    form = {"MessageSid": sid, "From": "+447700900123", "Body": "\ufffd\ufffd\ufffd"}
    signature = twilio.signatures.sign("/twilio/messages", form)
    answer = client.post(
        "/twilio/messages",
        data=f"MessageSid={sid}&From=%2B447700900123&Body=%ED%A0%80",
        headers={"X-Twilio-Signature": signature},
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in (200, 403)


def test_a_thousand_fields_get_an_answer(twilio: Delivery) -> None:
    fields = {f"Field{at}": "x" for at in range(1_000)}
    assert twilio.text("Hi", **fields).status_code == 200


def test_a_body_of_a_megabyte_is_refused(client: FlaskClient) -> None:
    assert client.post("/twilio/messages", data={"Body": "x" * 1_000_000}).status_code == 413


@pytest.mark.parametrize(
    "fields",
    [
        {"MessageSid": ""},
        {"MessageSid": "SM1"},
        {"MessageSid": "SM" + "0" * 31},
        {"MessageSid": "SM" + "0" * 33},
        {"MessageSid": "SM" + "0" * 32 + "\n"},
        {"MessageSid": "SM" + "0" * 31 + "\x00"},
        {"MessageSid": "SM" + "0" * 31 + "\u0661"},
        {"MessageSid": "SM1' OR 1=1".ljust(34, "0")},
        {"From": ""},
        {"From": "x" * 300},
        {"From": "+44\x00"},
        {"From": "whatsapp:"},
    ],
    ids=str,
)
def test_a_form_that_cannot_be_a_message_is_refused(
    twilio: Delivery, fields: dict[str, str]
) -> None:
    answer = twilio.text("Hi", **fields)
    assert answer.status_code == 400
    assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("sid", ["SM" + "0a" * 16, "MM" + "0B" * 16, "XX" + "9f" * 16])
def test_every_id_of_34_letters_and_digits_is_answered(twilio: Delivery, sid: str) -> None:
    assert twilio.text("Hi", MessageSid=sid).status_code == 200


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=50), max_size=20))
def test_any_form_is_a_message_or_is_not(form: dict[str, str]) -> None:
    try:
        inbound = read_inbound(form, STORY_TIME)
    except NotAMessage:
        return
    assert len(inbound.text) <= MAX_TEXT


@given(st.text(min_size=1, max_size=MAX_TEXT))
def test_any_reply_is_well_formed_xml(text: str) -> None:
    assert ElementTree.fromstring(twiml(Reply(text)).encode("utf-8", "surrogatepass"))
    assert ElementTree.fromstring(spoken(text).encode("utf-8", "surrogatepass"))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_whatever_is_texted_the_door_answers(text: str) -> None:
    delivery, client = _door()
    answer = delivery.text(text)
    assert answer.status_code == 200
    assert PUBLIC_URL or client
    ElementTree.fromstring(answer.get_data())


_OPEN: list[tuple[Delivery, FlaskClient]] = []


def _door() -> tuple[Delivery, FlaskClient]:
    return _OPEN[0]


@pytest.fixture(autouse=True)
def _one_door(twilio: Delivery, client: FlaskClient):
    _OPEN[:] = [(twilio, client)]
    yield
    _OPEN.clear()
