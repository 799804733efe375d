"""``chatbot evaluate``: small made-up sets, and what is said of a broken file."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chatbot.cli import main
from chatbot.content import Content
from chatbot.loading.folder import load

MENU = ["In person", "Online", "By phone"]
COMMAND = import_module("chatbot.cli.evaluate")

ANSWERS = [
    {"kind": "choice", "text": "online", "options": MENU, "expected": "Online"},
    {"kind": "yes_no", "text": "yes", "expected": True},
    {"kind": "many", "text": "3 and 1", "options": MENU, "expected": ["In person", "By phone"]},
    {"kind": "number", "text": "2", "options": MENU, "expected": "Online"},
    {"kind": "ordinal", "text": "the last one", "options": MENU, "expected": "By phone"},
    {"kind": "choice", "text": "phone", "options": MENU, "expected": "Online", "id": "wrong"},
]
PLACES = [
    {"id": 1, "text": "LS6 2AB", "expect": {"kind": "outcode", "outcode": "LS6"}},
    {"id": 2, "text": "im in leeds", "expect": {"kind": "place", "lat": 53.8, "lon": -1.55}},
    {"id": 3, "text": "Newport", "expect": {"kind": "ambiguous", "candidates": ["Newport, Wales"]}},
    {"id": 4, "text": "rather not say", "expect": {"kind": "none"}},
]
OPENERS = [
    {
        "text": "for my son, Leeds, online",
        "expected": {"who": "parent", "place": "LEEDS", "meet": ["online"]},
    },
    {"text": "Newport", "expected": {"place": "Newport", "needs": []}},
    {"text": "hello", "expected": {"place": "York"}},
]
CORRECTIONS = [
    {
        "before": {"place": "Leeds"},
        "step": "who",
        "text": "actually York",
        "after": {"place": "York"},
    },
    {
        "before": {"place": "Leeds", "who": "parent"},
        "step": "groups",
        "text": "change place",
        "asks": "place",
    },
    {"before": {"place": "Nowhere at all"}, "step": "who", "text": "my child", "asks": "groups"},
]


@pytest.fixture(autouse=True)
def content_at_hand(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run of the command need not read all of flows/ again."""
    monkeypatch.setattr(COMMAND, "load", lambda _folder, _address: content)
    monkeypatch.setattr(COMMAND, "keep_for_good", lambda: None)


