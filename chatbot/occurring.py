"""When a group meets next: from its rules to times in the UK, or why there are none."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule, weekday

from chatbot.facts import Fact
from chatbot.schedules import Frequency, Rhythm, Schedule

UK = ZoneInfo("Europe/London")
UK_NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
AHEAD = timedelta(days=731)
"""How far ahead we look. What comes later than in two years is no use to anybody."""
LONGEST_NIGHT = timedelta(hours=6)
"""A meeting may end after midnight. What would last longer than this is a slip of the pen."""
MOST_APART = 100
"""The most weeks or months from one meeting to the next that we believe."""
LONGEST_RULE = 200
"""Letters. All days of a month by name and by number are fewer."""
_DAYS = {"MO": MO, "TU": TU, "WE": WE, "TH": TH, "FR": FR, "SA": SA, "SU": SU}
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_MONTH_DAY = re.compile(r"[+-]?[0-9]{1,2}")


class NoDates(StrEnum):
    """Why no date can be said. Not known: too little was said of the rule, or it makes no sense."""

    IRREGULAR = "irregular"
    BY_ARRANGEMENT = "by_arrangement"
    ALWAYS_OPEN = "always_open"
    NOT_KNOWN = "not_known"
    OVER = "over"


class Meeting(NamedTuple):
    """One meeting, in the UK's local time. ``end`` is None where it is not known.

    ``bank_holiday`` is unknown where the day is one in a part of the UK and it is not known in
    which the group meets. ``ask_first``: it may be off because of it. ``note`` is what else the
    group says of its times ("School term only").
    """

    start: datetime
    end: datetime | None = None
    bank_holiday: Fact = Fact.NO
    ask_first: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The bank holidays of each nation and island, substitute days among them."""

    by_nation: Mapping[str, frozenset[date]] = field(default_factory=dict)

    def among(self, nations: Collection[str]) -> Mapping[date, Fact]:
        """Return the bank holidays of ``nations``: yes in all of them, unknown in some of them.

        None, or one that we do not know, is anywhere in the UK.
        """
        if not nations or any(nation not in self.by_nation for nation in nations):
            nations = [nation for nation in UK_NATIONS if nation in self.by_nation]
        days = [self.by_nation[nation] for nation in nations]
        always = frozenset.intersection(*days) if days else frozenset()
        found = frozenset[date]().union(*days)
        return {day: Fact.YES if day in always else Fact.UNKNOWN for day in found}


class _Rule(NamedTuple):
    """A rule that makes sense. ``month_days`` count from 1, or from -1 at the month's end."""

    freq: Frequency
    interval: int
    days: tuple[weekday, ...]
    month_days: tuple[int, ...]
    start: date | None


def next_meetings(
    schedules: Sequence[Schedule], now: datetime, holidays: Mapping[date, Fact], count: int = 1
) -> list[Meeting]:
    """Return the next meetings at most ``count``, the first one first. One that is going on counts.

    ``now`` has a time zone. ``holidays`` are the bank holidays where the group meets.
    """
    found = [
        meeting
        for schedule in schedules
        for meeting in islice(_meetings(schedule, now.astimezone(UTC), holidays), max(0, count))
    ]
    found.sort(
        key=lambda one: (one.start.astimezone(UTC), one.ask_first, one.end is None, one.note)
    )
    first = {one.start.astimezone(UTC): one for one in reversed(found)}
    return [first[start] for start in sorted(first)][: max(0, count)]


def why_none(schedule: Schedule, now: datetime) -> NoDates | None:
    """Return why a schedule has no dates, None where nothing says that it has none."""
    if schedule.rhythm is not Rhythm.REGULAR:
        return NoDates(schedule.rhythm.value)
    if schedule.opens_at is None or _read(schedule) is None:
        return NoDates.NOT_KNOWN
    today = now.astimezone(UK).date()
    return NoDates.OVER if schedule.valid_to and schedule.valid_to < today else None


def _meetings(
    schedule: Schedule, now: datetime, holidays: Mapping[date, Fact]
) -> Iterator[Meeting]:
    """Yield the meetings that are not over, in order, for as far ahead as we look."""
    rule = _read(schedule) if schedule.rhythm is Rhythm.REGULAR else None
    if rule is None or schedule.opens_at is None:
        return
    today = now.astimezone(UK).date()
    since = max(_given(today - timedelta(days=1), schedule.valid_from, rule.start))
    until = min(_given(today + AHEAD, schedule.valid_to))
    for day in _days(rule, since, until):
        holiday = holidays.get(day, Fact.NO)
        meets = schedule.on_bank_holidays
        if holiday is Fact.YES and meets is Fact.NO:
            continue
        start = datetime.combine(day, schedule.opens_at, UK)
        end = _end(start, schedule.closes_at)
        if (end or start).astimezone(UTC) > now:
            ask = holiday is not Fact.NO and meets is not Fact.YES
            yield Meeting(start, end, holiday, ask, schedule.note)


