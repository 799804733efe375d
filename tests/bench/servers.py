"""Serving the webhook and the yardstick as in production: gunicorn with the shipped config."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from chatbot.setup import ROOT
from tests.bench.conversations import PUBLIC_URL, TOKEN
from tests.bench.figures import BenchError
from tests.bench.processors import children

WORKERS = 2
FULL, YARDSTICK = "webhooks:create_app()", "tests.bench.yardstick:create_app()"
PATIENCE = 180


class Server:
    """A gunicorn on 127.0.0.1. It has loaded the content once, before its workers forked."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.port = port
        self.pid = process.pid
        self._process = process
        self._staff = WORKERS

    def wait(self) -> None:
        """Wait until it answers."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            if self._process.poll() is not None:
                raise BenchError(f"the server ended with exit code {self._process.returncode}")
            try:
                asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                asking.request("GET", "/health")
                asking.getresponse().read()
                asking.close()
                return
            except OSError:
                sleep(0.1)
        raise BenchError(f"the server did not answer for {PATIENCE} seconds")

    def staff(self, workers: int) -> None:
        """Have so many workers answer from now on. Needs Linux, which says who they are."""
        more = signal.SIGTTIN if workers > self._staff else signal.SIGTTOU
        for _ in range(abs(workers - self._staff)):
            self._process.send_signal(more)
            sleep(0.1)  # two of the same that wait are one
        self._staff = workers
        until = monotonic() + PATIENCE
        while len(children(self.pid)) != workers:
            if monotonic() > until:
                raise BenchError(f"the server has not come to {workers} workers")
            sleep(0.05)

    def stop(self) -> None:
        """Ask it to end, and end what is left of its process group."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextmanager
def serving(app: str, folder: Path, url: str = "") -> Iterator[Server]:
    """Start to serve an app on the database ``url``, or on a new one in ``folder``."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(2_048)
        port = int(listener.getsockname()[1])
        process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "gunicorn", "-c", "python:chatbot.web.gunicorn_conf"),
                *(f"--workers={WORKERS}", "--log-level=warning"),
                *(f"--bind=fd://{listener.fileno()}", app),
            ],
            cwd=ROOT,
            env=_environment(url or f"sqlite:///{folder / 'served.db'}", os.environ),
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
    server = Server(process, port)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def served(app: str, folder: Path) -> Iterator[int]:
    """Serve an app with a new database in ``folder``, and give its port once it answers."""
    with serving(app, folder) as server:
        server.wait()
        yield server.port


def _environment(url: str, ours: Mapping[str, str]) -> dict[str, str]:
    """Return the four settings of production, with nothing that would change the server's ways."""
    kept = {name: value for name, value in ours.items() if not name.startswith("GUNICORN")}
    return kept | {
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": PUBLIC_URL,
        "DATABASE_URL": url,
        "CONTACT_KEY": "a key for the benchmark only",
        "TEXTS_PER_MINUTE": "1000000",
        "REPLIES_PER_DAY": "1000000",
    }
