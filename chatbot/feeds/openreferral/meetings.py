"""When a group meets: the schedules of Open Referral UK 3.0 and of 1.0."""

from __future__ import annotations

import re

from chatbot.facts import Fact
from chatbot.feeds.arriving import Gathering
from chatbot.feeds.openreferral.cleaning import Node, cut
from chatbot.feeds.openreferral.statements import YES, read_terms
from chatbot.feeds.openreferral.terms import MEETING
from chatbot.schedules import Frequency, Rhythm, Schedule

KEYS = ("schedules", "schedule", "regular_schedules", "regular_schedule")
LONGEST_NOTE = 160
MOST_WEEKS = 60
MOST_SCHEDULES = 14
DAYS = {
    word: day
    for day, words in {
        "MO": "mo mon monday mondays 1 https://schema.org/monday",
        "TU": "tu tue tues tuesday tuesdays 2 https://schema.org/tuesday",
        "WE": "we wed weds wednesday wednesdays 3 https://schema.org/wednesday",
        "TH": "th thu thur thurs thursday thursdays 4 https://schema.org/thursday",
        "FR": "fr fri friday fridays 5 https://schema.org/friday",
        "SA": "sa sat saturday saturdays 6 https://schema.org/saturday",
        "SU": "su sun sunday sundays 7 https://schema.org/sunday",
    }.items()
    for word in words.split()
}
"""Weekdays as feeds write them; Open Referral counts Monday as 1."""
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


def read_schedules(entry: Node, found: Gathering) -> tuple[Schedule, ...]:
    """Return the schedules of a service or of a place, without those that say nothing."""
    read = [_schedule(one, found) for one in entry.nodes(*KEYS)]
    return tuple(dict.fromkeys(one for one in read if one != Schedule()))[:MOST_SCHEDULES]


def _schedule(entry: Node, found: Gathering) -> Schedule:
    terms = read_terms(entry)
    freq = entry.text("freq").upper()
    byday = _byday(entry, found)
    if freq and freq not in list(Frequency):
        found.note(f"A schedule says {freq[:20]}, which is neither WEEKLY nor MONTHLY.")
    if freq not in list(Frequency):
        # What names plain weekdays and nothing else is a week in 1.0, and in feeds that follow it.
        weekly = byday and not re.search("[1-5]", byday) and not freq
        freq = Frequency.WEEKLY.value if weekly and entry.clock("opens_at") else ""
    opens_at, closes_at = entry.clock("opens_at"), entry.clock("closes_at")
    interval = entry.number("interval")
    bank_holidays = YES.get(terms.value(MEETING, "bank_holidays"), Fact.UNKNOWN)
    return Schedule(
        rhythm=terms.word(MEETING, Rhythm, Rhythm.REGULAR),
        freq=Frequency(freq) if freq else None,
        interval=int(interval) if interval and 1 <= interval <= MOST_WEEKS else 1,
        byday=byday,
        bymonthday=_bymonthday(entry),
        dtstart=entry.day("dtstart"),
        valid_from=entry.day("valid_from"),
        valid_to=entry.day("valid_to"),
        opens_at=opens_at,
        closes_at=closes_at if closes_at != opens_at else None,
        on_bank_holidays=bank_holidays,
        note=cut(entry.text("description", "notes"), LONGEST_NOTE),
    )


def _byday(entry: Node, found: Gathering) -> str:
    days = []
    for word in entry.words("byday") or entry.words("weekday"):
        day = DAYS.get(word.casefold(), word.upper().replace(" ", ""))
        if _BYDAY.fullmatch(day):
            days.append(day.removeprefix("+"))
        else:
            found.note(f"The day '{word[:20]}' of a schedule is not known.")
    return ",".join(dict.fromkeys(days))[:60].rstrip(",")


def _bymonthday(entry: Node) -> str:
    numbers = (re.fullmatch(r"[+-]?\d{1,2}", word) for word in entry.words("bymonthday"))
    days = [int(number[0]) for number in numbers if number]
    return ",".join(dict.fromkeys(str(day) for day in days if 1 <= abs(day) <= 31))[:60].rstrip(",")
