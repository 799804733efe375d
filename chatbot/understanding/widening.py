"""Longer names around a known one: New Milton in "new malton", though Malton is a town."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from chatbot.gazetteer import LARGE, settled
from chatbot.understanding.clauses import MARKS, PlaceText
from chatbot.understanding.cues import Says
from chatbot.understanding.misspelling import nearest_name
from chatbot.understanding.sightings import Sighting
from chatbot.understanding.sounding import sound_of, sound_of_words
from chatbot.understanding.unknown import FUNCTION, INSIDE_NAMES, PER_WORD, TOWN, positions

MOST_BEFORE, MOST_AFTER = 2, 3
ONE_NAME = 22.0
"""How near a known name and the words beside it must come to a longer one."""
CITY = 50_000
ALIKE = 65.0
_TOLD = (
    Says.PAST, Says.PAST_AFTER, Says.NOW, Says.LIVES, Says.HOME, Says.ELSEWHERE, Says.NEAR,
)  # fmt: skip
"""Words that say something of a place are no part of its name: "Hull born", "Newbury work"."""
_LAST = frozenset({"city", "town"})
"""Words that end a name ("welyn garden city"), though they also stand around one."""


def longer_name(text: PlaceText, sightings: Sequence[Sighting]) -> list[Sighting]:
    """See New Milton in "new malton", though Malton is a town; empty where nothing is longer."""
    for each in sightings:
        if each.postcode or not each.places:
            continue
        others = [other for other in sightings if other is not each]
        taken = positions(others)
        wider = (
            _longer(text, each, *span)
            for span in _wider(text, each)
            if _may_be_longer(text, *span, apart=taken.isdisjoint(range(*span)))
        )
        if longer := max(filter(None, wider), default=None, key=lambda found: found[0]):
            name = longer[1]
            rest = [one for one in others if one.end <= name.start or one.start >= name.end]
            return sorted((*rest, name), key=lambda one: one.start)
    return []


def _may_be_longer(text: PlaceText, start: int, end: int, *, apart: bool) -> bool:
    """Whether words begin like a name of several words, or sound as one does.

    They must sound like it when another name is among them, which is not ``apart``.
    """
    if apart and text.gazetteer.longest.get(text.tokens[start], 0) > 1:
        return True
    typed = " ".join(text.tokens[start:end])
    heard = text.gazetteer.spellings.heard
    return sound_of(typed) in heard or sound_of_words(typed) in heard


def _longer(text: PlaceText, each: Sighting, start: int, end: int) -> tuple[float, Sighting] | None:
    near = nearest_name(text.gazetteer, " ".join(text.tokens[start:end]))
    if near is None or near.places[0] == settled(each.places):
        return None
    if near.places[0].kind in LARGE and each.places[0].kind not in LARGE:
        return None
    more = " ".join(text.tokens[each.end : end])
    if (
        more
        and near.name.startswith(f"{each.name} ")
        and not _are_alike(more, near.name.removeprefix(f"{each.name} "))
    ):
        return None
    grown = near.places[0].population >= CITY > TOWN > each.places[0].population
    if near.score < ONE_NAME and not grown:
        return None
    longer = Sighting(start, end, near.name, near.places, doubt=not near.sure, why=near.why)
    return near.score + PER_WORD * (end - start), longer


def _wider(text: PlaceText, each: Sighting) -> Iterator[tuple[int, int]]:
    """Yield the name with the words beside it that are not spoken for."""
    left, right = each.start, each.end
    while each.start - left < MOST_BEFORE and _may_belong(text, left - 1):
        left -= 1
    while right - each.end < MOST_AFTER and _may_belong(text, right):
        right += 1
        if text.tokens[right - 1] not in INSIDE_NAMES:
            yield each.start, right
    starts = [at for at in range(each.start - 1, left - 1, -1) if _may_begin(text, at)]
    for start in starts:
        yield start, each.end
    if starts and right > each.end:
        yield starts[0], each.end + 1


def _may_begin(text: PlaceText, at: int) -> bool:
    return text.tokens[at] not in INSIDE_NAMES


def _are_alike(typed: str, name: str) -> bool:
    """Whether the words added are those of the longer name: "lime", "lyme", not "work", "park"."""
    return sound_of(typed) == sound_of(name) or fuzz.ratio(typed, name) >= ALIKE


def _may_belong(text: PlaceText, at: int) -> bool:
    if not 0 <= at < len(text.tokens):
        return False
    token, cues = text.tokens[at], text.gazetteer.cues
    if token in INSIDE_NAMES or token in _LAST:
        return True
    if token in MARKS or token in FUNCTION or text.is_around(token):
        return False
    return not cues.begins(token, *_TOLD)
