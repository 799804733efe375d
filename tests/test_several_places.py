"""What people are told of a group with several places, a hidden address or rare meetings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatbot.content import Content
from chatbot.directory import Directory, Location, Service, ServiceAtLocation
from chatbot.facts import Fact, Stated
from chatbot.rehearsal import Phone
from chatbot.schedules import Frequency, Rhythm, Schedule
from chatbot.wording import said_when, where

NO, YES = Stated(Fact.NO), Stated(Fact.YES)
TUESDAYS = (Schedule(freq=Frequency.WEEKLY, byday="TU"),)
FRIDAYS = (Schedule(freq=Frequency.WEEKLY, byday="FR"),)


def at(content: Content, outcode: str, town: str, **fields: object) -> ServiceAtLocation:
    middle = content.gazetteer.district(outcode)
    assert middle is not None
    location = Location("Example Hall", town, outcode, *middle)
    return ServiceAtLocation(f"made-up {outcode}", location, **fields)


@pytest.fixture
def group(content: Content, directory: Directory) -> Service:
    """A made-up group that meets in Leeds, with stairs, and in Bradford, without."""
    some = next(one for one in directory.services if one.id == "headingley-parents")
    stairs = at(content, "LS6", "Leeds", schedules=TUESDAYS, facts={"step_free": NO})
    level = at(content, "BD1", "Bradford", schedules=FRIDAYS, facts={"step_free": YES})
    return replace(some, places=(stairs, level), schedules=())


@pytest.mark.parametrize(
    ("needs", "shown", "not_shown"),
    [("SKIP", "Tue", "Fri"), ("step free", "Fri", "Tue")],
)
def test_list_and_details_are_of_the_place_that_fits(
    content: Content, group: Service, needs: str, shown: str, not_shown: str
) -> None:
    phone = Phone(content, Directory((group,)))
    for text in ("Leeds", "my child", "in person"):
        phone.texts(text)
    listed = phone.texts(needs)
    assert group.name in listed
    assert shown in listed and not_shown not in listed
    details = phone.texts("1")
    here, other = ("Leeds", "Bradford") if shown == "Tue" else ("Bradford", "Leeds")
    assert f"Example Hall, {here}" in details
    assert f"It also meets in {other}." in details
    assert shown in details and not_shown not in details
    assert ("step-free" in details) == (needs == "step free")
    passed_on = phone.texts("SHARE")
    assert f"Example Hall, {here}" in passed_on and shown in passed_on


def test_a_hidden_address_is_told_to_nobody(content: Content, group: Service) -> None:
    place = group.places[0]
    hidden = replace(place, location=replace(place.location, hidden=True))
    assert where(place) == "Example Hall, Leeds, LS6"
    assert where(hidden) == "Leeds, LS6"
    phone = Phone(content, Directory((replace(group, places=(hidden,)),)))
    for text in ("Leeds", "my child", "in person", "SKIP"):
        phone.texts(text)
    details = phone.texts("1")
    assert "Example Hall" not in details
    assert "Leeds, LS6." in details
    assert "Example Hall" not in phone.texts("SHARE")


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (Schedule(freq=Frequency.WEEKLY, byday="TU", interval=2), "every 2nd week: Tue"),
        (Schedule(freq=Frequency.MONTHLY, byday="2TU", interval=3), "every 3rd month: 2nd Tue"),
        (Schedule(freq=Frequency.MONTHLY, bymonthday="1,15"), "the 1st and 15th"),
        (Schedule(freq=Frequency.MONTHLY, bymonthday="-1"), "the last day"),
        (Schedule(Rhythm.ALWAYS_OPEN), "any time"),
        (Schedule(Rhythm.IRREGULAR, note="Eight times a year"), "eight times a year"),
        (Schedule(note="Ask"), ""),
    ],
)
def test_when_a_group_meets_is_said_as_people_say_it(schedule: Schedule, said: str) -> None:
    assert said_when((schedule,)) == said
