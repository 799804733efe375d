"""What is said for each concern, in each nation, with its helplines filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chatbot.flow import Helpline, Wording
from chatbot.loading.helplines import HELPLINES, NATIONS
from chatbot.loading.tree import Problem, Tree, did_you_mean
from chatbot.messages import Channel
from chatbot.safety.lexicon import ROOM, Answer, Concern
from chatbot.segments import not_gsm

ANYWHERE = "anywhere"
TOO_LONG = 20
"""Words in a sentence, above which it is hard to read. Source: NHS digital service manual."""
TAKEN = frozenset("yes stop help end cancel quit info".split())
"""Words that phone networks keep for themselves, or that answer the open question."""
_WHERE = (ANYWHERE, *NATIONS)
_TYPED = re.compile(r"\b(?!999\b|111\b)\d{3,}\b")
_SLOT = re.compile(r"\{([^{}]*)\}")
_CONTRACTION = re.compile(r"\b\w+n['’]t\b", re.IGNORECASE)
_ASKS_REPLY = re.compile(r"\b(?:reply|text|send|answer) ([A-Z]{2,})\b(?! to \d)")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def read_replies(
    here: Tree, by_nation: Tree, helplines: Mapping[str, Helpline]
) -> dict[tuple[Concern, str], Answer]:
    """Return what is said, by concern and nation; "" is a nation that is not known."""
    slots = {
        name: {nation: text.text() for nation, text in choice.settings(_WHERE, [ANYWHERE]).items()}
        for name, choice in by_nation.entries().items()
    }
    concerns = [str(concern) for concern in Concern]
    forms = tuple(Answer.__dataclass_fields__)
    found: dict[tuple[Concern, str], Answer] = {}
    for name, entry in here.settings(concerns, concerns, "concern").items():
        parts = entry.settings(forms, forms)
        if len(parts) < len(forms):
            continue
        for nation in ("", *NATIONS):
            told = {form: _wording(parts[form], nation, slots, helplines) for form in forms}
            found[Concern(name), nation] = Answer(**told)
    _check_room(here, found)
    return found


def _wording(
    here: Tree, nation: str, slots: Mapping[str, dict[str, str]], helplines: Mapping[str, Helpline]
) -> Wording:
    """Return a reply with its lines filled in. What is wrong everywhere is said once."""
    written = here.text()
    known = [*slots, *helplines]

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name in slots:
            text = slots[name].get(nation) or slots[name].get(ANYWHERE, "")
            return _SLOT.sub(fill, text)
        line = helplines.get(name)
        if line is None:
            problems.append(f"'{{{name}}}' is no helpline.{did_you_mean(name, known)}")
        elif not line.confirmed:
            says = f"'{name}' is not confirmed, so it must not be sent. Check it, or leave it out."
            problems.append(says)
        elif line.nations and nation not in line.nations:
            says = f"'{name}' is only for {' and '.join(line.nations)}. Put it under by_nation."
            problems.append(says)
        return line.said if line else ""

    problems: list[str] = []
    filled = _SLOT.sub(fill, written)
    problems += _faults(written, filled)
    for says in dict.fromkeys(problems):
        if Problem(here.file, here.line, says) not in here.report.problems:
            here.problem(says)
    return Wording(filled, filled)


def _faults(written: str, filled: str) -> list[str]:
    """Say what stands against sending ``filled`` in one calm, short, cheap text."""
    says = []
    if dear := not_gsm(filled):
        says.append(f"'{dear}' would triple the cost of the text. Write it another way.")
    if len(filled) > ROOM[Channel.SMS]:
        says.append(f"This is {len(filled)} characters once filled; {ROOM[Channel.SMS]} fit.")
    if typed := _TYPED.findall(_SLOT.sub("", written)):
        says.append(f"'{typed[0]}' is typed here. Put the line into {HELPLINES} and name its key.")
    if short := _CONTRACTION.search(written):
        says.append(f"'{short[0]}' is easily misread. Write it in full, like 'do not'.")
    if (asked := _ASKS_REPLY.search(filled)) and asked[1].casefold() in TAKEN:
        says.append(f"{asked[1]} cannot be an answer here: phone networks keep that word.")
    for sentence in _SENTENCE.split(filled):
        if len(sentence.split()) > TOO_LONG:
            says.append(f"This sentence is over {TOO_LONG} words: '{sentence}'")
    return says


def _check_room(here: Tree, answers: Mapping[tuple[Concern, str], Answer]) -> None:
    """A life in danger is named in both ways, so those two replies must fit together."""
    pair = (Concern.EMERGENCY, Concern.SUICIDE_SELF_HARM)
    for first, second in (pair, pair[::-1]):
        for nation in ("", *NATIONS):
            if (first, nation) not in answers or (second, nation) not in answers:
                continue
            answer, also = answers[first, nation], answers[second, nation].also.sms
            over = max(len(answer.text.sms), len(answer.unclear.sms)) + 1 + len(also)
            if (over := over - ROOM[Channel.SMS]) > 0:
                where = nation or ANYWHERE
                here.problem(
                    f"For {where}, {first} with what {second} adds is {over} characters too long."
                )
