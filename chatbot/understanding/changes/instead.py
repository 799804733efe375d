"""Which words of a text name another place than the one kept: "ok do York", "Hull? I said Goole".

A name in passing names none. It does where its clause holds little else ("any in Arbroath"), where
it is asked for ("london is massive mate do Lewisham"), and beside the place kept ("not Leeds").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import PAUSE, STOP

LONGEST_NAME = 5
"""Words a place's name may have: "Stow on the Wold"."""
_CUES = frozenset(
    "nowadays try tryin trying do put pit use make mek mak change chainge swap swop "
    "switch replace look "
    "check search find any anything anythin owt summat something what about instead insted rather "
    "should shoulda shouldve shudda meant mean ment sposed supposed said typed texted wrote "
    "written "
    "actually actualy correct correction right rite go sorry soz wait oops no nah naw not isnt "
    "ay aint isnae isny wasnt wurnt wernae never even prefer closer nearer live living lives "
    "bide stay now noo moved shifted flitted intended ought wanted home enter amend "
    "update set edit have got "
    "possible poss".split()
)
"""Words one of which shows that a clause names a place on purpose."""
_FRAME = (
    POLITE
    | _CUES
    | frozenset(
        "i im id ill ive we were weve wed us me my you u ye yous yer your youve it its thats "
        "that this is was be been am are at in on to too for fur from the a an of as 4 2 with by "
        "and n but or if then there here can could cud kin cannae would wud will wid shall "
        "please just only like ok okay yes yeah yep aye och ach ah aa oh hey well right place "
        "town city village area postcode location home address answer it's want wanted wanna "
        "like meet meeting meetings meets group groups one ones stuff nearby near want need to "
        "have has had down up over back away off round nowadays out again put yet maybe "
        "perhaps case show see "
        "give gie send let lets think thinking thing they them he she his her their hes shes "
        "lol mate man lad sir madam hun love instead though now dont didnt doesnt did does".split()
    )
)
_ASKED_FOR = frozenset("try tryin trying do put pit use make mek mak say look check search".split())
"""Verbs directly before the place that somebody wants: "do Lewisham"."""
_TO_THE_VERB = frozenset(
    "it that me us the place town down in as at for to be round roond around near into".split()
)
_SAID = frozenset("meant mean ment said put written say typed wrote texted been intended".split())
_SHOULD = frozenset(
    "should shoulda shouldve shudda shudve meant mean ment intended ought wanted supposed sposed "
    "mistake".split()
)
_EXCHANGE = frozenset(
    "swap swop switch replace change changed changing trade alter amend update edit move".split()
)
_EXCHANGED = frozenset("for with to by fur tae 2 4 into".split())
_BETTER = frozenset(
    "closer nearer better handier easier correct right nearest closest best".split()
)
_BEING = frozenset("is is's s wud would be will its was".split())
_CLAUSE_ENDS = frozenset(
    "as cos coz cus because since where which so and but if instead insted please pls plz then "
    "cause rather not no for n sorry thanks ta x now noo even mate pal hen love is its it i im "
    "thats though tho if".split()
)
_DENIES = frozenset("not no nae naw nah isnt ay aint isnae isny wasnt wurnt never nor".split())
_BEING_IN = frozenset(
    (word, there)
    for there in ("in", "at")
    for word in "im am were we are is ive weve ime ahm now back over".split()
)
_STAYING = frozenset("keep leave stick stays keeping".split())
_NEAR = frozenset("near from by nr outside".split())
_DONT = frozenset("dont dinnae didnt never not cant wont shouldnt doesnt".split())
_OTHERS = frozenset("he she they his her their hes shes mum dad nan sister brother".split())


