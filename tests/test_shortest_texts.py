"""The shortest texts: greetings and slips that could be taken for something else."""

from __future__ import annotations

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.messages import Channel
from chatbot.rehearsal import Phone


def test_a_greeting_is_no_postcode_area(content: Content, directory: Directory) -> None:
    assert "York" not in Phone(content, directory, Channel.SMS).texts("yo")


def test_what_may_be_list_last_or_1st_is_not_guessed(
    content: Content, directory: Directory
) -> None:
    phone = Phone(content, directory, Channel.SMS)
    for text in ("hi", "Leeds", "lst"):
        phone.texts(text)
    assert phone.conversation is not None
    assert "who" not in phone.conversation.now.answers
