"""Who is only named in passing: who says or does something, owns what is named, or is dead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.whom.peoplewords import (
    BEEN,
    BESIDE,
    CARRYING,
    COUNTS,
    DEAD,
    DIABETIC,
    DOES,
    HAVING,
    HE_OR_SHE,
    HELPING_VERBS,
    IN_COMPANY,
    LEAVING,
    LOOKS_AFTER,
    NO_IDEA,
    NOT_OWNED,
    OBJECT,
    OWN,
    REACTS,
    RULING_OUT,
    SAYING,
    SELF,
    TELLING,
    WHEREFROM,
    WISHES,
    YOUNG,
)
from chatbot.understanding.words.tokens import PAUSE, STOP


def is_told_of_by_me(tokens: Sequence[str], end: int) -> bool:
    """Whether "i" only goes on to tell who somebody is: "young woman I mentor"."""
    return tokens[end : end + 1] == ["i"] and not LOOKS_AFTER.isdisjoint(tokens[end + 1 : end + 2])


def is_dead(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether somebody is no more: "my wife died 2 yrs ago", "my late sister"."""
    late = "late" in tokens[max(0, hit.start - 2) : hit.start]
    owner = is_owner(tokens, hit.end)
    before = tokens[max(0, hit.start - 2) : hit.start]
    late = late or (before[:1] in (["lost"], ["buried"]) and before[-1] in OWN | {"the"})
    after = tokens[hit.end : hit.end + 5]
    late = late or any(a in ("he", "she") and b in DEAD for a, b in pairwise(after))
    late = late or _has_died(tokens, hit.end)
    gone = any(
        a in DEAD and not (a == "passed" and b in _PASSED_ON)
        for a, b in pairwise((*tokens[hit.end : hit.end + 3], STOP)[:3])
    )
    return not owner and (late or gone)


_PASSED_ON = frozenset("out the his her their my me it us this your on by over".split())
"""What follows "passed" where nobody died: "passed out", "passed me your number"."""


def _has_died(tokens: Sequence[str], end: int) -> bool:
    """Whether a clause goes on to say that somebody died: "my husband had it and died of it"."""
    for at in range(end, min(end + 8, len(tokens))):
        if tokens[at] in (STOP, PAUSE) or tokens[at] in SELF or tokens[at] in OWN:
            return False
        if tokens[at] == "died":
            return tokens[at - 1] in ("and", "n", "then", "who", "sadly")
    return False


def is_owner(tokens: Sequence[str], end: int) -> bool:
    """Whether a person only owns what is named next: "my sisters church group", "my mums phone"."""
    after = tokens[end : end + 1]
    if not after or not tokens[end - 1].endswith("s") or after[0][0].isdigit():
        return False
    return after[0] not in NOT_OWNED


ENDS_HERE = DIABETIC | {STOP, PAUSE, "type", "it", "who", "thats"}
NO_OBJECTS = frozenset("with like n and than from for not lucky poor silly as".split())
"""Words before "me" after which nothing is done to who texts."""


