"""Whose child, mother or friend a word names, and whether they are only named in passing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.ages import ADULT, AGE, GREETING, UNITS, opens_clause
from chatbot.understanding.whom.oneschild import (
    counts_children,
    goes_on_with_pronoun,
    has_an_affair,
    is_aged_and_told_of,
    is_little,
    takes_kit,
)
from chatbot.understanding.whom.passing import (
    is_beside_me,
    is_brought_along,
    is_carried,
    is_company,
    is_dead,
    is_known_from,
    is_of_another,
    is_owner,
    is_passing,
    is_quoted,
    is_told_of_by_me,
    is_told_of_later,
    tells_later,
)
from chatbot.understanding.whom.peoplewords import (
    ANYBODYS,
    ASKING,
    BREAKS,
    CALLED,
    CLIENTS,
    COUNTS,
    DESCRIBED,
    DIABETIC,
    DOES,
    FEW,
    FOR_A,
    HAVE,
    HE_OR_SHE,
    MUM_OF,
    NEEDED,
    ONE_OF,
    OTHER,
    OWN,
    OWNS,
    SELF,
    VERBS,
    WHEREFROM,
    Sort,
)
from chatbot.understanding.words.tokens import PAUSE, STOP


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


def named(hit: Hit, tokens: Sequence[str], *, parent: bool) -> Person | None:
    """Return the person a hit names, None where it names nobody. ``parent``: a parent texts."""
    if hit.value == Sort.CHILD:
        return _child(hit, tokens, parent=parent)
    if hit.value == Sort.ANOTHER:
        return _another(hit, tokens)
    if hit.value == Sort.PARENT:
        return _parent(hit, tokens)
    return None


def _before(hit: Hit, tokens: Sequence[str]) -> Sequence[str]:
    """Return up to four words before a hit, in its clause."""
    before = tokens[max(0, hit.start - 4) : hit.start]
    if hit.start < 4 and GREETING.issuperset(before) and tokens[hit.start] not in CALLED:
        return []
    marks = [at for at, token in enumerate(before) if token in (STOP, PAUSE)]
    return without_condition(before[marks[-1] + 1 :] if marks else before)


_YOUNG_ONES = ANYBODYS | {"teenage", "foster"}
_UNCLES = frozenset("uncle aunt auntie aunty".split())
_ASKED_FOR = frozenset("for about behalf its".split())


def without_condition(before: Sequence[str]) -> Sequence[str]:
    """Leave out what only tells what somebody has: "a diabetic bairn", "our type 1 lad"."""
    end = len(before)
    if before[end - 2 :] == ["type", "1"]:
        end -= 2
    while end and before[end - 1] in DIABETIC:
        end -= 1
    return before[:end]


def _is_owned(hit: Hit, tokens: Sequence[str], before: Sequence[str]) -> bool:
    """Whether it is somebody's: "my boy", "boy of mine", "my 7 year old boy"."""
    after = list(tokens[hit.end : hit.end + 2])
    return (
        any(
            token in OWN and BREAKS.isdisjoint(before[at + 1 :]) and not is_company(before[at:])
            for at, token in enumerate(before)
        )
        or (hit.end - hit.start > 1 and not OWN.isdisjoint(tokens[hit.start : hit.end]))
        or after[:1] == ["mine"]
        or after == ["of", "mine"]
        or after == ["of", "ours"]
    )


