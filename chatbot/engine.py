"""One text in, one turn out. The order of the moves is the rule of the house."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.flow import Match
from chatbot.messages import Inbound, Reply
from chatbot.moves import (
    answering,
    asking,
    commanding,
    consenting,
    danger,
    details,
    mending,
    reporting,
    wondering,
)
from chatbot.moves.correcting import put_plainly
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.safety.screening import Finding
from chatbot.traffic import Verdict
from chatbot.understanding.place.placing import Found, PlaceReading
from chatbot.understanding.readings import Reading
from chatbot.understanding.words.tokens import cut, tokenise, without_marks

AWAY_AFTER = timedelta(hours=24)
MOST_TOKENS = 480
"""Words and marks up to which a text is read for answers: what people write has fewer in its 1,600
characters, and only what is made to be slow has more. Danger is looked for in all of it."""


def advance(
    content: Content,
    directory: Directory,
    conversation: Conversation | None,
    inbound: Inbound,
    verdict: Verdict = Verdict.ANSWER,
) -> Turn:
    """Answer one inbound text.

    Pure: the same content, directory, conversation, text and time give the same turn. Every text
    gets a reply, unless its sender has opted out, or has sent too many: ``verdict`` says so.
    """
    tokens = tuple(tokenise(inbound.text))
    nobodys = inbound.carrier or verdict is Verdict.MACHINE
    findings = () if nobodys else danger.look_for(content, inbound, tokens)
    if not findings:
        return _moved(content, directory, conversation, inbound, tokens, (), verdict)
    try:
        return _moved(content, directory, conversation, inbound, tokens, findings, verdict)
    except Exception:
        # Whoever is in danger is told whom to turn to, whatever else is broken.
        standing = conversation or Conversation("", inbound.received_at)
        turn = danger.answer_alone(content, standing, inbound, findings)
        return turn._replace(conversation=turn.conversation._replace(last_at=inbound.received_at))


def answer_danger_alone(content: Content, inbound: Inbound) -> Reply | None:
    """Answer a text that shows danger, knowing nothing of its sender; None when it shows none."""
    findings = danger.look_for(content, inbound, tokenise(inbound.text))
    if not findings:
        return None
    nobody = Conversation("", inbound.received_at)
    return danger.answer_alone(content, nobody, inbound, danger.unchecked(findings)).reply


def _moved(
    content: Content,
    directory: Directory,
    conversation: Conversation | None,
    inbound: Inbound,
    tokens: tuple[str, ...],
    findings: tuple[Finding, ...],
    verdict: Verdict,
) -> Turn:
    """Let the first move answer that can."""
    remembered = _remembered(content, conversation, inbound)
    if len(tokens) > MOST_TOKENS:
        inbound = replace(inbound, text=cut(inbound.text, MOST_TOKENS))
        tokens = tuple(tokenise(inbound.text))
    said = tuple(without_marks(tokens))
    flow = content.flow(remembered.flow)
    scene = Scene(content, directory, remembered, inbound, tokens, said, flow, {}, findings)
    if verdict is Verdict.ANSWER:
        turn = _first_of(FIRST, scene) or _first_of(THEN, put_plainly(scene))
    else:
        turn = _whatever_the_count(scene, verdict)
    if turn is None:
        raise AssertionError("the last move answers every text")
    turn = consenting.without_agreeing(scene, turn)
    if turn.erases or turn.held is not Verdict.ANSWER:
        return turn
    now, after = inbound.received_at, turn.conversation
    warned = danger.still_known(after.warned, now)
    return turn._replace(conversation=after._replace(last_at=now, warned=warned))


def _first_of(moves: Sequence[Callable[[Scene], Turn | None]], scene: Scene) -> Turn | None:
    return next((turn for move in moves if (turn := move(scene))), None)


def _whatever_the_count(scene: Scene, verdict: Verdict) -> Turn:
    """Answer what is answered however many texts somebody has sent, and hold back the rest."""
    turn = _first_of(ALWAYS[:1] if verdict is Verdict.MACHINE else ALWAYS, scene)
    if turn is None:
        return _held_back(scene, verdict)
    if verdict is Verdict.MUTE and (turn.erases or consenting.stops(scene)) and not scene.danger:
        return turn._replace(reply=None)
    return turn


def _held_back(scene: Scene, verdict: Verdict) -> Turn:
    """Step nothing, for whoever gets no answer could not know; say why, the first time.

    START opts in all the same.
    """
    conversation = scene.conversation
    why = (f"held back: {verdict}",)
    if conversation.opted_out:
        if not _opts_in(scene):
            return Turn(conversation, None, why, held=verdict)
        conversation = conversation._replace(opted_out=False)
    said = Reply(scene.text(verdict.word)) if verdict.word else None
    return Turn(conversation, said, why, held=verdict)


def _remembered(
    content: Content, conversation: Conversation | None, inbound: Inbound
) -> Conversation:
    """Return where the contact stands; after a time only that they opted out is still known."""
    fresh = Conversation(content.flows[0].name, inbound.received_at)
    if conversation is None:
        return fresh
    if inbound.received_at - conversation.last_at > content.privacy.keep:
        return fresh._replace(opted_out=conversation.opted_out)
    return conversation


def _answered_by_carrier(scene: Scene) -> Turn | None:
    """Note what the carrier has already answered itself; a second answer would be one too many."""
    carrier = scene.inbound.carrier
    if not carrier:
        return None
    opted_out = {"STOP": True, "START": False}.get(carrier, scene.conversation.opted_out)
    return Turn(scene.conversation._replace(opted_out=opted_out), None, (f"carrier {carrier}",))


def _in_danger(scene: Scene) -> Turn | None:
    """Answer danger; a STOP on a line of the same text counts as well, and says nothing more."""
    turn = danger.answer_danger(scene)
    if turn is None or not consenting.stops(scene):
        return turn
    return turn._replace(conversation=turn.conversation._replace(opted_out=True, aside=None))


def _opting_out(scene: Scene) -> Turn | None:
    """Opt out at a stop word that is the whole message, or STOP alone on a line of it."""
    if not consenting.stops(scene) or scene.conversation.opted_out:
        return None
    conversation = scene.conversation._replace(opted_out=True, aside=None)
    said = scene.content.commands["stop"].text.on(scene.channel)
    return scene.turn(conversation, [keep(said)], ("opted out",))


def _opted_out(scene: Scene) -> Turn | None:
    """Stay silent for somebody who has opted out, until they opt in."""
    if not scene.conversation.opted_out:
        return None
    if not _opts_in(scene):
        return Turn(scene.conversation, None, ("opted out: no reply",))
    if asked := consenting.opted_in(scene):
        return asked
    back = scene.conversation._replace(opted_out=False, unclear=0)
    return asking.again(scene.after(back), [keep(scene.text("opted_in"))], ("opted in",))


def _opts_in(scene: Scene) -> bool:
    said = scene.words
    return scene.content.spoken.get(said) == "start" or said == ("yes",)


def _wordless(scene: Scene) -> Turn | None:
    """Answer a pin, a picture, a voice note, or a text with nothing in it."""
    inbound = scene.inbound
    if inbound.pin is not None:
        place = scene.content.gazetteer.nearest_outcode(inbound.pin.lat, inbound.pin.lon)
        found = PlaceReading(Found.PLACE if place else Found.ABROAD, place, why="a map pin")
        return answering.take_up(scene, Reading((), place=found, why=("a map pin",)))
    if inbound.media is not None and not inbound.text.strip():
        said = scene.text(inbound.media.value)
        return asking.again(scene, [keep(said)], (inbound.media.value,))
    if not scene.conversation.asked or scene.words or inbound.tapped:
        return None
    return commanding.only_signs(scene)


def _tapped(scene: Scene) -> Turn | None:
    """Take a tap on a button as the answer to its own question, even when it is an old one."""
    name, _, value = scene.inbound.tapped.partition(":")
    step = scene.flow.by_name.get(name)
    now = scene.conversation.now
    if isinstance(step, Match) and value in (*now.shown, *now.before):
        return details.details(scene, value, (f"a tap on {name}",))
    question = scene.flow.question(name)
    if question is None or question.option(value) is None:
        return None
    return answering.take_up(scene, Reading((), {name: (value,)}, why=(f"a tap on {name}",)))


def _wishing_to_stop(scene: Scene) -> Turn | None:
    """Say how to stop to a text that begins with the word and goes on."""
    if scene.words[:1] != ("stop",) or not scene.conversation.asked:
        return None
    return asking.again(scene, [keep(scene.text("stop_hint"))], ("a wish to stop",))


def _lost(scene: Scene) -> Turn:
    """Meet what was not understood: greet a newcomer, welcome somebody back, or ask again."""
    conversation = scene.conversation
    if not conversation.asked:
        return asking.go_on(scene, conversation, (), ("not understood: the beginning",))
    if scene.inbound.received_at - conversation.last_at > AWAY_AFTER:
        return asking.again(scene, [keep(scene.text("welcome_again"))], ("back after a while",))
    return mending.unclear(scene)


Move = Callable[[Scene], Turn | None]
FIRST: tuple[Move, ...] = (
    _answered_by_carrier,
    _in_danger,
    consenting.ask_to_agree,
    consenting.erase_all,
    _opting_out,
    danger.answer_check,
    danger.answer_settled,
    danger.answer_again,
    _opted_out,
    _wordless,
    _tapped,
)
THEN: tuple[Move, ...] = (
    reporting.report,
    answering.reconsider,
    wondering.explain_option,
    wondering.wonder,
    mending.answer_aside,
    commanding.command,
    commanding.courteous,
    commanding.other_ones,
    answering.answer,
    commanding.not_sure,
    commanding.start_again,
    commanding.misspelt,
    _wishing_to_stop,
    wondering.beyond_me,
    _lost,
)
ALWAYS: tuple[Move, ...] = (
    _answered_by_carrier,
    _in_danger,
    consenting.erase_all,
    _opting_out,
    danger.answer_check,
    danger.answer_again,
)
"""What is answered however many texts somebody has sent."""
