"""What goes in and comes out: one text from a person, one reply to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_TEXT = 1_600
"""Characters of a text that are read, and of a reply. Source: Twilio 14103 and 21617."""


class Channel(StrEnum):
    """How a text reached us."""

    SMS = "sms"
    WHATSAPP = "whatsapp"


class Media(StrEnum):
    """Something sent in place of words."""

    PICTURE = "picture"
    VOICE_NOTE = "voice_note"
    VIDEO = "video"
    STICKER = "sticker"
    CONTACT_CARD = "contact_card"
    OTHER = "other_media"


@dataclass(frozen=True, slots=True)
class Pin:
    """A location somebody shared, WGS84 degrees. Never stored: only its postcode district is."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text from a contact.

    ``message_id`` is Twilio's MessageSid. ``address`` is what Twilio gave as From, without its
    ``whatsapp:``; it is not always a phone number. ``tapped`` is a button's ``question:value``.
    ``carrier`` is STOP, START or HELP when the carrier has already answered the text itself.
    """

    message_id: str
    channel: Channel
    address: str
    text: str
    received_at: datetime
    media: Media | None = None
    pin: Pin | None = None
    tapped: str = ""
    carrier: str = ""

    def __post_init__(self) -> None:
        if self.received_at.tzinfo is None:
            raise ValueError("received_at needs a timezone; use datetime.now(UTC)")
        if not self.message_id or not self.address:
            raise ValueError("an inbound message needs a message_id and an address")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be tapped in place of typing; ``tapped`` comes back as the answer."""

    label: str
    tapped: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The one message that answers a text, at most 1,600 characters."""

    text: str

    def __post_init__(self) -> None:
        if not self.text or len(self.text) > MAX_TEXT:
            raise ValueError(f"a reply has 1 to {MAX_TEXT} characters, this has {len(self.text)}")
