"""From rows of places to a Gazetteer: every name, what it may be besides, how it may be spelt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from chatbot.gazetteer import DWARFS, LARGE, TOWN_POPULATION, Gazetteer, WordUse, name_key
from chatbot.places import Place, miles_between
from chatbot.understanding.place.cues import Cues
from chatbot.understanding.place.spellings import index_spellings

SAME_PLACE_MILES = 3.0
SAME_LARGE_PLACE_MILES = 15.0
SHORTEST_OTHER_NAME = 7
SHORTEST_MORE = 1
CITY_POPULATION = 50_000
OFFICIAL = 20
"""Nobody says that they live in Rother: a council's district weighs so many times less."""
_ADDED = frozenset({"area", "city", "region"})
_CROWDED_KINDS = frozenset({"city", "town"})


def build_gazetteer(
    named: Iterable[tuple[str, Place]],
    *,
    nicknamed: Iterable[tuple[str, Place]] = (),
    hamlets: Iterable[tuple[str, Place]] = (),
    outcodes: Mapping[str, Place],
    areas: Iterable[Place],
    abroad: Mapping[str, str],
    word_uses: Mapping[str, WordUse],
    common: Collection[str] = frozenset(),
    rare: Collection[str] = frozenset(),
    pins: Iterable[Place],
    cues: Cues,
) -> Gazetteer:
    """Index places by every name they go by. ``named`` pairs a name with its place.

    What is ``nicknamed``, and ``hamlets``, are never guessed from a misspelling.
    """
    gathered = _gathered(named)
    spelt = {key for key, places in gathered.items() if _is_spelt(key, places)}
    small = _join(gathered, nicknamed, hamlets)
    names = _names(gathered, small, common)
    elsewhere = {name_key(name): country for name, country in abroad.items()}
    known_before = {key: places for key, places in names.items() if key not in small}
    uses = {**_ordinary(known_before, common), **word_uses}
    guessed = {
        key: _weight(names[key][0])
        for key in spelt
        if key not in uses or names[key][0].population >= TOWN_POPULATION
    }
    return Gazetteer(
        names=names,
        outcodes=outcodes,
        areas={area.outcode.casefold(): area for area in areas},
        abroad=elsewhere,
        word_uses=uses,
        hamlets=_hamlets(small - uses.keys(), {*common, *rare}, word_uses),
        longest=_longest([*names, *elsewhere]),
        spellings=index_spellings(
            guessed, {key for key in guessed if names[key][0].kind not in LARGE}
        ),
        common=common,
        rare=rare,
        pins=tuple(pins),
        cues=cues,
    )


def _join(
    gathered: dict[str, list[Place]],
    nicknamed: Iterable[tuple[str, Place]],
    hamlets: Iterable[tuple[str, Place]],
) -> set[str]:
    """Add nicknames and hamlets to what is known by name; return the names of hamlets alone."""
    for key, places in _gathered(nicknamed).items():
        gathered.setdefault(key, []).extend(places)
    loaded = _gathered(hamlets)
    small = loaded.keys() - gathered.keys()
    for key, places in loaded.items():
        known = gathered.setdefault(key, [])
        known += [_behind(place, known) for place in places]
    for key in [key for key in gathered if " " in key and key.replace(" ", "") in gathered]:
        gathered[key.replace(" ", "")].extend(gathered[key])
    return small


def _names(
    gathered: Mapping[str, list[Place]], small: set[str], common: Collection[str]
) -> dict[str, tuple[Place, ...]]:
    """Return each name's places, and names with "the" and "St" as they are also said.

    A hamlet called "The Down" is not meant by "down".
    """
    names = {key: distinct(places) for key, places in gathered.items()}
    for key in list(names):
        short = key.removeprefix("the ")
        if short not in names and not (key in small and short in common):
            names[short] = names[key]
            small |= {short} if key in small else set()
        if "st" in (words := key.split(" ")):
            spelt_out = " ".join("saint" if word == "st" else word for word in words)
            names.setdefault(spelt_out, names[key])
    return names


