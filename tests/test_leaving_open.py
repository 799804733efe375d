"""Any group will do, nothing is needed: questions left open in people's own words."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read

NOTHING_NEEDED = (
    "no I'm ok thank you", "nope all good here", "dont think so no", "no issues", "nothing major",
    "not at the moment", "not yet", "not that i know of", "I cant think of anything",
    "No I have no special needs", "im grand so i am", "no i should be ok", "i'll manage",
    "I can take part in any group", "happy with whatever you've got", "Im ok with everything",
    "easy going me, any group will do", "No, I'm fit and well apart from the diabetes",
    "nothing special just want to meet other type 1s", "No thank you dear, I am quite all right",
    "a regular group", "just the nearest one", "no barriers", "none thank you very much",
    "no trouble with stairs or anything", "everything is fine", "dim byd diolch", "easy either way",
)  # fmt: skip
ANY_WAY = (
    "they all sound good to me", "either or, all good with me", "im flexible", "any way really",
    "anything goes", "i like them all", "a mix of all", "no pref", "depends whats near me",
    "whatevers best", "surprise me", "it doesnt matter",
)  # fmt: skip
NEEDED_ALL_THE_SAME = (
    ("im ok with most things but the noise kills me", ("quiet",)),
    ("fine as long as theres a ramp", ("step_free",)),
    ("happy with anything as long as its free", ("free",)),
    ("any group thats quiet", ("quiet",)),
    ("no its fine just free please", ("free",)),
    ("i dont need anything but bsl", ("bsl",)),
    ("dont need anything apart from a hearing loop", ("hearing_loop",)),
    ("no issues apart from my wheelchair", ("step_free",)),
    ("no needs other than bsl", ("bsl",)),
    ("no smartphone", ("no_smartphone",)),
    ("no loud places", ("quiet",)),
)


def chosen(content: Content, step: str, text: str) -> tuple[str, ...] | None:
    flow = content.flow("find-group")
    question = flow.question(step)
    found = read(content.readers[flow.name], content.gazetteer, text, question)
    assert not found.refused
    return found.chosen.get(step)


@pytest.mark.parametrize("text", NOTHING_NEEDED)
def test_nothing_is_needed(content: Content, text: str) -> None:
    assert chosen(content, "needs", text) == ()


@pytest.mark.parametrize("text", ANY_WAY)
def test_any_way_to_meet_will_do(content: Content, text: str) -> None:
    assert chosen(content, "meet", text) == ()


@pytest.mark.parametrize(("text", "needs"), NEEDED_ALL_THE_SAME)
def test_what_is_asked_for_beside_it_counts(
    content: Content, text: str, needs: tuple[str, ...]
) -> None:
    assert chosen(content, "needs", text) == needs


@pytest.mark.parametrize(
    "text",
    [
        "can manage anything except those",
        "no problem hearing but cant see",
        "fine with most things but spiders",
    ],
)
def test_what_follows_a_but_and_is_not_understood_is_not_nothing(
    content: Content, text: str
) -> None:
    assert chosen(content, "needs", text) is None


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("nothing other than zoom", ("online",)),
        ("i cant do anything except phone", ("phone",)),
        ("dont do anything except phone", ("phone",)),
    ],
)
def test_after_nothing_the_exception_is_what_is_meant(
    content: Content, text: str, ways: tuple[str, ...]
) -> None:
    assert chosen(content, "meet", text) == ways


@pytest.mark.parametrize(
    "text", ["not fussed anything but zoom", "dont mind, anything except zoom", "anything bar zoom"]
)
def test_after_anything_the_exception_is_ruled_out(content: Content, text: str) -> None:
    flow = content.flow("find-group")
    found = read(content.readers[flow.name], content.gazetteer, text, flow.question("meet"))
    assert "online" not in found.chosen.get("meet", ())
    assert found.refused == {"meet": ("online",)} or len(found.chosen["meet"]) == 3


def test_a_child_who_would_like_others_of_their_age_asks_for_no_group_of_men(
    content: Content,
) -> None:
    flow = content.flow("find-group")
    text = "my stepson is 14 and would like to chat to other lads online"
    found = read(content.readers[flow.name], content.gazetteer, text, flow.question("place"))
    assert "needs" not in found.chosen
    assert found.chosen["meet"] == ("online",)


def test_a_word_of_no_option_chooses_none(content: Content) -> None:
    assert chosen(content, "meet", "him really") is None
