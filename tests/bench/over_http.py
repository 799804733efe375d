"""Over HTTP, under the same server: as many requests as it can take, and at a steady rate."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from chatbot.setup import ROOT
from tests.bench.conversations import TURNS, Deliveries, Signed
from tests.bench.figures import BenchError, Goal, Row, at_share, progress
from tests.bench.servers import FULL, WORKERS, YARDSTICK, served

CONNECTIONS = 16
SHARE = 0.30
RATE = 200
P99 = 20.0
PER_SECOND = 4_000
"""Requests prepared for each second of a round; a server that is faster ends its round sooner."""


@dataclass(frozen=True, slots=True)
class Round:
    """What the people who text saw: milliseconds of each answer, bad answers, and time taken.

    ``cpu`` is what asking cost them, in microseconds of CPU a request.
    """

    milliseconds: list[float]
    bad: int
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        """Good answers a second."""
        return len(self.milliseconds) / self.seconds

    def at(self, share: float) -> float:
        """Return the milliseconds that ``share`` of the answers do not pass."""
        return at_share(self.milliseconds, share)


def closed_loop(folder: Path, rounds: int, seconds: float) -> list[Row]:
    """Return what 16 connections get from the yardstick and from the full webhook in turns."""
    deliveries = Deliveries()
    seen: dict[str, list[Round]] = {YARDSTICK: [], FULL: []}
    with ExitStack() as servers:
        ports = {app: servers.enter_context(served(app, folder)) for app in seen}
        for port in ports.values():
            texted(port, lanes(deliveries, 4), seconds=1)
        for number in range(rounds):
            progress(f"over HTTP: round {number + 1} of {rounds}, yardstick and full webhook")
            texts = lanes(deliveries, max(2, round(PER_SECOND * seconds / TURNS)))
            for app, port in ports.items():
                seen[app].append(texted(port, texts, seconds=seconds))
    return compared(seen[YARDSTICK], seen[FULL])


def open_loop(folder: Path, seconds: float) -> list[Row]:
    """Return how long people wait when 200 texts a second arrive, each whenever it likes."""
    deliveries = Deliveries()
    with served(FULL, folder) as port:
        texted(port, lanes(deliveries, 4), seconds=1)
        progress(f"over HTTP: {RATE} texts a second for {seconds:g} seconds")
        seen = at_rate(port, deliveries, RATE, seconds)
    reached = seen.at(0.99) < P99 and not seen.bad
    return [
        Row(
            f"over HTTP, {RATE} texts a second for {seconds:g} s",
            f"p99 {seen.at(0.99):.1f} ms, {errors([seen])}",
            Goal(f"p99 under {P99:.0f} ms, no error", reached),
        ),
        Row("  the others", f"p50 {seen.at(0.5):.1f} ms, slowest {max(seen.milliseconds):.1f} ms"),
    ]


def at_rate(port: int, deliveries: Deliveries, rate: float, seconds: float) -> Round:
    """Return what is seen when ``rate`` texts a second arrive, each whenever it likes."""
    times = -(-round(rate * seconds) // TURNS)
    texts = deliveries.mixed(times)[: round(rate * seconds)]
    chance = random.Random(round(rate))  # noqa: S311 - the same arrivals every time
    return texted(port, [texts], gaps=[chance.expovariate(rate) for _ in texts])


def compared(plain: Sequence[Round], full: Sequence[Round]) -> list[Row]:
    """Return what both got, and the share of the yardstick's that the full webhook keeps."""
    shares = [its.per_second / yard.per_second for its, yard in zip(full, plain, strict=True)]
    best = max(its.per_second for its in full) / max(yard.per_second for yard in plain)
    share = median(shares)
    where = f"over HTTP, {CONNECTIONS} connections, {WORKERS} workers"
    return [
        Row(f"{where}: yardstick", said(plain)),
        Row("  its waiting", waiting(plain)),
        Row(f"{where}: full webhook", said(full)),
        Row("  its waiting", waiting(full)),
        Row(
            "  share of the yardstick's requests a second",
            f"{share:.2f} median of rounds, {best:.2f} best to best",
            Goal(f"{SHARE:.2f} or more", share >= SHARE),
        ),
        Row(
            "  asking takes this process, of one processor",
            f"yardstick {asking(plain):.0%}, full webhook {asking(full):.0%}",
        ),
    ]


def said(rounds: Sequence[Round]) -> str:
    """Say how many good answers a second there were."""
    rates = [seen.per_second for seen in rounds]
    return f"{max(rates):,.0f}/s best, {median(rates):,.0f}/s median, {errors(rounds)}"


def waiting(rounds: Sequence[Round]) -> str:
    """Say how long they took, in the fastest round and in the middle one."""
    best = max(rounds, key=lambda seen: seen.per_second)
    middle = median(seen.at(0.99) for seen in rounds)
    return f"p50 {best.at(0.5):.1f} ms, p99 {best.at(0.99):.1f} ms best, {middle:.1f} ms median"


def errors(rounds: Sequence[Round]) -> str:
    """Say how many answers were bad."""
    bad = sum(seen.bad for seen in rounds)
    return f"{bad} error{'' if bad == 1 else 's'}" if bad else "no error"


def asking(rounds: Sequence[Round]) -> float:
    """Return the share of one processor that asking took."""
    return median(seen.cpu * seen.per_second / 1e6 for seen in rounds)


def lanes(deliveries: Deliveries, times: int) -> list[list[Signed]]:
    """Share out whole conversations, so that nobody's second text overtakes their first."""
    conversations = list(deliveries.conversations(times))
    return [list(chain(*conversations[lane::CONNECTIONS])) for lane in range(CONNECTIONS)]


def texted(port: int, texts: Sequence[Sequence[Signed]], **how: Any) -> Round:
    """Have the texts sent by a process of its own, and return what it saw."""
    sent = [[signed.request(port).decode("latin-1") for signed in lane] for lane in texts]
    texting = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.load"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        answer, _ = texting.communicate(json.dumps({"port": port, "lanes": sent, **how}).encode())
    finally:
        texting.kill()
        texting.wait()
    if texting.returncode:
        raise BenchError(f"the texting process ended with exit code {texting.returncode}")
    seen = Round(**json.loads(answer))
    if not seen.milliseconds:
        raise BenchError("no request was answered")
    return seen
