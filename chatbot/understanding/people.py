"""The people a text names: who texts, a child, somebody else; and who is only named in passing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from chatbot.understanding.ages import ADULT, AGE, Age, opens_clause
from chatbot.understanding.kin import YOUNGEST, Person, named, without_condition
from chatbot.understanding.passing import is_dead, is_owner, is_passing, is_told_of_by_me
from chatbot.understanding.peoplewords import (
    ANYBODYS,
    COUNTS,
    DESCRIBED,
    DOES,
    DONE_TO,
    ENDS,
    FEW,
    HAVE,
    HE_OR_SHE,
    MINDING,
    NAMED,
    NO_NAMES,
    NO_SUBJECTS,
    OWN,
    PRONOUNS,
    RULING_OUT,
    SELF,
    SO,
    TOLD_OF,
    VERBS,
    WISHED,
    Sort,
)
from chatbot.understanding.phrasebook import Hit
from chatbot.understanding.tokens import PAUSE, STOP

_THEY_ARE = frozenset("t1 t1d type diabetic diagnosed".split())
_TURNING = frozenset("turned turns turning started starts hasnt hates needs".split())
_OF_THEM = frozenset("one both who whos with wi has have aged under all".split())
_WHICH = frozenset("older elder younger little big middle other oldest wee bigger".split())
_THINGS = frozenset("jobs pumps shifts days cats dogs sensors meters".split())
_LIFE = (Sort.GROWN, Sort.JOB)


def people_in(hits: Sequence[Hit], tokens: Sequence[str], ages: Sequence[Age] = ()) -> list[Person]:
    """Return everybody named, in the order of the text; "he" and "she" stand for whom they mean."""
    found: list[Person] = []
    roles = any(hit.value == Sort.ROLE for hit in hits)
    parent = any(hit.value == Sort.PARENT for hit in hits)
    told_of = not TOLD_OF.isdisjoint(tokens) and ("thats", "me") not in pairwise(tokens)
    starts = {hit.start: hit for hit in hits}
    aged = {age.start: age for age in ages if age.old}
    mourned = False
    inside = {at for hit in hits for at in range(hit.start + 1, hit.end)}
    for at, token in enumerate(tokens):
        hit = starts.get(at)
        if hit is not None and is_ruled_out(hit, tokens):
            continue
        mourned = mourned or (hit is not None and is_dead(tokens, hit))
        if hit is not None and (person := named(hit, tokens, parent=parent)):
            if person.end not in starts and _is_of_oneself(person, tokens, told_of=told_of):
                person = person._replace(sort=Sort.SELF)
            young_lass = person.sort is Sort.ANOTHER and tokens[person.end - 1] in ANYBODYS
            if young_lass and _is_under_age(ages, person.end):
                person = person._replace(sort=Sort.CHILD)
            if person.sort is Sort.CHILD and _is_one_thing_more(person, tokens, hits):
                person = person._replace(passing=True)
            if person.sort is Sort.CHILD and _is_anothers(person, found, tokens):
                person = person._replace(sort=Sort.ANOTHER)
            found.append(person)
        elif at in inside:
            continue
        elif token in SELF:
            if not _is_my(tokens, at, starts) and not (token == "me" and _is_object(tokens, at)):
                found.append(Person(at, Sort.SELF, at + 1, passing=_looks_after(found, tokens, at)))
        elif token in HE_OR_SHE:
            if _are_pronouns(tokens, at):
                continue
            meant = _meant(found, token)
            if token in ("who", "whos") and at and _is_wished_for(tokens[at - 1], found, at):
                meant = Sort.GROUP
            if meant and not (mourned and meant is Sort.SOMEBODY):
                passing = is_passing(tokens, at + 1)
                found.append(Person(at, meant, at + 1, firm=False, passing=passing))
        elif at in aged and not aged[at].own and (person := _so_old(aged[at], tokens, starts)):
            found.append(person)
        elif (end := _counted_of_mine(tokens, at)) or (end := _mine_are(tokens, at, ages)):
            found.append(Person(at, Sort.CHILD, end))
        elif (end := _the_older_one(tokens, at)) and (meant := _meant(found, "he")):
            found.append(Person(at, meant, end))
        elif token == "one" and (roles or told_of) and (end := _one_of_mine(tokens, at)):
            found.append(Person(at, Sort.ANOTHER, end))
        elif opens_clause(tokens, at) and _is_told_by_name(tokens, at):
            sort = _by_age(tokens, at + 1, ages)
            if sort is Sort.SOMEBODY and parent:
                sort = Sort.CHILD
            found.append(Person(at, sort, at + 1))
        elif token in NAMED and _is_a_name(tokens, at, starts):
            found.append(Person(at, _by_age(tokens, at + 2, ages), at + 2, firm=True))
    return _told_later(found, ages)


def _told_later(found: list[Person], ages: Sequence[Age]) -> list[Person]:
    """Take "he" for a child named or told to be one later: "hes 9, my grandson", "shes 3"."""
    sorts = {person.sort for person in found if not person.passing}
    little = any(p.sort is Sort.SOMEBODY and _is_under_age(ages, p.end) for p in found)
    if Sort.ANOTHER in sorts or not (little or Sort.CHILD in sorts):
        return found
    return [
        person._replace(sort=Sort.CHILD) if person.sort is Sort.SOMEBODY else person
        for person in found
    ]


def _is_one_thing_more(person: Person, tokens: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Whether counted children are one of several burdens: "two kids to feed and a job"."""
    before = tokens[max(0, person.at - 2) : person.at]
    counted = any(token in COUNTS or token in FEW for token in before)
    if not counted or not HE_OR_SHE.isdisjoint(tokens):
        return False
    first, last = person.at, person.end
    while first and tokens[first - 1] != STOP:
        first -= 1
    while last < len(tokens) and tokens[last] != STOP:
        last += 1
    told = tokens[person.end : person.end + 3]
    if any(token[0].isdigit() or token in _OF_THEM for token in told):
        return False
    have = SELF.intersection(tokens[first : person.at])
    return any(
        hit.value in _LIFE
        or (have and hit.value == Sort.CONDITION and tokens[hit.start - 1] in ("and", "n", "an"))
        for hit in hits
        if first <= hit.start < last
    )


