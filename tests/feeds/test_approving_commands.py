"""From another list to somebody's phone: import, review, accept, publish, and what is refused."""

from __future__ import annotations

import csv
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chatbot.cli import main
from chatbot.content import Content
from chatbot.directory import Published, Scope, Service, Strength
from chatbot.facts import Fact, Source
from chatbot.settings import Settings
from chatbot.store import arrivals, directories, listings, schema
from chatbot.store.database import Database
from tests.conftest import Delivery
from webhooks import create_app

pytestmark = pytest.mark.both_engines
TODAY = datetime.now(UTC).date()
WORDS = "Level access from the car park"
CIRCLE = "11111111-1111-5111-8111-111111111111"
Run = Callable[..., str]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    schema.migrate(database)
    yield database
    database.close()


@pytest.fixture
def run(settings: Settings) -> Run:
    environment = {
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
        "PUBLIC_URL": settings.public_url,
        "DATABASE_URL": settings.database_url,
        "CONTACT_KEY": settings.contact_key,
    }

    def command(*said: str, fails: bool = False, types: str = "") -> str:
        result = CliRunner().invoke(main, ["groups", *said], env=environment, input=types)
        assert (result.exit_code != 0) == fails, result.output
        assert "Traceback" not in result.output
        return result.output

    return command


@pytest.fixture
def brings(run: Run, tmp_path: Path) -> Callable[..., str]:
    """Takes entries in as another list."""

    def take_in(*entries: dict[str, Any], feed: str = "council-x") -> str:
        file = tmp_path / "feed.json"
        file.write_text(json.dumps(entries))
        return run("import", str(file), "--feed", feed, "--apply")

    return take_in


def place(at: str, town: str) -> dict[str, Any]:
    location = {
        "id": f"l-{at}", "name": f"Example Hall {at}", "latitude": 53.82, "longitude": -1.57,
        "addresses": [{"address_1": "1 High Street", "city": town, "postal_code": "LS6 1AB"}],
    }  # fmt: skip
    return {"id": f"place-{at}", "location": location}


def circle(**changed: Any) -> dict[str, Any]:
    return {
        "id": CIRCLE,
        "name": "Example Circle",
        "description": f"For adults with type 1. {WORDS}.",
        "status": "active",
        "email": "hello@example.org",
        "service_at_locations": [place("a", "Leeds")],
        "schedules": [{"id": "x", "byday": "TU", "freq": "WEEKLY", "opens_at": "19:00"}],
        **changed,
    }  # fmt: skip


def listed(database: Database, group: str = CIRCLE) -> Service:
    with database.reading() as connection:
        found = listings.read(connection, group)
    assert found is not None
    return found


def number(said: str, about: str) -> str:
    """Return the number that the review gives a suggestion."""
    [line] = [line for line in said.splitlines() if about in line]
    return line.split(".")[0].strip()


