"""What became of one message, for whoever counts: nothing in it says whose it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from chatbot.conversation import Conversation
from chatbot.messages import Channel, Reply
from chatbot.moves.scene import Turn
from chatbot.segments import is_gsm, segments
from chatbot.traffic import Verdict


class Outcome(StrEnum):
    """How a message ended."""

    ANSWERED = "answered"
    SILENT = "silent"
    """Stepped, and no reply was due."""
    DUPLICATE = "duplicate"
    HELD_BACK = "held_back"
    REFUSED = "refused"
    """Not from Twilio, or no message."""
    UNAVAILABLE = "unavailable"
    ALONE = "alone"
    """Danger answered without a database."""
    STATIC = "static"
    """Answered by the fallback's own text."""


@dataclass(frozen=True, slots=True)
class Handled:
    """One message, seen from outside.

    ``channel`` is None for what was refused before it was read. ``step`` is where the conversation
    now stands. ``concerns`` holds a concern and its tier each. ``segments`` is 0 for what is not
    billed by them. ``reason`` says why a reply was held back.
    """

    outcome: Outcome
    channel: Channel | None = None
    step: str = ""
    unclear: bool = False
    concerns: tuple[tuple[str, str], ...] = ()
    segments: int = 0
    alphabet: str = "GSM-7"
    reason: str = ""


Observer = Callable[[Handled], None]


def unseen(_handled: Handled) -> None:
    """Count nothing: for rehearsals and tests."""


def of_turn(channel: Channel, before: Conversation | None, turn: Turn) -> Handled:
    """Say what one step came to."""
    count, alphabet = _measured(channel, turn.reply)
    return Handled(
        outcome=_outcome(turn),
        channel=channel,
        step=turn.conversation.step,
        unclear=turn.conversation.unclear > (before.unclear if before else 0),
        concerns=tuple((str(found.concern), str(found.tier)) for found in turn.concerns),
        segments=count,
        alphabet=alphabet,
        reason="" if turn.held is Verdict.ANSWER else str(turn.held),
    )


def _outcome(turn: Turn) -> Outcome:
    if turn.held is not Verdict.ANSWER:
        return Outcome.HELD_BACK
    return Outcome.ANSWERED if turn.reply else Outcome.SILENT


def without_a_step(outcome: Outcome, channel: Channel, reply: Reply | None) -> Handled:
    """Say what became of a message that moved no conversation."""
    count, alphabet = _measured(channel, reply)
    return Handled(outcome, channel, segments=count, alphabet=alphabet)


def _measured(channel: Channel, reply: Reply | None) -> tuple[int, str]:
    if reply is None or channel is not Channel.SMS:
        return 0, "GSM-7"
    return segments(reply.text), "GSM-7" if is_gsm(reply.text) else "UCS-2"
