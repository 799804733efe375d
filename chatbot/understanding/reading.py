"""How one text reads against a flow: which questions it answers, and what it rules out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chatbot.flow import Flow, Kind, Question
from chatbot.gazetteer import Gazetteer
from chatbot.messages import MAX_TEXT
from chatbot.understanding import manners
from chatbot.understanding.ages import age_says
from chatbot.understanding.numbers import chosen_numbers
from chatbot.understanding.phrasebook import Hit, Phrase, Phrasebook, phrase_words
from chatbot.understanding.placing import Found, PlaceReading, read_place
from chatbot.understanding.tokens import tokenise

YOUNGEST = 10
"""The age from which a number that is no option is taken for the age of who texts."""
SHORTEST_MENDED = 6
"""Letters a word needs to be mended where its question is not open: "lone" is no "phone"."""


@dataclass(frozen=True, slots=True)
class FlowReader:
    """A flow's words, indexed: those that count anywhere, and those of each question."""

    anywhere: Phrasebook
    asked: Mapping[str, Phrasebook]
    any_words: Mapping[str, frozenset[tuple[str, ...]]]
    called: Mapping[tuple[str, ...], str]
    place: str
    aged: Question | None
    one_answer: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. An empty tuple in ``chosen`` is "any" or "none".

    ``numbers`` are set when the text is only numbers that the open question does not have.
    ``guess`` is an option that was perhaps meant. ``why`` tells how it was read.
    """

    tokens: tuple[str, ...]
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: PlaceReading | None = None
    numbers: tuple[int, ...] = ()
    guess: str = ""
    several: bool = False
    correcting: bool = False
    adding: bool = False
    asking: bool = False
    why: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether any answer was found."""
        found = self.place is not None and self.place.found is not Found.NONE
        return bool(self.chosen or self.refused or found)


def reader_of(flow: Flow) -> FlowReader:
    """Index a flow's words."""
    anywhere: list[Phrase] = []
    asked: dict[str, Phrasebook] = {}
    called: dict[tuple[str, ...], str] = {}
    for question in flow.questions:
        own: list[Phrase] = []
        for option in question.options:
            for text in option.also:
                anywhere.append(Phrase(phrase_words(text), question.name, option.value))
            for text in (option.label, option.said, *option.also, *option.when_asked):
                own.append(Phrase(phrase_words(text), question.name, option.value))
        asked[question.name] = Phrasebook(own)
        called[phrase_words(question.name.replace("_", " "))] = question.name
        called[phrase_words(question.title)] = question.name
    place = next((q.name for q in flow.questions if q.kind is Kind.PLACE), "")
    return FlowReader(
        anywhere=Phrasebook(anywhere),
        asked=asked,
        any_words={
            question.name: frozenset(phrase_words(text) for text in question.any_words)
            for question in flow.questions
        },
        called=called,
        place=place,
        aged=next((question for question in flow.questions if question.by_age), None),
        one_answer=frozenset(q.name for q in flow.questions if q.kind is Kind.CHOICE),
    )


def read(
    reader: FlowReader,
    gazetteer: Gazetteer,
    text: str,
    question: Question | None,
    *,
    listed: bool = True,
    tokens: Sequence[str] | None = None,
) -> Reading:
    """Read a text while ``question`` is open (None: none is). Never raises.

    ``listed``: its numbered options have been sent, so a number can mean one of them. ``tokens``
    are the text's, where the caller has them.
    """
    tokens = list(tokens) if tokens is not None else tokenise(text)
    asking = manners.is_question(text, tokens)
    found = Reading(
        tokens=tuple(tokens),
        correcting=manners.is_correction(tokens),
        adding=manners.is_addition(tokens),
        asking=asking,
    )
    if question is not None and (
        answer := _whole_answer(reader, question, text, tokens, found, listed=listed)
    ):
        return answer
    place = _place(reader, gazetteer, text, question)
    taken = place.words if place else frozenset()
    hits, why = _hits(reader, tokens, question, asking, taken)
    chosen, refused, several = _sorted(hits, reader, question)
    if reader.aged and reader.aged.name not in chosen and (who := _by_age(reader.aged, tokens)):
        chosen[reader.aged.name] = (who,)
        why = [*why, f"{reader.aged.name}: an age"]
    if place and place.found is not Found.NONE:
        why = [*why, place.why]
    guess = ""
    if question is not None and question.options and not (chosen or refused or several):
        guess = _guess(reader.asked[question.name], tokens)
    return Reading(
        found.tokens, chosen, refused, place, (), guess, several,
        found.correcting, found.adding, asking, tuple(why),
    )  # fmt: skip


