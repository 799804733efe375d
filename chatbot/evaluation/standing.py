"""Somebody at a step of the first flow with some answers given, as the engine would have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from chatbot.content import Content, lists_options
from chatbot.conversation import Conversation, Position
from chatbot.directory import Directory
from chatbot.flow import End, Flow, Kind, Match, Question, Step
from chatbot.gazetteer import Gazetteer
from chatbot.messages import MAX_TEXT, Channel, Inbound
from chatbot.moves import showing
from chatbot.moves.scene import Scene
from chatbot.places import Place
from chatbot.rehearsal import NUMBER, STORY_TIME
from chatbot.understanding.place.placing import read_place
from chatbot.understanding.words.tokens import tokenise, without_marks


class UnknownStep(Exception):
    """Nobody can stand at this step; the message says at which they can."""


def texted(text: str, channel: Channel, now: datetime = STORY_TIME) -> Inbound:
    """Return a text from a made-up number."""
    return Inbound("SM1", channel, NUMBER, text[:MAX_TEXT], now)


def scene_of(
    content: Content, directory: Directory, conversation: Conversation, inbound: Inbound
) -> Scene:
    """Return what the engine's moves have before them."""
    tokens = tokenise(inbound.text)
    flow = content.flow(conversation.flow)
    said = tuple(without_marks(tokens))
    return Scene(content, directory, conversation, inbound, tuple(tokens), said, flow, {})


def steps_to_stand_at(flow: Flow) -> list[str]:
    """Return the steps that wait for a text, in their order."""
    return [step.name for step in flow.steps if _waits(step)]


def _waits(step: Step) -> bool:
    return isinstance(step, Match | End) or (isinstance(step, Question) and step.asked)


def standing_at(
    content: Content,
    directory: Directory,
    step: str,
    answers: Mapping[str, Sequence[str]],
    channel: Channel = Channel.SMS,
) -> Conversation:
    """Return the conversation of somebody who was just sent ``step``. Raises UnknownStep.

    Questions before it without an answer count as skipped. A place is what its name reads as.
    """
    flow = content.flows[0]
    known = steps_to_stand_at(flow)
    if step not in known:
        says = f"'{step}' is no step that waits for a text. The steps are: {', '.join(known)}."
        raise UnknownStep(says)
    position = Position()
    for name, values in answers.items():
        position = _answered(content.gazetteer, flow, position, name, values)
    conversation = Conversation(flow.name, STORY_TIME, position, asked=True, greeted=True)
    for each in flow.steps:
        conversation = conversation._replace(step=each.name, listed=False)
        if isinstance(each, Match):
            scene = scene_of(content, directory, conversation, texted("", channel))
            conversation = showing.results(scene, conversation).conversation
        if each.name == step:
            if isinstance(each, Question):
                listed = lists_options(each, channel, "text")
                return conversation._replace(listed=listed)
            return conversation
        conversation = conversation._replace(now=_past(each, conversation.now))
    raise AssertionError("the step is one of the flow's")


def _past(step: Step, now: Position) -> Position:
    """Return the position once ``step`` lies behind."""
    if isinstance(step, Question):
        skipped = step.asked and step.name not in now.answers
        return now.answered(step.name, ()) if skipped else now
    return now._replace(passed=(*now.passed, step.name))


def _answered(
    gazetteer: Gazetteer, flow: Flow, position: Position, name: str, values: Sequence[str]
) -> Position:
    question = flow.question(name)
    if question is None:
        return position.answered(name, tuple(values))
    if question.kind is not Kind.PLACE:
        return position.answered(name, tuple(value_called(question, value) for value in values))
    place = _place_called(gazetteer, values[0]) if values else None
    if place is None:
        return position.answered(name, tuple(values))
    return position.answered(name, (place.full,), place)


def _place_called(gazetteer: Gazetteer, name: str) -> Place | None:
    """Return the likeliest place of a name."""
    reading = read_place(gazetteer, name, asked=True)
    return reading.place or next(iter(reading.candidates), None)


def value_called(question: Question, said: str) -> str:
    """Return the value of the option that has this value, label or name; else the words."""
    key = said.casefold()
    for option in question.options:
        if key in (option.value.casefold(), option.label.casefold(), option.said.casefold()):
            return option.value
    return said
