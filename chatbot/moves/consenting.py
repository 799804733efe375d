"""What people decide about what is kept of them: to agree to it, and to have it erased.

Before somebody has agreed, what is said depends on their text alone, for nothing is kept.
"""

from __future__ import annotations

from datetime import datetime

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.flow import Wording
from chatbot.messages import Reply
from chatbot.moves import asking
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.privacy import Consent
from chatbot.understanding.agreement.agreeing import read_agreement
from chatbot.understanding.agreement.hearing import Says
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.words.manners import bare
from chatbot.understanding.words.tokens import words

AGREES = frozenset((("agree",), ("agreed",), ("i", "agree"), ("i", "agreed")))
BOTH = 2
"""How many numbers the question has: 1 agrees, 2 does not."""
LONGEST_YES = 4
"""Words: "yes please, my son is 7 and ..." was sent before anybody asked, and agrees to nothing."""
COMMANDS = ("privacy", "stop", "delete")
"""What can be asked for before anything is agreed to."""


def may_keep(content: Content, conversation: Conversation | None, now: datetime) -> bool:
    """Say whether anything may be kept of this contact: nobody is asked to agree, or they have.

    That somebody has opted out is known already, and must stay so.
    """
    if content.privacy.consent is None:
        return True
    if conversation is not None and conversation.opted_out:
        return True
    if conversation is None or not conversation.agreed:
        return False
    return now - conversation.last_at <= content.privacy.keep


def ask_to_agree(scene: Scene) -> Turn | None:
    """Answer somebody who has not agreed yet, and begin the conversation when they do.

    Their conversation stays without ``agreed`` until then; the desk keeps nothing of it.
    """
    consent, now = scene.content.privacy.consent, scene.inbound.received_at
    if consent is None or may_keep(scene.content, scene.conversation, now):
        return None
    command, why = _command_in(scene), ("before agreeing",)
    if command in ("stop", "delete"):
        # Something may be kept all the same: from before anybody was asked to agree.
        left = Conversation(scene.conversation.flow, now, opted_out=command == "stop")
        return Turn(left, Reply(_said_to(scene, command)), why, erases=True)
    says = None if scene.inbound.tapped or scene.inbound.media else _says(scene)
    if says is Says.YES:
        agreed = scene.conversation._replace(agreed=now.date().isoformat(), greeted=True)
        lead = [keep(consent.agreed.on(scene.channel))]
        return asking.go_on(scene.after(agreed), agreed, lead, ("agreed",))
    lines = [_said_to(scene, command), _asked(scene, consent)]
    if says is Says.NO:
        lines = [consent.declined.on(scene.channel).format(helpline=asking.talk_to(scene)).strip()]
    said = "\n".join(line for line in lines if line)
    return Turn(scene.conversation, Reply(said), why)


def stops(scene: Scene) -> bool:
    """Say whether a text is a stop word, or has STOP alone on a line of it."""
    lines = scene.inbound.text.splitlines()
    return scene.content.spoken.get(scene.words) == "stop" or (
        "stop" in scene.words and any(words(line) == ["stop"] for line in lines)
    )


def goes(turn: Turn) -> bool:
    """Say whether somebody wants to go who has not agreed: what is kept of them all the same, from
    before anybody was asked to agree, must be changed.
    """
    return turn.erases or turn.conversation.opted_out


def opted_in(scene: Scene) -> Turn | None:
    """Ask somebody to agree who has opted out and comes back, when they had not agreed before."""
    consent = scene.content.privacy.consent
    back = scene.conversation._replace(opted_out=False)
    if consent is None or may_keep(scene.content, back, scene.inbound.received_at):
        return None
    return Turn(back, Reply(_asked(scene, consent)), ("opted in", "before agreeing"))


def without_agreeing(scene: Scene, turn: Turn) -> Turn:
    """Return the turn of somebody who came back, and had not agreed: nothing is kept of them."""
    back = scene.conversation.opted_out and not turn.conversation.opted_out
    if not back or may_keep(scene.content, turn.conversation, scene.inbound.received_at):
        return turn
    return turn._replace(erases=True)


def erase_all(scene: Scene) -> Turn | None:
    """Forget somebody who texts DELETE, at once; that they opted out is all that may stay.

    A text with a slip in it ("delte") does not count: there is no way back from this.
    """
    if scene.content.spoken.get(scene.words) != "delete":
        return None
    conversation, now = scene.conversation, scene.inbound.received_at
    fresh = Conversation(conversation.flow, now, opted_out=conversation.opted_out)
    command = scene.content.commands["delete"]
    said = _filled(scene, command.empty if conversation.opted_out else command.text)
    turn = scene.turn(fresh, [keep(said)], ("erased",))
    return turn._replace(erases=True)


def _says(scene: Scene) -> Says | None:
    if numbers := chosen_numbers(scene.tokens, BOTH):
        return {1: Says.YES, 2: Says.NO}.get(numbers[0]) if len(numbers) == 1 else None
    if bare(scene.tokens) in AGREES:
        return Says.YES
    if scene.content.spoken.get(scene.words) in COMMANDS or len(scene.words) > LONGEST_YES:
        return None
    said = read_agreement(scene.content.language.agreement, scene.tokens, asking=False)
    return None if said is Says.UNSURE else said


def _command_in(scene: Scene) -> str:
    name = "stop" if stops(scene) else scene.content.spoken.get(scene.words, "")
    return name if name in COMMANDS else ""


def _said_to(scene: Scene, command: str) -> str:
    return _filled(scene, scene.content.commands[command].text) if command else ""


def _asked(scene: Scene, consent: Consent) -> str:
    return _filled(scene, consent.ask)


def _filled(scene: Scene, wording: Wording) -> str:
    privacy = scene.content.privacy
    return wording.on(scene.channel).format(
        privacy=privacy.address, days=privacy.keep_days, answers=""
    )
