"""How the day and time of a meeting are said: "today, 7pm", "Tue 1 Dec, 7pm"."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from chatbot.occurring import UK, Meeting

FAR = 300
"""Days from which on the year is said too: "Tue 5 Jan" would be taken for the next one."""


def said_meeting(meeting: Meeting, now: datetime) -> str:
    """Return when a meeting is: "today, 7pm", "tomorrow, 7pm", "Tue 1 Dec, 7pm".

    One that is going on is "now, until 8.30pm". ``now`` has a time zone.
    """
    if meeting.end and meeting.start.astimezone(UTC) <= now.astimezone(UTC):
        return f"now, until {said_time(meeting.end.time())}"
    day = meeting.start.date()
    away = (day - now.astimezone(UK).date()).days
    name = {0: "today", 1: "tomorrow"}.get(away) or said_day(day, now)
    return f"{name}, {said_time(meeting.start.time())}"


def said_day(day: date, now: datetime) -> str:
    """Return a day with its name: "Tue 1 Dec", "Tue 1 Dec 2027" where that is far off."""
    away = (day - now.astimezone(UK).date()).days
    return f"{day:%a} {day.day} {day:%b}{f' {day.year}' if away >= FAR else ''}"


def said_time(at: time) -> str:
    """Return a time as the NHS writes it: "7pm", "7.30pm", "midday", "midnight"."""
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"
