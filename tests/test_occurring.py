"""When a group meets next: each date by its rule, none that is over, none on a day it is off."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chatbot.facts import Fact
from chatbot.occurring import AHEAD, UK, BankHolidays, Meeting, NoDates, next_meetings, why_none
from chatbot.schedules import Frequency, Rhythm, Schedule
from chatbot.traffic import uk_day

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKLY, MONTHLY = Frequency.WEEKLY, Frequency.MONTHLY
SEVEN, EIGHT = time(19), time(20)
SATURDAY = datetime(2026, 11, 28, 11, 30, tzinfo=UTC)
NONE: Mapping[date, Fact] = {}


def tuesdays(**more: object) -> Schedule:
    rule = {"freq": WEEKLY, "byday": "TU", "opens_at": SEVEN, "closes_at": EIGHT}
    return Schedule(**rule | more)  # type: ignore[arg-type]


def monthly(byday: str = "", **more: object) -> Schedule:
    return tuesdays(**{"freq": MONTHLY, "byday": byday} | more)


def days(schedule: Schedule, count: int = 3, now: datetime = SATURDAY) -> list[str]:
    return [f"{m.start:%a %d %b}" for m in next_meetings([schedule], now, NONE, count)]


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UK)  # type: ignore[misc]


# --- examples ---------------------------------------------------------------------------------


def test_every_week() -> None:
    assert days(tuesdays()) == ["Tue 01 Dec", "Tue 08 Dec", "Tue 15 Dec"]


def test_two_days_a_week_come_in_turn() -> None:
    assert days(tuesdays(byday="SU, sa")) == ["Sat 28 Nov", "Sun 29 Nov", "Sat 05 Dec"]


def test_every_second_week_counts_from_a_day_it_met() -> None:
    assert days(tuesdays(interval=2, dtstart=date(2026, 1, 6)), 2) == ["Tue 08 Dec", "Tue 22 Dec"]
    assert days(tuesdays(interval=2, dtstart=date(2026, 1, 13)), 2) == ["Tue 01 Dec", "Tue 15 Dec"]


def test_the_second_and_the_last_of_a_month() -> None:
    assert days(monthly("2TU,-1TH")) == ["Tue 08 Dec", "Thu 31 Dec", "Tue 12 Jan"]


def test_days_of_the_month_by_number() -> None:
    assert days(monthly(bymonthday="1,-1")) == ["Mon 30 Nov", "Tue 01 Dec", "Thu 31 Dec"]


def test_a_day_by_name_within_days_by_number() -> None:
    first = monthly("TU", bymonthday="1,2,3,4,5,6,7")
    assert days(first) == days(monthly("1TU")) == ["Tue 01 Dec", "Tue 05 Jan", "Tue 02 Feb"]


def test_days_with_a_number_and_without_may_stand_together() -> None:
    mixed = monthly("3WE,TU", bymonthday="1,16")
    assert days(mixed) == ["Tue 01 Dec", "Wed 16 Dec", "Tue 16 Feb"]


def test_every_second_month_counts_from_a_month_it_met() -> None:
    every = {"interval": 2, "dtstart": date(2025, 1, 7)}
    assert days(monthly("1TU", **every)) == ["Tue 05 Jan", "Tue 02 Mar", "Tue 04 May"]


def test_a_day_that_it_met_tells_the_rest_where_nothing_else_does() -> None:
    assert days(tuesdays(byday="", dtstart=date(2026, 11, 5)), 1) == ["Thu 03 Dec"]
    assert days(monthly(dtstart=date(2026, 11, 5)), 1) == ["Sat 05 Dec"]


def test_nothing_before_it_begins_or_after_it_ends() -> None:
    season = tuesdays(valid_from=date(2027, 1, 12), valid_to=date(2027, 1, 19))
    assert days(season) == ["Tue 12 Jan", "Tue 19 Jan"]
    assert days(tuesdays(dtstart=date(2027, 1, 5)), 1) == ["Tue 05 Jan"]


def test_a_meeting_counts_until_it_ends() -> None:
    assert days(tuesdays(), 1, at(2026, 12, 1, 19, 59)) == ["Tue 01 Dec"]
    assert days(tuesdays(), 1, at(2026, 12, 1, 20, 0)) == ["Tue 08 Dec"]


def test_a_meeting_whose_end_is_not_known_counts_until_it_begins() -> None:
    open_end = tuesdays(closes_at=None)
    assert days(open_end, 1, at(2026, 12, 1, 18, 59)) == ["Tue 01 Dec"]
    assert days(open_end, 1, at(2026, 12, 1, 19, 0)) == ["Tue 08 Dec"]


def test_a_meeting_may_go_on_past_midnight() -> None:
    late = tuesdays(opens_at=time(23), closes_at=time(1))
    (meeting,) = next_meetings([late], at(2026, 12, 2, 0, 30), NONE)
    assert meeting == Meeting(at(2026, 12, 1, 23), at(2026, 12, 2, 1))


def test_an_end_long_before_the_beginning_is_a_slip_of_the_pen() -> None:
    (meeting,) = next_meetings([tuesdays(closes_at=time(8))], SATURDAY, NONE)
    assert meeting.end is None


def test_seven_is_seven_on_both_sides_of_the_clock_change() -> None:
    for now in (datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 10, 16, tzinfo=UTC)):
        before, after = next_meetings([tuesdays(byday="SA")], now, NONE, 2)
        assert (before.start.hour, after.start.hour) == (19, 19)
        apart = after.start.astimezone(UTC) - before.start.astimezone(UTC)
        assert apart == timedelta(days=7)
    for now, hours in ((at(2026, 3, 27, 12), 167), (at(2026, 10, 23, 12), 169)):
        before, after = next_meetings([tuesdays(byday="SA")], now, NONE, 2)
        assert after.start.astimezone(UTC) - before.start.astimezone(UTC) == timedelta(hours=hours)


def test_several_schedules_are_one_list_and_a_meeting_in_two_of_them_is_one() -> None:
    found = next_meetings([tuesdays(), tuesdays(byday="TU,MO")], SATURDAY, NONE, 3)
    assert [f"{one.start:%a %d}" for one in found] == ["Mon 30", "Tue 01", "Mon 07"]


# --- bank holidays ----------------------------------------------------------------------------

CHRISTMAS = date(2026, 12, 25)
FRIDAYS = {"byday": "FR", "valid_from": date(2026, 12, 25)}


@pytest.mark.parametrize(
    ("meets", "holiday", "first", "ask"),
    [
        (Fact.NO, Fact.YES, date(2027, 1, 1), False),
        (Fact.UNKNOWN, Fact.YES, CHRISTMAS, True),
        (Fact.YES, Fact.YES, CHRISTMAS, False),
        (Fact.NO, Fact.UNKNOWN, CHRISTMAS, True),
        (Fact.UNKNOWN, Fact.UNKNOWN, CHRISTMAS, True),
        (Fact.YES, Fact.UNKNOWN, CHRISTMAS, False),
    ],
)
def test_on_a_bank_holiday(meets: Fact, holiday: Fact, first: date, ask: bool) -> None:
    fridays = tuesdays(**FRIDAYS, on_bank_holidays=meets)
    (meeting,) = next_meetings([fridays], SATURDAY, {CHRISTMAS: holiday})
    assert (meeting.start.date(), meeting.ask_first) == (first, ask)
    assert meeting.bank_holiday is (holiday if first == CHRISTMAS else Fact.NO)


def test_bank_holidays_of_several_nations() -> None:
    easter, boyne, good_friday = date(2027, 3, 29), date(2027, 7, 12), date(2027, 3, 26)
    england = frozenset((good_friday, easter))
    holidays = BankHolidays(
        {
            "England": england,
            "Wales": england,
            "Scotland": frozenset((good_friday,)),
            "Northern Ireland": england | {boyne},
            "Isle of Man": frozenset((date(2027, 7, 5),)),
        }
    )
    assert holidays.among(["Scotland"]) == {good_friday: Fact.YES}
    assert holidays.among({"England", "Wales"}) == {good_friday: Fact.YES, easter: Fact.YES}
    anywhere = {good_friday: Fact.YES, easter: Fact.UNKNOWN, boyne: Fact.UNKNOWN}
    assert holidays.among(()) == holidays.among(["Atlantis"]) == anywhere
    assert holidays.among(["Isle of Man"]) == {date(2027, 7, 5): Fact.YES}
    assert BankHolidays().among(()) == {}


# --- no dates ---------------------------------------------------------------------------------

SENSELESS = {
    "no frequency": tuesdays(freq=None),
    "no day": tuesdays(byday=""),
    "no day of a month": monthly(),
    "no time": tuesdays(opens_at=None),
    "no such day": tuesdays(byday="9XX"),
    "one of two is no day": tuesdays(byday="TU,XX"),
    "a sixth Tuesday": monthly("6TU"),
    "a zeroth Tuesday": monthly("0TU"),
    "the second Tuesday of every week": tuesdays(byday="2TU"),
    "weekly on the 15th": tuesdays(bymonthday="15"),
    "monthly on a Tuesday, who knows which": monthly("TU"),
    "monthly on the second and some other": monthly("2TU,TH"),
    "a 32nd": monthly(bymonthday="32"),
    "a 0th": monthly(bymonthday="0"),
    "words for a day": monthly(bymonthday="first"),
    "never again": tuesdays(interval=0, dtstart=date(2026, 1, 6)),
    "backwards": tuesdays(interval=-1, dtstart=date(2026, 1, 6)),
    "every second of which?": tuesdays(interval=2),
    "every second month of which?": monthly("1TU", interval=2),
    "the day it met is none of its days": tuesdays(interval=2, dtstart=date(2026, 1, 7)),
    "the day it met is none of its days of a month": monthly(
        "1TU", interval=2, dtstart=date(2026, 1, 13)
    ),
    "once in an age": tuesdays(interval=10**30, dtstart=date(2026, 1, 6)),
    "far too many words": tuesdays(byday=",".join(["TU"] * 10_000)),
    "digits of another script": monthly(bymonthday="\u0661"),
}


@pytest.mark.parametrize("schedule", SENSELESS.values(), ids=list(SENSELESS))
def test_what_makes_no_sense_has_no_dates(schedule: Schedule) -> None:
    assert next_meetings([schedule], SATURDAY, NONE, 5) == []
    assert why_none(schedule, SATURDAY) is NoDates.NOT_KNOWN


@pytest.mark.parametrize(
    "schedule",
    [
        monthly("1TU", bymonthday="31"),
        monthly(bymonthday="30", interval=12, dtstart=date(2026, 2, 28)),
        monthly("5SU", bymonthday="-20"),
        tuesdays(valid_from=date(9999, 12, 31)),
        tuesdays(dtstart=date.max),
        tuesdays(valid_from=date(2027, 2, 1), valid_to=date(2027, 1, 1)),
    ],
)
def test_a_rule_that_never_meets_has_no_dates(schedule: Schedule) -> None:
    assert next_meetings([schedule], SATURDAY, NONE, 5) == []


@pytest.mark.parametrize("rhythm", [one for one in Rhythm if one is not Rhythm.REGULAR])
def test_without_a_rhythm_there_are_no_dates(rhythm: Rhythm) -> None:
    schedule = tuesdays(rhythm=rhythm)
    assert next_meetings([schedule], SATURDAY, NONE, 5) == []
    assert why_none(schedule, SATURDAY) == rhythm.value


def test_what_is_over_says_so_from_the_day_after() -> None:
    over = tuesdays(valid_to=date(2026, 12, 1))
    assert why_none(over, at(2026, 12, 1, 23, 30)) is None
    assert why_none(over, at(2026, 12, 2, 0, 30)) is NoDates.OVER
    summer = tuesdays(valid_to=date(2026, 7, 7))
    assert why_none(summer, datetime(2026, 7, 7, 23, 30, tzinfo=UTC)) is NoDates.OVER


def test_none_are_asked_for() -> None:
    assert next_meetings([tuesdays()], SATURDAY, NONE, 0) == []
    assert next_meetings([tuesdays()], SATURDAY, NONE, -1) == []
    assert next_meetings([], SATURDAY, NONE, 3) == []


# --- laws -------------------------------------------------------------------------------------


def is_met_on(schedule: Schedule, day: date) -> bool:
    """Say whether a rule meets on a day, looking at nothing but that day."""
    start, names = schedule.dtstart, [one for one in schedule.byday.split(",") if one]
    numbers = [int(one) for one in schedule.bymonthday.split(",") if one]
    if not names and not numbers and start:
        names = [NAMES[start.weekday()]] if schedule.freq is WEEKLY else []
        numbers = [start.day] if schedule.freq is MONTHLY else []
    name, length = NAMES[day.weekday()], monthrange(day.year, day.month)[1]
    nth, nth_last = (day.day - 1) // 7 + 1, (length - day.day) // 7 + 1
    called = {name, f"{nth}{name}", f"-{nth_last}{name}"}
    by_name = not names or not called.isdisjoint(names)
    by_number = not numbers or bool({day.day, day.day - length - 1} & set(numbers))
    return by_name and by_number and bool(names or numbers) and in_turn(schedule, day)


def in_turn(schedule: Schedule, day: date) -> bool:
    start = schedule.dtstart
    if schedule.interval == 1 or start is None:
        return schedule.interval == 1
    if schedule.freq is MONTHLY:
        return (day.year * 12 + day.month - start.year * 12 - start.month) % schedule.interval == 0
    return (day.toordinal() - 1) // 7 % schedule.interval == (
        (start.toordinal() - 1) // 7 % schedule.interval
    )


def one_by_one(
    schedule: Schedule, now: datetime, holidays: Mapping[date, Fact], count: int
) -> list[datetime]:
    """Return the starts of the next meetings, asked of one day after another."""
    today, found = now.astimezone(UK).date(), []
    start = schedule.dtstart
    if schedule.interval > 1 and (start is None or not is_met_on(schedule, start)):
        return []
    for ahead in range(-1, AHEAD.days + 1):
        day = today + timedelta(days=ahead)
        begun = all(day >= one for one in (schedule.valid_from, start) if one)
        over = schedule.valid_to is not None and day > schedule.valid_to
        off = holidays.get(day) is Fact.YES and schedule.on_bank_holidays is Fact.NO
        if not begun or over or off or not is_met_on(schedule, day):
            continue
        assert schedule.opens_at
        begins = ends = datetime.combine(day, schedule.opens_at, UK)
        if schedule.closes_at:
            minutes = minute_of(schedule.closes_at) - minute_of(schedule.opens_at)
            minutes += 24 * 60 if minutes <= -18 * 60 else 0
            ends += timedelta(minutes=max(0, minutes))
        if ends.astimezone(UTC) > now:
            found.append(begins)
    return found[:count]


def minute_of(at: time) -> int:
    return at.hour * 60 + at.minute


def from_a_day_it_meets(schedule: Schedule) -> Schedule:
    """Return the rule with ``dtstart`` moved on to a day that is one of its days."""
    start = schedule.dtstart
    if not start or schedule.interval == 1:
        return schedule
    ahead = (start + timedelta(days=one) for one in range(62))
    day = next((day for day in ahead if is_met_on(replace(schedule, interval=1), day)), start)
    return replace(schedule, dtstart=day)


DATES = st.dates(date(2024, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001  the zone comes below
    datetime(2029, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, UK, ZoneInfo("Asia/Tokyo")]),
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
NUMBERS = [1, 2, 3, 4, 5, -1, -2, -5]
NUMBERED = st.builds("{}{}".format, st.sampled_from(NUMBERS), st.sampled_from(NAMES))
MONTH_DAYS = st.sampled_from([*range(1, 32), *range(-31, 0)]).map(str)
WHEN = {
    "interval": st.sampled_from([1, 1, 1, 2, 3, 12]),
    "dtstart": st.none() | DATES,
    "valid_from": st.none() | DATES,
    "valid_to": st.none() | DATES,
    "opens_at": TIMES,
    "closes_at": st.none() | TIMES,
    "on_bank_holidays": st.sampled_from(Fact),
}


def some(parts: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=least, max_size=4).map(",".join)


RULES = st.one_of(
    st.builds(Schedule, freq=st.just(WEEKLY), byday=some(st.sampled_from(NAMES)), **WHEN),
    st.builds(
        Schedule, freq=st.just(MONTHLY), byday=some(NUMBERED), bymonthday=st.just(""), **WHEN
    ),
    st.builds(
        Schedule,
        freq=st.just(MONTHLY),
        byday=some(NUMBERED | st.sampled_from(NAMES)),
        bymonthday=some(MONTH_DAYS, 1),
        **WHEN,
    ),
)
SCHEDULES = RULES | RULES.map(from_a_day_it_meets)
HOLIDAYS = st.dictionaries(
    st.dates(date(2025, 1, 1), date(2031, 1, 1)), st.sampled_from([Fact.YES, Fact.UNKNOWN])
)
HOSTILE = st.builds(
    Schedule,
    rhythm=st.sampled_from(Rhythm),
    freq=st.none() | st.sampled_from(Frequency),
    interval=st.integers(),
    byday=st.text("MOTUWEHFRSA,+-0123456789 ") | st.text(),
    bymonthday=st.text("0123456789,- ") | st.text(),
    dtstart=st.none() | st.dates(),
    valid_from=st.none() | st.dates(),
    valid_to=st.none() | st.dates(),
    opens_at=st.none() | st.times(),
    closes_at=st.none() | st.times(),
)


@given(SCHEDULES, MOMENTS, HOLIDAYS, st.integers(0, 5))
@example(tuesdays(byday="SU", opens_at=time(1, 30)), at(2026, 3, 28, 12), {}, 2)
@example(tuesdays(byday="SU", opens_at=time(1, 30)), at(2026, 10, 24, 12), {}, 2)
@example(tuesdays(opens_at=time(22), closes_at=time(4)), at(2026, 12, 2, 3), {}, 1)
@example(tuesdays(interval=3, dtstart=date(2024, 1, 2)), at(2026, 12, 2, 3), {}, 3)
@example(tuesdays(byday="SU,MO", interval=2, dtstart=date(2026, 11, 22)), SATURDAY, {}, 5)
def test_each_meeting_is_by_its_rule(
    schedule: Schedule, now: datetime, holidays: dict[date, Fact], count: int
) -> None:
    found = next_meetings([schedule], now, holidays, count)
    assert [one.start for one in found] == one_by_one(schedule, now, holidays, count)


@given(st.lists(SCHEDULES, max_size=4), MOMENTS, HOLIDAYS, st.integers(0, 5))
def test_meetings_come_in_order_and_are_not_over(
    schedules: list[Schedule], now: datetime, holidays: dict[date, Fact], count: int
) -> None:
    found = next_meetings(schedules, now, holidays, count)
    starts = [one.start.astimezone(UTC) for one in found]
    assert starts == sorted(set(starts))
    assert len(found) <= count
    for one in found:
        assert (one.end or one.start).astimezone(UTC) > now
        assert one.end is None or one.end > one.start
        assert one.start.tzinfo is UK
        ends = one.end and (one.end.time(), one.end.tzinfo)
        assert (one.start.time(), ends) in {
            (s.opens_at, end) for s in schedules for end in (None, (s.closes_at, UK))
        }
        assert one.bank_holiday is holidays.get(one.start.date(), Fact.NO)
        assert not one.ask_first or one.bank_holiday is not Fact.NO


@given(SCHEDULES, MOMENTS, st.integers(-1, 1))
def test_a_meeting_is_the_next_one_to_its_last_moment(
    schedule: Schedule, now: datetime, seconds: int
) -> None:
    for first in next_meetings([schedule], now, NONE):
        moment = (first.end or first.start).astimezone(UTC) + timedelta(seconds=seconds)
        found = next_meetings([schedule], moment, NONE)
        assert [one.start for one in found] == one_by_one(schedule, moment, NONE, 1)
        assert (first in found) is (seconds < 0)


@given(st.lists(SCHEDULES, max_size=3), MOMENTS, HOLIDAYS)
def test_several_schedules_meet_when_each_of_them_does(
    schedules: list[Schedule], now: datetime, holidays: dict[date, Fact]
) -> None:
    alone = {m.start for s in schedules for m in next_meetings([s], now, holidays, 4)}
    together = [one.start for one in next_meetings(schedules, now, holidays, 4)]
    assert together == sorted(alone)[:4]
    assert together == [one.start for one in next_meetings(schedules[::-1], now, holidays, 4)]


@given(HOSTILE, MOMENTS)
@example(tuesdays(dtstart=date.min), SATURDAY)
@example(tuesdays(interval=2, dtstart=date.min.replace(day=2)), SATURDAY)
@example(monthly("1TU", valid_to=date.min), SATURDAY)
def test_whatever_is_written_there_is_an_answer(schedule: Schedule, now: datetime) -> None:
    found = next_meetings([schedule], now, NONE, 3)
    assert found == next_meetings([schedule], now, NONE, 3)
    assert not found or why_none(schedule, now) is None


@given(MOMENTS)
def test_a_day_in_the_uk_is_the_same_day_in_the_whole_house(now: datetime) -> None:
    assert now.astimezone(UK).date() == uk_day(now)
