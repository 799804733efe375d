"""The safety case names a test for each control, and every test it names exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT

CASE = ROOT / "docs" / "safety-case"
LOG = (CASE / "hazard-log.md").read_text(encoding="utf-8")
HAZARDS = dict(re.findall(r"^### (H\d\d) [^\n]+\n(.*?)(?=^### |\Z)", LOG, re.M | re.S))
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_hazards_are_numbered_one_after_the_other() -> None:
    assert list(HAZARDS) == [f"H{number:02}" for number in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 10


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_says_cause_effect_controls_and_what_is_left(hazard: str) -> None:
    lines = HAZARDS[hazard].strip().splitlines()
    said = [line.split(":", 1)[0] for line in lines]
    assert said[:2] == ["* Cause", "* Effect"]
    assert said[-1] == "* Residual risk"
    controls = lines[2:-1]
    assert controls
    for control in controls:
        assert control.startswith("* Control: ")
        assert TEST.search(control.split("Test: ", 1)[-1]), control


@pytest.mark.parametrize("page", sorted(CASE.glob("*.md")), ids=lambda page: page.name)
def test_every_test_that_is_named_exists(page: object) -> None:
    named = TEST.findall((CASE / page.name).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    missing = [(path, name) for path, name in named if name and name not in functions_of(path)]
    assert missing == []


def test_the_pages_link_to_each_other() -> None:
    readme = (CASE / "README.md").read_text(encoding="utf-8")
    for page in CASE.glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in readme
