"""Longer names around a known one: New Milton in "new malton", though Malton is a town."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from chatbot.gazetteer import LARGE, settled
from chatbot.understanding.place.cues import Says
from chatbot.understanding.place.misspelling import nearest_name
from chatbot.understanding.place.narrowing import names
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.place.unknown import FUNCTION, INSIDE_NAMES, positions
from chatbot.understanding.words.clauses import MARKS, PlaceText
from chatbot.understanding.words.sounding import sound_of_words

MOST_BEFORE, MOST_AFTER = 2, 3
ALIKE = 70.0
"""How alike the words after a known name must be to those of a longer one, in percent."""
BEGUN_ALIKE = 65.0
_TOLD = (
    Says.PAST, Says.PAST_AFTER, Says.NOW, Says.LIVES, Says.HOME, Says.ELSEWHERE, Says.NEAR,
)  # fmt: skip
"""Words that say something of a place are no part of its name: "Hull born", "Newbury work"."""
_LED = "in"
_LAST = frozenset({"city", "town"})
"""Words that end a name ("welyn garden city"), though they also stand around one."""


def longer_name(text: PlaceText, sightings: Sequence[Sighting]) -> list[Sighting]:
    """See New Milton in "new malton", though Malton is a town; empty where nothing is longer."""
    for each in sightings:
        if each.postcode or not each.places:
            continue
        others = [other for other in sightings if other is not each]
        if each.places[0].kind in LARGE and _holds_one(each, others):
            continue
        taken = positions(others)
        longer = (
            _spelt_on(text, each, taken)
            or _begun_before(text, each, taken)
            or _sounding(text, each, others)
            or _cut_short(text, each)
        )
        if longer:
            rest = [one for one in others if one.end <= longer.start or one.start >= longer.end]
            return sorted((*rest, longer), key=lambda one: one.start)
    return []


def _holds_one(each: Sighting, others: Sequence[Sighting]) -> bool:
    """Whether a county is rightly named beside a place in it: "Newry co down n im 40"."""
    return any(names(outer, one) for outer in each.places for o in others for one in o.places)


def _spelt_on(text: PlaceText, each: Sighting, taken: set[int]) -> Sighting | None:
    """Return a longer name that goes on with nearly the words that follow: "sutton coalfield"."""
    known = text.gazetteer.spellings.going_on.get(text.tokens[each.start], ())
    best, alike = None, ALIKE
    for end in _ends(text, each) if known else ():
        if not taken.isdisjoint(range(each.end, end)):
            break
        begun = " ".join(text.tokens[each.start : each.end])
        more = " ".join(text.tokens[each.end : end])
        for name in known:
            if name.startswith(f"{begun} "):
                score = fuzz.ratio(more, name[len(begun) + 1 :])
                if score > alike:
                    best, alike = (end, name), score
    return _longer(text, each, each.start, *best) if best else None


def _begun_before(text: PlaceText, each: Sighting, taken: set[int]) -> Sighting | None:
    """Return a longer name that begins with nearly the word before: "brockty ferry"."""
    start = each.start - 1
    known = text.gazetteer.spellings.ending.get(text.tokens[each.end - 1], ())
    if not known or start in taken or not _may_belong(text, start):
        return None
    begun, name = text.tokens[start], " ".join(text.tokens[each.start : each.end])
    alike = [
        (fuzz.ratio(begun, longer.removesuffix(f" {name}")), longer)
        for longer in known
        if longer.endswith(f" {name}")
        and longer[0] == begun[0]
        and begun not in text.gazetteer.common
    ]
    score, longer = max(alike, default=(0.0, ""))
    return _longer(text, each, start, each.end, longer) if score >= BEGUN_ALIKE else None


def _sounding(text: PlaceText, each: Sighting, others: Sequence[Sighting]) -> Sighting | None:
    """Return a longer name that the words around sound like: "leyton buzzard", "new malton"."""
    heard = text.gazetteer.spellings.heard
    for start, end in _wider(text, each):
        if any(other.start < edge < other.end for other in others for edge in (start, end)):
            continue  # "sea essex" cuts into "leigh on sea"
        typed = " ".join(text.tokens[start:end])
        if sound_of_words(typed) not in heard:
            continue
        near = nearest_name(text.gazetteer, typed)
        if near and near.sure:
            return _longer(text, each, start, end, near.name)
    return None


def _cut_short(text: PlaceText, each: Sighting) -> Sighting | None:
    """Return a longer name whose other words are only begun: "newport pag", "bury st e"."""
    if settled(each.places) and each.end == len(text.tokens):
        return None
    for name in text.gazetteer.spellings.going_on.get(text.tokens[each.start], ()):
        words = name.split(" ")
        end = each.start + len(words)
        begun = text.tokens[each.start : end]
        letters = sum(map(len, begun[1:]))
        cut = len(begun) == len(words) and letters > 1 and end > each.end
        if cut and all(map(str.startswith, words, begun)):
            return _longer(text, each, each.start, end, name)
    return None


def _longer(text: PlaceText, each: Sighting, start: int, end: int, name: str) -> Sighting | None:
    places = text.gazetteer.names[name]
    if places[0] == settled(each.places):
        return None
    if places[0].kind in LARGE and each.places[0].kind not in LARGE:
        return None
    typed = " ".join(text.tokens[start:end])
    return Sighting(start, end, name, places, why=f"misspelt: {typed} -> {name}")


def _ends(text: PlaceText, each: Sighting) -> Iterator[int]:
    """Yield where a longer name may end after a known one."""
    for end in range(each.end + 1, each.end + MOST_AFTER + 1):
        if not _may_belong(text, end - 1):
            return
        if text.tokens[end - 1] not in INSIDE_NAMES:
            yield end


def _wider(text: PlaceText, each: Sighting) -> Iterator[tuple[int, int]]:
    """Yield the name with the words beside it that are not spoken for."""
    ends = list(_ends(text, each))
    for end in ends:
        yield each.start, end
    for start in range(each.start - 1, each.start - 1 - MOST_BEFORE, -1):
        if not _may_belong(text, start):
            return
        if text.tokens[start] in text.gazetteer.common and text.before(each.start) == _LED:
            return  # "boy in hull" is no Bonhill
        if text.tokens[start] not in INSIDE_NAMES:
            yield start, each.end
            if ends:
                yield start, ends[0]


def _may_belong(text: PlaceText, at: int) -> bool:
    if not 0 <= at < len(text.tokens):
        return False
    token = text.tokens[at]
    if token in INSIDE_NAMES or token in _LAST:
        return True
    if token in MARKS or token in FUNCTION or text.is_around(token):
        return False
    return not text.gazetteer.cues.begins(token, *_TOLD)
