"""The people a text names: who texts, a child, somebody else; and who is only named in passing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from chatbot.understanding.ages import ADULT, AGE, Age, opens_clause
from chatbot.understanding.peoplewords import (
    ANYBODYS,
    CALLED,
    CLIENTS,
    COUNTS,
    DESCRIBED,
    DOES,
    FOR_A,
    HE_OR_SHE,
    HELPING_VERBS,
    IN_COMPANY,
    MINDING,
    NAMED,
    NO_NAMES,
    OBJECT,
    ONE_OF,
    OTHER,
    OWN,
    RULING_OUT,
    SAYING,
    SELF,
    SO,
    TELLING,
    TOLD_OF,
    Sort,
)
from chatbot.understanding.phrasebook import Hit
from chatbot.understanding.tokens import PAUSE, STOP


class Person(NamedTuple):
    """A mention of somebody at ``at:end`` of the tokens.

    ``firm``: it says whose child or who it is, not just a word for one. ``passing``: they only
    say, give or do something.
    """

    at: int
    sort: Sort
    end: int
    firm: bool = True
    passing: bool = False


def people_in(hits: Sequence[Hit], tokens: Sequence[str], ages: Sequence[Age] = ()) -> list[Person]:
    """Return everybody named, in the order of the text; "he" and "she" stand for whom they mean."""
    found: list[Person] = []
    told_of = not TOLD_OF.isdisjoint(tokens)
    starts = {hit.start: hit for hit in hits}
    aged = {age.start: age for age in ages if age.old}
    inside = {at for hit in hits for at in range(hit.start + 1, hit.end)}
    for at, token in enumerate(tokens):
        hit = starts.get(at)
        if hit is not None and is_ruled_out(hit, tokens):
            continue
        if hit is not None and (person := _named(hit, tokens)):
            if person.end not in starts and _is_of_oneself(person, tokens, told_of=told_of):
                person = person._replace(sort=Sort.SELF)
            found.append(person)
        elif at in inside:
            continue
        elif token in SELF:
            if not _is_my(tokens, at, starts):
                found.append(Person(at, Sort.SELF, at + 1))
        elif token in HE_OR_SHE:
            if meant := _meant(found, token):
                found.append(Person(at, meant, at + 1, firm=False))
        elif at in aged and not aged[at].own and (person := _so_old(aged[at], tokens, starts)):
            found.append(person)
        elif token in NAMED and _is_a_name(tokens, at, starts):
            found.append(Person(at, _by_age(tokens, at + 2, ages), at + 2, firm=True))
    return found


def _so_old(age: Age, tokens: Sequence[str], starts: Mapping[int, Hit]) -> Person | None:
    """Take "my 14 yr old" for a person where no word for one follows."""
    before = tokens[max(0, age.start - 2) : age.start]
    if OWN.isdisjoint(before) and before[-1:] not in (["a"], ["an"], ["the"], ["of"], ["to"]):
        return None
    if tokens[age.start].isdecimal() and age.end == age.start + 1:
        return None
    after = starts.get(age.end)
    person_follows = after is not None and after.value in (Sort.CHILD, Sort.ANOTHER)
    if person_follows or (before[-1:] == ["a"] and not SELF.isdisjoint(before)):
        return None
    sort = Sort.CHILD if age.years < ADULT else Sort.ANOTHER
    return Person(age.start, sort, age.end, passing=_is_passing(tokens, age.end))


def _is_of_oneself(person: Person, tokens: Sequence[str], *, told_of: bool) -> bool:
    """Whether "a bloke with type 1" is who texts: nobody's, and no "he" is told of."""
    if person.sort is not Sort.ANOTHER or tokens[person.end - 1] not in DESCRIBED or told_of:
        return False
    before = tokens[max(0, person.at - 5) : person.at]
    return OWN.isdisjoint(before) and MINDING.isdisjoint(before)


def is_ruled_out(hit: Hit, tokens: Sequence[str]) -> bool:
    """Whether it is said not to be them: "not my kid", "isnt for my son"."""
    at = hit.start - 1
    while at >= 0 and (tokens[at] in OWN or tokens[at] in ("for", "the", "a", "actually")):
        at -= 1
    return 0 <= at < hit.start - 1 and tokens[at] in RULING_OUT


