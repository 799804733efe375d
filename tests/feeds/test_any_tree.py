"""Law: whatever stands in a feed, reading it does not raise, and what comes of it can be kept."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chatbot.directory import Service
from chatbot.feeds.faults import FeedError
from chatbot.feeds.lists import read_entries
from chatbot.feeds.openreferral.cleaning import parse
from chatbot.feeds.openreferral.meetings import KEYS as SCHEDULES
from chatbot.feeds.openreferral.reading import KEYS, read_entry
from chatbot.feeds.openreferral.writing import write_service
from tests.feeds.made import PUBLISHER, reader, services

NAMES = sorted(
    KEYS
    | set(SCHEDULES)
    | set(
        """location addresses physical_addresses address_1 city postal_code latitude longitude
    taxonomy_term code link_type value metadata updated_by last_action_date freq byday interval
    opens_at closes_at dtstart valid_from weekday bymonthday number email amount note title
    accessibility accessibility_for_disabilities location_type eligibility""".split()
    )
)
odd = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["", " ", "null", "-1", "1e400", "\x00\x1f", "\ud800", "<p>&amp;amp;eacute;</p>", "Ã©Â£",
         "psg-access", "psg-listing", "psg-principles", "yes", "LS6 1AB", "25:99", "2026-02-30",
         "javascript:alert(1)", "http://[::1", "a@b.invalid", "9XX", "WEEKLY", "²", "١٢:٣٠"]
    )
)  # fmt: skip
trees = st.recursive(
    odd,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=30,
)


def can_be_kept(service: Service) -> None:
    assert service.id and service.name
    assert len(service.id) <= 64 and len(service.name) <= 60 and len(service.summary) <= 100
    for text in (service.name, service.cost, service.join, service.organization, service.web):
        text.encode("utf-8")
        assert len(text) <= 160
        assert not any(ord(mark) < 32 for mark in text)
    json.dumps(write_service(service, PUBLISHER))


@given(st.lists(trees, max_size=3))
def test_no_tree_raises(entries: list[object]) -> None:
    for arrival in read_entries([(entry, "") for entry in entries], reader()):
        assert (arrival.service is None) == bool(arrival.refused)
        if arrival.service:
            can_be_kept(arrival.service)


@given(trees, trees, st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans())
def test_no_part_that_went_wrong_takes_the_group_with_it(
    one: object, other: object, at: str, there: str, own: bool
) -> None:
    entry = {at: one, there: other, "id": "a-1", "name": "Example Group"}
    arrival = read_entry(entry, reader(own=own), 1)
    assert arrival.service is not None and not arrival.refused
    can_be_kept(arrival.service)


@given(services, st.data())
def test_any_part_of_a_good_entry_may_be_anything(service: Service, data: st.DataObject) -> None:
    entry = json.loads(json.dumps(write_service(service, PUBLISHER)))
    spot = entry
    while isinstance(spot, dict | list) and spot:
        key = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else [0]))
        if key not in ("id", "name") and data.draw(st.booleans()):
            spot[key] = data.draw(trees)
            break
        spot = spot[key]
    for own in (False, True):
        arrival = read_entry(entry, reader(own=own), 1)
        if arrival.service:
            can_be_kept(arrival.service)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_bytes_are_json_or_refused(raw: bytes) -> None:
    try:
        parse(raw)
    except FeedError as fault:
        assert str(fault)
