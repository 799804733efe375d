"""Who is shown what, and in which order: must-haves hold, unknown ranks lower, nobody pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.directory import (
    Directory,
    Language,
    Location,
    Published,
    Scope,
    Service,
    ServiceAtLocation,
    Status,
    Strength,
)
from chatbot.eligibility import Search
from chatbot.facts import Fact, Stated
from chatbot.matching import AT_ONCE, find
from chatbot.messages import Channel
from chatbot.places import Place
from chatbot.schedules import Frequency, Schedule
from chatbot.standing import judge
from chatbot.wording import group_line

TODAY = date(2026, 11, 23)
LEEDS = Place("Leeds", "Leeds", "city", "West Yorkshire", "England", 53.8, -1.55, "LS1", 5.0)
NEEDS = ("step_free", "bsl", "quiet", "free", "women_only", "men_only", "captions")
FORMATS = ("in_person", "online", "chat", "phone")
WHO = ("adult", "young_person", "parent", "someone_else")


NO, YES = Stated(Fact.NO), Stated(Fact.YES)
ADULTS = {"adult": Strength.FOR}


def place(miles: float, town: str = "Town", **fields: object) -> ServiceAtLocation:
    """A made-up place, so many miles north of Leeds."""
    location = Location("Example Hall", town, "LS1", LEEDS.lat + miles / 69.1, LEEDS.lon)
    return ServiceAtLocation(f"{town} {miles}", location, **fields)


def group(name: str, miles: float | None = None, **fields: object) -> Service:
    """A made-up group for adults, so many miles north of Leeds, or online."""
    given = {
        "formats": frozenset(("in_person",) if miles is not None else ("online",)),
        "audiences": ADULTS,
        "places": () if miles is None else (place(miles),),
        "checked_on": TODAY - timedelta(days=10),
        **fields,
    }
    return Service(id=name, name=name, organization="Example", summary="x", **given)


def names(search: Search, *services: Service) -> list[str]:
    return [candidate.service.name for candidate in find(Directory(services), search).shown]


HERE = Search(today=TODAY, who="adult", place=LEEDS, formats=frozenset(("in_person",)))


def test_the_nearer_group_comes_first() -> None:
    assert names(HERE, group("far", 9), group("near", 2)) == ["near", "far"]


def test_a_must_have_that_is_not_there_leaves_a_group_out() -> None:
    search = replace(HERE, needs=("step_free",))
    stairs = group("stairs", 1, facts={"step_free": NO})
    level = group("level", 8, facts={"step_free": YES})
    assert names(search, stairs, level) == ["level"]


def test_a_must_have_that_is_not_known_ranks_below_one_that_is() -> None:
    search = replace(HERE, needs=("step_free",))
    level = group("level", 9, facts={"step_free": YES})
    assert names(search, group("unknown", 1), level) == ["level", "unknown"]


def test_what_is_stairs_to_a_visitor_is_nothing_to_somebody_at_home() -> None:
    search = replace(HERE, needs=("step_free",), formats=frozenset(("online",)))
    candidate = judge(group("online"), search)
    assert candidate is not None
    assert candidate.unknown == ()
    assert candidate.known == ()


@pytest.mark.parametrize("only", ["women_only", "men_only"])
def test_a_group_only_for_some_is_shown_to_those_who_asked(only: str) -> None:
    some = group("some", 1, facts={only: YES})
    assert names(HERE, some) == []
    assert names(replace(HERE, needs=(only,)), some) == ["some"]
    dedicated = group("dedicated", 1, audiences={**ADULTS, "lgbtq": Strength.ONLY})
    assert names(HERE, dedicated) == []
    assert names(replace(HERE, needs=("lgbtq",)), dedicated) == ["dedicated"]


def test_a_group_only_for_one_of_who_waits_until_somebody_has_said_so() -> None:
    parents = group("parents", 1, audiences={**ADULTS, "parent": Strength.ONLY})
    assert names(replace(HERE, who=""), parents) == []
    assert names(HERE, parents) == []
    assert names(replace(HERE, who="parent"), parents) == ["parents"]


def test_a_group_only_for_an_audience_nobody_can_say_they_are_in_is_never_shown() -> None:
    some = group("some", 1, audiences={**ADULTS, "a made-up faith": Strength.ONLY})
    assert names(replace(HERE, needs=("women_only", "men_only", "lgbtq")), some) == []


def test_women_only_is_known_of_a_group_only_for_women() -> None:
    candidate = judge(
        group("women", 1, audiences={**ADULTS, "women": Strength.ONLY}),
        replace(HERE, needs=("women_only",)),
    )
    assert candidate is not None and candidate.known == ("women_only",)


@pytest.mark.parametrize("state", [one for one in Published if one is not Published.LIVE])
def test_only_what_is_live_is_shown(state: Published) -> None:
    assert names(HERE, group("hidden", 1, published=state)) == []


def test_a_group_about_type_2_alone_is_never_shown() -> None:
    assert names(HERE, group("type 2", 1, scope=Scope.TYPE_2)) == []
    assert names(HERE, group("all", 1, scope=Scope.ALL_DIABETES)) == ["all"]


def test_of_several_places_the_nearest_that_breaks_no_must_have_is_the_one() -> None:
    places = (place(1, facts={"step_free": NO}), place(9), place(4, facts={"step_free": YES}))
    several = group("several", 1, places=places)
    search = replace(HERE, needs=("step_free",))
    first, second = judge(several, HERE), judge(several, search)
    assert first is not None and first.at is places[0]
    assert second is not None and (second.at, second.known) == (places[2], ("step_free",))
    assert judge(replace(several, places=places[:1]), search) is None


def test_what_a_place_says_goes_before_what_the_group_says_of_itself() -> None:
    search = replace(HERE, needs=("step_free",))
    places = (place(1, facts={"step_free": YES}),)
    level = group("level", 1, places=places, facts={"step_free": NO})
    assert names(search, level) == ["level"]
    asked = place(1, facts={"step_free": Stated(Fact.UNKNOWN)})
    candidate = judge(group("asked", 1, places=(asked,), facts={"step_free": YES}), search)
    assert candidate is not None and candidate.unknown == ("step_free",)


def test_who_cannot_go_there_may_still_join_from_home() -> None:
    both = group(
        "both", 1, formats=frozenset(("in_person", "online")),
        places=(place(1, facts={"step_free": NO}),),
    )  # fmt: skip
    candidate = judge(both, replace(HERE, needs=("step_free",), formats=frozenset()))
    assert candidate is not None
    assert (candidate.formats, candidate.at, candidate.miles) == ({"online"}, None, None)


def test_the_times_of_a_group_with_two_places_are_those_of_none_of_them() -> None:
    places = (place(1), place(2, schedules=(tuesdays(10),)))
    two = group("two", 1, places=places, schedules=(tuesdays(19),))
    assert (two.meets(), two.meets(places[0])) == ((tuesdays(19),), ())
    assert two.meets(places[1]) == (tuesdays(10),)
    not_then = replace(HERE, not_when=frozenset(("daytime",)))
    assert judge(replace(two, places=places[1:]), not_then) is None
    candidate = judge(two, not_then)
    assert candidate is not None and candidate.at is places[0]


def test_nobody_under_18_is_shown_a_group_for_adults() -> None:
    search = replace(HERE, who="young_person")
    adults = group("adults", 1)
    mixed = group("mixed", 1, audiences={**ADULTS, "young_person": Strength.FOR}, minimum_age=18)
    young = group("young", 9, audiences={"young_person": Strength.FOR})
    assert names(search, adults, mixed, young) == ["young"]


def test_closed_groups_are_not_listed_and_one_nearby_is_named_with_its_date() -> None:
    closed = group("closed", 1, status=Status.TEMPORARILY_CLOSED, back_on=date(2027, 1, 12))
    gone = group("gone", 1, status=Status.DEFUNCT)
    found = find(Directory((closed, gone, group("open", 3))), HERE)
    assert [candidate.service.name for candidate in found.shown] == ["open"]
    assert found.closed is closed


def test_a_format_ruled_out_is_never_shown() -> None:
    search = replace(HERE, formats=frozenset(), not_formats=frozenset(("online",)))
    hybrid = group("hybrid", 1, formats=frozenset(("in_person", "online")))
    assert names(search, group("online"), hybrid) == ["hybrid"]


def test_when_the_nearest_is_far_one_group_can_be_joined_from_home() -> None:
    services = [group(f"{miles} miles", miles) for miles in (22, 25, 28, 30)]
    found = find(Directory((*services, group("from home"))), HERE)
    assert [c.service.name for c in found.shown] == ["22 miles", "25 miles", "from home"]
    assert [c.service.name for c in found.first(2)] == ["22 miles", "from home"]
    near = [group(f"{miles} miles", miles) for miles in (2, 3, 4)]
    assert "from home" not in names(HERE, *near, group("from home"))


def test_nothing_near_widens_to_what_there_is_and_says_so() -> None:
    found = find(Directory((group("online"),)), HERE)
    assert [candidate.service.name for candidate in found.shown] == ["online"]
    assert found.given_up == ("meet",)


def test_somewhere_over_the_sea_is_not_near() -> None:
    belfast = replace(LEEDS, name="Belfast", outcode="BT1", nation="Northern Ireland")
    assert names(replace(HERE, place=belfast), group("over the sea", 5)) == []


def tuesdays(hour: int) -> Schedule:
    return Schedule(freq=Frequency.WEEKLY, byday="TU", opens_at=time(hour))


def test_a_wish_for_evenings_ranks_and_is_said_when_nobody_has_it() -> None:
    search = replace(HERE, when=frozenset(("evening",)))
    evening = group("evening", 9, schedules=(tuesdays(19),))
    morning = group("morning", 1, schedules=(tuesdays(10),))
    assert names(search, morning, evening) == ["evening", "morning"]
    assert find(Directory((morning,)), search).given_up == ("when",)


def test_a_group_in_another_language_does_not_come_first_for_whoever_did_not_ask() -> None:
    urdu = group("urdu", 1, languages=(Language("Urdu"),))
    assert names(HERE, urdu, group("plain", 3)) == ["plain", "urdu"]
    search = replace(HERE, needs=("language",), languages=("urdu",))
    assert names(search, group("plain", 1), urdu) == ["urdu"]


def test_what_was_checked_lately_comes_before_what_was_not() -> None:
    old = group("old", 3, checked_on=TODAY - timedelta(days=800))
    never = group("never", 3, checked_on=None)
    assert names(HERE, old, never, group("fresh", 4.9))[0] == "fresh"


facts = st.dictionaries(st.sampled_from(NEEDS), st.sampled_from(Fact), max_size=7)
services = st.lists(
    st.builds(
        lambda *row: row,
        st.floats(0, 200),
        st.sets(st.sampled_from(FORMATS), min_size=1),
        st.sets(st.sampled_from(WHO), min_size=1),
        facts,
        st.integers(0, 1_000),
        st.sampled_from(Status),
        st.lists(st.tuples(st.floats(0, 200), facts), max_size=2),
    ),
    max_size=15,
)  # fmt: skip
searches = st.builds(
    lambda who, formats, refused, needs, place: Search(
        today=TODAY, who=who, place=place, formats=frozenset(formats),
        not_formats=frozenset(refused), needs=tuple(sorted(needs)),
    ),
    st.sampled_from(("", *WHO)),
    st.sets(st.sampled_from(FORMATS)),
    st.sets(st.sampled_from(FORMATS), max_size=2),
    st.sets(st.sampled_from(NEEDS), max_size=3),
    st.sampled_from((None, LEEDS)),
)  # fmt: skip


def stated(facts: dict[str, Fact]) -> dict[str, Stated]:
    return {key: Stated(fact) for key, fact in facts.items()}


def made(rows: list[tuple]) -> tuple[Service, ...]:
    return tuple(
        group(
            f"group {at}", formats=frozenset(formats),
            places=(place(miles), *(place(far, facts=stated(there)) for far, there in others)),
            audiences=dict.fromkeys(audiences, Strength.FOR),
            facts=stated(facts), checked_on=TODAY - timedelta(days=days), status=status,
        )
        for at, (miles, formats, audiences, facts, days, status, others) in enumerate(rows)
    )  # fmt: skip


@settings(max_examples=300)
@given(services, searches)
def test_no_hard_rule_is_ever_broken(rows: list[tuple], search: Search) -> None:
    found = find(Directory(made(rows)), search)
    assert len(found.shown) <= AT_ONCE
    for candidate in found.shown:
        service = candidate.service
        assert service.status is Status.ACTIVE
        at = candidate.at
        assert not any(service.fact(need, at) is Fact.NO for need in search.needs)
        assert service.formats - search.not_formats
        assert not (candidate.formats & search.not_formats)
        if search.who == "young_person":
            assert "young_person" in service.audiences
        for only in ("women_only", "men_only"):
            assert service.fact(only, at) is not Fact.YES or only in search.needs
        assert (at is not None) == (candidate.miles is not None)
        assert at is None or at in service.places
        for need in candidate.unknown:
            assert service.fact(need, at) is Fact.UNKNOWN
        for need in candidate.known:
            assert service.fact(need, at) is Fact.YES


@settings(max_examples=200)
@given(services, searches, st.randoms(use_true_random=False))
def test_the_order_in_which_groups_are_kept_does_not_matter(
    rows: list[tuple], search: Search, chance
) -> None:
    services = list(made(rows))
    first = names(search, *services)
    chance.shuffle(services)
    assert names(search, *services) == first


@settings(max_examples=200)
@given(services, searches, st.sampled_from(NEEDS))
def test_one_more_must_have_never_brings_in_another_group(
    rows: list[tuple], search: Search, need: str
) -> None:
    if need in ("women_only", "men_only"):
        return
    more = replace(search, needs=tuple(dict.fromkeys((*search.needs, need))))
    for service in made(rows):
        if judge(service, more) is not None:
            assert judge(service, search) is not None


@settings(max_examples=100)
@given(services, searches)
def test_pages_show_every_group_that_fits_once(rows: list[tuple], search: Search) -> None:
    directory = Directory(made(rows))
    seen: list[str] = []
    while page := find(directory, search, seen).shown:
        seen += [candidate.service.id for candidate in page]
        assert len(seen) <= len(directory.services)
    fitting = [
        service.id for service in directory.services
        if service.status is Status.ACTIVE
        and (candidate := judge(service, search)) and not candidate.beyond_reach
    ]  # fmt: skip
    fitting = fitting or seen  # nothing in reach: what is nearest is shown, and no more of it
    assert sorted(seen) == sorted(fitting)


def test_what_is_not_known_of_a_must_have_is_said_in_the_list() -> None:
    search = replace(HERE, needs=("step_free",))
    candidate = judge(group("Example T1", 3), search)
    assert candidate is not None
    said = {"step_free": "step-free"}
    line = group_line(1, candidate, said, Channel.SMS, miles=True)
    assert line == "1 Example T1: about 3 miles. Step-free: not known, ask first"
