"""Signs that an earlier answer is put right, added to, or only mentioned in passing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import PAUSE, STOP

CORRECTING = frozenset(
    "actually actualy acctually instead meant mean ment change changed changing chnge "
    "rather wait swap swop switch scratch scrub scrap forget bin drop ditch undo wrong "
    "rong error mistake mistook mistaken misheard autocorrect autocorect predictive oops "
    "whoops oopsie ooops sorry soz correction amend alter redo update typo slipped "
    "shouldve shoulda shouldnt remove delete lose replace wipe muddled pressed clicked "
    "ignore nvm nevermind apologies hang move moved rehoused mind better make put".split()
)
ADDING = frozenset(
    "also too aswell asweel anall add adding plus extra both keep still another along "
    "including forbye besides additionally".split()
)
_AS_WELL = frozenset(
    (first, second)
    for first, second in (
        ("as", "well"), ("as", "weel"), ("n", "all"), ("an", "all"), ("n", "aw"), ("an", "aw"),
        ("and", "aw"), ("as", "wel"), ("on", "top"), ("or", "even"), ("n", "that"),
    )
)  # fmt: skip
_REFUSING = frozenset("no not nah nope naw never och wait".split())
_LIVING = frozenset(
    "live living lives livin bide bides biding stay stays staying based reside resides "
    "moved moving address postcode city town village rehoused place its were we".split()
)
_NOT_NOW = frozenset("used originally before went visiting visit goes going passed".split())
_FOR = frozenset("for its it this thats fur 4 is".split())
_MAKE_IT = frozenset(
    (first, second)
    for first, second in (
        ("make", "it"), ("mek", "it"), ("mak", "it"), ("back", "to"), ("back", "tae"),
        ("change", "to"), ("it", "to"), ("that", "to"), ("swap", "to"), ("switch", "to"),
        ("swop", "to"), ("be", "the"), ("should", "be"), ("meant", "to"), ("it", "as"),
        ("make", "that"), ("n", "pick"), ("and", "pick"), ("go", "for"), ("to", "be"),
        ("down", "for"), ("doon", "for"), ("me", "for"),
        ("tae", "be"), ("go", "with"), ("try", "the"), ("do", "the"), ("to", "pick"), ("it", "for"),
    )
)  # fmt: skip
_MAKE = frozenset("meant ment prefer try do".split())
_SMALL = frozenset("the a by on be to tae it just say over".split())
_ENDS = POLITE | frozenset(
    (STOP, PAUSE, *"instead please then like cos coz because if one ones group groups only too as "
     "rather again now not and n but option thing things bit after innit no".split())
)  # fmt: skip
_TRIED = frozenset("tried used had did went liked thought".split())
_FOR_ME = (
    POLITE
    | _FOR
    | frozenset(
        "not no nae nah naw isnt wasnt isny aint ay never actually wait oops and but is was i "
        "meant said should have just really asking texting put pressed wrong yes yeah aye och "
        "doing all bout about even".split()
    )
)
"""Words before "me" that say no more than whom it is for."""
_CHANGING = frozenset(
    "change changing chnge alter amend edit redo fix wrong rong mistake error different "
    "again update swap switch correct right reenter answer incorrect messed mixed cocked "
    "muddled spelt spelled mistyped typo oops whoops revisit undo retake rewrite back "
    "moved changed altered amended misspelt botched mucked fat thumbed chinge chainge "
    "other wrang pick revise reconsider missed skipped forgot forgotten autofilled once "
    "reset retry amending altering".split()
)
_ANOTHER = frozenset(("other", "different"))
_PEOPLE = frozenset(
    "people ppl folk folks type t1 t1s type1 type1s diabetics diabetic mums mams dads parents "
    "families kids children teens teenagers adults women men ladies lads blokes girls guys humans "
    "young older students mothers fathers carers couples patients".split()
)
"""Whom somebody wants to meet: "to meet other mums" is no wish to answer otherwise."""
_DENYING = frozenset("isnt wasnt aint isny isnae isna nae dont".split())
_NEAR = 5
_NOT_THIS = frozenset("not no nae isnt wasnt aint isny isnae wurnt".split())
_DO_NOT = frozenset("dont doesnt dinnae disnae divvent didnt never amnt havent".split())
_LIVED_IN = frozenset(
    "live living lives lived in at from my ma the our bide stay based actually even really "
    "called i im near be".split()
)
"""Words between a "not" and what is not so: "not my town", "dont even live in Hull"."""
_ORDINALS = (
    frozenset("first 1st furst frist".split()),
    frozenset("second 2nd".split()),
    frozenset("third 3rd".split()),
)
_LAST = frozenset("last previous before earlier".split())
_ANSWER = frozenset("one answer answers question thing bit part reply choice number button".split())
AROUND = (
    POLITE
    | CORRECTING
    | ADDING
    | frozenset(
        "other others and n oh och ah no nah i we can could you u it that the a is be do "
        "id  like just want to try one bit part option please then again now ok okay yes "
        "yeah go with for me".split()
    )
)


def is_correction(tokens: Sequence[str]) -> bool:
    """Say whether a text puts an earlier answer right."""
    plain = [token for token in tokens if token not in (STOP, PAUSE)]
    opening = [token for token in plain[:4] if token not in POLITE][:1]
    return bool(opening and opening[0] in _REFUSING and len(plain) > 1) or any(
        token in CORRECTING for token in plain
    )


def is_addition(tokens: Sequence[str]) -> bool:
    """Say whether a text adds to an earlier answer ("also evenings")."""
    opens = tuple(tokens[:1]) in (("and",), ("n",), ("plus",))
    pairs = set(pairwise(tokens))
    if ("not", "just") in pairs or ("not", "only") in pairs:
        return True
    return opens or not ADDING.isdisjoint(tokens) or not _AS_WELL.isdisjoint(pairs)


def says_where(tokens: Sequence[str], place: Collection[str]) -> bool:
    """Whether a place is said to be where they live now: "its Walsall", "we live in Neath"."""
    at = next((at for at, token in enumerate(tokens) if token in place), -1)
    if at < 0:
        return False
    near = tokens[max(0, at - 4) : at]
    after = tokens[at + 1 : at + 4]
    living = not _LIVING.isdisjoint(near) or not {"live", "area"}.isdisjoint(after)
    return living and _NOT_NOW.isdisjoint(tokens[max(0, at - 6) : at])


def denies(tokens: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name is said not to be meant: "not Bristol", "I dont live in Bristol"."""
    size = len(name)
    for at in range(1, len(tokens) - size + 1):
        if list(tokens[at : at + size]) != list(name):
            continue
        back = at - 1
        while back > 0 and tokens[back] in _LIVED_IN and at - back < _NEAR:
            back -= 1
        if "long" in tokens[at:]:
            return False
        if tokens[back] in _NOT_THIS or (tokens[back] in _DO_NOT and back < at - 1):
            return True
    return False


