"""A conversation that must keep working: what somebody does, and what they must get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from chatbot.messages import Channel, Media, Pin


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reply must be like. Empty means that it does not matter.

    ``answers`` are values by question, the place by the name it is said by. ``segments`` is the
    most it may be charged as on SMS. ``silent``: there must be no reply.
    """

    line: int
    has: tuple[str, ...] = ()
    has_not: tuple[str, ...] = ()
    step: str = ""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    segments: int | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody does, after ``wait``, and what they must get for it."""

    line: int
    text: str = ""
    tapped: str = ""
    media: Media | None = None
    pin: Pin | None = None
    wait: timedelta = timedelta()
    expected: tuple[Expected, ...] = ()

    @property
    def said(self) -> str:
        """Return the act as a line of a script."""
        if self.media:
            return f"[{self.media.value.replace('_', ' ')}]"
        if self.pin:
            return "[map pin]"
        return self.text or f"[tap {self.tapped}]"


@dataclass(frozen=True, slots=True)
class Story:
    """A conversation by name. It is played on each of its channels."""

    name: str
    file: str
    line: int
    acts: tuple[Act, ...]
    channels: tuple[Channel, ...] = tuple(Channel)
