"""What single entries of feeds come to: the official example, version 1.0, and dirty values."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from chatbot.directory import JoinRoute, Published, Service, Status, Strength
from chatbot.facts import Fact, Source, Stated
from chatbot.feeds.arriving import Arrival, Suggestion
from chatbot.feeds.lists import entries_of, read_entries
from chatbot.feeds.openreferral.cleaning import (
    clock_of,
    cut,
    day_of,
    email_of,
    phone_of,
    text_of,
    web_of,
)
from chatbot.feeds.openreferral.reading import read_entry
from chatbot.schedules import Frequency, Schedule
from tests.feeds.broken import BROKEN
from tests.feeds.made import reader

HERE = Path(__file__).parent


def read(tree: dict[str, Any]) -> tuple[Service, Arrival]:
    arrival = read_entry({"id": "x-1", "name": "Example Group", **tree}, reader(), 1)
    assert arrival.service is not None
    return arrival.service, arrival


def test_the_example_feed_comes_in_whole() -> None:
    entries = entries_of((HERE / "example.json").read_bytes())
    adults, parents, closed = (
        arrival.service for arrival in read_entries([(one, "") for one in entries], reader())
    )
    assert adults and parents and closed
    assert adults.facts["hearing_loop"] == Stated(Fact.NO, "", Source.FEED, date(2026, 7, 15))
    assert "bsl" not in adults.facts  # it says "unknown"
    assert adults.audiences == {"adult": Strength.WELCOME}
    assert adults.places[0].location.address == "Anytown Community Centre, 1 High Street, CB2 1TN"
    assert parents.formats == {"online", "chat"}
    assert closed.status is Status.TEMPORARILY_CLOSED
    assert all(one.published is Published.LIVE for one in (adults, parents, closed))


def test_the_official_example_comes_in() -> None:
    tree = json.loads((HERE / "hsds-uk-3.0" / "service_full.example.json").read_text("utf-8"))
    arrival = read_entry(tree, reader(), 1)
    assert arrival.service is not None
    [schedule] = arrival.service.schedules
    assert (schedule.freq, schedule.byday) == (Frequency.WEEKLY, "TH,FR")
    assert (schedule.opens_at, schedule.closes_at) == (time(10), time(18))
    assert arrival.service.facts == {}


def test_version_1_comes_in() -> None:
    service, arrival = read(
        {
            "status": "active",
            "attending_type": "venue",
            "attending_access": "drop-in",
            "eligibilitys": [{"eligibility": "Adults only", "minimum_age": 18}],
            "service_at_locations": [
                {
                    "id": "at-1",
                    "location": {
                        "latitude": "53.8222",
                        "longitude": "-1.5683",
                        "name": "Example Hall",
                        "physical_addresses": [
                            {"address_1": "1 High Street", "city": "Leeds", "postal_code": "LS61AB"}
                        ],
                        "accessibility_for_disabilities": [
                            {"accessibility": "No wheelchair access. There is a hearing loop."}
                        ],
                    },
                    "regular_schedule": [
                        {"weekday": "Monday", "opens_at": "18:30:00Z", "closes_at": "20:00:00Z"}
                    ],
                }
            ],
            "cost_options": [{"option": "", "amount": 0}],
            "languages": [{"language": "Urdu"}],
            "contacts": [
                {"name": "A Person", "title": "Organizer", "phones": [{"number": "0113 496 0123"}]}
            ],
        }
    )  # fmt: skip
    [place] = service.places
    assert place.location.address == "Example Hall, 1 High Street, LS6 1AB"
    [meets] = place.schedules
    assert meets == Schedule(
        freq=Frequency.WEEKLY, byday="MO", opens_at=time(18, 30), closes_at=time(20)
    )
    assert service.formats == {"in_person"} and service.minimum_age == 18
    assert service.route is JoinRoute.TURN_UP
    assert service.contact_name == "Organizer" and service.phone == "0113 496 0123"
    assert service.facts == {} and service.audiences == {}
    for expected in (
        Suggestion("fact:step_free", "no", "No wheelchair access"),
        Suggestion("fact:hearing_loop", "yes", "There is a hearing loop"),
        Suggestion("fact:free", "yes", "cost option: amount 0"),
        Suggestion("audience:adult", "only", "Adults only"),
    ):
        assert expected in arrival.suggestions


@pytest.mark.parametrize("tree", [one for one in BROKEN if isinstance(one, dict)])
def test_free_text_never_becomes_a_fact(tree: dict[str, Any]) -> None:
    words = "Step free, BSL, free of charge, women only, follows all six principles."
    said = {**tree, "description": words, "accreditations": words, "fees": words,
            "eligibility_description": words, "interpretation_services": words}  # fmt: skip
    service = read_entry(said, reader(), 1).service
    if service:
        assert not service.facts and not service.audiences and not service.principles
        assert not any(place.facts for place in service.places)


def test_swapped_places_are_put_right_and_said() -> None:
    service, arrival = read(next(one for one in BROKEN if one["name"] == "Swapped"))
    [place] = service.places
    assert (place.location.lat, place.location.lon) == (53.82, -1.57)
    assert any("wrong way round" in note for note in arrival.notes)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>Tea &amp;amp; talk<br/>on&nbsp;<b>Tuesdays</b></p>", "Tea & talk on Tuesdays"),
        ("CafÃ© at the cornerâ€™s end", "Café at the corner’s end"),
        ("a\u0007b\u001bc\u0000", "abc"),
        ("half \ud83d sign", "half sign"),
        ("ages < 5 years", "ages < 5 years"),
        ("null", ""), ("N/A", ""), (None, ""), (True, ""), ([], ""), (float("nan"), ""),
        (7, "7"), (7.0, "7"), ("  a\n\n b ", "a b"), ("Crème brûlée", "Crème brûlée"),
    ],
)  # fmt: skip
def test_text_is_cleaned(dirty: object, clean: str) -> None:
    assert text_of(dirty) == clean


@pytest.mark.parametrize(
    ("written", "clock"),
    [("19:00", time(19)), ("19:00:00Z", time(19)), ("7pm", time(19)), ("7.30 pm", time(19, 30)),
     ("12am", time(0)), ("2026-01-01T19:00:00+01:00", time(19)), ("25:00", None), ("evening", None),
     ("7", None), ("", None)],
)  # fmt: skip
def test_times_are_those_on_the_wall(written: str, clock: time | None) -> None:
    assert clock_of(written) == clock


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-08-01", date(2026, 8, 1)), ("2026-08-01T23:59:00.000Z", date(2026, 8, 1)),
     ("01/08/2026", date(2026, 8, 1)), ("2026-02-30", None), ("0001-01-01", None), ("soon", None)],
)  # fmt: skip
def test_days(written: str, day: date | None) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    ("text", "phone"),
    [("Tel: 01632 960 123 (office)", "01632 960 123"), ("+44 7700 900123", "+44 7700 900123"),
     ("0113.496.0123", "0113 496 0123"), ("none", ""), ("room 12", ""), ("call 111", "111")],
)  # fmt: skip
def test_phone_numbers_are_found_among_labels(text: str, phone: str) -> None:
    assert phone_of(text) == phone


@pytest.mark.parametrize(
    ("text", "email"),
    [("Sam <sam@example.org>", "sam@example.org"), ("x@noemail.invalid", ""), ("a@b", ""),
     ("x@example.com", "")],
)  # fmt: skip
def test_emails_that_nobody_reads_are_left_out(text: str, email: str) -> None:
    assert email_of(text) == email


@pytest.mark.parametrize(
    ("text", "web"),
    [("example.org/join", "example.org/join"), ("https://example.org", "https://example.org"),
     ("www.example.com", ""), ("https://path/to/profile", ""), ("javascript:alert(1)", ""),
     ("ftp://example.org", ""), ("https://user:pw@example.org", ""), ("two words", ""),
     ("http://[::1", "")],
)  # fmt: skip
def test_web_addresses_are_those_that_open(text: str, web: str) -> None:
    assert web_of(text) == web


def test_a_long_text_ends_at_a_sentence_or_a_word() -> None:
    assert cut("One sentence. " + "word " * 30, 36) == "One sentence."
    assert cut("word " * 30, 20) == "word word word.."
    assert all(len(cut("x" * 500, longest)) <= longest for longest in range(20, 120))
