"""From safety.yaml and helplines.csv to the lexicon: what signals danger, and what is said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from chatbot.flow import Helpline, Wording
from chatbot.loading.tree import Problem, Report, Tree, did_you_mean, read_text, read_tree
from chatbot.messages import Channel
from chatbot.safety import ROOM, Answer, Concern, Effect, Guard, Lexicon, Pattern, Tier, Where
from chatbot.segments import not_gsm
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.tokens import words

HELPLINES = "helplines.csv"
SAFETY = "safety.yaml"
PARTS = tuple("by_nation replies spellings misspelt ordinary lists idioms guards patterns".split())
COLUMNS = tuple(Helpline.__dataclass_fields__)
MUST_HAVE = ("key", "name", "number", "said", "source", "checked_on", "confirmed")
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
ANYWHERE = "anywhere"
FRESH_FOR = 180
"""Days after which a helpline wants checking again."""
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
Choice = TypeVar("Choice", bound=StrEnum)


def read_helplines(folder: Path, report: Report) -> tuple[Helpline, ...]:
    """Return the lines of helplines.csv; each mistake is a Problem with its line."""
    text = read_text(folder / HELPLINES, HELPLINES, report)
    if text is None:
        return ()
    rows = csv.DictReader(io.StringIO(text))
    for column in rows.fieldnames or ():
        if column not in COLUMNS:
            says = f"'{column}' is not a column we know.{did_you_mean(column, COLUMNS)}"
            report.add(HELPLINES, 1, says)
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        report.add(HELPLINES, 1, f"These columns are missing: {', '.join(missing)}.")
        return ()
    found: dict[str, Helpline] = {}
    for row in rows:
        line = rows.line_num
        if None in row or None in row.values():
            says = "This row has more or fewer cells than there are columns. Look at its commas."
            report.add(HELPLINES, line, says)
            continue
        helpline = _helpline({column: row[column].strip() for column in COLUMNS}, line, report)
        if helpline and helpline.key in found:
            report.add(HELPLINES, line, f"The key '{helpline.key}' is already taken further up.")
        elif helpline:
            found[helpline.key] = helpline
    return tuple(found.values())


def _helpline(row: Mapping[str, str], line: int, report: Report) -> Helpline | None:
    says = [f"'{column}' is empty." for column in MUST_HAVE if not row[column]]
    if row["confirmed"] not in ("yes", "no"):
        says.append(f"'{row['confirmed']}' under confirmed is not yes or no.")
    try:
        date.fromisoformat(row["checked_on"])
    except ValueError:
        says.append(f"'{row['checked_on']}' is not a date. Write it like 2026-10-01.")
    nations = tuple(nation for nation in row["nations"].split("|") if nation)
    says += [f"'{n}' is no nation.{did_you_mean(n, NATIONS)}" for n in nations if n not in NATIONS]
    for problem in says:
        report.add(HELPLINES, line, problem)
    if says:
        return None
    texts = {column: row[column] for column in COLUMNS if column not in ("nations", "confirmed")}
    return Helpline(**texts, nations=nations, confirmed=row["confirmed"] == "yes")


def stale_helplines(helplines: Iterable[Helpline], today: date) -> list[Problem]:
    """Return a note for each helpline that nobody has checked for 180 days."""
    stale = []
    for line, helpline in enumerate(helplines, 2):
        days = (today - date.fromisoformat(helpline.checked_on)).days
        if days > FRESH_FOR:
            says = (
                f"{helpline.name} ({helpline.key}) was last checked {days} days ago. "
                "Look at its own website, then change checked_on."
            )
            stale.append(Problem(HELPLINES, line, says, note=True))
    return stale


def read_safety(folder: Path, helplines: Sequence[Helpline], report: Report) -> Lexicon:
    """Return the lexicon of safety.yaml. Only use it when ``report`` then holds no errors."""
    tree = read_tree(folder / SAFETY, SAFETY, report)
    found = tree.settings(PARTS, PARTS) if tree else {}
    if len(found) < len(PARTS):
        return Lexicon.of((), (), (), {}, (), {})
    spellings = _spellings(found["spellings"], found["ordinary"])
    lists = {name: entry.words() for name, entry in found["lists"].entries().items()}

    def phrases(here: Tree, *, whole: bool = False) -> tuple[Phrase, ...]:
        return _phrases(here, lists, spellings, whole=whole)

    guards = _guards(found["guards"], phrases)
    return Lexicon.of(
        _patterns(found["patterns"], phrases, {guard.id for guard in guards}),
        guards,
        phrases(found["idioms"]),
        spellings,
        found["misspelt"].words(),
        _answers(found["replies"], found["by_nation"], {line.key: line for line in helplines}),
    )


def _spellings(ways: Tree, ordinary: Tree) -> dict[str, tuple[str, ...]]:
    spellings: dict[str, tuple[str, ...]] = {}
    for reading, variants in ways.entries().items():
        for item in variants.items():
            variant = item.word()
            if words(variant) != [variant]:
                item.problem(f"'{variant}' must be one word in small letters, no apostrophe.")
            elif variant in spellings:
                item.problem(f"'{variant}' is already read as '{' '.join(spellings[variant])}'.")
            spellings[variant] = tuple(words(reading))
    return spellings | {word: (word,) for word in ordinary.words()}


def _phrases(
    here: Tree,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
    *,
    whole: bool,
) -> tuple[Phrase, ...]:
    found = []
    for item in here.items():
        try:
            found.append(compile_phrase(item.text(), lists, spellings, whole=whole))
        except PhraseError as error:
            item.problem(f"The phrase '{item.text()}' cannot be read: {error}.")
    return tuple(found)


def _choice(here: Tree, kinds: type[Choice]) -> Choice | None:
    word = here.word()
    known = [str(kind) for kind in kinds]
    if word in known:
        return kinds(word)
    here.problem(f"'{word}' is not one we know.{did_you_mean(word, known)}")
    return None


def _guards(here: Tree, phrases: Callable[[Tree], tuple[Phrase, ...]]) -> tuple[Guard, ...]:
    found: dict[str, Guard] = {}
    must = ("id", "concerns", "where", "effect", "phrases")
    for item in here.items():
        part = item.settings((*must, "unless"), must)
        if len(set(must) & part.keys()) < len(must):
            continue
        name = part["id"].word()
        concerns = [_choice(concern, Concern) for concern in part["concerns"].items()]
        where, effect = _choice(part["where"], Where), _choice(part["effect"], Effect)
        unless = phrases(part["unless"]) if "unless" in part else ()
        if name in found:
            part["id"].problem(f"The guard '{name}' is already there further up.")
        elif where and effect:
            kinds = frozenset(concern for concern in concerns if concern)
            found[name] = Guard(name, kinds, where, effect, phrases(part["phrases"]), unless)
    return tuple(found.values())


def _patterns(
    here: Tree, phrases: Callable[..., tuple[Phrase, ...]], guards: set[str]
) -> tuple[Pattern, ...]:
    found: dict[str, Pattern] = {}
    must = ("id", "concern", "tier", "phrases", "source", "reviewed_by", "reviewed_on")
    for item in here.items():
        part = item.settings((*must, "ignores", "whole"), must)
        if len(set(must) & part.keys()) < len(must):
            continue
        name = part["id"].word()
        concern, tier = _choice(part["concern"], Concern), _choice(part["tier"], Tier)
        ignores = part["ignores"].words() if "ignores" in part else ()
        for guard in sorted(set(ignores) - guards):
            part["ignores"].problem(f"There is no guard '{guard}'.{did_you_mean(guard, guards)}")
        whole = "whole" in part and part["whole"].flag()
        compiled = phrases(part["phrases"], whole=whole)
        who = (part["source"].text(), part["reviewed_by"].text(), part["reviewed_on"].text())
        if name in found:
            part["id"].problem(f"The pattern '{name}' is already there further up.")
        elif concern and tier:
            found[name] = Pattern(name, concern, tier, compiled, *who, frozenset(ignores))
    return tuple(found.values())


def _answers(
    here: Tree, by_nation: Tree, helplines: Mapping[str, Helpline]
) -> dict[tuple[Concern, str], Answer]:
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
