"""How the places of a text bear on each other: "live in Ashford, Kent", "Leeds no sorry York".

Each is first tied by what is said around it (``living``). Then two of them may share a tie, the
later may put the earlier right, and two people, or one person's two homes, are told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.gazetteer import LARGE
from chatbot.understanding.place.cues import Cues, Says
from chatbot.understanding.place.living import OWN, PASSED, Tie, Tied, tie_of, words_of
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.place.surroundings import Around, around
from chatbot.understanding.words.clauses import MARKS, PlaceText
from chatbot.understanding.words.tokens import PAUSE

_CHOICES = words_of("and or n nor")
_JOINS = words_of("in the near nr of at by around also")
_CORRECTS = words_of("sorry mean meant wait oops actually correction ment no")
_PUT_RIGHT = words_of("wrong one moved that old last postcode typo typed address it")
"""Words around a correction: "B13 no sorry wrong one, we moved. B31"."""
_THEY = words_of("he hes she shes they theyre theyr")
_IS_IN = words_of("in at near up down over out away is are lives live living stays based still")
_HOURS = words_of("hour hours hr hrs miles mile km ferry flight flights plane boat train")


def tied(text: PlaceText, sightings: Sequence[Sighting]) -> list[Tied]:
    """Return what each sighting is to who texts."""
    found: list[Tied] = []
    for at, sighting in enumerate(sightings):
        said = around(text, sightings, at)
        each = Tied(sighting, tie_of(said), said.near, not _HOURS.isdisjoint(said.before))
        if sighting.country and each.tie is Tie.FROM:
            alone = not any(other.places for other in sightings)
            each = replace(each, tie=Tie.NAMED if alone else Tie.FAMILY)
        if found:
            each = _after_another(each, said, found[-1])
            found[-1] = _before_another(found[-1], each, said)
            if _are_both(found[-1], each, said):
                found[-1] = replace(found[-1], tie=each.tie)
        found.append(each)
    if len(found) > 1:
        found = _of_whom(text, found) if text.fresh else _of_two_homes(text, found)
    return found


def _are_both(last: Tied, each: Tied, said: Around) -> bool:
    """Whether what is said of a place counts for the last too: "between Hull and York now"."""
    between = said.earlier[: len(said.earlier) - last.sighting.end + last.sighting.start]
    joined = len(said.gap) == 1 and said.gap[0] in _CHOICES
    return joined and between[-1:] == ["between"] and Tie.NAMED <= last.tie < each.tie


def _of_two_homes(text: PlaceText, ties: Sequence[Tied]) -> list[Tied]:
    """Tell that somebody lives in two places: "Hull in term time, Truro in the holidays".

    Two words that say so are needed, each beside its place.
    """
    homes = [each for each in ties if each.sighting.places and each.tie >= Tie.NAMED]
    if len(homes) != 2 or any(each.near for each in homes):
        return list(ties)
    first, last = (each.sighting for each in homes)
    cues, tokens = text.gazetteer.cues, text.tokens
    parts = tokens[: first.start], tokens[first.end : last.start], tokens[last.end :]
    before, between, after = (_times_said(cues, part) for part in parts)
    if bool(before) + between + bool(after) < 2:
        return list(ties)
    return [replace(each, tie=Tie.HOME) if each in homes else each for each in ties]


def _times_said(cues: Cues, words: Sequence[str]) -> int:
    """Return how often words say that somebody is in a place for a part of the time."""
    count = at = 0
    while at < len(words):
        size = cues.starts(Says.EITHER, words, at)
        count, at = count + bool(size), at + max(1, size)
    return count


def _of_whom(text: PlaceText, ties: Sequence[Tied]) -> list[Tied]:
    """Tell two people in two places apart: "she's in Leominster, I'm in Margate, it is for her".

    A first text does not always say whom it is for: then both places are asked back.
    """
    theirs = [each for each in ties if each.sighting.places and _is_theirs(text, each)]
    mine = [each for each in ties if each.tie is Tie.HOME and each not in theirs]
    told = text.gazetteer.cues.said(text.tokens) if theirs and mine else frozenset()
    for_them = Says.FOR_THEM in told
    if not for_them and (Says.I_HAVE in told or Says.THEY_HAVE not in told):
        return list(ties)
    left = {id(each) for each in mine} if for_them else set()
    home = {id(each) for each in theirs}
    return [
        replace(each, tie=Tie.ELSEWHERE if id(each) in left else Tie.HOME)
        if id(each) in left | home
        else each
        for each in ties
    ]


def _is_theirs(text: PlaceText, each: Tied) -> bool:
    """Whether somebody else is said to be there: "he is in", "my sister lives over in"."""
    at = first = each.sighting.start - 1
    while at > 0 and text.tokens[at] in _IS_IN:
        at -= 1
    if not 0 <= at < first or each.tie < Tie.ELSEWHERE:
        return False
    who, owner = text.tokens[at], text.before(at)
    relatives = (Says.RELATIVE, Says.CHILD, Says.FRIEND)
    cues = text.gazetteer.cues
    known = cues.begins(who, *relatives) or cues.begins(who.removesuffix("s"), *relatives)
    return who in _THEY or (known and (owner in OWN or owner in MARKS))


def _after_another(each: Tied, said: Around, last: Tied) -> Tied:
    """Bind a place to the one named before it: "live in Ashford, Kent", "between Hull and York"."""
    tie, near = each.tie, each.near
    if tie is Tie.NAMED and last.tie is Tie.ELSEWHERE and _holds(each, last, said.gap):
        return replace(each, tie=last.tie)  # "I work in Boston, Lincolnshire"
    if tie is Tie.NAMED and said.gap[-1:] == ["from"] and not near:
        tie = Tie.FAMILY
    if all(token in _CHOICES or token in _JOINS or token == PAUSE for token in said.gap):
        chosen = not _CHOICES.isdisjoint(said.gap)
        if tie is Tie.NAMED and (chosen or last.tie > tie):
            tie = last.tie
        near = near or (chosen and last.near and len(said.gap) == 1)
    return replace(each, tie=tie, near=near)


def _holds(each: Tied, last: Tied, gap: Sequence[str]) -> bool:
    """Whether a county comes right after the town in it."""
    outer, inner = each.sighting.places[:1], last.sighting.places[:1]
    beside = all(token == PAUSE or token == "in" for token in gap)
    return beside and bool(outer and inner) and outer[0].kind in LARGE


def _before_another(last: Tied, each: Tied, said: Around) -> Tied:
    """Take a place back that the next one puts right: "Leeds no sorry York", "moved BS3 to BS16".

    In Scots "Arbroath no Dundee" takes back the second, so "no" alone says nothing. "Blackheath
    sorry Brum way, not London" says only which Blackheath.
    """
    words = [token for token in said.gap if token not in MARKS]
    if words == ["to"] and Says.MOVED in said.cues.said(said.earlier):
        return replace(last, tie=min(last.tie, Tie.PAST))
    corrects = bool(words) and words[0] in _CORRECTS and list(said.gap) != ["no"]
    corrects = corrects and not each.near and each.tie is not Tie.DENIED
    if corrects and all(token in _CORRECTS | PASSED | _PUT_RIGHT for token in words):
        return replace(last, tie=Tie.DENIED)
    return last
