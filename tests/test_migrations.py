"""The tables, step by step up and down, on both engines, and many processes at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy import text as sql

from chatbot.directory import Directory, Published, Strength
from chatbot.facts import Fact, Source, Stated
from chatbot.schedules import Frequency, Rhythm, Schedule
from chatbot.store import directories, schema
from chatbot.store.database import Database, StoreError
from chatbot.store.tables import metadata

ROOT = Path(__file__).parent.parent
REVISIONS = [one.revision for one in reversed(list(schema._script().walk_revisions()))]
MIGRATE = """
import sys
from chatbot.directory import Directory, Published, Strength
from chatbot.facts import Fact, Source, Stated
from chatbot.schedules import Frequency, Rhythm, Schedule
from chatbot.store import directories, schema
from chatbot.store.database import Database
database = Database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
schema.migrate(database)
"""

ON_POSTGRES = pytest.mark.parametrize("bare_url", ["postgresql"], indirect=True)


@pytest.fixture
def database(bare_url: str) -> Iterator[Database]:
    database = Database(bare_url)
    yield database
    database.close()


def up_to(database: Database, revision: str) -> None:
    with database.writing() as connection:
        command.upgrade(schema._config(connection), revision)


def tables(database: Database) -> dict[str, Any]:
    """Everything an inspector sees of the tables, but for the note of the revision."""
    with database.reading() as connection:
        seen = inspect(connection)
        return {
            name: [
                [
                    (one["name"], str(one["type"]), one["nullable"])
                    for one in seen.get_columns(name)
                ],
                seen.get_pk_constraint(name),
                sorted(map(str, seen.get_foreign_keys(name))),
                sorted(map(str, seen.get_indexes(name))),
                sorted(map(str, seen.get_unique_constraints(name))),
            ]
            for name in seen.get_table_names()
            if name != "alembic_version"
        }


@pytest.mark.both_engines
def test_migrations_make_the_tables_that_the_code_describes(database: Database) -> None:
    schema.migrate(database)
    with database.reading() as connection:
        exact = {"compare_type": True, "compare_server_default": database.dialect != "sqlite"}
        context = MigrationContext.configure(connection, opts=exact)
        assert compare_metadata(context, metadata) == []


@pytest.mark.both_engines
def test_every_step_down_undoes_its_step_up(database: Database) -> None:
    assert REVISIONS[-1] == schema._script().get_current_head()
    before = {"base": tables(database)}
    for last, revision in zip(["base", *REVISIONS], REVISIONS, strict=False):
        up_to(database, revision)
        before[revision] = tables(database)
        assert before[revision] != before[last]
        schema.downgrade(database, last)
        assert tables(database) == before[last], f"{revision} down"
        up_to(database, revision)
        assert tables(database) == before[revision], f"{revision} up again"
    for revision in reversed(["base", *REVISIONS[:-1]]):
        schema.downgrade(database, revision)
        assert tables(database) == before[revision], f"all the way down to {revision}"
    assert tables(database) == {}
    schema.migrate(database)
    schema.migrate(database)
    assert tables(database) == before[REVISIONS[-1]]


@pytest.mark.both_engines
def test_many_processes_may_migrate_at_once(database: Database, bare_url: str) -> None:
    processes = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", MIGRATE, bare_url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("now\n")
        process.stdin.flush()
    ended = [(process.communicate()[1], process.returncode) for process in processes]
    assert ended == [("", 0)] * 3
    assert set(tables(database)) == set(metadata.tables)


@pytest.mark.both_engines
def test_a_migration_that_fails_leaves_the_tables_as_they_were(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(sql("CREATE TABLE service (id integer)"))
    with pytest.raises(StoreError):
        schema.migrate(database)
    assert set(tables(database)) == {"service"}


@pytest.mark.both_engines
def test_tables_of_a_newer_version_are_left_alone(database: Database) -> None:
    schema.migrate(database)
    with database.writing() as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = '9999'"))
    before = tables(database)
    with pytest.raises(StoreError, match="newer version"):
        schema.migrate(database)
    assert tables(database) == before


@ON_POSTGRES
def test_a_migration_may_take_longer_than_a_text_may(database: Database) -> None:
    with database.writing() as connection:
        schema._wait_for_my_turn(connection)
        assert connection.execute(sql("SHOW statement_timeout")).scalar_one() == "5s"
        schema._take_your_time(database, connection)
        assert connection.execute(sql("SHOW statement_timeout")).scalar_one() == "0"
        assert connection.execute(sql("SHOW lock_timeout")).scalar_one() == "3s"
    with database.writing() as connection:
        assert connection.execute(sql("SHOW statement_timeout")).scalar_one() == "5s"


@ON_POSTGRES
def test_who_waits_too_long_for_another_to_migrate_says_so(database: Database) -> None:
    with database.writing() as connection:
        schema._wait_for_my_turn(connection)
        with pytest.raises(StoreError, match="lock timeout"):
            schema.migrate(database)
    schema.migrate(database)


OLD_ROWS = """
INSERT INTO organization (id, name) VALUES (7, 'Example Friends');
INSERT INTO service (id, organization_id, name, summary, only_for, cost, contact_name, phone,
  email, url, application_process, facts_source, facts_on, principles_on, status, assurer, made_up,
  position)
  VALUES ('kestrel', 7, 'Kestrel', 'x', 'women_only', '', '', '', '', '', '', 'the group',
  '2026-10-01', '2026-09-01', 'active', 'Asha', {yes}, 1),
  ('owl', 7, 'Owl', 'x', '', '', '', '', '', '', '', 'a visit', NULL, NULL, 'active', '', {yes}, 0);
