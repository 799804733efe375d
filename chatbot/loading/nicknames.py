"""Nicknames, places abroad, the words that are not only a place, and the words around one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from chatbot.gazetteer import LARGE, WordUse, name_key
from chatbot.loading.sheet import NATIONS, BadCell, Row, Sheet, plain
from chatbot.loading.tree import Report
from chatbot.places import Place, miles_between
from chatbot.understanding.place.cues import Cues, Says
from chatbot.understanding.words.tokens import words

NICKNAMES = ("nickname", "name", "county", "nation", "lat", "lon", "note", "risk")
ABROAD = ("name", "country")
ORDINARY_WORDS = ("word", "use")
TIES = ("says", "words")
NICKNAME_MILES = 15.0


def read_nicknames(
    folder: Path, report: Report, named: list[tuple[str, Place]]
) -> tuple[list[tuple[str, Place]], set[str]]:
    """Return nicknames with their places, and those that are also ordinary words.

    A place known only under a longer name is added to ``named``.
    """
    sheet = Sheet(folder, "nicknames.csv", NICKNAMES, report)
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
            known[name_key(place.name)] = [place]
            named.append((place.name, place))
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


def read_abroad(folder: Path, report: Report) -> dict[str, str]:
    """Return the country of every place abroad, by its name."""
    sheet = Sheet(folder, "abroad.csv", ABROAD, report)
    abroad: dict[str, str] = {}
    for line, row in sheet.rows():
        try:
            abroad[plain(row.needed("name"))] = plain(row.needed("country"))
        except BadCell as fault:
            sheet.problem(line, str(fault))
    return abroad


def read_words(folder: Path, report: Report) -> dict[str, WordUse]:
    """Return what each word may be besides a place."""
    sheet = Sheet(folder, "ordinary_words.csv", ORDINARY_WORDS, report)
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


def read_cues(folder: Path, report: Report) -> Cues:
    """Return what the words around a place's name say of it."""
    sheet = Sheet(folder, "ties.csv", TIES, report)
    rows: list[tuple[Says, tuple[str, ...]]] = []
    for line, row in sheet.rows():
        try:
            says = Says(row.one_of("says", tuple(Says)))
            phrases = [tuple(words(phrase)) for phrase in row.needed("words").split("|")]
        except BadCell as fault:
            sheet.problem(line, str(fault))
            continue
        rows += [(says, phrase) for phrase in dict.fromkeys(phrases) if phrase]
    return Cues.of(rows)
