"""Of several names in a text: which is home, which only says where it lies, which is no place."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.loading.places import read_gazetteer
from chatbot.loading.tree import Report
from chatbot.understanding.place.homes import tied
from chatbot.understanding.place.living import Tie
from chatbot.understanding.place.placenames import counted
from chatbot.understanding.place.placing import (
    Found,
    PlaceReading,
    look_through,
    read_looked,
    read_place,
)

GAZETTEER = read_gazetteer(Path(__file__).parents[1] / "flows" / "places", Report())


def read(text: str, *, asked: bool = True) -> PlaceReading:
    return read_place(GAZETTEER, text, asked=asked)


def home(text: str, *, asked: bool = True) -> str:
    reading = read(text, asked=asked)
    return reading.place.name if reading.place else reading.found.value


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("not york", [Tie.DENIED]),
        ("dont send me to york", [Tie.DENIED]),
        ("hull not the posh york one", [Tie.NAMED, Tie.DENIED]),
        ("moved to york", [Tie.HOME]),
        ("my ex moved to york", [Tie.ELSEWHERE]),
        ("moved out of york", [Tie.PAST]),
        ("used to live in york", [Tie.PAST]),
        ("york originally", [Tie.PAST]),
        ("lived in york all my life", [Tie.HOME]),
        ("york hospital", [Tie.ELSEWHERE]),
        ("york uni", [Tie.FAMILY]),
        ("im in york", [Tie.HOME]),
        ("work in york", [Tie.ELSEWHERE]),
        ("my nan is in york", [Tie.ELSEWHERE]),
        ("for my nan in york", [Tie.FAMILY]),
        ("my son is in york", [Tie.FAMILY]),
        ("mum of two in york", [Tie.NAMED]),
        ("a group in york", [Tie.NAMED]),
        ("live in york", [Tie.HOME]),
        ("york now", [Tie.HOME]),
        ("im from york", [Tie.FROM]),
        ("york", [Tie.NAMED]),
        ("hull city fan in york", [Tie.ELSEWHERE, Tie.NAMED]),
        ("leeds no sorry york", [Tie.DENIED, Tie.NAMED]),
    ],
)
def test_what_a_place_is_to_somebody(text: str, ties: list[Tie]) -> None:
    _, said, seen = look_through(GAZETTEER, text)
    assert [each.tie for each in tied(said, counted(said, seen))] == ties


@pytest.mark.parametrize(
    "beside",
    """near York|nr York|by York|just outside York|next door to York|past York|out York way|
    York side|south of York|on the edge of York|other side of York|up the road from York|
    a few miles from York|20 mins out of York|halfway between York and Malton|off the A64 by York|
    not far from York|handy for York|on the way to York|York is the nearest city|nearest city York|
    nearest proper place is York|York's 20 minutes away|York is too far|a short drive from York|
    so anything in York is a trek|and dont send me to York|cos York was too dear|
    hospital in York|clinic is York|i work in York|kids at school in York""".split("|"),
)
@pytest.mark.parametrize("stop", [", ", ". ", " "])
def test_a_second_name_that_only_says_where_it_lies_is_no_second_candidate(
    beside: str, stop: str
) -> None:
    assert home(f"Selby{stop}{beside.strip()}") == "Selby"


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Bangor, twenty minutes from Belfast", "Bangor, County Down"),
        ("Bangor the Welsh one", "Bangor, Gwynedd"),
        ("Bangor, not the Welsh one", "Bangor, County Down"),
        ("Newport near Telford", "Newport, Shropshire"),
        ("Newport, next to Cardiff", "Newport, Wales"),
        ("Leigh. Between Wigan and Manchester.", "Leigh, Greater Manchester"),
        ("richmond north yorks, not the posh london one", "Richmond, North Yorkshire"),
        ("Gillingham up by Shaftesbury", "Gillingham, Dorset"),
        ("rainham essex not kent", "Rainham, Greater London"),
        ("newport shropshire, not the welsh one", "Newport, Shropshire"),
        ("St Ives, surfers not cambridge", "St Ives, Cornwall"),
        ("Wick. everything is in Inverness", "Wick, Highland"),
        ("Ashford (the Kent one)", "Ashford, Kent"),
        ("berwick upon tweed and yes its england", "Berwick-Upon-Tweed, Northumberland"),
        ("wiltshire, chippenham side", "Chippenham, Wiltshire"),
        ("ponty, pontypridd not pontefract", "Pontypridd, Rhondda Cynon Taf"),
        ("bangor, no wales the other one, over the water", "Bangor, County Down"),
        ("Blackheath sorry brum way not london", "Blackheath, West Midlands"),
        ("richmond way up in the dales", "Richmond, North Yorkshire"),
        ("rainham essex", "Rainham, Greater London"),
        ("rainham kent", "Rainham, Kent"),
        ("hale, cheshire", "Hale, Greater Manchester"),
        ("newcastle NI", "Newcastle, County Down"),
        ("the welsh newport yeah", "Newport, Wales"),
        ("the english berwick", "Berwick-Upon-Tweed, Northumberland"),
        ("bolton, south yorkshire", "Bolton upon Dearne, South Yorkshire"),
        ("bolten lancs", "Bolton, Greater Manchester"),
        ("radcliffe, near nottingham", "Radcliffe on Trent, Nottinghamshire"),
    ],
)
def test_the_second_name_tells_which_of_several_is_meant(text: str, full: str) -> None:
    reading = read(text)
    assert reading.place is not None, reading
    assert (reading.found, reading.place.full) == (Found.PLACE, full)


@pytest.mark.parametrize(
    "text",
    [
        "between Bath and Bristol", "Leeds or Bradford", "half the week in Leeds, half in London",
        "either derby or burton", "liverpool or the wirral", "Leeds and Bradford both fine",
        "TERM TIME LANCASTER. HOLIDAYS OXFORD",
        "half me week in cardiff with dad other half bristol",
        "Sheffield in term time, Truro in the holidays",
        "Belfast mon to fri, then home to Strabane for the weekend",
        "between Norwich and Worthing at the moment, I have a bed in both",
    ],
)  # fmt: skip
def test_of_two_places_that_are_a_choice_one_is_asked_for(text: str) -> None:
    assert read(text).found is Found.ASK


@pytest.mark.parametrize(
    "text",
    [
        "my clinic is in york", "i work in york", "my nan lives in york", "used to live in york",
        "born in york",
    ],
)  # fmt: skip
def test_a_place_that_is_perhaps_not_home_is_asked_back(text: str) -> None:
    assert (read(text).found, home(text)) == (Found.CONFIRM, "York")


@pytest.mark.parametrize(
    "text",
    """i work in Leeds so evenings only|my sister lives in Leeds and she has it too|
    i was diagnosed in Hull when i was 6|my consultant is in Sheffield and he is useless|
    the hospital in Nottingham told me to text|went to a group in Cardiff once, hated it|
    i did the Manchester marathon with t1|my football team is Everton|leeds lost again|
    my surname is Lincoln|my name is Chester|Mrs York told me about this|my dog is called Bristol|
    my ex moved to Swindon|we went to Wales last summer|brighton rock|yorkshire tea|oxford street|
    my parents are from India|i left Crewe years ago|we were in Crewe|birmingham city council|
    kendal mint cake for hypos|i teach in Crewe""".split("|"),
)
def test_at_another_question_a_name_in_passing_is_not_home(text: str) -> None:
    assert read(text.strip(), asked=False).found is Found.NONE


@pytest.mark.parametrize(
    "text",
    """mum of two in Exeter|anything in Exeter|a dad from Exeter whos fed up|Exeter here|
    moved from London to Exeter|i'm based in Exeter but work in Taunton|evenings. Exeter|
    for my sister in Exeter|im at uni in Exeter|other parents near Exeter|a village near Exeter|
    its for my nan in Exeter|studying in Exeter|the town is called Exeter""".split("|"),
)
def test_at_another_question_where_somebody_lives_is_picked_up(text: str) -> None:
    assert home(text.strip(), asked=False) == "Exeter"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("back in Poland til june, then Crewe", "Crewe"),
        ("visiting from Canada, staying in Oxford", "Oxford"),
        ("from Somalia. live in Cardiff", "Cardiff"),
        ("i live in Spain now", "abroad"),
        ("Campbeltown, four hours from Glasgow", "Campbeltown"),
        ("kiddy mate, up by the safari park", "Kidderminster"),
        ("boro like the football", "Middlesbrough"),
        ("Comber, home of the spud", "Comber"),
        ("morley near leeds", "Morley"),
        ("at work in Stafford, home is Stone", "Stone"),
        ("colchester garrison", "Colchester"),
        ("Accrington. Blackburn and Burnley both ok to get to", "Accrington"),
        ("Royston, herts/cambs border", "Royston"),
        ("in Yorkshire near Skipton", "Skipton"),
        ("guernsey near ireland", "Guernsey"),
        ("Warrington halfway house", "Warrington"),
        ("the borough of Trafford", "Trafford"),
        ("Jedburgh near the border with England", "Jedburgh"),
        ("stevenage new town", "Stevenage"),
        ("B13 no sorry wrong one, we moved. B31", "B31"),
        ("Shetland, up at Brae", "Brae"),
        ("Isle of Lewis, right up at Ness", "Ness"),
        ("Newry. the north side of the border", "Newry"),
        ("Leeds in the week and weekends are for football", "Leeds"),
        ("bury saint edmunds", "Bury St Edmunds"),
    ],
)
def test_other_ways_of_saying_where(text: str, name: str) -> None:
    assert home(text) == name


@pytest.mark.parametrize("text", ["newport", "ashton pal", "gillingham", "richmond", "Bangor."])
def test_a_name_of_several_places_of_like_size_is_asked(text: str) -> None:
    assert read(text).found is Found.ASK


def first_text(text: str) -> set[str]:
    """Return the places a first text may mean; none where it names no place."""
    reading = read_looked(look_through(GAZETTEER, text), asked=False, fresh=True)
    return {place.name for place in (*reading.candidates, reading.place) if place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("type 1, I live in Bow. lunchtime zoom", "Bow"),
        ("we're up in Wick if that matters", "Wick"),
        ("I am in Rye and would like something in the day", "Rye"),
        ("stay in crook, dinny dae zoom", "Crook"),
        ("im on Mull and the boat is useless", "Isle of Mull"),
        ("is there a nice quiet group near Diss", "Diss"),
        ("is there owt near settle for older folk", "Settle"),
        ("I want a room with people in it. Settle", "Settle"),
        ("cant climb stairs. merthyr", "Merthyr Tydfil"),
        ("the honey cake. Hay-on-Wye. Weekends for me", "Hay-on-Wye"),
        ("weekdays in the day. rugby (the town)", "Rugby"),
        ("always low by half time. Barry (the place not a bloke)", "Barry"),
        ("lives alone in sandwich the town not the food he wants a call", "Sandwich"),
        ("battle, the place, 62 and tired", "Battle"),
    ],
)
def test_a_town_that_is_a_word_is_asked_back_in_a_first_text(text: str, place: str) -> None:
    assert place in first_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "im in bits and want to talk. help",
        "we live in hope of a cure",
        "is there one near town",
        "a group in the village near the church",
        "not good at reading so keep it short",
        "i have difficulty in reading long texts",
        "is there a bath, a place to wash",
        "i want to settle my nerves. thats a deal",
        "fancy a beer. cheers",
        "i dont want to be the only gay in the village",
    ],
)
def test_an_ordinary_word_of_a_first_text_is_no_town(text: str) -> None:
    assert first_text(text) == set()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("I'm in Margate, she's in Leominster, it is for her", {"Leominster"}),
        ("my sister is low. she's in Yeovil, I'm in Leeds. look near her", {"Yeovil"}),
        ("Boyfriend's in Hull, I'm in Bristol, he's the diabetic one", {"Hull", "Bristol"}),
        ("my mum's in Leeds, I'm in Margate, ive got type 1", {"Margate"}),
        ("my nan is in Leeds, I'm in Margate", {"Margate"}),
        ("my brother lives in Hull. we live in Leeds and like to walk", {"Leeds"}),
    ],
)
def test_of_two_people_in_two_places(text: str, places: set[str]) -> None:
    assert first_text(text) == places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("work at the chicken factory Dungannon, from East Timor", "Dungannon"),
        ("from Ghana, cleaner at hospital Kettering", "Kettering"),
        ("work in factory in boston lincolnshire", "Boston"),
        ("Glasgow, Govanhill side", "Govanhill"),
        ("raising my grand-daughter Skye, 8. Peterhead. phone me", "Peterhead"),
        ("my daughter Florence is 6, we are in Stirling", "Stirling"),
        ("so a loop is needed. Lemington Spa. daytimes", "Royal Leamington Spa"),
        ("Leeds, York way", "Leeds"),
    ],
)
def test_a_place_beside_another_in_a_first_text(text: str, place: str) -> None:
    assert first_text(text) == {place}
