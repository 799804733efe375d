"""A feed on a real HTTP server of this machine, with the habits and faults of real ones."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from chatbot.feeds.openreferral.paging import DETAILS


@dataclass
class Feed:
    """What it has and how it behaves. ``failing``: how often each path answers 503 first.
    ``broken_off``: how often each path stops in the middle. ``asked`` are the paths asked for.
    """

    entries: list[Any]
    version: str = "3.0"
    shallow: bool = False
    details: bool = True
    first: int = 1
    most_per_page: int = 100
    fixed_size: int = 0
    ignores_page: bool = False
    refuses: frozenset[str] = frozenset()
    says_total: int | None = None
    says_pages: int | None = None
    never_last: bool = False
    failing: Counter[str] = field(default_factory=Counter)
    broken_off: Counter[str] = field(default_factory=Counter)
    down_after: int | None = None
    raw: bytes | None = None
    kind: str = "application/json"
    redirect: str = ""
    trickles: bool = False
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def answer(self, url: str) -> tuple[int, Any]:
        at, query = urlsplit(url).path, {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()}
        if self.down_after is not None and len(self.asked) > self.down_after:
            return 500, {}
        if self.failing[at] > 0:
            self.failing[at] -= 1
            return 503, {}
        if at.rstrip("/") == "/api":
            return 200, {"version": f"HSDS-UK-{self.version}", "openapi_url": "https://x.example"}
        if at == "/api/services":
            return (400, {}) if self.refuses & query.keys() else (200, self.page(query))
        if at.startswith("/api/services/") and self.details:
            name = unquote(at.removeprefix("/api/services/"))
            found = [one for one in self.entries if isinstance(one, dict) and one.get("id") == name]
            return (200, found[0]) if found else (404, {})
        return 404, {}

    def page(self, query: dict[str, str]) -> dict[str, Any]:
        size = self.fixed_size or min(int(query.get("per_page", 10)), self.most_per_page)
        asked = self.first if self.ignores_page else int(query.get("page", self.first))
        at = asked - self.first
        pages = -(-len(self.entries) // size)
        found = self.entries[max(at, 0) * size : (max(at, 0) + 1) * size] if at >= 0 else []
        if self.shallow:
            found = [
                {key: value for key, value in one.items() if key not in DETAILS}
                if isinstance(one, dict)
                else one
                for one in found
            ]
        total = len(self.entries) if self.says_total is None else self.says_total
        pages = pages if self.says_pages is None else self.says_pages
        last = not self.never_last and at >= pages - 1
        if self.version == "1.0":
            said = {"totalElements": total, "totalPages": pages, "number": asked}
            said |= {"first": at == 0, "last": last, "content": found}
        else:
            said = {"total_items": total, "total_pages": pages, "page_number": asked}
            said |= {"first_page": at == 0, "last_page": last, "contents": found}
        return said | {"size": size, "empty": not found}


@contextmanager
def serving(feed: Feed) -> Iterator[str]:
    """Serve a feed; give the address of its API."""

    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            at = urlsplit(self.path).path
            feed.asked.append(self.path)
            feed.agents.add(self.headers.get("User-Agent", ""))
            if feed.redirect:
                self.send_response(302)
                self.send_header("Location", feed.redirect)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            status, tree = feed.answer(self.path)
            body = json.dumps(tree).encode() if feed.raw is None else feed.raw
            self.send_response(200 if feed.raw is not None else status)
            self.send_header("Content-Type", feed.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            while feed.trickles and not stopped.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()
            if feed.broken_off[at] > 0:
                feed.broken_off[at] -= 1
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
                return
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api"
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
