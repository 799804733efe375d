"""Reads a table of groups: a row with a mistake is named and left out, and the others load."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from chatbot.directory import Fact, Location, Schedule, Service, Status
from chatbot.feeds.rows import Row, cleaned, plain
from chatbot.loading.tree import Report, did_you_mean, read_text

Districts = Callable[[str], tuple[float, float] | None]
"""Gives the latitude and longitude of a postcode district ("LS6"), None if there is none."""

FORMATS = ("in_person", "online", "chat", "phone")
AUDIENCES = ("adult", "young_person", "parent", "someone_else")
ABOUT = (
    "newly_diagnosed", "parents", "young_adults", "pregnancy", "technology", "exercise", "food",
    "burnout", "older", "students",
)  # fmt: skip
ONLY_FOR = ("women_only", "men_only", "lgbtq")
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
HOW_OFTEN = ("weekly", "monthly", "irregular", "any_time", "by_arrangement")
FACTS = (
    "step_free", "bsl", "hearing_loop", "captions", "easy_read", "women_only", "men_only", "lgbtq",
    "quiet", "children_welcome", "camera_off_ok", "no_smartphone", "free",
)  # fmt: skip
COLUMNS = (
    "id", "organization", "name", "summary", "formats", "who", "about", "only_for", "min_age",
    "max_age", "venue", "hide_address", "town", "postcode", "nations", "days", "starts", "ends",
    "how_often", "when_note", "cost", "contact_name", "phone", "email", "web", "join", "languages",
    *FACTS, "facts_from", "facts_on", "principles_on", "status", "back_on", "checked_on",
    "checked_by", "made_up",
)  # fmt: skip

PHONE = re.compile(r"[0+][0-9 ()-]{4,20}|[1-9][0-9]{2,5}")
"""A number with its first 0 or +, or a short one such as 111."""
_DAY = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_POSTCODE = re.compile("([A-Z]{1,2}[0-9][A-Z0-9]?)(?:([0-9])([A-Z]{2}))?")


def read_services(
    path: Path, name: str, districts: Districts, today: date, report: Report
) -> tuple[Service, ...]:
    """Return the groups of a CSV file. Each row left out is one Problem, with its line and reasons.

    ``name`` is what Problems call the file. A fault of the whole file gives one or more Problems
    and no groups. A Problem that is a note leaves nothing out.
    """
    text = read_text(path, name, report)
    if text is None:
        return ()
    if text.strip() and "," not in text.strip().splitlines()[0]:
        says = "The first line has no commas. Save the file as CSV with commas between the columns."
        report.add(name, 1, says)
        return ()
    table = _table(text, name, report)
    header_line, header = next(table, (1, []))
    columns = _columns(header, name, header_line, report)
    if columns is None:
        return ()
    services: list[Service] = []
    first_lines: dict[str, int] = {}
    for line, cells in table:
        row = Row(dict(zip(columns, map(cleaned, cells), strict=False)), today)
        if any(map(cleaned, cells[len(columns) :])):
            row.fault(
                f"It has {len(cells)} cells but there are {len(columns)} columns. "
                "Put quotation marks around text that has a comma in it."
            )
        service = _service(row, districts)
        if service.id in first_lines:
            row.fault(f"The id '{service.id}' is already on line {first_lines[service.id]}.")
        elif service.id:
            first_lines[service.id] = line
        called = f"'{service.name or service.id or 'A group'}'"
        if row.faults:
            report.add(name, line, f"{called} was left out. {' '.join(row.faults)}")
            continue
        if not (service.phone or service.email or service.web):
            says = f"{called} has no phone, email or web address, so nobody can contact it first."
            report.add(name, line, says, note=True)
        services.append(service)
    return tuple(services)


def summary(total: int, loaded: int) -> str:
    """Return one sentence that counts: "62 groups read, 2 left out." for 64 rows, 62 loaded."""
    return f"{loaded} {'group' if loaded == 1 else 'groups'} read, {total - loaded} left out."


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


def _columns(header: list[str], name: str, line: int, report: Report) -> list[str] | None:
    """Return what each column is called, or None with a problem."""
    columns = [plain(cleaned(cell)) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    missing = [column for column in COLUMNS if column not in columns]
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


def _service(row: Row, districts: Districts) -> Service:
    """Return the group of a row. What cannot be read is a fault of the row and left empty."""
    facts = {key: fact for key in FACTS if (fact := row.fact(key)) is not Fact.UNKNOWN}
    formats = row.words("formats", FORMATS)
    only_for = row.word("only_for", ONLY_FOR)
    if only_for:
        if facts.get(only_for) is Fact.NO:
            row.fault(f"It says only_for {only_for}, but {only_for} is no.")
        facts[only_for] = Fact.YES
    service = Service(
        id=plain(row.text("id")).replace("_", "-"),
        name=row.text("name"),
        organization=row.text("organization"),
        summary=row.text("summary"),
        formats=formats,
        audiences=row.words("who", AUDIENCES),
        about=row.words("about", ABOUT),
        only_for=only_for,
        minimum_age=row.age("min_age"),
        maximum_age=row.age("max_age"),
        location=_location(row, formats, districts),
        nations=row.words("nations", NATIONS),
        schedules=_schedules(row),
        cost=row.text("cost"),
        contact_name=row.text("contact_name"),
        phone=row.text("phone"),
        email=row.text("email"),
        web=row.text("web"),
        join=row.text("join"),
        languages=tuple(row.parts("languages")),
        facts=facts,
        facts_source=row.text("facts_from"),
        facts_on=row.day("facts_on"),
        principles_on=row.day("principles_on"),
        status=Status(row.word("status", list(Status)) or Status.ACTIVE),
        back_on=row.day("back_on", may_be_ahead=True),
        checked_on=row.day("checked_on"),
        checked_by=row.text("checked_by"),
        made_up=row.flag("made_up"),
    )
    _must_have(row, service)
    return service


def _must_have(row: Row, service: Service) -> None:
    for column in ("id", "name", "formats"):
        if not row.parts(column):
            row.fault(f"It has no {column}.")
    if "in_person" in service.formats and not row.cells.get("postcode"):
        row.fault("It meets in person but has no postcode. The first half is enough, like LS6.")
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None and high < low:
        row.fault(f"The max_age {high} is under the min_age {low}.")
    if service.phone and not PHONE.fullmatch(service.phone):
        row.fault(
            f"The phone number '{service.phone}' is not one. It may have lost its first 0: "
            "in a spreadsheet, format the column as text."
        )
    if service.email and "@" not in service.email:
        row.fault(f"The email '{service.email}' has no @.")
    if ":" in service.web and not re.match("https?://", service.web, re.IGNORECASE):
        row.fault(f"The web address '{service.web}' does not begin with https://.")


def _location(row: Row, formats: frozenset[str], districts: Districts) -> Location | None:
    """Return where a group meets in person; the others have no place, whatever the row says."""
    written = row.text("postcode").upper()
    hidden = row.flag("hide_address")
    venue, town = row.text("venue"), row.text("town")
    if not written:
        return None
    found = _POSTCODE.fullmatch(written.replace(" ", ""))
    position = districts(found[1]) if found else None
    if found is None or position is None:
        half = found[1] if found else written
        row.fault(f"The postcode '{half}' does not exist. The first half is enough, like LS6.")
        return None
    if "in_person" not in formats:
        return None
    full = f"{found[1]} {found[2]}{found[3]}" if found[2] else ""
    address = "" if hidden else ", ".join(filter(None, (venue, full)))
    return Location(address, town, found[1], *position)


def _schedules(row: Row) -> tuple[Schedule, ...]:
    freq = row.word("how_often", HOW_OFTEN)
    days = [_byday(row, part) for part in row.parts("days")]
    opens_at, closes_at = row.clock("starts"), row.clock("ends")
    if opens_at and closes_at and closes_at <= opens_at:
        row.fault(f"It ends at {closes_at:%H:%M}, which is before it starts at {opens_at:%H:%M}.")
    note = row.text("when_note")
    if freq == "weekly" and any(day[0] in "-12345" for day in days):
        row.fault("A day with a number, like 2TU, is for monthly groups, and it says weekly.")
    if not freq and (days or opens_at or closes_at):
        row.fault(f"It has a day or a time but no how_often.{did_you_mean('', HOW_OFTEN)}")
    return (Schedule(freq, ",".join(days), opens_at, closes_at, note),) if freq or note else ()


def _byday(row: Row, text: str) -> str:
    day = text[:2].upper() if text.casefold() in _DAYS else text.upper().replace(" ", "")
    if not _DAY.fullmatch(day):
        row.fault(f"The day '{text}' is not known. Write TU for Tuesdays, 2TU for the second one.")
    return day
