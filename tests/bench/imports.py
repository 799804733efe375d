"""Feeds over a real server into a database: an example, a broken one, and one of 10,000."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import perf_counter
from typing import Any

from click.testing import CliRunner

from chatbot.cli import main
from chatbot.directory import Directory
from chatbot.feeds.openreferral.writing import write_service
from tests.bench.conversations import PUBLIC_URL, TOKEN
from tests.bench.figures import BenchError, Goal, Row, progress
from tests.feeds.broken import BROKEN
from tests.feeds.made import PUBLISHER
from tests.feeds.serving import Feed, serving

GOAL_SECONDS = 60
EXAMPLE = Path(__file__).parent.parent / "feeds" / "example.json"
COUNTED = re.compile(r"^(Added|Refused|Here already, so not taken in): ([\d,]+)$", re.MULTILINE)


def measure(folder: Path, directory: Directory, many: int) -> list[Row]:
    """Return what an import of each feed takes and does, one after another into one database."""
    example = json.loads(EXAMPLE.read_text("utf-8"))["contents"]
    live = [write_service(one, PUBLISHER) for one in directory.services]
    large = [
        {**live[at % len(live)], "id": f"many-{at}", "name": f"Group {at}"} for at in range(many)
    ]
    rows = [_import(folder, "example", Feed(example)), _import(folder, "broken", Feed(BROKEN))]
    progress(f"import: a feed of {many:,} services")
    return [*rows, _import(folder, f"{many:,} services", Feed(large), goal=GOAL_SECONDS)]


def _import(folder: Path, name: str, feed: Feed, goal: int = 0) -> Row:
    environment: dict[str, Any] = {
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": PUBLIC_URL,
        "DATABASE_URL": f"sqlite:///{folder / 'imports.db'}",
        "CONTACT_KEY": "a key for the benchmark only",
    }
    with serving(feed) as url:
        said = ["groups", "import", url, "--feed", name, "--apply", "--state", str(folder / name)]
        began = perf_counter()
        result = CliRunner().invoke(main, said, env=environment)
        seconds = perf_counter() - began
    if result.exit_code:
        raise BenchError(f"the import of the feed '{name}' failed: {result.output[-200:]}")
    found = {head.split(",")[0].lower(): count for head, count in COUNTED.findall(result.output)}
    counts = ", ".join(f"{count} {head}" for head, count in found.items())
    figure = f"{seconds:.1f} s: {counts}"
    reached = Goal(f"under {goal} s", seconds < goal) if goal else None
    return Row(f"import, {name}", figure, reached)
