"""A real database whose process can be made to die at a chosen step of a message's path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chatbot.store.database import Database

AFTER_COMMIT = "after the commit"


class Death(BaseException):
    """The process is gone. No code of the service may catch it and go on."""


def die(_where: str) -> None:
    raise Death


class Fragile(Database):
    """Counts the steps of ``delivering`` down, and has ``dies`` called at the last: before each
    statement, before the commit, after it.
    """

    def __init__(self, url: str, dies: Callable[[str], None] = die) -> None:
        super().__init__(url)
        self.left: int | None = None
        self.where = ""
        self._dies = dies

    def step(self, where: str) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left, self.where = None, where
            self._dies(where)

    @contextmanager
    def delivering(self) -> Iterator[Any]:
        with super().delivering() as cursor:
            yield _Counted(cursor, self.step)
            self.step("before the commit")
        self.step(AFTER_COMMIT)


class _Counted:
    def __init__(self, cursor: Any, step: Callable[[str], None]) -> None:
        self._cursor, self._step = cursor, step

    def execute(self, statement: str, values: Any = ()) -> None:
        self._step(statement.split()[0])
        self._cursor.execute(statement, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)
