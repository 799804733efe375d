"""Both databases over HTTP, by the number of workers; and how far that is from everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.conversations import TURNS, Deliveries
from tests.bench.figures import Goal, Row, progress
from tests.bench.over_http import (
    CONNECTIONS,
    PER_SECOND,
    Round,
    at_rate,
    errors,
    lanes,
    said,
    texted,
    waiting,
)
from tests.bench.processors import on_processors, spent
from tests.bench.servers import FULL, YARDSTICK, Server, serving
from tests.soak.postgres import Postgres

STAFFS = (1, 2, 4)
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
SHARE_AT = {(POSTGRESQL, 2): 0.20}
P99_AT = {(SQLITE, 4): 50}
"""Goals: the least share of the yardstick's requests a second, the most milliseconds."""
PEOPLE, TEXTS, HOUR = 400_000, 6, 3_600
EVERYBODY = 670
"""Texts a second when all who have type 1 in the UK text six times within one hour."""
EVERYBODYS_P99 = 250
LESS = (1.0, 0.85, 0.7, 0.55, 0.4)
"""Shares tried of what the server does when asked as fast as it answers."""
PROCESSORS = 2


@dataclass(slots=True)
class Record:
    """What was seen of one server: the rounds with each number of workers, and in each of these
    the milliseconds of CPU that a text took, asking and the database included.
    """

    seen: dict[int, list[Round]] = field(default_factory=dict)
    cpu: dict[int, list[float]] = field(default_factory=dict)

    def per_second(self, workers: int) -> float:
        """Return the good answers a second of the middle round."""
        return median(seen.per_second for seen in self.seen[workers])


@dataclass(slots=True)
class Side:
    """One server, the process of its database if that has one, and its record."""

    server: Server
    database: int = 0
    record: Record = field(default_factory=Record)

    def texted(self, ask: Callable[[int], Round]) -> tuple[Round, float]:
        """Return what was seen of its port, and the milliseconds of CPU that a text took."""
        before = self._spent()
        seen = ask(self.server.port)
        each = (self._spent() - before) / max(1, len(seen.milliseconds))
        return seen, each * 1e3 + seen.cpu / 1e3

    def _spent(self) -> float:
        return spent(self.server.pid) + (spent(self.database) if self.database else 0.0)


def measure(folder: Path, rounds: int, seconds: float, steady: float) -> list[Row]:
    """Return rounds of both databases beside the yardstick, in turns, with 1, 2 and 4 workers.

    Then the most texts a second, arriving for ``steady`` seconds, that nobody waits long for.
    """
    deliveries = Deliveries()
    with on_processors(PROCESSORS) as processors, ExitStack() as things:
        progress("starting PostgreSQL, and three servers that load the content")
        postgres = things.enter_context(closing(Postgres()))
        url = postgres.url(postgres.new_database())
        plain = Side(things.enter_context(serving(YARDSTICK, folder)))
        full = {
            SQLITE: Side(things.enter_context(serving(FULL, folder))),
            POSTGRESQL: Side(things.enter_context(serving(FULL, folder, url)), postgres.pid),
        }
        sides = [plain, *full.values()]
        for side in sides:
            side.server.wait()
        for workers in STAFFS:
            _in_turns(sides, deliveries, workers, rounds, seconds)
        seen = {name: side.record for name, side in full.items()}
        rows = [row for at in STAFFS for row in compared(plain.record, seen, at)]
        for name, side in full.items():
            rows += _everybody(name, side, deliveries, steady)
    together = "server, database, asking and whatever else runs, together on"
    return [*rows, Row(f"  {together}", f"{processors} processors")]


def _in_turns(
    sides: Sequence[Side], deliveries: Deliveries, workers: int, rounds: int, seconds: float
) -> None:
    for side in sides:
        side.record.seen[workers], side.record.cpu[workers] = [], []
        side.server.staff(workers)
        texted(side.server.port, lanes(deliveries, 4), seconds=1)
    for number in range(rounds):
        progress(f"both databases: {workers} workers, round {number + 1} of {rounds}")
        texts = lanes(deliveries, max(2, round(PER_SECOND * seconds / TURNS)))
        for side in sides:
            seen, cpu = side.texted(partial(texted, texts=texts, seconds=seconds))
            side.record.seen[workers].append(seen)
            side.record.cpu[workers].append(cpu)


