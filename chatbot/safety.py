"""Noticing danger in a text, and what is said then: patterns, guards, signposts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from chatbot.flow import Wording
from chatbot.messages import Channel
from chatbot.understanding.words.deciphering import Reader
from chatbot.understanding.words.signs import Index, Phrase
from chatbot.understanding.words.tokens import STOP

ROOM = MappingProxyType({Channel.SMS: 306, Channel.WHATSAPP: 1_000})
"""Characters of a reply; on SMS two segments, so that the open question still fits in a third."""


class Concern(StrEnum):
    """A kind of danger, or of request that only a clinician may answer."""

    SUICIDE_SELF_HARM = "suicide_self_harm"
    EMERGENCY = "emergency"
    ABUSE = "abuse"
    ADVICE = "advice"
    EATING = "eating"


class Tier(StrEnum):
    """Whether the words are plain, or want a check that carries the numbers all the same."""

    CLEAR = "clear"
    UNCLEAR = "unclear"


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
    """What a guard does: ``lowers`` clear to unclear; ``weakens`` also drops unclear; ``drops``."""

    LOWERS = "lowers"
    WEAKENS = "weakens"
    DROPS = "drops"


class Where(StrEnum):
    """Where a guard's words stand: anywhere, or before what they guard, one word between."""

    BEFORE = "before"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Phrases that show one concern, and who says so. ``ignores``: guards that do not count."""

    id: str
    concern: Concern
    tier: Tier
    phrases: tuple[Phrase, ...]
    source: str
    reviewed_by: str
    reviewed_on: str
    ignores: frozenset[str] = frozenset()


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
    """What is said for one concern: clear, unclear, beside a more urgent one, and once more."""

    text: Wording
    unclear: Wording
    also: Wording
    short: Wording


@dataclass(frozen=True, slots=True)
class Finding:
    """A concern found in a text. ``rule`` may be kept; ``words`` are the person's and may not."""

    concern: Concern
    tier: Tier
    rule: str
    words: str
    span: tuple[int, int]


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
    undoing: Index[Guard]

    @staticmethod
    def of(
        patterns: Sequence[Pattern],
        guards: Sequence[Guard],
        idioms: Sequence[Phrase],
        spellings: Mapping[str, tuple[str, ...]],
        misspelt: Sequence[str],
        answers: Mapping[tuple[Concern, str], Answer],
    ) -> Lexicon:
        """Index everything once. ``misspelt`` are the long words that may have a letter wrong."""
        searched = [(pattern, phrase) for pattern in patterns for phrase in pattern.phrases]
        guarding = [(guard, phrase) for guard in guards for phrase in guard.phrases]
        undoing = [(guard, phrase) for guard in guards for phrase in guard.unless]
        every = [phrase for _, phrase in (*searched, *guarding, *undoing)] + list(idioms)
        return Lexicon(
            tuple(patterns),
            tuple(guards),
            Reader.of(every, spellings, misspelt),
            MappingProxyType(dict(answers)),
            Index.of(searched),
            Index.of((phrase.written, phrase) for phrase in idioms),
            Index.of(guarding),
            Index.of(undoing),
        )


def screen(lexicon: Lexicon, text: str, words: Sequence[str] | None = None) -> tuple[Finding, ...]:
    """Return what ``text`` shows, most urgent first, each concern once at its clearest.

    ``words`` are the tokens of the text, where the caller has them.
    """
    tokens = lexicon.reader.read(text, words)
    hits = lexicon.search.hits(tokens)
    if hits and (idioms := lexicon.idioms.hits(tokens)):
        left = list(tokens)
        for _, start, end in idioms:
            left[start:end] = [""] * (end - start)
        hits = lexicon.search.hits(left)
    if not hits:
        return ()
    everywhere, ending_at = _guards_of(lexicon, tokens)
    best: dict[Concern, Finding] = {}
    for pattern, start, end in hits:
        held = best.get(pattern.concern)
        if held and (held.tier is Tier.CLEAR or pattern.tier is Tier.UNCLEAR):
            continue
        near = [*everywhere, *ending_at.get(start, ())]
        if start and tokens[start - 1] != STOP:
            near += ending_at.get(start - 1, ())
        tier = _guarded(pattern, near)
        if tier is None or (held and held.tier is tier):
            continue
        words = " ".join(tokens[start:end])
        best[pattern.concern] = Finding(pattern.concern, tier, pattern.id, words, (start, end))
    return tuple(sorted(best.values(), key=lambda found: URGENCY[found.concern, found.tier]))


def _guards_of(
    lexicon: Lexicon, tokens: Sequence[str]
) -> tuple[tuple[Guard, ...], dict[int, list[Guard]]]:
    """Return the guards that count for the whole text, and the others by where their words end."""
    undone = {guard.id for guard, _, _ in lexicon.undoing.hits(tokens)}
    everywhere: dict[str, Guard] = {}
    ending_at: dict[int, list[Guard]] = {}
    for guard, _, end in lexicon.guarding.hits(tokens):
        if guard.id in undone:
            continue
        if guard.where is Where.ANYWHERE:
            everywhere[guard.id] = guard
        else:
            ending_at.setdefault(end, []).append(guard)
    return tuple(everywhere.values()), ending_at


def _guarded(pattern: Pattern, guards: Sequence[Guard]) -> Tier | None:
    """Return the tier that is left of a match once the guards near it have spoken."""
    tier = pattern.tier
    for guard in guards:
        if pattern.concern not in guard.concerns or guard.id in pattern.ignores:
            continue
        if guard.effect is Effect.DROPS:
            return None
        if guard.effect is Effect.WEAKENS and tier is Tier.UNCLEAR:
            return None
        tier = Tier.UNCLEAR
    return tier


def safety_text(
    lexicon: Lexicon,
    findings: Sequence[Finding],
    *,
    nation: str,
    channel: Channel,
    repeat: bool,
) -> str:
    """Return the reply to what was found: the most urgent in full, the others as far as they fit.

    ``nation`` is as in ``Place.nation``; "" or one not known gives lines for all of the UK.
    ``repeat`` is true within the hour: the short form, never silence.
    """
    said = ""
    for finding in findings:
        answer = lexicon.answers.get((finding.concern, nation))
        answer = answer or lexicon.answers[finding.concern, ""]
        if repeat:
            wording = answer.short
        elif said:
            wording = answer.also
        else:
            wording = answer.text if finding.tier is Tier.CLEAR else answer.unclear
        part = wording.on(channel)
        if part not in said and len(said) + 1 + len(part) <= ROOM[channel]:
            said = f"{said} {part}".lstrip()
    return said
