"""From the folder flows/ to one Content, or every problem in it at once."""

from __future__ import annotations

from pathlib import Path

from chatbot.content import Content, asked_texts, said_texts
from chatbot.flow import Flow
from chatbot.loading.bank_holidays import read_bank_holidays
from chatbot.loading.flows import Lines, read_flow
from chatbot.loading.helplines import read_helplines
from chatbot.loading.language import AGREEMENT_FILE, read_language
from chatbot.loading.last_words import check_last_words
from chatbot.loading.lexicon import read_safety
from chatbot.loading.open_referral import OPEN_REFERRAL_FILE, read_open_referral
from chatbot.loading.phrases import known_spellings
from chatbot.loading.places import read_gazetteer
from chatbot.loading.privacy import PRIVACY_FILE, read_privacy
from chatbot.loading.questions import QUESTIONS_FILE, read_questions
from chatbot.loading.soundness import check_flow
from chatbot.loading.texts import (
    COMMANDS_FILE,
    TEXTS_FILE,
    read_commands,
    read_texts,
)
from chatbot.loading.tree import ContentError, Report
from chatbot.loading.upkeep import UPKEEP_FILE, read_letters
from chatbot.understanding.denial.phrasebook import phrase_words
from chatbot.understanding.wishes.flowreader import reader_of

OWN_FILES = (
    COMMANDS_FILE, TEXTS_FILE, PRIVACY_FILE, AGREEMENT_FILE, QUESTIONS_FILE, OPEN_REFERRAL_FILE,
    UPKEEP_FILE, "safety.yaml",
)  # fmt: skip
FIRST_FLOW = "find-group"


def load(folder: Path, privacy_address: str) -> Content:
    """Return the content of a folder, or raise ContentError with all its problems."""
    report = Report()
    content = read(folder, privacy_address, report)
    if content is None or report.errors:
        raise ContentError(report.errors)
    return content


def read(folder: Path, privacy_address: str, report: Report) -> Content | None:
    """Read a folder, adding every problem to ``report``; None when too much of it is missing."""
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "is not there"
        report.add(str(folder), 1, f"This {what}. Name the folder that holds the flows.")
        return None
    texts = read_texts(folder, report)
    helplines = read_helplines(folder, report)
    gazetteer = read_gazetteer(folder / "places", report)
    language = read_language(folder, gazetteer.word_uses, report)
    lexicon = read_safety(folder, helplines, language, gazetteer.names, report)
    spellings = known_spellings(lexicon, language)
    commands = read_commands(folder, spellings, report)
    queries = read_questions(folder, spellings, commands, report)
    privacy = read_privacy(folder, privacy_address, report)
    letters = read_letters(folder, report)
    check_last_words(folder, report)
    read_open_referral(folder, report)
    reserved = commands.reserved if commands else {}
    flows = _flows(folder, reserved, report)
    if not flows and not report.errors:
        report.add(str(folder), 1, "There is no flow here. A flow is a file like find-group.yaml.")
    if report.errors or not (commands and texts and flows and language and queries):
        return None
    if privacy is None or letters is None:
        return None
    return Content(
        flows=flows,
        readers={flow.name: reader_of(flow, language) for flow in flows},
        commands=commands.commands,
        spoken=commands.spoken,
        courtesies=commands.courtesies,
        touching=commands.touching,
        pictures=commands.pictures,
        queries=queries,
        starts={phrase_words(word): flow.name for flow in flows for word in flow.start_words},
        texts=texts,
        lexicon=lexicon,
        helplines=helplines,
        gazetteer=gazetteer,
        language=language,
        privacy=privacy,
        letters=letters,
        asked=asked_texts(flows),
        said=said_texts(flows),
        bank_holidays=read_bank_holidays(),
    )


def _flows(folder: Path, reserved: dict[str, str], report: Report) -> tuple[Flow, ...]:
    flows: list[Flow] = []
    started: dict[tuple[str, ...], str] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in OWN_FILES or path.name.endswith(".stories.yaml"):
            continue
        found = read_flow(path, path.name, report)
        if found is None:
            continue
        flow, lines = found
        check_flow(flow, lines, reserved, report)
        _check_start_words(flow, lines, reserved, started)
        if any(other.name == flow.name for other in flows):
            report.add(path.name, 1, f"Another file holds a flow named '{flow.name}'.")
            continue
        flows.append(flow)
    return tuple(sorted(flows, key=lambda flow: (flow.name != FIRST_FLOW, flow.name)))


def _check_start_words(
    flow: Flow, lines: Lines, reserved: dict[str, str], started: dict[tuple[str, ...], str]
) -> None:
    for word in flow.start_words:
        words = phrase_words(word)
        tree = lines.start_words
        if tree is None:
            continue
        if " ".join(words) in reserved:
            tree.problem(f"'{word}' cannot start a flow. {reserved[' '.join(words)]}")
        if started.setdefault(words, flow.name) != flow.name:
            tree.problem(f"'{word}' starts the flow '{started[words]}' already.")
