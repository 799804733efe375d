"""For whoever runs it: /health, /ready, /metrics, and the headers on every answer."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql

from chatbot.content import Content
from chatbot.metrics import Meters
from chatbot.settings import Settings
from chatbot.setup import fingerprint
from tests.conftest import FLOWS, PUBLIC_URL, Delivery
from webhooks import create_app

METRICS_TOKEN = "a token for counting"
BEARER = {"Authorization": f"Bearer {METRICS_TOKEN}"}


@pytest.fixture
def watched(settings: Settings, content: Content) -> Iterator[FlaskClient]:
    app = create_app(replace(settings, metrics_token=METRICS_TOKEN), content=content)
    yield app.test_client()
    app.extensions["inbox"].database.close()


def counted(client: FlaskClient) -> dict[str, float]:
    """Every series and its value, without the histogram's buckets."""
    shown = client.get("/metrics", headers=BEARER).get_data(as_text=True)
    pairs = [line.rsplit(" ", 1) for line in shown.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in pairs if "_bucket" not in name}


# --- ready --------------------------------------------------------------------------------


def test_it_is_ready_when_the_database_answers_with_its_newest_tables(client: FlaskClient) -> None:
    answer = client.get("/ready")
    assert answer.status_code == 200
    parts = {"database": "ok", "tables": "ok", "content": "ok", "directory": "ok"}
    assert answer.get_json() == {"ready": True, **parts}


def test_it_is_not_ready_while_the_database_is_away_and_is_once_it_is_back(
    settings: Settings, content: Content
) -> None:
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    path.mkdir(parents=True)
    app = create_app(settings, content=content)
    away = app.test_client().get("/ready")
    assert away.status_code == 503
    assert away.get_json()["reason"] == "database"
    assert str(path) not in away.get_data(as_text=True)
    path.rmdir()
    assert app.test_client().get("/ready").status_code == 200
    app.extensions["inbox"].database.close()


def test_it_is_not_ready_with_the_tables_of_another_release(client: FlaskClient) -> None:
    with client.application.extensions["inbox"].database.writing() as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = '0001'"))
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert (answer.get_json()["reason"], answer.get_json()["tables"]) == ("tables", "old")


def test_no_connection_is_open_when_the_service_has_started(
    settings: Settings, content: Content
) -> None:
    app = create_app(settings, content=content)
    pool = app.extensions["inbox"].database.engine.pool
    assert (pool.checkedin(), pool.checkedout()) == (0, 0)


# --- headers ------------------------------------------------------------------------------

ROUTES = ["/health", "/ready", "/metrics", "/privacy", "/", "/phone/static/phone.js", "/nowhere",
          "/static/notice.css", "/twilio/messages", "/phone/sign", "/api", "/api/services",
          "/api/services/<service_id>", "/api/<path:_rest>", "/listing/<token>"]  # fmt: skip
POSTED = ["/twilio/messages", "/twilio/fallback", "/twilio/status", "/twilio/voice", "/phone/sign",
          "/phone/standing", "/phone/reading"]  # fmt: skip


@pytest.fixture(params=[PUBLIC_URL, "http://127.0.0.1:8000"], ids=["https", "http"])
def paged(
    request: pytest.FixtureRequest, settings: Settings, content: Content
) -> Iterator[tuple[FlaskClient, bool]]:
    url = request.param
    app = create_app(replace(settings, public_url=url, phone_page=True), content=content)
    yield app.test_client(), url.startswith("https")
    app.extensions["inbox"].database.close()


def test_every_answer_tells_a_browser_how_to_treat_it(paged: tuple[FlaskClient, bool]) -> None:
    client, safe = paged
    answers = [(path, client.get(path)) for path in ROUTES]
    answers += [(path, client.post(path)) for path in POSTED]
    for path, answer in answers:
        answer.close()
        headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert "camera=()" in headers["Permissions-Policy"], path
        assert ("Strict-Transport-Security" in headers) == safe, path
        shipped = "/static/" in path
        assert headers["Cache-Control"] == ("no-cache" if shipped else "no-store"), path
        given = {"/health", "/ready", "/privacy", "/", "/api", "/api/services"}
        assert (answer.status_code == 200) == (path in given or shipped), path


