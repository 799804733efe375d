"""Finding the phrases of a flow in a text: whole words, the longest first, with who says not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from chatbot.understanding.denial.denying import Hit as Hit
from chatbot.understanding.denial.denying import is_denied as is_denied
from chatbot.understanding.words.tokens import words


class Phrase(NamedTuple):
    """Words that mean one option of one question."""

    words: tuple[str, ...]
    question: str
    value: str


class _Beginning(NamedTuple):
    """The phrases that begin with one word: by the word after it, and those of that word alone."""

    longer: Mapping[str, tuple[Phrase, ...]]
    single: tuple[Phrase, ...]


class Phrasebook:
    """Phrases by their first two words, and single words. Built once, never changed."""

    __slots__ = ("_by_first", "vocabulary")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_first: dict[str, list[Phrase]] = {}
        known = sorted(phrase for phrase in phrases if phrase.words)
        for phrase in known:
            by_first.setdefault(phrase.words[0], []).append(phrase)
        self._by_first = {word: _beginning(same) for word, same in by_first.items()}
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
        by_first, last = self._by_first, len(tokens) - 1
        for at, token in enumerate(tokens):
            beginning = by_first.get(token)
            if beginning is None:
                continue
            for phrase in beginning.longer.get(tokens[at + 1], ()) if at < last else ():
                length = len(phrase.words)
                if length == 2 or tuple(tokens[at : at + length]) == phrase.words:
                    yield at, phrase
            for phrase in beginning.single:
                yield at, phrase


def _beginning(phrases: Sequence[Phrase]) -> _Beginning:
    longer: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.words), phrase)):
        if len(phrase.words) > 1:
            longer.setdefault(phrase.words[1], []).append(phrase)
    single = tuple(phrase for phrase in phrases if len(phrase.words) == 1)
    return _Beginning({word: tuple(same) for word, same in longer.items()}, single)


def phrase_words(text: str) -> tuple[str, ...]:
    """Return a phrase as the words it is looked for by."""
    return tuple(words(text))
