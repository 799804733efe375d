"""Which country a number belongs to, by Google's tables of the world's numbering plans."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from chatbot.messages import Channel

COUNTRIES = frozenset(phonenumbers.SUPPORTED_REGIONS)
"""Every country that has numbers, by its two letters."""
_NOBODYS = frozenset(
    (
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PERSONAL_NUMBER,
    )
)
"""What a text to costs more than it should, and no phone in a pocket has."""
_NUMBER = re.compile(r"\+[1-9][0-9]{6,18}")
_USER = re.compile(r"([A-Z]{2})\.[A-Za-z0-9._-]+")
_TELLING = 8
"""Signs at the beginning of a number that tell its country: +44 and five more digits tell
Guernsey, Jersey and the Isle of Man from the rest."""


def country_of(address: str) -> str:
    """Return the two letters of the country an address belongs to, "" when none can be told.

    None can be told of a sender with a name, a short code, or a number that only costs money. A
    WhatsApp user without a number ("GB.1234567") says it himself. Numbers nobody has, like those
    for drama, belong to their calling code's main country, as do ranges newer than the tables.
    """
    if user := _USER.fullmatch(address):
        return user[1] if user[1] in COUNTRIES else ""
    if not _NUMBER.fullmatch(address):
        return ""
    return _country(address[:_TELLING], len(address))


def can_be_texted(channel: Channel, address: str) -> bool:
    """Say whether a reply could reach anybody: no short code, and no name in place of a number."""
    return channel is Channel.WHATSAPP or _NUMBER.fullmatch(address) is not None


def in_full(typed: str, country: str = "GB") -> str | None:
    """Return a number as somebody types it in full, like +447700900123; None when it is none.

    A WhatsApp user without a number ("GB.1234567") stays as it is.
    """
    typed = typed.strip().removeprefix("whatsapp:")
    if _USER.fullmatch(typed):
        return typed
    if any(mark.isalpha() for mark in typed):
        return None
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=16_384)
def _country(start: str, length: int) -> str:
    """Return the country of numbers that begin so.

    Looking one up takes longer than all else that is done at the door. Only the first digits are
    remembered, which thousands of people share; a whole number would be somebody's.
    """
    try:
        number = phonenumbers.parse(start.ljust(length, "0"))
    except phonenumbers.NumberParseException:
        return ""
    region = phonenumbers.region_code_for_number(number)
    if region is None:
        region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    elif phonenumbers.number_type(number) in _NOBODYS:
        return ""
    return region if region in COUNTRIES else ""
