"""Two options named side by side are both heard, and of "this but not that" only the first."""

from __future__ import annotations

from itertools import permutations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read
from chatbot.understanding.readings import Reading

WAYS = {
    "in person": "in_person", "face to face": "in_person", "meeting up": "in_person",
    "zoom": "online", "online": "online", "video": "online", "video calls": "online",
    "forum": "chat", "whatsapp group": "chat", "a facebook group": "chat", "typing": "chat",
    "phone": "phone", "phone calls": "phone", "by phone": "phone", "telephone": "phone",
}  # fmt: skip
NEEDS = {
    "step free": "step_free", "no stairs": "step_free", "a ramp": "step_free", "bsl": "bsl",
    "an interpreter for sign language": "bsl", "hearing loop": "hearing_loop",
    "captions": "captions",
    "subtitles": "captions", "easy read": "easy_read", "women only": "women_only",
    "lgbt friendly": "lgbtq", "quiet": "quiet", "small group": "quiet", "free": "free",
    "camera off": "camera_off_ok", "bring the kids": "children_welcome",
    "no smartphone": "no_smartphone",
}  # fmt: skip
BOTH = ("{} or {}", "{} and {}", "{}, {}", "{} + {}", "{} and also {} please", "either {} or {}")
STEPS = [("meet", WAYS), ("needs", NEEDS)]


def pairs(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(one, two) for one, two in permutations(words, 2) if words[one] != words[two]]


def heard(content: Content, step: str, text: str) -> Reading:
    flow = content.flow("find-group")
    return read(content.readers[flow.name], content.gazetteer, text, flow.question(step))


@pytest.mark.parametrize(("step", "words"), STEPS, ids=["meet", "needs"])
@pytest.mark.parametrize("joined", BOTH)
def test_both_of_two_are_heard(
    content: Content, step: str, words: dict[str, str], joined: str
) -> None:
    missed = {}
    for one, two in pairs(words):
        text = joined.format(one, two)
        chosen = heard(content, step, text).chosen.get(step, ())
        if set(chosen) != {words[one], words[two]}:
            missed[text] = chosen
    assert not missed


@pytest.mark.parametrize("joined", ["{} but not {}", "{}, not {}", "not {1} but {0}"])
def test_the_other_of_two_ways_is_ruled_out(content: Content, joined: str) -> None:
    missed = {}
    for one, two in pairs(WAYS):
        text = joined.format(one, two)
        chosen = heard(content, "meet", text).chosen.get("meet", ())
        if set(chosen) != {WAYS[one]}:
            missed[text] = chosen
    assert not missed
