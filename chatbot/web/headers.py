"""What every answer carries: how a browser must treat it."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STATIC = "/static/"
FORMS = "/listing/"
"""Where a page may send a form, to this service alone."""
ONE_YEAR = 31_536_000


def harden(app: Flask, public_url: str) -> None:
    """Put the headers on every answer of an app, refusals and errors too.

    ``public_url`` begins with https where browsers are to insist on it from then on. Files that
    ship with the service may be kept by a browser, as long as it asks whether they have changed.
    """
    headers = dict(HEADERS)
    if public_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"

    @app.after_request
    def strictly(response: Response) -> Response:
        response.headers.update(headers)
        if request.path.startswith(FORMS):
            own = POLICY.replace("form-action 'none'", "form-action 'self'")
            response.headers["Content-Security-Policy"] = own
        shipped = STATIC in request.path and response.status_code in (200, 304)
        response.headers["Cache-Control"] = "no-cache" if shipped else "no-store"
        return response
