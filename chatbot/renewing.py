"""The directory a worker shows people: read once, and again beside the texts when it has moved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock, Thread
from time import monotonic, sleep

from chatbot import matching
from chatbot.directory import Directory
from chatbot.store import directories
from chatbot.store.database import Database, StoreError
from chatbot.store.directories import State

log = logging.getLogger("chatbot.directory")
LOOK_EVERY = 1.0
"""Seconds between two looks whether the directory has moved."""
PAUSE = 0.03
"""Seconds of rest after some hundredths of a second of reading, for the texts to have theirs."""


class Renewing:
    """Holds one directory, whole, and takes a newer one in its place when that has been read.

    Reading thousands of groups takes longer than a text may wait, so it is done bit by bit on a
    thread of its own, and texts are answered from the one at hand meanwhile.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._clock = clock
        self._held: tuple[State, Directory] | None = None
        self._look_at = 0.0
        self._reads = Lock()

    @property
    def held(self) -> Directory | None:
        """The directory at hand, None before the first was read."""
        return self._held[1] if self._held else None

    def read(self) -> Directory:
        """Read the directory that is live, and hold it."""
        with self._database.reading() as connection:
            state = directories.state(connection)
            directory = directories.read_directory(connection)
        matching.prepare(directory)
        if any(service.made_up for service in directory.services):
            log.warning("The directory holds made-up groups. Replies say so.")
        self._held = state, directory
        return directory

    def due(self) -> bool:
        """Say whether it is time to look, at most once a second."""
        now = self._clock()
        if now < self._look_at:
            return False
        self._look_at = now + LOOK_EVERY
        return True

    def saw(self, state: State) -> Thread | None:
        """Begin to read, beside the texts, when the live directory is not the one at hand."""
        if self._held is None or state == self._held[0] or not self._reads.acquire(blocking=False):
            return None
        thread = Thread(target=self._read_beside, name="directory", daemon=True)
        thread.start()
        return thread

    def wait(self) -> None:
        """Return when nothing is being read any more."""
        with self._reads:
            return

    def _read_beside(self) -> None:
        try:
            state, directory = directories.read_beside(self._database, lambda: sleep(PAUSE))
            matching.prepare(directory)
            self._held = state, directory
            log.info("%s groups taken over from the directory", len(directory.services))
        except StoreError as error:
            log.info("The directory is read again later: %s", error)
        finally:
            self._reads.release()
