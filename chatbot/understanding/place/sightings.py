"""Where known names and postcode districts stand in a text, whether or not they are meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatbot.gazetteer import MARKET_TOWN, TOWN_POPULATION, Gazetteer
from chatbot.places import Place
from chatbot.understanding.place.mutations import may_be_changed, unchanged
from chatbot.understanding.place.spokencodes import spoken_postcodes
from chatbot.understanding.words.clauses import PlaceText

SHORTEST_SLIPPED = 4
MOST_PIECES = 3
SMALL = 5_000
NAMED_BY_ITSELF = 1_000
"""People a place needs to be found in "newrys" for Newry's."""
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west", "nth": "north", "sth": "south"}
_AS_LETTERS = str.maketrans("015", "ols")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known name at ``tokens[start:end]``: places of the UK, or a country elsewhere, or both.

    ``postcode`` says that it is a postcode district, ``doubt`` that it may be no place at all,
    ``why`` how it was guessed if it was.
    """

    start: int
    end: int
    name: str
    places: tuple[Place, ...]
    country: str = ""
    postcode: bool = False
    doubt: bool = False
    why: str = ""


def sight(text: PlaceText) -> Iterator[Sighting]:
    """Yield the names in a text, the longest first, so that "New York" is not York."""
    at = 0
    spoken = dict(spoken_postcodes(text.gazetteer, text.tokens)) if text.asked else {}
    while at < len(text.tokens):
        if at in spoken:
            end, place = spoken[at]
            found: Sighting | None = Sighting(
                at, end, " ".join(text.tokens[at:end]), (place,), postcode=True
            )
        else:
            found = _name_at(text, at, _letters_for_digits(text.tokens[at]))
            found = found or _changed_name_at(text, at)
            found = _in_pieces_at(text, at, found) or found
        at = found.end if found else at + 1
        if found:
            yield found


def _name_at(text: PlaceText, at: int, first: str) -> Sighting | None:
    """Find the longest name that begins at a token, which is read as ``first``."""
    gazetteer, tokens = text.gazetteer, text.tokens
    names = gazetteer.names
    if place := gazetteer.outcodes.get(first):
        return Sighting(at, at + 1, first, (place,), postcode=True)
    longest = gazetteer.longest.get(first, 0)
    for size in range(min(longest, len(tokens) - at), 0, -1):
        name = " ".join((first, *tokens[at + 1 : at + size])) if size > 1 else first
        if name in names:
            return Sighting(at, at + size, name, names[name], _if_small(gazetteer, name))
        if name in gazetteer.abroad:
            return Sighting(at, at + size, name, (), gazetteer.abroad[name])
    if first in _COMPASS and (found := _name_at(text, at, _COMPASS[first])):
        return found if found.end > at + 1 else None
    owner = names.get(first[:-1]) if first[-1] == "s" else None
    if owner and owner[0].population >= NAMED_BY_ITSELF and not _is_word(gazetteer, first):
        return Sighting(at, at + 1, first[:-1], owner)
    return None


def _is_word(gazetteer: Gazetteer, token: str) -> bool:
    return token in gazetteer.common or token in gazetteer.rare


def _if_small(gazetteer: Gazetteer, name: str) -> str:
    """Return the country of a name that is a small place here too: Normandy is in Surrey."""
    small = gazetteer.names[name][0].population < SMALL or name in gazetteer.hamlets
    return gazetteer.abroad.get(name, "") if small else ""


def _changed_name_at(text: PlaceText, at: int) -> Sighting | None:
    """Find "Nghaernarfon" after "yng"."""
    token = text.tokens[at]
    if not may_be_changed(text.tokens, at) or token in text.gazetteer.common or text.use(token):
        return None
    for first, nations in unchanged(token):
        found = _name_at(text, at, first)
        if found and found.places:
            here = tuple(place for place in found.places if place.nation in nations)
            return replace(found, places=here or found.places)
    return None


def _in_pieces_at(text: PlaceText, at: int, known: Sighting | None) -> Sighting | None:
    """Find a town in "roch dale" and "lima vady", where no longer name stands."""
    if not (text.asked or text.is_led(at)):
        return None
    end = known.end if known else at
    least = TOWN_POPULATION if known and known.places else MARKET_TOWN
    joined, names = text.gazetteer.spellings.joined, text.gazetteer.names
    for last in range(min(at + MOST_PIECES, len(text.tokens)), max(end, at + 1), -1):
        pieces = text.tokens[at:last]
        name = joined.get("".join(pieces))
        if name is None or name == " ".join(pieces) or not text.is_around(text.after(last)):
            continue
        if names[name][0].population >= least:
            return Sighting(at, last, name, names[name], why=f"in pieces: {name}")
    return None


def _letters_for_digits(token: str) -> str:
    """Return "b0lton" as it was meant; what may be a postcode stays as it is."""
    if token.isalpha() or sum(map(str.isalpha, token)) < SHORTEST_SLIPPED:
        return token
    meant = token.translate(_AS_LETTERS)
    return meant if meant.isalpha() else token
