"""kill -9, of a worker or of the whole server, whenever it likes, while people text."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from time import sleep

from tests.bench.figures import Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.reckoning import GOAL, reckon
from tests.soak.serving import Served
from tests.soak.texting import Crowd, undisturbed

WHOLE = 0.2
"""The share of kills that take the whole server."""


def measure(ground: Ground) -> list[Row]:
    """Return what two hundred kills cost on each database."""
    rows: list[Row] = []
    kills = ground.some(40, 200)
    for store in ground.stores():
        progress(f"{store.name}: kill -9 at {kills} random moments")
        with Served(ground.keeper, store.url) as served:
            expected = undisturbed(served)
            with Crowd(served.port) as crowd:
                whole = sum(_kill(ground, served) for _ in range(kills))
                log = crowd.stop()
            reckoning = reckon(store, served.port, log, expected)
        rows += [
            figure(f"{store.name}: kill -9 at {kills} random moments", str(reckoning), GOAL,
                   reached=reckoning.clean),
            Row(
                "  of the whole server, deliveries that were cut, other answers",
                f"{whole}, {log.cut}, {len(log.other)}",
            ),
        ]  # fmt: skip
    return rows


def _kill(ground: Ground, served: Served) -> bool:
    """Wait a little and kill; say whether it was the whole server."""
    sleep(ground.chance.uniform(0.02, 0.2))
    if ground.chance.random() < WHOLE:
        served.start_again()
        return True
    if workers := served.workers():
        with suppress(ProcessLookupError):
            os.kill(ground.chance.choice(workers), signal.SIGKILL)
    return False
