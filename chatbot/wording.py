"""Putting a reply together so that it fits its channel, and saying dates, times and distances."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from chatbot.directory import Service, ServiceAtLocation
from chatbot.facts import Fact
from chatbot.messages import MAX_TEXT, Channel
from chatbot.schedules import Frequency, Rhythm, Schedule
from chatbot.segments import segments, to_gsm
from chatbot.standing import Candidate

MOST_SEGMENTS = 3
NICE = 3
"""From this ``drop`` on a line is only nice to have: it is worth no segment of its own."""
DAYS = {
    "MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun",
}  # fmt: skip
WEEKS = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "-1": "last"}
RHYTHMS = {
    Rhythm.IRREGULAR: "dates vary",
    Rhythm.ALWAYS_OPEN: "any time",
    Rhythm.BY_ARRANGEMENT: "by arrangement",
}
UNITS = {Frequency.WEEKLY: "week", Frequency.MONTHLY: "month"}
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reply. Those with the highest ``drop`` are left out first; 0 always stays."""

    text: str
    drop: int = 0


def fit(
    lines: Sequence[Line], channel: Channel, aim: int = MOST_SEGMENTS, dropping: int = 1
) -> str:
    """Join the lines, leaving out those whose ``drop`` is ``dropping`` or more until it fits.

    SMS: at most ``aim`` segments, or as few as the lines that stay need. WhatsApp: 1,600
    characters.
    """
    kept = [line for line in lines if line.text]
    while True:
        text = _joined(kept, channel)
        if not _too_long(text, channel, aim):
            return text[:MAX_TEXT]
        droppable = max((line.drop for line in kept), default=0)
        if droppable < dropping:
            return text[:MAX_TEXT]
        at = max(index for index, line in enumerate(kept) if line.drop == droppable)
        kept.pop(at)


def without_extras(lines: Sequence[Line], channel: Channel) -> list[Line]:
    """Leave out the lines that are only nice to have where they cost another segment."""
    if channel is not Channel.SMS or not any(line.drop >= NICE for line in lines):
        return list(lines)
    needed = [line for line in lines if line.drop < NICE]
    most = segments(_joined([line for line in needed if line.text], channel))
    kept = list(lines)
    while len(kept) > len(needed) and segments(_joined(kept, channel)) > most:
        drop = max(line.drop for line in kept)
        kept.remove(next(line for line in reversed(kept) if line.drop == drop))
    return kept


def too_long(text: str, channel: Channel) -> bool:
    """Say whether a reply is longer than the channel should carry."""
    return _too_long(text, channel, MOST_SEGMENTS)


def _joined(lines: Sequence[Line], channel: Channel) -> str:
    text = "\n".join(line.text for line in lines if line.text)
    return to_gsm(text) if channel is Channel.SMS else text


def _too_long(text: str, channel: Channel, aim: int) -> bool:
    return segments(text) > aim if channel is Channel.SMS else len(text) > MAX_TEXT