def test_every_route_is_among_those_whose_headers_are_looked_at(
    paged: tuple[FlaskClient, bool],
) -> None:
    rules = {rule.rule for rule in paged[0].application.url_map.iter_rules()}
    plain = {rule.replace("<path:filename>", "") for rule in rules}
    looked_at = {re.sub(r"(?<=static/).*", "", path) for path in (*ROUTES, *POSTED)}
    assert plain <= looked_at


# --- metrics ------------------------------------------------------------------------------


def test_the_counters_are_for_whoever_has_the_token(
    watched: FlaskClient, client: FlaskClient
) -> None:
    assert watched.get("/metrics", headers=BEARER).status_code == 200
    for wrong in ("", "Bearer", "Bearer ", f"Bearer {METRICS_TOKEN}x", METRICS_TOKEN, "Bearer Ä"):
        refused = watched.get("/metrics", headers={"Authorization": wrong})
        assert refused.status_code == 401
        assert b"signpost" not in refused.get_data()
    assert watched.get("/metrics").status_code == 401
    for guess in (BEARER, {"Authorization": "Bearer "}, {}):
        assert client.get("/metrics", headers=guess).status_code == 404


def test_messages_are_counted_by_what_became_of_them(
    watched: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    twilio = Delivery(watched)
    first = twilio.form("Hi")
    twilio.post(first)
    twilio.post(first)
    twilio.text("Leeds")
    twilio.text("qwrtp zxcvb")
    twilio.text("i want to die")
    twilio.text("stop", OptOutType="STOP")
    twilio.text("hello", From="whatsapp:+447700900124")
    watched.post("/twilio/messages", data=first)
    twilio.post({"MessageSid": "SM1"})
    inbox = watched.application.extensions["inbox"]
    (tmp_path / "no.db").mkdir()
    away = type(inbox.database)(f"sqlite:///{tmp_path / 'no.db'}")
    monkeypatch.setattr(inbox, "database", away)
    twilio.text("hello")
    twilio.text("i want to die")
    twilio.post(twilio.form("hello"), "/twilio/fallback")
    got = counted(watched)

    def messages(channel: str, outcome: str) -> float:
        return got[f'signpost_messages_total{{channel="{channel}",outcome="{outcome}"}}']

    assert messages("sms", "answered") == 4
    assert messages("whatsapp", "answered") == 1
    assert messages("sms", "silent") == 1
    assert messages("sms", "duplicate") == 1
    assert messages("none", "refused") == 2
    assert messages("sms", "unavailable") == 1
    assert messages("sms", "alone") == 1
    assert messages("sms", "static") == 1
    assert got["signpost_database_errors_total"] == 3
    assert got['signpost_steps_total{step="place"}'] == 2
    assert got['signpost_steps_total{step="who"}'] == 4
    assert got['signpost_unclear_total{step="who"}'] == 1
    assert got['signpost_concerns_total{concern="suicide_self_harm",tier="clear"}'] == 1
    assert got["signpost_message_seconds_count"] == 9
    assert got['signpost_segments_total{encoding="GSM-7"}'] >= 6
    build = f'content="{fingerprint(FLOWS)}"'
    assert any(name.startswith("signpost_build_info{") and build in name for name in got)


def test_nothing_of_a_person_is_in_the_counters(watched: FlaskClient) -> None:
    twilio = Delivery(watched)
    for body in ("my secret words", "LS6 2AB", "i want to die, call 07700 900123"):
        twilio.text(body)
    assert not re.search(r"secret|LS6|Leeds|7700|SM0", " ".join(counted(watched)))


def test_a_fault_in_counting_costs_no_answer(
    watched: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_anything: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Meters, "_count", broken)
    assert Delivery(watched).text("Hi").status_code == 200


def test_a_locked_file_is_counted_as_a_fault_of_the_database(watched: FlaskClient) -> None:
    database = watched.application.extensions["inbox"].database
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert Delivery(watched).text("Hi").status_code == 503
    other.execute("ROLLBACK")
    other.close()
    assert counted(watched)["signpost_database_errors_total"] == 1
