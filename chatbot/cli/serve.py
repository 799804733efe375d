"""``chatbot serve``: the service on this machine, with a phone on the screen."""

from __future__ import annotations

import os
import socket
from importlib import import_module

import click

from chatbot import loglines
from chatbot.loading.tree import ContentError
from chatbot.settings import Settings, SettingsError
from chatbot.setup import PORT, from_environment
from chatbot.store.database import StoreError


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True)
def serve(port: int) -> None:
    """Serve the phone page on 127.0.0.1. Needs no account and no settings. Stop with Ctrl-C."""
    port = _free(port)
    try:
        settings = from_environment(os.environ, port)
        loglines.configure(settings.log_format)
        click.echo("Reading the content ...")
        app = import_module("webhooks").create_app(settings)
    except (SettingsError, ContentError, StoreError) as error:
        raise click.ClickException(str(error)) from None
    _say_where(settings, port)
    import_module("werkzeug.serving").run_simple("127.0.0.1", port, app, threaded=True)
    click.echo("\nStopped.")


def _say_where(settings: Settings, port: int) -> None:
    click.echo("")
    if settings.phone_page:
        click.secho(f"  A phone on your screen: http://127.0.0.1:{port}", bold=True)
    else:
        click.echo(f"  Listening on http://127.0.0.1:{port} (the phone page is off)")
    if settings.demo:
        click.echo("  Everything is made up: groups, numbers, people. Stop with Ctrl-C.")
    else:
        click.echo(
            "  These are production settings. "
            "For real use: gunicorn -c python:chatbot.web.gunicorn_conf"
        )
    click.echo("")


def _free(port: int) -> int:
    """Return the port, or the next one that is free when something else is using it."""
    for candidate in range(port, min(port + 20, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            if candidate != port:
                click.echo(f"Port {port} is in use, so this is on {candidate}.")
            return candidate
    raise click.ClickException(f"Ports {port} to {port + 19} are all in use. Choose one: --port N")
