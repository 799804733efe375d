"""Who may come in: forms that carry Twilio's signature, and nobody else."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, request

from chatbot.channels import twilio
from chatbot.handled import Handled, Observer, Outcome

FORM = "application/x-www-form-urlencoded"


def gate(signatures: twilio.Signatures, observe: Observer) -> Callable[[], None]:
    """Return what ends a request that is no form of Twilio's: 415 or 403, and nothing is read."""

    def from_twilio() -> None:
        query = request.query_string.decode("latin-1")
        signature = request.headers.get(twilio.SIGNATURE, "")
        kind = request.headers.get(twilio.SIGNATURE_SETTINGS, "")
        if request.mimetype != FORM:
            observe(Handled(Outcome.REFUSED))
            abort(415)
        if not signatures.are_right(
            twilio.path_asked(request.environ), query, request.form, signature, kind
        ):
            observe(Handled(Outcome.REFUSED))
            abort(403)

    return from_twilio
