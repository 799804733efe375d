"""Danger is answered at every step, and what was open stays open. Distressing content."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.standing import standing_at, texted
from chatbot.inbox import Inbox
from chatbot.messages import Channel
from chatbot.rehearsal import STORY_TIME, Phone
from chatbot.reports import by_concern, small_hidden
from chatbot.safety.lexicon import Concern, Tier
from chatbot.safety.screening import screen
from chatbot.store import concerns as counts
from chatbot.store import keeping
from tests.conftest import Delivery
from tests.test_safety import LEXICON, PLAIN

STEPS = ("place", "who", "meet", "needs", "groups")
SIGNPOST = {
    Concern.SUICIDE_SELF_HARM: "85258",
    Concern.EMERGENCY: "999",
    Concern.ABUSE: "999",
    Concern.EATING: "diabetes team",
    Concern.ADVICE: "diabetes team",
}
SIGNS = {
    Concern.SUICIDE_SELF_HARM: "i want to die",
    Concern.EMERGENCY: "he wont wake up",
    Concern.ABUSE: "my husband hits me",
    Concern.EATING: "i skip insulin to lose weight",
    Concern.ADVICE: "how many units should i take",
}


POINTLESS = ["not see the point in"]
"""What somebody burnt out may say, and somebody in despair as well."""
STANDING: dict[tuple[str, Channel], Conversation] = {}


def standing(content: Content, directory: Directory, step: str, channel: Channel) -> Conversation:
    if (step, channel) not in STANDING:
        STANDING[step, channel] = standing_at(content, directory, step, {}, channel)
    return STANDING[step, channel]


@settings(max_examples=150)
@given(
    st.integers(0, len(PLAIN) - 1),
    st.sampled_from(["", *STEPS]),
    st.sampled_from(Channel),
    st.sampled_from(["", "hello there ", "Leeds. ", "Yes please, online. ", "1. ", "ok so "]),
    st.sampled_from(["", " please", ". I live in Hull", " 😔", "!!!", ". thanks x"]),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_a_clear_phrase_is_answered_at_any_step_on_any_channel(
    content: Content,
    directory: Directory,
    which: int,
    step: str,
    channel: Channel,
    before: str,
    after: str,
    cased: Callable[[str], str],
) -> None:
    pattern, sign = PLAIN[which]
    conversation = standing(content, directory, step, channel) if step else None
    text = cased(before + sign + after)
    turn = advance(content, directory, conversation, texted(text, channel))
    assert turn.reply is not None
    assert SIGNPOST[pattern.concern] in turn.reply.text or "999" in turn.reply.text
    assert pattern.concern in [found.concern for found in turn.concerns], text
    if conversation:
        assert turn.conversation.step == conversation.step


@pytest.mark.parametrize("concern", Concern)
def test_the_question_comes_back(content: Content, directory: Directory, concern: Concern) -> None:
    for channel in Channel:
        phone = Phone(content, directory, channel)
        phone.texts("hi")
        question = "Who is it for?"
        assert question in phone.texts("Leeds")
        reply = phone.texts(SIGNS[concern])
        assert SIGNPOST[concern] in reply
        assert question in reply or question in phone.texts("ok")


def test_the_first_reply_says_that_nobody_reads_along(phone: Phone) -> None:
    assert "automatic service, not a person" in phone.texts("hi")


def test_after_stop_only_danger_is_answered(phone: Phone) -> None:
    phone.texts("hi")
    phone.texts("stop")
    reply = phone.texts("i want to die")
    assert "85258" in reply and "Where do you live" not in reply
    assert phone.texts("hello") == ""
    assert phone.texts("i want to die\nplease") != ""


def test_a_stop_on_a_line_of_a_crisis_text_is_heard_after_the_answer(phone: Phone) -> None:
    phone.texts("hi")
    assert "85258" in phone.texts("i want to die\nstop")
    assert phone.texts("hello") == ""


def test_a_tap_is_nobodys_own_words(content: Content, directory: Directory) -> None:
    tapped = texted("i want to die", Channel.WHATSAPP)
    turn = advance(content, directory, None, tapped.__class__(
        tapped.message_id, tapped.channel, tapped.address, tapped.text, tapped.received_at,
        tapped="who:adult"))  # fmt: skip
    assert turn.concerns == ()


def test_a_repeat_within_the_hour_is_short_and_never_silent(phone: Phone) -> None:
    phone.texts("hi")
    full, short = phone.texts("i want to die"), phone.texts("i want to die")
    assert "85258" in short and len(short) < len(full)
    phone.now += timedelta(minutes=61)
    assert phone.texts("i want to die") == full


def test_an_emergency_is_always_answered_in_full(phone: Phone) -> None:
    phone.texts("hi")
    assert phone.texts("he wont wake up") == phone.texts("he wont wake up")


def test_a_cry_for_help_after_a_safety_reply_gets_it_again(phone: Phone) -> None:
    phone.texts("hi")
    reply = phone.texts("he wont wake up")
    assert phone.texts("help") == phone.texts("what do i do") == reply


CHECKED = {"safe": "Thank you for telling me.", "im safe thanks": "Thank you for telling me.",
           "yes": "Thank you for telling me.", "was only joking": "Thank you for telling me.",
           "no": "I am sorry it is this hard.", "not really": "I am sorry it is this hard.",
           "i dont know": "I am sorry it is this hard."}  # fmt: skip


@pytest.mark.parametrize("answer", CHECKED)
def test_the_check_is_answered_by_safe_and_by_no(phone: Phone, answer: str) -> None:
    phone.texts("hi")
    phone.texts("Leeds")
    assert "Reply SAFE" in phone.texts("i want to die lol")
    reply = phone.texts(answer)
    assert CHECKED[answer] in reply
    assert ("Who is it for?" in reply) == CHECKED[answer].startswith("Thank")


def test_safe_means_nothing_once_something_else_was_said(phone: Phone) -> None:
    phone.texts("hi")
    phone.texts("i want to die lol")
    phone.texts("Leeds")
    assert "Thank you for telling me" not in phone.texts("yes")


BY_TEXT = {
    Concern.EMERGENCY: "text REGISTER to 999, then text 999",
    Concern.ADVICE: "Type in the Relay UK app: put 18001 before the number",
}
"""What serves who cannot speak, where it is not Shout."""


@pytest.mark.parametrize("nation", ["", "England", "Scotland", "Wales", "Northern Ireland"])
def test_every_full_reply_has_999_a_way_for_deaf_people_and_one_by_text(nation: str) -> None:
    for concern in Concern:
        answer = LEXICON.answers[concern, nation]
        for reply in (answer.text.sms, answer.other.sms, answer.unclear.sms):
            assert "999" in reply and "999bsl.co.uk" in reply
            assert BY_TEXT.get(concern, "text SHOUT to 85258") in reply


def test_an_abuse_reply_repeats_nothing_and_is_not_followed_up(phone: Phone) -> None:
    phone.texts("hi")
    phone.texts("Leeds")
    reply = phone.texts("my husband hits me when he drinks")
    assert not {"husband", "hits", "drinks", "violence", "abuse"} & set(reply.casefold().split())
    for text in ("1", "2", "skip", "more"):
        later = phone.texts(text).casefold()
        assert "85258" not in later and "abuse" not in later


def test_whoever_is_under_18_hears_of_childline(phone: Phone) -> None:
    assert "0800 1111" in phone.texts("im 14 and i want to die")
    phone.now += timedelta(hours=2)
    assert "0800 1111" in phone.texts("i make myself sick after eating")


def test_whoever_is_under_18_is_shown_no_group_for_adults_after_danger(
    phone: Phone, directory: Directory
) -> None:
    for text in ("im 14 in Leeds and i want to die", "ok", "online or in person", "skip", "more"):
        phone.texts(text)
    assert phone.conversation is not None
    now = phone.conversation.now
    assert now.answers["who"] == ("young_person",) and now.shown
    services = {service.id: service for service in directory.services}
    for shown in (*now.shown, *now.before):
        assert (services[shown].minimum_age or 0) < 18


def test_no_answer_we_offer_is_danger(content: Content) -> None:
    """A check may meet who says "no fight left" for burnout, and the signposts hardly anybody."""
    for flow in content.flows:
        for question in flow.questions:
            for option in question.options:
                assert screen(LEXICON, option.label) == screen(LEXICON, option.said) == ()
                found = [one for said in option.also for one in screen(LEXICON, said)]
                assert [one.words for one in found if one.tier is Tier.CLEAR] in ([], POINTLESS)


def test_no_place_we_know_is_danger(content: Content) -> None:
    wrong = [name for name in content.gazetteer.names if screen(LEXICON, name)]
    assert wrong == []


def test_that_danger_was_answered_is_forgotten(phone: Phone) -> None:
    phone.texts("hi")
    phone.texts("i want to die")
    assert phone.conversation is not None and phone.conversation.warned
    phone.now += timedelta(hours=2)
    phone.texts("hello")
    assert not phone.conversation.warned


def rows(inbox: Inbox, table: str) -> list[str]:
    with inbox.database.reading() as connection:
        found = connection.execute(sql(f"SELECT * FROM {table}"))  # noqa: S608
        return [json.dumps([str(cell) for cell in row]) for row in found]


@pytest.mark.both_engines
def test_what_is_kept_of_danger_is_the_rule_and_the_day(
    twilio: Delivery, client: FlaskClient
) -> None:
    twilio.text("my husband hits me with a frying pan")
    inbox = client.application.extensions["inbox"]
    (event,) = rows(inbox, "concern_event")
    concern, tier, rule = json.loads(event)[1:4]
    assert (concern, tier, rule.split(".")[0]) == ("abuse", "clear", "abuse")
    assert len(json.loads(event)) == 5 and len(json.loads(event)[4]) == len("2026-11-28")
    for table in ("contact", "inbound_message", "concern_event"):
        assert "frying" not in "".join(rows(inbox, table))
    assert '"warned"' in json.loads(rows(inbox, "contact")[0])[2]
    later = STORY_TIME + timedelta(days=4_000)
    swept = list(keeping.sweep(inbox.database, STORY_TIME - timedelta(days=9_999), later))
    assert [batch.warnings for batch in swept] == [1]
    assert '"warned"' not in json.loads(rows(inbox, "contact")[0])[2]
    with inbox.database.reading() as connection:
        day = STORY_TIME.date()
        found = counts.counted(connection, day - timedelta(days=9_999), day.replace(year=2099))
    assert found == {("abuse", "clear", rule): 1}


def test_small_numbers_are_hidden() -> None:
    advice = {("advice", "clear", "c"): 9, ("advice", "clear", "d"): 4}
    counted = {("abuse", "clear", "a"): 2, ("abuse", "unclear", "b"): 1, **advice}
    assert small_hidden(by_concern(counted)) == {"advice": 15, "abuse": "fewer than 5"}


def test_the_tiers_of_a_turn_are_those_of_the_text(content: Content, directory: Directory) -> None:
    turn = advance(content, directory, None, texted("i want to die lol", Channel.SMS))
    assert [(f.concern, f.tier) for f in turn.concerns] == [
        (Concern.SUICIDE_SELF_HARM, Tier.UNCLEAR)
    ]
    assert isinstance(turn.conversation, Conversation)


def test_somebody_who_has_opted_out_is_heard_when_they_are_not_safe(phone: Phone) -> None:
    for text in ("hi", "stop"):
        phone.texts(text)
    assert "Are you safe" in phone.texts("i want to die lol")
    assert "116 123" in phone.texts("no")
    assert phone.texts("ok thanks") == ""


def test_a_tap_on_no_button_of_ours_is_read_like_any_text(phone: Phone) -> None:
    assert "116 123" in phone.sends("i want to die", tapped="somebody else's").reply.text
