"""What every part of the soak stands on: the content, the keeper of servers, fresh databases."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.setup import VAR
from tests.bench.figures import Goal, Row, progress
from tests.soak.postgres import Postgres
from tests.soak.serving import Keeper
from tests.soak.stores import OnServer, Sqlite, Store

ENGINES = ("sqlite", "postgresql")


@dataclass(slots=True)
class Ground:
    """One run of the soak. ``chance`` is seeded anew each run and its seed printed."""

    content: Content
    directory: Directory
    keeper: Keeper
    folder: Path
    log: Path
    short: bool
    messages: int | None
    engines: tuple[str, ...]
    chance: random.Random
    _things: ExitStack
    _postgres: Postgres | None = None

    def some(self, short: int, full: int) -> int:
        """Return how many of something this run takes."""
        return short if self.short else full

    def sqlite(self) -> Sqlite:
        """Return a new SQLite database beside where the real one would be."""
        return Sqlite(Path(tempfile.mkdtemp(dir=self.folder)))

    def postgres(self) -> Postgres:
        """Return our PostgreSQL, started when it is first needed."""
        if self._postgres is None:
            progress("starting PostgreSQL")
            self._postgres = Postgres()
            self._things.callback(self._postgres.close)
        return self._postgres

    def on_server(self) -> OnServer:
        """Return a new database on our PostgreSQL."""
        return OnServer(self.postgres())

    def stores(self) -> Iterator[Store]:
        """Yield a new database of each engine this run is about."""
        if "sqlite" in self.engines:
            yield self.sqlite()
        if "postgresql" in self.engines:
            yield self.on_server()

    def logs(self) -> list[Path]:
        """Return every log that this run has written."""
        return [self.log] + ([self._postgres.log] if self._postgres else [])


@contextmanager
def folder_beside_the_database() -> Iterator[Path]:
    """Give a folder on the real disk: elsewhere may be memory, and writing free."""
    VAR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="soak-", dir=VAR, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def figure(what: str, said: str, goal: str, *, reached: bool) -> Row:
    """Return one line of the report that has a goal."""
    return Row(what, said, Goal(goal, reached))
