"""A question that asks no more than yes or no: a number of its two, or what somebody says to it."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.agreement.agreeing import Says, read_answer
from chatbot.understanding.lists.options import NOTHING, Choice, Chooser
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import without_marks

_BESIDE_A_NUMBER = POLITE | frozenset(
    "number option opt num no nr the one two first second 1st 2nd i id ill will would go going "
    "with for pick choose say press my answer is its it just and yes aye yeah".split()
)
"""Words beside a number that answers yes or no: in "me too" and "sounds good 2 me" it is none."""


def yes_or_no(chooser: Chooser, tokens: Sequence[str], text: str) -> Choice:
    """Return what a text answers, NOTHING when it is neither yes, no nor not sure."""
    plainly = _BESIDE_A_NUMBER.issuperset(_words(tokens))
    numbers = chosen_numbers(tokens, 2, alone=True) if plainly else None
    if numbers in ((1,), (2,)):
        value = "yes" if numbers == (1,) else "no"
        return Choice((value,), why=(f"number {numbers[0]}: {value}",))
    said = read_answer(chooser.language.agreement, text)
    if said is None:
        return NOTHING
    if said is Says.UNSURE:
        return Choice(unsure=True, why=("not sure",))
    return Choice((str(said),), why=(f"says {said}",))


def _words(tokens: Sequence[str]) -> list[str]:
    """Return the words of a text that are no digits."""
    return [token for token in without_marks(tokens) if not token.isdecimal()]
