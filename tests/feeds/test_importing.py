"""Laws of an import: nothing is deleted, nothing doubled, nothing live changes behind a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chatbot.directory import Published, Service
from chatbot.facts import Fact, Source, Stated
from chatbot.feeds.arriving import Arrival
from chatbot.feeds.importing import Comparison, Kind, Plan, Standing, compare
from chatbot.feeds.merging import changes, merged
from tests.feeds.made import services

FEED, OTHER = "a council", "another council"
BARE = Service("bare", "Example", "", "", frozenset(("online",)), {})
many = st.lists(services, max_size=3, unique_by=lambda one: one.id)
feeds = st.sampled_from(["", FEED, OTHER])


def arrived(service: Service, **changed: object) -> Arrival:
    return Arrival(service.id, service.name, replace(service, **changed))  # type: ignore[arg-type]


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    there = draw(many)
    states = st.sampled_from(Published)
    listed = {one.id: replace(one, published=draw(states), trusted=draw(st.booleans()))
              for one in there}  # fmt: skip
    owned = {key: draw(feeds) for key in listed}
    return Standing(listed, {key: (feed, key) for key, feed in owned.items() if feed})


@st.composite
def imports(draw: st.DrawFn) -> tuple[Standing, Plan, Comparison]:
    standing = draw(standings())
    known = draw(st.lists(st.sampled_from(sorted(standing.services) or [""]), unique=True))
    changed = [
        replace(draw(services), id=key) if draw(st.booleans()) else standing.services[key]
        for key in known
        if key
    ]
    new = [one for one in draw(many) if one.id not in known]
    plan = Plan(draw(feeds), own=draw(st.booleans()), complete=draw(st.booleans()))
    arrivals = [arrived(one, published=Published.LIVE) for one in (*changed, *new)]
    return standing, plan, compare(standing, arrivals, plan)


@given(imports())
def test_nothing_is_ever_deleted(done: tuple[Standing, Plan, Comparison]) -> None:
    standing, _, comparison = done
    after = [one.id for one in comparison.services()]
    assert len(after) == len(set(after))
    assert after[: len(standing.services)] == list(standing.services)


@given(imports())
def test_what_people_look_at_changes_by_the_deployers_word_alone(
    done: tuple[Standing, Plan, Comparison],
) -> None:
    standing, plan, comparison = done
    for after in comparison.services():
        before = standing.services.get(after.id)
        if before is None:
            assert plan.own or after.published is not Published.LIVE
        elif replace(after, checked_on=None, checked_how="") != replace(
            before, checked_on=None, checked_how=""
        ):
            unseen = before.published in (Published.DRAFT, Published.AWAITING_APPROVAL)
            assert plan.own or before.trusted or unseen
            assert after.published is before.published and after.trusted is before.trusted


@given(imports())
def test_a_list_touches_only_its_own_groups(done: tuple[Standing, Plan, Comparison]) -> None:
    standing, plan, comparison = done
    for after in comparison.services():
        before = standing.services.get(after.id)
        if before is not None and standing.feed_of(after.id) != plan.feed:
            assert after == before


@given(imports())
def test_every_entry_has_its_reason(done: tuple[Standing, Plan, Comparison]) -> None:
    _, plan, comparison = done
    for entry in comparison.entries:
        if entry.kind in (Kind.CHANGED, Kind.ASKED, Kind.ELSEWHERE, Kind.GONE, Kind.REFUSED):
            assert entry.says and all(entry.says)
        assert (entry.service is not None) == (entry.kind in (Kind.ADDED, Kind.CHANGED))
    assert plan.complete or not comparison.of(Kind.GONE)


@given(standings(), many)
def test_a_second_time_nothing_is_new(standing: Standing, new: list[Service]) -> None:
    plan = Plan(FEED)
    arrivals = [arrived(one) for one in new]
    first = compare(standing, arrivals, plan)
    taken = {entry.service_id: (FEED, entry.ref) for entry in first.of(Kind.ADDED)}
    after = Standing({one.id: one for one in first.services()}, {**standing.owners, **taken})
    second = compare(after, arrivals, plan)
    assert not second.of(Kind.ADDED) and not second.of(Kind.CHANGED)


@given(services, services)
def test_the_same_group_from_two_lists_is_told_and_not_doubled(one: Service, two: Service) -> None:
    one = replace(one, places=(), name="Example Circle")
    two = replace(two, places=(), name="EXAMPLE circle!", id="elsewhere")
    standing = Standing({one.id: one}, {one.id: (OTHER, "x")})
    comparison = compare(standing, [arrived(two)], Plan(FEED))
    [entry] = comparison.of(Kind.ELSEWHERE)
    assert one.name in entry.says[0] and OTHER in entry.says[0]
    assert compare(standing, [arrived(two)], Plan(FEED, distinct=frozenset(["elsewhere"]))).of(
        Kind.ADDED
    )


@given(many)
def test_a_phone_number_that_many_groups_share_makes_none_of_them_the_same(
    new: list[Service],
) -> None:
    shared = "07700 900111"
    there = [
        replace(one, id=f"there-{at}", name=f"There {at}", phone=shared, web="", places=())
        for at, one in enumerate(new)
    ]
    arriving = [
        arrived(one, id=f"new-{at}", name=f"New {at}", phone=shared, web="", places=())
        for at, one in enumerate(new)
    ]
    standing = Standing({one.id: one for one in there})
    comparison = compare(standing, arriving, Plan(FEED))
    expected = Kind.ELSEWHERE if len(new) == 1 else Kind.ADDED
    assert {entry.kind for entry in comparison.entries if entry.kind is not Kind.GONE} <= {expected}


facts = st.builds(
    Stated,
    st.sampled_from([Fact.YES, Fact.NO]),
    st.just(""),
    st.sampled_from(Source),
    st.none() | st.dates(date(2020, 1, 1), date(2026, 11, 1)),
)


@given(services, services, facts, facts)
def test_what_the_group_said_stays_until_somebody_says_it_later(
    old: Service, new: Service, before: Stated, now: Stated
) -> None:
    old, new = replace(old, facts={"bsl": before}), replace(new, facts={"bsl": now})
    after = merged(old, new).facts["bsl"]
    by_people = before.source in (Source.GROUP_SAID, Source.ASSURER_CHECKED)
    later = before.on and (now.on is None or before.on > now.on)
    if by_people and (later or now.source is Source.FEED):
        assert after == before
    else:
        assert after == now


@given(services, services)
def test_what_our_own_keeping_is_stays(old: Service, new: Service) -> None:
    old = replace(old, trusted=True, reminders=2, published=Published.PAUSED, checked_by="role")
    after = merged(old, new)
    assert (after.trusted, after.reminders, after.published) == (True, 2, Published.PAUSED)
    assert after.id == old.id
    assert changes(old, merged(old, replace(old, checked_by=""))) == {}


def test_what_the_deployer_empties_is_empty_but_for_what_was_told_since() -> None:
    day, later = date(2026, 10, 1), date(2026, 11, 1)
    by_the_row = Stated(Fact.YES, "", Source.GROUP_SAID, day)
    by_the_group = Stated(Fact.YES, "", Source.GROUP_SAID, later)
    old = replace(
        BARE, contact_name="A Person", facts={"bsl": by_the_row, "step_free": by_the_group}
    )
    row = replace(BARE, checked_on=date(2026, 10, 20))
    emptied = merged(old, row, whole=True)
    assert emptied.contact_name == "" and emptied.facts == {"step_free": by_the_group}
    from_a_feed = merged(old, row)
    assert from_a_feed.contact_name == "A Person" and from_a_feed.facts == old.facts
