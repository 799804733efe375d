"""One line made ready, read and judged; only the reading is timed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter_ns
from typing import Any, Generic, TypeVar

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.evaluation.cases import Case
from chatbot.understanding.lists.choosing import Chooser

WARM_UP = 5
"""Lines that are read once before the clock counts."""

Heard = TypeVar("Heard")
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Workbench:
    """What texts are read with. ``choosers`` keeps the questions that several lines ask."""

    content: Content
    directory: Directory
    choosers: dict[Any, Chooser] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one text was read, beside how it should be.

    ``got`` is JSON in the shape of what was expected; ``expected`` and ``read_as`` say both in
    words. ``counts`` is what it adds to the figures of each kind, ``confusions`` what was taken
    for what, ``why`` how it was read.
    """

    right: bool
    got: Any
    expected: str
    read_as: str
    counts: Counts
    confusions: tuple[tuple[str, str], ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial(Generic[Heard]):
    """One line made ready: ``hear`` reads its text, as often as called, ``judge`` what it heard."""

    hear: Callable[[], Heard]
    judge: Callable[[Heard], Verdict]


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of set. ``prepare`` raises CaseError; ``example`` is a line of such a set."""

    name: str
    about: str
    example: str
    prepare: Callable[[Workbench, Case], Trial[Any]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one line, and the microseconds that reading it took."""

    case: Case
    verdict: Verdict
    microseconds: float


def run(
    cases: Sequence[Case],
    trials: Sequence[Trial[Any]],
    tick: Callable[[int], None] = lambda _: None,
) -> list[Outcome]:
    """Read every text and judge it. ``tick`` is told how many are done."""
    for trial in trials[:WARM_UP]:
        trial.hear()
    outcomes = []
    for case, trial in zip(cases, trials, strict=True):
        before = perf_counter_ns()
        heard = trial.hear()
        spent = perf_counter_ns() - before
        outcomes.append(Outcome(case, trial.judge(heard), spent / 1_000))
        tick(len(outcomes))
    return outcomes


def in_words(value: Any) -> str:
    """Return an answer as people say it: null is "ask again", an empty list "none or any"."""
    if value is None:
        return "ask again"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(in_words(each) for each in value) or "none or any"
    return str(value)
