"""The folder of counters goes with its server, however that ended, and never before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatbot.web.counters import PREFIX, remove_left_behind
from tests.conftest import ROOT

TAKING = """
import os, sys
from pathlib import Path
from chatbot.web.counters import take_folder

folder = take_folder(Path(sys.argv[1]))
(folder / "counter_1.db").touch()
if sys.argv[2] == "forked" and os.fork() != 0:
    os.kill(os.getpid(), 9)  # the one that took it; its fork goes on
print(folder.name, flush=True)
sys.stdin.read()
"""
CONFIGURED = "import chatbot.web.gunicorn_conf as conf; print(conf._COUNTERS)"
Start = Callable[..., tuple[subprocess.Popen[str], Path]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a process that holds a folder of counters, until it is told to end or is killed."""
    started: list[subprocess.Popen[str]] = []

    def begin(how: str = "alone") -> tuple[subprocess.Popen[str], Path]:
        command = [sys.executable, "-c", TAKING, str(tmp_path), how]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)  # noqa: S603
        started.append(process)
        assert process.stdout
        return process, tmp_path / process.stdout.readline().strip()

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def test_what_a_killed_server_left_is_removed_and_what_a_living_one_has_is_not(
    start: Start, tmp_path: Path
) -> None:
    (killed, left), (_, used) = start(), start()
    killed.kill()
    killed.wait()
    assert left.exists()
    remove_left_behind(tmp_path)
    assert not left.exists()
    assert [file.name for file in used.iterdir()] == ["counter_1.db"]


def test_a_worker_keeps_the_folder_when_its_master_is_killed(start: Start, tmp_path: Path) -> None:
    master, folder = start("forked")
    master.wait()
    remove_left_behind(tmp_path)
    assert folder.exists()
    master.communicate()  # the worker ends, and with it the pipe that we read
    remove_left_behind(tmp_path)
    assert not folder.exists()


def test_links_and_others_folders_are_left_alone(tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "place", tmp_path / "elsewhere"
    for folder in (place, elsewhere, place / "signpost-else", place / f"{PREFIX}inner"):
        folder.mkdir()
    (elsewhere / "kept").touch()
    (place / f"{PREFIX}link").symlink_to(elsewhere)
    (place / f"{PREFIX}inner" / "link").symlink_to(elsewhere)
    (place / f"{PREFIX}file").touch()
    remove_left_behind(place)
    names = {f"{PREFIX}link", f"{PREFIX}file", "signpost-else"}
    assert {path.name for path in place.iterdir()} == names
    assert (elsewhere / "kept").exists()


def test_a_configuration_that_comes_to_nothing_leaves_nothing() -> None:
    command = [sys.executable, "-c", CONFIGURED]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    folder = Path(ended.stdout.strip())
    assert folder.name.startswith(PREFIX)
    assert not folder.exists()
