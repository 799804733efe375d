"""Who is only brought along or minded: "can I bring the kids", "once she is asleep"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.whom.holding import Cast
from chatbot.understanding.whom.peoplewords import HE_OR_SHE
from chatbot.understanding.words.tokens import STOP

_TAGGING_ALONG = frozenset(
    "bring bringing bringin take taking tak come coming along tow sitter babysitter childcare "
    "mind minding creche bed school nursery beds asleep nap naps hip welcome fetch sort had".split()
)
_AWAY = _TAGGING_ALONG - frozenset("asleep bed beds nap naps school nursery had".split())
"""The same for "he" and "she": "once shes asleep" says when, and not who has it."""
_SCHOOLS = frozenset(("school", "nursery"))
_BEGINNING = frozenset(
    "start starts starting startin started begin begins beginning big high new primary secondary "
    "goes going changing".split()
)
"""Words before a school that is told of, and not the time when a child is out of the way."""
_SEVERAL = frozenset("them both pair two kids weans bairns children twins lot".split())


def is_several(word: str) -> bool:
    """Whether a word tells of more than one: "the kids", "both"."""
    return word in _SEVERAL or (word.endswith("s") and word not in HE_OR_SHE)


def brings_them(tokens: Sequence[str]) -> bool:
    """Whether several who were named are brought along: "bring them", "bring the pair of them"."""
    return any(
        token in ("bring", "bringing") and not _SEVERAL.isdisjoint(tokens[at + 1 : at + 3])
        for at, token in enumerate(tokens)
    )


def tags_along(cast: Cast, at: int) -> bool:
    """Whether a child is only to be brought along or minded."""
    first = cast.clause(at)
    told_of = cast.tokens[at] in HE_OR_SHE
    for place in range(first, min(at + 6, len(cast.tokens))):
        if place > at and cast.tokens[place] == STOP:
            break
        if cast.tokens[place] in (_AWAY if told_of else _TAGGING_ALONG):
            if cast.tokens[place] in _SCHOOLS and not _BEGINNING.isdisjoint(
                cast.tokens[max(first, place - 4) : place]
            ):
                continue
            return True
    return False
