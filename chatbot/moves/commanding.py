"""The words that work from anywhere: BACK, CHANGE, RESTART, MENU, MORE, LIST, SHARE, SKIP, DONE."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from chatbot.conversation import Aside, AsideKind, Position
from chatbot.flow import End, Kind, Match
from chatbot.moves import asking, details, showing
from chatbot.moves.answering import reopen, take_up
from chatbot.moves.correcting import read_text
from chatbot.moves.echoing import said_answer, said_answers
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.understanding.agreement.agreeing import read_agreement
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.questions.scripted import Courtesy
from chatbot.understanding.words.manners import bare
from chatbot.understanding.words.spelling import slip_of
from chatbot.wording import Line

STARTS_ANEW = ("peer",)
"""The word on the leaflet: after the end it begins a new search, where a hello does not."""
MENDED = frozenset(("back", "change", "restart", "menu", "more", "list", "share", "skip", "done"))
"""Commands that are understood with a slip of the finger; the carriers' words are not."""
LAST_PLAIN = 0x2000  # signs beyond this one are mostly pictures


def command(scene: Scene) -> Turn | None:
    """Follow the text if it is a command and nothing else, or CHANGE, SHARE with what they need."""
    said = scene.words
    content = scene.content
    name = content.spoken.get(said)
    if name is None and (name := content.spoken.get(bare(said))):
        # "Well done" is praise, and not DONE with a "well" before it.
        name = None if content.courtesies.whole(scene.tokens) else name
    if name is not None and name in FOLLOW:
        return FOLLOW[name](scene)
    if len(said) < 2:
        return None
    first = content.spoken.get(said[:1])
    if first == "change":
        return _change_one(scene, said[1:])
    if first == "share" and (numbers := chosen_numbers(said[1:], len(_shown(scene)))):
        return _share_number(scene, numbers[0])
    return None


def courteous(scene: Scene) -> Turn | None:
    """Meet a text that is thanks, a greeting, laughter or anger and nothing else."""
    if not scene.conversation.asked or _answers_open(scene, scene.words):
        return None
    courtesy = scene.content.courtesies.whole(scene.tokens)
    return _met(scene, courtesy) if courtesy else None


def only_signs(scene: Scene) -> Turn | None:
    """Meet a text without a word: emoji that say something, a question mark, or nothing at all."""
    text = scene.inbound.text
    if found := next(filter(None, map(scene.content.pictures.get, text)), None):
        return _met(scene, found)
    if "?" in text:
        return _menu(scene)
    if any(ord(sign) > LAST_PLAIN for sign in text):
        return asking.again(scene, [keep(scene.text("sticker"))], ("pictures",))
    if text.strip():
        return None
    return asking.again(scene, [keep(scene.text("nothing_said"))], ("nothing said",))


def _met(scene: Scene, courtesy: Courtesy) -> Turn:
    said = keep(courtesy.text.on(scene.channel))
    return asking.again(scene, [said], (f"courtesy {courtesy.name}",))


def _answers_open(scene: Scene, said: tuple[str, ...]) -> bool:
    """Say whether the words ("im fine", "alright then") are an answer to the open question."""
    if scene.question is None:
        return False
    if scene.question.kind is Kind.YES_NO:
        agreement = scene.content.language.agreement
        return read_agreement(agreement, scene.tokens, asking=False) is not None
    none = scene.content.readers[scene.flow.name].any_words[scene.question.name]
    return said in none or bare(said) in none


def misspelt(scene: Scene) -> Turn | None:
    """Follow a command with a slip in it ("skpi", "bakc"), once nothing else has been found."""
    said = bare(scene.tokens)
    if len(said) != 1:
        return None
    name = slip_of(said[0], MENDED)
    return FOLLOW[name](scene) if name else None


