"""Every line that was logged in this run, searched for the numbers and the words of the texts."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.figures import Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import Served
from tests.soak.texting import PEOPLE, deliver

NUMBER = re.compile(r"447700900\d{3}|07700 ?900 ?\d{3}")
SHORTEST = 9
"""Characters of a text that is searched for; a database too is "not yet" accepting connections."""
TEXTS = ("I live near Quibbleford", "my postcode is LS6 2AB and my name is Sam Everyman")


def measure(ground: Ground) -> list[Row]:
    """Return how many lines tell who texted, or what. It comes last, so that all is there."""
    progress("logs: searching every line")
    for store in ground.stores():
        with Served(ground.keeper, store.url, 1) as served:
            for words in TEXTS:
                deliver(served.port, PEOPLE.text(PEOPLE.sender(), words))
    bodies = [re.escape(words) for words in PEOPLE.bodies if len(words) >= SHORTEST]
    told = re.compile(rf"\b(?:{'|'.join(bodies)})\b", re.IGNORECASE)
    lines = [line for log in ground.logs() for line in _lines(log)]
    numbers = sum(bool(NUMBER.search(line)) for line in lines)
    texts = sum(bool(told.search(line)) for line in lines)
    return [
        figure(
            f"logs: {len(lines):,} lines searched for numbers and {len(bodies)} texts",
            f"{numbers} with a number, {texts} with a text",
            "0 and 0",
            reached=not (numbers or texts) and bool(lines),
        )
    ]


def _lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8", errors="replace").splitlines()
