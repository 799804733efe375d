"""``chatbot explain``: how one text was read, and what the service would reply."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from chatbot.content import Content
from chatbot.evaluation.explaining import (
    Account,
    account_of,
    answers_said,
    as_json,
    less_danger,
    place_in_words,
)
from chatbot.evaluation.standing import UnknownStep, standing_at, texted
from chatbot.loading.folder import load
from chatbot.loading.tree import ContentError, Report
from chatbot.messages import Channel
from chatbot.rehearsal import sample_directory
from chatbot.setup import FLOWS

EXAMPLE = "https://signpost.example.org/privacy"


@click.command(epilog='Example: chatbot explain "onlien pls" --step meet')
@click.argument("text")
@click.option("--step", help="The open question, like meet, or groups for the list of groups. "
              "Without it the text is the first one.")  # fmt: skip
@click.option("--channel", type=click.Choice([c.value for c in Channel]), default=Channel.SMS.value,
              help="sms or whatsapp.")  # fmt: skip
@click.option("--json", "as_object", is_flag=True, help="Print everything as one JSON object.")
@click.option("--flows", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=FLOWS, help="The folder with the content.")  # fmt: skip
def explain(text: str, step: str | None, channel: str, as_object: bool, flows: Path) -> None:
    """Say how TEXT is read, why, and what the service would reply.

    The questions before the step count as skipped. Nothing is sent and nothing is kept, and the
    groups are the sample directory.
    """
    try:
        content = load(flows, EXAMPLE)
    except ContentError as error:
        says = f"The content has problems. Run: chatbot check\n{error}"
        raise click.ClickException(says) from None
    directory = sample_directory(flows, content.gazetteer, Report())
    inbound = texted(text, Channel(channel))
    try:
        standing = step and standing_at(content, directory, step, {}, inbound.channel)
    except UnknownStep as error:
        raise click.BadParameter(str(error), param_hint="'--step'") from None
    account = account_of(content, directory, standing or None, inbound)
    if as_object:
        click.echo(json.dumps(as_json(content, account)))
        return
    for line in _told(content, account):
        click.echo(line)


def _told(content: Content, account: Account) -> Iterator[str]:
    """Yield what is said to people, line by line."""
    turn, before = account.turn, account.before
    at = before.step if before else "nothing asked yet"
    yield f"Text      {_plain(account.inbound.text)}"
    yield f"Words     {' '.join(account.words) or 'none'}"
    yield f"Step      {at}"
    for found in account.danger.findings:
        whose = ", about somebody else" if found.other else ""
        words = _plain(found.words)
        yield f'Danger    {found.concern}, {found.tier}{whose}: "{words}" (rule {found.rule})'
    if not account.danger.findings:
        yield "Danger    no sign of any"
    for told in less_danger(account.danger, account.idioms):
        yield f"          {_plain(told)}"
    yield f"Place     {place_in_words(account.place)}"
    yield "\nHow it was read"
    yield from (f"  - {_plain(why)}" for why in turn.why or ("nothing was read in it",))
    yield "\nAnswers"
    yield from _answers(content, account)
    yield f"\nOpen now  {turn.conversation.step or 'nothing'}"
    yield "\nReply"
    reply = turn.reply.text if turn.reply else ""
    yield from (f"  | {line}" for line in reply.splitlines() or ("(none)",))


def _answers(content: Content, account: Account) -> Iterator[str]:
    """Yield every answer there is, and what it was before where that has changed."""
    before = answers_said(content, account.before)
    after = answers_said(content, account.turn.conversation)
    titles = dict.fromkeys((*before, *after))
    width = max(map(len, titles), default=0)
    for title in titles:
        was, now = before.get(title, "no answer"), after.get(title, "no answer")
        said = now if was == now else f"{now}   (before: {was})"
        yield f"  {title.ljust(width)}  {said}"
    if not titles:
        yield "  none yet"


def _plain(text: str) -> str:
    """Return a text as one line that no terminal stumbles over."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
