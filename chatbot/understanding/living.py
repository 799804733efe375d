"""What each place in a text is to somebody: where they live, work, come from, or do not live.

The words that say so are in flows/places/ties.csv; here is how they bear on a name. The first rule
that fits tells the tie:

    ruled out     "not X", "dont send me to X", "X is wrong"          DENIED
    moved         "moved to X": HOME; "moved from X"                  PAST
    the past      "used to live in X", "X originally"                 PAST
    what is there "X uni": FAMILY; "X hospital"                       ELSEWHERE
    self          "im in X", "still in X"                             HOME
    whose         "my son is in X": FAMILY; "work in X", "nan is X"   ELSEWHERE
    living        "live in X", "X now"                                HOME
    origin        "im from X"                                         FROM
    no more       "X", "near X"                                       NAMED

Whether a place is only near home ("by X", "X side") is asked apart from that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from chatbot.understanding.clauses import FAR, MARKS, PlaceText
from chatbot.understanding.cues import Cues, Says
from chatbot.understanding.sightings import Sighting
from chatbot.understanding.tokens import PAUSE

MOST_BEFORE = 9
MOST_AFTER = 7
BESIDE = 3


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
    """A place in a text and what it is to who texts. ``near``: it only tells where home is."""

    sighting: Sighting
    tie: Tie
    near: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TURNS = _words(
    "but and although though however then tho whereas while except n ond so cos coz cuz because "
    "bcos where"
)
_CHOICES = _words("and or n nor")
_JOINS = _words("in the near nr of at by around also")
_CORRECTS = _words("sorry mean meant wait oops actually correction ment no")
_SELF = _words("i we im were ive weve still now currently to who me u just both and")
_HAVE = _words("have ive weve has hes shes since always still")
_ALWAYS = _words("all always years ever")
_OWN = _words("my our me mi mah oor his her their your ur the ma wor")
_OWNED = _words(
    "mums mams moms dads nans nanas grans sisters brothers cousins cousin friend friends"
)
_SOME = (["a"], ["an"], ["one"], ["some"], ["old"], ["best"], ["got"])
_FOR = _words("for 4 fur behalf")
_WITH = _words("with at wi")
_ALL = _words("anywhere owt anything everywhere all nothing any")
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
_OF_THE_LAST = (Says.ELSEWHERE_AFTER, Says.PAST_AFTER, Says.STUDY)
_STATES = _words("is isnt was are has takes can feels")
_OF_HOME = _words("where home hame me my mine us our fine best good ok okay it us for what")
_LEADS = _words("from in at near nr")
_LINKS = _words("of from o ae fae frae")
_STEPPED = _words("the a greater central inner city town good old big sunny lovely bonny sort like")


def tied(text: PlaceText, sightings: Sequence[Sighting]) -> list[Tied]:
    """Return what each sighting is to who texts."""
    tokens, cues = text.tokens, text.gazetteer.cues
    found: list[Tied] = []
    for at, each in enumerate(sightings):
        end = sightings[at - 1].end if at else 0
        gap = _not_of_the_last(cues, tokens[end : each.start]) if at else tokens[: each.start]
        earlier = tokens[max(0, end - FAR) : end]
        before, after = _clause_before(gap), _clause_after(text, sightings, at)
        near = is_near(cues, before, after)
        led = text.is_led(each.start)
        tie = _tie(cues, before, after, earlier, near=near, led=led)
        if each.country and tie is Tie.FROM:
            tie = Tie.NAMED
        if at and tie is Tie.NAMED and gap[-1:] == ["from"] and not near:
            tie = Tie.FAMILY
        if at and all(token in _CHOICES | _JOINS or token == PAUSE for token in gap):
            # "live in Ashford, Kent", "used to live in Leeds and York", "between Hull and York"
            chosen = not _CHOICES.isdisjoint(gap)
            if tie is Tie.NAMED and (chosen or found[-1].tie > tie):
                tie = found[-1].tie
            near = near or (chosen and found[-1].near and len(gap) == 1)
        if at and _corrects(gap):
            found[-1] = Tied(found[-1].sighting, Tie.DENIED)
        if at and list(gap) == ["to"] and _has(cues, Says.MOVED, earlier):
            last = found[-1]  # "moved BS3 to BS16"
            found[-1] = Tied(last.sighting, min(last.tie, Tie.PAST), last.near)
        found.append(Tied(each, tie, near))
    return found


def is_near(cues: Cues, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a place is only said to be near: "past York", "south of York", "York side"."""
    at = len(before)
    while at and before[at - 1] in _STEPPED and not cues.ends(Says.NEAR, before, at):
        at -= 1
    if cues.ends(Says.NEAR, before, at):
        return True
    linked = at and before[at - 1] in _LINKS
    if linked and (cues.ends(Says.NEAR_OF, before, at - 1) or cues.ends(Says.NEAR, before, at - 1)):
        return True
    if cues.starts(Says.NEAR_AFTER, after) or cues.holds(Says.NEAREST, before):
        return True
    # "Edinburgh is too far": what is told of a place tells where home is not.
    return (
        after[:1] != after[1:2]
        and _STATES.issuperset(after[:1])
        and bool(after[1:2] and _OF_HOME.isdisjoint(after[1:2]))
    )


