"""Real servers that can be killed two hundred times: each is forked from one that has the content.

Loading the content takes 17 seconds. A keeper process is forked once it is loaded and before any
thread runs, and forks a whole gunicorn whenever it is asked, in a few hundredths of a second. The
app and its database connections are made after the fork, so nothing of them is shared.
"""

from __future__ import annotations

import ctypes
import http.client
import json
import logging
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from gunicorn.app.base import BaseApplication

from chatbot.content import Content
from chatbot.settings import Settings
from tests.bench.conversations import PUBLIC_URL, TOKEN
from tests.bench.figures import BenchError
from tests.soak.plants import PLANTS
from webhooks import create_app

PATIENCE = 20
WORKERS = 4
PAGE = os.sysconf("SC_PAGE_SIZE")


def settings_for(url: str) -> Settings:
    """Return a real deployment's settings on this database."""
    return Settings(
        twilio_auth_token=TOKEN,
        public_url=PUBLIC_URL,
        database_url=url,
        contact_key="a key for the soak only",
        demo=False,
        phone_page=False,
        texts_per_minute=10**9,
        replies_per_day=10**9,
    )


class Keeper:
    """The process that forks servers. All of them end with it, however it ends."""

    def __init__(self, content: Content, log: Path, plant: str) -> None:
        self._line, its_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.pid = os.fork()
        if self.pid == 0:
            self._line.close()
            try:
                _keep(its_end, content, log, plant)
            finally:
                os._exit(0)
        its_end.close()

    def fork(self, listener: socket.socket, url: str, workers: int, *, humble: bool) -> int:
        """Return the process id of a new server on ``listener`` with the database ``url``."""
        order = json.dumps({"url": url, "workers": workers, "humble": humble}).encode()
        socket.send_fds(self._line, [order], [listener.fileno()])
        return int(self._line.recv(64))

    def close(self) -> None:
        """End the keeper, and with it every server."""
        self._line.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


class Served:
    """One server, its address kept open by us: whoever comes while it is dead waits for the next.

    A ``humble`` one may do what the mode of a file allows and no more, even when we are root.
    """

    def __init__(
        self, keeper: Keeper, url: str, workers: int = WORKERS, *, humble: bool = False
    ) -> None:
        self._keeper, self._workers, self._humble = keeper, workers, humble
        self.url = url
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=2_048)
        self.port = int(self._listener.getsockname()[1])
        self.pid = 0

    def __enter__(self) -> Served:
        self.begin()
        self.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._listener.close()

    def begin(self) -> None:
        """Fork a server, without waiting for it."""
        fork = self._keeper.fork
        self.pid = fork(self._listener, self.url, self._workers, humble=self._humble)

    def wait(self) -> None:
        """Wait until every worker has its app."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            with suppress(OSError, http.client.HTTPException):
                asking.request("GET", "/health")
                if asking.getresponse().status == 200 and len(self.workers()) == self._workers:
                    return
            asking.close()
            sleep(0.05)
        raise BenchError(f"a server did not answer for {PATIENCE} seconds")

    def workers(self) -> list[int]:
        """Return the process ids of its workers."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in children.split()]

    def memory(self) -> int:
        """Return the bytes all workers hold in memory, what they share counted each time."""
        return sum(resident(pid) for pid in self.workers())

    def signal(self, number: int) -> None:
        """Send a signal to the server's own process, as an operator does."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill -9 the server and all of its workers in one go."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        while _alive(self.pid):
            sleep(0.002)

    def replace(self) -> None:
        """Ask it to end as an operator does, while the next already stands at the door."""
        old = self.pid
        os.kill(old, signal.SIGTERM)
        self.begin()
        until = monotonic() + PATIENCE
        while _alive(old):
            if monotonic() > until:
                raise BenchError(f"a server did not end within {PATIENCE} seconds of TERM")
            sleep(0.02)

    def start_again(self) -> None:
        """Kill it whole and fork the next at once."""
        self.kill()
        self.begin()


def resident(pid: int) -> int:
    """Return the bytes a process holds in memory, 0 when there is none."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def _alive(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _keep(line: socket.socket, content: Content, log: Path, plant: str) -> None:
    """Fork a server for every order that comes down the line, until it is cut."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    forked: list[int] = []
    while True:
        order, files, _, _ = socket.recv_fds(line, 65_536, 1)
        if not order:
            break
        pid = os.fork()
        if pid == 0:
            line.close()
            try:
                _serve(json.loads(order), files[0], content, log, plant)
            finally:
                os._exit(0)
        os.close(files[0])
        forked.append(pid)
        line.send(str(pid).encode())
    for pid in forked:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def _serve(order: dict[str, Any], file: int, content: Content, log: Path, plant: str) -> None:
    """Be a gunicorn until it ends. All that it and the service say goes to the log."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    for standard in (1, 2):
        os.dup2(said, standard)
    sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, force=True)
    if order["humble"]:
        _give_up_powers()
    if plant:
        PLANTS[plant].spoil()
    _Gunicorn(order, file, content).run()


def _give_up_powers() -> None:
    """Give up every capability, which root has and nobody else: a mode of 0444 then holds."""
    version_3, nothing = (0x20080522, 0), [0] * 6
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset((ctypes.c_uint32 * 2)(*version_3), (ctypes.c_uint32 * 6)(*nothing)):
        raise OSError(ctypes.get_errno(), "capset")


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    def __init__(self, order: dict[str, Any], file: int, content: Content) -> None:
        self._order, self._file, self._content = order, file, content
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": f"fd://{self._file}",
            "workers": self._order["workers"],
            "accesslog": "-",
            "errorlog": "-",
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app(settings_for(self._order["url"]), content=self._content)
