"""Yes, no, or not sure: what a text says to a question that asks no more than that.

"Not sure" is an answer of its own. Which words count is content (flows/yes-and-no.yaml); how they
stand beside each other is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from chatbot.understanding.filling import REASONS, Filling, fill
from chatbot.understanding.manners import ASKS_FIRST, MARKS, POLITE
from chatbot.understanding.phrasebook import is_denied
from chatbot.understanding.plainly import LONGEST_TEXT, Plainly, Words, without_trailing
from chatbot.understanding.signs import Index
from chatbot.understanding.tokens import PAUSE, STOP, tokenise

AFTER_NO = frozenset(
    "i my it he she we they you your thats that this the not but because just only and so thank "
    "as on really definitely actually absolutely never way nah no longer".split()
)
"""Words that may follow a plain no. "No car" and "no one told me" are something else."""
TURNING = frozenset("but so ok okay go then though sorry wait actually mean meant or still".split())
ASKED_ABOUT = frozenset(
    "i you u ye ya he she it we they that this these those there the a an my your our his her "
    "their any anyone anybody someone somebody people everyone peer group groups".split()
)
"""Words behind an opening "would" or "is" that ask; "would love to" only has no subject."""
TOLD = frozenset(
    "a not kind lovely nice thoughtful very wonderful knows on i im we she he my".split()
)
"""Words behind an opening "what" or "how" that tell: "what a good idea", "who knows"."""
ASKING_WORDS = frozenset("what how why who which where when whose whats wheres whos hows".split())
OPENINGS = frozenset("yes no nah ok but and sure alright fine".split())
"""Words after which the rest of a part may be an answer of its own: "no i do"."""
MINE = frozenset("i we".split())
"""Words that may go on after a "no" to say the contrary: "no i do", but not "no my son does"."""
AROUND_PARTS = POLITE - {"well"}
"""Politeness that may stand around a part of a text; "im not well" is no "im not"."""
SHORT_ENOUGH = 10
"""Words up to which a phrase inside a text counts."""


class Says(StrEnum):
    """What somebody says to a yes or no question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


SOMETHING = "..."
"""Stands for words that answer nothing."""
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


@dataclass(frozen=True, slots=True)
class Agreement:
    """The phrases of yes, no and unsure. ``longest`` is the number of words by first word,
    ``inside`` are patterns found anywhere in a short text, ``clauses`` those that must fill a part
    of it, and ``neither`` those in which words of yes and no are no answer."""

    phrases: Mapping[Words, Saying]
    longest: Mapping[str, int]
    inside: Index[Inside]
    closing: Filling[Says]
    clauses: Filling[Says]
    begins: Index[Inside]
    neither: Index[None]
    plainly: Plainly


def longest_by_first(phrases: Iterable[Words]) -> dict[str, int]:
    """Return how many words a phrase has at most, by its first word."""
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def read_answer(agreement: Agreement, text: str) -> Says | None:
    """Return what a text says that answers a yes or no question; None when it is neither.

    A text that leaves out its subject asks nothing: "would love to".
    """
    written = agreement.plainly.written_out(tokenise(text))
    if text.rstrip().endswith("?"):
        return _read(agreement, written, asking=True)
    end = written.index(STOP) if STOP in written else len(written)
    if not _asks(agreement, written[:end]):
        return _read(agreement, written, asking=False)
    asked = _read(agreement, written[:end], asking=True)
    return asked or _read(agreement, written[end:], asking=False)


def _asks(agreement: Agreement, written: Sequence[str]) -> bool:
    words = [token for token in written if token not in MARKS]
    if words and words[0] not in ASKS_FIRST:
        words = [token for token in agreement.plainly.bare(words)]
        while words and words[0] in TURNING:
            words = words[1:]
    if len(words) < 3:
        return False
    if words[0] in ASKING_WORDS:
        return words[1] not in TOLD
    return words[0] in ASKS_FIRST and words[1] in ASKED_ABOUT


def read_agreement(agreement: Agreement, tokens: Sequence[str], *, asking: bool) -> Says | None:
    """Return what the tokens of a text say, None when it is neither yes, no nor not sure.

    ``asking``: the text is a question itself, so that only its start can be an answer.
    """
    return _read(agreement, agreement.plainly.written_out(tokens), asking=asking)


def _read(agreement: Agreement, written: list[str], *, asking: bool) -> Says | None:
    if not 0 < sum(token not in MARKS for token in written) <= LONGEST_TEXT * 8:
        return None
    bare = agreement.plainly.bare(_without(written, _nothing(agreement, written)))
    count = sum(token not in MARKS and token not in POLITE for token in bare) or len(bare)
    partly: Says | None = None
    weak: Says | None = None
    for said in _ways_to_hear(written, bare):
        heard = _heard(agreement, said, count, asking=asking)
        firm = any(not each.weak for each in heard)
        says = _settled(heard, said, count) if heard else None
        if firm and any(each.whole and not each.weak for each in heard):
            return says
        if firm:
            partly = partly or says
        else:
            weak = weak or says
    return partly or (None if asking else weak)


