"""Which of a flow's words a text holds, and which of these count where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chatbot.flow import Flow, Kind, Question
from chatbot.understanding import manners
from chatbot.understanding.choosing import by_hits
from chatbot.understanding.language import Language
from chatbot.understanding.numberwords import CHANGED
from chatbot.understanding.options import Choice, Chooser, chooser_of, counts, told
from chatbot.understanding.phrasebook import Hit, Phrase, Phrasebook, is_denied, phrase_words
from chatbot.understanding.restating import AROUND, CORRECTING
from chatbot.understanding.signs import Index, compile_phrase
from chatbot.understanding.signs import Phrase as Written
from chatbot.understanding.spelling import Speller
from chatbot.understanding.subjects import Subjects, subjects_of
from chatbot.understanding.tokens import PAUSE, STOP

SHORTEST_MENDED = 4
"""Letters a word needs to be mended where its question is not open: "lone" is no "phone"."""
OTHERWISE = "?"
"""Marks the owner of a phrase that counts only when nothing else answers its question."""
STAND_IN = "\x00"
"""Takes the place of words that are spoken for, so that what stands around them keeps its place."""


@dataclass(frozen=True, slots=True)
class FlowReader:
    """A flow's words, indexed: those that count anywhere, and those of each question.

    ``alone`` is what an everyday word, which counts only for its question, means when it is a whole
    clause ("Leeds, parent, free"). ``opinions`` are kept questions of which nothing is ruled out:
    whoever hates their pump has not said that they want no talk of pumps. ``grown`` are answers
    that only grown-ups give, by question. ``patterns`` are phrases
    of the phrase language, with "" for those in which a question's options do not count.
    """

    anywhere: Phrasebook
    asked: Mapping[str, Chooser]
    alone: Mapping[tuple[str, ...], tuple[str, str]]
    greetings: frozenset[tuple[str, ...]]
    any_words: Mapping[str, frozenset[tuple[str, ...]]]
    called: Mapping[tuple[str, ...], str]
    place: str
    speller: Speller
    patterns: Index[tuple[str, str]]
    about: Question | None
    subjects: Subjects | None
    grown: Mapping[str, tuple[str, ...]]
    one_answer: frozenset[str]
    language: Language
    opinions: frozenset[str]


def reader_of(flow: Flow, language: Language) -> FlowReader:
    """Index a flow's words."""
    anywhere = [
        Phrase(phrase_words(text), question.name, option.value)
        for question in flow.questions
        for option in question.options
        for text in option.also
    ]
    about = next((question for question in flow.questions if question.whom), None)
    book = Phrasebook(anywhere)
    subjects = subjects_of(about.whom) if about and about.whom else None
    patterns = list(_patterns(flow))
    words = {word for _, phrase in patterns for word in phrase.words}
    if subjects:
        words |= subjects.book.vocabulary
    return FlowReader(
        anywhere=book,
        speller=Speller.of(book.vocabulary | words),
        asked={question.name: chooser_of(question, language) for question in flow.questions},
        alone=_alone(flow),
        greetings=frozenset(phrase_words(word) for word in flow.start_words),
        any_words={
            question.name: frozenset(phrase_words(text) for text in question.any_words)
            for question in flow.questions
        },
        called={
            phrase_words(text): question.name
            for question in flow.questions
            for text in (question.name.replace("_", " "), question.title, *question.called)
        },
        place=next((q.name for q in flow.questions if q.kind is Kind.PLACE), ""),
        patterns=Index.of(patterns),
        about=about,
        subjects=subjects,
        grown=about.whom.grown_if if about and about.whom else {},
        language=language,
        one_answer=frozenset(q.name for q in flow.questions if q.kind is Kind.CHOICE),
        opinions=frozenset(q.name for q in flow.questions if q.adds and not q.asked),
    )


def _patterns(flow: Flow) -> Iterator[tuple[tuple[str, str], Written]]:
    for question in flow.questions:
        for written in question.ignore:
            yield (question.name, ""), compile_phrase(written, flow.lists, {})
        for option in question.options:
            for written in option.phrases:
                yield (question.name, option.value), compile_phrase(written, flow.lists, {})
            for written in option.otherwise:
                owner = question.name + OTHERWISE, option.value
                yield owner, compile_phrase(written, flow.lists, {})


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
    taken: frozenset[str],
    *,
    asking: bool,
    again: bool = False,
    correcting: bool = False,
) -> tuple[Choice, list[Hit], list[str]]:
    """Return what the open question is answered with, the phrases of all others, and how.

    The open question's everyday words count, those of the others do not. ``taken`` words are
    a place already. ``again``: an everyday word may put another answer right ("and phone too").
    ``correcting``: even what was only kept may be taken back ("forget the exercise part").
    """
    free = _without_greeting(
        reader, [STAND_IN if t in taken else reader.language.textspeak.get(t, t) for t in tokens]
    )
    choice, known = Choice(), reader.language.known
    why: list[str] = []
    if question is not None and question.options and not asking:
        chooser = reader.asked[question.name]
        mended, why = chooser.speller.mend(free, 4, known)
        found = chooser.book.find(mended)
        hits = [hit for hit in found if counts(chooser, hit, mended)]
        why += [f"{told(hit, mended)}: left, an everyday word in a long text"
                for hit in found if hit not in hits]  # fmt: skip
        if hits:
            choice = by_hits(chooser, hits, mended)
        for hit in hits:
            free = [*free[: hit.start], *[STAND_IN] * (hit.end - hit.start), *free[hit.end :]]
    mended, how = reader.speller.mend(free, SHORTEST_MENDED, known)
    elsewhere, left = _all_hits(reader, mended)
    if not asking:
        elsewhere += _clauses_alone(reader, mended, elsewhere)
        if again and not elsewhere and not choice.values:
            elsewhere += _whole_alone(reader, mended)
    if not correcting:
        elsewhere = [h for h in elsewhere if not (h.denied and h.question in reader.opinions)]
    why = [*_written_out(tokens, reader), *why, *how, *choice.why, *left]
    why += [told(hit, mended) for hit in elsewhere]
    return choice, elsewhere, why


