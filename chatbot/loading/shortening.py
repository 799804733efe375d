"""What people call a town for short: Bognor for Bognor Regis, Kirkby for Kirkby in Ashfield."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.gazetteer import DWARFS, LARGE, name_key
from chatbot.places import Place, miles_between

LEAST_PEOPLE = 3_000
SAME_PLACE_MILES = 3.0
_SURNAMES = frozenset("Regis Forum Island Haven Spa Abbot Magna Minster".split())
_TITLES = frozenset(("Great", "Royal"))
_LINKS = frozenset("on upon under in le by super next cum de".split())


def shortened(named: Sequence[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Return towns by the first part of their names, and by the last where nothing is called so.

    So "Harwood" is not Great Harwood. Nor is "Kingston" Kingston upon Hull, which is called Hull,
    or "Bolton" Bolton le Sands: that is too small beside Bolton.
    """
    known: dict[str, list[Place]] = {}
    for name, place in named:
        known.setdefault(name_key(name), []).append(place)
    found: list[tuple[str, Place]] = []
    for place in dict.fromkeys(place for _, place in named):
        if first := _first_part(place):
            alike = known.get(name_key(first), ())
            largest = max((one.population for one in alike), default=0)
            by_end = known.get(name_key(place.name).rsplit(" ", 1)[-1], ())
            called = any(_is_same(one, place) for one in (*by_end, *alike))
            if not called and DWARFS * place.population >= largest:
                found.append((first, place))
        elif (last := _last_part(place)) and name_key(last) not in known:
            found.append((last, place))
    return found


def _is_same(place: Place, other: Place) -> bool:
    return miles_between(place.lat, place.lon, other.lat, other.lon) <= SAME_PLACE_MILES


def _first_part(place: Place) -> str:
    """Return what stands before "Regis" or "in Ashfield", nothing where neither does."""
    if place.kind in LARGE or place.population < LEAST_PEOPLE:
        return ""
    words = re.split(r"[ -]", place.name)
    if len(words) == 2 and words[1] in _SURNAMES:
        return words[0]
    at = next((at for at, word in enumerate(words) if at and word.casefold() in _LINKS), 0)
    return " ".join(words[:at])


def _last_part(place: Place) -> str:
    """Return what stands after "Great" or "Isle of"."""
    if place.kind == "island":
        return place.name.removeprefix("Isle of ")
    title, _, rest = place.name.partition(" ")
    large = place.kind in LARGE or place.population < LEAST_PEOPLE
    return "" if large or title not in _TITLES or " " in rest else rest
