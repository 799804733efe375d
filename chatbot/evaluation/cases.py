"""A set of texts and what each should be read as: one JSON object on each line."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from chatbot.loading.tree import Report, did_you_mean


class CaseError(Exception):
    """One line cannot be used; the message says what is wrong with it and the way out."""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a set: where it stands, counted from 1, and what it says."""

    line: int
    record: Mapping[str, Any]

    @property
    def text(self) -> str:
        """What somebody texted. Raises CaseError."""
        return text_of(self.record, "text", 'Add what somebody texts, like "text": "2 please".')


def read_cases(file: str, raw: bytes, example: str, report: Report) -> list[Case]:
    """Return the lines of a file; empty ones are passed over, broken ones go to ``report``.

    ``example`` is a line as it should be.
    """
    cases = []
    for number, line in enumerate(raw.removeprefix(BOM_UTF8).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            cases.append(Case(number, _record(line, example)))
        except CaseError as error:
            report.add(file, number, str(error))
    return cases


def _record(line: bytes, example: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        says = "A character here is in the wrong encoding. Save the file again as UTF-8."
        raise CaseError(says) from None
    except json.JSONDecodeError as error:
        at = f"{error.msg}, at character {error.pos + 1}"
        says = f"This line is not JSON ({at}). A line is one object, like {example}"
        raise CaseError(says) from None
    except (ValueError, RecursionError):
        raise CaseError(f"This line is not JSON we can read. It could be {example}") from None
    if not isinstance(record, dict):
        raise CaseError(f"A line must be one object in curly brackets, like {example}")
    return record


def text_of(record: Mapping[str, Any], name: str, hint: str) -> str:
    """Return a field that must be a text. Raises CaseError, with ``hint`` as the way out."""
    value = value_of(record, name, hint)
    if not isinstance(value, str):
        raise CaseError(f"'{name}' must be a text in quotes. {hint}")
    return value


def table_of(record: Mapping[str, Any], name: str, hint: str) -> Mapping[str, Any]:
    """Return a field that must be an object. Raises CaseError."""
    value = value_of(record, name, hint)
    if not isinstance(value, dict):
        raise CaseError(f"'{name}' must be an object in curly brackets. {hint}")
    return value


def value_of(record: Mapping[str, Any], name: str, hint: str) -> Any:
    """Return a field that must be there; null is a value. Raises CaseError."""
    if name not in record:
        raise CaseError(f"'{name}' is missing. {hint}")
    return record[name]


def one_of(word: str, known: Collection[str], name: str) -> str:
    """Return ``word`` when it is known. Raises CaseError."""
    if word not in known:
        raise CaseError(f"'{word}' is no {name} we know.{did_you_mean(word, known)}")
    return word


def written(record: Mapping[str, Any]) -> str:
    """Return a line of JSON; half an emoji, which no file can hold, is written as its number."""
    line = json.dumps(record, ensure_ascii=False)
    halved = any("\ud800" <= mark <= "\udfff" for mark in line)
    return json.dumps(record) if halved else line
