"""First texts that tell indirectly what somebody needs: what fails, what is asked, what they do."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read


@pytest.mark.parametrize(
    ("need", "texts"),
    [
        ("step_free", [
            "my legs give way", "mum's legs go from under her on stairs",
            "does the door open wide enough for a chair", "can somebody wheel me in",
            "they'd have to carry me up", "if it's on the first floor forget it",
            "ive been told to keep off stairs", "looking at six steps again",
            "cannae get up a stair", "can't weight bear at the moment",
            "is there a handrail", "can i get in without going up anything",
            "are there any lips or thresholds for the wheels to catch on",
        ]),
        ("bsl", [
            "we use our hands to talk in this house", "he only understands if you sign to him",
            "can you book the interpreter or do I have to", "sighn language pls",
            "I went to a school for the deaf where we all signed", "i dont speak i sign",
            "without an interpreter i get nothing, lip reading six people is impossible",
            "they passed me notes on paper instead of getting a signer",
            "does the person running it know any sign",
        ]),
        ("hearing_loop", [
            "is the loop switched on", "chuck me in a room with no loop and I'm nodding along",
            "is there that ear symbol with the T on the door", "can i connect my hearing aids",
            "the aid needs a signal from the room's system", "hering loop plz", "aid wearer here",
            "I only hear out of one ear",
        ]),
        ("captions", [
            "i need to read it because i cant hear it", "text version of the talking as it happens",
            "need what's said in writing as it's said", "captons pls",
            "it has to come up as writing for me, whoever talks", "need cc",
            "my ears don't work so I need the words", "do you use Otter or anything like that",
        ]),
        ("easy_read", [
            "walls of text do my head in", "never got the hang of letters",
            "I can't take in long messages", "nothing complicated to read", "my carer reads for me",
            "nobody taught me to read", "need things said simple", "eezy reed pls",
            "I like the leaflets with a picture next to each line", "the booklet was too hard",
            "in words I can understand", "reading makes my head hurt",
        ]),
        ("language", [
            "her English stops at hello and thank you", "is it all in English?",
            "my daughter has to translate everything for me", "is anybody there Lithuanian?",
            "hardly a word of English, my wife", "my father never learned English",
            "in my head it's all Welsh", "English isn't my thing, Polish is",
        ]),
        ("no_smartphone", [
            "we cant get broadband where we live", "don't send me links, they won't open on this",
            "I can text but that's as clever as my phone gets", "we lost our internet",
            "what's an app? mine just rings", "me mobile's from the ark",
            "technology and me don't mix", "do I need a computer", "can someone post it to me",
            "I am not connected to the internet at all", "I wouldn't know how to use the internet",
        ]),
    ],
)  # fmt: skip
def test_what_is_needed_is_told_by_what_fails_or_is_asked(
    content: Content, need: str, texts: list[str]
) -> None:
    assert {text: got for text in texts if (got := _needs(content, text)) != (need,)} == {}


@pytest.mark.parametrize(
    "text",
    [
        "fell down the stairs in a hypo once, bruises only", "my feet are numb in the mornings",
        "i dont drive in the dark", "I live in a ground floor flat with my cat, lovely",
        "my knee op went well", "ramped up my dose last week",
        "where do I sign", "vital signs ok", "I sign off Fridays", "my hands shake when low",
        "took the dog for a loop round the park", "my hearing is perfect thank you",
        "on a closed loop", "subs bench at football", "I put a caption on my insta pic",
        "transcript of my appointment never came", "words on the screen of my meter just say Er4",
        "my meter reading is bad", "voice over is reading me your leaflet",
        "dead easy to read, this new meter", "easy to follow diet", "hard to read my levels",
        "pardon my language, autocorrect did that", "my husband is Italian",
        "I speak French but English suits me fine", "his english is grand",
        "what's app group any", "got your number from an old mate", "insulin comes by post",
        "nokia made my first phone, happy days", "no data on my libre",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_need_is_none(content: Content, text: str) -> None:
    assert _needs(content, text) == ()


@pytest.mark.parametrize(("text", "place"), [("captons pls", False), ("Boltan", True)])
def test_a_slip_in_an_options_word_is_no_misspelt_place(
    content: Content, text: str, place: bool
) -> None:
    flow = content.flows[0]
    found = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True).place
    assert (found is not None) is place


def _needs(content: Content, text: str) -> tuple[str, ...]:
    flow = content.flows[0]
    reading = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True)
    return tuple(reading.chosen.get("needs", ()))
