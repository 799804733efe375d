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
        ("for my auntie who has type 1", "someone_else"),
        ("its for my cousin not me. 27. she has type 1", "someone_else"),
        ("hi its for one of my residents", "someone_else"),
        ("Support worker here. The guy I support is Deaf, type 1", "someone_else"),
        ("Husband diagnosed yesterday. 48 years old", "someone_else"),
        ("My brother is T1, he's 29. I'm his big sister", "someone_else"),
        ("need it for our Ellie (14) not me", "parent"),
        ("My 14 yr old is autistic and T1", "parent"),
        ("Dad here. Boy of 8. Hull", "parent"),
        ("my sun is 6 he as type 1", "parent"),
        ("t1 nurse here", "adult"),
        ("Prison officer, T1", "adult"),
        ("second year at uni, T1, other students?", "adult"),
        ("31 and pregnant, on the omnipod", "adult"),
        ("im on me own wi 2 lads under 6 an i got t1", "adult"),
        ("Da of two, type 1 myself", "adult"),
        ("nan here, had t1 since 1974", "adult"),
        ("im only 15", "young_person"),
        ("boy 15 here, type 1", "young_person"),
        ("18 next week so still 17 now. T1", "young_person"),
        ("u got anythin for a 12 year old. thats me", "young_person"),
    ],
)
def test_who_has_it_is_worked_out(content: Content, text: str, value: str) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    "text",
    ["hello", "is this for type 1", "got your number off the nurse", "other mums with type 1",
     "my doctor told me to text", "kids got hold of the phone asdfgh", "im 15 minutes from hull",
     "I'm T1 and so is my daughter", "groups for people in their twenties",
     "my old headmaster had it", "kids got hold of the phone",
     "me and my wife are off to hull", "group for type 1 people", "im 15 miles away"],
)  # fmt: skip
def test_nobody_is_guessed(content: Content, text: str) -> None:
    assert who(content, text) is None
