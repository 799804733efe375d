"""WRONG: what is kept of it, whom it counts for, and what two people bring about."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from chatbot.conversation import Conversation
from chatbot.directory import Directory, Published
from chatbot.messages import Channel
from chatbot.store import directories, keeping, reported, schema
from chatbot.store.database import Database
from chatbot.store.keys import Keys
from chatbot.store.messages import Desk
from chatbot.upkeep import ENOUGH, Reported, Reports, pauses, urgent_first

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = NOW.date()
KEYS = Keys(["a key for tests only"])
both_engines = pytest.mark.both_engines


@pytest.fixture
def database(database_url: str, directory: Directory) -> Iterator[Database]:
    database = Database(database_url)
    schema.migrate(database)
    with database.writing() as connection:
        directories.replace_at_once(connection, directory.services[:3])
    yield database
    database.close()


def group(database: Database, at: int = 0) -> str:
    return kept(database).services[at].id


def kept(database: Database) -> Directory:
    with database.reading() as connection:
        return directories.read_directory(connection)


def state(database: Database, service_id: str) -> Published:
    return kept(database).by_id[service_id].published


def says(database: Database, person: int, service_id: str, reason: str, key: Keys = KEYS) -> bool:
    """Have one person report a group, as the inbox does; say whether that has paused it."""
    name = key.name(Channel.SMS, f"+44770090{person:04}")
    with database.delivering() as cursor:
        desk = Desk(cursor, database.dialect)
        held = desk.hold(name, key.id, NOW)
        desk.remember(held, "SM0", held.conversation or Conversation("find-group", NOW), "")
        return reported.keep(desk, held, Reported(service_id, reason), DAY)


def reports(database: Database) -> dict[tuple[str, str], int]:
    with database.reading() as connection:
        return {(one.service_id, one.reason): one.many for one in reported.open_reports(connection)}


@both_engines
def test_one_person_pauses_nothing_however_often(database: Database) -> None:
    here = group(database)
    assert [says(database, 1, here, "closed") for _ in range(5)] == [False] * 5
    assert reports(database) == {(here, "closed"): 1}
    assert state(database, here) is Published.LIVE


@both_engines
def test_two_people_who_say_it_has_closed_pause_it_and_workers_see_it(database: Database) -> None:
    here, other = group(database, 0), group(database, 1)
    with database.reading() as connection:
        before = directories.state(connection)
    assert not says(database, 1, here, "closed")
    assert says(database, 2, here, "closed")
    assert not says(database, 3, here, "closed"), "it is paused already"
    assert (state(database, here), state(database, other)) == (Published.PAUSED, Published.LIVE)
    with database.reading() as connection:
        assert directories.state(connection) != before


@both_engines
@pytest.mark.parametrize("reason", ["moved", "details", "unkind", "unsafe", "other"])
def test_nothing_but_closed_pauses(database: Database, reason: str) -> None:
    here = group(database)
    for person in range(4):
        assert not says(database, person, here, reason)
    assert not says(database, 5, here, "closed")
    assert state(database, here) is Published.LIVE


@both_engines
def test_whoever_erases_themselves_and_says_it_again_is_still_one_person(
    database: Database,
) -> None:
    here = group(database)
    says(database, 1, here, "closed")
    keeping.erase(database, [KEYS.name(Channel.SMS, "+447700900001")])
    assert reports(database) == {(here, "closed"): 1}, "that it was reported stays"
    assert not says(database, 1, here, "closed")
    assert state(database, here) is Published.LIVE
    with database.reading() as connection:
        whose = connection.execute(sql("SELECT contact_id FROM listing_report ORDER BY id"))
        assert [row[0] is None for row in whose] == [True, False]


@both_engines
def test_a_report_is_nobodys_when_its_contact_is_forgotten_and_opted_out(
    database: Database,
) -> None:
    here = group(database)
    says(database, 1, here, "unsafe")
    name = KEYS.name(Channel.SMS, "+447700900001")
    with database.delivering() as cursor:
        desk = Desk(cursor, database.dialect)
        held = desk.hold(name, KEYS.id, NOW)
        desk.remember(held, "SM1", Conversation("find-group", NOW, opted_out=True), "")
    for _ in keeping.sweep(database, NOW + timedelta(days=1), NOW):
        pass
    with database.reading() as connection:
        assert connection.execute(sql("SELECT count(*) FROM contact")).scalar_one() == 1
        rows = connection.execute(sql("SELECT contact_id, reason FROM listing_report")).all()
    assert rows == [(None, "unsafe")]


@both_engines
def test_a_new_name_under_a_new_key_makes_no_second_person(database: Database) -> None:
    here = group(database)
    says(database, 1, here, "closed")
    newer = Keys(["a key for tests only", "a newer key"])
    assert not says(database, 1, here, "closed", newer)
    assert state(database, here) is Published.LIVE


@both_engines
def test_two_at_the_same_moment_are_two(database: Database) -> None:
    """The second comes while the first is not committed yet, and waits for it."""
    here = group(database)
    for person in (1, 2):  # their contacts are there, so that only the report is raced for
        says(database, person, here, "moved")
    paused: list[bool] = []

    def second() -> None:
        paused.append(says(database, 2, here, "closed"))

    thread = threading.Thread(target=second)
    name = KEYS.name(Channel.SMS, "+447700900001")
    with database.delivering() as cursor:
        desk = Desk(cursor, database.dialect)
        held = desk.hold(name, KEYS.id, NOW)
        assert not reported.keep(desk, held, Reported(here, "closed"), DAY)
        thread.start()
        thread.join(1)
        assert paused == []
    thread.join()
    assert paused == [True]
    assert state(database, here) is Published.PAUSED


@both_engines
def test_whoever_has_opted_out_and_erases_themselves_has_reported_nothing(
    database: Database,
) -> None:
    here = group(database)
    says(database, 1, here, "closed")
    name = KEYS.name(Channel.SMS, "+447700900001")
    with database.delivering() as cursor:
        desk = Desk(cursor, database.dialect)
        held = desk.hold(name, KEYS.id, NOW)
        gone = Conversation("find-group", NOW, opted_out=True)
        desk.erase(held, name, "SM2", "gone", gone)
    with database.reading() as connection:
        assert connection.execute(sql("SELECT count(*) FROM contact")).scalar_one() == 1
        whose = connection.execute(sql("SELECT contact_id FROM listing_report")).scalar_one()
    assert whose is None


@both_engines
def test_what_a_person_has_looked_at_counts_no_more(database: Database) -> None:
    here = group(database)
    says(database, 1, here, "closed")
    with database.writing() as connection:
        assert reported.close(connection, here) == 1
    assert reports(database) == {}
    assert not says(database, 2, here, "closed"), "the first was looked at"
    assert says(database, 1, here, "closed"), "and it may be said anew"


def dock_side(answer) -> str:
    """Return the number that a group has in a list: it is not the same on every day."""
    found = re.search(r"^(?:.*>)?(\d) Dock Side", answer.get_data(as_text=True), re.MULTILINE)
    assert found
    return found[1]


def test_the_whole_way_by_text(twilio, client, caplog) -> None:
    """Two phones, the real door: the second report pauses, and the group is not shown any more."""
    inbox = client.application.extensions["inbox"]
    for person in ("+447700900201", "+447700900202"):
        twilio.text("adult in Leeds, in person", From=person)
        number = dock_side(twilio.text("skip", From=person))
        answer = twilio.text(f"WRONG {number} closed", From=person).get_data(as_text=True)
        assert "Thank you for telling us" in answer
    assert state(inbox.database, "dock-side-type-1") is Published.PAUSED
    assert "paused until checked" in caplog.text
    inbox._renewing.read()
    assert "Dock Side" not in twilio.text(number, From=person).get_data(as_text=True)
    assert "Dock Side" not in twilio.text("list", From=person).get_data(as_text=True)


def test_unsafe_calls_a_person_at_once(twilio, caplog) -> None:
    twilio.text("adult in Leeds, in person")
    number = dock_side(twilio.text("skip"))
    twilio.text(f"wrong {number} not safe")
    assert "reported as unsafe, look at it now: dock-side-type-1" in caplog.text


@given(st.integers(0, 100))
def test_it_takes_two(people: int) -> None:
    assert pauses(people) == (people >= 2)
    assert ENOUGH == 2


REPORTS = st.builds(
    Reports,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["closed", "moved", "details", "unkind", "unsafe", "other"]),
    st.integers(1, 9),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)


@given(st.lists(REPORTS, max_size=8))
def test_what_cannot_wait_comes_first(found: list[Reports]) -> None:
    order = [one.reason for one in urgent_first(found)]
    urgent = [reason for reason in order if reason in ("unsafe", "unkind")]
    assert order[: len(urgent)] == urgent
    assert urgent == sorted(urgent, key=("unsafe", "unkind").index)