def _is_wished_for(word: str, found: Sequence[Person], at: int) -> bool:
    """Whether "who" goes on from people wished for: "mates who get it", "others who know"."""
    return word in WISHED and not (found and found[-1].end == at)


def _is_anothers(person: Person, found: Sequence[Person], tokens: Sequence[str]) -> bool:
    """Whether a child is somebody else's: "my sister's boy"."""
    owner = found[-1] if found else None
    head = found[-2] if len(found) > 1 else None
    raised = head is not None and head.sort is Sort.CHILD and tokens[head.end - 1] in ("of", "for")
    return (
        not raised
        and owner is not None
        and owner.end == person.at
        and owner.sort is Sort.ANOTHER
        and is_owner(tokens, owner.end)
    )


def _looks_after(found: Sequence[Person], tokens: Sequence[str], at: int) -> bool:
    """Whether "i" only tells who somebody is: "the little girl I look after is T1"."""
    told = bool(found) and found[-1].end == at and found[-1].sort in (Sort.CHILD, Sort.ANOTHER)
    return told and is_told_of_by_me(tokens, at)


def _are_pronouns(tokens: Sequence[str], at: int) -> bool:
    """Whether somebody only names their pronouns: "Sol, he/him, 16"."""
    return any(pair in PRONOUNS for pair in pairwise(tokens[max(0, at - 1) : at + 2]))


def _counted_of_mine(tokens: Sequence[str], at: int) -> int:
    """Return where "two of my three" ends, who are children; 0 where it does not stand there."""
    counts, of, own, number = (*tokens[at : at + 4], "", "", "", "")[:4]
    counted = counts in COUNTS or counts == "one" or counts in FEW
    if counted and of == "of" and own in OWN and (number in COUNTS or number in FEW):
        return at + 4 if (tokens[at + 4 : at + 5] or [STOP])[0] not in _THINGS else 0
    return 0


def _mine_are(tokens: Sequence[str], at: int, ages: Sequence[Age]) -> int:
    """Return where "mine are 5 and 8", "mines 7" tells of children; 0 elsewhere."""
    if tokens[at] not in ("mine", "mines", "ours"):
        return 0
    end = at + 1 + ((*tokens[at + 1 : at + 2], "")[0] in ("is", "are", "was", "were", "just"))
    number = (*tokens[end : end + 1], "")[0]
    young = any(age.start == end and age.years < ADULT for age in ages)
    return end if young or (number.isdecimal() and len(number) == 1) else 0


def _the_older_one(tokens: Sequence[str], at: int) -> int:
    """Return where "the older one" ends; 0 elsewhere."""
    the, which, one = (*tokens[at : at + 3], "", "", "")[:3]
    told = the == "the" and which in _WHICH and one in ("one", "ones", "un", "yin", "wan")
    return at + 3 if told else 0


def _one_of_mine(tokens: Sequence[str], at: int) -> int:
    """Return where "one of my old gents" ends, said by who texts for work; 0 elsewhere."""
    of, own, *names = (*tokens[at + 1 : at + 5], "", "", "")[:4]
    if of != "of" or own not in OWN | {"the"}:
        return 0
    plural = next((place for place, name in enumerate(names) if name.endswith("s")), None)
    return 0 if plural is None else at + 4 + plural


def _so_old(age: Age, tokens: Sequence[str], starts: Mapping[int, Hit]) -> Person | None:
    """Take "my 14 yr old" for a person where no word for one follows."""
    before = without_condition(tokens[max(0, age.start - 4) : age.start])[-2:]
    if OWN.isdisjoint(before) and before[-1:] not in (["a"], ["an"], ["the"], ["of"], ["to"]):
        return None
    if tokens[age.start].isdecimal() and age.end == age.start + 1:
        return None
    after = starts.get(age.end)
    person_follows = after is not None and after.value in (Sort.CHILD, Sort.ANOTHER)
    had = age.years < YOUNGEST or not HAVE.isdisjoint(tokens[max(0, age.start - 3) : age.start])
    if person_follows or (before[-1:] == ["a"] and not SELF.isdisjoint(before) and not had):
        return None
    sort = Sort.CHILD if age.years < ADULT else Sort.ANOTHER
    return Person(age.start, sort, age.end, passing=is_passing(tokens, age.end))