def start_again(scene: Scene) -> Turn | None:
    """Begin, or carry on, at a start word; begin anew when the last conversation has ended."""
    said = scene.words
    started = scene.content.starts.get(said) or scene.content.starts.get(bare(said))
    started = started or (scene.content.starts.get(said[:1]) if _only_a_code(said[1:]) else None)
    conversation = scene.conversation
    if not started:
        return None
    if not conversation.greeted or not conversation.asked:
        return asking.go_on(scene, conversation, (), ("a start word",))
    if isinstance(scene.flow.by_name.get(conversation.step), End) and said[:1] == STARTS_ANEW:
        return _restarted(scene, ())
    return asking.again(scene, [keep(scene.text("hello_again"))], ("a start word",))


def _only_a_code(rest: Sequence[str]) -> bool:
    return bool(rest) and all(word.isdecimal() for word in rest)


def _shown(scene: Scene) -> tuple[str, ...]:
    return scene.conversation.now.shown


def _says(scene: Scene, name: str, *, empty: bool = False, **fields: str) -> Line:
    wording = scene.content.commands[name]
    text = (wording.empty if empty else wording.text).on(scene.channel)
    return keep(text.format(**fields) if fields else text)


def _back(scene: Scene) -> Turn:
    conversation = scene.conversation
    if conversation.aside is not None:
        return asking.again(scene.after(conversation._replace(aside=None)), (), ("back",))
    if conversation.now.opened:
        return showing.again(scene, (), ("back to the list",))
    if not conversation.trail:
        return asking.again(scene, [_says(scene, "back", empty=True)], ("nothing to go back to",))
    now = conversation.trail[-1]
    undone, trail = conversation.now, conversation.trail[:-1]
    back = conversation._replace(now=now, trail=trail, undone=undone, unclear=0)
    return present(scene.after(back), [_back_to(scene, now)], ("back",))


def _back_to(scene: Scene, position: Position) -> Line:
    answers = said_answers(scene, position)
    return _says(scene, "back", answers=answers) if answers else Line("")


def present(scene: Scene, lead: Sequence[Line], why: Sequence[str]) -> Turn:
    """Put what a position shows: its list as it was shown, or its open question."""
    if scene.conversation.now.shown:
        return showing.again(scene, lead, why)
    return asking.go_on(scene, scene.conversation, lead, why)


def _change(scene: Scene) -> Turn:
    now = scene.conversation.now
    asked = [q for q in scene.flow.questions if q.asked and q.name in now.answers]
    if not asked:
        return asking.again(scene, [_says(scene, "change", empty=True)], ("nothing to change",))
    labels = [
        f"{question.title}: {said}" if (said := said_answer(scene, now, question.name))
        else question.title
        for question in asked
    ]  # fmt: skip
    aside = Aside(AsideKind.CHANGE, "", tuple(question.name for question in asked), tuple(labels))
    head = asking.head_of(scene, aside)
    return asking.ask_aside(scene, scene.conversation, aside, (), head, ("change",))


def _change_one(scene: Scene, rest: tuple[str, ...]) -> Turn | None:
    """Follow "change place"; "change place to York" is left to the correction it is."""
    name = scene.content.readers[scene.flow.name].called.get(rest)
    if not name or name not in scene.conversation.now.answers:
        return None
    return reopen(scene, name)


def _restart(scene: Scene) -> Turn:
    return _restarted(scene, [_says(scene, "restart")])


def _restarted(scene: Scene, lead: Sequence[Line]) -> Turn:
    fresh = scene.conversation.moved(Position())._replace(unclear=0, aside=None)
    return asking.go_on(scene, fresh, lead, ("restart",))


def _menu(scene: Scene) -> Turn:
    return asking.again(scene, [_says(scene, "menu")], ("menu",))


def _more(scene: Scene) -> Turn:
    question = scene.question
    if question is not None and question.options:
        conversation = scene.conversation
        return asking.list_options(scene, conversation, question)
    if _shown(scene):
        return showing.more(scene) or asking.again(
            scene, [_says(scene, "more", empty=True)], ("no more groups",)
        )
    return asking.again(scene, (), ("more",))


def _list(scene: Scene) -> Turn:
    """Send the list in front of the contact, else the last one on their trail."""
    conversation = scene.conversation
    listed = next((p for p in (conversation.now, *reversed(conversation.trail)) if p.shown), None)
    if listed is None:
        return asking.again(scene, [_says(scene, "list", empty=True)], ("no list yet",))
    scene = scene.after(conversation.moved(listed))
    return showing.again(scene, [_says(scene, "list")], ("list",))


