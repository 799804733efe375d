"""Where words of yes, no and not sure stand in a text, and which of them count there.

Which words these are is content (flows/yes-and-no.yaml); ``agreeing`` decides between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from chatbot.understanding.agreement.plainly import LONGEST_TEXT, Plainly, Words
from chatbot.understanding.agreement.turning import Turns, turned_round
from chatbot.understanding.agreement.undoing import Undone, undone
from chatbot.understanding.denial.phrasebook import is_denied
from chatbot.understanding.words.filling import Filling, fill
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.manners import MARKS, POLITE
from chatbot.understanding.words.parting import AROUND_PARTS, TURNING, ends_part, is_part, parts_of
from chatbot.understanding.words.tokens import PAUSE, STOP

AFTER_NO = frozenset(
    "i my it he she we they you your thats that this the not but because just only and so thank "
    "as on really definitely actually absolutely never way nah no longer wrong".split()
)
"""Words that may follow a plain no. "No car" and "no one told me" are something else."""
MINE = frozenset("i we".split())
"""Words that may go on after a "no" to say the contrary: "no i do", but not "no my son does"."""
SHORT_ENOUGH = 10
"""Words up to which a phrase inside a text counts."""
LONG = 20
AT_LAST = 8
"""In a text of more words than that only its start, and its last few, can be an answer."""
THE_VERB = 1
"""What a verb that is turned round weighs beside its words: "wouldnt go amiss" is no "wont go"."""
FEW_PARTS = 10
"""Words up to which every part of a text may answer, and not only its first."""


class Says(StrEnum):
    """What somebody says to a yes or no question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


DOUBTFUL_FIRST = (Says.UNSURE, Says.NO, Says.YES)


class Weight(StrEnum):
    """Where a phrase counts; flows/yes-and-no.yaml explains each."""

    PLAIN = "plain"
    ALONE = "alone"
    WEAK = "weak"
    PHRASES = "phrases"
    CLAUSES = "clauses"
    BEGINS = "begins"


class Saying(NamedTuple):
    """What a phrase says, and where it counts."""

    says: Says
    weight: Weight


class Inside(NamedTuple):
    """What a phrase says that may stand anywhere, and its ``least`` words if it has a gap."""

    says: Says
    least: int


class Heard(NamedTuple):
    """A phrase that counts at ``start:end`` of the tokens, and how many ``words`` of it stand
    there. ``whole``: it fills its part of the text. ``weak``: it gives way to any other answer."""

    start: int
    end: int
    says: Says
    words: int
    whole: bool
    weak: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Agreement:
    """The phrases of yes, no and unsure. ``longest`` is the number of words by first word,
    ``inside`` are patterns found anywhere in a short text, ``clauses`` those that must fill a part
    of it, ``neither`` those in which words of yes and no are no answer, and ``turns`` what turns
    an answer round."""

    phrases: Mapping[Words, Saying]
    longest: Mapping[str, int]
    inside: Index[Inside]
    closing: Filling[Says]
    clauses: Filling[Says]
    begins: Index[Inside]
    neither: Index[None]
    turns: Turns
    plainly: Plainly


def longest_by_first(phrases: Iterable[Words]) -> dict[str, int]:
    """Return how many words a phrase has at most, by its first word."""
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


class Text(NamedTuple):
    """The tokens of a text; its ``size``, the words that say something; and whether it asks
    something itself, so that only its start can be an answer."""

    tokens: Sequence[str]
    size: int
    asking: bool


