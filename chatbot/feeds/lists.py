"""A list of groups in whatever file it comes: told by what is in it, and read as arrivals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from chatbot.directory import Service
from chatbot.facts import Source, Stated
from chatbot.feeds.arriving import Arrival, Reader
from chatbot.feeds.directory_csv import read_text_of
from chatbot.feeds.directory_rows import services_of
from chatbot.feeds.faults import FeedError
from chatbot.feeds.openreferral.cleaning import Tree, decoded, parse
from chatbot.feeds.openreferral.paging import page_of
from chatbot.feeds.openreferral.reading import read_entry
from chatbot.feeds.workbook import is_workbook, rows_of
from chatbot.loading.tree import Report


class Shape(StrEnum):
    """What a file holds."""

    OPEN_REFERRAL = "Open Referral JSON"
    CSV = "CSV"
    WORKBOOK = "Excel"


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of a table; ``notes`` are said of it, and leave nothing out."""

    arrivals: list[Arrival]
    notes: list[str]


def shape_of(raw: bytes) -> Shape:
    """Return what a file holds, by what is in it: names are wrong too often."""
    if is_workbook(raw):
        return Shape.WORKBOOK
    start = decoded(raw[:64]).lstrip("\ufeff \t\r\n")[:1]
    return Shape.OPEN_REFERRAL if start in ("{", "[") else Shape.CSV


def entries_of(raw: bytes) -> list[Tree]:
    """Return the services of an Open Referral file, in any of its shapes; FeedError for none."""
    page = page_of(parse(raw))
    if page is None:
        raise FeedError("There is no list of services in this file.")
    return page.entries


def read_entries(entries: Iterable[tuple[Tree, str]], reader: Reader) -> Iterator[Arrival]:
    """Yield what comes of each entry, with where it came from; of two with one id the second is
    refused.
    """
    seen: set[str] = set()
    for at, (tree, url) in enumerate(entries, 1):
        arrival = read_entry(tree, reader, at, url)
        if arrival.service and arrival.service.id in seen:
            says = "An earlier entry of this list has the same id."
            arrival = replace(arrival, service=None, refused=says, suggestions=(), notes=())
        elif arrival.service:
            seen.add(arrival.service.id)
        yield arrival


def read_table(raw: bytes, name: str, reader: Reader) -> Table:
    """Return the groups of a CSV file or a workbook. Rows with a mistake are refused, with where
    they are and why. FeedError when the table cannot be read at all.
    """
    report = Report()
    if is_workbook(raw):
        services = services_of(rows_of(raw), name, reader.districts, reader.today, report)
    else:
        services = read_text_of(decoded(raw), name, reader.districts, reader.today, report)
    if not services and report.errors:
        raise FeedError("\n".join(str(problem) for problem in report.errors[:20]))
    arrivals = [
        Arrival(one.id, one.name, as_from_elsewhere(one, reader), payload=written(one))
        for one in services
    ]
    arrivals += [
        Arrival(f"line {problem.line}", "", None, problem.says) for problem in report.errors
    ]
    return Table(arrivals, [str(problem) for problem in report.problems if problem.note])


def written(service: Service) -> str:
    """Return a row of a table as it was read."""
    return json.dumps(asdict(_plain(service)), default=_json, ensure_ascii=True)


def _plain(service: Service) -> Service:
    places = tuple(replace(place, facts=dict(place.facts)) for place in service.places)
    return replace(
        service, facts=dict(service.facts), audiences=dict(service.audiences), places=places
    )


def _json(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def as_from_elsewhere(service: Service, reader: Reader) -> Service:
    """Return a group of somebody else's table: to us it is the table that says what it says."""
    if reader.own:
        return service
    places = tuple(replace(place, facts=_from_feed(place.facts)) for place in service.places)
    return replace(
        service, facts=_from_feed(service.facts), places=places, principles=(), checked_how="feed"
    )


def _from_feed(facts: Mapping[str, Stated]) -> dict[str, Stated]:
    return {key: replace(stated, source=Source.FEED) for key, stated in facts.items()}
