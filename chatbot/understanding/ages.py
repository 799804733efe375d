"""Who it is for, from an age: "im 15", "my 7 yr old". The age itself is not kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AGE = re.compile(r"(\d{1,2})(?:yo|yrs?|years?|yr)?")
_YEARS = frozenset("y yo yr yrs year years".split())
_OF_ANOTHER = frozenset(
    "my our his her the mum mam mom dad of for son daughter a she hes shes he".split()
)


def age_says(tokens: Sequence[str]) -> str | None:
    """Return self_adult, self_under_18 or of_a_child when an age says so, else None.

    "im 15", "i am 42", "aged 17" are about the person who texts; "my 7 yr old" is about a child.
    """
    for at, token in enumerate(tokens):
        found = _AGE.fullmatch(token)
        if not found:
            continue
        age = int(found[1])
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        years = after in _YEARS or token != found[1]
        old = "old" in tokens[at + 1 : at + 3] or after == "yo" or token.endswith("yo")
        before = tuple(tokens[max(0, at - 2) : at])
        if 3 < age < 100 and _speaks_of_self(before, tokens[at + 1 : at + 2]):
            return "self_under_18" if age < 18 else "self_adult"
        if age < 18 and years and old and any(word in _OF_ANOTHER for word in before):
            return "of_a_child"
    return None


def _speaks_of_self(before: Sequence[str], after: Sequence[str]) -> bool:
    if tuple(after) and after[0] in ("miles", "mile", "minutes", "mins", "km", "weeks", "months"):
        return False
    return before[-1:] in (("im",), ("aged",), ("age",)) or before[-2:] == ("i", "am")
