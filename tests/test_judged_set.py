"""The judged set is sound: all made up, true to the map, and no grade against a hard rule."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

import pytest

from chatbot.directory import Published, Scope, Service, Status, Strength
from chatbot.facts import Fact
from chatbot.places import miles_between
from tests.judged import AS_OF, BEST, FOLDER, Seeker, read_grades, read_groups, read_people, rows

PLACES = FOLDER.parents[2] / "flows" / "places"
GROUPS = {group.id: group for group in read_groups()}
PEOPLE = {person.id: person for person in read_people()}
GRADES = read_grades()

FROM_HOME = {"online", "chat", "phone"}
FORMATS = {"in_person", *FROM_HOME}
WHO = {"adult", "young_person", "parent", "someone_else"}
SAID_BY = {"women": "women_only", "men": "men_only", "lgbtq": "lgbtq"}
"""An audience that a group may be only for, and the need by which a person says they are in it."""
ABOUT = {
    "newly_diagnosed", "parents", "young_adults", "pregnancy", "technology", "exercise", "food",
    "burnout", "older", "students",
}  # fmt: skip
ASKED = {
    "step_free", "bsl", "hearing_loop", "captions", "easy_read", "women_only", "men_only", "lgbtq",
    "quiet", "children_welcome", "camera_off_ok", "no_smartphone", "free",
}  # fmt: skip
"""The facts that the question ``needs`` asks for."""
TOLD = {
    "accessible_toilet", "accessible_parking", "lift", "public_transport_near", "creche",
    "food_provided", "companion_or_carer_welcome",
}  # fmt: skip
"""Further facts that a listing may hold."""


def outcodes() -> dict[str, tuple[float, float]]:
    with (PLACES / "outcodes.csv").open(encoding="utf-8") as file:
        return {
            row["outcode"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)
        }


def days_told_of(group: Service) -> Iterator[date]:
    """Yield every day on which somebody is said to have said or checked something."""
    stated = chain(group.facts.values(), *(place.facts.values() for place in group.places))
    yield from (fact.on for fact in stated if fact.on)
    yield from (principle.on for principle in group.principles if principle.on)
    if group.checked_on:
        yield group.checked_on


def known(group: Service, need: str, formats: set[str]) -> set[Fact]:
    """Return what is known of a need in each way of taking part that is left."""
    facts = {group.fact(need, place) for place in group.places if "in_person" in formats}
    return facts | ({group.fact(need)} if formats & FROM_HOME else set())


def broken(person: Seeker, group: Service) -> set[str]:
    """Return the hard rules that a group breaks by what the person's search says.

    This is written anew from the rules and knows nothing of the program's own.
    """
    search = person.search
    formats = set(group.formats) - set(search["not_formats"])
    needs = set(search["needs"]) - {"language"}
    shut_out = {key for key, how in group.audiences.items() if how is Strength.ONLY}
    tongues = {language.name.lower() for language in group.languages} or {"english"}
    nation_known = person.nation != "not said"
    rules = {
        "live": group.published is not Published.LIVE,
        "running": group.status in (Status.INACTIVE, Status.DEFUNCT),
        "type 2": group.scope is Scope.TYPE_2,
        "format": not formats,
        "who": search["who"] not in group.audiences,
        "only": any(SAID_BY[audience] not in needs for audience in shut_out),
        "nation": bool(nation_known and group.nations and person.nation not in group.nations),
        "language": "language" in search["needs"] and not tongues & set(search["languages"]),
        "need": any(known(group, need, formats) == {Fact.NO} for need in needs),
    }
    return {rule for rule, is_broken in rules.items() if is_broken}


def too_young_or_old(person: Seeker, group: Service) -> bool:
    youngest, oldest = group.minimum_age or 0, group.maximum_age or 200
    return person.age is not None and not youngest <= person.age <= oldest


def test_every_line_has_an_id_of_its_own() -> None:
    for name in ("groups.jsonl", "people.jsonl"):
        ids = [row["id"] for row in rows(name)]
        assert len(set(ids)) == len(ids)
    places = [place.id for group in GROUPS.values() for place in group.places]
    assert len(set(places)) == len(places)


def test_every_grade_is_of_a_person_and_a_group_that_are_there() -> None:
    pairs = [(grade.person, grade.group) for grade in GRADES]
    assert len(set(pairs)) == len(pairs)
    assert [pair for pair in pairs if pair[0] not in PEOPLE or pair[1] not in GROUPS] == []
    assert {group for person in PEOPLE.values() for group in person.must_not} <= set(GROUPS)


def test_a_grade_is_0_to_3_with_a_reason_and_only_a_0_does_harm() -> None:
    for grade in GRADES:
        assert grade.grade in range(BEST + 1)
        assert re.fullmatch(r"\S.*[.]", grade.why)
        assert "\n" not in grade.why
        assert not (grade.harm and grade.grade)


def test_every_person_has_a_group_or_is_said_to_have_none() -> None:
    served = {grade.person for grade in GRADES if grade.grade}
    assert served == {person.id for person in PEOPLE.values() if not person.nothing_fits}


def test_everything_is_made_up_and_looks_it() -> None:
    for row in rows("groups.jsonl") + rows("people.jsonl"):
        assert row["made_up"] is True
        text = json.dumps(row)
        assert set(re.findall(r"(?:\+44|\b0)[\d ]{9,}\d", text)) == {
            phone for phone in [row.get("phone")] if phone
        }
    for group in GROUPS.values():
        assert group.organization.startswith("Example ")
        assert re.fullmatch(r"(07700 900\d{3})?", group.phone)
        assert re.fullmatch(r"(hello@[a-z0-9]+\.example\.org)?", group.email)
        assert re.fullmatch(r"([a-z0-9]+\.example\.org)?", group.web)
        for place in group.places:
            assert place.location.address.startswith("Made-up ") or not place.location.address


def test_places_are_where_their_postcode_district_is() -> None:
    district = outcodes()
    here = [place.location for group in GROUPS.values() for place in group.places]
    there = [person.search["place"] for person in PEOPLE.values() if person.search["place"]]
    spots = [(spot.outcode, spot.lat, spot.lon) for spot in here]
    spots += [(spot["outcode"], spot["lat"], spot["lon"]) for spot in there]
    for outcode, lat, lon in spots:
        assert outcode in district
        assert miles_between(lat, lon, *district[outcode]) < 10


def test_groups_use_the_words_of_the_questions() -> None:
    for group in GROUPS.values():
        assert group.formats
        assert group.formats <= FORMATS
        assert group.about <= ABOUT
        assert set(group.audiences) <= WHO | set(SAID_BY)
        facts = chain(group.facts, *(place.facts for place in group.places))
        assert set(facts) <= ASKED | TOLD
        assert ("in_person" in group.formats) == bool(group.places)


def test_searches_use_the_words_of_the_questions() -> None:
    words: dict[str, set[str]] = {
        "formats": FORMATS,
        "not_formats": FORMATS,
        "needs": ASKED | {"language"},
        "when": {"daytime", "evening", "weekend"},
        "not_when": {"daytime", "evening", "weekend"},
        "about": ABOUT,
    }
    for person in PEOPLE.values():
        search: dict[str, Any] = dict(person.search)
        assert search.pop("who") in WHO
        assert ("language" in search["needs"]) <= bool(search.pop("languages"))
        search.pop("place")
        assert set(search) == set(words)
        for key, said in search.items():
            assert set(said) <= words[key]
        assert not set(search["formats"]) & set(search["not_formats"])


def test_nobody_is_said_to_have_spoken_after_the_day_of_the_grades() -> None:
    days = [day for group in GROUPS.values() for day in days_told_of(group)]
    assert max(days) <= AS_OF


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_no_group_with_a_grade_breaks_a_hard_rule(person: Seeker) -> None:
    for grade in (grade for grade in GRADES if grade.person == person.id and grade.grade):
        group = GROUPS[grade.group]
        assert broken(person, group) == set(), group.id
        assert not too_young_or_old(person, group), group.id
        assert group.id not in person.must_not


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_what_must_not_be_shown_breaks_a_hard_rule_that_the_search_tells_of(person: Seeker) -> None:
    assert [name for name in person.must_not if not broken(person, GROUPS[name])] == []


def test_the_listings_are_as_full_of_gaps_as_real_ones() -> None:
    live = [group for group in GROUPS.values() if group.published is Published.LIVE]
    said = Counter(
        fact
        for group in live
        for key in ASKED
        for fact in known(group, key, set(group.formats)) or {Fact.UNKNOWN}
    )
    assert said[Fact.UNKNOWN] > 2 * said[Fact.YES]
    assert 0 < said[Fact.NO] < said[Fact.YES]
    ages = [(AS_OF - group.checked_on).days if group.checked_on else None for group in live]
    assert None in ages
    assert min(age for age in ages if age is not None) <= 7
    assert sum(age is None or age > 92 for age in ages) > len(ages) / 3


def test_people_are_of_every_nation_and_of_town_and_country() -> None:
    tags = Counter((person.nation, person.area) for person in PEOPLE.values())
    for nation in ("England", "Scotland", "Wales", "Northern Ireland"):
        assert tags[nation, "rural"] >= 3
        assert tags[nation, "urban"] >= 3
    assert len(PEOPLE) >= 60
    assert {need for person in PEOPLE.values() for need in person.search["needs"]} == ASKED | {
        "language"
    }
