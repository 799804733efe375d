"""Too many texts, the same text for ever, and numbers from elsewhere, at the real door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from chatbot.channels.numbers import COUNTRIES, can_be_texted, country_of
from chatbot.content import Content
from chatbot.messages import Channel
from chatbot.settings import COUNTRIES as IN_SETTINGS
from chatbot.settings import Settings
from chatbot.store.keys import Keys, Name
from chatbot.traffic import Limits
from tests.conftest import Delivery
from tests.test_webhook import rows, said
from webhooks import create_app

CRISIS = "I want to kill myself"
LAST = "Please text again tomorrow."
Limited = Callable[..., Delivery]


@pytest.fixture
def limited(settings: Settings, content: Content) -> Iterator[Limited]:
    apps = []

    def start(**changes: object) -> Delivery:
        app = create_app(replace(settings, **changes), content=content)  # type: ignore[arg-type]
        apps.append(app)
        return Delivery(app.test_client())

    yield start
    for app in apps:
        app.extensions["inbox"].database.close()


def spend(twilio: Delivery, texts: int) -> None:
    """Use up a day, or a minute, with texts that differ."""
    for at in range(texts):
        assert said(twilio.text(f"Where is {at}?"))


def standing(twilio: Delivery):
    return twilio.client.application.extensions["inbox"].standing(Channel.SMS, "+447700900123")


@pytest.mark.both_engines
def test_the_last_word_of_a_day_is_said_once_and_steps_nothing(limited: Limited) -> None:
    twilio = limited(replies_per_day=4)
    spend(twilio, 3)
    assert "Where do you live?" in said(twilio.text("restart"))
    before = standing(twilio)
    form = twilio.form("Leeds")
    assert LAST in said(twilio.post(form))
    assert LAST in said(twilio.post(form))
    assert said(twilio.text("Leeds")) == ""
    assert said(twilio.text("Hello?")) == ""
    assert standing(twilio) == before
    assert "Where do you live?" in said(twilio.text("Hi", From="+447700900124"))


def test_too_many_at_once_are_told_to_wait_and_nothing_is_taken_of_them(limited: Limited) -> None:
    twilio = limited(texts_per_minute=2)
    twilio.text("Hi")
    twilio.text("Leeds")
    before = standing(twilio)
    assert "Please wait one minute" in said(twilio.text("3"))
    assert said(twilio.text("3")) == ""
    assert standing(twilio) == before


@pytest.mark.parametrize("limit", ["texts_per_minute", "replies_per_day"])
@pytest.mark.parametrize("text", [CRISIS, "she has passed out and wont wake up", "stop\n" + CRISIS])
def test_danger_is_answered_in_full_whatever_the_count(
    limited: Limited, limit: str, text: str
) -> None:
    twilio = limited(**{limit: 2})
    calm = said(twilio.text(text, From="+447700900001"))
    spend(twilio, 2)
    assert said(twilio.text("more"))
    assert said(twilio.text("more")) == ""
    assert "999" in calm
    assert said(twilio.text(text)) == calm
    assert said(twilio.text(text))


def test_whoever_answers_are_you_safe_is_heard_whatever_the_count(limited: Limited) -> None:
    twilio = limited(replies_per_day=1)
    spend(twilio, 1)
    assert LAST in said(twilio.text("hello"))
    asked = said(twilio.text("i cant go on"))
    assert "safe" in asked.casefold()
    assert "999" in said(twilio.text("no"))
    assert "999" in said(twilio.text("help"))
    assert said(twilio.text("hello")) == ""


@pytest.mark.both_engines
def test_stop_and_start_work_whatever_the_count(limited: Limited) -> None:
    twilio = limited(replies_per_day=2)
    spend(twilio, 2)
    assert LAST in said(twilio.text("hello"))
    assert "START" in said(twilio.text("STOP"))
    assert standing(twilio).opted_out
    assert said(twilio.text("hello")) == ""
    assert said(twilio.text("START")) == ""
    assert not standing(twilio).opted_out
    assert said(twilio.text("stop", OptOutType="STOP")) == ""
    assert standing(twilio).opted_out


def test_stop_and_start_in_turn_are_not_confirmed_for_ever(limited: Limited) -> None:
    twilio = limited(replies_per_day=2, texts_per_minute=500)
    spend(twilio, 2)
    replies = [said(twilio.text(word)) for _ in range(20) for word in ("STOP", "START")]
    assert 1 <= len([reply for reply in replies if reply]) <= 5
    twilio.text("STOP")
    assert standing(twilio).opted_out


def test_an_answering_machine_is_soon_left_alone(limited: Limited) -> None:
    twilio = limited(texts_per_minute=500)
    replies = [said(twilio.text("I am out of the office. I will reply soon.")) for _ in range(40)]
    assert 0 < len([reply for reply in replies if reply]) <= 12
    assert "I keep getting the same text" in "".join(replies)
    assert not any(replies[12:])
    assert said(twilio.text("Leeds"))


@pytest.mark.parametrize("first", ["Hi", CRISIS, "he hits me", "she wont wake up"])
def test_a_machine_that_sends_our_words_back_is_soon_left_alone(
    limited: Limited, first: str
) -> None:
    twilio = limited(texts_per_minute=500)
    reply, count = said(twilio.text(first)), 0
    while reply and count < 40:
        reply, count = said(twilio.text(reply)), count + 1
    assert 4 <= count <= 10, count
    assert "999" in said(twilio.text(CRISIS))


def test_a_conversation_is_never_held_back_by_the_limits_that_are_shipped(
    twilio: Delivery,
) -> None:
    texts = ("Hi", "Leeds", "1", "1", "skip", "1", "back", "1", "back", "2", "more", "more", "list",
             "1", "1", "share", "done", "yes")  # fmt: skip
    replies = [said(twilio.text(text)) for text in texts]
    assert all(replies)
    assert not any("In an emergency call 999" in reply for reply in replies)


def test_the_settings_ship_the_limits_that_are_thought_through(settings: Settings) -> None:
    assert Limits() == Limits(settings.texts_per_minute, settings.replies_per_day)


# --- where a number is from -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("+447700900123", "GB"),
        ("+447700900999", "GB"),
        ("+441632960123", "GB"),
        ("+447911200000", "GB"),
        ("+447797712345", "JE"),
        ("+447781123456", "GG"),
        ("+447624123456", "IM"),
        ("+353201234567", "IE"),
        ("+12025550123", "US"),
        ("+447012345678", ""),
        ("+449098790123", ""),
        ("+999123456789", ""),
        ("+883510001234", ""),
        ("85258", ""),
        ("NHSNoReply", ""),
        ("+44", ""),
        ("+44\u0663700900123", ""),
        ("GB.a-b_c.9", "GB"),
        ("US.1234567", "US"),
        ("ZZ.1234567", ""),
    ],
)
def test_a_number_belongs_to_a_country(address: str, country: str) -> None:
    assert country_of(address) == country


def test_the_first_signs_of_a_uk_number_tell_as_much_as_all_of_it() -> None:
    by_whole = pytest.importorskip("phonenumbers")
    for start in range(70000, 80000, 7):
        ends = ("0000", "4711", "99999")
        told = {country_of(f"+44{start}{end:0>5}") for end in ends}
        number = by_whole.parse(f"+44{start}54321")
        assert len(told) == 1
        assert told == {by_whole.region_code_for_number(number) or "GB"} or told == {""}


def test_the_settings_know_the_countries_that_the_library_knows() -> None:
    assert IN_SETTINGS == COUNTRIES


@pytest.mark.parametrize(
    ("channel", "address", "reached"),
    [
        (Channel.SMS, "+12025550123", True),
        (Channel.SMS, "85258", False),
        (Channel.SMS, "NHSNoReply", False),
        (Channel.WHATSAPP, "ZZ.1234567", True),
    ],
)
def test_a_name_and_a_short_code_cannot_be_texted(
    channel: Channel, address: str, reached: bool
) -> None:
    assert can_be_texted(channel, address) is reached


@pytest.mark.parametrize(
    "sender", ["+12025550123", "+353201234567", "+447797712345", "whatsapp:US.1234567",
               "whatsapp:+12025550123", "85258", "NHSNoReply"]
)  # fmt: skip
def test_a_number_from_elsewhere_gets_no_reply_and_is_not_kept(
    twilio: Delivery, client: FlaskClient, sender: str
) -> None:
    for body in ("Hi", "Leeds", "STOP"):
        answer = twilio.text(body, From=sender)
        assert answer.status_code == 200
        assert said(answer) == ""
    assert rows(client, "contact") == 0


@pytest.mark.parametrize("sender", ["+12025550123", "whatsapp:US.1234567", "+447012345678"])
def test_danger_is_answered_to_a_number_from_anywhere(
    twilio: Delivery, client: FlaskClient, sender: str
) -> None:
    form = twilio.form(CRISIS, From=sender)
    first = said(twilio.post(form))
    assert "999" in first
    assert said(twilio.post(form)) == first
    assert rows(client, "contact") == 0


@pytest.mark.parametrize("sender", ["85258", "NHSNoReply"])
def test_who_cannot_be_texted_is_not_even_in_danger(twilio: Delivery, sender: str) -> None:
    assert said(twilio.text(CRISIS, From=sender)) == ""


def test_other_countries_are_a_setting(limited: Limited) -> None:
    twilio = limited(allowed_countries=frozenset(("GB", "IE")))
    assert "Where do you live?" in said(twilio.text("Hi", From="+353201234567"))
    assert "Where do you live?" in said(twilio.text("Hi"))
    assert said(twilio.text("Hi", From="+12025550123")) == ""


# --- what is kept of a text -----------------------------------------------------------------


def test_a_digest_tells_texts_apart_and_not_their_spaces() -> None:
    def digest_of(secret: str, key: str, *parts: str) -> str:
        return Keys([secret]).digest(Name(key), *parts)

    digest = digest_of("secret", "key", "Out of Office")
    assert digest == digest_of("secret", "key", " out  of\noffice ")
    others = {
        digest_of("secret", "key", "Out of Offices"),
        digest_of("secret", "another key", "Out of Office"),
        digest_of("another secret", "key", "Out of Office"),
        digest_of("secret", "key", "", "Out of Office"),
        digest_of("secret", "key", "\ud800"),
    }
    assert digest not in others
    assert len(others) == 5
    assert len(digest) == 16


def test_a_machine_with_danger_in_its_words_is_soon_left_alone(limited: Limited) -> None:
    twilio = limited()
    words = "Automatic reply: this number is not monitored. In an emergency call 999."
    answers = [said(twilio.text(words)) for _ in range(60)]
    assert all(answers[:50]) and not any(answers[55:])
    assert said(twilio.text(CRISIS))
