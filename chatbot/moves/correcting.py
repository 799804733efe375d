"""Answers that were given before: what puts one right, what adds, what only mentions it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from chatbot.conversation import Position
from chatbot.flow import Kind, Question
from chatbot.moves.relocating import other_place, place_question, put_in_its_place, where_again
from chatbot.moves.scene import Scene
from chatbot.understanding.changes.contrasting import by_age, own_age, tells_of_a_slip, whom_instead
from chatbot.understanding.changes.removing import taken_off
from chatbot.understanding.changes.restating import (
    asked_for_by_name,
)
from chatbot.understanding.changes.telling import what_is_told
from chatbot.understanding.place.placing import Found
from chatbot.understanding.reading import read
from chatbot.understanding.readings import Reading
from chatbot.understanding.wishes.self_asked import plain_answers
from chatbot.understanding.words.manners import bare
from chatbot.understanding.words.tokens import tokenise, without_marks

SHORT = 2
"""Words up to which a text is taken to be an answer and nothing else."""
MENDED_FROM = 5
"""Letters of a word for somebody from which a slip in it is mended."""
LONG = 40
"""Words from which a text is a story, in which nobody is looked for who is meant instead."""
FEW = 9
"""Words up to which somebody who speaks of themselves means to answer."""


def put_plainly(scene: Scene) -> Scene:
    """Return the scene with what its text asks and answers itself put as a plain yes or no."""
    reader = scene.content.readers[scene.flow.name]
    text = plain_answers(reader, scene.question, scene.inbound.text)
    if text is scene.inbound.text or scene.inbound.tapped:
        return scene
    tokens = tuple(tokenise(text))
    inbound = replace(scene.inbound, text=text)
    words = tuple(without_marks(tokens))
    return scene._replace(inbound=inbound, tokens=tokens, words=words, heard={})


def read_text(scene: Scene, question: Question | None) -> Reading:
    """Read the text while ``question`` is open, once in a turn."""
    name = question.name if question else ""
    if name not in scene.heard:
        scene.heard[name] = _read_text(scene, question)
    return scene.heard[name]


def _read_text(scene: Scene, question: Question | None) -> Reading:
    reader = scene.content.readers[scene.flow.name]
    told = None
    if scene.conversation.asked:
        told = what_is_told(scene.inbound.text, _others(scene))
    return read(
        reader, scene.content.gazetteer, scene.inbound.text, question, told=told,
        listed=scene.conversation.listed, fresh=not scene.conversation.asked, tokens=scene.tokens,
    )  # fmt: skip


def _others(scene: Scene) -> Collection[str]:
    """Return words for people of whom a text only tells, when it is for who texts."""
    about = scene.content.readers[scene.flow.name].about
    if about is None or about.whom is None:
        return ()
    whom = about.whom
    said = scene.conversation.now.answers.get(about.name, ())
    if whom.adult not in said and whom.young not in said:
        return ()
    return frozenset((*whom.others, *whom.children, *whom.parents))


def read_answers(scene: Scene, question: Question | None) -> Reading:
    """Read what the text answers, but for what it only asks or mentions in passing."""
    reading = read_text(scene, question)
    reading = other_place(scene, _opinions_taken_back(scene, reading))
    instead = put_in_its_place(scene, reading)
    if instead is not None:
        reading = reading._replace(place=instead)
    reading = _with_asked_for(scene, _whom_instead(scene, reading))
    reading = _without_taken_off(scene, reading)
    return _leave_settled_alone(scene, reading, moved=instead is not None)


def _whom_instead(scene: Scene, reading: Reading) -> Reading:
    """Put whom it is for right where the text says who is meant instead: "not me my daughter"."""
    reader = scene.content.readers[scene.flow.name]
    if reader.about is None or reader.subjects is None or len(reading.tokens) > LONG:
        return reading
    name = reader.about.name
    kept = "".join(scene.conversation.now.answers.get(name, ())[:1])
    if not kept or (scene.question is not None and scene.question.name == name):
        return reading
    written = reader.language.written_out(reading.tokens)
    tokens, _ = reader.speller.mend(written, MENDED_FROM, reader.language.known)
    contrast = whom_instead(reader.subjects, tokens, kept)
    years = own_age(tokens)
    by_years = by_age(reader.subjects, years, kept) if years else ""
    meant = by_years or contrast.meant or _not_so_young(reader.about, reading, kept)
    told = reading.correcting or tells_of_a_slip(tokens)
    needed = meant and (kept in contrast.ruled_out or by_years or told or not contrast.meant)
    if not needed:
        return reading
    refused = {other: values for other, values in reading.refused.items() if other != name}
    return reading._replace(
        chosen={**reading.chosen, name: (meant,)},
        refused=refused,
        numbers=(),
        outright=True,
        why=(*reading.why, f"{name}: {meant}, put right"),
    )


def _with_asked_for(scene: Scene, reading: Reading) -> Reading:
    """Add what is asked for by an option's own words: "go back to phone", "make it online"."""
    reader = scene.content.readers[scene.flow.name]
    tokens = reader.language.written_out(reading.tokens)
    answers, chosen = scene.conversation.now.answers, dict(reading.chosen)
    for name, value in asked_for_by_name(tokens, reader.alone):
        if name in answers and name not in chosen:
            chosen[name] = (value,)
    if len(chosen) == len(reading.chosen):
        return reading
    refused = {
        name: tuple(value for value in values if value not in chosen.get(name, ()))
        for name, values in reading.refused.items()
    }
    why = (*reading.why, "asked for by name")
    return reading._replace(chosen=chosen, refused=refused, numbers=(), why=why)


