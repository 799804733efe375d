"""Who it is for, as people say it without being tempted: ages, kin, work, a child beside."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.standing import standing_at, texted
from chatbot.messages import Channel
from chatbot.understanding.reading import read
from tests.test_subjects import who

AGES = [
    ("me, under 18, T1", "young_person"),
    ("T1. im under eighteen btw", "young_person"),
    ("my daughters under 18, T1", "parent"),
    ("i am 17 til august", "young_person"),
    ("18 in 2 days, T1", "young_person"),
    ("im 18 in august, T1", "young_person"),
    ("type 1, m 50", "adult"),
    ("im free 7 til 9. T1, 40", "adult"),
    ("10 yo on libre, want to hear from other families", "parent"),
    ("I'm 12, T1 and my mum says other families help", "young_person"),
    ("T1, diagnosed 1984", "adult"),
]
KIN = [
    ("hi wife is type 1, wants help", "someone_else"),
    ("good morning brother is type 1", "someone_else"),
    ("hi mate is this free? T1 40", "adult"),
    ("my fiance has just started on a pump", "someone_else"),
    ("my man is T1", "someone_else"),
    ("my sister is a single mum with type 1, shed need to bring the kids", "someone_else"),
    ("my friend is a dad of 2 with type 1 and hes struggling", "someone_else"),
    ("I'm a mum with type 1", "adult"),
    ("mum t1 boy", "parent"),
    ("my boy hes starting big school", "parent"),
    ("I've a newborn and type 1 and I never get out", "adult"),
    ("I have a toddler with type 1", "parent"),
    ("I have a daughter and she has type 1", "parent"),
]
GROWN = [
    ("work full time so weekends, T1", "adult"),
    ("im 14 and my mum works full time, T1", "young_person"),
    ("evenings because of work", "adult"),
    ("moved here for my first proper job", "adult"),
    ("my brother moved for a new job, he has T1", "someone_else"),
    ("looking for other young adults with type 1", "adult"),
    ("he wants to meet other men. T1 since 1990", "someone_else"),
    ("camera off coz my house is a tip", "adult"),
]


@pytest.mark.parametrize(("text", "value"), [*AGES, *KIN, *GROWN])
def test_who_it_is_for_is_heard_in_plain_words(content: Content, text: str, value: str) -> None:
    assert who(content, text) == (value,)


AT_WHO = [
    ("my 8yo", "parent"),
    ("my 16yr old", "parent"),
    ("im a 15 yo", "young_person"),
    ("my 15 yo sister", "someone_else"),
    ("son 7", "parent"),
    ("girlfriend 23", "someone_else"),
    ("me 15", "young_person"),
    ("me, my kids are fine", "adult"),
    ("me not my daughter", "adult"),
    ("me and my son", "parent"),
    ("me i was told last month, 61", "adult"),
    ("the missus", "someone_else"),
    ("mother in law", "someone_else"),
    ("a pal", "someone_else"),
]


@pytest.mark.parametrize(("text", "value"), AT_WHO)
def test_who_it_is_for_is_heard_when_it_is_asked(content: Content, text: str, value: str) -> None:
    flow = content.flow("find-group")
    found = read(content.readers[flow.name], content.gazetteer, text, flow.question("who"))
    assert found.chosen.get("who") == (value,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("me, my mum said to text", None),
        ("me, my kids are fine", ("adult",)),
        ("me I'm a type 1 mum", ("adult",)),
        ("me im in year 9", ("young_person",)),
    ],
)
def test_nobody_who_speaks_of_a_parent_is_taken_for_a_grown_up(
    content: Content, directory: Directory, text: str, value: tuple[str, ...] | None
) -> None:
    standing = standing_at(content, directory, "who", {"place": ("Leeds",)})
    turn = advance(content, directory, standing, texted(text, Channel.SMS))
    assert turn.conversation.now.answers.get("who") == value