def _not_of_the_last(cues: Cues, gap: Sequence[str]) -> Sequence[str]:
    """Leave out what speaks of the place before: the "city fan" of "Hull city fan in Beverley"."""
    at = 0
    for start in (0, 1):
        while size := max(cues.starts(says, gap, at or start) for says in _OF_THE_LAST):
            at = (at or start) + size
    return gap[at:]


def _clause_before(gap: Sequence[str]) -> list[str]:
    """Return the words of the same clause before a place, back to the place before it."""
    gap = gap[-MOST_BEFORE:]
    for at in range(len(gap) - 1, -1, -1):
        ends = gap[at] in MARKS or gap[at] in _TURNS
        if ends and not (at and gap[at - 1] in _ALL):
            gap = gap[at + (gap[at] != "except") :]
            break
    return list(gap)


def _clause_after(text: PlaceText, sightings: Sequence[Sighting], at: int) -> list[str]:
    """Return the words after a place that still speak of it."""
    cues, tokens = text.gazetteer.cues, text.tokens
    end = sightings[at].end
    limit = sightings[at + 1].start if at + 1 < len(sightings) else len(tokens)
    after: list[str] = []
    for token in tokens[end : min(limit, end + MOST_AFTER)]:
        lives = token in cues.by_first[Says.LIVES] or token in cues.by_first[Says.HOME]
        if token in MARKS or (token in _TURNS and token != "where"):
            break
        if lives and token not in cues.by_first[Says.NOW]:
            break
        after.append(token)
    if at + 1 < len(sightings) and end + len(after) == limit:
        # What speaks of the next place is left to it: "was G51 now G13", "originally from Cork".
        while after and (after[-1] in cues.by_first[Says.NOW] or after[-1] in _LEADS):
            after.pop()
        while after and cues.starts(Says.PAST_AFTER, after, len(after) - 1):
            after.pop()
    return after


def _tie(
    cues: Cues,
    before: Sequence[str],
    after: Sequence[str],
    earlier: Sequence[str],
    *,
    near: bool,
    led: bool,
) -> Tie:
    """Apply the rules of this file in their order."""
    if _is_denied(cues, before, after):
        return Tie.DENIED
    if before[-1:] == ["to"] and _has(cues, Says.MOVED, before):
        return _whose(cues, before) or Tie.HOME
    if _is_past(cues, before, after, earlier):
        return Tie.PAST
    if cues.starts(Says.STUDY, after):
        return Tie.FAMILY
    if cues.starts(Says.ELSEWHERE_AFTER, after) or cues.starts(Says.ELSEWHERE_AFTER, after, 1):
        return Tie.ELSEWHERE
    if cues.ends(Says.HERE, before, len(before)):
        return Tie.HOME
    other = _other(cues, before, near=near, led=led)
    if other is not Tie.NAMED:
        return other
    if any(_has(cues, says, before) for says in (Says.LIVES, Says.HOME)):
        return Tie.HOME
    if cues.starts(Says.NOW, after) or (
        before[-1:] == ["to"] and not near and _has(cues, Says.MOVED, earlier)
    ):
        return Tie.HOME
    return Tie.FROM if cues.ends(Says.ORIGIN, before, len(before)) else Tie.NAMED


def _has(cues: Cues, says: Says, tokens: Sequence[str]) -> bool:
    return cues.holds(says, tokens)


