"""PostgreSQL stopped and started under load, frozen, and its connections cut."""

from __future__ import annotations

from time import monotonic, sleep

from tests.bench.figures import BenchError, Row, progress
from tests.frozen import frozen
from tests.soak.ground import Ground, figure
from tests.soak.reckoning import reckon
from tests.soak.serving import Served
from tests.soak.stores import OnServer
from tests.soak.texting import PEOPLE, REDELIVERING, Crowd, deliver, undisturbed

SOON = 5.0
"""Seconds in which it must answer again once the database is back."""
TWILIO_WAITS, TWILIO_IS_TO_WAIT = 15.0, 4.5
"""Seconds until Twilio gives up, at the most and with the overrides that the README asks for. An
answer while the server is frozen is all our own doing, so there the second counts."""
GOAL = "lost 0, twice 0, only 503, intact"


def measure(ground: Ground) -> list[Row]:
    """Return what is lost when the database goes away, and how soon all is well again."""
    if "postgresql" not in ground.engines:
        return []
    rows: list[Row] = []
    times = ground.some(2, 6)
    for mode in ("immediate", "fast"):
        progress(f"PostgreSQL: stopped -m {mode}, {times} times")
        rows += _under_load(ground, f"stopped -m {mode} {times} times", [mode] * times)
    times = ground.some(1, 4)
    progress(f"PostgreSQL: frozen and let go on, {times} times")
    rows += _under_load(ground, f"frozen {times} times", ["frozen"] * times)
    cuts = ground.some(10, 50)
    progress(f"PostgreSQL: all connections cut {cuts} times")
    return rows + _under_load(ground, f"all connections cut {cuts} times", ["cut"] * cuts)


def _under_load(ground: Ground, what: str, blows: list[str]) -> list[Row]:
    store = ground.on_server()
    with Served(ground.keeper, store.url) as served:
        expected, before = undisturbed(served), set(served.workers())
        with Crowd(served.port) as crowd:
            back = max(_strike(ground, store, served, blow) for blow in blows)
            log = crowd.stop()
        same = set(served.workers()) == before
        reckoning = reckon(store, served.port, log, expected)
    others = log.cut + len(log.other)
    stopped = "cut" not in blows
    limit = TWILIO_IS_TO_WAIT if "frozen" in blows else TWILIO_WAITS
    return [
        figure(
            f"PostgreSQL: {what}", f"{reckoning}", GOAL,
            reached=reckoning.clean and not others and (log.sorry > 0 or not stopped),
        ),
        Row("  meanwhile: 503 with words, anything else", f"{log.sorry}, {others}"),
        figure(
            "  answers again after, slowest of all answers",
            f"{back:.1f} s, {log.slowest:.1f} s, {'no' if same else 'A'} restart",
            f"{SOON:.0f} s, {limit:g} s, no restart",
            reached=same and back < SOON and log.slowest < limit,
        ),
    ]  # fmt: skip


def _strike(ground: Ground, store: OnServer, served: Served, blow: str) -> float:
    """Do it, undo it, and return the seconds until a text is answered again."""
    sleep(ground.chance.uniform(0.1, 0.6))
    if blow == "cut":
        store.server.cut_connections(store.database)
    elif blow == "frozen":
        with frozen(store.server.pid):
            sleep(ground.chance.uniform(6, 8))
    else:
        store.server.stop(blow)
        sleep(ground.chance.uniform(0.2, 2))
        store.server.start()
    begin = monotonic()
    text = PEOPLE.text(PEOPLE.sender(), "Hi")
    while monotonic() - begin < REDELIVERING:
        answer = deliver(served.port, text)
        if answer and answer.good:
            return monotonic() - begin
        sleep(0.02)
    raise BenchError(f"no answer {REDELIVERING:.0f} seconds after the database came back")
