"""What rules an option out without naming it: "housebound" is no meeting in person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.flow import Question
from chatbot.understanding.denial.denying import Bears, Hit, is_denied
from chatbot.understanding.denial.supposing import is_supposed
from chatbot.understanding.lists.options import Choice
from chatbot.understanding.wishes.flowreader import FlowReader


def barred(
    reader: FlowReader,
    tokens: Sequence[str],
    question: Question | None,
    choice: Choice,
    hits: Sequence[Hit],
    *,
    fresh: bool,
) -> Iterator[Hit]:
    """Yield the options of the open question that the text rules out without naming them.

    In a first text those of all questions. Whoever asks for an option all the same can do it:
    "housebound, but a cafe if my son drives me". Later it is no reason to take an answer back.
    """
    wanted = {(hit.question, hit.value) for hit in hits if not hit.denied}
    if question is not None:
        wanted |= {(question.name, value) for value in choice.values or ()}
    for (name, value), start, end in reader.ruled_out.hits(tokens):
        asked = fresh or (question is not None and question.name == name)
        if not asked or (name, value) in wanted or is_supposed(tokens, start):
            continue
        if not is_denied(tokens, start, end, (), Bears.LIVED):
            yield Hit(start, end, name, value, True)
