"""The page of faults names a test for each fault, and all that it names exists."""

from __future__ import annotations

import re

from tests import test_all_at_once, test_exactly_once
from tests.conftest import ROOT
from tests.soak.plants import PLANTS
from tests.test_safety_case import TEST, functions_of

PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE, re.M)
NOT_OURS = ("14", "15", "16", "17")
"""The service sends nothing later."""


def test_every_fault_has_a_test_or_does_not_apply() -> None:
    assert [number for number, _ in ROWS] == [str(number) for number in range(1, 23)]
    for number, row in ROWS:
        if number in NOT_OURS:
            assert "does not apply" in row
        else:
            *_, shown, caught = [cell.strip() for cell in row.split("|")]
            assert TEST.search(shown), number
            assert caught, number


def test_every_test_that_is_named_exists() -> None:
    named = TEST.findall(PAGE)
    assert len(named) > 40
    assert [path for path, _ in named if not (ROOT / path).exists()] == []
    missing = [(path, name) for path, name in named if name and name not in functions_of(path)]
    assert missing == []


def test_every_planted_fault_that_is_named_exists_and_the_other_way_round() -> None:
    soaked = set(re.findall(r"\(([a-z]+(?:-[a-z]+)?)\)", PAGE))
    assert soaked == PLANTS.keys()
    ours = {plant.__name__ for plant in (*test_exactly_once.PLANTS, *test_exactly_once.STORIES)}
    named = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert ours <= named
    assert all(hasattr(test_all_at_once, name) for name in named - ours)
