"""What turns an answer round: a verb of refusing that is denied, and a turn within the text.

"I wouldn't turn it down" and "why would I refuse" are yes, "never agree to that" is no. "Nah
scrap that, go on" and "I wasn't going to, but yes" answer with what comes after the turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chatbot.understanding.words.filling import REASONS
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.manners import MARKS

FARTHEST = 8
"""Words that may stand between a denial and its verb: "not in all my days would i say no"."""
UNTURNED = frozenset(
    "know knew sure how when whether if want wants wanted like hate mean meant remember think tell "
    "easy yes no nah ...".split()
)
"""Words between a denial and a verb with which nothing is turned: "i dont know how to say no"."""
ANSWERS = frozenset("yes no nah nae y n".split())
AT_ONCE = 4
"""Words within which a yes or no opens what comes after a turn: "so thats a no"."""


@dataclass(frozen=True, slots=True, repr=False)
class Turns:
    """``verbs`` of accepting (True) and refusing (False); ``denying`` and ``wondering`` words that
    turn them round, the latter asking ("why would i"); what ``takes_back`` an answer; phrases
    ``settling`` one, for yes (True) or no, wherever they stand; orders about ``how``; and what is
    said by who is in ``two_minds``."""

    verbs: Index[bool]
    denying: Index[None]
    wondering: Index[None]
    takes_back: Index[None]
    settling: Index[bool]
    how: Index[None]
    two_minds: Index[None]


class Turned(NamedTuple):
    """A verb that is turned round at ``start:end``, and whether it comes to a yes."""

    start: int
    end: int
    yes: bool


def turned_round(turns: Turns, tokens: Sequence[str], *, asking: bool) -> Iterator[Turned]:
    """Yield the verbs of accepting and refusing that a word before them in their clause denies."""
    verbs = list(turns.verbs.hits(tokens))
    if not verbs:
        return
    deniers = [(start, end) for _, start, end in turns.wondering.hits(tokens)]
    if not asking:
        deniers += [(start, end) for _, start, end in turns.denying.hits(tokens)]
    for accepts, start, end in verbs:
        before = [each for each in deniers if _turns(tokens, each, start)]
        if before:
            yield Turned(min(before)[0], end, not accepts)


def _turns(tokens: Sequence[str], denier: tuple[int, int], verb: int) -> bool:
    between = tokens[denier[1] : verb]
    if not denier[1] <= verb <= denier[1] + FARTHEST:
        return False
    return not any(each in MARKS or each in REASONS or each in UNTURNED for each in between)


class Turn(NamedTuple):
    """Where the words after a turn begin, and whether they stand for the whole text: a "but" may
    only limit what was said before it, or say something of its own."""

    at: int
    final: bool


def turns_in(turns: Turns, tokens: Sequence[str]) -> list[Turn]:
    """Return the turns of a text, the last one first."""
    found = [Turn(end, final=True) for _, _, end in turns.takes_back.hits(tokens)]
    for at, token in enumerate(tokens):
        says = says_outright(tokens[at + 1 :])
        if token == "but" or (token == "so" and at > 1):
            found.append(Turn(at + 1, final=token == "so" and says))
        elif token == "and" and at > 2 and not ANSWERS.isdisjoint(tokens[at + 1 : at + 2]):
            found.append(Turn(at + 1, final=True))
    return sorted((each for each in found if each.at < len(tokens)), reverse=True)


def says_outright(rest: Sequence[str]) -> bool:
    """Whether what comes after a turn holds a yes or no among its first words."""
    first = rest[:AT_ONCE]
    return not ANSWERS.isdisjoint(first) and "not" not in first
