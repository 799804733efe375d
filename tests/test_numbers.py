"""Numbers as answers: what chooses with one, what makes it a quantity, places, lists."""

from __future__ import annotations

import pytest

from chatbot.understanding.lists.wholes import says_all, says_none
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.words.tokens import tokenise


def numbers(text: str, count: int = 6) -> tuple[int, ...] | None:
    return chosen_numbers(tokenise(text), count)


def listed(text: str, count: int = 6) -> tuple[int, ...] | None:
    return chosen_numbers(tokenise(text), count, several=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("put me down as a 1", 1),
        ("stick us on 4 pal", 4),
        ("2 would suit me best", 2),
        ("its 6 nan says", 6),
        ("3 obvs bruv", 3),
        ("deffo 2", 2),
        ("it'll be the 5 for me", 5),
        ("my answer's 3", 3),
        ("id say number six for my work", 6),
        ("am leaning towards 3", 3),
        ("just typing 3 cos I cant tap things", 3),
        ("1 again same as last time", 1),
        ("2, I have 3 kids and a dog", 2),
        ("No 5. Thank you. Mrs P Hargreaves", 5),
        ("can you put me down for number 6", 6),
        ("fower hen", 4),
        ("6ix", 6),
        ("number too", 2),
        ("trhee", 3),
        ("333", 3),
        ("2 no wait 3", 3),
        ("fooer. sorry, four", 4),
        ("3 as in three", 3),
        ("not 2, 4", 4),
        ("lets try 2 first", 2),
        ("ooh go on then 4", 4),
        ("my vote goes to number 2", 2),
        ("3 this time round", 3),
        ("5 in the end", 5),
        ("scrap 2, 3", 3),
    ],
)
def test_a_number_chooses_whatever_words_stand_around_it(text: str, number: int) -> None:
    assert numbers(text) == (number,)


@pytest.mark.parametrize(
    "text",
    [
        "my 2 kids are asleep",
        "call me after 3",
        "ive been type 1 for 4 years",
        "the number 2 bus",
        "no. 4 bus is late",
        "we live at number 3",
        "every 2 hours",
        "shes only 5",
        "im 4",
        "up at 5 with the dog",
        "5 of them turned up",
        "there'd be 4 of us coming",
        "my sugar was 3.2 this morning",
        "two good legs",
        "took me 2 goes to send that",
        "what does 3 mean",
        "is 4 the ringing one",
        "is 2 the same as 3",
        "no one told me",
        "one of my legs is bad",
        "to be honest",
        "2 left in the box",
        "1 question, is it free",
        "its number 6 on the door",
        "9 stone 4",
        "waiting on the number 6",
        "pump no 2 has gone",
        "its free for us",
    ],
)
def test_a_quantity_a_time_or_an_age_does_not(text: str) -> None:
    assert numbers(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the one after the first", 2),
        ("the one under the top one", 2),
        ("one down from the top", 2),
        ("one up from the bottom", 5),
        ("the one above the bottom", 5),
        ("one before the last one", 5),
        ("the one between 2 and 4", 3),
        ("last but two", 4),
        ("2 nd", 2),
        ("laast 1 pls", 6),
        ("fird one innit", 3),
        ("top one deffo", 1),
        ("go wi t'third un", 3),
        ("whatever's last on there", 6),
        ("the last yin doon the bottom", 6),
        ("my first choice is 4", 4),
        ("not the first, the second", 2),
    ],
)
def test_places_in_the_list(text: str, number: int) -> None:
    assert numbers(text) == (number,)


@pytest.mark.parametrize(
    "text",
    [
        "first let me ask my wife",
        "we move house on the 3rd",
        "thats the first im hearing of it",
        "at last someone answers",
        "im at the top of the waiting list",
        "the top button broke",
        "first thing tomorrow",
        "its my third hypo this week",
        "seconds later i was on the floor",
        "we got there in the end",
        "that was the final straw",
        "last but not least hello",
        "bottom line is im tired",
        "my mate in hull goes to one",
    ],
)
def test_first_and_last_in_a_sentence_are_no_places(text: str) -> None:
    assert numbers(text) is None


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("i want 2 and also 3 my friend", (2, 3)),
        ("1to4", (1, 2, 3, 4)),
        ("2 through to 5", (2, 3, 4, 5)),
        ("1, 2, no scrap that, 1 and 4", (1, 4)),
        ("1, 2, scrap 2, 1 and 3", (1, 3)),
        ("numbers won and too", (1, 2)),
        ("not 2 but the rest", (1, 3, 4, 5, 6)),
        ("all except 1 and 5", (2, 3, 4, 6)),
        ("first three", (1, 2, 3)),
        ("1 3 and the last one", (1, 3, 6)),
    ],
)
def test_lists_ranges_and_the_rest(text: str, chosen: tuple[int, ...]) -> None:
    assert tuple(sorted(listed(text) or ())) == chosen


def test_alone_a_number_must_be_all_that_is_said() -> None:
    assert chosen_numbers(tokenise("the second one please"), 3, alone=True) == (2,)
    assert chosen_numbers(tokenise("2 and my son is 7"), 3, alone=True) is None


@pytest.mark.parametrize(
    "text",
    ["I don't need any of these", "not a single one", "naw nane ae them", "no special needs here",
     "nothing on that list is any use to me", "ill not be having any of em", "nowt ta",
     "no to every single one of those", "hate all of those", "cant do any of them"],
)  # fmt: skip
def test_none_of_them(text: str) -> None:
    assert says_none(tokenise(text.replace("nowt", "nothing")))


@pytest.mark.parametrize(
    "text",
    ["none of your business", "no one told me about it", "i dont know any of them",
     "i dont mind any of them", "nothing works on this phone", "i keep telling them at church",
     "pump no 2 was faulty an all"],
)  # fmt: skip
def test_a_no_about_something_else_leaves_nothing(text: str) -> None:
    assert not says_none(tokenise(text))


def test_all_of_them() -> None:
    for text in ("literally every day im bored", "bit of everything tbh", "any day suits me",
                 "every one of them please, I'm not fussy"):  # fmt: skip
        assert says_all(tokenise(text), 4), text
    for text in ("everything is going wrong today", "all day ive been trying", "every fortnight",
                 "both my parents have passed away"):  # fmt: skip
        assert not says_all(tokenise(text), 4), text
    assert says_all(tokenise("the pair of them please"), 2)
