"""Twilio's side: is it really Twilio, what did it bring, and how it wants to be answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from twilio.request_validator import RequestValidator, get_signature_algorithm

from chatbot.messages import MAX_TEXT, Channel, Inbound, Media, Pin, Reply

PREFIX = "whatsapp:"
SIGNATURE = "X-Twilio-Signature"
SIGNATURE_SETTINGS = "X-Twilio-Webhooks-Signature-Settings"
CARRIER_WORDS = ("STOP", "START", "HELP")
"""What OptOutType may say; it means that Twilio has answered already."""
LONGEST_ADDRESS = 255

_SID = re.compile("[0-9A-Za-z]{34}", re.ASCII)
"""Twilio's page on this request promises 34 characters and no more. They begin with SM or MM today,
but nobody is to go unanswered for a third beginning: it is the signature that keeps others out."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEDIA = (
    ("image/webp", Media.STICKER),
    ("image/", Media.PICTURE),
    ("audio/", Media.VOICE_NOTE),
    ("video/", Media.VIDEO),
    ("text/vcard", Media.CONTACT_CARD),
    ("text/x-vcard", Media.CONTACT_CARD),
    ("text/directory", Media.CONTACT_CARD),
)


class NotAMessage(Exception):
    """The form lacks what every message has, or holds it in a form that cannot be right."""


class Signatures:
    """Tells Twilio's requests from others, by the address people configured and the raw query.

    The address a request seems to have is no help: a proxy changes it, and a framework decodes it.
    """

    def __init__(self, token: str, public_url: str) -> None:
        self._validator = RequestValidator(token)
        self.public_url = public_url

    def are_right(
        self, path: str, query: str, form: Mapping[str, str], signature: str, settings: str
    ) -> bool:
        """Say whether the request carries Twilio's signature.

        ``signature`` and ``settings`` are the headers SIGNATURE and SIGNATURE_SETTINGS, or "".
        """
        if not signature:
            return False
        algorithm = get_signature_algorithm(settings)
        address = self._address(path, query)
        return bool(self._validator.validate(address, form, signature, algorithm))

    def sign(self, path: str, form: Mapping[str, str]) -> str:
        """Return the signature Twilio would give this form, for the phone page and for tests."""
        return str(self._validator.compute_signature(self._address(path, ""), form))

    def _address(self, path: str, query: str) -> str:
        return f"{self.public_url}{path}?{query}" if query else f"{self.public_url}{path}"


def path_asked(environ: Mapping[str, Any]) -> str:
    """Return the path of a request as it was sent, where the server tells (gunicorn does).

    Twilio signs the address as it was configured: "/twilio/%6Dessages" is another one than what a
    framework makes of it.
    """
    sent = str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or "").partition("?")[0]
    return sent if sent.startswith("/") else str(environ.get("PATH_INFO", ""))


def read_inbound(form: Mapping[str, str], received_at: datetime) -> Inbound:
    """Return the message in Twilio's form, or raise NotAMessage.

    Source: twilio.com/docs/messaging/guides/webhook-request.
    """
    message_id = form.get("MessageSid") or form.get("SmsMessageSid") or form.get("SmsSid") or ""
    sender, receiver = form.get("From", ""), form.get("To", "")
    whatsapp = sender.startswith(PREFIX) or receiver.startswith(PREFIX)
    address = sender.removeprefix(PREFIX)
    if not _SID.fullmatch(message_id):
        raise NotAMessage("MessageSid is missing or is not one")
    if not address or len(address) > LONGEST_ADDRESS or not address.isprintable():
        raise NotAMessage("From is missing or is not one")
    carrier = form.get("OptOutType", "").upper()
    return Inbound(
        message_id=message_id,
        channel=Channel.WHATSAPP if whatsapp else Channel.SMS,
        address=address,
        text=form.get("Body", "")[:MAX_TEXT],
        received_at=received_at,
        media=_media(form),
        pin=_pin(form),
        tapped=form.get("ButtonPayload", "")[:200],
        carrier=carrier if carrier in CARRIER_WORDS else "HELP" if carrier else "",
    )


def _media(form: Mapping[str, str]) -> Media | None:
    if form.get("NumMedia", "0") in ("0", ""):
        return None
    kind = form.get("MediaContentType0", "").casefold()
    return next((media for start, media in _MEDIA if kind.startswith(start)), Media.OTHER)


def _pin(form: Mapping[str, str]) -> Pin | None:
    try:
        pin = Pin(float(form["Latitude"]), float(form["Longitude"]))
    except (KeyError, ValueError):
        return None
    return pin if -90 <= pin.lat <= 90 and -180 <= pin.lon <= 180 else None


def twiml(reply: Reply | None) -> str:
    """Return the answer to a message: one ``<Message>``, or none at all."""
    if reply is None:
        return f"{_HEAD}<Response/>"
    return f"{_HEAD}<Response><Message>{_for_xml(reply.text)}</Message></Response>"


def spoken(text: str) -> str:
    """Return the answer to a phone call: the text said aloud in British English, then hang up."""
    said = f'<Say language="en-GB">{_for_xml(text)}</Say>'
    return f"{_HEAD}<Response>{said}<Hangup/></Response>"


def _for_xml(text: str) -> str:
    """Escape a text, without the characters XML 1.0 forbids: one of them would lose the reply."""
    return escape(_NOT_XML.sub("", text))
