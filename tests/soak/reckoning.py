"""After a fault: what was lost, what was done twice, and whether the database is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.channels.twilio import twiml
from chatbot.messages import Reply
from tests.soak.stores import Store, kept
from tests.soak.texting import Log, repeated


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a fault has cost.

    ``lost``: never answered, or answered and not kept. ``twice``: a text that gets another answer
    when it is delivered again, or got one that it does not get in an undisturbed conversation.
    """

    texts: int
    lost: int
    twice: int
    faults: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing at all went wrong."""
        return not (self.lost or self.twice or self.faults) and self.texts > 0

    def __str__(self) -> str:
        whole = "; ".join(self.faults) or "intact"
        return f"lost {self.lost}, twice {self.twice} of {self.texts:,} texts, database {whole}"


GOAL = "lost 0, twice 0, intact"


def reckon(
    store: Store, port: int, log: Log, expected: Mapping[tuple[int, int], bytes]
) -> Reckoning:
    """Deliver everything once more, and compare it with what was seen and what is kept."""
    ours = kept(store)  # before the second delivery, which would keep what was lost
    differing = {text.message_id for text in repeated(port, log.answered)}
    lost, twice = len(log.unanswered), set(differing)
    for script, turn, text, answer in log.answered:
        if text.message_id not in ours:
            lost += 1
            continue
        reply = ours[text.message_id]
        as_kept = twiml(Reply(reply) if reply else None).encode()
        if as_kept != answer.body or answer.body != expected[script, turn]:
            twice.add(text.message_id)
    return Reckoning(len(log.answered), lost, len(twice), tuple(store.faults()))
