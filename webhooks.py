"""The door: what Twilio calls, and the pages of the service."""

from __future__ import annotations

import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from flask import Flask, Response, abort, render_template, request
from werkzeug.exceptions import HTTPException

from chatbot import loglines
from chatbot.channels import twilio
from chatbot.content import Content
from chatbot.inbox import Inbox, StoreError
from chatbot.links import Links
from chatbot.loading.folder import load
from chatbot.loading.last_words import read_last_words
from chatbot.loading.open_referral import read_open_referral
from chatbot.loading.tree import ContentError, Report
from chatbot.messages import Channel
from chatbot.metrics import Meters
from chatbot.settings import Settings, SettingsError
from chatbot.setup import FLOWS, fingerprint, from_environment, keep_for_good, version
from chatbot.store.database import Database
from chatbot.web.gate import gate
from chatbot.web.headers import harden
from chatbot.web.last_words import XML, last_words_app, plainly
from chatbot.web.listing import listing_page
from chatbot.web.open_referral import open_referral
from chatbot.web.phone import phone_page
from chatbot.web.replying import Replying
from chatbot.web.watching import watching

log = logging.getLogger("chatbot.webhooks")
LONGEST_BODY = 256 * 1024
CANNOT_START = 3
"""The exit code by which gunicorn knows a worker that need not be tried again."""


def create_app(
    settings: Settings | None = None, flows: Path = FLOWS, content: Content | None = None
) -> Flask:
    """Return the service as a WSGI app, or raise StoreError or ContentError.

    Without ``settings`` it is a server's start: see ``_started_by_a_server``.
    """
    if settings is None:
        return _started_by_a_server(flows)
    content = content or _read(flows, settings)
    meters = Meters(version(), fingerprint(flows))
    database = Database(settings.database_url)
    inbox = Inbox(content, database, flows, settings, meters.note)
    signatures = twilio.Signatures(settings.twilio_auth_token, settings.public_url)
    try:
        inbox.prepare(datetime.now(UTC))
        for _ in inbox.forget(datetime.now(UTC)):
            pass
    except StoreError as error:
        meters.database_failed()
        log.error("the database is away, so texts are answered with sorry: %s", error)
    except Exception as error:
        log.critical("not prepared, so texts are answered with sorry: %s", loglines.kind_of(error))
    database.close()  # a server may fork after this, and no connection outlives a fork
    app = Flask(
        __name__,
        template_folder="chatbot/web/templates",
        static_folder="chatbot/web/static/notice",
        static_url_path="/static",
    )
    app.config.update(MAX_CONTENT_LENGTH=LONGEST_BODY, MAX_FORM_PARTS=2_000)
    app.extensions["inbox"] = inbox
    harden(app, settings.public_url)
    from_twilio = gate(signatures, meters.note)
    replying = Replying(content, inbox, meters, read_last_words(flows))

    @app.post("/twilio/messages")
    def receive_message() -> Response:
        from_twilio()
        try:
            reply, status = replying.reply(request.form)
        except twilio.NotAMessage:
            abort(400)
        return Response(twilio.twiml(reply), status, content_type=XML)

    @app.post("/twilio/fallback")
    def receive_after_failure() -> Response:
        """Twilio comes here with a message when the route above failed it."""
        from_twilio()
        return Response(twilio.twiml(replying.reply_after_failure(request.form)), content_type=XML)

    @app.post("/twilio/status")
    def receive_status() -> Response:
        from_twilio()
        return Response(status=204)

    @app.post("/twilio/voice")
    def receive_call() -> Response:
        from_twilio()
        said = content.text("voice", Channel.SMS, helpline=content.helpline())
        return Response(twilio.spoken(said), content_type=XML)

    @app.get("/privacy")
    def privacy() -> str:
        return render_template("privacy.html", notice=content.privacy.notice)

    terms = read_open_referral(flows, Report())
    app.register_blueprint(open_referral(inbox, settings.public_url, terms))
    links = Links((*settings.former_keys, settings.contact_key), settings.public_url)
    app.register_blueprint(listing_page(inbox, links))
    app.register_blueprint(watching(inbox, meters, settings.metrics_token))
    if settings.phone_page:
        app.register_blueprint(phone_page(inbox, signatures, demo=settings.demo))
    app.register_error_handler(HTTPException, plainly)

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        """Say no more than that; the log names the error's kind, not its matter."""
        log.error("unexpected %s", loglines.kind_of(error))
        return Response("500 Internal Server Error\n", 500, content_type="text/plain")

    return app


def _read(flows: Path, settings: Settings) -> Content:
    content = load(flows, f"{settings.public_url}/privacy")
    keep_for_good()
    return content


def _started_by_a_server(flows: Path) -> Flask:
    """Return the service with the settings of the environment, or end the process with one line
    that names what is wrong with them and no value: a deployer reads it in the server's log.

    Broken content does not keep a server from starting: whoever texts it, perhaps in danger, is
    told where to turn, and /ready says that it is broken.
    """
    try:
        settings = from_environment(os.environ)
        Database(settings.database_url).close()  # asks nobody: is it an address at all?
    except SettingsError as error:
        _cannot_start(str(error))
    except StoreError as error:
        _cannot_start(f"Cannot start: {error}.")
    loglines.configure(settings.log_format)
    content = None
    try:
        content = _read(flows, settings)
    except ContentError as error:
        for problem in error.problems:
            log.critical("the content is broken: %s", problem)
    except Exception as error:
        log.critical("the content is broken: %s", loglines.kind_of(error))
    if content:
        return create_app(settings, flows, content)
    signatures = twilio.Signatures(settings.twilio_auth_token, settings.public_url)
    return last_words_app(signatures, read_last_words(flows))


def _cannot_start(why: str) -> NoReturn:
    sys.stderr.write(f"{why}\n")
    sys.exit(CANNOT_START)


def __getattr__(name: str) -> Any:
    """Make ``app`` when somebody asks for it: importing this module starts nothing."""
    if name == "app":
        globals()["app"] = create_app()
        return globals()["app"]
    raise AttributeError(name)


__all__ = ["SettingsError", "create_app"]
