"""``make bench``: the figures of one run beside their goals. It is no test: only a fault fails."""

from __future__ import annotations

import argparse
import logging
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.loading.folder import load
from chatbot.loading.tree import Report
from chatbot.rehearsal import sample_directory
from chatbot.setup import FLOWS, VAR, keep_for_good
from tests.bench import (
    door,
    engine,
    engines,
    growing,
    imports,
    judged,
    matching,
    over_http,
    understanding,
    writers,
)
from tests.bench.conversations import PUBLIC_URL
from tests.bench.figures import BenchError, Row, table

Part = Callable[[Path, bool], list[Row]]
PARTS: dict[str, Part] = {
    "engine": lambda _, quick: _engine(2 if quick else 8),
    "understanding": lambda _, __: understanding.measure(*_loaded()),
    "judged": lambda _, __: judged.measure(_loaded()[0]),
    "matching": lambda _, quick: matching.measure(
        _loaded()[0], matching.QUICK_SIZES if quick else matching.SIZES
    ),
    "door": lambda folder, quick: door.measure(folder, 4 if quick else 15),
    "over-http": lambda folder, quick: over_http.closed_loop(
        folder, rounds=3 if quick else 8, seconds=1 if quick else 2.5
    ),
    "open-loop": lambda folder, quick: over_http.open_loop(folder, seconds=5 if quick else 15),
    "engines": lambda folder, quick: engines.measure(
        folder, rounds=2 if quick else 4, seconds=1 if quick else 1.5, steady=4 if quick else 8
    ),
    "writers": lambda folder, quick: writers.measure(
        folder, rounds=2 if quick else 5, seconds=1 if quick else 2
    ),
    "imports": lambda folder, quick: imports.measure(
        folder, _loaded()[1], 1_000 if quick else 10_000
    ),
    "growth": lambda folder, quick: _growing(folder, 10 if quick else 1),
}


def main() -> int:
    """Measure what was asked for and print the table; 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter, rougher figures")
    parser.add_argument("--only", choices=PARTS, help="measure one part")
    asked = parser.parse_args()
    logging.getLogger("chatbot").setLevel(logging.ERROR)  # made-up groups are known of here
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    rows: list[Row] = []
    try:
        for name in [asked.only] if asked.only else PARTS:
            with _new_folder() as folder:
                rows += PARTS[name](Path(folder), asked.quick)
    except BenchError as error:
        print(f"The benchmark broke: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    print(f"\n{table(rows)}\n\n{_circumstances()}")
    return 0


def _engine(seconds: float) -> list[Row]:
    return engine.measure(*_loaded(), seconds)


def _growing(folder: Path, smaller: int) -> list[Row]:
    return growing.measure(*_loaded(), folder, smaller)


@cache
def _loaded() -> tuple[Content, Directory]:
    content = load(FLOWS, f"{PUBLIC_URL}/privacy")
    keep_for_good()
    return content, sample_directory(FLOWS, content.gazetteer, Report())


def _new_folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder beside the real database: elsewhere may be memory, and writing free."""
    VAR.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="bench-", dir=VAR)


def _circumstances() -> str:
    cores = os.cpu_count() or 1
    said = f"Python {platform.python_version()}, {cores} processors"
    if hasattr(os, "getloadavg"):
        said += f", load {os.getloadavg()[0]:.1f}"
    return f"{said}. Trust what compares two figures of one run; the rest goes with the machine."


if __name__ == "__main__":
    sys.exit(main())