def _nothing(agreement: Agreement, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words of yes and no stand that answer nothing."""
    hits = agreement.neither.hits(tokens)
    return [(start, end) for _, start, end in hits if PAUSE not in tokens[start:end]]


def _without(tokens: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the tokens with a word that says nothing in place of those in the spans."""
    passed = {at for start, end in spans for at in range(start, end)}
    return [SOMETHING if at in passed else token for at, token in enumerate(tokens)]


def _ways_to_hear(written: list[str], bare: list[str]) -> Iterator[list[str]]:
    yield written
    if bare != written:
        yield bare
    if (less := without_trailing(bare)) != bare:
        yield less


def _heard(agreement: Agreement, tokens: Sequence[str], count: int, *, asking: bool) -> list[Heard]:
    """Return what the phrases say that count here. Of two that overlap the longer one counts."""
    if not tokens:
        return []
    found = [*_by_words(agreement, tokens, count, asking=asking)]
    if len(found) == 1 and found[0].words == sum(token not in MARKS for token in tokens):
        return found
    found += _by_clause(agreement, tokens, count, asking=asking)
    if not asking and count <= SHORT_ENOUGH:
        found += _by_pattern(agreement, tokens)
    nothing = _nothing(agreement, tokens)
    heard: list[Heard] = []
    taken: set[int] = set()
    for each in sorted(found, key=_first_counted):
        if any(_is_part(each, start, end) for start, end in nothing):
            continue
        if taken.isdisjoint(range(each.start, each.end)):
            taken.update(range(each.start, each.end))
            heard.append(each)
    return sorted(heard)


def _is_part(heard: Heard, start: int, end: int) -> bool:
    """Whether a phrase stands in words that answer nothing, and says no more than they do."""
    more = heard.whole and heard.start <= start and end <= heard.end
    return heard.start < end and start < heard.end and not (more and heard.words > end - start)


def _first_counted(heard: Heard) -> tuple[int, int, int]:
    return -heard.words, DOUBTFUL_FIRST.index(heard.says), heard.start


def _by_words(
    agreement: Agreement, tokens: Sequence[str], count: int, *, asking: bool
) -> Iterator[Heard]:
    """Yield what the listed words say, the longest first."""
    at, end = 0, len(tokens)
    opening = next((i for i, token in enumerate(tokens) if _opens(token)), end)
    while at < end:
        first = at <= opening and at < LONGEST_TEXT
        for length, saying in _beginning(agreement, tokens, at):
            end_word, after = tokens[at + length - 1], tokens[at + length : at + length + 1]
            if saying.says is Says.YES and after == ["not"] and end_word != "yes":
                continue
            if _counts(tokens, at, length, saying, count, first=first, asking=asking):
                whole = _is_clause(tokens, at, at + length)
                weak = saying.weight is Weight.WEAK
                yield Heard(at, at + length, saying.says, length, whole, weak)
                at += length - 1
                break
        at += 1


def _by_clause(
    agreement: Agreement, tokens: Sequence[str], count: int, *, asking: bool
) -> Iterator[Heard]:
    """Yield what the patterns say that fill a part of the text."""
    entries = agreement.clauses.possible(tokens)
    for start, end in dict.fromkeys(_clauses(tokens)) if entries else ():
        if start and (asking or count > LONGEST_TEXT // 4):
            return
        for found in fill(entries, tokens[start:end], from_start=True):
            yes = found.owner is Says.YES
            if yes and start and tokens[start - 1] in ("no", "nah") and tokens[start] not in MINE:
                continue
            weak = yes and tokens[start] == "if"
            yield Heard(start, end, found.owner, found.words, whole=True, weak=weak)


def _clauses(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text begin and end, less the politeness around them.

    A part ends at a mark, and may end at "but" or "because"; it may begin after a "no" or "ok".
    """
    ends = [at for at, token in enumerate(tokens) if token in MARKS or token in REASONS]
    start = 0
    for at in (*ends, len(tokens)):
        stop = next((end for end in (*ends, len(tokens)) if end >= at and _marks(tokens, end)), at)
        for end in {at, stop}:
            yield from _parts(tokens, start, end)
        start = at + _marks(tokens, at)


def _parts(tokens: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    stop = last
    while stop > first and tokens[stop - 1] in AROUND_PARTS:
        stop -= 1
    if first < last:
        yield first, last
    while first < stop:
        yield first, stop
        yield first, last
        if tokens[first] not in POLITE and tokens[first] not in OPENINGS:
            return
        first += 1


def _marks(tokens: Sequence[str], at: int) -> bool:
    return at == len(tokens) or tokens[at] in MARKS


def _by_pattern(agreement: Agreement, tokens: Sequence[str]) -> Iterator[Heard]:
    """Yield what the phrases say that may stand anywhere."""
    begun = {start for start, _ in _clauses(tokens)}
    hits = [hit for hit in agreement.begins.hits(tokens) if hit[1] in begun]
    for said, start, end in (*agreement.inside.hits(tokens), *hits):
        words = said.least or end - start
        yield Heard(start, end, said.says, words, whole=_ends_clause(tokens, end))
    entries = agreement.closing.possible(tokens)
    for first, last in dict.fromkeys(_clauses(tokens)) if entries else ():
        for found in fill(entries, tokens[first:last], from_start=False):
            if not is_denied(tokens[first:], found.start, last - first):
                yield Heard(first + found.start, last, found.owner, found.words, whole=True)


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


def _counts(
    tokens: Sequence[str], at: int, length: int, saying: Saying, count: int, *,
    first: bool, asking: bool,
) -> bool:  # fmt: skip
    end = at + length
    clause = _is_clause(tokens, at, end)
    if clause and (first or count <= LONGEST_TEXT // 4):
        return not asking or first
    if saying.weight is not Weight.PLAIN:
        return False
    if tokens[at:end] == ["no"] and not _may_follow_no(tokens, end):
        return False
    if first:
        return True
    if asking:
        return False
    room = 3 if saying.says is Says.YES and end < len(tokens) else 6
    return count <= 2 + room * length - length or _answers_at_last(tokens, at, end)


def _answers_at_last(tokens: Sequence[str], at: int, end: int) -> bool:
    """Whether a plain yes or no ends the text, after a mark or "so": "it would help so yes"."""
    led = tokens[at - 1] in TURNING or tokens[at - 1] in MARKS
    return led and all(token in MARKS or token in POLITE for token in tokens[end:])


def _is_clause(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether nothing but politeness stands around, up to the marks on either side."""
    for at in range(start - 1, -1, -1):
        if tokens[at] in MARKS or tokens[at] == "but":
            break
        if tokens[at] not in POLITE and tokens[at] not in TURNING:
            return False
    return _ends_clause(tokens, end)


def _ends_clause(tokens: Sequence[str], end: int) -> bool:
    for at in range(end, len(tokens)):
        token = tokens[at]
        if token in MARKS or (token in REASONS and not ASKS_FIRST.intersection(tokens[at + 1 :][:1])):
            break
        if token not in AROUND_PARTS and token not in TURNING:
            return False
    return True


def _may_follow_no(tokens: Sequence[str], end: int) -> bool:
    after = tokens[end : end + 1]
    return not after or after[0] in (STOP, PAUSE) or after[0] in AFTER_NO or after[0] in POLITE


def _settled(heard: Sequence[Heard], tokens: Sequence[str], count: int) -> Says | None:
    """Decide between several: firm before weak, unsure before firm, the last word of yes and no."""
    firm = [each for each in heard if not each.weak]
    if not firm:
        firm = [each for each in heard if each.says is not Says.UNSURE] or list(heard)
    unsure = [each for each in firm if each.says is Says.UNSURE]
    decided = [each for each in firm if each.says is not Says.UNSURE]
    if unsure and decided:
        return _weighed(unsure, decided, tokens, count)
    if unsure:
        return Says.UNSURE
    if decided[0].says is Says.YES:
        decided = [each for each in decided if not _narrows(each, decided[0], tokens)]
    if len({each.says for each in decided}) == 1 or count <= 8:
        return decided[-1].says
    between = tokens[decided[0].end : decided[-1].start]
    return decided[-1 if not TURNING.isdisjoint(between) else 0].says


def _weighed(
    unsure: Sequence[Heard], decided: Sequence[Heard], tokens: Sequence[str], count: int
) -> Says:
    """Decide between not sure and an answer: the answer counts when it comes to it at last."""
    after = decided[-1].start >= unsure[-1].end
    if after and (
        not TURNING.isdisjoint(tokens[unsure[-1].end - 1 : decided[-1].end])
        or tokens[decided[-1].start - 1] in MARKS
    ):
        return decided[-1].says
    early = decided[0].end <= unsure[0].start and count > 6
    early = early and "but" not in tokens[decided[0].end : unsure[0].start + 1]
    return decided[0].says if early else Says.UNSURE


def _narrows(each: Heard, first: Heard, tokens: Sequence[str]) -> bool:
    """Whether a no only narrows the yes before it: "yes but not mondays", "ok but i cant drive"."""
    limits = tokens[first.end : each.start + 1] == ["not"]
    if each.says is not Says.NO or not (
        limits or "but" in tokens[first.end - 1 : each.start + 1]
    ):
        return False
    about_me = tokens[each.end - 1] in ("me", "us", "interested", "thanks")
    return not each.whole or (tokens[each.start] == "not" and not about_me)
