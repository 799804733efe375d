"""The people a text names: whose child, whose husband, and for whom it is said to be."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from chatbot.understanding.ages import AGE, opens_clause
from chatbot.understanding.phrasebook import Hit
from chatbot.understanding.tokens import PAUSE, STOP

OWN = frozenset("my our ma mi me wor oor meri mera us".split())
ANYBODYS = frozenset("boy boys girl girls lad lads lass kid child baby teen teenager one".split())
"""Words for a child that people also say of themselves: "boy 15, Hull"."""
_CALLED = frozenset("mate mates pal bro sis mucker butty hun ma da oh mam mum dad fellow".split())
"""Words for another that also address whoever reads: "mate, is this free"."""
_ASKED_FOR = frozenset("lady gentleman guy bloke".split())
"""Words for another only where the text is for them: "for a lady with type 1"."""
FAMILY = frozenset(
    "husband husbands hubby hubbys wife wifes missus fiance fiancee kids children baby "
    "babys son sons daughter daughters grandkids grandchildren bairns weans grandson "
    "granddaughter".split()
)
"""Who has these is grown up: "im type 1 and my husband wants to come"."""
_FOR_A = (["for"], ["of"], ["after"], ["4"], ["helping"], ["with"], ["got"], ["have"])
_MINDING = frozenset("here looking bringing bringin raising of to".split())
"""After "nan" and the like: who texts brings up a child."""
_COUNTS = frozenset("two three both twin 2 3 of".split())
_CLIENTS = frozenset("pt pts patient patients client clients customer".split())
_DOES = frozenset(
    "has is got was just keeps wants needs whos been gets had does hasnt wont isnt in here".split()
)


class Sort(StrEnum):
    """What a word of the list says."""

    CONDITION = "condition"
    KIT = "kit"
    CHILD = "child"
    ANOTHER = "another"
    SCHOOL = "school"
    GROWN = "grown"
    SELF = "self"
    SOMEBODY = "somebody"


class Person(NamedTuple):
    """A mention of somebody at a word of the text."""

    at: int
    sort: Sort
    end: int


def is_for(person: Person, tokens: Sequence[str]) -> bool:
    """Whether it is said to be for somebody else: "for my auntie", "my patient"."""
    before = tokens[max(0, person.at - 3) : person.at]
    return tokens[person.at] in _CLIENTS or any(
        token in ("for", "behalf", "helping", "4") for token in before
    )


def person_at(hit: Hit, tokens: Sequence[str]) -> Person | None:
    """Take a word such as "son" for a person when it is somebody's, or stands with an age."""
    if hit.value not in (Sort.CHILD, Sort.ANOTHER):
        return None
    before = tokens[max(0, hit.start - 4) : hit.start]
    word, after = tokens[hit.start], list(tokens[hit.end : hit.end + 2])
    person = Person(hit.start, Sort(hit.value), hit.end)
    marks = [at for at, token in enumerate(before) if token in (STOP, PAUSE)]
    before = before[marks[-1] + 1 :] if marks else before
    long = hit.end - hit.start > 1
    owned = any(token in OWN for token in (*before, word if long else ""))
    owned = owned or after[:1] == ["mine"] or after == ["of", "mine"] or word in _CLIENTS
    if person.sort is Sort.ANOTHER:
        if after[:1] and after[0] in _MINDING and after != ["of", "mine"]:
            return Person(hit.start, Sort.CHILD, hit.end)
        given = bool(before) and before[-1] in ("the", "a", "an") and before[-2:-1] != ["since"]
        given = given and (before[-1] == "the" or before[-2:-1] in _FOR_A)
        opens = opens_clause(tokens, hit.start)
        does = bool(after) and after[0] in _DOES
        opens = opens and word not in _ASKED_FOR and (does or word not in _CALLED)
        return person if owned or given or opens else None
    if owned or (long and word not in ANYBODYS):
        return person
    if word in ANYBODYS:
        return person if before and before[-1] in _COUNTS | {"have", "has", "got"} else None
    if opens_clause(tokens, hit.start) or before[-1:] in (["for"], ["of"]):
        return person
    near = (*before[-3:], *after)
    aged = any(AGE.fullmatch(token) and token[0].isdigit() for token in near)
    return person if aged else None
