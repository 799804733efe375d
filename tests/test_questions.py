"""Questions in the middle and courtesies: which are understood, what is left, where one stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.flow import Question
from chatbot.messages import Channel
from chatbot.rehearsal import Phone
from chatbot.safety.screening import screen
from chatbot.segments import is_gsm, segments
from chatbot.understanding.questions.queries import hear

SETS = Path(__file__).parent / "questions"
UNDERSTOOD = 0.9
"""The least share of the unseen texts."""
TO_NEEDS = ("hi", "Manchester", "me", "in person")
STANDINGS = {
    "place": ("hi",),
    "who": ("hi", "Manchester"),
    "meet": ("hi", "Manchester", "me"),
    "needs": TO_NEEDS,
    "groups": (*TO_NEEDS, "skip"),
    "helpful": (*TO_NEEDS, "skip", "done"),
}
"""How to come to each open step."""
LONGER = {
    "medical", "is_it_for_emergencies", "who_runs_this", "is_this_the_nhs", "who_pays",
    "delete_my_data", "can_i_ring", "talk_to_a_person",
}  # fmt: skip
"""Questions whose answer holds an address, a line to turn to, or what must be said in full."""


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(row) for row in (SETS / name).read_text(encoding="utf-8").splitlines()]


SEEN = rows("asked.seen.jsonl")
NOT_ASKED = (SETS / "not_asked.txt").read_text(encoding="utf-8").splitlines()


def asked(content: Content, text: str) -> list[str]:
    heard = hear(content.queries, text)
    return [each.query.name for each in heard.asked] if heard else []


def asks_only(content: Content, text: str) -> bool:
    heard = hear(content.queries, text)
    return heard is not None and not heard.rest and not screen(content.lexicon, text)


def at(content: Content, directory: Directory, step: str, channel: Channel = Channel.SMS) -> Phone:
    phone = Phone(content, directory, channel)
    for text in STANDINGS[step]:
        phone.texts(text)
    assert phone.conversation is not None and phone.conversation.step == step
    return phone


@pytest.mark.parametrize("question", sorted({row["question"] for row in SEEN}))
def test_a_question_is_understood_in_many_voices(content: Content, question: str) -> None:
    texts = [row["text"] for row in SEEN if row["question"] == question]
    missed = {text: got for text in texts if question not in (got := asked(content, text))}
    assert not missed


def test_nine_in_ten_of_the_texts_put_aside_are_understood(content: Content) -> None:
    unseen = rows("asked.unseen.jsonl")
    right = [row for row in unseen if row["question"] in asked(content, row["text"])]
    assert len(right) / len(unseen) >= UNDERSTOOD


def test_every_question_is_asked_in_these_sets(content: Content) -> None:
    names = {query.name for query in content.queries.all}
    assert names == {row["question"] for row in SEEN}


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_asks_nothing_is_left_alone(content: Content, text: str) -> None:
    assert asked(content, text) == []


@pytest.mark.parametrize(
    ("text", "question", "rest"),
    [
        ("online, is it free?", "what_it_costs", "online,"),
        ("leeds is it free", "what_it_costs", "leeds,"),
        ("2 and is it private", "is_it_private", "2,"),
        ("is it free in leeds?", "what_it_costs", "in leeds?"),
        ("who runs this? im in York", "who_runs_this", "im in York"),
        ("is this free to use i live in leeds", "what_it_costs", "i live in leeds."),
        ("hi there, is it free pls", "what_it_costs", "hi there,"),
        ("I was wondering if it is free", "what_it_costs", ""),
        ("i am deaf can i use this", "i_am_deaf", ""),
        ("are you a bot？", "is_it_a_person", ""),
    ],
)
def test_what_is_left_of_a_text_is_the_answer_in_it(
    content: Content, text: str, question: str, rest: str
) -> None:
    heard = hear(content.queries, text)
    assert heard is not None
    assert heard.asked[0].query.name == question
    assert heard.rest == rest


def test_the_words_that_matched_and_the_question_are_told(phone: Phone) -> None:
    phone.texts("hi")
    assert phone.sends("how mutch is it lol").why[0] == 'question what_it_costs: "how much is it"'


ASKED_FOR = {
    "for_children", "i_am_deaf", "is_it_safe", "meaning_of_camera_off", "need_to_register",
    "no_internet", "other_languages", "what_happens_at_a_group",
}  # fmt: skip
"""Questions that ask for something, where what is needed is open: "do i need a smartphone"."""


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("step", STANDINGS)
def test_after_any_answer_what_was_open_is_put_once_more(
    content: Content, directory: Directory, step: str, channel: Channel
) -> None:
    before = at(content, directory, step, channel).conversation
    for question in sorted({row["question"] for row in SEEN}):
        phone = Phone(content, directory, channel, conversation=before)
        text = next(
            row["text"] for row in SEEN
            if row["question"] == question and asks_only(content, row["text"])
        )  # fmt: skip
        turn = phone.sends(text)
        assert turn.reply is not None
        assert any(why.startswith(f"question {question}:") for why in turn.why)
        if step == "needs" and question in ASKED_FOR and turn.conversation.step != step:
            assert turn.conversation.now.answers["needs"]
            continue
        assert turn.conversation.step == step
        assert turn.conversation.now == before.now
        open_question = content.flows[0].question(step)
        if isinstance(open_question, Question):
            listed = open_question.text.on(channel) in turn.reply.text
            assert listed, turn.reply.text
        else:
            assert "for how to join" in turn.reply.text
        if channel is Channel.SMS:
            assert is_gsm(turn.reply.text) and segments(turn.reply.text) <= 2


def test_most_answers_are_one_text_message_together_with_the_first_questions(
    content: Content, directory: Directory
) -> None:
    for query in content.queries.all:
        if query.name not in LONGER:
            assert len(query.text.sms) <= 63, query.text.sms
    for step in ("place", "who"):
        assert segments(at(content, directory, step).texts("is it free")) == 1


def test_an_answer_and_a_question_are_both_given_their_due(phone: Phone) -> None:
    phone.texts("hi")
    reply = phone.texts("Leeds, whos runnin this")
    assert reply.startswith("This page says who runs this service: https://")
    assert "Who is it for?" in reply
    assert "parent" in phone.texts("3. is it private?")
    assert phone.conversation is not None
    assert phone.conversation.now.places["place"].name == "Leeds"
    assert phone.conversation.now.answers["who"] == ("parent",)


def test_a_number_picks_a_group_and_the_question_is_answered_too(
    content: Content, directory: Directory
) -> None:
    phone = at(content, directory, "groups")
    reply = phone.texts("1, is this the nhs?")
    assert reply.startswith("This is not your clinic")
    assert "Contact:" in reply and segments(reply) <= 3


def test_a_list_of_groups_makes_room_for_an_answer(phone: Phone) -> None:
    reply = phone.texts("mum of a 7yr old, Leeds, evenings, online. is it free? who runs this?")
    assert "automatic, not a person" in reply
    assert "This service is free." in reply
    assert "We cannot vouch" in reply and segments(reply) <= 3


def test_once_a_group_is_open_that_group_is_named(content: Content, directory: Directory) -> None:
    phone = at(content, directory, "groups")
    assert "Ask the group first." in phone.texts("can i bring my wife")
    assert "The groups themselves can tell you." in phone.texts("parking?")
    phone.texts("1")
    alone = phone.texts("can i bring my wife")
    assert "I cannot answer that one." in alone and "can tell you." in alone
    both = phone.texts("is it free")
    assert "This service is free." in both and "About this group, " in both


def test_danger_comes_before_any_question(phone: Phone) -> None:
    phone.texts("hi")
    assert "116 123" in phone.texts("is it free? i want to kill myself")


def test_medical_questions_are_not_answered(phone: Phone) -> None:
    phone.texts("hi")
    for text in ("is type 1 curable", "can i drink alcohol", "why am i so tired", "whats a hypo"):
        reply = phone.texts(text)
        assert "I cannot give medical advice." in reply and "111" in reply
        assert "diabetes team" in reply


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=1_700))
def test_any_text_can_be_heard(content: Content, text: str) -> None:
    first = hear(content.queries, text)
    assert hear(content.queries, text) == first
