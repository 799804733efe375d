"""The phone on screen: try the service through its real door, with made-up numbers only."""

from __future__ import annotations

from flask import Blueprint, Response

from chatbot.channels.twilio import Signatures
from chatbot.inbox import Inbox


def phone_page(inbox: Inbox, signatures: Signatures, *, demo: bool) -> Blueprint:
    """Return the pages of the phone."""
    page = Blueprint("phone", __name__, static_folder="static", template_folder="templates")

    @page.get("/")
    def show() -> Response:
        return Response("the phone comes here")

    return page
