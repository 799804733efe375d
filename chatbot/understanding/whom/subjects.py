"""Whom a text is about: who texts, their child, or someone else. Ages are read and not kept.

"My wife is 62 and newly diagnosed" is about someone else, "mum of a 7yr old" about a child,
"34, T1, on nights" about who texts. What is said outright counts first ("its for my lad"), then
who has the condition, then who is named at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from chatbot.flow import Whom
from chatbot.understanding.denial.phrasebook import Hit, Phrase, Phrasebook, phrase_words
from chatbot.understanding.whom.ages import ages_in
from chatbot.understanding.whom.asking_for import asked_for
from chatbot.understanding.whom.growing import shows_grown_life
from chatbot.understanding.whom.holding import Cast
from chatbot.understanding.whom.passing import is_ruled_out
from chatbot.understanding.whom.people import people_in
from chatbot.understanding.whom.peoplewords import (
    ANYBODYS,
    CLIENTS,
    DESCRIBED,
    HE_OR_SHE,
    OWN,
    PEERS,
    YOUNG,
    YOUNG_KIN,
    Sort,
)
from chatbot.understanding.whom.seeing import Seen, is_own_work, see_named, see_signs
from chatbot.understanding.whom.speaking import speaks_of_oneself
from chatbot.understanding.whom.whose_age import see_ages, wants_parents
from chatbot.understanding.whom.working import tells_of_work
from chatbot.understanding.words.tokens import PAUSE, STOP

_AND = frozenset("and n an".split())
_WISHES = frozenset("wants needs likes hates would wud wont loves prefers hed shed".split())


_PARENTED = frozenset("families parents".split())
_MANY = frozenset("students t1s t1ds diabetics".split())
"""People who are wished for, where nothing is said of who texts: "any students with t1"."""
_WANT = frozenset("want need fancy prefer wish hope".split())
_LIKE = frozenset("like love prefer rather want".split())


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


def subjects_of(whom: Whom) -> Subjects:
    """Index the words."""
    sorts = (
        (Sort.CONDITION, whom.condition), (Sort.KIT, whom.kit), (Sort.CHILD, whom.children),
        (Sort.ANOTHER, whom.others), (Sort.PARENT, whom.parents), (Sort.ROLE, whom.roles),
        (Sort.SCHOOL, whom.school), (Sort.GROWN, whom.grown), (Sort.FORMAL, whom.formal),
        (Sort.JOB, whom.jobs), (Sort.RAISING, whom.raising),
    )  # fmt: skip
    phrases = [Phrase(phrase_words(text), "", sort) for sort, texts in sorts for text in texts]
    known = {phrase.words for phrase in phrases}
    mine = [
        Phrase((me, *phrase.words[1:]), "", phrase.value)
        for phrase in phrases
        if phrase.value in (Sort.GROWN, Sort.KIT) and phrase.words[0] == "my"
        for me in ("me", "ma", "mi")
        if (me, *phrase.words[1:]) not in known
    ]
    owners = [
        Phrase((*phrase.words[:-1], f"{phrase.words[-1]}s"), "", phrase.value)
        for phrase in phrases
        if phrase.value in (Sort.CHILD, Sort.ANOTHER, Sort.PARENT)
        and (*phrase.words[:-1], f"{phrase.words[-1]}s") not in known
    ]
    return Subjects(whom, Phrasebook([*phrases, *mine, *owners]))


def whom_it_is_about(
    subjects: Subjects, tokens: Sequence[str], *, grown: bool = False
) -> About | None:
    """Return whom it is about, or None where that is not told.

    ``grown``: what else the text says is said by grown-ups ("pregnant").
    """
    hits = subjects.book.find(tokens)
    ages = ages_in(tokens)
    life = shows_grown_life(tokens) or tells_of_work(tokens)
    if not (hits or ages or life or grown):
        return None
    cast = Cast.of(people_in(hits, tokens, ages), tokens)
    if speaks_of_oneself(cast, hits):
        cast = replace(cast, topics={}, speaker=True)
    seen = Seen(grown_life=life)
    see_signs(seen, cast, hits)
    told = seen.alone or seen.grown_life or cast.people or ages
    if grown and not (told or _MANY.isdisjoint(tokens)):
        return None
    seen.grown_life = seen.grown_life or grown
    see_ages(seen, cast, ages)
    see_named(seen, cast, hits)
    if Sort.SOMEBODY in seen.has_it:
        seen.has_it.remove(Sort.SOMEBODY)
        seen.has_it.add(_whoever(seen, tokens, hits))
    others = {Sort.CHILD, Sort.ANOTHER}
    if seen.alone and (others.isdisjoint(seen.has_it) or asked_for(cast) is Sort.SELF):
        selves = any(each.sort is Sort.SELF for each in cast.people)
        child = (seen.little and not cast.people) or (
            Sort.CHILD in seen.aged and (not selves or wants_parents(tokens))
        )
        seen.has_it.add(Sort.CHILD if child else Sort.SELF)
    if grown and others.isdisjoint(seen.has_it | seen.aged | seen.named):
        seen.has_it.add(Sort.SELF)
    about = _decide(subjects.whom, seen, cast, hits)
    return _raised(subjects.whom, about, seen, cast) if seen.raises else about


def _whoever(seen: Seen, tokens: Sequence[str], hits: Sequence[Hit]) -> Sort:
    """Return who "he" or "she" is of whom no word tells: a child by their age, or to parents."""
    parents = any(hit.value == Sort.PARENT and tokens[hit.end - 1].endswith("s") for hit in hits)
    child = (Sort.CHILD in seen.aged or parents) and Sort.ANOTHER not in seen.aged | seen.has_it
    return Sort.CHILD if child else Sort.ANOTHER


def whom_it_is_not(subjects: Subjects, tokens: Sequence[str]) -> frozenset[str]:
    """Return the options a text says it is not: "its not for my kid", "it wasnt for me"."""
    whom, hits = subjects.whom, subjects.book.find(tokens)
    said = {hit.value for hit in hits if is_ruled_out(hit, tokens)}
    outs = {whom.child} if Sort.CHILD in said else set()
    outs |= {whom.another} if Sort.ANOTHER in said else set()
    cast = Cast.of(people_in(hits, tokens), tokens)
    return frozenset(outs | ({whom.adult, whom.young} if asked_for(cast) is Sort.GROUP else set()))


def _decide(whom: Whom, seen: Seen, cast: Cast, hits: Sequence[Hit]) -> About | None:
    said = asked_for(cast)
    self_has = Sort.SELF in seen.has_it
    has_it = seen.has_it if self_has else seen.has_it | seen.aged
    others = has_it | seen.named
    if said is Sort.CHILD or (said is Sort.GROUP and Sort.CHILD in others):
        return About(whom.child, outright=True)
    if said is Sort.ANOTHER or (said is Sort.GROUP and Sort.ANOTHER in others):
        return About(whom.another, outright=True)
    if not (seen.sure or seen.alone) and _names_a_client(cast):
        return About(whom.another)
    if not seen.sure and _texts_for_work(cast, hits):
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


def _raised(whom: Whom, about: About | None, seen: Seen, cast: Cast) -> About | None:
    """Take kin whom somebody brings up for their child: "my grandson lives with me"."""
    if seen.other_grown or (about and about.value == whom.child):
        return about
    if about is None and seen.sure:
        return About(whom.adult)
    if about and about.value != whom.another and (seen.sure or seen.grown or seen.own_age):
        return about
    others = [p for p in cast.people if p.sort in (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY)]
    little = YOUNG_KIN | ANYBODYS
    young = [
        p
        for p in others
        if p.sort is Sort.CHILD
        or (seen.other_young and cast.tokens[p.end - 1] in PEERS)
        or cast.tokens[p.end - 1].removesuffix("s") in little
        or (p.end - p.at > 1 and cast.tokens[p.at] in YOUNG)
    ]
    named = [p for p in others if p.sort is not Sort.SOMEBODY]
    return About(whom.child) if young or not named else about


def _is_young(seen: Seen, *, self_has: bool) -> bool:
    """Whether who texts is under 18, by their age or by their school."""
    if seen.grown:
        return False
    if seen.young or (seen.at_school and not seen.family_life):
        return True
    return seen.youngish and self_has and not (seen.grown_life or seen.family_life)


def _only_named(whom: Whom, seen: Seen, cast: Cast, *, self_has: bool) -> About | None:
    """Decide by who is named where nobody is said to have it."""
    told_of = not HE_OR_SHE.isdisjoint(cast.tokens)
    others = any(
        each.sort is Sort.ANOTHER
        and each.firm
        and not (each.passing and _AND.isdisjoint(cast.tokens[max(0, each.at - 2) : each.at]))
        for each in cast.people
    )
    if self_has:
        return None
    if told_of and _asks_for_parents(cast):
        return About(whom.child)
    if Sort.CHILD in seen.named:
        families = not _PARENTED.isdisjoint(cast.tokens)
        return None if others and not families else About(whom.child)
    wishes = told_of or not _WISHES.isdisjoint(cast.tokens)
    if Sort.ANOTHER in seen.named or (others and told_of and Sort.SELF not in seen.has_it):
        if wishes or _opens_with_kin(cast):
            return About(whom.another)
        return About(whom.adult) if seen.grown_life and _wishes_oneself(cast.tokens) else None
    return None


def _opens_with_kin(cast: Cast) -> bool:
    """Whether a text begins with whom it is for, and nobody says "i": "me gran, cant do steps"."""
    first = cast.people[0] if cast.people else None
    if first is None or first.sort is not Sort.ANOTHER or first.passing:
        return False
    opens = first.at < 2 and not OWN.isdisjoint(cast.tokens[: first.end])
    selves = any(each.sort is Sort.SELF for each in cast.people)
    rest = cast.tokens[first.end : first.end + 1]
    alone = first.firm and first.at < 2 and not rest
    return not selves and (alone or (opens and rest in ([PAUSE], [STOP])))


def _asks_for_parents(cast: Cast) -> bool:
    """Whether a "she" of whom no word tells is the child of who wants to meet other parents."""
    others = any(each.sort is Sort.ANOTHER and not each.passing for each in cast.people)
    strangers = any(each.sort is Sort.SOMEBODY for each in cast.people)
    return wants_parents(cast.tokens) and strangers and not others


def _wishes_oneself(tokens: Sequence[str]) -> bool:
    """Whether who texts says what they want: "id like", "i do want", "thats what i need"."""
    return any(
        (token in ("i", "ah") and not _WANT.isdisjoint(tokens[at + 1 : at + 3]))
        or (token == "id" and not _LIKE.isdisjoint(tokens[at + 1 : at + 3]))
        for at, token in enumerate(tokens)
    )


def _texts_for_work(cast: Cast, hits: Sequence[Hit]) -> bool:
    """Whether who texts does so for their work, about somebody: "DSN here, pt 34F"."""
    roles = [hit for hit in hits if hit.value == Sort.ROLE and is_own_work(cast, hit)]
    if not roles:
        return False
    if any(cast.tokens[hit.end - 1] == "for" for hit in roles):
        return True
    return any(
        (person.sort in (Sort.ANOTHER, Sort.SOMEBODY) and not person.passing)
        or cast.tokens[person.end - 1] in DESCRIBED
        or (person.sort is Sort.PARENT and not HE_OR_SHE.isdisjoint(cast.tokens))
        for person in cast.people
    )


def _names_a_client(cast: Cast) -> bool:
    clients = (
        person
        for person in cast.people
        if not person.passing or not OWN.isdisjoint(cast.tokens[person.at : person.end])
    )
    return any(
        cast.tokens[person.at] in CLIENTS or cast.tokens[person.end - 1] in CLIENTS
        for person in clients
    )
