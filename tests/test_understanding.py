"""How texts are read: answers, several at once, what is ruled out, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatbot.content import Content
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.reading import read
from chatbot.understanding.readings import Reading
from chatbot.understanding.words.spelling import slip_of
from chatbot.understanding.words.tokens import tokenise, words


def reading(content: Content, text: str, question: str = "", *, listed: bool = True) -> Reading:
    flow = content.flows[0]
    return read(
        content.readers[flow.name],
        content.gazetteer,
        text,
        flow.question(question),
        listed=listed,
    )


@pytest.mark.parametrize(
    ("question", "text", "values"),
    [
        ("who", "1", ("adult",)),
        ("who", "3 please", ("parent",)),
        ("who", "the second one", ("young_person",)),
        ("who", "option 4", ("someone_else",)),
        ("who", "1️⃣", ("adult",)),
        ("who", "my slef", ("adult",)),
        ("who", "my duaghter", ("parent",)),
        ("who", "mum of a 7yr old", ("parent",)),
        ("who", "im 15", ("young_person",)),
        ("who", "17", ("young_person",)),
        ("who", "I am 42", ("adult",)),
        ("who", "My wife x", ("someone_else",)),
        ("meet", "2 an 3", ("online", "chat")),
        ("meet", "1,3", ("in_person", "chat")),
        ("meet", "13", ("in_person", "chat")),
        ("meet", "onlien pls", ("online",)),
        ("meet", "face to face", ("in_person",)),
        ("meet", "zoom or phone", ("online", "phone")),
        ("meet", "dont mind", ()),
        ("meet", "the first two", ("in_person", "online")),
        ("meet", "the last 2", ("chat", "phone")),
        ("needs", "wheelchair n bsl", ("step_free", "bsl")),
        ("needs", "none", ()),
        ("needs", "No thanks", ()),
        ("needs", "I can't do stairs", ("step_free",)),
        ("needs", "quiet", ("quiet",)),
        ("needs", "I don’t want to be seen", ("camera_off_ok",)),
        ("needs", "1 and 14", ("step_free", "free")),
    ],
)
def test_an_answer_to_the_open_question(
    content: Content, question: str, text: str, values: tuple[str, ...]
) -> None:
    assert reading(content, text, question).chosen.get(question) == values


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who", "9"),
        ("who", "1 and 2"),
        ("who", "my 2 kids and my wife"),
        ("meet", "I have 2 dogs"),
        ("who", "wibble"),
        ("meet", "99"),
        ("needs", "how are you"),
    ],
)
def test_what_is_no_answer_is_not_made_one(content: Content, question: str, text: str) -> None:
    assert question not in reading(content, text, question).chosen


def test_a_number_means_nothing_where_no_numbers_were_sent(content: Content) -> None:
    assert reading(content, "2", "needs", listed=False).chosen == {}
    assert reading(content, "2", "needs", listed=True).chosen == {"needs": ("bsl",)}


@pytest.mark.parametrize(
    ("text", "chosen", "place"),
    [
        (
            "PEER 48217 mum of a 7yr old just diagnosed, Leeds, evenings, online is best",
            {"who": ("parent",), "about": ("newly_diagnosed",), "when": ("evening",),
             "meet": ("online",)},
            "Leeds",
        ),
        ("im 16 n live in cardiff, zoom", {"who": ("young_person",), "meet": ("online",)},
         "Cardiff"),
        ("wheelchair user, Inverness, in person, weekends", {"needs": ("step_free",),
         "meet": ("in_person",), "when": ("weekend",)}, "Inverness"),
        ("my husband has type 1, we are near York", {"who": ("someone_else",)}, "York"),
        ("pregnant and my pump is new, LS6 2AB", {"about": ("pregnancy", "technology"),
         "who": ("adult",)}, "LS6"),
    ],
)  # fmt: skip
def test_several_answers_in_one_text(
    content: Content, text: str, chosen: dict[str, tuple[str, ...]], place: str
) -> None:
    read = reading(content, text)
    assert read.chosen == chosen
    assert read.place is not None and read.place.place is not None
    assert read.place.place.name == place


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("not online", "meet", ("online",)),
        ("anything but zoom", "meet", ("online",)),
        ("no forums or zoom", "meet", ("chat", "online")),
        ("don't need step free", "needs", ("step_free",)),
        ("stop showing me forums", "meet", ("chat",)),
        ("i cant do evenings", "when", ("evening",)),
    ],
)
def test_what_somebody_rules_out(
    content: Content, text: str, question: str, values: tuple[str, ...]
) -> None:
    read = reading(content, text)
    assert read.refused.get(question) == values
    assert question not in read.chosen


@pytest.mark.parametrize("text", ["not just online", "i dont mind online", "no problem with zoom"])
def test_what_sounds_like_a_no_and_is_none(content: Content, text: str) -> None:
    assert reading(content, text).chosen.get("meet") == ("online",)


@pytest.mark.parametrize(
    "text", ["lone parents", "my phone is broken", "is it free?", "the older one", "happy new year"]
)
def test_everyday_words_are_left_alone_where_nothing_was_asked(content: Content, text: str) -> None:
    read = reading(content, text)
    assert not set(read.chosen) & {"meet", "needs"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("im only 15", "young_person"),
        ("i am nearly 16", "young_person"),
        ("im in year 9", "young_person"),
        ("i am in year 9", "young_person"),
        ("i'm 8 and my mum is helping me", "young_person"),
        ("my niece is 12", "someone_else"),
        ("she is 15", "parent"),
        ("mother, daughter age 7", "parent"),
        ("im 34", "adult"),
    ],
)
def test_an_age_says_who_it_is_for(content: Content, text: str, who: str) -> None:
    assert reading(content, text, "who").chosen["who"] == (who,)


@pytest.mark.parametrize(
    "text", ["im 15 miles away", "in 10 minutes", "my mum died", "i took 12 units"]
)
def test_not_every_number_is_an_age(content: Content, text: str) -> None:
    assert "who" not in reading(content, text).chosen


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("looking for a group in Leeds", "about", None),
        ("Good evening. I am 80", "when", None),
        ("i hate my pump", "about", ("technology",)),
        ("i dont like cameras", "needs", ("camera_off_ok",)),
        ("Leeds, parent, free, welsh", "needs", ("free",)),
        ("Leeds, parent, free, welsh", "language", ("welsh",)),
        ("i am rather deaf and use a hearing aid", "needs", ("hearing_loop",)),
    ],
)
def test_words_mean_what_people_mean_by_them(
    content: Content, text: str, question: str, values: tuple[str, ...] | None
) -> None:
    read = reading(content, text)
    assert read.chosen.get(question) == values
    assert question not in read.refused


@pytest.mark.parametrize("text", ["just give me the list", "stop showing me forums"])
def test_me_inside_a_sentence_is_no_answer(content: Content, text: str) -> None:
    read = reading(content, text, "who")
    assert "who" not in read.chosen
    assert "who" not in read.refused


def test_words_are_read_without_case_accents_and_apostrophes() -> None:
    assert words("DON’T, Café ’til ŵ!") == ["dont", "cafe", "til", "w"]
    assert tokenise("a, b. c") == ["a", ",", "b", ".", "c"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("skpi", "skip"), ("bakc", "back"), ("chnage", "change"), ("lits", "list")]
)
def test_a_slip_in_a_command_is_understood(typed: str, meant: str) -> None:
    assert slip_of(typed, frozenset(("skip", "back", "change", "list", "more"))) == meant


@pytest.mark.parametrize("typed", ["lost", "mode", "pack", "bone", "shop", "ski", "x" * 40, ""])
def test_another_word_is_no_slip(typed: str) -> None:
    assert slip_of(typed, frozenset(("skip", "back", "change", "list", "more", "done"))) == ""


@settings(max_examples=300, deadline=None)
@example("O%0%YO", "who")
@given(st.text(max_size=300), st.sampled_from(("", "place", "who", "meet", "needs", "helpful")))
def test_reading_never_raises_and_is_always_the_same(
    content: Content, text: str, question: str
) -> None:
    assert reading(content, text, question) == reading(content, text, question)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(("1", "2", "3", "online", "face to face", "by phone", "forum", "2 and 3")),
    st.sampled_from(("", "please ", "um ", "oh ", "hmm ")),
    st.sampled_from(("", " please", " pls x", " thanks", " ta", " xx", "!", ".")),
)
def test_politeness_around_an_answer_does_not_change_it(
    content: Content, answer: str, before: str, after: str
) -> None:
    plain = reading(content, answer, "meet").chosen
    assert reading(content, f"{before}{answer}{after}", "meet").chosen == plain


@given(st.lists(st.text(max_size=8), max_size=10), st.integers(1, 14))
def test_numbers_are_read_or_not_and_never_raise(tokens: list[str], count: int) -> None:
    chosen_numbers(tokens, count)
    chosen_numbers(tokens, count, several=True)
