"""What signals danger and what is said then, as values: patterns, guards, answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from types import MappingProxyType

from chatbot.flow import Wording
from chatbot.messages import Channel
from chatbot.understanding.words.deciphering import Reader
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.signs import Phrase

ROOM = MappingProxyType({Channel.SMS: 306, Channel.WHATSAPP: 1_000})
"""Characters of a reply; on SMS two segments, so that the open question still fits in a third."""
TOGETHER = MappingProxyType({Channel.SMS: 380, Channel.WHATSAPP: 1_000})
"""Characters of a reply to several concerns; a line for the young still fits into a third."""


class Concern(StrEnum):
    """A kind of danger, or of request that only a clinician may answer."""

    SUICIDE_SELF_HARM = "suicide_self_harm"
    EMERGENCY = "emergency"
    ABUSE = "abuse"
    ADVICE = "advice"
    EATING = "eating"


class Tier(StrEnum):
    """Whether the words are plain, or want a check that carries the numbers all the same.

    A hint shows nothing by itself: two different ones of a concern are together unclear.
    """

    CLEAR = "clear"
    UNCLEAR = "unclear"
    HINT = "hint"


_URGENCY = (
    (Concern.EMERGENCY, Tier.CLEAR),
    (Concern.SUICIDE_SELF_HARM, Tier.CLEAR),
    (Concern.EMERGENCY, Tier.UNCLEAR),
    (Concern.SUICIDE_SELF_HARM, Tier.UNCLEAR),
    (Concern.ABUSE, Tier.CLEAR),
    (Concern.ABUSE, Tier.UNCLEAR),
    (Concern.EATING, Tier.CLEAR),
    (Concern.EATING, Tier.UNCLEAR),
    (Concern.ADVICE, Tier.CLEAR),
    (Concern.ADVICE, Tier.UNCLEAR),
)
URGENCY: Mapping[tuple[Concern, Tier], int] = MappingProxyType(
    {pair: at for at, pair in enumerate(_URGENCY)}
)


class Effect(StrEnum):
    """What a guard does: ``doubts`` drops what is not clear; ``lowers`` clear to unclear;
    ``weakens`` does both; ``drops`` leaves nothing."""

    DOUBTS = "doubts"
    LOWERS = "lowers"
    WEAKENS = "weakens"
    DROPS = "drops"


class Where(StrEnum):
    """Where a guard's words stand: before or after what they guard, with at most one word between,
    in its sentence, or anywhere.
    """

    BEFORE = "before"
    AFTER = "after"
    SENTENCE = "sentence"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Phrases that show one concern, and who says so.

    ``unless`` are phrases that take it back when they stand in the same sentence. ``ignores`` are
    guards that do not count here.
    """

    id: str
    concern: Concern
    tier: Tier
    phrases: tuple[Phrase, ...] = field(repr=False)
    source: str
    reviewed_by: str
    reviewed_on: str
    ignores: frozenset[str] = frozenset()
    unless: tuple[Phrase, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Guard:
    """Words near a match that make it mean less (not, last year, lol), and words that undo that."""

    id: str
    concerns: frozenset[Concern]
    where: Where
    effect: Effect
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said for one concern: clear, clear and about somebody else, unclear, beside a more
    urgent one, and once more."""

    text: Wording
    other: Wording
    unclear: Wording
    also: Wording
    short: Wording


@dataclass(frozen=True, slots=True)
class Check:
    """What counts as an answer to "Are you safe?", and what is said to who is. ``settled`` tells
    after any reply to danger that help has come, or that it is over."""

    safe: tuple[Phrase, ...] = ()
    not_safe: tuple[Phrase, ...] = ()
    settled: tuple[Phrase, ...] = ()
    thanks: Wording | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """Every sign of danger, ready to search, and the answers by concern and nation ("" unknown)."""

    patterns: tuple[Pattern, ...]
    guards: tuple[Guard, ...]
    reader: Reader
    answers: Mapping[tuple[Concern, str], Answer]
    search: Index[Pattern]
    idioms: Index[str]
    guarding: Index[Guard]
    sparing: Mapping[str, Index[str]]
    undoing: Mapping[str, Index[str]]
    me: frozenset[str]
    others: frozenset[str]
    check: Check

    @staticmethod
    def of(
        patterns: Sequence[Pattern],
        guards: Sequence[Guard],
        idioms: Sequence[Phrase],
        spellings: Mapping[str, tuple[str, ...]],
        ordinary: Collection[str],
        answers: Mapping[tuple[Concern, str], Answer],
        people: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
        check: Check | None = None,
    ) -> Lexicon:
        """Index everything once.

        ``ordinary`` words are never read as misspelt ones, ``people`` are the words for who texts
        and those for others.
        """
        searched = [(pattern, phrase) for pattern in patterns for phrase in pattern.phrases]
        guarding = [(guard, phrase) for guard in guards for phrase in guard.phrases]
        sparing = {pattern.id: pattern.unless for pattern in patterns if pattern.unless}
        undoing = {guard.id: guard.unless for guard in guards if guard.unless}
        every = [phrase for _, phrase in (*searched, *guarding)]
        every += chain.from_iterable((*sparing.values(), *undoing.values()))
        every += [*idioms, *(check.safe + check.not_safe + check.settled if check else ())]
        return Lexicon(
            tuple(patterns),
            tuple(guards),
            Reader.of(every, spellings, ordinary),
            MappingProxyType(dict(answers)),
            Index.of(searched),
            Index.of((phrase.written, phrase) for phrase in idioms),
            Index.of(guarding),
            {name: Index.of((name, each) for each in own) for name, own in sparing.items()},
            {name: Index.of((name, each) for each in own) for name, own in undoing.items()},
            *people,
            check or Check(),
        )
