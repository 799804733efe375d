"""When it is not clear: which Newport, did you mean, in other words, a person to talk to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.conversation import Aside, AsideKind
from chatbot.moves import asking, reporting
from chatbot.moves.answering import reopen, take_up
from chatbot.moves.correcting import read_text
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.understanding.agreement.agreeing import Says, read_agreement
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.place.placing import Found, PlaceReading
from chatbot.understanding.readings import Reading
from chatbot.understanding.words.manners import bare


def answer_aside(scene: Scene) -> Turn | None:
    """Read the text as the answer to the question that was asked aside, if there is one."""
    aside = scene.conversation.aside
    if aside is None:
        return None
    number = _aside_number(scene, aside)
    if number is None:
        return None
    cleared = scene.conversation._replace(aside=None)
    match aside.kind:
        case AsideKind.WHICH_PLACE:
            place = aside.places[number - 1]
            found = PlaceReading(Found.PLACE, replace(place, name=place.full))
            return take_up(scene.after(cleared), Reading((), place=found))
        case AsideKind.CONFIRM_PLACE if number == 1:
            found = PlaceReading(Found.PLACE, aside.places[0])
            return take_up(scene.after(cleared), Reading((), place=found))
        case AsideKind.CONFIRM_OPTION if number == 1:
            return take_up(scene.after(cleared), Reading((), {aside.about: (aside.values[0],)}))
        case AsideKind.CHANGE:
            return reopen(scene, aside.values[number - 1])
        case AsideKind.REPORT:
            return reporting.thanks(scene, aside.about, aside.values[number - 1])
        case AsideKind.CONFIRM_PLACE | AsideKind.CONFIRM_OPTION:
            return asking.again(scene.after(cleared), [keep(scene.text("try_again"))])


def _aside_number(scene: Scene, aside: Aside) -> int | None:
    text = scene.inbound.text
    tapped = scene.inbound.tapped.removeprefix(f"{aside.kind}:")
    if tapped and tapped in aside.values:
        return aside.values.index(tapped) + 1
    reading = read_text(scene, None)
    numbers = chosen_numbers(reading.tokens, len(aside.labels), alone=True)
    if numbers and len(numbers) == 1 and 1 <= numbers[0] <= len(aside.labels):
        return numbers[0]
    said = bare(reading.tokens)
    if aside.kind in asking.CONFIRMS:
        agreed = read_agreement(
            scene.content.language.agreement, reading.tokens, asking=reading.asking
        )
        return {Says.YES: 1, Says.NO: 2}.get(agreed) if agreed else None
    fits = [at for at, label in enumerate(aside.labels, 1) if _part_of(said, label)]
    return fits[0] if len(fits) == 1 and text.strip() else None


def _part_of(words: Sequence[str], label: str) -> bool:
    known = [word.strip(",()'").casefold() for word in label.split()]
    small = {"in", "the", "one", "of", "near", "on"}
    telling = [word for word in words if word not in small]
    return bool(telling) and all(word in known for word in telling)


def unclear(scene: Scene) -> Turn:
    """Ask again in other words, then more simply; the third time offer a person to talk to."""
    if told := reporting.in_own_words(scene):
        return told
    if touched := scene.content.touching.inside(scene.tokens):
        said = keep(touched.text.on(scene.channel))
        return asking.again(scene, [said], (f"courtesy {touched.name}",))
    conversation, question = scene.conversation, scene.question
    reading = read_text(scene, question)
    tried = conversation.unclear + 1
    conversation = conversation._replace(unclear=tried)
    scene = scene.after(conversation)
    if question is None or conversation.aside is not None:
        return _unclear_elsewhere(scene, tried, (*reading.why, "unclear"))
    if reading.guess and (option := question.option(reading.guess)):
        labels = (option.said, scene.text("no_label"))
        aside = Aside(AsideKind.CONFIRM_OPTION, question.name, (option.value, ""), labels)
        head = asking.head_of(scene, aside)
        return asking.ask_aside(scene, conversation, aside, (), head, ("a near miss",))
    if tried % 3 == 0:
        lead = [keep(scene.text("person", helpline=asking.talk_to(scene)))]
        return asking.ask(scene, conversation, question, lead, ("unclear", "a person"))
    lead = []
    if reading.several:
        lead = [keep(scene.text("one_only"))]
    elif reading.numbers and conversation.listed:
        numbers = f"1 to {len(question.options)}"
        lead = [keep(scene.text("not_listed", numbers=numbers))]
    elif tried % 3 == 2:
        lead = [keep(scene.text("still_unclear"))]
    again = not lead
    listed = bool(question.options)
    why = (*reading.why, "unclear")
    return asking.ask(scene, conversation, question, lead, why, again=again, listed=listed)


def _unclear_elsewhere(scene: Scene, tried: int, why: Sequence[str]) -> Turn:
    """Say so at the list of groups or at a question asked aside."""
    if tried % 3 == 0:
        lead = scene.text("person", helpline=asking.talk_to(scene))
    elif scene.at_results and scene.conversation.aside is None:
        lead = scene.text("results_unclear")
    else:
        lead = scene.text("still_unclear" if tried % 3 == 2 else "unclear_aside")
    return asking.again(scene, [keep(lead)], why)
