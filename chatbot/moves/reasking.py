"""Which question is asked again, where its answer is to be changed and no new one is given."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from chatbot.flow import Kind
from chatbot.moves.relocating import place_question
from chatbot.moves.scene import Scene
from chatbot.understanding.changes.redoing import wanted_again
from chatbot.understanding.changes.restating import (
    asks_to_change,
    denies,
    is_for_somebody,
    says_the_last,
    says_which,
)
from chatbot.understanding.place.placing import Found
from chatbot.understanding.reading import read
from chatbot.understanding.readings import Reading
from chatbot.understanding.whom.subjects import whom_it_is_not
from chatbot.understanding.words.tokens import words

FEW = 22
"""Words up to which "change ... where I live" is a wish and not a story."""
LONG_NAME = 3
"""Words from which what a question is called may hold words of its answers: "way of meeting"."""
OWN = ("my", "ma", "me", "our", "wor", "oor")


def asked_for_again(scene: Scene) -> str:
    """Return the question that the text asks for once more and says nothing besides."""
    reader = scene.content.readers[scene.flow.name]
    tokens = reader.language.written_out(scene.tokens)
    wanted = wanted_again(reader.called, tokens)
    if wanted is None:
        return ""
    open_name = scene.question.name if scene.question else ""
    answered = _answered(scene)
    if wanted.place is not None:
        known = [*answered, open_name] if wanted.place >= 0 and open_name else answered
        within = -len(known) <= wanted.place < len(known)
        return known[wanted.place] if within else ""
    known = [*scene.conversation.now.answers, open_name]
    name = wanted.name or open_name
    return name if name in known else ""


def to_ask_again(scene: Scene, reading: Reading) -> str:
    """Return the question whose answer is to be changed, when no new answer is given with it."""
    now = scene.conversation.now
    reader = scene.content.readers[scene.flow.name]
    place_name = place_question(scene)
    kept, place = now.places.get(place_name), reading.place
    same = place is not None and place.place == kept
    found = place is not None and place.found is not Found.NONE and not same
    given = {*reading.chosen, *_taken_off(scene, reading), *([place_name] if found else [])}
    if asks_to_change(reading.tokens) and len(reading.tokens) <= FEW:
        for name in _called(reader.called, reading.tokens):
            if name in now.answers and name not in given:
                return name
        if named := _named_by_its_answers(scene, reader.called, reading.tokens):
            return named
        if not given and (which := says_which(reading.tokens)) is not None:
            return "".join(_answered(scene)[which : which + 1])
        if says_the_last(reading.tokens) and not given:
            return "".join(_answered(scene)[-1:])
    if kept is not None and not found and denies(reading.tokens, words(kept.name)):
        return place_name
    return _denied_answer(scene, reading, given)


def _denied_answer(scene: Scene, reading: Reading, given: Collection[str]) -> str:
    """Return the question of which somebody only says that its answer is not so."""
    now = scene.conversation.now
    reader = scene.content.readers[scene.flow.name]
    if len(reading.tokens) > FEW or (reading.asking and not asks_to_change(reading.tokens)):
        return ""
    for name, values in reading.refused.items():
        question = scene.flow.question(name)
        one = question is not None and question.kind is Kind.CHOICE
        if one and name not in given and set(values) & set(now.answers.get(name, ())):
            return name
    about = reader.about.name if reader.about and reader.subjects else ""
    if about and about not in given and reader.subjects and is_for_somebody(reading.tokens):
        ruled_out = whom_it_is_not(reader.subjects, reading.tokens)
        if ruled_out.intersection(now.answers.get(about, ())):
            return about
    text = f" {' '.join(reading.tokens)} "
    for named, name in reader.called.items():
        open_still = name in now.answers and name not in given
        if open_still and f" {' '.join(named)} " in text and _says_not(reading.tokens, named):
            return name
    return ""


def _says_not(tokens: Sequence[str], named: Sequence[str]) -> bool:
    """Whether the answer to what is named is not so: "not my town", "no where i live"."""
    if len(named) > 1 and denies(tokens, named):
        return True
    return any(denies(tokens, (mine, *named)) for mine in OWN)


def _answered(scene: Scene) -> list[str]:
    """Return the questions that were answered before the one that is open."""
    asked = [question.name for question in scene.flow.questions if question.asked]
    open_name = scene.question.name if scene.question else ""
    before = asked[: asked.index(open_name)] if open_name in asked else asked
    return [name for name in before if name in scene.conversation.now.answers]


def _called(called: Mapping[tuple[str, ...], str], tokens: Sequence[str]) -> list[str]:
    """Return the questions that are named, the longest name first."""
    text = f" {' '.join(tokens)} ".replace(" in person ", " . ")
    named = [words for words in called if f" {' '.join(words)} " in text]
    return [called[words] for words in sorted(named, key=len, reverse=True)]


def _taken_off(scene: Scene, reading: Reading) -> list[str]:
    """Return the questions of which something is taken off: that is a new answer too."""
    answers = scene.conversation.now.answers
    return [
        question.name
        for question in scene.flow.questions
        if question.kind is Kind.MANY
        and set(reading.refused.get(question.name, ())) & set(answers.get(question.name, ()))
    ]


def _named_by_its_answers(
    scene: Scene, called: Mapping[tuple[str, ...], str], tokens: Sequence[str]
) -> str:
    """Return a question whose name holds words of an answer: "another way of meeting up"."""
    text = f" {' '.join(tokens)} "
    reader = scene.content.readers[scene.flow.name]
    for named in sorted(called, key=len, reverse=True):
        if len(named) < LONG_NAME or f" {' '.join(named)} " not in text:
            continue
        name = called[named]
        rest = text.replace(f" {' '.join(named)} ", " ")
        beside = read(reader, scene.content.gazetteer, rest, scene.question, listed=False)
        if name in scene.conversation.now.answers and name not in beside.chosen:
            return name
    return ""
