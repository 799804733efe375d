"""Postcode areas and districts, from their three tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from chatbot.loading.sheet import NATIONS, BadCell, Row, Sheet, plain
from chatbot.loading.spread import MILES_PER_KM, District, is_sparse
from chatbot.loading.tree import Report
from chatbot.places import Place, miles_between

OUTCODES = ("outcode", "lat", "lon", "place", "region", "nation")
OUTCODES_EXTRA = (
    "outcode", "county", "district", "radius_km", "max_km", "units", "geographic", "source",
)  # fmt: skip
_FINAL_LETTER = re.compile(r"[a-z]{1,2}[0-9][a-z]")
POSTCODE_AREAS = ("area", "lat", "lon", "name", "nation", "outcodes")


def area_of(outcode: str) -> str:
    """Return the postcode area of a district: "LS" of "LS6"."""
    return outcode[:2] if outcode[1:2].isalpha() else outcode[:1]


def read_areas(folder: Path, report: Report) -> dict[str, Place]:
    """Return the postcode areas by their letters."""
    sheet = Sheet(folder, "postcode_areas.csv", POSTCODE_AREAS, report)
    areas: dict[str, Place] = {}
    for line, row in sheet.rows():
        try:
            code = row.needed("area").upper()
            lat, lon = row.middle()
            name = plain(row.needed("name"))
            full = f"{code} ({name})"
            nation = row.one_of("nation", NATIONS)
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        if code in areas:
            sheet.problem(line, f"The postcode area '{code}' is here twice. Take one out.")
        areas[code] = Place(code, full, "postcode_area", "", nation, lat, lon, code)
    return areas


def read_districts(folder: Path, report: Report, areas: Mapping[str, Place]) -> list[District]:
    """Return the postcode districts, with what outcodes_extra.csv adds."""
    sheet = Sheet(folder, "outcodes.csv", OUTCODES, report)
    extra_sheet = Sheet(folder, "outcodes_extra.csv", OUTCODES_EXTRA, report)
    extras = {row.text("outcode"): (line, row) for line, row in extra_sheet.rows()}
    districts: dict[str, District] = {}
    for line, row in sheet.rows():
        code = row.text("outcode")
        if code in districts:
            sheet.problem(line, f"The postcode district '{code}' is here twice. Take one out.")
            continue
        if area_of(code) not in areas:
            sheet.problem(
                line, f"'{code}' is not a postcode district of any area in postcode_areas.csv."
            )
            continue
        extra_line, extra = extras.pop(code, (0, None))
        try:
            district = _district(code, row, areas[area_of(code)])
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        if extra is not None:
            try:
                district = _with_extra(district, extra, areas[area_of(code)])
            except BadCell as fault:
                extra_sheet.problem(extra_line, str(fault))
        districts[code] = district
    for code, (line, _) in extras.items():
        extra_sheet.problem(line, f"'{code}' is not in outcodes.csv. Add it there, or take it out.")
    return list(districts.values())


def with_short_outcodes(outcodes: Iterable[Place]) -> dict[str, Place]:
    """Key districts in lower case, and add what people shorten: "SW1" for SW1A, SW1E and so on."""
    keyed = {place.outcode.casefold(): place for place in outcodes}
    families: dict[str, list[Place]] = {}
    for key, place in keyed.items():
        if _FINAL_LETTER.fullmatch(key) and key[:-1] not in keyed:
            families.setdefault(key[:-1], []).append(place)
    for key, family in families.items():
        middle = replace(
            family[0],
            name=key.upper(),
            full=f"{key.upper()} {family[0].full.partition(' ')[2]}",
            outcode=key.upper(),
            lat=sum(place.lat for place in family) / len(family),
            lon=sum(place.lon for place in family) / len(family),
        )
        spread = max(miles_between(middle.lat, middle.lon, each.lat, each.lon) for each in family)
        keyed[key] = replace(middle, radius=round(spread + middle.radius, 1))
    return keyed


def read_middles(folder: Path, report: Report) -> Callable[[str], tuple[float, float] | None]:
    """Return what gives the middle of a postcode district, without all the places of the UK."""
    districts = read_districts(folder, report, read_areas(folder, report))
    keyed = with_short_outcodes(each.place for each in districts)

    def middle(outcode: str) -> tuple[float, float] | None:
        place = keyed.get(outcode.casefold())
        return (place.lat, place.lon) if place else None

    return middle


def _district(code: str, row: Row, area: Place) -> District:
    lat, lon = row.middle()
    nation = row.one_of("nation", NATIONS)
    near = _town(plain(row.needed("place")))
    place = Place(code, f"{code} ({near})", "outcode", "", nation, lat, lon, code)
    inside = frozenset({row.text("region"), nation})
    return District(place, area.outcode, inside, postcodes=0, geographic=True)


def _with_extra(district: District, extra: Row, area: Place) -> District:
    """Add what is known of a district. One that is no area on the ground gets its area's middle."""
    county = extra.text("county")
    geographic = extra.one_of("geographic", ("0", "1")) == "1"
    miles = round(extra.decimal("radius_km", (0.0, 200.0)) * MILES_PER_KM, 1)
    rural = geographic and is_sparse(miles, extra.whole("units"), district.place.nation)
    place = replace(district.place, county=county, radius=miles, rural=rural)
    if not geographic:
        place = replace(place, lat=area.lat, lon=area.lon)
    return replace(
        district,
        place=place,
        inside=district.inside | {county, extra.text("district")} - {""},
        postcodes=extra.whole("units"),
        geographic=geographic,
    )


def _town(place: str) -> str:
    """Return the town of "Fallowfield, Manchester"; of a London suburb, "Stanmore, London"."""
    parts = place.removesuffix(" area").split(", ")
    if parts[-1] == "London" and len(parts) > 1:
        return f"{parts[0]}, London"
    return parts[-1]
