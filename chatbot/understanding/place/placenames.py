"""Which of the names in a text are meant as a place, and which only happen to be words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from chatbot.gazetteer import WordUse
from chatbot.understanding.place.cues import Says
from chatbot.understanding.place.narrowing import belong_together
from chatbot.understanding.place.sightings import Sighting, sight
from chatbot.understanding.words.clauses import AROUND, BETWEEN, PlaceText

SIGNIFICANT = 1_000
"""People a place needs to be read in a text that did not ask for one."""
SHORTEST_UNASKED = 4
MOST_BETWEEN = 6
MOST_IN_SAYING = 3
"""Words of a saying that may stand before the name in it."""
MOST_NAMES = 12
"""Names up to which a text is looked through: nobody lives in more places."""
LONG_HAMLET = 6
"""Letters from which a hamlet is no word of a dialect: Wark, Rait and Nis are."""
_NEVER_BESIDE = frozenset({"area", "region"})
_SCHOOL_YEARS = frozenset(f"s{year}" for year in range(1, 7))
_STREETS = frozenset("rd road st street ave avenue lane ln drive close crescent terrace".split())
_INTEREST = frozenset(
    "interested interest into good gud great bad poor slow rubbish crap rubish hopeless useless "
    "terrible awful brilliant better best worse difficulty difficulties trouble problem problems "
    "struggle struggling quick".split()
)
"""Words of what somebody does: "into reading", "no good at reading"."""
_NO_TOWNS = frozenset(
    "town row bay the hill bridge church chapel street park cove valley forest heath height wall "
    "walls ford ridge moss grange pool hall meadows end over hope send bed need stock healing back "
    "the stone law pie help bits work care bits south north east west".split()
)
"""What people are in or near who name no town, unless it has a capital amid a sentence."""
_NEARBY = frozenset("near nr neer outside".split())
_IN_PASSING = frozenset("a an my our your his her love loved like liked than about".split())
_SIDES = frozenset("side end part bank wing edge".split())
"""Words after "the north" that make it no region."""
_ROADS = frozenset("the off on junction jct motorway along up down".split())


def seen_in(text: PlaceText) -> tuple[Sighting, ...]:
    """Return the names in a text, whether they are meant or not."""
    return tuple(islice(sight(text), MOST_NAMES))


def counted(text: PlaceText, seen: Sequence[Sighting]) -> list[Sighting]:
    """Return the names of those seen that are meant as a place, in the order of the text.

    A street's name ("Hessle Rd, Hull") counts only where there is no other.
    """
    seen = [_here_or_abroad(text, each, seen) for each in seen]
    found = [each for each in (_counted(text, each, seen) for each in seen) if each]
    places = [each for each in found if each.postcode or text.after(each.end) not in _STREETS]
    places = [each for each in places if not _is_child(text, each)] or places
    return places or (found if text.asked else [])


def _is_child(text: PlaceText, each: Sighting) -> bool:
    """Whether a name is that of somebody in the family: "my daughter Florence"."""
    ends = text.gazetteer.cues.ends
    return not each.postcode and any(
        ends(says, text.tokens, each.start) for says in (Says.CHILD, Says.RELATIVE, Says.FRIEND)
    )


def _here_or_abroad(text: PlaceText, each: Sighting, seen: Sequence[Sighting]) -> Sighting:
    """Tell Clare in Suffolk from County Clare: the small place here is named beside another."""
    if not (each.country and each.places):
        return each
    here = any(
        other is not each
        and other.places
        and not other.country
        and _is_next(text, each, other)
        and belong_together(other.places, each.places)
        for other in seen
    )
    return replace(each, country="") if here else replace(each, places=())


def _counted(text: PlaceText, each: Sighting, seen: Sequence[Sighting]) -> Sighting | None:
    if each.postcode:
        return each if _is_postcode(text, each, seen) else None
    if each.name.startswith("the ") and text.after(each.end) in _SIDES:
        return None
    if _is_in_a_saying(text, each) or not _is_free(text, each, seen):
        return None
    if not (text.asked or _counts_unasked(text, each) or _is_beside(text, each, seen)):
        return None
    if not text.is_led(each.start) and text.gazetteer.cues.ends(
        Says.PERSON, text.tokens, each.start
    ):
        return None  # "Mrs York", "my name is Chester"
    return replace(each, doubt=True) if _is_doubtful(text, each, seen) else each


def _is_in_a_saying(text: PlaceText, each: Sighting) -> bool:
    """Whether a name is only a word of a saying: "I'm over it", "all over the place"."""
    starts = text.gazetteer.cues.starts
    return any(
        start + starts(Says.SAYING, text.tokens, start) >= each.end
        for start in range(max(0, each.start - MOST_IN_SAYING), each.start + 1)
    )


def _is_postcode(text: PlaceText, each: Sighting, seen: Sequence[Sighting]) -> bool:
    """Tell M1 in Manchester from the motorway, and S3 in Sheffield from a year at school."""
    if each.name in text.sure or each.name not in text.gazetteer.outcodes:
        return True
    if each.name[0] == "m" and each.name[1:].isdigit() and text.before(each.start) in _ROADS:
        return False
    if text.use(each.name) is WordUse.WHOLE:
        return text.asked and text.is_whole(each.start, each.end)
    if each.name in _SCHOOL_YEARS and not text.asked:
        beside = any(_is_next(text, each, name) for name in seen if name is not each)
        return beside or text.is_clause(each.start, each.end)
    return _is_free(text, each, seen)


def _counts_unasked(text: PlaceText, each: Sighting) -> bool:
    """Whether a name is taken though nobody asked for one."""
    if each.country:
        return text.is_lived_in(each.start, 3) and text.is_led(each.start)
    if text.before(each.start) in _IN_PASSING:
        return False
    if text.is_led(each.start) or text.is_clause(each.start, each.end):
        return True
    large = any(place.population >= SIGNIFICANT for place in each.places)
    return large and len(each.name) >= SHORTEST_UNASKED


def _is_free(text: PlaceText, each: Sighting, seen: Sequence[Sighting]) -> bool:
    """Whether a name may be taken here, given what else the word can be."""
    use = text.use(each.name)
    if use is None or (each.country and each.name in text.gazetteer.hamlets):
        return True
    if use in AROUND or use is WordUse.NEVER:
        return False
    led = text.is_led(each.start) and text.before(each.start) != "the"
    if text.is_called_place(each.end):
        return text.before(each.start) not in _IN_PASSING
    if text.fresh and _is_hinted(text, each, use):
        return True
    if use in (WordUse.BESIDE, WordUse.DOUBT):
        if text.asked and led and text.is_lived_in(each.start, 2):
            return True
        if use is WordUse.BESIDE:
            whole = text.asked and each.end - each.start > 1 and text.is_whole(each.start, each.end)
            return whole or _is_beside(text, each, seen)
    if text.asked and text.is_first(each.start):
        hamlet = len(each.name) >= LONG_HAMLET and text.gazetteer.hamlets.get(each.name) is use
        if hamlet or text.after(each.end) in _NEARBY:
            return True  # "Craster pet, where the kippers come from"
    if use is WordUse.AFTER and led and _INTEREST.isdisjoint(text.tokens[: each.start][-2:]):
        return True
    whole = text.asked and text.is_whole(each.start, each.end)
    if text.before(each.start) != "the" and (whole or _stands_out(text, each)):
        return True
    return _is_beside(text, each, seen)


def _is_hinted(text: PlaceText, each: Sighting, use: WordUse) -> bool:
    """Whether a first text seems to mean a place by a word, so that it is asked back.

    It is where somebody lives ("we're up in Wick"), what a group should be near, or by itself.
    """
    plain = each.name.split(" ")[0] in _NO_TOWNS
    if plain and text.tokens[each.start] not in text.midway:
        return False
    before = text.before(each.start)
    island = any(place.kind == "island" for place in each.places)
    if before in _NEARBY or (text.is_lived_at(each.start) and (before != "on" or island)):
        return True
    cased = text.tokens[each.start] in text.cased
    if text.is_edge(each.start, each.end) and not text.is_agreed(each.end):
        return cased or use is WordUse.AFTER
    alone = text.is_clause(each.start, each.end) and not text.is_agreed(each.end)
    return alone and each.end - each.start > 1


def _is_doubtful(text: PlaceText, each: Sighting, seen: Sequence[Sighting]) -> bool:
    """Whether an ordinary word stands there without a larger place that makes it clear."""
    use = text.use(each.name)
    if use is None or _is_beside(text, each, seen) or text.is_called_place(each.end):
        return False
    if use is WordUse.BESIDE:
        return True
    if text.is_led(each.start):
        return text.fresh and use in (WordUse.DOUBT, WordUse.WHOLE)
    if use is WordUse.DOUBT:
        return True
    plain = text.asked or text.tokens[each.start] in text.midway
    return not (plain or text.is_sentence(each.start, each.end))


def _stands_out(text: PlaceText, each: Sighting) -> bool:
    """Whether a name is a clause of its own, the first or with the capital of a name."""
    if len(text.tokens) == each.end - each.start or not text.is_clause(each.start, each.end):
        return False
    if text.is_agreed(each.end):
        return False
    if text.asked and text.is_first(each.start):
        return True
    return text.tokens[each.start] in text.cased


def _is_beside(text: PlaceText, each: Sighting, seen: Sequence[Sighting]) -> bool:
    """Whether a place that holds it, or lies near it, is named next to it."""
    if each.places and each.places[0].kind in _NEVER_BESIDE:
        return False
    return any(
        other is not each
        and _is_next(text, each, other)
        and belong_together(other.places, each.places)
        for other in seen
    )


def _is_next(text: PlaceText, each: Sighting, other: Sighting) -> bool:
    if text.use(other.name) not in (None, WordUse.AFTER):
        return False
    first, last = (each, other) if each.start < other.start else (other, each)
    between = text.tokens[first.end : last.start]
    cues = text.gazetteer.cues
    return len(between) <= MOST_BETWEEN and all(
        text.is_around(token) or token in BETWEEN or cues.begins(token, Says.NEAR, Says.NEAR_OF)
        for token in between
    )
