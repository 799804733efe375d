"""Phrases a clinician can read and write, found in the words of a text in linear time.

    want|need (to) ... die      "want to just die", "need die": a|b is either, (to) may be missing,
                                ... lets up to three words pass
    {glucose} is high           {glucose} is any entry of the list of that name
    not_sure|unsure             an underscore stands for a space inside one alternative

A phrase never crosses the end of a sentence. Its words are read as a text's words are: "don't",
"dont" and "do not" are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from chatbot.messages import MAX_TEXT
from chatbot.understanding.tokens import STOP, tokenise, words

FILLERS = 3
"""How many words a gap (...) lets pass."""
LONG = 6
"""Letters from which a word may be misspelt: die and diet are too near."""

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
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"})
_SIGNS = str.maketrans({"@": "a", "$": "s", "!": "i", "*": None, "#": None})
_CENSORS = frozenset("@$!*#")
_CENSORED = re.compile(r"[^\W_]+(?:[@$!*#]+[^\W_]+)+")
_TRAILED_OFF = re.compile(r"\.{2,}|…")
_FRACTION = re.compile(r"(?<=\d)[.,]\d+")
_REPEATED = re.compile(r"(.)\1{2,}")
_ATOM = re.compile(r"\{[a-z0-9_]+\}|[a-z0-9_']+")


class PhraseError(ValueError):
    """A phrase that cannot be read; says what is wrong with it and the way out."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a phrase: for each first word, the words that must follow it here."""

    starts: Mapping[str, tuple[tuple[str, ...], ...]]
    optional: bool
    gap: bool

    def ends(self, tokens: Sequence[str], at: int) -> list[int]:
        """Return where this place may end if it begins at ``at``, or after fillers if it may."""
        found: list[int] = []
        for here in range(at, min(at + FILLERS * self.gap + 1, len(tokens))):
            rests = self.starts.get(tokens[here])
            if rests is None:
                if tokens[here] == STOP:
                    break
                continue
            for rest in rests:
                end = here + 1 + len(rest)
                if not rest or tuple(tokens[here + 1 : end]) == rest:
                    found.append(end)
        return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it was written, and its places in order. ``whole``: it must be the whole text."""

    written: str
    slots: tuple[Slot, ...] = field(repr=False)
    whole: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Every word it may hold."""
        rests = (pair for slot in self.slots for pair in slot.starts.items())
        return frozenset(word for first, ends in rests for word in (first, *sum(ends, ())))

    def end(self, tokens: Sequence[str], start: int) -> int:
        """Return the nearest end if the phrase begins at ``start``; 0 if it does not."""
        ends = {start}
        for slot in self.slots:
            reached = {end for at in ends for end in slot.ends(tokens, at)}
            ends = ends | reached if slot.optional else reached
            if not ends:
                return 0
        if self.whole:
            alone = start == 0 and any(set(tokens[end:]) <= {STOP} for end in ends)
            return len(tokens) if alone else 0
        return min(ends)


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
            must = [slot for slot in phrase.slots if not slot.optional]
            rarest, *others = sorted((frozenset(slot.starts) for slot in must), key=_commonness)
            for word in rarest:
                by_word.setdefault(word, []).append((owner, phrase, tuple(others)))
        return Index({word: tuple(entries) for word, entries in by_word.items()})

    def hits(self, tokens: Sequence[str]) -> list[tuple[Owner, int, int]]:
        """Return owner, start and end of every match, in the order of the text."""
        by_word = self.by_word
        present = set(tokens)
        found: dict[tuple[int, int, int], tuple[Owner, int, int]] = {}
        for trigger in dict.fromkeys(tokens):
            for owner, phrase, others in by_word.get(trigger, ()):
                for words_of_slot in others:
                    if words_of_slot.isdisjoint(present):
                        break
                else:
                    begins = phrase.slots[0].starts
                    for start, word in enumerate(tokens):
                        if word in begins and (end := phrase.end(tokens, start)):
                            found[(start, end, id(owner))] = (owner, start, end)
        return sorted(found.values(), key=lambda hit: hit[1:]) if found else []


def _commonness(firsts: frozenset[str]) -> int:
    return sum(100 if word in _COMMON else 1 for word in firsts)


