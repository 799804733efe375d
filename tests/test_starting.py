"""A gunicorn that cannot start says why in one line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from chatbot.settings import REQUIRED
from tests.conftest import PUBLIC_URL, ROOT, TOKEN
from webhooks import CANNOT_START

CONF = ("-c", "python:chatbot.web.gunicorn_conf")
SECRET = "hunter2hunter2"
RIGHT = {
    "TWILIO_AUTH_TOKEN": TOKEN,
    "PUBLIC_URL": PUBLIC_URL,
    "DATABASE_URL": "sqlite://",
    "CONTACT_KEY": "a key for tests only",
}
OURS = {*RIGHT, "ALLOWED_COUNTRIES", "METRICS_TOKEN", "LOG_FORMAT", "FORMER_CONTACT_KEYS"}


def start(*options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Start a gunicorn that is to end by itself."""
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [sys.executable, "-m", "gunicorn", *options, "--bind=127.0.0.1:0"]
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environ | settings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_setting_is_named_in_one_line(name: str) -> None:
    ended = start(*CONF, **{other: value for other, value in RIGHT.items() if other != name})
    assert ended.returncode == CANNOT_START
    [line] = ended.stderr.splitlines()
    assert line.startswith(f"Cannot start: {name} is not set.")
    assert ended.stdout == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", f"https://anna:{SECRET}@example.org"),
        ("DATABASE_URL", f"mysql://anna:{SECRET}@example.org/signpost"),
        ("DATABASE_URL", f"postgresql://anna:{SECRET}@example.org:port/signpost"),
        ("DATABASE_URL", SECRET),
        ("FORMER_CONTACT_KEYS", f"{SECRET},{SECRET}"),
        ("ALLOWED_COUNTRIES", SECRET),
        ("LOG_FORMAT", SECRET),
    ],
)
def test_a_wrong_setting_is_named_in_one_line_without_its_value(name: str, value: str) -> None:
    ended = start(*CONF, **{**RIGHT, name: value})
    assert ended.returncode == CANNOT_START
    [line] = ended.stderr.splitlines()
    assert line.startswith("Cannot start: ")
    assert name in line
    assert SECRET not in line.casefold()


def test_workers_that_load_the_service_themselves_are_not_started_for_ever() -> None:
    ended = start("webhooks:create_app()", "--workers=1")
    assert ended.returncode != 0
    assert "CONTACT_KEY are not set" in ended.stderr
    assert "Traceback" not in ended.stderr
