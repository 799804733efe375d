"""What is logged: one JSON object a line, ids and kinds of errors, and nobody in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO

import pytest

from chatbot import loglines
from tests.leaks import Everything

SID = "SM0123456789abcdef0123456789012345"


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    """A logger that only the test's own handlers hear: what is logged here is meant to be bad."""
    alone = logging.getLogger("tests.alone")
    alone.propagate = False
    alone.setLevel(logging.DEBUG)
    yield alone
    alone.handlers.clear()


def writing(log: logging.Logger, style: str) -> StringIO:
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(loglines.formatter(style))
    log.addHandler(handler)
    return written


def test_a_line_is_one_json_object_with_time_level_logger_message_and_ids(
    log: logging.Logger,
) -> None:
    written = writing(log, "json")
    log.error("not kept: %s", "OperationalError", extra={"message_id": SID})
    assert written.getvalue().count("\n") == 1
    line = json.loads(written.getvalue())
    assert datetime.fromisoformat(line.pop("time")).utcoffset() == timedelta(0)
    assert line == {
        "level": "ERROR",
        "logger": "tests.alone",
        "message": "not kept: OperationalError",
        "message_id": SID,
    }


@pytest.mark.parametrize("style", loglines.FORMATS)
@pytest.mark.parametrize(
    "private",
    [
        "+447700900123", "07700900123", "07700 900123", "07700 900 123", "(07700) 900-123",
        "+44 7700 900123", "0044 7700 900 123", "+44 (0)7700 900123", "07700.900.123",
        "whatsapp:+447700900123", "From+447700900123", "+353201234567", "020 7946 0123",
        "LS6 2AB", "ls62ab", "SW1A 1AA", "M1 1AE", "EC1A  1BB",
        "/twilio/messages?From=x&Body=hello",
    ],
    ids=lambda private: f"{len(private)}-characters",
)  # fmt: skip
def test_a_number_a_postcode_or_a_query_is_masked_wherever_it_stands(
    log: logging.Logger, style: str, private: str
) -> None:
    written = writing(log, style)
    log.warning("it was %s", private)
    log.warning("it was " + private.replace("%", "%%"))  # noqa: G003
    log.warning("it was", extra={"said": private})
    log.warning({"it was": [private]})
    try:
        raise ValueError(private)
    except ValueError:
        log.exception("it was", stack_info=True)
    shown = written.getvalue()
    assert shown.count("it was") >= 5
    assert private not in shown
    assert not any(part in shown for part in ("900123", "900 123", "2AB", "Body"))


@pytest.mark.parametrize(
    "plain",
    [SID, "Starting gunicorn 27.0.1", "PUBLIC_URL", "3 of 12345678", "127.0.0.1:8000",
     "0003_claims", "at placing.py:133", "2026-11-28T08:30:19", "3f2a1b0c9d8e", "LS6",
     "at http://10.0.0.12:48555 (10535)", "2026-11-28 08:30:19", "1, 2, 3, 4, 5, 6, 7, 8, 9"],
)  # fmt: skip
def test_what_is_no_number_of_a_person_is_left(plain: str) -> None:
    assert loglines.masked(f"so {plain} so") == f"so {plain} so"


@pytest.mark.parametrize("style", loglines.FORMATS)
def test_an_error_is_logged_by_kind_and_place_only(log: logging.Logger, style: str) -> None:
    written = writing(log, style)
    try:
        raise KeyError("my secret words")
    except KeyError as error:
        log.exception("unexpected")
        assert loglines.kind_of(error).startswith("KeyError at test_loglines.py:")
    assert "KeyError at test_loglines.py:" in written.getvalue()
    assert "secret" not in written.getvalue()
    assert "Traceback" not in written.getvalue()


def test_a_line_that_does_not_fit_its_values_is_logged_without_them() -> None:
    record = logging.makeLogRecord({"msg": "it was %s %s", "args": ("my secret words",)})
    assert json.loads(loglines.formatter("json").format(record))["message"] == "it was %s %s"


def test_a_record_is_not_changed_for_others_who_hear_it() -> None:
    record = logging.makeLogRecord({"msg": "it was %s", "args": ("+447700900123",)})
    loglines.formatter("json").format(record)
    assert record.args == ("+447700900123",)


def test_configuring_twice_logs_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr(logging, "raiseExceptions", True)
    try:
        loglines.configure("text")
        loglines.configure("json")
        logging.getLogger("chatbot.tests").warning("just once")
    finally:
        for handler in [one for one in root.handlers if one not in before]:
            root.removeHandler(handler)
        root.setLevel(level)
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["message"] for line in lines] == ["just once"]


def test_the_net_under_all_tests_catches_what_nobody_may_log(log: logging.Logger) -> None:
    net = Everything()
    log.addHandler(net)
    log.error("all is well with %s", SID)
    assert net.leaks() == []
    log.error("to +447700900123")
    log.error("to %s", "07700 900123")
    log.error("to", extra={"where": "LS6 2AB"})
    try:
        raise ValueError("my secret words")
    except ValueError:
        log.exception("to")
    assert len(net.leaks()) == 4
