"""How the day and time of a meeting are said: "today, 7pm", "Tue 1 Dec, 7pm"."""

from __future__ import annotations

from datetime import UTC, date, datetime

from chatbot.occurring import UK, Meeting
from chatbot.wording import said_time

FAR = 300
"""Days from which on the year is said too: "Tue 5 Jan" would be taken for the next one."""


def has_begun(meeting: Meeting, now: datetime) -> bool:
    """Say whether a meeting is going on. ``now`` has a time zone."""
    return meeting.start.astimezone(UTC) <= now.astimezone(UTC)


def said_meeting(meeting: Meeting, now: datetime) -> str:
    """Return when a meeting is, to who reads it today: "today, 7pm", "Tue 1 Dec, 7pm"."""
    day = meeting.start.date()
    name = {0: "today", 1: "tomorrow"}.get(_days_away(day, now)) or said_day(day, now)
    return f"{name}, {said_time(meeting.start.time())}"


def said_for_good(meeting: Meeting, now: datetime) -> str:
    """Return when a meeting is, to who may read it another day: "Tue 1 Dec, 7pm"."""
    return f"{said_day(meeting.start.date(), now)}, {said_time(meeting.start.time())}"


def said_day(day: date, now: datetime) -> str:
    """Return a day with its name: "Tue 1 Dec", "Tue 1 Dec 2027" where that is far off."""
    year = f" {day.year}" if _days_away(day, now) >= FAR else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def _days_away(day: date, now: datetime) -> int:
    return (day - now.astimezone(UK).date()).days
