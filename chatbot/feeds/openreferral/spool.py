"""What has been fetched of a feed so far, in a folder, so that a break costs nothing."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from chatbot.feeds.faults import FeedError
from chatbot.feeds.openreferral.cleaning import Tree
from chatbot.feeds.openreferral.paging import name_of

STATE, LISTED, WHOLE, SHEET = "state.json", "listed.jsonl", "whole.jsonl", "sheet"
FORMAT = 1


@dataclass(slots=True)
class State:
    """How far it is. ``begun``: seconds since 1970. ``bytes`` and ``whole_bytes``: how much of the
    two files counts; what a break has left behind them does not.
    """

    url: str
    begun: float
    listing: str = ""
    params: dict[str, str] = field(default_factory=dict)
    page: int = 1
    pages: int = 0
    known: int = 0
    total: int | None = None
    listed: bool = False
    one_by_one: bool = False
    done: int = 0
    bytes: int = 0
    whole_bytes: int = 0
    sheet: bool = False
    complete: bool = False
    failures: list[list[str]] = field(default_factory=list)
    format: int = FORMAT


class Spool:
    """The folder of one feed's address."""

    def __init__(self, folder: Path, url: str, now: float, oldest: float) -> None:
        self.folder = folder / sha256(url.encode()).hexdigest()[:16]
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = self._read(url)
        self.resumed = found is not None and found.begun >= oldest
        self.state = found if found is not None and self.resumed else State(url, now)
        for name, length in ((LISTED, self.state.bytes), (WHOLE, self.state.whole_bytes)):
            with (self.folder / name).open("ab") as file:
                file.truncate(length)
        self.names = {name_of(entry) for entry, _ in self.listed()}
        """What the entries so far are known by."""

    def _read(self, url: str) -> State | None:
        try:
            state = State(**json.loads((self.folder / STATE).read_text("utf-8")))
            lengths = [(self.folder / name).stat().st_size for name in (LISTED, WHOLE)]
        except (OSError, ValueError, TypeError):
            return None
        right = state.url == url and state.format == FORMAT
        return state if right and lengths >= [state.bytes, state.whole_bytes] else None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep a second import of the same address away, and save how far it came at the end."""
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FeedError("Another import of this address is running.") from None
            try:
                yield
            finally:
                self.save()

    def save(self) -> None:
        """Write down how far it is, at once or not at all."""
        beside = self.folder / f"{STATE}.new"
        beside.write_text(json.dumps(asdict(self.state)), "utf-8")
        beside.replace(self.folder / STATE)

    def add_listed(self, entries: list[Tree], url: str) -> None:
        """Take in the entries of a page."""
        self.state.bytes += _append(self.folder / LISTED, entries, url)
        self.names.update(map(name_of, entries))

    def add_whole(self, entry: Tree, url: str) -> None:
        """Take in one service with its details."""
        self.state.whole_bytes += _append(self.folder / WHOLE, [entry], url)

    def add_sheet(self, raw: bytes) -> None:
        """Take in a table instead of JSON."""
        (self.folder / SHEET).write_bytes(raw)
        self.state.sheet = True

    def sheet(self) -> bytes:
        """Return the table."""
        return (self.folder / SHEET).read_bytes()

    def listed(self, start: int = 0) -> Iterator[tuple[Tree, str]]:
        """Yield the entries of the list from the ``start``-th on, each with its address."""
        yield from _lines(self.folder / LISTED, start)

    def entries(self) -> Iterator[tuple[Tree, str]]:
        """Yield what is to be read: whole services where they were fetched one by one."""
        yield from _lines(self.folder / (WHOLE if self.state.one_by_one else LISTED), 0)

    def remove(self) -> None:
        """Take the folder away once what is in it has been taken in."""
        for path in self.folder.iterdir():
            path.unlink()
        self.folder.rmdir()


def _append(path: Path, entries: list[Tree], url: str) -> int:
    said = "".join(f"{json.dumps([entry, url])}\n" for entry in entries).encode()
    with path.open("ab") as file:
        file.write(said)
        file.flush()
        os.fsync(file.fileno())
    return len(said)


def _lines(path: Path, start: int) -> Iterator[tuple[Any, str]]:
    with path.open("rb") as file:
        for at, line in enumerate(file):
            if at >= start:
                entry, url = json.loads(line)
                yield entry, url
