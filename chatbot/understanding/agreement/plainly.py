"""A text in the words that flows/yes-and-no.yaml is written in: written out, slips mended, bare.

"dont", "don't" and "dinnae" are all "do not", "yessss" is "yes" and "bo thanks" is "no thanks".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.manners import ASKS_FIRST, MARKS, POLITE
from chatbot.understanding.words.tokens import PAUSE, STOP

Words = tuple[str, ...]

LONGEST_TEXT = 40
"""Words beyond which a text is a story, of which only the start can be an answer."""
LONG = 5
"""Letters from which a word may be meant for any other, not only for one that answers alone."""
SHORTEST = 4
"""Letters below which only yes and no are guessed: too many words are a letter away."""
PLAINEST = {("yes",), ("no",), ("nah",), ("not",)}
FEW = 4
"""Words up to which a word that nobody knows may be a slip."""
TRAILING = frozenset("like that this me us so is".split())
"""Words people put behind what they have said: "aye like", "champion that", "up for that me"."""
AROUND_TEXTS = MARKS | frozenset("please thanks x xx xxx hi hiya hello um erm er oh ah".split())
"""Politeness that may stand around a whole text, whatever it says."""
TAG_VERBS = frozenset("am is are was have has do does did would will can could should".split())
TAG_WHO = frozenset("i we it he she they there".split())
UNTAGGED = MARKS | frozenset("so neither nor what how why where and or but if as than".split())
"""Words before what looks like a tag with which it is none: "neither do i"."""
TAGGED = 4
"""Words beyond which a text may end with a tag."""
LEADING_UP = frozenset(
    "i we you u ye he she they would will do does am is not if to for with by of on in at from "
    "about and or than as tell give let count suits works want need love like have think say "
    "what who how that this so".split()
)
"""Words to which the next one belongs: "if you like", "not for me"."""
OF_WHOM = frozenset(
    "am is are was be my her his our your the a an for with to of as from not feel feeling".split()
)
"""Words after which "mum" is no way to call somebody: "im mum", "its my nan"."""
_STRETCHED = re.compile(r"(.)\1+")
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s"})
_SPOKEN_DIGITS = {"2": "to", "4": "for"}
_NEXT_TO = {
    pair
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for a, b in pairwise(row)
    for pair in (a + b, b + a)
}


@dataclass(frozen=True, slots=True)
class Around:
    """What changes nothing about an answer: words, phrases, and what people call each other.
    ``empty`` are the words of both, and marks."""

    words: frozenset[str]
    called: frozenset[str]
    phrases: Index[None]
    empty: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plainly:
    """How answers are written. ``ways`` gives the words that a way of writing stands for,
    ``around`` what changes nothing about an answer, ``known`` every word that is no slip,
    ``single`` those that answer alone, ``longer`` those of five letters and more, and ``ordinary``
    words that are no slips either."""

    ways: Mapping[str, Words]
    around: Around
    known: frozenset[str]
    single: frozenset[str]
    less_one: Mapping[str, tuple[str, ...]]
    ordinary: Collection[str]

    def written_out(self, tokens: Sequence[str]) -> list[str]:
        """Return the tokens as they would be written out, slips put right in a short text."""
        short = sum(token not in POLITE and token not in MARKS for token in tokens) <= FEW
        out: list[str] = []
        for at, token in enumerate(tokens):
            if token == "no" and _is_numbered(tokens[at + 1 : at + 4]):
                token = "number"
            elif token in _SPOKEN_DIGITS and len(tokens) > 1 and (at or token == "4"):
                token = _SPOKEN_DIGITS[token]
            elif at < LONGEST_TEXT and not self._knows(token):
                token = self._unstretched(token) or (self._meant(token) if short else token)
            out.extend(self.ways.get(token, (token,)))
        return out

    def size_of(self, tokens: Sequence[str]) -> int:
        """Return how many of the tokens say something."""
        return sum(token not in self.around.empty for token in tokens)

    def bare(self, tokens: Sequence[str]) -> list[str]:
        """Return the tokens without what changes nothing: "oh", "to be honest", "my love"."""
        passed: set[int] = set()
        for _, start, end in self.around.phrases.hits(tokens):
            passed.update(range(start, end))
        before = ""
        for at, token in enumerate(tokens):
            if token in self.around.words or (
                token in self.around.called and before not in OF_WHOM
            ):
                passed.add(at)
            elif at not in passed:
                before = token
        return [token for at, token in enumerate(tokens) if at not in passed]

    def _knows(self, token: str) -> bool:
        if token in self.known or token in self.ways or token in self.ordinary:
            return True
        return token in MARKS or token in POLITE or token in ASKS_FIRST

    def _unstretched(self, token: str) -> str:
        """Return the word of "yessss", "y3s" and "comin", "" if it is none."""
        spellings: Iterable[str] = (_STRETCHED.sub(r"\1\1", token), _STRETCHED.sub(r"\1", token))
        if not token.isalpha() and not token.isdecimal():
            spellings = (*spellings, token.translate(_LEET))
        if token.endswith("in"):
            spellings = (*spellings, f"{token}g")
        return next((each for each in spellings if each != token and self._knows(each)), "")

    def _meant(self, token: str) -> str:
        """Return the word of one slip; the token where none, or more than one, is as near.

        Two letters swapped is the likeliest slip.
        """
        if not (1 < len(token) < 14 and token.isalpha()):
            return token
        near = {
            word
            for short in (token, *_less_one(token))
            for word in self.less_one.get(short, ())
            if (len(token) >= LONG or word in self.single) and is_slip(token, word)
        }
        swapped = {word for word in near if sorted(word) == sorted(token)}
        near = swapped or near
        read = {self.ways.get(word, (word,)) for word in near}
        if len(read) != 1 or (len(token) < SHORTEST and not read <= PLAINEST):
            return token
        return min(near)


def _is_numbered(after: Sequence[str]) -> bool:
    """Whether a "no." is short for number: "no. 42 bus"."""
    return len(after) == 3 and after[0] == STOP and after[1].isdecimal()


def _less_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def plainly_of(
    ways: Mapping[str, Words],
    around: Around,
    known: Collection[str],
    single: Collection[str],
    ordinary: Collection[str],
) -> Plainly:
    """Index the words by themselves less one letter, which any slip of one leaves alike."""
    less_one: dict[str, list[str]] = {}
    for word in sorted({*single, *(word for word in {*known, *ways} if len(word) >= LONG)}):
        for short in {word, *_less_one(word)} if len(word) > 1 else ():
            less_one.setdefault(short, []).append(word)
    index = {short: tuple(words) for short, words in less_one.items()}
    return Plainly(ways, around, frozenset(known), frozenset(single), index, ordinary)


def is_slip(typed: str, word: str) -> bool:
    """Whether one slip of the finger makes ``typed`` of ``word``; short words must be nearer."""
    if abs(len(typed) - len(word)) > 1:
        return False
    if OSA.distance(typed, word, score_cutoff=1) != 1:
        return False
    if len(word) > len(typed):
        return len(typed) > 2
    if len(word) > 4 or sorted(typed) == sorted(word):
        return True
    at = next((at for at, key in enumerate(typed) if key != word[at : at + 1]), len(word))
    beside = {word[at : at + 1]}
    if len(typed) > len(word):
        beside.add(word[at - 1 : at])
    return any(typed[at] + key in _NEXT_TO for key in beside)


def without_trailing(tokens: Sequence[str]) -> list[str]:
    """Return the tokens without the word that trails behind a clause: "mint that"."""
    kept: list[str] = []
    for at, token in enumerate(tokens):
        ends = at + 1 == len(tokens) or tokens[at + 1] in MARKS
        doubled = token == "me" and kept[-1:] == ["that"]
        if ends and token in TRAILING and kept and (doubled or kept[-1] not in LEADING_UP | MARKS):
            continue
        kept.append(token)
    return kept


def without_politeness(tokens: list[str]) -> list[str]:
    """Return the tokens without the politeness around them; all of them if none is left.

    A "thanks" that goes on is part of what is said: "thanks all the same".
    """
    start, end = 0, len(tokens)
    while start < end and tokens[start] in AROUND_TEXTS:
        if tokens[start] == "thanks" and tokens[start + 1 : start + 2] not in ([STOP], [PAUSE]):
            break
        start += 1
    while start < end and tokens[end - 1] in AROUND_TEXTS:
        end -= 1
    return tokens[start:end] or tokens


def without_tag(tokens: list[str]) -> list[str]:
    """Return the tokens without what only says them over: "have I", "isnt it", "so I am"."""
    *said, second, last = [*"  ", *tokens]
    if len(tokens) > TAGGED and second in TAG_VERBS and last in TAG_WHO:
        return tokens if said[-1] in UNTAGGED else tokens[:-2]
    so = len(tokens) > TAGGED + 1 and said[-1] == "so"
    if so and second in TAG_WHO and last in TAG_VERBS:
        return tokens[:-3]
    return tokens
