"""A bar for what takes longer than two seconds, where somebody is looking."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click

QUIET_SECONDS = 2.0


class Progress:
    """Says how far something is. ``total`` may become known on the way, or never."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._began = time.monotonic()
        self._bar: click.progressbar[int] | None = None  # type: ignore[valid-type]
        self._at = 0

    def at(self, done: int, total: int | None) -> None:
        """Show that ``done`` of ``total`` are done."""
        if not sys.stderr.isatty() or time.monotonic() - self._began < QUIET_SECONDS:
            return
        if total is None:
            click.echo(f"\r{self._label} {done:,} ...", err=True, nl=False)
            self._at = done
            return
        if self._bar is None:
            self._bar = click.progressbar(length=max(total, 1), label=self._label, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, value, at)
        elif self._at:
            click.echo(err=True)
