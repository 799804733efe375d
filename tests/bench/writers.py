"""Several writers on one SQLite file: how long each waits for its turn.

``measure`` starts the writers, processes of their own (``python -m tests.bench.writers URL WAY``).
For each line on standard input, seconds, one writes messages for so long, and then says the
milliseconds of each in a line of JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import uuid4

from chatbot.conversation import Conversation
from chatbot.setup import ROOT
from chatbot.store import schema
from chatbot.store.database import Database
from chatbot.store.keys import Name
from chatbot.store.messages import Desk
from tests.bench.figures import BenchError, Goal, Row, at_share, progress

WRITERS = 4
P99 = 50
REPLY = "Where do you live? A town, or the first part of your postcode like LS6, is enough. " * 3
BETWEEN = 0.0005
"""Seconds of work between two messages: what a worker does with a request outside its turn."""
WAYS = {"turns": "by turns", "sqlite": "with SQLite's own waiting in place of turns"}


def measure(folder: Path, rounds: int, seconds: float) -> list[Row]:
    """Return how long a message of four writers takes: by turns, and with SQLite's own waiting."""
    url = f"sqlite:///{folder / 'written.db'}"
    database = Database(url)
    schema.migrate(database)
    database.close()
    seen: dict[str, list[list[float]]] = {way: [] for way in WAYS}
    with ExitStack() as things:
        writers = {way: things.enter_context(_writers(url, way)) for way in WAYS}
        for number in range(rounds):
            progress(f"{WRITERS} writers on SQLite: round {number + 1} of {rounds}")
            for way, theirs in writers.items():
                seen[way].append(_together(theirs, seconds))
    return compared(seen["turns"], seen["sqlite"], seconds)


def compared(
    ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]], seconds: float
) -> list[Row]:
    """Return how long a message took, by turns and with SQLite's own waiting."""
    p99 = median(at_share(seen, 0.99) for seen in ours)
    goal = Goal(f"median p99 under {P99} ms", p99 < P99)
    what = f"{WRITERS} writers on one SQLite file, a message {WAYS['turns']}"
    return [
        Row(what, _said(ours, seconds), goal),
        Row(f"  {WAYS['sqlite']}", _said(theirs, seconds)),
    ]


def _said(rounds: Sequence[Sequence[float]], seconds: float) -> str:
    p50, p99 = (median(at_share(seen, share) for seen in rounds) for share in (0.5, 0.99))
    slowest = max(max(seen) for seen in rounds)
    rate = median(len(seen) / seconds for seen in rounds)
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, slowest {slowest:.0f} ms, {rate:.0f}/s"


@contextmanager
def _writers(url: str, way: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    command = [sys.executable, "-m", "tests.bench.writers", url, way]
    pipe = subprocess.PIPE
    with ExitStack() as things:
        writers = []
        for _ in range(WRITERS):
            writer = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe)  # noqa: S603
            things.enter_context(writer)
            things.callback(writer.kill)
            writers.append(writer)
        _together(writers, 0)  # so that all have begun
        yield writers


def _together(writers: Sequence[subprocess.Popen[bytes]], seconds: float) -> list[float]:
    """Have all write at the same time; return the milliseconds of every message."""
    for writer in writers:
        if writer.stdin:
            writer.stdin.write(f"{seconds}\n".encode())
            writer.stdin.flush()
    said = [writer.stdout.readline() if writer.stdout else b"" for writer in writers]
    if not all(said):
        raise BenchError("a writer could not write")
    return [milliseconds for line in said for milliseconds in json.loads(line)]


def main() -> None:
    """Write for as long as each line on standard input says."""
    database = Database(sys.argv[1])
    if sys.argv[2] != "turns":
        database._lock = None
    names = [Name(uuid4().hex * 2) for _ in range(50)]
    for line in sys.stdin:
        print(json.dumps(list(_spent(database, names, float(line)))), flush=True)
    database.close()


def _spent(database: Database, names: Sequence[Name], seconds: float) -> Iterator[float]:
    """Yield the milliseconds of each message; there is always one."""
    conversation = Conversation("", datetime.now(UTC))
    until, written = perf_counter() + seconds, 0
    while not written or perf_counter() < until:
        now, message_id = datetime.now(UTC), f"SM{uuid4().hex}"
        begin = perf_counter()
        with database.delivering() as cursor:
            desk = Desk(cursor, database.dialect)
            desk.claim(message_id, now)
            held = desk.hold(names[written % len(names)], "", now)
            desk.remember(held, message_id, conversation, REPLY)
        end = perf_counter()
        yield (end - begin) * 1_000
        written += 1
        while perf_counter() - end < BETWEEN:
            pass


if __name__ == "__main__":
    main()
