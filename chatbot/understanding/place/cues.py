"""What the words around a place say of it: that somebody lives, works or once lived there."""

from __future__ import annotations

from collections import defaultdict
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
    FOR_THEM = "for them"
    THEY_HAVE = "they have"
    I_HAVE = "i have"
    SAYING = "saying"


@dataclass(frozen=True, slots=True)
class Cues:
    """The table of cues: all phrases by their first and by their last word, with what they say."""

    by_first: Mapping[str, tuple[tuple[Says, Words], ...]]
    by_last: Mapping[str, tuple[tuple[Says, Words], ...]]

    @staticmethod
    def of(rows: Iterable[tuple[Says, Words]]) -> Cues:
        """Lay out pairs of a meaning and the words of a phrase."""
        first: dict[str, list[tuple[Says, Words]]] = defaultdict(list)
        last: dict[str, list[tuple[Says, Words]]] = defaultdict(list)
        for says, phrase in rows:
            first[phrase[0]].append((says, phrase))
            last[phrase[-1]].append((says, phrase))
        by_first = {word: tuple(phrases) for word, phrases in first.items()}
        return Cues(by_first, {word: tuple(phrases) for word, phrases in last.items()})

    def begins(self, token: str, *says: Says) -> bool:
        """Whether a phrase that says one of these begins with a word."""
        return any(each in says for each, _ in self.by_first.get(token, ()))

    def starts(self, says: Says, tokens: Sequence[str], at: int = 0) -> int:
        """Return the words of the longest phrase that begins at ``at``, 0 where none does."""
        phrases = self.by_first.get(tokens[at]) if at < len(tokens) else None
        longest = 0
        for each, phrase in phrases or ():
            size = len(phrase)
            if each is says and size > longest and tuple(tokens[at : at + size]) == phrase:
                longest = size
        return longest

    def ends(self, says: Says, tokens: Sequence[str], end: int) -> int:
        """Return the words of the longest phrase that ends at ``end``, 0 where none does."""
        phrases = self.by_last.get(tokens[end - 1]) if end > 0 else None
        longest = 0
        for each, phrase in phrases or ():
            size = len(phrase)
            if each is says and longest < size <= end and tuple(tokens[end - size : end]) == phrase:
                longest = size
        return longest

    def said(self, tokens: Sequence[str]) -> frozenset[Says]:
        """Return what the phrases say that stand anywhere in the words."""
        found: set[Says] = set()
        for at, token in enumerate(tokens):
            for says, phrase in self.by_first.get(token, ()):
                if says not in found and tuple(tokens[at : at + len(phrase)]) == phrase:
                    found.add(says)
        return frozenset(found)
