"""The questions people ask in the middle of a conversation: which one is it, and what is left.

A phrase alone is no question: "i need free parking" asks for nothing. It counts where its clause
ends in a question mark, begins as a question does or is announced as one ("i was wondering if").
Some phrases ask when the text says nothing else ("delete my data"); these are named one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from chatbot.flow import Wording
from chatbot.messages import MAX_TEXT
from chatbot.understanding.questions.questionwords import (
    ANY,
    DENIED,
    DOING,
    EMPTY,
    HEEDLESS,
    IS,
    KNOWING,
    LEADING_ON,
    MUCH,
    OWNED,
    SAYING,
    TELLING,
    TELLS,
    THEY,
    WHO,
)
from chatbot.understanding.questions.scripted import AROUND, MOST_WORDS, Read, Script, Spellings
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.manners import MARKS
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.tokens import STOP, tokenise, words

MOST_ASKED = 2
"""Questions of one text that are answered: with more the reply would hide the open one."""
MOST_PASSED = 5
"""Words of a question that a phrase may leave over: "is it free (to use i) live in Leeds"."""
_BESIDE_A_CLAUSE = AROUND | MARKS
_CLAUSE = re.compile(r"([^,.!?;:\n\uff1f]*)([,.!?;:\n\uff1f]*)")


class Knows(StrEnum):
    """Whether a group can answer once its details are open: not at all, besides us, or alone."""

    NO = "no"
    ALSO = "also"
    ONLY = "yes"


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A question people ask, and its answer.

    ``tells``: in a first text its words rather say what somebody needs ("I am deaf, Leeds").
    ``opens``: a number at its end is a group of the list ("how do I join 2").
    """

    name: str
    text: Wording
    group_knows: Knows = Knows.NO
    tells: bool = False
    opens: bool = False


class Alone(NamedTuple):
    """A whole clause that asks, or a whole text. ``marked``: only with a question mark."""

    query: Query
    marked: bool


class Asked(NamedTuple):
    """A query in a text, and the words that matched, which are the person's own."""

    query: Query
    words: str


class Heard(NamedTuple):
    """What a text asks, and what is left of it once that is taken out."""

    asked: tuple[Asked, ...]
    rest: str


@dataclass(frozen=True, slots=True, repr=False)
class Queries:
    """Every query, ready to search. ``excepting`` are phrases beside which one does not count,
    ``announcing`` those after which a question follows."""

    all: tuple[Query, ...]
    script: Script[Query]
    alone: Index[Alone]
    excepting: Index[Query]
    announcing: Index[str]

    @staticmethod
    def of(
        phrases: Sequence[tuple[Query, Phrase]],
        alone: Sequence[tuple[Alone, Phrase]],
        excepting: Iterable[tuple[Query, Phrase]],
        announcing: Iterable[Phrase],
        spellings: Spellings,
    ) -> Queries:
        """Index everything once."""
        excepting, announcing = list(excepting), list(announcing)
        every = [*phrases, *((each.query, phrase) for each, phrase in alone), *excepting]
        return Queries(
            tuple(dict.fromkeys(query for query, _ in every)),
            replace(Script.of(every, spellings), index=Index.of(phrases)),
            Index.of(alone),
            Index.of(excepting),
            Index.of((phrase.written, phrase) for phrase in announcing),
        )


class _Clause(NamedTuple):
    """Words between two marks. ``tokens`` are as typed, ``marked``: a question mark ends them."""

    text: str
    mark: str
    tokens: list[str]
    read: Read

    @property
    def marked(self) -> bool:
        return "?" in self.mark or "\uff1f" in self.mark


def hear(
    queries: Queries, text: str, tokens: Sequence[str] | None = None, *, first: bool = False
) -> Heard | None:
    """Return what a text asks and what is left of it; None when it asks nothing we know.

    ``first``: it is the first text of somebody, which asks for a group more than about us. Then
    only the words of the question itself are taken out. ``tokens`` are the text's, if at hand.
    """
    if not _may_ask(queries, tokenise(text) if tokens is None else tokens):
        return None
    clauses = [_clause(queries, *found) for found in _CLAUSE.findall(text[:MAX_TEXT]) if any(found)]
    telling = [clause for clause in clauses if not _only_around(clause.read.words)]
    asked: list[Asked] = []
    rest: list[str] = []
    for clause in clauses:
        alone = telling in ([], [clause])
        found = _asked(queries, clause, alone=alone)
        if first and not alone:
            found = [each for each in found if not each[0].tells]
        asked += [Asked(query, " ".join(clause.read.words[a:b])) for query, a, b in found]
        left = _besides if first else _left
        rest.append(left(queries, clause, found) if found else clause.text + clause.mark)
    if not asked:
        return None
    once = {each.query.name: each for each in reversed(asked)}
    asked = [each for each in asked if once[each.query.name] is each]
    return Heard(tuple(asked[:MOST_ASKED]), " ".join(part for part in rest if part).strip())


def _may_ask(queries: Queries, tokens: Sequence[str]) -> bool:
    """Whether a phrase stands in a text at all: most ask nothing, and need no closer look."""
    if len(tokens) > MOST_WORDS:
        return True
    read = [word for word in queries.script.read(tokens).words if word not in EMPTY]
    if queries.script.index.hits(read):
        return True
    around = (STOP, *read, STOP)
    return any(
        around[start] in _BESIDE_A_CLAUSE and around[end + 1] in _BESIDE_A_CLAUSE
        for _, start, end in queries.alone.hits(read)
    )