def _whole_answer(
    reader: FlowReader,
    question: Question,
    text: str,
    tokens: list[str],
    found: Reading,
    *,
    listed: bool,
) -> Reading | None:
    """Read a text that is an answer and nothing else: "2", "1 and 3", "none", "yes"."""
    bare = manners.bare(tokens)
    if bare in reader.any_words.get(question.name, frozenset()):
        return _answered(found, question, (), "any or none")
    if question.kind is Kind.TEXT and text.strip():
        return _answered(found, question, (text.strip()[:MAX_TEXT],), "own words")
    if question.kind is Kind.YES_NO:
        said = manners.yes_or_no(bare)
        numbers = chosen_numbers(tokens, 2)
        if numbers in ((1,), (2,)):
            said = numbers == (1,)
        if said is not None:
            return _answered(found, question, ("yes" if said else "no",), "yes or no")
        return None
    if question.kind is Kind.NUMBER:
        return _number(question, tokens, found)
    if not question.options:
        return None
    count = len(question.options)
    numbers = chosen_numbers(tokens, count, several=question.kind is Kind.MANY)
    if not numbers:
        return None
    if not listed or any(not 1 <= number <= count for number in numbers):
        if min(numbers) >= YOUNGEST and (who := _by_age(question, ("im", *bare))):
            return _answered(found, question, (who,), "an age")
        return _with(found, numbers=numbers, why=("a number that is not listed",))
    if question.kind is Kind.CHOICE and len(numbers) > 1:
        return _with(found, several=True, why=("several numbers where one is needed",))
    values = tuple(question.options[number - 1].value for number in numbers)
    return _answered(found, question, values, f"number {', '.join(map(str, numbers))}")


def _by_age(question: Question, tokens: Sequence[str]) -> str:
    said = age_says(tokens) if question.by_age else None
    return question.by_age.get(said, "") if said else ""


def _number(question: Question, tokens: Sequence[str], found: Reading) -> Reading | None:
    numbers = [int(token[:6]) for token in tokens if token.isdecimal()]
    if len(numbers) != 1:
        return None
    low, high = question.least, question.most
    if (low is not None and numbers[0] < low) or (high is not None and numbers[0] > high):
        return None
    return _answered(found, question, (str(numbers[0]),), "a number")


def _with(
    found: Reading,
    chosen: dict[str, tuple[str, ...]] | None = None,
    numbers: tuple[int, ...] = (),
    several: bool = False,
    why: tuple[str, ...] = (),
) -> Reading:
    return Reading(
        found.tokens, chosen or {}, {}, None, numbers, "", several,
        found.correcting, found.adding, False, why,
    )  # fmt: skip


def _answered(found: Reading, question: Question, values: tuple[str, ...], why: str) -> Reading:
    return _with(found, {question.name: values}, why=(f"{question.name}: {why}",))


def _place(
    reader: FlowReader, gazetteer: Gazetteer, text: str, question: Question | None
) -> PlaceReading | None:
    if not reader.place:
        return None
    return read_place(gazetteer, text, asked=question is not None and question.kind is Kind.PLACE)


def _hits(
    reader: FlowReader,
    tokens: list[str],
    question: Question | None,
    asking: bool,
    taken: frozenset[str],
) -> tuple[list[Hit], list[str]]:
    """Find phrases: those of the open question with its everyday words, the others without."""
    free = [STAND_IN if token in taken else token for token in tokens] if taken else tokens
    hits: list[Hit] = []
    why: list[str] = []
    if question is not None and question.options and not asking:
        own = reader.asked[question.name]
        mended, how = own.mend(free, 4)
        hits = own.find(mended)
        why += how
        for hit in hits:
            free = [*free[: hit.start], *[STAND_IN] * (hit.end - hit.start), *free[hit.end :]]
    mended, how = reader.anywhere.mend(free, SHORTEST_MENDED)
    hits += reader.anywhere.find(mended)
    why += how
    why += [f"{hit.question}: {'not ' if hit.denied else ''}{hit.value}" for hit in hits]
    return hits, why


STAND_IN = "\x00"
"""Takes the place of words that are spoken for, so that what stands around them keeps its place."""


def _sorted(
    hits: Sequence[Hit], reader: FlowReader, question: Question | None
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], bool]:
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


def _guess(book: Phrasebook, tokens: Sequence[str]) -> str:
    bare = manners.bare(tokens)
    if len(bare) != 1:
        return ""
    near = book.near_miss(bare[0])
    hits = book.find([near]) if near else []
    return hits[0].value if len(hits) == 1 else ""
