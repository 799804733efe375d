"""What somebody rules out, and how far a "not" reaches."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read


def answers(content: Content, text: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a first text chooses and what it rules out for a question."""
    flow = content.flows[0]
    found = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True)
    return found.chosen.get(name, ()), found.refused.get(name, ())


@pytest.mark.parametrize(
    ("text", "chosen", "refused"),
    [
        # before it
        ("no zoom pls, whatsapp", ("chat",), ("online",)),
        ("allow zoom man, meet up", ("in_person",), ("online",)),
        ("swerve the zoom. phone call", ("phone",), ("online",)),
        ("anything bar zoom", (), ("online",)),
        ("anywhere but facebook, phone call", ("phone",), ("chat",)),
        ("in person instead of zoom", ("in_person",), ("online",)),
        ("id rather phone calls than zoom", ("phone",), ("online",)),
        ("prefer in person to zoom", ("in_person",), ("online",)),
        ("neither of us will have anything to do with facebook", (), ("chat",)),
        ("no zoom or facebook, in person", ("in_person",), ("online", "chat")),
        ("i dont do facebook, whatsapp or any of that", (), ("chat",)),
        ("he wont go to a group in person he might do zoom", ("online",), ("in_person",)),
        ("cant go and sit in a room in person. zoom", ("online",), ("in_person",)),
        ("sick of zoom, phone calls please", ("phone",), ("online",)),
        ("fed up with being on zoom. in person", ("in_person",), ("online",)),
        ("phone no video", ("phone",), ("online",)),
        ("fone not zoom pls", ("phone",), ("online",)),
        # another wish begins behind it
        ("dont want pity want a brew with someone", ("in_person",), ()),
        ("i dont need a hall need zoom", ("online",), ()),
        ("dont want to see noone just type", ("chat",), ()),
        ("i dont really want zoom", (), ("online",)),
        # after it
        ("zoom? no thanks. in person", ("in_person",), ("online",)),
        ("zoom no. whatsapp group yes", ("chat",), ("online",)),
        ("zoom is hell, phone calls are fine", ("phone",), ("online",)),
        ("phone calls I cant do. zoom", ("online",), ("phone",)),
        ("zoom does my head in. whatsapp", ("chat",), ("online",)),
        ("zooms a no, phone calls", ("phone",), ("online",)),
        ("zoom is definitely out. whatsapp", ("chat",), ("online",)),
        ("video means nothing to me, phone calls", ("phone",), ("online",)),
        ("never mind video and all that, in person", ("in_person",), ("online",)),
        ("dead set against video. in person", ("in_person",), ("online",)),
        ("im useless on zoom. whatsapp", ("chat",), ("online",)),
        # in a fixed way of speaking
        ("zoom terrifies me, phone calls", ("phone",), ("online",)),
        ("phone calls make me ill. whatsapp", ("chat",), ("phone",)),
        ("phone calls stress me out. whatsapp", ("chat",), ("phone",)),
        ("zoom keeps freezing so phone calls", ("phone",), ("online",)),
        ("zoom and me dont mix. phone calls", ("phone",), ("online",)),
        ("zoom isnt really my bag, whatsapp", ("chat",), ("online",)),
        ("zoom? god no. in person", ("in_person",), ("online",)),
        ("zoom? i cant. phone calls", ("phone",), ("online",)),
        ("take me off zoom, in person", ("in_person",), ("online",)),
        ("spare me the zoom, in person", ("in_person",), ("online",)),
        ("i clam up on phone calls. whatsapp", ("chat",), ("phone",)),
        ("i steer clear of facebook. zoom", ("online",), ("chat",)),
        ("sod zoom. in person", ("in_person",), ("online",)),
        ("i abhor the telephone. zoom", ("online",), ("phone",)),
        ("the last thing i want is a phone call. zoom", ("online",), ("phone",)),
        ("i tried the facebook and it was awful. zoom", ("online",), ()),
        ("video with no signer is useless. whatsapp", ("chat",), ("online",)),
        # heard of, tried or known, where another is wished for
        ("my nurse says theres a facebook one but id sooner meet up", ("in_person",), ()),
        ("did zoom for years, all doom. phone calls please", ("phone",), ()),
        ("a zoom thing monthly, never again. in person", ("in_person",), ("online",)),
        ("does it have to be on facebook? phone calls suit me", ("phone",), ("chat",)),
        ("he says hed do discord, face to face", ("chat", "in_person"), ()),
        ("my nurse says theres a facebook one", ("chat",), ()),
        ("i would do facebook and id do zoom", ("chat", "online"), ()),
        # the way before a gathering tells more of it
        ("an online meet up", ("online",), ()),
        ("a zoom get together", ("online",), ()),
        ("an internet forum", ("chat",), ()),
        ("zoom or meet up", ("online", "in_person"), ()),
        ("sit with people and talk", ("in_person",), ()),
        # it rules nothing out
        ("zoom makes me happy", ("online",), ()),
        ("phone calls make me feel less alone", ("phone",), ()),
        ("anxious in groups so just whatsapp", ("chat",), ()),
        ("zoom. i dont drive", ("online",), ()),
        ("phone calls would do, crowds scare me", ("phone",), ()),
        ("no harm in phone calls", ("phone",), ()),
        ("i dont drive so online is best", ("online",), ()),
        ("i cant drive online please", ("online",), ()),
        ("no car zoom please", ("online",), ()),
        ("cant we just meet in person", ("in_person",), ()),
        ("dont you do zoom?", ("online",), ()),
        ("not fussed, zoom is fine", ("online",), ()),
        ("nobody to talk to round here in person please", ("in_person",), ()),
        ("no pictures please whatsapp group works", ("chat",), ()),
        ("on the phone, I hate writing", ("phone",), ()),
        ("zoom yes teams no", ("online",), ()),
        ("no internet so just phone calls", ("phone",), ("chat", "online")),
    ],
)
def test_ways_to_meet(
    content: Content, text: str, chosen: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    assert answers(content, text, "meet") == (chosen, refused)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("weekends but not sundays", ("weekend",)),
        ("no use til the weekend", ("weekend",)),
        ("no days except sunday", ("weekend",)),
        ("sundays i play football so not then. evenings", ("evening",)),
        ("saturdays and sundays are out. evenings", ("evening",)),
        ("brighton not slough and evenings only", ("evening",)),
        ("evenings knackered, weekends ok", ("weekend",)),
        ("days not nights", ("daytime",)),
        ("cant do mornings or evenings. weekends", ("weekend",)),
        ("any time but evenings", ()),
        ("whenever bar evenings", ()),
        ("all week excluding weekends", ()),
        ("every day of the week, any night except fridays, evenings", ("evening",)),
        ("mornings are a struggle, evenings ok", ("evening",)),
        ("evenings are a no no", ()),
        ("no phone, it has to be simple words mornings are good", ("daytime",)),
        ("no forms what you send has to be simple words mornings are good", ("daytime",)),
        ("mornings. not leaving the house once its dark", ("daytime",)),
        ("days or evenings, just keep my weekends free", ("daytime", "evening")),
    ],
)
def test_times(content: Content, text: str, chosen: tuple[str, ...]) -> None:
    assert answers(content, text, "when")[0] == chosen


