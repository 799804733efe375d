"""Corrections in the middle: which earlier answer changes, and that no other does."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.standing import standing_at, texted
from chatbot.messages import Channel
from chatbot.moves.scene import Turn

Answers = dict[str, str]


@pytest.fixture(scope="module")
def turn(content: Content, directory: Directory):
    """Text at the list of groups, with some answers given: "meet: online chat"."""

    def texts(text: str, before: Answers, step: str = "groups") -> Turn:
        given = {name: values.split() for name, values in before.items()}
        place = before.get("place", "")
        given |= {"place": [place]} if place else {}
        standing = standing_at(content, directory, step, given)
        return advance(content, directory, standing, texted(text, Channel.SMS))

    return texts


def answers_of(result: Turn) -> Answers:
    now = result.conversation.now
    said = {name: " ".join(sorted(values)) for name, values in now.answers.items() if values}
    return said | {name: place.name for name, place in now.places.items()}


LEEDS = {"place": "Leeds", "who": "adult", "meet": "in_person", "needs": ""}


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [
        # asked for by a verb, among other words
        ("kin ye try Crieff", "Perth", "Crieff"),
        ("ok do shrewsbury", "Telford", "Shrewsbury"),
        ("london's massive mate do lewisham", "London", "Lewisham"),
        ("ya know what look round newmarket", "Ely", "Newmarket"),
        ("swap truro for redruth as ive no car any more", "Truro", "Redruth"),
        ("should of said Nairn", "Inverness", "Nairn"),
        # a clause that holds little else
        ("what about Wakefield then", "Leeds", "Wakefield"),
        ("any in arbroath", "Dundee", "Arbroath"),
        ("Inverness is too far for me. Have you anything in Tain?", "Inverness", "Tain"),
        ("M21 even. fat thumbs", "M12", "M21"),
        ("ur bots crap i said kettering", "Corby", "Kettering"),
        ("we've flitted to llanelli like", "Swansea", "Llanelli"),
        ("kents a bit wide int it. maidstone", "Kent", "Maidstone"),
        # against the one that was given
        ("redcar not boro. nowt else", "Middlesbrough", "Redcar"),
        ("it ay brum bab its Walsall", "Birmingham", "Walsall"),
        ("Dudley no correct. Correct is Tipton.", "Dudley", "Tipton"),
        ("Ely no. Soham yes.", "Ely", "Soham"),
        ("did i put bolton? its blackburn", "Bolton", "Blackburn"),
        ("my phone turned Redditch into Reading", "Reading", "Redditch"),
        ("Forgive me, I gave my old address. I am at Thetford nowadays.", "Ely", "Thetford"),
    ],
)  # fmt: skip
def test_another_place_is_taken_by_its_tie_to_the_sentence(
    turn, text: str, before: str, place: str
) -> None:
    got = answers_of(turn(text, {**LEEDS, "place": before}))
    assert got["place"].startswith(place)
    assert (got["who"], got["meet"]) == ("adult", "in_person")


@pytest.mark.parametrize(
    "text",
    [
        "i grew up in bradford",
        "my consultant is in Bradford if that helps",
        "my nan lives in hull and she's got it too",
        "I might move to York next year",
        "im in Hull visiting my mum this week",
        "is the hall in Morley the one by the town hall",
        "do you know Sheffield well lol",
        "I was diagnosed in Cardiff in 1974",
        "how far is rochdale from me",
        "i was gonna say york but nah keep leeds",
        "Good. I went to school near there, in Falmouth.",
        "my husband says thank you very much",
        "my mate told me about this, hes well into it",
        "i said to my wife i am not going on my own",
        "zoom does my head in lol glad its not that",
        "I was up half the night with a hypo",
        "sorry for all the messages",
        "can you go back to the list",
        "put the phone down on me they did, last lot",
    ],
)
def test_what_is_said_in_passing_changes_nothing(turn, text: str) -> None:
    before = {"place": "Leeds", "who": "adult", "meet": "in_person phone", "needs": "step_free"}
    got = answers_of(turn(text, before))
    assert got == {"place": "Leeds", "who": "adult", "meet": "in_person phone"} | {
        "needs": "step_free"
    }


@pytest.mark.parametrize(
    ("text", "before", "who"),
    [
        ("not me my daughter", "adult", "parent"),
        ("its not for me its for my lad", "adult", "parent"),
        ("its for my mate not me", "adult", "someone_else"),
        ("sorry pet should of said am her mam", "someone_else", "parent"),
        ("naw it's me that's got it no ma wean", "parent", "adult"),
        ("its me wot has it not me missus", "someone_else", "adult"),
        ("hes not my kid hes my mates lad", "parent", "someone_else"),
        ("I said someone else but it is my own son", "someone_else", "parent"),
        ("its wor lass aa said but nar its wor bairn shes 5", "someone_else", "parent"),
        ("am no the diabetic, it's ma boyfriend", "adult", "someone_else"),
        ("Its my boy not my brother, dont know how i managed that", "someone_else", "parent"),
        ("im actually 19 lol dunno why i said that", "young_person", "adult"),
        ("nah im 16 not 18", "adult", "young_person"),
        ("im not under 18", "young_person", "adult"),
        ("wait it says my child. no its my wife", "parent", "someone_else"),
    ],
)
def test_whom_it_is_for_is_put_right_by_contrast(turn, text: str, before: str, who: str) -> None:
    got = answers_of(turn(text, {**LEEDS, "who": before}))
    assert got["who"] == who
    assert (got["place"], got["meet"]) == ("Leeds", "in_person")


@pytest.mark.parametrize(
    ("text", "question", "before", "after"),
    [
        # by a verb, before or around
        ("take the wheelchair thing off", "needs", "step_free", ""),
        ("take the loop off", "needs", "hearing_loop quiet", "quiet"),
        ("leave off the burnout thing im alright now", "about", "burnout", ""),
        ("men are fine by me, ye can drop the women bit", "needs", "women_only", ""),
        ("scrap zoom", "meet", "online phone", "phone"),
        ("knock the online on the head", "meet", "in_person online", "in_person"),
        ("take chat out of it I can't be doing with it", "meet", "chat online", "online"),
        ("remove all my needs", "needs", "free step_free", ""),
        ("gerrid of the video calls mate me webcam's banjaxed", "meet", "online phone", "phone"),
        # as no longer needed
        ("dont need step free after all", "needs", "quiet step_free", "quiet"),
        ("doesnt have to be women only", "needs", "quiet women_only", "quiet"),
        ("easy read not need, my daughter will read for me", "needs", "easy_read", ""),
        ("the loop isnt needed got new aids", "needs", "hearing_loop step_free", "step_free"),
        ("no need polish my english now good", "needs", "language", ""),
        ("them quiet ones can go, i'm not shy really", "needs", "quiet", ""),
        # by pointing at what was just said
        ("mum can have the kids so take that bit out", "needs", "children_welcome", ""),
        ("camera's fine. i got brave so u can take that off", "needs", "camera_off_ok", ""),
        ("ive got a smartphone now so that can come off", "needs", "no_smartphone", ""),
        # in place of another
        ("i dont need captions i need bsl", "needs", "captions", "bsl"),
        ("I put hearing loop but I meant captions", "needs", "hearing_loop", "captions"),
        ("swap evenings for saturdays", "when", "evening", "weekend"),
        ("BSL not need now. Captions keep.", "needs", "bsl captions", "captions"),
        ("drop the quiet room, noise is grand", "meet", "in_person phone", "in_person phone"),
        ("forget the quiet room, im grand with noise", "needs", "bsl quiet", "bsl"),
        # nothing is taken off
        ("dont forget the captions", "needs", "captions", "captions"),
        ("camera off please like i said", "needs", "camera_off_ok", "camera_off_ok"),
        ("lgbtq bit can go but leave camera off in", "needs", "camera_off_ok lgbtq",
         "camera_off_ok"),
        ("the lift was off last time i went out in it", "needs", "step_free", "step_free"),
        ("the kids are off school today", "needs", "children_welcome", "children_welcome"),
        ("only by telephone please, I withdraw the other", "meet", "in_person phone", "phone"),
    ],
)  # fmt: skip
def test_an_answer_is_taken_off_by_everyday_words(
    turn, text: str, question: str, before: str, after: str
) -> None:
    got = answers_of(turn(text, {**LEEDS, question: before}))
    assert got.get(question, "") == after
    assert (got["place"], got["who"]) == ("Leeds", "adult")


@pytest.mark.parametrize(
    ("text", "question", "before", "after"),
    [
        ("online n all", "meet", "in_person", "in_person online"),
        ("could ye pit in person as weel", "meet", "chat", "chat in_person"),
        ("aye and evenings an all", "when", "daytime", "daytime evening"),
        ("can i bring my kids too", "needs", "quiet", "children_welcome quiet"),
        ("stick in person on there n all", "meet", "phone", "in_person phone"),
        ("go back to phone like i had first", "meet", "in_person", "phone"),
        ("gan back to the phone one", "meet", "in_person", "phone"),
        ("go ed then make it in person", "meet", "chat", "in_person"),
        ("it wis meant tae be chat. nothin else a need", "meet", "online", "chat"),
        ("just keep chat", "meet", "chat online", "chat"),
        ("go back one, i want to pick in person", "meet", "online", "in_person"),
        ("in person instead", "meet", "online", "in_person"),
    ],
)
def test_answers_are_added_and_chosen_anew(
    turn, text: str, question: str, before: str, after: str
) -> None:
    assert answers_of(turn(text, {**LEEDS, question: before})).get(question, "") == after


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("I don't live in Leeds", "place"),
        ("ive not lived in Leeds for years", "place"),
        ("naw that's no where ah stay", "place"),
        ("thats not my town", "place"),
        ("can i change where i live", "place"),
        ("it wasnt for me", "who"),
        ("can i redo who its for", "who"),
        ("can i pick a different way of meeting up, dont fancy that one", "meet"),
        ("I should like to alter my answer about how to get together with people", "meet"),
        ("i missed out the needs question can i do it now", "needs"),
        ("my requirements are wrong", "needs"),
        ("I ticked the wrong thing for access needs", "needs"),
        ("got the first question wrong", "place"),
        ("can i redo the second answer", "who"),
        ("i messed up the 3rd question", "meet"),
    ],
)
def test_a_question_is_asked_again_where_no_new_answer_is_given(turn, text: str, asks: str) -> None:
    conversation = turn(text, {**LEEDS, "needs": "step_free"}).conversation
    assert (conversation.aside.about if conversation.aside else conversation.step) == asks


def test_liking_is_not_whom_it_is_for(turn) -> None:
    got = answers_of(
        turn("Keep it as chat please, online is not for me", {**LEEDS, "meet": "chat"})
    )
    assert (got["who"], got["meet"]) == ("adult", "chat")
