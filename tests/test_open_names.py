"""``chatbot places load``: the download's columns, our own, what is left out, undo."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chatbot.cli import main
from chatbot.feeds.grid import to_wgs84
from chatbot.feeds.open_names import OS_COLUMNS
from chatbot.loading.places import read_gazetteer
from chatbot.loading.tree import Report
from chatbot.understanding.place.placing import Found, read_place

FLOWS = Path(__file__).parent.parent / "flows"
OURS = "name,alt_names,county,nation,lat,lon,kind,population,region,district,outcode\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    flows = tmp_path / "flows"
    shutil.copytree(FLOWS, flows, ignore=shutil.ignore_patterns("*.stories.yaml"))
    return flows


def load(folder: Path, file: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["places", "load", str(file), "--flows", str(folder), *options])


def settlement(name: str, east: str, north: str, local: str = "Hamlet", kind: str = "") -> str:
    cells = dict.fromkeys(OS_COLUMNS, "")
    cells |= {
        "ID": "osgb1", "NAMES_URI": "http://example.org/1", "NAME1": name, "LOCAL_TYPE": local,
        "TYPE": kind or "populatedPlace", "GEOMETRY_X": east, "GEOMETRY_Y": north,
        "POSTCODE_DISTRICT": "LS21", "COUNTY_UNITARY": "West Yorkshire", "COUNTRY": "England",
    }  # fmt: skip
    return ",".join(cells.values()) + "\n"


@pytest.mark.parametrize(
    ("point", "degrees"),
    [
        # The worked example of Ordnance Survey's guide, and Ben Nevis.
        ((651409.903, 313177.270), (52.65798, 1.71605)),
        ((216666, 771288), (56.79685, -5.00350)),
    ],
)
def test_the_grid_becomes_latitude_and_longitude(
    point: tuple[float, float], degrees: tuple[float, float]
) -> None:
    assert to_wgs84(*point) == pytest.approx(degrees, abs=0.0003)


def test_hamlets_of_the_download_are_found_and_roads_are_not(folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "opname_csv_gb.zip"
    with zipfile.ZipFile(packed, "w") as names:
        names.writestr("Doc/OS_Open_Names_Header.csv", ",".join(OS_COLUMNS))
        names.writestr(
            "Data/SE24.csv",
            settlement("Zeblethwaite", "420000", "445000")
            + settlement("Leeds", "430000", "433500", "City")
            + settlement("Zeblethwaite Road", "420000", "445100", "Named Road", "transportNetwork")
            + settlement("Nowhere Green", "far", "off"),
        )
    result = load(folder, packed)
    assert result.exit_code == 0, result.output
    assert "4 rows read: 1 new places, 1 known already, 1 with problems." in result.output
    assert "Left out: Data/SE24.csv, row 4: 'Nowhere Green' has no position" in result.output
    found = read_gazetteer(folder / "places", Report()).candidates("zeblethwaite")
    assert [place.full for place in found] == ["Zeblethwaite, West Yorkshire"]
    undone = CliRunner().invoke(main, ["places", "unload", "--flows", str(folder)])
    assert undone.exit_code == 0
    assert not read_gazetteer(folder / "places", Report()).candidates("zeblethwaite")


def test_a_table_of_our_own_columns_packed_or_in_a_folder(folder: Path, tmp_path: Path) -> None:
    row = "Zeblethwaite,,Cumbria,England,54.5,-3.1,hamlet,40,,,CA12\n"
    packed = tmp_path / "names.csv.gz"
    packed.write_bytes(gzip.compress((OURS + row).encode()))
    assert "1 new places" in load(folder, packed, "--dry-run").output
    assert not (folder / "places" / "loaded.csv").exists()
    many = tmp_path / "many"
    many.mkdir()
    (many / "a.csv").write_text(OURS + row, encoding="utf-8")
    assert "1 new places" in load(folder, many).output
    assert (folder / "places" / "loaded.csv").read_text(encoding="utf-8") == OURS + row


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "0 columns"),
        (b"a,b,c\n1,2,3\n", "3 columns"),
        (OURS.encode(), "holds no rows"),
        (OURS.encode() + b"\xff\xfe,,,,1,1,,,,,\n", "not a CSV file in UTF-8"),
        (OURS.encode() + b"Paris,,,France,48.8,2.3,city,1,,,\n", "There is nothing to add"),
    ],
)
def test_what_cannot_be_read_is_said(
    folder: Path, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes(content)
    result = load(folder, file)
    assert result.exit_code == 1
    assert says in result.output
    assert not (folder / "places" / "loaded.csv").exists()


def test_an_ordinary_word_stays_one_though_a_hamlet_has_its_name(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "names.csv"
    file.write_text(OURS + "Maybe,,Cumbria,England,54.5,-3.1,hamlet,40,,,CA12\n", encoding="utf-8")
    assert load(folder, file).exit_code == 0
    gazetteer = read_gazetteer(folder / "places", Report())
    assert read_place(gazetteer, "maybe", asked=True).found is Found.NONE
