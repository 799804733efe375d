"""The door: what Twilio calls, and the pages of the service."""

from __future__ import annotations

import logging
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, render_template, request
from werkzeug.exceptions import HTTPException

from chatbot.channels import twilio
from chatbot.content import Content
from chatbot.engine import answer_danger_alone
from chatbot.inbox import Inbox, StoreError
from chatbot.loading.folder import load
from chatbot.messages import Channel, Reply
from chatbot.settings import Settings, SettingsError
from chatbot.setup import FLOWS, from_environment, keep_for_good
from chatbot.store.database import Database
from chatbot.web.phone import phone_page

log = logging.getLogger("chatbot.webhooks")
XML = "text/xml; charset=utf-8"
LONGEST_BODY = 256 * 1024


def create_app(
    settings: Settings | None = None, flows: Path = FLOWS, content: Content | None = None
) -> Flask:
    """Return the service as a WSGI app, or raise SettingsError or ContentError."""
    settings = settings or from_environment(os.environ)
    if content is None:
        content = load(flows, f"{settings.public_url}/privacy")
        keep_for_good()
    inbox = Inbox(content, Database(settings.database_url), flows, settings.contact_key)
    signatures = twilio.Signatures(settings.twilio_auth_token, settings.public_url)
    try:
        inbox.prepare(datetime.now(UTC))
    except StoreError as error:
        log.error("the database is away, so texts are answered with sorry: %s", error)
    app = Flask(__name__, template_folder="chatbot/web/templates", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LONGEST_BODY, MAX_FORM_PARTS=2_000)
    app.extensions["inbox"] = inbox

    def from_twilio() -> None:
        """Refuse what is not a form, or does not carry Twilio's signature."""
        if request.mimetype != "application/x-www-form-urlencoded":
            abort(415)
        query = request.query_string.decode("latin-1")
        signature = request.headers.get(twilio.SIGNATURE, "")
        kind = request.headers.get(twilio.SIGNATURE_SETTINGS, "")
        path = twilio.path_asked(request.environ)
        if not signatures.are_right(path, query, request.form, signature, kind):
            abort(403)

    @app.post("/twilio/messages")
    def receive_message() -> Response:
        from_twilio()
        try:
            inbound = twilio.read_inbound(request.form, datetime.now(UTC))
        except twilio.NotAMessage:
            abort(400)
        try:
            reply = inbox.receive(inbound)
        except Exception as error:
            # Danger is answered all the same: that takes no database and no memory.
            if alone := answer_danger_alone(content, inbound):
                log.error("message %s answered alone: %s", inbound.message_id, _kind(error))
                return Response(twilio.twiml(alone), content_type=XML)
            if not isinstance(error, StoreError):
                raise
            log.error("message %s not kept: %s", inbound.message_id, error)
            sorry = Reply(content.text("try_later", inbound.channel))
            return Response(twilio.twiml(sorry), 503, content_type=XML)
        return Response(twilio.twiml(reply), content_type=XML)

    @app.post("/twilio/status")
    def receive_status() -> Response:
        from_twilio()
        return Response(status=204)

    @app.post("/twilio/voice")
    def receive_call() -> Response:
        from_twilio()
        said = content.text("voice", Channel.SMS, helpline=content.helpline())
        return Response(twilio.spoken(said), content_type=XML)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/privacy")
    def privacy() -> str:
        return render_template("privacy.html", notice=content.privacy_notice)

    if settings.phone_page:
        app.register_blueprint(phone_page(inbox, signatures, demo=settings.demo))
    app.register_error_handler(HTTPException, _plainly)

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        """Say sorry for what nobody foresaw; the log names the error's kind, not its matter."""
        log.error("unexpected %s", _kind(error))
        if not request.path.startswith("/twilio/messages"):
            return Response("500 Internal Server Error\n", 500, content_type="text/plain")
        sorry = Reply(content.text("try_later", Channel.SMS))
        return Response(twilio.twiml(sorry), 500, content_type=XML)

    return app


def _plainly(error: HTTPException) -> Response:
    return Response(f"{error.code} {error.name}\n", error.code, content_type="text/plain")


def _kind(error: Exception) -> str:
    """Return what sort of error it is, and where; its message may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"


def __getattr__(name: str) -> Any:
    """Make ``app`` when somebody asks for it: importing this module starts nothing."""
    if name == "app":
        globals()["app"] = create_app()
        return globals()["app"]
    raise AttributeError(name)


__all__ = ["SettingsError", "create_app"]
