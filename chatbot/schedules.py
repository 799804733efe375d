"""When a group meets, in Open Referral UK's terms, in local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from chatbot.facts import Fact


class Rhythm(StrEnum):
    """How a group's meetings come: by a rule, when they can, when somebody asks, or always."""

    REGULAR = "regular"
    IRREGULAR = "irregular"
    BY_ARRANGEMENT = "by_arrangement"
    ALWAYS_OPEN = "always_open"


class Frequency(StrEnum):
    """The two frequencies of RRULE that Open Referral UK 3.0 knows."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a group meets, in the UK's local time. The fields of a rule are RRULE's (RFC 5545).

    ``byday``: "TU", "2TU", "-1TH", "SA,SU". ``bymonthday``: "1,15". ``dtstart`` is one of the days
    it meets on, which tells the weeks of "every second"; without it ``interval`` over 1 gives no
    dates. ``on_bank_holidays``: whether it meets on one too.
    """

    rhythm: Rhythm = Rhythm.REGULAR
    freq: Frequency | None = None
    interval: int = 1
    byday: str = ""
    bymonthday: str = ""
    dtstart: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    on_bank_holidays: Fact = Fact.UNKNOWN
    note: str = ""
