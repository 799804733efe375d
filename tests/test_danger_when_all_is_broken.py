"""Whoever is in danger is told whom to turn to, whatever else is broken. Distressing content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.messages import Channel, Inbound
from chatbot.rehearsal import NUMBER, STORY_TIME
from chatbot.store.database import Database
from tests.conftest import Delivery


def test_a_broken_flow_or_an_empty_directory_does_not_stop_the_safety_reply(
    content: Content,
) -> None:
    inbound = Inbound("SM1", Channel.SMS, NUMBER, "i want to kill myself", STORY_TIME)
    broken = (
        replace(content, texts={}, commands={}, spoken={}, courtesies={}, starts={}),
        replace(content, flows=(), readers={}, asked={}, said={}),
    )
    asked = Conversation("find-group", STORY_TIME, step="meet", asked=True, greeted=True)
    for bare in broken:
        for standing in (None, asked):
            turn = advance(bare, Directory(), standing, inbound)
            assert turn.reply is not None and "85258" in turn.reply.text
            assert turn.conversation.last_at == STORY_TIME


@pytest.mark.parametrize("address", ["sqlite:///{folder}", "postgresql://127.0.0.1:9/signpost"])
def test_danger_is_answered_while_the_database_is_away(
    twilio: Delivery, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    address: str,
) -> None:  # fmt: skip
    inbox = client.application.extensions["inbox"]
    away = Database(address.format(folder=tmp_path))
    monkeypatch.setattr(inbox, "database", away)
    answer = twilio.text("i want to die")
    assert answer.status_code == 200
    assert "85258" in answer.get_data(as_text=True)
    assert twilio.text("hello").status_code == 503
