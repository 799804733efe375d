"""The sums of one evaluation: how many were right, what was taken for what, how long it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from chatbot.evaluation.trials import Outcome

OUT_OF = {
    "flipped": "n",
    "unsure_decided": "unsure",
    "taken_for_an_option": "ask_again",
    "confident_but_wrong": "n",
    "asked_back": "n",
    "missed": "n",
    "contrary": "n",
    "wrongly_found": "found",
    "false_alarms": "n",
}
"""Special figures that are a share of another figure."""
_COUNTED = frozenset(("n", "right", *OUT_OF.values()))


@dataclass(frozen=True, slots=True)
class Summary:
    """What one set comes to. Times are microseconds for one text.

    ``by_kind`` has "n", "right" and the special figures of each kind. ``confusions`` are what was
    expected, what it was read as and how often, most often first.
    """

    n: int
    right: int
    by_kind: Mapping[str, Mapping[str, int]]
    confusions: tuple[tuple[str, str, int], ...]
    misses: tuple[Outcome, ...]
    p50_us: float
    p95_us: float

    @property
    def accuracy(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.n

    def as_json(self) -> dict[str, Any]:
        """Return the figures for a program; an accuracy is null where nothing was expected."""
        return {
            "n": self.n,
            "right": self.right,
            "accuracy": round(self.accuracy, 4),
            "by_kind": {kind: _figures(counts) for kind, counts in self.by_kind.items()},
            "p50_us": round(self.p50_us, 1),
            "p95_us": round(self.p95_us, 1),
        }


def sum_up(outcomes: Sequence[Outcome]) -> Summary:
    """Sum up at least one outcome."""
    by_kind: dict[str, Counter[str]] = {}
    confused: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        confused.update(outcome.verdict.confusions)
        for kind, counts in outcome.verdict.counts.items():
            kept = by_kind.setdefault(kind, Counter())
            for name, count in counts.items():
                kept[name] += count
    times = [outcome.microseconds for outcome in outcomes]
    return Summary(
        n=len(outcomes),
        right=sum(outcome.verdict.right for outcome in outcomes),
        by_kind=by_kind,
        confusions=tuple((meant, taken, n) for (meant, taken), n in confused.most_common()),
        misses=tuple(outcome for outcome in outcomes if not outcome.verdict.right),
        p50_us=at_share(times, 0.50),
        p95_us=at_share(times, 0.95),
    )


def special(counts: Mapping[str, int]) -> Iterator[tuple[str, int, int | None]]:
    """Yield the special figures of a kind: name, count, and out of how many if it is a share."""
    for name, count in counts.items():
        if name not in _COUNTED:
            yield name, count, counts[OUT_OF[name]] if name in OUT_OF else None


def at_share(values: Iterable[float], share: float) -> float:
    """Return the value that ``share`` of all values do not pass: 0.95 gives the p95."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _figures(counts: Mapping[str, int]) -> dict[str, Any]:
    n, right = counts["n"], counts["right"]
    accuracy = round(right / n, 4) if n else None
    rest: dict[str, Any] = {k: count for k, count in counts.items() if k not in ("n", "right")}
    if found := counts.get("found"):
        rest["precision"] = round(1 - counts["wrongly_found"] / found, 4)
    return {"n": n, "right": right, "accuracy": accuracy, **rest}