def _is_denied(cues: Cues, before: Sequence[str], after: Sequence[str]) -> bool:
    if cues.starts(Says.NOT_AFTER, after):
        return True
    one = after[:1] in (["one"], ["lot"])
    for at in range(len(before), 0, -1):
        if cues.ends(Says.NOT, before, at):
            return not (at < len(before) and before[at] in _BUT_NOT)
        word = before[at - 1]
        if word == "but" and at > 1 and before[at - 2] in _ALL:
            return True
        if word not in _PASSED and word not in _OTHERWISE and not one:
            return False
    return False


def _is_past(
    cues: Cues, before: Sequence[str], after: Sequence[str], earlier: Sequence[str]
) -> bool:
    if "bred" in (*before, *after) or cues.starts(Says.NOW, after):
        return False
    if before[-1:] == ["was"] or _has(cues, Says.PAST, before):
        return True
    if _has(cues, Says.PAST_AFTER, after):
        return True
    if "lived" in before and _HAVE.isdisjoint(before):
        return _ALWAYS.isdisjoint(after) and "since" not in after
    moved = _has(cues, Says.MOVED, before)
    if before[-2:] in (["out", "of"], ["away", "from"]):
        return moved
    if before[-1:] == ["from"]:
        return moved or _has(cues, Says.MOVED, earlier[-8:])
    return False


def _other(cues: Cues, before: Sequence[str], *, near: bool, led: bool) -> Tie:
    """Tell where work, study or somebody else is from where who texts is; NAMED says nothing.

    A name that no "in" leads is not told by a word far from it: "works on my phone Canterbury".
    """
    first = 0 if led else max(0, len(before) - BESIDE)
    for at in range(len(before) - 1, first - 1, -1):
        if cues.starts(Says.WANTS, before, at):
            return Tie.NAMED
        if cues.starts(Says.LIVES, before, at) and (not at or before[at - 1] in _SELF):
            return Tie.NAMED
        if cues.starts(Says.ELSEWHERE, before, at):
            return Tie.ELSEWHERE
        if cues.starts(Says.TRAVEL, before, at) and not near:
            return Tie.ELSEWHERE
        if cues.starts(Says.STUDY, before, at):
            return Tie.FAMILY
        if tie := _who(cues, before, at):
            return tie
    return Tie.NAMED


def _whose(cues: Cues, before: Sequence[str]) -> Tie | None:
    """Return what a place is that somebody else is said to be in, or to have moved to."""
    return next(filter(None, (_who(cues, before, at) for at in range(len(before)))), None)


def _who(cues: Cues, before: Sequence[str], at: int) -> Tie | None:
    """Return what a place is to somebody whose friend, relative or child is named at ``at``."""
    if not _WITH.isdisjoint(before[max(0, at - 2) : at]):
        return None
    owned = before[at - 1] in _OWN if at else _acts(cues, before) or before[0] in _OWNED
    if cues.starts(Says.FRIEND, before, at) and (owned or before[at - 1 : at] in _SOME):
        return Tie.FAMILY if _is_for(before, at) else Tie.ELSEWHERE
    if owned and cues.starts(Says.RELATIVE, before, at):
        return Tie.FAMILY if _is_for(before, at) else Tie.ELSEWHERE
    return Tie.FAMILY if owned and cues.starts(Says.CHILD, before, at) else None


def _is_for(before: Sequence[str], at: int) -> bool:
    """Whether somebody asks for another: "for my sister in Bolton"."""
    return not _FOR.isdisjoint(before[max(0, at - 3) : at])


def _acts(cues: Cues, before: Sequence[str]) -> bool:
    """Whether the first word does something: "mum lives in", not "mum of two in"."""
    return before[1:2] in (["is"], ["are"], ["has"]) or cues.starts(Says.LIVES, before, 1) > 0


def _corrects(gap: Sequence[str]) -> bool:
    """Whether what stands between two places takes back the first: "Leeds no sorry York".

    In Scots "Arbroath no Dundee" takes back the second, so "no" alone says nothing.
    """
    words = [token for token in gap if token not in MARKS]
    if not words or gap == ["no"] or words[0] not in _CORRECTS:
        return False
    return _CORRECTS.union(_PASSED).issuperset(words)
