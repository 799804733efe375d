"""Numbers in a text that are somebody's age. They are read and not kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.understanding.tokens import PAUSE, STOP

ADULT = 18
AGE = re.compile(r"(\d{1,2})(yo|yrs?|y|m|f|yearold|yrold|yro|s)?")
YEARS = frozenset("y yo yr yrs year years yro yearold yrold".split())
_NO_AGES = frozenset(
    "miles mile minutes mins min km k kms weeks wks wk week months mths mnths month days "
    "day hours hrs hr units percent st pm am kids children dogs cats stairs steps times "
    "pounds quid people floor grandchildren o oclock mg mmol stone lads girls boys of us "
    "tablets injections a s shifts hour minute sons daughters or and to".split()
)
_NOT_AGES_AFTER = frozenset(
    "after at since from for past around before about every over under until till by "
    "within last next type up like t number no option year yr class grade ward bus route "
    "the these those between wait took been having had in on flat room house".split()
)
AGE_AFTER = frozenset(
    "im am ahm amm aged age i me now nearly almost just only turned turning hes shes is "
    "being hi hello bloke woman man male female lad lass guy girl".split()
)
AGE_BEFORE = frozenset(
    "m f yo y yr yrs year years male female and t1 type n with w t1d on got bloke woman "
    "man guy lad lass wi from fae oed odd saal".split()
)
UNITS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
TENS = {word: 10 * number for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
)} | {"fourty": 40}  # fmt: skip


def age_at(tokens: Sequence[str], at: int) -> int | None:
    """Return the number at a place when it may be an age."""
    token = tokens[at]
    number = TENS.get(token)
    if number is not None:
        return number + (UNITS.get(tokens[at + 1], 0) if at + 1 < len(tokens) else 0)
    said = at > 0 and tokens[at - 1] in ("hes", "shes", "is", "aged", "turned", "turning")
    own = at > 0 and tokens[at - 1] in ("am", "im", "ahm") and UNITS.get(token, 0) > 7
    if token in UNITS and (said or own or (at + 1 < len(tokens) and tokens[at + 1] in YEARS)):
        return UNITS[token]
    found = AGE.fullmatch(token)
    if not found or (token.endswith("s") and not token.endswith("yrs")):
        return None
    return int(found[1])


def is_no_age(
    before: str, after: Sequence[str], age: int, tokens: Sequence[str], at: int, *, old: bool
) -> bool:
    """Whether a number is a time, a count or how long, by the words around it.

    ``old``: it is said to be an age ("7yo"). ``before`` and ``after`` are the words beside it.
    """
    if before in ("was", "were") and at > 1 and tokens[at - 2] in ("i", "he", "she", "a", "ah"):
        return True
    if before in _NOT_AGES_AFTER and not old:
        return not (before == "at" and age >= ADULT)
    if before == "of" and not old:
        return at < 2 or tokens[at - 2] not in ("lad", "lass", "girl", "boy", "man", "woman")
    if after and after[0] in _NO_AGES:
        joined = after[0] in ("and", "a") and (age >= ADULT or before in AGE_AFTER)
        return not joined
    if after and after[0] in YEARS and not old and before != "have":
        clause = opens_clause(tokens, at) and (len(after) < 2 or after[1] in (STOP, PAUSE))
        return not clause
    return False


def opens_clause(tokens: Sequence[str], at: int) -> bool:
    """Whether a clause begins at a word."""
    return at == 0 or tokens[at - 1] in (STOP, PAUSE)