def _child(hit: Hit, tokens: Sequence[str], *, parent: bool = False) -> Person | None:
    before, word = _before(hit, tokens), tokens[hit.start]
    passing = is_passing(tokens, hit.end) or bool(before and before[-1] in ("his", "her", "their"))
    passing = passing or has_an_affair(tokens, hit.end)
    person = Person(hit.start, Sort.CHILD, hit.end, passing=passing)
    long = hit.end - hit.start > 1
    role = long and tokens[hit.end - 1] in ("of", "to", "tae")
    if word in ("son", "daughter", "child") and list(tokens[hit.end : hit.end + 2]) == ["of", "a"]:
        return None
    if before[-1:] == ["a"] and not role and before[-2:-1] in (["im"], ["am"], ["being"], ["as"]):
        return None
    if not role and is_known_from(tokens, hit.end) and OWN.isdisjoint(before):
        return Person(hit.start, Sort.ANOTHER, hit.end)
    if not role and is_of_another(before):
        return Person(hit.start, Sort.ANOTHER, hit.end)
    if list(before) in MUM_OF or (not before and takes_kit(tokens, hit.end)):
        return person
    if before[-1:] == ["a"] and not {"hes", "shes"}.isdisjoint(before[-3:]):
        return person
    if role and before[-1:] and before[-1] in OWN:
        return Person(hit.start, Sort.ANOTHER, hit.end - 1)
    if role and counts_children(tokens, hit.end):
        return person._replace(sort=Sort.SELF)
    if is_carried(before):
        return None
    if not parent and is_brought_along(tokens, hit.start):
        return person._replace(passing=True)
    if _is_owned(hit, tokens, before) or (long and not {word, tokens[hit.end - 1]} <= _YOUNG_ONES):
        return person
    if word in ANYBODYS or word == "foster":
        return _anybodys(person, hit, tokens, parent=parent)
    if before[-1:] and (before[-1] in COUNTS or before[-1] in FEW or before[-1] == "1"):
        return person
    if before[-1:] == ["a"] and before[-2:-1] and before[-2] in HAVE:
        return person
    near = (*before[-3:], *tokens[hit.end : hit.end + 3])
    aged = any(AGE.fullmatch(token) and token[0].isdigit() for token in near)
    if not before:
        return person._replace(firm=aged or not opens_clause(tokens, hit.start))
    if before[-1:] in (["for"], ["of"]):
        return person._replace(firm=aged)
    the = bool(before) and before[-1] in ("the", "a", "wee", "young", "little")
    return person._replace(firm=aged) if aged or the else None


def _anybodys(person: Person, hit: Hit, tokens: Sequence[str], *, parent: bool) -> Person | None:
    """Take a word that a child may also say of themselves: "boy 15", "girl is 2"."""
    before, word = _before(hit, tokens), tokens[hit.start]
    if before[-1:] == ["some"] and tokens[hit.end : hit.end + 1] in (["who"], ["that"], ["with"]):
        return None
    if is_told_of_by_me(tokens, hit.end) and before[-1:] and before[-1] in ("the", "a"):
        raised = tokens[hit.end + 1] in ("foster", "fostered", "raise", "look", "mind")
        return person._replace(sort=Sort.CHILD if raised else Sort.SOMEBODY)
    if opens_clause(tokens, hit.start) and (
        is_little(tokens, hit.end, parent=parent) or is_aged_and_told_of(word, tokens, hit.end)
    ):
        return person
    if before[-1:] and before[-1] in ("raising", "rearing", "fostering"):
        return person
    whose = tokens[hit.end : hit.end + 1]
    if word in ("baby", "kid", "child", "toddler") and before[-2:] == ["its", "the"]:
        return person if whose and whose[0] in ("who", "whos", "that", "thats", "has") else None
    number = (*tokens[hit.end : hit.end + 1], "")[0]
    is_told = word.endswith("s") and number.isdecimal() and not HE_OR_SHE.isdisjoint(tokens)
    if opens_clause(tokens, hit.start) and is_told:
        return person
    said_of_self = before[-1:] == ["a"] and not SELF.isdisjoint(before)
    if tokens[hit.end : hit.end + 1] == ["of"] and not said_of_self:
        years = tokens[hit.end + 1 : hit.end + 2]
        if years and years[0] in UNITS:
            return person
        return person if years and years[0].isdecimal() and int(years[0]) < ADULT else None
    if opens_clause(tokens, hit.start) and goes_on_with_pronoun(word, tokens, hit.end):
        return person._replace(sort=Sort.CHILD if parent else Sort.SOMEBODY)
    then = ["girl"] if hit.end - hit.start > 1 else tokens[hit.end : hit.end + 1]
    if word == "baby" and then in (["girl"], ["has"], ["was"], ["just"], ["got"]):
        return person
    done_to = before[-3:-2] in (["on"], ["for"]) or before[-2:-1] in (["on"], ["for"])
    if done_to and "a" in before[-2:] and word in ("child", "baby", "kid", "toddler"):
        return person
    counted = bool(before) and before[-1] in COUNTS | {"have", "has", "got"}
    return person if counted else None


