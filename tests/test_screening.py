"""What a sign of danger is worth, by what stands near it: a small lexicon of its own."""

from __future__ import annotations

from shutil import copy

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.evaluation.danger import judge
from chatbot.evaluation.report import sum_up
from chatbot.evaluation.subjects import SUBJECTS, make_ready
from chatbot.evaluation.trials import Workbench, run
from chatbot.loading.helplines import read_helplines
from chatbot.loading.lexicon import read_safety
from chatbot.loading.tree import Report
from chatbot.safety.lexicon import Lexicon, Tier
from chatbot.safety.screening import screen, screening_of
from tests.test_safety import FLOWS

SMALL = """
spellings: {do not: [dont]}
lists:
  someone: [he, mum, friend]
  things: [rope, hot dog]
idioms: [rope of sand]
guards:
  - {id: negated, concerns: [abuse], where: before, effect: drops, phrases: [never]}
  - {id: over, concerns: [abuse], where: after, effect: lowers, phrases: [years ago]}
  - {id: film, concerns: [abuse], where: sentence, effect: weakens, phrases: [film],
     unless: [really]}
  - {id: joke, concerns: [abuse], where: anywhere, effect: lowers, phrases: [lol]}
patterns:
  - {id: abuse.hit, concern: abuse, tier: clear, phrases: ["hit* me"], unless: [tennis],
     source: us, reviewed_by: nobody yet, reviewed_on: never}
  - {id: abuse.odd, concern: abuse, tier: unclear, phrases: [odd at home],
     source: us, reviewed_by: nobody yet, reviewed_on: never}
  - {id: abuse.plain, concern: abuse, tier: clear, phrases: [ties me up], ignores: [negated, joke],
     source: us, reviewed_by: nobody yet, reviewed_on: never}
  - {id: hint.afraid, concern: abuse, tier: hint, phrases: [afraid, scared],
     source: us, reviewed_by: nobody yet, reviewed_on: never}
  - {id: hint.home, concern: abuse, tier: hint, phrases: [go home, "{things}"],
     source: us, reviewed_by: nobody yet, reviewed_on: never}
"""


@pytest.fixture
def bench(content: Content, directory: Directory) -> Workbench:
    return Workbench(content, directory)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("flows")
    (folder / "safety.words").mkdir()
    (folder / "safety.words" / "small.yaml").write_text(SMALL, encoding="utf-8")
    copy(FLOWS / "safety.yaml", folder / "safety.yaml")
    report = Report()
    lexicon = read_safety(folder, read_helplines(FLOWS, report), None, (), report)
    assert report.problems == []
    return lexicon


CLEAR, UNCLEAR, NOTHING = Tier.CLEAR, Tier.UNCLEAR, None
WORTH = {
    "he hits me": CLEAR,
    "he was hitting me": CLEAR,
    "HE HIT ME": CLEAR,
    "he never hit me": NOTHING,
    "never once hit me": NOTHING,
    "never. he hits me": CLEAR,
    "he hit me years ago": UNCLEAR,
    "years ago he hit me": CLEAR,
    "in the film he hits me": UNCLEAR,
    "in the film really he hits me": CLEAR,
    "i saw a film. he hits me": CLEAR,
    "really good film. in that film he hits me": UNCLEAR,
    "he hits me. lol": UNCLEAR,
    "odd at home": UNCLEAR,
    "odd at home in the film": NOTHING,
    "odd at home lol": UNCLEAR,
    "he hits me at tennis": NOTHING,
    "tennis. he hits me": CLEAR,
    "never ties me up lol": CLEAR,
    "i am afraid": NOTHING,
    "i am afraid. and scared": NOTHING,
    "i am afraid to go home": UNCLEAR,
    "afraid. hot dog": UNCLEAR,
    "afraid of a rope of sand": NOTHING,
    "afraid in the film to go home": NOTHING,
}


