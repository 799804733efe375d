"""What somebody needs and what they rule out, and what they live with and must not be told."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from tests.test_denying import answers


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("i cant hear a thing without the loop", ("hearing_loop",)),
        ("stairs no good for me", ("step_free",)),
        ("my hearing is awful", ("hearing_loop",)),
        ("dont need step free", ()),
        ("dont need it to be just fellas", ()),
        ("not deaf, not in a wheelchair", ()),
        ("i dont want to be on cam", ("camera_off_ok",)),
        ("no smartphone no wifi no car no money", ("no_smartphone", "free")),
    ],
)
def test_needs(content: Content, text: str, chosen: tuple[str, ...]) -> None:
    assert answers(content, text, "needs")[0] == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("i hate my pump", ("technology",)),
        ("i dont understand my pump", ("technology",)),
        ("cant get on with the libre", ("technology",)),
        ("not a lot of blokes talking about pumps", ()),
        ("i hate the gym", ()),
        ("not pregnant", ()),
        ("not a student", ()),
    ],
)
def test_what_somebody_lives_with(content: Content, text: str, chosen: tuple[str, ...]) -> None:
    assert answers(content, text, "about")[0] == chosen


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        # somebody it is not for
        ("im 40 with type 1. my mums in a wheelchair. zoom", ()),
        ("im 40 with type 1. my brother has a learning disability", ()),
        ("its for my mum, type 1. my mums in a wheelchair", ("step_free",)),
        ("im type 1 and in a wheelchair", ("step_free",)),
        # a building of theirs, and what is all the same to them
        ("i have type 1. our church hall has a ramp, a loop and chairs", ()),
        ("i have type 1. your hall must have a ramp", ("step_free",)),
        ("not fussed if its free", ()),
        ("it must be free", ("free",)),
        # a "not" before what stands in the way
        ("i cant manage hills or steps", ("step_free",)),
        ("shell not go in anywhere with more than 5 people in it", ("quiet",)),
        ("dont need step free", ()),
        # a night out is not ruled out
        ("ladies night out", ("women_only",)),
    ],
)
def test_a_need_counts_for_whom_it_is_for(
    content: Content, text: str, needs: tuple[str, ...]
) -> None:
    assert answers(content, text, "needs")[0] == needs
