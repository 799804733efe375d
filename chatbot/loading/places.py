"""The place data of flows/places, read into a Gazetteer; every bad row named by file and line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from chatbot.gazetteer import LARGE, Gazetteer, WordUse, build_gazetteer, name_key
from chatbot.loading.sheet import BadCell, Row, Sheet
from chatbot.loading.spread import MILES_PER_KM, District, Spread, by_area, radius_of
from chatbot.loading.tree import Report
from chatbot.places import Place, miles_between

OUTCODES = ("outcode", "lat", "lon", "place", "region", "nation")
OUTCODES_EXTRA = (
    "outcode", "county", "district", "radius_km", "max_km", "units", "geographic", "source",
)  # fmt: skip
POSTCODE_AREAS = ("area", "lat", "lon", "name", "nation", "outcodes")
PLACES = (
    "name", "alt_names", "county", "nation", "lat", "lon", "kind", "population", "region",
    "district", "outcode",
)  # fmt: skip
NICKNAMES = ("nickname", "name", "county", "nation", "lat", "lon", "note", "risk")
ABROAD = ("name", "country")
ORDINARY_WORDS = ("word", "use")

NATIONS = (
    "England", "Scotland", "Wales", "Northern Ireland", "Isle of Man", "Jersey", "Guernsey",
)  # fmt: skip
SETTLEMENTS = ("city", "town", "suburb", "village", "settlement", "locality", "hamlet")
KINDS = (*sorted(LARGE), *SETTLEMENTS)
NICKNAME_MILES = 15.0


def read_gazetteer(folder: Path, report: Report) -> Gazetteer:
    """Read the seven CSV files of ``folder``. Bad rows are reported and left out."""
    areas = _read_areas(Sheet(folder, "postcode_areas.csv", POSTCODE_AREAS, report))
    districts = _read_districts(folder, report, areas)
    spread = Spread(districts)
    named = list(_read_places(Sheet(folder, "places.csv", PLACES, report), spread))
    nicknamed, risky = _read_nicknames(Sheet(folder, "nicknames.csv", NICKNAMES, report), named)
    word_uses = dict.fromkeys(risky, WordUse.AFTER)
    word_uses |= _read_words(Sheet(folder, "ordinary_words.csv", ORDINARY_WORDS, report))
    grouped = by_area(districts)
    return build_gazetteer(
        [*named, *nicknamed],
        outcodes=[each.place for each in districts],
        areas=[
            replace(area, radius=radius_of(area.lat, area.lon, grouped.get(area.outcode, ())))
            for area in areas.values()
        ],
        abroad=_read_abroad(Sheet(folder, "abroad.csv", ABROAD, report)),
        word_uses=word_uses,
        pins=[each.place for each in districts if each.geographic],
    )


def plain(name: str) -> str:
    """Return a name in letters every phone can show in the short SMS alphabet: no accents."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return text.encode("ascii", "ignore").decode("ascii")


def area_of(outcode: str) -> str:
    """Return the postcode area of a district: "LS" of "LS6"."""
    return outcode[:2] if outcode[1:2].isalpha() else outcode[:1]


def _read_areas(sheet: Sheet) -> dict[str, Place]:
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


def _read_districts(folder: Path, report: Report, areas: Mapping[str, Place]) -> list[District]:
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
    place = replace(district.place, county=county, radius=miles)
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


def _read_places(sheet: Sheet, spread: Spread) -> Iterator[tuple[str, Place]]:
    """Yield each place under every name it goes by."""
    rows: list[tuple[Row, Place]] = []
    alike: dict[str, int] = {}
    for line, row in sheet.rows():
        try:
            place = _place(row, spread)
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        rows.append((row, place))
        alike[place.full] = alike.get(place.full, 0) + 1
    for row, place in rows:
        if alike[place.full] > 1 and place.kind not in LARGE:
            place = replace(place, full=f"{place.name}, {plain(_nearest_name(row))}")
        yield place.name, place
        for name in row.text("alt_names").split("|"):
            if name and name_key(name) != name_key(place.name):
                yield name, place


def _place(row: Row, spread: Spread) -> Place:
    name = plain(row.needed("name"))
    lat, lon = row.middle()
    kind = row.one_of("kind", KINDS)
    population = row.whole("population")
    county, nation = plain(row.text("county")), row.one_of("nation", NATIONS)
    where = county if county and county != name else nation
    return Place(
        name,
        name if kind in LARGE else f"{name}, {where}",
        kind,
        county,
        nation,
        lat,
        lon,
        outcode=row.text("outcode"),
        radius=spread.radius(name, kind, lat, lon, population),
        population=population,
    )


def _nearest_name(row: Row) -> str:
    """Return what tells a place from one of its name in its county."""
    district = row.text("district")
    return district if district and district != row.text("name") else row.text("county")


def _read_nicknames(
    sheet: Sheet, named: list[tuple[str, Place]]
) -> tuple[list[tuple[str, Place]], set[str]]:
    """Return nicknames with their places, and those that are also ordinary words."""
    known: dict[str, list[Place]] = {}
    for name, place in named:
        known.setdefault(name_key(name), []).append(place)
    found: list[tuple[str, Place]] = []
    risky: set[str] = set()
    for line, row in sheet.rows():
        try:
            nickname, place = row.needed("nickname"), _nicknamed(row, known, named)
            risk = row.one_of("risk", ("0", "1"))
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        found.append((nickname, place))
        if name_key(place.name) not in known:
            found.append((place.name, place))
        if risk == "1":
            risky.add(name_key(nickname))
    return found, risky


def _nicknamed(row: Row, known: Mapping[str, list[Place]], named: list[tuple[str, Place]]) -> Place:
    """Return the place a nickname stands for; one under a shorter name counts as that place."""
    name = plain(row.needed("name"))
    lat, lon = row.middle()
    county, nation = plain(row.text("county")), row.one_of("nation", NATIONS)
    for place in known.get(name_key(name), ()):
        if place.kind in LARGE or miles_between(lat, lon, place.lat, place.lon) <= NICKNAME_MILES:
            return place
    near = max(
        (
            place
            for _, place in named
            if place.kind not in LARGE
            and abs(place.lat - lat) < 0.05
            and miles_between(lat, lon, place.lat, place.lon) <= 2
        ),
        key=lambda place: place.population,
        default=Place(name, name, "town", county, nation, lat, lon),
    )
    return replace(near, name=name, full=f"{name}, {county or nation}")


def _read_abroad(sheet: Sheet) -> dict[str, str]:
    abroad: dict[str, str] = {}
    for line, row in sheet.rows():
        try:
            abroad[plain(row.needed("name"))] = plain(row.needed("country"))
        except BadCell as fault:
            sheet.problem(line, str(fault))
    return abroad


def _read_words(sheet: Sheet) -> dict[str, WordUse]:
    uses: dict[str, WordUse] = {}
    for line, row in sheet.rows():
        try:
            word = name_key(row.needed("word"))
            use = WordUse(row.one_of("use", tuple(WordUse)))
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        if word in uses:
            sheet.problem(line, f"'{word}' is here twice. Take one out.")
        uses[word] = use
    return uses
