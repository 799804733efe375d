"""The people who text: a process of its own that sends prepared requests and times the answers.

It reads a plan from standard input and writes what it saw to standard output, both JSON. Plain
sockets in one loop, because anything heavier would take the processor from what is measured.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter, process_time

PATIENCE = 15.0
"""Seconds, as long as Twilio waits for an answer."""
GOOD = (b"HTTP/1.1 200", b"HTTP/1.0 200")
WHOLE = (b"</Response>", b"<Response/>")


@dataclass(slots=True)
class Call:
    """One request on its way. ``lane`` is whose request it is, ``since`` when it was due."""

    lane: int
    since: float
    answer: bytes = b""


@dataclass(slots=True)
class Seen:
    """The milliseconds of each good answer, how many were none, and what it cost to ask."""

    milliseconds: list[float] = field(default_factory=list)
    bad: int = 0
    seconds: float = 0.0
    cpu: float = 0.0


class Line:
    """Connections to one server, a new one for each request: its workers keep none open."""

    def __init__(self, port: int) -> None:
        self.seen = Seen()
        self._address = ("127.0.0.1", port)
        self._open = selectors.DefaultSelector()

    def send(self, request: bytes, call: Call) -> None:
        """Send a request; connecting to this machine takes no waiting."""
        try:
            connection = socket.create_connection(self._address, timeout=PATIENCE)
        except OSError:
            self.seen.bad += 1
            return
        connection.sendall(request)
        connection.setblocking(False)
        self._open.register(connection, selectors.EVENT_READ, call)

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return len(self._open.get_map())

    def answered(self, wait: float) -> Iterator[Call]:
        """Yield the calls that were answered in full, waiting for one at most ``wait`` seconds."""
        for key, _ in self._open.select(max(wait, 0.0)):
            connection, call = key.fileobj, key.data
            try:
                part = connection.recv(65_536)  # type: ignore[union-attr]
            except OSError:
                part, call.answer = b"", b""
            if part:
                call.answer += part
                continue
            now = perf_counter()
            self._open.unregister(connection)
            connection.close()  # type: ignore[union-attr]
            if call.answer.startswith(GOOD) and call.answer.endswith(WHOLE):
                self.seen.milliseconds.append((now - call.since) * 1_000)
            else:
                self.seen.bad += 1
            yield call


def closed_loop(line: Line, lanes: list[list[bytes]], seconds: float) -> None:
    """Keep one request on its way in each lane, until time is up or a lane has no more."""
    left = [iter(lane) for lane in lanes]
    begin = perf_counter()
    until, ended = begin + seconds, False
    for lane, requests in enumerate(left):
        line.send(next(requests), Call(lane, perf_counter()))
    while line.waiting and perf_counter() < until + PATIENCE:
        for call in line.answered(0.1):
            request = None if ended else next(left[call.lane], None)
            now = perf_counter()
            ended = request is None or now > until
            if request is not None and not ended:
                line.send(request, Call(call.lane, now))
    line.seen.seconds = perf_counter() - begin


def open_loop(line: Line, requests: list[bytes], gaps: list[float]) -> None:
    """Send each request when it is due, whatever has become of those before it."""
    begin = perf_counter()
    due = begin
    for request, gap in zip(requests, gaps, strict=True):
        due += gap
        while (left := due - perf_counter()) > 0:
            for _ in line.answered(left):
                pass
        line.send(request, Call(0, due))
    while line.waiting and perf_counter() < due + PATIENCE:
        for _ in line.answered(0.1):
            pass
    line.seen.seconds = perf_counter() - begin


def main() -> None:
    """Follow the plan on standard input."""
    plan = json.load(sys.stdin)
    line = Line(plan["port"])
    lanes = [[request.encode("latin-1") for request in lane] for lane in plan["lanes"]]
    before = process_time()
    if "gaps" in plan:
        open_loop(line, lanes[0], plan["gaps"])
    else:
        closed_loop(line, lanes, plan["seconds"])
    seen = line.seen
    bad = seen.bad + line.waiting
    asked = max(1, len(seen.milliseconds) + bad)
    json.dump(
        {
            "milliseconds": seen.milliseconds,
            "bad": bad,
            "seconds": seen.seconds,
            "cpu": (process_time() - before) / asked * 1e6,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
