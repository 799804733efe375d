"""PostgreSQL stops, cuts its connections, is locked or read-only: sorry, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from chatbot.content import Content
from chatbot.settings import Settings
from chatbot.store.database import StoreError
from tests.conftest import Delivery
from tests.frozen import frozen
from tests.postgres import Server
from webhooks import create_app

ENDLESS = 60
"""Seconds after which a text that nobody answers is taken to be held up for ever."""
ANOTHER = {"From": "+447700900124"}
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
WAITING = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.fixture
def database_url(postgres_url: str) -> str:
    """Here all is about PostgreSQL."""
    return postgres_url


@pytest.fixture
def name(database_url: str, postgres: Server) -> str:
    [(name,)] = postgres.run("SELECT current_database()", database_url)
    return name


def sorry(answer) -> bool:
    words = answer.get_data(as_text=True)
    return answer.status_code == 503 and "<Message>" in words and "text again" in words


def asks(answer, question: str) -> bool:
    return answer.status_code == 200 and question in answer.get_data(as_text=True)


def until(true: Callable[[], object]) -> None:
    """Wait for something another session does."""
    while not true():
        time.sleep(0.01)


@contextmanager
def contacts_locked(url: str) -> Iterator[None]:
    """Another session holds every contact there is."""
    with psycopg.connect(url) as other:
        other.execute("SELECT id FROM contact FOR UPDATE")
        yield


# --- the server stops -------------------------------------------------------------------------


@pytest.fixture
def stoppable(own_server: Server, settings: Settings, content: Content) -> Iterator[Flask]:
    url = own_server.create(f"stoppable_{uuid4().hex[:8]}", migrated=True)
    app = create_app(replace(settings, database_url=url), content=content)
    yield app
    app.extensions["inbox"].database.close()


def test_a_server_that_stops_costs_nothing_and_nobody_restarts_the_service(
    own_server: Server, stoppable: Flask
) -> None:
    twilio = Delivery(stoppable.test_client())
    assert asks(twilio.text("Hi"), "Where do you live?")
    own_server.stop()
    form = twilio.form("Leeds")
    assert sorry(twilio.post(form))
    assert sorry(twilio.post(form))
    assert asks(twilio.text("i want to die", **ANOTHER), "85258")
    assert stoppable.test_client().get("/health").status_code == 200
    own_server.start()
    answer = twilio.post(form)
    assert asks(answer, "Who is it for?")
    assert twilio.post(form).get_data() == answer.get_data()
    assert asks(twilio.text("1"), "How would you like to meet?")


def test_a_service_that_starts_before_its_server_works_as_soon_as_it_is_there(
    own_server: Server, settings: Settings, content: Content
) -> None:
    url = own_server.create("later", migrated=False)
    own_server.stop()
    app = create_app(replace(settings, database_url=url), content=content)
    twilio = Delivery(app.test_client())
    form = twilio.form("Hi")
    assert sorry(twilio.post(form))
    own_server.start()
    assert asks(twilio.post(form), "Where do you live?")
    app.extensions["inbox"].database.close()


# --- the server is frozen: it is there, and says nothing --------------------------------------


def test_a_server_that_is_frozen_costs_nothing_and_nobody_restarts_the_service(
    own_server: Server, stoppable: Flask
) -> None:
    twilio = Delivery(stoppable.test_client())
    assert asks(twilio.text("Hi"), "Where do you live?")
    form = twilio.form("Leeds")
    with ThreadPoolExecutor() as pool:
        with frozen(own_server.pid):
            first, second = pool.submit(twilio.post, form), pool.submit(twilio.text, "Hi")
            assert sorry(first.result(ENDLESS))
            assert sorry(second.result(ENDLESS))
            danger = pool.submit(twilio.text, "i want to die", **ANOTHER)
            assert asks(danger.result(ENDLESS), "85258")
            ready = pool.submit(stoppable.test_client().get, "/ready")
            assert ready.result(ENDLESS).status_code == 503
        until(lambda: stoppable.test_client().get("/ready").status_code == 200)
    answer = twilio.post(form)
    assert asks(answer, "Who is it for?")
    assert twilio.post(form).get_data() == answer.get_data()
    assert asks(twilio.text("1"), "How would you like to meet?")


def test_a_server_that_freezes_during_a_text_gets_no_more_of_them_until_it_may_go_on(
    own_server: Server, stoppable: Flask
) -> None:
    twilio = Delivery(stoppable.test_client())
    database = stoppable.extensions["inbox"].database
    url = own_server.url(database.engine.url.database)
    twilio.text("Hi")
    form = twilio.form("Leeds")
    with ThreadPoolExecutor() as pool, contacts_locked(url):
        answer = pool.submit(twilio.post, form)
        until(lambda: answer.done() or own_server.run(WAITING, url))
        with frozen(own_server.pid):
            assert sorry(answer.result(ENDLESS))
            with pytest.raises(StoreError, match="a moment ago"), database.delivering():
                pass
    until(lambda: stoppable.test_client().get("/ready").status_code == 200)
    assert asks(twilio.post(form), "Who is it for?")


# --- connections are cut ----------------------------------------------------------------------


def test_connections_cut_between_texts_are_not_noticed_by_anybody(
    twilio: Delivery, postgres: Server, name: str
) -> None:
    questions = ("Where do you live?", "Who is it for?", "How would you like to meet?", "join?")
    for text, question in zip(("Hi", "Leeds", "3", "2"), questions, strict=True):
        assert asks(twilio.text(text), question)
        postgres.run(CUT.format(name=name))


def test_a_connection_cut_during_a_text_loses_nothing(
    twilio: Delivery, postgres: Server, database_url: str
) -> None:
    twilio.text("Hi")
    form = twilio.form("Leeds")
    with ThreadPoolExecutor() as pool, contacts_locked(database_url):
        answer: Future = pool.submit(twilio.post, form)
        until(lambda: answer.done() or postgres.run(WAITING, database_url))
        [(pid,)] = postgres.run(WAITING, database_url)
        postgres.run(f"SELECT pg_terminate_backend({pid})")
        assert sorry(answer.result())
    assert asks(twilio.post(form), "Who is it for?")
    assert asks(twilio.text("1"), "How would you like to meet?")


# --- locked, read-only ------------------------------------------------------------------------


def test_a_contact_that_is_locked_holds_up_nobody_else(
    twilio: Delivery, postgres: Server, database_url: str
) -> None:
    twilio.text("Hi")
    form = twilio.form("Leeds")
    with ThreadPoolExecutor() as pool, contacts_locked(database_url):
        answer: Future = pool.submit(twilio.post, form)
        until(lambda: answer.done() or postgres.run(WAITING, database_url))
        assert asks(twilio.text("Hi", **ANOTHER), "Where do you live?")
        assert asks(twilio.text("York", **ANOTHER), "Who is it for?")
        assert not answer.done()
        assert sorry(answer.result())
    assert asks(twilio.post(form), "Who is it for?")


def test_two_waits_for_locks_are_no_frozen_server(
    twilio: Delivery, postgres: Server, database_url: str
) -> None:
    """The second delivery waits for the first, and then for the contact: nobody else is refused."""
    twilio.text("Hi")
    form = twilio.form("Leeds")
    with ThreadPoolExecutor() as pool, contacts_locked(database_url):
        first = pool.submit(twilio.post, form)
        until(lambda: first.done() or postgres.run(WAITING, database_url))
        second = pool.submit(twilio.post, form)
        assert sorry(first.result())
        assert sorry(second.result())
        assert asks(twilio.text("Hi", **ANOTHER), "Where do you live?")
    assert asks(twilio.post(form), "Who is it for?")


def test_a_server_that_only_reads_says_sorry(
    twilio: Delivery, postgres: Server, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    twilio.text("Hi")
    postgres.run(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    postgres.run(CUT.format(name=name))
    form = twilio.form("my secret words")
    assert sorry(twilio.post(form))
    postgres.run(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
    postgres.run(CUT.format(name=name))
    assert twilio.post(form).status_code == 200
    assert "ReadOnlySqlTransaction" in caplog.text
    assert "my secret words" not in caplog.text
    assert "7700900123" not in caplog.text


def test_no_row_of_any_table_holds_a_number_a_postcode_or_the_words_of_a_text(
    twilio: Delivery, client: FlaskClient, postgres: Server, database_url: str
) -> None:
    secrets = ["7700900123", "5TP", "wibble wobble", "Bartholomew", "51.51234", "-0.12345"]
    for body in ("Hi, Bartholomew here", "M14 5TP", "wibble wobble", "1", "kms", "2", "skip", "1"):
        twilio.text(body)
    twilio.text("", Latitude="51.51234", Longitude="-0.12345")
    twilio.text("Hi", From="whatsapp:+447700900123")
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    kept = "".join(
        row
        for (table,) in postgres.run(tables, database_url)
        for (row,) in postgres.run(f'SELECT t::text FROM "{table}" t', database_url)  # noqa: S608
    )
    assert "find-group" in kept
    for secret in secrets:
        assert secret not in kept, secret