def _share(scene: Scene) -> Turn:
    shown, opened = _shown(scene), scene.conversation.now.opened
    if not opened and len(shown) == 1:
        return _share_number(scene, 1)
    if service := scene.directory.shown(opened):
        return details.share(scene, service, _says(scene, "share").text)
    return asking.again(scene, [_says(scene, "share", empty=True)], ("nothing to share",))


def _share_number(scene: Scene, number: int) -> Turn:
    shown = _shown(scene)
    service = scene.directory.shown(shown[number - 1]) if 1 <= number <= len(shown) else None
    if service is None:
        return asking.again(scene, [_says(scene, "share", empty=True)], ("no such group",))
    now = scene.conversation.now._replace(opened=service.id)
    scene = scene.after(scene.conversation._replace(now=now))
    return details.share(scene, service, _says(scene, "share").text)


def _skip(scene: Scene) -> Turn:
    question, conversation = scene.question, scene.conversation
    if not conversation.asked:
        return asking.go_on(scene, conversation, (), ("skip before anything was asked",))
    if question is None or not question.skippable:
        return asking.again(scene, [_says(scene, "skip", empty=True)], ("nothing to skip",))
    answered = conversation.now.answered(question.name, ())
    moved = conversation.moved(answered)._replace(unclear=0, aside=None)
    is_place = question.kind is Kind.PLACE
    lead = keep(scene.text("place_skipped")) if is_place else _says(scene, "skip")
    return asking.go_on(scene, moved, [Line(lead.text, drop=4)], (f"skip {question.name}",))


def not_sure(scene: Scene) -> Turn | None:
    """Leave a question open for somebody who does not know: it is not decided for them."""
    if not scene.question or scene.conversation.aside:
        return None
    none = bare(scene.tokens) in scene.content.language.none_of_them
    out = none and scene.question.kind is Kind.CHOICE
    return _skip(scene) if out or read_text(scene, scene.question).unsure else None


def _done(scene: Scene) -> Turn:
    now, flow = scene.conversation.now, scene.flow
    match_step = next(step.name for step in flow.steps if isinstance(step, Match))
    if isinstance(flow.by_name.get(scene.conversation.step), End):
        return asking.again(scene, (), ("done",))
    if not now.shown:
        none = "none" in (scene.question.any_words if scene.question else ())
        said, why = [_says(scene, "done", empty=True)], ("no list yet",)
        return _skip(scene) if none else asking.again(scene, said, why)
    passed = tuple(dict.fromkeys((*now.passed, match_step)))
    moved = scene.conversation.moved(now._replace(passed=passed))._replace(aside=None)
    return asking.go_on(scene, moved, (), ("done",))


def _privacy(scene: Scene) -> Turn:
    kept = scene.content.privacy
    said = _says(scene, "privacy", privacy=kept.address, days=str(kept.keep_days))
    return asking.again(scene, [said], ("privacy",))


def _start(scene: Scene) -> Turn:
    return asking.again(scene, [_says(scene, "start")], ("start",))


def other_ones(scene: Scene) -> Turn | None:
    """Go to the other list: the one BACK came from, else the next groups."""
    said = scene.words
    at = said.index("other") if "other" in said else -1
    if at < 0 or said[at + 1 : at + 2] not in (("ones",), ("list",), ("groups",)):
        return None
    conversation = scene.conversation
    if conversation.undone is None:
        return _more(scene) if scene.at_results else None
    other = conversation.moved(conversation.undone)
    if (reading := read_text(scene, None)).says_something:
        return take_up(scene.after(other), reading)
    return present(scene.after(other), [_back_to(scene, other.now)], ("the other ones",))


FOLLOW: Mapping[str, Callable[[Scene], Turn]] = {
    "start": _start,
    "back": _back,
    "change": _change,
    "restart": _restart,
    "menu": _menu,
    "more": _more,
    "list": _list,
    "share": _share,
    "skip": _skip,
    "done": _done,
    "privacy": _privacy,
}
