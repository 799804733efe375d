"""Serving the webhook and the yardstick as in production: gunicorn, two sync workers."""

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

WORKERS = 2
FULL, YARDSTICK = "webhooks:create_app()", "tests.bench.yardstick:create_app()"
PATIENCE = 60


@contextmanager
def served(app: str, folder: Path) -> Iterator[int]:
    """Serve an app on 127.0.0.1 with a new database in ``folder``, and give its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(2_048)
        port = int(listener.getsockname()[1])
        server = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "gunicorn", f"--workers={WORKERS}"),
                *("--log-level=warning", f"--bind=fd://{listener.fileno()}", app),
            ],
            cwd=ROOT,
            env=_environment(folder, os.environ),
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
    try:
        _wait_for(server, port)
        yield port
    finally:
        _stop(server)


def _environment(folder: Path, ours: Mapping[str, str]) -> dict[str, str]:
    """Return the four settings of production, with nothing that would change the server's ways."""
    kept = {name: value for name, value in ours.items() if not name.startswith("GUNICORN")}
    return kept | {
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": PUBLIC_URL,
        "DATABASE_URL": f"sqlite:///{folder / 'served.db'}",
        "CONTACT_KEY": "a key for the benchmark only",
        "TEXTS_PER_MINUTE": "1000000",
        "REPLIES_PER_DAY": "1000000",
    }


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        if server.poll() is not None:
            raise BenchError(f"the server ended with exit code {server.returncode}")
        try:
            asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            asking.request("GET", "/health")
            asking.getresponse().read()
            asking.close()
            return
        except OSError:
            sleep(0.1)
    raise BenchError(f"the server did not answer for {PATIENCE} seconds")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, and end what is left of its process group."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
