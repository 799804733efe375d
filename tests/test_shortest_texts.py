"""The shortest texts: greetings, slips and numbers that could be taken for something else."""

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


def test_how_do_i_join_2_opens_the_second_group(content: Content, directory: Directory) -> None:
    phone = Phone(content, directory, Channel.SMS)
    for text in ("Leeds, adult, online", "skip"):
        phone.texts(text)
    assert phone.conversation is not None
    second = directory.by_id[phone.conversation.now.shown[1]]
    assert second.contact_name in phone.texts("how do i join 2")