def tells_later(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody goes on to tell who texts something: "lad at work gave me this number"."""
    for at in range(end, len(tokens)):
        if tokens[at] in (STOP, PAUSE):
            return False
        if tokens[at] in TELLING | SAYING and (tokens[at + 1 : at + 2] or [STOP])[0] in OBJECT:
            return True
    return False


def _has_no_idea(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody only does not understand: "my pals dont get it", "has no idea"."""
    if not HE_OR_SHE.isdisjoint(tokens[end:]):
        return False
    after = tokens[end : end + 4]
    return any(pair in NO_IDEA for pair in pairwise(after))


def _acts_on_me(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody only does something to who texts: "my mum keeps on at me to go"."""
    if not HE_OR_SHE.isdisjoint(tokens[end - 1 :]) or is_owner(tokens, end):
        return False
    for at in range(end + 1, min(end + 6, len(tokens))):
        if tokens[at] in ENDS_HERE or tokens[at] in SELF - {"me"}:
            return False
        if tokens[at] == "me":
            return tokens[at - 1] not in NO_OBJECTS
    return False


_ANYBODY = frozenset("everyone everybody anyone people folk nobody".split())


def is_passing(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody only tells or does something to who texts: "my nan rang", "mum says"."""
    if any(pair in LEAVING for pair in pairwise(tokens[end : end + 3])):
        return True
    if _has_no_idea(tokens, end) or _acts_on_me(tokens, end):
        return True
    if tokens[end : end + 1] and tokens[end] in REACTS:
        return True
    are, gone = (*tokens[end : end + 2], STOP, STOP)[:2]
    if (
        tokens[end - 1].endswith(("s", "children"))
        and are in ("are", "have", "all", "r")
        and (gone in ("grown", "gone", "flown", "left"))
    ):
        return True
    for at in range(end, min(end + 3, len(tokens))):
        token, after = tokens[at], tokens[at + 1 : at + 2]
        if token in TELLING | SAYING and tokens[at - 1] in BEEN:
            return False
        if token in SAYING:
            return tuple(tokens[at : at + 3]) != ("asked", "me", "to")
        if token == "got" and tuple(tokens[at + 1 : at + 2]) == ("it",):
            return tokens[at + 2 : at + 3] == ["for"]
        if token in TELLING:
            return (
                not after or after[0] in OBJECT or after[0] in _ANYBODY or after[0] in (STOP, PAUSE)
            )
        if token == "keeps" and after and after[0] in SAYING:
            return True
        if token in (STOP, PAUSE) or token in DOES - HELPING_VERBS:
            return False
    return False


def is_carried(before: Sequence[str]) -> bool:
    """Whether children are not born yet: "27 weeks with twins", "pregnant wi twins"."""
    if not {"expecting", "carrying", "having"}.isdisjoint(before[-3:]):
        return True
    return before[-1:] in (["with"], ["wi"], ["w"]) and not (CARRYING | {"gone"}).isdisjoint(
        before[-2:-1]
    )


def is_brought_along(tokens: Sequence[str], at: int) -> bool:
    """Whether children are one thing more of who texts: "I am a seamstress with 2 girls"."""
    counted = at
    while counted and (tokens[counted - 1] in COUNTS | YOUNG or tokens[counted - 1].isdigit()):
        counted -= 1
    if counted in (0, at) or tokens[counted - 1] not in ("with", "w", "wi", "and", "n"):
        return False
    first = counted - 1
    while first and tokens[first - 1] not in (STOP, PAUSE):
        first -= 1
    return tokens[first] in ("im", "ime", "i", "ahm") and not HAVING.intersection(
        tokens[first:counted]
    )


def is_told_of_later(tokens: Sequence[str]) -> bool:
    """Whether a sentence leaves out a he or she: "Grandad. 84. Wants blokes his age"."""
    return any(
        token in WISHES and before in (STOP, PAUSE) for before, token in pairwise((STOP, *tokens))
    )


_CLUBS = frozenset(
    "troop scouts scout cubs brownies guides class team squad club choir church mosque temple "
    "group side gym dojo surgery practice ward unit course youth clinic street village".split()
)


def is_known_from(tokens: Sequence[str], end: int) -> bool:
    """Whether a child is one of others: "a boy at my scout troop", "a girl in our choir"."""
    where, own, *place = (*tokens[end : end + 4], STOP, STOP)[:4]
    return where in WHEREFROM and own in OWN and not _CLUBS.isdisjoint(place)


def is_company(owner: Sequence[str]) -> bool:
    """Whether "me" is who is there as well, and owns nobody: "me and four grandads"."""
    return owner[0] == "me" and owner[1:2] in (["and"], ["n"])


def is_beside_me(hit: Hit, tokens: Sequence[str], before: Sequence[str]) -> bool:
    """Whether somebody only is where who texts is: "in with my partner", "off my mum"."""
    owned = tokens[hit.start] in OWN
    word = (*(before[-1:] if owned else before[-2:-1]), "")[0]
    theirs = tokens[hit.end - 1].endswith("s") and tokens[hit.end : hit.end + 1] in (
        [PAUSE],
        [STOP],
    )
    return word in IN_COMPANY | BESIDE or (word in ("on", "at") and theirs)


def is_quoted(tokens: Sequence[str], start: int) -> bool:
    """Whether somebody only says what stands before: "signed my death warrant, says the wife"."""
    says, own = (STOP, STOP, *tokens[:start])[-2:]
    return own in OWN | {"the"} and says in ("says", "said", "reckons", "sez", "sed")


_GRANDS = frozenset("sons daughters lads lasss girls boys".split())
"""Those whose own children are grandchildren: "my daughters lad"."""


def is_of_another(before: Sequence[str]) -> bool:
    """Whether somebody of whom nothing is known owns what is named: "my carers daughter"."""
    owner = before[-1] if before[-1:] else ""
    if owner in _GRANDS:
        return False
    mine = before[-2:-1] and before[-2] in OWN
    return bool(mine) and len(owner) > 3 and owner.endswith("s") and not owner.endswith("us")


def is_ruled_out(hit: Hit, tokens: Sequence[str]) -> bool:
    """Whether it is said not to be them: "not my kid", "isnt for my son"."""
    at = hit.start - 1
    while at >= 0 and (tokens[at] in OWN or tokens[at] in ("for", "the", "a", "actually")):
        at -= 1
    return 0 <= at < hit.start - 1 and tokens[at] in RULING_OUT
