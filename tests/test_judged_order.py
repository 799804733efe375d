"""What must hold of our order on the judged set: nothing broken, nothing silent, nothing unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chatbot.content import Content
from chatbot.eligibility import Search
from chatbot.matching import find
from tests.judging import ORDERS, JudgedSet, Order, score, told
from tests.test_judged_set import broken


@pytest.fixture(scope="module")
def judged(content: Content) -> JudgedSet:
    return JudgedSet.read(content.gazetteer)


def test_no_hard_rule_is_broken_for_anybody(judged: JudgedSet) -> None:
    for person in judged.people:
        for one in find(judged.directory, judged.searches[person.id]).shown:
            rules = broken(person, one.service)
            if person.search["who"] == "someone_else" and "adult" in one.service.audiences:
                rules -= {"who"}  # a friend or partner may ask for an adult
            assert rules == set(), (person.id, one.service.id)


def test_nothing_that_must_not_be_shown_or_does_harm_is_shown(judged: JudgedSet) -> None:
    ours = score(judged, ORDERS["ours"])
    assert (ours.violations, ours.harm) == (0, 0)


def test_no_reply_is_silent_and_no_unknown_must_have_is_unsaid(
    content: Content, judged: JudgedSet
) -> None:
    replies = told(content, judged)
    assert (replies.silent, replies.undisclosed) == ([], [])


@pytest.mark.parametrize("name", [name for name in ORDERS if name != "ours"])
def test_ours_is_far_above_what_others_do(judged: JudgedSet, name: str) -> None:
    ours, other = score(judged, ORDERS["ours"]), score(judged, ORDERS[name])
    assert ours.mean() > other.mean() + 0.2
    assert ours.with_first(2) > other.with_first(2)


@pytest.mark.parametrize("name", ["nearest first", "next meeting soonest"])
def test_the_other_orders_break_must_haves_so_the_gate_can_fail(
    judged: JudgedSet, name: str
) -> None:
    assert score(judged, ORDERS[name]).violations


def test_an_order_that_is_turned_round_scores_less(judged: JudgedSet) -> None:
    def turned(judged: JudgedSet, search: Search) -> list[str]:
        return list(reversed(ORDERS["ours"](judged, search)))

    order: Order = turned
    assert score(judged, order).mean() < score(judged, ORDERS["ours"]).mean() - 0.05


def test_the_tie_break_of_the_week_decides_little(judged: JudgedSet) -> None:
    """Ties are settled by the week: a figure that hung on it would be luck."""
    means = []
    for weeks in range(4):
        later = {
            name: replace(search, today=search.today + timedelta(weeks=weeks))
            for name, search in judged.searches.items()
        }
        means.append(score(replace(judged, searches=later), ORDERS["ours"]).mean())
    assert max(means) - min(means) < 0.05
