"""The signed link by which a group answers: nobody else can make one, or change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from itsdangerous import BadSignature, Signer

SALT = "listing"
"""Keeps these signatures apart from all others under the same key."""
LONGEST = 200
LAST = "x"
"""Ends every token: a phone leaves a "-" or "_" at the end of a link out of it."""


class Link(NamedTuple):
    """What a link says: which message it came in, and the last day that it works."""

    reference: str
    until: date


class Links:
    """Signs with the newest of a deployment's keys, and knows links signed with earlier ones."""

    def __init__(self, keys: Sequence[str], public_url: str) -> None:
        self._signer = Signer(list(keys), SALT, key_derivation="hmac", digest_method=sha256)
        self._public_url = public_url

    def address(self, link: Link) -> str:
        """Return the address to send to a group."""
        return f"{self._public_url}/listing/{self.token(link)}"

    def token(self, link: Link) -> str:
        """Return the part of the address that says which link it is."""
        signed = self._signer.sign(f"{link.reference}.{link.until.toordinal()}")
        return f"{signed.decode()}{LAST}"

    def read(self, token: str) -> Link | None:
        """Return what a token says, None when we did not sign it. It may have ended."""
        if len(token) > LONGEST or not token.endswith(LAST):
            return None
        try:
            reference, _, until = self._signer.unsign(token[:-1]).decode().partition(".")
            return Link(reference, date.fromordinal(int(until)))
        except (BadSignature, ValueError, OverflowError):
            return None
