"""The writing a text is in, where it is not the Latin one: whoever writes Tamil reads Tamil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

LATIN_ENDS = "\u02af"
LEAST = 8
"""Letters of a writing before it counts: a name or a hello is no text."""
SCRIPTS = {
    "greek": ("\u0370", "\u03ff"),
    "cyrillic": ("\u0400", "\u052f"),
    "armenian": ("\u0530", "\u058f"),
    "hebrew": ("\u0590", "\u05ff"),
    "arabic": ("\u0600", "\u06ff"),
    "devanagari": ("\u0900", "\u097f"),
    "bengali": ("\u0980", "\u09ff"),
    "gurmukhi": ("\u0a00", "\u0a7f"),
    "gujarati": ("\u0a80", "\u0aff"),
    "tamil": ("\u0b80", "\u0bff"),
    "telugu": ("\u0c00", "\u0c7f"),
    "kannada": ("\u0c80", "\u0cff"),
    "malayalam": ("\u0d00", "\u0d7f"),
    "sinhala": ("\u0d80", "\u0dff"),
    "thai": ("\u0e00", "\u0e7f"),
    "georgian": ("\u10a0", "\u10ff"),
    "ethiopic": ("\u1200", "\u139f"),
    "kana": ("\u3040", "\u30ff"),
    "han": ("\u4e00", "\u9fff"),
    "hangul": ("\uac00", "\ud7af"),
}
"""The first and the last letter of each. Urdu is told from Arabic by letters of its own."""
URDU = frozenset("ٹڈڑںےھہ")
NAMES = (*SCRIPTS, "urdu")


def script_of(tokens: Sequence[str]) -> tuple[str, int]:
    """Return the writing of most words that are not Latin, and the first of them; "" for none."""
    letters: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token[:1] > LATIN_ENDS and (script := _script_of_letter(token[0])):
            letters[script] += len(token)
            first.setdefault(script, at)
    if not letters:
        return "", 0
    script, count = letters.most_common(1)[0]
    if count < LEAST:
        return "", 0
    written = any(not URDU.isdisjoint(token) for token in tokens) if script == "arabic" else False
    return ("urdu" if written else script), first[script]


def _script_of_letter(letter: str) -> str:
    return next((name for name, (low, high) in SCRIPTS.items() if low <= letter <= high), "")
