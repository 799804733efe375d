"""What people say that is no answer, and what is said to it: phrases found in any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from chatbot.flow import Wording
from chatbot.understanding.agreement.language import Language
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.manners import MARKS, POLITE
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.spelling import Speller

SHORTEST_MENDED = 5
"""Letters a word needs to be mended: a shorter one is near too many."""
REMEMBERED = 4_096
"""How many words that were not written as the phrases know them are remembered."""
MOST_WORDS = 60
"""Words up to which a text is read: a question stands at the start of a story, or alone."""
AROUND = POLITE | frozenset(
    "and but ok okay okey oki k kk right hi hiya hello hey yo very just really so much again "
    "anyway aw aww ooh omg god jesus christ erm ehm eh hm hmmm lot all guys lads pal buddy dear "
    "darling duck pet hen babe bab bro bruv fam m8 m8y sir madam too as well now also honestly "
    "tbh tho still here there today xo xox lovely bloody fucking flipping".split()
)
"""Words that may stand around a question or a courtesy and change nothing."""
_REPEATED = re.compile(r"(.)\1{2,}")
_LAUGHS = (frozenset("ha"), frozenset("he"), frozenset("lo"), frozenset("hi"))


class Read(NamedTuple):
    """Words as the phrases know them, and for each the place of the word it was read from."""

    words: list[str]
    places: list[int]


@dataclass(frozen=True, slots=True, repr=False)
class Spellings:
    """How words are written: a word for each of its ways, and the ordinary words left alone."""

    ways: Mapping[str, tuple[str, ...]]
    common: frozenset[str]

    @staticmethod
    def of(language: Language, ways: Mapping[str, tuple[str, ...]]) -> Spellings:
        """Join ``ways`` with those of a language, which count only where there are no others."""
        joined = {way: ways.get(word, (word,)) for way, word in language.textspeak.items()}
        return Spellings(joined | dict(ways), language.common)

    def and_also(self, ways: Mapping[str, tuple[str, ...]]) -> Spellings:
        """Return these spellings and others, which count before them."""
        before = {
            way: tuple(part for word in read for part in ways.get(word, (word,)))
            for way, read in self.ways.items()
        }
        return Spellings({**before, **ways}, self.common)


Said = TypeVar("Said")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Script(Generic[Said]):
    """Phrases by what they belong to, and how the words of a text are read for them.

    ``order`` is the order in which they were written: where two fit, the first counts. ``foreign``
    are ordinary words that no phrase has.
    """

    order: Mapping[int, int]
    index: Index[Said]
    speller: Speller
    spellings: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    foreign: frozenset[str]

    @staticmethod
    def of(owned: Iterable[tuple[Said, Phrase]], spellings: Spellings) -> Script[Said]:
        """Index the phrases under what they belong to."""
        pairs = list(owned)
        order: dict[int, int] = {}
        for said, _ in pairs:
            order.setdefault(id(said), len(order))
        words = {word for _, phrase in pairs for word in phrase.words}
        known = words | spellings.ways.keys() | spellings.common
        speller = Speller.of(words)
        foreign = spellings.common - words - AROUND - spellings.ways.keys()
        return Script(order, Index.of(pairs), speller, spellings.ways, frozenset(known), foreign)

    def read(self, tokens: Sequence[str]) -> Read:
        """Return the words of ``tokens``: stretched ones as they are meant, slips put right."""
        words: list[str] = []
        places: list[int] = []
        known, spellings = self.known, self.spellings
        for place, token in enumerate(tokens[:MOST_WORDS]):
            meant = token if token in known else _meant(self, token)
            for word in spellings.get(meant, (meant,)):
                words.append(word)
                places.append(place)
        return Read(words, places)

    def hits(self, words: Sequence[str]) -> list[tuple[Said, int, int]]:
        """Return each phrase found in words that were read, in the order they were written."""
        found = self.index.hits(words)
        return sorted(found, key=lambda hit: (self.order[id(hit[0])], hit[1] - hit[2], hit[1]))

    def whole(self, tokens: Sequence[str]) -> Said | None:
        """Return what a text says that says nothing else, politeness aside."""
        if not self.foreign.isdisjoint(tokens):
            return None
        read = self.read([token for token in tokens if token not in MARKS])
        hits = self.hits(read.words) if len(tokens) <= MOST_WORDS else []
        covered = {place for _, start, end in hits for place in range(start, end)}
        left = (word for place, word in enumerate(read.words) if place not in covered)
        return self._first(hits) if hits and all(word in AROUND for word in left) else None

    def inside(self, tokens: Sequence[str]) -> Said | None:
        """Return what is said anywhere in a text."""
        return self._first(self.hits(self.read(tokens).words))

    def _first(self, hits: Sequence[tuple[Said, int, int]]) -> Said | None:
        return min((said for said, _, _ in hits), key=lambda s: self.order[id(s)], default=None)

    def meant(self, token: str) -> str:
        """Return a word that is not known without its stretching or its slip."""
        token = self._unstretched(token)
        if token not in self.known and len(token) >= SHORTEST_MENDED and token.isalpha():
            # By its letters only: by its sound "prosze" would be "price".
            return self.speller.nearest(token) or token
        return token

    def _unstretched(self, token: str) -> str:
        """Read "thankssss" as thanks, "loooool" as lol and "hahahah" as haha."""
        if len(token) < 4:
            return token
        letters = frozenset(token)
        if letters in _LAUGHS and token[0] in "hal":
            return "lol" if "l" in letters else "haha"
        if _REPEATED.search(token):
            for keep in (r"\1\1", r"\1"):
                if (fewer := _REPEATED.sub(keep, token)) in self.known:
                    return fewer
        return token


@lru_cache(maxsize=REMEMBERED)
def _meant(script: Script[Said], token: str) -> str:
    return script.meant(token)


class Courtesy(NamedTuple):
    """Something said out of kindness or anger, and what is said back."""

    name: str
    text: Wording
