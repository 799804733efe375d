"""Whether somebody leaves a question open in their own words: "any group will do"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Question
from chatbot.understanding.lists.options import Choice
from chatbot.understanding.wishes.fitting import fitting
from chatbot.understanding.wishes.flowreader import ANY, FlowReader
from chatbot.understanding.wishes.hits import SHORTEST_MENDED
from chatbot.understanding.words.tokens import PAUSE, STOP

_BUT = frozenset("but except apart bar unless if provided only just though although long".split())
"""Words after which something is asked for all the same: "happy with anything but the noise"."""
_WITHOUT_TURN = frozenset("that thats want wanted need needed from type t1 the me diabetes".split())
"""Words after such a one that ask for nothing: "just want to meet people", "apart from the t1"."""

LEFT_OPEN = Choice((), why=("leaves it open",))


def leaves_open(reader: FlowReader, tokens: Sequence[str], question: Question) -> bool:
    """Whether a text says "any" or "none" to a question, and no "but" comes after it."""
    if not question.any_phrases:
        return False
    mended, _ = reader.speller.mend(
        reader.language.written_out(tokens), SHORTEST_MENDED, reader.language.known
    )
    ends = [end for (name, _), _, end in fitting(reader, mended) if name == question.name + ANY]
    return bool(ends) and not _turns(mended[max(ends) :])


def _turns(after: Sequence[str]) -> bool:
    words = [token for token in after if token not in (STOP, PAUSE)]
    following = [*words[1:], ""] if words else []
    return any(
        word in _BUT and then not in _WITHOUT_TURN
        for word, then in zip(words, following, strict=True)
    )
