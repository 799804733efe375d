"""How the next meeting is said: a day and a time that nobody takes for another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.loading.bank_holidays import YEARS, read_bank_holidays
from chatbot.occurring import UK, Meeting
from chatbot.segments import is_gsm
from chatbot.upcoming import said_day, said_meeting

BANK_HOLIDAYS = read_bank_holidays()


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UK)  # type: ignore[misc]


NOW = at(2026, 11, 28, 11, 30)


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        (Meeting(at(2026, 12, 1, 19)), "Tue 1 Dec, 7pm"),
        (Meeting(at(2026, 11, 28, 19)), "today, 7pm"),
        (Meeting(at(2026, 11, 28, 12), at(2026, 11, 28, 13)), "today, midday"),
        (Meeting(at(2026, 11, 29, 0)), "tomorrow, midnight"),
        (Meeting(at(2026, 11, 29, 10, 30)), "tomorrow, 10.30am"),
        (Meeting(at(2026, 11, 30, 9, 5)), "Mon 30 Nov, 9.05am"),
        (Meeting(at(2027, 1, 5, 19)), "Tue 5 Jan, 7pm"),
        (Meeting(at(2027, 12, 7, 19)), "Tue 7 Dec 2027, 7pm"),
    ],
)
def test_when_it_is(meeting: Meeting, said: str) -> None:
    assert said_meeting(meeting, NOW) == said


def test_today_is_a_day_in_the_uk() -> None:
    half_past_midnight = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)
    assert said_meeting(Meeting(at(2026, 7, 7, 19)), half_past_midnight) == "today, 7pm"


@given(st.dates(date(2026, 1, 1), date(2032, 1, 1)), st.integers(0, 800))
def test_a_day_without_its_year_is_the_next_of_its_name(today: date, ahead: int) -> None:
    now = datetime.combine(today, datetime.min.time(), UK) + timedelta(hours=12)
    day = today + timedelta(days=ahead)
    said = said_day(day, now)
    assert is_gsm(said)
    same = [one for one in range(801) if _named(today + timedelta(days=one)) in (said, said[:-5])]
    assert ahead in same
    assert said.endswith(f" {day.year}") or same[0] == ahead


def _named(day: date) -> str:
    return day.strftime("%a %d %b").replace(" 0", " ")


# --- bank holidays ----------------------------------------------------------------------------


def of_nation(nation: str, year: int) -> list[str]:
    days = BANK_HOLIDAYS.among([nation])
    return [f"{day.day} {day:%b}" for day in sorted(days) if day.year == year]


def test_the_bank_holidays_of_2026() -> None:
    """Written out, so that a version of the library that changes them is seen. Beside the
    substitute days there are the Saturdays and Sundays that they stand for.
    """
    england = ["1 Jan", "3 Apr", "6 Apr", "4 May", "25 May", "31 Aug", "25 Dec", "26 Dec", "28 Dec"]
    assert of_nation("England", 2026) == of_nation("Wales", 2026) == england
    assert of_nation("Northern Ireland", 2026) == [
        "1 Jan", "17 Mar", "3 Apr", "6 Apr", "4 May", "25 May", "12 Jul", "13 Jul", "31 Aug",
        "25 Dec", "26 Dec", "28 Dec",
    ]  # fmt: skip
    assert of_nation("Scotland", 2026) == [
        "1 Jan", "2 Jan", "3 Apr", "4 May", "25 May", "15 Jun", "3 Aug", "30 Nov", "25 Dec",
        "26 Dec", "28 Dec",
    ]  # fmt: skip


def test_every_nation_and_island_has_bank_holidays_in_every_year() -> None:
    for nation, days in BANK_HOLIDAYS.by_nation.items():
        assert all(sum(day.year == year for day in days) >= 8 for year in YEARS), nation
        assert all(date(year, 12, 25) in days for year in YEARS), nation
