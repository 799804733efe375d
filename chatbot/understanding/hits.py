"""Which of a flow's words a text holds, and which of these count where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chatbot.flow import Flow, Kind, Question
from chatbot.understanding import manners
from chatbot.understanding.phrasebook import Hit, Phrase, Phrasebook, phrase_words
from chatbot.understanding.tokens import PAUSE, STOP

SHORTEST_MENDED = 6
"""Letters a word needs to be mended where its question is not open: "lone" is no "phone"."""
SHORT = 4
"""Words up to which an everyday word ("me") is an answer: "just give me the list" is none."""
STAND_IN = "\x00"
"""Takes the place of words that are spoken for, so that what stands around them keeps its place."""


@dataclass(frozen=True, slots=True)
class FlowReader:
    """A flow's words, indexed: those that count anywhere, and those of each question.

    ``everyday`` are the words that count only for their question, ``alone`` what such a word means
    when it is a whole clause ("Leeds, parent, free"). ``opinions`` are kept questions of which
    nothing is ruled out: whoever hates their pump has not said that they want no talk of pumps.
    """

    anywhere: Phrasebook
    asked: Mapping[str, Phrasebook]
    everyday: Mapping[str, frozenset[tuple[str, ...]]]
    alone: Mapping[tuple[str, ...], tuple[str, str]]
    greetings: frozenset[tuple[str, ...]]
    any_words: Mapping[str, frozenset[tuple[str, ...]]]
    called: Mapping[tuple[str, ...], str]
    place: str
    aged: Question | None
    one_answer: frozenset[str]
    opinions: frozenset[str]


def reader_of(flow: Flow) -> FlowReader:
    """Index a flow's words."""
    anywhere: list[Phrase] = []
    asked: dict[str, Phrasebook] = {}
    everyday: dict[str, frozenset[tuple[str, ...]]] = {}
    for question in flow.questions:
        own: list[Phrase] = []
        for option in question.options:
            name, value = question.name, option.value
            anywhere += [Phrase(phrase_words(text), name, value) for text in option.also]
            texts = (option.label, option.said, *option.also, *option.when_asked)
            own += [Phrase(phrase_words(text), name, value) for text in texts]
        asked[question.name] = Phrasebook(own)
        everyday[question.name] = frozenset(
            phrase_words(text) for option in question.options for text in option.when_asked
        )
    return FlowReader(
        anywhere=Phrasebook(anywhere),
        asked=asked,
        everyday=everyday,
        alone=_alone(flow),
        greetings=frozenset(phrase_words(word) for word in flow.start_words),
        any_words={
            question.name: frozenset(phrase_words(text) for text in question.any_words)
            for question in flow.questions
        },
        called={
            phrase_words(text): question.name
            for question in flow.questions
            for text in (question.name.replace("_", " "), question.title)
        },
        place=next((q.name for q in flow.questions if q.kind is Kind.PLACE), ""),
        aged=next((question for question in flow.questions if question.by_age), None),
        one_answer=frozenset(q.name for q in flow.questions if q.kind is Kind.CHOICE),
        opinions=frozenset(q.name for q in flow.questions if q.adds and not q.asked),
    )


def _alone(flow: Flow) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the everyday words that mean one option of one question, those before DONE only."""
    found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for question in flow.questions:
        if question.name in flow.after_match:
            continue
        for option in question.options:
            for text in (option.label, option.said, *option.when_asked):
                found.setdefault(phrase_words(text), set()).add((question.name, option.value))
    return {words: next(iter(means)) for words, means in found.items() if len(means) == 1}


def find_hits(
    reader: FlowReader,
    tokens: Sequence[str],
    question: Question | None,
    common: Collection[str],
    taken: frozenset[str],
    *,
    asking: bool,
) -> tuple[list[Hit], list[str]]:
    """Find phrases: those of the open question with its everyday words, the others without.

    ``common`` words are never taken for slips, ``taken`` ones are a place already.
    """
    free = _without_greeting(reader, [STAND_IN if t in taken else t for t in tokens])
    hits: list[Hit] = []
    why: list[str] = []
    if question is not None and question.options and not asking:
        own = reader.asked[question.name]
        mended, why = own.mend(free, 4, common)
        hits = [hit for hit in own.find(mended) if _counts(reader, question, hit, mended)]
        for hit in hits:
            free = [*free[: hit.start], *[STAND_IN] * (hit.end - hit.start), *free[hit.end :]]
    mended, how = reader.anywhere.mend(free, SHORTEST_MENDED, common)
    elsewhere = reader.anywhere.find(mended)
    if not asking:
        elsewhere += _clauses_alone(reader, mended, elsewhere)
    hits += [hit for hit in elsewhere if not (hit.denied and hit.question in reader.opinions)]
    why = [*why, *how]
    why += [f"{hit.question}: {'not ' if hit.denied else ''}{hit.value}" for hit in hits]
    return hits, why


def _without_greeting(reader: FlowReader, tokens: list[str]) -> list[str]:
    """Stand in for "good evening" at the start, which is no wish for evenings."""
    for length in (2, 1):
        if tuple(tokens[:length]) in reader.greetings:
            return [*[STAND_IN] * length, *tokens[length:]]
    return tokens


def _counts(reader: FlowReader, question: Question, hit: Hit, tokens: Sequence[str]) -> bool:
    """Say whether a hit for a question of one answer is meant as one."""
    if question.kind is not Kind.CHOICE:
        return True
    everyday = tuple(tokens[hit.start : hit.end]) in reader.everyday[question.name]
    words = sum(token not in (STOP, PAUSE) for token in tokens)
    return not hit.denied and not (everyday and words > SHORT)


def _clauses_alone(reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the everyday words that stand as a clause of their own in a text of several."""
    if not any(token in (STOP, PAUSE) for token in tokens):
        return
    spoken_for = {at for hit in hits for at in range(hit.start, hit.end)}
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at] not in (STOP, PAUSE):
            continue
        clause = manners.bare(tokens[start:at])
        if clause in reader.alone and not spoken_for.intersection(range(start, at)):
            name, value = reader.alone[clause]
            yield Hit(start, at, name, value, False)
        start = at + 1


def sort_hits(
    hits: Sequence[Hit], reader: FlowReader, question: Question | None
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], bool]:
    """Return what is chosen and what is ruled out, by question, and whether one answer has two."""
    chosen: dict[str, tuple[str, ...]] = {}
    refused: dict[str, tuple[str, ...]] = {}
    for hit in hits:
        into = refused if hit.denied else chosen
        if hit.value not in into.get(hit.question, ()):
            into[hit.question] = (*into.get(hit.question, ()), hit.value)
    for name in list(chosen):
        left = tuple(value for value in chosen[name] if value not in refused.get(name, ()))
        if left:
            chosen[name] = left
        else:
            del chosen[name]
    several = False
    for name in reader.one_answer & chosen.keys():
        if len(chosen[name]) > 1:
            several = several or (question is not None and question.name == name)
            del chosen[name]
    return chosen, refused, several
