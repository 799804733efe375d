"""What arrives from a list of groups: a group, or the reason it is refused, and what to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from chatbot.directory import Service
from chatbot.feeds.group_row import Districts


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What free text seems to say. A person confirms it; until then it is no fact.

    ``key``: what it is about ("fact:step_free", "scope"). ``value``: what is proposed, "" where
    only a person can tell. ``words``: what the list says, at most 300 letters.
    """

    key: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """One entry of a list. ``service`` is None when it is refused, and ``refused`` says why.

    ``ref`` is the list's own name for it. ``notes`` say what was left out of it or put right.
    ``payload`` is the entry as it came, as JSON or as a row; ``url`` where it came from.
    """

    ref: str
    name: str
    service: Service | None
    refused: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()
    payload: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a list is read. ``own``: it is the deployer's own export, whose word on sources and
    dates counts. ``feed`` names the list; the ids of groups without a good one are made from it.
    """

    feed: str
    districts: Districts
    today: date
    own: bool = False


@dataclass(slots=True)
class Gathering:
    """What is found on the way through one entry."""

    notes: list[str] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)

    def note(self, says: str) -> None:
        """Note something left out or put right, once."""
        if says not in self.notes:
            self.notes.append(says)

    def suggest(self, key: str, value: str, words: str) -> None:
        """Leave something to a person, once."""
        one = Suggestion(key, value, words[:300])
        if one not in self.suggestions:
            self.suggestions.append(one)
