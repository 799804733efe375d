"""Rows of cells to groups, whatever file they came from: a row with a mistake is named and left
out, and the others load.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chatbot.directory import Service
from chatbot.feeds.columns import COLUMNS, FURTHER, LATER
from chatbot.feeds.group_row import Districts, group_of, id_of, place_of
from chatbot.feeds.rows import Row, cleaned, plain
from chatbot.loading.tree import Report, did_you_mean


def services_of(
    table: Iterable[tuple[int, Sequence[str]]],
    name: str,
    districts: Districts,
    today: date,
    report: Report,
) -> tuple[Service, ...]:
    """Return the groups of a table. Each row left out is one Problem, with its line and reasons.

    ``table`` gives rows with something in them and their lines, the first of which names the
    columns. ``name`` is what Problems call it. A row with the id of a row before, and nothing else
    but a place and what holds there, adds a place to that group.
    """
    rows = iter(table)
    header_line, header = next(rows, (1, ()))
    columns = _columns(header, name, header_line, report)
    if columns is None:
        return ()
    gathered = _Gathered(name, districts, report, {}, {})
    for line, cells in rows:
        row = Row(dict(zip(columns, map(cleaned, cells), strict=False)), today)
        if any(map(cleaned, cells[len(columns) :])):
            row.fault(
                f"It has {len(cells)} cells but there are {len(columns)} columns. "
                "Put quotation marks around text that has a comma in it."
            )
        gathered.take(line, row)
    return tuple(service for service in gathered.services.values() if service is not None)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The groups so far by id, in their order, None for one whose row was left out."""

    name: str
    districts: Districts
    report: Report
    services: dict[str, Service | None]
    first: dict[str, int]

    def take(self, line: int, row: Row) -> None:
        """Take the next row: a group, a place of a group before, or a mistake that is named."""
        group_id = id_of(row)
        if group_id in self.first and _is_a_further_place(row.cells):
            self._add_place(line, row, group_id)
            return
        service = group_of(row, self.districts)
        if group_id in self.first:
            row.fault(
                f"The id '{group_id}' is already on line {self.first[group_id]}. Another place "
                "of that group has its id and nothing about the group."
            )
        elif group_id:
            self.first[group_id] = line
            self.services[group_id] = None
        if self._left_out(line, row, service.name or group_id or "A group"):
            return
        if not (service.phone or service.email or service.web):
            says = f"'{service.name}' has no phone, email or web address,"
            self.report.add(self.name, line, f"{says} so nobody can contact it first.", note=True)
        self.services[group_id] = service

    def _add_place(self, line: int, row: Row, group_id: str) -> None:
        first_line = self.first[group_id]
        service = self.services[group_id]
        known = service.places if service else ()
        place = place_of(row, f"{group_id}-{len(known) + 1}", self.districts, further=True)
        if service is None:
            row.fault(f"Its group, on line {first_line}, was left out.")
        elif "in_person" not in service.formats:
            row.fault(f"Its group, on line {first_line}, does not meet in person.")
        if self._left_out(line, row, f"A place of {group_id}"):
            return
        if service is None or place is None:
            raise ValueError("a row without a fault gives a place")
        if len(known) == 1 and not known[0].schedules:
            # With one place the times were the group's; now they are that place's alone.
            known = (replace(known[0], schedules=service.schedules),)
            home = service.formats - {"in_person"}
            service = replace(service, schedules=service.schedules if home else ())
        self.services[group_id] = replace(service, places=(*known, place))

    def _left_out(self, line: int, row: Row, called: str) -> bool:
        if row.faults:
            says = f"'{called}' was left out. {' '.join(row.faults)}"
            self.report.add(self.name, line, says)
        return bool(row.faults)


def _is_a_further_place(cells: Mapping[str, str]) -> bool:
    return all(column in FURTHER for column, cell in cells.items() if cell and column in COLUMNS)


def summary(total: int, loaded: int) -> str:
    """Return one sentence that counts: "62 groups read, 2 left out." for 64 rows, 62 loaded."""
    return f"{loaded} {'group' if loaded == 1 else 'groups'} read, {total - loaded} left out."


def _columns(header: Sequence[str], name: str, line: int, report: Report) -> list[str] | None:
    """Return what each column is called, or None with a problem."""
    columns = [plain(cleaned(cell)) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    missing = [column for column in COLUMNS if column not in columns and column not in LATER]
    unknown = [column for column in dict.fromkeys(columns) if column and column not in COLUMNS]
    twice = [column for column in COLUMNS if columns.count(column) > 1]
    if not columns:
        report.add(name, line, "There is no first line with the names of the columns.")
    elif missing:
        hints = [f" '{word}' is not known.{did_you_mean(word, missing)}" for word in unknown]
        says = f"These columns are missing, so no group was read: {', '.join(missing)}."
        report.add(name, line, says + "".join(hints))
    elif twice:
        says = f"These columns are there twice, so no group was read: {', '.join(twice)}."
        report.add(name, line, says)
    else:
        for word in unknown:
            report.add(name, line, f"The column '{word}' is not known and not read.", note=True)
        return columns
    return None