def written(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def evaluate(kind: str, file: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", kind, str(file), *more])


@pytest.mark.parametrize(
    ("kind", "records", "right"),
    [
        ("answers", ANSWERS, 5),
        ("places", PLACES, 4),
        ("openers", OPENERS, 2),
        ("corrections", CORRECTIONS, 2),
    ],
)
def test_each_kind_of_set_is_read_and_summed_up(
    tmp_path: Path, kind: str, records: list[dict[str, Any]], right: int
) -> None:
    file, out = written(tmp_path / "set.jsonl", records), tmp_path / "out.jsonl"
    result = evaluate(kind, file, "--json", "--predictions", str(out))
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    figures = json.loads(result.stdout)
    assert list(figures) == ["n", "right", "accuracy", "by_kind", "p50_us", "p95_us"]
    assert (figures["n"], figures["right"]) == (len(records), right)
    assert figures["accuracy"] == round(right / len(records), 4)
    assert 0 < figures["p50_us"] <= figures["p95_us"]
    again = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [{k: v for k, v in one.items() if k != "got"} for one in again] == records
    assert evaluate(kind, out, "--json").exit_code == 0


def test_got_has_the_shape_of_what_was_expected(tmp_path: Path) -> None:
    def got(kind: str, records: list[dict[str, Any]]) -> list[Any]:
        out = tmp_path / "out.jsonl"
        result = evaluate(kind, written(tmp_path / "in.jsonl", records), "--predictions", str(out))
        assert result.exit_code == 0, result.output
        return [json.loads(line)["got"] for line in out.read_text().splitlines()]

    expected = ["Online", True, ["In person", "By phone"], "Online", "By phone", "By phone"]
    assert got("answers", ANSWERS) == expected
    outcode, place, ambiguous, none = got("places", PLACES)
    assert outcode == {
        "kind": "outcode", "outcode": "LS6", "lat": 53.8191, "lon": -1.5717, "candidates": [],
    }  # fmt: skip
    assert (place["kind"], round(place["lat"])) == ("place", 54)
    assert ambiguous["kind"] == "ambiguous" and "Newport, Wales" in ambiguous["candidates"]
    assert (none["kind"], none["lat"], none["candidates"]) == ("none", None, [])
    opener = {"who": "parent", "place": "LEEDS", "meet": ["online"]}
    assert got("openers", OPENERS) == [opener, {"place": "Newport"}, {}]
    assert got("corrections", CORRECTIONS) == [{"place": "York"}, "place", "meet"]


def test_the_figures_are_told_in_words_with_the_misses(tmp_path: Path) -> None:
    said = evaluate("answers", written(tmp_path / "a.jsonl", ANSWERS)).output
    assert "a.jsonl: 5 of 6 texts were read as they should be (83.3%)." in said
    assert "yes_no       1      1  100.0%  flipped 0 of 1, unsure decided 0 of 0" in said
    assert "1 x  Online  ->  By phone" in said
    assert "line 6: phone\n    should be  Online\n    was read   By phone\n    because    " in said


def test_as_many_misses_are_listed_as_were_asked_for(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", [ANSWERS[-1]] * 12)
    assert evaluate("answers", file).output.count("should be  Online") == 10
    assert "The first 10; --show 12 lists all." in evaluate("answers", file).output
    assert evaluate("answers", file, "--show", "12").output.count("should be  Online") == 12
    assert "should be  Online" not in evaluate("answers", file, "--show", "0").output
    right = written(tmp_path / "right.jsonl", ANSWERS[:1])
    assert "There are no misses." in evaluate("answers", right).output


def test_of_an_unseen_set_only_totals_are_shown(tmp_path: Path) -> None:
    file = written(tmp_path / "answers.unseen.jsonl", ANSWERS)
    said = evaluate("answers", file).output
    assert "5 of 6" in said and "only its totals are shown" in said
    assert "line 6" not in said and "->" not in said
    assert "line 6: phone" in evaluate("answers", file, "--show", "5").output


def test_a_text_cannot_play_tricks_on_the_terminal(tmp_path: Path) -> None:
    half = {"kind": "yes_no", "text": "\ud83d\x1b[31m " + "so " * 100, "expected": "yes"}
    out = tmp_path / "out.jsonl"
    result = evaluate("answers", written(tmp_path / "a.jsonl", [half]), "--predictions", str(out))
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output and "so ..." in result.output
    assert json.loads(out.read_text())["text"] == half["text"]


BROKEN = {
    "not JSON": ("answers", '{"kind": ', "s.jsonl:1: This line is not JSON (Expecting value, at"),
    "no object": ("answers", "[1]", "s.jsonl:1: A line must be one object in curly brackets"),
    "a number too long": ("answers", "1" * 5000, "s.jsonl:1: This line is not JSON we can read."),
    "a wrong encoding": ("answers", b"caf\xe9", "s.jsonl:1: A character here is in the wrong"),
    "no kind": ("answers", {"text": "x"}, "'kind' is missing. It can be: yes_no, choice, many"),
    "an unknown kind": ("answers", {"kind": "yesno"}, "'yesno' is no kind we know. Did you mean"),
    "no text": ("answers", {"kind": "yes_no", "expected": 1}, "'text' is missing. Add what"),
    "a text that is none": ("places", {"text": 7, "expect": {}}, "'text' must be a text in"),
    "no options": ("answers", {"kind": "many", "text": "x"}, "'options' must be a list"),
    "an odd option": (
        "answers", {"kind": "many", "text": "x", "options": [{"also": 1}]}, "An option needs a",
    ),
    "an option that is none": (
        "answers", {"kind": "many", "text": "x", "options": [None]}, "An option must be a label",
    ),
    "nothing expected": ("answers", {"kind": "yes_no", "text": "x"}, "'expected' is missing. Add"),
    "an odd answer": (
        "answers", {"kind": "yes_no", "text": "x", "expected": {}}, "'expected' cannot be an",
    ),
    "no place": ("places", {"text": "x"}, "'expect' is missing. Add it, like"),
    "an odd place": ("places", {"text": "x", "expect": "LS6"}, "'expect' must be an object"),
    "no postcode": ("places", {"text": "x", "expect": {"kind": "outcode"}}, "'outcode' is missing"),
    "an odd postcode": (
        "places", {"text": "x", "expect": {"kind": "outcode", "outcode": 6}}, "'outcode' must be",
    ),
    "no point": ("places", {"text": "x", "expect": {"kind": "place"}}, "A place needs 'lat' and"),
    "an odd point": (
        "places", {"text": "x", "expect": {"kind": "place", "lat": "a"}}, "'lat' must be a number",
    ),
    "odd candidates": (
        "places",
        {"text": "x", "expect": {"kind": "ambiguous", "candidates": "Bath"}},
        "'candidates' is a list",
    ),
    "odd answers": (
        "openers", {"text": "x", "expected": {"meet": {}}}, "'meet' in 'expected' must be a text",
    ),
    "an unknown step": (
        "corrections",
        {"before": {}, "step": "whom", "text": "x", "asks": "who"},
        "'whom' is no step that waits for a text. The steps are: place, who, meet, needs, groups",
    ),
    "nothing afterwards": (
        "corrections", {"before": {}, "step": "who", "text": "x"}, "'after' is missing. Add the",
    ),
    "an odd question": (
        "corrections", {"before": {}, "step": "who", "text": "x", "asks": 1}, "'asks' must be",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "line", "says"), BROKEN.values(), ids=BROKEN)
def test_a_line_that_cannot_be_used_is_named(
    tmp_path: Path, kind: str, line: Any, says: str
) -> None:
    raw = line if isinstance(line, bytes) else line.encode() if isinstance(line, str) else b""
    (tmp_path / "s.jsonl").write_bytes(raw or json.dumps(line).encode())
    result = evaluate(kind, tmp_path / "s.jsonl", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "These lines cannot be used, so nothing was evaluated." in result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_every_broken_line_is_told_at_once_and_not_without_end(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text("x\n" * 30)
    said = evaluate("answers", tmp_path / "s.jsonl").stderr
    assert said.count("This line is not JSON") == 20
    assert "... and 10 more." in said


def test_a_file_that_is_not_there_or_empty_is_said_so(tmp_path: Path) -> None:
    missing = evaluate("places", tmp_path / "no.jsonl")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert f"There is no file {tmp_path / 'no.jsonl'}." in missing.stderr
    (tmp_path / "empty.jsonl").write_text("\n  \n")
    empty = evaluate("places", tmp_path / "empty.jsonl")
    assert empty.exit_code == 1
    assert "empty.jsonl is empty. A line could be: {" in empty.stderr
    folder = evaluate("places", tmp_path)
    assert folder.exit_code == 1 and "Cannot read" in folder.stderr


def test_predictions_never_take_the_place_of_the_set(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", ANSWERS)
    before = file.read_text()
    same = evaluate("answers", file, "--predictions", str(file))
    assert same.exit_code == 1 and "another file" in same.stderr
    assert file.read_text() == before
    nowhere = evaluate("answers", file, "--predictions", str(tmp_path / "no" / "out.jsonl"))
    assert nowhere.exit_code == 1 and "there is no such folder" in nowhere.stderr


def test_an_unknown_kind_or_option_is_a_mistake_of_use(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", ANSWERS)
    assert evaluate("answer", file).exit_code == 2
    assert evaluate("answers", file, "--show", "-1").exit_code == 2
    assert CliRunner().invoke(main, ["evaluate", "answers"]).exit_code == 2
    said = CliRunner().invoke(main, ["evaluate", "--help"])
    assert said.exit_code == 0
    assert "Example: chatbot evaluate answers my-answers.jsonl" in said.output


def test_ctrl_c_ends_it_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(COMMAND, "run", stopped)
    out = tmp_path / "out.jsonl"
    result = evaluate("answers", written(tmp_path / "a.jsonl", ANSWERS), "--predictions", str(out))
    assert (result.exit_code, result.stdout) == (130, "")
    assert "Stopped. Nothing was written." in result.stderr
    assert not out.exists()


def test_broken_content_sends_people_to_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "flows").mkdir()
    monkeypatch.setattr(COMMAND, "load", load)
    file = written(tmp_path / "a.jsonl", ANSWERS)
    result = evaluate("answers", file, "--flows", str(tmp_path / "flows"))
    assert result.exit_code == 1
    assert "Run: chatbot check" in result.stderr


def test_progress_is_told_on_a_terminal_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    progress = COMMAND._Progress(total=7, begin=-60.0)
    progress.tick(1)
    progress.tick(2)  # too soon after the first
    progress.wipe()
    assert capsys.readouterr().err == "\r1 of 7 texts\r\033[K"
    quiet = COMMAND._Progress(total=7, begin=float("inf"))
    quiet.tick(1)
    quiet.wipe()
    assert capsys.readouterr().err == ""
