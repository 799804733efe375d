"""The page behind a group's link: who may open it, what it takes, and what comes of an answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from chatbot.amending import Outcome, facts_asked
from chatbot.directory import Published, Service, Status
from chatbot.facts import Fact, Source
from chatbot.links import Link, Links
from chatbot.loglines import masked
from chatbot.store import answers, arrivals, directories, listings
from chatbot.store.database import Database
from chatbot.upkeep import Asked
from chatbot.web.listing_form import LONGEST, as_we_have_it, read_form
from tests import services as made_up
from tests.conftest import PUBLIC_URL

KEY = "a key for tests only"
GROUP = "dock-side-type-1"
TODAY = datetime.now(UTC).date()
LINKS = Links([KEY], PUBLIC_URL)
WORDINGS = tuple(f"Principle {number}." for number in range(1, 7))


@pytest.fixture
def database(client: FlaskClient) -> Database:
    return client.application.extensions["inbox"].database


@pytest.fixture
def link(database: Database) -> Callable[..., str]:
    """Make the path of a link that was sent to a group."""
    count = 0

    def make(group: str = GROUP, until: date = TODAY + timedelta(days=30)) -> str:
        nonlocal count
        count += 1
        token = Link(f"reference{count}", until)
        with database.writing() as connection:
            sent = Asked(group, TODAY - timedelta(days=1), until)
            answers.note_asked(connection, token.reference, sent, "email")
        return f"/listing/{LINKS.token(token)}"

    return make


def listed(database: Database, group: str = GROUP) -> Service:
    with database.reading() as connection:
        found = listings.read(connection, group)
    assert found is not None
    return found


def changed(database: Database, group: str = GROUP, **fields: object) -> None:
    with database.writing() as connection:
        listings.change(connection, group, lambda one: replace(one, **fields))


def waiting(database: Database) -> list[answers.Kept]:
    with database.reading() as connection:
        return answers.waiting(connection)


def said(answer) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


@pytest.mark.both_engines
def test_all_is_right_is_a_check_and_counts_once(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    changed(database, reminders=2, checked_on=date(2026, 1, 1))
    path = link()
    assert "Dock Side Type 1" in said(client.get(path))
    assert client.head(path).status_code == 200, "mail programs look before people do"
    answer = client.post(path, data={"answer": "right"})
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    now = listed(database)
    assert (now.checked_on, now.checked_how, now.reminders) == (TODAY, "email_link", 0)
    with database.reading() as connection:
        before = directories.state(connection)
    again = client.post(path, data={"answer": "closed"})
    assert "Thank you" in said(again)
    with database.reading() as connection:
        assert directories.state(connection) == before
    assert listed(database) == now and waiting(database) == []


@pytest.mark.both_engines
def test_what_changes_waits_and_nothing_of_it_is_listed(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    before, path = listed(database), link()
    form = {
        "answer": "changed", "phone": "07700 900111", "words": "Now  on\x1b[31m Thursdays",
        "principle_3": "yes", "role": "organiser",
    }  # fmt: skip
    assert client.post(path, data=form).status_code == 303
    assert listed(database) == before
    [kept] = waiting(database)
    assert kept.answer.outcome is Outcome.CHANGED
    assert kept.answer.words == "Now on [31m Thursdays"
    assert kept.answer.by == "organiser"
    principle = client.application.extensions["inbox"].content.letters.principles[2]
    assert [tuple(change) for change in kept.answer.changes] == [
        ("phone", before.phone, "07700 900111", ""),
        ("principle:3", "unknown", "yes", principle),
    ]
    assert "A person looks" in said(client.get(path))


@pytest.mark.both_engines
def test_a_group_that_is_trusted_changes_its_listing_but_words_wait(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    changed(database, trusted=True)
    service = listed(database)
    at = [one.field for one in facts_asked(service, ["step_free"])]
    assert at == [f"step_free@{service.places[0].id}"]
    path = link()
    form = {"answer": "changed", "fact_0": "no", "email": "new@example.org", "words": "8pm now"}
    client.post(path, data=form)
    now = listed(database)
    stated = now.stated("step_free", now.places[0])
    assert stated is not None
    assert (stated.value, stated.source, stated.on) == (Fact.NO, Source.GROUP_SAID, TODAY)
    assert (now.email, now.checked_on) == ("new@example.org", TODAY)
    [kept] = waiting(database)
    assert (kept.answer.words, kept.answer.changes) == ("8pm now", ())
    shown = said(client.get(path))
    assert "goes to people who text us from now on" in shown and "A person looks" in shown


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("form", "news"),
    [({"answer": "right"}, True), ({"answer": "changed", "email": "new@example.org"}, True),
     ({"answer": "changed", "words": "8pm now"}, False)],
)  # fmt: skip
def test_other_feeds_hear_of_what_a_group_changes_and_not_of_what_waits(
    client: FlaskClient,
    database: Database,
    link: Callable[..., str],
    form: dict[str, str],
    news: bool,
) -> None:
    changed(database, trusted=True)
    group = listed(database).id
    with database.writing() as connection:
        arrivals.note_modified(connection, [group], 1)
    client.post(link(), data=form)
    with database.reading() as connection:
        assert (arrivals.modified(connection)[group].year > 1970) == news


def test_a_group_that_has_closed_is_put_before_a_person(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    client.post(link(), data={"answer": "closed"})
    assert listed(database).status is Status.ACTIVE
    [kept] = waiting(database)
    assert [(change.field, change.new) for change in kept.answer.changes] == [("status", "defunct")]


def test_one_that_is_trusted_and_closed_for_now_says_until_when(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    changed(database, trusted=True)
    opens = TODAY + timedelta(days=40)
    day = f"{opens.day} {opens.month} {opens.year}"
    client.post(link(), data={"answer": "closed_for_now", "back_on": day})
    now = listed(database)
    assert (now.status, now.back_on) == (Status.TEMPORARILY_CLOSED, opens)


@pytest.mark.both_engines
def test_a_form_that_is_sent_twice_at_once_counts_once(
    database: Database, link: Callable[..., str]
) -> None:
    read = LINKS.read(link().removeprefix("/listing/"))
    assert read is not None
    with database.writing() as connection:
        assert answers.take(connection, read.reference, Outcome.RIGHT, TODAY)
        assert not answers.take(connection, read.reference, Outcome.CLOSED, TODAY)
        assert not answers.take(connection, "never-sent", Outcome.CLOSED, TODAY)


# --- links that do not work ---------------------------------------------------------------------


def test_a_link_that_is_not_ours_or_not_whole_is_met_kindly(
    client: FlaskClient, link: Callable[..., str]
) -> None:
    path = link()
    stranger = Links(["another key"], PUBLIC_URL)
    longer = LINKS.read(path.removeprefix("/listing/"))
    assert longer is not None
    later = longer._replace(until=longer.until + timedelta(days=1))
    head, _, tail = path.removeprefix("/listing/").partition(".")
    tampered = [
        path[:-1], path[:-9], f"{path}x", "/listing/x", "/listing/..x", f"/listing/{'a' * 5000}",
        f"/listing/{stranger.token(longer)}",
        f"/listing/{head}.{later.until.toordinal()}.{tail.partition('.')[2]}",
        f"/listing/{LINKS.token(Link('never-sent', later.until))}",
    ]  # fmt: skip
    for one in tampered:
        answer = client.get(one)
        assert answer.status_code == 404, one
        assert "This link does not work" in said(answer)
        assert client.post(one, data={"answer": "right"}).status_code == 404
        assert "Dock Side" not in said(answer)


def test_a_link_ends_after_its_last_day(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    assert client.get(link(until=TODAY)).status_code == 200
    old = link(until=TODAY - timedelta(days=1))
    for answer in (client.get(old), client.post(old, data={"answer": "closed"})):
        assert answer.status_code == 410
        assert "This link has ended" in said(answer)
    assert waiting(database) == []


def test_a_group_that_is_gone_is_said_to_be(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    path = link()
    changed(database, published=Published.ARCHIVED)
    assert "not on our list" in said(client.get(path))
    assert "not on our list" in said(client.get(link("no-such-group")))
    assert client.post(path, data={"answer": "right"}).status_code == 410


def test_a_group_that_is_paused_may_answer_and_stays_paused(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    changed(database, published=Published.PAUSED)
    client.post(link(), data={"answer": "right"})
    assert listed(database).published is Published.PAUSED


def test_a_link_stays_good_when_the_key_changes() -> None:
    token = Links(["old"], PUBLIC_URL).token(Link("abc-_", TODAY))
    assert Links(["old", "new"], PUBLIC_URL).read(token) == Link("abc-_", TODAY)
    assert Links(["new"], PUBLIC_URL).read(token) is None


@given(st.text(max_size=80))
def test_no_text_is_a_link(text: str) -> None:
    assert LINKS.read(text) is None


@given(st.binary(min_size=9, max_size=9), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_link_comes_back_and_every_changed_letter_breaks_it(raw: bytes, until: date) -> None:
    one = Link(raw.hex(), until)
    token = LINKS.token(one)
    assert LINKS.read(token) == one
    assert token[-1].isalpha()
    # The last letter of the signature holds four bits that count, so it is left out here.
    for at in range(len(token) - 2):
        other = "A" if token[at] != "A" else "B"
        assert LINKS.read(token[:at] + other + token[at + 1 :]) is None


# --- what the page shows ------------------------------------------------------------------------


def test_a_hidden_address_is_on_its_own_page_and_said_to_be_hidden(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    service = listed(database)
    place = service.places[0]
    there = replace(place.location, hidden=True, address="12 Quiet Lane")
    changed(database, places=(replace(place, location=there),))
    shown = said(client.get(link()))
    assert "12 Quiet Lane" in shown and "People are not told this address." in shown


def test_the_page_of_a_group_that_has_nothing_filled_in(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    bare = Service(GROUP, "Bare", "", "", frozenset(("chat",)), {})
    with database.writing() as connection:
        listings.put(connection, replace(bare, principles=()))
    shown = said(client.get(link()))
    assert "Not known" in shown and "We have not checked these details yet." in shown
    assert "without any steps" not in shown, "a chat has no door"


def test_what_a_group_wrote_is_text_and_no_markup(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    changed(database, summary="<script>alert(1)</script>", contact_name='"><img src=x>')
    shown = said(client.get(link()))
    assert "<script" not in shown and "<img" not in shown


def test_the_page_has_the_headers_of_all_and_may_send_its_own_form(
    client: FlaskClient, link: Callable[..., str]
) -> None:
    answer = client.get(link())
    policy = answer.headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy and "default-src 'self'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in said(answer)
    assert "form-action 'none'" in client.get("/privacy").headers["Content-Security-Policy"]


def test_while_the_database_is_away_nothing_is_kept_and_it_is_said(
    client: FlaskClient, database: Database, link: Callable[..., str]
) -> None:
    path = link()
    with database.writing() as connection:
        connection.execute(sql("ALTER TABLE review_request RENAME TO away"))
    answer = client.post(path, data={"answer": "right"})
    assert answer.status_code == 503
    assert "try again in 10 minutes" in said(answer)


def test_a_link_is_in_no_log() -> None:
    path = f"/listing/{LINKS.token(Link('reference1', TODAY))}"
    assert masked(f"GET {path} 200") == "GET /listing/... 200"
    logging.getLogger("chatbot.test").info("%s", masked(path))


# --- what was filled in -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "faulty"),
    [
        ({}, {"answer"}),
        ({"answer": "burn it"}, {"answer"}),
        ({"answer": "changed"}, {"words"}),
        ({"answer": "changed", "phone": "ring me"}, {"phone"}),
        ({"answer": "changed", "email": "nobody"}, {"email"}),
        ({"answer": "changed", "web": "our page"}, {"web"}),
        ({"answer": "changed", "principle_1": "yes"}, {"role"}),
        ({"answer": "closed_for_now", "back_on": "soon"}, {"back_on"}),
        ({"answer": "closed_for_now", "back_on": "1 1 2020"}, {"back_on"}),
        ({"answer": "closed_for_now", "back_on": "31 2 2030"}, {"back_on"}),
        ({"answer": "closed_for_now", "back_on": ""}, set()),
        ({"answer": "changed", "phone": ""}, set()),
        ({"answer": "right", "fact_0": "perhaps"}, set()),
    ],
)
def test_what_is_wrong_is_named(
    client: FlaskClient, database: Database, link: Callable[..., str], form, faulty
) -> None:
    service = listed(database)
    asked = facts_asked(service, ["step_free"])
    filled = read_form(form, service, asked, WORDINGS, TODAY)
    assert set(filled.faults) == faulty
    assert (filled.answer is None) == bool(faulty)
    answer = client.post(link(), data=form)
    assert answer.status_code == (400 if faulty else 303)
    if faulty:
        assert "There is a problem" in said(answer) and f'id="{next(iter(faulty))}-fault"' in said(
            answer
        )


@given(
    made_up.services,
    st.dictionaries(
        st.sampled_from(["answer", "role", "words", "back_on", "phone", "email", "fact_0",
                         "principle_1", "contact_name", "web", "other"]),
        st.text(max_size=900) | st.sampled_from(["right", "yes", "changed", "closed"]),
    ),
)  # fmt: skip
def test_whatever_is_sent_it_is_read_or_refused_and_fits(service: Service, form) -> None:
    asked = facts_asked(service, ["step_free", "bsl"])
    filled = read_form(form, service, asked, WORDINGS, TODAY)
    assert (filled.answer is None) == bool(filled.faults)
    for name, most in LONGEST.items():
        if name in form:
            assert len(filled.values[name]) <= most
    if filled.answer:
        assert filled.answer.words.isprintable() and filled.answer.by.isprintable()
        for change in filled.answer.changes:
            assert change.old != change.new or change.field in ("status", "back_on")


@given(made_up.services)
def test_a_form_sent_as_it_was_shown_says_that_all_is_right(service: Service) -> None:
    service = replace(service, contact_name="Asha", phone="", email="", web="")
    asked = facts_asked(service, ["step_free", "bsl", "quiet"])
    form = {**as_we_have_it(service, asked).values, "answer": "right", "role": "organiser"}
    filled = read_form(form, service, asked, WORDINGS, TODAY)
    assert filled.answer is not None
    assert (filled.answer.outcome, filled.answer.changes) == (Outcome.RIGHT, ())
