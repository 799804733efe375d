"""How readings are judged: what counts as right, and what is counted apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.evaluation import answers, places
from chatbot.evaluation.cases import Case, CaseError
from chatbot.evaluation.report import at_share, sum_up
from chatbot.evaluation.subjects import SUBJECTS, make_ready
from chatbot.evaluation.trials import Verdict, Workbench, run
from chatbot.loading.tree import Report
from chatbot.places import Place
from chatbot.understanding.lists.choosing import Choice
from chatbot.understanding.place.placing import Found, PlaceReading
from tests.bench import understanding
from tests.conftest import ROOT
from tests.test_evaluate import ANSWERS, MENU, PLACES, written

LEEDS = Place("Leeds", "Leeds, West Yorkshire", "city", "", "England", 53.8, -1.55, "LS1")
LS6 = Place("LS6", "LS6 (Leeds)", "outcode", "", "England", 53.82, -1.57, "LS6")
NEWPORT = Place("Newport", "Newport, Wales", "city", "Gwent", "Wales", 51.588, -2.998, "NP20")
ISLE = Place("Newport", "Newport, Isle of Wight", "town", "", "England", 50.7, -1.29, "PO30")


@pytest.fixture
def bench(content: Content, directory: Directory) -> Workbench:
    return Workbench(content, directory)


def judged(kind: str, expected: Any, choice: Choice, options: list[Any] | None = None) -> Verdict:
    asked = answers.asked_in({"kind": kind, "options": options})
    return answers.judge(asked, expected, choice)


AS_OBJECTS = [{"value": "on", "label": "Online"}, {"value": 7, "label": "Seven", "also": "sieben"}]
SAME = {
    "true is yes": ("yes_no", True, Choice(("yes",)), None, True),
    "false is no": ("yes_no", False, Choice(("no",)), None, False),
    "yes as a text": ("yes_no", "yes", Choice(("yes",)), None, "yes"),
    "yes is the first option": ("yes_no", "Ok", Choice(("yes",)), ["Ok", "Later"], "Ok"),
    "no is the second": ("yes_no", "Later", Choice(("no",)), ["Ok", "Later"], "Later"),
    "the options turned round": ("yes_no", "No", Choice(("no",)), ["No", "Yes"], "No"),
    "yes where options are": ("yes_no", "yes", Choice(("yes",)), ["Yes", "No"], "yes"),
    "a list of one": ("choice", ["Online"], Choice(("Online",)), MENU, ["Online"]),
    "one for a list": ("many", "Online", Choice(("Online",)), MENU, ["Online"]),
    "any order": ("many", ["By phone", "Online"], Choice(("By phone", "Online")), MENU, MENU[1:]),
    "none or any": ("many", [], Choice(()), MENU, []),
    "by label": ("choice", "online", Choice(("on",)), AS_OBJECTS, "on"),
    "a value that is a number": ("number", 7, Choice(("7",)), AS_OBJECTS, 7),
    "a number that was texted": ("number", 12, Choice(("12",)), None, 12),
    "ask again": ("choice", None, Choice(guess="Online"), MENU, None),
    "unsure": ("yes_no", "unsure", Choice(unsure=True), None, "unsure"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "expected", "choice", "options", "got"), SAME.values(), ids=SAME)
def test_answers_that_mean_the_same_are_right(
    kind: str, expected: Any, choice: Choice, options: list[Any] | None, got: Any
) -> None:
    verdict = judged(kind, expected, choice, options)
    assert verdict.right
    assert verdict.got == got


def test_flipped_decided_and_taken_are_counted_apart() -> None:
    flipped = judged("yes_no", "yes", Choice(("no",))).counts["yes_no"]
    assert flipped == {"n": 1, "right": 0, "flipped": 1, "unsure": 0, "unsure_decided": 0}
    decided = judged("yes_no", "unsure", Choice(("no",))).counts["yes_no"]
    assert (decided["flipped"], decided["unsure"], decided["unsure_decided"]) == (0, 1, 1)
    taken = judged("choice", None, Choice(("Online",)), MENU).counts["choice"]
    assert taken == {"n": 1, "right": 0, "ask_again": 1, "taken_for_an_option": 1}
    asked = judged("yes_no", "yes", Choice()).counts["yes_no"]
    assert (asked["right"], asked["flipped"]) == (0, 0)


def test_misspelt_answers_are_counted_by_how_hard_they_are_to_read() -> None:
    line = {"kind": "choice", "misspelt": "hard", "text": "onlin", "options": MENU}
    verdict = answers.judge(answers.asked_in(line), "Online", Choice(("Online",)))
    assert verdict.counts["choice, misspelt: hard"] == {"n": 1, "right": 1}
    assert verdict.counts["choice"]["n"] == 1
    with pytest.raises(CaseError, match="'awful' is no way of misspelling we know"):
        answers.asked_in({**line, "misspelt": "awful"})


def placed(content: Content, expect: dict[str, Any], reading: PlaceReading) -> Verdict:
    return places.judge(places.expected_in(content.gazetteer, expect), reading)


POINT = {"kind": "place", "lat": 53.8, "lon": -1.55, "tolerance_km": 8}
DISTRICT = {"kind": "outcode", "outcode": "LS6", "tolerance_km": 5}
NEWPORTS = PlaceReading(Found.ASK, candidates=(NEWPORT, ISLE))
PLACED = {
    "a district for a place near it": (POINT, PlaceReading(Found.PLACE, LS6), True),
    "a place too far off": (POINT, PlaceReading(Found.PLACE, NEWPORT), False),
    "asked back the right one": (POINT, PlaceReading(Found.CONFIRM, LEEDS), True),
    "asked back a wrong one": (POINT, PlaceReading(Found.CONFIRM, NEWPORT), False),
    "the district": (DISTRICT, PlaceReading(Found.PLACE, LS6), True),
    "a full postcode": (
        {"kind": "outcode", "outcode": "ls6 2ab"}, PlaceReading(Found.PLACE, LS6), True,
    ),
    "another district": (
        {"kind": "outcode", "outcode": "LS7"}, PlaceReading(Found.PLACE, LS6), False,
    ),
    "a place for a district": (DISTRICT, PlaceReading(Found.PLACE, LEEDS), True),
    "no candidates named": ({"kind": "ambiguous"}, NEWPORTS, True),
    "a candidate by name": (
        {"kind": "ambiguous", "candidates": [{"name": "Newport"}]}, NEWPORTS, True,
    ),
    "by a point": ({"kind": "ambiguous", "candidates": [[50.71, -1.3]]}, NEWPORTS, True),
    "by a point and a name": (
        {"kind": "ambiguous", "candidates": [{"name": "x", "lat": 50.71, "lon": -1.3}]},
        NEWPORTS,
        True,
    ),
    "none of ours": ({"kind": "ambiguous", "candidates": ["Newport, Fife"]}, NEWPORTS, False),
    "taken without asking": ({"kind": "ambiguous"}, PlaceReading(Found.PLACE, ISLE), False),
    "abroad": ({"kind": "none"}, PlaceReading(Found.ABROAD, why="abroad: France"), True),
    "asked where none is": ({"kind": "none"}, PlaceReading(Found.CONFIRM, LEEDS), False),
}  # fmt: skip


@pytest.mark.parametrize(("expect", "reading", "right"), PLACED.values(), ids=PLACED)
def test_places_are_compared_as_people_would(
    content: Content, expect: dict[str, Any], reading: PlaceReading, right: bool
) -> None:
    assert placed(content, expect, reading).right is right


def test_confident_but_wrong_and_asked_back_are_counted_apart(content: Content) -> None:
    wrong = placed(content, {"kind": "none"}, PlaceReading(Found.PLACE, LEEDS))
    assert wrong.counts == {"none": {"n": 1, "right": 0, "confident_but_wrong": 1}}
    back = placed(content, POINT, PlaceReading(Found.CONFIRM, LEEDS))
    assert back.counts["place"]["asked_back"] == 1
    assert back.got["kind"] == "ambiguous" and back.got["lat"] == 53.8
    abroad = placed(content, {"kind": "none"}, PlaceReading(Found.ABROAD))
    assert abroad.got["why"] == "abroad"


def test_candidates_come_back_in_the_shape_they_were_given(content: Content) -> None:
    def shaped(*candidates: Any) -> list[Any]:
        expect = {"kind": "ambiguous", "candidates": list(candidates)}
        got: list[Any] = placed(content, expect, NEWPORTS).got["candidates"]
        return got

    assert shaped("Newport, Wales") == ["Newport, Wales", "Newport, Isle of Wight"]
    assert shaped([51.6, -3.0]) == [[51.588, -2.998], [50.7, -1.29]]
    assert shaped({"name": "Newport"})[0] == {"name": "Newport", "lat": 51.588, "lon": -2.998}
    assert shaped()[0] == {"name": "Newport, Wales", "lat": 51.588, "lon": -2.998}


def test_each_question_of_an_opener_is_counted_by_itself(bench: Workbench) -> None:
    records = [
        {"text": "Leeds", "expected": {"place": "Leeds", "meet": ["online"]}},
        {"text": "York, online", "expected": {"place": "Bath"}},
    ]
    summary = summed(bench, "openers", records)
    assert summary.right == 0
    place, meet = summary.by_kind["place"], summary.by_kind["meet"]
    assert place == {"n": 2, "right": 1, "missed": 1, "invented": 1, "contrary": 0}
    assert meet == {"n": 1, "right": 0, "missed": 1, "invented": 1, "contrary": 0}
    assert summary.as_json()["by_kind"]["who"]["accuracy"] is None


@pytest.mark.parametrize(
    ("said", "text", "right"),
    [
        ("leeds", "Leeds", True),
        ("Leeds, West Yorkshire", "Leeds", True),
        ("LS6", "LS6 2AB", True),
        ("LS7", "LS6 2AB", False),
        ("Newport", "Newport", True),
        ("newcastle", "Newcastle upon Tyne", True),
        ("Bradford", "Leeds", False),
        ("Lerwick, Shetland", "Lerwick", True),
        ("Leeds, Shetland", "Leeds", False),
    ],
)
def test_a_place_is_right_by_any_of_its_names(
    bench: Workbench, said: str, text: str, right: bool
) -> None:
    assert summed(bench, "openers", [{"text": text, "expected": {"place": said}}]).right == right


def test_the_answers_before_stand_when_the_text_comes(bench: Workbench) -> None:
    before = {"place": "Newport", "who": "My child", "meet": ["online"], "needs": None}
    records = [
        {"before": before, "step": "groups", "text": "thanks", "after": {**before, "needs": []}},
        {"before": before, "step": "helpful", "text": "lol", "asks": "helpful"},
        {"before": {}, "step": "bye", "text": "ok", "asks": "bye"},
    ]
    assert summed(bench, "corrections", records).right == 3


AT_MEET: dict[str, Any] = {"before": {"place": "Leeds", "who": "adult"}, "step": "meet"}
"""Somebody who is asked how to meet."""
LEEDS_ADULT = {"place": "Leeds", "who": "adult"}
AT_A_STEP = {
    "a refusal": ("not by phone", {"refused": {"meet": ["phone"]}}, True, 0),
    "what the others leave out": ("anything but phone", {"refused": {"meet": ["phone"]}}, True, 0),
    "another refusal": ("not by phone", {"refused": {"meet": ["online"]}}, False, 0),
    "a wish heard as one": ("by phone", {"after": {"meet": ["phone"]}}, True, 0),
    "a wish for what is ruled out": ("not by phone", {"after": {"meet": ["phone"]}}, False, 1),
    "a refusal of what is wished": ("by phone", {"refused": {"meet": ["phone"]}}, False, 1),
    "left open, and on to the next": ("all fine", {"asks": "needs"}, True, 0),
    "left open, but asked the same": ("erm", {"asks": "needs"}, False, 0),
    "something else beside it": ("by phone, pregnant", {"after": {"meet": ["phone"]}}, True, 0),
}


@pytest.mark.parametrize(("text", "meant", "right", "contrary"), AT_A_STEP.values(), ids=AT_A_STEP)
def test_an_answer_at_a_step_is_judged_by_that_step(
    bench: Workbench, text: str, meant: dict[str, Any], right: bool, contrary: int
) -> None:
    after = {**LEEDS_ADULT, **meant.get("after", {})}
    record = {**AT_MEET, "text": text, "judged": ["meet"], **meant, "after": after}
    summary = summed(bench, "corrections", [record])
    assert (summary.right, summary.by_kind["after"]["contrary"]) == (right, contrary)


def summed(bench: Workbench, kind: str, records: list[dict[str, Any]]) -> Any:
    report = Report()
    raw = "\n".join(map(json.dumps, records)).encode()
    cases, trials = make_ready(SUBJECTS[kind], bench, "set.jsonl", raw, report)
    assert not report.problems
    return sum_up(run(cases, trials))


def test_every_line_that_is_given_as_an_example_can_be_used(bench: Workbench) -> None:
    guide = (ROOT / "docs/evaluating.md").read_text(encoding="utf-8")
    in_guide = re.findall(r"^\| `(\w+)` \| `({.+?})` \|", guide, re.MULTILINE)
    assert [kind for kind, _ in in_guide] == list(SUBJECTS)
    for kind, line in [*in_guide, *((kind, s.example) for kind, s in SUBJECTS.items())]:
        summed(bench, kind, [json.loads(line)])


def test_a_mark_at_the_start_of_the_file_is_no_fault(bench: Workbench) -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(PLACES[0]).encode() + b"\r\n"
    cases, _ = make_ready(SUBJECTS["places"], bench, "set.jsonl", raw, Report())
    assert cases == [Case(1, PLACES[0])]


def test_the_p95_is_the_value_that_95_of_100_do_not_pass() -> None:
    assert at_share(range(1, 101), 0.95) == 95
    assert at_share([3.0], 0.5) == 3.0


def test_the_bench_prints_both_halves_beside_a_yardstick(bench: Workbench, tmp_path: Path) -> None:
    written(tmp_path / "answers.seen.jsonl", ANSWERS)
    written(tmp_path / "answers.unseen.jsonl", ANSWERS[:5])
    rows = understanding.measure(bench.content, bench.directory, tmp_path)
    figures = {row.what.strip(): row for row in rows}
    assert rows[0].figure == "seen 83.3% of 6; unseen 100.0% of 5"
    assert figures["yardstick, RapidFuzz ratio over the labels"].figure.startswith("seen ")
    flipped = next(row for row in rows if row.what.strip() == "flipped")
    assert flipped.figure == "seen 0 of 1; unseen 0 of 1"
    assert flipped.goal is not None and flipped.goal.reached


def test_the_bench_prints_everyday_texts_by_themselves(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "everyday").mkdir()
    written(tmp_path / "everyday" / "answers.unseen.jsonl", ANSWERS[:5])
    written(tmp_path / "answers.unseen.jsonl", ANSWERS)
    rows = understanding.measure(bench.content, bench.directory, tmp_path)
    named = {row.what: row.figure for row in rows}
    assert named["answers, everyday"] == "unseen 100.0% of 5"
    assert named["answers"] == "unseen 83.3% of 6"


def test_the_bench_passes_over_sets_that_are_not_there(bench: Workbench, tmp_path: Path) -> None:
    rows = understanding.measure(bench.content, bench.directory, tmp_path)
    assert [row.figure for row in rows] == [f"no sets in {tmp_path.name}"]
