"""How one text reads against a flow: which questions it answers, and what it rules out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from chatbot.flow import Kind, Question
from chatbot.gazetteer import Gazetteer
from chatbot.messages import MAX_TEXT
from chatbot.understanding import manners
from chatbot.understanding.ages import age_says
from chatbot.understanding.hits import FlowReader, find_hits, sort_hits
from chatbot.understanding.numbers import chosen_numbers
from chatbot.understanding.phrasebook import Phrasebook
from chatbot.understanding.placing import Found, PlaceReading, read_place
from chatbot.understanding.tokens import tokenise, words

YES_WORDS = frozenset((("yes",), ("yes", "i", "did"), ("yes", "thanks")))
BARE_PLACE = 2
"""Words up to which a text that nothing was asked for may be a place and nothing else."""
YOUNGEST = 10
"""The age from which a number that is no option is taken for the age of who texts."""


NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Reading(NamedTuple):
    """What a text says. An empty tuple in ``chosen`` is "any" or "none".

    ``numbers`` are set when the text is only numbers that the open question does not have.
    ``guess`` is an option that was perhaps meant. ``firm`` names a question whose answer is to be
    taken at any step: that somebody is a child. ``why`` tells how it was read.
    """

    tokens: tuple[str, ...]
    chosen: Mapping[str, tuple[str, ...]] = NOTHING
    refused: Mapping[str, tuple[str, ...]] = NOTHING
    place: PlaceReading | None = None
    numbers: tuple[int, ...] = ()
    guess: str = ""
    several: bool = False
    firm: str = ""
    correcting: bool = False
    adding: bool = False
    asking: bool = False
    why: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether any answer was found."""
        found = self.place is not None and self.place.found is not Found.NONE
        return bool(self.chosen or self.refused or found)


def read(
    reader: FlowReader,
    gazetteer: Gazetteer,
    text: str,
    question: Question | None,
    *,
    listed: bool = True,
    fresh: bool = False,
    tokens: Sequence[str] | None = None,
) -> Reading:
    """Read a text while ``question`` is open (None: none is). Never raises.

    ``listed``: its numbered options have been sent, so a number can mean one of them. ``fresh``:
    nothing has been asked yet, so a name may be the place. ``tokens`` are the text's, if at hand.
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
    place = _place(reader, gazetteer, text, question, fresh=fresh)
    taken = place.words if place else frozenset()
    hits, why = find_hits(reader, tokens, question, gazetteer.word_uses, taken, asking=asking)
    chosen, refused, several = sort_hits(hits, reader, question)
    firm = ""
    if reader.aged and (who := _by_age(reader.aged, tokens)):
        name = reader.aged.name
        firm = name if who == reader.aged.by_age.get("self_under_18") else ""
        if firm or name not in chosen:
            chosen[name], several = (who,), False
            refused.pop(name, None)
            why = [*why, f"{name}: an age"]
    if place and place.found is not Found.NONE:
        why = [*why, place.why]
    guess = ""
    if question is not None and question.options and not (chosen or refused or several):
        guess = _guess(reader.asked[question.name], tokens)
    return found._replace(chosen=chosen, refused=refused, place=place, guess=guess, several=several,
        firm=firm, why=tuple(why),
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
    if bare in YES_WORDS and (hits := reader.asked[question.name].find(["yeah"])):
        return _answered(found, question, (hits[0].value,), "yes")
    count = len(question.options)
    numbers = chosen_numbers(tokens, count, several=question.kind is Kind.MANY)
    if not numbers:
        return None
    if not listed or any(not 1 <= number <= count for number in numbers):
        if min(numbers) >= YOUNGEST and (who := _by_age(question, ("im", *bare))):
            return _answered(found, question, (who,), "an age")
        return found._replace(asking=False, numbers=numbers, why=("a number that is not listed",))
    if question.kind is Kind.CHOICE and len(numbers) > 1:
        why = ("several numbers where one is needed",)
        return found._replace(asking=False, several=True, why=why)
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


def _answered(found: Reading, question: Question, values: tuple[str, ...], why: str) -> Reading:
    said = (f"{question.name}: {why}",)
    return found._replace(asking=False, chosen={question.name: values}, why=said)


def _place(
    reader: FlowReader, gazetteer: Gazetteer, text: str, question: Question | None, *, fresh: bool
) -> PlaceReading | None:
    if not reader.place:
        return None
    asked = question is not None and question.kind is Kind.PLACE
    said = words(text)
    if fresh and len(said) <= BARE_PLACE and tuple(said) not in reader.greetings:
        place = read_place(gazetteer, text, asked=True)
        exact = place.found in (Found.PLACE, Found.ASK) and "misspelt" not in place.why
        if exact or place.found is Found.ABROAD:
            return place
    return read_place(gazetteer, text, asked=asked)


def _guess(book: Phrasebook, tokens: Sequence[str]) -> str:
    bare = manners.bare(tokens)
    if len(bare) != 1:
        return ""
    near = book.near_miss(bare[0])
    hits = book.find([near]) if near else []
    return hits[0].value if len(hits) == 1 else ""
