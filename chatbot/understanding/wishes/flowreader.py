"""A flow's words, indexed once, so that a text can be read against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chatbot.flow import Flow, Kind, Question
from chatbot.understanding.agreement.language import Language
from chatbot.understanding.changes.removing import Naming, naming_of
from chatbot.understanding.denial.denying import Bears
from chatbot.understanding.denial.phrasebook import Phrase, Phrasebook, phrase_words
from chatbot.understanding.lists.options import Chooser, chooser_of
from chatbot.understanding.whom.subjects import Subjects, subjects_of
from chatbot.understanding.wishes.times import words_of_times
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.phrasing import compile_phrase
from chatbot.understanding.words.signs import Phrase as Written
from chatbot.understanding.words.spelling import Speller

OTHERWISE = "?"
"""Marks the owner of a phrase that counts only when nothing else answers its question."""
LATELY = "@"
"""Marks one that counts only when what it says happened not long ago."""
HOW_LONG = "#"
"""Marks one that counts only beside a short while."""
BY_AGE = "%"
"""Marks one that counts only where an age is told that the option is for."""
ANY = "*"
"""Marks one that leaves its question open: any of its options, or none."""

NEEDS_MORE = LATELY + HOW_LONG + BY_AGE


@dataclass(frozen=True, slots=True)
class FlowReader:
    """A flow's words, indexed: those that count anywhere, and those of each question.

    ``alone`` is what an everyday word, which counts only for its question, means when it is a whole
    clause ("Leeds, parent, free"). ``opinions`` are kept questions of which nothing is ruled out:
    whoever hates their pump has not said that they want no talk of pumps. ``grown`` are answers
    that only grown-ups give, by question. ``patterns`` are phrases
    of the phrase language, with "" for those in which a question's options do not count, or which
    leave it open. ``naming``
    gives for telling words the options whose wordings hold them. ``only_with`` are answers that
    make sense only with one of another question. ``obstacles`` are words for what may be in the way
    of somebody ("stairs"), ``ruled_out`` the phrases by which an option will not do ("housebound").
    ``implying`` are the questions whose answers imply one of another. ``rivals`` are options with
    phrases that count only when nothing else answers.
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
    bears: Mapping[str, Bears]
    grown: Mapping[str, tuple[str, ...]]
    one_answer: frozenset[str]
    language: Language
    opinions: frozenset[str]
    scripts: Mapping[str, tuple[str, str]]
    ages: Mapping[tuple[str, str], tuple[int, int]]
    naming: Naming
    only_with: Mapping[tuple[str, str], tuple[str, str]]
    obstacles: Phrasebook
    ruled_out: Index[tuple[str, str]]
    implying: Mapping[str, tuple[str, ...]]
    rivals: frozenset[tuple[str, str]]


def reader_of(flow: Flow, language: Language) -> FlowReader:
    """Index a flow's words."""
    about = next((question for question in flow.questions if question.whom), None)
    book = Phrasebook(_worded(flow, "also"))
    subjects = subjects_of(about.whom) if about and about.whom else None
    patterns, ruled_out = list(_patterns(flow)), list(_ruled_out(flow))
    words = {word for _, phrase in (*patterns, *ruled_out) for word in phrase.words}
    words |= words_of_times()
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
        bears={q.name: _bearing(q) for q in flow.questions},
        one_answer=frozenset(q.name for q in flow.questions if q.kind is Kind.CHOICE),
        opinions=frozenset(q.name for q in flow.questions if q.adds and not q.asked),
        scripts={
            script: (question.name, option.value)
            for question in flow.questions
            for option in question.options
            for script in option.scripts
        },
        ages=_ages(flow),
        naming=naming_of(flow),
        only_with=_only_with(flow),
        obstacles=Phrasebook(_worded(flow, "obstacles")),
        ruled_out=Index.of(ruled_out),
        implying=_implying(flow),
        rivals=_rivals(flow),
    )


def _worded(flow: Flow, part: str) -> Iterator[Phrase]:
    """Yield the words of one part of every option."""
    for question in flow.questions:
        for option in question.options:
            for text in getattr(option, part):
                yield Phrase(phrase_words(text), question.name, option.value)


def _only_with(flow: Flow) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (question.name, option.value): option.only_with
        for question in flow.questions
        for option in question.options
        if option.only_with
    }


def _implying(flow: Flow) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for question in flow.questions:
        if question.implies:
            name = question.implies[0]
            found[name] = (*found.get(name, ()), question.name)
    return found


def _rivals(flow: Flow) -> frozenset[tuple[str, str]]:
    return frozenset(
        (question.name, option.value)
        for question in flow.questions
        for option in question.options
        if option.otherwise
    )


def _ages(flow: Flow) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the ages that an option is for, of those that are told by an age."""
    return {
        (question.name, option.value): option.ages
        for question in flow.questions
        for option in question.options
        if option.by_age
    }


def _bearing(question: Question) -> Bears:
    if not question.adds:
        return Bears.WISH
    return Bears.NEED if question.asked else Bears.LIVED


def _patterns(flow: Flow) -> Iterator[tuple[tuple[str, str], Written]]:
    for question in flow.questions:
        for written in question.ignore:
            yield (question.name, ""), compile_phrase(written, flow.lists, {})
        for written in question.any_phrases:
            yield (question.name + ANY, ""), compile_phrase(written, flow.lists, {})
        for option in question.options:
            for written in option.phrases:
                yield (question.name, option.value), compile_phrase(written, flow.lists, {})
            for mark, phrases in (
                (OTHERWISE, option.otherwise),
                (LATELY, option.lately),
                (HOW_LONG, option.how_long),
                (BY_AGE, option.by_age),
            ):
                for written in phrases:
                    owner = question.name + mark, option.value
                    yield owner, compile_phrase(written, flow.lists, {})


def _ruled_out(flow: Flow) -> Iterator[tuple[tuple[str, str], Written]]:
    for question in flow.questions:
        for option in question.options:
            for written in option.rules_out:
                yield (question.name, option.value), compile_phrase(written, flow.lists, {})


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
