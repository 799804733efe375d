"""What stands around a name in a text: a word such as "in", a comma, or nothing but politeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.gazetteer import Gazetteer, WordUse
from chatbot.understanding.words.tokens import PAUSE, STOP

FAR = 12
"""Words back to which something said may still bear on a name."""
MARKS = frozenset({STOP, PAUSE})
AROUND = frozenset({WordUse.LEAD, WordUse.FILLER})
_STEPPED_OVER = frozenset(
    {"the", "to", "of", "or", "north", "south", "east", "west", "central", "greater"}
)
_LIVING = frozenset("live living lives based im am were are moved home".split())
_LIVE = frozenset(
    "live living lives livin based stay stays staying bide bides biding reside im were ive am are "
    "weve moved".split()
)
_UP_AND_DOWN = frozenset("up down over out oot doon away in here still now currently".split())
_CAME = frozenset("from moved moving move relocated shifted".split())
_IS = frozenset("is its s called".split())
_LOCALITIES = frozenset("town city village place area address home hometown location".split())
BETWEEN = frozenset(
    "as not no one real called thats which place town village its but sorry mean meant "
    "wait actually".split()
)
"""Words between two names that belong together: "Sale as in the place near Manchester"."""
_AS_IN = frozenset("the a an as in i mean that is thats its my wee little".split())
_AFTER_TOWN = frozenset("not no near nr in on up down by and rather".split())
_NO_TOWN = frozenset(
    "sport game food verb word bird fish drink colour bloke man person name snack thing vegetable "
    "toilet admiral fight grass animal bread river pub surname".split()
)
"""What a place is told apart from: "Rugby, not the sport"."""
_ADDRESSING = frozenset(
    "mate pal love luv babe hun hen duck bruv fam marra kidda sir madam please pls plz thanks "
    "thank ta cheers lol haha innit x xx xxx xxxx".split()
)
_AGREEING = frozenset("yes yeah yep ok okay fine sure".split())


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A text that may name a place. ``asked`` says that the question about the place is open.

    ``fresh``: nothing was asked yet, so that a name that is also a word may be asked back.
    ``sure`` are postcode districts that stood in full in it. ``cased`` are words that were typed
    with a capital, ``midway`` those where no sentence begins.
    """

    gazetteer: Gazetteer
    tokens: Sequence[str]
    asked: bool
    sure: frozenset[str] = frozenset()
    cased: frozenset[str] = frozenset()
    midway: frozenset[str] = frozenset()
    fresh: bool = False

    def use(self, name: str) -> WordUse | None:
        """Return what a word or name may be besides a place, None where it is only a place."""
        return self.gazetteer.word_uses.get(name) or self.gazetteer.hamlets.get(name)

    def before(self, start: int) -> str:
        """Return the token before a position, a mark at the beginning."""
        return self.tokens[start - 1] if start else STOP

    def after(self, end: int) -> str:
        """Return the token at a position, a mark at the end."""
        return self.tokens[end] if end < len(self.tokens) else STOP

    def is_around(self, token: str) -> bool:
        """Whether a token is a mark, or a word like "please" or "in"."""
        return token in MARKS or self.use(token) in AROUND

    def content(self) -> list[str]:
        """Return the words that are neither like "please" nor like "in"."""
        return [token for token in self.tokens if not self.is_around(token)]

    def is_led(self, start: int) -> bool:
        """Whether a word such as "in" or "near" comes just before."""
        before = start - 1
        if before > 0:
            named = before
            while named > 0 and self.tokens[named] in _IS:
                named -= 1
            if named < before and self.tokens[named] in _LOCALITIES:
                return True
            if self.tokens[before] == "to" and not _CAME.isdisjoint(
                self.tokens[max(0, start - FAR) : start]
            ):
                return True
        while before > 0 and self.tokens[before] in _STEPPED_OVER:
            before -= 1
        return before >= 0 and self.use(self.tokens[before]) is WordUse.LEAD

    def is_lived_in(self, start: int, words: int) -> bool:
        """Whether one of so many words before says that somebody lives there."""
        return not _LIVING.isdisjoint(self.tokens[max(0, start - words) : start])

    def is_called_place(self, end: int) -> bool:
        """Whether it is said that a name is a place: "rugby (the town)", "Rugby, not the sport"."""
        while self.after(end) == PAUSE:
            end += 1
        if self.after(end) == "not" and self.after(end + 1) in ("the", "a"):
            return self.after(end + 2) in _NO_TOWN
        start = end
        while self.after(end) in _AS_IN:
            end += 1
        if not (self.after(end) == "town" or (end > start and self.after(end) in _LOCALITIES)):
            return False
        return self.after(end + 1) in MARKS or self.after(end + 1) in _AFTER_TOWN

    def is_lived_at(self, start: int) -> bool:
        """Whether a name is said just before to be home: "I live in", "we're up in"."""
        at = start - 1
        if at < 1 or (self.tokens[at] != "on" and self.use(self.tokens[at]) is not WordUse.LEAD):
            return False
        while at and self.tokens[at - 1] in _UP_AND_DOWN:
            at -= 1
        return at > 0 and self.tokens[at - 1] in _LIVE

    def is_edge(self, start: int, end: int) -> bool:
        """Whether a name is the first or the last sentence of a text, and not all of it."""
        ends = not any(token not in MARKS for token in self.tokens[end:])
        return self.is_sentence(start, end) and (start == 0) != ends

    def is_clause(self, start: int, end: int) -> bool:
        """Whether words stand alone between two marks, but for "mate" and the like."""
        while self.after(end) in _ADDRESSING:
            end += 1
        return self.before(start) in MARKS and self.after(end) in MARKS

    def is_sentence(self, start: int, end: int) -> bool:
        """Whether words are a sentence of their own, like the last of "A chat would do. Fleet"."""
        return self.before(start) == STOP and self.after(end) == STOP

    def is_first(self, start: int) -> bool:
        """Whether nothing but politeness comes before."""
        return all(self.is_around(token) for token in self.tokens[:start])

    def is_agreed(self, end: int) -> bool:
        """Whether a yes comes after: "deal 👍" is no town."""
        return not _AGREEING.isdisjoint(self.tokens[end:])

    def is_whole(self, start: int, end: int) -> bool:
        """Whether this is all that was said."""
        if self.is_agreed(end):
            return False
        rest = (*self.tokens[:start], *self.tokens[end:])
        return all(self.is_around(token) or token in BETWEEN for token in rest)
