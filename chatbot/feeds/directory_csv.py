"""Reads a CSV file of groups: a line that cannot be read is named, and the others are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from chatbot.directory import Service
from chatbot.feeds.directory_rows import services_of
from chatbot.feeds.group_row import Districts
from chatbot.feeds.rows import cleaned
from chatbot.loading.tree import Report, read_text


def read_services(
    path: Path, name: str, districts: Districts, today: date, report: Report
) -> tuple[Service, ...]:
    """Return the groups of a CSV file. Each row left out is one Problem, with its line and reasons.

    ``name`` is what Problems call the file. A fault of the whole file gives one or more Problems
    and no groups. A Problem that is a note leaves nothing out.
    """
    text = read_text(path, name, report)
    return () if text is None else read_text_of(text, name, districts, today, report)


def read_text_of(
    text: str, name: str, districts: Districts, today: date, report: Report
) -> tuple[Service, ...]:
    """Return the groups of a CSV file's text, as ``read_services`` does."""
    if text.strip() and "," not in text.strip().splitlines()[0]:
        says = "The first line has no commas. Save the file as CSV with commas between the columns."
        report.add(name, 1, says)
        return ()
    return services_of(_table(text, name, report), name, districts, today, report)


def _table(text: str, name: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line of the file it begins on. Rows with nothing in them are passed.

    A quotation mark that is never closed would swallow every row after it, so only its own line is
    left out and reading goes on with the next.
    """
    lines = list(io.StringIO(text, newline=""))
    at = 0
    while at < len(lines):
        start = at
        reader = csv.reader(
            (lines[index] for index in range(start, len(lines))),
            strict=True,
            skipinitialspace=True,
        )
        try:
            for cells in reader:
                if any(map(cleaned, cells)):
                    yield at + 1, cells
                at = start + reader.line_num
        except csv.Error:
            says = "This line was left out. Its quotation marks do not match, or a cell is too long"
            report.add(name, at + 1, f'{says}. Inside quotation marks, write " as "".')
            at += 1
