"""What each place in a text is to somebody: where they live, work, come from, or do not live."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from chatbot.places import miles_between
from chatbot.understanding.clauses import FAR, MARKS
from chatbot.understanding.sightings import Sighting
from chatbot.understanding.tokens import PAUSE

MOST_BEFORE = 9
MOST_AFTER = 7
REFERENCE_MILES = 40.0
_NEAREST = 3


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
    HOME = 5


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TURNS = _words("but and although though however then tho whereas while except n ond")
_CHOICES = _words("and or n nor")
_JOINS = _words("in the near nr of at by around also")
_CORRECTS = _words("sorry mean meant wait oops actually correction ment no")
_SMALL = _words("the in at a from of near nr to one that be is i live living called")

_HOME = _words(
    "live living lives liv livin leve reside residing resident based stay stayin staying home "
    "settled moved moving move relocated now nowadays currently lived dwell bide bides byw "
    "fuireach house flat address"
)
_HOME_AFTER = _words("now nowadays currently atm present instead")
_LIVES = _words("live living liv livin stay staying based lived reside moved")
_SELF = _words("i we im were ive weve still now currently to who me u just both")
_PAST = _words(
    "left originally original formerly previously ex born grew raised brought til till until "
    "before went"
)
_PAST_AFTER = _words("originally formerly previously before brought grew raised")
_CAME = _words("moved move moving come came coming went relocated shifted escaped")
_HAVE = _words("have ive weve has hes shes since always still")
_ELSEWHERE = _words(
    "work working works worked job office commute commuting travel travelling travels hospital "
    "clinic clinics gp gps doctor doctors dr drs surgery dsn nurse consultant appointment "
    "appointments team shop shopping church mosque temple mandir gurdwara go goes going visit "
    "visiting visits holiday support supporting supports fan train trains training dentist "
    "gweithio business bus buses diagnosed treated specialist attend attends"
)
_STUDY = _words(
    "school schools college uni university study studying studies student nursery ysgol coleg"
)
_AFTERWARDS = _words("hospital clinic infirmary council radio fc united utd fan fans")
_FRIENDS = _words(
    "friend friends mate mates aunt auntie aunty uncle cousin cousins boyfriend girlfriend "
    "girlfriends bf gf fiance niece nephew boss neighbour neighbours colleague relatives rellies "
    "sister sisters sis brother brothers bro mum mums mam mams mom moms ma mother mothers dad dads "
    "da father fathers nan nans nana gran grans granny grandma grandad grandparents parents family "
    "families inlaws"
)
_CHILDREN = _words(
    "son sons daughter daughters kid kids child children boy girl lad twins partner husband "
    "husbands hubby wife wifes"
)
_OWN = _words("my our me mi mah oor his her their your ur the")
_NEAR = _words(
    "near nr nearest close next outside beside by past above below opposite towards toward off "
    "around round nearby neer edge outskirts out oot ootside"
)
_COMPASS = _words("north south east west northeast northwest southeast southwest")
_UNITS = _words("miles mile mins minutes hour hours far km")
_DENIES = _words("not isnt arent aint dont wasnt ay isny isnae isna amno bar except scratch forget")
_DENIES_AFTER = _words("wrong error")
_HERE = frozenset((("me", "in"), ("here", "in"), ("over", "in"), ("back", "in")))
_BUT_NOT = _words("far too that very from only just")
_INSTEAD = (("instead", "of"), ("place", "of"), ("rather", "than"), ("other", "than"))
_ALL = _words("anywhere owt anything everywhere all nothing any")


@dataclass(frozen=True, slots=True)
class Said:
    """The places of a text that count, and what they are to who texts.

    ``beside`` only tell which place is meant ("near York"), ``denied`` which is not. ``others``
    are left behind or worked in: not meant, but seldom far.
    """

    kept: tuple[Sighting, ...]
    tie: Tie
    beside: tuple[Sighting, ...] = ()
    denied: tuple[Sighting, ...] = ()
    others: tuple[Sighting, ...] = ()


def keep(tokens: Sequence[str], sightings: Sequence[Sighting]) -> Said:
    """Keep where somebody lives before what is only named, worked in, or left behind."""
    tied = list(zip(sightings, ties(tokens, sightings), strict=True))
    tie = max((tie for _, tie in tied), default=Tie.DENIED)
    denied = tuple(each for each, one in tied if one is Tie.DENIED)
    if tie is Tie.DENIED:
        return Said((), tie, denied=denied)
    kept = [each for each, one in tied if one is tie]
    others = tuple(each for each, one in tied if Tie.DENIED < one < min(tie, Tie.NAMED))
    beside = [each for each, one in tied if tie is Tie.HOME and one is Tie.NAMED]
    near = [each for each in kept if is_reference(tokens, each)]
    main = [each for each in kept if each not in near]
    if near and (main or beside):
        main = main or [
            each for each in beside if each.start > near[0].start and not is_reference(tokens, each)
        ]
        apart = [each for each in near if not _are_close(each, main)]
        if main:
            beside = [each for each in (*beside, *near) if each not in (*main, *apart)]
            kept = sorted((*main, *apart), key=lambda each: each.start)
    return Said(tuple(kept), tie, tuple(beside), denied, others)


def _are_close(each: Sighting, others: Iterable[Sighting]) -> bool:
    return any(
        miles_between(place.lat, place.lon, other.lat, other.lon) <= REFERENCE_MILES
        for place in each.places
        for sighting in others
        for other in sighting.places
    )


def ties(tokens: Sequence[str], sightings: Sequence[Sighting]) -> list[Tie]:
    """Return what each sighting is to who texts."""
    found: list[Tie] = []
    for at, each in enumerate(sightings):
        end = sightings[at - 1].end if at else 0
        gap = tokens[end : each.start]
        earlier = tokens[max(0, end - FAR) : end]
        own = _tie(_clause_before(gap), _clause_after(tokens, sightings, at), earlier)
        if at and own is Tie.NAMED and gap[-1:] == ["from"]:
            own = Tie.FAMILY
        if at and own is Tie.NAMED and all(t in _CHOICES | _JOINS or t == PAUSE for t in gap):
            # "live in Ashford, Kent" and "used to live in Leeds and York"
            later = found[-1] > own or not _CHOICES.isdisjoint(gap)
            own = found[-1] if later else own
        if at and _corrects(gap):
            found[-1] = Tie.DENIED
        if at and list(gap) == ["to"] and not _CAME.isdisjoint(earlier):
            found[-1] = min(found[-1], Tie.PAST)  # "moved BS3 to BS16"
        found.append(own)
    return found


def is_reference(tokens: Sequence[str], sighting: Sighting) -> bool:
    """Whether a place is only said to be near: "near York", "south of York"."""
    before = list(tokens[max(0, sighting.start - _NEAREST) : sighting.start])
    while before and before[-1] in ("the", "to", "from", "of"):
        if before[-1] == "of" and len(before) > 1 and before[-2] in _COMPASS:
            return True
        before.pop()
    if not before:
        return False
    far = before[-1] in _UNITS and "from" in tokens[max(0, sighting.start - FAR) : sighting.start]
    return before[-1] in _NEAR or far


def _clause_before(gap: Sequence[str]) -> list[str]:
    """Return the words of the same clause before a place, back to the place before it."""
    gap = gap[-MOST_BEFORE:]
    for at in range(len(gap) - 1, -1, -1):
        ends = gap[at] in MARKS or gap[at] in _TURNS
        if ends and not (at and gap[at - 1] in _ALL):
            gap = gap[at + (gap[at] != "except") :]
            break
    return list(gap)


def _clause_after(tokens: Sequence[str], sightings: Sequence[Sighting], at: int) -> list[str]:
    """Return the words after a place that still speak of it."""
    end = sightings[at].end
    limit = sightings[at + 1].start if at + 1 < len(sightings) else len(tokens)
    after: list[str] = []
    for token in tokens[end : min(limit, end + MOST_AFTER)]:
        if token in MARKS or token in _TURNS or token in _HOME - _HOME_AFTER:
            break
        after.append(token)
    if at + 1 < len(sightings) and end + len(after) == limit:
        while after and after[-1] in _HOME_AFTER:
            after.pop()  # it speaks of the next place: "was G51 now G13"
    return after


def _tie(before: Sequence[str], after: Sequence[str], earlier: Sequence[str]) -> Tie:
    if _is_denied(before) or not _DENIES_AFTER.isdisjoint(after):
        return Tie.DENIED
    if before and before[-1] == "to" and not _CAME.isdisjoint(before):
        return Tie.HOME
    if _is_past(before, after, earlier):
        return Tie.PAST
    if not _STUDY.isdisjoint(after[:1]):
        return Tie.FAMILY
    where = after[2:] if tuple(after[1:2]) == ("where",) else ()
    if not _AFTERWARDS.isdisjoint(after[:2]) or not _ELSEWHERE.isdisjoint(where):
        return Tie.ELSEWHERE
    if not _HERE.isdisjoint(pairwise(before)):
        return Tie.HOME
    other = _other(before)
    if other is not Tie.NAMED:
        return other
    if not _HOME.isdisjoint(before) or not _HOME_AFTER.isdisjoint(after):
        return Tie.HOME
    if before and before[-1] == "to" and not _CAME.isdisjoint(earlier):
        return Tie.HOME
    return Tie.NAMED


def _is_denied(before: Sequence[str]) -> bool:
    for at in range(len(before) - 1, -1, -1):
        if before[at] in _DENIES:
            return not (at + 1 < len(before) and before[at + 1] in _BUT_NOT)
        if before[at] == "but" and at and before[at - 1] in _ALL:
            return True
        if tuple(before[at - 1 : at + 1]) in _INSTEAD:
            return True
        if before[at] not in _SMALL:
            return False
    return False


def _is_past(before: Sequence[str], after: Sequence[str], earlier: Sequence[str]) -> bool:
    if "bred" in (*before, *after):
        return False
    if before[-1:] == ["was"] or not _PAST.isdisjoint(before) or not _PAST_AFTER.isdisjoint(after):
        return True
    if ("used", "to") in pairwise(before):
        return True
    if "lived" in before and _HAVE.isdisjoint(before) and "since" not in after:
        return True
    if before and before[-1] == "from":
        return not _CAME.isdisjoint(before) or not _CAME.isdisjoint(earlier[-8:])
    return False


def _other(before: Sequence[str]) -> Tie:
    """Tell where work, study or somebody else is from where who texts is; NAMED says nothing."""
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in _LIVES and (not at or before[at - 1] in _SELF):
            return Tie.NAMED
        if word in _ELSEWHERE:
            return Tie.ELSEWHERE
        if word in _STUDY:
            return Tie.FAMILY
        owned = word[-1] == "s" or (at and before[at - 1] in _OWN)
        if owned and "with" not in before[max(0, at - 2) : at]:
            if word in _FRIENDS:
                return Tie.ELSEWHERE
            if word in _CHILDREN:
                return Tie.FAMILY
    return Tie.NAMED


def _corrects(gap: Sequence[str]) -> bool:
    """Whether what stands between two places takes back the first: "Leeds no sorry York".

    In Scots "Arbroath no Dundee" takes back the second, so "no" alone says nothing.
    """
    words = [token for token in gap if token not in MARKS]
    if not words or gap == ["no"] or words[0] not in _CORRECTS:
        return False
    return _CORRECTS.union(_SMALL).issuperset(words)
