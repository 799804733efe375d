"""The directory in the database: it comes back as it went in, and changes as a whole or not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from sqlalchemy import func, select

from chatbot.directory import Directory, Service
from chatbot.renewing import LOOK_EVERY, Renewing
from chatbot.store import directories, schema
from chatbot.store.database import Database, StoreError
from chatbot.store.directories import BATCH
from chatbot.store.listing_rows import OF_A_SERVICE
from chatbot.store.tables import organization, service
from tests import services as made_up
from tests.conftest import Delivery

ALL = (*OF_A_SERVICE, service, organization)
pytestmark = pytest.mark.both_engines


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    schema.migrate(database)
    yield database
    database.close()


def kept(database: Database) -> Directory:
    with database.reading() as connection:
        return directories.read_directory(connection)


def many(directory: Directory, count: int, name: str) -> list[Service]:
    """So many groups, made of those of the sample, all called ``name``."""
    few = directory.services
    return [
        replace(few[at % len(few)], id=f"{few[at % len(few)].id}-{at}", name=name)
        for at in range(count)
    ]


def revisions(database: Database) -> set[int]:
    with database.reading() as connection:
        return {row[0] for table in ALL for row in connection.execute(select(table.c.revision))}


def test_the_sample_comes_back_as_it_went_in(database: Database, directory: Directory) -> None:
    with database.writing() as connection:
        assert directories.is_empty(connection)
        directories.replace_at_once(connection, directory.services)
        assert not directories.is_empty(connection)
    assert len(directory.services) >= 40
    assert kept(database).services == directory.services


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(services=made_up.directories)
def test_whatever_a_directory_holds_comes_back(database: Database, services: list[Service]) -> None:
    directories.replace_all(database, services)
    assert kept(database).services == tuple(services)
    assert len(revisions(database)) == bool(services)


def test_a_new_directory_takes_the_place_of_the_old_one_as_a_whole(
    database: Database, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = many(directory, 130, "old"), many(directory, 70, "new")
    directories.replace_all(database, old)
    seen: list[set[str]] = []
    writing = Database.writing

    def looked_at(self: Database):
        seen.append({one.name for one in kept(database).services})
        return writing(self)

    monkeypatch.setattr(Database, "writing", looked_at)
    directories.replace_all(database, new)
    monkeypatch.undo()
    assert seen[0] == {"old"} and seen[-1] == {"new"}
    assert all(names in ({"old"}, {"new"}) for names in seen)
    assert len(seen) >= 2 + -(-len(new) // BATCH) + -(-len(old) // BATCH)
    assert kept(database).services == tuple(new)
    assert len(revisions(database)) == 1


def test_a_directory_that_breaks_off_changes_nothing_and_the_next_one_clears_it_away(
    database: Database, directory: Directory
) -> None:
    old = many(directory, 3, "old")
    directories.replace_all(database, old)
    broken = [*many(directory, BATCH + 1, "broken"), replace(old[0], id=None)]  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        directories.replace_all(database, broken)
    assert kept(database).services == tuple(old)
    directories.replace_all(database, many(directory, 2, "new"))
    assert {one.name for one in kept(database).services} == {"new"}
    assert len(revisions(database)) == 1


def test_whoever_began_later_stays(database: Database, directory: Directory) -> None:
    with database.writing() as connection:
        first = directories.begin(connection)
    directories.replace_all(database, many(directory, 2, "later"))
    with database.writing() as connection, pytest.raises(StoreError, match="begun later"):
        directories.make_live(connection, first)
    assert {one.name for one in kept(database).services} == {"later"}


def test_rows_of_a_directory_on_its_way_in_are_not_swept_away(
    database: Database, directory: Directory
) -> None:
    with database.writing() as connection:
        ahead = directories.begin(connection)
        directories._write(connection, ahead, many(directory, 2, "ahead"), 0, {})
    directories.sweep(database)
    with database.writing() as connection:
        directories.make_live(connection, ahead)
    assert {one.name for one in kept(database).services} == {"ahead"}


def test_a_worker_takes_a_new_directory_over_and_looks_once_a_second_at_most(
    database: Database, directory: Directory
) -> None:
    now = [100.0]
    renewing = Renewing(database, lambda: now[0])
    assert renewing.held is None
    directories.replace_all(database, many(directory, 2, "old"))
    assert renewing.read() is renewing.held
    assert renewing.due() and not renewing.due()
    now[0] += LOOK_EVERY
    assert renewing.due()

    def names() -> set[str]:
        assert renewing.held is not None
        return {one.name for one in renewing.held.services}

    def look() -> bool:
        with database.reading() as connection:
            thread = renewing.saw(directories.state(connection))
        if thread:
            thread.join()
        return thread is not None

    assert not look()
    directories.replace_all(database, many(directory, 2, "new"))
    assert names() == {"old"}
    assert look() and names() == {"new"}
    assert not look()
    with database.writing() as connection:
        connection.execute(service.update().values(name="mended"))
        directories.mark_changed(connection)
    assert look() and names() == {"mended"}


def test_people_are_shown_a_new_directory_without_a_restart(
    client: FlaskClient, twilio: Delivery, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatbot.renewing.LOOK_EVERY", 0)
    twilio.text("Hi")
    inbox = client.application.extensions["inbox"]
    online = next(one for one in directory.services if one.id == "northern-lights")
    directories.replace_all(inbox.database, [replace(online, name="The Only One Left")])
    twilio.text("for me, an adult")
    for thread in threading.enumerate():
        if thread.name == "directory":
            thread.join()
    twilio.text("online please, Leeds")
    said = twilio.text("SKIP").get_data(as_text=True)
    assert "The Only One Left" in said


def test_a_directory_that_cannot_be_read_again_leaves_the_one_at_hand(
    database: Database, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    directories.replace_all(database, many(directory, 2, "old"))
    renewing = Renewing(database)
    held = renewing.read()
    directories.replace_all(database, many(directory, 2, "new"))
    with database.reading() as connection:
        state = directories.state(connection)

    def broken(_database: object, _pause: object) -> Directory:
        raise StoreError("made up")

    monkeypatch.setattr(directories, "read_beside", broken)
    thread = renewing.saw(state)
    assert thread is not None
    thread.join()
    assert renewing.held is held
    monkeypatch.undo()
    thread = renewing.saw(state)
    assert thread is not None
    thread.join()
    assert renewing.held is not held


@pytest.mark.parametrize("moves", ["taken in", "changed"])
def test_what_is_read_beside_the_texts_is_of_one_state_or_of_no_use(
    database: Database, directory: Directory, moves: str
) -> None:
    old, new = many(directory, BATCH * 2, "old"), many(directory, BATCH * 2, "new")
    directories.replace_all(database, old)
    _, read = directories.read_beside(database, lambda: None)
    assert read.services == tuple(old)

    def move() -> None:
        if moves == "taken in":
            directories.replace_all(database, new)
            return
        with database.writing() as connection:
            connection.execute(service.update().values(name="mended"))
            directories.mark_changed(connection)

    with pytest.raises(StoreError, match="moved"):
        directories.read_beside(database, move)


def test_deleting_a_revision_deletes_all_its_rows(database: Database, directory: Directory) -> None:
    directories.replace_all(database, many(directory, BATCH + 1, "old"))
    directories.replace_all(database, [])
    with database.reading() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in ALL
        ]
    assert counts == [0] * len(ALL)
