"""From what a text says to new answers: filling, adding, taking out, putting right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from chatbot.conversation import Aside, AsideKind, Conversation, Position
from chatbot.flow import Flow, Question
from chatbot.moves import asking, details
from chatbot.moves.correcting import new_values, read_answers
from chatbot.moves.echoing import Change, said_back
from chatbot.moves.reasking import asked_for_again, to_ask_again
from chatbot.moves.relocating import place_question
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.places import Place
from chatbot.understanding.changes.restating import may_take_back
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.place.placing import Found, PlaceReading
from chatbot.understanding.readings import Reading
from chatbot.understanding.words.manners import bare
from chatbot.wording import Line

_ASKING_OF = frozenset("what whats wats wots is when whens where wheres about tell me".split())
"""Words before the number of a group of which somebody wants to know more: "whats 2"."""


def answer(scene: Scene) -> Turn | None:
    """Take up every answer in the text, or return None when it holds none."""
    question = scene.question
    reading = read_answers(scene, question)
    if scene.at_results and (turn := _picked(scene, reading)):
        return turn
    if question is not None and (reading.numbers or reading.several):
        return None
    if not reading.says_something:
        return None
    return take_up(scene, reading)


def reconsider(scene: Scene) -> Turn | None:
    """Ask a question again of which somebody wants to change the answer and does not yet."""
    if scene.inbound.tapped or not scene.conversation.now.answers:
        return None
    if again := asked_for_again(scene):
        return reopen(scene, again)
    if not may_take_back(scene.tokens):
        return None
    reading = read_answers(scene, scene.question)
    if scene.question and scene.question.name in reading.chosen and not reading.correcting:
        return None
    name = to_ask_again(scene, reading)
    return reopen(scene, name) if name else None


def take_up(scene: Scene, reading: Reading, lead: Sequence[Line] = ()) -> Turn:
    """Apply a reading, say back what changed, and go on."""
    position, changes = apply(scene, reading)
    conversation = scene.conversation.moved(_afresh(scene.flow, scene.conversation.now, position))
    if conversation.unclear or conversation.aside:
        conversation = conversation._replace(unclear=0, aside=None)
    lines = [*lead, *said_back(scene, conversation, changes, reading)]
    place = reading.place
    if place is not None and place.found is Found.ABROAD:
        lines.append(keep(scene.text("abroad")))
    if place is not None and place.found in (Found.ASK, Found.CONFIRM):
        return _ask_which(scene, conversation, place, lines, reading.why)
    return asking.go_on(scene, conversation, lines, reading.why)


def apply(scene: Scene, reading: Reading) -> tuple[Position, list[Change]]:
    """Return the position with the reading's answers in it, and what changed."""
    position, changes = scene.conversation.now, []
    flow, open_question = scene.flow, scene.question
    said = reading.chosen.keys() | reading.refused.keys()
    for question in flow.questions if said else ():
        if question.name not in said:
            continue
        chosen = reading.chosen.get(question.name)
        refused = reading.refused.get(question.name, ())
        is_open = question is open_question
        values = new_values(question, position, chosen, refused, reading, is_open=is_open)
        ruled_out = tuple(
            value
            for value in dict.fromkeys((*position.refused.get(question.name, ()), *refused))
            if value not in (chosen or ())
        )
        if ruled_out != position.refused.get(question.name, ()):
            refusals = {**position.refused, question.name: ruled_out}
            position = position._replace(refused=refusals)
        if values is not None:
            before = position.answers.get(question.name)
            position = position.answered(question.name, values)
            changes.append(
                Change(question.name, values, refused, bool(before) and before != values)
            )
            position = _implied(position, question)
        elif refused:
            changes.append(Change(question.name, (), refused))
    position = _placed(position, changes, reading, place_question(scene))
    return _told_enough(position, changes, flow), changes


def _told_enough(position: Position, changes: Sequence[Change], flow: Flow) -> Position:
    """Pass over the questions that need no asking after all that was said in this one text."""
    told = {change.question: change.values for change in changes}
    for question in flow.questions:
        wanted = question.unless_told
        if not wanted or question.name in position.answers:
            continue
        if all(
            name in told and (not values or (told[name] and set(told[name]) <= set(values)))
            for name, values in wanted.items()
        ):
            position = position.answered(question.name, ())
    return position


