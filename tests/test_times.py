"""When something happened, and which time belongs to what was said."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read
from chatbot.understanding.wishes.dating import for_a_while, lately
from chatbot.understanding.wishes.times import When, times_in
from chatbot.understanding.words.tokens import tokenise

LATELY = [
    "5 wk ago", "5wk ago", "6 weeks back", "a fortnight since", "fortnight ago", "a week ago",
    "two and a half weeks ago", "2 or 3 weeks ago", "a couple of months ago", "few weeks ago",
    "half a dozen weeks ago", "eleven months ago", "last week", "last weekend", "this month",
    "yesterday", "this morning", "the other day", "on friday", "since tuesday", "friday night",
    "last thursday", "a week last wednesday", "on the 9th", "the 3rd of this month", "14th march",
    "in march there", "at easter", "over the bank holiday", "at half term", "last christmas",
    "all in 4 weeks", "before two week", "in the last fortnight",
]  # fmt: skip
LONG_AGO = [
    "30 years ago", "years ago", "donkeys years ago", "since 1968", "in 1985", "in 94", "last year",
    "in march 1994", "easter 1999", "may last year", "in the spring of last year", "30 yrs",
    "two years", "when i was nine", "when she was a baby", "as a child", "since a kid",
    "in the eighties", "xmas 2 yr back", "thirty four years", "all my life", "14 months ago",
]  # fmt: skip
NO_TIMES = [
    "12 weeks pregnant", "pregnant 12 weeks", "20 weeks gone", "3 weeks old", "at 6 weeks",
    "5 jabs a day", "two weeks off", "on a sunday night", "every friday", "my sun is 6",
    "sat in the car", "may i join", "she will march in", "my other half", "second time",
    "in 3 miles", "a week left",
]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "said"),
    [
        *((When.LATELY, said) for said in LATELY),
        *((When.LONG_AGO, said) for said in LONG_AGO),
        *((When.WHILE, said) for said in ("3 weeks", "2 months", "for a week", "6mths", "10 days")),
        *((None, said) for said in NO_TIMES),
    ],
)
def test_a_time_is_not_long_ago_or_long_ago_or_a_short_while(when: When | None, said: str) -> None:
    found = times_in(tokenise(said))
    assert found[0].when is when if when and found else not found and not when


@pytest.mark.parametrize(
    ("belongs", "said"),
    [
        (True, "she was told last week"),
        (True, "last week she was told"),
        (True, "told at 40 same as my uncle, 6 weeks ago now"),
        (True, "she was told. Last friday it was"),
        (True, "last friday. told she has it"),
        (True, "since we were told, which was on the 3rd of this month"),
        (True, "told with a bag of pens and needles on friday"),
        (False, "told in 1985 and moved here last week"),
        (False, "told years ago, last week i fell"),
        (False, "she was told and we moved last week"),
        (False, "she was told. we moved house last week"),
        (False, "she was told but got a new job on monday"),
        (False, "she was told"),
    ],
)
def test_a_time_belongs_to_what_is_said_in_its_clause_or_beside_it(
    belongs: bool, said: str
) -> None:
    tokens = tokenise(said)
    at = tokens.index("told")
    assert (lately(tokens, at, at + 1, times_in(tokens)) is not None) is belongs


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (True, "insulin for 3 weeks"), (True, "insulin 10 days"), (True, "3 weeks of insulin"),
        (True, "on insulin since tuesday"), (True, "insulin tuesday"),
        (False, "insulin for 30 years"), (False, "insulin makes me fat. 3 weeks"),
        (False, "insulin and a holiday for 3 weeks"),
    ],
)  # fmt: skip
def test_a_short_while_stands_right_beside_what_has_lasted_so_long(beside: bool, said: str) -> None:
    tokens = tokenise(said)
    at = tokens.index("insulin")
    assert (for_a_while(tokens, at, at + 1, times_in(tokens)) is not None) is beside


@pytest.mark.parametrize(
    ("about", "texts"),
    [
        ("newly_diagnosed", [
            "my daughter in law was told 5 wk ago shes got it, type 1",
            "other half came home from the Royal last week with a carrier bag of pens and needles",
            "my partner was rushed in last weekend and came out a diabetic",
            "Telt last Thursday. Still cannae believe it", "one diagnosed sat",
            "Redundancy Monday, insulin Tuesday", "got it at 40, 6 weeks ago now, type 1",
            "son is 2, only came out of the ward on friday, were in bits",
            "bought a house got married got diabetes all in 4 weeks",
            "Was diagnosed a month ago", "had it 2 months, t1", "type 1 they said this week",
            "my results came back on the 22nd of last month, type 1",
            "ended up in resus a week last wednesday, apparently im diabetic",
            "it will be a year in june since i was told", "three weeks on insulin",
            "i have this illness since 4 months only, type 1",
        ]),
        ("", [
            "diagnosed in 1984, broke my hip last month", "type 1, i moved here last week",
            "type 1 30 years, lost my job last month", "diagnosed at 7 and im 50 now",
            "told in 2001 that i had it", "T1, my nurse told me about this group last week",
            "T1. my mum died in april", "hes 11, type 1, 5 jabs a day",
            "got type 1 in the spring of last year", "T1 22 years, changed my insulin last week",
        ]),
        ("technology", ["T1 since 1979 and got a libre last month"]),
        ("young_adults", [
            "im 22 and aint met 1 other person with type 1 my age",
            "im 24. folk who arent all drawing their pension", "im 20, i dont want my mums mates",
            "T1, 19, others about my age. my gran would kill me",
            "no offense but every group is old people. im 21, one for people my age",
        ]),
        ("older", [
            "im 81 and want somebody who is no spring chicken", "people who remember rationing",
            "T1, 63. dont want to be with a load of young ones", "77 yrs young, folk my own age",
            "insulin for 60 years. a group of people her own age", "ladies in their own retirement",
            "my wife has had type 1 since 1968, people of her own generation",
            "nobody under sixty please, im 74",
        ]),
    ],
)  # fmt: skip
def test_news_and_ages_are_understood(content: Content, about: str, texts: list[str]) -> None:
    reader = content.readers[content.flows[0].name]
    expected = (about,) if about else ()
    heard = {
        text: read(reader, content.gazetteer, text, None, fresh=True).chosen.get("about", ())
        for text in texts
    }
    assert {text: got for text, got in heard.items() if got != expected} == {}
