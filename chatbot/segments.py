"""How many SMS a text is billed as, and how to keep it in the cheap alphabet."""

from __future__ import annotations

import re
import unicodedata

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€\f"
_GSM_ONLY = re.compile(f"[{re.escape(_BASIC + _EXTENDED)}]*")
_COSTS_TWO = re.compile(f"[{re.escape(_EXTENDED)}]")
_SAME_IN_GSM = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "•": "-", "·": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
        "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u00ad": None,
        "ç": "c", "×": "x", "½": "1/2", "¼": "1/4", "™": "", "©": "(c)", "ø": "ø",
    }
)  # fmt: skip


def is_gsm(text: str) -> bool:
    """Say whether every character is in the GSM 7-bit alphabet or its extension table.

    Source: 3GPP TS 23.038, section 6.2.1.
    """
    return _GSM_ONLY.fullmatch(text) is not None


def not_gsm(text: str) -> str:
    """Return the characters that would triple the cost of a text, each once, in order."""
    return "".join(dict.fromkeys(mark for mark in text if not is_gsm(mark)))


def to_gsm(text: str) -> str:
    """Return the text in the GSM alphabet: look-alikes for quotes and dashes, letters without
    accents, nothing for what has no look-alike.
    """
    if is_gsm(text):
        return text
    kept = []
    for mark in text.translate(_SAME_IN_GSM):
        if is_gsm(mark):
            kept.append(mark)
        else:
            kept.extend(part for part in unicodedata.normalize("NFKD", mark) if is_gsm(part))
    return "".join(kept)


def segments(text: str) -> int:
    """Return how many SMS segments ``text`` is billed as; an empty text counts as one.

    GSM-7: 160 septets in one, 153 in each of several; UCS-2: 70 and 67 UTF-16 units. A character
    that needs two units is never split over an edge.
    Source: 3GPP TS 23.038 (alphabet), TS 23.040 (concatenation).
    """
    if is_gsm(text):
        length = len(text)
        if length * 2 <= 160:
            return 1
        twice = len(_COSTS_TWO.findall(text))
        if length + twice <= 160:
            return 1
        if not twice:
            return -(-length // 153)
        return _packed([2 if mark in _EXTENDED else 1 for mark in text], 153)
    units = [2 if ord(mark) > 0xFFFF else 1 for mark in text]
    return 1 if sum(units) <= 70 else _packed(units, 67)


def _packed(units: list[int], room: int) -> int:
    count, used = 1, 0
    for unit in units:
        if used + unit > room:
            count, used = count + 1, 0
        used += unit
    return count
