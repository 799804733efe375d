"""Thanks, laughter, praise and anger: met kindly in any spelling, and the place is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.rehearsal import Phone
from chatbot.understanding.words.tokens import tokenise

SET = Path(__file__).parent / "questions" / "courtesies.jsonl"
COURTESIES = [json.loads(row) for row in SET.read_text(encoding="utf-8").splitlines()]
TO_NEEDS = ("hi", "Manchester", "me", "in person")
WHO = TO_NEEDS[:2]


def at(content: Content, directory: Directory, *texts: str) -> Phone:
    phone = Phone(content, directory)
    for text in texts:
        phone.texts(text)
    return phone


@pytest.mark.parametrize("row", COURTESIES, ids=lambda row: row["text"])
def test_a_courtesy_is_met_and_the_place_is_kept(
    content: Content, directory: Directory, row: dict[str, str]
) -> None:
    phone = at(content, directory, *WHO)
    turn = phone.sends(row["text"])
    assert turn.why == (f"courtesy {row['courtesy']}",)
    assert turn.reply is not None and "Who is it for?" in turn.reply.text


@pytest.mark.parametrize(
    ("step", "text", "answer"),
    [
        ("who", "me you idiot", ("adult",)),
        ("who", "its for my fucking daughter", ("parent",)),
        ("meet", "online ffs", ("online",)),
        ("meet", "haha online lol 😂", ("online",)),
        ("meet", "for fucks sake i said online", ("online",)),
        ("needs", "this is shit, i need bsl", ("bsl",)),
        ("needs", "wheelchair thanks ur great", ("step_free",)),
    ],
)
def test_swearing_and_laughter_around_an_answer_do_not_hide_it(
    content: Content, directory: Directory, step: str, text: str, answer: tuple[str, ...]
) -> None:
    before = TO_NEEDS[: 2 + ("who", "meet", "needs").index(step)]
    turn = at(content, directory, *before).sends(text)
    assert turn.conversation.now.answers[step] == answer


def test_anger_inside_a_text_that_is_not_understood_is_met(phone: Phone) -> None:
    phone.texts("hi")
    assert "I am sorry" in phone.texts("you lot are bloody useless at wibbling arent you mate")


def test_signs_without_words(content: Content, directory: Directory) -> None:
    assert "You can text" in at(content, directory, *WHO).texts("??")
    assert "You are welcome." in at(content, directory, *WHO).texts("🙏❤️")
    assert "I can only read words." in at(content, directory, *WHO).texts("🦄")
    assert "That text was empty." in at(content, directory, *WHO).texts("  ")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=1_700))
def test_any_text_can_be_met(content: Content, text: str) -> None:
    tokens = tokenise(text)
    assert content.courtesies.whole(tokens) is content.courtesies.whole(tokens)
    assert content.touching.inside(tokens) is content.touching.inside(tokens)
