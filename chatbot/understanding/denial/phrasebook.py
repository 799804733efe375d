"""Finding the phrases of a flow in a text: whole words, the longest first, with who says not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chatbot.understanding.denial.denying import Hit as Hit
from chatbot.understanding.denial.denying import is_denied as is_denied
from chatbot.understanding.words.tokens import words


class Phrase(NamedTuple):
    """Words that mean one option of one question."""

    words: tuple[str, ...]
    question: str
    value: str


class Phrasebook:
    """Phrases by their first two words, and single words. Built once, never changed."""

    __slots__ = ("_by_pair", "_single", "vocabulary")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_pair: dict[tuple[str, ...], list[Phrase]] = {}
        single: dict[str, list[Phrase]] = {}
        known = sorted(phrase for phrase in phrases if phrase.words)
        for phrase in known:
            if len(phrase.words) == 1:
                single.setdefault(phrase.words[0], []).append(phrase)
            else:
                by_pair.setdefault(phrase.words[:2], []).append(phrase)
        for same_start in by_pair.values():
            same_start.sort(key=lambda phrase: (-len(phrase.words), phrase))
        self._by_pair = {pair: tuple(same_start) for pair, same_start in by_pair.items()}
        self._single = {word: tuple(same_word) for word, same_word in single.items()}
        self.vocabulary = frozenset(word for phrase in known for word in phrase.words)

    def find(self, tokens: Sequence[str]) -> list[Hit]:
        """Return the phrases in the tokens, left to right, none inside another."""
        hits: list[Hit] = []
        end = 0
        for at, phrase in self._starts(tokens):
            if at >= end:
                end = at + len(phrase.words)
                denied = is_denied(tokens, at, end, hits)
                hits.append(Hit(at, end, phrase.question, phrase.value, denied))
        return hits

    def spans(self, tokens: Sequence[str]) -> Iterator[Hit]:
        """Yield the phrases in the tokens, none inside another of the same question.

        Nothing is said of what is ruled out.
        """
        ends: dict[str, int] = {}
        for at, phrase in self._starts(tokens):
            if at >= ends.get(phrase.question, 0):
                ends[phrase.question] = at + len(phrase.words)
                yield Hit(at, at + len(phrase.words), phrase.question, phrase.value, False)

    def _starts(self, tokens: Sequence[str]) -> Iterator[tuple[int, Phrase]]:
        """Yield every phrase and where it stands, at each place the longest first."""
        for at, token in enumerate(tokens):
            for phrase in self._by_pair.get(tuple(tokens[at : at + 2]), ()):
                length = len(phrase.words)
                if length == 2 or tuple(tokens[at : at + length]) == phrase.words:
                    yield at, phrase
            for phrase in self._single.get(token, ()):
                yield at, phrase


def phrase_words(text: str) -> tuple[str, ...]:
    """Return a phrase as the words it is looked for by."""
    return tuple(words(text))