def _clause(queries: Queries, text: str, mark: str) -> _Clause:
    tokens = words(text)
    read = queries.script.read(tokens)
    said = [pair for pair in zip(*read, strict=True) if pair[0] not in EMPTY]
    plain = Read([word for word, _ in said], [place for _, place in said])
    return _Clause(text, mark, tokens, plain)


def _asked(queries: Queries, clause: _Clause, *, alone: bool) -> list[tuple[Query, int, int]]:
    """Return the queries a clause asks, from left to right, none inside another.

    ``alone``: the text says nothing besides.
    """
    read = clause.read.words
    asks = clause.marked or _begins_as_question(queries, read) or _turns_to_ask(read)
    whole = sorted(queries.alone.hits(read), key=lambda hit: hit[1] - hit[2])
    for each, start, end in whole:
        if _covers(read, start, end) and (clause.marked or not each.marked) and (asks or alone):
            return [(each.query, 0, len(read))]
    hits = queries.script.hits(read)
    excepted = {id(query) for query, _, _ in queries.excepting.hits(read)} if hits else set()
    found: list[tuple[Query, int, int]] = []
    for query, start, end in hits:
        if id(query) in excepted or any(start < b and a < end for _, a, b in found):
            continue
        if asks or _asks_within(queries, read, start):
            found.append((query, start, end))
    return sorted(found, key=lambda hit: hit[1])


def _covers(read: Sequence[str], start: int, end: int) -> bool:
    return _only_around([*read[:start], *read[end:]])


def _only_around(read: Sequence[str]) -> bool:
    return all(word in AROUND for word in read)


def _begins_as_question(queries: Queries, read: Sequence[str]) -> bool:
    first = _first(read)
    if any(start <= first < end for _, start, end in queries.announcing.hits(read)):
        return True
    begins, then = (*read[first : first + 2], "", "")[:2]
    if begins in WHO or read[-1:] == ["what"]:
        return True
    if begins in ("is", "are", "does", "did", "has"):
        return then != "not"
    if begins in ("am", "have", "was", "may"):
        return then in THEY or then in OWNED
    return begins in IS and then not in DOING


def _first(read: Sequence[str]) -> int:
    return next((at for at, word in enumerate(read) if word not in AROUND), len(read))


def _asks_within(queries: Queries, read: Sequence[str], start: int) -> bool:
    """Whether a phrase asks in the middle of a clause: "leeds is it free", "wondering if"."""
    if any(begin <= start for _, begin, _ in queries.announcing.hits(read)):
        return True
    word, then = (*read[start : start + 2], "")[:2]
    if word in ANY and start == _first(read):
        return True
    before = read[start - 1] if start else ""
    if word not in WHO or before in HEEDLESS:
        return False
    denied = not DENIED.isdisjoint(read[max(0, start - 3) : start])
    return (then in IS or then in MUCH) and (denied or before not in KNOWING)


def _turns_to_ask(read: Sequence[str]) -> bool:
    """Whether a clause turns its words round: "leeds is it free", "I am deaf can I come"."""
    return any(
        word in IS and then in THEY and not (before in THEY or before in HEEDLESS)
        for before, word, then in zip(("", *read), read, read[1:], strict=False)
    )


def _left(queries: Queries, clause: _Clause, found: Sequence[tuple[Query, int, int]]) -> str:
    """Return what a clause says before its first question and after its last."""
    places, tokens = clause.read.places, clause.tokens
    left, read, start = [], clause.read.words, found[0][1]
    before = tokens[: places[start]]
    while before and before[-1] in AROUND:
        before.pop()
    told = before and (read[start] in WHO or read[start] in IS) and not set(before) <= ANY | AROUND
    if told and not _begins_as_question(queries, read) and not queries.announcing.hits(read):
        left.append(" ".join(before) + ",")
    left.append(_told_after(tokens[places[found[-1][2] - 1] + 1 :], clause.mark))
    return " ".join(filter(None, left))


def _besides(queries: Queries, clause: _Clause, found: Sequence[tuple[Query, int, int]]) -> str:
    """Return a clause without the words of its questions."""
    places, tokens = clause.read.places, list(clause.tokens)
    for _query, start, end in found:
        for place in places[start:end]:
            tokens[place] = ","
    return " ".join(tokens) + (clause.mark or ",")


def _told_after(after: Sequence[str], mark: str) -> str:
    """Return the place, or the new sentence, that follows a question without a mark between."""
    for at in range(min(len(after) - 1, MOST_PASSED)):
        if after[at] in LEADING_ON:
            return " ".join(after[at:]) + (mark or "?")
        told = after[at] in TELLING and not TELLS.isdisjoint(after[at + 1 : at + 4])
        if told or (after[at] == "im" and _says_who_or_where(after[at + 1])):
            return " ".join(after[at:]) + "."
    return ""


def _says_who_or_where(word: str) -> bool:
    return word in LEADING_ON or word in SAYING or word[:1].isdigit()


def understood_by(queries: Queries, said: Sequence[str]) -> Query | None:
    """Return the query that understands these words, if they are asked and nothing else is."""
    clause = _Clause("", "?", list(said), Read(list(said), list(range(len(said)))))
    found = _asked(queries, clause, alone=True)
    return found[0][0] if found else None
