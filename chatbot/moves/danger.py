"""Answering danger: at any step, before anything else, and again while it lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from chatbot.conversation import Conversation
from chatbot.moves import asking
from chatbot.moves.answering import apply
from chatbot.moves.correcting import read_answers
from chatbot.moves.relocating import place_question
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.safety.lexicon import Concern, Tier
from chatbot.safety.replying import safety_text
from chatbot.safety.screening import Finding, screen
from chatbot.understanding.words.manners import is_question
from chatbot.wording import Line, too_long

SAME_CONCERN = timedelta(hours=1)
"""How long a repeated concern gets the short form of the safety reply."""
STILL_IN_DANGER = timedelta(minutes=15)
"""How long a cry for help after a safety reply is taken to be about the same."""
URGENT = frozenset((Concern.SUICIDE_SELF_HARM, Concern.EMERGENCY, Concern.ABUSE))
"""Concerns whose reply stands alone: a question about a group beside it would be cold."""
CRIES = frozenset("help helpme sos".split())
LONGEST_CRY = 8


def answer_danger(scene: Scene) -> Turn | None:
    """Answer a text that shows danger with whom to turn to; what was open stays open."""
    inbound, conversation, lexicon = scene.inbound, scene.conversation, scene.content.lexicon
    if inbound.tapped:
        return None
    findings = screen(lexicon, inbound.text, scene.tokens)
    if not findings:
        return None
    if not conversation.opted_out:
        scene = scene.after(_with_what_was_told(scene))
        conversation = scene.conversation
    now, warned = inbound.received_at, conversation.warned
    repeat = all(_was_answered(warned, finding, now) for finding in findings)
    said = _text(scene, findings, repeat=repeat)
    warned = {**warned, **{_key(finding): now for finding in findings}}
    conversation = conversation._replace(warned=warned, unclear=0)
    why = tuple(f"{finding.concern} ({finding.tier}): {finding.rule}" for finding in findings)
    alone = scene.turn(conversation, [keep(said), *_for_the_young(scene, findings)], why)
    urgent = any(finding.concern in URGENT for finding in findings)
    if conversation.opted_out or not conversation.asked or repeat or urgent:
        return alone
    open_again = asking.again(scene.after(conversation), [keep(said)], why)
    if open_again.reply is None or too_long(open_again.reply.text, scene.channel):
        return alone
    return open_again


def _with_what_was_told(scene: Scene) -> Conversation:
    """Keep what the text answers for the first time: where they are and whether they are a child
    bear on whom to turn to, and nobody should have to say it twice.

    Of the open question only a place counts: "I hurt myself" is no "Me, 18 or over".
    """
    question = scene.question
    asks_where = question is not None and question.name == place_question(scene)
    reading = read_answers(scene, question if asks_where else None)
    answered = scene.conversation.now.answers
    place = None if place_question(scene) in answered else reading.place
    chosen = {name: got for name, got in reading.chosen.items() if name not in answered and got}
    told = reading._replace(chosen=chosen, refused={}, place=place)
    return scene.conversation.moved(apply(scene, told)[0])


def answer_again(scene: Scene) -> Turn | None:
    """Answer a cry for help right after a safety reply with that reply, not with a menu."""
    conversation, now = scene.conversation, scene.inbound.received_at
    recent = [key for key, at in conversation.warned.items() if now - at < STILL_IN_DANGER]
    concerns = {key.split()[0] for key in recent} & URGENT
    if not concerns or conversation.opted_out or scene.inbound.tapped:
        return None
    asks = CRIES.intersection(scene.words) or is_question(scene.inbound.text, scene.words)
    if not asks or len(scene.words) > LONGEST_CRY:
        return None
    findings = [
        Finding(concern, Tier.CLEAR, "still in danger", "", (0, 0))
        for concern in Concern
        if concern in concerns
    ]
    return scene.turn(
        conversation, [keep(_text(scene, findings, repeat=False))], ("still in danger",)
    )


def _text(scene: Scene, findings: Sequence[Finding], *, repeat: bool) -> str:
    places = scene.conversation.now.places.values()
    return safety_text(
        scene.content.lexicon,
        findings,
        nation=next((place.nation for place in places), ""),
        channel=scene.channel,
        repeat=repeat,
    )


def _key(finding: Finding) -> str:
    return f"{finding.concern} {finding.tier}"


def _was_answered(warned: Mapping[str, datetime], finding: Finding, now: datetime) -> bool:
    """Say whether the same was answered in full within the hour. An emergency always is again."""
    if finding.concern is Concern.EMERGENCY:
        return False
    tiers = (Tier.CLEAR,) if finding.tier is Tier.CLEAR else (Tier.CLEAR, Tier.UNCLEAR)
    earlier = [warned[key] for tier in tiers if (key := f"{finding.concern} {tier}") in warned]
    return any(now - at < SAME_CONCERN for at in earlier)


def _for_the_young(scene: Scene, findings: Sequence[Finding]) -> list[Line]:
    """Add a line for children and young people where one of them may be in danger."""
    if scene.conversation.now.answers.get("who") != ("young_person",):
        return []
    line = scene.content.line("childline")
    spoken = any(f.concern in (Concern.SUICIDE_SELF_HARM, Concern.EATING) for f in findings)
    return [keep(scene.text("for_the_young", helpline=line.said))] if line and spoken else []
