"""Noticing danger in a text: what stands there, and what takes it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.safety.lexicon import (
    URGENCY,
    Concern,
    Effect,
    Guard,
    Lexicon,
    Pattern,
    Tier,
    Where,
)
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.tokens import STOP

Hit = tuple[Pattern, int, int]
"""A pattern, and where the words that show it begin and end."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A concern found in a text. ``rule`` may be kept; ``words`` are the person's and may not.

    ``other``: it is about somebody else than who texts.
    """

    concern: Concern
    tier: Tier
    rule: str
    words: str
    span: tuple[int, int]
    other: bool = False


@dataclass(frozen=True, slots=True)
class Spared:
    """Words that would have shown something, and what took it back or made it less sure."""

    words: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Screening:
    """All that was seen in one text: most urgent first, each concern once at its clearest."""

    findings: tuple[Finding, ...] = ()
    spared: tuple[Spared, ...] = ()


NOTHING = Screening()
_DOUBTS = (Effect.DOUBTS, Effect.WEAKENS)
IDIOMS = "idioms"
"""What a pattern may ignore besides guards: its words count even inside an idiom."""


def screen(lexicon: Lexicon, text: str, words: Sequence[str] | None = None) -> tuple[Finding, ...]:
    """Return what ``text`` shows, most urgent first, each concern once at its clearest.

    ``words`` are the tokens of the text, where the caller has them.
    """
    return screening_of(lexicon, text, words).findings


def screening_of(lexicon: Lexicon, text: str, words: Sequence[str] | None = None) -> Screening:
    """Return what ``text`` shows, and what looked like more and is not."""
    tokens = lexicon.reader.read(text, words)
    hits = lexicon.search.hits(tokens)
    if not hits:
        return NOTHING
    spared: list[Spared] = []
    if idioms := lexicon.idioms.hits(tokens):
        hits = _without_idioms(lexicon, tokens, hits, idioms, spared)
    if not hits:
        return Screening((), tuple(spared))
    guards = _Guards(lexicon, tokens)
    left: list[Finding] = []
    for pattern, start, end in hits:
        tier, because = guards.left_of((pattern, start, end))
        said = " ".join(tokens[start:end])
        if because:
            spared.append(Spared(said, pattern.id, because))
        if tier is not None:
            other = _about_another(lexicon, tokens, start, end)
            left.append(Finding(pattern.concern, tier, pattern.id, said, (start, end), other))
    found = [clearest for concern in Concern if (clearest := _clearest(left, concern))]
    found.sort(key=lambda finding: URGENCY[finding.concern, finding.tier])
    return Screening(tuple(found), tuple(spared))


def idioms_in(lexicon: Lexicon, text: str, words: Sequence[str] | None = None) -> list[str]:
    """Return the words of each idiom in ``text``, which are set aside before danger is sought."""
    tokens = lexicon.reader.read(text, words)
    found = [(start, end) for _, start, end in lexicon.idioms.hits(tokens)]
    return [
        " ".join(tokens[start:end])
        for start, end in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in found)
    ]


def _clearest(findings: Sequence[Finding], concern: Concern) -> Finding | None:
    """Return the clearest and first of a concern; two different hints are as good as unclear."""
    own = [finding for finding in findings if finding.concern is concern]
    for tier in (Tier.CLEAR, Tier.UNCLEAR):
        for finding in own:
            if finding.tier is tier:
                return finding
    for at, first in enumerate(own):
        for second in own[at + 1 :]:
            if second.rule != first.rule and second.span[0] >= first.span[1]:
                rule, words = f"{first.rule} + {second.rule}", f"{first.words} + {second.words}"
                span = (first.span[0], second.span[1])
                return Finding(concern, Tier.UNCLEAR, rule, words, span, first.other)
    return None


def _without_idioms(
    lexicon: Lexicon,
    tokens: Sequence[str],
    hits: Sequence[Hit],
    idioms: Sequence[tuple[str, int, int]],
    spared: list[Spared],
) -> list[Hit]:
    """Return the hits that are left when the words of every idiom are set aside, and only these."""
    left = list(tokens)
    for _, start, end in idioms:
        left[start:end] = [""] * (end - start)
    kept = lexicon.search.hits(left)
    kept += [hit for hit in hits if IDIOMS in hit[0].ignores and hit not in kept]
    still = {(pattern.id, start, end) for pattern, start, end in kept}
    for pattern, start, end in hits:
        if (pattern.id, start, end) in still:
            continue
        idiom = next((name for name, at, to in idioms if at < end and to > start), "")
        words = " ".join(tokens[start:end])
        spared.append(Spared(words, pattern.id, f"the idiom '{idiom}'"))
    return kept


class _Guards:
    """The guards and other words of one text that take back what stands near them."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._found = lexicon.guarding.hits(tokens)
        self._lexicon = lexicon
        self._found_by: dict[int, list[int]] = {}

    def left_of(self, hit: Hit) -> tuple[Tier | None, str]:
        """Return the tier that is left of a hit, None for nothing, and what made it less."""
        pattern, start, _ = hit
        first, last = self._sentence(start)
        if any(first <= at < last for at in self._where(self._lexicon.sparing.get(pattern.id))):
            return None, f"what {pattern.id} does not mean"
        tier, because = pattern.tier, ""
        for guard in self._near(hit, first, last):
            if guard.effect is Effect.DROPS or (guard.effect in _DOUBTS and tier is not Tier.CLEAR):
                return None, guard.id
            if guard.effect is not Effect.DOUBTS and tier is Tier.CLEAR:
                tier, because = Tier.UNCLEAR, guard.id
        return tier, because

    def _near(self, hit: Hit, first: int, last: int) -> Iterator[Guard]:
        """Yield the guards that count for a hit, each once however often its words are there."""
        pattern, start, end = hit
        counted: set[str] = set()
        for guard, begins, ends in self._found:
            if pattern.concern not in guard.concerns or guard.id in (*pattern.ignores, *counted):
                continue
            if guard.where is Where.ANYWHERE:
                near = True
            elif guard.where is Where.SENTENCE:
                near = first <= begins < last
            elif guard.where is Where.BEFORE:
                near = self._joined(ends, start)
            else:
                near = self._joined(end, begins)
            if near and not self._is_undone(guard, first, last):
                counted.add(guard.id)
                yield guard

    def _is_undone(self, guard: Guard, first: int, last: int) -> bool:
        return any(
            guard.where is not Where.SENTENCE or first <= at < last
            for at in self._where(self._lexicon.undoing.get(guard.id))
        )

    def _where(self, unless: Index[str] | None) -> list[int]:
        """Return where words begin that take a pattern or a guard back."""
        if unless is None:
            return []
        if id(unless) not in self._found_by:
            self._found_by[id(unless)] = [at for _, at, _ in unless.hits(self._tokens)]
        return self._found_by[id(unless)]

    def _joined(self, end: int, start: int) -> bool:
        """Whether nothing, or one word of the same sentence, stands between two places."""
        return end == start or (end + 1 == start and self._tokens[end] != STOP)

    def _sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence of a place begins and ends."""
        first, last = at, at
        while first and self._tokens[first - 1] != STOP:
            first -= 1
        while last < len(self._tokens) and self._tokens[last] != STOP:
            last += 1
        return first, last


def _about_another(lexicon: Lexicon, tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether the nearest person named in what was found, or before it, is not who texts."""
    for at in range(end - 1, -1, -1):
        if at < start and tokens[at] == STOP:
            return False
        if tokens[at] in lexicon.me:
            return False
        if tokens[at] in lexicon.others:
            return True
    return False
