"""Yes, no, or not sure: what a text says to a question that asks no more than that.

"Not sure" is an answer of its own. Which words count is content (flows/yes-and-no.yaml); how they
stand beside each other is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from chatbot.understanding.manners import ASKS_FIRST, MARKS, POLITE
from chatbot.understanding.phrasebook import is_denied
from chatbot.understanding.signs import Index, Phrase
from chatbot.understanding.tokens import PAUSE, STOP

SOFTENING = frozenset(
    "really very quite honestly tbh actually entirely completely totally just "
    "particularly exactly too much bit a at all well tho though now thats its oh my "
    "literally simply terribly awfully bloody fucking flipping effing damn".split()
)
"""Words that make a yes or a no stronger or weaker and never turn it round."""
AFTER_NO = frozenset(
    "i im my id ill ive it its he she hes shes we they you youre u ur your yer thats that "
    "this the not but because cos coz cuz just only and so thank lad love pal hen pet "
    "duck bro bruv fam sir madam miss really honestly tbh actually definitely absolutely "
    "never way nope nah no".split()
)
"""Words that may follow a plain no. "No car" and "no one told me" are something else."""
TURNING = frozenset("but so ok okay go then though sorry wait actually mean meant or still".split())
SHORT_ENOUGH = 14
"""Words up to which a phrase with gaps counts."""
LONGEST_TEXT = 40
"""Words beyond which a text is a story, of which only the start can be an answer."""
STRETCHED = re.compile(r"(.)\1+")


class Says(StrEnum):
    """What somebody says to a yes or no question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Weight(StrEnum):
    """Where a phrase counts; flows/yes-and-no.yaml explains each."""

    PLAIN = "plain"
    ALONE = "alone"
    WEAK = "weak"
    PHRASES = "phrases"


class Saying(NamedTuple):
    """What a phrase says, and where it counts."""

    says: Says
    weight: Weight


class Heard(NamedTuple):
    """A phrase that counts at ``start:end`` of the tokens."""

    start: int
    end: int
    says: Says
    weak: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """The phrases of yes, no and unsure. ``longest`` is the number of words by first word,
    ``patterns`` are those written in the phrase language, ``ordinary`` words no slips in others."""

    phrases: Mapping[tuple[str, ...], Saying]
    patterns: Index[Says]
    ordinary: Collection[str]
    longest: Mapping[str, int]
    vocabulary: tuple[str, ...]
    known: frozenset[str]


def agreement_of(
    phrases: Mapping[tuple[str, ...], Saying],
    patterns: Iterable[tuple[Says, Phrase]],
    ordinary: Collection[str],
) -> Agreement:
    """Index the phrases."""
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    known = frozenset(word for words in phrases for word in words)
    single = sorted(words[0] for words in phrases if len(words) == 1 and len(words[0]) > 2)
    return Agreement(phrases, Index.of(patterns), ordinary, longest, tuple(single), known)


def read_agreement(agreement: Agreement, tokens: Sequence[str], *, asking: bool) -> Says | None:
    """Return what a text says, None when it is neither yes, no nor not sure.

    ``asking``: the text is a question itself, so that only its start can be an answer.
    """
    plain = [token for token in tokens if token not in MARKS]
    if not 0 < len(plain) <= LONGEST_TEXT * 8:
        return None
    count = sum(token not in POLITE for token in plain) or len(plain)
    tokens = _mended(agreement, tokens, short=count <= 4)
    for said in (tokens, [token for token in tokens if token not in SOFTENING]):
        heard = _heard(agreement, said, count, asking=asking)
        if heard:
            return _settled(heard, said, count)
    return None


def _heard(agreement: Agreement, tokens: Sequence[str], count: int, *, asking: bool) -> list[Heard]:
    heard: list[Heard] = []
    at, end = 0, len(tokens)
    opening = next((i for i, token in enumerate(tokens) if _opens(token)), end)
    while at < end:
        found = _longest(agreement, tokens, at)
        if found is None:
            at += 1
            continue
        length, saying = found
        first = at <= opening and at < LONGEST_TEXT
        if _counts(tokens, at, length, saying, count, first=first, asking=asking):
            heard.append(Heard(at, at + length, saying.says, saying.weight is Weight.WEAK))
            at += length
        else:
            at += 1
    if not asking and count <= SHORT_ENOUGH:
        heard += _by_pattern(agreement, tokens, heard)
    return sorted(heard)


