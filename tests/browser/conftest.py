"""A real browser in front of the real service, both on this machine only."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.serving import make_server

from chatbot.settings import demonstration
from webhooks import create_app

from .screen import Screen

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    "No Chromium on this machine: the browser tests were skipped (apt-get install chromium)"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    api = pytest.importorskip("playwright.sync_api", reason=NO_BROWSER)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(NO_BROWSER)
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(
    browser: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Flask]]:
    """Where the service answers, and the service; it starts only when there is a browser."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        database = f"sqlite:///{tmp_path_factory.mktemp('phone') / 'signpost.db'}"
        app = create_app(demonstration({}, database, "a key for tests only", url))
        server = make_server("127.0.0.1", 0, app, threaded=True, fd=listening.fileno())
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield url, app
        server.shutdown()
        serving.join()
        server.server_close()
    app.extensions["inbox"].database.close()


@pytest.fixture(scope="session")
def address(served: tuple[str, Flask]) -> str:
    return served[0]


@pytest.fixture
def open_screen(browser, address: str) -> Iterator[object]:
    """Open the page in a browser window of its own; whatever went wrong in it fails the test."""
    screens: list[Screen] = []

    def open_page(**settings: object) -> Screen:
        look = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        context = browser.new_context(**(look | settings))
        screens.append(Screen(context.new_page(), address))
        return screens[-1]

    yield open_page
    for screen in screens:
        screen.page.context.close()
    for screen in screens:
        assert screen.faults == []
        assert screen.strangers == []


@pytest.fixture
def screen(open_screen) -> Screen:
    return open_screen()
