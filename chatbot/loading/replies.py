"""What is said for each concern, in each nation, with its helplines filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.flow import Helpline, Wording
from chatbot.loading.helplines import HELPLINES, NATIONS
from chatbot.loading.tree import Problem, Tree, did_you_mean
from chatbot.messages import Channel
from chatbot.safety.lexicon import ROOM, TOGETHER, URGENCY, Answer, Concern, Tier
from chatbot.segments import not_gsm

ANYWHERE = "anywhere"
FORMS = tuple(Answer.__dataclass_fields__)
FULL = ("text", "other", "unclear")
"""The forms that stand alone, so that each must hold every way."""
BY_TEXT = ("text ", "type ")
"""How the text option of a helpline begins that serves who cannot speak, or does not want to."""
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


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a {name} in a reply may stand for: a choice by nation, or a helpline."""

    by_nation: Mapping[str, Mapping[str, tuple[str, ...]]]
    helplines: Mapping[str, Helpline]

    def said(self, name: str, nation: str) -> tuple[str, str]:
        """Return what is said for a name, "" when nothing confirmed is left, and what is wrong."""
        if name in self.by_nation:
            choices = self.by_nation[name].get(nation) or self.by_nation[name].get(ANYWHERE, ())
            for choice in choices:
                filled, _, wrong = self.fill(choice, nation)
                if filled or wrong:
                    return filled, wrong
            return "", ""
        line = self.helplines.get(name)
        if line is None:
            known = [*self.by_nation, *self.helplines]
            return "", f"'{{{name}}}' is no helpline.{did_you_mean(name, known)}"
        if line.nations and nation not in line.nations:
            return "", f"'{name}' is only for {' and '.join(line.nations)}. Put it under by_nation."
        return (line.said if line.confirmed else ""), ""

    def fill(self, written: str, nation: str) -> tuple[str, frozenset[str], str]:
        """Return a text with its names filled in, "" when one is left empty, the names that it
        has, and what is wrong with one of them."""
        names = frozenset(_SLOT.findall(written))
        said = {name: self.said(name, nation) for name in names}
        wrong = next((problem for _, problem in said.values() if problem), "")
        if any(not text for text, _ in said.values()):
            return "", names, wrong
        return _SLOT.sub(lambda found: said[found[1]][0], written), names, wrong


def read_replies(
    here: Tree, by_nation: Tree, helplines: Mapping[str, Helpline]
) -> dict[tuple[Concern, str], Answer]:
    """Return what is said, by concern and nation; "" is a nation that is not known.

    Only confirmed helplines are said. A sentence that has none left is left out.
    """
    choices = {
        name: {
            nation: tuple(text.text() for text in choice.items())
            for nation, choice in entry.settings(_WHERE, [ANYWHERE]).items()
        }
        for name, entry in by_nation.entries().items()
    }
    lines = _Lines(choices, helplines)
    concerns = [str(concern) for concern in Concern]
    found: dict[tuple[Concern, str], Answer] = {}
    for name, entry in here.settings(concerns, concerns, "concern").items():
        parts = entry.settings(FORMS, FORMS)
        if len(parts) < len(FORMS):
            continue
        for nation in ("", *NATIONS):
            told = {form: _wording(parts[form], nation, lines) for form in FORMS}
            found[Concern(name), nation] = Answer(**told)
            for form in FULL:
                _check_ways(parts[form], told[form].sms, nation, helplines)
    _check_room(here, found)
    return found


def _wording(here: Tree, nation: str, lines: _Lines) -> Wording:
    """Return a reply with its lines filled in. What is wrong everywhere is said once."""
    written = here.text()
    kept: list[str] = []
    problems: list[str] = []
    for sentence in _SENTENCE.split(written):
        filled, _, wrong = lines.fill(sentence, nation)
        problems += [wrong] if wrong else []
        kept += [filled] if filled else []
    said = " ".join(kept)
    for says in dict.fromkeys(problems + faults_of(written, said)):
        if Problem(here.file, here.line, says) not in here.report.problems:
            here.problem(says)
    return Wording(said, said)


def _check_ways(here: Tree, said: str, nation: str, helplines: Mapping[str, Helpline]) -> None:
    """Whoever cannot speak or hear must find a way: one by text, and one for deaf people."""
    given = [line for line in helplines.values() if line.confirmed and line.said in said]
    where = nation or "a place not known"
    missing = []
    if not any(line.text_option.startswith(BY_TEXT) for line in given):
        missing.append("no way for who cannot speak")
    if not any("deaf" in line.who_for.casefold() for line in given):
        missing.append("no way for deaf people")
    if "999" not in said:
        missing.append("no 999")
    for what in missing:
        says = f"This reply has {what} (for {where}). Name one that is confirmed."
        here.problem(says)


def faults_of(written: str, filled: str) -> list[str]:
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
    """Whoever is in two kinds of danger is named the ways for both, so any two must fit."""
    for (first, nation), answer in answers.items():
        full = max(len(getattr(answer, form).sms) for form in FULL)
        for second in Concern:
            is_first = URGENCY[first, Tier.CLEAR] < URGENCY[second, Tier.UNCLEAR]
            if second is first or not is_first or (second, nation) not in answers:
                continue
            over = full + 1 + len(answers[second, nation].also.sms) - TOGETHER[Channel.SMS]
            if over > 0:
                where = nation or ANYWHERE
                here.problem(
                    f"For {where}, {first} with what {second} adds is {over} characters too long."
                )
