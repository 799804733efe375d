"""The place data: read strictly, complete, and quick to look up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.gazetteer import LARGE, Gazetteer, name_key, settled
from chatbot.loading.places import read_gazetteer
from chatbot.loading.tree import Report
from chatbot.places import Place, miles_between
from chatbot.understanding.words.tokens import words

PLACES = Path(__file__).parents[1] / "flows" / "places"
GSM_7 = set(" !\"#$%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

SMALL = {
    "postcode_areas.csv": "area,lat,lon,name,nation,outcodes\nLS,53.8216,-1.5543,Leeds,England,2\n",
    "outcodes.csv": "outcode,lat,lon,place,region,nation\n"
    "LS6,53.8191,-1.5717,Leeds,Yorkshire and the Humber,England\n"
    'LS7,53.8200,-1.5300,"Chapeltown, Leeds",Yorkshire and the Humber,England\n',
    "outcodes_extra.csv": "outcode,county,district,radius_km,max_km,units,geographic,source\n"
    "LS6,West Yorkshire,Leeds,1.79,3.07,883,1,Code-Point Open 2025-05\n"
    "LS7,West Yorkshire,Leeds,1.50,3.07,700,1,Code-Point Open 2025-05\n",
    "places.csv": "name,alt_names,county,nation,lat,lon,kind,population,region,district,outcode\n"
    "Leeds,Loidis|Léeds,West Yorkshire,England,53.7965,-1.5478,city,536280,,Leeds,LS1\n"
    "West Yorkshire,W Yorks,West Yorkshire,England,53.7500,-1.6500,county,2300000,,,\n",
    "nicknames.csv": "nickname,name,county,nation,lat,lon,note,risk\n"
    "Leodis,Leeds,West Yorkshire,England,53.7965,-1.5478,poetic,0\n",
    "abroad.csv": "name,country\nParis,France\n",
    "ordinary_words.csv": "word,use\nplease,filler\n",
    "ties.csv": "says,words\nnear,next to|by\n",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    report = Report()
    read = read_gazetteer(PLACES, report)
    assert report.problems == []
    return read


def small(folder: Path, **changed: str | None) -> tuple[Gazetteer, list[str]]:
    for name, text in {**SMALL, **{f"{key}.csv": text for key, text in changed.items()}}.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    report = Report()
    read = read_gazetteer(folder, report)
    return read, [str(problem) for problem in report.problems]


def test_the_small_example_has_no_problem_and_every_name_is_known(tmp_path: Path) -> None:
    read, problems = small(tmp_path)
    assert problems == []
    for name in ("Leeds", "loidis", "LÉEDS", "Leodis", "leeds"):
        assert [place.full for place in read.candidates(name)] == ["Leeds, West Yorkshire"]


@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_missing_file_is_named_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    _, problems = small(tmp_path, **{name.removesuffix(".csv"): None})
    assert any(
        problem.startswith(f"{tmp_path.name}/{name}:1:") and "missing" in problem
        for problem in problems
    )


@pytest.mark.parametrize(
    ("sheet", "row", "says"),
    [
        ("places", "Ayr,,,England,north,-4.6,town,1,,,KA7", "'north' in the column 'lat'"),
        ("places", "Ayr,,,England,40.7,-4.6,town,1,,,KA7", "not a number from 49 to 61.5"),
        ("places", "Ayr,,,England,nan,-4.6,town,1,,,KA7", "not a number from 49 to 61.5"),
        ("places", "Ayr,,,Scotlnad,55.4,-4.6,town,1,,,KA7", "Did you mean 'Scotland'?"),
        ("places", "Ayr,,,Scotland,55.4,-4.6,twon,1,,,KA7", "Did you mean 'town'?"),
        ("places", "Ayr,,,Scotland,55.4,-4.6,town,many,,,KA7", "not a whole number"),
        ("places", ",,,Scotland,55.4,-4.6,town,1,,,KA7", "The column 'name' is empty"),
        ("places", "Ayr,Scotland", "This row has 2 cells, but 11 are needed"),
        ("outcodes", "LS6,53.8,-1.5,Leeds,,England", "here twice"),
        ("outcodes", "XX1,53.8,-1.5,Leeds,,England", "not a postcode district of any area"),
        ("outcodes_extra", "LS9,,,1,1,1,1,x", "not in outcodes.csv"),
        ("nicknames", "Auld Toon,Ayr,,Scotland,55.4,-4.6,slang,2", "'2' is not known"),
        ("abroad", "Rome,", "The column 'country' is empty"),
        ("ordinary_words", "reading,mostly", "'mostly' is not known"),
        ("ordinary_words", "please,never", "here twice"),
        ("ties", "nearly,almost", "'nearly' is not known"),
        ("ties", "near,", "The column 'words' is empty"),
        ("postcode_areas", "BD,53.8,-1.8,,England,27", "The column 'name' is empty"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line_and_the_others_are_read(
    tmp_path: Path, sheet: str, row: str, says: str
) -> None:
    text = SMALL[f"{sheet}.csv"]
    read, problems = small(tmp_path, **{sheet: f"{text}{row}\n"})
    line = text.count("\n") + 1
    assert len(problems) == 1
    assert problems[0].startswith(f"{tmp_path.name}/{sheet}.csv:{line}: ")
    assert says in problems[0]
    assert read.candidates("Leeds")
    assert read.outcodes["ls6"].full == "LS6 (Leeds)"


def test_wrong_columns_an_empty_file_and_an_open_quote_are_problems(tmp_path: Path) -> None:
    _, problems = small(
        tmp_path, places="name,lat\n", abroad="", nicknames=SMALL["nicknames.csv"] + '"Leo'
    )
    assert any("The first line must be: name,alt_names" in problem for problem in problems)
    assert any("abroad.csv:1: This file is empty" in problem for problem in problems)
    assert any("nicknames.csv:3: This row cannot be read" in problem for problem in problems)


def test_a_file_in_the_wrong_encoding_is_a_problem(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "abroad.csv").write_bytes(b"name,country\nCura\xe7ao,Netherlands\n")
    report = Report()
    read_gazetteer(tmp_path, report)
    assert [problem.line for problem in report.problems] == [2]


def test_every_name_we_say_back_fits_the_short_sms_alphabet(gazetteer: Gazetteer) -> None:
    said = [place for places in gazetteer.names.values() for place in places]
    said += [*gazetteer.outcodes.values(), *gazetteer.areas.values()]
    wrong = {each for place in said for each in (place.name, place.full) if set(each) - GSM_7}
    assert wrong == set()


def test_places_that_share_a_name_are_told_apart(gazetteer: Gazetteer) -> None:
    alike = [
        key
        for key, places in gazetteer.names.items()
        if len({place.full for place in places}) < len(places)
    ]
    assert alike == []


def test_a_name_is_keyed_as_the_same_words_are_read_in_a_text(gazetteer: Gazetteer) -> None:
    for places in gazetteer.names.values():
        for place in places:
            typed = " ".join("st" if word == "saint" else word for word in words(place.name))
            assert name_key(place.name) == typed


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Newport", "Newport, Wales"),
        ("Cardiff", "Cardiff, Wales"),
        ("Bristol", "Bristol, England"),
        ("Kent", "Kent"),
        ("Isle of Wight", "Isle of Wight"),
        ("Wales", "Wales"),
        ("ynys môn", "Isle of Anglesey"),
        ("Brum", "Birmingham, West Midlands"),
        ("hull", "Hull, East Riding of Yorkshire"),
        ("St. Helens", "St Helens, Merseyside"),
        ("Bo’ness", "Bo'ness, Falkirk"),
    ],
)
def test_a_name_leads_to_its_likeliest_place(gazetteer: Gazetteer, name: str, full: str) -> None:
    assert gazetteer.candidates(name)[0].full == full


@pytest.mark.parametrize(
    "name",
    """Leeds York Manchester Bath Bolton Newcastle Chester Wales Kingston Clapham Nelson
    Crosby Harwood""".split(),
)
def test_a_place_that_dwarfs_the_others_is_meant(gazetteer: Gazetteer, name: str) -> None:
    assert settled(gazetteer.candidates(name)) == gazetteer.candidates(name)[0]


@pytest.mark.parametrize(
    "name",
    """Newport Ashford Richmond Bangor Whitchurch Swinton Beeston Stanley Kirkby Newton Barton
    Longton Houghton Tarbert""".split(),
)
def test_a_name_that_several_towns_share_must_be_asked(gazetteer: Gazetteer, name: str) -> None:
    assert settled(gazetteer.candidates(name)) is None


@pytest.mark.parametrize(
    ("people", "meant"),
    [
        ((40_000, 4_000), True),
        ((40_000, 8_000), False),
        ((90_000, 7_000), True),
        ((4_600, 400), False),
        ((161_000, 24_000, 12_000), False),
    ],
)
def test_what_is_of_like_size(people: tuple[int, ...], meant: bool) -> None:
    """A village is no rival of a town six times as large, a town is up to twelve times."""
    places = [
        Place("X", f"X, {many}", "town", "", "England", 53.0, -1.0, population=many)
        for many in people
    ]
    assert (settled(places) is not None) is meant


def test_a_part_of_a_city_is_told_by_the_city(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Aigburth")[0].full == "Aigburth, Liverpool"


def test_the_county_and_the_city_of_one_name_are_one_place(gazetteer: Gazetteer) -> None:
    assert [place.kind for place in gazetteer.candidates("Cardiff")] == ["city"]
    assert [place.kind for place in gazetteer.candidates("Cornwall")] == ["county"]


def test_large_places_have_a_radius_near_their_true_size(gazetteer: Gazetteer) -> None:
    for name, low, high in [("Kent", 20, 40), ("Cornwall", 25, 50), ("Scotland", 70, 250)]:
        assert low <= gazetteer.candidates(name)[0].radius <= high
    for name, low, high in [("Shetland", 25, 40), ("Isle of Lewis", 15, 30), ("Alderney", 0, 10)]:
        assert low <= gazetteer.candidates(name)[0].radius <= high
    everything = {place for places in gazetteer.names.values() for place in places}
    assert not [p for p in everything if p.kind == "island" and not 1 < p.radius < 35]
    assert all(place.radius > 0 for place in everything if place.kind in LARGE)


@pytest.mark.parametrize(
    ("lat", "lon", "outcode"),
    [
        (53.8191, -1.5717, "LS6"),
        (51.5048, -0.1309, "SW1A"),
        (60.1535, -1.1530, "ZE1"),
        (49.2103, -2.1225, "JE3"),
    ],
)
def test_a_map_pin_is_in_its_nearest_district(
    gazetteer: Gazetteer, lat: float, lon: float, outcode: str
) -> None:
    nearest = gazetteer.nearest_outcode(lat, lon)
    assert nearest is not None
    assert nearest.outcode == outcode


@pytest.mark.parametrize(
    ("lat", "lon"), [(48.8566, 2.3522), (53.3498, -6.2603), (40.7, -74.0), (0.0, 0.0)]
)
def test_a_map_pin_abroad_is_in_no_district(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    assert gazetteer.nearest_outcode(lat, lon) is None


@given(lat=st.floats(), lon=st.floats())
def test_any_map_pin_is_read_or_refused(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    nearest = gazetteer.nearest_outcode(lat, lon)
    assert nearest is None or miles_between(lat, lon, nearest.lat, nearest.lon) <= 25


def test_a_large_user_code_stands_in_the_middle_of_its_area(gazetteer: Gazetteer) -> None:
    code, area = gazetteer.outcodes["ls99"], gazetteer.areas["ls"]
    assert (code.lat, code.lon) == (area.lat, area.lon)


def test_districts_people_shorten_are_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.outcodes["sw1"].full == "SW1 (St James, London)"
    assert gazetteer.outcodes["ec1"].nation == "England"


def test_the_attribution_stands_beside_the_data() -> None:
    text = " ".join((PLACES / "README.md").read_text(encoding="utf-8").split())
    for owner in ("OS data (c) Crown copyright", "Royal Mail data", "GeoNames, CC BY 4.0"):
        assert owner in text
