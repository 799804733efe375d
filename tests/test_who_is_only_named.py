"""Who is named in a text only as a reason, beside who texts, or as one of their burdens."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from tests.test_subjects import who

REASONS = [
    ("can't do saturdays, my husband's at the football. T1, 55", "adult"),
    ("My lodger's a student and she's noisy so not calls, text chat. T1, 57", "adult"),
    ("three kids under 5 and a husband on the lorries so after 8, diagnosed in may", "adult"),
    ("cant drive since the hypo, wife does it all, so online. Type 1", "adult"),
    ("my daughters asleep by 7 so after then. T1, 41", "adult"),
    ("cant do tuesdays, my mums at work. type 1, 13", "young_person"),
    ("T1, carer for mum", "adult"),
    ("im on my husbands, please dont ring it. Type 1, 47", "adult"),
    ("signed my own death warrant, says the wife. Type 1, 45", "adult"),
    ("wife cried when i told her. type 1 at 39", "adult"),
    ("Just moved in with my partner and he panics when the libre goes. I want mates", "adult"),
    ("Me and my dad both in hospital when they said its type 1. im 12", "young_person"),
    # not only a reason: their condition, a need of theirs, or a "he" or "she" that goes on
    ("my wife cant drive since her hypo, so online. type 1", "someone_else"),
    ("my husband has type 1 so we need a group", "someone_else"),
    ("my son was diagnosed friday so we are all over the place", "parent"),
    ("no zoom, my wife is deaf. T1, 41", "someone_else"),
    ("My mate wont text himself so im doing it. 31, plasterer, diagnosed 3 weeks back. "
     "Men only would be his thing", "someone_else"),
]  # fmt: skip
BESIDE = [
    ("im type 1. Not that group, it was me and four grandads. i have a job", "adult"),
    ("im 18 just started uni and i moved away from my mum and have nobody who knows what a hypo is",
     "adult"),
    ("30 years of injecting, I'm burnt out and so is the wife", "adult"),
    ("my dad is 80 and type 1 and so is his brother", "someone_else"),
    ("14. mum took my phone so im on hers. type 1", "young_person"),
    ("ok so my ex has him weekends, he's 10, type 1 since he was 6", "parent"),
    ("Hi, it's for my ex actually. Lives Colne", "someone_else"),
    ("can my carer sit in? shes my PA, i cant do steps. type 1, 29", "adult"),
    ("my gran's funeral is what did it, i collapsed and they found the type 1. 28", "adult"),
    ("I have Zoom for the grandchildren in Australia. Type 1", "adult"),
    ("caring for two grandchildren, the elder (11) is diabetic", "parent"),
    ("My wife does all the injections, I can't. He's two", "parent"),
    ("my wee girl wont eat and ive already given the insulin. 4", "parent"),
    ("my mate passed out at the match. type 1. could he talk to someone", "someone_else"),
    ("my missus took ill on holiday and it turned out type 1. 50", "someone_else"),
]  # fmt: skip
BURDENS = [
    ("got type one today. got kids. got work. help", "adult"),
    ("got the diagnosis monday. the dog, the kids, the shop, all need doing", "adult"),
    ("the kids are grown and gone, and now this, type 1", "adult"),
    ("i wash hair in a salon and my hands shake when i go low", "adult"),
    ("T1, I do the books for a garage", "adult"),
    ("T1. uncle to five", "adult"),
    ("quine, 33, bairn on ma hip, wid need tae tak him wi me", "adult"),
]
TOLD_OF = [
    ("diabetic bro, 32, wants real life gym buddies", "someone_else"),
    ("bro 24 newly dx not coping", "someone_else"),
    ("Me gran, Bootle, cant get up steps", "someone_else"),
    ("teen daughter t1, group online", "parent"),
    ("got a boy at my scout troop with type 1, aged 12", "someone_else"),
    ("my lass has been type 1 since we were courting", "someone_else"),
    ("I am guardian for my niece who is ten and has had type 1 since she was a baby", "parent"),
    ("T1 myself but it's my daughter I'm on about, 9, just diagnosed", "parent"),
    ("I'm T1 too but this is about my boy, ten, he just got told", "parent"),
    ("30 yrs T1, son's just had it too! I want the gym group for myself", "adult"),
    ("her libre keeps going and no one sleeps. need other mums", "parent"),
    ("dads a nurse n he still gets my carbs wrong lol. type 1, 15", "young_person"),
    ("foster kid, t1, 15, no one gets it", "young_person"),
    ("Old fella, type 1, no interweb", "adult"),
    ("i am student in newcastle university, i have type 1. evening after my class", "adult"),
    ("My daughter's wedding is in May and I'd like no hypo, I'm type 1", "adult"),
]


@pytest.mark.parametrize(("text", "value"), [*REASONS, *BESIDE, *BURDENS, *TOLD_OF])
def test_who_is_only_named_is_no_one_it_is_for(content: Content, text: str, value: str) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    "text",
    ["Students with t1 in Leeds, mornings?", "any uni t1s?? whatsapp??", "type 1. 6ish is best"],
)  # fmt: skip
def test_who_is_wished_for_tells_nothing_of_who_texts(content: Content, text: str) -> None:
    assert who(content, text) is None
