"""What is kept of a search, and that no report of it picks anybody out."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from chatbot.directory import Directory
from chatbot.eligibility import Search
from chatbot.matching import find
from chatbot.places import Place
from chatbot.rehearsal import Phone
from chatbot.reports import FEWEST
from chatbot.store import schema, searches
from chatbot.store.database import Database
from chatbot.store.messages import Desk
from chatbot.unmet import ELSEWHERE, SearchEvent, event_of, needs_of, told
from tests import services as made_up
from tests.conftest import Delivery

TODAY = date(2026, 11, 23)
COUNTS = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 12), max_size=7)
EVENTS = st.lists(
    st.builds(
        SearchEvent,
        st.just(TODAY),
        area=st.sampled_from(["LS", "M", "ZE", ""]),
        who=st.sampled_from(["adult", "parent"]),
        needs=st.sampled_from([(), ("bsl",), ("bsl", "step_free")]),
        formats=st.sampled_from([(), ("in_person",), ("online",)]),
        unmet=st.sampled_from([(), ("bsl",), ("near",), ("near", "bsl")]),
        shown=st.integers(0, 3),
        later=st.booleans(),
    ),
    max_size=60,
)


# --- counts -----------------------------------------------------------------------------------


@given(COUNTS)
def test_no_count_under_five_is_told(counts: dict[str, int]) -> None:
    cells, total = told(counts)
    assert all(count is None or count >= FEWEST for count in cells.values())
    assert total is None or total == 0 or total >= FEWEST
    assert set(cells) == {name for name, count in counts.items() if count}
    assert all(count in (None, counts[name]) for name, count in cells.items())


@given(COUNTS)
def test_no_hidden_count_can_be_worked_out_from_the_others(counts: dict[str, int]) -> None:
    cells, total = told(counts)
    hidden = [name for name, count in cells.items() if count is None]
    if not hidden or total is None:
        return
    left = total - sum(count for count in cells.values() if count)
    # Whoever knows the sum knows of each that it is 1 or more, and no more than the rest leaves.
    most = left - (len(hidden) - 1)
    assert len(hidden) > 1
    assert left >= FEWEST
    assert most > 1, "each of them could only be 1"


def test_the_next_smallest_goes_where_one_alone_would_be_given_away() -> None:
    assert told({"a": 20, "b": 7, "c": 3}) == ({"a": 20, "b": None, "c": None}, 30)
    assert told({"a": 20, "b": 3, "c": 4}) == ({"a": 20, "b": None, "c": None}, 27)
    assert told({"a": 20, "b": 1, "c": 1}).cells == {"a": None, "b": None, "c": None}
    assert told({"a": 20, "b": 1, "c": 1}).total == 22
    assert told({"a": 3}) == ({"a": None}, None)
    assert told(dict.fromkeys("abcde", 1)) == (dict.fromkeys("abcde"), None)
    assert told({"a": 6, "b": 0}) == ({"a": 6}, 6)
    assert told({}) == ({}, 0)


@given(EVENTS)
def test_a_report_tells_nothing_under_five(events: list[SearchEvent]) -> None:
    found = needs_of(events)
    numbers = [found.searches, found.nothing_found]
    for one in (*found.wanted, *found.areas, *(wanted for _, wanted in found.missing)):
        numbers += [one.asked, one.not_found]
        if one.asked is not None and one.not_found:
            left = one.asked - one.not_found
            assert left == 0 or left >= FEWEST, "those who found it would be a few"
    assert all(count is None or count == 0 or count >= FEWEST for count in numbers)


@given(EVENTS)
def test_areas_and_the_total_give_no_area_away(events: list[SearchEvent]) -> None:
    found = needs_of(events)
    hidden = [one for one in found.areas if one.asked is None]
    if found.searches is None or not hidden:
        return
    left = found.searches - sum(one.asked or 0 for one in found.areas)
    assert len(hidden) > 1
    assert left >= FEWEST
    assert all(one.not_found is None for one in hidden)


@given(EVENTS, st.integers(0, 50))
def test_one_person_who_searches_again_and_again_is_one(
    events: list[SearchEvent], times: int
) -> None:
    again = SearchEvent(TODAY, "ZE", "adult", ("bsl",), unmet=("bsl",), later=True)
    assert needs_of([*events, *[again] * times]) == needs_of(events)


@given(EVENTS)
def test_the_order_of_the_rows_tells_nothing(events: list[SearchEvent]) -> None:
    assert needs_of(events) == needs_of(events[::-1])


def test_what_nobody_found_is_at_the_top() -> None:
    wants = SearchEvent(TODAY, "LS", "adult", ("bsl",), formats=("in_person",), unmet=("bsl",))
    other = SearchEvent(TODAY, "M", "adult", formats=("in_person",), shown=3)
    found = needs_of([*[wants] * 8, *[other] * 9])
    assert found.searches == 17
    assert found.wanted[0] == ("bsl", 8, 8)
    assert found.missing == (("LS", ("bsl", None, 8)),)
    assert found.areas == (("M", 9, 0), ("LS", 8, 8))
    assert needs_of([]).searches == 0


# --- events -----------------------------------------------------------------------------------

PLACES = st.builds(
    Place,
    name=st.sampled_from(["Leeds", "Lerwick"]),
    full=st.just("Leeds, West Yorkshire"),
    kind=st.just("city"),
    county=st.just("West Yorkshire"),
    nation=st.sampled_from(["England", "Scotland"]),
    lat=st.floats(49, 61),
    lon=st.floats(-8, 2),
    outcode=st.sampled_from(["LS6", "M1", "EC1A", "ZE1", ""]),
    radius=st.sampled_from([0.0, 3.0, 60.0]),
)
SEARCHES = st.builds(
    Search,
    today=st.just(TODAY),
    who=st.sampled_from(["", "adult", "parent"]),
    place=st.none() | PLACES,
    formats=st.frozensets(st.sampled_from(["in_person", "online"])),
    needs=st.lists(st.sampled_from(["step_free", "bsl", "quiet"]), unique=True).map(tuple),
    when=st.frozensets(st.sampled_from(["evening", "weekend"])),
    about=st.frozensets(st.sampled_from(["older", "food"])),
)


@given(made_up.directories, SEARCHES)
def test_an_event_says_what_was_not_found_and_not_where_exactly(services, search: Search) -> None:
    found = find(Directory(tuple(services)), search)
    event = event_of(search, found, later=False)
    place = search.place
    assert event.area == "" or event.area.isalpha()
    assert event.area in ("", *(("LS", "M", "EC", "ZE") if place else ()))
    if place is not None and place.radius > 15:
        assert event.area == ""
    said = " ".join(str(part) for part in event)
    assert "Leeds" not in said and "LS6" not in said and "Lerwick" not in said
    for need in search.needs:
        met = any(need in one.known for one in found.shown)
        assert (need in event.unmet) != met
    assert event.given_up == found.given_up
    for wish in {"meet", "when", "about"} & set(event.unmet):
        assert all(wish in one.given_up for one in found.shown)
    if not found.shown:
        assert event.tier == ""
        assert ("meet" in event.unmet) == bool(search.formats)


def test_an_event_has_nothing_of_a_person() -> None:
    assert set(SearchEvent._fields) == {
        "day", "area", "who", "needs", "languages", "formats", "when", "about", "given_up", "unmet",
        "shown", "tier", "later",
    }  # fmt: skip
    # Whoever adds to what is asked for must decide whether it may be kept.
    assert {one.name for one in fields(Search)} >= {"today", "who", "place", "formats", "needs"}


def test_the_first_list_is_a_search_more_is_none_and_the_next_is_a_later_one(phone: Phone) -> None:
    assert phone.sends("adult in Leeds, in person").search is None
    first = phone.sends("skip").search
    assert first is not None
    assert (first.area, first.formats, first.later) == ("LS", ("in_person",), False)
    assert phone.sends("more").search is None
    assert phone.sends("list").search is None
    again = phone.sends("actually York").search
    assert again is not None
    assert (again.area, again.later) == ("YO", True)
    phone.sends("restart")
    phone.sends("adult in Leeds, in person")
    anew = phone.sends("skip").search
    assert anew is not None and anew.later


@pytest.mark.both_engines
def test_events_come_back_as_they_went_in(database_url: str) -> None:
    database = Database(database_url)
    schema.migrate(database)
    event = SearchEvent(
        TODAY, "LS", "adult", ("bsl", "language"), ("polish",), ("in_person",), ("evening",),
        ("food",), ("when", "twice"), ("near", "bsl"), 2, "B", True,
    )  # fmt: skip
    with database.delivering() as cursor:
        desk = Desk(cursor, database.dialect)
        searches.note(desk, event)
        searches.note(desk, SearchEvent(date(2026, 10, 31)))
        searches.note(desk, None)
    with database.reading() as connection:
        november = list(searches.read(connection, date(2026, 11, 1), date(2026, 11, 30)))
        both = list(searches.read(connection, date(2026, 10, 1), date(2026, 11, 30)))
    assert november == [event]
    assert SearchEvent(date(2026, 10, 31)) in both and len(both) == 2
    database.close()


def test_a_search_is_kept_with_its_reply_once_and_outlives_delete(twilio: Delivery, client) -> None:
    database = client.application.extensions["inbox"].database
    twilio.text("adult in Leeds, in person")
    form = twilio.form("skip")
    twilio.post(form)
    twilio.post(form)
    twilio.text("delete")
    with database.reading() as connection:
        rows = connection.execute(sql("SELECT * FROM search_event")).mappings().all()
        assert connection.execute(sql("SELECT count(*) FROM contact")).scalar_one() == 0
    assert len(rows) == 1
    assert rows[0]["area"] == "LS" and ELSEWHERE not in rows[0].values()
    assert "7700" not in str(dict(rows[0]))
