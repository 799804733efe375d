"""One closed list: which of its options a text chooses, if any.

Four ways, the surest first: the text is nothing but numbers ("2 please"), it holds an option's own
words ("the zoom one"), its few telling words belong to one option alone, or they are spelt or
sound nearly like one. What is only near is asked ("Did you mean Online?"), never taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Kind
from chatbot.understanding import manners
from chatbot.understanding.agreeing import Says, read_agreement
from chatbot.understanding.alike import FEW, by_likeness
from chatbot.understanding.listing import read_list
from chatbot.understanding.numbers import chosen_numbers
from chatbot.understanding.numberwords import CHANGED
from chatbot.understanding.options import (
    NOTHING,
    SHORT,
    Choice,
    Chooser,
    chooser_of,
    counts,
    told,
)
from chatbot.understanding.phrasebook import Hit
from chatbot.understanding.tokens import tokenise, without_marks
from chatbot.understanding.wholes import says_all, says_none

__all__ = ["Choice", "Chooser", "by_hits", "choose", "chooser_of"]


def choose(chooser: Chooser, text: str, *, listed: bool = True) -> Choice:
    """Read one text as the answer to this question and no other. Never raises.

    ``listed``: its numbered options have been sent.
    """
    tokens = manners.stripped(chooser.language.written_out(tokenise(text)))
    whole = whole_answer(chooser, tokens, text, listed=listed)
    if whole is not None:
        return whole
    asking = manners.is_question(text, tokens)
    mended, how = chooser.speller.mend(tokens, 4, chooser.language.known)
    hits = [hit for hit in chooser.book.find(mended) if counts(chooser, hit, mended)]
    if chooser.question.kind is Kind.MANY and not (asking and len(tokens) > FEW):
        listed_out = read_list(chooser, hits, mended, others=True)
        if listed_out.values or listed_out.refused:
            return listed_out._replace(why=(*how, *listed_out.why))
    elif hits and not (asking and len(tokens) > FEW):
        found = by_hits(chooser, hits, mended, others=True)
        return found._replace(why=(*how, *found.why))
    if len(tokens) <= SHORT + 1 and says_unsure(chooser, tokens, asking=asking):
        return Choice(unsure=True, why=("not sure",))
    return by_likeness(chooser, mended)


def says_unsure(chooser: Chooser, tokens: Sequence[str], *, asking: bool) -> bool:
    """Whether somebody says that they do not know."""
    return read_agreement(chooser.language.agreement, tokens, asking=asking) is Says.UNSURE


def whole_answer(
    chooser: Chooser, tokens: Sequence[str], text: str, *, listed: bool = True
) -> Choice | None:
    """Read a text that is an answer and nothing else: "2", "1 and 3", "none", "yes"."""
    question = chooser.question
    bare = manners.bare(tokens)
    if bare in chooser.any_words:
        return Choice((), why=("any or none",))
    if question.kind is Kind.YES_NO:
        return _yes_or_no(chooser, tokens, text)
    if not question.options:
        return None
    many = question.kind is Kind.MANY
    count = len(question.options)
    named = bool(chooser.book.find(list(bare)))
    numbers = None
    if not (many and named):
        taken = frozenset(chooser.holders)
        numbers = chosen_numbers(tokens, count, several=many, taken=taken)
    if numbers is not None:
        return _numbered(chooser, numbers, listed=listed)
    if many and not named:
        if bare in chooser.language.none_of_them or says_none(tokens):
            return Choice((), why=("none of them",))
        if bare in chooser.language.all_of_them or says_all(tokens, count):
            return Choice(tuple(o.value for o in question.options), why=("all of them",))
    if chooser.says and len(bare) <= SHORT and not named:
        asking = manners.is_question(text, tokens)
        said = read_agreement(chooser.language.agreement, tokens, asking=asking)
        if said is not None and said in chooser.says:
            return Choice((question.options[chooser.says[said]].value,), why=(f"says {said}",))
    return None


def _yes_or_no(chooser: Chooser, tokens: Sequence[str], text: str) -> Choice:
    numbers = chosen_numbers(tokens, 2, alone=True)
    if numbers in ((1,), (2,)):
        value = "yes" if numbers == (1,) else "no"
        return Choice((value,), why=(f"number {numbers[0]}: {value}",))
    said = read_agreement(
        chooser.language.agreement, tokens, asking=manners.is_question(text, without_marks(tokens))
    )
    if said is None:
        return NOTHING
    if said is Says.UNSURE:
        return Choice(unsure=True, why=("not sure",))
    return Choice((str(said),), why=(f"says {said}",))


def _numbered(chooser: Chooser, numbers: tuple[int, ...], *, listed: bool) -> Choice:
    options = chooser.question.options
    if not listed or any(not 1 <= number <= len(options) for number in numbers):
        return Choice(numbers=numbers, why=("a number that is not listed",))
    if chooser.question.kind is not Kind.MANY and len(numbers) > 1:
        return Choice(several=True, why=("several numbers where one is needed",))
    values = tuple(options[number - 1].value for number in numbers)
    return Choice(values, why=(f"number {', '.join(map(str, numbers))}",))


def by_hits(
    chooser: Chooser, hits: Sequence[Hit], tokens: Sequence[str], *, others: bool = False
) -> Choice:
    """Choose from the phrases found: what is not ruled out, after a change of mind the later.

    ``others``: "anything but zoom" chooses all the others, where it would only rule out zoom.
    """
    if chooser.question.kind is Kind.MANY:
        return read_list(chooser, hits, tokens, others=others)
    why = tuple(told(hit, tokens) for hit in hits)
    chosen = dict.fromkeys(hit.value for hit in hits if not hit.denied)
    refused = tuple(dict.fromkeys(hit.value for hit in hits if hit.denied))
    left = [value for value in chosen if value not in refused]
    if len(left) > 1:
        later = _after_change(hits, tokens)
        left = later if len(later) == 1 else left
    if len(left) == 1:
        return Choice((left[0],), refused=refused, why=why)
    return Choice(several=len(left) > 1, refused=refused, why=why)


def _after_change(hits: Sequence[Hit], tokens: Sequence[str]) -> list[str]:
    """Return what was said after "no wait", "sorry", "actually"."""
    for at in range(len(hits) - 1, 0, -1):
        between = tokens[hits[at - 1].end : hits[at].start]
        if not CHANGED.isdisjoint(between):
            return list(dict.fromkeys(hit.value for hit in hits[at:] if not hit.denied))
    return []
