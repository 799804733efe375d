"""Which words of a closed list's options stand in a text, and whether they are ruled out there."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Kind
from chatbot.understanding.denial.denying import Bears, Hit, is_denied
from chatbot.understanding.lists.options import Chooser


def own_words(chooser: Chooser, tokens: Sequence[str]) -> list[Hit]:
    """Return the phrases of the options, left to right, none inside another.

    What is only in the way is never ruled out, and what somebody needs is not by "without": "cannot
    come without my kids". Where there is one answer only, the second of two side by side takes the
    place of the first: "not me my son".
    """
    hits: list[Hit] = []
    for hit in chooser.book.find(tokens):
        denied = hit.denied and tuple(tokens[hit.start : hit.end]) not in chooser.obstacles
        if denied and chooser.question.adds:
            denied = is_denied(tokens, hit.start, hit.end, hits, Bears.NEED)
        if denied and chooser.question.kind is Kind.CHOICE and hits:
            denied = not (hits[-1].denied and hits[-1].end == hit.start)
        hits.append(hit._replace(denied=denied))
    return hits
