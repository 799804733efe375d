"""Going on to the next step and saying what stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.content import lists_options
from chatbot.conversation import Aside, AsideKind, Conversation, Position
from chatbot.flow import End, Flow, Match, Question, Say, Step
from chatbot.moves import showing
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.wording import Line, without_extras

CONFIRMS = (AsideKind.CONFIRM_PLACE, AsideKind.CONFIRM_OPTION)


def go_on(
    scene: Scene, conversation: Conversation, lead: Sequence[Line] = (), why: Sequence[str] = ()
) -> Turn:
    """Go to the first step that has no answer yet, and send it after ``lead``."""
    position, said, step = walk(scene.flow, conversation.now, scene)
    lines = [*lead, *(keep(text) for text in said)]
    if position is not conversation.now:
        conversation = conversation._replace(now=position)
    if isinstance(step, Question):
        return ask(scene, conversation, step, lines, why)
    if isinstance(step, Match):
        return showing.results(scene, conversation._replace(step=step.name), lines, why)
    days = scene.content.privacy.keep_days
    said_last = step.text.on(scene.channel) if step else ""
    text = said_last.format(helpline=talk_to(scene), days=days).strip()
    lines = [line for line in lines if not line.drop]
    conversation = _at(conversation, step.name if step else "", listed=False)
    closing = keep(text or scene.text("ended_hint"))
    return scene.turn(
        conversation._replace(greeted=True), [*greeting(scene, lines), *lines, closing], why
    )


def walk(
    flow: Flow, position: Position, scene: Scene
) -> tuple[Position, list[str], Match | Question | End | None]:
    """Follow the flow from its start past all that is answered or said.

    Returns the position, the texts of the ``say`` steps passed on the way, and the step to stop at.
    """
    said: list[str] = []
    name = flow.steps[0].name
    for _ in range(len(flow.steps) + 1):
        step: Step | None = flow.by_name.get(name)
        match step:
            case Question():
                if step.asked and step.name not in position.answers:
                    return position, said, step
                values = position.answers.get(step.name, ())
                name = flow.after(step, values[0] if values else "")
            case Say():
                if step.name not in position.passed:
                    said.append(step.text.on(scene.channel))
                    position = position._replace(passed=(*position.passed, step.name))
                name = flow.after(step)
            case Match():
                if step.name not in position.passed:
                    return position, said, step
                name = flow.after(step)
            case End() | None:
                return position, said, step
    return position, said, None


def ask(
    scene: Scene,
    conversation: Conversation,
    question: Question,
    lead: Sequence[Line] = (),
    why: Sequence[str] = (),
    *,
    again: bool = False,
    listed: bool = False,
) -> Turn:
    """Send a question, in other words when ``again``."""
    variant = "again" if again else "text"
    listed = listed or lists_options(question, scene.channel, variant)
    text = scene.content.asked[scene.flow.name, question.name, scene.channel, variant, listed]
    lines = [*greeting(scene, lead), *lead, keep(text)]
    conversation = _at(conversation, question.name, listed=listed)
    lines = without_extras([*scene.lead, *lines], scene.channel)[len(scene.lead) :]
    return scene.turn(conversation, lines, why)


def list_options(scene: Scene, conversation: Conversation, question: Question) -> Turn:
    """Send the numbered options of the open question, which has been sent already."""
    head = scene.text("options_head", title=question.title)
    options = [f"{number} {option.label}" for number, option in enumerate(question.options, 1)]
    conversation = _at(conversation, question.name, listed=True)
    return scene.turn(conversation, [keep(head), *map(keep, options)], ("the options",))


def ask_aside(
    scene: Scene, conversation: Conversation, aside: Aside, lead: Sequence[Line], head: str,
    why: Sequence[str] = (),
) -> Turn:  # fmt: skip
    """Send a question that is not in the flow, its numbered labels below it."""
    lines = [*greeting(scene, lead), *lead, keep(head)]
    if aside.kind not in CONFIRMS:
        lines += [keep(f"{number} {label}") for number, label in enumerate(aside.labels, 1)]
    unclear = conversation.unclear if conversation.aside == aside else 0
    conversation = conversation._replace(aside=aside, greeted=True, unclear=unclear)
    return scene.turn(conversation, lines, why)


def again(scene: Scene, lead: Sequence[Line] = (), why: Sequence[str] = ()) -> Turn:
    """Say something, then put what is open once more: question, hint of the list or the end."""
    conversation = scene.conversation
    if scene.question is not None and conversation.aside is None:
        turn = ask(scene, conversation, scene.question, lead, why)
        # A list sent before still counts, but it would cost two more texts to send it each time.
        listed = conversation.listed or turn.conversation.listed
        return turn._replace(conversation=turn.conversation._replace(listed=listed))
    if conversation.aside is not None:
        aside = conversation.aside
        return ask_aside(scene, conversation, aside, lead, head_of(scene, aside), why)
    if scene.at_results and conversation.now.shown:
        hint = keep(showing.hint(scene))
        return scene.turn(conversation, [*lead, hint], why)
    if isinstance(scene.flow.by_name.get(conversation.step), End):
        return scene.turn(conversation, [*lead, keep(scene.text("ended_hint"))], why)
    return go_on(scene, conversation, lead, why)


def head_of(scene: Scene, aside: Aside) -> str:
    """Return the sentence that asks an aside."""
    match aside.kind:
        case AsideKind.WHICH_PLACE:
            name = aside.places[0].name
            if not all(place.name.startswith(name) for place in aside.places):
                return scene.text("which_one")
            return scene.text("which_place", place=name)
        case AsideKind.CONFIRM_PLACE:
            return scene.text("confirm_place", place=aside.places[0].full)
        case AsideKind.CONFIRM_OPTION:
            return scene.text("confirm_option", option=aside.labels[0])
        case AsideKind.CHANGE:
            return scene.content.commands["change"].text.on(scene.channel)
        case AsideKind.REPORT:
            service = scene.directory.shown(aside.about)
            return scene.text("report_what", group=service.name if service else "")


def talk_to(scene: Scene) -> str:
    """Return the sentence that names a line to talk to, for the nation when it is known."""
    places = scene.conversation.now.places
    nation = next(iter(places.values())).nation if places else ""
    said = scene.content.helpline(nation)
    return scene.text("talk_to", helpline=said) if said else ""


def _at(conversation: Conversation, step: str, *, listed: bool) -> Conversation:
    return conversation._replace(step=step, asked=True, listed=listed, aside=None, greeted=True)


def greeting(scene: Scene, lead: Sequence[Line]) -> list[Line]:
    """Return how somebody is met at first: in full, or in short before other lines."""
    if scene.conversation.greeted:
        return []
    privacy = scene.content.privacy.address
    if any(line.text for line in lead):
        short = scene.text("welcome_short"), scene.text("privacy_line", privacy=privacy)
        return [keep(text) for text in short]
    return [keep(scene.text("welcome", privacy=privacy))]