def test_the_whole_way_from_a_feed_to_a_phone_and_on_to_other_feeds(
    run: Run,
    brings: Callable[..., str],
    database: Database,
    settings: Settings,
    content: Content,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chatbot.renewing.LOOK_EVERY", 0)
    said = brings(circle())
    assert "3 things wait for a person: chatbot groups review" in said
    app = create_app(settings, content=content)
    twilio = Delivery(app.test_client())
    text = "Adult with type 1, Leeds, in person, step free"
    try:
        assert offered(app)["total_items"] == 0
        assert "Example Circle" not in twilio.text(text).text
        review = run("review")
        assert "1 draft waits" in review and '1 of council-x: publish --feed "council-x"' in review
        assert f"  council-x says of Example Circle ({CIRCLE}):" in review
        assert f'. "{WORDS}" -> step_free: yes?' in review
        asked = [number(review, about) for about in ("step_free: yes?", "t1_only?", "audience")]
        run("accept", *asked)
        assert offered(app)["total_items"] == 0
        assert "Live now: 1." in run("publish", CIRCLE, types="y\n")
        [service] = offered(app)["contents"]
        assert service["name"] == "Example Circle" and service["last_modified"]
        shown = twilio.text(text, From="+447700900124").text
        assert "Example Circle" in shown
    finally:
        app.extensions["inbox"].close()
    stated = listed(database).places[0].facts["step_free"]
    assert (stated.value, stated.source, stated.on) == (Fact.YES, Source.ASSURER_CHECKED, TODAY)


def offered(app: Any) -> Any:
    """Return what other programs get, once the directory has been read again beside the texts."""
    client = app.test_client()
    client.get("/api/services")
    for thread in threading.enumerate():
        if thread.name == "directory":
            thread.join()
    return client.get("/api/services").json


def test_what_is_accepted_stays_and_what_is_refused_does_not_come_back(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle())
    review = run("review")
    run("accept", number(review, "t1_only?"), number(review, "audience adult"))
    run("refuse", number(review, "step_free: yes?"))
    for _ in range(2):
        assert brings(circle()).endswith("Taken in.\n")
        now = listed(database)
        assert (now.scope, dict(now.audiences)) == (Scope.TYPE_1, {"adult": Strength.WELCOME})
        assert not now.facts and not now.places[0].facts
        assert "Other lists" not in run("review")
    run("publish", CIRCLE, "--yes")
    brings(circle())
    assert listed(database).scope is Scope.TYPE_1 and "Other lists" not in run("review")


def test_numbers_that_do_not_wait_change_nothing_at_all(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle())
    before, known = listed(database), number(run("review"), "step_free")
    for command in ("accept", "refuse"):
        assert "No s999 waits" in run(command, known, "s999", fails=True)
        assert "No answer 7 waits" in run(command, "7", fails=True)
        assert "like 3, or s12" in run(command, "x12", fails=True)
    assert listed(database) == before and known in run("review")
    run("accept", known)
    assert f"No {known} waits" in run("accept", known, fails=True)


def test_a_suggestion_is_put_right_by_whoever_knows_better(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle(service_areas=[{"id": "a", "name": "Yorkshire"}], alert="Closed in August"))
    review = run("review")
    run("accept", number(review, "step_free"), "--as", "No")
    assert listed(database).places[0].facts["step_free"].value is Fact.NO
    nations = number(review, '"Yorkshire" -> nations: which? --as England or')
    assert "Say what is so" in run("accept", nations, fails=True)
    assert "England, Scotland" in run("accept", nations, "--as", "France", fails=True)
    run("accept", nations, "--as", "england")
    assert listed(database).nations == {"England"}
    alert = number(review, '"Closed in August" -> alert: to read')
    assert f"refuse {alert}" in run("accept", alert, fails=True)
    run("refuse", alert)
    assert "name one" in run("accept", "s1", "s2", "--as", "yes", fails=True)
    brings(circle(service_areas=[{"id": "a", "name": "Yorkshire"}], alert="Closed in August"))
    assert listed(database).nations == {"England"}


def test_of_several_places_one_is_named(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle(service_at_locations=[place("a", "Leeds"), place("b", "Otley")]))
    step_free = number(run("review"), "step_free")
    first, second = listed(database).places
    for further in ((), ("--at", "nowhere")):
        said = run("accept", step_free, *further, fails=True)
        assert f"{second.id}: Otley" in said and "--at" in said
    run("accept", step_free, "--at", second.id)
    first, second = listed(database).places
    assert not first.facts and second.facts["step_free"].value is Fact.YES


@pytest.mark.parametrize("table", [False, True], ids=["feed", "table"])
def test_a_change_of_a_live_group_is_taken_over_as_its_list_has_it(
    run: Run, brings: Callable[..., str], database: Database, tmp_path: Path, table: bool
) -> None:
    file = tmp_path / "groups.csv"

    def says(name: str, bsl: str) -> str:
        if not table:
            access = {
                "id": "1", "link_type": "psg-access", "value": bsl,
                "taxonomy_term": {"code": "bsl", "taxonomy": "psg-access"},
            }  # fmt: skip
            return brings(circle(name=name, attributes=[access]))
        if not file.exists():
            run("template", str(file))
        with file.open(encoding="utf-8-sig", newline="") as rows:
            [row] = csv.DictReader(rows)
        row |= {"name": name, "bsl": bsl, "step_free": bsl, "facts_from": "a_visit"}
        with file.open("w", encoding="utf-8", newline="") as rows:
            writer = csv.DictWriter(rows, row)
            writer.writeheader()
            writer.writerow(row)
        return run("import", str(file), "--feed", "council-x", "--apply")

    says("Example Circle", "no")
    group = "example-circle" if table else CIRCLE
    run("publish", group, "--yes")
    says("Example Ring", "no")
    says("Example Round", "yes")
    assert listed(database, group).name == "Example Circle"
    review = run("review")
    assert "Example Ring?" not in review, "a later import has taken it over"
    run("accept", number(review, "name: Example Circle -> Example Round?"))
    run("accept", number(review, "facts: "))
    now = listed(database, group)
    assert (now.name, now.published) == ("Example Round", Published.LIVE)
    bsl = now.facts["bsl"]
    assert (bsl.value, bsl.source, bsl.on) == (Fact.YES, Source.ASSURER_CHECKED, TODAY)
    if table:
        run("accept", number(review, "places: "))
        step_free = listed(database, group).places[0].facts["step_free"]
        assert (step_free.value, step_free.source) == (Fact.YES, Source.ASSURER_CHECKED)
    assert "As they were: 1" in says("Example Round", "yes")
    assert "name: " not in run("review")


def test_a_change_that_is_out_of_date_is_not_taken_over(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle())
    run("publish", CIRCLE, "--yes")
    brings(circle(email="new@example.org"))
    change = number(run("review"), "email: hello@example.org -> new@example.org?")
    brings(circle())
    assert "out of date" in run("accept", change, fails=True)
    assert listed(database).email == "hello@example.org"
    assert "--as is not for it" in run("accept", change, "--as", "x", fails=True)
    run("refuse", change)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"email": ""}, "no way to contact it"),
        ({"service_at_locations": [], "schedules": []}, "not known how it meets"),
        ({"description": "For type 2 diabetes."}, "may be about type 2 alone: answer s"),
        ({"description": "Type 1. Women only."}, "may be only for women: answer s"),
        ({"status": "inactive"}, "says that it is inactive"),
    ],
)
def test_what_cannot_be_shown_to_anybody_is_not_taken_live(
    run: Run, brings: Callable[..., str], database: Database, entry: dict[str, Any], why: str
) -> None:
    brings(circle(**entry))
    for said in ((CIRCLE,), ("--feed", "council-x")):
        told = run("publish", *said, "--yes", fails=True)
        assert f"Cannot go live: Example Circle ({CIRCLE})" in told and why in told
        assert "Nothing was taken live" in told
    assert why in run("show", CIRCLE)
    assert listed(database).published is not Published.LIVE


