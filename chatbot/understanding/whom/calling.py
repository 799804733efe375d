"""People who are named without a word for them: "my 14 yr old", "our Ellie", "mine are 5 and 8"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.ages import ADULT, AGE, Age, opens_clause
from chatbot.understanding.whom.kin import Person, without_condition
from chatbot.understanding.whom.oneschild import YOUNGEST
from chatbot.understanding.whom.passing import is_passing, tells_later
from chatbot.understanding.whom.peoplewords import (
    COUNTS,
    DIABETIC,
    DOES,
    FEW,
    HAVE,
    HE_OR_SHE,
    NO_NAMES,
    NO_SUBJECTS,
    OWN,
    SELF,
    VERBS,
    WHEREFROM,
    Sort,
)
from chatbot.understanding.words.tokens import PAUSE, STOP

_THEY_ARE = frozenset("t1 t1d type diabetic diagnosed".split())
_TURNING = frozenset("turned turns turning started starts hasnt hates needs".split())
_WHICH = frozenset("older elder younger big other bigger".split())
_PEOPLE = frozenset(
    "ladies gents lads lasses girls boys men women players students staff members regulars "
    "customers drivers mates volunteers workers staff tenants guests lodgers apprentices".split()
)
_THIRD = frozenset("he she hes shes him her his".split())
_MINE_BUT_NOBODY = NO_NAMES | frozenset(
    "pump sensor gp doctor consultant bus train flat house street school diabetes condition "
    "family whole own levels sugars job work type t1 hba1c age name".split()
)
_THINGS = frozenset("jobs pumps shifts days cats dogs sensors meters".split())


def is_someone_here(tokens: Sequence[str], at: int) -> bool:
    """Whether somebody is told of by where they are known: "someone in my street"."""
    if tokens[at] not in ("someone", "somebody") or not (
        opens_clause(tokens, at) or tokens[at - 1] == "for"
    ):
        return False
    where, own = (*tokens[at + 1 : at + 3], "", "")[:2]
    return where in WHEREFROM and own in OWN and not tells_later(tokens, at + 1)


def so_old(age: Age, tokens: Sequence[str], starts: Mapping[int, Hit]) -> Person | None:
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


def counted_of_mine(tokens: Sequence[str], at: int) -> int:
    """Return where "two of my three" ends, who are children; 0 where it does not stand there."""
    counts = tokens[at]
    if not (counts in COUNTS or counts == "one" or counts in FEW):
        return 0
    of, own, number = (*tokens[at + 1 : at + 4], "", "", "")[:3]
    if of == "of" and own in OWN and (number in COUNTS or number in FEW):
        return at + 4 if (tokens[at + 4 : at + 5] or [STOP])[0] not in _THINGS else 0
    return 0


def mine_are(tokens: Sequence[str], at: int, ages: Sequence[Age]) -> int:
    """Return where "mine are 5 and 8", "mines 7" tells of children; 0 elsewhere."""
    if tokens[at] not in ("mine", "mines", "ours"):
        return 0
    end = at + 1 + ((*tokens[at + 1 : at + 2], "")[0] in ("is", "are", "was", "were", "just"))
    number = (*tokens[end : end + 1], "")[0]
    young = any(age.start == end and age.years < ADULT for age in ages)
    return end if young or (number.isdecimal() and len(number) == 1) else 0


def the_older_one(tokens: Sequence[str], at: int) -> int:
    """Return where "the older one" ends; 0 elsewhere."""
    if tokens[at] != "the":
        return 0
    which, one = (*tokens[at + 1 : at + 3], "", "")[:2]
    return at + 3 if which in _WHICH and one in ("one", "ones", "un", "yin", "wan") else 0


def one_of_mine(tokens: Sequence[str], at: int, *, told_of: bool) -> int:
    """Return where "one of my old gents" ends, said by who texts for work; 0 elsewhere."""
    of, own, *names = (*tokens[at + 1 : at + 5], "", "", "")[:4]
    if of != "of" or own not in OWN | {"the"}:
        return 0
    if not told_of and _PEOPLE.isdisjoint(names):
        return 0
    plural = next((place for place, name in enumerate(names) if name.endswith("s")), None)
    return 0 if plural is None else at + 4 + plural


def is_told_by_name(tokens: Sequence[str], at: int) -> bool:
    """Whether a clause is about somebody by their name: "lydia is 11", "Tom has type 1"."""
    if not tokens[at].isalpha() or len(tokens[at]) < 3 or tokens[at] in NO_SUBJECTS:
        return False
    does, then = (*tokens[at + 1 : at + 3], "", "")[:2]
    if does in ("is", "just", "has", "was"):
        return AGE.fullmatch(then) is not None or then in _THEY_ARE
    return False


def is_a_name(tokens: Sequence[str], at: int, starts: dict[int, Hit]) -> bool:
    """Whether a name follows "our", as in "our Ellie (14)"."""
    after = tokens[at + 1 : at + 2]
    if not after or at + 1 in starts or not after[0].isalpha() or after[0] in NO_NAMES:
        return False
    then, next_to_it = (*tokens[at + 2 : at + 4], STOP, STOP)[:2]
    owner = after[0].endswith("s") and (
        then in ("a", "type", "on", "been", "just") or then in DIABETIC
    )
    told = then in DOES | VERBS | _TURNING or then in HE_OR_SHE or AGE.match(then) is not None
    return owner or told or (then == PAUSE and AGE.match(next_to_it) is not None)


def is_somebody_of_mine(tokens: Sequence[str], at: int, starts: Mapping[int, Hit]) -> bool:
    """Whether a word we do not know is somebody, by what is said of it and by a "he" or "she".

    "my dauhgter has type 1, shes in yr 4", "my soon is 5 he has": not "my pump is 5", "my gp is".
    """
    word, does, then = (*tokens[at + 1 : at + 4], "", "", "")[:3]
    if at + 1 in starts or at in starts or not word.isalpha() or word in _MINE_BUT_NOBODY:
        return False
    age = AGE.fullmatch(then)
    young = age is not None and int(age[1]) < ADULT
    has = does in ("has", "as", "got", "is", "have") and then in _THEY_ARE
    been = does in ("has", "was", "been", "just", "got") and then in ("been", "diagnosed")
    told = has or been or (does in ("is", "just", "turned") and young)
    return told and not _THIRD.isdisjoint(tokens[at + 4 :])


def by_age(tokens: Sequence[str], end: int, ages: Sequence[Age]) -> Sort:
    """Return what somebody called by name is, by the age beside the name."""
    years = [age.years for age in ages if end <= age.start <= end + 3 and not age.had]
    years += [int(token) for token in tokens[end : end + 2] if token.isdecimal()]
    if not years:
        return Sort.SOMEBODY
    return Sort.CHILD if years[0] < ADULT else Sort.ANOTHER
