"""Which processors are used, and what of them was spent. Linux says; elsewhere it is not known."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
TIMES = slice(11, 15)
"""Where a process's stat has its times: its own and those of its ended children, user and system,
counted from behind its name. Source: man 5 proc."""


@contextmanager
def on_processors(most: int) -> Iterator[int]:
    """Keep this process, and all it starts, to so many processors; say how many they are."""
    if not hasattr(os, "sched_setaffinity"):
        yield os.cpu_count() or 1
        return
    ours = os.sched_getaffinity(0)
    kept = sorted(ours)[:most]
    os.sched_setaffinity(0, kept)
    try:
        yield len(kept)
    finally:
        os.sched_setaffinity(0, ours)


def children(pid: int) -> list[int]:
    """Return the process ids of a process's children."""
    return [int(pid) for pid in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def spent(pid: int) -> float:
    """Return the seconds of CPU that a process and all that come from it have taken so far."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, stat[TIMES])) / TICKS + sum(map(spent, children(pid)))
    except OSError:  # it has ended in this moment
        return 0.0
