"""How gunicorn runs the service: ``gunicorn -c python:chatbot.web.gunicorn_conf``.

What is given on gunicorn's command line, like ``--bind`` and ``--workers``, goes before this.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from gunicorn.glogging import Logger

from chatbot.loglines import FORMATS, formatter
from chatbot.web.counters import remove_left_behind, take_folder

_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
_IN_MEMORY = str(_SHARED_MEMORY) if os.access(_SHARED_MEMORY, os.W_OK) else None
_PLACE = Path(_IN_MEMORY or gettempdir())
remove_left_behind(_PLACE)
_COUNTERS = take_folder(_PLACE)
"""Where the workers count. In memory: a worker that writes to a mapped file on a full disk dies."""

# Must stand before anything imports chatbot.metrics.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_COUNTERS)

wsgi_app = "webhooks:create_app()"
workers = 2
preload_app = True
"""The content is read once and shared. So changed content needs a new start, not a HUP."""
timeout = 30
graceful_timeout = 20
"""Seconds a message in hand may take after TERM. Twilio waits for 15."""
worker_tmp_dir = _IN_MEMORY
control_socket_disable = True
"""Signals do; a socket that anybody of this user may command is one door more."""
access_log_format = "%(m)s %(U)s %(s)s %(M)s ms"
"""Paths only: neither the query nor the sender's address."""


@atexit.register
def _remove_if_never_started(maker: int = os.getpid()) -> None:
    """Take the counters away when nothing came of the start; a worker that ends leaves them."""
    if os.getpid() == maker:
        shutil.rmtree(_COUNTERS, ignore_errors=True)


class Lines(Logger):
    """Gunicorn's own lines in the form of all others."""

    def setup(self, cfg: Any) -> None:
        """Open the logs, and put our formatter on them."""
        super().setup(cfg)  # type: ignore[no-untyped-call]
        style = os.environ.get("LOG_FORMAT", "").strip()
        lines = formatter(style if style in FORMATS else "json")
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(lines)


logger_class = Lines


def on_starting(server: Any) -> None:
    """Let the workers count, when they are to run as somebody else."""
    if os.geteuid() == 0:
        os.chown(_COUNTERS, server.cfg.uid, server.cfg.gid)


def pre_fork(_server: Any, _worker: Any) -> None:
    """Take all that is loaded out of Python's look for rubbish, so that the workers share it."""
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    """Tidy up after a worker; what it has counted stays counted."""
    from chatbot.metrics import worker_ended

    worker_ended(worker.pid)


def on_exit(_server: Any) -> None:
    """Take the counters away with the last process."""
    shutil.rmtree(_COUNTERS, ignore_errors=True)
