"""What people text while the service is measured: whole conversations, in signed forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from chatbot.channels.twilio import PREFIX, SIGNATURE, Signatures
from chatbot.messages import Channel

TOKEN = "a token for the benchmark only"
PUBLIC_URL = "https://signpost.example.org"
PATH = "/twilio/messages"
FORM = "application/x-www-form-urlencoded"
OURS = "+447700900999"

SMS, WHATSAPP = Channel.SMS, Channel.WHATSAPP
MIX: tuple[tuple[Channel, tuple[str, ...]], ...] = (
    (
        SMS,
        (
            "PEER 48217 mum of a 7yr old just diagnosed, Leeds, evenings, online is best",
            "1",
            "is it ok if my husband comes too",
            "thanks x",
            "done",
            "not yet",
            "list",
        ),
    ),
    (SMS, ("Hi", "LS6 2AB", "1", "2", "none", "2", "MORE", "1", "SHARE", "done", "1")),
    (
        WHATSAPP,
        (
            "hii",
            "mancester",
            "my slef",
            "2 an 3",
            "skpi",
            "actualy can i do face to face instead. and stop showing me forums",
            "bakc",
            "no the other ones, but i use a wheelchair",
            "1",
            "done",
            "not yet",
        ),
    ),
    (SMS, ("Hello", "I live near Cardiff", "myself", "in person or online", "step free please")),
    (SMS, ("start", "Newport", "1", "3", "onlien", "evenings would be best", "more", "more", "2")),
    (WHATSAPP, ("Hi there", "newcastle upon tyne", "for me, im 34", "1", "SKIP", "menu", "change")),
    (SMS, ("what is this", "Glasgow", "2", "online", "captions and quiet", "1", "back", "3")),
    (SMS, ("Hi", "swansee", "yes", "1", "1 and 2", "7", "what?", "LIST", "weekend", "STOP")),
    (
        WHATSAPP,
        (
            "I'm 19 and at uni in Sheffield, type 1 for 3 years and I'm so fed up of it, "
            "anyone my age to talk to? chat is fine",
            "2",
            "my sugar is 17 and I feel sick, what do I do",
            "1",
            "ta",
        ),
    ),
)
"""Conversations to and fro: all at once, typed, by number, misspelt, unclear, at the list."""

TURNS = sum(len(texts) for _, texts in MIX)


@dataclass(frozen=True, slots=True)
class Signed:
    """One text as Twilio would deliver it: the body of the request, and its signature."""

    body: bytes
    signature: str

    def request(self, port: int) -> bytes:
        """Return the bytes of the whole HTTP request."""
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: TwilioProxy/1.1\r\n"
            f"Accept: */*\r\nContent-Type: {FORM}\r\nContent-Length: {len(self.body)}\r\n"
            f"{SIGNATURE}: {self.signature}\r\nConnection: close\r\n\r\n"
        )
        return head.encode() + self.body


class Deliveries:
    """Makes signed forms, each message and each contact only once."""

    def __init__(self) -> None:
        self._signatures = Signatures(TOKEN, PUBLIC_URL)
        self._messages = count(1)
        self._contacts = count(1)

    def conversations(self, times: int) -> Iterator[list[Signed]]:
        """Yield every conversation of the mix, ``times`` over, each with a contact of its own."""
        for _ in range(times):
            for channel, texts in MIX:
                sender = _number(next(self._contacts))
                yield [self._sign(channel, sender, text) for text in texts]

    def mixed(self, times: int) -> list[Signed]:
        """Return the same texts as if all those people texted at once, each in their order."""
        return list(_in_turn(list(self.conversations(times))))

    def _sign(self, channel: Channel, sender: str, text: str) -> Signed:
        form = twilio_form(channel, sender, text, next(self._messages))
        return Signed(urlencode(form).encode(), self._signatures.sign(PATH, form))


def twilio_form(channel: Channel, sender: str, text: str, number: int) -> dict[str, str]:
    """Return the fields Twilio posts for an inbound message.

    Source: twilio.com/docs/messaging/guides/webhook-request.
    """
    message_id = f"SM{number:032x}"
    before = PREFIX if channel is WHATSAPP else ""
    form = {
        "MessageSid": message_id,
        "SmsSid": message_id,
        "SmsMessageSid": message_id,
        "AccountSid": "AC" + "0" * 32,
        "MessagingServiceSid": "MG" + "0" * 32,
        "From": before + sender,
        "To": before + OURS,
        "Body": text,
        "NumSegments": "1",
        "NumMedia": "0",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
    }
    if channel is SMS:
        places = ("City", "State", "Zip")
        form |= {f"{end}{place}": "" for end in ("From", "To") for place in places}
        return form | {"FromCountry": "GB", "ToCountry": "GB"}
    return form | {"ProfileName": "Sam", "WaId": sender.removeprefix("+"), "MessageType": "text"}


def _number(contact: int) -> str:
    """Return a number that can be nobody's: one kept free for drama, with more digits."""
    return f"+447700900{contact % 1_000:03}{contact // 1_000:03}"


def _in_turn(conversations: list[list[Signed]]) -> Iterator[Signed]:
    longest = max((len(texts) for texts in conversations), default=0)
    for at in range(longest):
        for texts in conversations:
            if at < len(texts):
                yield texts[at]
