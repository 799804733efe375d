"""Hamlets and districts of Ordnance Survey's Open Names, as rows of places.csv.

Source of the columns: the header file of the download, ``Doc/OS_Open_Names_Header.csv``.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.feeds.faults import FeedError
from chatbot.feeds.grid import to_wgs84
from chatbot.gazetteer import name_key
from chatbot.places import miles_between

COLUMNS = tuple(
    "name alt_names county nation lat lon kind population region district outcode".split()
)
OS_COLUMNS = tuple(
    "ID NAMES_URI NAME1 NAME1_LANG NAME2 NAME2_LANG TYPE LOCAL_TYPE GEOMETRY_X GEOMETRY_Y "
    "MOST_DETAIL_VIEW_RES LEAST_DETAIL_VIEW_RES MBR_XMIN MBR_YMIN MBR_XMAX MBR_YMAX "
    "POSTCODE_DISTRICT POSTCODE_DISTRICT_URI POPULATED_PLACE POPULATED_PLACE_URI "
    "POPULATED_PLACE_TYPE DISTRICT_BOROUGH DISTRICT_BOROUGH_URI DISTRICT_BOROUGH_TYPE "
    "COUNTY_UNITARY COUNTY_UNITARY_URI COUNTY_UNITARY_TYPE REGION REGION_URI COUNTRY "
    "COUNTRY_URI RELATED_SPATIAL_OBJECT SAME_AS_DBPEDIA SAME_AS_GEONAMES".split()
)
KINDS: Mapping[str, tuple[str, int]] = {
    "City": ("city", 100_000), "Town": ("town", 10_000), "Village": ("village", 700),
    "Suburban Area": ("suburb", 2_000), "Hamlet": ("hamlet", 60),
    "Other Settlement": ("settlement", 60),
}  # fmt: skip
"""What a settlement is called here, and roughly how many people live in one: only to rank."""
KNOWN_MILES = 1.9
"""Within 3 km of a place of its name it is that place."""
LEAST_COLUMNS = frozenset(("name", "lat", "lon"))


@dataclass(slots=True)
class Gathered:
    """What a file gives. ``refused`` says, by row, what is wrong with it."""

    rows: list[dict[str, str]] = field(default_factory=list)
    read: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)


def gather(source: Path, known: Mapping[str, list[tuple[float, float]]]) -> Iterator[Gathered]:
    """Read a ZIP, a folder, a CSV or a packed CSV; yield the sum so far every 50,000 rows.

    ``known`` gives where the places of each name lie, by ``gazetteer.name_key``; what is there
    already is left out. Raises FeedError when nothing in ``source`` can be read.
    """
    gathered = Gathered()
    seen: dict[str, list[tuple[float, float]]] = {}
    for file, lines in _files(source):
        for at, row in enumerate(_rows(file, lines), 1):
            gathered.read += 1
            if gathered.read % 50_000 == 0:
                yield gathered
            if not row:
                continue
            problem = _problem(row)
            if problem:
                gathered.refused.append(f"{file}, row {at}: {problem}")
                continue
            key, point = name_key(row["name"]), (float(row["lat"]), float(row["lon"]))
            if any(_near(point, other) for other in (*known.get(key, ()), *seen.get(key, ()))):
                gathered.known += 1
                continue
            seen.setdefault(key, []).append(point)
            gathered.rows.append(row)
    if not gathered.read:
        raise FeedError(f"{source} holds no rows.")
    yield gathered


def _near(point: tuple[float, float], other: tuple[float, float]) -> bool:
    return miles_between(*point, *other) <= KNOWN_MILES


def _files(source: Path) -> Iterator[tuple[str, Iterator[list[str]]]]:
    if source.is_dir():
        paths = sorted(path for path in source.rglob("*.csv") if "header" not in path.name.lower())
        if not paths:
            raise FeedError(f"There is no CSV file in {source}.")
        for path in paths:
            with path.open(encoding="utf-8-sig", newline="") as text:
                yield path.name, csv.reader(text)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as packed:
            names = [n for n in sorted(packed.namelist()) if n.lower().endswith(".csv")]
            for name in (n for n in names if "header" not in n.lower()):
                with packed.open(name) as raw:
                    yield name, csv.reader(io.TextIOWrapper(raw, "utf-8-sig", newline=""))
    else:
        with _opened(source) as text:
            yield source.name, csv.reader(text)


@contextmanager
def _opened(source: Path) -> Iterator[io.TextIOBase]:
    with source.open("rb") as raw:
        is_packed = raw.read(2) == b"\x1f\x8b"
    if is_packed:
        with gzip.open(source, "rt", encoding="utf-8-sig", newline="") as text:
            yield text
    else:
        with source.open(encoding="utf-8-sig", newline="") as plain:
            yield plain


def _rows(file: str, lines: Iterator[list[str]]) -> Iterator[dict[str, str]]:
    """Yield rows of places.csv; an empty one for what is no settlement."""
    try:
        first = next(lines, [])
        if set(first) >= LEAST_COLUMNS:
            yield from _plain_rows(first, lines)
            return
        named = first[:3] == list(OS_COLUMNS[:3])
        if not named and len(first) != len(OS_COLUMNS):
            raise FeedError(
                f"{file} has {len(first)} columns. Open Names has {len(OS_COLUMNS)}, and a table "
                "of ours has at least name, lat and lon."
            )
        if not named:
            yield _from_os(first)
        yield from map(_from_os, lines)
    except (UnicodeDecodeError, csv.Error) as fault:
        raise FeedError(f"{file} is not a CSV file in UTF-8: {fault}") from None


def _plain_rows(header: list[str], lines: Iterator[list[str]]) -> Iterator[dict[str, str]]:
    for line in lines:
        row = dict(zip(header, line, strict=False))
        yield {column: row.get(column, "").strip() for column in COLUMNS}


def _from_os(line: list[str]) -> dict[str, str]:
    row = dict(zip(OS_COLUMNS, line, strict=False))
    found = KINDS.get(row.get("LOCAL_TYPE", ""))
    if row.get("TYPE") != "populatedPlace" or found is None:
        return {}
    kind, people = found
    lat, lon = "", ""
    try:
        point = to_wgs84(float(row["GEOMETRY_X"]), float(row["GEOMETRY_Y"]))
        lat, lon = (f"{value:.4f}" for value in point)
    except (KeyError, ValueError, OverflowError):
        pass
    county = row.get("COUNTY_UNITARY") or row.get("DISTRICT_BOROUGH") or row.get("REGION", "")
    return {
        "name": row["NAME1"].strip(), "alt_names": row.get("NAME2", "").strip(),
        "county": county, "nation": row.get("COUNTRY", ""), "lat": lat, "lon": lon, "kind": kind,
        "population": str(people), "region": row.get("REGION", ""),
        "district": row.get("DISTRICT_BOROUGH", ""), "outcode": row.get("POSTCODE_DISTRICT", ""),
    }  # fmt: skip


def _problem(row: Mapping[str, str]) -> str:
    if not row["name"]:
        return "it has no name."
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        return f"'{row['name']}' has no position that can be read."
    if not (49 <= lat <= 61.5 and -9 <= lon <= 2.5):
        return f"'{row['name']}' lies outside the UK."
    return ""