def listing(items: Sequence[str], joint: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def sentence(text: str) -> str:
    """Return words as a sentence, with the stop that they lack; "" for none."""
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def said_time(at: time) -> str:
    """Return a time as the NHS writes it: "7pm", "7.30pm", "midday", "midnight"."""
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"


def said_date(day: date) -> str:
    """Return a date as the NHS writes it: "3 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def said_miles(miles: float) -> str:
    """Return a straight-line distance: "about 4 miles"."""
    whole = max(1, round(miles))
    return f"about {whole} mile{'' if whole == 1 else 's'}"


def said_when(schedules: Sequence[Schedule], *, ends: bool = False) -> str:
    """Return when a group meets: "Tue 7pm", "1st Thu 6.30pm", "dates vary"; "" if not known."""
    return ", ".join(part for part in (_said_schedule(one, ends) for one in schedules) if part)


def _said_schedule(schedule: Schedule, ends: bool) -> str:
    if schedule.rhythm in RHYTHMS:
        note = schedule.note
        return f"{note[:1].lower()}{note[1:]}" if note else RHYTHMS[schedule.rhythm]
    days = [_said_day(day) for day in filter(None, schedule.byday.split(","))]
    if len(days) > 2 and _in_a_row(days):
        days = [f"{days[0]} to {days[-1]}"]
    hours = ""
    if schedule.opens_at:
        hours = said_time(schedule.opens_at)
        if ends and schedule.closes_at:
            hours += f" to {said_time(schedule.closes_at)}"
    if not days and schedule.bymonthday:
        days = [f"the {listing(_said_days_of_a_month(schedule.bymonthday))}"]
    return " ".join(filter(None, (_said_interval(schedule), listing(days), hours)))


def _said_interval(schedule: Schedule) -> str:
    """Return "every 2nd week:" and the like; "" when it meets every week or every month."""
    if schedule.freq is None or schedule.interval < 2:
        return ""
    return f"every {_ordinal(schedule.interval)} {UNITS[schedule.freq]}:"


def _said_days_of_a_month(bymonthday: str) -> list[str]:
    days = [part.strip() for part in bymonthday.split(",")]
    return [_ordinal(int(day)) if day.isdecimal() else "last day" for day in days]


def _ordinal(number: int) -> str:
    return f"{number}{ENDINGS.get(number, 'th')}"


def _said_day(day: str) -> str:
    week, name = day[:-2], DAYS.get(day[-2:], day[-2:])
    return f"{WEEKS.get(week, week)} {name}" if week else name


def _in_a_row(days: Sequence[str]) -> bool:
    week = list(DAYS.values())
    return days[0] in week and days == week[week.index(days[0]) :][: len(days)]


def group_line(
    number: int, candidate: Candidate, said: Mapping[str, str], channel: Channel, *, miles: bool
) -> str:
    """Return one line of the list: number, name, the reason it is there, and what is not known.

    ``said`` gives how each value of the questions is said. ``miles`` is false where somebody has
    named a place too large for a distance to mean anything; then the group's town is said.
    """
    service = candidate.service
    home = [
        said.get(name, name) for name in ("online", "chat", "phone") if name in candidate.formats
    ]
    parts = [listing(home, "or")] if candidate.miles is None else []
    parts.append(said_when(service.meets(candidate.at)))
    if candidate.miles is not None:
        town = candidate.at.location.town if candidate.at else said.get("in_person", "")
        parts.append(said_miles(candidate.miles) if miles else town)
        if home:
            parts.append(f"or {listing(home, 'or')}")
    parts.append(_said_ages(service))
    parts += [said.get(need, need) for need in candidate.known]
    line = f"{name_of(service, channel, number)}: {', '.join(filter(None, parts))}"
    if candidate.unknown:
        gaps = listing([said.get(need, need) for need in candidate.unknown])
        line += f". {gaps[:1].upper()}{gaps[1:]}: not known, ask first"
    return line


def _said_ages(service: Service) -> str:
    """Return the ages a group for young people takes: a 16 year old must not find out by asking."""
    low, high = service.minimum_age, service.maximum_age
    if "young_person" not in service.audiences or low is None or high is None:
        return ""
    return f"ages {low} to {high}"


def name_of(service: Service, channel: Channel, number: int | None = None) -> str:
    """Return a group's name as it is written on the channel, its number before it."""
    if channel is Channel.SMS:
        return service.name if number is None else f"{number} {service.name}"
    return f"*{service.name}*" if number is None else f"*{number}* {service.name}"


def where(at: ServiceAtLocation | None) -> str:
    """Return where a group meets, or "" when it has no place; no address that is hidden."""
    if at is None:
        return ""
    here = at.location
    address = "" if here.hidden else here.address
    rest = [part for part in (here.town, here.outcode) if part not in address]
    return ", ".join(filter(None, (address, *rest)))


def facts(
    service: Service, keys: Collection[str], value: Fact, at: ServiceAtLocation | None = None
) -> list[str]:
    """Return which of ``keys`` have this value, in the order given; at a place when given."""
    return [key for key in keys if service.fact(key, at) is value]


def contact_of(service: Service) -> str:
    """Return whom to contact and how: "Sam, 07700 900456, sam@example.org"."""
    return ", ".join(filter(None, (service.contact_name, service.phone, service.email)))


def numbers_said(count: int) -> str:
    """Return the numbers of a list: "1", "1 or 2", "1, 2 or 3"."""
    return listing([str(number) for number in range(1, count + 1)], "or")
