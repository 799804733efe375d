"""What rules a way to meet out while its question is open: what bars it, what is said of it."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.flow import Question
from chatbot.understanding.changes.telling import what_is_told
from chatbot.understanding.reading import read
from chatbot.understanding.readings import Reading


def _at_meet(content: Content, text: str) -> Reading:
    told, reader = what_is_told(text), content.readers["find-group"]
    return read(reader, content.gazetteer, text, _question(content, "meet"), told=told)


def _question(content: Content, name: str) -> Question | None:
    (flow,) = (flow for flow in content.flows if flow.name == "find-group")
    return flow.question(name)


@pytest.mark.parametrize(
    ("out", "texts"),
    [
        ({"in_person"}, [
            "I'm housebound", "bed bound most days", "cant get out", "cannae get oot the hoose",
            "carer for my mum 24/7 so cant leave the house", "I'm stuck indoors", "Im shielding",
            "too ill to go anywhere", "my hips wont do the church hall",
        ]),
        ({"online", "chat"}, [
            "i havent got internet", "No internet here", "havent got broadband", "I'm not online",
            "not on the computer",
        ]),
        ({"online"}, [
            "zoom is hell", "zoom is dead to me", "sick to death of zoom",
            "video calls make me cringe", "screens give me migraines",
        ]),
        ({"phone"}, [
            "phones terrify me", "too deaf for the phone", "not 4", "the phone is a nightmare",
            "hearing aids whistle on the phone so not that",
        ]),
        ({"chat"}, ["typing is murder with my arthritis", "cant type for toffee", "typing hurts"]),
        ({"online", "phone"}, ["no calls of any kind, phone or video"]),
        ({"in_person", "phone"}, ["not 1 or 4"]),
    ],
)  # fmt: skip
def test_what_rules_a_way_out(content: Content, out: set[str], texts: list[str]) -> None:
    for text in texts:
        reading = _at_meet(content, text)
        assert (text, set(reading.refused.get("meet", ()))) == (text, out)
        assert (text, out.intersection(reading.chosen.get("meet", ()))) == (text, set())


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("online", "Video call once the kids are in bed"),
        ("online", "I would like to see their faces on the video"),
        ("online", "I want to see people on the screen"),
        ("online", "I'm used to zoom now from work"),
        ("online", "I'm housebound so zoom"),
        ("phone", "a phone call once a week would do me the world of good"),
        ("phone", "I have no computer, just the phone in the hall"),
        ("in_person", "I have not sat in a room with another type 1 since 1988"),
        ("in_person", "would rather meet proper people"),
        ("in_person", "I can't get out much but I would come to a cafe if someone drove me"),
        ("in_person", "i like meet people face, my english get better when i see them talk"),
        ("chat", "i go mute on the phone so messages"),
    ],
)
def test_what_is_wished_is_not_ruled_out(content: Content, way: str, text: str) -> None:
    assert _at_meet(content, text).chosen.get("meet") == (way,)


@pytest.mark.parametrize(
    "text",
    [
        "just type 1 since 1974", "type people with t1", "people with type 1", "i talk slow",
        "need a loop system in the room", "I just want someone to talk to", "people like me",
        "sorry was on the phone", "I'm not housebound", "I can't go out at night",
        "cant get out of work till 6", "I cant get out of bed before 10",
    ],
)  # fmt: skip
def test_what_says_nothing_of_meeting(content: Content, text: str) -> None:
    reading = _at_meet(content, text)
    assert "meet" not in {*reading.chosen, *reading.refused}


def test_who_is_housebound_said_so_in_a_first_text_too(content: Content) -> None:
    reader = content.readers["find-group"]
    first = read(reader, content.gazetteer, "Leeds, I'm housebound", None, fresh=True)
    assert first.refused["meet"] == ("in_person",)
    later = read(reader, content.gazetteer, "I'm housebound", _question(content, "needs"))
    assert "meet" not in later.refused


@pytest.mark.parametrize("text", ["1 & 3", "1&3", "1 and 3", "1+3"])
def test_two_numbers_are_no_postcode(content: Content, text: str) -> None:
    reader = content.readers["find-group"]
    place = read(reader, content.gazetteer, text, _question(content, "place")).place
    assert place is None or place.place is None
    assert _at_meet(content, text).chosen["meet"] == ("in_person", "chat")


def test_too_at_the_end_is_read(content: Content) -> None:
    assert _at_meet(content, "me too zoom").chosen["meet"] == ("online",)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("dont wanna talk on the fone, discord or summat", "chat"),
        ("dont like the phone, discord or something", "chat"),
        ("no phone, zoom or whatever", "online"),
    ],
)
def test_or_something_goes_on_with_no_list(content: Content, text: str, way: str) -> None:
    found = _at_meet(content, text)
    assert found.chosen["meet"] == (way,)
    assert way not in found.refused.get("meet", ())


def test_another_way_after_or_goes_on_with_the_list(content: Content) -> None:
    assert set(_at_meet(content, "no calls, phone or video").refused["meet"]) == {"phone", "online"}
