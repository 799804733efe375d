"""The edge to the database: its addresses, what a session begins with, and what breaks midway."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from psycopg import OperationalError
from sqlalchemy import make_url
from sqlalchemy import text as sql

from chatbot.store import schema, server
from chatbot.store.database import Database, StoreError
from tests.postgres import Server

SECRET = "my secret words"
ON_POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    schema.migrate(database)
    yield database
    database.close()


def organizations(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(sql("SELECT name FROM organization ORDER BY id")).scalars())


def found(cursor, name: str) -> None:
    cursor.execute(founding(name))


def founding(name: str) -> str:
    counted = f"SELECT 1, count(*), '{name}' FROM organization"  # noqa: S608
    return f"INSERT INTO organization (revision, id, name) {counted}"


# --- addresses --------------------------------------------------------------------------------


@ON_POSTGRES
@pytest.mark.parametrize("begins", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_way_to_write_the_address_means_psycopg_3(database_url: str, begins: str) -> None:
    database = Database(database_url.replace("postgresql", begins, 1))
    assert database.engine.dialect.driver == "psycopg"
    with database.reading() as connection:
        assert connection.execute(sql("SELECT 1")).scalar_one() == 1
    database.close()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://anna:hunter2@example.org/signpost",
        "postgresql+psycopg2://anna:hunter2@example.org/signpost",
        "postgresql://anna:hunter2@example.org:port/signpost",
        "hunter2",
        "",
    ],
)
def test_another_address_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Database(url)
    assert "DATABASE_URL" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_server_that_is_away_is_an_error_without_the_password() -> None:
    database = Database("postgresql://anna:hunter2@127.0.0.1:9/signpost")
    for begin in (database.reading, database.writing, database.delivering):
        with pytest.raises(StoreError) as caught, begin():
            pass
        assert "hunter2" not in str(caught.value)
    database.close()


# --- what a session begins with ---------------------------------------------------------------


@ON_POSTGRES
def test_every_session_has_its_limits(database: Database) -> None:
    wanted = {
        "lock_timeout": "1700ms",
        "statement_timeout": "5s",
        "idle_in_transaction_session_timeout": "10s",
        "TimeZone": "UTC",
        "transaction_isolation": "read committed",
        "synchronous_commit": "on",
    }
    with database.delivering() as cursor:
        given = {name: cursor.execute(f"SHOW {name}").fetchone()[0] for name in wanted}
    assert given == wanted


@ON_POSTGRES
def test_options_of_the_address_come_on_top(database_url: str) -> None:
    address = make_url(database_url).update_query_dict({"options": "-c lock_timeout=1s"})
    database = Database(address.render_as_string(hide_password=False))
    with database.delivering() as cursor:
        assert cursor.execute("SHOW lock_timeout").fetchone() == ("1s",)
        assert cursor.execute("SHOW TimeZone").fetchone() == ("UTC",)
    database.close()


@pytest.mark.both_engines
def test_who_reads_sees_one_state_while_others_write(database: Database) -> None:
    count = sql("SELECT count(*) FROM organization")
    with database.reading() as connection:
        assert connection.execute(count).scalar_one() == 0
        with database.writing() as other:
            other.execute(sql(founding("one")))
        assert connection.execute(count).scalar_one() == 0
    assert organizations(database) == ["one"]


@ON_POSTGRES
def test_more_threads_than_connections_wait_for_one_and_not_for_ever(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "POOL_WAIT", 0.1)
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 2)
    database = Database(database_url)
    with ExitStack() as busy:
        for _ in range(2):
            busy.enter_context(database.delivering())
        with pytest.raises(StoreError, match=r"timeout 0\.1"), database.delivering():
            pass
    with database.delivering():
        pass
    database.close()


@ON_POSTGRES
def test_our_own_clock_ends_a_statement_unless_it_may_take_its_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "STATEMENT", 0.5)
    slow = sql("SELECT pg_sleep(1)")
    with database.writing() as connection:
        database.take_your_time(connection)
        connection.execute(slow)
    with pytest.raises(StoreError, match="in time"), database.writing() as connection:
        connection.execute(slow)
    with pytest.raises(StoreError, match="a moment ago"), database.reading():
        pass
    monkeypatch.setattr(server, "REST", 0)
    database._silence.begin()  # and it is over
    with pytest.raises(StoreError, match="in time"), database.reading() as connection:
        connection.execute(slow)
    assert organizations(database) == []


# --- what goes wrong midway -------------------------------------------------------------------


@pytest.mark.both_engines
def test_what_fails_midway_leaves_nothing_and_says_what_it_was(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.delivering() as cursor:
        found(cursor, "lost")
        _ = 1 / 0
    with pytest.raises(StoreError), database.delivering() as cursor:
        found(cursor, "lost")
        cursor.execute("SELECT 1 FROM nowhere")
    with database.delivering() as cursor:
        found(cursor, "kept")
    assert organizations(database) == ["kept"]


@ON_POSTGRES
@pytest.mark.parametrize("way", ["delivering", "writing"])
def test_a_connection_cut_midway_is_not_given_out_again(database: Database, way: str) -> None:
    with pytest.raises(StoreError, match="AdminShutdown"), getattr(database, way)() as open_:
        run = getattr(open_, "exec_driver_sql", None) or open_.execute
        run(founding("lost"))
        run("SELECT pg_terminate_backend(pg_backend_pid())")
    with database.delivering() as cursor:
        found(cursor, "kept")
    assert organizations(database) == ["kept"]


@ON_POSTGRES
def test_a_dead_connection_does_not_hide_what_went_wrong_first(
    database: Database, postgres: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ZeroDivisionError), database.delivering() as cursor:
        [pid] = cursor.execute("SELECT pg_backend_pid()").fetchone()
        postgres.run(f"SELECT pg_terminate_backend({pid})")
        _ = 1 / 0
    with database.delivering() as cursor:
        found(cursor, "kept")
    assert organizations(database) == ["kept"]
    assert "Traceback" not in caplog.text


@ON_POSTGRES
def test_a_commit_that_nobody_confirmed_is_an_error(database: Database, postgres: Server) -> None:
    with pytest.raises(StoreError), database.delivering() as cursor:
        [pid] = cursor.execute("SELECT pg_backend_pid()").fetchone()
        found(cursor, "lost")
        postgres.run(f"SELECT pg_terminate_backend({pid})")
    assert organizations(database) == []


@pytest.mark.parametrize("bare_url", ["postgresql"], indirect=True)
def test_prepared_statements_do_no_harm_after_a_migration(bare_url: str, postgres: Server) -> None:
    database = Database(bare_url)
    schema.migrate(database)

    def read(cursor) -> None:
        cursor.execute("SELECT conversation FROM contact")

    for _ in range(8):  # the driver prepares what it has run five times
        with database.delivering() as one, database.delivering() as two:
            read(one)
            read(two)
    postgres.run("ALTER TABLE contact ALTER COLUMN conversation TYPE varchar(20000)", bare_url)
    with pytest.raises(StoreError, match="cached plan"), database.delivering() as cursor:
        read(cursor)
    with database.delivering() as one, database.delivering() as two:
        read(one)
        read(two)
    database.close()


# --- errors hold no values --------------------------------------------------------------------


@ON_POSTGRES
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT CAST(CAST(:secret AS text) AS integer)",
        "SELECT CAST(CAST(:secret AS text) AS json)",
        "INSERT INTO contact (key, conversation, seen_at) SELECT :secret, '', at FROM "
        "generate_series(1, 2) AS at",
        "INSERT INTO location (service_id) VALUES (:secret)",
    ],
)
def test_an_error_of_the_server_holds_no_value(database: Database, statement: str) -> None:
    with pytest.raises(StoreError) as caught, database.writing() as connection:
        connection.execute(sql(statement), {"secret": SECRET})
    with pytest.raises(StoreError) as delivered, database.delivering() as cursor:
        cursor.execute(statement.replace(":secret", "%(secret)s"), {"secret": SECRET})
    assert SECRET not in str(caught.value) + str(delivered.value)
    assert str(caught.value) == str(delivered.value)
    assert not isinstance(caught.value.__cause__, OperationalError)
