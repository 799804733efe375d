"""The place data of flows/places, read into a Gazetteer; every bad row named by file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chatbot.gazetteer import LARGE, Gazetteer, WordUse, name_key
from chatbot.loading.districts import read_areas, read_districts, with_short_outcodes
from chatbot.loading.gathering import build_gazetteer
from chatbot.loading.nicknames import (
    read_abroad,
    read_cues,
    read_nicknames,
    read_words,
)
from chatbot.loading.sheet import NATIONS, BadCell, Row, Sheet, plain
from chatbot.loading.shortening import shortened
from chatbot.loading.spread import District, Spread, by_area, radius_of
from chatbot.loading.tree import Report
from chatbot.places import Place, miles_between

PLACES = (
    "name", "alt_names", "county", "nation", "lat", "lon", "kind", "population", "region",
    "district", "outcode",
)  # fmt: skip
SETTLEMENTS = ("city", "town", "suburb", "village", "settlement", "locality", "hamlet")
KINDS = (*sorted(LARGE), *SETTLEMENTS)
ADDITIONS_FILE = "additions.csv"
LOCALITIES = ("name", "alt_names", "county", "kind", "outcode", "lat", "lon")
LOCALITIES_FILE = "localities.csv"
WEIGHTS: Mapping[str, int] = {
    "area": 2_500, "hamlet": 30, "island": 100, "suburb": 2_500, "town": 20_000, "village": 200,
}  # fmt: skip
"""What a locality weighs, by its kind, as if so many people lived there: nobody counted them."""
PART_OF_A_TOWN = 2_000
"""What a suburb of a smaller place weighs: who lives there names the town."""
CROWDED = ("suburb", "area", "town")
"""Kinds of locality in which so many people live that a town of its name must be asked about."""
LOADED_FILE = "loaded.csv"
COMMON_FILE = "words/common.txt"
KNOWN_FILE = "words/known.txt"
OTHER_WORDS_FILE = "other_words.txt"
REPLACED_MILES = 5.0
_PARTS = frozenset(("suburb", "settlement"))
_CITIES = frozenset(
    "Barnsley|Birmingham|Bolton|Bradford|Bury|Coventry|Doncaster|Dudley|Gateshead|Leeds|Liverpool|"
    "Manchester|Newcastle upon Tyne|Oldham|Rochdale|Rotherham|Salford|Sheffield|Solihull|Stockport|"
    "Sunderland|Wakefield|Walsall|Wigan|Wolverhampton".split("|")
)
"""Districts that have the name of the city whose parts are in them."""
_BIG = _CITIES | frozenset(
    "Greater London|Belfast|Brighton and Hove|Bristol|Cardiff|Derby|Edinburgh|Glasgow|Aberdeen|"
    "Dundee|Kingston upon Hull|Leicester|Nottingham|Plymouth|Portsmouth|Southampton|Stoke-on-Trent|"
    "Swansea|York|Sefton|Knowsley|Tameside|Trafford|Sandwell|North Tyneside".split("|")
)
"""Districts in which a suburb is often named without its city."""
_OTHER_LINK = {"on": "upon", "upon": "on"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a table of places: the place, the other names it goes by, what it lies in."""

    place: Place
    others: tuple[str, ...]
    within: str

    def named(self) -> Iterator[tuple[str, Place]]:
        """Yield the place under every name it goes by."""
        yield self.place.name, self.place
        for name in self.others:
            yield name, self.place


def read_gazetteer(folder: Path, report: Report) -> Gazetteer:
    """Read the tables of ``folder``. Bad rows are reported and left out.

    A small place called by one of the ordinary words beside the folder is not meant by it.
    """
    areas = read_areas(folder, report)
    districts = read_districts(folder, report, areas)
    spread = Spread(districts)
    listed = list(_read_places(Sheet(folder, "places.csv", PLACES, report), spread))
    additions = Sheet(folder, ADDITIONS_FILE, PLACES, report)
    if additions.is_there:
        listed = _with_additions(listed, _read_places(additions, spread))
    localities = list(_localities(folder, report, districts, areas, spread))
    crowded = (each for each in localities if each.place.kind in CROWDED)
    listed = _with_additions(listed, crowded)
    small = [each for each in localities if each.place.kind not in CROWDED]
    loaded = Sheet(folder, LOADED_FILE, PLACES, report)
    if loaded.is_there:
        small += _read_places(loaded, spread)
    hamlets = _told_apart(small)
    named = [pair for each in _told_apart(listed) for pair in each.named()]
    nicknamed, risky = read_nicknames(folder, report, named)
    named += shortened(named)
    word_uses = dict.fromkeys(risky, WordUse.AFTER) | read_words(folder, report)
    grouped = by_area(districts)
    return build_gazetteer(
        named,
        nicknamed=nicknamed,
        hamlets=[pair for each in hamlets for pair in each.named()],
        outcodes=with_short_outcodes(each.place for each in districts),
        areas=[
            replace(area, radius=radius_of(area.lat, area.lon, grouped.get(area.outcode, ())))
            for area in areas.values()
        ],
        abroad=read_abroad(folder, report),
        word_uses=word_uses,
        common=_word_list(folder.parent / COMMON_FILE),
        rare=_word_list(folder / OTHER_WORDS_FILE) | _word_list(folder.parent / KNOWN_FILE),
        pins=[each.place for each in districts if each.geographic],
        cues=read_cues(folder, report),
    )