@dataclass(frozen=True, slots=True, repr=False)
class Reader:
    """Reads a text into the words the phrases are written in, whatever its spelling.

    ``readings`` gives every known word, or way to spell one, what it is read as; ``shortened``
    every long word, whole and less one of its letters.
    """

    readings: Mapping[str, tuple[str, ...]]
    shortened: Mapping[str, str]

    @staticmethod
    def of(
        phrases: Iterable[Phrase], spellings: Mapping[str, tuple[str, ...]], long: Iterable[str]
    ) -> Reader:
        """Know the words of ``phrases``; only ``long`` words may have one letter wrong."""
        known = {word for phrase in phrases for word in phrase.words}
        readings: dict[str, tuple[str, ...]] = {word: (word,) for word in (*known, *long)}
        readings |= spellings
        shortened = {short: word for word in long for short in (word, *_less_one(word))}
        return Reader(readings, shortened)

    def read(self, text: str, tokens: Sequence[str] | None = None) -> list[str]:
        """Return the words and marks of ``text`` as the phrases know them.

        Of a number only the whole part is kept, so that a decimal point ends no sentence.
        ``tokens`` are those of ``text``, where the caller has them.
        """
        given = text
        text = _FRACTION.sub("", text[:MAX_TEXT])
        if ".." in text or "…" in text:
            text = _TRAILED_OFF.sub(" ", text)
        if not _CENSORS.isdisjoint(text):
            text = _CENSORED.sub(self._uncensored, text)
        if tokens is None or text != given:
            tokens = tokenise(text)
        readings = self.readings
        read: list[str] = []
        alone = 0
        for token in tokens:
            known = readings.get(token)
            if known is not None and len(known) == 1:
                read.append(known[0])
            else:
                read.extend(known or self._guess(token) or (token,))
            alone += len(token) == 1
        return self._joined(tokens, read) if alone > 2 else read

    def _guess(self, token: str) -> tuple[str, ...] | None:
        """Read a word not known: k1ll, diiie, sucide; None if it is like none that we know."""
        if len(token) < 3 or token.isdigit():
            return None
        if not token.isalpha():
            token = token.translate(_LEET)
            if token in self.readings:
                return self.readings[token]
        if _REPEATED.search(token):
            for keep in (r"\1\1", r"\1"):
                fewer = _REPEATED.sub(keep, token)
                if fewer in self.readings:
                    return self.readings[fewer]
        if token in self.shortened:
            return (self.shortened[token],)
        if len(token) >= LONG:
            for short in _less_one(token):
                if short in self.shortened:
                    return (self.shortened[short],)
        return None

    def _uncensored(self, found: re.Match[str]) -> str:
        plain = found[0].casefold().translate(_SIGNS)
        return plain if plain in self.readings or self._guess(plain) else found[0]

    def _joined(self, tokens: Sequence[str], read: list[str]) -> list[str]:
        """Add the words that letters standing alone spell: "k m s", "k.m.s"."""
        run = ""
        joined: list[str] = []
        for token in [*tokens, ""]:
            if len(token) == 1 and token.isalpha():
                run += token
            elif token != STOP:
                for at in range(len(run) - 2):
                    if run[at:] in self.readings:
                        joined += [STOP, *self.readings[run[at:]]]
                        break
                run = ""
        return read + joined


def _less_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def compile_phrase(
    written: str,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
    *,
    whole: bool = False,
) -> Phrase:
    """Read a phrase of the language above; a PhraseError says what is wrong with it."""
    slots: list[Slot] = []
    gap = False
    for part in written.casefold().replace("’", "'").split():
        if part == "...":
            if gap or not slots:
                raise PhraseError("a gap (...) needs a word before it and a word after it")
            gap = True
            continue
        optional = part.startswith("(") and part.endswith(")")
        starts: dict[str, tuple[tuple[str, ...], ...]] = {}
        for entry in _entries(part[1:-1] if optional else part, lists, ()):
            first, *rest = _as_read(entry, spellings)
            starts[first] = tuple(dict.fromkeys((*starts.get(first, ()), tuple(rest))))
        slots.append(Slot(starts, optional, gap))
        gap = gap and optional
    if not slots:
        raise PhraseError("it holds no word")
    if gap:
        raise PhraseError("a gap (...) needs a word before it and a word after it")
    if all(slot.optional for slot in slots):
        raise PhraseError("every word of it is in ( ), so that it says nothing")
    if not whole and (slots[0].optional or slots[-1].optional):
        raise PhraseError("a word in ( ) at the start or the end changes nothing; leave it out")
    return Phrase(written, tuple(slots), whole)


def _entries(part: str, lists: Mapping[str, Sequence[str]], seen: tuple[str, ...]) -> list[str]:
    """Return every alternative that ``a|{list}|b`` stands for."""
    found: list[str] = []
    for atom in part.split("|"):
        if not _ATOM.fullmatch(atom):
            raise PhraseError(f"'{atom or part}' is not a word, (word), a|b, {{list}} or a gap ...")
        if not atom.startswith("{"):
            found.append(atom.replace("_", " "))
            continue
        name = atom[1:-1]
        if name in seen:
            raise PhraseError(f"the list '{name}' is part of itself")
        if name not in lists:
            raise PhraseError(f"there is no list '{name}'; the lists are: {', '.join(lists)}")
        for entry in lists[name]:
            nested = entry.replace(" ", "_").casefold()
            found.extend(_entries(nested, lists, (*seen, name)))
    return found


def _as_read(entry: str, spellings: Mapping[str, tuple[str, ...]]) -> list[str]:
    read = [part for word in words(entry) for part in spellings.get(word, (word,))]
    if not read:
        raise PhraseError(f"'{entry}' holds no word")
    return read
