"""Who it is for, from an age: "im 15", "my 7 yr old". The age itself is not kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

ADULT = 18
_AGE = re.compile(r"(\d{1,2})(?:yo|yrs?|years?|yr)?")
_YEARS = frozenset("y yo yr yrs year years".split())
_CHILD = frozenset(
    "son sons daughter daughters child children kid kids boy girl baby toddler grandson "
    "granddaughter grandchild niece nephew bairn wean lad lass stepson stepdaughter".split()
)
_OF_ANOTHER = _CHILD | frozenset(
    "my our his her the mum mam mom dad of for a she hes shes he".split()
)
_HARDLY = frozenset("only just nearly almost about still actually turned turning now".split())
_NO_AGE = frozenset("miles mile minutes mins km weeks months units days hours percent".split())


def age_says(tokens: Sequence[str]) -> str | None:
    """Return self_adult, self_under_18 or of_a_child when an age says so, else None.

    "im 15", "i am 42", "aged 17" are about the person who texts; "my 7 yr old", "my niece is 12",
    "she is 15" are about a child.
    """
    for at, token in enumerate(tokens):
        found = _AGE.fullmatch(token)
        after = tokens[at + 1 : at + 3]
        if not found or (after and after[0] in _NO_AGE):
            continue
        age = int(found[1])
        before = [word for word in tokens[max(0, at - 4) : at] if word not in _HARDLY]
        if age < ADULT and _is_of_a_child(before, after, token, found[1]):
            return "of_a_child"
        if 3 < age < 100 and _speaks_of_self(before):
            return "self_under_18" if age < ADULT else "self_adult"
    return None


def _is_of_a_child(before: Sequence[str], after: Sequence[str], token: str, digits: str) -> bool:
    last = before[-1:]
    if last in (["shes"], ["hes"]) or before[-2:] in (["she", "is"], ["he", "is"]):
        return True
    if last in (["is"], ["aged"], ["age"]) and _CHILD.intersection(before):
        return True
    years = token != digits or (after[:1] and after[0] in _YEARS)
    old = "old" in after or after[:1] == ["yo"] or token.endswith("yo")
    return bool(years and old and _OF_ANOTHER.intersection(before[-2:]))


def _speaks_of_self(before: Sequence[str]) -> bool:
    return before[-1:] in (["im"], ["aged"], ["age"]) or before[-2:] == ["i", "am"]
