"""``/api/``: what other programs get, held against the official schemas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from chatbot.content import Content
from chatbot.directory import Directory, Published, Service, Status
from chatbot.feeds.openreferral.attributes import terms_of
from chatbot.feeds.openreferral.shelf import Query, Shelf, query_of
from chatbot.feeds.openreferral.terms import ACCESS, LISTING, MEETING, PLACE, id_of
from chatbot.feeds.openreferral.writing import write_service
from chatbot.settings import Settings
from chatbot.store import arrivals, directories, listings
from tests.feeds.made import PUBLISHER, services
from tests.feeds.official import faults
from webhooks import create_app


@pytest.fixture
def get(settings: Settings, content: Content) -> Iterator[Any]:
    app = create_app(settings, content=content)
    client: FlaskClient = app.test_client()

    def ask(path: str, status: int = 200, **query: Any) -> Any:
        answer = client.get(path, query_string=query)
        assert answer.status_code == status
        assert answer.content_type == "application/json"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        return answer.json

    ask.client = client  # type: ignore[attr-defined]
    ask.database = app.extensions["inbox"].database  # type: ignore[attr-defined]
    yield ask
    app.extensions["inbox"].close()


@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_the_root_says_what_it_is(get: Any, path: str) -> None:
    about = get(path)
    assert faults("api_details", about) == []
    assert about["version"] == "HSDS-UK-3.0"


@pytest.mark.both_engines
def test_every_group_stands_on_one_page_and_has_its_own(get: Any, directory: Directory) -> None:
    listed, page = [], 1
    while True:
        answer = get("/api/services", page=page, per_page=30)
        assert faults("page", answer) == [] and faults("service_list", answer) == []
        assert answer["page_number"] == page and answer["first_page"] == (page == 1)
        listed += answer["contents"]
        if answer["last_page"]:
            break
        page += 1
    live = [one for one in directory.services if one.status is not Status.DEFUNCT]
    assert len(listed) == answer["total_items"] == len(live)
    assert [one["name"] for one in listed] == [one.name for one in live]
    assert page == answer["total_pages"]
    for one in listed[::10]:
        whole = get(f"/api/services/{one['id']}")
        assert faults("service", whole) == []
        assert whole["name"] == one["name"]
        assert "made-up" in whole["alert"]


def test_full_gives_what_each_one_gives(get: Any) -> None:
    for one in get("/api/services", full="true", per_page=5)["contents"]:
        assert one == get(f"/api/services/{one['id']}")


def test_minimal_gives_all_at_once(get: Any, directory: Directory) -> None:
    answer = get("/api/services", minimal="true")
    assert answer["total_pages"] == 1 and answer["total_items"] == len(answer["contents"])
    assert faults("service_list", answer) == []


def test_filters_of_the_standard_hold_together(get: Any) -> None:
    everything = get("/api/services", full="true", per_page=100)["contents"]
    bsl = id_of("term", ACCESS, "bsl")
    found = get("/api/services", taxonomy_term_id=bsl, full="true", per_page=100)["contents"]

    def has(one: dict[str, Any]) -> bool:
        at = [one, *one.get("service_at_locations", [])]
        return any(
            said["taxonomy_term"]["id"] == bsl for part in at for said in part.get("attributes", [])
        )

    assert found == [one for one in everything if has(one)] and found
    run_by = everything[0]["organization_id"]
    theirs = get("/api/services", organization_id=run_by)["contents"]
    assert {one["organization_id"] for one in theirs} == {run_by}
    word = get("/api/services", search="night SHIFT")["contents"]
    assert [one["name"] for one in word] == ["The Night Shift"]
    assert get("/api/services", search="night shift", taxonomy_term_id="none")["empty"]
    assert get("/api/services", taxonomy_id=id_of("taxonomy", ACCESS))["contents"]


def test_a_page_after_the_last_is_empty(get: Any) -> None:
    answer = get("/api/services", page=999)
    assert answer["empty"] and answer["contents"] == [] and faults("page", answer) == []


@pytest.mark.parametrize(
    "query",
    [{"page": "0"}, {"page": "-1"}, {"page": "x"}, {"page": "²"}, {"per_page": "1e3"},
     {"full": "perhaps"}, {"format": "ndjson"}, {"modified_after": "yesterday"}],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_words(get: Any, query: dict[str, str]) -> None:
    assert get("/api/services", status=400, **query)["error"]


@pytest.mark.parametrize(
    "path", ["/api/services/none", "/api/taxonomies", "/api/services/a/b", "/api/organizations"]
)
def test_what_is_not_there_is_said_as_json(get: Any, path: str) -> None:
    assert get(path, status=404)["error"]


def test_nobody_writes_here(get: Any) -> None:
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(get.client, method)("/api/services")
        assert answer.status_code == 405
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    elsewhere = get.client.get("/health")
    assert "Access-Control-Allow-Origin" not in elsewhere.headers


@pytest.mark.both_engines
def test_what_was_changed_since_is_found(get: Any, directory: Directory) -> None:
    _, second, *_ = directory.services
    with get.database.writing() as connection:
        for one in directory.services:
            arrivals.note_modified(connection, [one.id], 1_700_000_000)
        arrivals.note_modified(connection, [second.id], 1_800_000_000)
    since = datetime(2026, 12, 1, tzinfo=UTC).isoformat()
    found = get("/api/services", modified_after=since)["contents"]
    assert [one["name"] for one in found] == [second.name]
    assert found[0]["last_modified"] == "2027-01-15T08:00:00.000Z"
    assert get("/api/services", modified_after=since.replace("+", " "))["total_items"] == 1


@pytest.mark.both_engines
def test_what_a_person_changes_is_found_as_changed(get: Any, directory: Directory) -> None:
    _, second, *_ = directory.services
    with get.database.writing() as connection:
        arrivals.note_modified(connection, [one.id for one in directory.services], 1_700_000_000)
        listings.change(connection, second.id, lambda one: replace(one, cost="Two pounds"))
    since = datetime(2026, 1, 1, tzinfo=UTC).isoformat()
    found = get("/api/services", modified_after=since)["contents"]
    assert [one["name"] for one in found] == [second.name]


def test_what_is_no_longer_live_is_not_given(
    settings: Settings, content: Content, directory: Directory, get: Any
) -> None:
    hidden = [
        replace(one, published=state, name=f"Secret {state}")
        for one, state in zip(
            directory.services, [s for s in Published if s != "live"], strict=False
        )
    ]
    closed = replace(directory.services[10], status=Status.DEFUNCT, name="Secret")
    seen = directory.services[11]
    directories.replace_all(get.database, (*hidden, closed, seen))
    app = create_app(settings, content=content)
    answer = app.test_client().get("/api/services?full=true")
    app.extensions["inbox"].close()
    assert [one["name"] for one in answer.json["contents"]] == [seen.name]


def test_a_database_that_is_away_is_said(
    settings: Settings, content: Content, tmp_path: Path
) -> None:
    away = replace(settings, database_url=f"sqlite:///{tmp_path}")  # a folder is no database
    app = create_app(away, content=content)
    answer = app.test_client().get("/api/services")
    assert answer.status_code == 503 and answer.json["error"]


@given(st.lists(services, max_size=3, unique_by=lambda one: one.id))
def test_the_terms_that_can_be_searched_for_are_those_that_are_written(
    some: list[Service],
) -> None:
    for service in some:
        tree = write_service(service, PUBLISHER)
        parts = [tree, *tree.get("service_at_locations", [])]
        said = [one for part in parts for one in part.get("attributes", [])]
        unsearched = (LISTING, PLACE, MEETING)
        written = {
            (one["link_type"], one["taxonomy_term"]["code"])
            for one in said
            if one["link_type"] not in unsearched
        }
        assert written == set(terms_of(service))


@given(st.lists(services, max_size=5, unique_by=lambda one: one.id), st.integers(1, 3))
def test_the_pages_together_are_the_whole(some: list[Service], size: int) -> None:
    shelf = Shelf(Directory(tuple(some)), PUBLISHER)
    whole = [one["id"] for one in shelf.page(Query(per_page=0))["contents"]]
    pages = [shelf.page(Query(page=at, per_page=size)) for at in range(1, len(some) + 2)]
    assert [one["id"] for page in pages for one in page["contents"]] == whole
    assert sum(page["last_page"] and not page["empty"] for page in pages) == bool(whole)
    assert all(shelf.one(name) is not None for name in whole)


@given(st.dictionaries(st.sampled_from(["page", "per_page", "full", "search"]), st.text()))
def test_a_query_is_read_or_refused(said: dict[str, str]) -> None:
    try:
        query = query_of(said)
    except ValueError:
        return
    assert query.page >= 1 and 1 <= query.per_page <= 100