def _given(*days: date | None) -> list[date]:
    return [day for day in days if day]


def _end(start: datetime, closes_at: time | None) -> datetime | None:
    """Return when a meeting ends, the next day where it goes on past midnight."""
    if closes_at is None:
        return None
    end = datetime.combine(start.date(), closes_at, UK)
    if end > start:
        return end
    end += timedelta(days=1)
    return end if timedelta() < end - start <= LONGEST_NIGHT else None


def _days(rule: _Rule, since: date, until: date) -> Iterator[date]:
    """Yield the days of a rule from ``since`` to ``until``, both of them too.

    dateutil looks for a next day until the year 9999, so a rule that never meets would keep it for
    seconds. What it is given here always meets; the rest of a monthly rule is looked at after.
    """
    if since > until:
        return
    last = datetime.combine(until, time.max)
    if rule.freq is Frequency.WEEKLY:
        week = _midnight(_first_week(rule, since))
        found = rrule(WEEKLY, week, rule.interval, until=last, wkst=MO, byweekday=rule.days)
    else:
        month, days = _midnight(since.replace(day=1)), _numbered(rule.days)
        numbers = None if days else rule.month_days
        found = rrule(MONTHLY, month, until=last, byweekday=days or None, bymonthday=numbers)
    found_days = (at.date() for at in found)
    yield from (day for day in found_days if day >= since and _in_its_month(rule, day))


def _first_week(rule: _Rule, since: date) -> date:
    """Return the Monday of the last week up to ``since`` that is one of the rule's weeks."""
    monday = since - timedelta(days=since.weekday())
    if rule.start is None:
        return monday
    start = rule.start - timedelta(days=rule.start.weekday())
    return monday - timedelta(weeks=(monday - start).days // 7 % rule.interval)


def _numbered(days: Sequence[weekday]) -> list[weekday]:
    """Return the days with a number each: of "2TU,TH" dateutil wants what is both, and never is."""
    return [one for day in days for one in ([day] if day.n else [day(n) for n in range(1, 6)])]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _in_its_month(rule: _Rule, day: date) -> bool:
    """Say whether a day is in one of a monthly rule's months, and one of its days in that."""
    if rule.freq is not Frequency.MONTHLY:
        return True
    start = rule.start or day
    months = (day.year - start.year) * 12 + day.month - start.month
    if months % rule.interval:
        return False
    from_end = day.day - monthrange(day.year, day.month)[1] - 1
    return not rule.month_days or day.day in rule.month_days or from_end in rule.month_days


def _read(schedule: Schedule) -> _Rule | None:
    """Return the rule of a regular schedule, None where it is not known or makes no sense."""
    days, month_days = _read_days(schedule.byday), _read_month_days(schedule.bymonthday)
    start, freq = schedule.dtstart, schedule.freq
    if days is None or month_days is None or freq is None:
        return None
    if not days and not month_days and start:
        days = (weekday(start.weekday()),) if freq is Frequency.WEEKLY else ()
        month_days = (start.day,) if freq is Frequency.MONTHLY else ()
    rule = _Rule(freq, schedule.interval, days, month_days, start)
    return rule if _makes_sense(rule) else None


def _makes_sense(rule: _Rule) -> bool:
    """Say whether a rule tells its days, and no two things at once.

    "Monthly, TU" is every Tuesday to RFC 5545, and to whoever writes it rather one that we do not
    know: nobody is sent to a door on three wrong evenings.
    """
    numbered = [day.n is not None for day in rule.days]
    if rule.freq is Frequency.WEEKLY and (any(numbered) or rule.month_days or not rule.days):
        return False
    if rule.freq is Frequency.MONTHLY and not rule.month_days and not (numbered and all(numbered)):
        return False
    if rule.interval == 1:
        return True
    if not 1 < rule.interval <= MOST_APART or rule.start is None:
        return False
    return rule.start in _days(rule._replace(interval=1), rule.start, rule.start)


def _read_days(written: str) -> tuple[weekday, ...] | None:
    """Return the days of "TU" or "2TU,-1TH", None where one of them is none."""
    parts = _parts(written)
    found = [_DAY.fullmatch(part) for part in parts]
    if len(written) > LONGEST_RULE or not all(found):
        return None
    days = (match.groups() for match in found if match)
    return tuple(_DAYS[name](int(number)) if number else _DAYS[name] for number, name in days)


def _read_month_days(written: str) -> tuple[int, ...] | None:
    """Return the days of "1,15" or "-1", None where one of them is none."""
    parts = _parts(written)
    if len(written) > LONGEST_RULE or not all(_MONTH_DAY.fullmatch(part) for part in parts):
        return None
    days = tuple(int(part) for part in parts)
    return days if all(1 <= abs(day) <= 31 for day in days) else None


def _parts(written: str) -> list[str]:
    return [part.strip().upper() for part in written.split(",")] if written.strip() else []
