"""Places misspelt beside others, in several words, cut short, or spelt letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.loading.places import read_gazetteer
from chatbot.loading.tree import Report
from chatbot.places import Place
from chatbot.understanding.place.chopping import uncut
from chatbot.understanding.place.misspelling import Near
from chatbot.understanding.place.placing import Found, read_place
from chatbot.understanding.place.unknown import is_sure
from chatbot.understanding.words.sounding import sound_of, sound_of_words

GAZETTEER = read_gazetteer(Path(__file__).parents[1] / "flows" / "places", Report())


def name(text: str) -> str:
    reading = read_place(GAZETTEER, text, asked=True)
    return reading.place.name if reading.place else reading.found.value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("gilford in surrey", "Guildford"),
        ("laytonston london", "Leytonstone"),
        ("hinkley leics", "Hinckley"),
        ("mansfeild notts", "Mansfield"),
        ("peterbruh cambs", "Peterborough"),
        ("dunstible next to luton", "Dunstable"),
        ("eastley, southampton airport", "Eastleigh"),
        ("stretham london", "Streatham"),
        ("lewis near brighton", "Lewes"),
        ("sterling scotland", "Stirling"),
        ("rill north wales", "Rhyl"),
        ("crew cheshire", "Crewe"),
        ("lestershire way, hinkly", "Hinckley"),
        ("neweport isle of white", "Newport"),
        ("newport gwennt", "Newport"),
    ],
)
def test_a_misspelt_town_beside_a_known_name_is_home(text: str, place: str) -> None:
    assert name(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("high wickem", "High Wycombe"),
        ("st orstle", "St Austell"),
        ("letchwerth garden city", "Letchworth Garden City"),
        ("welyn garden city", "Welwyn Garden City"),
        ("berry saint edmunds", "Bury St Edmunds"),
        ("sutton coalfield", "Sutton Coldfield"),
        ("newcassel under lyme", "Newcastle under Lyme"),
        ("kirkby in ashfeild", "Kirkby in Ashfield"),
        ("leyton buzzard", "Leighton Buzzard"),
        ("hem all hemp stead", "Hemel Hempstead"),
        ("coal chester", "Colchester"),
        ("glaz go", "Glasgow"),
        ("brockty ferry", "Broughty Ferry"),
        ("fair ham", "Fareham"),
        ("tewks berry", "Tewkesbury"),
        ("clan goth len", "Llangollen"),
        ("mock in leth", "Machynlleth"),
        ("puth elly north wales", "Pwllheli"),
        ("us trad minack", "Ystrad Mynach"),
        ("mill guy near glasgow", "Milngavie"),
        ("maggra felt", "Magherafelt"),
        ("lima vady", "Limavady"),
        ("oma in tyrone", "Omagh"),
    ],
)
def test_names_of_several_words_are_known_by_ear(text: str, place: str) -> None:
    assert name(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bmth", "Bournemouth"), ("mnchstr", "Manchester"), ("nthmptn", "Northampton"),
        ("leic", "Leicester"), ("scarb", "Scarborough"), ("wolv", "Wolverhampton"),
        ("inversneckie", "Inverness"), ("newport pag", "Newport Pagnell"),
        ("stratford u a", "Stratford-upon-Avon"), ("chester l s", "Chester-le-Street"),
    ],
)  # fmt: skip
def test_names_cut_short_are_known(text: str, place: str) -> None:
    assert name(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "brad", "dart", "scottish", "i am scottish", "the house", "same town as before", "bail",
        "big sainsburys", "reading a book", "co2 alarm going off", "lidl car park", "my maid",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_misspelt_place(text: str) -> None:
    assert name(text) == "none"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("live Newbury work Reading", "Newbury"),
        ("Hull born, Hull bred", "Hull"),
        ("i live in derby", "Derby"),
        ("Rye down by Hastings", "Rye"),
        ("durham city", "Durham"),
        ("saltney, chester side", "Saltney"),
        ("feltham w london", "Feltham"),
        ("Newton Abbot, by Torquay", "Newton Abbot"),
    ],
)
def test_a_known_name_stays_what_it_is(text: str, place: str) -> None:
    assert name(text) == place


@pytest.mark.parametrize(
    ("text", "outcode"),
    [
        ("DN155", "DN15"), ("ls62a", "LS6"), ("E I5", "E15"), ("ess oh fourteen", "SO14"),
        ("gee you one", "GU1"), ("Postcode. B. H. Twelve.", "BH12"), ("wv 3 bab", "WV3"),
    ],
)  # fmt: skip
def test_districts_are_read_as_they_are_typed_on_and_spelt(text: str, outcode: str) -> None:
    reading = read_place(GAZETTEER, text, asked=True)
    assert reading.place is not None
    assert (reading.found, reading.place.outcode) == (Found.PLACE, outcode)


def test_a_village_is_asked_back_where_a_town_would_be_taken() -> None:
    village, town = (
        Place("X", "X", "village", "", "England", 53.0, -1.0, population=many)
        for many in (500, 50_000)
    )
    assert is_sure(Near("x", (town,), 22.0, 2.0, "", 7))
    assert not is_sure(Near("x", (village,), 22.0, 2.0, "", 7))
    assert is_sure(Near("x", (village,), 24.5, 2.0, "", 7))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("wickem", "wycombe"), ("carlile", "carlisle"), ("crew", "crewe"), ("lewis", "lewes")],
)
def test_words_that_sound_alike(typed: str, meant: str) -> None:
    assert sound_of(typed) == sound_of(meant)


def test_a_name_of_several_words_sounds_word_by_word() -> None:
    assert sound_of_words("high wickem") == sound_of_words("high wycombe")


def test_what_is_cut_short_begins_like_a_town_or_holds_its_consonants() -> None:
    assert uncut(GAZETTEER.spellings, "bmth") == "bournemouth"
    assert uncut(GAZETTEER.spellings, "leic") == "leicester"
    assert uncut(GAZETTEER.spellings, "bmtx") == ""
    assert uncut(GAZETTEER.spellings, "lei") == ""
