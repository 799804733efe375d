"""The full webhook beside the yardstick, in one process and without sockets."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import monotonic, process_time_ns
from typing import Any

from flask import Flask

from chatbot.settings import Settings
from tests.bench import yardstick
from tests.bench.conversations import FORM, PATH, PUBLIC_URL, TOKEN, Deliveries, Signed
from tests.bench.figures import BenchError, Goal, Row, progress
from webhooks import create_app

GOAL = 3.5
KEY = "a key for the benchmark only"


def measure(folder: Path, seconds: float) -> list[Row]:
    """Return the CPU of one request to each, batch and batch about, on a database in ``folder``.

    A batch is every conversation of the mix once, all of them at the same time.
    """
    progress(f"in process: yardstick and full webhook, for {seconds:g} seconds")
    settings = settings_for(f"sqlite:///{folder / 'door.db'}")
    plain, full = yardstick.create_app(), create_app(settings)
    deliveries = Deliveries()
    cpu: dict[Flask, list[float]] = {plain: [], full: []}
    for app in cpu:
        _cpu_each(app, deliveries.mixed(1))
    until = monotonic() + seconds
    while monotonic() < until or not cpu[full]:
        requests = deliveries.mixed(1)
        for app, spent in cpu.items():
            spent.append(_cpu_each(app, requests))
    full.extensions["inbox"].database.close()
    return _rows(cpu[plain], cpu[full])


def settings_for(url: str) -> Settings:
    """Return a real deployment's settings on this database."""
    return Settings(
        twilio_auth_token=TOKEN,
        public_url=PUBLIC_URL,
        database_url=url,
        contact_key=KEY,
        demo=False,
        phone_page=False,
        texts_per_minute=10**9,
        replies_per_day=10**9,
    )


def _rows(plain: list[float], full: list[float]) -> list[Row]:
    least, middle = min(full) / min(plain), median(full) / median(plain)
    return [
        Row("in process, CPU of a request to the yardstick", _said(plain)),
        Row("in process, CPU of a request to the full webhook", _said(full)),
        Row(
            "  times the yardstick's",
            f"{least:.2f} least, {middle:.2f} median",
            Goal(f"{GOAL} or less", least <= GOAL),
        ),
    ]


def _said(cpu: list[float]) -> str:
    return f"{min(cpu):.0f} us least, {median(cpu):.0f} us median"


def _cpu_each(app: Flask, requests: list[Signed]) -> float:
    """Return the microseconds of CPU a request takes; making its environment is not counted."""
    environs = [_environ(signed) for signed in requests]
    before = process_time_ns()
    for environ in environs:
        _ask(app, environ)
    return (process_time_ns() - before) / len(environs) / 1_000


def _ask(app: Flask, environ: dict[str, Any]) -> None:
    statuses: list[str] = []

    def start_response(status: str, *_: object) -> None:
        statuses.append(status)

    answer: Iterable[bytes] = app(environ, start_response)  # type: ignore[arg-type]
    body = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    if not statuses[0].startswith("200") or b"<Response" not in body:
        raise BenchError(f"an answer was {statuses[0]}")


def _environ(signed: Signed) -> dict[str, Any]:
    """Return what a server hands on for the request."""
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": FORM,
        "CONTENT_LENGTH": str(len(signed.body)),
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT": "*/*",
        "HTTP_USER_AGENT": "TwilioProxy/1.1",
        "HTTP_X_TWILIO_SIGNATURE": signed.signature,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(signed.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
