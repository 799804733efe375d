"""The groups that may be told, ready to be looked through in the ways of the standard. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from chatbot.directory import Directory, Service
from chatbot.feeds.openreferral.attributes import Json, terms_of
from chatbot.feeds.openreferral.terms import id_of
from chatbot.feeds.openreferral.writing import (
    Publisher,
    may_be_told,
    write_minimal,
    write_service,
    write_summary,
)

PER_PAGE, MOST_PER_PAGE = 50, 100


class AskedWrongly(ValueError):
    """A query cannot be answered; the message says why."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. ``per_page`` 0 is all on one page."""

    search: str = ""
    page: int = 1
    per_page: int = PER_PAGE
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    modified_after: datetime | None = None
    minimal: bool = False
    full: bool = False


def query_of(said: Mapping[str, str]) -> Query:
    """Return a query of the standard's parameters, passing over others, or raise AskedWrongly."""
    minimal = _flag(said, "minimal")
    if said.get("format", "").lower() not in ("", "json"):
        raise AskedWrongly("format must be json")
    return Query(
        search=" ".join(said.get("search", "").casefold().split())[:200],
        page=_count(said, "page", 1, 10**6) or 1,
        per_page=_count(said, "per_page", 0 if minimal else PER_PAGE, MOST_PER_PAGE),
        taxonomy_term_id=said.get("taxonomy_term_id", "").lower(),
        taxonomy_id=said.get("taxonomy_id", "").lower(),
        organization_id=said.get("organization_id", "").lower(),
        modified_after=_moment(said.get("modified_after", "")),
        minimal=minimal,
        full=_flag(said, "full"),
    )


class Shelf:
    """The groups of one directory that may be told, each in its order."""

    def __init__(self, directory: Directory, publisher: Publisher) -> None:
        self.directory = directory
        self._publisher = publisher
        self._told = [one for one in directory.services if may_be_told(one)]
        self._by_id = {publisher.id_of(one): one for one in self._told}

    def one(self, service_id: str) -> Json | None:
        """Return a group by its UUID, None when there is none."""
        found = self._by_id.get(service_id.lower())
        return write_service(found, self._publisher) if found else None

    def page(self, query: Query) -> Json:
        """Return one page of what fits a query."""
        found = list(self._fitting(query))
        size = query.per_page or max(len(found), 1)
        pages = max(-(-len(found) // size), 1)
        here = found[(query.page - 1) * size : query.page * size]
        return {
            "total_items": len(found),
            "total_pages": pages,
            "page_number": query.page,
            "size": len(here),
            "first_page": query.page == 1,
            "last_page": query.page >= pages,
            "empty": not here,
            "contents": [self._written(one, query) for one in here],
        }

    def _written(self, service: Service, query: Query) -> Json:
        if query.minimal:
            return write_minimal(service, self._publisher)
        write = write_service if query.full else write_summary
        return write(service, self._publisher)

    def _fitting(self, query: Query) -> Iterator[Service]:
        terms = self._terms_meant(query)
        for service in self._told:
            if query.organization_id not in ("", self._run_by[service.id]):
                continue
            if query.search and not all(
                word in self._texts[service.id] for word in query.search.split()
            ):
                continue
            if not all(wanted & self._terms[service.id] for wanted in terms):
                continue
            if self._is_since(service, query.modified_after):
                yield service

    def _is_since(self, service: Service, moment: datetime | None) -> bool:
        """Say whether a group was changed since; one of which nobody knows counts, or a change
        would stay unknown.
        """
        changed = self._publisher.modified_at(service)
        return moment is None or changed is None or changed >= moment

    def _terms_meant(self, query: Query) -> list[frozenset[tuple[str, str]]]:
        """Return, for each filter by term, the terms of which a group must have one."""
        term, taxonomy = query.taxonomy_term_id, query.taxonomy_id
        meant = []
        if term:
            meant.append(frozenset(one for one in self._known if id_of("term", *one) == term))
        if taxonomy:
            named = (one for one in self._known if id_of("taxonomy", one[0]) == taxonomy)
            meant.append(frozenset(named))
        return meant

    @cached_property
    def _run_by(self) -> dict[str, str]:
        return {one.id: self._publisher.organization_id(one) for one in self._told}

    @cached_property
    def _terms(self) -> dict[str, frozenset[tuple[str, str]]]:
        return {one.id: frozenset(terms_of(one)) for one in self._told}

    @cached_property
    def _known(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*self._terms.values())

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {
            one.id: " ".join(
                (one.name, one.organization, one.summary, *(at.location.town for at in one.places))
            ).casefold()
            for one in self._told
        }


def _count(said: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    written = said.get(name, "").strip()
    if not written:
        return otherwise
    if not (written.isascii() and written.isdigit() and len(written) <= 7 and int(written)):
        raise AskedWrongly(f"{name} must be a whole number from 1 on")
    return min(int(written), most)


def _flag(said: Mapping[str, str], name: str) -> bool:
    written = said.get(name, "").strip().lower()
    if written not in ("", "0", "1", "true", "false"):
        raise AskedWrongly(f"{name} must be true or false")
    return written in ("1", "true")


def _moment(written: str) -> datetime | None:
    """Return a moment. A "+" of its offset comes as a space where somebody did not escape it."""
    text = written.strip()
    if not text:
        return None
    for form in (text, text[:-6] + "+" + text[-5:]):
        try:
            found = datetime.fromisoformat(form)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    raise AskedWrongly("modified_after must be a date and time, like 2026-11-01T09:00:00Z")