def compared(plain: Record, full: Mapping[str, Record], workers: int) -> Iterator[Row]:
    """Yield what each server did, and the shares of the yardstick's that the databases keep."""
    staff = f"{workers} worker{'' if workers == 1 else 's'}"
    yards = plain.seen[workers]
    yield Row(f"over HTTP, {CONNECTIONS} connections, {staff}: yardstick", said(yards))
    yield Row("  CPU of a text, asking and the database included", _cpu(plain, workers))
    for name, record in full.items():
        its = record.seen[workers]
        p99 = median(seen.at(0.99) for seen in its)
        most, least = P99_AT.get((name, workers)), SHARE_AT.get((name, workers))
        share = median(a.per_second / b.per_second for a, b in zip(its, yards, strict=True))
        yield Row(f"  {name}", said(its))
        yield Row("    CPU of a text", _cpu(record, workers))
        quick = Goal(f"median p99 under {most} ms", p99 < most) if most else None
        yield Row("    its waiting", waiting(its), quick)
        enough = Goal(f"{least:.2f} or more", share >= least) if least else None
        yield Row("    its share of the yardstick's", f"{share:.2f} median of rounds", enough)


def _cpu(record: Record, workers: int) -> str:
    return f"{min(record.cpu[workers]):.2f} ms least, {median(record.cpu[workers]):.2f} ms median"


@dataclass(frozen=True, slots=True)
class Tried:
    """A rate at which texts came, what was seen, and a text's milliseconds of CPU in all."""

    rate: float
    seen: Round
    cpu: float

    @property
    def kept_up(self) -> bool:
        """Whether nobody waited too long."""
        return not self.seen.bad and self.seen.at(0.99) < EVERYBODYS_P99


def _everybody(name: str, side: Side, deliveries: Deliveries, steady: float) -> list[Row]:
    """Find the most texts a second whose p99 is short enough, from what the server can do down."""
    workers = max(STAFFS, key=side.record.per_second)
    side.server.staff(workers)
    texted(side.server.port, lanes(deliveries, 4), seconds=1)
    most = min(side.record.per_second(workers), EVERYBODY)
    tried: list[Tried] = []
    for share in LESS:
        progress(f"{name}: {most * share:.0f} texts a second for {steady:g} seconds")
        rate = most * share
        ask = partial(at_rate, deliveries=deliveries, rate=rate, seconds=steady)
        seen, cpu = side.texted(ask)
        tried.append(Tried(rate, seen, cpu))
        if tried[-1].kept_up:
            break
    return reckoned(f"{name}, {workers} workers", tried)


def reckoned(server: str, tried: Sequence[Tried]) -> list[Row]:
    """Return how far the last rate tried is from everybody's within one hour."""
    last = tried[-1]
    rate = last.rate if last.kept_up else 0.0
    goal = Goal(f"{EVERYBODY}/s, p99 under {EVERYBODYS_P99} ms", rate >= EVERYBODY)
    what = f"{PEOPLE:,} people, {TEXTS} texts each, in one hour: {server}"
    said = f"p99 {last.seen.at(0.99):.0f} ms, {errors([last.seen])}"
    room = PROCESSORS * 1e3 / last.cpu
    rows = [Row(what, f"{rate:.0f}/s, {said}" if rate else f"not even {last.rate:.0f}/s", goal)]
    if rate:
        hours = PEOPLE * TEXTS / rate / HOUR
        share = f"{rate / EVERYBODY:.2f}; everybody takes {hours:.1f} hours"
        rows.append(Row("  share of the goal", share))
    cpu = f"{last.cpu:.2f} ms, room for {room:.0f}/s if nothing else ran"
    return [*rows, Row("  CPU of a text", cpu)]
