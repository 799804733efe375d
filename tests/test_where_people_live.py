"""Of several places the one somebody lives in; names by ear, in pieces, in other tongues."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.gazetteer import Gazetteer
from chatbot.loading.places import LOADED_FILE, PLACES, read_gazetteer
from chatbot.loading.tree import Report
from chatbot.understanding.place.placing import Found, read_place

FOLDER = Path(__file__).parents[1] / "flows" / "places"
GAZETTEER = read_gazetteer(FOLDER, Report())


def full(text: str, *, asked: bool = True) -> tuple[str, str]:
    reading = read_place(GAZETTEER, text, asked=asked)
    return reading.found.value, reading.place.full if reading.place else ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("moved from Hull to Derby", "Derby, Derbyshire"),
        ("just moved to stirling from falkirk", "Stirling, Scotland"),
        ("live in Otley but work in Leeds", "Otley, West Yorkshire"),
        ("i work in leeds but live in otley", "Otley, West Yorkshire"),
        ("used to live in bolton, now in preston", "Preston, Lancashire"),
        ("my mum lives in Cardiff, im in Swansea", "Swansea, Wales"),
        ("originally from dundee, now perth", "Perth, Perth and Kinross"),
        ("from glasgow originally but carlisle these days", "Carlisle, Cumbria"),
        ("son is at school in sedbergh, home is kendal", "Kendal, Cumbria"),
        ("my clinic is at Ipswich, i live Felixstowe", "Felixstowe, Suffolk"),
        ("stockport not manchester", "Stockport, Greater Manchester"),
        ("not manchester, stockport", "Stockport, Greater Manchester"),
        ("hull sorry i mean beverley", "Beverley, East Riding of Yorkshire"),
        ("Otley near Leeds", "Otley, West Yorkshire"),
        ("whitchurch near cardiff", "Whitchurch, Cardiff"),
        ("just outside Hexham", "Hexham, Northumberland"),
        ("deal in kent, south of ramsgate", "Deal, Kent"),
        ("we moved from SR5 to SR2", "SR2 (Sunderland)"),
        ("beer in devon", "Beer, Devon"),
        ("sale as in the place near manchester", "Sale, Greater Manchester"),
        ("i live in newport, work in cardiff", "Newport, Wales"),
    ],
)
def test_the_place_somebody_lives_in_is_taken(text: str, place: str) -> None:
    assert full(text) == ("place", place)


@pytest.mark.parametrize(
    "text",
    [
        "halfway between exeter and plymouth", "wakefield / barnsley",
        "nan is luton, dad is bedford",
        "term time lancaster, summer oxford", "student in leeds from cardiff",
    ],
)  # fmt: skip
def test_of_two_that_count_alike_one_is_asked_for(text: str) -> None:
    assert read_place(GAZETTEER, text, asked=True).found is Found.ASK


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("glosta", "Gloucester, Gloucestershire"),
        ("edinbra", "Edinburgh, City of Edinburgh"),
        ("norritch", "Norwich, Norfolk"),
        ("kirkoddy", "Kirkcaldy, Fife"),
        ("shroosbury", "Shrewsbury, Shropshire"),
        ("clandudno", "Llandudno, Conwy"),
        ("ponty prith", "Pontypridd, Wales"),
        ("roch dale", "Rochdale, Greater Manchester"),
        ("man chest her", "Manchester, Greater Manchester"),
        ("sutton cold field", "Sutton Coldfield, West Midlands"),
        ("south hampton", "Southampton, England"),
        ("margit, kent", "Margate, Kent"),
        ("B0LTON", "Bolton, Greater Manchester"),
        ("yng Nghaernarfon", "Caernarfon, Gwynedd"),
        ("dwi'n byw ym Mhontypridd", "Pontypridd, Wales"),
        ("i mBeal Feirste", "Belfast, County Antrim"),
        ("tha mi ann an Glaschu", "Glasgow, Glasgow City"),
    ],
)
def test_names_are_known_as_they_are_heard(text: str, place: str) -> None:
    found, name = full(text)
    assert found in ("place", "confirm")
    assert name.split(",")[0] == place.split(",")[0]


@pytest.mark.parametrize(
    ("text", "outcode"),
    [
        ("S E fifteen", "SE15"), ("b twenty nine", "B29"), ("double u f one", "WF1"),
        ("SK I 3", "SK1"), ("BNl 6", "BN1"), ("S1O", "S10"), ("c f 2 4", "CF24"),
        ("w 1 2 8 q q", "W12"), ("KY16 st andrews", "KY16"), ("E.C.2", "EC2"),
        ("SW1 6 2HD streatham", "SW16"), ("B T 4 8, across the river", "BT48"),
        ("S0 16", "SO16"), ("cro 2yr", "CR0"),
    ],
)  # fmt: skip
def test_postcodes_are_read_as_they_are_spelt_out(text: str, outcode: str) -> None:
    reading = read_place(GAZETTEER, text, asked=True)
    assert reading.place is not None
    assert reading.place.outcode == outcode


def test_an_age_after_two_letters_is_no_postcode() -> None:
    assert full("yo im 17") == full("so im 16") == full("la im nearly 20") == ("none", "")


@pytest.mark.parametrize(
    "text",
    [
        "beer", "hope", "stuck on the m25", "barking mad this", "making a sandwich",
        "im in the bath", "caravan", "hockey", "church on a sunday", "does it matter", "im 8",
        "a horse", "so", "march was when he got diagnosed",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_place(text: str) -> None:
    assert read_place(GAZETTEER, text, asked=True).found is Found.NONE


def test_a_yes_after_it_makes_deal_no_town() -> None:
    assert read_place(GAZETTEER, "deal", asked=True).found is Found.CONFIRM
    assert read_place(GAZETTEER, "deal 👍", asked=True).found is Found.NONE


@pytest.mark.parametrize(
    "text",
    ["Perth, Western Australia", "birmingham alabama", "cambridge in the USA", "Cork, Ireland"],
)
def test_a_town_abroad_of_a_name_we_know_is_abroad(text: str) -> None:
    assert read_place(GAZETTEER, text, asked=True).found is Found.ABROAD


def test_newry_in_ireland_is_here() -> None:
    assert full("Newry, Ireland") == ("place", "Newry, County Down")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("fed up of it. carlile. evenings", "Carlisle, Cumbria"),
        ("mum of two, wulverhampton, weekends", "Wolverhampton, West Midlands"),
        ("got a group in bornmuth for me", "Bournemouth, Dorset"),
        ("parent, MK, online", "Milton Keynes, Buckinghamshire"),
    ],
)
def test_a_clause_of_its_own_is_a_place_though_none_was_asked_for(text: str, place: str) -> None:
    assert full(text, asked=False) == ("place", place)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("flows") / "places"
    folder.mkdir()
    for path in FOLDER.iterdir():
        if path.name != LOADED_FILE:
            (folder / path.name).write_bytes(path.read_bytes())
    rows = (
        "Caravan,,Kent,England,51.2,0.5,hamlet,60,,,TN1",
        "The City,,Kent,England,51.2,0.6,hamlet,60,,,TN1",
        "Whitby,,Cheshire,England,53.27,-2.9,suburb,9000,,,CH65",
        "Racecourse,,Kent,England,51.2,0.7,hamlet,60,,,TN1",
        "Zennorby,,Kent,England,51.3,0.5,hamlet,60,,,TN1",
    )  # fmt: skip
    text = "\n".join((",".join(PLACES), *rows)) + "\n"
    (folder / LOADED_FILE).write_text(text, encoding="utf-8")
    report = Report()
    read = read_gazetteer(folder, report)
    assert report.problems == []
    return read


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("zennorby", "Zennorby, Kent"),
        ("i live in zennorby", "Zennorby, Kent"),
        ("Whitby", "Whitby, North Yorkshire"),
        ("whitby, cheshire", "Whitby, Cheshire"),
        ("cheltenham, near the racecourse", "Cheltenham, Gloucestershire"),
        ("margit, kent", "Margate, Kent"),
    ],
)
def test_a_loaded_hamlet_is_found_and_changes_no_other(
    loaded: Gazetteer, text: str, full: str
) -> None:
    reading = read_place(loaded, text, asked=True)
    assert reading.place is not None, reading
    assert reading.place.full == full


@pytest.mark.parametrize("text", ["caravan", "in the city", "zenorby"])
def test_a_loaded_hamlet_makes_no_place_of_a_word_or_a_misspelling(
    loaded: Gazetteer, text: str
) -> None:
    assert read_place(loaded, text, asked=True).found is Found.NONE
