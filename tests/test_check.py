"""``chatbot check``: each mistake a charity can make, and the exact words it is told in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from chatbot.cli import main
from chatbot.loading.folder import load
from chatbot.loading.tree import ContentError
from tests.conftest import FLOWS, PRIVACY

FLOW, WORDS = "find-group.yaml", "find-group.words/who.yaml"
GROUP = "northern-lights,Example Peer Network,Northern Lights T1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "flows"
    shutil.copytree(FLOWS, copy)
    return copy


@pytest.fixture
def bare(folder: Path) -> Path:
    """The folder without what takes long to read and is not what is broken."""
    for path in folder.glob("*.stories.yaml"):
        path.unlink()
    for path in (folder / "places").glob("*.csv"):
        path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:40]) + "\n")
    return folder


def check(folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", str(folder)])
    return result.exit_code, result.output


def break_it(folder: Path, file: str, old: str, new: str) -> int:
    """Put ``new`` in place of ``old`` and return the line it stands on."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file} any more"
    at = text.index(old)
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    return text[:at].count("\n") + 1


def test_what_we_ship_is_sound_and_its_stories_hold() -> None:
    code, output = check(FLOWS)
    assert code == 0, output
    assert "All is well." in output
    assert "They meet 8 of 8 steps" in output


BROKEN = {
    "an unknown setting": (
        "    kind: place\n", "    kidn: place\n    kind: place\n", 0,
        "'kidn' is not a setting of 'ask' we know. Did you mean 'kind'?",
    ),
    "a kind that is none": (
        "    kind: place", "    kind: plaec", 0,
        "'plaec' is no kind of question. Did you mean 'place'?",
    ),
    "a step that leads nowhere": (
        "next: {found: bye,", "next: {found: byee,", 0,
        "Step 'helpful' leads to 'byee', which is no step. Did you mean 'bye'?",
    ),
    "an answer that goes only with none": (
        "only_with: {meet: online}", "only_with: {meet: onlin}", -3,
        "'camera_off_ok' goes only with 'meet: onlin', which is no answer here.",
    ),
    "an option that is not there": (
        "next: {found: bye,", "next: {fuond: bye,", 0,
        "'fuond' is no option of 'helpful'. Did you mean 'found'?",
    ),
    "an option twice": (
        "      young_person:\n", "      adult:\n", 0,
        "'adult' is written twice. The first is on line",
    ),
    "two options that understand one word": (
        "when_asked: [teenager, teen,", "when_asked: [teenager, teen, myself,", -3,
        "Two answers to 'who' understand 'myself': adult and young_person. "
        "Leave it with one of them.",
    ),
    "one word for two questions": (
        "also: [arabic,", "also: [online, arabic,", 0,
        "'online' means 'meet: online' already. Under 'also' a word can mean one thing only. "
        "Move it to 'when_asked', or leave it with one of them.",
    ),
    "yes without quotes": (
        "      adult:\n", "      yes:\n", 0,
        "'yes' without quotes is read as true or false by many programs. "
        "Put it in quotes, like 'yes' with the marks, or use another word.",
    ),
    "a word the networks take": (
        "when_asked: [me, for me,", "when_asked: [me, stop, for me,", -2,
        "'stop' cannot be an answer word. Phone networks act on it, as they do on STOP.",
    ),
    "a word that is a command": (
        "when_asked: [me, for me,", "when_asked: [me, menu, for me,", -2,
        "'menu' cannot be an answer word. It is the command MENU, which works from anywhere.",
    ),
    "a match without its answer": (
        "    needs: [place, who, meet, needs]", "    needs: [place, whom, meet, needs]", -1,
        "'groups' needs the answer 'whom', which nothing asks. Did you mean 'who'?",
    ),
    "a step nothing leads to": (
        "  - end: bye_for_now\n",
        "  - end: bye_for_now\n    text: Goodbye.\n\n  - end: adieu\n", 3,
        "Nothing leads to 'adieu'. Link to it with 'next', or delete it.",
    ),
    "a circle": (
        "    needs: [place, who, meet, needs]\n",
        "    needs: [place, who, meet, needs]\n    next: place\n", None,
        "This goes round in a circle: place, who, meet, needs, groups, place.",
    ),
    "a contraction": (
        "Sorry, I do not know that place.", "Sorry, I don't know that place.", -4,
        "Write 'don't' as two words. Short forms are easily misread.",
    ),
    "a curly quote": (
        "Who is it for?\n", "Who’s it for?\n", 0,
        "The characters ’ make a text message cost up to three times as much. "
        "Use plain quotes, hyphens and letters.",
    ),
    "a field that cannot be filled": (
        "    text: Glad to help.", "    text: Glad to help, {name}.", 0,
        "{name} cannot be filled in here.",
    ),
    "a bracket left open": (
        "    text: Glad to help.", "    text: Glad to help {.", 0,
        "A curly bracket { or } is not closed. Write {name}, or leave brackets out.",
    ),
    "a step without a name": (
        "  - match: groups", "  - mtach: groups", 0,
        "A step begins with ask, keep, say, match or end. Did you mean 'match'?",
    ),
    "an option without a label": (
        "        label: Step-free\n", "", -1,
        "'label' is missing here. Add a line 'label: ...'.",
    ),
    "a question without options": (
        "    kind: place\n", "    kind: choice\n", -1,
        "The question 'place' needs options to choose from.",
    ),
    "no way out": (
        "  - end: bye\n    text:", "  - say: bye\n    next: bye_for_now_not\n    text:", 1,
        "Step 'bye' leads to 'bye_for_now_not', which is no step.",
    ),
    "a tab": ("  - ask: who\n", "\t- ask: who\n", None, "This is not written the way YAML needs"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "moved", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_flow_is_named_with_file_line_and_the_way_out(
    bare: Path, old: str, new: str, moved: int | None, says: str
) -> None:
    file = FLOW if old in (bare / FLOW).read_text(encoding="utf-8") else WORDS
    line = break_it(bare, file, old, new)
    code, output = check(bare)
    assert code == 1
    said = next((row for row in output.splitlines() if says in row), output)
    assert said.startswith(f"{file}:"), output
    if moved is not None:
        told = int(said.split(":")[1])
        assert abs(told - (line + moved)) <= 1, f"{told} is not line {line + moved}"


def test_the_service_does_not_start_on_broken_content(bare: Path) -> None:
    break_it(bare, FLOW, "    kind: place", "    kind: plaec")
    with pytest.raises(ContentError, match=rf"{FLOW}:\d+: 'plaec' is no kind of question"):
        load(bare, PRIVACY)


OTHER_FILES = [
    (
        "commands.yaml",
        "  skip:\n",
        "  skpi:\n",
        "'skpi' is not a command we know. Did you mean 'skip'?",
    ),
    (
        "commands.yaml",
        "[back, go back,",
        "[back, menu, go back,",
        "is a word of another command",
    ),
    (
        "commands.yaml",
        "{answers}",
        "{answer}",
        "{answer} cannot be filled in here. Did you mean 'answers'?",
    ),
    (
        "standard-texts.yaml",
        "vouch:",
        "vuoch:",
        "Did you mean 'vouch'?",
    ),
    (
        "standard-texts.yaml",
        "vouch: We",
        "vuoch: We",
        "'vouch' is missing here.",
    ),
    (
        "standard-texts.yaml",
        "{numbers}",
        "{number}",
        "Did you mean 'numbers'?",
    ),
    (
        "privacy.yaml",
        "  text: Groups are",
        "  txet: Groups are",
        "Did you mean 'text'?",
    ),
]
STORIES_AND_GROUPS = [
    (
        "golden.stories.yaml",
        "channel: sms",
        "channel: smss",
        "'smss' is no channel. Did you mean 'sms'?",
    ),
    (
        "golden.stories.yaml",
        "has: [I cannot answer that one., Sam]",
        "hsa: [x]",
        "Did you mean 'has'?",
    ),
    (
        "golden.stories.yaml",
        "1 Rowan Parents: online",
        "1 Nobody: online",
        "no longer holds on sms",
    ),
    ("directory/groups.csv", GROUP, GROUP.removesuffix("Northern Lights T1"), "was left out"),
]


def told_of(folder: Path, file: str, old: str, new: str) -> str:
    break_it(folder, file, old, new)
    code, output = check(folder)
    assert code == 1
    return "\n".join(row for row in output.splitlines() if row.startswith(f"{file}:"))


@pytest.mark.parametrize(("file", "old", "new", "says"), OTHER_FILES)
def test_a_mistake_in_another_file_is_named_too(
    bare: Path, file: str, old: str, new: str, says: str
) -> None:
    assert says in told_of(bare, file, old, new)


@pytest.mark.parametrize(("file", "old", "new", "says"), STORIES_AND_GROUPS)
def test_a_story_that_fails_and_a_row_left_out_are_named_too(
    folder: Path, file: str, old: str, new: str, says: str
) -> None:
    assert says in told_of(folder, file, old, new)


def test_a_file_in_the_wrong_encoding_is_named_with_its_line(bare: Path) -> None:
    path = bare / FLOW
    path.write_bytes(path.read_bytes().replace(b"  - ask: who", b"  # caf\xe9\n  - ask: who", 1))
    code, output = check(bare)
    assert code == 1
    assert "A character here is in the wrong encoding. Save the file again as UTF-8." in output


@pytest.mark.parametrize("file", ["commands.yaml", "standard-texts.yaml", "safety.yaml", FLOW])
def test_a_missing_or_empty_file_is_said_so_plainly(bare: Path, file: str) -> None:
    (bare / file).write_text("")
    code, output = check(bare)
    assert code == 1
    assert file in output
    (bare / file).unlink()
    code, output = check(bare)
    assert code == 1
    assert "Traceback" not in output


def test_every_mistake_is_told_at_once(bare: Path) -> None:
    break_it(bare, FLOW, "    kind: place", "    kind: plaec")
    break_it(bare, "commands.yaml", "  skip:\n", "  skpi:\n")
    code, output = check(bare)
    assert code == 1
    assert all(word in output for word in ("plaec", "skpi"))


def test_a_question_over_one_text_message_is_a_note_and_refuses_nothing(folder: Path) -> None:
    break_it(folder, FLOW, "Who is it for?\n", "Who is it for? " + "Please say. " * 12 + "\n")
    break_it(folder, "find-group.stories.yaml", "step: who, segments: 1", "step: who")
    code, output = check(folder)
    assert code == 0, output
    assert "Note: This is charged as 2 text messages" in output
