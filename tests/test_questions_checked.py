"""A mistake in flows/questions.yaml is named with its line and the way out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from chatbot.cli import main
from tests.conftest import FLOWS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "flows"
    shutil.copytree(FLOWS, copy)
    for path in copy.glob("*.stories.yaml"):
        path.unlink()
    for path in (copy / "places").glob("*.csv"):
        path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:40]) + "\n")
    return copy


BROKEN = {
    "a phrase that another question understands": (
        "    phrases: [zebra, is it free]",
        "'is it free' is understood as 'what_it_costs' already. Leave it with one of them.",
    ),
    "a phrase that cannot be read": (
        "    phrases: [zebra, (maybe) zebras]",
        "The phrase '(maybe) zebras' cannot be read: a word in ( ) at the start or the end",
    ),
    "a list that is not there": (
        '    phrases: ["{zebras} here"]',
        "The phrase '{zebras} here' cannot be read: there is no list 'zebras'",
    ),
    "a command": ("    phrases: [go back]", "'go back' is the command BACK. Leave it with one."),
    "a courtesy": (
        "    phrases: [goodnight]",
        "'goodnight' is met as 'bye' in commands.yaml. Leave it with one of them.",
    ),
    "a word that is passed over": (
        "    phrases: [zebra please]",
        "'please' is passed over in texts. Leave it out here.",
    ),
    "nothing that leads to it": ("", "Nothing leads to 'zebra'. Add a line 'phrases: ...'."),
    "an unknown setting": (
        "    phrases: [zebra]\n    phrase: [zebras]",
        "'phrase' is not a setting we know. Did you mean 'phrases'?",
    ),
    "what a group cannot know": (
        "    phrases: [zebra]\n    group_knows: yess",
        "'yess' is not something a group can know. Did you mean 'yes'?",
    ),
}


def told(folder: Path) -> list[str]:
    result = CliRunner().invoke(main, ["check", str(folder)])
    assert result.exit_code == 1
    return [row for row in result.output.splitlines() if row.startswith("questions.yaml:")]


@pytest.mark.parametrize(("phrases", "says"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_named_with_file_line_and_the_way_out(
    folder: Path, phrases: str, says: str
) -> None:
    path = folder / "questions.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n  zebra:\n{phrases}\n    text: Yes.\n")
    assert any(says in row for row in told(folder)), told(folder)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("I don't know.", "Write 'don't' as two words. Short forms are easily misread."),
        ("It is ‘free’.", "make a text message cost up to three times as much"),
        ("Ask {sam}.", "{sam} cannot be filled in here."),
        ("Long. " * 30, "Make it one text message: 160 characters or less."),
    ],
)
def test_the_texts_are_checked_as_all_others(folder: Path, answer: str, says: str) -> None:
    path = folder / "questions.yaml"
    written = path.read_text(encoding="utf-8")
    path.write_text(f'{written}\n  zebra:\n    phrases: [zebra]\n    text: "{answer}"\n')
    assert any(says in row for row in told(folder))


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "questions.yaml").unlink()
    assert "This file is missing." in told(folder)[0]
