"""Laws: what is written is read back the same, and nothing that was hidden is in it."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chatbot.directory import Location, Service, ServiceAtLocation
from chatbot.feeds.lists import read_entries
from chatbot.feeds.openreferral.reading import read_entry
from chatbot.feeds.openreferral.writing import write_service
from tests.feeds.made import DISTRICTS, PUBLISHER, locations, places, reader, services


def as_told(at: ServiceAtLocation) -> ServiceAtLocation:
    """A place as everybody may know it."""
    here = at.location
    if here.hidden:
        lat, lon = DISTRICTS[here.outcode]
        here = replace(here, address="", lat=lat, lon=lon)
    return replace(at, location=here)


def over_the_wire(service: Service) -> dict:
    return json.loads(json.dumps(write_service(service, PUBLISHER)))


@given(services)
def test_our_own_list_comes_back_as_it_went(service: Service) -> None:
    arrival = read_entry(over_the_wire(service), reader(own=True), 1)
    told = replace(service, places=tuple(map(as_told, service.places)))
    assert arrival.service == told
    assert arrival.notes == ()


@given(services)
def test_another_service_learns_the_same_facts_but_not_who_said_so(service: Service) -> None:
    arrival = read_entry(over_the_wire(service), reader(), 1)
    read = arrival.service
    assert read is not None
    assert {key: fact.value for key, fact in read.facts.items()} == {
        key: fact.value for key, fact in service.facts.items()
    }
    assert read.audiences == service.audiences
    assert read.principles == ()
    assert read.id == PUBLISHER.id_of(service)


@given(services, places, locations(hidden=True), st.sampled_from(["Secret House, 9 Hidden Road"]))
def test_a_hidden_address_is_nowhere_in_what_is_written(
    service: Service, place: ServiceAtLocation, here: Location, address: str
) -> None:
    here = replace(here, address=f"{address}, {here.outcode} 9ZZ", lat=53.123456, lon=-1.654321)
    service = replace(service, places=(replace(place, location=here),))
    written = json.dumps(write_service(service, PUBLISHER))
    for secret in ("Secret House", "Hidden Road", "9ZZ", "53.123456", "-1.654321"):
        assert secret not in written


@given(services)
def test_nobodys_name_and_nothing_of_our_own_keeping_is_written(service: Service) -> None:
    service = replace(
        service, contact_name="Quintilla", checked_by="Perpetua", reminders=2, trusted=True
    )
    written = json.dumps(write_service(service, PUBLISHER))
    assert "Quintilla" not in written and "Perpetua" not in written
    assert "remind" not in written and "trusted" not in written


def empties(tree: object) -> list[object]:
    if isinstance(tree, dict):
        return [one for value in tree.values() for one in (*empties(value), value) if bad(one)]
    if isinstance(tree, list):
        return [one for value in tree for one in (*empties(value), value) if bad(one)]
    return []


def bad(value: object) -> bool:
    return value is None or value in ("", [], {})


@given(services)
def test_what_is_empty_is_left_out(service: Service) -> None:
    assert empties(write_service(service, PUBLISHER)) == []


@given(st.lists(services, max_size=4))
def test_of_two_entries_with_one_id_the_first_counts(listed: list[Service]) -> None:
    trees = [write_service(service, PUBLISHER) for service in (*listed, *listed)]
    arrivals = list(read_entries([(tree, "") for tree in trees], reader()))
    taken = [one.service.id for one in arrivals if one.service]
    assert len(taken) == len(set(taken)) == len({service.id for service in listed})
    assert all(one.service or one.refused for one in arrivals)
