"""What an answer of several clauses comes to: the last clause that is about the offer decides.

"Sounds lovely but I'll leave it" is no, "nope I don't mind, ask away" is yes. A yes or no that
opens a text may be a word of talking only, and how somebody wants to be written to ("yes but don't
ring me") refuses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chatbot.understanding.agreement.hearing import Says
from chatbot.understanding.agreement.turning import Turns
from chatbot.understanding.words.filling import REASONS
from chatbot.understanding.words.manners import MARKS

SUPPOSED = (REASONS - {"but", "though", "although"}) | frozenset(
    "when before until till as while".split()
)
"""Words that begin a clause that tells why or when: "yes, because i cant get out"."""
AS_IF = ("as", "if")
"""Begins no supposing: "as if i would"."""
BREAKS = frozenset("but and just only".split())
"""Words with which an order about how begins: "yes but dont ring me"."""
UNSETTLED = SUPPOSED | frozenset(
    "not never why how should nearly almost he she they him whether which who nobody till tempted "
    "was were had maybe perhaps possibly".split()
)
"""Words before a settling phrase with which it settles nothing: "she said leave it"."""
TELLING = frozenset("she he they her his him hers was were had told himself herself".split())
"""Words of a story, in which a clause that sounds like an answer is none."""

OWN = frozenset("yes no nah i you me us my of sure that please".split())
"""Words one of which begins a clause that is somebody's own answer, and not "tuesday no"."""


PRAISE = frozenset(
    "good great lovely nice kind sounds looks sound brilliant wonderful fab thats that it very "
    "what love like i sweet amazing".split()
)
"""Words that begin a clause of praise."""
AGAINST = frozenset("i we my our us me it its not".split())
"""Words of a clause about somebody's own life, behind a "but" that speaks against the praise."""


class Clause(NamedTuple):
    """The words of a clause, what it says when read alone, and what it ``settles``, if it
    says nothing else."""

    words: Sequence[str]
    says: Says | None
    settles: Says | None


def settled_by(turns: Turns, words: Sequence[str]) -> Says | None:
    """Return what a clause settles, by the last phrase about the offer in it."""
    if words[0] in SUPPOSED and tuple(words[:2]) != AS_IF:
        return None
    found = [
        (end, start, yes)
        for yes, start, end in turns.settling.hits(words)
        if UNSETTLED.isdisjoint(words[:start])
    ]
    if not found:
        return None
    return Says.YES if max(found)[2] else Says.NO


def without_how(turns: Turns, words: Sequence[str]) -> list[str]:
    """Return the words of a text without its orders about how: "dont ring me", "not before 5"."""
    passed: set[int] = set()
    for _, start, end in turns.how.hits(words):
        while start and words[start - 1] not in MARKS:
            start -= 1
            if words[start] in BREAKS:
                break
        while end < len(words) and words[end] not in MARKS and words[end] not in REASONS:
            end += 1
        passed.update(range(max(start, 1), end))
    return [word for at, word in enumerate(words) if at not in passed]


def concluded(said: Says | None, clauses: Sequence[Clause], *, turned: bool) -> Says | None:
    """Return what the clauses come to, ``said`` where they decide nothing. ``turned``: by a "but".

    When clauses disagree and none of them settles it, nothing is decided.
    """
    last = len(clauses) - 1
    clauses = [each for at, each in enumerate(clauses) if at == last or each.words[-1] != "to"]
    settling = [at for at, clause in enumerate(clauses) if clause.settles]
    if settling:
        return _by_the_last(said, clauses, settling[-1])
    if said is Says.YES and _only_praises(clauses, turned=turned):
        return None
    answering = [clause for clause in clauses if clause.says]
    told = any(not TELLING.isdisjoint(clause.words) for clause in clauses)
    if said or told or len({clause.says for clause in answering}) != 1:
        return said
    return answering[0].says if any(each.words[0] in OWN for each in answering) else None


def _only_praises(clauses: Sequence[Clause], *, turned: bool) -> bool:
    """Whether a text begins with praise and goes on with what nobody can read: "good idea but i
    work nights"."""
    if len(clauses) < 2 or clauses[0].says is not Says.YES or clauses[-1].says:
        return False
    first = clauses[0].words
    goes_on = clauses[-1].words
    if goes_on[0] in SUPPOSED:
        return False
    about_me = turned and not AGAINST.isdisjoint(goes_on)
    return first[0] in PRAISE and (about_me or "not" in goes_on)


def _by_the_last(said: Says | None, clauses: Sequence[Clause], at: int) -> Says | None:
    settles = clauses[at].settles
    after = [clause.says for clause in clauses[at + 1 :] if clause.says]
    if said is Says.UNSURE and (after or not at or clauses[at].says is Says.UNSURE):
        return said
    if not after or after[-1] is settles:
        return settles
    return said if said is after[-1] else None