def test_type_2_alone_is_refused_once_it_is_known(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle(description="For type 2 diabetes."))
    run("accept", number(run("review"), "t2_only?"))
    assert "It is about type 2 alone." in run("publish", CIRCLE, "--yes", fails=True)
    assert "It is about type 2 alone." in run("review")


def test_a_whole_list_goes_live_and_what_lacks_something_stays(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    some = [
        circle(id=f"g-{at}", name=f"Example {at}", email=f"g{at}@example.org", description="Type 1")
        for at in range(25)
    ]
    brings(*some, circle(id="g-x", name="Example X", email="", description="Type 1"))
    run("publish", "--feed", "council-x", types="n\n", fails=True)
    with database.reading() as connection:
        before = directories.read_directory(connection)
    assert not any(one.published is Published.LIVE for one in before.services)
    said = run("publish", "--feed", "council-x", types="y\n")
    assert "Cannot go live: Example X" in said and "these 25 groups" in said
    assert "Live now: 25." in said
    with database.reading() as connection:
        after = directories.read_directory(connection)
        modified = arrivals.modified(connection)
    live = [one for one in after.services if one.published is Published.LIVE]
    assert len(live) == 25 and {one.id for one in live} <= modified.keys()
    told = run("publish", "--feed", "council-y", fails=True)
    assert "No draft of a list 'council-y' waits. Drafts wait of: council-x." in told


def test_what_publish_needs_is_said(run: Run, brings: Callable[..., str]) -> None:
    assert "Name groups" in run("publish", fails=True)
    assert "Name groups" in run("publish", CIRCLE, "--feed", "council-x", fails=True)
    assert "no group 'x'" in run("publish", "x", fails=True)
    assert "no group 'x'" in run("show", "x", fails=True)
    assert "No draft of a list 'x' waits.\n" in run("publish", "--feed", "x", fails=True)
    brings(circle())
    run("publish", CIRCLE, "--yes")
    assert "It is no draft: it is live." in run("publish", CIRCLE, "--yes", fails=True)


def test_show_says_what_is_known_who_says_so_and_what_is_not_known(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle())
    said = run("show", CIRCLE)
    for line in (
        f"Example Circle ({CIRCLE}): awaiting approval, shown to nobody",
        f"From: council-x, as {CIRCLE}, last seen",
        "bsl: not known", "Which diabetes: not known", "Last checked: never",
        "Note: It is not known whether it is for adults",
    ):  # fmt: skip
        assert line in said
    run("accept", number(said, "step_free: yes?"))
    said = run("show", CIRCLE)
    day = f"{TODAY.day} {TODAY:%B %Y}"
    assert f"step_free: yes (a person has confirmed it, {day})" in said
    assert "step_free: not known" not in said and "When: not known" not in said


@pytest.mark.parametrize("command", ["pause", "resume", "checked"])
def test_other_feeds_hear_of_every_change(
    run: Run, brings: Callable[..., str], database: Database, command: str
) -> None:
    brings(circle())
    run("publish", CIRCLE, "--yes")
    if command != "pause":
        run("pause", CIRCLE)
    with database.writing() as connection:
        arrivals.note_modified(connection, [CIRCLE], 1)
        before = directories.state(connection)
    run(command, CIRCLE, *(["--by", "Asha"] if command == "checked" else []))
    with database.reading() as connection:
        assert arrivals.modified(connection)[CIRCLE].year > 2000
        assert directories.state(connection) != before


def test_reminders_that_were_not_answered_are_no_news(
    run: Run, brings: Callable[..., str], database: Database
) -> None:
    brings(circle())
    with database.writing() as connection:
        arrivals.note_modified(connection, [CIRCLE], 1)
        listings.change(connection, CIRCLE, lambda one: replace(one, reminders=2))
        assert arrivals.modified(connection)[CIRCLE].year == 1970
    assert listed(database).reminders == 2


def test_a_long_review_is_cut_short_unless_all_is_asked_for(
    run: Run, brings: Callable[..., str]
) -> None:
    brings(*(circle(id=f"g-{at}", name=f"Example {at}", email="") for at in range(45)))
    said = run("review")
    assert "45 drafts wait" in said and "... and 5 more. --all shows them." in said
    assert len(re.findall(r"^    s\d+\. ", said, re.MULTILINE)) == 40
    assert len(re.findall(r"^    s\d+\. ", run("review", "--all"), re.MULTILINE)) == 45 * 3
