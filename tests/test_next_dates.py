"""What somebody is told of a group's next date, in its details and in the text to pass on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from chatbot.content import Content
from chatbot.directory import Directory, JoinRoute, Service, Status
from chatbot.facts import Fact
from chatbot.messages import Channel
from chatbot.rehearsal import Phone
from chatbot.schedules import Frequency, Rhythm, Schedule
from chatbot.segments import is_gsm
from tests.test_matching import group, place

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)
Told = Callable[..., str]


def weekly(byday: str, **more: object) -> Schedule:
    fields = {"freq": Frequency.WEEKLY, "byday": byday, "opens_at": time(19), "closes_at": time(20)}
    return Schedule(**fields | more)  # type: ignore[arg-type]


@pytest.fixture(params=list(Channel))
def told(content: Content, request: pytest.FixtureRequest) -> Told:
    """Give the details of a group to somebody who found it, or the text to pass on."""

    def tell(
        service: Service, now: datetime = MONDAY, *, home: str = "Leeds", share: bool = False
    ) -> str:
        phone = Phone(content, Directory((service,)), request.param, now)
        for text in ("hi", home, "1", "skip", "skip", "1"):
            reply = phone.texts(text)
        assert service.name in reply, "the group is found"
        reply = phone.texts("share") if share else reply
        assert request.param is not Channel.SMS or is_gsm(reply)
        return reply

    return tell


def test_the_next_date_is_in_the_details_and_in_the_text_to_pass_on(told: Told) -> None:
    tuesdays = group("Tuesdays", schedules=(weekly("TU"),))
    assert "Next: tomorrow, 7pm." in told(tuesdays)
    assert "Next: Tue 24 Nov, 7pm." in told(tuesdays, share=True)


def test_what_is_on_now_is_followed_by_the_next(told: Told) -> None:
    tonight = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
    tuesdays = group("Tuesdays", schedules=(weekly("TU"),))
    assert "On now, until 8pm. Next: Tue 1 Dec, 7pm." in told(tuesdays, tonight)
    passed_on = told(tuesdays, tonight, share=True)
    assert "Next: Tue 1 Dec, 7pm." in passed_on
    assert "On now" not in passed_on


def test_on_a_bank_holiday_people_ask_first_or_are_told_the_week_after(told: Told) -> None:
    asked = "Next: tomorrow, 7pm. That is a bank holiday, so ask first."
    assert asked in told(group("Fridays", schedules=(weekly("FR"),)), CHRISTMAS_EVE)
    meets = group("Fridays", schedules=(weekly("FR", on_bank_holidays=Fact.YES),))
    assert "Next: tomorrow, 7pm." in told(meets, CHRISTMAS_EVE)
    assert "bank holiday" not in told(meets, CHRISTMAS_EVE)
    off = group("Fridays", schedules=(weekly("FR", on_bank_holidays=Fact.NO),))
    assert "Next: Fri 8 Jan, 7pm." in told(off, CHRISTMAS_EVE)


@pytest.mark.parametrize(
    ("outcode", "said"),
    [("LS1", ""), ("EH1", " That is a bank holiday, so ask first."), ("CF10", ""), ("BT1", "")],
)
def test_a_bank_holiday_counts_where_the_group_meets(
    told: Told, content: Content, outcode: str, said: str
) -> None:
    here, district = place(1, schedules=(weekly("MO"),)), content.gazetteer.district(outcode)
    assert district
    location = replace(here.location, outcode=outcode, lat=district[0], lon=district[1])
    mondays = group("Mondays", 1, places=(replace(here, location=location),))
    saint_andrews = datetime(2026, 11, 28, 12, tzinfo=UTC)
    assert f"Next: Mon 30 Nov, 7pm.{said}\n" in told(mondays, saint_andrews, home=outcode)


def test_on_video_it_is_a_bank_holiday_in_parts_of_the_uk(told: Told) -> None:
    saint_andrews = datetime(2026, 11, 28, 12, tzinfo=UTC)
    mondays = group("Mondays", schedules=(weekly("MO"),))
    assert "That is a bank holiday in parts of the UK, so ask first." in told(
        mondays, saint_andrews
    )
    scotland = replace(mondays, nations=frozenset(("Scotland",)))
    assert "That is a bank holiday, so ask first." in told(scotland, saint_andrews, home="Glasgow")
    wales = replace(mondays, nations=frozenset(("Wales",)))
    assert "bank holiday" not in told(wales, saint_andrews, home="Cardiff")


def test_what_else_a_group_says_of_its_times_goes_with_the_date(told: Told) -> None:
    term = group("Term", schedules=(weekly("TU", note="School term only"),))
    assert "Next: tomorrow, 7pm. School term only." in told(term)


def test_dates_that_vary_are_asked_for(told: Told) -> None:
    irregular = Schedule(Rhythm.IRREGULAR)
    assert "Ask them for the next date." in told(group("Now and then", schedules=(irregular,)))
    own_words = group("Now and then", schedules=(replace(irregular, note="Six times a year"),))
    assert "six times a year" in told(own_words)
    assert "Ask them" not in told(own_words)


def test_dates_that_are_over_are_said_to_be(told: Told) -> None:
    autumn = group("Autumn", schedules=(weekly("TU", valid_to=date(2026, 11, 20)),))
    details = told(autumn)
    assert "We know no dates after 20 November 2026. Ask them for new ones." in details
    assert "Next:" not in details


@pytest.mark.parametrize(
    "schedule",
    [
        weekly(""),
        weekly("TU", opens_at=None),
        weekly("TU", interval=2),
        Schedule(Rhythm.ALWAYS_OPEN),
    ],
)
def test_what_is_not_known_is_left_out(told: Told, schedule: Schedule) -> None:
    details = told(group("Who knows", schedules=(schedule,)))
    assert all(word not in details for word in ("Next:", "On now", "Ask them", "no dates"))
    assert "Next:" not in told(group("Who knows", schedules=(schedule,)), share=True)


def test_a_group_that_has_closed_since_meets_next_when_it_is_back(content: Content) -> None:
    open_now = group("Tuesdays", schedules=(weekly("TU"),))
    phone = Phone(content, Directory((open_now,)), now=MONDAY)
    for text in ("hi", "Leeds", "1", "skip", "skip"):
        phone.texts(text)
    closed = replace(open_now, status=Status.TEMPORARILY_CLOSED)
    phone.directory = Directory((closed,))
    assert "Next:" not in phone.texts("1")
    phone.directory = Directory((replace(closed, back_on=date(2027, 1, 12)),))
    assert "Next: Tue 12 Jan, 7pm." in phone.texts("1")


def test_the_list_has_no_dates(content: Content) -> None:
    phone = Phone(content, Directory((group("Tuesdays", schedules=(weekly("TU"),)),)), now=MONDAY)
    shown = [phone.texts(text) for text in ("hi", "Leeds", "1", "skip", "skip")][-1]
    assert "Tuesdays: online, Tue 7pm" in shown
    assert "Next:" not in shown


@pytest.mark.parametrize("share", [False, True])
def test_what_has_to_be_done_before_going_is_said(told: Told, *, share: bool) -> None:
    lapsed = group("Tuesdays", schedules=(weekly("TU"),), reminders=3)
    referred = replace(lapsed, reminders=0, route=JoinRoute.CLINIC_REFERRAL)
    assert "It may have changed, so call first." in told(lapsed, share=share)
    assert "Your clinic has to refer you." in told(referred, share=share)
    answered = replace(lapsed, reminders=2)
    assert "call first" not in told(answered, share=share)
