"""What is in somebody's way: "stairs no good" asks for step-free, "stairs are fine" for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.flow import Question
from chatbot.understanding.denial.denying import NEGATORS, Bears, is_denied
from chatbot.understanding.denial.phrasebook import Phrasebook
from chatbot.understanding.words.tokens import MASK, PAUSE, STOP

_IS = frozenset("is are r would be really totally perfectly both still usually with for me".split())
_FINE = frozenset("fine ok okay alright good great grand lovely easy welcome manageable".split())
_TROUBLE = frozenset("problem problems bother issue issues trouble worries worry".split())
_BOTHERS = frozenset("bother bothers worry matter matters faze phase mind scare".split())
_AT_EASE = frozenset("fine ok okay alright good great grand happy comfortable".split())
_AT = frozenset("with on about doing around in by using climbing".split())
_ABLE = frozenset("manage climb handle use do face take cope".split())
REACH = 4
"""Words before it in which somebody says that it is no trouble to them."""


def without_ease(
    obstacles: Phrasebook, tokens: Sequence[str], question: Question | None
) -> list[str]:
    """Stand in for what is said to be in nobody's way: "stairs are fine" asks for nothing.

    When its question is no longer open, it may take an answer back.
    """
    left = list(tokens)
    for hit in obstacles.spans(tokens):
        asked = question is not None and question.name == hit.question
        if asked and is_no_trouble(tokens, hit.start, hit.end):
            left[hit.start : hit.end] = [MASK] * (hit.end - hit.start)
    return left


def is_in_the_way(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether somebody rules out what stands at ``start:end``, or does not like it."""
    return is_denied(tokens, start, end, (), Bears.WISH) and not is_no_trouble(tokens, start, end)


def is_no_trouble(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether it is said to be no trouble: "stairs are fine", "dont mind steps", "crowds ok"."""
    return _is_called_fine(tokens, end) or _is_at_ease(tokens, start)


def _is_called_fine(tokens: Sequence[str], end: int) -> bool:
    at = end
    while at < len(tokens) and tokens[at] in _IS:
        at += 1
    first, second, third = (*tokens[at : at + 3], STOP, STOP, STOP)[:3]
    if first in ("no", "not"):
        return second in _TROUBLE or (second in ("a", "an", "any") and third in _TROUBLE)
    if first in ("dont", "doesnt", "never"):
        return second in _BOTHERS
    return first in _FINE


def _is_at_ease(tokens: Sequence[str], start: int) -> bool:
    first = start
    while first and start - first < REACH and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    before = list(tokens[first:start])
    if not NEGATORS.isdisjoint(before):
        no_trouble = any(a == "no" and b in _TROUBLE for a, b in pairwise(before))
        minds = any(a in NEGATORS and b in ("mind", "bothered", "fussed", "fazed")
                    for a, b in pairwise(before))  # fmt: skip
        return no_trouble or minds
    if before[-1:] and before[-1] in _AT:
        return not _AT_EASE.isdisjoint(before[:-1])
    able = not {"can", "could"}.isdisjoint(before[:-1])
    return able and bool(before) and before[-1] in _ABLE
