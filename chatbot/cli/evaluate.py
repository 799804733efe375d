"""``chatbot evaluate``: how well texts are understood, measured on a file of your own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic

import click

from chatbot.evaluation.cases import Case, written
from chatbot.evaluation.report import Summary, special, sum_up
from chatbot.evaluation.subjects import SUBJECTS, make_ready
from chatbot.evaluation.trials import Outcome, Trial, Workbench, run
from chatbot.loading.folder import load
from chatbot.loading.tree import ContentError, Report
from chatbot.rehearsal import sample_directory
from chatbot.setup import FLOWS, keep_for_good

EXAMPLE = "https://signpost.example.org/privacy"
UNSEEN = ".unseen."
MOST_MISSES, MOST_CONFUSIONS, MOST_PROBLEMS = 10, 12, 20
LONGEST_SHOWN = 160
QUIET_SECONDS = 2.0
"""How long nothing is said about how far it is."""
STOPPED = 130


@click.command(epilog="Example: chatbot evaluate answers my-answers.jsonl --show 20")
@click.argument("kind", type=click.Choice(list(SUBJECTS)), metavar=f"[{'|'.join(SUBJECTS)}]")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--show", type=click.IntRange(0), help="How many misses to list; 10 if not said.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--predictions", type=click.Path(path_type=Path), metavar="OUT.jsonl",
              help="Write each line again with how it was read, as 'got'.")  # fmt: skip
@click.option("--flows", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=FLOWS, help="The folder with the content.")  # fmt: skip
def evaluate(
    kind: str, file: Path, show: int | None, as_json: bool, predictions: Path | None, flows: Path
) -> None:
    """Read every text in FILE and say how many were understood as they should be.

    FILE holds one JSON object on each line, with a text and what it should be read as. Nothing is
    sent and nothing is kept. docs/evaluating.md explains the files and the figures.

    Of a file named like answers.unseen.jsonl only the totals are printed, so that nobody teaches
    the service its very sentences. --show lists misses all the same.
    """
    begin = monotonic()
    try:
        raw = _read(file, predictions)
        outcomes = _outcomes(kind, file, raw, flows, begin)
    except KeyboardInterrupt:
        click.echo("\nStopped. Nothing was written.", err=True)
        raise SystemExit(STOPPED) from None
    if predictions is not None:
        _write(predictions, outcomes)
    summary = sum_up(outcomes)
    if as_json:
        click.echo(json.dumps(summary.as_json()))
        return
    for line in _report(file, summary, show):
        click.echo(line)
    if predictions is not None:
        click.echo(f"\nEach line with how it was read is in {predictions}.")


def _read(file: Path, predictions: Path | None) -> bytes:
    """Return what the file holds; what cannot work is said before the time is spent."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise click.ClickException(f"There is no file {file}.") from None
    except OSError as error:
        raise click.ClickException(f"Cannot read {file}: {error.strerror}.") from None
    if predictions is None:
        return raw
    if predictions.resolve() == file.resolve():
        raise click.ClickException("--predictions must name another file than the one read.")
    if predictions.is_dir() or not predictions.resolve().parent.is_dir():
        raise click.ClickException(f"Cannot write {predictions}: there is no such folder.")
    return raw


def _outcomes(kind: str, file: Path, raw: bytes, flows: Path, begin: float) -> list[Outcome]:
    bench = _workbench(flows)
    report = Report()
    cases, trials = make_ready(SUBJECTS[kind], bench, file.name, raw, report)
    if report.errors:
        problems = sorted(report.errors)
        told = [str(problem) for problem in problems[:MOST_PROBLEMS]]
        if len(problems) > MOST_PROBLEMS:
            told.append(f"... and {len(problems) - MOST_PROBLEMS} more.")
        says = "These lines cannot be used, so nothing was evaluated."
        raise click.ClickException("\n".join([says, *told]))
    if not cases:
        line = SUBJECTS[kind].example
        raise click.ClickException(f"{file.name} is empty. A line could be: {line}")
    return _run(cases, trials, begin)