def _is_of_oneself(person: Person, tokens: Sequence[str], *, told_of: bool) -> bool:
    """Whether "a bloke with type 1" is who texts: nobody's, and no "he" is told of."""
    if person.sort is not Sort.ANOTHER or tokens[person.end - 1] not in DESCRIBED or told_of:
        return False
    if is_told_of_by_me(tokens, person.end):
        return False
    before = tokens[max(0, person.at - 5) : person.at]
    return OWN.isdisjoint(before) and MINDING.isdisjoint(before)


def is_ruled_out(hit: Hit, tokens: Sequence[str]) -> bool:
    """Whether it is said not to be them: "not my kid", "isnt for my son"."""
    at = hit.start - 1
    while at >= 0 and (tokens[at] in OWN or tokens[at] in ("for", "the", "a", "actually")):
        at -= 1
    return 0 <= at < hit.start - 1 and tokens[at] in RULING_OUT


def _is_object(tokens: Sequence[str], at: int) -> bool:
    """Whether "me" only has something done to it: "placed with me Tuesday", "mum gave me"."""
    return at > 0 and tokens[at - 1] in DONE_TO and tokens[at + 1 : at + 2] not in (["myself"], [])


def _is_my(tokens: Sequence[str], at: int, starts: dict[int, Hit]) -> bool:
    """Whether "me" is "my", as in "me mam", "me wee lad"."""
    return tokens[at] == "me" and any(
        near in starts and starts[near].value in (Sort.CHILD, Sort.ANOTHER, Sort.PARENT)
        for near in (at + 1, at + 2)
    )


def _is_told_by_name(tokens: Sequence[str], at: int) -> bool:
    """Whether a clause is about somebody by their name: "lydia is 11", "Tom has type 1"."""
    if not tokens[at].isalpha() or len(tokens[at]) < 3 or tokens[at] in NO_SUBJECTS:
        return False
    does, then = (*tokens[at + 1 : at + 3], "", "")[:2]
    if does in ("is", "just", "has", "was"):
        return AGE.fullmatch(then) is not None or then in _THEY_ARE
    return False


def _is_a_name(tokens: Sequence[str], at: int, starts: dict[int, Hit]) -> bool:
    """Whether a name follows "our", as in "our Ellie (14)"."""
    after = tokens[at + 1 : at + 2]
    if not after or at + 1 in starts or not after[0].isalpha() or after[0] in NO_NAMES:
        return False
    then, next_to_it = (*tokens[at + 2 : at + 4], STOP, STOP)[:2]
    owner = after[0].endswith("s") and then in ("a", "type", "t1", "on")
    told = then in DOES | VERBS | _TURNING or then in HE_OR_SHE or AGE.match(then) is not None
    return owner or told or (then == PAUSE and AGE.match(next_to_it) is not None)


def _by_age(tokens: Sequence[str], end: int, ages: Sequence[Age]) -> Sort:
    """Return what somebody called by name is, by the age beside the name."""
    years = [age.years for age in ages if end <= age.start <= end + 3 and not age.had]
    years += [int(token) for token in tokens[end : end + 2] if token.isdecimal()]
    if not years:
        return Sort.SOMEBODY
    return Sort.CHILD if years[0] < ADULT else Sort.ANOTHER


def _is_under_age(ages: Sequence[Age], end: int) -> bool:
    """Whether an age below 18 is said right after somebody: "our lass is 15", "shes 3"."""
    return any(
        end <= age.start <= end + 1 and age.years < ADULT and not age.had and not age.own
        for age in ages
    )


def _meant(found: Sequence[Person], token: str) -> Sort | None:
    """Return whom a pronoun stands for: the last who was named, in passing or not."""
    others = [each for each in found if each.sort in (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY)]
    if not others:
        if token not in ("who", "whos") and any(each.sort is Sort.PARENT for each in found):
            return Sort.CHILD
        if token in ("they", "theyre", "theyve"):
            return None
        return Sort.GROUP if token in ("who", "whos") else Sort.SOMEBODY
    active = [each for each in others if not each.passing]
    return (active or others)[-1].sort


def has_it_too(person: Person, tokens: Sequence[str]) -> bool:
    """Whether "so is" stands before a person: "I'm T1 and so is my daughter"."""
    before = tokens[max(0, person.at - 3) : person.at]
    if (
        before[-1:] == ["now"]
        and person.sort is Sort.SELF
        and ENDS.issuperset(tokens[person.end : person.end + 1])
    ):
        return True
    return any(a == "so" and b in SO for a, b in pairwise(before))
