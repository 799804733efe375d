"""The service when its content is broken: it says where to turn, and that it is not ready."""

from __future__ import annotations

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from chatbot.channels import twilio
from chatbot.handled import unseen
from chatbot.messages import Reply
from chatbot.web.gate import gate
from chatbot.web.headers import harden
from chatbot.web.watching import answer

XML = "text/xml; charset=utf-8"


def last_words_app(signatures: twilio.Signatures, said: str) -> Flask:
    """Return an app that answers every text and call with ``said``.

    503 to a message, so that Twilio tries again and then asks the fallback, which gets 200. Nothing
    is stored: a text of now is stepped when it comes again later.
    """
    app = Flask(__name__, static_folder=None)
    harden(app, signatures.public_url)
    from_twilio = gate(signatures, unseen)

    def text(status: int) -> Response:
        from_twilio()
        return Response(twilio.twiml(Reply(said)), status, content_type=XML)

    @app.post("/twilio/messages")
    def receive_message() -> Response:
        return text(503)

    @app.post("/twilio/fallback")
    def receive_after_failure() -> Response:
        return text(200)

    @app.post("/twilio/voice")
    def receive_call() -> Response:
        from_twilio()
        return Response(twilio.spoken(said), content_type=XML)

    @app.post("/twilio/status")
    def receive_status() -> Response:
        from_twilio()
        return Response(status=204)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready")
    def ready() -> tuple[Response, int]:
        return answer({"content": "broken"})

    app.register_error_handler(HTTPException, plainly)
    return app


def plainly(error: HTTPException) -> Response:
    """Answer a refusal in one line."""
    return Response(f"{error.code} {error.name}\n", error.code, content_type="text/plain")
