"""What is logged, line by line: ids and kinds of errors, never a number, a text or a postcode.

Whoever logs leaves them out. The formatters here are the last net below that.
"""

from __future__ import annotations

import copy
import logging
import re
import traceback
from pathlib import Path

from pythonjsonlogger.json import JsonFormatter

FORMATS = ("json", "text")
QUIET = ("werkzeug", "alembic")
NUMBER, POSTCODE = "[number]", "[postcode]"

_DIGITS = re.compile(
    r"(?P<id>\b[A-Z]{2}[0-9a-f]{32}\b)"
    r"|(?<![0-9.])(?:\+\(?|\(?0|44)(?:[ ().\-/\u00a0]{0,2}[0-9]){8,}"
    r"|[0-9]{9,}"
)
"""What begins as a number of a phone does, with anything people write between its digits, and nine
digits on end; one of Twilio's ids stays."""
_POSTCODE = re.compile(
    r"(?<![0-9A-Za-z])[A-Z]{1,2}[0-9][0-9A-Z]?\s{0,2}[0-9][A-Z]{2}(?![0-9A-Za-z])", re.IGNORECASE
)
_QUERY = re.compile(r"(/[^\s?\"']*)\?[^\s\"']+")
_LINK = re.compile(r"(/listing/)[^\s\"']+")
_BROKEN = re.compile(r"Invalid (?:HTTP |request )")
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def masked(text: str) -> str:
    """Return a text without phone numbers, full postcodes, the queries of addresses, and the links
    that let somebody answer for a group.
    """
    text = _LINK.sub(r"\1...", text)
    text = _QUERY.sub(r"\1?...", text)
    text = _DIGITS.sub(lambda found: found["id"] or NUMBER, text)
    return _POSTCODE.sub(POSTCODE, text)


def kind_of(error: BaseException) -> str:
    """Return what sort of error it is, and where; its message may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"


def _calm(record: logging.LogRecord) -> logging.LogRecord:
    """Return a copy of a record with nothing of a person in it."""
    calm = copy.copy(record)
    try:
        said = record.getMessage()
    except Exception:
        said = str(record.msg)
    if _BROKEN.search(said):
        said = f"{_BROKEN.split(said)[0]}Invalid request"  # gunicorn quotes what it could not read
    calm.msg, calm.args = masked(said), ()
    for name, value in vars(record).items():
        if name not in _OWN:
            setattr(calm, name, masked(str(value)))
    if record.exc_info and record.exc_info[1]:
        calm.error = kind_of(record.exc_info[1])
    calm.exc_info = calm.exc_text = calm.stack_info = None
    return calm


class JsonLines(JsonFormatter):
    """One JSON object a line: time in UTC, level, logger, message, and any ids given as extra."""

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="time",
        )

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        return super().format(_calm(record))


class TextLines(logging.Formatter):
    """A line for people: level, message, and the kind of an error."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line."""
        calm = _calm(record)
        error = getattr(calm, "error", "")
        return f"{super().format(calm)} ({error})" if error else super().format(calm)


class _Lines(logging.StreamHandler):  # type: ignore[type-arg]
    """Our own handler, known by its class when it is put in anew."""


def formatter(style: str) -> logging.Formatter:
    """Return the formatter for one of FORMATS."""
    return TextLines() if style == "text" else JsonLines()


def configure(style: str) -> None:
    """Log to standard error from INFO on. A second call takes the place of the first."""
    logging.raiseExceptions = False  # what cannot be written would be printed with its values
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _Lines)]:
        root.removeHandler(handler)
    lines = _Lines()
    lines.setFormatter(formatter(style))
    root.addHandler(lines)
    root.setLevel(logging.INFO)
    for chatty in QUIET:
        logging.getLogger(chatty).setLevel(logging.WARNING)
