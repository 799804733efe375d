"""Numbers in a text that are somebody's age. They are read and not kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from chatbot.understanding.whom.agewords import (
    AFTER_AGE,
    CHILDREN,
    DESCRIBED,
    MONTH_NAMES,
    MONTHS,
    NO_AGES,
    NO_NAMES,
    NOT_AGES_AFTER,
    SAYING,
    SPANS,
    before_age,
    is_soon,
)
from chatbot.understanding.words.tokens import PAUSE, STOP

ADULT = 18
YOUNGEST = 9
"""The age above which a number may be that of who texts without being said to be."""
AGE = re.compile(r"(\d{1,2})(yo|yrs?|y|m|f|yearold|yrold|yro|s|ish|something|odd)?")
_NTH = re.compile(r"(\d{2})(?:st|nd|rd|th)")
YEARS = frozenset("y yo yr yrs year years yro yearold yrold yrold".split())
_HE_IS = frozenset("hes shes he she hez mine mines".split())
_OLD = frozenset("old olds auld yo oed odd".split())
GREETING = frozenset(
    "hi hello hiya hey yo heya alright good morning afternoon evening there again".split()
)
UNITS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
TENS = {word: 10 * number for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
)} | {"fourty": 40}  # fmt: skip
DECADES = {f"{word[:-1]}ies": years for word, years in TENS.items()} | {
    f"{years}s": years for years in range(20, 100, 10)
}
_NUMBERS = frozenset().union(UNITS, TENS, DECADES)


_AM = frozenset("im ime ahm dwin am be".split())
_BEFORE_AM = frozenset((STOP, PAUSE, "i", "ah", "shall", "will", "ill"))
_BARELY = frozenset("only just nearly almost actually about now still really like".split())
_HAS = frozenset("t1 t1d type diabetic".split())
_SOON = tuple([word] for word in "in on next this soon tomorrow yet til till until for".split())
_HAVING = frozenset("have has had am been".split())
_IN_MY = ("my", "me", "ma", "is", "gay", "im", PAUSE, STOP)
_PART_OF_TEN = ("early", "mid", "late")


_TILL = ("til", "till", "until")
_BIRTHDAYS = MONTH_NAMES | {"my", "next"}
_ME = frozenset("me myself self mine".split())
_BEING = _AM | _ME | {STOP, PAUSE, "hes", "shes", "is", "are", "still", "just", "only"}
_ENDING = frozenset((STOP, PAUSE, *"me is if so but and tho lol btw please pls thanks".split()))


class Age(NamedTuple):
    """A number that is an age, at ``start:end`` of the tokens.

    ``own``: who texts says that it is theirs. ``alone``: it stands by itself. ``old``: it is said
    to be an age ("7yo"). ``had``: it says since how many years somebody has something. ``loose``:
    it may be an age, and is one where nothing else tells how old they are.
    """

    start: int
    end: int
    years: int
    own: bool = False
    alone: bool = False
    old: bool = False
    had: bool = False
    loose: bool = False


def ages_in(tokens: Sequence[str]) -> list[Age]:
    """Return every age in a text, in its order."""
    found: list[Age] = []
    at = 0
    while at < len(tokens):
        number = tokens[at][0].isdigit() or tokens[at] in _NUMBERS
        age = _age_at(tokens, at) if number else None
        if age is not None:
            found.append(age)
        at = age.end if age is not None else at + 1
    return found


def _in_months(tokens: Sequence[str], at: int) -> Age | None:
    """Read "10 month old", "18 months old"."""
    number, months, old = (*tokens[at : at + 3], STOP, STOP)[:3]
    told_of = not _HE_IS.isdisjoint(tokens[max(0, at - 4) : at])
    named = old in (STOP, PAUSE) and _is_a_name_before(tokens, at)
    told_of = (told_of and old not in SPANS) or named
    if months not in MONTHS or not (old in _OLD or told_of):
        return None
    if not (number.isdecimal() or number in UNITS):
        return None
    return Age(at, at + 2 + (old in _OLD), 1, old=True)


def _birthday(tokens: Sequence[str], at: int) -> Age | None:
    """Read "my 40th birthday", "my 60th"."""
    found = _NTH.fullmatch(tokens[at])
    if found is None:
        return None
    own = tokens[max(0, at - 1) : at] in (["my"], ["me"])
    named = (*tokens[at + 1 : at + 2], STOP)[0] in ("birthday", "bday", "bday")
    return Age(at, at + 1 + named, int(found[1]), own=own) if own and named else None


def _is_a_name_before(tokens: Sequence[str], at: int) -> bool:
    """Whether a name stands alone before an age: ". oscar, 22 months."."""
    before, name, pause = (STOP, STOP, STOP, *tokens[:at])[-3:]
    opens = before in (STOP, PAUSE, "for", "our", "is", "called", "little", "baby")
    return pause == PAUSE and opens and name.isalpha() and name not in _HAS | NO_NAMES


def _age_at(tokens: Sequence[str], at: int) -> Age | None:
    if little := _in_months(tokens, at):
        return little
    if birthday := _birthday(tokens, at):
        return birthday
    years, end = _number_at(tokens, at)
    if not end:
        return None
    before = before_age(tokens, at)
    first, second = (*tokens[end : end + 2], STOP, STOP)[:2]
    dressed = tokens[at][0].isdigit() and not tokens[at].isdecimal()
    of = before == "of" and tokens[at - 2 : at - 1] and tokens[at - 2] in DESCRIBED | {"fella"}
    of_age = first in YEARS and tuple(tokens[end + 1 : end + 3]) == ("of", "age")
    old = bool(dressed or of or of_age or first in _OLD or (first in YEARS and second in _OLD))
    if old and not (dressed or of):
        end += 3 if of_age else 1 + (first in YEARS and second in _OLD)
        if before in ("from", "since", "at"):
            return Age(at, end, years, had=True)
    age = Age(at, end, years, old=old)
    if first in YEARS and not old:
        return _in_years(tokens, age, before, second)
    if years == ADULT and (not_yet := _not_yet_grown(tokens, age) or _under_age(tokens, age)):
        return not_yet
    if first in _TILL and second in _BIRTHDAYS and before in SAYING | {STOP, PAUSE}:
        return age._replace(own=before in (STOP, PAUSE) or _am(tokens, at), alone=True)
    if _is_no_age(tokens, age, before, first):
        return None
    after = (*tokens[end : end + 3], STOP, STOP, STOP)
    own = _turned(tokens, at) or _am(tokens, at) or before == "still"
    own = own or "thats me" in " ".join(after)
    own = own or (first == "here" and before in (STOP, PAUSE))
    own = own or (years < ADULT and _we_are(tokens, at))
    if is_soon(before, after):
        return age._replace(years=years - 1, own=before in (STOP, PAUSE) or own)
    ends = after[0] in (STOP, PAUSE) or after[0] in AFTER_AGE
    opens = before in (STOP, PAUSE) or before in GREETING or before in DESCRIBED
    described = before in DESCRIBED and (at < 2 or tokens[at - 2] in (STOP, PAUSE))
    ends = ends or (after[0] == "now" and after[1] in (STOP, PAUSE))
    alone = (opens and (ends or old)) or (before in SAYING and ends) or described
    alone = alone or (11 < years < ADULT and after[0] in _HAS)
    alone = alone or before in ("turned", "turning", "age", "aged")
    if own or alone or old:
        return age._replace(own=own, alone=alone)
    return age._replace(loose=True) if years > YOUNGEST else None


def _not_yet_grown(tokens: Sequence[str], age: Age) -> Age | None:
    """Read "not 18 yet", "i'll be 18 in march", "nearly 18", "do i have to be 18? im not"."""
    before, first = tokens[max(0, age.start - 3) : age.start], tokens[age.end : age.end + 1]
    last = before[-1] if before else STOP
    almost = last in ("nearly", "almost")
    soon = (last in ("be", "turn", "turning") or before[-2:-1] == ["be"]) and first in _SOON
    opens = last in (STOP, PAUSE) or _am(tokens, age.start)
    soon = soon or (opens and first == ["in"] and not MONTHS.isdisjoint(_two(tokens, age.end + 1)))
    denied = before[-2:] == ["to", "be"] and ("im", "not") in pairwise(
        tokens[age.end : age.end + 5]
    )
    if almost or soon or denied or (last == "not" and first in _SOON):
        by_other = almost and len(before) > 1 and before[-2] not in _BEFORE_AM | _AM
        return age._replace(years=ADULT - 1, own=not by_other and not _is_told_of(before))
    return None


def _two(tokens: Sequence[str], at: int) -> Sequence[str]:
    """Return the two words at ``at`` of "in 2 days", "in three weeks", "in a month"."""
    return tokens[at : at + 2]


def _under_age(tokens: Sequence[str], age: Age) -> Age | None:
    """Read "me, under 18", "im under eighteen"; not "groups for under 18", "kids under 18"."""
    under = age.start - 1
    if under < 0 or tokens[under] != "under":
        return None
    before, after = tokens[under - 1] if under else STOP, (*tokens[age.end : age.end + 1], STOP)[0]
    if before.removesuffix("s") in CHILDREN:
        return Age(under, age.end, ADULT - 1, old=True)
    if before not in _BEING or after not in _ENDING:
        return None
    return Age(under, age.end, ADULT - 1, own=before in _AM | _ME, alone=True)


def _is_told_of(before: Sequence[str]) -> bool:
    return not {"he", "she", "hes", "shes", "hell", "shell", "hed", "shed"}.isdisjoint(before)


def _turned(tokens: Sequence[str], at: int) -> bool:
    """Whether who texts "just turned" so old, and nobody named before it: "our Jack turned 4"."""
    if tokens[at - 1 : at] not in (["turned"], ["turning"]):
        return False
    at -= 2
    while at >= 0 and tokens[at] in _BARELY | _HAVING:
        at -= 1
    return at < 0 or tokens[at] in _BEFORE_AM or tokens[at] in _AM | {"ive", "and"}


def _we_are(tokens: Sequence[str], at: int) -> bool:
    """Whether "we're" stands before a number: "so does my twin. were 15"."""
    return tokens[at - 1 : at] == ["were"] and (
        at < 2 or tokens[at - 2] in (STOP, PAUSE, "and", "both")
    )


def _am(tokens: Sequence[str], at: int) -> bool:
    """Whether "I am", "im only" or the like stands before a number."""
    at -= 1
    while at > 0 and tokens[at] in _BARELY:
        at -= 1
    if at < 0 or tokens[at] not in _AM:
        return False
    return tokens[at] not in ("am", "be") or not at or tokens[at - 1] in _BEFORE_AM


def _number_at(tokens: Sequence[str], at: int) -> tuple[int, int]:
    """Return a number and where it ends; 0 and 0 where there is none that may be an age."""
    token = tokens[at]
    if token in TENS:
        unit = UNITS.get(tokens[at + 1], 0) if at + 1 < len(tokens) else 0
        return TENS[token] + (unit if unit < 10 else 0), at + 1 + (0 < unit < 10)
    if token in DECADES:
        before = at - 1 - (at > 0 and tokens[at - 1] in _PART_OF_TEN)
        own = before < 0 or tokens[before] in _IN_MY
        return (DECADES[token], at + 1) if own else (0, 0)
    if UNITS.get(token, 0) > 9 or (
        token in UNITS and tokens[at + 1 : at + 2] and tokens[at + 1] in YEARS
    ):
        return UNITS[token], at + 1
    if (
        token in UNITS
        and at
        and tokens[at - 1] in ("hes", "shes", "is", "aged", "turned", "turning")
        and not (token == "one" and tokens[at - 1] == "is")
    ):
        return UNITS[token], at + 1
    found = AGE.fullmatch(token)
    if (
        not found
        or (found[2] == "ish" and int(found[1]) < YOUNGEST + 3)
        or (token.endswith("s") and not token.endswith("yrs"))
    ):
        return 0, 0
    return int(found[1]), at + 1


def _in_years(tokens: Sequence[str], age: Age, before: str, second: str) -> Age | None:
    """Read "T1 for 20 years" as how long, and ", 34 years," as an age."""
    if before in (STOP, PAUSE) and second in (STOP, PAUSE) and age.years >= ADULT:
        return age._replace(end=age.end + 1, alone=True)
    if before in CHILDREN and age.years < ADULT:
        return age._replace(end=age.end + 1, old=True)
    return age._replace(end=age.end + 1, had=True)


def _is_no_age(tokens: Sequence[str], age: Age, before: str, after: str) -> bool:
    """Whether a number is a time, a count or a year, by the words around it."""
    at = age.start
    if before in ("was", "were") and at > 1 and tokens[at - 2] in ("i", "he", "she", "a", "ah"):
        return True
    if before == "be" and tokens[at - 2 : at - 1] == ["to"] and not age.old:
        return True
    if before == "m" and opens_clause(tokens, at - 1):
        return False
    if before in NOT_AGES_AFTER and not age.old:
        return not (before in ("at", "past", "over", "only", "nearly") and age.years >= ADULT)
    if before == "of" and not age.old:
        return at < 2 or tokens[at - 2] not in DESCRIBED | {"age", "side"}
    return after in NO_AGES and not age.old


def opens_clause(tokens: Sequence[str], at: int) -> bool:
    """Whether a clause begins at a word, a greeting aside: "hi wife is type 1"."""
    if at == 0 or tokens[at - 1] in (STOP, PAUSE):
        return True
    return at < 4 and GREETING.issuperset(tokens[:at])
