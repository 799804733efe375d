"""A text that is an answer and nothing else: "2", "1 and 3", "none", "yes"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Kind, Question
from chatbot.messages import MAX_TEXT
from chatbot.understanding.lists.choosing import Choice, whole_answer
from chatbot.understanding.readings import NOTHING, Reading
from chatbot.understanding.speaker import spoken_of
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.wishes.leaving import LEFT_OPEN, leaves_open
from chatbot.understanding.words import manners

YES_WORDS = frozenset((("yes",), ("yes", "i", "did"), ("yes", "thanks")))
YOUNGEST = 10
"""The age from which a number that is no option is taken for the age of who texts."""


def entire_answer(
    reader: FlowReader,
    question: Question,
    text: str,
    tokens: list[str],
    found: Reading,
    *,
    listed: bool,
) -> Reading | None:
    """Read a text that is an answer and nothing else: "2", "1 and 3", "none", "yes"."""
    if question.kind is Kind.TEXT and text.strip():
        return _answered(found, question, (text.strip()[:MAX_TEXT],), "own words")
    if question.kind is Kind.NUMBER:
        return _number(question, tokens, found)
    chooser = reader.asked[question.name]
    choice = whole_answer(chooser, tokens, text, listed=listed, alone=True)
    if choice and choice.values and len(choice.values) == len(question.options):
        choice = _any_or_all(reader, tokens, question, choice)
    if choice and choice.values == () and _rules_out(reader, tokens, question):
        return None
    if choice is None:
        bare = manners.bare(tokens)
        if bare in YES_WORDS and (hits := chooser.book.find(["yeah"])):
            return _answered(found, question, (hits[0].value,), "yes")
        return None
    why = ", ".join(choice.why)
    if choice.values is not None:
        return _answered(found, question, choice.values, why)
    if choice.numbers and min(choice.numbers) >= YOUNGEST:
        bare = manners.bare(tokens)
        if question.whom and (about := spoken_of(reader, ("im", *bare))):
            return _answered(found, question, (about.value,), "an age")
    if choice.numbers or choice.several or choice.unsure or choice.refused:
        refused = {question.name: choice.refused} if choice.refused else NOTHING
        return found._replace(asking=False, numbers=choice.numbers, several=choice.several,
            unsure=choice.unsure, refused=refused, why=choice.why)  # fmt: skip
    return None


def _rules_out(reader: FlowReader, tokens: Sequence[str], question: Question) -> bool:
    """Whether a "nothing" goes on to say what will not do: "nothing that means going out"."""
    written = reader.language.written_out(tokens)
    return any(name == question.name for (name, _), _, _ in reader.ruled_out.hits(written))


def _any_or_all(
    reader: FlowReader, tokens: Sequence[str], question: Question, every: Choice
) -> Choice:
    """Tell somebody who is "ok with everything" from somebody who wants all of it."""
    return LEFT_OPEN if leaves_open(reader, tokens, question) else every


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