def _by_pattern(
    agreement: Agreement, tokens: Sequence[str], heard: Sequence[Heard]
) -> Iterator[Heard]:
    """Yield what the phrases with gaps say where no plain phrase does."""
    for says, start, end in agreement.patterns.hits(tokens):
        if any(each.start < end and start < each.end for each in heard):
            continue
        if says is not Says.YES or (
            _ends_clause(tokens, end) and not is_denied(tokens, start, end)
        ):
            yield Heard(start, end, says, False)


def _opens(token: str) -> bool:
    return token not in MARKS and token not in POLITE


def _longest(agreement: Agreement, tokens: Sequence[str], at: int) -> tuple[int, Saying] | None:
    most = agreement.longest.get(tokens[at], 0)
    for length in range(min(most, len(tokens) - at), 0, -1):
        if saying := agreement.phrases.get(tuple(tokens[at : at + length])):
            return length, saying
    return None


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
    room = 3 if saying.says is Says.YES else 6
    return count <= 2 + room * length - length or _answers_at_last(tokens, at, end)


def _answers_at_last(tokens: Sequence[str], at: int, end: int) -> bool:
    """Whether a plain yes or no ends the text, after a mark or "so": "it would help so yes"."""
    led = tokens[at - 1] in TURNING or tokens[at - 1] in MARKS
    return led and all(token in MARKS or token in POLITE for token in tokens[end:])


def _is_clause(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether nothing but politeness stands around, up to the marks on either side."""
    for at in range(start - 1, -1, -1):
        if tokens[at] in MARKS:
            break
        if tokens[at] not in POLITE and tokens[at] not in TURNING:
            return False
    return _ends_clause(tokens, end)


def _ends_clause(tokens: Sequence[str], end: int) -> bool:
    for token in tokens[end:]:
        if token in MARKS:
            break
        if token not in POLITE and token not in TURNING and token not in SOFTENING:
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
        turned = decided[-1].start >= unsure[-1].end and not TURNING.isdisjoint(
            tokens[unsure[-1].end - 1 : decided[-1].end]
        )
        turned = turned or (
            decided[-1].start >= unsure[-1].end and tokens[decided[-1].start - 1] in MARKS
        )
        early = decided[0].end <= unsure[0].start and count > 6
        return decided[-1].says if turned else decided[0].says if early else Says.UNSURE
    if unsure:
        return Says.UNSURE
    if len({each.says for each in decided}) == 1 or count <= 8:
        return decided[-1].says
    between = tokens[decided[0].end : decided[-1].start]
    return decided[-1 if not TURNING.isdisjoint(between) else 0].says


def _mended(agreement: Agreement, tokens: Sequence[str], *, short: bool) -> list[str]:
    """Put stretched words right ("yesss"), and in a short text slips too ("mabye")."""
    mended = list(tokens)
    for at, token in enumerate(tokens[:LONGEST_TEXT]):
        if token in agreement.known or token in MARKS or token in POLITE or token in ASKS_FIRST:
            continue
        mended[at] = _unstretched(agreement, token) or (
            _nearest(agreement, token) if short and token not in agreement.ordinary else token
        )
    return mended


def _unstretched(agreement: Agreement, token: str) -> str:
    spellings: Iterable[str] = (STRETCHED.sub(r"\1\1", token), STRETCHED.sub(r"\1", token))
    return next((each for each in spellings if each != token and each in agreement.known), "")


def _nearest(agreement: Agreement, token: str) -> str:
    """Return the word of one slip; none when yes and no are equally near."""
    if not (2 < len(token) < 14 and token.isalpha()):
        return token
    near = [
        word
        for word in agreement.vocabulary
        if abs(len(word) - len(token)) < 2
        and (len(token) > 3 or (word[0] == token[0] and sorted(word) == sorted(token)))
        and OSA.distance(token, word, score_cutoff=1) == 1
        and (len(token) > 4 or sorted(word) == sorted(token) or len(word) != len(token))
    ]
    says = {agreement.phrases[(word,)].says for word in near}
    return near[0] if len(says) == 1 else token
