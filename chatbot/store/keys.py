"""What a contact is known by: a keyed hash, under the key of today and those before it."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from chatbot.messages import Channel

LONGEST_ID = 8
"""Hex digits of a key's id: enough to tell a deployment's keys apart, useless for guessing one."""


class Name(NamedTuple):
    """What a contact is known by: 64 hex digits, and those it had under earlier keys."""

    key: str
    former: tuple[str, ...] = ()


class Keys:
    """A deployment's keys, the oldest first, the last one in use.

    A name is HMAC-SHA256(newest, ... HMAC-SHA256(oldest, channel and address)). No number is kept,
    so none could be hashed anew with a new key; an old name can be. Whoever has an old key alone
    can work out no name.
    """

    def __init__(self, chain: Sequence[str]) -> None:
        self._chain = tuple(key.encode() for key in chain)
        self.ids = tuple(_id(self._chain[: at + 1]) for at in range(len(self._chain)))

    @property
    def id(self) -> str:
        """Names the newest key, and gives nothing of it away."""
        return self.ids[-1]

    def name(self, channel: Channel, address: str) -> Name:
        """Return what a contact is known by.

        Without a key a list of all UK mobile numbers would give every one away in minutes.
        """
        names = []
        value = f"{channel}\0{address}".encode()
        for key in self._chain:
            names.append(hmac.digest(key, value, sha256).hex())
            value = names[-1].encode()
        return Name(names[-1], tuple(names[-2::-1]))

    def onward(self, key: str, key_id: str) -> str | None:
        """Return the name of today for one under an earlier key; None when the key is not ours.

        A row without a key's id is older than the ids are, and so under the first key.
        """
        at = self.ids.index(key_id) if key_id in self.ids else -1 if key_id else 0
        if at < 0:
            return None
        for later in self._chain[at + 1 :]:
            key = hmac.digest(later, key.encode(), sha256).hex()
        return key

    def digest(self, text: str) -> str:
        """Return 16 hex digits that are the same for the same text, and give none away."""
        return hmac.digest(self._chain[-1], text.encode(), sha256).hex()[:16]


def _id(chain: Sequence[bytes]) -> str:
    value = b"which key this is"
    for key in chain:
        value = hmac.digest(key, value, sha256)
    return value.hex()[:LONGEST_ID]
