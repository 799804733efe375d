"""The shortest texts: greetings, slips and numbers that could be taken for something else."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    "text",
    ["whats the second one", "whats 2", "tell me more about 2", "when is the 2nd", "2 sounds good",
     "the last one sounds good", "ill try the second"],
)  # fmt: skip
def test_what_is_said_of_one_group_opens_it(
    content: Content, directory: Directory, text: str
) -> None:
    phone = Phone(content, directory, Channel.SMS)
    for said in ("Leeds, adult, online", "skip"):
        phone.texts(said)
    assert phone.conversation is not None
    second = directory.by_id[phone.conversation.now.shown[1]]
    assert second.contact_name in phone.texts(text)


@pytest.mark.parametrize(
    "text", ["my 2 kids have it", "i had 2 hypos today lol", "ive had it 2 years"]
)
def test_a_number_of_something_else_opens_no_group(
    content: Content, directory: Directory, text: str
) -> None:
    phone = Phone(content, directory, Channel.SMS)
    for said in ("Leeds, adult, online", "skip", text):
        phone.texts(said)
    assert phone.conversation is not None
    assert not phone.conversation.now.opened


@pytest.mark.parametrize(
    "text",
    ["im not telling u where i live", "Rather not give my postcode", "private", "thats private"],
)
def test_who_keeps_where_they_live_to_themselves_is_not_asked_again(
    content: Content, directory: Directory, text: str
) -> None:
    phone = Phone(content, directory, Channel.SMS)
    phone.texts("hi")
    phone.texts(text)
    assert phone.conversation is not None
    assert phone.conversation.now.answers["place"] == ()


def test_no_dear_is_no_wish_for_what_is_cheap(content: Content, directory: Directory) -> None:
    phone = Phone(content, directory, Channel.SMS)
    for text in ("Leeds, adult, online", "No dear, nothing like that"):
        phone.texts(text)
    assert phone.conversation is not None
    assert phone.conversation.now.answers["needs"] == ()
