"""The engine alone: turns a second, with no door, no database and no JSON around it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from statistics import median
from time import monotonic, perf_counter_ns, process_time_ns

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.messages import Inbound
from tests.bench.conversations import MIX, TURNS
from tests.bench.figures import Goal, Row, at_share, progress

NUMBER = "+447700900000"
GAP = timedelta(seconds=40)
GOAL = 10_000


def measure(content: Content, directory: Directory, seconds: float) -> list[Row]:
    """Return turns a second of CPU, and the time of each text of the mix in microseconds."""
    progress(f"engine alone: for {seconds:g} seconds")
    cpu: list[int] = []
    spans: list[list[int]] = []
    until = monotonic() + seconds
    while monotonic() < until or not cpu:
        texted = _inbounds(datetime.now(UTC))
        _forget()
        before = process_time_ns()
        spans.append(_play(content, directory, texted))
        cpu.append(process_time_ns() - before)
    best, middle = (TURNS * 1e9 / time for time in (min(cpu), median(cpu)))
    texts = sorted(median(times) / 1_000 for times in zip(*spans, strict=True))
    p50, p95 = at_share(texts, 0.50), at_share(texts, 0.95)
    return [
        Row(
            "engine alone, turns a second",
            f"{best:,.0f} best, {middle:,.0f} median",
            Goal(f"more than {GOAL:,}", best > GOAL),
        ),
        Row(
            f"  a text of the {TURNS} in the mix, {len(cpu)} times each",
            f"p50 {p50:.0f} us, p95 {p95:.0f} us, longest {texts[-1]:.0f} us",
        ),
    ]


def _inbounds(start: datetime) -> list[list[Inbound]]:
    numbers = count(1)
    return [
        [
            Inbound(f"SM{next(numbers):032x}", channel, NUMBER, text, start + GAP * at)
            for at, text in enumerate(texts)
        ]
        for channel, texts in MIX
    ]


def _play(content: Content, directory: Directory, texted: list[list[Inbound]]) -> list[int]:
    spans: list[int] = []
    for inbounds in texted:
        conversation: Conversation | None = None
        for inbound in inbounds:
            before = perf_counter_ns()
            conversation = advance(content, directory, conversation, inbound).conversation
            spans.append(perf_counter_ns() - before)
    return spans


def _forget() -> None:
    """Empty every cache of a function: in life few people make the very same slip."""
    for name in [name for name in sys.modules if name.startswith("chatbot.")]:
        for value in vars(sys.modules[name]).values():
            if hasattr(type(value), "cache_clear"):
                value.cache_clear()
