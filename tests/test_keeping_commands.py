"""``chatbot purge``, ``erase`` and ``keys`` at a terminal: what they do, say and refuse."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from chatbot.messages import Channel
from chatbot.store import keeping
from chatbot.store.database import Database
from tests.commands import (  # noqa: F401  pytest looks for the fixtures here
    LONG_AGO,
    NUMBER,
    a_database,
    an_environment,
    changed_environment,
    count,
    run,
    texted,
)
from tests.conftest import FLOWS

# --- purge ------------------------------------------------------------------------------------


@pytest.mark.both_engines
def test_purge_says_what_it_has_forgotten(database: Database, environment: dict[str, str]) -> None:
    texted(database, ago=LONG_AGO)
    texted(database, "+447700900124", ago=LONG_AGO, opted_out=True)
    texted(database, "+447700900125", ago=timedelta(hours=2), warned=True)
    texted(database, "+447700900126")
    said = run(environment, "purge")
    assert said.exit_code == 0
    assert said.output == (
        "Kept for 30 days at most. Forgotten: 2 contacts, 1 old reply. Warnings taken off: 1.\n"
    )
    assert (count(database, "contact"), count(database, "inbound_message")) == (3, 4)


@pytest.mark.both_engines
def test_purge_has_nothing_to_do_the_second_time(
    database: Database, environment: dict[str, str]
) -> None:
    texted(database, ago=LONG_AGO)
    texted(database, "+447700900124", ago=LONG_AGO, opted_out=True)
    run(environment, "purge")
    again = run(environment, "purge")
    assert "Forgotten: 0 contacts, 0 old replies. Warnings taken off: 0." in again.output


def test_purge_says_how_far_it_is(
    database: Database, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BATCH", 1)
    monkeypatch.setattr("chatbot.cli.keeping.SHOWN_EVERY", 2)
    for at in range(5):
        texted(database, f"+44770090012{at}", ago=LONG_AGO)
    said = run(environment, "purge")
    assert said.stderr.splitlines() == ["2 so far ...", "4 so far ..."]
    assert "5 contacts" in said.stdout


def test_purge_takes_the_days_from_the_content(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    texted(database, ago=timedelta(days=8))
    shipped = (FLOWS / "privacy.yaml").read_text(encoding="utf-8")
    (tmp_path / "privacy.yaml").write_text(shipped.replace("keep_days: 30", "keep_days: 7"))
    assert "Forgotten: 0 contacts" in run(environment, "purge").output
    said = run(environment, "purge", "--flows", str(tmp_path)).output
    assert "Kept for 7 days at most. Forgotten: 1 contact," in said


def test_purge_forgets_nobody_by_days_it_cannot_read(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    texted(database, ago=LONG_AGO)
    shipped = (FLOWS / "privacy.yaml").read_text(encoding="utf-8")
    (tmp_path / "privacy.yaml").write_text(shipped.replace("keep_days: 30", "keep_days: a month"))
    said = run(environment, "purge", "--flows", str(tmp_path))
    assert said.exit_code == 1
    assert "privacy.yaml:4" in said.output and "'a month' is no number of days" in said.output
    assert count(database, "contact") == 1


# --- erase ------------------------------------------------------------------------------------


@pytest.mark.both_engines
@pytest.mark.parametrize("typed", [NUMBER, "07700 900456", "+44 7700 900 456"])
def test_a_number_is_erased_however_it_is_typed_on_both_channels(
    database: Database, environment: dict[str, str], typed: str
) -> None:
    texted(database)
    texted(database, channel=Channel.WHATSAPP, opted_out=True)
    texted(database, "+447700900124")
    said = run(environment, "erase", types=f"{typed}\ny\n")
    assert said.exit_code == 0
    assert "Erased: 2 contacts. Only bare message ids are left of them." in said.output
    assert (count(database, "contact"), count(database, "inbound_message")) == (1, 3)
    again = run(environment, "erase", "--yes", types=f"{typed}\n")
    assert again.exit_code == 0
    assert "Nothing is kept of this number." in again.output


def test_a_contact_under_an_earlier_key_is_erased_too(
    database: Database, environment: dict[str, str]
) -> None:
    texted(database)
    later = environment | {"CONTACT_KEY": "new", "FORMER_CONTACT_KEYS": "old"}
    assert "Nothing is kept" in run(later, "erase", "--yes", types=f"{NUMBER}\n").output
    later = environment | {"CONTACT_KEY": "new", "FORMER_CONTACT_KEYS": "first"}
    texted(database, key="first")
    assert "Erased: 1 contact." in run(later, "erase", "--yes", types=f"{NUMBER}\n").output
    assert count(database, "contact") == 1


@pytest.mark.parametrize("typed", ["Leeds", "12", "my secret words", "0", "+", "07700 9001234567"])
def test_what_is_no_number_erases_nothing_and_is_not_said_back(
    database: Database, environment: dict[str, str], typed: str
) -> None:
    texted(database)
    said = run(environment, "erase", "--yes", types=f"{typed}\n")
    assert said.exit_code == 1
    assert "That is no phone number. Type it like 07700 900123" in said.output
    assert "my secret words" not in said.output
    assert count(database, "contact") == 1


@pytest.mark.parametrize("types", [f"{NUMBER}\nn\n", f"{NUMBER}\n", "", "\n"])
def test_whoever_is_not_sure_erases_nothing(
    database: Database, environment: dict[str, str], types: str
) -> None:
    texted(database)
    said = run(environment, "erase", types=types)
    assert said.exit_code == 1
    assert "Aborted!" in said.output
    assert count(database, "contact") == 1


# --- all of them ------------------------------------------------------------------------------

COMMANDS = (("purge",), ("erase", "--yes"), ("keys", "show"), ("keys", "rotate"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_setting_that_is_missing_is_named(
    environment: dict[str, str], command: tuple[str, ...]
) -> None:
    said = run(environment | {"CONTACT_KEY": ""}, *command, types=f"{NUMBER}\n")
    assert said.exit_code == 1
    assert "CONTACT_KEY is not set" in said.output


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("url", ["sqlite:///{folder}", "postgresql://me:hush@127.0.0.1:9/x", "no"])
def test_a_database_that_is_away_is_said_in_one_line_without_its_password(
    environment: dict[str, str], tmp_path: Path, command: tuple[str, ...], url: str
) -> None:
    away = environment | {"DATABASE_URL": url.format(folder=tmp_path)}
    said = run(away | {"FORMER_CONTACT_KEYS": "old"}, *command, types=f"{NUMBER}\n")
    assert said.exit_code == 1
    (line,) = [line for line in said.output.splitlines() if line.startswith("Error: ")]
    assert "hush" not in said.output and len(line) < 250


@pytest.mark.parametrize("command", [("purge",), ("erase",), ("keys", "rotate")], ids=" ".join)
def test_help_says_what_goes_and_does_nothing(
    database: Database, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    texted(database, ago=LONG_AGO)
    said = run(environment, *command, "-h")
    assert said.exit_code == 0 and said.output.startswith("Usage: main ")
    assert count(database, "contact") == 1


@pytest.mark.parametrize("command", [("purge",), ("keys", "rotate")], ids=" ".join)
def test_broken_off_midway_it_keeps_what_is_done_and_goes_on_the_next_time(
    database: Database, changed: dict[str, str], monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:  # fmt: skip
    """Ctrl-C between two batches."""
    monkeypatch.setattr(keeping, "BATCH", 1)
    for at in range(3):
        texted(database, f"+44770090012{at}", key="old", ago=LONG_AGO)
    name = "sweep" if command == ("purge",) else "rename_all"
    right = getattr(keeping, name)

    def broken_off(*given):
        yield next(right(*given))
        raise KeyboardInterrupt

    with monkeypatch.context() as planted:
        planted.setattr(keeping, name, broken_off)
        said = run(changed, *command)
        assert said.exit_code == 1 and "Aborted!" in said.output
    said = run(changed, *command)
    assert "2 contacts" in said.output
