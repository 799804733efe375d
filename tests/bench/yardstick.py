"""The yardstick: a view that checks Twilio's signature and says the same thing every time."""

from __future__ import annotations

from flask import Flask, Response, abort, request
from twilio.request_validator import RequestValidator

from chatbot.channels.twilio import SIGNATURE
from tests.bench.conversations import PATH, PUBLIC_URL, TOKEN

TWIML = (
    '<?xml version="1.0" encoding="UTF-8"?><Response><Message>'
    "Where do you live? A town, or the first part of your postcode like LS6, is enough."
    "</Message></Response>"
)


def create_app() -> Flask:
    """Return the least that any webhook on these libraries has to do."""
    app = Flask(__name__, static_folder=None)
    validator = RequestValidator(TOKEN)

    @app.post(PATH)
    def receive_message() -> Response:
        signature = request.headers.get(SIGNATURE, "")
        if not validator.validate(f"{PUBLIC_URL}{PATH}", request.form, signature):
            abort(403)
        return Response(TWIML, content_type="text/xml; charset=utf-8")

    return app