def _is_my(tokens: Sequence[str], at: int, starts: dict[int, Hit]) -> bool:
    """Whether "me" is "my", as in "me mam", "me wee lad"."""
    return tokens[at] == "me" and any(
        near in starts and starts[near].value in (Sort.CHILD, Sort.ANOTHER, Sort.PARENT)
        for near in (at + 1, at + 2)
    )


def _is_a_name(tokens: Sequence[str], at: int, starts: dict[int, Hit]) -> bool:
    """Whether a name follows "our", as in "our Ellie (14)"."""
    after = tokens[at + 1 : at + 2]
    if not after or at + 1 in starts or not after[0].isalpha() or after[0] in NO_NAMES:
        return False
    then, next_to_it = (*tokens[at + 2 : at + 4], STOP, STOP)[:2]
    owner = after[0].endswith("s") and then in ("a", "type", "t1", "on")
    told = then in DOES or then in HE_OR_SHE or AGE.match(then) is not None
    return owner or told or (then == PAUSE and AGE.match(next_to_it) is not None)


def _by_age(tokens: Sequence[str], end: int, ages: Sequence[Age]) -> Sort:
    """Return what somebody called by name is, by the age beside the name."""
    beside = [age for age in ages if end <= age.start <= end + 2]
    if not beside:
        return Sort.SOMEBODY
    return Sort.CHILD if beside[0].years < ADULT else Sort.ANOTHER


def _meant(found: Sequence[Person], token: str) -> Sort | None:
    """Return whom a pronoun stands for: the last who was named, in passing or not."""
    others = [each for each in found if each.sort in (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY)]
    if not others:
        if token in ("they", "theyre", "theyve"):
            return None
        return Sort.GROUP if token in ("who", "whos") else Sort.SOMEBODY
    active = [each for each in others if not each.passing]
    return (active or others)[-1].sort


def _named(hit: Hit, tokens: Sequence[str]) -> Person | None:
    if hit.value == Sort.CHILD:
        return _child(hit, tokens)
    if hit.value == Sort.ANOTHER:
        return _another(hit, tokens)
    if hit.value == Sort.PARENT:
        return _parent(hit, tokens)
    return None


def _before(hit: Hit, tokens: Sequence[str]) -> Sequence[str]:
    """Return up to four words before a hit, in its clause."""
    before = tokens[max(0, hit.start - 4) : hit.start]
    marks = [at for at, token in enumerate(before) if token in (STOP, PAUSE)]
    return before[marks[-1] + 1 :] if marks else before


def _is_owned(hit: Hit, tokens: Sequence[str], before: Sequence[str]) -> bool:
    """Whether it is somebody's: "my boy", "boy of mine", "my 7 year old boy"."""
    after = list(tokens[hit.end : hit.end + 2])
    return (
        any(token in OWN for token in before)
        or (hit.end - hit.start > 1 and not OWN.isdisjoint(tokens[hit.start : hit.end]))
        or after[:1] == ["mine"]
        or after == ["of", "mine"]
        or after == ["of", "ours"]
    )


def _child(hit: Hit, tokens: Sequence[str]) -> Person | None:
    before, word = _before(hit, tokens), tokens[hit.start]
    passing = _is_passing(tokens, hit.end) or bool(before and before[-1] in ("his", "her", "their"))
    person = Person(hit.start, Sort.CHILD, hit.end, passing=passing)
    long = hit.end - hit.start > 1
    role = long and tokens[hit.end - 1] in ("of", "to", "tae")
    if before[-1:] == ["a"] and not role and before[-2:-1] in (["im"], ["am"], ["being"], ["as"]):
        return None
    if _is_owned(hit, tokens, before) or (long and word not in ANYBODYS):
        return person
    if word in ANYBODYS:
        if tokens[hit.end : hit.end + 1] == ["of"] and SELF.isdisjoint(before):
            years = tokens[hit.end + 1 : hit.end + 2]
            return person if years and years[0].isdecimal() and int(years[0]) < ADULT else None
        counted = bool(before) and before[-1] in COUNTS | {"have", "has", "got"}
        return person if counted else None
    if before[-1:] and (before[-1] in COUNTS or before[-1].isdigit()):
        return person
    near = (*before[-3:], *tokens[hit.end : hit.end + 3])
    aged = any(AGE.fullmatch(token) and token[0].isdigit() for token in near)
    if opens_clause(tokens, hit.start) or before[-1:] in (["for"], ["of"]):
        return person._replace(firm=aged)
    the = bool(before) and before[-1] in ("the", "a", "wee", "young", "little")
    return person._replace(firm=aged) if aged or the else None


