"""What people text at a step without any art: asked and answered in one breath, lists of noes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.standing import standing_at, texted
from chatbot.messages import Channel

BEFORE = {
    "place": {},
    "who": {"place": ("Leeds",)},
    "meet": {"place": ("Leeds",), "who": ("adult",)},
    "needs": {"place": ("Leeds",), "who": ("adult",), "meet": ("in_person",)},
    "groups": {"place": ("Leeds",), "who": ("adult",), "meet": ("in_person",), "needs": ()},
}


class After(NamedTuple):
    """What a text at a step comes to: new answers, what is ruled out, the next step, the reply."""

    answers: dict[str, set[str]]
    refused: dict[str, set[str]]
    step: str
    reply: str


At = Callable[[str, str], After]


@pytest.fixture
def at(content: Content, directory: Directory) -> At:
    def text_at(step: str, text: str) -> After:
        standing = standing_at(content, directory, step, BEFORE[step])
        turn = advance(content, directory, standing, texted(text, Channel.SMS))
        before, now = standing.now.answers, turn.conversation.now
        new = {name: set(got) for name, got in now.answers.items() if before.get(name) != got}
        refused = {name: set(out) for name, out in now.refused.items()}
        said = turn.reply.text if turn.reply else ""
        return After(new, refused, turn.conversation.step, said)

    return text_at


@pytest.mark.parametrize(
    ("step", "out", "texts"),
    [
        ("meet", {"online"}, [
            "video? no chance", "zoom? nah", "zoom? you must be joking", "online? not keen",
            "video? dinnae think so", "zoom? hate it", "Zoom calls? absolutely not",
            "online. not keen", "zoom... nae chance", "video, not for me",
        ]),
        ("meet", {"phone"}, ["phone? not for me", "phone? no ta", "phone calls? can't stand them"]),
        ("meet", {"in_person"}, [
            "nothing where i have to leave the house", "nothing that means going out",
            "i dont want to go out", "somewhere i dont have to travel", "nowt that means going oot",
            "nothing i have to travel to", "cba going out", "i dont wanna go out", "no travelling",
            "somewhere i dont need to go to", "rather stay in", "something i can do at home",
            "in person? not happening", "face to face? id rather not", "face to face. nae chance",
        ]),
        ("meet", {"chat"}, ["forum? not interested", "chat? nah mate"]),
        ("meet", {"phone", "online", "chat"}, [
            "no phone, zoom or chat", "no zoom, no phone, no chat", "dont want phone, zoom or chat",
            "no telephone, video or forums pls",
        ]),
        ("meet", {"phone", "online"}, [
            "no phone or zoom", "nae phone nae zoom", "no zoom no phone",
        ]),
        ("needs", {"bsl"}, ["bsl? no"]),
        ("needs", {"women_only"}, ["women only? nah", "no women only", "no women only groups"]),
        ("needs", {"hearing_loop", "captions", "bsl"}, [
            "no loop, captions or bsl", "no loop, captions or bsl needed",
        ]),
        ("needs", {"children_welcome", "women_only"}, ["no kids, no women only"]),
    ],
)  # fmt: skip
def test_what_is_refused(at: At, step: str, out: set[str], texts: list[str]) -> None:
    for text in texts:
        after = at(step, text)
        assert (text, after.refused.get(step)) == (text, out)
        assert (text, after.answers.get(step)) == (text, set())


@pytest.mark.parametrize(
    ("step", "chosen", "out", "text"),
    [
        ("meet", {"in_person"}, {"phone"}, "phone? nah. in person? yes"),
        ("meet", {"online"}, {"phone"}, "zoom? fine. phone? no"),
        ("meet", {"phone"}, {"online"}, "zoom? no, phone"),
        ("meet", {"online"}, set(), "zoom? why not"),
        ("meet", {"online"}, set(), "zoom? no problem"),
        ("meet", {"phone"}, set(), "phone. no worries"),
        ("meet", {"in_person"}, set(), "in person. not at night"),
        ("meet", {"in_person"}, set(), "not too far from home"),
        ("meet", {"in_person"}, set(), "close to home"),
        ("meet", {"in_person"}, set(), "in person, dont want to travel far"),
        ("meet", {"in_person"}, {"chat"}, "in person. dont like typing"),
        ("needs", {"quiet"}, set(), "quiet? yes please"),
        ("needs", {"hearing_loop"}, set(), "loop? yes"),
        ("needs", {"bsl"}, set(), "bsl. no thats it"),
        ("needs", {"men_only"}, set(), "no women"),
    ],
)
def test_what_is_wished(at: At, step: str, chosen: set[str], out: set[str], text: str) -> None:
    after = at(step, text)
    assert after.answers.get(step) == chosen
    assert after.refused.get(step, set()) == out


@pytest.mark.parametrize(
    "text",
    ["i dont want to travel far", "i dont want to go out on my own", "i cant go out on tuesdays",
     "i dont like going out in the evenings", "dont want to be stuck in the house",
     "i'm a stay at home mum", "i dont want to travel on the bus", "i dont drive"],
)  # fmt: skip
def test_what_is_hard_at_times_rules_no_meeting_out(at: At, text: str) -> None:
    after = at("meet", text)
    assert "meet" not in after.answers
    assert "meet" not in after.refused


@pytest.mark.parametrize("text", ["zoom? not sure", "phone? maybe", "zoom? no idea"])
def test_who_doubts_a_way_has_chosen_nothing(at: At, text: str) -> None:
    assert at("meet", text)[:2] == ({}, {})


@pytest.mark.parametrize("step", ["meet", "needs", "groups"])
@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("meet", [
            "another go at that meeting up question", "go back to how we meet",
            "redo the meet question", "can i answer that meeting one again", "change how i meet",
            "i got the meeting question wrong", "let me try the meeting one again",
        ]),
        ("place", ["can i redo the first one", "go back to question 1", "ask me where i live again",
                   "another go at the first one", "q1 again"]),
        ("who", ["redo question 2", "redo who its for", "back to who"]),
    ],
)  # fmt: skip
def test_a_question_is_asked_once_more(at: At, step: str, name: str, texts: list[str]) -> None:
    for text in texts:
        after = at(step, text)
        assert (text, after.step, after.answers, after.refused) == (text, name, {}, {})


@pytest.mark.parametrize("text", ["another go", "try again", "ask me that again"])
@pytest.mark.parametrize("step", ["meet", "needs"])
def test_the_open_question_is_asked_once_more(at: At, step: str, text: str) -> None:
    after = at(step, text)
    assert (after.step, after.answers, after.refused) == (step, {}, {})


@pytest.mark.parametrize("text", ["go back to phone", "phone again", "the phone one again"])
def test_an_answer_named_again_is_an_answer(at: At, text: str) -> None:
    assert at("meet", text).answers == {"meet": {"phone"}}


@pytest.mark.parametrize("step", ["who", "meet"])
@pytest.mark.parametrize(
    "text",
    ["whats 1", "what does 3 mean", "wots 3", "explain 2", "i dont understand 3", "dont get 2",
     "not sure what 3 is", "tell me about 2", "what d u mean by 1", "whats the second one",
     "whats the difference between 2 and 3", "3 whats that", "how does 4 work"],
)  # fmt: skip
def test_an_option_asked_about_is_explained_and_not_chosen(at: At, step: str, text: str) -> None:
    after = at(step, text)
    assert (after.step, after.answers, after.refused) == (step, {}, {})
    assert "stands for" in after.reply or "chat or forum people" in after.reply


@pytest.mark.parametrize(
    ("text", "way"),
    [("3 thats the one", "chat"), ("3 please", "chat"),
     ("1?", "in_person"), ("number 2 please", "online"), ("3", "chat")],
)  # fmt: skip
def test_a_number_that_is_not_asked_about_is_chosen(at: At, text: str, way: str) -> None:
    assert at("meet", text).answers["meet"] == {way}


@pytest.mark.parametrize(
    "text",
    ["thats it", "thats all", "that's all thanks", "thats the lot", "nothing else", "nowt else",
     "no thats it", "thats me done", "all done", "just that", "dats it", "thats all i need"],
)  # fmt: skip
def test_who_has_nothing_to_add_needs_nothing(at: At, text: str) -> None:
    after = at("needs", text)
    assert (after.answers, after.refused, after.step) == ({"needs": set()}, {}, "groups")


@pytest.mark.parametrize(
    ("who", "texts"),
    [
        ("young_person", [
            "i turned 12 last week", "im nearly 14", "just had my 15th birthday", "year 9",
            "my 13th birthday was sunday", "coming up 16", "going on 15", "i turned 16 yesterday",
        ]),
        ("adult", ["i turned 18 in january", "just had my 50th birthday", "i turned 60 last week",
                   "going on 70"]),
        ("parent", ["my son turned 12 last week", "my lad's nearly 14"]),
        ("someone_else", ["my carer asked me to text for her", "im texting for my carer",
                          "texting for my neighbour",
                          "my mum asked me to text for her", "on behalf of my dad"]),
    ],
)  # fmt: skip
def test_who_it_is_for(at: At, who: str, texts: list[str]) -> None:
    for text in texts:
        assert (text, at("who", text).answers.get("who")) == (text, {who})
