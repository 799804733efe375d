"""What is known of a group, since when, and who says so. Unknown is a value of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Fact(StrEnum):
    """What is known of one thing. Unknown is never taken for no, and never for yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Who says so. What a feed says in free words is a suggestion and never a fact."""

    GROUP_SAID = "group_said"
    ASSURER_CHECKED = "assurer_checked"
    FEED = "feed"
    NOT_KNOWN = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A yes or no, with what else was said of it (at most 120 letters), by whom and when."""

    value: Fact
    detail: str = ""
    source: Source = Source.NOT_KNOWN
    on: date | None = None


PRINCIPLES = 6
"""How many principles of peer support there are."""


@dataclass(frozen=True, slots=True)
class Principle:
    """What a group says of itself about one of the six principles. Nobody checks or measures it.

    ``wording`` is the sentence it was shown. ``by`` is a role, and no person's name.
    """

    number: int
    stated: Fact
    on: date | None = None
    by: str = ""
    wording: str = ""
