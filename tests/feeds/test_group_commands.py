"""``chatbot groups`` at a terminal, over a real server and a real database."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from chatbot.cli import group_import, main
from chatbot.directory import Directory, Published, Service
from chatbot.feeds.faults import FeedError
from chatbot.feeds.workbook import rows_of
from chatbot.settings import Settings
from chatbot.store import arrivals, directories, schema
from chatbot.store.database import Database
from tests.feeds.broken import BROKEN, NAMES, TAKEN
from tests.feeds.official import faults
from tests.feeds.serving import Feed, serving

pytestmark = pytest.mark.both_engines


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    schema.migrate(database)
    yield database
    database.close()


@pytest.fixture
def run(settings: Settings, tmp_path: Path) -> Callable[..., Result]:
    environment = {
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
        "PUBLIC_URL": settings.public_url,
        "DATABASE_URL": settings.database_url,
        "CONTACT_KEY": settings.contact_key,
    }

    def command(*said: str, status: int = 0) -> Result:
        if said[0] == "import":
            said = (*said, "--state", str(tmp_path / "feeds"))
        result = CliRunner().invoke(main, ["groups", *said], env=environment)
        assert result.exit_code == status, result.output
        assert "Traceback" not in result.output
        return result

    return command


def listed(database: Database) -> dict[str, Service]:
    with database.reading() as connection:
        return dict(directories.read_directory(connection).by_id)


def asked(database: Database) -> list[arrivals.Asked]:
    with database.reading() as connection:
        return arrivals.open_suggestions(connection)


def tree(**changed: Any) -> dict[str, Any]:
    return {
        "id": "b83cfedb-d7f4-5c2f-8e0b-517c3ea8a8ee",
        "name": "Example Meet-up",
        "description": "For adults with type 1. Wheelchair ramp at the side.",
        "status": "active",
        "email": "hello@example.org",
        "schedules": [
            {"id": "x", "byday": "TU", "freq": "WEEKLY", "opens_at": "19:00",
             "attending_type": "online"}
        ],
        **changed,
    }  # fmt: skip


def test_a_dry_run_writes_nothing(run: Callable[..., Result], database: Database) -> None:
    with serving(Feed([tree()])) as url:
        said = run("import", url).output
    assert "Added: 1" in said and "dry run" in said and "awaiting approval" in said
    assert listed(database) == {} and asked(database) == []


def test_what_comes_from_a_feed_waits_for_a_person(
    run: Callable[..., Result], database: Database
) -> None:
    with serving(Feed([tree()])) as url:
        run("import", url, "--feed", "A council", "--apply")
    [service] = listed(database).values()
    assert service.published is Published.AWAITING_APPROVAL and not service.facts
    questions = {one.key: one for one in asked(database)}
    assert questions["fact:step_free"].value == "yes"
    assert questions["fact:step_free"].words == "Wheelchair ramp at the side"
    assert questions["scope"].value == "t1_only"
    with database.reading() as connection:
        payload = arrivals.payload_of(connection, "A council", service.id)
        assert json.loads(payload or "") == tree()
        assert arrivals.owners(connection) == {service.id: ("A council", service.id)}


def test_a_second_time_nothing_is_new_and_nothing_is_asked_again(
    run: Callable[..., Result], database: Database
) -> None:
    with serving(Feed([tree()])) as url:
        run("import", url, "--apply")
        before, questions = listed(database), asked(database)
        said = run("import", url, "--apply").output
    assert "As they were: 1" in said and "Added" not in said
    assert listed(database) == before and asked(database) == questions


def test_a_live_group_changes_by_a_person_alone(
    run: Callable[..., Result], database: Database
) -> None:
    with serving(Feed([tree()])) as url:
        run("import", url, "--apply")
    live = [replace(one, published=Published.LIVE) for one in listed(database).values()]
    directories.replace_all(database, live)
    feed = Feed([tree(email="new@example.org", status="defunct")])
    with serving(feed) as url:
        said = run("import", url, "--apply").output
    assert "wait for a person: 1" in said
    assert "email: hello@example.org -> new@example.org" in said
    assert list(listed(database).values()) == live
    changes = {one.key: one.value for one in asked(database) if one.key.startswith("change:")}
    assert changes == {"change:email": "new@example.org", "change:status": "defunct"}


def test_what_is_gone_or_cannot_be_fetched_stays(
    run: Callable[..., Result], database: Database
) -> None:
    other = tree(id="01eaf4e5-04ae-5581-be91-59131a214921", name="Another", email="b@example.org")
    with serving(Feed([tree(), other])) as url:
        run("import", url, "--feed", "A council", "--apply")
    before = listed(database)
    with serving(Feed([tree()])) as url:
        said = run("import", url, "--feed", "A council", "--apply").output
    assert "Gone from the list: 1" in said and "Another" in said
    with serving(Feed([tree()], down_after=0)) as url:
        said = run("import", url, "--feed", "A council", "--apply", status=1).output
    assert "Nothing was changed" in said and "500" in said
    assert listed(database) == before


def test_the_same_group_in_two_feeds_is_there_once(
    run: Callable[..., Result], database: Database
) -> None:
    twin = tree(id="01eaf4e5-04ae-5581-be91-59131a214921", name="EXAMPLE MEET UP")
    for name, entry in (("One", tree()), ("Two", twin)):
        with serving(Feed([entry])) as url:
            said = run("import", url, "--feed", name, "--apply").output
    assert "Here already, so not taken in: 1" in said and "from One" in said
    assert len(listed(database)) == 1
    with serving(Feed([twin])) as url:
        run("import", url, "--feed", "Two", "--apply", "--distinct", twin["id"])
    assert len(listed(database)) == 2


def test_a_broken_feed_gives_what_is_good_in_it(
    run: Callable[..., Result], database: Database
) -> None:
    feed = Feed(deepcopy(BROKEN))
    with serving(feed) as url:
        said = run("import", url, "--feed", "Broken", "--apply", "--all").output
    assert {one.name for one in listed(database).values()} == NAMES
    assert f"Added: {TAKEN}" in said
    assert f"Refused: {len(BROKEN) - TAKEN}" in said
    for reason in ("It has no id", "It has no name", "same id", "It is no object"):
        assert reason in said
    assert "pc_ward" in said
    for one in listed(database).values():
        assert one.minimum_age is None and not one.facts
        assert not any(mark in one.summary for mark in ("<", "Ã", "&amp", "\x07"))
        assert not one.email.endswith(".invalid") and "example.com" not in one.web


def test_a_feed_that_breaks_off_goes_on_where_it_was(
    run: Callable[..., Result], database: Database
) -> None:
    entries = [
        tree(id=f"s-{at}", name=f"Group {at}", email=f"g{at}@example.org") for at in range(25)
    ]
    feed = Feed(entries, fixed_size=5, down_after=4)
    with serving(feed) as url:
        said = run("import", url, "--apply", status=1).output
        assert "run the same command again" in said and listed(database) == {}
        feed.down_after, before = None, len(feed.asked)
        said = run("import", url, "--apply").output
    assert "goes on from what was fetched" in said and "Added: 25" in said
    assert not any("page=1&" in path for path in feed.asked[before:])
    assert len(listed(database)) == 25


def test_a_break_in_the_middle_of_writing_leaves_all_as_it_was(
    run: Callable[..., Result], database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(Feed([tree()])) as url:
        run("import", url, "--apply")
    before = listed(database)
    many = [tree(id=f"s-{at}", name=f"G {at}", email=f"g{at}@example.org") for at in range(120)]
    file = tmp_path / "many.json"
    file.write_text(json.dumps(many))
    written = directories.replacing

    def interrupted(*arguments: Any) -> Iterator[int]:
        for done in written(*arguments):
            yield done
            raise KeyboardInterrupt

    monkeypatch.setattr(group_import.directories, "replacing", interrupted)
    run("import", str(file), "--apply", status=1)
    assert listed(database) == before
    monkeypatch.setattr(group_import.directories, "replacing", written)
    assert "Added: 120" in run("import", str(file), "--apply").output
    assert len(listed(database)) == 121


def test_a_directory_that_moves_meanwhile_is_not_written_over(
    run: Callable[..., Result], database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = arrivals.remember

    def meanwhile(*arguments: Any) -> Iterator[int]:
        yield from kept(*arguments)
        with database.writing() as connection:
            directories.one_at_a_time(connection)
            directories.mark_changed(connection)

    monkeypatch.setattr(group_import.kept, "remember", meanwhile)
    file = tmp_path / "one.json"
    file.write_text(json.dumps([tree()]))
    said = run("import", str(file), "--apply", status=1).output
    assert "changed meanwhile" in said and "as before" in said
    assert listed(database) == {}


@pytest.mark.parametrize("name", ["groups.csv", "groups.xlsx", "workbook.csv"])
def test_a_template_can_be_filled_in_and_taken_in(
    run: Callable[..., Result], database: Database, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    kind = ["--xlsx"] if name == "workbook.csv" else []
    run("template", str(file), *kind)
    assert "Added: 1" in run("import", str(file), "--apply").output
    [service] = listed(database).values()
    assert service.published is Published.LIVE and service.made_up
    assert service.phone == "07700 900123" and service.places[0].facts["step_free"]
    assert "As they were: 1" in run("import", str(file), "--apply").output
    assert "there already" in run("template", str(file), status=1).output
    run("template", str(file), "--force")


def test_a_row_with_a_mistake_is_refused_with_its_line(
    run: Callable[..., Result], database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "groups.csv"
    run("template", str(file))
    with file.open(encoding="utf-8-sig", newline="") as table:
        header, row = list(csv.reader(table))
    wrong = ["WE" if cell == "LS6" else cell for cell in row]
    wrong[0] = "another"
    with file.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([header, row, wrong])
    said = run("import", str(file), "--apply").output
    assert "Refused: 1" in said and "line 3" in said and "postcode" in said
    assert len(listed(database)) == 1


def test_made_up_groups_go_when_real_ones_come(
    run: Callable[..., Result], database: Database, tmp_path: Path, directory: Directory
) -> None:
    directories.replace_all(database, directory.services)
    file = tmp_path / "real.json"
    file.write_text(json.dumps([tree()]))
    assert "made-up groups stand beside real ones" in run("import", str(file)).output
    run("import", str(file), "--apply", "--without-made-up")
    assert [one.name for one in listed(database).values()] == ["Example Meet-up"]


def test_what_is_written_out_is_read_back_the_same(
    run: Callable[..., Result], database: Database, tmp_path: Path, directory: Directory
) -> None:
    directories.replace_all(database, directory.services)
    file = tmp_path / "out.json"
    assert "live groups written" in run("export", str(file)).output
    page = json.loads(file.read_text("utf-8"))
    assert faults("page", page) == [] and not any(faults("service", s) for s in page["contents"])
    said = run("import", str(file), "--own").output
    assert f"As they were: {len(directory.services)}" in said
    assert "Changed" not in said and "Added" not in said
    assert run("export", "-").output.startswith("{")


def test_nothing_to_give_is_said(run: Callable[..., Result], database: Database) -> None:
    assert "no live group" in run("export", "out.json", status=1).output


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"", "no first line"), (b"{", "no JSON"), (b'{"a": 1}', "no list"), (b"a;b\n1;2", "commas"),
     (b"PK\x03\x04 no zip", ""), (b"[]", "")],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(
    run: Callable[..., Result], tmp_path: Path, raw: bytes, says: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(raw)
    if raw == b"[]":
        assert "The list is empty" in run("import", str(file)).output
        return
    said = run("import", str(file), "--apply", status=1).output
    assert says in said and "Nothing was changed" in said


def test_a_file_that_is_not_there_is_said(run: Callable[..., Result]) -> None:
    assert "There is no file" in run("import", "nowhere.csv", status=1).output


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(FeedError, match="workbook"):
        list(rows_of(b"PK\x03\x04 no zip"))


def test_the_workbook_offers_words_and_keeps_phone_numbers(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "groups.xlsx"
    run("template", str(file))
    sheet = load_workbook(file).active
    offered = [choice.formula1 for choice in sheet.data_validations.dataValidation]
    assert '"yes,no"' in offered and any("weekly" in one for one in offered)
    assert sheet["A5"].number_format == "@"
