"""One closed list: numbers, the options' own words, parts of them, and how they are spelt."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.flow import Kind, Option, Question
from chatbot.understanding.lists.choosing import Choice, choose, chooser_of

WAYS = ("In person", "Online", "By phone", "Online forum")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AGES = ("Under 18", "18 to 25", "26 to 40", "41 to 60", "Over 60")
MONTHS = ("March", "April", "May", "June")
TOPICS = ("Hypos", "Carb counting", "Insulin pumps", "Exercise", "Psychologist")


def chose(content: Content, text: str, labels: tuple[str, ...], kind: Kind = Kind.CHOICE) -> Choice:
    options = tuple(Option(label, label, label) for label in labels)
    question = Question("q", kind, "Q", options=options)
    return choose(chooser_of(question, content.language), text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2", "Online"),
        ("2️⃣", "Online"),
        ("2 please thanks x", "Online"),
        ("no 2 pls", "Online"),
        ("option three", "By phone"),
        ("number too", "Online"),
        ("the second one", "Online"),
        ("2nd 1", "Online"),
        ("last one", "Online forum"),
        ("second from bottom", "By phone"),
        ("frist", "In person"),
        ("sorry i meant 3 not 2", "By phone"),
        ("ive got to say number three", "By phone"),
        ("gan on then, 2", "Online"),
        ("the phone one", "By phone"),
        ("phone pls", "By phone"),
        ("onlien", "Online"),
        ("in persn", "In person"),
        ("fone", "By phone"),
        ("by foan", "By phone"),
        ("online no wait by phone", "By phone"),
        ("on line", "Online"),
        ("phone, i cant read small writing", "By phone"),
        ("was gonna say online but nah, by phone", "By phone"),
        ("what is a forum? online please", "Online"),
        ("forum cos in person is too far", "Online forum"),
    ],
)
def test_one_option_is_chosen(content: Content, text: str, label: str) -> None:
    assert chose(content, text, WAYS).values == (label,)


@pytest.mark.parametrize(
    "text",
    [
        "my 2 kids",
        "after 6",
        "first time ive done this",
        "at last",
        "9",
        "1 or 2",
        "in person or by phone",
        "not online",
        "what is the second one like",
        "wibble",
        "im on the bus",
        "we had a lovely time at the seaside on sunday thank you",
        "the lone ranger rode off into the hills again last night",
    ],
)
def test_what_is_no_choice_is_asked_again(content: Content, text: str) -> None:
    assert chose(content, text, WAYS).values is None


def test_two_numbers_where_one_is_needed_are_told_apart(content: Content) -> None:
    assert chose(content, "1 and 2", WAYS).several
    assert chose(content, "9", WAYS).numbers == (9,)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("sikolijist", "Psychologist"),
        ("exersize", "Exercise"),
        ("hipos", "Hypos"),
        ("karb cownting", "Carb counting"),
        ("exercize", "Exercise"),
        ("insalin pumps", "Insulin pumps"),
    ],
)
def test_spellings_by_ear(content: Content, typed: str, label: str) -> None:
    assert chose(content, typed, TOPICS).values == (label,)


def test_a_near_miss_is_asked_and_not_taken(content: Content) -> None:
    near = chose(content, "exerted", TOPICS)
    assert near.values is None
    assert near.guess == "Exercise"
    assert any("asked back" in why for why in near.why)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1 and 3", "Monday Wednesday"),
        ("1,3", "Monday Wednesday"),
        ("13", "Monday Wednesday"),
        ("2-4", "Tuesday Wednesday Thursday"),
        ("mon wed fri", "Monday Wednesday Friday"),
        ("tuesdays n thursdays", "Tuesday Thursday"),
        ("sat", "Saturday"),
        ("the first two", "Monday Tuesday"),
        ("last 2", "Saturday Sunday"),
        ("everything except 2", "Monday Wednesday Thursday Friday Saturday Sunday"),
        ("any day bar sunday", "Monday Tuesday Wednesday Thursday Friday Saturday"),
        ("all but the last", "Monday Tuesday Wednesday Thursday Friday Saturday"),
        ("1 and friday", "Monday Friday"),
        ("all of them", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        ("none of them", ""),
        ("nothing on that list thanks", ""),
        ("mundy, fryday", "Monday Friday"),
        ("not monday but tuesday", "Tuesday"),
        ("1 and the sunday one", "Monday Sunday"),
        ("weekends hen", "Saturday Sunday"),
        ("weekdays but not friday", "Monday Tuesday Wednesday Thursday"),
        ("not monday, the others are ok", "Tuesday Wednesday Thursday Friday Saturday Sunday"),
        ("tue-fri", "Tuesday Wednesday Thursday Friday"),
        ("Monday I can. Tuesday no. Friday I can.", "Monday Friday"),
        ("monday, tuesday, no scrap that, monday and friday", "Monday Friday"),
        ("can i do monday, also 7", "Monday Sunday"),
    ],
)
def test_several_are_chosen(content: Content, text: str, labels: str) -> None:
    found = chose(content, text, DAYS, Kind.MANY)
    assert found.values is not None
    assert sorted(found.values, key=DAYS.index) == labels.split()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("im 34", "26 to 40"),
        ("seventy nine", "Over 60"),
        ("im only 15", "Under 18"),
        ("under 18", "Under 18"),
        ("nearly 26", "18 to 25"),
        ("in my fifties", "41 to 60"),
        ("18-25", "18 to 25"),
        ("3", "26 to 40"),
        ("eighty one god help me", "Over 60"),
    ],
)
def test_an_age_is_its_band_and_a_number_of_the_menu_its_number(
    content: Content, text: str, label: str
) -> None:
    assert chose(content, text, AGES).values == (label,)


def test_a_distance_is_its_band(content: Content) -> None:
    miles = ("Up to 5 miles", "Up to 10 miles", "Any distance")
    assert chose(content, "10 miles max", miles).values == ("Up to 10 miles",)
    assert chose(content, "about 3 miles", miles).values == ("Up to 5 miles",)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("fursdee", "Thursday"),
        ("chewsdi", "Tuesday"),
        ("toosday", "Tuesday"),
    ],
)
def test_days_as_they_sound(content: Content, text: str, labels: str) -> None:
    assert chose(content, text, DAYS).values == (labels,)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("I may be a bit late replying", MONTHS),
        ("may I ask who you are", MONTHS),
        ("i wed my Harold in 1974", DAYS),
        ("my sugar was 3 this morning", ("Mornings", "Evenings", "Nights")),
        ("the bus is every 2 hours here", ("Bus", "Train", "Car")),
        ("give me 5 mins am driving", ("Me", "My child", "A friend")),
        ("hiya its Sandra", ("Mum", "Dad", "Husband", "Wife")),
        ("hi its Ravinder", ("Bus", "Train", "Car")),
        ("the train was packed so im late", ("Bus", "Train", "Car")),
        ("my friend rang the hospital and no answer", ("Library", "Hospital", "Cafe")),
        ("Good morning, this is Kenneth from Ludlow.", ("Coffee morning", "Walking group")),
    ],
)
def test_an_ordinary_sentence_with_the_word_of_an_option_is_no_answer(
    content: Content, text: str, labels: tuple[str, ...]
) -> None:
    assert chose(content, text, labels).values is None


@pytest.mark.parametrize(
    ("text", "labels", "chosen"),
    [
        ("step free", ("Step-free access", "Free of charge"), "Step-free access"),
        ("i like to cook, i like to walk", ("Walking", "Cooking", "Singing"), "Walking Cooking"),
        ("a dog, two cats and a budgie", ("Dog", "Cat", "Budgie", "Fish"), "Dog Cat Budgie"),
        ("no apps, a letter is ok", ("App", "Letter", "Video"), "Letter"),
        ("not weekends", ("Weekdays", "Weekends"), "Weekdays"),
        ("footy and baking", ("Football", "Baking", "Yoga"), "Football Baking"),
    ],
)
def test_words_in_part_and_what_is_left_out(
    content: Content, text: str, labels: tuple[str, ...], chosen: str
) -> None:
    found = chose(content, text, labels, Kind.MANY).values or ()
    assert " ".join(found) == chosen


def test_what_somebody_cannot_do_is_what_they_need(content: Content) -> None:
    needs = (Option("ramp", "Ramp", "Ramp", ("no stairs",)), Option("loop", "Loop", "Loop"))
    question = Question("q", Kind.MANY, "Q", options=needs)
    found = choose(chooser_of(question, content.language), "i cannot manage stairs")
    assert found.values == ("ramp",)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", "yes"), ("2 please", "no"), ("option 1", "yes"), ("the second one", "no"),
     ("1st", "yes"), ("no 2", "no"), ("sounds good 2 me", "yes"), ("me too", "yes"),
     ("typ 1", None),
     ("thats the first im hearing of it", None), ("2 mins", None), ("my 2 kids", None),
     ("no. 42 bus is late again", None), ("number 1 in the charts", None)],
)  # fmt: skip
def test_a_number_answers_yes_or_no_only_when_nothing_else_is_said(
    content: Content, text: str, value: str | None
) -> None:
    options = (Option("yes", "Yes", "Yes"), Option("no", "No", "No"))
    question = Question("q", Kind.YES_NO, "Q", options=options)
    found = choose(chooser_of(question, content.language), text)
    assert found.values == ((value,) if value else None)
