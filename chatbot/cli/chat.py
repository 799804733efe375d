"""``chatbot chat``: a phone in the terminal."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from chatbot.loading.folder import load
from chatbot.loading.stories import read_story_file
from chatbot.loading.tree import ContentError, Report
from chatbot.messages import Channel
from chatbot.moves.scene import Turn
from chatbot.rehearsal import STORY_TIME, Phone, sample_directory
from chatbot.segments import segments
from chatbot.setup import FLOWS
from chatbot.story import Act, Story

EXAMPLE = "https://signpost.example.org/privacy"


@click.command()
@click.option("--channel", type=click.Choice([c.value for c in Channel]), help="sms or whatsapp.")
@click.option("--trace", is_flag=True, help="Show how each text was read, and what is known.")
@click.option(
    "--script",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Replay the stories of a .stories.yaml file, or a text file, one text a line.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 10),
    default=0.0,
    help="Seconds between texts of a script, to watch it like a film.",
)
@click.option("--flows", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=FLOWS, help="The folder with the content.")  # fmt: skip
def chat(channel: str | None, trace: bool, script: Path | None, pause: float, flows: Path) -> None:
    """Text with the service here in the terminal. Nothing is sent and nothing is kept.

    Leave with Ctrl-D or Ctrl-C. The groups are the sample directory: they are made up.
    """
    try:
        content = load(flows, EXAMPLE)
    except ContentError as error:
        raise click.ClickException(
            f"The content has problems. Run: chatbot check\n{error}"
        ) from None
    directory = sample_directory(flows, content.gazetteer, Report())
    chosen = Channel(channel) if channel else None
    if script is None:
        phone = Phone(content, directory, chosen or Channel.SMS, now=datetime.now(UTC))
        _talk(phone, trace)
        return
    for story in _script(script, chosen):
        phone = Phone(content, directory, story.channels[0], now=STORY_TIME)
        click.secho(f"\n{story.name} ({phone.channel})", bold=True)
        for act in story.acts:
            time.sleep(pause)
            click.secho(f"\n> {act.said}", fg="cyan")
            _show(phone, phone.does(act), trace)


def _script(path: Path, channel: Channel | None) -> list[Story]:
    """Return the stories of a file; a plain text file is one story, a text on each line."""
    only = (channel,) if channel else None
    if path.suffix not in (".yaml", ".yml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        acts = tuple(Act(at, text=line) for at, line in enumerate(lines, 1) if line.strip())
        return [Story(path.stem, path.name, 1, acts, only or (Channel.SMS,))]
    report = Report()
    stories = read_story_file(path, path.name, report)
    if report.errors:
        raise click.ClickException(str(ContentError(report.errors)))
    return [
        Story(s.name, s.file, s.line, s.acts, only or s.channels)
        for s in stories
    ]  # fmt: skip


def _talk(phone: Phone, trace: bool) -> None:
    with contextlib.suppress(ImportError):
        __import__("readline")  # arrow keys and history, where the terminal has them
    click.echo("Text the service. Try: hi. Leave with Ctrl-D.")
    while True:
        try:
            text = click.prompt(click.style(">", fg="cyan"), prompt_suffix=" ", default="",
                                show_default=False)  # fmt: skip
        except (click.Abort, EOFError):
            click.echo("\nBye.")
            return
        phone.now = datetime.now(UTC)
        _show(phone, phone.sends(text), trace)


def _show(phone: Phone, turn: Turn, trace: bool) -> None:
    if turn.reply is None:
        click.secho("(no reply: this number has opted out)", dim=True)
    else:
        click.echo(turn.reply.text)
        if phone.channel is Channel.SMS:
            count = segments(turn.reply.text)
            said = f"({len(turn.reply.text)} characters, charged as {count})"
            click.secho(said, dim=True)
    if trace:
        now = turn.conversation.now
        known = {name: now.places[name].full if name in now.places else list(values)
                 for name, values in now.answers.items()}  # fmt: skip
        click.secho(f"  read:  {'; '.join(turn.why) or 'nothing'}", fg="yellow")
        click.secho(f"  step:  {turn.conversation.step or 'none'}", fg="yellow")
        click.secho(f"  known: {known}", fg="yellow")
