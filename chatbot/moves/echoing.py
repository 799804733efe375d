"""Saying back what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.conversation import Conversation, Position
from chatbot.moves.scene import Scene, keep
from chatbot.understanding.readings import Reading
from chatbot.wording import Line, listing


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that a text gave or put right. ``replaced``: there was one before."""

    question: str
    values: tuple[str, ...]
    refused: tuple[str, ...] = ()
    replaced: bool = False


def said_back(
    scene: Scene, conversation: Conversation, changes: Sequence[Change], reading: Reading
) -> list[Line]:
    """Say what was understood: always when it could be wrong, else when there is room."""
    if not changes:
        return []
    flow, now = scene.flow, conversation.now
    words = [said_answer(scene, now, change.question) for change in changes if change.values]
    words = [word for word in words if word]
    out = [scene.said_values().get(value, value) for change in changes for value in change.refused]
    lines = []
    if words:
        corrected = any(change.replaced for change in changes)
        name = "changed" if corrected else "said_back"
        sure = (
            len(changes) == 1 and not corrected and changes[0].question == scene.conversation.step
        )
        exact = (
            sure
            and not out
            and flow.question(changes[0].question) is not None
            and not _mended(reading)
        )
        text = scene.text(name, answers=", ".join(words))
        lines.append(Line(text, drop=4 if exact else 1))
    lines += [
        Line(option.warmly, drop=3)
        for change in changes
        for value in change.values
        if (question := flow.question(change.question))
        and (option := question.option(value))
        and not change.replaced
    ]
    if out:
        lines.append(keep(scene.text("ruled_out", answers=listing(out))))
    return lines


def _mended(reading: Reading) -> bool:
    return any("->" in why for why in reading.why)


def said_answer(scene: Scene, position: Position, question: str) -> str:
    """Return how one answer is said back: "Leeds", "online and phone"."""
    if question in position.places:
        return position.places[question].name
    said = scene.said_values()
    return listing([said.get(value, value) for value in position.answers.get(question, ())])


def said_answers(scene: Scene, position: Position) -> str:
    """Return all answers so far as they are said back, in the order of the flow."""
    words = [said_answer(scene, position, question.name) for question in scene.flow.questions]
    return ", ".join(word for word in words if word)
