"""``chatbot keys`` at a terminal: new ones, how many are under which, and everybody's new name."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql

from chatbot.store import keeping
from chatbot.store.database import Database
from tests.commands import (  # noqa: F401  pytest looks for the fixtures here
    a_database,
    an_environment,
    changed_environment,
    count,
    run,
    texted,
)


def test_a_new_key_is_long_and_never_the_same(environment: dict[str, str]) -> None:
    keys = {run(environment, "keys", "new").output for _ in range(3)}
    assert len(keys) == 3
    assert all(len(bytes.fromhex(key)) == 32 for key in keys)


@pytest.mark.both_engines
def test_keys_show_and_rotate_say_how_many_are_under_which(
    database: Database, changed: dict[str, str]
) -> None:
    for at in range(3):
        texted(database, f"+44770090012{at}", key="old")
    shown = run(changed, "keys", "show")
    assert shown.output == "Under the newest key: 0. Under earlier ones: 3.\n"
    rotated = run(changed, "keys", "rotate")
    assert rotated.output == "Named anew: 3 contacts. Left under earlier keys: 0.\n"
    shown = run(changed, "keys", "show")
    assert shown.output == "Under the newest key: 3. Under earlier ones: 0.\n"
    assert "Named anew: 0 contacts." in run(changed, "keys", "rotate").output


@pytest.mark.both_engines
def test_contacts_under_a_key_that_nobody_gives_are_counted_and_left(
    database: Database, changed: dict[str, str]
) -> None:
    texted(database, key="lost")
    texted(database, "+447700900124", key="old")
    assert "Under keys that are not in the settings: 1." in run(changed, "keys", "show").output
    said = run(changed, "keys", "rotate")
    assert said.exit_code == 0
    assert "Named anew: 1 contact. Left under earlier keys: 0." in said.output
    assert "Under keys that are not in the settings: 1." in said.output
    assert count(database, "contact") == 2


def test_contacts_older_than_the_ids_of_keys_are_under_the_first(
    database: Database, environment: dict[str, str], changed: dict[str, str]
) -> None:
    texted(database, key="old")
    with database.writing() as connection:
        connection.execute(sql("UPDATE contact SET key_id = ''"))
    alone = environment | {"CONTACT_KEY": "old"}
    assert run(alone, "keys", "show").output.startswith("Under the newest key: 1.")
    assert run(changed, "keys", "show").output.endswith("Under earlier ones: 1.\n")
    assert "Named anew: 1 contact." in run(changed, "keys", "rotate").output


def test_without_former_keys_there_is_nothing_to_rotate(
    database: Database, environment: dict[str, str]
) -> None:
    said = run(environment, "keys", "rotate")
    assert said.exit_code == 1
    assert "FORMER_CONTACT_KEYS is not set" in said.output
    assert "chatbot keys new --help" in said.output


def test_rotating_says_how_far_it_is(
    database: Database, changed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "BATCH", 1)
    monkeypatch.setattr("chatbot.cli.keeping.SHOWN_EVERY", 2)
    for at in range(3):
        texted(database, f"+44770090012{at}", key="old")
    assert run(changed, "keys", "rotate").stderr == "2 so far ...\n"


@pytest.mark.parametrize("command", [(), ("new",)], ids=" ".join)
def test_help_says_how_keys_are_changed(
    environment: dict[str, str], command: tuple[str, ...]
) -> None:
    said = run(environment, "keys", *command, "--help")
    assert said.exit_code == 0
    assert ("FORMER_CONTACT_KEYS" if command else "rotate") in said.output