def named_instead(tokens: Sequence[str], kept: Sequence[str]) -> Iterator[str]:
    """Yield the words that may name another place, likeliest first; a gazetteer has to know them.

    ``kept`` are the words of the name that is to be put right.
    """
    if not _STAYING.isdisjoint(tokens):
        return
    clauses = list(_clauses(tokens))
    for clause in clauses:
        yield from _asked_for(clause, kept)
    sentences = list(_clauses([token for token in tokens if token != PAUSE]))
    beside_kept = bool(kept) and set(kept) <= set(tokens)
    for clause in clauses:
        left = _left(clause, kept)
        cued = not _CUES.isdisjoint(clause) or any(pair in _BEING_IN for pair in pairwise(clause))
        bare = clause == left and (beside_kept or clause in sentences)
        cued = cued or (beside_kept and not set(kept) <= set(clause) and _NEAR.isdisjoint(clause))
        if left and len(left) <= LONGEST_NAME and (bare or cued):
            yield " ".join(left)


def _clauses(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at] in (STOP, PAUSE):
            if start < at:
                yield tuple(tokens[start:at])
            start = at + 1


def _left(clause: Sequence[str], kept: Sequence[str]) -> tuple[str, ...]:
    """Return what is left of a clause beside the words around a place, if it stands together."""
    told = _without(clause, kept)
    at = [place for place, token in enumerate(told) if token and token not in _FRAME]
    if not at:
        return ()
    first, last = at[0], at[-1] + 1
    if not all(told[first:last]):
        return ()
    return tuple(told[first:last])


def _without(clause: Sequence[str], kept: Sequence[str]) -> list[str]:
    """Return the clause with "" for the place kept, and for a word that is said not to be it."""
    told = list(clause)
    size = len(kept)
    for at in range(len(told) - size + 1):
        if size and told[at : at + size] == list(kept):
            told[at : at + size] = [""] * size
    for at, token in enumerate(clause[:-1]):
        alone = at + 2 == len(clause) or clause[at + 2] in _FRAME
        if token in _DENIES and alone and clause[at + 1] not in _FRAME:
            told[at + 1] = ""
    return told


def _asked_for(clause: Sequence[str], kept: Sequence[str]) -> Iterator[str]:
    """Yield what stands where a place is asked for: "do York", "swap Truro for York"."""
    for at in range(1, len(clause)):
        if _begins(clause, at, kept) and clause[at] not in _FRAME:
            yield " ".join(clause[at : _end(clause, at)])
    for at, token in enumerate(clause[:-1]):
        better = clause[at + 1] in _BETTER or clause[at + 1 : at + 2] == ("a",)
        ends = clause[at + 2 : at + 3] not in (("to",), ("for",))
        if token in _BEING and better and ends and 0 < at <= LONGEST_NAME:
            yield " ".join(clause[:at])


def _end(clause: Sequence[str], at: int) -> int:
    end = at + 1
    while end < len(clause) and end < at + LONGEST_NAME and clause[end] not in _CLAUSE_ENDS:
        end += 1
    return end


def _begins(clause: Sequence[str], at: int, kept: Sequence[str]) -> bool:
    """Whether what stands before ``at`` asks for the place that begins there."""
    back = at - 1
    while back > 0 and clause[back] in _TO_THE_VERB:
        back -= 1
    near = clause[max(0, back - 4) : back]
    if not _DONT.isdisjoint(near[-2:]) or not _OTHERS.isdisjoint(near[-2:]):
        return False
    if clause[back] in _ASKED_FOR:
        return True
    if clause[back] == "said" and clause[back - 1] == "i":
        return True
    if clause[back] in _SAID and not _SHOULD.isdisjoint((*near, clause[back])):
        return True
    earlier = clause[:at]
    exchanged = clause[at - 1] in _EXCHANGED and not _EXCHANGE.isdisjoint(earlier)
    return exchanged and (not kept or set(kept) <= set(earlier) or len(earlier) < LONGEST_NAME + 2)


def changed_by_phone(tokens: Sequence[str], kept: Collection[str]) -> str:
    """Return what a phone made the place kept of: "my phone turned Redditch into Reading"."""
    for at, token in enumerate(tokens):
        if token in ("into", "to") and tokens[at + 1 : at + 2] and tokens[at + 1] in kept:
            verbs = [v for v in range(max(0, at - 5), at) if tokens[v] in _MADE]
            if verbs:
                return " ".join(tokens[verbs[-1] + 1 : at])
    return ""


_MADE = frozenset("turned changed corrected made autocorrected altered switched".split())
