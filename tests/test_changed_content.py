"""The flow is changed while people are in it: nobody is stuck, and nothing breaks."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.messages import Channel, Inbound
from chatbot.rehearsal import NUMBER, Phone
from tests.test_laws import JOURNEYS

AFTER = ("1", "2", "back", "change", "more", "list", "share", "skip", "done", "Leeds", "online",
         "no", "wibble", "restart", "hi", "", "help", "STOP")  # fmt: skip


@pytest.mark.parametrize("variant", [1, 2])
@pytest.mark.parametrize("channel", Channel)
def test_from_any_step_everybody_finds_on_after_a_change(
    contents: tuple[Content, ...], directory: Directory, variant: int, channel: Channel
) -> None:
    for journey in (*JOURNEYS, ("hi", "Newport"), ("hi", "Leeds", "1", "change")):
        phone = Phone(contents[0], directory, channel)
        for text in journey:
            phone.texts(text)
            for said in AFTER:
                standing = phone.conversation
                for count, body in enumerate((said, "restart", "skip", "skip", "skip", "skip")):
                    inbound = Inbound(f"SM{count}", channel, NUMBER, body, phone.now)
                    turn = advance(contents[variant], directory, standing, inbound)
                    standing = turn.conversation
                    if said == "STOP":
                        break
                    assert turn.reply is not None, (journey, text, said)
                assert said == "STOP" or standing.now.shown, (journey, text, said)


def test_a_step_that_nobody_knows_is_no_dead_end(content: Content, directory: Directory) -> None:
    phone = Phone(content, directory)
    phone.texts("hi")
    assert phone.conversation is not None
    lost = phone.conversation._replace(step="nowhere", flow="nothing")
    for said in AFTER:
        inbound = Inbound("SM1", Channel.SMS, NUMBER, said, phone.now)
        assert advance(content, directory, lost, inbound).reply is not None
