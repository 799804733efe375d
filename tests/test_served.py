"""A real gunicorn with its own configuration: nothing cut off, everything counted, nobody logged.

One server for the whole file, since reading the content takes a while.
"""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest

from chatbot.channels.twilio import Signatures
from tests.conftest import PUBLIC_URL, ROOT, TOKEN
from tests.leaks import FORBIDDEN

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
BEARER = {"Authorization": "Bearer a token for counting"}
PATIENCE = 90
WORKERS = 2


@dataclass
class Server:
    """A gunicorn, its database's lock, and its log."""

    process: subprocess.Popen[bytes]
    port: int
    lock: Path
    log: Path
    sent: int = 0
    signatures: Signatures = field(default_factory=lambda: Signatures(TOKEN, PUBLIC_URL))

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asking.request(method, path, body or None, headers)
        answer = asking.getresponse()
        said = answer.read().decode()
        asking.close()
        return answer.status, said

    def text(self, body: str, sender: str = "+447700900123") -> tuple[int, str]:
        self.sent += 1
        form = {"MessageSid": f"SM{self.sent:032x}", "From": sender, "To": "+447700900999"}
        form |= {"Body": body, "NumMedia": "0"}
        return self.ask(
            "POST",
            "/twilio/messages",
            urlencode(form),
            **{
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Twilio-Signature": self.signatures.sign("/twilio/messages", form),
            },
        )

    def counted(self, series: str) -> float:
        status, shown = self.ask("GET", "/metrics", **BEARER)
        assert status == 200
        lines = [line for line in shown.splitlines() if line.startswith(f"{series} ")]
        return float(lines[0].rsplit(" ", 1)[1]) if lines else 0.0

    def workers(self) -> set[int]:
        pid = self.process.pid
        return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))

    @contextmanager
    def holding_the_database(self) -> Iterator[None]:
        """Every message that comes now stays in hand until the end: its writer has to wait."""
        with self.lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def waiting_for_the_database(self) -> int:
        """How many workers have the lock's file open: as long as they wait for it, or write."""
        return sum(self._has_the_lock_open(pid) for pid in self.workers())

    def _has_the_lock_open(self, pid: int) -> bool:
        with suppress(OSError):  # the worker may end while we look
            opened = [str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()]
            return str(self.lock) in opened
        return False


def until(true: object) -> None:
    """Wait until something is so; the test fails when it never is."""
    end = monotonic() + PATIENCE
    while not true():  # type: ignore[operator]
        assert monotonic() < end, "it never came to that"
        sleep(0.02)


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    port, log = a_free_port(), folder / "log"
    environ = {name: value for name, value in os.environ.items() if "GUNICORN" not in name}
    environ |= {
        "TWILIO_AUTH_TOKEN": TOKEN, "PUBLIC_URL": PUBLIC_URL,
        "DATABASE_URL": f"sqlite:///{folder / 'served.db'}", "CONTACT_KEY": "a key for tests only",
        "METRICS_TOKEN": BEARER["Authorization"].removeprefix("Bearer "),
    }  # fmt: skip
    command = [
        *(sys.executable, "-m", "gunicorn", "-c", "python:chatbot.web.gunicorn_conf"),
        *(f"--workers={WORKERS}", f"--bind=127.0.0.1:{port}", "--access-logfile=-"),
    ]
    with log.open("wb") as written:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environ, stdout=written, stderr=written, start_new_session=True
        )
    server = Server(process, port, folder / "served.db.lock", log)
    try:
        until(lambda: process.poll() is not None or _answers(port))
        assert process.poll() is None, log.read_text()
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def in_hand(server: Server, pool: ThreadPoolExecutor, count: int) -> list[Future[tuple[int, str]]]:
    """Texts of as many people, each in the hands of a worker that waits for the database."""
    texts = [pool.submit(server.text, "Hi", f"+4477009001{at:02}") for at in range(count)]
    until(lambda: server.waiting_for_the_database() == count)
    return texts


def test_both_workers_are_ready_and_what_each_counts_is_added_up(server: Server) -> None:
    assert server.ask("GET", "/ready")[0] == 200
    with ThreadPoolExecutor() as pool:
        with server.holding_the_database():
            texts = in_hand(server, pool, WORKERS)
        assert [text.result()[0] for text in texts] == [200] * WORKERS
    answered = 'signpost_messages_total{channel="sms",outcome="answered"}'
    for _ in range(2 * WORKERS):  # whichever worker is asked
        assert server.counted(answered) == WORKERS
        assert server.counted("signpost_message_seconds_count") == WORKERS


def test_a_reload_finishes_the_message_in_hand_and_forgets_no_count(server: Server) -> None:
    before = server.workers()
    with ThreadPoolExecutor() as pool:
        with server.holding_the_database():
            texts = in_hand(server, pool, 1)
            server.process.send_signal(signal.SIGHUP)
            until(lambda: len(server.workers() - before) == WORKERS)
        assert texts[0].result()[0] == 200
        assert "Where do you live?" in texts[0].result()[1]
    until(lambda: not server.workers() & before)
    assert server.counted('signpost_messages_total{channel="sms",outcome="answered"}') == 3


def test_a_worker_that_is_killed_is_replaced_and_its_count_stays(server: Server) -> None:
    victim = min(server.workers())
    os.kill(victim, signal.SIGKILL)
    until(lambda: victim not in server.workers() and len(server.workers()) == WORKERS)
    assert server.text("LS6 2AB", "+447700900100")[0] == 200
    assert server.counted('signpost_messages_total{channel="sms",outcome="answered"}') == 4


def test_the_end_finishes_the_message_in_hand(server: Server) -> None:
    with ThreadPoolExecutor() as pool:
        with server.holding_the_database():
            texts = in_hand(server, pool, 1)
            counters = _counters(server)
            server.process.send_signal(signal.SIGTERM)
            until(lambda: len(server.workers()) == 1)  # the one that had nothing to do is gone
        assert texts[0].result()[0] == 200
        assert "<Message>" in texts[0].result()[1]
    assert server.process.wait(PATIENCE) == 0
    assert not counters.exists()


def _counters(server: Server) -> Path:
    """The folder the server counts in."""
    environ = Path(f"/proc/{min(server.workers())}/maps").read_text()
    found = next(line for line in environ.splitlines() if "signpost-metrics-" in line)
    return Path(found.split(None, 5)[5]).parent


def test_every_line_of_the_log_is_json_and_names_nobody(server: Server) -> None:
    server.process.wait(PATIENCE)
    lines = server.log.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert {"time", "level", "logger", "message"} <= set.intersection(*map(set, told))
    assert any(line["logger"] == "gunicorn.access" for line in told)
    assert any("POST /twilio/messages 200" in line["message"] for line in told)
    assert not [line for line in lines if FORBIDDEN.search(line)]
