"""The patterns of a flow in a text, without those that need a time or an age and have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.understanding.whom.ages import ages_in
from chatbot.understanding.wishes.dating import for_a_while, lately
from chatbot.understanding.wishes.flowreader import BY_AGE, HOW_LONG, LATELY, NEEDS_MORE, FlowReader
from chatbot.understanding.wishes.times import Time, times_in
from chatbot.understanding.words.tokens import STOP

OLDEST = 99
"""The later age of an option that is for everybody above the earlier."""


def fitting(
    reader: FlowReader, tokens: Sequence[str]
) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Yield the patterns found, without those that need a time or an age and have none."""
    times: Sequence[Time] | None = None
    for (question, value), start, end in reader.patterns.hits(tokens):
        mark = question[-1]
        if mark in (LATELY, HOW_LONG):
            times = times_in(tokens) if times is None else times
            belonging = lately if mark == LATELY else for_a_while
            time = belonging(tokens, start, end, times)
            if time is None:
                continue
            if STOP not in tokens[end : time.end]:
                end = max(end, time.end)
        elif mark == BY_AGE and not _is_aged(tokens, *reader.ages[question[:-1], value]):
            continue
        yield (question.rstrip(NEEDS_MORE), value), start, end


def _is_aged(tokens: Sequence[str], youngest: int, oldest: int) -> bool:
    """Whether an age between two is told: one that surely is an age, if there is any.

    Who has had something for 60 years is at least as old.
    """
    every = ages_in(tokens)
    ages = [age for age in every if not age.had]
    sure = [age for age in ages if not age.loose]
    if any(youngest <= age.years <= oldest for age in sure or ages):
        return True
    return oldest == OLDEST and any(age.had and age.years >= youngest - 10 for age in every)