def _implied(position: Position, question: Question) -> Position:
    if question.implies is None or not position.answers[question.name]:
        return position
    name, value = question.implies
    before = position.answers.get(name, ())
    return position if value in before else position.answered(name, (*before, value))


def _placed(position: Position, changes: list[Change], reading: Reading, name: str) -> Position:
    place = reading.place
    if place is None or not name:
        return position
    if place.found is Found.PLACE and place.place is not None:
        changes.insert(0, Change(name, (place.place.full,), (), bool(position.answers.get(name))))
        return position.answered(name, (place.place.full,), place.place)
    if place.found is Found.ABROAD:
        return position.answered(name, ())
    return position


def _afresh(flow: Flow, before: Position, after: Position) -> Position:
    """Drop the list and what came after it when an answer it rests on has changed."""
    late = flow.after_match
    if not (before.shown or before.before or before.passed) and late.isdisjoint(before.answers):
        return after
    if after.refused == before.refused and all(
        after.answers.get(question.name) == before.answers.get(question.name)
        for question in flow.questions
        if question.name not in late
    ):
        return after
    answers = {name: kept for name, kept in after.answers.items() if name not in late}
    passed = tuple(name for name in after.passed if name not in late)
    return after._replace(answers=answers, passed=passed, shown=(), before=(), opened="")


def _picked(scene: Scene, reading: Reading) -> Turn | None:
    """Read a number, or a name, as the choice of a group from the list."""
    shown = scene.conversation.now.shown
    if not shown:
        return None
    numbers = chosen_numbers(reading.tokens, len(shown), alone=True)
    if not numbers and not reading.says_something:
        said = [*dropwhile(_ASKING_OF.__contains__, reading.tokens)]
        numbers = chosen_numbers(said, len(shown), alone=len(said) < len(reading.tokens))
    if numbers:
        if len(numbers) == 1 and 1 <= numbers[0] <= len(shown):
            return details.details(scene, shown[numbers[0] - 1], (f"group {numbers[0]}",))
        return asking.again(scene, (), ("a number that is not in the list",))
    named = [
        service_id for service_id in shown
        if _names(scene, service_id, bare(reading.tokens))
    ]  # fmt: skip
    if len(named) == 1 and not reading.asking and not reading.chosen:
        return details.details(scene, named[0], ("a group's name",))
    return None


def _names(scene: Scene, service_id: str, words: tuple[str, ...]) -> bool:
    service = scene.directory.shown(service_id)
    if service is None or not words or len("".join(words)) < 4:
        return False
    name = [word.strip(".,'").casefold() for word in service.name.split()]
    return all(word in name for word in words)


def _ask_which(
    scene: Scene,
    conversation: Conversation,
    place: PlaceReading,
    lines: Sequence[Line],
    why: Sequence[str],
) -> Turn:
    name = place_question(scene)
    if place.found is Found.CONFIRM and place.place is not None:
        aside = _yes_no(scene, AsideKind.CONFIRM_PLACE, name, (place.place,))
    else:
        labels = tuple(candidate.full for candidate in place.candidates)
        aside = Aside(AsideKind.WHICH_PLACE, name, labels, labels, place.candidates)
    head = asking.head_of(scene, aside)
    conversation = conversation._replace(step=name, asked=True)
    return asking.ask_aside(scene, conversation, aside, lines, head, why)


def _yes_no(scene: Scene, kind: AsideKind, about: str, places: tuple[Place, ...]) -> Aside:
    labels = (scene.text("yes_label"), scene.text("no_label"))
    return Aside(kind, about, ("yes", "no"), labels, places)


def reopen(scene: Scene, name: str) -> Turn:
    """Ask a question again that has an answer; BACK brings the answer back."""
    question = scene.flow.question(name)
    now = scene.conversation.now
    if question is None:
        return asking.again(scene)
    kept = {known: got for known, got in now.answers.items() if known != name}
    places = {known: place for known, place in now.places.items() if known != name}
    refused = {known: got for known, got in now.refused.items() if known != name}
    after = _afresh(scene.flow, now, now._replace(answers=kept, places=places, refused=refused))
    conversation = scene.conversation.moved(after)._replace(unclear=0, aside=None)
    return asking.ask(scene, conversation, question, (), (f"change {name}",))
