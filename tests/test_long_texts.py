"""Texts of many more words than anybody writes are answered, and danger is seen at their end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.engine import MOST_TOKENS, advance
from chatbot.messages import MAX_TEXT, Channel, Inbound
from chatbot.understanding.words.tokens import cut, tokenise


def texted(text: str) -> Inbound:
    """Return an inbound message with this text."""
    return Inbound("SM1", Channel.SMS, "+447700900123", text, datetime(2026, 11, 28, tzinfo=UTC))


@given(st.text(alphabet="a1,. -'\u0301", max_size=2 * MAX_TEXT), st.integers(1, MOST_TOKENS))
def test_a_text_is_cut_to_its_beginning_with_so_many_tokens(text: str, most: int) -> None:
    left = cut(text, most)
    assert text.startswith(left)
    assert len(tokenise(left)) <= most
    if len(tokenise(text)) <= most:
        assert left == text[:MAX_TEXT]


@pytest.mark.parametrize("filler", ["1,", "1.1 ", "9-5 ", "no. ", "a? "])
def test_danger_after_more_words_than_anybody_writes_is_answered(
    content: Content, directory: Directory, filler: str
) -> None:
    said = ". I want to kill myself"
    text = (filler * MAX_TEXT)[: MAX_TEXT - len(said)] + said
    assert len(tokenise(text)) > MOST_TOKENS
    turn = advance(content, directory, None, texted(text))
    assert turn.reply is not None
    assert "116 123" in turn.reply.text
