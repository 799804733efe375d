"""Whom a text is about: who texts, their child, or someone else."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import Reading, read


def who(content: Content, text: str) -> tuple[str, ...] | None:
    flow = content.flows[0]
    found: Reading = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True)
    return found.chosen.get("who")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("im 34 type 1 for 20 yrs live nr york", "adult"),
        ("62 and just been told I'm type 1", "adult"),
        ("T1 since 1979. I'm in Oban", "adult"),
        ("Wheelchair user, T1, 41", "adult"),
        ("Type 1 mum of a baby, Wigan", "adult"),
        ("im type 1 and my husband wants to come too", "adult"),
        ("17 n pregnant n type 1", "young_person"),
        ("my mum doesnt know im texting. im 14 and i have type 1", "young_person"),
        ("year 9, telford, t1d", "young_person"),
        ("am 12 and diabetic can i join", "young_person"),
        ("im a lad of 16, type 1, hyde", "young_person"),
        ("mum of a 7yr old just diagnosed", "parent"),
        ("daughter 7, diagnosed 3 wks ago", "parent"),
        ("8 yr old son, Guildford", "parent"),
        ("Granda tae a wee lad o 7 wi the diabetes", "parent"),
        ("for our 12 year old's type 1", "parent"),
        ("my wife is 62 and newly diagnosed", "someone_else"),
        ("my brother's got t1 hes 9", "someone_else"),
        ("My fella does nights offshore & he's T1", "someone_else"),
        ("DSN here, pt 34F newly dx T1", "someone_else"),
        ("Mother in Barry, she's had type 1 since 1961", "someone_else"),
        ("for my auntie who has type 1", "someone_else"),
    ],
)
def test_who_has_it_is_worked_out(content: Content, text: str, value: str) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    "text",
    ["hello", "is this for type 1", "my old headmaster had it", "kids got hold of the phone",
     "me and my wife are off to hull", "group for type 1 people", "im 15 miles away"],
)  # fmt: skip
def test_nobody_is_guessed(content: Content, text: str) -> None:
    assert who(content, text) is None
