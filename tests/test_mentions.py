"""Of the options that a text names, those count whose clause answers."""

from __future__ import annotations

import pytest

from chatbot.flow import Kind, Option, Question
from chatbot.understanding.lists.choosing import choose, chooser_of


def chosen(content, options: str, text: str, kind: Kind = Kind.CHOICE):
    labels = options.split("|")
    question = Question("q", kind, "Q", options=tuple(Option(each, each, each) for each in labels))
    return choose(chooser_of(question, content.language), text).values


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        ("Pen|Pump|Syringe", "had syringes as a bairn but ive been on the pump since may", "Pump"),
        ("Man|Woman|Either", "nothing against women but id be easier with another man", "Man"),
        ("Tea|Coffee|Water", "my mate always has coffee but ill take a water please", "Water"),
        ("Daily|Weekly|Monthly", "monthly is too long to wait, id go for weekly myself", "Weekly"),
        ("Zoo|Seaside|Castle", "zoos are cruel so i vote for the seaside", "Seaside"),
        ("Bus|Taxi|Car", "used to drive a car til me eyes went so its taxis now", "Taxi"),
    ],
)
def test_the_clause_that_answers_counts(content, options: str, text: str, value: str) -> None:
    assert chosen(content, options, text) == (value,)


@pytest.mark.parametrize(
    ("options", "text", "values"),
    [
        ("Food|Stress|Pumps", "sorted for pumps ta but id take anything on food", ("Food",)),
        ("Lunch|Snacks", "put me down for snacks, lunch i can manage meself", ("Snacks",)),
    ],
)
def test_what_is_only_told_of_is_left_out_of_several(
    content, options: str, text: str, values: tuple[str, ...]
) -> None:
    assert chosen(content, options, text, Kind.MANY) == values


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("Spring|Summer", "the spring in our mattress has gone and it pings when he rolls over"),
        ("GP|Poster", "there was a poster in the chippy window about a lost tortoise"),
        ("Zoo|Farm", "that film about the farm with the talking pig made me cry"),
        ("Under 18|Over 60", "paid over 60 quid for one pair of school shoes"),
    ],
)
def test_an_everyday_word_of_a_story_is_no_answer(content, options: str, text: str) -> None:
    assert chosen(content, options, text) is None


def test_what_only_leads_up_to_a_number_is_no_choice(content) -> None:
    text = "ooh toss up between 1 and 4 but go on then 4"
    assert chosen(content, "Quiz|Film|Crafts|Singing", text) == ("Singing",)
