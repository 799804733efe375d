"""Signing as Twilio's own library does it, for any address and any form."""

from __future__ import annotations

from collections.abc import Mapping

from twilio.request_validator import RequestValidator


def signature_for(
    token: str, address: str, form: Mapping[str, str], algorithm: str | None = None
) -> str:
    """Return the signature of a form sent to this address, its repeated names included."""
    return str(RequestValidator(token).compute_signature(address, form, algorithm))
