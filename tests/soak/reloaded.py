"""HUP and TERM, as an operator sends them, while people text."""

from __future__ import annotations

import signal
from collections.abc import Callable
from time import sleep

from tests.bench.figures import Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import Served
from tests.soak.texting import Crowd


def measure(ground: Ground) -> list[Row]:
    """Return how many texts fail while the server is reloaded, and while it is replaced."""
    times = ground.some(3, 10)
    ways: dict[str, Callable[[Served], None]] = {
        "HUP": lambda served: served.signal(signal.SIGHUP),
        "TERM, the next one at the same door": Served.replace,
    }
    rows: list[Row] = []
    for store in ground.stores():
        for name, do in ways.items():
            progress(f"{store.name}: {name}, {times} times")
            with (
                Served(ground.keeper, store.url) as served,
                Crowd(served.port, patient=False) as crowd,
            ):
                for _ in range(times):
                    sleep(ground.chance.uniform(0.4, 1))
                    do(served)
                sleep(1)
                log = crowd.stop()
            failed = len(log.unanswered)
            said = f"{failed} of {len(log.answered) + failed:,} failed, slowest {log.slowest:.1f} s"
            rows.append(
                figure(f"{store.name}: {name}, {times} times", said, "0 failed", reached=not failed)
            )
    return rows
