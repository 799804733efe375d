"""Whom a whole text is about, and who texts where it begins with "me"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.flow import Question, Whom
from chatbot.understanding.whom.subjects import About, whom_it_is_about
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.words import manners
from chatbot.understanding.words.tokens import MASK, PAUSE, STOP

_MY = frozenset("my me ma mi mah".split())
_GOES_ON = frozenset((STOP, PAUSE, MASK, *"i im ive id my our not but because cos had am".split()))
"""Words with which something else begins after "me": "me I was diagnosed at 61"."""


def spoken_of(reader: FlowReader, tokens: Sequence[str], *, grown: bool = False) -> About | None:
    """Return whom a text is about, if it tells."""
    if reader.subjects is None:
        return None
    mended, _ = reader.speller.mend(reader.language.written_out(tokens), 5, reader.language.known)
    return whom_it_is_about(reader.subjects, mended, grown=grown)


def whoever_says_me_first(
    reader: FlowReader,
    question: Question,
    whom: Whom,
    tokens: Sequence[str],
    about: About | None,
) -> About | None:
    """Return who texts where the first thing said to the open question is "me".

    What comes after may tell that they are a child, not that it is for somebody else: "me, my
    kids are fine". Whoever speaks of a parent is asked: "me, my mum said to text".
    """
    end = next((at for at, token in enumerate(tokens) if at and token in _GOES_ON), len(tokens))
    first = list(manners.bare(tokens[:end]))
    hits = reader.asked[question.name].book.find(first)
    alone = len(hits) == 1 and hits[0][:2] == (0, len(first)) and not hits[0].denied
    if end == len(tokens) or not alone or hits[0].value != whom.adult:
        return about
    if about and about.value == whom.young:
        return about
    return None if speaks_of_a_parent(whom, tokens) else About(whom.adult)


def speaks_of_a_parent(whom: Whom, tokens: Sequence[str]) -> bool:
    """Whether a text speaks of the parent of who texts, who may then be a child."""
    return any(word in _MY and then in whom.parents for word, then in pairwise(tokens))
