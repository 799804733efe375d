"""Reading a text that hides or loses letters ("k1ll", "d*e", "sucide") as the words it means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot.messages import MAX_TEXT
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.tokens import PAUSE, STOP, tokenise

REMEMBERED = 4_096
"""How many words that no phrase has are remembered: an ordinary text holds little else."""
LONG = 6
"""Letters from which a word may be misspelt: die and diet are too near."""

_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"})
_SIGNS = str.maketrans({"@": "a", "$": "s", "!": "i", "*": None, "#": None})
_CENSORS = frozenset("@$!*#")
_CENSORED = re.compile(r"(?<![^\W_])[^\W_]++(?:[@$!*#]++[^\W_]++)++")
"""Only from the start of a word, or a long word would be tried anew from each of its letters."""
_TRAILED_OFF = re.compile(r"\.{2,}|…")
_FRACTION = re.compile(r"(?<=\d)[.,](\d+)")
_TOLD = re.compile(r"(?<=[a-z])\s?:\s?(?=\d)", re.IGNORECASE)
"""A colon between a word and its number ends no sentence: "ketones: 5"."""
_ASKED, _DECIMAL = "questionmark", "decimalfraction"
_MARKS = {_ASKED: "?", _DECIMAL: "decimal"}
"""What is put for a question mark and for a number like 2.4: a mark at the end of the sentence."""
_COUNT = re.compile(r"\d+[a-z]{0,2}")
"""Numbers, with what may be typed to them: in "his 50s" nobody sends an SOS."""
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reader:
    """Reads a text into the words the phrases are written in, whatever its spelling.

    ``readings`` gives every known word, or way to spell one, what it is read as; ``shortened``
    every long word, whole and less one of its letters. ``ordinary`` words are no misspelt ones.
    """

    readings: Mapping[str, tuple[str, ...]]
    shortened: Mapping[str, str]
    ordinary: Collection[str] = ()

    @staticmethod
    def of(
        phrases: Iterable[Phrase],
        spellings: Mapping[str, tuple[str, ...]],
        ordinary: Collection[str],
    ) -> Reader:
        """Know the words of ``phrases``; the long ones may have one letter wrong."""
        known = {word for phrase in phrases for word in phrase.words}
        readings: dict[str, tuple[str, ...]] = {word: (word,) for word in known}
        readings |= spellings
        long = sorted(word for word in known if len(word) >= LONG and word.isalpha())
        shortened = {short: word for word in long for short in _less_one(word)}
        shortened |= {word: word for word in long}
        return Reader(readings, shortened, ordinary)

    def read(self, text: str, tokens: Sequence[str] | None = None) -> list[str]:
        """Return the words and marks of ``text`` as the phrases know them.

        Of a number only the whole part is kept, so that a decimal point ends no sentence. That
        there was one, and that a sentence was a question, is told by a mark at its end.
        ``tokens`` are those of ``text``, where the caller has them.
        """
        given = text
        text = _FRACTION.sub(_whole_part, text[:MAX_TEXT])
        if ":" in text:
            text = _TOLD.sub(" ", text)
        if ".." in text or "…" in text:
            text = _TRAILED_OFF.sub(" ", text)
        if not _CENSORS.isdisjoint(text):
            text = _CENSORED.sub(self._uncensored, text)
        if "?" in text:
            text = text.replace("?", f" {_ASKED} ?")
        if tokens is None or text != given:
            tokens = tokenise(text, len(text))  # the marks put in make it longer than it came
        readings = self.readings
        read: list[str] = []
        marks: list[str] = []
        alone = 0
        for token in tokens:
            if token in _MARKS:
                marks.append(_MARKS[token])
                continue
            if token == STOP and marks:
                read += [PAUSE, *dict.fromkeys(marks)]
                marks = []
            known = readings.get(token)
            if known is not None and len(known) == 1:
                read.append(known[0])
            else:
                read.extend(known or _guessed(self, token) or (token,))
            alone += len(token) == 1
        read += [PAUSE, *dict.fromkeys(marks)] if marks else []
        return self._joined(tokens, read) if alone > 2 else read

    def guess(self, token: str) -> tuple[str, ...] | None:
        """Read a word not known: k1ll, diiie, sucide; None if it is like none that we know."""
        if len(token) < 3 or _COUNT.fullmatch(token):
            return None
        if not token.isalpha():
            token = token.translate(_LEET)
            if token in self.readings:
                return self.readings[token]
        if _REPEATED.search(token):
            for keep in (r"\1\1", r"\1"):
                fewer = _REPEATED.sub(keep, token)
                if fewer in self.readings:
                    return self.readings[fewer]
        if token in self.ordinary:
            return None
        if token in self.shortened:
            return (self.shortened[token],)
        if len(token) >= LONG:
            for short in _less_one(token):
                if short in self.shortened:
                    return (self.shortened[short],)
        return None

    def _uncensored(self, found: re.Match[str]) -> str:
        plain = found[0].casefold().translate(_SIGNS)
        return plain if plain in self.readings or self.guess(plain) else found[0]

    def _joined(self, tokens: Sequence[str], read: list[str]) -> list[str]:
        """Add the words that letters standing alone spell: "k m s", "k.m.s"."""
        run = ""
        joined: list[str] = []
        for token in [*tokens, ""]:
            if len(token) == 1 and token.isalpha():
                run += token
            elif token != STOP:
                for at in range(len(run) - 2):
                    if run[at:] in self.readings:
                        joined += [STOP, *self.readings[run[at:]]]
                        break
                run = ""
        return read + joined


def _whole_part(fraction: re.Match[str]) -> str:
    """Return what is put for a fraction: 2.4 is a reading, and 7.30 or 12.50 is none."""
    return f" {_DECIMAL}" if len(fraction[1]) == 1 else ""


@lru_cache(maxsize=REMEMBERED)
def _guessed(reader: Reader, token: str) -> tuple[str, ...] | None:
    return reader.guess(token)


def _less_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
