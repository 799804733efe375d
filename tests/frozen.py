"""A process and all its children stopped where they are, and let go on: a machine that hangs.

Its connections stay: the kernel answers for it, takes what is sent and accepts who comes.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    """Stop a process with its children until the end."""
    os.kill(pid, signal.SIGSTOP)  # first, so that it has no more children
    stopped = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    try:
        for each in stopped:
            _send(each, signal.SIGSTOP)
        yield
    finally:
        for each in reversed(stopped):
            _send(each, signal.SIGCONT)


def _send(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):  # it has ended in the meantime
        os.kill(pid, number)
