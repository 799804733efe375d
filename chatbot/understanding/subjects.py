"""Whom a text is about: who texts, their child, or someone else. Ages are read and not kept.

"My wife is 62 and newly diagnosed" is about someone else, "mum of a 7yr old" about a child,
"34, T1, on nights" about who texts. Each sign (a condition, an age) goes to the nearest person
before it in its sentence; a pronoun stands for whoever was named last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chatbot.flow import Whom
from chatbot.understanding.ages import (
    ADULT,
    AGE_AFTER,
    AGE_BEFORE,
    TENS,
    UNITS,
    YEARS,
    age_at,
    is_no_age,
    opens_clause,
)
from chatbot.understanding.people import ANYBODYS, FAMILY, OWN, Person, Sort, is_for, person_at
from chatbot.understanding.phrasebook import Hit, Phrase, Phrasebook, phrase_words
from chatbot.understanding.tokens import PAUSE, STOP

LAST_CHILD_YEAR = 2005
REACH = 9
"""Words back to which a sign belongs to a person named in its sentence."""
_SELF = frozenset("i im ive id ill ime am me myself ah ahm".split())
_PRONOUNS = frozenset("he she hes shes him her theyre they whos who hers his".split())
_GROUPS = frozenset(
    "group groups support people ppl folk folks friends peers community mums parents "
    "adults club meet meetup meetups things stuff forum forums chat nurse clinic team "
    "service helpline charity uk line specialist consultant doctor research information "
    "info diabetics kids families".split()
)
_HAVING = frozenset("and n an with w wi have got had been recently newly a having living".split())


@dataclass(frozen=True, slots=True)
class Subjects:
    """The words that tell, and the option each outcome means."""

    whom: Whom
    book: Phrasebook


@dataclass(slots=True)
class _Seen:
    condition: set[Sort] = field(default_factory=set)
    named: set[Sort] = field(default_factory=set)
    implied: bool = False
    young: bool = False
    grown: bool = False
    loose: int = 0
    adult_life: bool = False


def subjects_of(whom: Whom) -> Subjects:
    """Index the words."""
    sorts = (
        (Sort.CONDITION, whom.condition), (Sort.KIT, whom.kit), (Sort.CHILD, whom.children),
        (Sort.ANOTHER, whom.others), (Sort.SCHOOL, whom.school), (Sort.GROWN, whom.grown),
    )  # fmt: skip
    phrases = [Phrase(phrase_words(text), "", sort) for sort, texts in sorts for text in texts]
    known = {phrase.words for phrase in phrases}
    owners = [
        Phrase((*phrase.words[:-1], f"{phrase.words[-1]}s"), "", phrase.value)
        for phrase in phrases
        if phrase.value in (Sort.CHILD, Sort.ANOTHER)
        and (*phrase.words[:-1], f"{phrase.words[-1]}s") not in known
    ]
    return Subjects(whom, Phrasebook([*phrases, *owners]))


def whom_it_is_about(subjects: Subjects, tokens: Sequence[str]) -> tuple[str, bool] | None:
    """Return the option and whether it is firm: a child texting is never listed adult groups."""
    whom = subjects.whom
    seen = _seen(subjects, tokens)
    condition = seen.condition
    if seen.loose and not (seen.young or seen.grown) and (seen.implied or Sort.SELF in condition):
        seen.young, seen.grown = seen.loose < ADULT, seen.loose >= ADULT
    if seen.adult_life and (seen.implied or Sort.SELF in condition) and not seen.young:
        seen.grown = True
    self_has = Sort.SELF in condition or seen.young or seen.grown
    if Sort.ANOTHER in condition and not self_has:
        return (whom.another, False) if Sort.CHILD not in condition else None
    if Sort.CHILD in condition and not self_has:
        return whom.child, False
    if seen.young and Sort.CHILD not in condition:
        return whom.young, True
    if seen.grown:
        return (whom.adult, False) if Sort.CHILD not in condition else None
    if Sort.CHILD in seen.named:
        return (whom.child, False) if Sort.ANOTHER not in seen.named else None
    return None


def _seen(subjects: Subjects, tokens: Sequence[str]) -> _Seen:
    seen = _Seen()
    hits = subjects.book.find(tokens)
    people = [person for hit in hits if (person := person_at(hit, tokens))]
    seen.named.update(
        person.sort
        for person in people
        if not opens_clause(tokens, person.at) or person.sort is Sort.ANOTHER
        or any(hit.start == person.at and hit.end - hit.start > 1 for hit in hits)
    )  # fmt: skip
    if any(is_for(person, tokens) for person in people if person.sort is Sort.ANOTHER):
        seen.condition.add(Sort.ANOTHER)
    seen.adult_life = any(tokens[person.at] in FAMILY for person in people) or any(
        hit.value == Sort.CHILD and tokens[hit.end - 1] in ("of", "to") for hit in hits
    )
    starts = {hit.start: hit for hit in hits}
    sentence, topic = 0, None
    for at, token in enumerate(tokens):
        if token == STOP:
            last = [person for person in people if person.at < at]
            sentence, topic = at + 1, (last[-1].sort if last else topic)
            continue
        hit = starts.get(at)
        if hit is not None and hit.value == Sort.GROWN and not hit.denied:
            seen.adult_life = True
        if hit is not None and hit.value == Sort.SCHOOL:
            _at_school(seen, people, tokens, at, sentence, topic)
        if hit is not None and hit.value in (Sort.CONDITION, Sort.KIT) and not hit.denied:
            _condition(seen, people, tokens, hit, sentence, topic)
        if at > sentence and _long_ago(tokens[at - 1], token):
            seen.adult_life = True
        if (found := age_at(tokens, at)) is not None:
            _age(seen, people, tokens, at, found, sentence, topic)
    return seen


def _subject(
    people: Sequence[Person], tokens: Sequence[str], at: int, end: int, sentence: int,
    topic: Sort | None,
) -> Sort | None:  # fmt: skip
    """Return who a sign at ``at:end`` belongs to: the nearest person before, else just after."""
    named = {at: person.sort for person in people for at in range(person.at, person.end)}
    for back in range(at - 1, max(sentence, at - REACH) - 1, -1):
        token = tokens[back]
        if back in named:
            return named[back]
        if token in _PRONOUNS:
            earlier = [person.sort for person in people if person.at < back]
            return earlier[-1] if earlier else topic or Sort.SOMEBODY
        if token in _SELF and back + 1 not in named:
            return Sort.SELF
    for person in people:
        if end <= person.at <= end + 3 and STOP not in tokens[end : person.at]:
            own = person.at == end and tokens[person.at + 1 : person.at + 2] in (["of"], ["to"])
            return Sort.SELF if own else person.sort
    return None


def _long_ago(before: str, token: str) -> bool:
    """Whether a year is said since when nobody can be a child any more: "since 1979"."""
    year = int(token) if len(token) == 4 and token.isdecimal() else 0
    return before in ("since", "in", "sins") and 1920 < year < LAST_CHILD_YEAR


def _condition(
    seen: _Seen, people: Sequence[Person], tokens: Sequence[str], hit: Hit, sentence: int,
    topic: Sort | None,
) -> None:  # fmt: skip
    if tokens[hit.end : hit.end + 1] and tokens[hit.end] in _GROUPS:
        return
    subject = _subject(people, tokens, hit.start, hit.end, sentence, topic)
    if subject:
        seen.condition.add(Sort.ANOTHER if subject is Sort.SOMEBODY else subject)
    elif topic in (Sort.CHILD, Sort.ANOTHER):
        seen.condition.add(topic)
    elif hit.value == Sort.CONDITION and _stands_alone(tokens, hit):
        seen.implied = True


def _stands_alone(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether a condition is said of nobody: ", T1," or "T1 since 1979" or "newly diagnosed"."""
    before, after = tokens[hit.start - 1 : hit.start], tokens[hit.end : hit.end + 1]
    if not hit.start or before[0] in (STOP, PAUSE) or before[0][0].isdigit():
        return True
    if before[0] in ("for", "about", "of"):
        return False
    if before[0] in _HAVING or before[0] in AGE_BEFORE:
        return True
    return (
        not after or after[0] in (STOP, PAUSE, "since", "myself", "here") or after[0][0].isdigit()
    )


