"""Which words of a text are the name of a place, and which only happen to be one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from chatbot.gazetteer import Gazetteer, WordUse
from chatbot.places import Place
from chatbot.understanding.tokens import PAUSE, STOP

SIGNIFICANT = 1_000
"""People a place needs to be read in a text that did not ask for one."""
SHORTEST_UNASKED = 4
_MARKS = frozenset({STOP, PAUSE})
_AROUND_ANSWERS = frozenset({WordUse.LEAD, WordUse.FILLER})
_PERHAPS_NAMES = frozenset({None, WordUse.WHOLE, WordUse.AFTER})
_STEPPED_OVER = frozenset(
    {"the", "to", "of", "or", "north", "south", "east", "west", "central", "greater"}
)
_LIVING = frozenset({"live", "living", "lives", "based", "im", "am", "were", "are", "moved"})
_INSIDE_NAMES = frozenset({"on", "upon", "under", "le", "by", "the", "of", "in"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known name at ``tokens[start:end]``: places of the UK, or a country elsewhere."""

    start: int
    end: int
    name: str
    places: tuple[Place, ...]
    country: str


@dataclass(slots=True)
class Scan:
    """The names in one text. ``asked`` says that the question about the place is open."""

    gazetteer: Gazetteer
    tokens: list[str]
    asked: bool
    seen: list[Sighting] = field(default_factory=list)
    _others: list[int] | None = None

    def __post_init__(self) -> None:
        """Find known names, the longest first, so that "New York" is not York."""
        names, abroad = self.gazetteer.names, self.gazetteer.abroad
        tokens, longest, at = self.tokens, self.gazetteer.longest, 0
        count = len(tokens)
        while at < count:
            start, at = at, at + 1
            token = tokens[start]
            if token not in longest:
                continue
            for size in range(min(longest[token], count - start), 0, -1):
                name = " ".join(tokens[start : start + size])
                if name in names or name in abroad:
                    at = start + size
                    places = names.get(name, ())
                    country = "" if places else abroad[name]
                    self.seen.append(Sighting(start, at, name, places, country))
                    break

    def counted(self) -> list[Sighting]:
        """Return the names that are meant as a place, in the order of the text."""
        return [sighting for sighting in self.seen if self._counts(sighting)]

    def _counts(self, sighting: Sighting) -> bool:
        start = sighting.start
        if start and self.tokens[start - 1] == "not":
            return False
        if not self.is_free(sighting.name, start, sighting.end):
            return False
        if self.asked:
            return True
        if sighting.country:
            told = not _LIVING.isdisjoint(self.tokens[max(0, start - 3) : start])
            return told and self.is_led(start)
        if self.is_led(start):
            return True
        large = any(place.population >= SIGNIFICANT for place in sighting.places)
        return large and len(sighting.name) >= SHORTEST_UNASKED

    def is_free(self, name: str, start: int, end: int) -> bool:
        """Whether a name may be taken here, given what else the word can be."""
        match self.gazetteer.word_uses.get(name):
            case None:
                return True
            case WordUse.AFTER:
                return self.is_led(start) or self._is_whole(start, end)
            case WordUse.WHOLE:
                return self._is_whole(start, end)
            case _:
                return False

    def is_led(self, start: int) -> bool:
        """Whether a word such as "in" or "near" comes just before."""
        before = start - 1
        while before > 0 and self.tokens[before] in _STEPPED_OVER:
            before -= 1
        uses = self.gazetteer.word_uses
        return before >= 0 and uses.get(self.tokens[before]) is WordUse.LEAD

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether nothing but a place was answered, with words like "please" around it."""
        if not self.asked:
            return False
        if self._others is None:
            named = {at for each in self.seen for at in range(each.start, each.end)}
            self._others = [
                at
                for at, token in enumerate(self.tokens)
                if at not in named and not self._is_around(token)
            ]
        return all(start <= at < end for at in self._others)

    def _is_around(self, token: str) -> bool:
        return token in _MARKS or self.gazetteer.word_uses.get(token) in _AROUND_ANSWERS

    def content(self) -> list[str]:
        """Return the words that are neither like "please" nor like "in"."""
        return [token for token in self.tokens if not self._is_around(token)]

    def words(self, sighting: Sighting) -> frozenset[str]:
        """Return the words of a name as they were typed."""
        return frozenset(self.tokens[sighting.start : sighting.end])

    def unknown_runs(self) -> Iterator[tuple[str, ...]]:
        """Yield runs of unknown words that may be a misspelt name; only after "in" if not asked."""
        run: list[str] = []
        led = False
        for at, token in enumerate((*self.tokens, STOP)):
            use = self.gazetteer.word_uses.get(token)
            inside = bool(run) and token in _INSIDE_NAMES
            if inside or (use in _PERHAPS_NAMES and token.isalpha()):
                led = led if run else self.is_led(at)
                run.append(token)
                continue
            while run and run[-1] in _INSIDE_NAMES:
                run.pop()
            if run and (led or self.asked):
                yield tuple(run)
            run = []
