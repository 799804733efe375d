"""Figures beside their goals, as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

HEAD = ("", "measured", "goal", "")


class BenchError(Exception):
    """Something broke, so that there is no figure; the message says what."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should be, in words, and whether it is."""

    text: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    figure: str
    goal: Goal | None = None

    def cells(self) -> tuple[str, str, str, str]:
        """Return the line's cells."""
        if self.goal is None:
            return self.what, self.figure, "", ""
        verdict = "reached" if self.goal.reached else "NOT REACHED"
        return self.what, self.figure, self.goal.text, verdict


def table(rows: Sequence[Row]) -> str:
    """Return the rows in columns as wide as they need to be."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def at_share(values: Iterable[float], share: float) -> float:
    """Return the value that ``share`` of all values do not pass: 0.99 gives the p99."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def progress(text: str) -> None:
    """Say what is being measured, apart from the table."""
    print(text, file=sys.stderr, flush=True)
