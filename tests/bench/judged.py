"""The judged set: how good our three groups are beside three other orders, and what must be 0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from chatbot.content import Content
from tests.bench.figures import Goal, Row, progress
from tests.judged import Seeker
from tests.judging import GOOD, ORDERS, JudgedSet, Score, score, told

WEEKS = 8


def measure(content: Content) -> list[Row]:
    """Return nDCG@3 and the first group of each order, the gates, and ours by kind of person."""
    progress("judged set: four orders, and every whole reply")
    judged = JudgedSet.read(content.gazetteer)
    scores = {name: score(judged, order) for name, order in ORDERS.items()}
    return [
        *_orders(scores),
        _by_week(judged),
        *_gates(content, judged, scores["ours"]),
        *_by_kind(judged, scores),
    ]


def _orders(scores: Mapping[str, Score]) -> Iterator[Row]:
    most = max(each.mean() for name, each in scores.items() if name != "ours")
    for name, each in scores.items():
        goal = Goal(f"more than {most:.3f}", each.mean() > most) if name == "ours" else None
        people = len(each.first)
        yield Row(
            f"judged set, {name}",
            f"nDCG@3 {each.mean():.3f}; first good {each.with_first(GOOD)} of {people}, "
            f"acceptable {each.with_first(1)}; must-have broken {each.violations}, "
            f"harm shown {each.harm}, dead ends {each.dead_ends}",
            goal,
        )


def _by_week(judged: JudgedSet) -> Row:
    """Ties turn about each week, and listings age: what a figure of one week is worth."""
    means = []
    for weeks in range(WEEKS):
        later = {
            name: replace(search, today=search.today + timedelta(weeks=weeks))
            for name, search in judged.searches.items()
        }
        means.append(score(replace(judged, searches=later), ORDERS["ours"]).mean())
    figure = f"nDCG@3 {min(means):.3f} to {max(means):.3f}, mean {sum(means) / WEEKS:.3f}"
    return Row(f"  ours, in each of {WEEKS} weeks", figure)


def _gates(content: Content, judged: JudgedSet, ours: Score) -> Iterator[Row]:
    replies = told(content, judged)
    for what, count in (
        ("must-have violations", ours.violations),
        ("silent replies", len(replies.silent)),
        ("undisclosed unknowns", len(replies.undisclosed)),
        ("groups shown that do harm", ours.harm),
    ):
        yield Row(f"  {what}", str(count), Goal("0", count == 0))


def _by_kind(judged: JudgedSet, scores: Mapping[str, Score]) -> Iterator[Row]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for person in judged.people:
        for kind in _kinds(person):
            kinds[kind].append(person.id)
    for kind, people in sorted(kinds.items()):
        others = (f"{name} {each.mean(people):.2f}" for name, each in scores.items())
        yield Row(f"  {kind}", f"{len(people)} people: {'; '.join(others)}")


def _kinds(person: Seeker) -> Iterator[str]:
    yield f"nation: {person.nation}"
    yield f"area: {person.area}"
    yield from (f"access: {need.replace('_', ' ')}" for need in person.access)
    if not person.access:
        yield "access: no need said"
