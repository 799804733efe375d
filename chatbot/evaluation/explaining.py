"""How one text was read, from the first look to the reply, for whoever wants to know why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.standing import scene_of
from chatbot.flow import Flow, Question
from chatbot.messages import Inbound
from chatbot.moves.correcting import read_text
from chatbot.moves.scene import Turn
from chatbot.places import Place
from chatbot.safety.screening import Screening, idioms_in, screening_of
from chatbot.understanding.place.placing import Found, PlaceReading

Said = Mapping[str, str]
"""Answers in words, by the title of their question."""


@dataclass(frozen=True, slots=True)
class Account:
    """One text and all that came of it. ``before`` is None at first contact."""

    inbound: Inbound
    before: Conversation | None
    words: tuple[str, ...]
    danger: Screening
    idioms: list[str]
    place: PlaceReading | None
    turn: Turn


def account_of(
    content: Content, directory: Directory, before: Conversation | None, inbound: Inbound
) -> Account:
    """Have the engine answer a text, and keep what it saw on the way. Nothing is stored."""
    turn = advance(content, directory, before, inbound)
    standing = before or Conversation(content.flows[0].name, inbound.received_at)
    scene = scene_of(content, directory, standing, inbound)
    return Account(
        inbound=inbound,
        before=before,
        words=scene.words,
        danger=screening_of(content.lexicon, inbound.text, scene.tokens),
        idioms=idioms_in(content.lexicon, inbound.text, scene.tokens),
        place=read_text(scene, scene.question).place,
        turn=turn,
    )


def less_danger(screening: Screening, idioms: Sequence[str]) -> Iterator[str]:
    """Yield what looked like danger and is less or none, and why."""
    for words in idioms:
        yield f'"{words}" is an idiom, so its words are set aside'
    for spared in screening.spared:
        yield f'"{spared.words}" means less here (rule {spared.rule}): {spared.because}'


def answers_said(content: Content, conversation: Conversation | None) -> Said:
    """Return what somebody has said so far, in words; what they ruled out included."""
    if conversation is None:
        return {}
    flow = content.flow(conversation.flow)
    words = content.said.get(flow.name, {})
    return {
        question.title: said
        for question in flow.questions
        if (said := _said(words, question, conversation))
    }


def _said(words: Mapping[str, str], question: Question, conversation: Conversation) -> str:
    now, name = conversation.now, question.name
    parts = []
    if name in now.places:
        parts = [now.places[name].full]
    elif name in now.answers:
        values = [words.get(value, value) for value in now.answers[name]]
        parts = [", ".join(values) or "left open"]
    if ruled_out := now.refused.get(name):
        parts.append("not " + ", ".join(words.get(value, value) for value in ruled_out))
    return "; ".join(parts)


def place_in_words(reading: PlaceReading | None) -> str:
    """Say how a text was read as a place."""
    if reading is None or reading.found is Found.NONE:
        return "none"
    why = f" ({reading.why})" if reading.why else ""
    if reading.found is Found.ABROAD:
        return f"not in the UK{why}"
    if reading.found is Found.ASK:
        return f"asked which: {' or '.join(place.full for place in reading.candidates)}{why}"
    name = reading.place.full if reading.place else ""
    return f"asked if {name} was meant{why}" if reading.found is Found.CONFIRM else f"{name}{why}"


def as_json(content: Content, account: Account) -> dict[str, Any]:
    """Return an account for a program. Answers are values, a place by its name in full."""
    turn, before = account.turn, account.before
    after = turn.conversation
    flow = content.flow(after.flow)
    return {
        "text": account.inbound.text,
        "channel": str(account.inbound.channel),
        "step": before.step if before else None,
        "danger": [
            {
                "concern": str(found.concern),
                "tier": str(found.tier),
                "rule": found.rule,
                "words": found.words,
                "other": found.other,
            }
            for found in account.danger.findings
        ],
        "idioms": account.idioms,
        "spared": [
            {"words": spared.words, "rule": spared.rule, "because": spared.because}
            for spared in account.danger.spared
        ],
        "words": list(account.words),
        "why": list(turn.why),
        "place": _place_json(account.place),
        "before": _values(flow, before),
        "after": _values(flow, after),
        "refused": {name: list(values) for name, values in after.now.refused.items()},
        "open": after.step or None,
        "asked_aside": str(after.aside.kind) if after.aside else None,
        "reply": turn.reply.text if turn.reply else None,
    }


def _values(flow: Flow, conversation: Conversation | None) -> dict[str, list[str]]:
    answers = conversation.now.answers if conversation else {}
    return {q.name: list(answers[q.name]) for q in flow.questions if q.name in answers}


def _place_json(reading: PlaceReading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    places = reading.candidates or ((reading.place,) if reading.place else ())
    return {
        "found": str(reading.found),
        "places": [_named(place) for place in places],
        "why": reading.why,
    }


def _named(place: Place) -> dict[str, Any]:
    return {"name": place.full, "outcode": place.outcode, "lat": place.lat, "lon": place.lon}