def _word_list(path: Path) -> frozenset[str]:
    """Return the words of a file, one a line; none where there is no file."""
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8", errors="ignore").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _read_places(sheet: Sheet, spread: Spread) -> Iterator[Listed]:
    for line, row in sheet.rows():
        try:
            place = _place(row, spread)
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        own = name_key(place.name)
        others = tuple(
            name
            for name in (*row.text("alt_names").split("|"), _otherwise_linked(place.name))
            if name and name_key(name) != own
        )
        yield Listed(place, others, _within(row))


def _localities(
    folder: Path,
    report: Report,
    known: Sequence[District],
    areas: Mapping[str, Place],
    spread: Spread,
) -> Iterator[Listed]:
    """Yield places that were listed by hand: in the middle of their postcode district, or where
    the row says."""
    sheet = Sheet(folder, LOCALITIES_FILE, LOCALITIES, report)
    districts = {each.place.outcode: each for each in known}
    for line, row in sheet.rows() if sheet.is_there else ():
        try:
            name, kind = plain(row.needed("name")), row.one_of("kind", tuple(WEIGHTS))
            district = districts.get(row.needed("outcode"))
            middle = row.middle() if row.text("lat") else None
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        if district is None:
            sheet.problem(line, f"'{row.text('outcode')}' is not in outcodes.csv.")
            continue
        around, county = district.place, plain(row.text("county"))
        lat, lon = middle or (around.lat, around.lon)
        area = areas[district.area].full  # "LS (Leeds)"
        city = [each for each in district.inside if area.endswith(f"({_city(each)})")]
        where = _where(name, kind, county, city) or around.nation
        town = kind == "suburb" and _BIG.isdisjoint(map(_city, district.inside))
        weight = PART_OF_A_TOWN if town else WEIGHTS[kind]
        place = Place(
            name, name if kind in LARGE else f"{name}, {where}", kind, county, around.nation,
            lat, lon, outcode=around.outcode, population=weight,
            radius=spread.radius(name, kind, lat, lon, weight),
            rural=spread.rural(around.outcode, kind, weight),
        )  # fmt: skip
        others = (*row.text("alt_names").split("|"), _otherwise_linked(name))
        yield Listed(place, tuple(o for o in others if o and name_key(o) != name_key(name)), county)


def _otherwise_linked(name: str) -> str:
    """Return "Upton on Severn" for Upton upon Severn, as people say either."""
    words = name_key(name).split(" ")
    return " ".join(_OTHER_LINK.get(word, word) if at else word for at, word in enumerate(words))


def _place(row: Row, spread: Spread) -> Place:
    name = plain(row.needed("name")).replace("Saint ", "St ")
    lat, lon = row.middle()
    kind = row.one_of("kind", KINDS)
    population = row.whole("population")
    county, nation = plain(row.text("county")), row.one_of("nation", NATIONS)
    where = _where(name, kind, county, [plain(row.text("district"))]) or nation
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
        rural=spread.rural(row.text("outcode"), kind, population),
    )


def _where(name: str, kind: str, county: str, districts: Iterable[str]) -> str:
    """Return the county, or for a part of a city the city: "Heaton, Bradford"."""
    if kind in _PARTS:
        for district in districts:
            city = district.removeprefix("City of ")
            if city != name and (city in _CITIES or city != district):
                return city
    return county if county != name else ""


def _city(district: str) -> str:
    """Return the city of a district: "City of Leicester", "Glasgow City"."""
    return district.removeprefix("The ").removeprefix("City of ").removesuffix(" City")


def _within(row: Row) -> str:
    """Return what tells a place from one of its name in its county."""
    district = row.text("district")
    return plain(district if district and district != row.text("name") else row.text("county"))


def _with_additions(listed: Iterable[Listed], additions: Iterable[Listed]) -> list[Listed]:
    """Put each addition in the place of the row of its name nearby, whose other names it keeps."""
    known: dict[str, list[Listed]] = {}
    for each in listed:
        known.setdefault(name_key(each.place.name), []).append(each)
    for new in additions:
        alike = known.setdefault(name_key(new.place.name), [])
        old = next((each for each in alike if _is_same(each.place, new.place)), None)
        if old is None:
            alike.append(new)
            continue
        others = tuple(dict.fromkeys((*old.others, *new.others)))
        alike[alike.index(old)] = replace(new, others=others, within=new.within or old.within)
    return [each for alike in known.values() for each in alike]


def _is_same(place: Place, other: Place) -> bool:
    """A county is never the town of its name."""
    if (place.kind in LARGE) != (other.kind in LARGE):
        return False
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= REPLACED_MILES


def _told_apart(listed: Iterable[Listed]) -> list[Listed]:
    """Describe those alike in name and county by what they lie in."""
    rows = list(listed)
    alike: dict[str, int] = {}
    for each in rows:
        alike[each.place.full] = alike.get(each.place.full, 0) + 1
    return [
        replace(each, place=replace(each.place, full=f"{each.place.name}, {each.within}"))
        if alike[each.place.full] > 1 and each.place.kind not in LARGE
        else each
        for each in rows
    ]
