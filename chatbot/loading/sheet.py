"""A table of place data, row by row, with every fault named by file and line."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.loading.tree import Report, did_you_mean, read_text

LATITUDES = (49.0, 61.5)
LONGITUDES = (-9.0, 2.5)
"""WGS84 degrees that hold the UK, Jersey, Guernsey and the Isle of Man."""


NATIONS = (
    "England", "Scotland", "Wales", "Northern Ireland", "Isle of Man", "Jersey", "Guernsey",
)  # fmt: skip


def plain(name: str) -> str:
    """Return a name in letters every phone can show in the short SMS alphabet: no accents."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return text.encode("ascii", "ignore").decode("ascii")


class BadCell(Exception):
    """A cell cannot be used. The message says which, why, and the way out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column. Reading a cell that is not as it should be raises BadCell."""

    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Return a cell that may be empty."""
        return self.cells[column].strip()

    def needed(self, column: str) -> str:
        """Return a cell that must not be empty."""
        if found := self.text(column):
            return found
        raise BadCell(f"The column '{column}' is empty. Fill it in, or take the row out.")

    def one_of(self, column: str, known: Sequence[str]) -> str:
        """Return a cell that is one of the words known."""
        word = self.text(column)
        if word in known:
            return word
        raise BadCell(f"'{word}' is not known in the column '{column}'.{did_you_mean(word, known)}")

    def whole(self, column: str) -> int:
        """Return a whole number, 0 for an empty cell."""
        found = self.text(column)
        if not found:
            return 0
        if found.isascii() and found.isdigit() and len(found) <= 10:
            return int(found)
        raise BadCell(
            f"'{found}' in the column '{column}' is not a whole number. Write digits only."
        )

    def decimal(self, column: str, between: tuple[float, float]) -> float:
        """Return a number within bounds; 0 for an empty cell where the bounds allow it."""
        found = self.text(column)
        low, high = between
        try:
            number = float(found or "0")
        except ValueError:
            number = float("nan")
        if low <= number <= high:
            return number
        raise BadCell(
            f"'{found}' in the column '{column}' is not a number from {low:g} to {high:g}."
        )

    def middle(self) -> tuple[float, float]:
        """Return latitude and longitude in WGS84 degrees."""
        return self.decimal("lat", LATITUDES), self.decimal("lon", LONGITUDES)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file with exactly these columns, in this order."""

    folder: Path
    name: str
    columns: tuple[str, ...]
    report: Report

    @property
    def file(self) -> str:
        """The file's name as problems give it, like "places/outcodes.csv"."""
        return f"{self.folder.name}/{self.name}"

    @property
    def is_there(self) -> bool:
        """Whether there is such a file, for the tables that a folder may go without."""
        return (self.folder / self.name).exists()

    def problem(self, line: int, says: str) -> None:
        """Report something wrong on a line, counted from 1."""
        self.report.add(self.file, line, says)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield each row with its line. What cannot be read as a row is a Problem and left out."""
        text = read_text(self.folder / self.name, self.file, self.report)
        if text is None:
            return
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            for cells in reader:
                if line == 1:
                    if tuple(cells) != self.columns:
                        self.problem(1, f"The first line must be: {','.join(self.columns)}")
                        return
                elif len(cells) != len(self.columns):
                    if cells:
                        self.problem(
                            line,
                            f"This row has {len(cells)} cells, but {len(self.columns)} are needed. "
                            "Put text that holds a comma in double quotes.",
                        )
                else:
                    yield line, Row(dict(zip(self.columns, cells, strict=True)))
                line = reader.line_num + 1
        except csv.Error as error:
            self.problem(
                line,
                f"This row cannot be read ({error}). Look for a double quote that is not closed.",
            )
        if line == 1:
            self.problem(1, f"This file is empty. The first line must be: {','.join(self.columns)}")
