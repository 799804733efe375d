"""What is in somebody's way is a need, however they say it, and never a refusal."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read

IN_THE_WAY = {
    "step_free": (
        "steps no good", "stairs no good to me", "i hate stairs", "not keen on steps", "stairs",
        "cant be doing with steps, me knees", "cannae be doing wi stairs", "steps are a nightmare",
        "id rather not do stairs", "STEPS ARE NO USE TO ME", "not stairs please", "hills no good",
    ),
    "quiet": ("crowds no good", "cant do crowds", "hate crowds", "dont like noise"),
    "camera_off_ok": ("cameras no good", "dont like the camera", "no cameras"),
    "free": ("paying is no good", "no fees"),
    "easy_read": ("long words no good", "hate long words"),
}  # fmt: skip
NO_TROUBLE = (
    "stairs are fine", "im ok with stairs", "i dont mind stairs", "stairs no problem", "steps ok",
    "no issue with stairs", "i can manage stairs", "crowds are fine", "camera is fine",
    "not bothered by the noise", "stairs dont bother me", "good with crowds",
)  # fmt: skip
TOLD_OF = (
    ("meet", "my phone is playing up"),
    ("meet", "my phone is on 3 percent"),
    ("meet", "i use a screen reader"),
    ("needs", "small world eh i met my cousin at the airport"),
)


def answered(content: Content, text: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a text chooses and rules out while the question is open."""
    flow = content.flow("find-group")
    reading = read(content.readers[flow.name], content.gazetteer, text, flow.question(name))
    return reading.chosen.get(name, ()), reading.refused.get(name, ())


@pytest.mark.parametrize(
    ("value", "text"), [(value, text) for value, texts in IN_THE_WAY.items() for text in texts]
)
def test_what_is_in_the_way_asks_for_what_does_without(
    content: Content, value: str, text: str
) -> None:
    assert answered(content, text, "needs") == ((value,), ())


@pytest.mark.parametrize("text", NO_TROUBLE)
def test_what_is_no_trouble_asks_for_nothing(content: Content, text: str) -> None:
    assert answered(content, text, "needs") == ((), ())


@pytest.mark.parametrize("text", ["i hate stairs", "stairs no good to me", "not keen on steps"])
def test_it_counts_in_a_first_text_too(content: Content, text: str) -> None:
    reader = content.readers["find-group"]
    reading = read(reader, content.gazetteer, f"Leeds, adult, {text}", None, fresh=True)
    assert reading.chosen["needs"] == ("step_free",)


@pytest.mark.parametrize(("name", "text"), TOLD_OF)
def test_a_longer_wording_decides_over_a_word_in_it(content: Content, name: str, text: str) -> None:
    assert answered(content, text, name) == ((), ())


DOUBLY_DENIED = {
    "captions": ("no captions no good", "cant follow without subtitles"),
    "children_welcome": ("cant come without my kids", "not without my baby"),
    "step_free": ("no lift no good",),
    "hearing_loop": ("hearing aid no good without loop",),
    "bsl": ("no interpreter no good",),
}


@pytest.mark.parametrize(
    ("value", "text"), [(value, text) for value, texts in DOUBLY_DENIED.items() for text in texts]
)
def test_what_must_not_be_missing_is_a_need(content: Content, value: str, text: str) -> None:
    assert answered(content, text, "needs") == ((value,), ())


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("who", "not me my son", "parent"), ("meet", "cant do without seeing people", "in_person")],
)
def test_a_not_that_is_taken_up_again(content: Content, name: str, text: str, value: str) -> None:
    assert answered(content, text, name)[0] == (value,)


@pytest.mark.parametrize(("text", "value"), [("no men", "women_only"), ("no women", "men_only")])
def test_a_longer_wording_counts_over_a_refusal(content: Content, text: str, value: str) -> None:
    assert answered(content, text, "needs") == ((value,), ())


@pytest.mark.parametrize("text", ["no wheelchair", "not bsl", "dont need captions"])
def test_what_is_not_needed_is_left_out(content: Content, text: str) -> None:
    chosen, refused = answered(content, text, "needs")
    assert not chosen and refused


@pytest.mark.parametrize(
    ("text", "way", "need"),
    [
        ("not in person i get anxious", "in_person", "quiet"),
        ("no zoom im shy", "online", "quiet"),
        ("not in person im too nervous in groups", "in_person", "quiet"),
        ("not face to face got kids with me", "in_person", "children_welcome"),
        ("not phone my english is bad", "phone", "language"),
        ("cant do in person cant climb stairs", "in_person", "step_free"),
    ],
)
def test_a_need_that_is_the_reason_for_a_refusal_is_a_need(
    content: Content, text: str, way: str, need: str
) -> None:
    flow = content.flow("find-group")
    reading = read(content.readers[flow.name], content.gazetteer, text, flow.question("meet"))
    assert reading.chosen.get("needs") == (need,)
    assert reading.refused == {"meet": (way,)}
