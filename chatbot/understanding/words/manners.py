"""The words around an answer: politeness, and the signs of a question or a correction."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.words.tokens import PAUSE, STOP

POLITE = frozenset(
    "hi hiya hello hey heya hen la pal dear duck pet chuck flower petal bab treacle chief "
    "darling darlin sweetheart babe cariad bach m8 please pls plz plse thanks thank thx "
    "ta cheers x xx xxx xxxx um umm er erm hmm mate love hun so well oh ah lol haha then "
    "tho though sorry kindly".split()
)
ASKS_FIRST = frozenset(
    "wheres whens hows whos whats whys is are can could do does did how what when where "
    "who why will would which am was should shall may have has".split()
)
MARKS = frozenset((STOP, PAUSE))


TELLING = frozenset("well so then tho though".split())
"""Polite words that may be part of an answer: "we'll see", "very much so"."""


def stripped(tokens: Sequence[str]) -> list[str]:
    """Return the tokens without politeness and marks around them; all of them if none is left."""
    return _without(tokens, (POLITE - TELLING) | MARKS)


def _without(tokens: Sequence[str], around: frozenset[str]) -> list[str]:
    start, end = 0, len(tokens)
    while start < end and tokens[start] in around:
        start += 1
    while end > start and tokens[end - 1] in around:
        end -= 1
    return list(tokens[start:end]) or list(tokens)


def bare(tokens: Sequence[str]) -> tuple[str, ...]:
    """Return the words without marks, and without politeness before and after them."""
    return tuple(token for token in _without(tokens, POLITE | MARKS) if token not in MARKS)


def is_question(text: str, tokens: Sequence[str]) -> bool:
    """Say whether a text asks something: a question mark at its end, or it starts like one."""
    return text.rstrip().endswith("?") or (len(tokens) > 2 and tokens[0] in ASKS_FIRST)