def _at_school(
    seen: _Seen, people: Sequence[Person], tokens: Sequence[str], at: int, sentence: int,
    topic: Sort | None,
) -> None:  # fmt: skip
    subject = _subject(people, tokens, at, at + 1, sentence, topic) or topic
    if subject in (None, Sort.SELF) and not people:
        seen.young = True


def _age(
    seen: _Seen, people: Sequence[Person], tokens: Sequence[str], at: int, age: int,
    sentence: int, topic: Sort | None,
) -> None:  # fmt: skip
    before = tokens[at - 1] if at > sentence else ""
    words = 2 if tokens[at] in TENS and tokens[at + 1 : at + 2] and tokens[at + 1] in UNITS else 1
    after = list(tokens[at + words : at + words + 3])
    dressed = tokens[at][0].isdigit() and not tokens[at].isdecimal()
    old = (
        dressed
        or after[:1] == ["yo"]
        or not {"old", "olds"}.isdisjoint(after[:2])
        or after[:2] == ["y", "o"]
    )
    told = before in AGE_AFTER
    subject = _subject(people, tokens, at, at + words, sentence, topic)
    if subject is Sort.SOMEBODY:
        subject = Sort.CHILD if age < ADULT else Sort.ANOTHER
    if is_no_age(before, after, age, tokens, at, old=old):
        _long_had(seen, subject, after, age)
        return
    if subject in (Sort.CHILD, Sort.ANOTHER) and not (told and before in _SELF):
        seen.condition.add(subject)
        return
    if (
        age < ADULT
        and old
        and not told
        and OWN.union(("a", "of")) & set(tokens[max(0, at - 3) : at])
    ):
        seen.named.add(Sort.CHILD)
        return
    alone = opens_clause(tokens, at) and (not after or after[0] in (STOP, PAUSE))
    opens = at == sentence or (at == 1 and before in ("yo", "hi", "hiya", "hey", "hello"))
    told = told or (subject is Sort.SELF and (old or before == "have"))
    follows = bool(after) and after[0] in AGE_BEFORE
    told = told or (subject is Sort.SELF and before == "of" and tokens[at - 2] in ANYBODYS)
    if age > 9 and not people and subject in (None, Sort.SELF):
        seen.loose = seen.loose or age
    if before == "not" and age <= ADULT and after[:1] in (["yet"], ["til"], ["until"], ["for"]):
        seen.young = True
        return
    if (told or alone or opens or follows or (old and subject is None)) and 7 < age < 100:
        if age < ADULT:
            seen.young = True
        else:
            seen.grown = True


def _long_had(seen: _Seen, subject: Sort | None, after: Sequence[str], age: int) -> None:
    """Take somebody who has had it for 18 years or more for a grown-up."""
    years = bool(after) and after[0] in YEARS
    if years and age >= ADULT and subject in (None, Sort.SELF):
        seen.grown = True
