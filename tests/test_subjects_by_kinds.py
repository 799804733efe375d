"""First texts that say what somebody wants to talk about, and some that say nothing of it."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read


@pytest.mark.parametrize(
    ("about", "texts"),
    [
        ("newly_diagnosed", [

            "a fridge full of insulin, only since thursday",
            "my pancreas jacked it in last month", "did my first injection on my own today",
            "we're only at the start of this road", "Just been told it's for life, still shaking",
            "a month ago none of us knew what a carb was",
            "still mixing up the basal and the bolus", "fresh out of hospital with a meter",
            "my mum got told she's type 1 at 61, last week that was",
            "havent seen the clinic for the first time yet",
            "the consultant broke it to us on monday",
            "got the call from the surgery tuesday, type 1", "we're on day three of needles",
        ]),
        ("parents", [
            "folk bringing up wee ones with it", "want to hear from dads who do the night checks",
            "us mums need somewhere to moan", "any other households with a diabetic teenager",
            "someone who knows what it's like to hold your own child down for an injection",
            "exhausted parents, that's us", "are there other nans raising a grandchild with type 1",
            "is there a parent I could ring", "mummies in the same boat",
            "I'd like to talk to another father of a diabetic kid",
            "how do other mums get through the night checks", "need someone else whose wean has it",
            "any daddies about to text",
        ]),
        ("young_adults", [
            "anyone around 22 like me", "just left the kids clinic and I'm 18",
            "people between 18 and 30", "is there one for young folk in their early twenties",
            "other 21 year olds with it", "the youngest there by miles, I'm 25",
            "someone about 24 would do", "people just starting work and renting, im 23",
            "not wanting a room of grandads, im 20", "lads my age, 23",
            "folk about twenty odd, like 24 or 25",
        ]),
        ("pregnancy", [
            "my section's booked for the 9th and I'm type 1", "they want to induce me at 37",
            "I'll be a mum by christmas", "missed my period and I'm on insulin",
            "my wife is carrying and she's type 1",
            "how do you keep sugars down for the baby's sake, 30 weeks",
            "baby's measuring big because of my sugars",
            "how did other diabetics get on giving birth",
            "we're trying for our first and I've type 1", "got my anomaly scan tuesday",
        ]),
        ("technology", [
            "my sensor fell off in the shower again", "others whose watch shows their sugars",
            "that gadget that does your insulin for you", "can't get on with the pump",
            "going from pens to a pump next week", "does anybody trust automatic mode",
            "adhesive brings me out in a rash from the libre", "Control IQ folk",
            "the wee round thing on the back of my arm",
            "compression lows at night from the sensor", "anybody on the new omnipod",
            "fed up of the libre falling off", "how do you wear a pump with a dress",
        ]),
        ("exercise", [
            "how do others manage hypos on a long run", "my levels crash at half time",
            "scared to get back in the pool after that low",
            "I play sunday league and need to know about basal",
            "fell off my bike with a low, want riders who get it",
            "going back to the gym but nervous of hypos", "she dances and goes low in class",
            "swim three times a week and cant get my levels right",
            "walking up hills knocks me low", "lads who lift",
            "my daughter's netball is chaos with hypos",
        ]),
        ("food", [
            "how much do I jab for a chippy tea",
            "what's everyone having for breakfast that doesn't spike them",
            "porridge sends me sky high", "he won't eat what he's been bolused for",
            "how do you count for home made curry", "scared to eat out",
            "my mam's stew, how many carbs is that", "sick of chicken salad, want ideas",
            "how to bolus for a roast", "what can you eat at a wedding buffet",
            "how do other people do ramadan", "counting carbs at an indian restaurant",
            "I'm rubbish at guessing portions",
        ]),
        ("burnout", [
            "i just want a week off from being diabetic", "lost all heart for the injections",
            "I never asked for this disease and I'm sick of the needles",
            "it's like a second job, my diabetes", "when does it get easier, this diabetes lark",
            "can't stay motivated with my sugars", "nothing left in the tank for my diabetes",
            "she's ignoring her levels, can't be bothered any more",
            "finding it hard to care about my sugars these days",
            "sick to the back teeth of jabbing", "can't be doing with my diabetes any more",
            "i just don't care about my levels", "diabetes has worn me down after 30 years",
        ]),
        ("older", [
            "I draw my pension and want folk who do too", "growing old with insulin",
            "others born before the war", "over the age of seventy only please",
            "I'm 74, is there anything for us old ones", "people in retirement",
            "it's all youngsters and I'm 69", "retired type 1s", "others of my vintage, I'm 80",
            "a club for the over 65s", "older ladies to talk to", "i'm 72 and dont want teenagers",
        ]),
        ("students", [
            "off to uni next month and want to meet others there",
            "hypo in the middle of my finals", "she's doing a nursing degree", "law undergrad",
            "living in halls with a fridge I share", "starting at the uni in september",
            "first year at bristol uni", "I'm doing my masters", "moving to halls in autumn",
            "student with type 1 wanting others on campus",
        ]),
        ("", [
            "did a marathon in 1999, never again", "tried carb counting years ago, gave it up",
            "my boss is off on maternity leave so I'm run off my feet",
            "I teach PE so mornings are out", "I work for a sports shop",
            "the wife's a chef so she's out evenings", "my brother runs marathons, not me",
            "food parcels come on tuesdays", "the battery burnt out on my phone",
            "sick of this weather", "sick of these buses", "fed up with my phone",
            "my daughter's at uni so I have the house to myself",
            "I was a student when phones had wires", "I lodge with two students",
            "we've a parents evening tonight", "my dad's texting for me",
            "I was newly diagnosed in 1987", "the cat's just been diagnosed with diabetes too",
            "jog my memory, what is this number", "it's a marathon getting up these stairs",
            "keep me in the loop", "had a pump once, sent it back",
            "I fix petrol pumps for a living", "heart's racing typing this",
            "when I was in my twenties nobody talked about it", "my grandson is a young adult now",
            "the food at the clinic is awful", "no appetite for zoom",
            "that is a recipe for disaster", "my sister in law's due any day so I might not answer",
            "my bill is due on the 20th", "I've retired from football now",
            "too old for all this texting",
            "my husband's at football saturdays so thats when im free", "I'm a retired baker",
            "off sick with my knee", "cooked up a plan to text you", "I sell gym equipment",
            "got a degree in history, no use with this phone", "the boiler's burnt out",
            "my friend is expecting, nothing to do with this", "got an older phone",
            "my son has older brothers",
        ]),
    ],
)  # fmt: skip
def test_a_first_text_is_about_this(content: Content, about: str, texts: list[str]) -> None:
    flow = content.flows[0]
    heard = {
        text: " ".join(
            sorted(
                read(
                    content.readers[flow.name], content.gazetteer, text, None, fresh=True
                ).chosen.get("about", ())
            )
        )
        for text in texts
    }
    assert {text: got for text, got in heard.items() if got != about} == {}