def _all_hits(reader: FlowReader, tokens: list[str]) -> tuple[list[Hit], list[str]]:
    """Return the hits of fixed phrases and of patterns, and which were left out and why."""
    fixed = reader.anywhere.find(tokens)
    hits, ignored, weak = list(fixed), [], []
    for (question, value), start, end in reader.patterns.hits(tokens):
        hit = Hit(start, end, question, value, value != "" and is_denied(tokens, start, end))
        if question.endswith(OTHERWISE):
            weak.append(hit._replace(question=question.removesuffix(OTHERWISE)))
        elif not value:
            ignored.append(hit)
        elif not any(_within(other, hit) and other.value == value for other in fixed):
            hits.append(hit)
    left = [hit for hit in hits if any(_within(hit, other) for other in ignored)]
    hits = [hit for hit in hits if hit not in left]
    answered = {hit.question for hit in hits if not hit.denied}
    why = [f"{told(hit, tokens)}: left, part of words to be ignored" for hit in left]
    return hits + [hit for hit in weak if hit.question not in answered], why


def _within(hit: Hit, other: Hit) -> bool:
    return hit.question == other.question and other.start <= hit.start and hit.end <= other.end


def _without_greeting(reader: FlowReader, tokens: list[str]) -> list[str]:
    """Stand in for "good evening" at the start, which is no wish for evenings."""
    for length in (2, 1):
        if tuple(tokens[:length]) in reader.greetings:
            return [*[STAND_IN] * length, *tokens[length:]]
    return tokens


def _clauses_alone(reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the everyday words that stand as a clause of their own in a text of several."""
    if not any(token in (STOP, PAUSE) for token in tokens):
        return
    spoken_for = {at for hit in hits for at in range(hit.start, hit.end)}
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at] not in (STOP, PAUSE):
            continue
        clause, first = manners.bare(tokens[start:at]), start
        if not CORRECTING.isdisjoint(clause):
            clause = tuple(token for token in clause if token not in AROUND)
            first = at - len(clause)
        if clause in reader.alone and not spoken_for.intersection(range(start, at)):
            name, value = reader.alone[clause]
            yield Hit(first, at, name, value, False)
        start = at + 1


def _written_out(tokens: Sequence[str], reader: FlowReader) -> Iterator[str]:
    """Yield which words were text-speak, like "fone -> phone"."""
    spelt = reader.language.textspeak
    for token in dict.fromkeys(tokens):
        if token in spelt:
            yield f"{token} -> {spelt[token]}"


def _whole_alone(reader: FlowReader, tokens: Sequence[str]) -> Iterator[Hit]:
    """Yield the everyday words that are all that a text holds, but for the words around them."""
    left = [
        at for at, token in enumerate(tokens) if token not in AROUND and token not in manners.MARKS
    ]
    if not left or len(left) > 3 or left[-1] - left[0] >= len(left) + 1:
        return
    start, end = left[0], left[-1] + 1
    for words in (tuple(tokens[start:end]), tuple(tokens[at] for at in left)):
        if words in reader.alone:
            name, value = reader.alone[words]
            yield Hit(start, end, name, value, is_denied(tokens, start, end))
            return


def _last_minded(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Leave out what somebody changed their mind about: "evenings, sorry mornings"."""
    kept: list[Hit] = []
    for at, hit in enumerate(hits):
        after = next((one for one in hits[at + 1 :] if one.question == hit.question), None)
        between = tokens[hit.end : after.start] if after and not after.denied else ()
        if len(between) > 4 or CHANGED.isdisjoint(between):
            kept.append(hit)
    return kept


def _but_not(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether it takes a part of what was said: "weekends but not sundays"."""
    return tuple(tokens[max(0, hit.start - 2) : hit.start]) == ("but", "not")


def sort_hits(
    hits: Sequence[Hit],
    reader: FlowReader,
    question: Question | None,
    choice: Choice,
    tokens: Sequence[str],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], bool]:
    """Return what is chosen and what is ruled out, by question, and whether one answer has two."""
    chosen: dict[str, tuple[str, ...]] = {}
    refused: dict[str, tuple[str, ...]] = {}
    if question is not None and choice.refused:
        refused[question.name] = choice.refused
    if question is not None and choice.values and choice.values != choice.refused:
        chosen[question.name] = choice.values
    for hit in _last_minded(sorted(hits), tokens):
        if hit.denied and hit.value in chosen.get(hit.question, ()) and _but_not(tokens, hit):
            continue
        into, other = (refused, chosen) if hit.denied else (chosen, refused)
        if hit.value not in into.get(hit.question, ()):
            into[hit.question] = (*into.get(hit.question, ()), hit.value)
        if hit.value in other.get(hit.question, ()):
            left = tuple(value for value in other[hit.question] if value != hit.value)
            other[hit.question] = left
    chosen = {name: values for name, values in chosen.items() if values}
    refused = {name: values for name, values in refused.items() if values}
    several = choice.several
    for name in reader.one_answer & chosen.keys():
        if len(chosen[name]) > 1:
            several = several or (question is not None and question.name == name)
            del chosen[name]
    return chosen, refused, several
