"""The door: what Twilio brings, and how it is answered."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql

from tests.conftest import PUBLIC_URL, Delivery


def said(response) -> str:
    """The one message of an answer, "" for none."""
    root = ElementTree.fromstring(response.get_data())
    assert root.tag == "Response"
    messages = root.findall("Message")
    assert len(messages) <= 1
    return messages[0].text or "" if messages else ""


def rows(client: FlaskClient, table: str) -> int:
    database = client.application.extensions["inbox"].database
    with database.reading() as connection:
        return connection.execute(sql(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608


@pytest.mark.both_engines
def test_a_person_texts_the_number_and_gets_groups(twilio: Delivery) -> None:
    assert "Where do you live?" in said(twilio.text("Hi"))
    assert "Who is it for?" in said(twilio.text("Leeds"))
    assert "How would you like to meet?" in said(twilio.text("3"))
    assert "to be able to join?" in said(twilio.text("2"))
    answer = twilio.text("SKIP")
    assert answer.status_code == 200
    assert answer.content_type == "text/xml; charset=utf-8"
    assert "Rowan Parents" in said(answer)
    assert "Peer support works alongside your diabetes team." in said(answer)
    found = re.search(r"(\d) Rowan Parents", said(answer))
    assert found, "its number is not the same in every week"
    assert "Contact: Sam" in said(twilio.text(found[1]))


@pytest.mark.both_engines
def test_whatsapp_and_sms_of_one_number_are_two_contacts(twilio: Delivery) -> None:
    twilio.text("Hi")
    twilio.text("Leeds")
    whatsapp = {"From": "whatsapp:+447700900123", "To": "whatsapp:+447700900999"}
    assert "*Where do you live?*" in said(twilio.text("Hi", **whatsapp))


@pytest.mark.parametrize(
    "sender", ["whatsapp:GB.1234567", "whatsapp:+447700900001", "whatsapp:GB.a-b_c.9"]
)
def test_a_whatsapp_address_need_not_be_a_phone_number(twilio: Delivery, sender: str) -> None:
    form = {"From": sender, "To": "whatsapp:+447700900999"}
    assert "*Where do you live?*" in said(twilio.text("Hi", **form))
    assert "*Who is it for?*" in said(twilio.text("York", **form))


@pytest.mark.both_engines
def test_a_number_without_its_prefix_on_a_whatsapp_channel_is_the_same_person(
    twilio: Delivery,
) -> None:
    to = {"To": "whatsapp:+447700900999"}
    twilio.text("Hi", From="whatsapp:+447700900001", **to)
    assert "*Who is it for?*" in said(twilio.text("York", From="+447700900001", **to))


@pytest.mark.both_engines
def test_a_second_delivery_gets_the_same_answer_and_moves_nothing(twilio: Delivery) -> None:
    twilio.text("Hi")
    form = twilio.form("Leeds")
    first = twilio.post(form)
    assert twilio.post(form).get_data() == first.get_data()
    again = twilio.post({**form, "ErrorCode": "11200", "ErrorUrl": "https://example.org"})
    assert again.get_data() == first.get_data()
    assert "How would you like to meet?" in said(twilio.text("1"))


@pytest.mark.both_engines
def test_a_silent_answer_stays_silent_when_delivered_twice(twilio: Delivery) -> None:
    twilio.text("STOP")
    form = twilio.form("hello")
    assert said(twilio.post(form)) == ""
    assert said(twilio.post(form)) == ""


@pytest.mark.both_engines
def test_the_same_text_in_a_new_message_is_a_new_step(twilio: Delivery) -> None:
    twilio.text("Hi")
    twilio.text("Leeds")
    assert "How would you like to meet?" in said(twilio.text("1"))
    assert "to be able to join?" in said(twilio.text("1"))


@pytest.mark.both_engines
@pytest.mark.parametrize("kind", ["STOP", "START", "HELP"])
def test_what_the_carrier_has_answered_gets_no_second_answer(twilio: Delivery, kind: str) -> None:
    twilio.text("Hi")
    assert said(twilio.text(kind.casefold(), OptOutType=kind)) == ""
    followed = said(twilio.text("Leeds"))
    assert (followed == "") == (kind == "STOP")


@pytest.mark.parametrize(
    ("content_type", "words"),
    [
        ("image/jpeg", "Thank you for the picture"),
        ("audio/ogg", "I cannot listen"),
        ("image/webp", "I can only read words"),
        ("video/mp4", "Thank you for the video"),
        ("text/x-vcard", "I have not kept it"),
        ("application/pdf", "I cannot open that"),
    ],
)
def test_what_is_not_words_gets_a_friendly_text_and_the_question_again(
    twilio: Delivery, content_type: str, words: str
) -> None:
    twilio.text("Hi")
    media = {"NumMedia": "1", "MediaContentType0": content_type, "MediaUrl0": "https://example.org"}
    answer = said(twilio.text("", **media))
    assert words in answer
    assert "Where do you live?" in answer


def test_a_picture_with_words_is_read_as_its_words(twilio: Delivery) -> None:
    twilio.text("Hi")
    media = {"NumMedia": "1", "MediaContentType0": "image/jpeg"}
    assert "Who is it for?" in said(twilio.text("Leeds", **media))


@pytest.mark.both_engines
def test_a_shared_location_counts_as_the_place(twilio: Delivery, client: FlaskClient) -> None:
    twilio.text("Hi")
    answer = said(twilio.text("", Latitude="53.8196", Longitude="-1.5761"))
    assert "LS6" in answer
    assert "Who is it for?" in answer
    database = client.application.extensions["inbox"].database
    with database.reading() as connection:
        state = connection.execute(sql("SELECT conversation FROM contact")).scalar_one()
    assert "53.8196" not in state
    assert "1.5761" not in state


@pytest.mark.parametrize(("lat", "lon"), [("48.85", "2.35"), ("nan", "1"), ("999", "1"), ("x", "")])
def test_a_location_abroad_or_nowhere_is_met_kindly(twilio: Delivery, lat: str, lon: str) -> None:
    twilio.text("Hi")
    assert said(twilio.text("", Latitude=lat, Longitude=lon))


def test_a_tap_on_a_button_answers_its_own_question(twilio: Delivery) -> None:
    twilio.text("Hi")
    twilio.text("Leeds")
    tap = {"ButtonPayload": "who:parent", "ButtonText": "My child"}
    assert "How would you like to meet?" in said(twilio.text("My child", **tap))


def test_a_call_hears_that_the_number_takes_texts_and_whom_to_call(twilio: Delivery) -> None:
    answer = twilio.post({"CallSid": "CA1", "From": "+447700900123"}, "/twilio/voice")
    root = ElementTree.fromstring(answer.get_data())
    words = root.findtext("Say") or ""
    assert "text messages only" in words
    assert "PEER" in words
    assert "116 123" in words
    assert "9 9 9" in words
    assert root.find("Say").attrib == {"language": "en-GB"}
    assert root[-1].tag == "Hangup"


def test_a_status_is_taken_note_of_and_health_is_told(
    twilio: Delivery, client: FlaskClient
) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    assert twilio.post(form, "/twilio/status").status_code == 204
    assert client.get("/health").get_json() == {"status": "ok"}


def test_the_privacy_notice_is_at_the_address_the_first_reply_gives(
    twilio: Delivery, client: FlaskClient
) -> None:
    assert f"{PUBLIC_URL}/privacy" in said(twilio.text("Hi"))
    page = client.get("/privacy")
    assert page.status_code == 200
    assert "We do not keep your phone number." in page.get_data(as_text=True)


def test_the_phone_page_is_not_there_in_production(client: FlaskClient) -> None:
    assert client.get("/").status_code == 404
    assert client.post("/phone/sign", json={"form": {}}).status_code == 404


def test_what_nobody_foresaw_is_met_with_sorry_and_logged_without_words(
    twilio: Delivery, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = client.application.extensions["inbox"]
    inbox.content = None
    answer = twilio.text("my secret words")
    assert answer.status_code == 500
    assert "text again" in said(answer)
    assert "AttributeError" in caplog.text
    assert "my secret words" not in caplog.text
    assert "7700900123" not in caplog.text
