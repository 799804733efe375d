"""The wordings of a flow in files of their own, and what is told of mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.flow import Flow, Question
from chatbot.loading.flows import read_flow
from chatbot.loading.tree import Report

FLOW = """\
flow: find
start_words: [hi]
steps:
  - ask: meet
    kind: many
    text: How would you like to meet?
    options:
      online: {label: Online}
      phone: {label: By phone, also: [ring me]}
    next: bye
  - end: bye
    text: Bye.
"""
LISTS = "calls: [zoom, teams]\n"
WORDS = """\
called: [the way we meet]
options:
  online:
    also: [by video]
    phrases:
      - on|over {calls}
"""


def read(folder: Path, **files: str) -> tuple[Flow, list[str]]:
    """Write a flow and its files of words, and return the flow and the problems told."""
    words = folder / "find.words"
    words.mkdir()
    (folder / "find.yaml").write_text(FLOW)
    for name, text in files.items():
        (words / f"{name}.yaml").write_text(text)
    report = Report()
    found = read_flow(folder / "find.yaml", "find.yaml", report)
    assert found is not None
    return found[0], [str(problem) for problem in report.problems]


def test_a_file_of_words_adds_to_its_question_and_options(tmp_path: Path) -> None:
    flow, problems = read(tmp_path, lists=LISTS, meet=WORDS)
    assert problems == []
    meet = flow.by_name["meet"]
    assert isinstance(meet, Question)
    online, phone = meet.options
    assert meet.called == ("the way we meet",)
    assert online.also == ("by video",)
    assert online.phrases == ("on|over {calls}",)
    assert phone.also == ("ring me",)


WRONG = {
    "words in both files": (
        {"meet": "options:\n  phone:\n    also: [call me]\n"},
        "find.words/meet.yaml:3: 'also' of the option 'phone' stands in find.yaml too. "
        "Keep it in one.",
    ),
    "a file of no question": (
        {"meat": "called: [way]\n"},
        "find.words/meat.yaml:1: The flow has no question 'meat'. Did you mean 'meet'?",
    ),
    "an option that is not there": (
        {"meet": "options:\n  onlin:\n    also: [call me]\n"},
        "find.words/meet.yaml:2: 'onlin' is no option of 'meet'. Did you mean 'online'?",
    ),
    "a setting that belongs into the flow": (
        {"meet": "options:\n  online:\n    label: Video\n"},
        "find.words/meet.yaml:3: 'label' is no wording. Write it in the flow's own file.",
    ),
    "a phrase that cannot be read": (
        {"meet": 'options:\n  online:\n    phrases: ["on {cals}"]\n'},
        "find.words/meet.yaml:3: The phrase 'on {cals}' cannot be read: there is no list 'cals'; "
        "near it are 'calls'.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_a_file_of_words_is_told_with_its_line(tmp_path: Path, case: str) -> None:
    files, says = WRONG[case]
    _, problems = read(tmp_path, **{"lists": LISTS, **files})
    assert problems == [says]
