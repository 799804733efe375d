"""Feeds over HTTP: page by page, and service by service where the list has no details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from chatbot.feeds.faults import FeedError
from chatbot.feeds.openreferral.asking import Fetcher, FetchError
from chatbot.feeds.openreferral.cleaning import Tree, parse
from chatbot.feeds.openreferral.paging import (
    Page,
    is_last,
    is_root,
    is_whole,
    name_of,
    page_of,
    service_of,
)
from chatbot.feeds.openreferral.spool import Spool

PER_PAGE = 100
MOST_ENTRIES = 200_000
MOST_PAGES = 20_000
MOST_FAILURES_IN_A_ROW = 5
SAVED_EVERY = 25
ASKED: tuple[dict[str, str], ...] = (
    {"per_page": str(PER_PAGE), "full": "true"},
    {"per_page": str(PER_PAGE)},
    {},
)
"""What a list is asked for; the next where a server refuses the one before."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: ``done`` of ``total`` entries, None where nobody knows how many there are."""

    done: int
    total: int | None
    doing: str


def fetch(fetcher: Fetcher, spool: Spool) -> Iterator[Progress]:
    """Fetch a feed, or go on with one that was broken off. FetchError says what went wrong; what
    was fetched by then is kept in the spool, and the same call goes on from there.
    """
    state = spool.state
    if urlsplit(state.url).scheme.lower() not in ("http", "https"):
        raise FetchError("Only addresses that begin with http:// or https:// are fetched.")
    with spool.held():
        if state.complete:
            return
        if not state.listing:
            _begin(fetcher, spool)
            yield Progress(state.known, state.total, "list")
        while not state.listed:
            _next_page(fetcher, spool)
            yield Progress(state.known, state.total, "list")
        if state.one_by_one:
            yield from _details(fetcher, spool)
        state.complete = True


def _begin(fetcher: Fetcher, spool: Spool) -> None:
    """Find the list behind an address, and take in its first page."""
    state = spool.state
    plain = urlsplit(state.url)
    listing, page = state.url, None
    if not plain.path.rstrip("/").endswith("/services"):
        raw = fetcher.get(state.url)
        tree = _json(raw)
        if tree is None:
            spool.add_sheet(raw)
            state.listing, state.listed = state.url, True
            return
        page = None if is_root(tree) else page_of(tree)
        path = f"{plain.path.rstrip('/')}/services"
        if page is None:
            listing = urlunsplit((plain.scheme, plain.netloc, path, plain.query, ""))
    if page is None:
        page, state.params = _first_page(fetcher, listing)
    state.one_by_one = _has_more_to_it(fetcher, listing, page)
    zero = _page_zero(fetcher, spool, listing, page) if page.first is False else None
    state.listing = listing
    if zero is not None:
        _take_in(spool, zero)
        state.page -= 1
    _take_in(spool, page)


def _first_page(fetcher: Fetcher, listing: str) -> tuple[Page, dict[str, str]]:
    for params in ASKED:
        try:
            tree = parse(fetcher.get(listing, {"page": "1", **params}))
        except FetchError as fault:
            if not 400 <= fault.status < 600 or params == ASKED[-1]:
                raise
            continue
        page = page_of(tree)
        if page is None:
            raise FetchError("There is no list of services at this address.")
        return page, params
    raise FetchError("There is no list of services at this address.")


def _page_zero(fetcher: Fetcher, spool: Spool, listing: str, one: Page) -> Page | None:
    """Return the page before the first, where a server counts from 0."""
    try:
        zero = page_of(parse(fetcher.get(listing, {"page": "0", **spool.state.params})))
    except FeedError:
        return None
    return zero if zero is not None and zero.entries and zero.names != one.names else None


def _next_page(fetcher: Fetcher, spool: Spool) -> None:
    state = spool.state
    try:
        page = page_of(parse(fetcher.get(state.listing, {"page": str(state.page), **state.params})))
    except FetchError as fault:
        if fault.status not in (400, 404, 416, 422):
            raise
        page = None  # servers say so of a page after the last
    _take_in(spool, page or Page([]))


def _take_in(spool: Spool, page: Page) -> None:
    state = spool.state
    state.pages += 1
    state.page += 1
    state.total = page.total if page.total is not None else state.total
    if page.names <= spool.names:
        state.listed = True
        spool.save()
        return
    spool.add_listed(page.entries, _shown(state.listing))
    state.known += len(page.entries)
    state.listed = is_last(page, state.pages, state.known) or state.pages >= MOST_PAGES
    if state.known > MOST_ENTRIES:
        raise FetchError(f"The list has more than {MOST_ENTRIES:,} entries.")
    spool.save()


def _has_more_to_it(fetcher: Fetcher, listing: str, page: Page) -> bool:
    """Say whether the services of a list have more to them than the list says."""
    one = next((entry for entry in page.entries if isinstance(entry, dict)), None)
    if one is None or any(map(is_whole, page.entries)):
        return False
    try:
        return is_whole(_one(fetcher, listing, one))
    except FeedError:
        return False


def _details(fetcher: Fetcher, spool: Spool) -> Iterator[Progress]:
    state, in_a_row = spool.state, 0
    for entry, _ in spool.listed(state.done):
        try:
            spool.add_whole(_one(fetcher, state.listing, entry), _address(state.listing, entry))
            in_a_row = 0
        except FeedError as fault:
            in_a_row += 1
            if in_a_row >= MOST_FAILURES_IN_A_ROW:
                says = f"{in_a_row} services in a row could not be fetched. {fault}"
                state.failures = state.failures[: len(state.failures) - in_a_row + 1]
                state.done -= in_a_row - 1
                raise FetchError(says) from None
            state.failures.append([name_of(entry), f"Its details could not be fetched. {fault}"])
        state.done += 1
        if state.done % SAVED_EVERY == 0:
            spool.save()
        yield Progress(state.done, state.known, "details")


def _one(fetcher: Fetcher, listing: str, entry: Tree) -> Tree:
    found = service_of(parse(fetcher.get(_address(listing, entry))))
    if found is None:
        raise FetchError("There is no service at its address.")
    return found


def _address(listing: str, entry: Tree) -> str:
    at = urlsplit(listing)
    path = f"{at.path.rstrip('/')}/{quote(name_of(entry), safe='')}"
    return urlunsplit((at.scheme, at.netloc, path, "", ""))


def _shown(url: str) -> str:
    """Return an address without what may be a secret in it."""
    at = urlsplit(url)
    return urlunsplit((at.scheme, at.netloc.rpartition("@")[2], at.path, "", ""))


def _json(raw: bytes) -> Tree | None:
    """Return what some bytes say as JSON, None when they are a table."""
    return parse(raw) if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else None