def _not_so_young(about: Question, reading: Reading, kept: str) -> str:
    """Return the grown-up option for who says of themselves that they are not under 18."""
    if about.whom is None or kept != about.whom.young:
        return ""
    return about.whom.adult if about.whom.young in reading.refused.get(about.name, ()) else ""


def _without_taken_off(scene: Scene, reading: Reading) -> Reading:
    """Rule out the answers that the text takes off again: "take the wheelchair thing off"."""
    reader = scene.content.readers[scene.flow.name]
    answers = scene.conversation.now.answers
    many = {question.name for question in scene.flow.questions if question.kind is Kind.MANY}
    kept = {(name, value) for name in many for value in answers.get(name, ())}
    tokens = reader.language.written_out(reading.tokens)
    off = taken_off(tokens, reader.naming, reader.called, kept)
    if not off:
        return reading
    chosen, refused = dict(reading.chosen), dict(reading.refused)
    for name, value in sorted(off):
        left = tuple(each for each in chosen.pop(name, ()) if each != value)
        if left:
            chosen[name] = left
        refused[name] = tuple(dict.fromkeys((*refused.get(name, ()), value)))
    why = (*reading.why, *(f"{name}: {value} taken off" for name, value in sorted(off)))
    return reading._replace(chosen=chosen, refused=refused, numbers=(), why=why)


def _opinions_taken_back(scene: Scene, reading: Reading) -> Reading:
    """Whoever hates their pump has not said that they want no talk of pumps, unless they had."""
    opinions = scene.content.readers[scene.flow.name].opinions
    if opinions.isdisjoint(reading.refused):
        return reading
    answers = scene.conversation.now.answers
    refused = {}
    for name, values in reading.refused.items():
        if name in opinions:
            values = tuple(value for value in values if value in answers.get(name, ()))
        if values:
            refused[name] = values
    return reading._replace(refused=refused)


def _leave_settled_alone(scene: Scene, reading: Reading, *, moved: bool) -> Reading:
    """A mention in passing ("me and my wife") changes no answer of which there is only one.

    It does when the text is nothing else, says that it puts something right, or says it again in
    so many words ("we live in Neath").
    """
    if len(bare(reading.tokens)) <= SHORT:
        return reading
    settled = {name for name, got in scene.conversation.now.answers.items() if got}
    open_name = scene.question.name if scene.question else ""
    place_name = place_question(scene)
    stays = set()
    for question in scene.flow.questions:
        name = question.name
        if name not in settled or name in (open_name, reading.firm):
            continue
        if question.kind is Kind.CHOICE and not _who_again(reading, name):
            stays.add(name)
        if name == place_name and not moved and not where_again(scene, reading):
            stays.add(name)
    if not stays:
        return reading
    chosen = {name: got for name, got in reading.chosen.items() if name not in stays}
    refused = {name: got for name, got in reading.refused.items() if name not in stays}
    place = None if place_name in stays else reading.place
    return reading._replace(chosen=chosen, refused=refused, place=place)


def _who_again(reading: Reading, name: str) -> bool:
    if reading.outright:
        return True
    if len(reading.tokens) <= FEW and _speaks_of_self(reading.tokens):
        return True
    elsewhere = reading.place is not None and reading.place.found is not Found.NONE
    return reading.correcting and not elsewhere


def _speaks_of_self(tokens: Sequence[str]) -> bool:
    """Whether somebody says their own age, or that they have it themselves."""
    own = any(a in ("im", "am") and b.isdecimal() for a, b in pairwise(tokens))
    return own or "myself" in tokens or "masel" in tokens


def _keeps_only(reading: Reading) -> bool:
    """Whether a text is hardly more than what is kept of several: "just keep chat"."""
    short = len(reading.tokens) <= FEW and not reading.asking
    return short and not {"just", "only"}.isdisjoint(reading.tokens)


def new_values(
    question: Question,
    position: Position,
    chosen: tuple[str, ...] | None,
    refused: tuple[str, ...],
    reading: Reading,
    *,
    is_open: bool,
) -> tuple[str, ...] | None:
    """Return the question's values from now on, or None when they stay unanswered."""
    before = position.answers.get(question.name)
    if chosen is None:
        if before is None:
            return () if is_open and question.kind is Kind.MANY else None
        left = tuple(value for value in before if value not in refused)
        return None if left == before and not is_open else left
    if question.kind is not Kind.MANY or not before or not chosen or is_open:
        return chosen
    kept = tuple(value for value in before if value not in refused)
    if _keeps_only(reading) and set(chosen) < set(before):
        return chosen
    if reading.adding:
        return tuple(dict.fromkeys((*kept, *chosen)))
    again = tuple(value for value in chosen if value in before)
    new = tuple(value for value in chosen if value not in before)
    if reading.correcting and new and again:
        kept = tuple(value for value in kept if value not in again)
        return (*kept, *new) if question.adds else new
    if reading.correcting and again and refused:
        return kept if question.adds else again
    return tuple(dict.fromkeys((*kept, *chosen))) if question.adds else chosen
