"""``chatbot groups review`` and its kin, and ``chatbot report needs``, at a terminal."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import insert

from chatbot.amending import Answer, Change, Outcome
from chatbot.cli import main
from chatbot.directory import Directory, Published, Service, Status
from chatbot.facts import Fact
from chatbot.links import Links
from chatbot.segments import is_gsm, segments
from chatbot.settings import Settings
from chatbot.store import answers, directories, listings, schema, searches
from chatbot.store.answers import State
from chatbot.store.database import Database
from chatbot.store.messages import Desk
from chatbot.store.upkeep_tables import listing_report
from chatbot.unmet import SearchEvent
from chatbot.upkeep import Asked

KEY = "a key for tests only"
TODAY = datetime.now(UTC).date()
FRESH, OLD = TODAY - timedelta(days=5), TODAY - timedelta(days=200)
LAST_MONTH = TODAY.replace(day=1) - timedelta(days=1)
pytestmark = pytest.mark.both_engines


@pytest.fixture
def database(database_url: str, directory: Directory) -> Iterator[Database]:
    """Three groups: one checked lately, one long ago that has an email, one never."""
    database = Database(database_url)
    schema.migrate(database)
    fresh, old, never = directory.services[:3]
    some = (
        replace(fresh, id="fresh", name="Fresh Group", checked_on=FRESH),
        replace(old, id="old", name="Old Group", checked_on=OLD, email="old@example.org"),
        replace(never, id="never", name="Never Group", checked_on=None, email="",
                phone="07700 900555"),
    )  # fmt: skip
    with database.writing() as connection:
        directories.replace_at_once(connection, some)
    yield database
    database.close()


@pytest.fixture
def run(database: Database, settings: Settings):
    environment = {
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
        "PUBLIC_URL": settings.public_url,
        "DATABASE_URL": settings.database_url,
        "CONTACT_KEY": KEY,
        "FORMER_CONTACT_KEYS": "",
    }

    def command(*said: str, fails: bool = False) -> str:
        result = CliRunner().invoke(main, [*said], env=environment)
        assert (result.exit_code != 0) == fails, result.output
        assert "Traceback" not in result.output and KEY not in result.output
        return result.output

    return command


def listed(database: Database, group: str) -> Service:
    with database.reading() as connection:
        found = listings.read(connection, group)
    assert found is not None
    return found


def report(database: Database, group: str, reason: str) -> None:
    with database.writing() as connection:
        values = {"service_id": group, "reason": reason, "state": "open"}
        connection.execute(insert(listing_report).values(reported_on=FRESH, **values))


def waits(database: Database, group: str, *changes: Change, words: str = "") -> None:
    answer = Answer(Outcome.CHANGED, changes, words, "organiser")
    with database.writing() as connection:
        answers.keep(connection, group, answer, TODAY, State.WAITING)


def test_review_says_what_is_due_and_changes_nothing(run, database: Database) -> None:
    said = run("groups", "review")
    assert "Fresh Group" not in said
    assert said.index("Never Group (never): never checked") < said.index("Old Group (old): last")
    assert "Messages" not in said
    with database.reading() as connection:
        assert answers.asked(connection) == []


def test_what_cannot_wait_is_at_the_top(run, database: Database) -> None:
    report(database, "old", "moved")
    report(database, "fresh", "unsafe")
    report(database, "never", "unkind")
    lines = run("groups", "review").splitlines()
    assert lines[1].startswith("!!Fresh Group (fresh): It did not feel safe (1 report")
    assert lines[2].startswith("!!Never Group")
    assert lines[3].startswith("  Old Group")
    assert any("Fresh Group (fresh)" in line and "reported" in line for line in lines[5:])


def test_nothing_to_do_is_said(run, database: Database) -> None:
    for group in ("old", "never"):
        run("groups", "checked", group, "--by", "Asha")
    assert "Nothing is due" in run("groups", "review")


def test_written_messages_have_a_link_of_their_own_and_count(
    run, database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    said = run("groups", "review", "--write", str(folder))
    assert "Messages written: 2" in said
    email, text = (folder / "old.txt").read_text(), (folder / "never.txt").read_text()
    modes = {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
    assert modes == {0o600} and stat.S_IMODE(folder.stat().st_mode) == 0o700, "links are secrets"
    assert email.startswith("To: old@example.org\nSubject: ") and "Old Group" in email
    assert text.startswith("Text to: 07700 900555\n") and "Never Group" in text
    sms = text.split("\n\n", 1)[1].strip()
    assert is_gsm(sms) and segments(sms) <= 3
    tokens = [re.search(r"/listing/(\S+)", one)[1] for one in (email, text)]
    links = [Links([KEY], "").read(token) for token in tokens]
    assert {one.until for one in links if one} == {TODAY + timedelta(days=30)}
    with database.reading() as connection:
        assert {answers.request(connection, one.reference).service_id for one in links if one} == {
            "old", "never",
        }  # fmt: skip
    again = run("groups", "review", "--write", str(folder))
    assert "Messages written: 0" in again and "asked, may answer until" in again
    assert listed(database, "old").reminders == 0, "it may still answer"


def test_without_a_folder_messages_are_printed(run) -> None:
    said = run("groups", "review", "--write")
    assert "--- old\nTo: old@example.org" in said and "/listing/" in said


def test_no_more_than_so_many_are_written(run) -> None:
    assert "Messages written: 1" in run("groups", "review", "--write", "--most", "1")


def test_after_three_silences_a_group_is_lowered_and_rung(run, database: Database) -> None:
    for month in range(3):
        sent = TODAY - timedelta(days=31 * (3 - month))
        with database.writing() as connection:
            asked = Asked("old", sent, sent + timedelta(days=30))
            answers.note_asked(connection, f"r{month}", asked, "email")
    said = run("groups", "review", "--write")
    assert "Old Group (old)" in said and "3 of 3 messages not answered, ring them" in said
    assert "--- old" not in said
    assert listed(database, "old").reminders == 3
    run("groups", "checked", "old", "--by", "Asha")
    assert listed(database, "old").reminders == 0
    assert "Old Group" not in run("groups", "review")


def test_a_folder_that_cannot_be_written_asks_nobody(
    run, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    assert "could not be written" in run("groups", "review", "--write", str(file), fails=True)
    with database.reading() as connection:
        assert answers.asked(connection) == []


def test_pause_resume_and_checked(run, database: Database) -> None:
    report(database, "old", "closed")
    assert "shown to nobody" not in run("groups", "review")
    run("groups", "pause", "old")
    assert listed(database, "old").published is Published.PAUSED
    assert "Paused, shown to nobody" in run("groups", "review")
    said = run("groups", "checked", "old", "--by", "Asha", "--how", "visit")
    assert "Reports put away: 1" in said
    now = listed(database, "old")
    assert (now.published, now.checked_on, now.checked_by, now.checked_how) == (
        Published.LIVE, TODAY, "Asha", "visit",
    )  # fmt: skip
    run("groups", "pause", "old")
    assert "is shown" in run("groups", "resume", "old")
    assert listed(database, "old").published is Published.LIVE
    for command in (("pause", "x"), ("resume", "x"), ("checked", "x", "--by", "Asha")):
        assert "no group 'x'" in run("groups", *command, fails=True)


def test_a_group_is_trusted_and_not_any_more(run, database: Database) -> None:
    assert "listed at once" in run("groups", "trust", "old")
    assert listed(database, "old").trusted
    assert "waits for a person" in run("groups", "trust", "old", "--off")
    assert not listed(database, "old").trusted


def test_an_answer_is_shown_old_and_new_and_taken_over(run, database: Database) -> None:
    old = listed(database, "old")
    waits(
        database, "old", Change("phone", old.phone, "07700 900777"),
        Change("bsl", "no", "yes"), words="Thursdays now",
    )  # fmt: skip
    said = run("groups", "review")
    assert f"phone: {old.phone or 'nothing'} -> 07700 900777" in said
    assert "bsl: no -> yes" in said and "In words: Thursdays now" in said
    assert "Due" not in said or "Old Group (old): last" not in said, "it has answered"
    assert "by hand" in run("groups", "accept", "1")
    now = listed(database, "old")
    assert now.phone == "07700 900777" and now.facts["bsl"].value is Fact.YES
    assert (now.checked_on, now.checked_by) == (TODAY, "organiser")
    with database.reading() as connection:
        words = connection.exec_driver_sql("SELECT words FROM listing_change").scalar_one()
    assert words == ""
    for command in ("accept", "refuse"):
        assert "No answer 1 waits" in run("groups", command, "1", fails=True)


def test_an_answer_that_is_refused_leaves_the_listing(run, database: Database) -> None:
    before = listed(database, "old")
    waits(database, "old", Change("status", Status.ACTIVE, Status.DEFUNCT))
    run("groups", "refuse", "1")
    assert listed(database, "old") == before
    assert "Old Group (old): last" in run("groups", "review"), "it is due again"


# --- report needs -----------------------------------------------------------------------------


def looked(database: Database, times: int, event: SearchEvent) -> None:
    with database.delivering() as cursor:
        for _ in range(times):
            searches.note(Desk(cursor, database.dialect), event)


def test_a_month_without_searches(run) -> None:
    assert "Nobody looked for a group." in run("report", "needs", "--month", "2025-01")
    rows = list(csv.DictReader(io.StringIO(run("report", "needs", "--month", "2025-01", "--csv"))))
    assert [(row["section"], row["asked"]) for row in rows] == [("all", "0")]


def test_what_was_not_found_is_told_and_few_are_hidden(run, database: Database) -> None:
    day = LAST_MONTH
    bsl = SearchEvent(day, "LS", "adult", ("bsl",), formats=("online",), unmet=("bsl",), shown=3)
    looked(database, 8, bsl)
    looked(database, 9, SearchEvent(day, "M", "adult", formats=("online",), shown=3))
    looked(database, 2, SearchEvent(day, "ZE", "parent", ("quiet",), unmet=("quiet",)))
    looked(database, 20, bsl._replace(later=True))
    looked(database, 20, bsl._replace(day=date(2025, 1, 1)))
    said = run("report", "needs")
    assert f"{day:%B %Y}" in said
    assert "Searches: 19" in said
    assert re.search(r"bsl +asked 8, not found 8", said)
    assert re.search(r"quiet +asked hidden, not found hidden", said)
    assert re.search(r"ZE +searched hidden", said)
    assert re.search(r"LS +searched hidden", said), "or it would give Shetland away"
    assert re.search(r"M +searched 9, something missing 0", said)
    assert "  LS: bsl" not in said, "it is hidden in the table of areas too"
    rows = list(csv.DictReader(io.StringIO(run("report", "needs", "--csv"))))
    assert {row["month"] for row in rows} == {f"{day:%Y-%m}"}
    assert [row["not_found"] for row in rows if row["what"] == "bsl"] == ["8"]


def test_a_month_that_is_not_over_is_not_told(run, database: Database) -> None:
    looked(database, 30, SearchEvent(TODAY, "LS", "adult", shown=3))
    said = run("report", "needs", "--month", f"{TODAY:%Y-%m}", fails=True)
    assert "not over" in said
    assert "like 2026-11" in run("report", "needs", "--month", "November", fails=True)
