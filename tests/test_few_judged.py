"""Judging few of many groups finds the same as judging all: on directories of some size."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.matching import Plainly, choose, find_quickly, prepare
from tests.bench.matching import NATIONS, made_up_group, made_up_search


@pytest.mark.parametrize("seed", range(4))
def test_few_judged_find_the_same_as_all_judged(content: Content, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    pins = [one for one in content.gazetteer.pins if one.nation in NATIONS]
    spots = chance.sample(pins, 40)
    directory = Directory(tuple(made_up_group(n, chance, spots) for n in range(400)))
    prepare(directory)
    steps: Counter[str] = Counter()
    for _ in range(60):
        search, seen = made_up_search(chance, spots), list[str]()
        for _ in range(3):
            plainly = choose(Plainly.of(directory, search, seen), search, first_page=not seen)
            assert find_quickly(directory, search, seen) == plainly
            seen += [one.service.id for one in plainly.shown]
            steps.update(step for one in plainly.shown for step in (one.tier, *one.given_up))
    assert {"A", "B", "C", "when", "about", "twice", "region"} <= set(steps)
