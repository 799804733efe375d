"""Whom people want in the room and what keeps them away: ways of saying it, and lookalikes."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read


@pytest.mark.parametrize(
    ("needs", "texts"),
    [
        ("women_only", [
            "I can't sit in a room with men who aren't family",
            "I couldn't talk about periods with blokes sat there", "sick of men talking over me",
            "leave the husbands at home", "could the lads be asked to stay away",
            "are blokes allowed in? hope not", "as long as it's ladies I'll come",
            "I was the only woman at the last one, never again", "she keeps strict purdah",
            "just wee women blethering, nae boys", "as a survivor I need a male free room",
        ]),
        ("men_only", [
            "My lad won't say a word if there are girls there",
            "man talk without the wives earwigging",
            "Any women coming? Because then I'd rather not", "mandem only fam", "bloaks only",
            "I always end up the only bloke in the room, fed up of it",
        ]),
        ("lgbtq", [
            "a pride flag on the door would help", "will they use the right pronouns for me",
            "friends of Dorothy welcome?", "no homophobes please", "lgbqt safe",
            "they'll assume I've a girlfriend, I've a boyfriend",
            "two husbands, one pancreas between us",
            "sick of being the only gay in the village hall",
        ]),
        ("quiet", [
            "a roomful of strangers turns me to jelly", "will they put me on the spot",
            "nowt rowdy", "he wears ear defenders when it's loud",
            "I bottle it at the door every time",
            "my daughter hides under the table at parties", "do I have to introduce myself",
            "I dont do well wi loads of folk", "not good wi people, me", "quite and small plz",
        ]),
        ("children_welcome", [
            "Would anybody object to a crawling baby?", "is there a corner with crayons for my two",
            "kiddys welcom?", "me babbies'd have to come an all",
            "wee'un's only 1, she'd be on ma knee",
            "got a four month old stuck to me", "would a toddler be in the way?",
            "nee babysitter pet so the bairn's comin", "two under three, they go where I go",
        ]),
        ("camera_off_ok", [
            "will they make me switch the video on", "there's tape over my webcam",
            "nae camera pal",
            "could I be just a name on the screen", "voice yes, face no", "do I need a webcam",
            "I'd rather people didn't see my bedroom", "i no want show face in computer",
        ]),
        ("free", [
            "will there be any fee to join", "do they pass a hat round", "dunt want owt that costs",
            "it wud have to be for nowt", "we're choosing between heating and eating",
            "the last one charged a tenner and I had to pack it in",
            "has to be one thats free like",
        ]),
        ("", [
            "only woman in the house, me and five lads", "the mens barbers next to the clinic",
            "a rainbow of bruises on my belly", "I feel queer when I go below 3", "a free spirit",
            "peace and quiet at last, telly off and feet up", "bringing jelly babies on tour",
            "I work with men all day on the rigs", "came out in a rash from the sensor",
            "she's getting picked on at school", "they said type 2 all along",
            "he won't talk to us about it", "I'd come out to it in person",
        ]),
    ],
)  # fmt: skip
def test_a_text_tells_who_may_be_there(content: Content, needs: str, texts: list[str]) -> None:
    reader = content.readers[content.flows[0].name]
    heard = {}
    for text in texts:
        found = read(reader, content.gazetteer, text, None, fresh=True).chosen
        heard[text] = "+".join(sorted(found.get("needs", ())))
    assert {text: got for text, got in heard.items() if got != needs} == {}
