"""Counters for Prometheus. No label says anything of a person.

Several processes count into files of their own, in the folder PROMETHEUS_MULTIPROC_DIR, and any of
them adds all up. The library looks for that setting when it is imported, so it must be set before
this module is; ``chatbot/web/gunicorn_conf.py`` does.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client import disable_created_metrics as _leave_out_when_made
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from chatbot.handled import Handled

log = logging.getLogger("chatbot.metrics")
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15)
"""Where the histogram of answering times is cut. Twilio waits for 15 seconds."""

_leave_out_when_made()


class Meters:
    """The counters of one service."""

    def __init__(self, version: str, content: str) -> None:
        here = self._here = CollectorRegistry()
        self._build = _Build(version, content)
        self._messages = Counter(
            "signpost_messages", "Messages by what became of them.", ["channel", "outcome"],
            registry=here,
        )  # fmt: skip
        self._steps = Counter(
            "signpost_steps", "Steps taken, by where they led.", ["step"], registry=here
        )
        self._unclear = Counter(
            "signpost_unclear", "Texts that were not understood, by the step.", ["step"],
            registry=here,
        )  # fmt: skip
        self._concerns = Counter(
            "signpost_concerns", "Danger answered.", ["concern", "tier"], registry=here
        )
        self._segments = Counter(
            "signpost_segments", "SMS segments answered with.", ["encoding"], registry=here
        )
        self._held_back = Counter(
            "signpost_replies_held_back", "Replies not given, by reason.", ["reason"], registry=here
        )
        self._faults = Counter(
            "signpost_database_errors", "Times the database could not be used.", registry=here
        )
        self._seconds = Histogram(
            "signpost_message_seconds", "Time to answer a message.", buckets=SECONDS, registry=here
        )

    def note(self, handled: Handled) -> None:
        """Count one message. Counting never costs an answer: a fault in it is only logged."""
        try:
            self._count(handled)
        except Exception as error:
            log.error("a message was not counted: %s", type(error).__name__)

    def _count(self, handled: Handled) -> None:
        self._messages.labels(handled.channel or "none", handled.outcome).inc()
        if handled.step:
            self._steps.labels(handled.step).inc()
        if handled.unclear:
            self._unclear.labels(handled.step).inc()
        for concern, tier in handled.concerns:
            self._concerns.labels(concern, tier).inc()
        if handled.segments:
            self._segments.labels(handled.alphabet).inc(handled.segments)
        if handled.reason:
            self._held_back.labels(handled.reason).inc()

    def took(self, seconds: float) -> None:
        """Count how long one message took."""
        self._seconds.observe(seconds)

    def database_failed(self) -> None:
        """Count that the database could not be used."""
        self._faults.inc()

    def shown(self) -> bytes:
        """Return all counters as Prometheus reads them, of every process of the service."""
        everybody = CollectorRegistry()
        everybody.register(self._build)
        if os.environ.get(FOLDER):
            MultiProcessCollector(everybody)
            return generate_latest(everybody)
        return generate_latest(everybody) + generate_latest(self._here)


class _Build(Collector):
    """A gauge that is always 1, and says in its labels what is running."""

    def __init__(self, version: str, content: str) -> None:
        self._labels = [version, content]

    def collect(self) -> Iterator[Metric]:
        gauge = GaugeMetricFamily(
            "signpost_build_info", "What is running.", labels=["version", "content"]
        )
        gauge.add_metric(self._labels, 1)
        yield gauge


def worker_ended(pid: int) -> None:
    """Forget what only a living process can say; what it counted stays counted."""
    if os.environ.get(FOLDER):
        mark_process_dead(pid)
