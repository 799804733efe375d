"""``chatbot check``: everything that is wrong with the content, in words a charity can follow."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from chatbot.content import Content
from chatbot.flow import Question
from chatbot.loading.folder import read
from chatbot.loading.helplines import helpline_notes
from chatbot.loading.stories import read_stories
from chatbot.loading.tree import Report
from chatbot.rehearsal import Rehearsal, rehearse, sample_directory
from chatbot.setup import FLOWS

EXAMPLE = "https://signpost.example.org/privacy"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=FLOWS)
def check(folder: Path) -> None:
    """Check every file in FOLDER (flows/ if not named) and play its stories.

    Prints each problem with file, line and the way out. Exits with 1 if there is any; notes are
    worth reading and refuse nothing.
    """
    report = Report()
    content = read(folder, EXAMPLE, report)
    stories = read_stories(folder, report) if folder.is_dir() else ()
    rehearsal = None
    if content is not None:
        report.problems += helpline_notes(content.helplines, datetime.now(UTC).date())
        directory = sample_directory(folder, content.gazetteer, report)
        click.echo(f"{len(directory.services)} groups read.")
        if directory.services:
            rehearsal = rehearse(content, directory, stories)
            report.problems += rehearsal.problems
    for problem in sorted(set(report.problems)):
        click.echo(str(problem))
    if content is not None and rehearsal is not None:
        _say_covered(content, rehearsal, len(stories))
    elif stories:
        click.echo("The stories were not played: first mend what is above.")
    count = len(set(report.errors))
    if count:
        click.echo(f"{count} {'problem' if count == 1 else 'problems'} to mend.")
        raise SystemExit(1)
    click.echo("All is well.")


def _say_covered(content: Content, rehearsal: Rehearsal, stories: int) -> None:
    """Say which steps the stories meet; a kept answer is never asked, so it is not counted."""
    steps = [
        step.name
        for flow in content.flows
        for step in flow.steps
        if not (isinstance(step, Question) and not step.asked)
    ]
    met = [name for name in steps if name in rehearsal.steps]
    left = [name for name in steps if name not in rehearsal.steps]
    click.echo(f"{stories} stories, played {rehearsal.played} times on SMS and WhatsApp.")
    click.echo(f"They meet {len(met)} of {len(steps)} steps: {', '.join(met)}.")
    if left:
        click.echo(f"No story meets: {', '.join(left)}.")
