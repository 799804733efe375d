"""The language of phrases, which a clinician can read and write.

    want|need (to) ... die      "want to just die", "need die": a|b is either, (to) may be missing,
                                ... lets up to three words pass
    play|plays .. sunday        .. lets up to three words of the same clause pass: no comma, and no
                                "but", "so", "because" or "not"
    {glucose} is high           {glucose} is any entry of the list of that name
    not_sure|unsure             an underscore stands for a space inside one alternative
    skip*|make*_up              a star stands for the endings of a word: skip, skips, skipped,
                                skipping, skippin
    {8..42} weeks|{8..42}wks    a whole number from 8 to 42 in digits or words: "12 weeks", "12wks"
    !for|past ten weeks !ago    ! before a place: none of these words stands there, neither before
                                the first word nor after the last
    . sat|sun .                 a full stop stands for the beginning and the end of a clause
    should i ... ?              a question mark stands for itself
    told + last_week            + joins phrases that stand in the same sentence, in any order
    my_own_age & {60..99}       & joins phrases that stand in the same text

A phrase never crosses the end of a sentence, except where & joins two. Its words are read as a
text's words are: "don't", "dont" and "do not" are the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.slots import Slot
from chatbot.understanding.words.tokens import words

ASKED = "?"
_ATOM = re.compile(r"\?|(?:\{[^{}]*\}|[\w']\*?)+")
_PIECE = re.compile(r"\{[^{}]*\}[a-z]*|[^\W_]+\*|[^{}*]+?(?=[^\W_]*\*|\{|$)")
_RANGE = re.compile(r"(?<!\d)(\d+)\.\.(\d+)")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MOST, _LARGEST = 99, 2100
"""The highest number of a range that is also read in words, and the highest of all: a year."""


class PhraseError(ValueError):
    """A phrase that cannot be read; says what is wrong with it and the way out."""


def compile_phrase(
    written: str,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
    *,
    whole: bool = False,
) -> Phrase:
    """Read a phrase of the language above; a PhraseError says what is wrong with it."""
    main, *others = written.casefold().replace("’", "'").split(" & ")
    beside = tuple(_joined(other, other, lists, spellings) for other in others)
    phrase = _joined(written, main, lists, spellings, whole=whole)
    return replace(phrase, whole=whole, beside=beside)


def _joined(
    written: str,
    text: str,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
    *,
    whole: bool = False,
) -> Phrase:
    main, *others = text.split(" + ")
    near = tuple(_phrase(other, other, lists, spellings) for other in others)
    return replace(_phrase(written, main, lists, spellings, whole=whole), near=near)


def _phrase(
    written: str,
    text: str,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
    *,
    whole: bool = False,
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
    if all(slot.optional for slot in taking):
        raise PhraseError("every word of it is in ( ), so that it says nothing")
    edges = (taking[0].optional and not opens, taking[-1].optional and not closes)
    if not whole and any(edges):
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
            ways = _ways(piece, lists, seen)
            written = [before + way for before in written for way in ways]
        found += written
    return found


def _ways(piece: str, lists: Mapping[str, Sequence[str]], seen: tuple[str, ...]) -> list[str]:
    if piece[0] == "{":
        return _listed(piece, lists, seen)
    return _with_endings(piece[:-1]) if piece[-1] == "*" else [piece.replace("_", " ")]


def _with_endings(word: str) -> list[str]:
    """Return a word with the endings of verbs and nouns; some that nobody writes do no harm."""
    plural = "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"
    bare = word.removesuffix("e")
    stems = [bare]
    if word[-1] == "y" and word[-2:-1] not in "aeiou":
        return [word, f"{bare[:-1]}ies", f"{bare[:-1]}ied", f"{word}ing", f"{word}in"]
    if word[-1] not in "aeiouwxy" and word[-2:-1] in "aeiou":
        stems.append(word + word[-1])
    endings = [stem + ending for stem in stems for ending in ("ed", "ing", "in")]
    return list(dict.fromkeys([word, word + plural, *endings]))


def _listed(piece: str, lists: Mapping[str, Sequence[str]], seen: tuple[str, ...]) -> list[str]:
    """Return what a {name} or a {range} stands for, with letters joined to it: {8..42}wks."""
    name, _, unit = piece[1:].partition("}")
    if ranged := _RANGE.fullmatch(name):
        return _numbers(int(ranged[1]), int(ranged[2]), unit)
    if name in seen:
        raise PhraseError(f"the list '{name}' is part of itself")
    if name not in lists:
        near = "', '".join(get_close_matches(name, lists))
        raise PhraseError(
            f"there is no list '{name}'" + (f"; near it are '{near}'" if near else "")
        )
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
    if entry == ASKED:
        return [ASKED]
    read = [part for word in _words(entry) for part in spellings.get(word, (word,))]
    if not read:
        raise PhraseError(f"'{entry}' holds no word")
    return read


@lru_cache(maxsize=100_000)
def _words(entry: str) -> tuple[str, ...]:
    """Return the words of an entry: the same lists stand in thousands of phrases."""
    return tuple(words(entry))
