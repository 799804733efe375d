"""Finding the phrases of a flow in a text: whole words, the longest first, with who says not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from chatbot.understanding.tokens import PAUSE, STOP, words

NEGATORS = frozenset(
    "not no nae dont without except isnt arent never stop avoid hate hates cant cannot "
    "wont nothing doesnt didnt neither nor but forget scrap skip minus wouldnt shouldnt "
    "couldnt havent hasnt aint non none nobody cba refuse refuses nee naw divvent swerve "
    "drop bin ditch scrub scratch remove delete lose unselect untick".split()
)
"""``but`` counts only after "anything"; see ``_denied``."""
NOT_A_DENIAL = frozenset(
    "mind care just only problem worries matter bothered fussed doubt sure picky".split()
)
TURNS = frozenset(
    "but so just only prefer prefers rather instead because cos coz cuz though and n then "
    "if".split()
)
"""Words past which a "not" does not reach: "I do not drive so online is best"."""
_PART = frozenset(
    "bit bits one ones part thing stuff option group is are was will can should be".split()
)
"""Words between a phrase and what rules it out: "the wheelchair bit can go"."""
_GONE = frozenset("out off aff go isnt arent wont doesnt".split())
_NO_MORE = frozenset(
    "good use thanks way chance need for possible necessary needed important required suitable ok "
    "working longer ta bother".split()
)
_GOING_ON = frozenset(
    "make its it i im ill id wait sorry actually meant mean put go do the that thats lets "
    "just we she he my this".split()
)
"""Words after a "no" that answers and does not rule out: "no make it Friday"."""
_WEIGHING = frozenset("rather other prefer better sooner easier instead".split())
"""Words before "than" that rule out what follows it."""
REACH = 7
"""How many words before a phrase a "not" is looked for."""


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

    __slots__ = ("_by_pair", "_single", "vocabulary")

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
            denied = _denied(tokens, at, hits) or _ruled_out_after(tokens, at + length)
            hits.append(Hit(at, at + length, phrase.question, phrase.value, denied))
            at += length
        return hits

    def _longest_at(self, tokens: Sequence[str], at: int) -> Phrase | None:
        for phrase in self._by_pair.get(tuple(tokens[at : at + 2]), ()):
            length = len(phrase.words)
            if length == 2 or tuple(tokens[at : at + length]) == phrase.words:
                return phrase
        return self._single.get(tokens[at])


def phrase_words(text: str) -> tuple[str, ...]:
    """Return a phrase as the words it is looked for by."""
    return tuple(words(text))


def _denied(tokens: Sequence[str], at: int, hits: Sequence[Hit]) -> bool:
    if tokens[at] in NEGATORS:
        return False
    for back in range(at - 1, max(-1, at - 1 - REACH), -1):
        token = tokens[back]
        if hits and back < hits[-1].end:
            joined = all(token in ("or", "nor") for token in tokens[hits[-1].end : at])
            return hits[-1].denied and joined
        if token in (STOP, PAUSE):
            return False
        if token == "but":
            return back > 0 and tokens[back - 1] in ("anything", "all", "everything")
        if token == "used" and tokens[back + 1] == "to":
            return True
        if token == "no" and tokens[back + 1] in _GOING_ON:
            return False
        if token in NEGATORS:
            about = tokens[back + 1 : back + 3] in (["bothered", "about"], ["fussed", "about"])
            return about or tokens[back + 1] not in NOT_A_DENIAL
        if token == "than":
            return not _WEIGHING.isdisjoint(tokens[max(0, back - 10) : back])
        if token == "of" and back > 0 and tokens[back - 1] == "instead":
            return True
        if token == "from" and back > 0 and tokens[back - 1] == "apart":
            return True
        if token in TURNS:
            return False
    return False


def _ruled_out_after(tokens: Sequence[str], end: int) -> bool:
    """Whether what ends here is ruled out by what follows: "phone call no good", "zoom out"."""
    at = end
    while at < len(tokens) and at < end + 3 and tokens[at] in _PART:
        at += 1
    after = tuple(tokens[at : at + 2])
    if not after:
        return False
    if after[0] in ("no", "not"):
        ends = len(after) == 1 or after[1] in (STOP, PAUSE)
        return (ends and after[0] == "no") or (not ends and after[1] in _NO_MORE)
    if after[0] == "cross":
        return after[1:] == ("out",)
    return after[0] in _GONE and (at > end or after[0] in ("out", "off", "aff", "isnt", "doesnt"))


def is_denied(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether what stands at ``start:end`` is ruled out by what stands before or after it."""
    return _denied(tokens, start, ()) or _ruled_out_after(tokens, end)
