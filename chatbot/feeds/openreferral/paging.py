"""The shapes a list of services comes in: pages of 3.0 and of 1.0, bare lists, one service."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from chatbot.feeds.openreferral.cleaning import Node, Tree
from chatbot.feeds.openreferral.reading import written

LISTS = ("contents", "content", "services", "items", "results", "data")
DETAILS = (
    "service_at_locations", "schedules", "regular_schedules", "attributes", "contacts",
    "languages", "cost_options", "eligibilitys", "service_areas", "service_taxonomys",
)  # fmt: skip
"""What only a whole service has; lists give a service without it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. What it does not say of itself is None."""

    entries: list[Tree]
    number: int | None = None
    pages: int | None = None
    total: int | None = None
    first: bool | None = None
    last: bool | None = None

    @property
    def names(self) -> frozenset[str]:
        """What its entries are known by."""
        return frozenset(map(name_of, self.entries))


def page_of(tree: Tree) -> Page | None:
    """Return a tree as a page, None when it is no list of services and no service either."""
    if isinstance(tree, list):
        return Page(tree)
    if not isinstance(tree, dict):
        return None
    listed = next((tree[key] for key in LISTS if isinstance(tree.get(key), list)), None)
    if listed is None:
        whole = service_of(tree)
        return None if whole is None else Page([whole])
    node = Node(tree)
    return Page(
        listed,
        number=_count(node, "page_number", "number"),
        pages=_count(node, "total_pages", "totalPages"),
        total=_count(node, "total_items", "totalElements"),
        first=_flag(tree, "first_page", "first"),
        last=_flag(tree, "last_page", "last"),
    )


def service_of(tree: Tree) -> Tree | None:
    """Return the one service of an answer, however it is wrapped; None when there is none."""
    if isinstance(tree, list):
        return service_of(tree[0]) if len(tree) == 1 else None
    if not isinstance(tree, dict):
        return None
    if "id" in tree and "name" in tree:
        return tree
    for key in ("service", *LISTS):
        if (inner := tree.get(key)) is not None and (found := service_of(inner)) is not None:
            return found
    return None


def is_root(tree: Tree) -> bool:
    """Say whether a tree is what an API says of itself at its address."""
    return isinstance(tree, dict) and bool({"openapi_url", "version", "profile"} & tree.keys())


def is_whole(tree: Tree) -> bool:
    """Say whether a service is there with its details."""
    return isinstance(tree, dict) and any(tree.get(key) for key in DETAILS)


def name_of(entry: Tree) -> str:
    """Return what an entry is known by: its id, or what is in it."""
    named = Node(entry).text("id") if isinstance(entry, dict) else ""
    return named or sha256(written(entry).encode()).hexdigest()


def is_last(page: Page, fetched: int, known: int) -> bool:
    """Say whether a page is the last, after ``fetched`` pages with ``known`` entries in all.

    Feeds are wrong about it in every way. One more page is asked for while any count says that
    something is missing; it is empty, or brings nothing new, where the count was wrong.
    """
    if not page.entries:
        return True
    if page.total is not None and known < page.total:
        return False
    if page.pages:
        return fetched >= page.pages
    return page.last is not False


def _count(node: Node, *keys: str) -> int | None:
    found = node.number(*keys)
    return int(found) if found is not None and 0 <= found < 10**9 else None


def _flag(tree: dict[str, Tree], *keys: str) -> bool | None:
    return next((tree[key] for key in keys if isinstance(tree.get(key), bool)), None)
