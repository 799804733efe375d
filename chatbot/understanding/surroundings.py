"""The words around a place's name that speak of it, and whether they only put it near home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.understanding.clauses import FAR, MARKS, PlaceText
from chatbot.understanding.cues import Cues, Says
from chatbot.understanding.sightings import Sighting

MOST_BEFORE = 9
MOST_AFTER = 7
_TURNS = frozenset(
    "but and although though however then tho whereas while except n ond so cos coz cuz because "
    "bcos where".split()
)
ALL = frozenset("anywhere owt anything everywhere all nothing any".split())
_OF_THE_LAST = (Says.ELSEWHERE_AFTER, Says.PAST_AFTER, Says.STUDY)
_LEADS = frozenset("from in at near nr".split())
_LINKS = frozenset("of from o ae fae frae".split())
_STEPPED_OVER = frozenset(
    "the a greater central inner city town good old big sunny lovely bonny sort like".split()
)
_STATES = frozenset("is isnt was are has takes can feels".split())
_OF_HOME = frozenset("where home hame me my mine us our fine best good ok okay it for what".split())


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around one name.

    ``before`` and ``after`` are the words of its clause, as far as the names beside it; ``gap`` all
    words since the name before it, ``earlier`` those before that name, if it is the ``second`` or
    later. ``led``: a word such as "in" comes just before.
    """

    cues: Cues
    before: Sequence[str]
    after: Sequence[str]
    gap: Sequence[str]
    earlier: Sequence[str]
    second: bool
    led: bool

    def ends_with(self, says: Says) -> bool:
        """Whether a phrase stands just before the name."""
        return self.cues.ends(says, self.before, len(self.before)) > 0

    def holds(self, *says: Says) -> bool:
        """Whether a phrase stands before the name in its clause."""
        return any(self.cues.holds(each, self.before) for each in says)

    def follows(self, says: Says) -> bool:
        """Whether a phrase comes just after the name."""
        return self.cues.starts(says, self.after) > 0


def around(text: PlaceText, sightings: Sequence[Sighting], at: int) -> Around:
    """Return what is said around the name at ``at`` of those in a text."""
    cues, tokens = text.gazetteer.cues, text.tokens
    end = sightings[at - 1].end if at else 0
    gap = tokens[end : sightings[at].start]
    if at:
        gap = _without_the_last(cues, gap)
    return Around(
        cues=cues,
        before=_clause_before(gap),
        after=_clause_after(text, sightings, at),
        gap=gap,
        earlier=tokens[max(0, end - FAR) : end],
        second=at > 0,
        led=text.is_led(sightings[at].start),
    )


def is_near(said: Around) -> bool:
    """Whether a place is only said to be near: "past York", "south of York", "York side"."""
    cues, before, after = said.cues, said.before, said.after
    at = len(before)
    while at and before[at - 1] in _STEPPED_OVER and not cues.ends(Says.NEAR, before, at):
        at -= 1
    if cues.ends(Says.NEAR, before, at):
        return True
    linked = at and before[at - 1] in _LINKS
    if linked and (cues.ends(Says.NEAR_OF, before, at - 1) or cues.ends(Says.NEAR, before, at - 1)):
        return True
    if said.follows(Says.NEAR_AFTER) or said.holds(Says.NEAREST):
        return True
    # "Edinburgh is too far": what is told of a place tells where home is not.
    told = len(after) > 1 and after[0] in _STATES
    return told and after[1] not in _OF_HOME and after[1] != after[0]


def _without_the_last(cues: Cues, gap: Sequence[str]) -> Sequence[str]:
    """Leave out what speaks of the place before: the "city fan" of "Hull city fan in Beverley"."""
    if gap[:1] and gap[0] in MARKS:
        return gap
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
        if ends and not (at and gap[at - 1] in ALL):
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
    if tokens[end - 1] == f"{sightings[at].name.split(' ')[-1]}s":
        return ["is", *after]  # "Edinburgh's an hour away"
    return after
