"""The words around a place's name that speak of it, and whether they only put it near home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.understanding.place.cues import Cues, Says
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.words.clauses import FAR, MARKS, PlaceText

MOST_BEFORE = 9
MOST_AFTER = 7
_TURNS = frozenset(
    "but and although though however then tho whereas while except n ond so cos coz cuz because "
    "bcos where".split()
)
ALL = frozenset("anywhere owt anything everywhere all nothing any".split())
_OF_THE_LAST = (Says.ELSEWHERE_AFTER, Says.PAST_AFTER, Says.STUDY)
_OF_THE_NEXT = (Says.PAST_AFTER, Says.ELSEWHERE)
_LEADS = frozenset("from in at near nr is".split())
_LINKS = frozenset("of from o ae fae frae".split())
_STEPPED_OVER = frozenset(
    "the a greater central inner city town good old big sunny lovely bonny sort like".split()
)
_ONWARDS = frozenset("up down over out oot off in north south doon".split())
"""Words after "way" that make it no direction: "Richmond way up in the Dales"."""
_STATES = frozenset("is isnt was are has takes can feels".split())
_OF_HOME = frozenset("where home hame me my mine us our fine best good ok okay it for what".split())


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around one name.

    ``before`` and ``after`` are the words of its clause, as far as the names beside it; ``gap`` all
    words since the name before it, ``earlier`` those before that name. ``told`` is what the words
    before it say. ``led``: a word such as "in" comes just before. ``near``: home is only near it.
    """

    cues: Cues
    before: Sequence[str]
    after: Sequence[str]
    gap: Sequence[str]
    earlier: Sequence[str]
    told: frozenset[Says]
    led: bool
    near: bool

    def ends_with(self, says: Says) -> bool:
        """Whether a phrase stands just before the name."""
        return self.cues.ends(says, self.before, len(self.before)) > 0

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
    before, after = _clause_before(gap), _clause_after(text, sightings, at)
    told = cues.said(before)
    return Around(
        cues=cues,
        before=before,
        after=after,
        gap=gap,
        earlier=tokens[max(0, end - FAR) : end],
        told=told,
        led=text.is_led(sightings[at].start),
        near=Says.NEAREST in told or _is_near(cues, before, after),
    )


def _is_near(cues: Cues, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a place is only said to be near: "past York", "south of York", "York side"."""
    at = len(before)
    while at and before[at - 1] in _STEPPED_OVER and not cues.ends(Says.NEAR, before, at):
        at -= 1
    if cues.ends(Says.NEAR, before, at):
        return True
    linked = at and before[at - 1] in _LINKS
    if linked and (cues.ends(Says.NEAR_OF, before, at - 1) or cues.ends(Says.NEAR, before, at - 1)):
        return True
    far_up = after[:1] in (["way"], ["wey"]) and not _ONWARDS.isdisjoint(after[1:2])
    if cues.starts(Says.NEAR_AFTER, after) and not far_up:
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
        if token in MARKS or (token in _TURNS and token != "where"):
            break
        if cues.begins(token, Says.LIVES, Says.HOME) and not cues.begins(token, Says.NOW):
            break
        after.append(token)
    if at + 1 < len(sightings) and end + len(after) == limit:
        # What speaks of the next place is left to it: "was G51 now G13", "originally from Cork",
        # "Selby hospital in York".
        while after and (after[-1] in _LEADS or cues.begins(after[-1], Says.NOW)):
            after.pop()
        if len(after) < limit - end:
            while after and any(cues.starts(each, after, len(after) - 1) for each in _OF_THE_NEXT):
                after.pop()
    if tokens[end - 1] == f"{sightings[at].name.split(' ')[-1]}s":
        return ["is", *after]  # "Edinburgh's an hour away"
    return after
