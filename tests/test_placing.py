"""Where people say they are, in the words they use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.gazetteer import Gazetteer
from chatbot.loading.places import read_gazetteer
from chatbot.loading.tree import Report
from chatbot.understanding.place.placing import Found, read_place

GAZETTEER = read_gazetteer(Path(__file__).parents[1] / "flows" / "places", Report())
TYPED = st.lists(
    st.sampled_from(
        "leeds york newport bath bristol in near from not and or the st . , LS6 2AB m14 ls 6 1st"
        " reading hope france paris mancester evenings mum online wales kent north west 12 O1A im"
        " dublin side moved to work live one guernsey clare ashford county co. between 🏴 x".split(
            " "
        )
    )
).map(" ".join)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return GAZETTEER


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("leeds", "Leeds, West Yorkshire"),
        ("LEEDS!!!", "Leeds, West Yorkshire"),
        ("york pls", "York, North Yorkshire"),
        ("im in leeds", "Leeds, West Yorkshire"),
        ("live nr york", "York, North Yorkshire"),
        ("Sheffield s10", "S10 (Sheffield)"),
        ("Leeds, LS6", "LS6 (Leeds)"),
        ("ls6", "LS6 (Leeds)"),
        ("LS 6", "LS6 (Leeds)"),
        ("LS", "LS (Leeds)"),
        ("SW1", "SW1 (St James, London)"),
        ("0X4", "OX4 (Oxford)"),
        ("bt48", "BT48 (Derry/Londonderry)"),
        # "Where, County" and "where in county"
        ("Ashford in Kent", "Ashford, Kent"),
        ("Newport, Isle of Wight", "Newport, Isle of Wight"),
        ("Newport Gwent", "Newport, Wales"),
        ("Richmond Yorkshire", "Richmond, North Yorkshire"),
        ("richmond, london", "Richmond, Greater London"),
        ("Gillingham Dorset", "Gillingham, Dorset"),
        ("Bangor, NI", "Bangor, County Down"),
        ("bangor wales", "Bangor, Gwynedd"),
        ("west yorkshire, leeds", "Leeds, West Yorkshire"),
        ("sale manchester", "Sale, Greater Manchester"),
        # large places
        ("the north west", "North West"),
        ("Wales", "Wales"),
        ("somewhere in kent", "Kent"),
        ("the highlands", "Scottish Highlands"),
        ("skye", "Isle of Skye"),
        ("IOW", "Isle of Wight"),
        ("co. down", "County Down"),
        ("hackney", "Hackney, Greater London"),
        # other names
        ("caerdydd", "Cardiff, Wales"),
        ("Ynys Môn", "Isle of Anglesey"),
        ("Inbhir Nis", "Inverness, Highland"),
        ("derry", "Derry, County Londonderry"),
        ("brum", "Birmingham, West Midlands"),
        ("hull", "Hull, East Riding of Yorkshire"),
        ("saint albans", "St Albans, Hertfordshire"),
        ("t. wells", "Royal Tunbridge Wells, Kent"),
        ("king's lynn", "King's Lynn, Norfolk"),
        # ordinary words, as the whole answer
        ("Reading", "Reading, Berkshire"),
        ("reading uk", "Reading, Berkshire"),
        ("Ware", "Ware, Hertfordshire"),
        ("rugby x", "Rugby, Warwickshire"),
        # clear slips
        ("mancester", "Manchester, Greater Manchester"),
        ("birmigham", "Birmingham, West Midlands"),
        ("edinbruh", "Edinburgh, City of Edinburgh"),
        ("newcaslte", "Newcastle upon Tyne, Tyne and Wear"),
        ("aberystwith", "Aberystwyth, Ceredigion"),
        ("stoke on trnt", "Stoke-on-Trent, Staffordshire"),
        ("bury st edmonds", "Bury St Edmunds, Suffolk"),
        ("miltonkeynes", "Milton Keynes, Buckinghamshire"),
        ("brighton and hove", "Brighton, East Sussex"),
        # a hamlet, and something said about it
        ("craster pet, where the kippers come from", "Craster, Northumberland"),
        ("goathland the heartbeat one", "Goathland, North Yorkshire"),
        ("wookey hole (caves)", "Wookey Hole, Somerset"),
        # a district spelt out after "the first bit"
        ("just the first bit, G forty one", "G41 (Glasgow)"),
    ],
)
def test_when_asked_a_place_is_understood(gazetteer: Gazetteer, text: str, full: str) -> None:
    reading = read_place(gazetteer, text, asked=True)
    assert reading.place is not None, reading
    assert (reading.found, reading.place.full) == (Found.PLACE, full)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Newport", ["Newport, Wales", "Newport, Isle of Wight", "Newport, Shropshire"]),
        ("ashford", ["Ashford, Kent", "Ashford, Surrey"]),
        ("Richmond", ["Richmond, Greater London", "Richmond, North Yorkshire"]),
        ("ashfordd", ["Ashford, Kent", "Ashford, Surrey"]),
        ("between Bath and Bristol", ["Bath, Somerset", "Bristol, England"]),
        ("leeds or bradford", ["Leeds, West Yorkshire", "Bradford, West Yorkshire"]),
        ("beeston", ["Beeston, Nottinghamshire", "Beeston, Leeds"]),
        ("Swinton.", ["Swinton, Salford", "Swinton, Rotherham"]),
        ("Chapeltown, been here years", ["Chapeltown, Sheffield", "Chapeltown, Leeds"]),
        ("kirby", ["Kirkby, Merseyside", "Kirkby in Ashfield, Nottinghamshire"]),
        ("hatfeild", ["Hatfield, Hertfordshire", "Hatfield, South Yorkshire"]),
        ("LS6 or M14", ["LS6 (Leeds)", "M14 (Manchester)"]),
        (
            "birmingham, coventry or solihull",
            ["Birmingham, West Midlands", "Coventry, West Midlands", "Solihull, West Midlands"],
        ),
    ],
)
def test_when_several_places_fit_it_is_asked(
    gazetteer: Gazetteer, text: str, candidates: list[str]
) -> None:
    reading = read_place(gazetteer, text, asked=True)
    assert reading.found is Found.ASK
    assert [place.full for place in reading.candidates][: len(candidates)] == candidates
    assert 2 <= len(reading.candidates) <= 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("leads", "Leeds"),
        ("deal pls", "Deal"),
        ("LS77 1AA", "LS"),
        ("Robin Hoods Bay", "Robin Hood's Bay"),
        ("Westward Ho!", "Westward Ho!"),
    ],
)
def test_a_doubtful_guess_is_confirmed(gazetteer: Gazetteer, text: str, name: str) -> None:
    reading = read_place(gazetteer, text, asked=True)
    assert reading.place is not None
    assert (reading.found, reading.place.name) == (Found.CONFIRM, name)


@pytest.mark.parametrize(
    "text",
    """dunno|anywhere|online only|rather not say|evenings|mum|hiya|me|so|im 8|15|7yr|e|n|no|
    i dont want to say|why do you need it|face to face|not leeds|somewhere quiet|near the coast|
    i hope you can help me|do you have a group for reading|a good deal|zoom|👍|.|,|
    talkin to a nurse about it|no place|wark full time so not sure|rait good thanks|welsh|
    a bloody toaster""".split("|"),
)
def test_when_asked_what_is_no_place_is_not_taken_for_one(gazetteer: Gazetteer, text: str) -> None:
    assert read_place(gazetteer, text.strip(), asked=True).found is Found.NONE


@pytest.mark.parametrize(
    "text",
    ["France", "Ireland", "dublin", "Cork", "Spain", "USA", "new york", "im from India", "paris"],
)
def test_a_place_abroad_is_known_to_be_abroad(gazetteer: Gazetteer, text: str) -> None:
    assert read_place(gazetteer, text, asked=True).found is Found.ABROAD


@pytest.mark.parametrize("text", ["from india, live in leeds", "leeds not paris", "LS6, ireland"])
def test_nobody_in_the_uk_is_told_they_are_abroad(gazetteer: Gazetteer, text: str) -> None:
    for asked in (True, False):
        assert read_place(gazetteer, text, asked=asked).place is not None


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("mum of a 7yr old just diagnosed, Leeds, evenings", "Leeds, West Yorkshire"),
        ("parent, M14, online", "M14 (Manchester)"),
        ("my postcode is LS6 2AB, online pls", "LS6 (Leeds)"),
        ("actually york", "York, North Yorkshire"),
        ("im in sale", "Sale, Greater Manchester"),
        ("groups in reading", "Reading, Berkshire"),
        ("anything near manchestr for my son", "Manchester, Greater Manchester"),
        ("young adult, milton keynes, bsl", "Milton Keynes, Buckinghamshire"),
    ],
)
def test_a_place_among_other_things_is_picked_up(
    gazetteer: Gazetteer, text: str, full: str
) -> None:
    reading = read_place(gazetteer, text, asked=False)
    assert reading.place is not None, reading
    assert (reading.found, reading.place.full) == (Found.PLACE, full)


@pytest.mark.parametrize(
    "text",
    """hello|2 an 3|the second one|online|i love reading|hope you can help|my name is stanley|
    type 1 since march|see you in march|b4 xmas|g2g m8|i have b12 deficiency|in person|at home|
    around lunchtime|in the evening|in general|from work|over there|dexcom g6|omnipod 5|mancester|
    i was on holiday in spain|wheelchair n bsl|men only please|nah ur alright|no thanks|LS|sale|
    me 2 3rd|so i 1st went|mon 7pm|a1c 48|i am 15""".split("|"),
)
def test_when_not_asked_ordinary_words_are_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert read_place(gazetteer, text.strip(), asked=False).found is Found.NONE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Leeds, evenings", {"leeds"}),
        ("Newport, Isle of Wight please", {"newport", "isle", "of", "wight"}),
        ("mancester pls", {"mancester"}),
        ("Sheffield s10", {"sheffield", "s10"}),
        ("LS 6", {"ls", "6"}),
        ("dunno", set()),
    ],
)
def test_the_words_of_the_place_are_given_so_that_others_leave_them_alone(
    gazetteer: Gazetteer, text: str, words: set[str]
) -> None:
    assert read_place(gazetteer, text, asked=True).words == words


@given(text=st.text() | TYPED, asked=st.booleans())
def test_any_text_gets_a_reading_that_holds_together(text: str, asked: bool) -> None:
    reading = read_place(GAZETTEER, text, asked=asked)
    assert reading == read_place(GAZETTEER, text, asked=asked)
    assert (reading.place is not None) == (reading.found in (Found.PLACE, Found.CONFIRM))
    described = {place.full for place in reading.candidates}
    assert len(described) == len(reading.candidates)
    assert (2 <= len(described) <= 4) == (reading.found is Found.ASK)
    assert reading.why


@given(
    place=st.sampled_from(["leeds", "LS6", "mancester", "Newport", "Ashford in Kent", "bath"]),
    before=st.sampled_from(["", "um ", "hi ", "im in ", "well its "]),
    after=st.sampled_from(["", " please", " thanks x", ".", " pls ta", "!!", " area"]),
)
def test_politeness_around_a_place_does_not_change_it(place: str, before: str, after: str) -> None:
    alone = read_place(GAZETTEER, place, asked=True)
    polite = read_place(GAZETTEER, before + place + after, asked=True)
    assert (polite.found, polite.place) == (alone.found, alone.place)
    assert polite.candidates == alone.candidates
