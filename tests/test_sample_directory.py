"""What the made-up list of groups promises to the stories and to whoever tries the service out."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from chatbot.directory import WHO, Service, Status, Strength
from chatbot.facts import Fact
from chatbot.feeds.columns import ABOUT, COLUMNS, FACTS
from chatbot.feeds.directory_csv import read_services
from chatbot.loading.tree import Report
from chatbot.places import miles_between
from chatbot.segments import not_gsm

FLOWS = Path(__file__).parent.parent / "flows"
SAMPLE = FLOWS / "directory" / "groups.csv"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def outcodes() -> dict[str, dict[str, str]]:
    with (FLOWS / "places" / "outcodes.csv").open(encoding="utf-8", newline="") as file:
        return {row["outcode"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def sample(outcodes: dict[str, dict[str, str]]) -> tuple[Service, ...]:
    middles = {code: (float(row["lat"]), float(row["lon"])) for code, row in outcodes.items()}
    report = Report()
    services = read_services(SAMPLE, "groups.csv", middles.get, TODAY, report)
    assert report.problems == []
    return services


def test_the_sample_has_groups_in_all_nations_and_of_all_formats(
    sample: tuple[Service, ...], outcodes: dict[str, dict[str, str]]
) -> None:
    assert len(sample) >= 60
    for form, least in {"in_person": 40, "online": 20, "chat": 5, "phone": 5}.items():
        assert sum(form in service.formats for service in sample) >= least, form
    nations = [
        outcodes[at.location.outcode]["nation"] for service in sample for at in service.places
    ]
    for nation in ("England", "Scotland", "Wales", "Northern Ireland"):
        assert nations.count(nation) >= 5, nation
        assert any(nation in service.nations for service in sample), nation


def test_wherever_you_are_there_is_an_open_group_for_each_audience_and_interest(
    sample: tuple[Service, ...],
) -> None:
    anywhere = [
        group
        for group in sample
        if not (group.places or group.nations or Strength.ONLY in group.audiences.values())
    ]
    for form in ("online", "chat", "phone"):
        for audience in WHO:
            assert any(form in group.formats and audience in group.audiences for group in anywhere)
    assert {interest for group in anywhere for interest in group.about} == set(ABOUT)


def known(service: Service, key: str) -> Fact:
    """What is known at its first place, or of the group itself when it has none."""
    return service.fact(key, service.places[0] if service.places else None)


def test_the_sample_knows_some_facts_and_leaves_many_open(sample: tuple[Service, ...]) -> None:
    facts = [known(service, key) for service in sample for key in FACTS]
    assert 0.35 <= facts.count(Fact.UNKNOWN) / len(facts) <= 0.5
    assert facts.count(Fact.NO) / len(facts) >= 0.1
    for key in FACTS:
        assert any(known(service, key) is Fact.YES for service in sample), key


def test_the_sample_has_old_unchecked_closed_and_stopped_groups(
    sample: tuple[Service, ...],
) -> None:
    year_ago = TODAY - timedelta(days=365)
    checked = [service.checked_on for service in sample]
    assert sum(day is not None and day < year_ago for day in checked) >= 8
    assert checked.count(None) == 1
    (closed,) = [group for group in sample if group.status is Status.TEMPORARILY_CLOSED]
    assert closed.back_on and closed.back_on > TODAY
    assert [group.status for group in sample].count(Status.INACTIVE) == 1


def near(sample: tuple[Service, ...], lat: float, lon: float, miles: float) -> list[Service]:
    return [
        group
        for group in sample
        if any(
            miles_between(lat, lon, at.location.lat, at.location.lon) <= miles
            for at in group.places
        )
    ]


@pytest.mark.parametrize(
    ("town", "lat", "lon"),
    [
        ("Leeds", 53.80, -1.55),
        ("Manchester", 53.48, -2.24),
        ("Cardiff", 51.48, -3.18),
        ("Glasgow", 55.86, -4.25),
        ("Edinburgh", 55.95, -3.20),
        ("Belfast", 54.60, -5.93),
        ("Birmingham", 52.48, -1.90),
        ("London", 51.51, -0.13),
        ("Bristol", 51.45, -2.59),
        ("Newcastle", 54.97, -1.61),
        ("Inverness", 57.48, -4.22),
    ],
)
def test_big_towns_have_a_choice_of_groups_within_a_few_miles(
    sample: tuple[Service, ...], town: str, lat: float, lon: float
) -> None:
    assert len(near(sample, lat, lon, 6)) >= 2, town


def test_near_manchester_one_group_has_steps_and_stockport_has_none(
    sample: tuple[Service, ...],
) -> None:
    facts = {group.id: known(group, "step_free") for group in near(sample, 53.48, -2.24, 7)}
    assert (facts["ancoats-meetup"], facts["stockport-coffee"]) == (Fact.NO, Fact.YES)


def test_nothing_in_the_sample_is_real(sample: tuple[Service, ...]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert all(service.made_up for service in sample)
    assert all(service.organization.startswith("Example ") for service in sample)
    for service in sample:
        assert not service.phone or re.fullmatch(r"07700 900\d{3}", service.phone)
        assert not service.email or re.fullmatch(r"\w+@(\w+\.)?example\.org", service.email)
        assert not service.web or re.fullmatch(r"(\w+\.)?example\.org(/\w+)?", service.web)
    assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", text), "a full postcode"
    assert not re.search(r"diabetes uk|breakthrough|jdrf|\bnhs\b", text, re.IGNORECASE)


def test_the_sample_can_be_sent_in_the_cheap_alphabet_and_in_few_words(
    sample: tuple[Service, ...],
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert not not_gsm(text)
    assert not set("^{}[]~|\\") & set(text), "these cost two characters"
    assert not re.search(r"best|recommend|approved|\bsafe\b|n't", text, re.IGNORECASE)
    for service in sample:
        assert len(service.name) <= 30
        assert len(service.summary) <= 70
        assert max(len(part.split()) for part in service.join.split(".")) < 20


def test_the_readme_describes_every_column() -> None:
    readme = (SAMPLE.parent / "README.md").read_text(encoding="utf-8")
    described = {
        name
        for line in readme.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert described == set(COLUMNS)
