"""Finding the phrases of a flow in a text: whole words, the longest first, with who says not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA

from chatbot.understanding.tokens import PAUSE, STOP, words

NEGATORS = frozenset(
    "not no dont without except isnt arent never stop avoid hate cant cannot cant wont "
    "nothing doesnt didnt neither nor but".split()
)
"""``but`` counts only after "anything"; see ``_denied``."""
NOT_A_DENIAL = frozenset("mind care just only problem worries matter bothered".split())
REACH = 4
"""How many words before a phrase a "not" is looked for."""
LONGEST_WORD = 30
MOST_MENDED = 40
"""How many unknown words of one text are looked at: a longer text is no answer with a slip."""


class Hit(NamedTuple):
    """A phrase found at ``start:end`` of the tokens. ``denied``: somebody said not that."""

    start: int
    end: int
    question: str
    value: str
    denied: bool


class Phrase(NamedTuple):
    """Words that mean one option of one question."""

    words: tuple[str, ...]
    question: str
    value: str


class Phrasebook:
    """Phrases by their first two words, and single words. Built once, never changed."""

    __slots__ = ("_alike", "_by_pair", "_single", "vocabulary")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_pair: dict[tuple[str, ...], list[Phrase]] = {}
        single: dict[str, Phrase] = {}
        known = sorted(phrase for phrase in phrases if phrase.words)
        for phrase in known:
            if len(phrase.words) == 1:
                single.setdefault(phrase.words[0], phrase)
            else:
                by_pair.setdefault(phrase.words[:2], []).append(phrase)
        for same_start in by_pair.values():
            same_start.sort(key=lambda phrase: (-len(phrase.words), phrase))
        self._by_pair = {pair: tuple(same_start) for pair, same_start in by_pair.items()}
        self._single = single
        self.vocabulary = frozenset(word for phrase in known for word in phrase.words)
        self._alike = _Alike.of(self.vocabulary)

    def find(self, tokens: Sequence[str]) -> list[Hit]:
        """Return the phrases in the tokens, left to right, none inside another."""
        hits: list[Hit] = []
        at, end = 0, len(tokens)
        while at < end:
            phrase = self._longest_at(tokens, at)
            if phrase is None:
                at += 1
                continue
            length = len(phrase.words)
            denied = _denied(tokens, at, hits)
            hits.append(Hit(at, at + length, phrase.question, phrase.value, denied))
            at += length
        return hits

    def _longest_at(self, tokens: Sequence[str], at: int) -> Phrase | None:
        for phrase in self._by_pair.get(tuple(tokens[at : at + 2]), ()):
            length = len(phrase.words)
            if length == 2 or tuple(tokens[at : at + length]) == phrase.words:
                return phrase
        return self._single.get(tokens[at])

    def mend(
        self, tokens: Sequence[str], shortest: int, common: Collection[str] = ()
    ) -> tuple[list[str], list[str]]:
        """Return the tokens with misspelt ones put right, and how, like "onlien -> online".

        Only words of ``shortest`` letters and more that no phrase has and that are not ``common``
        are looked at.
        """
        mended, how, looked_at = list(tokens), [], 0
        for at, token in enumerate(tokens):
            if len(token) < shortest or token in self.vocabulary or not token.isalpha():
                continue
            if token in common:
                continue
            looked_at += 1
            if looked_at > MOST_MENDED:
                break
            if near := self._alike.nearest(token):
                mended[at] = near
                how.append(f"{token} -> {near}")
        return mended, how

    def near_miss(self, word: str) -> str | None:
        """Return the word that was perhaps meant, too far off to be taken without asking."""
        return self._alike.nearest(word, slack=1) if len(word) > 3 else None


def phrase_words(text: str) -> tuple[str, ...]:
    """Return a phrase as the words it is looked for by."""
    return tuple(words(text))


def _denied(tokens: Sequence[str], at: int, hits: Sequence[Hit]) -> bool:
    for back in range(at - 1, max(-1, at - 1 - REACH), -1):
        token = tokens[back]
        if hits and back < hits[-1].end:
            joined = all(token in ("or", "nor") for token in tokens[hits[-1].end : at])
            return hits[-1].denied and joined
        if token in (STOP, PAUSE):
            return False
        if token == "but":
            return back > 0 and tokens[back - 1] in ("anything", "all", "everything")
        if token in NEGATORS:
            return tokens[back + 1] not in NOT_A_DENIAL
        if token == "than" and back > 0 and tokens[back - 1] == "rather":
            return True
        if token == "of" and back > 0 and tokens[back - 1] == "instead":
            return True
    return False


def slips_allowed(length: int) -> int:
    """Return how many slips of the finger a word of this many letters may hold."""
    if length < 4:
        return 0
    return 1 if length < 8 else 2


@dataclass(frozen=True, slots=True)
class _Alike:
    """Words by their first letter, and by their letters whatever the order of these."""

    by_first: Mapping[str, tuple[str, ...]]
    by_letters: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> _Alike:
        by_first: dict[str, tuple[str, ...]] = {}
        by_letters: dict[str, tuple[str, ...]] = {}
        for word in sorted(word for word in words if len(word) > 3):
            by_first[word[0]] = (*by_first.get(word[0], ()), word)
            letters = "".join(sorted(word))
            by_letters[letters] = (*by_letters.get(letters, ()), word)
        return cls(by_first, by_letters)

    def nearest(self, token: str, slack: int = 0) -> str | None:
        """Return the one word within the slips allowed; None when two are equally near."""
        if len(token) > LONGEST_WORD:
            return None
        letters = "".join(sorted(token))
        same_letters = self.by_letters.get(letters, ())
        found: list[tuple[int, str]] = []
        for word in dict.fromkeys((*self.by_first.get(token[0], ()), *same_letters)):
            allowed = slips_allowed(min(len(word), len(token))) + slack
            if abs(len(word) - len(token)) > allowed:
                continue
            if len(token) == 4 == len(word) and word not in same_letters:
                continue
            distance = OSA.distance(token, word, score_cutoff=allowed)
            if distance <= allowed:
                found.append((distance, word))
        found.sort()
        tied = len(found) > 1 and found[0][0] == found[1][0]
        return found[0][1] if found and not tied else None


def slip_of(word: str, known: frozenset[str]) -> str:
    """Return the one known word that ``word`` is with two letters swapped, one lost or one doubled.

    A changed letter does not count: "mode" is not "more", and a short word says little.
    """
    if not 3 < len(word) < 12 or word in known:
        return word if word in known else ""
    near = [one for one in known if _same_letters(word, one)]
    return near[0] if len(near) == 1 else ""


def _same_letters(word: str, known: str) -> bool:
    if OSA.distance(word, known, score_cutoff=1) > 1:
        return False
    return len(word) != len(known) or sorted(word) == sorted(known)