def _workbench(flows: Path) -> Workbench:
    try:
        content = load(flows, EXAMPLE)
    except ContentError as error:
        says = f"The content has problems. Run: chatbot check\n{error}"
        raise click.ClickException(says) from None
    directory = sample_directory(flows, content.gazetteer, Report())
    keep_for_good()
    return Workbench(content, directory)


def _run(cases: Sequence[Case], trials: Sequence[Trial[object]], begin: float) -> list[Outcome]:
    progress = _Progress(len(cases), begin)
    try:
        return run(cases, trials, progress.tick)
    finally:
        progress.wipe()


class _Progress:
    """Says on a terminal how far it is, once that takes longer than a moment."""

    def __init__(self, total: int, begin: float) -> None:
        self._total = total
        self._due = begin + QUIET_SECONDS if sys.stderr.isatty() else float("inf")
        self._said = False

    def tick(self, done: int) -> None:
        """Say how many texts have been read, a few times a second."""
        now = monotonic()
        if now >= self._due:
            self._due, self._said = now + 0.2, True
            click.echo(f"\r{done} of {self._total} texts", nl=False, err=True)

    def wipe(self) -> None:
        """Clear the line."""
        if self._said:
            click.echo("\r\033[K", nl=False, err=True)


def _write(path: Path, outcomes: Sequence[Outcome]) -> None:
    lines = (written({**one.case.record, "got": one.verdict.got}) + "\n" for one in outcomes)
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"Cannot write {path}: {error.strerror}.") from None


def _report(file: Path, summary: Summary, show: int | None) -> Iterator[str]:
    """Yield what is said to people, line by line."""
    right = f"{summary.right} of {summary.n} texts"
    yield f"{file.name}: {right} were read as they should be ({summary.accuracy:.1%})."
    yield ""
    yield from _table(summary.by_kind)
    yield ""
    yield (
        f"Half of the texts were read within {summary.p50_us:,.0f} microseconds, "
        f"95 of 100 within {summary.p95_us:,.0f}."
    )
    unseen = UNSEEN in file.name and show is None
    if unseen:
        yield "\nThis set is not to be looked at, so only its totals are shown."
        return
    if summary.confusions:
        yield from _confusions(summary)
    yield from _misses(summary.misses, MOST_MISSES if show is None else show)


def _table(by_kind: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    rows = [("kind", "texts", "right", "", "")]
    for kind, counts in by_kind.items():
        n, right = counts["n"], counts["right"]
        figures = ", ".join(_figure(*figure) for figure in special(counts))
        rows.append((kind, str(n), str(right), f"{right / n:.1%}" if n else "-", figures))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for kind, *numbers, figures in rows:
        cells = [each.rjust(width) for each, width in zip(numbers, widths[1:4], strict=True)]
        yield "  ".join([kind.ljust(widths[0]), *cells, figures]).rstrip()


def _figure(name: str, count: int, out_of: int | None) -> str:
    share = "" if out_of is None else f" of {out_of}"
    return f"{name.replace('_', ' ')} {count}{share}"


def _confusions(summary: Summary) -> Iterator[str]:
    yield "\nWhat should have been read, and what was read:"
    for meant, taken, times in summary.confusions[:MOST_CONFUSIONS]:
        yield f"  {times:3} x  {_shown(meant)}  ->  {_shown(taken)}"
    left = len(summary.confusions) - MOST_CONFUSIONS
    if left > 0:
        yield f"  ... and {left} more."


def _misses(misses: Sequence[Outcome], most: int) -> Iterator[str]:
    if not misses:
        yield "\nThere are no misses."
        return
    if not most:
        return
    counted = "1 was not" if len(misses) == 1 else f"{len(misses)} were not"
    less = f" The first {most}; --show {len(misses)} lists all." if len(misses) > most else ""
    yield f"\n{counted} read as they should be.{less}"
    for outcome in misses[:most]:
        verdict = outcome.verdict
        yield f"\n  line {outcome.case.line}: {_shown(outcome.case.text)}"
        yield f"    should be  {_shown(verdict.expected)}"
        yield f"    was read   {_shown(verdict.read_as)}"
        if verdict.why:
            yield f"    because    {_shown('; '.join(verdict.why))}"


def _shown(text: str) -> str:
    """Return a text as one line that no terminal stumbles over."""
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]} ..."