def _another(hit: Hit, tokens: Sequence[str]) -> Person | None:
    before, word = _before(hit, tokens), tokens[hit.start]
    after = tokens[hit.end : hit.end + 1]
    passing = _is_passing(tokens, hit.end) or not IN_COMPANY.isdisjoint(before[-2:-1])
    person = Person(hit.start, Sort.ANOTHER, hit.end, passing=passing)
    if _is_owned(hit, tokens, before):
        return person
    if tokens[hit.end - 1] in CLIENTS:
        return None if before[-1:] == ["a"] and not SELF.isdisjoint(before) else person
    if tuple(before[-3:-1]) in ONE_OF or tuple(before[-2:]) in ONE_OF:
        return person
    given = before[-1:] and before[-1] in ("a", "an") and not FOR_A.isdisjoint(before[-3:-1])
    if before[-1:] == ["the"] or (given and "since" not in before):
        return person._replace(firm=before[-1] != "the")
    does = bool(after) and after[0] in DOES
    if opens_clause(tokens, hit.start) and (does or word not in CALLED):
        return person._replace(firm=does)
    return None


def _parent(hit: Hit, tokens: Sequence[str]) -> Person | None:
    """Take "mum" for who texts, unless she is somebody's: "my mum", "mum says"."""
    before = _before(hit, tokens)
    word, after = tokens[hit.start], tokens[hit.end : hit.end + 1]
    if _is_owned(hit, tokens, before):
        passing = _is_passing(tokens, hit.end) or before[:1] == ["and"]
        return Person(hit.start, Sort.ANOTHER, hit.end, passing=passing)
    if word.endswith("s") or (before[-1:] and before[-1] in OTHER):
        return None
    if hit.start > 0 and tokens[hit.start - 1] in ("her", "his", "their"):
        own = not SELF.isdisjoint(before) and bool(before) and before[0] in SELF
        return Person(hit.start, Sort.CHILD if own else Sort.ANOTHER, hit.end, passing=not own)
    if _is_passing(tokens, hit.end) or (after and after[0] in ("n", "and") and word != "a"):
        return Person(hit.start, Sort.ANOTHER, hit.end, firm=False, passing=True)
    opens = opens_clause(tokens, hit.start)
    if opens and after and after[0] in DOES - {"here", "in"}:
        return Person(hit.start, Sort.ANOTHER, hit.end, firm=False)
    if opens and after == [PAUSE] and tokens[hit.end + 1 : hit.end + 2] == ["shes"]:
        return Person(hit.start, Sort.ANOTHER, hit.end, firm=False)
    return Person(hit.start, Sort.PARENT, hit.end, firm=False)


def has_it_too(person: Person, tokens: Sequence[str]) -> bool:
    """Whether "so is" stands before a person: "I'm T1 and so is my daughter"."""
    before = tokens[max(0, person.at - 3) : person.at]
    return any(a == "so" and b in SO for a, b in pairwise(before))


def _is_passing(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody only tells or does something to who texts: "my nan rang", "mum says"."""
    for at in range(end, min(end + 3, len(tokens))):
        token, after = tokens[at], tokens[at + 1 : at + 2]
        if token in SAYING:
            return True
        if token in TELLING:
            return not after or after[0] in OBJECT
        if token in (STOP, PAUSE) or token in DOES - HELPING_VERBS:
            return False
    return False