def _gathered(named: Iterable[tuple[str, Place]]) -> dict[str, list[Place]]:
    gathered: dict[str, list[Place]] = {}
    for name, place in named:
        if key := name_key(name):
            gathered.setdefault(key, []).append(place)
    return gathered


def _behind(place: Place, known: Sequence[Place]) -> Place:
    """Return a loaded place so that a name that had one meaning before keeps it."""
    most = max((each.population for each in known), default=0)
    if place.population > most:
        return place
    return replace(place, population=min(place.population, most // (DWARFS + 1)))


def _is_spelt(key: str, places: Iterable[Place]) -> bool:
    """Whether a name is worth a guess: a short other name ("Chippy") is not, but a city's is."""
    if any(name_key(place.name) == key for place in places):
        return True
    return not _ADDED.intersection(key.split(" ")) and any(
        len(key) >= SHORTEST_OTHER_NAME + SHORTEST_MORE * (place.kind in LARGE)
        or (place.population >= CITY_POPULATION and place.kind not in LARGE)
        for place in places
    )


def _weight(place: Place) -> int:
    """Return the people of a place, fewer where it is said less often than it has people."""
    return place.population // OFFICIAL if place.kind == "district" else place.population


def _hamlets(
    names: Iterable[str], words: Collection[str], uses: Mapping[str, WordUse]
) -> dict[str, WordUse]:
    """Return how to use the names of hamlets: never in a remark, and no word for its own sake."""
    found: dict[str, WordUse] = {}
    for name in names:
        parts = name.removeprefix("the ").split(" ")
        if all(uses.get(part) in (WordUse.LEAD, WordUse.FILLER) for part in parts):
            found[name] = WordUse.NEVER
        elif all(part in words or part in uses for part in parts):
            found[name] = WordUse.BESIDE
        else:
            found[name] = WordUse.AFTER
    return found


def _ordinary(names: Mapping[str, Sequence[Place]], common: Collection[str]) -> dict[str, WordUse]:
    """Return how to use the names that are ordinary words: a village is then named with more."""
    uses: dict[str, WordUse] = {}
    for key, places in names.items():
        likeliest = places[0]
        if likeliest.kind in LARGE - {"island"} or not all(
            word in common for word in key.split(" ")
        ):
            continue
        known = " " in key or likeliest.population >= TOWN_POPULATION
        uses[key] = WordUse.AFTER if known else WordUse.BESIDE
    return uses


def distinct(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return each place once, most people first: a city and the county of its name are one."""
    if len(places) == 1:
        return (places[0],)
    groups: list[list[Place]] = []
    for place in sorted(places, key=lambda each: (-each.population, each.full)):
        group = next((group for group in groups if _same(group[0], place)), None)
        if group is None:
            groups.append([place])
        else:
            group.append(place)
    return _told_apart([_meant(group) for group in groups])


def _same(place: Place, other: Place) -> bool:
    large = place.kind in LARGE or other.kind in LARGE
    reach = SAME_LARGE_PLACE_MILES if large else SAME_PLACE_MILES
    if large and place.county != other.county and place.nation == place.name:
        return False
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= reach


def _meant(group: Sequence[Place]) -> Place:
    """Return the one place that stands for the group, with the population of its largest."""
    largest = group[0]
    if largest.kind in LARGE:
        for place in group:
            town = place.kind in _CROWDED_KINDS or place.population * 10 >= largest.population
            if place.kind not in LARGE and town:
                return replace(place, population=largest.population)
    return largest


def _told_apart(places: Sequence[Place]) -> tuple[Place, ...]:
    """Where two places would be described alike, add the postcode district.

    Of those that are still alike, two hamlets of Shetland, the first stands for all.
    """
    seen: dict[str, int] = {}
    for place in places:
        seen[place.full] = seen.get(place.full, 0) + 1
    told = (
        replace(place, full=f"{place.full} ({place.outcode or place.kind})")
        if seen[place.full] > 1
        else place
        for place in places
    )
    return tuple({place.full: place for place in reversed(list(told))}.values())[::-1]


def _longest(keys: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest
