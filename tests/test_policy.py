"""The matching policy, rule by rule, over generated directories and people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from chatbot.directory import (
    WHO,
    Directory,
    Published,
    Scope,
    Service,
    Status,
    Strength,
)
from chatbot.distances import island_of, ranges_of
from chatbot.eligibility import MATTERS_IN, Search, times_of_day, ways_to_join
from chatbot.facts import Fact, Stated
from chatbot.matching import AT_ONCE, OF_ONE, Plainly, choose, find, find_quickly
from chatbot.places import miles_between
from chatbot.standing import Candidate, judge
from tests.searched import (
    NEEDS,
    TODAY,
    changed,
    directories,
    groups,
    numbered,
    searches,
)

law = settings(
    max_examples=250, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)  # fmt: skip
sureties = ("women_only", "lgbtq")
"""Needs by which somebody says who they are."""


def ids(found_or_shown: object) -> list[str]:
    return [one.service.id for one in getattr(found_or_shown, "shown", found_or_shown)]


def tongues(service: Service) -> set[str]:
    return {language.name.lower() for language in service.languages} or {"english"}


def broken(one: Candidate, search: Search) -> list[str]:
    """Return the hard rules that a candidate breaks: written anew, from the policy."""
    service, at = one.service, one.at
    said = {"women": "women_only", "lgbtq": "lgbtq"}
    only = {key for key, how in service.audiences.items() if how is Strength.ONLY}
    ruled_out = times_of_day(service.meets(at))
    rules = {
        "live": service.published is not Published.LIVE,
        "open": service.status is not Status.ACTIVE,
        "type 2": service.scope is Scope.TYPE_2,
        "format": not one.formats or bool(one.formats & search.not_formats),
        "audience": bool(search.who) and not service.serves(search.who),
        "only": bool(only & set(WHO)) and search.who not in only,
        "only by need": any(said.get(key) not in search.needs for key in only - set(WHO)),
        "women only": service.fact("women_only", at) is Fact.YES
        and "women_only" not in search.needs,
        "nation": bool(search.place and service.nations)
        and search.place is not None and search.place.nation not in service.nations,
        "needs": any(service.fact(need, at) is Fact.NO for need in search.needs),
        "language": "language" in search.needs and not tongues(service) & set(search.languages),
        "times": bool(ruled_out) and ruled_out <= search.not_when,
        "child": search.who == "young_person" and (service.minimum_age or 0) >= 18,
        "adult": search.who == "adult" and (service.maximum_age or 99) < 18,
        "sea": at is not None and search.place is not None and bool(search.place.outcode)
        and island_of(at.location.outcode) != island_of(search.place.outcode),
    }  # fmt: skip
    return [rule for rule, is_broken in rules.items() if is_broken]


@law
@given(directories, searches)
def test_no_hard_rule_is_broken_and_at_most_three_are_shown(
    directory: Directory, search: Search
) -> None:
    found = find(directory, search)
    assert len(found.shown) <= AT_ONCE
    assert len(set(ids(found))) == len(found.shown)
    assert [broken(one, search) for one in found.shown if broken(one, search)] == []


@law
@given(directories, searches)
def test_few_judged_give_the_same_as_all_judged_page_after_page(
    directory: Directory, search: Search
) -> None:
    seen: tuple[str, ...] = ()
    for _ in range(4):
        plainly = Plainly.of(directory, search, seen)
        found = choose(plainly, search, first_page=not seen)
        assert find_quickly(directory, search, seen) == found
        seen += tuple(ids(found))


@law
@given(directories, searches)
def test_what_is_known_and_not_known_is_as_in_the_listing(
    directory: Directory, search: Search
) -> None:
    for one in find(directory, search).shown:
        for need in search.needs:
            if need == "language" or not one.formats & MATTERS_IN.get(need, one.formats):
                continue
            fact = one.service.fact(need, one.at)
            requires = need in one.service.bars.requires
            in_other_way = len(ways_to_join(one.service, search)) > 1
            assert requires or in_other_way or (need in one.known) == (fact is Fact.YES)
            assert requires or in_other_way or (need in one.unknown) == (fact is Fact.UNKNOWN)


@law
@given(directories, searches)
def test_a_distance_is_true_to_half_a_mile_and_in_its_band(
    directory: Directory, search: Search
) -> None:
    for one in find(directory, search).shown:
        if one.at is None or search.place is None:
            continue
        there = one.at.location
        miles = miles_between(search.place.lat, search.place.lon, there.lat, there.lon)
        assert one.miles == pytest.approx(miles, abs=0.5)
        ranges = ranges_of(search.place)
        assert bool(one.given_up & {"twice", "region", "uk_wide"}) == (miles > ranges.within)
        assert ("uk_wide" in one.given_up) == (miles > ranges.reach)


@law
@given(groups(), searches, st.sampled_from(NEEDS))
def test_one_more_must_have_never_moves_a_group_up(
    service: Service, search: Search, need: str
) -> None:
    assume(need not in sureties and need not in search.needs)
    before = judge(service, search)
    after = judge(service, replace(search, needs=(*search.needs, need)))
    if after is not None:
        assert before is not None
        assert before.order[0] <= after.order[0]
        assert before.order <= after.order


@law
@given(groups(), searches, st.sampled_from(NEEDS))
def test_unknown_never_stands_above_yes(service: Service, search: Search, need: str) -> None:
    assume(need not in sureties)
    search = replace(search, needs=tuple(dict.fromkeys((*search.needs, need))))
    alike = changed(service, id="alike", places=tuple(
        replace(at, facts={k: v for k, v in at.facts.items() if k != need})
        for at in service.places
    ))  # fmt: skip
    facts = {key: stated for key, stated in service.facts.items() if key != need}
    unknown = judge(changed(alike, facts=facts), search)
    known = judge(changed(alike, facts={**facts, need: Stated(Fact.YES)}), search)
    if unknown is not None:
        assert known is not None
        assert known.order <= unknown.order


@law
@given(groups(), searches, st.sampled_from((0, 92, 93, 365)), st.sampled_from((0, 1, 92, 400)))
def test_an_older_check_never_outranks_a_newer(
    service: Service, search: Search, days: int, more: int
) -> None:
    new = changed(service, id="alike", checked_on=TODAY - timedelta(days))
    old = changed(service, id="alike", checked_on=TODAY - timedelta(days + more))
    never = changed(service, id="alike", checked_on=None)
    judged = [judge(one, search) for one in (new, old, never)]
    if one := judged[0]:
        assert judged[1] is not None and judged[2] is not None
        assert one.order <= judged[1].order <= judged[2].order


@law
@given(groups(), searches)
def test_three_unanswered_reminders_stand_lower_in_the_same_tier(
    service: Service, search: Search
) -> None:
    heard, silent = (judge(changed(service, reminders=n), search) for n in (2, 3))
    if heard is not None and silent is not None:
        assert heard.tier == silent.tier
        assert heard.order[1] < silent.order[1]


@law
@given(directories, searches, st.randoms(use_true_random=False))
def test_what_must_not_matter_changes_nothing(
    directory: Directory, search: Search, chance: random.Random
) -> None:
    first = find(directory, search)
    services = [_otherwise_said(service, chance) for service in directory.services]
    chance.shuffle(services)
    again = find(Directory(tuple(services)), search)
    assert ids(again) == ids(first)
    assert again.given_up == first.given_up
    assert [one.tier for one in again.shown] == [one.tier for one in first.shown]


def _otherwise_said(service: Service, chance: random.Random) -> Service:
    """Return the group with other words in all that must not matter."""
    words = ("", "Sponsor of the year", "A", "zzz", "07700 900123")
    fields: dict[str, object] = {
        name: chance.choice(words)
        for name in ("name", "summary", "cost", "contact_name", "phone", "email", "web", "join")
    }
    fields |= {name: chance.choice((True, False)) for name in ("trusted", "made_up")}
    detail = {key: replace(one, detail=chance.choice(words)) for key, one in service.facts.items()}
    return changed(
        service, **fields, facts=detail, checked_by=chance.choice(words),
        checked_how=chance.choice(("phoned", "self", "feed")),
    )  # fmt: skip


@law
@given(directories, searches)
def test_the_same_search_gives_the_same(directory: Directory, search: Search) -> None:
    assert find(directory, search) == find(Directory(directory.services), search)


def test_ties_turn_about_from_week_to_week() -> None:
    services = [
        numbered(
            Service(
                "", "", "", "Made up", frozenset(("online",)), {"adult": Strength.FOR},
                checked_on=TODAY,
            ),
            number,
        )
        for number in range(6)
    ]  # fmt: skip
    weeks = {
        ids(find(Directory(tuple(services)), Search(TODAY + timedelta(weeks=week), "adult")))[0]
        for week in range(12)
    }
    assert len(weeks) > 2


@law
@given(directories, searches)
def test_at_most_two_are_of_one_organization_where_another_has_one_as_good(
    directory: Directory, search: Search
) -> None:
    plainly = Plainly.of(directory, search, ())
    found = find(directory, search)
    if found.shown and not found.shown[0].beyond_reach:
        opened = [
            one for one in plainly.within()
            if one.service.status is not Status.TEMPORARILY_CLOSED
        ]  # fmt: skip
        assert found.shown[0].service.id == opened[0].service.id
    organizations = [one.service.organization for one in found.shown]
    for name in filter(None, set(organizations)):
        if organizations.count(name) > OF_ONE:
            last = found.shown[-1]
            others = [
                one for one in plainly.within(not_of=(name,))
                if one.tier == last.tier and one.service.status is Status.ACTIVE
            ]  # fmt: skip
            assert others == []


@law
@given(directories, searches)
def test_when_all_are_far_away_one_can_be_joined_from_home(
    directory: Directory, search: Search
) -> None:
    found = find(directory, search)
    if not found.far:
        return
    assert search.place is not None
    nearest = min(one.miles for one in found.shown if one.miles is not None)
    assert nearest > ranges_of(search.place).bands[0]
    at_home = [
        one for one in Plainly.of(directory, search, ()).within(from_home=True)
        if one.service.status is Status.ACTIVE
    ]  # fmt: skip
    rare = any(one.beyond_reach for one in found.shown)
    assert rare or not at_home or any(one.from_home for one in found.shown) or len(found.shown) == 1


@law
@given(directories, searches)
def test_a_rare_need_is_looked_for_in_the_whole_uk(directory: Directory, search: Search) -> None:
    found = find(directory, search)
    sure = [one for one in found.shown if not one.unknown]
    away = [
        one for one in Plainly.of(directory, search, ()).beyond(known=True)
        if one.service.status is Status.ACTIVE
    ]  # fmt: skip
    if away and search.needs:
        assert sure
