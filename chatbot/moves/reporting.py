"""WRONG: somebody says that a listing is not right, or that a group was not kind or not safe."""

from __future__ import annotations

from chatbot.conversation import Aside, AsideKind
from chatbot.directory import Service
from chatbot.moves import asking
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.words.manners import bare
from chatbot.upkeep import Reported

COMMAND = "wrong"
ELSE = "other"
TOLD = 3
"""Words from which a text tells something; fewer may be a slip at a number."""
LONGEST_WORD = 4
"""Words of the longest way to say the command: "the details are wrong"."""


def report(scene: Scene) -> Turn | None:
    """Ask what is wrong with a group: the one whose details were sent, or one of the list by its
    number. "WRONG 2 closed" says it all. "Wrong" alone is an answer while a question is open.
    """
    aside = scene.conversation.aside
    if aside is not None and aside.kind is AsideKind.REPORT and not scene.inbound.tapped:
        if reason := _reason(scene, scene.words):
            return thanks(scene, aside.about, reason)
    elif aside is not None:
        return None
    rest = _after_the_word(scene)
    if rest is None or not scene.conversation.asked:
        return None
    shown = scene.conversation.now.shown
    numbers, at = chosen_numbers(rest[:1], len(shown)) if rest else None, 1
    if not numbers and scene.question is not None:
        return None
    service = _meant(scene, numbers)
    if rest and not numbers:
        at = 0
    reason = _reason(scene, rest[at:]) if rest[at:] else ""
    if rest[at:] and not reason:
        return None
    if service is None:
        said = scene.content.commands[COMMAND].empty.on(scene.channel)
        return asking.again(_without_aside(scene), [keep(said)], ("wrong, but which?",))
    if reason:
        return thanks(scene, service.id, reason)
    return _ask(scene, service)


def in_own_words(scene: Scene) -> Turn | None:
    """Take what somebody tells in their own words, and nobody understands, for something else that
    is wrong: who tells of harm is not asked for a number. The words are not kept.
    """
    aside = scene.conversation.aside
    told = aside is not None and aside.kind is AsideKind.REPORT and len(scene.words) >= TOLD
    return thanks(scene, aside.about, ELSE) if aside and told else None


def _after_the_word(scene: Scene) -> tuple[str, ...] | None:
    """Return what follows the command in the text, None when it does not begin with it."""
    spoken = scene.content.spoken
    for length in range(min(LONGEST_WORD, len(scene.words)), 0, -1):
        if spoken.get(scene.words[:length]) == COMMAND:
            return scene.words[length:]
    return () if spoken.get(bare(scene.words)) == COMMAND else None


def _meant(scene: Scene, numbers: tuple[int, ...] | None) -> Service | None:
    """Return the group of the number, the one that is open, or the only one of the list."""
    now, known = scene.conversation.now, scene.directory.shown
    if numbers:
        at = numbers[0]
        one = len(numbers) == 1 and 1 <= at <= len(now.shown)
        return known(now.shown[at - 1]) if one else None
    if now.opened:
        return known(now.opened)
    return known(now.shown[0]) if len(now.shown) == 1 else None


def _reason(scene: Scene, words: tuple[str, ...]) -> str:
    """Return what the words say is wrong, "" when they say none of it."""
    for reason in scene.content.letters.reasons:
        if words in reason.words or bare(words) in reason.words:
            return reason.key
    return ""


def _ask(scene: Scene, service: Service) -> Turn:
    reasons = scene.content.letters.reasons
    keys, labels = tuple(one.key for one in reasons), tuple(one.label for one in reasons)
    aside = Aside(AsideKind.REPORT, service.id, keys, labels)
    head = asking.head_of(scene, aside)
    return asking.ask_aside(scene, scene.conversation, aside, (), head, ("wrong",))


def thanks(scene: Scene, service_id: str, reason_key: str) -> Turn:
    """Take a report on, say what happens next, and carry on where they were."""
    reason = scene.content.letters.reason(reason_key)
    follows = reason.follows(scene.channel, asking.talk_to(scene)) if reason else ""
    lead = [keep(scene.text("report_thanks")), keep(follows)]
    turn = asking.again(_without_aside(scene), lead, (f"reported as {reason_key}",))
    return turn._replace(reported=Reported(service_id, reason_key))


def _without_aside(scene: Scene) -> Scene:
    return scene.after(scene.conversation._replace(aside=None, unclear=0))
