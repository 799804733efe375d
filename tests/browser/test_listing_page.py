"""The page for groups in a real browser: on a phone, at a desk, by keyboard, without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from flask import Flask

from chatbot.links import Link, Links
from chatbot.store import answers
from chatbot.upkeep import Asked

pytestmark = pytest.mark.browser

KEY = "a key for tests only"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
GROUP = "dock-side-type-1"


class Visit:
    """A group's contact with a link of their own, in a browser without JavaScript."""

    def __init__(self, browser: Any, served: tuple[str, Flask], size: dict[str, int]) -> None:
        address, app = served
        inbox, today = app.extensions["inbox"], datetime.now(UTC).date()
        self.database = inbox.database
        link = Link(uuid4().hex[:12], today + timedelta(days=30))
        with self.database.writing() as connection:
            asked = Asked(GROUP, today, link.until)
            answers.note_asked(connection, link.reference, asked, "email")
        self.address = Links([KEY], address).address(link)
        self.context = browser.new_context(viewport=size, java_script_enabled=False)
        self.page = self.context.new_page()
        self.strangers: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self._see(request.url))
        self.page.on("console", self._hear)
        self.page.goto(self.address)

    def _hear(self, said: Any) -> None:
        if not said.location["url"].endswith("/favicon.ico"):
            self.faults.append(said.text)

    def _see(self, url: str) -> None:
        if urlsplit(url).hostname != "127.0.0.1":
            self.strangers.append(url)

    def sends(self) -> str:
        self.page.get_by_role("button", name="Send").click()
        return str(self.page.locator("main").inner_text())


@pytest.fixture
def visit(browser: Any, served: tuple[str, Flask]):
    visits: list[Visit] = []

    def begin(size: dict[str, int] = PHONE) -> Visit:
        visits.append(Visit(browser, served, size))
        return visits[-1]

    yield begin
    for one in visits:
        one.context.close()
        assert one.strangers == []


def test_all_is_right_takes_two_taps(visit) -> None:
    one = visit()
    assert "Dock Side Type 1" in one.page.locator("h1").inner_text()
    one.page.get_by_label("Yes, all of it is still right").check()
    assert "Thank you" in one.sends()
    assert one.page.url == one.address
    one.page.reload()
    assert "Thank you" in one.page.locator("h1").inner_text()
    assert one.faults == []


def test_what_has_changed_waits_for_a_person(visit) -> None:
    one = visit()
    one.page.get_by_label("No, something has changed").check()
    one.page.get_by_role("group", name="interpreter").get_by_label("Yes").check()
    one.page.get_by_label("If days, times or the place").fill("Thursdays from 7pm")
    assert "A person looks at what you changed" in one.sends()
    with one.database.reading() as connection:
        kept = answers.waiting(connection)[-1].answer
    assert kept.words == "Thursdays from 7pm"
    assert [(change.field, change.old, change.new) for change in kept.changes] == [
        ("bsl", "no", "yes")
    ]


def test_what_is_missing_is_said_and_what_was_typed_stays(visit) -> None:
    one = visit()
    one.page.get_by_label("Phone number").fill("ring the bell")
    one.page.get_by_label("Email address").fill("hello@example.org")
    said = one.sends()
    assert "There is a problem" in said and "Choose whether it is still right" in said
    assert one.page.get_by_label("Email address").input_value() == "hello@example.org"
    one.page.get_by_role("link", name="Write a phone number with digits").click()
    assert one.page.url.endswith("#phone")


def test_everything_can_be_done_by_keyboard(visit) -> None:
    one = visit(DESKTOP)
    one.page.keyboard.press("Tab")
    one.page.keyboard.press("Space")
    assert one.page.get_by_label("Yes, all of it is still right").is_checked()
    one.page.get_by_label("Your role").focus()
    one.page.keyboard.press("Tab")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url(one.address)
    assert "Thank you" in one.page.locator("h1").inner_text()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_runs_off_the_screen(visit, browser: Any, size: dict[str, int]) -> None:
    one = visit(size)
    with_script = browser.new_context(viewport=size)
    page = with_script.new_page()
    page.goto(one.address)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(wide) <= 0
    small = "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    assert page.eval_on_selector_all("button, input, textarea", small) == []
    with_script.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(visit, browser: Any, size: dict[str, int]) -> None:
    axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
    one = visit(size)
    with_script = browser.new_context(viewport=size)
    page = with_script.new_page()

    def violations() -> list[str]:
        found = axe_api.Axe().run(page).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]

    page.goto(one.address)
    assert violations() == []
    page.get_by_role("button", name="Send").click()
    assert "There is a problem" in page.title()
    assert violations() == []
    page.get_by_label("Yes, all of it is still right").check()
    page.get_by_role("button", name="Send").click()
    assert violations() == []
    page.goto(f"{one.address}x")
    assert "does not work" in page.title()
    assert violations() == []
    with_script.close()