INSERT INTO location (id, service_id, address, town, outcode, latitude, longitude)
  VALUES (1, 'kestrel', '', 'Leeds', 'LS6', 53.8, -1.5),
  (2, 'owl', 'Example Hall', 'Leeds', 'LS6', 53.8, -1.5);
INSERT INTO schedule (id, service_id, freq, byday, opens_at, description)
  VALUES (1, 'kestrel', 'monthly', '2TU', '19:00:00.000000', ''),
  (2, 'owl', 'any_time', '', NULL, ''), (3, 'owl', '', '', NULL, 'ask');
INSERT INTO service_fact (id, service_id, key, value) VALUES (1, 'kestrel', 'women_only', 'yes'),
  (2, 'kestrel', 'bsl', 'no'), (3, 'owl', 'bsl', 'yes');
INSERT INTO service_tag (id, service_id, kind, value) VALUES (1, 'kestrel', 'audiences', 'adult'),
  (2, 'kestrel', 'formats', 'in_person'), (3, 'owl', 'languages', 'Welsh'),
  (4, 'owl', 'languages', 'English'), (5, 'owl', 'nations', 'Wales')
"""
OLD_TABLES = ("organization", "service", "location", "schedule", "service_fact", "service_tag")


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the directory as it was before 0004, but for ids that nothing points to."""
    with database.reading() as connection:
        return {
            name: sorted(
                (tuple(row)[name not in ("organization", "service") :])
                for row in connection.execute(sql(f"SELECT * FROM {name} ORDER BY id"))  # noqa: S608
            )
            for name in OLD_TABLES
        }


@pytest.mark.both_engines
def test_groups_kept_before_0004_are_carried_over_and_back(database: Database) -> None:
    up_to(database, "0003")
    yes = "1" if database.dialect == "sqlite" else "true"
    with database.writing() as connection:
        for statement in OLD_ROWS.format(yes=yes).split(";"):
            connection.execute(sql(statement))
    before = str(everything(database))
    schema.migrate(database)
    with database.reading() as connection:
        owl, kestrel = directories.read_directory(connection).services
    assert (owl.id, kestrel.id, kestrel.organization) == ("owl", "kestrel", "Example Friends")
    assert kestrel.audiences == {"adult": Strength.FOR, "women": Strength.ONLY}
    said = Stated(Fact.NO, "", Source.GROUP_SAID, date(2026, 10, 1))
    assert (kestrel.facts["bsl"], owl.facts["bsl"].source) == (said, Source.ASSURER_CHECKED)
    assert kestrel.places[0].location.hidden and not owl.places[0].location.hidden
    assert [one.number for one in kestrel.principles] == [1, 2, 3, 4, 5, 6]
    assert kestrel.schedules == (Schedule(freq=Frequency.MONTHLY, byday="2TU", opens_at=time(19)),)
    assert [one.rhythm for one in owl.schedules] == [Rhythm.ALWAYS_OPEN, Rhythm.REGULAR]
    assert [one.name for one in owl.languages] == ["Welsh", "English"]
    assert {kestrel.published, owl.published} == {Published.LIVE}
    directories.replace_all(database, (owl, kestrel))
    schema.downgrade(database, "0003")
    assert str(everything(database)).replace("(1, 'Ex", "(7, 'Ex") == before.replace(
        "'kestrel', 7", "'kestrel', 1"
    ).replace("'owl', 7", "'owl', 1")


@pytest.mark.both_engines
def test_of_a_listing_that_is_not_live_nothing_goes_back_to_the_old_tables(
    database: Database, directory: Directory
) -> None:
    schema.migrate(database)
    first, *rest = directory.services
    directories.replace_all(database, (replace(first, published=Published.PAUSED), *rest))
    schema.downgrade(database, "0003")
    assert len(everything(database)["service"]) == len(rest)
    schema.migrate(database)
    with database.reading() as connection:
        read = directories.read_directory(connection).services
    assert [one.id for one in read] == [one.id for one in rest]
