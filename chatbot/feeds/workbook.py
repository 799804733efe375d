"""Excel workbooks: rows of groups out of one, and a template to fill in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from chatbot.feeds.faults import FeedError

MOST_BYTES = 200 * 1024 * 1024
"""What a workbook may come to unpacked: a small one can hold a very large one."""
MOST_ROWS = 200_000
MOST_COLUMNS = 400
ROWS_TO_FILL = 1_000
LONGEST_CHOICE = 255
"""Excel refuses a list of words longer than this."""


def is_workbook(raw: bytes) -> bool:
    """Say whether some bytes are an Excel workbook, whatever the file is called."""
    if not raw.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return any(name.startswith("xl/") for name in packed.namelist())
    except zipfile.BadZipFile:
        return False


def rows_of(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet with anything in them, each with its number.

    Raises FeedError when it is no workbook that can be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_BYTES:
            raise FeedError("The workbook is too large.")
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet = book[book.sheetnames[0]]
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS, values_only=True)
        for number, cells in enumerate(rows, 1):
            if any(cell is not None for cell in cells):
                written = [text_of(cell) for cell in cells]
                while written and not written[-1]:
                    written.pop()
                if written:
                    yield number, written
    except FeedError:
        raise
    except Exception as fault:  # openpyxl raises whatever its parts do on a damaged workbook
        says = f"The workbook cannot be read ({type(fault).__name__}). Save it again as .xlsx."
        raise FeedError(says) from None


def text_of(cell: Any) -> str:
    """Return a cell as the text that a CSV file would have."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def template(
    columns: Sequence[str], example: Mapping[str, str], choices: Mapping[str, Sequence[str]]
) -> bytes:
    """Return a workbook with the columns, one made-up row, and lists to choose words from."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "groups"
    sheet.append(list(columns))
    sheet.append([example.get(column, "") for column in columns])
    for at, column in enumerate(columns, 1):
        letter = get_column_letter(at)
        head = sheet.cell(1, at)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6ED")
        head.alignment = Alignment(vertical="top")
        sheet.column_dimensions[letter].width = max(12, min(40, len(column) + 4))
        for row in range(2, ROWS_TO_FILL + 2):
            sheet.cell(row, at).number_format = "@"  # or a phone number loses its first 0
        words = ",".join(choices.get(column, ()))
        if words and len(words) <= LONGEST_CHOICE:
            choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{ROWS_TO_FILL + 1}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
