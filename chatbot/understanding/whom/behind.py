"""Who is only the reason for what somebody says of themselves: "husbands on nights, so days"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.ages import ADULT, Age
from chatbot.understanding.whom.kin import Person
from chatbot.understanding.whom.peoplewords import HE_OR_SHE, OWN, WISHES, Sort
from chatbot.understanding.words.tokens import PAUSE, STOP

_BECAUSE = frozenset(
    "because cos coz cuz cus bc as since when while whilst till til until once after if "
    "whenever unless that before".split()
)
_ITS_OWN = WISHES | frozenset(
    "would could wont cant doesnt refuses struggles struggling finds feels hasnt never needing "
    "deaf blind shy autistic wheelchair anxious disabled lonely housebound scared frightened "
    "nervous depressed hospital ill poorly sick diagnosed isolated for asked asking "
    "who whos".split()
)
"""Words that tell how somebody is or what they want, so that it may be for them."""
_NO_SO = frozenset("far much many is do does has have are am long that called".split())
"""What follows a "so" after which no wish comes: "so far", "so do i"."""
_TEXTS = frozenset("doing texting asking messaging writing enquiring contacting ringing".split())
_REFUSING = frozenset("cant cannot canny cannae couldnt wont not no dont never".split())
_GROWN = frozenset("myself husband husbands hubby wife wifes missus mrs".split())
"""Words of a grown-up who tells of themselves and their family."""
_CARING = frozenset("carer carers caring care look looking".split())
_LISTING = frozenset(". , and n got have the my a an our full time part two 2 3 three".split())
_BURDENS = frozenset(
    "work job jobs house shop dog dogs mortgage business bills shifts rent farm housework "
    "pub cleaning".split()
)
"""What a grown-up has to see to beside children."""
KIDS = frozenset("kids children weans bairns kiddies girls boys lads babies teenagers".split())
_TOLD_OF = (Sort.CHILD, Sort.ANOTHER)


def set_behind(
    found: list[Person], tokens: Sequence[str], hits: Sequence[Hit], ages: Sequence[Age]
) -> list[Person]:
    """Return the people, those in passing who only give a reason.

    A child is so only where a grown-up tells of themselves: "lads asleep by 7 so after. T1, 41".
    """
    signs = [hit.start for hit in hits if hit.value in (Sort.CONDITION, Sort.KIT)]
    if not signs:
        return found
    grown = not _GROWN.isdisjoint(tokens) or any(
        age.years >= ADULT and not age.loose for age in ages
    )
    apart: list[Person] = []
    for person in found:
        told_of = person.sort in _TOLD_OF and not (person.passing or _is_pronoun(person, tokens))
        if (
            told_of
            and (person.sort is Sort.ANOTHER or grown)
            and _is_a_reason(person, tokens, signs)
        ):
            person = person._replace(passing=True)
            apart.append(person)
    if not apart:
        return found
    return [_beside(each, apart, tokens) for each in found]


def _beside(person: Person, apart: Sequence[Person], tokens: Sequence[str]) -> Person:
    """Put somebody behind, and the "he" or "she" that stands for them in the same sentence."""
    for behind in apart:
        if behind.at == person.at:
            return behind
        stands_for = person.at > behind.end and STOP not in tokens[behind.end : person.at]
        if stands_for and person.sort is behind.sort and _is_pronoun(person, tokens):
            return person._replace(passing=True)
    return person


def _is_pronoun(person: Person, tokens: Sequence[str]) -> bool:
    return person.end == person.at + 1 and tokens[person.at] in HE_OR_SHE


def _is_a_reason(person: Person, tokens: Sequence[str], signs: Sequence[int]) -> bool:
    """Whether somebody is told of in the clause before a "so", after a "because" or a refusal.

    Or as whom somebody looks after who said before that they have it: "T1, carer for mum".
    """
    first = person.at
    while first and (tokens[first - 1] in OWN or tokens[first - 1] in ("the", "a")):
        first -= 1
    end = _end_of_reason(tokens, person.end)
    inside = range(first, end)
    if not _ITS_OWN.isdisjoint(tokens[first:end]) or any(at in inside for at in signs):
        return False
    if not HE_OR_SHE.isdisjoint(tokens[end:]):
        return False
    if _goes_on_to_wish(tokens, end):
        return True
    before = tokens[first - 1] if first else STOP
    if before in ("for", "to", "after") and tokens[max(0, first - 2)] in _CARING:
        return all(at < first for at in signs)
    return before in _BECAUSE or (before == PAUSE and _is_refused(tokens, first - 1))


def _end_of_reason(tokens: Sequence[str], at: int) -> int:
    """Return where the reason ends: at a "so" or where the sentence does."""
    end = at
    while end < len(tokens) and tokens[end] != STOP and tokens[end] != "so":
        end += 1
    if end < len(tokens) and tokens[end] == "so":
        return end
    end = at
    while end < len(tokens) and tokens[end] not in (STOP, PAUSE):
        end += 1
    return end


def _goes_on_to_wish(tokens: Sequence[str], at: int) -> bool:
    """Whether a "so" goes on to what follows for who texts: "so not calls", "so i need days"."""
    so, then, after = (*tokens[at : at + 3], STOP, STOP, STOP)[:3]
    return so == "so" and then not in _NO_SO | {STOP} and after not in _TEXTS


def _is_refused(tokens: Sequence[str], end: int) -> bool:
    """Whether the clause that ends here says what does not suit: "cant do saturdays,"."""
    first = end
    while first and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    first += tokens[first] in ("i", "im", "sorry", "but", "we")
    return tokens[first] in _REFUSING


def is_one_burden(tokens: Sequence[str], at: int) -> bool:
    """Whether kids are one thing of a list: "got kids. got work", "the dog, the kids, the shop"."""
    if tokens[at] not in KIDS:
        return False
    before, after = at - 1, at + 1
    while before >= 0 and tokens[before] in _LISTING:
        before -= 1
    while after < len(tokens) and tokens[after] in _LISTING:
        after += 1
    listed = before < at - 1 and before >= 0 and tokens[before] in _BURDENS
    ends = tokens[after + 1 : after + 2] in ([], [STOP], [PAUSE], ["and"], ["n"])
    goes_on = after > at + 1 and ends and (*tokens[after : after + 1], "")[0] in _BURDENS
    opens = before < 0 or PAUSE in tokens[before:at] or STOP in tokens[before:at]
    return listed or (goes_on and opens)
