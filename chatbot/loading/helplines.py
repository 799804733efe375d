"""From helplines.csv to the lines that may be given out, with who looked them up and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from chatbot.flow import Helpline
from chatbot.loading.tree import Problem, Report, did_you_mean, read_text

HELPLINES = "helplines.csv"
COLUMNS = tuple(Helpline.__dataclass_fields__)
MUST_HAVE = ("key", "name", "number", "said", "source", "checked_on", "confirmed")
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
FRESH_FOR = 180
"""Days after which a helpline wants checking again."""


def read_helplines(folder: Path, report: Report) -> tuple[Helpline, ...]:
    """Return the lines of helplines.csv; each mistake is a Problem with its line."""
    text = read_text(folder / HELPLINES, HELPLINES, report)
    if text is None:
        return ()
    rows = csv.DictReader(io.StringIO(text))
    for column in rows.fieldnames or ():
        if column not in COLUMNS:
            says = f"'{column}' is not a column we know.{did_you_mean(column, COLUMNS)}"
            report.add(HELPLINES, 1, says)
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        report.add(HELPLINES, 1, f"These columns are missing: {', '.join(missing)}.")
        return ()
    found: dict[str, Helpline] = {}
    for row in rows:
        line = rows.line_num
        if None in row or None in row.values():
            says = "This row has more or fewer cells than there are columns. Look at its commas."
            report.add(HELPLINES, line, says)
            continue
        helpline = _helpline({column: row[column].strip() for column in COLUMNS}, line, report)
        if helpline and helpline.key in found:
            report.add(HELPLINES, line, f"The key '{helpline.key}' is already taken further up.")
        elif helpline:
            found[helpline.key] = helpline
    return tuple(found.values())


def _helpline(row: Mapping[str, str], line: int, report: Report) -> Helpline | None:
    says = [f"'{column}' is empty." for column in MUST_HAVE if not row[column]]
    if row["confirmed"] not in ("yes", "no"):
        says.append(f"'{row['confirmed']}' under confirmed is not yes or no.")
    try:
        date.fromisoformat(row["checked_on"])
    except ValueError:
        says.append(f"'{row['checked_on']}' is not a date. Write it like 2026-10-01.")
    nations = tuple(nation for nation in row["nations"].split("|") if nation)
    says += [f"'{n}' is no nation.{did_you_mean(n, NATIONS)}" for n in nations if n not in NATIONS]
    for problem in says:
        report.add(HELPLINES, line, problem)
    if says:
        return None
    texts = {column: row[column] for column in COLUMNS if column not in ("nations", "confirmed")}
    return Helpline(**texts, nations=nations, confirmed=row["confirmed"] == "yes")


def helpline_notes(helplines: Sequence[Helpline], today: date) -> list[Problem]:
    """Return a note for the helplines that nobody has confirmed, and for each that nobody has
    looked up for 180 days."""
    notes = []
    unconfirmed = [(line, each.key) for line, each in enumerate(helplines, 2) if not each.confirmed]
    if unconfirmed:
        keys = ", ".join(key for _, key in unconfirmed)
        says = (
            f"{len(unconfirmed)} helplines are not confirmed, so nobody is told of them: {keys}. "
            "Look each up on its own website, then write yes under confirmed."
        )
        notes.append(Problem(HELPLINES, unconfirmed[0][0], says, note=True))
    for line, helpline in enumerate(helplines, 2):
        days = (today - date.fromisoformat(helpline.checked_on)).days
        if days > FRESH_FOR:
            says = (
                f"{helpline.name} ({helpline.key}) was last checked {days} days ago. "
                "Look at its own website, then change checked_on."
            )
            notes.append(Problem(HELPLINES, line, says, note=True))
    return notes
