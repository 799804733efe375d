"""A number or an ordinal however it is spelt: "thre", "frist", "fird", "laast"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from chatbot.understanding.numbers.numberwords import (
    FILLERS,
    LAST,
    MIDDLE,
    NO_SLIPS,
    NUMBER_WORDS,
    ONE_WORDS,
    ORDINAL_WORDS,
    ORDINALS,
    TOP,
    WORDS,
)

_MOST = 99
SHORTEST = 4
"""Letters a word needs to be read as a slip in another."""
_SLIPPING = frozenset("befklmnost")
"""First letters of the numbers and places that are read with a slip."""
_NO_ORDINALS = FILLERS | NO_SLIPS | NUMBER_WORDS.keys()
_OTHERS = frozenset("penultimate former latter next before".split())
_KNOWN = ORDINALS.keys() | TOP | LAST | MIDDLE | NUMBER_WORDS.keys() | ONE_WORDS | _OTHERS


def by_first_letter(words: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Return number words by their first letter, with their number."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, word in enumerate(words, 1):
        found.setdefault(word[0], []).append((word, number))
    return found


_ORDINALS_BY = by_first_letter(ORDINAL_WORDS)
NUMBERS_BY = by_first_letter(WORDS)


def may_count(token: str) -> bool:
    """Whether a word may be a number or a place in a list, or a part of one."""
    if token in _KNOWN or not token.isalpha():
        return True
    if token in FILLERS or len(token) < SHORTEST or token[0] not in _SLIPPING:
        return False
    near = any(one_slip(token, word) for word, _ in NUMBERS_BY.get(token[0], ()))
    return near or bool(place_word(token, _MOST)[0])


def place_word(token: str, count: int) -> tuple[int, bool]:
    """Return the number of a place word, and whether it is one: there may be no middle."""
    if token in TOP:
        return 1, True
    if token in LAST:
        return count, True
    if token in MIDDLE:
        return _middle(count), True
    number = _ordinal(token, count)
    if number:
        return number, True
    if len(token) > 3 and token not in FILLERS and one_slip(token, "middle"):
        return _middle(count), True
    squeezed = _squeezed(token)
    return place_word(squeezed, count) if squeezed != token else (0, False)


def _middle(count: int) -> int:
    return (count + 1) // 2 if count % 2 else 0


def _ordinal(token: str, count: int) -> int:
    """Return the number of "3rd", "third", "thrid", "fird", "t'third"; 0 when it is none."""
    if token in ORDINALS:
        return ORDINALS[token]
    if len(token) < 4 or not token.isalpha() or token in _NO_ORDINALS:
        return 0
    if token[0] == "t" and token[1:] in ORDINALS:
        return ORDINALS[token[1:]]
    ended = token[:-1] + "th" if token[-1] == "f" else token
    for spoken in (ended, "th" + ended[1:] if token[0] == "f" else token):
        if spoken in ORDINALS:
            return ORDINALS[spoken]
    near = [number for word, number in _ORDINALS_BY.get(token[0], ())
            if number <= count and one_slip(token, word)]  # fmt: skip
    return near[0] if len(near) == 1 else 0


def one_slip(token: str, word: str) -> bool:
    """Whether a word is another with one letter lost, doubled or swapped with the next.

    A changed letter counts only in a long word, and the first letter must be right.
    """
    if token[:1] != word[0] or abs(len(token) - len(word)) > 1 or token in NO_SLIPS:
        return False
    if OSA.distance(token, word, score_cutoff=1) != 1:
        return False
    return len(token) > 4 or len(word) != len(token) or sorted(word) == sorted(token)


def _squeezed(token: str) -> str:
    """Return a stretched word with each letter once: "laaast" is "last"."""
    if not 3 < len(token) < 20 or not token.isalpha() or token in FILLERS:
        return token
    return token[0] + "".join(b for a, b in pairwise(token) if a != b)
