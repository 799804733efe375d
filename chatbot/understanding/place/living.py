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
from dataclasses import dataclass
from enum import IntEnum

from chatbot.understanding.place.cues import Says
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.place.surroundings import ALL, Around

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


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(text.split())


"""Words around a correction: "B13 no sorry wrong one, we moved. B31"."""
_SELF = words_of("i we im were ive weve still now currently to who me u just both and")
_HAVE = words_of("have ive weve has hes shes since always still")
_ALWAYS = words_of("all always years ever since")
OWN = words_of("my our me mi mah oor his her their your ur the ma wor")
_ONES = words_of("mums mams moms dads nans nanas grans sisters brothers cousins cousin friends")
_SOME = words_of("a an one some old best got")
_FOR = words_of("for 4 fur behalf")
_WITH = words_of("with at wi")
_LEAVE = words_of("left leave leaving")
_HARDLY = words_of(
    "not never hardly barely rarely scarcely seldom only havent hasnt hadnt dont doesnt cant "
    "cannot couldnt wont didnt no nae"
)
_IN_HOSPITAL = words_of("hospital ward unit hospice clinic work office school uni")
_BUT_NOT = words_of("far too very only just quite exactly sure bad")
PASSED = words_of(
    "the in at a an from of near nr to one that be is i we live living called send sent sending me "
    "us get go going put mean want wanna say said do anything any stuff group groups it confuse "
    "mix mixed up with make travel travelling way over drive like fancy into think mistake "
    "please for as been being"
)
_OTHERWISE = words_of(
    "posh posher famous other big bigger little small scottish welsh english irish scotch london "
    "better known well main southern northern rough nice seaside fancy"
)


def tie_of(said: Around) -> Tie:
    """Return what a place is to somebody, by what is said around it."""
    return next((tie for tie in (rule(said) for rule in RULES) if tie is not None), Tie.NAMED)


def _ruled_out(said: Around) -> Tie | None:
    before = said.before
    if said.follows(Says.NOT_AFTER):
        return Tie.DENIED
    one = said.after[:1] in (["one"], ["lot"], ["wan"], ["yin"])
    if before[-1:] == ["no"] and (one or said.after[:2] == ["the", "other"]):
        return Tie.DENIED
    for at in range(len(before), 0, -1):
        if said.cues.ends(Says.NOT, before, at):
            far = at < len(before) and before[at] in _BUT_NOT
            return None if far else Tie.DENIED
        word = before[at - 1]
        if word == "but" and at > 1 and before[at - 2] in ALL:
            return Tie.DENIED
        if word not in PASSED and word not in _OTHERWISE and not one:
            return None
    return None


def _moved_to(said: Around) -> Tie | None:
    if said.before[-1:] != ["to"] or Says.MOVED not in said.told:
        return None
    others = (_who(said, at) for at in range(len(said.before)))
    return next(filter(None, others), Tie.HOME)


def _in_the_past(said: Around) -> Tie | None:
    before, after = said.before, said.after
    if _hardly_leaves(before):
        return None
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


def _hardly_leaves(before: Sequence[str]) -> bool:
    """Whether who texts is home nearly always: "hardly left the house in X", "never left X"."""
    at = next((at for at, word in enumerate(before) if word in _LEAVE), 0)
    rest = before[at + 1 :]
    stays = not _HARDLY.isdisjoint(before[:at]) and (not rest or rest[0] in OWN | {"the"})
    return stays and not _IN_HOSPITAL.intersection(rest)


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
    owned = before[at - 1] in OWN if at else _acts(said) or before[0] in _ONES
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
