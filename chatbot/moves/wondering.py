"""Questions in the middle: a scripted answer where there is one, else who may know."""

from __future__ import annotations

from dataclasses import replace

from chatbot.moves import answering, asking, commanding, mending
from chatbot.moves.correcting import read_answers
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.understanding.numbers.asked_number import asked_number
from chatbot.understanding.questions.queries import Heard, Knows, Query, hear
from chatbot.understanding.wishes.asked_needs import asked_needs, only_asks_about
from chatbot.understanding.words.manners import bare, is_question
from chatbot.understanding.words.tokens import tokenise, without_marks
from chatbot.wording import Line

MOST_EXPLAINED = 2
DROPPED_LAST = 1
"""An answer gives way to the list of groups only when nothing else is left to leave out."""


def explain_option(scene: Scene) -> Turn | None:
    """Explain the options that are asked about by their numbers, which chooses none of them."""
    question = scene.question
    if question is None or not question.options or scene.inbound.tapped:
        return None
    numbers = asked_number(scene.tokens, len(question.options))
    if not numbers or scene.conversation.aside is not None:
        return None
    lines = []
    for number in numbers[:MOST_EXPLAINED] if scene.conversation.listed else ():
        label = question.options[number - 1].label
        heard = hear(scene.content.queries, f"what is {label}?")
        known = (
            [line for asked in heard.asked for line in _answer(scene, asked.query)] if heard else []
        )
        lines += known or [keep(scene.text("option_is", number=str(number), label=label))]
    return asking.again(scene, lines, ("asked what an option means",))


def wonder(scene: Scene) -> Turn | None:
    """Answer what the text asks, give the rest of it its due, and put what is open once more."""
    if scene.inbound.tapped:
        return None
    first = not scene.conversation.asked
    heard = hear(scene.content.queries, scene.inbound.text, scene.tokens, first=first)
    if heard is None:
        return None
    why = tuple(f'question {asked.query.name}: "{asked.words}"' for asked in heard.asked)
    answers = [line for asked in heard.asked for line in _answer(scene, asked.query)]
    lead = [*asking.greeting(scene, answers), *answers]
    # What is asked at first contact is often what is wished for: "can my kids come with me?"
    rest = scene.inbound.text if first else heard.rest
    if scene.at_results and scene.words[-1].isdecimal() and heard.asked[-1].query.opens:
        rest, lead = scene.words[-1], []
    told = _left(scene, rest, lead)
    turn = _asked_for(scene, heard, lead) or _take_up(told) or asking.again(told)
    return Turn(turn.conversation, turn.reply, (*why, *turn.why))


def _answer(scene: Scene, query: Query) -> list[Line]:
    if query.group_knows is Knows.ONLY and (told := _contact(scene, "ask_the_group")):
        return [keep(scene.text("cannot_answer")), told]
    said = query.text.on(scene.channel)
    if "{" in said:
        places = scene.conversation.now.places
        nation = next(iter(places.values())).nation if places else ""
        said = said.format(
            privacy=scene.content.privacy.address,
            helpline=scene.content.helpline(nation),
            days=scene.content.privacy.keep_days,
        )
    also = _contact(scene, "ask_the_group_too") if query.group_knows is Knows.ALSO else None
    return [Line(said, DROPPED_LAST), *([also] if also else [])]


def _left(scene: Scene, rest: str, lead: list[Line]) -> Scene:
    """Return the scene with what is left of its text, and the answers before whatever is said."""
    tokens = tuple(tokenise(rest))
    conversation = scene.conversation._replace(greeted=True, unclear=0)
    return scene._replace(
        conversation=conversation,
        inbound=replace(scene.inbound, text=rest),
        tokens=tokens,
        words=tuple(without_marks(tokens)),
        heard={},
        lead=tuple(lead),
    )


def _asked_for(scene: Scene, heard: Heard, lead: list[Line]) -> Turn | None:
    """Take what is asked of a group as asked for, where the open question is what is needed."""
    question = scene.question
    needed = all(each.query.tells or each.query.group_knows is Knows.ONLY for each in heard.asked)
    if question is None or not needed or only_asks_about(scene.tokens):
        return None
    reader = scene.content.readers[scene.flow.name]
    if not asked_needs(reader, question, scene.tokens):
        return None
    whole = _left(scene, scene.inbound.text, lead)
    reading = read_answers(whole, question)
    return answering.take_up(whole, reading) if reading.chosen.get(question.name) else None


def _take_up(told: Scene) -> Turn | None:
    """Read what is left of the text, unless it only says hello or thanks."""
    if not told.words or told.content.courtesies.whole(told.tokens):
        return None
    if told.words in told.content.starts:
        return None
    moves = (mending.answer_aside, commanding.command, answering.answer)
    return next((turn for move in moves if (turn := move(told))), None)


def beyond_me(scene: Scene) -> Turn | None:
    """Say that a question cannot be answered here, and who may know."""
    conversation = scene.conversation
    if not conversation.asked or not is_question(scene.inbound.text, scene.words):
        return None
    if len(bare(scene.words)) < (1 if scene.at_results else 2):
        return None
    lines = [keep(scene.text("cannot_answer"))]
    if told := _contact(scene, "ask_the_group"):
        lines.append(told)
    elif scene.at_results and conversation.now.shown:
        lines.append(keep(scene.text("ask_a_group")))
    return asking.again(scene, lines, ("a question beyond me",))


def _contact(scene: Scene, text: str) -> Line | None:
    """Return the line that names whom to ask about the group whose details are open."""
    opened = scene.directory.shown(scene.conversation.now.opened)
    if opened is None or not opened.contact_name:
        return None
    contact = f"{opened.contact_name}, {opened.phone}" if opened.phone else opened.contact_name
    return keep(scene.text(text, contact=contact))
