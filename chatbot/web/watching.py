"""For whoever runs it: is the process there, can it answer, and how it is going."""

from __future__ import annotations

import hmac
import logging
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, jsonify, request

from chatbot.inbox import Inbox, StoreError
from chatbot.loglines import kind_of
from chatbot.metrics import CONTENT_TYPE, Meters
from chatbot.store import readiness

log = logging.getLogger("chatbot.watching")


def watching(inbox: Inbox, meters: Meters, token: str) -> Blueprint:
    """Return the pages /health, /ready and /metrics; the last only where there is a token."""
    page = Blueprint("watching", __name__)

    @page.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @page.get("/ready")
    def ready() -> tuple[Response, int]:
        """Say whether a text would be answered.

        The tables are made here too when the start could not: no text comes before this says yes.
        """
        state, groups = readiness.AWAY, "ok"
        try:
            state = readiness.look(inbox.database)
            inbox.prepare(datetime.now(UTC))
            state = readiness.look(inbox.database)
        except StoreError as error:
            meters.database_failed()
            log.error("not ready: %s", error)
        except Exception as error:
            groups = "broken"
            log.error("not ready: %s", kind_of(error))
        return answer({**state._asdict(), "content": "ok", "directory": groups})

    @page.get("/metrics")
    def metrics() -> Response:
        if not token:
            abort(404)
        given = request.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return Response(
                "401 Unauthorized\n", 401, {"WWW-Authenticate": "Bearer"}, content_type="text/plain"
            )
        return Response(meters.shown(), content_type=CONTENT_TYPE)

    return page


def answer(parts: dict[str, str]) -> tuple[Response, int]:
    """Return 200 when every part is ok, else 503 that names the first which is not."""
    wrong = [name for name, state in parts.items() if state != "ok"]
    reason = {"reason": wrong[0]} if wrong else {}
    return jsonify(ready=not wrong, **reason, **parts), 503 if wrong else 200
