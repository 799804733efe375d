"""The command line: serve, chat, check, evaluate, explain, places, groups, concerns, purge, ..."""

from __future__ import annotations

import click

from chatbot.cli.chat import chat
from chatbot.cli.check import check
from chatbot.cli.concerns import concerns
from chatbot.cli.evaluate import evaluate
from chatbot.cli.explain import explain
from chatbot.cli.groups import groups
from chatbot.cli.keeping import erase, keys, purge
from chatbot.cli.places import places
from chatbot.cli.report import report
from chatbot.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Signpost: text a number, get two or three peer support groups that fit."""


main.add_command(serve)
main.add_command(chat)
main.add_command(check)
main.add_command(evaluate)
main.add_command(explain)
main.add_command(places)
main.add_command(groups)
main.add_command(report)
main.add_command(concerns)
main.add_command(purge)
main.add_command(erase)
main.add_command(keys)
