"""The phone page as a person meets it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

SOON = 15_000


def words_of(entry: Any) -> str:
    """Return what an entry says, without who said it, which only screen readers are told."""
    return str(entry.text_content()).removeprefix("Service: ").removeprefix("You: ")


class Screen:
    """One open page. ``faults`` are what the console says, ``strangers`` requests elsewhere."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self.strangers: list[str] = []
        page.set_default_timeout(SOON)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._see(request.url))
        page.goto(address)
        page.wait_for_selector("body[data-ready]")

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _see(self, url: str) -> None:
        if urlsplit(url).hostname != "127.0.0.1":
            self.strangers.append(url)

    def whatsapp(self) -> None:
        self.page.get_by_label("WhatsApp").check()

    def types(self, text: str) -> str:
        """Type a text, send it, and return the reply."""
        before = self._entries()
        self.page.get_by_label("Your text").fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()
        return self.answered(before)

    def taps(self, label: str) -> str:
        """Tap a quick reply and return the reply."""
        before = self._entries()
        self.chips.get_by_role("button", name=label, exact=True).click()
        return self.answered(before)

    def presses(self, name: str) -> str:
        """Press a button of the page that sends something, and return what comes of it."""
        before = self._entries()
        self.page.get_by_role("button", name=name, exact=True).click()
        return self.answered(before)

    def answered(self, before: int) -> str:
        """Wait until something has been sent and answered; return the newest entry's text."""
        wait = "n => document.querySelectorAll('#log .entry').length >= n + 2"
        self.page.wait_for_function(wait, arg=before)
        self.page.locator("#typing").wait_for(state="hidden")
        return words_of(self.last)

    def _entries(self) -> int:
        return self.page.locator("#log .entry").count()

    def unfolds(self) -> None:
        """Open every panel."""
        self.page.eval_on_selector_all(".panel", "all => all.forEach(one => { one.open = true })")

    @property
    def last(self) -> Any:
        return self.page.locator("#log .entry").last

    @property
    def chips(self) -> Any:
        return self.page.get_by_role("group", name="Quick replies")

    @property
    def number(self) -> str:
        return self.page.locator("#from-number").inner_text()

    def answers(self) -> dict[str, str]:
        terms = self.page.locator("#answers dt").all_text_contents()
        return dict(zip(terms, self.page.locator("#answers dd").all_text_contents(), strict=True))

    def shows(self, name: str) -> str:
        """Return what a place of the panels shows, like "cost" or "step"."""
        return str(self.page.locator(f"#{name}").text_content())
