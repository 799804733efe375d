"""What each place in a text is to somebody: where they live, work, come from, or do not live.

The words that say so are in flows/places/ties.csv; here is how they bear on a name. The first rule
that fits tells the tie:

    ruled out     "not X", "dont send me to X", "X is wrong"          DENIED
    moved         "moved to X"                                        HOME
    the past      "used to live in X", "moved from X", "X originally" PAST
    what is there "X hospital": ELSEWHERE; "X uni"                    FAMILY
    self          "im in X", "still in X"                             HOME
    others        "work in X", "nan is in X": ELSEWHERE; "my son is"  FAMILY
    living        "live in X", "X now"                                HOME
    origin        "im from X"                                         FROM
    no more       "X", "near X"                                       NAMED

Whether a place is only near home is asked apart from that: "Otley, past X", "X is the nearest".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from chatbot.gazetteer import LARGE
from chatbot.understanding.clauses import MARKS, PlaceText
from chatbot.understanding.cues import Says
from chatbot.understanding.sightings import Sighting
from chatbot.understanding.surroundings import ALL, Around, around
from chatbot.understanding.tokens import PAUSE

BESIDE = 3
LATELY = 8


class Tie(IntEnum):
    """What ties somebody to a place; the likelier where they live, the higher.

    ELSEWHERE is work, a clinic or a friend; FAMILY is a child, or where somebody studies, or
    is from beside another place.
    """

    DENIED = 0
    PAST = 1
    ELSEWHERE = 2
    FAMILY = 3
    NAMED = 4
    FROM = 5
    HOME = 6


@dataclass(frozen=True, slots=True)
class Tied:
    """A place in a text and what it is to who texts.

    ``near``: it only tells where home is; ``hours``: by how long it takes, so it may be far.
    """

    sighting: Sighting
    tie: Tie
    near: bool = False
    hours: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHOICES = _words("and or n nor")
_JOINS = _words("in the near nr of at by around also")
_CORRECTS = _words("sorry mean meant wait oops actually correction ment no")
_SELF = _words("i we im were ive weve still now currently to who me u just both and")
_HAVE = _words("have ive weve has hes shes since always still")
_ALWAYS = _words("all always years ever since")
_OWN = _words("my our me mi mah oor his her their your ur the ma wor")
_ONES = _words("mums mams moms dads nans nanas grans sisters brothers cousins cousin friends")
_SOME = _words("a an one some old best got")
_FOR = _words("for 4 fur behalf")
_WITH = _words("with at wi")
_THEY = _words("he hes she shes they theyre theyr")
_IS_IN = _words("in at near up down over out away is are lives live living stays based still")
_HOURS = _words("hour hours hr hrs miles mile km ferry flight flights plane boat train")
_BUT_NOT = _words("far too very only just quite exactly sure bad")
_PASSED = _words(
    "the in at a an from of near nr to one that be is i we live living called send sent sending me "
    "us get go going put mean want wanna say said do anything any stuff group groups it confuse "
    "mix mixed up with make travel travelling way over drive like fancy into think mistake "
    "please for as been being"
)
_OTHERWISE = _words(
    "posh posher famous other big bigger little small scottish welsh english irish scotch london "
    "better known well main southern northern rough nice seaside fancy"
)


def tied(text: PlaceText, sightings: Sequence[Sighting]) -> list[Tied]:
    """Return what each sighting is to who texts."""
    found: list[Tied] = []
    for at, sighting in enumerate(sightings):
        said = around(text, sightings, at)
        each = Tied(sighting, _tie(said), said.near, not _HOURS.isdisjoint(said.before))
        if sighting.country and each.tie is Tie.FROM:
            alone = not any(other.places for other in sightings)
            each = replace(each, tie=Tie.NAMED if alone else Tie.FAMILY)
        if found:
            each = _after_another(each, said, found[-1])
            found[-1] = _before_another(found[-1], said)
        found.append(each)
    return _of_whom(text, found) if text.fresh and len(found) > 1 else found


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
    return who in _THEY or (known and (owner in _OWN or owner in MARKS))


def _tie(said: Around) -> Tie:
    return next((tie for tie in (rule(said) for rule in RULES) if tie is not None), Tie.NAMED)


def _ruled_out(said: Around) -> Tie | None:
    before = said.before
    if said.follows(Says.NOT_AFTER):
        return Tie.DENIED
    one = said.after[:1] in (["one"], ["lot"])
    for at in range(len(before), 0, -1):
        if said.cues.ends(Says.NOT, before, at):
            far = at < len(before) and before[at] in _BUT_NOT
            return None if far else Tie.DENIED
        word = before[at - 1]
        if word == "but" and at > 1 and before[at - 2] in ALL:
            return Tie.DENIED
        if word not in _PASSED and word not in _OTHERWISE and not one:
            return None
    return None


def _moved_to(said: Around) -> Tie | None:
    if said.before[-1:] != ["to"] or Says.MOVED not in said.told:
        return None
    others = (_who(said, at) for at in range(len(said.before)))
    return next(filter(None, others), Tie.HOME)


def _in_the_past(said: Around) -> Tie | None:
    before, after = said.before, said.after
    if "bred" in (*before, *after) or said.follows(Says.NOW):
        return None
    if before[-1:] == ["was"] or Says.PAST in said.told or Says.PAST_AFTER in said.cues.said(after):
        return Tie.PAST
    if "lived" in before and _HAVE.isdisjoint(before):
        return Tie.PAST if _ALWAYS.isdisjoint(after) else None
    moved = Says.MOVED in said.told
    if before[-2:] in (["out", "of"], ["away", "from"]):
        return Tie.PAST if moved else None
    if before[-1:] == ["from"]:
        moved = moved or Says.MOVED in said.cues.said(said.earlier[-LATELY:])
        return Tie.PAST if moved else None
    return None


def _what_is_there(said: Around) -> Tie | None:
    if said.follows(Says.STUDY):
        return Tie.FAMILY
    elsewhere = any(said.cues.starts(Says.ELSEWHERE_AFTER, said.after, at) for at in (0, 1))
    return Tie.ELSEWHERE if elsewhere else None


def _self(said: Around) -> Tie | None:
    return Tie.HOME if said.ends_with(Says.HERE) else None


def _of_others(said: Around) -> Tie | None:
    """Tell work, study, and where somebody else is, by the nearest word that says so.

    A name that no "in" leads is not told by a word far from it: "works on my phone Canterbury".
    """
    before, starts = said.before, said.cues.starts
    first = 0 if said.led else max(0, len(before) - BESIDE)
    for at in range(len(before) - 1, first - 1, -1):
        if before[at] not in said.cues.by_first:
            continue
        if starts(Says.WANTS, before, at):
            return None
        if starts(Says.LIVES, before, at) and (not at or before[at - 1] in _SELF):
            return None
        if starts(Says.ELSEWHERE, before, at):
            return Tie.ELSEWHERE
        if starts(Says.TRAVEL, before, at) and not said.near:
            return Tie.ELSEWHERE
        if starts(Says.STUDY, before, at):
            return Tie.FAMILY
        if tie := _who(said, at):
            return tie
    return None


def _living(said: Around) -> Tie | None:
    if Says.LIVES in said.told or Says.HOME in said.told or said.follows(Says.NOW):
        return Tie.HOME
    to = said.before[-1:] == ["to"] and Says.MOVED in said.cues.said(said.earlier)
    return Tie.HOME if to and not said.near else None


def _origin(said: Around) -> Tie | None:
    return Tie.FROM if said.ends_with(Says.ORIGIN) else None


RULES: tuple[Callable[[Around], Tie | None], ...] = (
    _ruled_out, _moved_to, _in_the_past, _what_is_there, _self, _of_others, _living, _origin,
)  # fmt: skip
"""The grammar, in its order: what the first rule that fits says is what counts."""


def _who(said: Around, at: int) -> Tie | None:
    """Return what a place is to somebody whose friend, relative or child is named at ``at``."""
    before, starts = said.before, said.cues.starts
    if not _WITH.isdisjoint(before[max(0, at - 2) : at]):
        return None
    owned = before[at - 1] in _OWN if at else _acts(said) or before[0] in _ONES
    asked_for = Tie.ELSEWHERE if _FOR.isdisjoint(before[max(0, at - 3) : at]) else Tie.FAMILY
    if starts(Says.FRIEND, before, at) and (owned or not _SOME.isdisjoint(before[at - 1 : at])):
        return asked_for
    if owned and starts(Says.RELATIVE, before, at):
        return asked_for
    return Tie.FAMILY if owned and starts(Says.CHILD, before, at) else None


def _acts(said: Around) -> bool:
    """Whether the first word does something: "mum lives in", not "mum of two in"."""
    before = said.before
    return before[1:2] in (["is"], ["are"], ["has"]) or said.cues.starts(Says.LIVES, before, 1) > 0


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


def _before_another(last: Tied, said: Around) -> Tied:
    """Take a place back that the next one puts right: "Leeds no sorry York", "moved BS3 to BS16".

    In Scots "Arbroath no Dundee" takes back the second, so "no" alone says nothing.
    """
    words = [token for token in said.gap if token not in MARKS]
    if words == ["to"] and Says.MOVED in said.cues.said(said.earlier):
        return replace(last, tie=min(last.tie, Tie.PAST))
    corrects = bool(words) and words[0] in _CORRECTS and list(said.gap) != ["no"]
    if corrects and all(token in _CORRECTS or token in _PASSED for token in words):
        return replace(last, tie=Tie.DENIED)
    return last