@pytest.mark.parametrize(
    ("text", "chosen", "refused"),
    [
        # an everyday word beside another way
        ("video is ok or meet", ("online", "in_person"), ()),
        ("a discord maybe. Or meet on campus", ("chat", "in_person"), ()),
        ("video would suit him, phone if video isnt possible", ("online", "phone"), ()),
        ("video with the camera off or typing", ("online", "chat"), ()),
        ("phone up or one o them video calls", ("online", "phone"), ()),
        # what comes first, and what would do
        ("in a room is best, phone at a push", ("in_person", "phone"), ()),
        ("Video first choice, phone second", ("online", "phone"), ()),
        ("happier typin. If not typin then phone", ("chat", "phone"), ()),
        ("Not a forum. That leaves the phone.", ("phone",), ("chat",)),
        ("messaging for preference, then video", ("chat", "online"), ()),
        ("whatsapp yes facetime no phone no zoom maybe", ("chat", "online"), ()),
        # what is only compared against
        ("In person over online if poss", ("in_person",), ("online",)),
        ("id take a draughty hall over a zoom call", ("in_person",), ("online",)),
        ("in person id say before online", ("in_person",), ("online",)),
        ("a visit over a phone call", ("in_person",), ("phone",)),
        ("consider video but id honestly rather be in the room", ("in_person",), ("online",)),
        ("we could meet over zoom", ("online",), ()),
        ("a phone natter sooner than a screen", ("phone",), ("online",)),
        # what was tried, and what is not worth it
        ("gave it two goes on video and it isnt for me. tea in a hall", ("in_person",), ()),
        ("in person is great but online she just sits there", ("in_person",), ("online",)),
        ("hell no go online. somebody to phone him", ("phone",), ("online",)),
        ("it doesnt work. Anything but Zoom. a phone call", ("phone",), ("online",)),
        ("evenings out of the house in a pub", ("in_person",), ()),
        # the phone as a thing, and a call as news
        ("my mum follows my sugars on her phone", (), ()),
        ("only a telephone with buttons", (), ()),
        ("had the phone call from the GP today", (), ()),
        ("she can work the phone and that is the limit", ("phone",), ()),
        ("a landline and that is all i have got a landline", ("phone",), ()),
        # being together, however it is said
        ("ill go anywhere ye like", ("in_person",), ()),
        ("a proper table with people round it", ("in_person",), ()),
        ("could i meet bakers or cooks with T1", ("in_person",), ()),
        ("id want other families to meet", ("in_person",), ()),
        ("keen to meet others, zoom", ("online",), ()),
        ("messages not voices", ("chat",), ()),
    ],
)
def test_ways_weighed_against_each_other(
    content: Content, text: str, chosen: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    found, out = answers(content, text, "meet")
    assert (set(found), set(out)) == (set(chosen), set(refused))


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("i do evenings at Asda. Needs to be a morning", ("daytime",)),
        ("i clean offices at night so only day", ("daytime",)),
        ("mornings efter ma shift", ("daytime",)),
        ("Lab results Friday, insulin Saturday, texting you Sunday. evenings", ("evening",)),
        ("lunch hour or nothing, im on a site 7 til 6", ("daytime",)),
        ("lunchtimes cos im on my own in the shop evenings and weekends", ("daytime",)),
        ("im off weekends, mornings too", ("weekend", "daytime")),
        ("im in the lab until 7, so after that", ("evening",)),
        ("kids are at school till 3 so before then", ("daytime",)),
        ("weekends since school is mad", ("weekend",)),
        ("luncheon rather than supper", ("daytime",)),
        ("a coffee morning", ("daytime",)),
        ("im free evenings, i teach saturdays", ("evening",)),
        ("daytime best as my carers come at 5", ("daytime",)),
        ("ideally a weekend as she is shattered after school", ("weekend",)),
        ("30, works in a bar till midnight most nights. off saturdays", ("weekend",)),
        ("work in restaurant night time, free mornings", ("daytime",)),
        ("evening ok, weekend i see my dad", ("evening",)),
        ("ring me of an evening, mornings im like a bear", ("evening",)),
        ("why is everything at 2 in the afternoon. evening", ("evening",)),
        ("weekends im around", ("weekend",)),
        ("weekends i can do", ("weekend",)),
        ("i have him weekends so thats when", ("weekend",)),
        ("shes best in the afternoon", ("daytime",)),
        ("we search others on the weekend", ("weekend",)),
        ("catch me on a sunday, friday im up at 5 for the bins", ("weekend",)),
        ("every other weekend free", ("weekend",)),
        ("i finish at six", ("evening",)),
        ("i work in a nursery till half five so nothing before that", ("evening",)),
        ("between the school run and the pick up", ("daytime",)),
        # A time that is taken up is none to meet at, even where no other is named
        ("weekends im at my dads", ()),
        ("evenings im too tired", ()),
        ("evenings im no good", ()),
        ("weekends im not free", ()),
        ("weekends belong to my kids", ()),
        ("nights are for sleeping", ()),
        ("carers come in at 5 to put me to bed", ()),
        ("need to be home by 5", ()),
        ("i look after my grandkids weekends", ()),
        ("i have dialysis on friday afternoons", ()),
        ("she has brownies on saturdays", ()),
        ("i play rugby vets on a saturday", ()),
        ("dad passed on a sunday morning", ()),
        ("parents evening is when i found out", ()),
        ("its half 4 in the morning and im awake", ()),
    ],
)
def test_times_told_of_and_times_wished_for(
    content: Content, text: str, chosen: tuple[str, ...]
) -> None:
    assert set(answers(content, text, "when")[0]) == set(chosen)
