"""Phrases a clinician can read and write, found in the words of a text in linear time.

    want|need (to) ... die      "want to just die", "need die": a|b is either, (to) may be missing,
                                ... lets up to three words pass
    play|plays .. sunday        .. lets up to three words of the same clause pass: no comma, and no
                                "but", "so", "because" or "not"
    {glucose} is high           {glucose} is any entry of the list of that name
    not_sure|unsure             an underscore stands for a space inside one alternative
    {8..42} weeks|{8..42}wks    a whole number from 8 to 42 in digits or words: "12 weeks", "12wks"
    !for|past ten weeks !ago    ! before a place: none of these words stands there, neither before
                                the first word nor after the last
    . sat|sun .                 a full stop stands for the beginning and the end of a clause
    my_own_age & {60..99}       & joins phrases that may stand anywhere in the same text

A phrase never crosses the end of a sentence, except where & joins two. Its words are read as a
text's words are: "don't", "dont" and "do not" are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from chatbot.understanding.tokens import PAUSE, STOP, words

FILLERS = 3
"""How many words a gap (... or ..) lets pass."""
_ENDS_CLAUSE = frozenset(
    "but so cos coz cuz because then though although if unless except not no nae never dont "
    "doesnt didnt cant cannot wont isnt without".split()
)
"""Words that the narrow gap (..) does not let pass."""
_COMMON = frozenset(
    "a about after again all alone am an and any are as ask at back be because been before best "
    "better but by can child could day did do does down eat end ever every feel find fine for "
    "from get go going good got had has have he help her here him his home how i if in is it just "
    "keep know last like live look lot make many me more much mum my need never no not now of off "
    "on one or our out own people please really right same say see she should since so some "
    "someone son still take than that the them then there they thing think this time to today too "
    "up use want was way we week well what when where which who why will with without work "
    "you".split()
)
_ATOM = re.compile(r"(?:\{[^{}]*\}|[\w'])+")
_PIECE = re.compile(r"\{[^{}]*\}[a-z]*|[^{}]+")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MOST, _LARGEST = 99, 2100
"""The highest number of a range that is also read in words, and the highest of all: a year."""


class PhraseError(ValueError):
    """A phrase that cannot be read; says what is wrong with it and the way out."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a phrase: for each first word, the words that must follow it here.

    ``gap``: fillers may come before it, and ``near`` that they are of the same clause. ``shuns``:
    it takes no word, and none of its own may stand here.
    """

    starts: Mapping[str, tuple[tuple[str, ...], ...]]
    optional: bool = False
    gap: bool = False
    near: bool = False
    shuns: bool = False

    def ends(self, tokens: Sequence[str], at: int) -> list[int]:
        """Return where this place may end if it begins at ``at``, or after fillers if it may."""
        found: list[int] = []
        for here in range(at, min(at + FILLERS * self.gap + 1, len(tokens))):
            token = tokens[here]
            for rest in self.starts.get(token, ()):
                end = here + 1 + len(rest)
                if not rest or tuple(tokens[here + 1 : end]) == rest:
                    found.append(end)
            if token == STOP or (self.near and (token == PAUSE or token in _ENDS_CLAUSE)):
                break
        if self.shuns:
            return [] if found else [at]
        return found

    def ends_at(self, tokens: Sequence[str], end: int) -> bool:
        """Whether one of its entries stands just before ``end``."""
        return any(
            tuple(tokens[end - 1 - len(rest) : end]) == (first, *rest)
            for first, rests in self.starts.items()
            for rest in rests
            if end > len(rest)
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it was written, and its places in order. ``whole``: it must be the whole text.

    ``shunned`` may not stand before it; ``beside`` must be found somewhere in the text too.
    ``opens`` and ``closes`` say that a clause begins and ends with it.
    """

    written: str
    slots: tuple[Slot, ...] = field(repr=False)
    whole: bool = False
    shunned: Slot | None = field(default=None, repr=False)
    beside: tuple[Phrase, ...] = field(default=(), repr=False)
    opens: bool = False
    closes: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Every word it may hold."""
        slots = [slot for slot in self.slots if not slot.shuns]
        rests = (pair for slot in slots for pair in slot.starts.items())
        own = frozenset(word for first, ends in rests for word in (first, *sum(ends, ())))
        return own.union(*(phrase.words for phrase in self.beside))

    @property
    def musts(self) -> list[frozenset[str]]:
        """The first words of each place that a text with this phrase must fill."""
        own = [frozenset(s.starts) for s in self.slots if not (s.optional or s.shuns)]
        return own + [each for phrase in self.beside for each in phrase.musts]

    def end(self, tokens: Sequence[str], start: int) -> int:
        """Return the nearest end if the phrase begins at ``start``; 0 if it does not."""
        if self.opens and start and tokens[start - 1] not in (STOP, PAUSE):
            return 0
        ends = {start}
        for slot in self.slots:
            reached = {end for at in ends for end in slot.ends(tokens, at)}
            ends = ends | reached if slot.optional else reached
            if not ends:
                return 0
        if self.whole:
            alone = start == 0 and any(set(tokens[end:]) <= {STOP} for end in ends)
            return len(tokens) if alone else 0
        if self.closes:
            ends = {end for end in ends if "".join(tokens[end : end + 1]) in ("", STOP, PAUSE)}
        if not ends or (self.shunned and self.shunned.ends_at(tokens, start)):
            return 0
        if not all(phrase.is_in(tokens) for phrase in self.beside):
            return 0
        return min(ends)

    def is_in(self, tokens: Sequence[str]) -> bool:
        """Whether it stands anywhere in a text."""
        begins = self.slots[0].starts
        return any(word in begins and self.end(tokens, at) for at, word in enumerate(tokens))


Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True, repr=False)
class Index(Generic[Owner]):
    """Phrases by the rarest of their words, so that an ordinary text asks for hardly any of them.

    With each come the first words of its other places, rarest first: a text that has none of the
    words of one place cannot hold the phrase.
    """

    by_word: Mapping[str, tuple[tuple[Owner, Phrase, tuple[frozenset[str], ...]], ...]]

    @staticmethod
    def of(owned: Iterable[tuple[Owner, Phrase]]) -> Index[Owner]:
        """Index each phrase under every word of the one place whose words are least common."""
        by_word: dict[str, list[tuple[Owner, Phrase, tuple[frozenset[str], ...]]]] = {}
        for owner, phrase in owned:
            rarest, *others = sorted(phrase.musts, key=_commonness)
            for word in rarest:
                by_word.setdefault(word, []).append((owner, phrase, tuple(others)))
        return Index({word: tuple(entries) for word, entries in by_word.items()})

    def hits(self, tokens: Sequence[str]) -> list[tuple[Owner, int, int]]:
        """Return owner, start and end of every match, in the order of the text."""
        by_word = self.by_word
        places: dict[str, list[int]] = {}
        for at, token in enumerate(tokens):
            places.setdefault(token, []).append(at)
        present = places.keys()
        found: dict[tuple[int, int, int], tuple[Owner, int, int]] = {}
        for trigger in places:
            for owner, phrase, others in by_word.get(trigger, ()):
                for words_of_slot in others:
                    if words_of_slot.isdisjoint(present):
                        break
                else:
                    for word in phrase.slots[0].starts.keys() & present:
                        for start in places[word]:
                            if end := phrase.end(tokens, start):
                                found[(start, end, id(owner))] = (owner, start, end)
        return sorted(found.values(), key=lambda hit: hit[1:]) if found else []


def _commonness(firsts: frozenset[str]) -> int:
    return sum(100 if word in _COMMON else 1 for word in firsts)


def compile_phrase(
    written: str,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
    *,
    whole: bool = False,
) -> Phrase:
    """Read a phrase of the language above; a PhraseError says what is wrong with it."""
    main, *others = written.casefold().replace("’", "'").split(" & ")
    beside = tuple(_phrase(other, other, lists, spellings) for other in others)
    return replace(_phrase(written, main, lists, spellings), whole=whole, beside=beside)


def _phrase(
    written: str,
    text: str,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
) -> Phrase:
    slots: list[Slot] = []
    gap = ""
    opens, closes = text.startswith(". "), text.endswith(" .")
    for part in text.removeprefix(". ").removesuffix(" .").split():
        if part in ("...", ".."):
            if gap or not slots:
                raise PhraseError(_misplaced(part))
            gap = part
            continue
        optional, shuns = part.startswith("(") and part.endswith(")"), part.startswith("!")
        if shuns and gap:
            raise PhraseError(f"a gap ({gap}) cannot come before '{part}'")
        starts: dict[str, tuple[tuple[str, ...], ...]] = {}
        for entry in _entries(part[1:-1] if optional else part[shuns:], lists, ()):
            first, *rest = _as_read(entry, spellings)
            starts[first] = tuple(dict.fromkeys((*starts.get(first, ()), tuple(rest))))
        slots.append(Slot(starts, optional, bool(gap), gap == "..", shuns))
        gap = gap if optional else ""
    taking = [slot for slot in slots if not slot.shuns]
    if not taking:
        raise PhraseError("it holds no word")
    if gap:
        raise PhraseError(_misplaced(gap))
    if taking[0].optional or taking[-1].optional:
        raise PhraseError("a word in ( ) at the start or the end changes nothing; leave it out")
    shunned = slots.pop(0) if slots[0].shuns else None
    return Phrase(written, tuple(slots), shunned=shunned, opens=opens, closes=closes)


def _misplaced(gap: str) -> str:
    return f"a gap ({gap}) needs a word before it and a word after it"


def _entries(part: str, lists: Mapping[str, Sequence[str]], seen: tuple[str, ...]) -> list[str]:
    """Return every alternative that ``a|{list}|last_{list}|{1..9}_days`` stands for."""
    found: list[str] = []
    for atom in part.split("|"):
        if not _ATOM.fullmatch(atom):
            raise PhraseError(f"'{atom or part}' is not a word, (word), a|b, {{list}} or a gap ...")
        written = [""]
        for piece in _PIECE.findall(atom):
            ways = _listed(piece, lists, seen) if piece[0] == "{" else [piece.replace("_", " ")]
            written = [before + way for before in written for way in ways]
        found += written
    return found


def _listed(piece: str, lists: Mapping[str, Sequence[str]], seen: tuple[str, ...]) -> list[str]:
    """Return what a {name} or a {range} stands for, with letters joined to it: {8..42}wks."""
    name, _, unit = piece[1:].partition("}")
    if ranged := _RANGE.fullmatch(name):
        return _numbers(int(ranged[1]), int(ranged[2]), unit)
    if name in seen:
        raise PhraseError(f"the list '{name}' is part of itself")
    if name not in lists:
        raise PhraseError(f"there is no list '{name}'; the lists are: {', '.join(lists)}")
    nested = [entry.replace(" ", "_").casefold() for entry in lists[name]]
    return [way + unit for entry in nested for way in _entries(entry, lists, (*seen, name))]


def _numbers(least: int, most: int, unit: str) -> list[str]:
    """Return the numbers of a range in digits, and in words unless letters are joined to them."""
    if not least < most <= _LARGEST:
        raise PhraseError(f"{{{least}..{most}}} must go up, to {_LARGEST} at most")
    numbers = range(least, most + 1)
    in_words = [] if unit else [_spelt(number) for number in numbers if number <= _MOST]
    return [f"{number}{unit}" for number in numbers] + in_words


def _spelt(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    unit = number % 10
    return _TENS[number // 10 - 2] + (f" {_UNITS[unit]}" if unit else "")


def _as_read(entry: str, spellings: Mapping[str, tuple[str, ...]]) -> list[str]:
    read = [part for word in words(entry) for part in spellings.get(word, (word,))]
    if not read:
        raise PhraseError(f"'{entry}' holds no word")
    return read
