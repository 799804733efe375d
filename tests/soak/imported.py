"""A directory of thousands of groups taken in again and again while people text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from time import monotonic

from chatbot.setup import ROOT
from chatbot.store import directories
from chatbot.store.database import Database
from tests.bench.figures import BenchError, Row, at_share, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import Served
from tests.soak.texting import Crowd

GROUPS = 3_000
P99 = 1.0


def measure(ground: Ground) -> list[Row]:
    """Return what people notice of an import."""
    times = ground.some(2, 20)
    rows: list[Row] = []
    for store in ground.stores():
        progress(f"{store.name}: {GROUPS:,} groups taken in {times} times")
        with (
            Served(ground.keeper, store.url) as served,
            Crowd(served.port, patient=False) as crowd,
        ):
            begin = monotonic()
            asked = [sys.executable, "-m", __name__, store.url, str(times)]
            done = subprocess.run(asked, cwd=ROOT, capture_output=True)  # noqa: S603
            seconds = monotonic() - begin
            log = crowd.stop()
        if done.returncode:
            raise BenchError(f"the import broke: {done.stderr[-300:]!r}")
        failed = len(log.unanswered)
        p99 = at_share((answer.seconds for *_, answer in log.answered), 0.99)
        rows.append(
            figure(
                f"{store.name}: {GROUPS:,} groups imported {times} times",
                f"{failed} of {len(log.answered) + failed:,} failed, p99 {p99:.2f} s, "
                f"slowest {log.slowest:.1f} s, {seconds:.0f} s long",
                f"0 failed, p99 {P99:.0f} s",
                reached=not failed and p99 <= P99,
            )
        )
    return rows


def _take_in(url: str, times: int) -> None:
    """Make the directory large and take it in whole, ``times`` over."""
    database = Database(url)
    with database.reading() as connection:
        few = directories.read_directory(connection).services
    many = [
        replace(few[at % len(few)], id=f"{few[at % len(few)].id}-{at}", name=f"Group {at}")
        for at in range(GROUPS)
    ]
    for _ in range(times):
        directories.replace_all(database, many)
    database.close()


if __name__ == "__main__":
    _take_in(sys.argv[1], int(sys.argv[2]))
