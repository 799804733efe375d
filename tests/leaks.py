"""What must never be logged: the suite's numbers, full postcodes, and texts marked as secret."""

from __future__ import annotations

import logging
import re
import traceback

FORBIDDEN = re.compile(
    r"7700[\s.-]?900|my secret words|a token for tests only|a key for tests only"
    r"|(?<![0-9A-Za-z])[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}(?![0-9A-Za-z])"
)


class Everything(logging.Handler):
    """Keeps every record of any logger that reaches the root, as a plain formatter would say it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = [record.name, record.getMessage(), repr(record.args)]
        known = vars(logging.makeLogRecord({}))
        said += [str(value) for name, value in vars(record).items() if name not in known]
        if record.exc_info and record.exc_info[0]:
            said += traceback.format_exception(*record.exc_info)
        self.lines.append(" ".join(said))

    def leaks(self) -> list[str]:
        """The lines that say what must not be said."""
        return [line for line in self.lines if FORBIDDEN.search(line)]
