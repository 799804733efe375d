"""The words around an answer: politeness, and the signs of a question or a correction."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.tokens import PAUSE, STOP

POLITE = frozenset(
    "please pls plz plse thanks thank thx ta cheers x xx xxx xxxx um umm er erm hmm mate "
    "love hun so well oh ah lol haha then tho though sorry kindly".split()
)
CORRECTING = frozenset(
    "actually actualy acctually instead meant mean change changed rather wait swap switch".split()
)
ADDING = frozenset("also too aswell add plus".split())
ASKS_FIRST = frozenset(
    "is are can could do does did how what whats when where who whos why will would which "
    "am was should shall may have has".split()
)
YES = frozenset(
    "yes yeah yea yep yup yh ye yeh ya y aye sure ok okay correct right definitely please".split()
)
NO = frozenset("no nope nah naw na n never not nae wrong".split())
MARKS = frozenset((STOP, PAUSE))


def bare(tokens: Sequence[str]) -> tuple[str, ...]:
    """Return the words without marks, and without politeness before and after them."""
    plain = [token for token in tokens if token not in MARKS]
    start, end = 0, len(plain)
    while start < end and plain[start] in POLITE:
        start += 1
    while end > start and plain[end - 1] in POLITE:
        end -= 1
    return tuple(plain[start:end]) or tuple(plain)


def is_question(text: str, tokens: Sequence[str]) -> bool:
    """Say whether a text asks something: a question mark at its end, or it starts like one."""
    return text.rstrip().endswith("?") or (len(tokens) > 2 and tokens[0] in ASKS_FIRST)


def is_correction(tokens: Sequence[str]) -> bool:
    """Say whether a text puts an earlier answer right."""
    return any(token in CORRECTING for token in tokens)


def is_addition(tokens: Sequence[str]) -> bool:
    """Say whether a text adds to an earlier answer ("also evenings")."""
    return any(token in ADDING for token in tokens) or "as well" in " ".join(tokens)


def yes_or_no(words: Sequence[str]) -> bool | None:
    """Return what a short answer says, or None when it does not say."""
    if not words or len(words) > 4:
        return None
    if words[0] in NO:
        return False
    return True if words[0] in YES else None