@pytest.mark.parametrize("text", WORTH)
def test_a_sign_is_worth_what_stands_near_it(small: Lexicon, text: str) -> None:
    found = screen(small, text)
    assert [finding.tier for finding in found] == [WORTH[text]] * (WORTH[text] is not NOTHING)


def test_two_hints_name_both_their_rules(small: Lexicon) -> None:
    (found,) = screen(small, "too scared, cant go home")
    assert (found.rule, found.words) == ("hint.afraid + hint.home", "scared + go home")


WHOSE = {"he hits me": False, "mum says hit me": False, "my friend ties me up": False,
         "afraid to go home": False, "my friend is odd at home": True,
         "i think mum is odd at home": True, "mum thinks i am odd at home": False,
         "mum is nice. odd at home": False}  # fmt: skip


@pytest.mark.parametrize("text", WHOSE)
def test_whom_it_is_about_is_the_person_named_last(small: Lexicon, text: str) -> None:
    assert [found.other for found in screen(small, text)] == [WHOSE[text]]


def test_what_was_taken_back_is_told_with_the_reason(small: Lexicon) -> None:
    spared = screening_of(small, "he never hits me. hit me at tennis").spared
    assert [(one.words, one.because) for one in spared] == [
        ("hits me", "negated"),
        ("hit me", "what abuse.hit does not mean"),
    ]


ABUSE, ADVICE = "abuse", "advice"


def counts(shown: list[str], may_be: list[str], text: str, small: Lexicon) -> dict[str, dict]:
    return {**judge(shown, may_be, "chat", screen(small, text)).counts}


def test_what_is_found_and_missed_is_counted_for_each_concern(small: Lexicon) -> None:
    assert counts([ABUSE], [], "he hits me", small) == {
        ABUSE: {"n": 1, "right": 1, "found": 1, "wrongly_found": 0}
    }
    assert counts([ADVICE], [], "he hits me", small) == {
        ADVICE: {"n": 1, "right": 0},
        ABUSE: {"n": 0, "right": 0, "found": 1, "wrongly_found": 1},
    }
    assert counts([ADVICE], [ABUSE], "he hits me", small)[ADVICE] == {"n": 1, "right": 1}
    assert counts([], [], "he hits me", small) == {
        "none": {"n": 1, "right": 0, "false_alarms": 1},
        "none, chat": {"n": 1, "right": 0},
        ABUSE: {"n": 0, "right": 0, "found": 1, "wrongly_found": 1},
    }
    assert counts([], [ABUSE], "he hits me", small)["none"]["right"] == 1


LINES = b"""{"text": "he wont wake up", "label": "emergency", "also": ["advice"]}
{"text": "my cat", "label": "none", "kind": "chat"}
{"text": "i want to die", "label": "suicide_self_harm"}
"""


def test_a_set_of_danger_is_summed_up_with_recall_and_precision(bench: Workbench) -> None:
    report = Report()
    cases, trials = make_ready(SUBJECTS["safety"], bench, "x.jsonl", LINES, report)
    assert report.problems == []
    told = sum_up(run(cases, trials)).as_json()
    assert (told["n"], told["right"]) == (3, 2)
    assert told["by_kind"]["emergency"] | {"precision": 1.0} == told["by_kind"]["emergency"]
    assert told["by_kind"]["advice"] == {"n": 1, "right": 0, "accuracy": 0.0}
    assert told["by_kind"]["none"]["false_alarms"] == 0


@pytest.mark.parametrize(
    "line",
    ['{"text": "x", "label": "danger"}', '{"text": "x"}',
     '{"text": "x", "label": "abuse", "also": "advice"}',
     '{"text": "x", "label": "abuse", "also_ok": ["advise"]}'],
)  # fmt: skip
def test_a_line_that_is_wrong_is_named(bench: Workbench, line: str) -> None:
    report = Report()
    make_ready(SUBJECTS["safety"], bench, "x.jsonl", line.encode(), report)
    assert [problem.line for problem in report.errors] == [1]