def answers_nothing(agreement: Agreement, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words of yes and no stand that answer nothing: "ok google"."""
    hits = agreement.neither.hits(tokens)
    return [(start, end) for _, start, end in hits if PAUSE not in tokens[start:end]]


def hear(agreement: Agreement, text: Text) -> list[Heard]:
    """Return what the phrases say that count here. Of two that overlap the longer one counts."""
    tokens = text.tokens
    if not tokens:
        return []
    found = [*_by_words(agreement, text)]
    if len(found) == 1 and _is_all(tokens, found[0]):
        return found
    found += _by_clause(agreement, text)
    found += _by_verb(agreement, text)
    whole = any(each.words == len(tokens) for each in found)
    if not whole and not text.asking and text.size <= SHORT_ENOUGH and len(tokens) <= LONGEST_TEXT:
        found += _by_pattern(agreement, tokens)
    nothing = answers_nothing(agreement, tokens) if found else ()
    heard: list[Heard] = []
    taken: set[int] = set()
    for each in sorted(found, key=_first_counted):
        if any(_stands_in(each, start, end) for start, end in nothing):
            continue
        if taken.isdisjoint(range(each.start, each.end)):
            taken.update(range(each.start, each.end))
            heard.append(each)
    return sorted(_as_undone(tokens, heard))


def _as_undone(tokens: Sequence[str], heard: Sequence[Heard]) -> Iterator[Heard]:
    """Yield what is heard, a yes that is denied as a no: "dont go ahead"."""
    taken = {at for each in heard if each.says is not Says.NO for at in range(each.start, each.end)}
    for each in heard:
        undoes = undone(tokens, each.start, taken) if each.says is Says.YES else Undone.NOT
        if undoes is Undone.DENIED and tokens[each.end - 1] != "yes":
            yield each._replace(says=Says.NO)
        elif undoes is Undone.NOT or "yes" in tokens[each.start : each.end]:
            yield each


def _is_all(tokens: Sequence[str], heard: Heard) -> bool:
    """Whether nothing but politeness stands beside the words of a phrase."""
    beside = (*tokens[: heard.start], *tokens[heard.end :])
    return all(token in MARKS or token in AROUND_PARTS for token in beside)


def _stands_in(heard: Heard, start: int, end: int) -> bool:
    """Whether a phrase stands in words that answer nothing, and says no more than they do."""
    more = heard.whole and heard.start <= start and end <= heard.end
    return heard.start < end and start < heard.end and not (more and heard.words > end - start)


def _first_counted(heard: Heard) -> tuple[int, int, int]:
    return -heard.words, DOUBTFUL_FIRST.index(heard.says), heard.start


def _by_words(agreement: Agreement, text: Text) -> Iterator[Heard]:
    """Yield what the listed words say, the longest first."""
    tokens = text.tokens
    at, end = 0, len(tokens)
    opening = next((i for i, token in enumerate(tokens) if _opens(token)), end)
    while at < end:
        if text.size > LONG and opening < at < end - AT_LAST:
            at = end - AT_LAST
        first = at <= opening and at < LONGEST_TEXT
        for length, saying in _beginning(agreement, tokens, at):
            if _counts(text, at, length, saying, first=first):
                whole = is_part(tokens, at, at + length)
                weak = saying.weight is Weight.WEAK
                yield Heard(at, at + length, saying.says, length, whole, weak)
                at += length - 1
                break
        at += 1


def _by_clause(agreement: Agreement, text: Text) -> Iterator[Heard]:
    """Yield what the patterns say that fill a part of the text."""
    tokens = text.tokens[:LONGEST_TEXT]
    only_first = text.asking or text.size > FEW_PARTS
    if only_first:
        tokens = tokens[: next((at for at, token in enumerate(tokens) if token in MARKS), None)]
    parts = [part for part in parts_of(tokens) if not (only_first and part[0])]
    entries = agreement.clauses.possible(tokens, {tokens[start] for start, _ in parts})
    for start, end in parts if entries else ():
        for found in fill(entries, tokens[start:end], from_start=True):
            yes = found.owner is Says.YES
            if (
                yes
                and start
                and tokens[start - 1] in ("no", "nah", "na")
                and tokens[start] not in MINE
                and tokens[start - 2 : start] != ["no", "no"]
            ):
                continue
            weak = yes and tokens[start] == "if"
            yield Heard(start, end, found.owner, found.words, whole=True, weak=weak)


def _by_pattern(agreement: Agreement, tokens: Sequence[str]) -> Iterator[Heard]:
    """Yield what the phrases say that may stand anywhere."""
    parts = parts_of(tokens)
    begun = {start for start, _ in parts}
    hits = [hit for hit in agreement.begins.hits(tokens) if hit[1] in begun]
    for said, start, end in (*agreement.inside.hits(tokens), *hits):
        words = said.least or end - start
        yield Heard(start, end, said.says, words, whole=ends_part(tokens, end))
    entries = agreement.closing.possible(tokens, tokens)
    for first, last in parts if entries else ():
        for found in fill(entries, tokens[first:last], from_start=False):
            start = first + found.start
            denied = is_denied(tokens[first:], found.start, last - first)
            if not denied or undone(tokens, start, ()) is Undone.DENIED:
                yield Heard(start, last, found.owner, found.words, whole=True)


def _by_verb(agreement: Agreement, text: Text) -> Iterator[Heard]:
    """Yield what the verbs say that are turned round: "why would i say no"."""
    tokens = text.tokens[:LONGEST_TEXT]
    for start, end, yes in turned_round(agreement.turns, tokens, asking=text.asking):
        said = Says.YES if yes else Says.NO
        yield Heard(start, end, said, end - start + THE_VERB, whole=True)


def _opens(token: str) -> bool:
    return token not in MARKS and token not in POLITE


def _beginning(
    agreement: Agreement, tokens: Sequence[str], at: int
) -> Iterator[tuple[int, Saying]]:
    """Yield the listed phrases that begin here, the longest first."""
    most = agreement.longest.get(tokens[at], 0)
    for length in range(min(most, len(tokens) - at), 0, -1):
        if saying := agreement.phrases.get(tuple(tokens[at : at + length])):
            yield length, saying


def _counts(text: Text, at: int, length: int, saying: Saying, *, first: bool) -> bool:
    tokens, end = text.tokens, at + length
    if saying.says is Says.YES and tokens[end - 1] != "yes" and tokens[end : end + 1] == ["not"]:
        return False
    if is_part(tokens, at, end) and (first or text.size <= FEW_PARTS):
        return first or not text.asking
    if saying.weight is not Weight.PLAIN:
        return False
    if tokens[at:end] in (["no"], ["nae"]) and not _may_follow_no(tokens, end):
        return False
    if first or text.asking:
        return first
    room = 3 if saying.says is Says.YES and end < len(tokens) else 6
    return text.size <= 2 + room * length - length or _answers_at_last(tokens, at, end)


def _answers_at_last(tokens: Sequence[str], at: int, end: int) -> bool:
    """Whether a plain yes or no ends the text, after a mark or "so": "it would help so yes"."""
    led = tokens[at - 1] in TURNING or tokens[at - 1] in MARKS
    return led and all(token in MARKS or token in POLITE for token in tokens[end:])


def _may_follow_no(tokens: Sequence[str], end: int) -> bool:
    after = tokens[end : end + 1]
    return not after or after[0] in (STOP, PAUSE) or after[0] in AFTER_NO or after[0] in POLITE