def _another(hit: Hit, tokens: Sequence[str]) -> Person | None:
    before, word = _before(hit, tokens), tokens[hit.start]
    after = tokens[hit.end : hit.end + 1]
    if is_dead(tokens, hit) or (not NEEDED.isdisjoint(before[-1:]) and OWN.isdisjoint(before)):
        return None
    passing = is_passing(tokens, hit.end) or is_beside_me(hit, tokens, before)
    passing = passing or is_owner(tokens, hit.end) or is_quoted(tokens, hit.start)
    passing = passing or (tokens[hit.end - 1] == "ex" and _ASKED_FOR.isdisjoint(before[-2:]))
    passing = passing or (after in (["and"], ["n"]) and tokens[hit.end + 1 : hit.end + 2] == ["i"])
    person = Person(hit.start, Sort.ANOTHER, hit.end, passing=passing)
    if is_told_of_by_me(tokens, hit.end):
        return person
    if word in _UNCLES and counts_children(tokens, hit.end + 1) and OWN.isdisjoint(before):
        return Person(hit.start, Sort.SELF, hit.end + 1)
    if _is_owned(hit, tokens, before) or "i" in tokens[hit.start + 1 : hit.end]:
        return person
    if tokens[hit.end - 1] in CLIENTS:
        if before[-1:] and before[-1] in ("by", "or", "other", "fellow", "are", "only"):
            return None
        said_to_be = before[-1:] in (["a"], ["the"]) and not SELF.isdisjoint(before[-3:-1])
        return None if said_to_be else person
    if tuple(before[-3:-1]) in ONE_OF or tuple(before[-2:]) in ONE_OF:
        return person
    told = after and (after[0] in WHEREFROM or (before and after[0] in ("was", "has", "is")))
    if list(before) in ([], ["a"], ["the"]) and told:
        return person._replace(passing=passing or tells_later(tokens, hit.end))
    given = before[-1:] and before[-1] in ("a", "an") and not FOR_A.isdisjoint(before[-3:-1])
    if before[-1:] == ["one"] and not is_passing(tokens, hit.end):
        return person
    if before[-1:] == ["the"] or (given and "since" not in before):
        return person._replace(firm=before[-1] != "the")
    if before[-1:] == ["for"] and before[-2:-1] and before[-2] in ASKING:
        return person
    does = bool(after) and (after[0] in DOES or after[0][0].isdigit())
    greeted = word in CALLED and hit.start > 0 and tokens[hit.start - 1] in GREETING
    if opens_clause(tokens, hit.start) and (does or word not in CALLED) and not greeted:
        return person._replace(firm=does)
    told_as = (
        not before
        and word not in DESCRIBED
        and after != ["here"]
        and not opens_clause(tokens, hit.start)
    )
    if told_as or list(before) in (["old"], ["auld"]):
        return person._replace(firm=told_as)
    return None


def _parent(hit: Hit, tokens: Sequence[str]) -> Person | None:
    """Take "mum" for who texts, unless she is somebody's: "my mum", "mum says"."""
    before = _before(hit, tokens)
    word, after = tokens[hit.start], tokens[hit.end : hit.end + 1]
    if is_dead(tokens, hit):
        return None
    if _is_owned(hit, tokens, before):
        passing = is_passing(tokens, hit.end) or is_beside_me(hit, tokens, before)
        passing = passing or is_owner(tokens, hit.end)
        return Person(hit.start, Sort.ANOTHER, hit.end, passing=passing)
    opens = opens_clause(tokens, hit.start)
    if opens and after in ([STOP], [PAUSE]) and is_told_of_later(tokens):
        return Person(hit.start, Sort.ANOTHER, hit.end)
    if (
        word.endswith("s")
        and opens
        and after
        and (after[0] in OWNS | DIABETIC or after[0][0].isdigit())
    ):
        return Person(hit.start, Sort.ANOTHER, hit.end)
    if before[-1:] in (["about"], ["for"]) and not word.endswith("s"):
        return Person(hit.start, Sort.ANOTHER, hit.end)
    tells = after and (after[0] in VERBS or (len(after[0]) > 4 and after[0].endswith("ed")))
    if word.endswith("s") or (before[-1:] and before[-1] in OTHER and not tells):
        return None
    if tells:
        return Person(
            hit.start,
            Sort.ANOTHER,
            hit.end,
            firm=opens,
            passing=not opens or is_passing(tokens, hit.end),
        )
    if hit.start > 0 and tokens[hit.start - 1] in ("her", "his", "their"):
        own = not SELF.isdisjoint(before) and bool(before) and before[0] in SELF
        return Person(hit.start, Sort.CHILD if own else Sort.ANOTHER, hit.end, passing=not own)
    if is_passing(tokens, hit.end) or (after and after[0] in ("n", "and") and word != "a"):
        return Person(hit.start, Sort.ANOTHER, hit.end, firm=False, passing=True)
    if opens and after and after[0] in DOES - {"here", "in"}:
        return Person(hit.start, Sort.ANOTHER, hit.end, firm=False)
    if opens and after == [PAUSE] and tokens[hit.end + 1 : hit.end + 2] == ["shes"]:
        return Person(hit.start, Sort.ANOTHER, hit.end, firm=False)
    return Person(hit.start, Sort.PARENT, hit.end, firm=False)