def may_take_back(tokens: Sequence[str]) -> bool:
    """Whether a text may change an answer without a new one: most texts need no second look."""
    return not (_CHANGING | _REFUSING | _DENYING).isdisjoint(tokens)


def asked_for_by_name(
    tokens: Sequence[str], alone: Mapping[tuple[str, ...], tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield the answers asked for in the words of an option: "go back to phone", "make it online".

    ``alone`` gives the question and the value of everyday words.
    """
    for at in range(1, len(tokens)):
        if (tokens[at - 1], tokens[at]) in _MAKE_IT or tokens[at] in _MAKE:
            start = at + 1
            before = tokens[at - 1 - ((tokens[at - 1], tokens[at]) in _MAKE_IT)]
            if before in _DO_NOT or before in _NOT_THIS or before in ("cant", "to", "wont"):
                continue
            while start < len(tokens) and tokens[start] in _SMALL:
                start += 1
            for end in range(min(start + 4, len(tokens)), start, -1):
                ends = end == len(tokens) or tokens[end] in _ENDS
                if ends and tuple(tokens[start:end]) in alone:
                    yield alone[tuple(tokens[start:end])]
                    break


def is_for_somebody(tokens: Sequence[str]) -> bool:
    """Whether "not for me" tells whom it is for, and not what they like: "zoom is not for me"."""
    at = next((at for at, token in enumerate(tokens) if token == "me"), -1)
    if at < 0:
        return True
    first = max((to + 1 for to in range(at) if tokens[to] in (STOP, PAUSE)), default=0)
    return _TRIED.isdisjoint(tokens[:at]) and _FOR_ME.issuperset(tokens[first:at])


def says_the_last(tokens: Sequence[str]) -> bool:
    """Whether it is the last answer that is meant: "wrong number for that last one"."""
    return not _LAST.isdisjoint(tokens) and not _ANSWER.isdisjoint(tokens)


def says_which(tokens: Sequence[str]) -> int | None:
    """Return which answer of those given is meant, from 0: "got the first question wrong"."""
    for which, words in enumerate(_ORDINALS):
        if any(a in words and b in _ANSWER for a, b in pairwise(tokens)):
            return which
    return None


def asks_to_change(tokens: Sequence[str]) -> bool:
    """Whether something is to be changed: "can u change where i live", "wrong town sorry"."""
    if ("another", "go") in set(pairwise(tokens)):
        return True
    following = (*tokens[1:], "")
    return any(
        token in _CHANGING and not (token in _ANOTHER and then in _PEOPLE)
        for token, then in zip(tokens, following, strict=False)
    )
