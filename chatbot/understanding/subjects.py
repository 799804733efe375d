"""Whom a text is about: who texts, their child, or someone else. Ages are read and not kept.

"My wife is 62 and newly diagnosed" is about someone else, "mum of a 7yr old" about a child,
"34, T1, on nights" about who texts. What is said outright counts first ("its for my lad"), then
who has the condition, then who is named at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from chatbot.flow import Whom
from chatbot.understanding.ages import ADULT, YEARS, Age, ages_in
from chatbot.understanding.asking_for import asked_for
from chatbot.understanding.holding import REACH, Cast
from chatbot.understanding.people import CLIENTS, DESCRIBED, OWN, Sort, has_it_too, people_in
from chatbot.understanding.phrasebook import Hit, Phrase, Phrasebook, phrase_words
from chatbot.understanding.tokens import STOP

LAST_CHILD_YEAR = 2005
_ABOUT = frozenset("about on aboot re regarding into".split())
_WISHED = frozenset("for of to is the".split())
"""Words before a condition of nobody named that is the group's: "a group for type 1"."""
_TO_US = frozenset("you u ur your this youse ye".split())
_NOT = frozenset("not no dont havent isnt without never doesnt hasnt".split())
_WISHES = frozenset("wants needs likes hates would wud wont loves prefers hed shed".split())
_TAGGING_ALONG = frozenset(
    "bring bringing bringin take taking tak come coming along tow sitter babysitter childcare "
    "mind minding creche bed school nursery asleep nap naps hip welcome fetch sort had".split()
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The words that tell, and the option each outcome means."""

    whom: Whom
    book: Phrasebook


class About(NamedTuple):
    """Whom a text is about: the option. ``firm``: it is a child who texts, who is never listed
    adult groups. ``outright``: the text says so in so many words."""

    value: str
    firm: bool = False
    outright: bool = False


@dataclass(slots=True)
class _Seen:
    """What was seen of whom: who has it, who is named, how old who texts is."""

    has_it: set[Sort] = field(default_factory=set)
    aged: set[Sort] = field(default_factory=set)
    named: set[Sort] = field(default_factory=set)
    young: bool = False
    sure: bool = False
    alone: bool = False
    youngish: bool = False
    at_school: bool = False
    grown: bool = False
    grown_life: bool = False
    family_life: bool = False


def subjects_of(whom: Whom) -> Subjects:
    """Index the words."""
    sorts = (
        (Sort.CONDITION, whom.condition), (Sort.KIT, whom.kit), (Sort.CHILD, whom.children),
        (Sort.ANOTHER, whom.others), (Sort.PARENT, whom.parents), (Sort.ROLE, whom.roles),
        (Sort.SCHOOL, whom.school), (Sort.GROWN, whom.grown), (Sort.FORMAL, whom.formal),
    )  # fmt: skip
    phrases = [Phrase(phrase_words(text), "", sort) for sort, texts in sorts for text in texts]
    known = {phrase.words for phrase in phrases}
    owners = [
        Phrase((*phrase.words[:-1], f"{phrase.words[-1]}s"), "", phrase.value)
        for phrase in phrases
        if phrase.value in (Sort.CHILD, Sort.ANOTHER, Sort.PARENT)
        and (*phrase.words[:-1], f"{phrase.words[-1]}s") not in known
    ]
    return Subjects(whom, Phrasebook([*phrases, *owners]))


def whom_it_is_about(
    subjects: Subjects, tokens: Sequence[str], *, grown: bool = False
) -> About | None:
    """Return whom it is about, or None where that is not told.

    ``grown``: what else the text says is said by grown-ups ("pregnant").
    """
    hits = subjects.book.find(tokens)
    ages = ages_in(tokens)
    if not hits and not ages and not grown:
        return None
    cast = Cast.of(people_in(hits, tokens, ages), tokens)
    seen = _Seen(grown_life=grown, alone=grown)
    _see_signs(seen, cast, hits)
    _see_ages(seen, cast, ages)
    _see_named(seen, cast, hits)
    if seen.alone and seen.has_it.isdisjoint((Sort.CHILD, Sort.ANOTHER)):
        seen.has_it.add(Sort.SELF)
    return _decide(subjects.whom, seen, cast, hits)


def _decide(whom: Whom, seen: _Seen, cast: Cast, hits: Sequence[Hit]) -> About | None:
    said = asked_for(cast)
    self_has = Sort.SELF in seen.has_it
    has_it = seen.has_it if self_has else seen.has_it | seen.aged
    others = has_it | seen.named
    if said is Sort.CHILD or (said is Sort.GROUP and Sort.CHILD in others):
        return About(whom.child, outright=True)
    if said is Sort.ANOTHER or (said is Sort.GROUP and Sort.ANOTHER in others):
        return About(whom.another, outright=True)
    if not seen.sure and (_names_a_client(cast) or _texts_for_work(cast, hits)):
        return About(whom.another)
    if not self_has and said is not Sort.SELF:
        if Sort.ANOTHER in has_it:
            return None if Sort.CHILD in has_it else About(whom.another)
        if Sort.CHILD in has_it:
            return About(whom.child)
    if Sort.CHILD in has_it and said is not Sort.SELF:
        return None
    if _is_young(seen, self_has=self_has):
        return About(whom.young, firm=True, outright=seen.young)
    grown = seen.grown_life or (self_has and seen.family_life)
    if seen.grown or (grown and (self_has or not others)):
        return About(whom.adult, outright=seen.grown or said is Sort.SELF)
    return _only_named(whom, seen, cast, self_has=self_has)


def _is_young(seen: _Seen, *, self_has: bool) -> bool:
    """Whether who texts is under 18, by their age or by their school."""
    if seen.grown:
        return False
    if seen.young or (seen.at_school and not seen.family_life):
        return True
    return seen.youngish and self_has and not (seen.grown_life or seen.family_life)


def _only_named(whom: Whom, seen: _Seen, cast: Cast, *, self_has: bool) -> About | None:
    """Decide by who is named where nobody is said to have it."""
    if self_has or len(seen.named) != 1:
        return None
    if Sort.CHILD in seen.named:
        alone = not any(each.sort is Sort.ANOTHER and each.firm for each in cast.people)
        return About(whom.child) if alone else None
    wishes = not _WISHES.isdisjoint(cast.tokens)
    return About(whom.another) if wishes else None


def _texts_for_work(cast: Cast, hits: Sequence[Hit]) -> bool:
    """Whether who texts does so for their work, about somebody: "DSN here, pt 34F"."""
    if not any(hit.value == Sort.ROLE and _is_own_work(cast, hit) for hit in hits):
        return False
    return any(
        person.sort in (Sort.ANOTHER, Sort.SOMEBODY) or cast.tokens[person.end - 1] in DESCRIBED
        for person in cast.people
    )


def _is_own_work(cast: Cast, hit: Hit) -> bool:
    """Whether work is that of who texts: not in "my nurse", "got it off the nurse"."""
    clause = cast.clause(hit.start)
    before = cast.tokens[clause : hit.start]
    named = not OWN.union(("the", "her", "his", "off")).isdisjoint(before[-2:])
    told = cast.tokens[hit.end : hit.end + 1] in (["said"], ["told"], ["says"], ["gave"], ["give"])
    return not (named or told) and (len(before) < 4 or hit.end - hit.start > 1)


def _names_a_client(cast: Cast) -> bool:
    return any(cast.tokens[person.at] in CLIENTS for person in cast.people)


def _see_signs(seen: _Seen, cast: Cast, hits: Iterable[Hit]) -> None:
    for hit in hits:
        if not _NOT.isdisjoint(cast.tokens[max(0, hit.start - 3) : hit.start]):
            continue
        if hit.value in (Sort.CONDITION, Sort.KIT):
            _condition(seen, cast, hit)
        elif hit.value == Sort.SCHOOL:
            if cast.holder(hit.start, hit.end, group=False) in (None, Sort.SELF):
                seen.at_school = True
        elif hit.value == Sort.FORMAL:
            seen.family_life = True
        elif (
            hit.value == Sort.GROWN or (hit.value == Sort.ROLE and _is_own_work(cast, hit))
        ) and cast.holder(hit.start, hit.end, group=False) in (None, Sort.SELF):
            seen.grown_life = True


def _condition(seen: _Seen, cast: Cast, hit: Hit) -> None:
    holder = cast.holder(hit.start, hit.end)
    if holder is Sort.GROUP or (hit.start and cast.tokens[hit.start - 1] in _ABOUT):
        return
    if "both" in cast.tokens[max(0, hit.start - 3) : hit.start] and any(
        person.sort is Sort.SELF and hit.start - REACH < person.at < hit.start
        for person in cast.people
    ):
        seen.has_it.add(Sort.SELF)
    after = cast.tokens[hit.end : hit.end + 2]
    beside = hit.start - 1 in cast.at or hit.end in cast.at or "i" in after
    if holder is Sort.SELF and beside:
        seen.sure = True
    if holder is not None:
        seen.has_it.add(Sort.ANOTHER if holder is Sort.SOMEBODY else holder)
    elif _is_said_of_oneself(cast, hit):
        seen.alone = True


def _is_said_of_oneself(cast: Cast, hit: Hit) -> bool:
    """Whether a condition of nobody named is who texts': not in "is this for type 1"."""
    before = cast.tokens[max(0, hit.start - 2) : hit.start]
    if before[-1:] == ["of"] and before[0] in YEARS:
        return True
    if before[-1:] and before[-1] in _WISHED:
        return False
    return _TO_US.isdisjoint(cast.tokens[cast.clause(hit.start) : hit.start])


def _see_ages(seen: _Seen, cast: Cast, ages: Iterable[Age]) -> None:
    for age in ages:
        holder = cast.holder(age.start, age.end, group=False)
        if holder is Sort.SOMEBODY:
            holder = Sort.CHILD if age.years < ADULT else Sort.ANOTHER
        if age.start - 1 in cast.at and holder is Sort.PARENT:
            holder = Sort.SELF
        if holder in (Sort.CHILD, Sort.ANOTHER) and not age.own:
            if not age.had and (not age.loose or age.start - 1 in cast.at):
                seen.aged.add(holder)
                if "both" in cast.tokens[max(0, age.start - 2) : age.start]:
                    seen.young, seen.grown = age.years < ADULT, age.years >= ADULT
        elif age.loose or age.had:
            if age.years >= ADULT:
                seen.grown_life = True
            elif not age.had:
                seen.youngish = True
        elif holder is None and age.years < ADULT and _is_a_parents(cast, age):
            seen.aged.add(Sort.CHILD)
        elif age.years >= ADULT:
            seen.grown = True
        elif age.years > 7:
            seen.young = True
    for before, token in pairwise(cast.tokens):
        if long_ago(before, token):
            seen.grown_life = True


def _is_a_parents(cast: Cast, age: Age) -> bool:
    """Whether an age below 18 is a child's of whom nothing else is said: "dad here. boy of 8"."""
    parent = any(person.sort is Sort.PARENT for person in cast.people)
    return not age.own and (parent or (age.old and not age.alone))


def _see_named(seen: _Seen, cast: Cast, hits: Iterable[Hit]) -> None:
    for person in cast.people:
        if has_it_too(person, cast.tokens):
            seen.has_it.add(person.sort)
        if person.sort in (Sort.CHILD, Sort.ANOTHER) and not person.passing:
            if person.sort is Sort.CHILD:
                seen.family_life = True
                if _tags_along(cast, person.at):
                    continue
            if person.firm:
                seen.named.add(person.sort)
        word = cast.tokens[person.end - 1]
        if person.sort is Sort.PARENT or word in _FAMILY or word in DESCRIBED:
            seen.family_life = True
        if person.sort is Sort.PARENT:
            seen.named.add(Sort.CHILD)


_FAMILY = frozenset(
    "husband husbands hubby hubbys wife wifes missus mrs fiance fiancee grandkids "
    "grandchildren grandson granddaughter".split()
)
"""Who has these is grown up: "im type 1 and my husband wants to come"."""


def _tags_along(cast: Cast, at: int) -> bool:
    """Whether a child is only to be brought along or minded."""
    first = cast.clause(at)
    for place in range(first, min(at + 6, len(cast.tokens))):
        if place > at and cast.tokens[place] == STOP:
            break
        if cast.tokens[place] in _TAGGING_ALONG:
            return True
    return False


def long_ago(before: str, token: str) -> bool:
    """Whether a year is said since when nobody can be a child any more: "since 1979"."""
    year = int(token) if len(token) == 4 and token.isdecimal() else 0
    return before in ("since", "in", "sins", "from") and 1920 < year < LAST_CHILD_YEAR
