"""What somebody asks and answers in one breath: "zoom? nah", "phone? no. in person? yes please".

The answer is put as a plain yes or no, so that all that reads the text further on knows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from chatbot.flow import Kind, Question
from chatbot.understanding.agreement.agreeing import Says, read_answer
from chatbot.understanding.denial.denying import Bears
from chatbot.understanding.lists.choosing import Chooser
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import without_marks, words

LONGEST_NAMED = 5
LONGEST_ANSWER = 6
MOST_CLAUSES = 12
"""Clauses up to which a text is looked through; what has more is a story."""
_CLAUSE = re.compile(r"([^.,!?;:\n\uff1f]*)([.,!?;:\n\uff1f]*)")
_AROUND = POLITE | frozenset(
    "a an the on by in via of and any by with calls call group one".split()
)
_PART = frozenset(
    "at on till until before after today tomorrow too anywhere far every often more always just "
    "only with all lot else other others everything near alone yet now".split()
)
"""Words of an answer that is a no to some of it only: "in person? not at night"."""
_OF = frozenset("like want love".split())
_IT = frozenset("it that this them those these one any to".split())


def plain_answers(reader: FlowReader, question: Question | None, text: str) -> str:
    """Return the text with what it asks and answers itself put as a plain yes or no.

    Without a question mark only a no is put, to a way of meeting that is asked about just now:
    "online. not keen".
    """
    clauses = [clause for clause in _CLAUSE.findall(text) if clause[0].strip() or clause[1]]
    if not 1 < len(clauses) <= MOST_CLAUSES:
        return text
    put: list[str] = []
    changed = False
    for at, (said, mark) in enumerate(clauses):
        before, before_mark = clauses[at - 1] if at else ("", "")
        asked = "?" in before_mark or "\uff1f" in before_mark
        named = bool(before.strip()) and _names(reader, question, before, asked=asked)
        says = _answer(reader, said, mark) if named else None
        if says is Says.NO or (asked and says is Says.YES):
            put[-1] = before + "."
            put.append(f" {says}{mark or '.'}")
            changed = True
        else:
            put.append(said + mark)
    return "".join(put) if changed else text


def _answer(reader: FlowReader, said: str, mark: str) -> Says | None:
    """Return what a clause answers that says nothing besides."""
    tokens = words(said)
    if not tokens or len(tokens) > LONGEST_ANSWER or "?" in mark or not _PART.isdisjoint(tokens):
        return None
    if any(word in _OF and then not in _IT for word, then in pairwise(tokens)):
        return None
    if any(reader.anywhere.spans(tokens)):
        return None
    return read_answer(reader.language.agreement, said)


def _names(reader: FlowReader, question: Question | None, said: str, *, asked: bool) -> bool:
    """Whether a clause names an option and says nothing else."""
    tokens = words(said)
    if not 0 < len(tokens) <= LONGEST_NAMED:
        return False
    if not asked:
        if question is None or reader.bears[question.name] is not Bears.WISH:
            return False
        return question.kind is Kind.MANY and _is_named(reader.asked[question.name], tokens)
    choosers = [each for each in reader.asked.values() if each.question.kind is Kind.MANY]
    return any(_is_named(chooser, tokens) for chooser in choosers)


def _is_named(chooser: Chooser, tokens: Sequence[str]) -> bool:
    written = without_marks(chooser.language.written_out(tokens))
    mended, _ = chooser.speller.mend(written, 4, chooser.language.known)
    hits = chooser.book.find(mended)
    left = {at for hit in hits for at in range(hit.start, hit.end)}
    return bool(hits) and not any(hit.denied for hit in hits) and all(
        at in left or word in _AROUND for at, word in enumerate(mended)
    )  # fmt: skip
