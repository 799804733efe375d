"""One row of a table as values, and the reasons to leave it out in plain words."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from chatbot.facts import Fact
from chatbot.loading.tree import did_you_mean

LONGEST = {"name": 60, "summary": 100}
LONGEST_ELSEWHERE = 160
OLDEST = 120

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SPREADSHEET_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?", re.ASCII)


def cleaned(text: str) -> str:
    """Return a cell's text on one line, without HTML, control or invisible characters."""
    # Council feeds encode their HTML twice.
    text = _TAG.sub(" ", html.unescape(html.unescape(text)))
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(mark for mark in text if unicodedata.category(mark)[0] != "C").strip()


def plain(text: str) -> str:
    """Return a word as it is compared: small letters, "_" for spaces and hyphens."""
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one group, clean, and the faults found on the way."""

    cells: Mapping[str, str]
    today: date
    faults: list[str] = field(default_factory=list)

    def fault(self, says: str) -> None:
        """Note a reason to leave this row out, once."""
        if says not in self.faults:
            self.faults.append(says)

    def text(self, column: str) -> str:
        """Return a text that is short enough to be sent."""
        text = self.cells.get(column, "")
        longest = LONGEST.get(column, LONGEST_ELSEWHERE)
        if len(text) > longest:
            self.fault(f"Its {column} has {len(text)} characters. Write at most {longest}.")
        return text[:longest]

    def parts(self, column: str) -> list[str]:
        """Return the entries of a list that is written with semicolons, or with commas."""
        return [part.strip() for part in re.split("[;,]", self.text(column)) if part.strip()]

    def words(self, column: str, known: Collection[str]) -> frozenset[str]:
        """Return the entries of a list, each as ``known`` spells it."""
        return frozenset(self._known(column, part, known) for part in self.parts(column))

    def word(self, column: str, known: Collection[str]) -> str:
        """Return one word as ``known`` spells it, or "" for an empty cell."""
        text = self.text(column)
        return self._known(column, text, known) if text else ""

    def _known(self, column: str, text: str, known: Collection[str]) -> str:
        spelt = {plain(word): word for word in known}
        if (word := spelt.get(plain(text))) is not None:
            return word
        self.fault(f"The {column} '{text}' is not known.{did_you_mean(text, known)}")
        return ""

    def fact(self, column: str) -> Fact:
        """Return yes or no, and unknown for an empty cell."""
        return Fact(self.word(column, list(Fact)) or Fact.UNKNOWN)

    def flag(self, column: str) -> bool:
        """Return whether a cell says yes; an empty cell does not."""
        return self.fact(column) is Fact.YES

    def age(self, column: str) -> int | None:
        """Return an age in years, None for an empty cell."""
        text = self.text(column)
        if not text:
            return None
        if text.isascii() and text.isdigit() and int(text) <= OLDEST:
            return int(text)
        self.fault(f"The {column} '{text}' is not an age. Write digits, like 18.")
        return None

    def count(self, column: str, most: int) -> int:
        """Return how many, from 1 to ``most``; 1 for an empty cell."""
        text = self.text(column)
        if not text:
            return 1
        if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
            return int(text)
        self.fault(f"The {column} '{text}' is not a number from 1 to {most}.")
        return 1

    def day(self, column: str, *, may_be_ahead: bool = False) -> date | None:
        """Return a date, None for an empty cell. UK spreadsheets turn 2026-11-23 to 23/11/2026."""
        text = self.text(column)
        if not text:
            return None
        try:
            if found := _DATE.fullmatch(text):
                day = date(int(found[1]), int(found[2]), int(found[3]))
            elif found := _SPREADSHEET_DATE.fullmatch(text):
                day = date(int(found[3]), int(found[2]), int(found[1]))
            else:
                raise ValueError(text)
        except ValueError:
            self.fault(f"The {column} '{text}' is not a date. Write it like 2026-11-23.")
            return None
        if day > self.today and not may_be_ahead:
            self.fault(f"The {column} {text} is in the future. Write the day it was done.")
        return day

    def clock(self, column: str) -> time | None:
        """Return a local time of day, None for an empty cell."""
        text = self.text(column)
        if not text:
            return None
        found = _CLOCK.fullmatch(text)
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        self.fault(f"The {column} '{text}' is not a time. Write it like 19:30.")
        return None
