"""One contact's row is held by somebody who does not let go: everybody else is answered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from tests.bench.figures import Row, at_share, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import Served
from tests.soak.texting import PEOPLE, Crowd, deliver

HELD_FOR = 5
P99 = 1.0
GIVES_UP = 4.5
"""Seconds in which the one text must be answered with sorry: it waits for 1.7."""


def measure(ground: Ground) -> list[Row]:
    """Return what the others notice. SQLite has one writer, so there it cannot be asked."""
    if "postgresql" not in ground.engines:
        return []
    progress(f"PostgreSQL: one contact's row held for {HELD_FOR} s")
    store = ground.on_server()
    with Served(ground.keeper, store.url) as served:
        sender = PEOPLE.sender()
        deliver(served.port, PEOPLE.text(sender, "Hi"))
        text = PEOPLE.text(sender, "Leeds")
        with (
            ThreadPoolExecutor(1) as one,
            store.server.connect(store.database) as holder,
            holder.transaction(),
        ):
            holder.execute("SELECT 1 FROM contact FOR UPDATE")
            theirs = one.submit(deliver, served.port, text)
            with Crowd(served.port, patient=False) as crowd:
                sleep(HELD_FOR)
                log = crowd.stop()
            held = theirs.result()
        again = deliver(served.port, text)
    p99 = at_share((answer.seconds for *_, answer in log.answered), 0.99) if log.answered else 99
    sorry = bool(held and held.sorry and held.seconds < GIVES_UP)
    then = bool(again and again.good)
    return [
        figure(
            "PostgreSQL: others, while one contact's row is held",
            f"{len(log.unanswered)} of {len(log.answered) + len(log.unanswered):,} failed, "
            f"p99 {p99:.2f} s", f"0 failed, p99 {P99:.0f} s",
            reached=not log.unanswered and p99 <= P99,
        ),
        figure(
            "  the one held: first delivery, the next",
            f"{f'{held.status} after {held.seconds:.1f} s' if held else 'nothing'}, "
            f"{again.status if again else 'nothing'}", f"503 within {GIVES_UP} s, 200",
            reached=sorry and then,
        ),
    ]  # fmt: skip
