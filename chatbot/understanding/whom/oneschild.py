"""What goes on after "son", "girl" or "boy" that tells whether a child is told of."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.whom.ages import ADULT, AGE, UNITS
from chatbot.understanding.whom.peoplewords import COUNTS, FEW
from chatbot.understanding.words.tokens import PAUSE, STOP

YOUNGEST = 8
"""The age from which a child may text."""


def takes_kit(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody is on something: "son on omnipod", "daughter on a pump"."""
    on, what = (*tokens[end : end + 2], STOP, STOP)[:2]
    return on == "on" and what not in ("the", "my", STOP, PAUSE)


def counts_children(tokens: Sequence[str], end: int) -> bool:
    """Whether "dad of 4" is all that is said, and no age."""
    number, after = (*tokens[end : end + 2], STOP, STOP)[:2]
    return (number in COUNTS or number in FEW) and after in (STOP, PAUSE, "and", "n", "so", "with")


def is_little(tokens: Sequence[str], end: int, *, parent: bool) -> bool:
    """Whether a girl or boy is too young to text, or a parent does: "girl is 2", "mum, boy 6"."""
    for token in tokens[end : end + 2]:
        if token not in ("is", "was", "aged", "just", "only") and not token[0].isdigit():
            return (
                token in UNITS and UNITS[token] < YOUNGEST and tokens[end] in ("is", "was", "aged")
            )
        if found := AGE.fullmatch(token):
            years = int(found[1])
            return years < YOUNGEST or (parent and years < ADULT)
    return False


def is_aged_and_told_of(word: str, tokens: Sequence[str], end: int) -> bool:
    """Whether an age and then a "he" or "she" follow: "boy age 8 have type 1, he hearing"."""
    aged = tokens[end : end + 1] in (["age"], ["aged"]) or tokens[end : end + 1] == [PAUSE]
    number = (*tokens[end + aged : end + aged + 1], "")[0]
    found = AGE.fullmatch(number)
    they = ("she", "shes", "her") if word in ("girl", "lass") else ("he", "hes", "his")
    return found is not None and int(found[1]) < ADULT and any(t in they for t in tokens[end:])


def goes_on_with_pronoun(word: str, tokens: Sequence[str], end: int) -> bool:
    """Whether somebody is told of: "lad on my team, T1, he wants mates"; "girl at work, she"."""
    if tokens[end : end + 1] not in (["on"], ["at"], ["in"], ["from"]):
        return False
    pronouns = ("she", "shes", "her") if word in ("girl", "lass") else ("he", "hes", "him", "his")
    return any(token in pronouns for token in tokens[end + 1 :])


def has_an_affair(tokens: Sequence[str], end: int) -> bool:
    """Whether a child only owns what is named: "my daughters wedding", "my sons phone"."""
    return tokens[end - 1].endswith("s") and not _AFFAIRS.isdisjoint(tokens[end : end + 1])


_AFFAIRS = frozenset(
    "wedding graduation christening house car phone mobile email laptop computer place".split()
)
