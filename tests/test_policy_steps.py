"""The steps of the policy one by one, on few made-up groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from chatbot.directory import (
    Directory,
    Location,
    Service,
    ServiceAtLocation,
    Strength,
)
from chatbot.distances import island_of, ranges_of
from chatbot.eligibility import Search
from chatbot.facts import Fact, Stated
from chatbot.matching import Found, find
from chatbot.schedules import Frequency, Schedule
from chatbot.standing import judge
from tests.searched import (
    LEEDS,
    PLACES,
    TODAY,
)


def ids(found: Found) -> list[str]:
    return [one.service.id for one in found.shown]


def test_islands_are_reached_from_themselves_alone() -> None:
    assert [island_of(code) for code in ("PO33", "PO1", "PH41", "PH44", "KW1", "KW17", "BT1")] == [
        "Wight", "", "", "Small Isles", "", "Orkney", "Ireland",
    ]  # fmt: skip
    assert ranges_of(LEEDS).within == 10
    assert [ranges_of(place).within for place in PLACES if place and place.rural] == [35, 10]


def group(name: str, miles: float | None = None, **fields: object) -> Service:
    """A made-up group for adults, so many miles north of Leeds, or online."""
    spot = Location("Example Hall", "Town", "LS1", LEEDS.lat + (miles or 0) / 69.1, LEEDS.lon)
    given = {
        "formats": frozenset(("online",) if miles is None else ("in_person",)),
        "audiences": {"adult": Strength.FOR},
        "places": () if miles is None else (ServiceAtLocation("1", spot),),
        "checked_on": TODAY,
        **fields,
    }
    return Service(name, name, f"Example {name}", "Made up", **given)


HERE = Search(TODAY, "adult", LEEDS)


def test_what_nobody_near_is_known_to_have_is_looked_for_in_the_whole_uk() -> None:
    signs = {"bsl": Stated(Fact.YES)}
    near = [group(f"near {miles}", miles) for miles in (1, 3, 4, 5)]
    far = group("far", 200, facts=signs)
    search = replace(HERE, needs=("bsl",))
    found = find(Directory((*near, far)), search)
    assert ids(found) == ["near 1", "near 3", "far"]
    assert "uk_wide" in found.given_up and found.more
    assert ids(find(Directory((*near, far, group("knows", 9, facts=signs))), search))[0] == "knows"
    assert "far" not in ids(find(Directory((*near, far)), HERE))


def test_where_nothing_is_in_reach_the_nearest_anywhere_is_shown() -> None:
    far = [group(f"far {miles}", miles) for miles in (300, 90, 200, 400)]
    assert ids(find(Directory(tuple(far)), HERE)) == ["far 90", "far 200", "far 300"]


def test_steps_are_given_up_in_their_order() -> None:
    tuesday = (Schedule(freq=Frequency.WEEKLY, byday="TU", opens_at=time(19)),)
    food = {"about": frozenset(("food",))}
    services = [
        group("at another time", 1),
        group("about something else", 1, schedules=tuesday, **food),
        group("twice as far", 15, schedules=tuesday),
        group("in the region", 45, schedules=tuesday),
        group("from home", schedules=tuesday),
        group("all of it", 9, schedules=tuesday),
    ]
    search = replace(
        HERE,
        formats=frozenset(("in_person",)),
        when=frozenset(("evening",)),
        about=frozenset(("burnout",)),
    )
    judged = [judge(service, search) for service in services]
    order = sorted((one for one in judged if one), key=lambda one: one.order)
    assert [one.service.name for one in order] == [
        "all of it", "at another time", "about something else", "twice as far", "in the region",
        "from home",
    ]  # fmt: skip
    assert [one.tier for one in order] == ["A", "C", "C", "C", "C", "D"]


def test_on_an_island_what_is_from_home_comes_before_a_long_way_by_land() -> None:
    lerwick = next(place for place in PLACES if place and place.name == "Lerwick")
    spot = Location("Example Hall", "Town", "ZE2", lerwick.lat + 20 / 69.1, lerwick.lon)
    away = group("away", 1, places=(ServiceAtLocation("1", spot),))
    search = replace(HERE, place=lerwick)
    assert ids(find(Directory((away, group("online"))), search)) == ["online", "away"]


def test_a_group_for_another_nation_is_not_first_where_no_place_was_said() -> None:
    services = (group("for Wales", nations=frozenset(("Wales",))), group("for all"))
    assert ids(find(Directory(services), replace(HERE, place=None)))[0] == "for all"
    wales = replace(LEEDS, nation="Wales")
    assert ids(find(Directory(services), replace(HERE, place=wales)))[0] == "for Wales"
    assert ids(find(Directory(services), HERE)) == ["for all"]
