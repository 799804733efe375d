"""From what was typed to plain lower-case words, with the marks that end a clause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from chatbot.messages import MAX_TEXT

STOP = "."
"""Ends a sentence: no phrase and no negation reaches across it."""
PAUSE = ","
"""A comma: a phrase may not cross it, an answer list may."""
MASK = "\x00"
"""Takes the place of words that are spoken for, so that what stands around keeps its place."""

_PICTURES = {
    **dict.fromkeys("👍✅👌✔☑🆗🙌💯🙆🤝🫡🤙🙋", " yes "),
    **dict.fromkeys("👎❌🙅🚫✖❎⛔", " no "),
    **dict.fromkeys("🤷🤔😕🫤", " dunno "),
    "🔟": " 10 ",
    "🥇": " first ",
    "🥈": " second ",
    "🥉": " third ",
    "♿": " wheelchair ",
    "💊": " pills ",
    "🔪": " knife ",
    "🆘": " sos ",
}
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ`´"), "'") | dict.fromkeys(map(ord, "“”«»"), '"')
_HIDDEN = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0xFE0F, 0x20E3, *range(0x202A, 0x202F)]
)
_SPOKEN = {"full stop": ".", " comma ": ", ", "a.m.": "am", "p.m.": "pm"}
"""Marks that voice typing spells out, and times of which the dots end no sentence."""
_TABLE = str.maketrans({**_QUOTES, **_HIDDEN, **_PICTURES})
_TOKEN = re.compile(
    r"[^\W_]+(?:'[^\W_]+)*|(?!(?<=\d)[.:](?=[0-5]\d(?!\d)))[.!?;:\n]+"  # no end in "7.30"
    r"|,|&|\+|(?<=\d)[-\u2013](?=\d)|(?<=\d )[-\u2013](?= \d)"
    r"|(?:(?<=day)|(?<=mon|tue|wed|thu|fri|sat)|(?<=tues|weds|thur)|(?<=thurs))"
    r"[-\u2013](?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)"
    r"|(?:(?<=day )|(?<=mon |tue |wed |thu |fri |sat )|(?<=tues |weds |thur )|(?<=thurs ))"
    r"[-\u2013](?= (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)"
)
_MARKS = {",": PAUSE, "&": "and", "+": "and", "-": "to", "\u2013": "to"}


def normalise(text: str, most: int = MAX_TEXT) -> str:
    """Return at most ``most`` characters in lower case, with plain quotes and no accents.

    Emoji that mean a word become it; digit emoji become digits. What is left out: zero-width and
    direction marks.
    """
    text = text[:most].translate(_TABLE)
    for spoken, mark in _SPOKEN.items():
        if spoken in text:
            text = text.replace(spoken, mark)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(mark for mark in text if not unicodedata.combining(mark))
    return text.casefold()


def tokenise(text: str, most: int = MAX_TEXT) -> list[str]:
    """Split text into words without apostrophes, ``STOP`` and ``PAUSE``: "Don't!" is dont, ".".

    "t'phone" is phone.
    """
    tokens = []
    for token in _TOKEN.findall(normalise(text, most)):
        first = token[0]
        if first.isalnum():
            tokens.append(token.removeprefix("t'").replace("'", ""))
        else:
            tokens.append(_MARKS.get(first, STOP))
    return tokens


def cut(text: str, most: int) -> str:
    """Return the beginning of a text that has at most so many tokens, or hardly more."""
    text = text[:MAX_TEXT]
    while (count := len(tokenise(text))) > most:
        text = text[: min(len(text) - 1, len(text) * most // count)]
    return text


def words(text: str) -> list[str]:
    """Return the words alone, without the marks between them."""
    return without_marks(tokenise(text))


def without_marks(tokens: Iterable[str]) -> list[str]:
    """Return the tokens that are words."""
    return [token for token in tokens if token not in (STOP, PAUSE)]
