"""The tables, step by step up and down, on both engines, and many processes at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy import text as sql

from chatbot.store import schema
from chatbot.store.database import Database, StoreError
from chatbot.store.tables import metadata

ROOT = Path(__file__).parent.parent
REVISIONS = [one.revision for one in reversed(list(schema._script().walk_revisions()))]
MIGRATE = """
import sys
from chatbot.store import schema
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
