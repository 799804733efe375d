"""What the words around a place say of it: that somebody lives, works or once lived there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Words = tuple[str, ...]


class Says(StrEnum):
    """What words around a name say, and where they stand: see flows/places/README.md."""

    LIVES = "lives"
    HOME = "home"
    NOW = "now"
    HERE = "here"
    ORIGIN = "origin"
    MOVED = "moved"
    PAST = "past"
    PAST_AFTER = "past after"
    ELSEWHERE = "elsewhere"
    ELSEWHERE_AFTER = "elsewhere after"
    TRAVEL = "travel"
    WANTS = "wants"
    STUDY = "study"
    FRIEND = "friend"
    RELATIVE = "relative"
    CHILD = "child"
    NEAR = "near"
    NEAR_OF = "near of"
    NEAR_AFTER = "near after"
    NEAREST = "nearest"
    NOT = "not"
    NOT_AFTER = "not after"
    EITHER = "either"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Cues:
    """The table of cues: for each meaning, its phrases by their first and by their last word."""

    by_first: Mapping[Says, Mapping[str, tuple[Words, ...]]]
    by_last: Mapping[Says, Mapping[str, tuple[Words, ...]]]

    @staticmethod
    def of(rows: Iterable[tuple[Says, Words]]) -> Cues:
        """Lay out pairs of a meaning and the words of a phrase."""
        first: dict[Says, dict[str, tuple[Words, ...]]] = {says: {} for says in Says}
        last: dict[Says, dict[str, tuple[Words, ...]]] = {says: {} for says in Says}
        for says, phrase in rows:
            first[says][phrase[0]] = (*first[says].get(phrase[0], ()), phrase)
            last[says][phrase[-1]] = (*last[says].get(phrase[-1], ()), phrase)
        return Cues(first, last)

    def starts(self, says: Says, tokens: Sequence[str], at: int = 0) -> int:
        """Return the words of the longest phrase that begins at ``at``, 0 where none does."""
        if at >= len(tokens):
            return 0
        phrases = self.by_first[says].get(tokens[at], ())
        return max(
            (len(each) for each in phrases if tuple(tokens[at : at + len(each)]) == each),
            default=0,
        )

    def ends(self, says: Says, tokens: Sequence[str], end: int) -> int:
        """Return the words of the longest phrase that ends at ``end``, 0 where none does."""
        if end <= 0:
            return 0
        phrases = self.by_last[says].get(tokens[end - 1], ())
        return max(
            (
                len(phrase)
                for phrase in phrases
                if len(phrase) <= end and tuple(tokens[end - len(phrase) : end]) == phrase
            ),
            default=0,
        )

    def holds(self, says: Says, tokens: Sequence[str]) -> bool:
        """Whether a phrase stands anywhere in the words."""
        firsts = self.by_first[says]
        return any(
            token in firsts and self.starts(says, tokens, at) > 0 for at, token in enumerate(tokens)
        )
