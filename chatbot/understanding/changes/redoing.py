"""A text that only asks for a question once more: "another go at that meeting up question"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from chatbot.understanding.changes.restating import AROUND
from chatbot.understanding.words.tokens import without_marks

LONGEST = 16
_REDOING = frozenset(
    "change changing alter edit redo revisit reanswer retake reask retry rewind".split()
)
_BACK = frozenset("to at for about on over".split())
_GOES = frozenset("go shot try bash stab crack turn attempt".split())
_WRONG = frozenset("wrong messed cocked botched mucked".split())
_QUESTION = frozenset("question questions q one bit thing part answer step page".split())
_ASKING = frozenset("ask asking answer question q redo start".split())
_ORDINALS = {
    "first": 0, "1st": 0, "frist": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1,
    "previous": -1,
}  # fmt: skip
_PLAIN = frozenset(
    "ask me that it this us again have another go try can could i we let please".split()
)
"""Words of a text that asks for the open question once more: "ask me that again"."""
_NUMBERS = {"1": 0, "2": 1, "3": 2, "4": 3, "one": 0, "two": 1, "three": 2, "four": 3}
_FILLERS = (
    AROUND
    | _REDOING
    | _GOES
    | _WRONG
    | _QUESTION
    | _ASKING
    | frozenset(
        "take me back come return get let lets do may might another have had about on at to of my "
        "our up over from where whats thats id wanna gonna wish think got an did your there number "
        "im i this those these how".split()
    )
)


class Wanted(NamedTuple):
    """Which question is wanted again: by its name, or by its place among those that were asked."""

    name: str = ""
    """Empty: the one that is open."""
    place: int | None = None


def wanted_again(called: Mapping[tuple[str, ...], str], tokens: Sequence[str]) -> Wanted | None:
    """Return the question that a text asks for once more; None if it says anything besides."""
    words = without_marks(tokens)
    if len(words) > LONGEST or not _asks_again(words):
        return None
    for named in sorted(called, key=len, reverse=True):
        size = len(named)
        for at in range(len(words) - size + 1):
            if tuple(words[at : at + size]) == named:
                rest = (*words[:at], *words[at + size :])
                if _FILLERS.issuperset(rest):
                    return Wanted(name=called[named])
    return _by_place(words) or (Wanted() if _PLAIN.issuperset(words) else None)


def _asks_again(words: Sequence[str]) -> bool:
    pairs = list(pairwise(words))
    if not _REDOING.isdisjoint(words):
        return True
    if any(a == "another" and b in _GOES for a, b in pairs):
        return True
    if any(a in ("back", "return") and b in _BACK for a, b in pairs):
        return True
    if "again" in words and (words[0] == "try" or any(_numbered(word) for word in words)):
        return True
    asks = not (_ASKING | _QUESTION - {"one"}).isdisjoint(words)
    again = "again" in words or ("start", "over") in pairs
    doing = any(a in ("do", "try", "answer") and b in ("the", "that", "it") for a, b in pairs)
    return (asks and (again or not _WRONG.isdisjoint(words))) or (again and doing)


def _by_place(words: Sequence[str]) -> Wanted | None:
    for at, (first, then) in enumerate(pairwise(words)):
        rest = (*words[:at], *words[at + 2 :])
        if first in _ORDINALS and then in _QUESTION and _FILLERS.issuperset(rest):
            return Wanted(place=_ORDINALS[first])
        if first in ("question", "q", "answer") and then in _NUMBERS and _FILLERS.issuperset(rest):
            return Wanted(place=_NUMBERS[then])
    for at, word in enumerate(words):
        if _numbered(word) and _FILLERS.issuperset((*words[:at], *words[at + 1 :])):
            return Wanted(place=_NUMBERS[word[1:]])
    return None


def _numbered(word: str) -> bool:
    """Whether a word is a question by its number: "q2"."""
    return word[:1] == "q" and word[1:] in _NUMBERS
