"""Odd JSON as clean values: whatever stands where, nothing here raises on it."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from ftfy import fix_encoding

from chatbot.feeds.faults import FeedError
from chatbot.feeds.rows import OLDEST, cleaned

Tree = Any
"""What json.loads gives: dict, list, str, int, float, bool or None, in any order."""

NOTHING = frozenset(("null", "none", "nil", "undefined", "nan", "n/a", "na", "-", "--", "."))
"""Words that programs write where they have nothing."""
LONGEST_TEXT = 20_000
MOST_ENTRIES = 200
"""The most parts read of any one list inside an entry: no group has more places or facts."""
EARLIEST = 1900

_PLAIN = re.compile(r"[!#-%'-;=?-~]+(?: [!#-%'-;=?-~]+)*")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)
_UK_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", re.ASCII)
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d[T ])?(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})?", re.ASCII)
_HALF = re.compile(r"\s*([ap])\.?m\b", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;:<>()]+@[^@\s,;:<>()]+\.[A-Za-z]{2,}")
_NUMBER = re.compile(r"(?:\+|\b0)[0-9][0-9 ().-]{4,18}[0-9]|\b1[0-9]{2}\b|\b116 ?[0-9]{3}\b")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+", re.IGNORECASE)
_PLACEHOLDERS = re.compile(r"(^|\.)example\.com$|^path$|\.invalid$|^localhost$", re.IGNORECASE)


def parse(raw: bytes) -> Tree:
    """Return the JSON of some bytes, one value or one a line; control characters may stand in it.

    Raises FeedError when it is no JSON.
    """
    text = decoded(raw)
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise FeedError("The JSON is nested too deeply to be read.") from None
    except ValueError as fault:
        reason = str(fault)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines):
        try:
            return [json.loads(line, strict=False) for line in lines]
        except (ValueError, RecursionError):
            pass
    raise FeedError(f"This is no JSON that can be read: {reason[:120]}.")


def decoded(raw: bytes) -> str:
    """Return bytes as text, in the encoding they seem to be in."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def text_of(value: Tree) -> str:
    """Return a value as clean text on one line; "" for what is no text or says nothing."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return _digits(value)
    if not isinstance(value, str):
        return ""
    value = value[:LONGEST_TEXT]
    if not _PLAIN.fullmatch(value):
        value = html.unescape(html.unescape(value))
        if not value.isascii():
            value = fix_encoding(value.encode("utf-8", "ignore").decode("utf-8"))
        value = cleaned(value)
    return "" if value.casefold() in NOTHING else value


def _digits(value: int | float) -> str:
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else ""
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 10**15 else str(value)


def cut(text: str, longest: int) -> str:
    """Return a text shortened to ``longest`` letters: at a sentence's end, or else at a word's."""
    if len(text) <= longest:
        return text
    short = text[: longest - 2]
    end = max(short.rfind(mark) for mark in (". ", "! ", "? "))
    if end >= longest // 3:
        return short[: end + 1]
    return (short.rsplit(" ", 1)[0] if " " in short else short).rstrip(" ,;:-") + ".."


@dataclass(frozen=True, slots=True)
class Node:
    """One object of JSON, asked for what it may hold. What is there in another shape is not there.

    Where several keys are given the first that says something counts.
    """

    tree: Mapping[str, Tree]

    def text(self, *keys: str) -> str:
        """Return clean text, or ""."""
        for key in keys:
            if found := text_of(self.tree.get(key)):
                return found
        return ""

    def number(self, *keys: str) -> float | None:
        """Return a finite number, also one that is written as text."""
        for key in keys:
            value = self.tree.get(key)
            if isinstance(value, bool):
                continue
            try:
                found = float(value) if isinstance(value, int | float) else float(text_of(value))
            except (ValueError, OverflowError):
                continue
            if math.isfinite(found):
                return found
        return None

    def age(self, key: str) -> int | None:
        """Return an age in years. Feeds write -1, 0 or 999 for one that nobody has stated."""
        found = self.number(key)
        return int(found) if found is not None and 0 < found <= OLDEST else None

    def day(self, *keys: str) -> date | None:
        """Return the day of a date or a moment, whatever its offset."""
        for key in keys:
            if found := day_of(self.text(key)):
                return found
        return None

    def clock(self, *keys: str) -> time | None:
        """Return a time of day as it is written: an offset is passed over.

        UK groups mean the time on the wall, also where a program has put a "Z" behind it.
        """
        for key in keys:
            if (found := clock_of(self.text(key))) is not None:
                return found
        return None

    def nodes(self, *keys: str) -> list[Node]:
        """Return the objects of a list; one object alone counts as a list of one."""
        return [
            Node(one)
            for key in keys
            for one in _several(self.tree.get(key))
            if isinstance(one, dict)
        ]

    def node(self, key: str) -> Node:
        """Return an object, an empty one where there is none."""
        return next(iter(self.nodes(key)), Node({}))

    def words(self, key: str) -> list[str]:
        """Return the entries of a list of texts, or of one text with commas or semicolons."""
        return [
            part.strip()
            for one in _several(self.tree.get(key))
            for part in re.split("[;,|]", text_of(one))
            if part.strip()
        ]


def _several(value: Tree) -> Iterator[Tree]:
    yield from value[:MOST_ENTRIES] if isinstance(value, list) else [value]


def day_of(text: str) -> date | None:
    """Return the day a text begins with, "2026-11-23" or "23/11/2026"."""
    try:
        if found := _DAY.match(text):
            day = date(int(found[1]), int(found[2]), int(found[3]))
        elif found := _UK_DAY.match(text):
            day = date(int(found[3]), int(found[2]), int(found[1]))
        else:
            return None
    except ValueError:
        return None
    return day if day.year >= EARLIEST else None


def clock_of(text: str) -> time | None:
    """Return the time of day a text begins with: "19:30", "19:30:00Z", "7pm", "7.30 pm"."""
    found = _CLOCK.match(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = _HALF.match(text, found.end())
    if not half and found[2] is None:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def email_of(text: str) -> str:
    """Return the e-mail address in a text; "" for none, or for one that nobody reads."""
    found = _EMAIL.search(text)
    if not found or _PLACEHOLDERS.search(found[0].rpartition("@")[2]):
        return ""
    return found[0] if len(found[0]) <= 160 else ""


def phone_of(text: str) -> str:
    """Return the first phone number in a text, whatever label stands round it."""
    found = _NUMBER.search(text)
    if not found:
        return ""
    number = " ".join(found[0].replace(".", " ").split())
    return number if re.fullmatch(r"[0+][0-9 ()-]{4,20}|[1-9][0-9]{2} ?[0-9]{0,3}", number) else ""


def web_of(text: str) -> str:
    """Return a web address that people can open, or "": only http and https, no placeholder."""
    text = text.strip()
    if not text or " " in text or len(text) > 160:
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"//{text}", scheme="https")
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or parts.username or "@" in parts.netloc:
        return ""
    return text if _HOST.fullmatch(host) and not _PLACEHOLDERS.search(host) else ""
