"""Answering danger: at any step, before anything else, and again while it lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.messages import Inbound, Reply
from chatbot.moves import asking
from chatbot.moves.answering import apply
from chatbot.moves.consenting import may_keep
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


def look_for(content: Content, inbound: Inbound, tokens: Sequence[str]) -> tuple[Finding, ...]:
    """Return the danger that a text shows. A tap on a button of ours is nobody's own words."""
    name = inbound.tapped.partition(":")[0]
    if name and any(name in flow.by_name for flow in content.flows):
        return ()
    return screen(content.lexicon, inbound.text, tokens)


def answer_alone(
    content: Content, conversation: Conversation, inbound: Inbound, findings: Sequence[Finding]
) -> Turn:
    """Answer danger with nothing but the lexicon: it works when all else is broken."""
    now, warned = inbound.received_at, conversation.warned
    repeat = all(_was_answered(warned, finding, now) for finding in findings)
    said = safety_text(
        content.lexicon,
        findings,
        nation=next((place.nation for place in conversation.now.places.values()), ""),
        channel=inbound.channel,
        repeat=repeat,
    )
    warned = {**warned, **{_key(finding.concern, finding.tier): now for finding in findings}}
    why = tuple(f"{finding.concern} ({finding.tier}): {finding.rule}" for finding in findings)
    conversation = conversation._replace(warned=warned, unclear=0)
    return Turn(conversation, Reply(said), why, tuple(findings))


def unchecked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the danger to be answered in full: whoever is not remembered cannot be asked whether
    they are safe, for nobody would understand their answer.
    """
    return tuple(replace(finding, tier=Tier.CLEAR) for finding in findings)


def answer_danger(scene: Scene) -> Turn | None:
    """Answer a text that shows danger with whom to turn to; what was open stays open."""
    findings, conversation = scene.danger, scene.conversation
    if not findings:
        return None
    before, now = conversation.warned, scene.inbound.received_at
    if not may_keep(scene.content, conversation, now):
        findings = unchecked(findings)
    elif not conversation.opted_out:
        scene = scene.after(_with_what_was_told(scene))
        conversation = scene.conversation
    turn = answer_alone(scene.content, conversation, scene.inbound, findings)
    said = [Line(turn.reply.text if turn.reply else ""), *_for_the_young(scene, findings)]
    alone = scene.turn(turn.conversation, said, turn.why)._replace(concerns=turn.concerns)
    urgent = any(finding.concern in URGENT for finding in findings)
    repeat = all(_was_answered(before, finding, now) for finding in findings)
    if conversation.opted_out or not conversation.asked or repeat or urgent:
        return alone
    open_again = asking.again(scene.after(turn.conversation), said, turn.why)
    if open_again.reply is None or too_long(open_again.reply.text, scene.channel):
        return alone
    return open_again._replace(concerns=turn.concerns)


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


def answer_check(scene: Scene) -> Turn | None:
    """Take the answer to "Are you safe?", when that was the last thing we said."""
    conversation, lexicon = scene.conversation, scene.content.lexicon
    asked = [
        concern
        for concern in Concern
        if concern in URGENT
        and conversation.warned.get(_key(concern, Tier.UNCLEAR)) == conversation.last_at
    ]
    recent = scene.inbound.received_at - conversation.last_at < SAME_CONCERN
    if not asked or not recent or scene.inbound.tapped:
        return None
    words = lexicon.reader.read(scene.inbound.text, scene.tokens)
    check = lexicon.check
    if check.thanks and any(phrase.is_in(words) for phrase in check.safe):
        if conversation.opted_out:
            return Turn(conversation, None, ("safe, they say, and opted out",))
        thanks = keep(check.thanks.on(scene.channel))
        return asking.again(scene, [thanks], ("safe, they say",))
    if not any(phrase.is_in(words) for phrase in check.not_safe):
        return None
    findings = [Finding(concern, Tier.CLEAR, "not safe", "", (0, 0)) for concern in asked]
    return answer_alone(scene.content, conversation, scene.inbound, findings)


def answer_settled(scene: Scene) -> Turn | None:
    """Thank who tells, right after a reply to danger, that help has come or that it is over."""
    conversation, lexicon = scene.conversation, scene.content.lexicon
    last = [key for key, at in conversation.warned.items() if at == conversation.last_at]
    recent = scene.inbound.received_at - conversation.last_at < SAME_CONCERN
    if not recent or URGENT.isdisjoint(key.split()[0] for key in last):
        return None
    if conversation.opted_out or scene.inbound.tapped or not lexicon.check.thanks:
        return None
    words = lexicon.reader.read(scene.inbound.text, scene.tokens)
    if not any(phrase.is_in(words) for phrase in lexicon.check.settled):
        return None
    thanks, why = keep(lexicon.check.thanks.on(scene.channel)), ("settled, they say",)
    if not conversation.asked:  # nothing was asked yet, and now is not the moment to begin
        return scene.turn(conversation, [thanks], why)
    return asking.again(scene, [thanks], why)


def answer_again(scene: Scene) -> Turn | None:
    """Answer a cry for help right after a safety reply with that reply, not with a menu."""
    conversation, now = scene.conversation, scene.inbound.received_at
    recent = [key for key, at in conversation.warned.items() if now - at < STILL_IN_DANGER]
    concerns = {key.split()[0] for key in recent} & URGENT
    if not concerns or scene.inbound.tapped:
        return None
    asks = CRIES.intersection(scene.words) or is_question(scene.inbound.text, scene.words)
    if not asks or len(scene.words) > LONGEST_CRY:
        return None
    findings = [
        Finding(concern, Tier.CLEAR, "still in danger", "", (0, 0))
        for concern in Concern
        if concern in concerns
    ]
    fresh = conversation._replace(warned={})
    turn = answer_alone(scene.content, fresh, scene.inbound, findings)
    return Turn(conversation, turn.reply, ("still in danger",))


def still_known(warned: Mapping[str, datetime], now: datetime) -> Mapping[str, datetime]:
    """Return what bears on the next reply: that a concern was answered is not kept for longer."""
    if not warned:
        return warned
    return {key: at for key, at in warned.items() if now - at < SAME_CONCERN}


def _key(concern: Concern, tier: Tier) -> str:
    return f"{concern} {tier}"


def _was_answered(warned: Mapping[str, datetime], finding: Finding, now: datetime) -> bool:
    """Say whether the same was answered in full within the hour. An emergency always is again."""
    if finding.concern is Concern.EMERGENCY:
        return False
    tiers = (Tier.CLEAR,) if finding.tier is Tier.CLEAR else (Tier.CLEAR, Tier.UNCLEAR)
    earlier = [warned[key] for tier in tiers if (key := _key(finding.concern, tier)) in warned]
    return any(now - at < SAME_CONCERN for at in earlier)


def _for_the_young(scene: Scene, findings: Sequence[Finding]) -> list[Line]:
    """Add a line for children and young people where one of them may be in danger."""
    if scene.conversation.now.answers.get("who") != ("young_person",):
        return []
    line = scene.content.line("childline")
    spoken = any(f.concern in (Concern.SUICIDE_SELF_HARM, Concern.EATING) for f in findings)
    return [keep(scene.text("for_the_young", helpline=line.said))] if line and spoken else []
