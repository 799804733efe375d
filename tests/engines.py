"""The two engines that everything about storage is tested on: SQLite and PostgreSQL.

A module or test marked ``both_engines`` runs once on each. ``database_url`` is an empty database;
on PostgreSQL it has its tables already, and all tests of a worker take turns with it. Whoever
changes tables takes ``bare_url``: a database of its own that has none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from tests.postgres import CannotRunError, Server, hold

ENGINES = ("sqlite", "postgresql")
FOLDER = "SIGNPOST_TEST_SERVER"
"""How the workers of pytest-xdist know the folder that their controller holds for the server."""
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
HELD = ExitStack()
LEAVE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = """
SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables
WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_engines: runs on SQLite and on PostgreSQL")
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = str(HELD.enter_context(hold()).folder)


def pytest_unconfigure() -> None:
    HELD.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("both_engines"):
        for name in {"database_url", "bare_url"} & set(metafunc.fixturenames):
            metafunc.parametrize(name, ENGINES, indirect=True)


def running(server: Server) -> Server:
    """Return the server when it runs; skip the test, and say why, where it cannot."""
    try:
        server.ensure_running()
    except CannotRunError as error:
        reason = f"PostgreSQL cannot run here: {error}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return server


@pytest.fixture(scope="session")
def postgres() -> Server:
    """The server that all tests of this session share."""
    return running(Server(Path(os.environ[FOLDER])))


@pytest.fixture(scope="session")
def workers_url(postgres: Server) -> str:
    return postgres.create(WORKER, migrated=True)


@pytest.fixture
def postgres_url(postgres: Server, workers_url: str) -> str:
    """An empty database on PostgreSQL, with nobody in it and nothing set."""
    postgres.run(LEAVE, workers_url)
    [(name,)] = postgres.run("SELECT current_database()", workers_url)
    postgres.run(f'ALTER DATABASE "{name}" RESET ALL')
    [(tables,)] = postgres.run(TABLES, workers_url)
    postgres.run(f"TRUNCATE {tables} RESTART IDENTITY CASCADE", workers_url)
    return workers_url


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: SQLite, or each engine in turn with ``both_engines``."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite:///{tmp_path / 'signpost.db'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, for the test alone."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    postgres: Server = request.getfixturevalue("postgres")
    url = postgres.create(f"{WORKER}_{uuid4().hex[:8]}", migrated=False)
    yield url
    postgres.drop(url)


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server for the tests of one module, which may stop it and then start it again."""
    with hold(server_of_its_own=True) as server:
        yield running(server)
