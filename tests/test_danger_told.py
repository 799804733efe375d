"""What a text that shows danger tells besides, and what it does not."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.messages import Channel
from chatbot.rehearsal import Phone


@pytest.mark.parametrize("danger", ["i want to kill myself", "i hurt myself", "i hate myself"])
def test_danger_does_not_say_who_it_is_for(
    content: Content, directory: Directory, danger: str
) -> None:
    phone = Phone(content, directory, Channel.SMS)
    phone.texts("Leeds")
    phone.texts(danger)
    assert phone.conversation is not None
    assert "who" not in phone.conversation.now.answers
