"""Signs of grown-up life that are told by how words stand: "i do nights at asda", "on the boats".

Single words and fixed sayings are in the flow ("my mortgage"). Here are the ways of speaking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from chatbot.understanding.whom.minding import MINDED, has_kids_to_mind, is_minded
from chatbot.understanding.whom.peoplewords import HE_OR_SHE, OWN, SELF
from chatbot.understanding.words.tokens import PAUSE, STOP

_DO = frozenset("do does doing did work working worked on cover covering".split())
_TURNS = frozenset(
    "days nights evenings mornings earlies lates shifts shift overtime weekends afternoons "
    "backshift agency".split()
)
_AT = frozenset("at for in as with down up on".split())
_PLACES_OF_WORK = frozenset(
    "boats rigs buses trains tills bins trawlers wards ward lorries taxis cabs ambulances doors "
    "railways railway trams ferries docks tools checkouts fishing creels tugs bin vans artics "
    "scaffolding scaffold roofs site sites trawler rig forklifts switchboard beat post".split()
)
_GETTING = frozenset("get getting go going got hop jump come travel sit take been".split())
_NO_MORE = frozenset(
    "dont cant cannot wont couldnt no gave give stopped stop given longer nae canny dinnae "
    "havent doesnt hate rather".split()
)
_DRIVING = frozenset("drive driving drove".split())
_GRAND = frozenset(
    "grandkids grandchildren grandweans grandbairns grandchild grandson grandsons granddaughter "
    "granddaughters grandkid grandbabies".split()
)
_HAVING = frozenset(
    "mind minding have got watch watching babysit babysitting pick collect see seeing after "
    "with up having get".split()
)
_LOOK = frozenset("look looking".split())
_CARE_FOR = frozenset("care caring carer".split())
_ELDERS = frozenset(
    "mum mam mom mother dad father nan gran granny grandad grandma husband wife partner parents "
    "hubby missus mother-in-law uncle auntie aunt".split()
)
_ORDINALS = frozenset("first second third fourth 1st 2nd 3rd 4th fifth next".split())
_EXPECTING = frozenset("having expecting had carrying pregnant with".split())
_MINE = frozenset("the my a our me".split())
_LITTLE = frozenset(
    "baby bairn toddler tot newborn buggy pram pushchair kids weans bab babies".split()
)
_NEWBORN = frozenset("baby bairn wean babby twins bab".split())
_BRING = frozenset("bring bringing take taking".split())
_IN_CHARGE = frozenset("manage run own supervise lecture employ chair lead".split())
_PARTNERS = frozenset("boyfriend girlfriend partner fella fiance husband wife bf gf".split())
_JOBS = frozenset("job jobs".split())
_KINDS_OF_JOB = frozenset(
    "a an my the new first full part time ft pt proper real day night desk office two three 2 3 "
    "busy couple of stressful own".split()
)
_HOLD = frozenset(
    "got have ive have hold start started starting begin began lost left quit work working do "
    "doing juggle juggling between changed".split()
)
_CAME = frozenset("moved moving relocated relocating came shifted".split())
_ONLY = frozenset("just only now still recently also have ive then both".split())
_TRADES = frozenset(
    "teach nurse lecture farm weld labour preach temp childmind plaster waitress caretake clean "
    "cook drive fish".split()
)
_TAUGHT = frozenset("me us him her them myself for , . and my the up it healthy from".split())
"""What may follow a trade that is none: "teach me", "i cook for my husband", "i drive my car"."""


_GROWN_ONES = frozenset("adults women ladies men blokes pensioners grownups workers".split())
_OF_AGE = _GROWN_ONES | {"mums", "dads", "parents", "people"} - {"women", "ladies", "men"}


def shows_grown_life(tokens: Sequence[str]) -> bool:
    """Whether who texts tells of work, driving or grandchildren of theirs."""
    told = any(
        sign(tokens, at) for at, token in enumerate(tokens) for sign in _SIGNS.get(token, ())
    )
    return told or has_kids_to_mind(tokens)


def _has_a_job(tokens: Sequence[str], at: int) -> bool:
    """Read "got a job", "i started a new job", "im between jobs", "working two jobs".

    Not "my sister got a job", "a saturday job", "it does the job".
    """
    if tokens[at] not in _JOBS:
        return False
    first = at - 1
    while first > max(0, at - 5) and tokens[first] in _KINDS_OF_JOB:
        first -= 1
    if first < 0 or (tokens[first] not in _HOLD and tokens[first] != "for"):
        return False
    if tokens[first] == "for":
        return not _CAME.isdisjoint(tokens[max(0, first - 7) : first]) and HE_OR_SHE.isdisjoint(
            tokens
        )
    while first and tokens[first - 1] in _ONLY:
        first -= 1
    return tokens[first] in SELF or _own(tokens, first)


def _follows_a_trade(tokens: Sequence[str], at: int) -> bool:
    """Read "i nurse on a ward", ", teach at a primary", "i farm near Ripon"."""
    if tokens[at] not in _TRADES or not at:
        return False
    then, before = (*tokens[at + 1 : at + 2], STOP)[0], at - 1
    while before and tokens[before] in _ONLY:
        before -= 1
    mine = tokens[before] in ("i", "ah") or (tokens[before] in (PAUSE, STOP) and then in _AT)
    return mine and then not in _TAUGHT


def _calls_others_alike(tokens: Sequence[str], at: int) -> bool:
    """Read "other men", "other young adults": only a grown-up calls these others."""
    who, then = (*tokens[at + 1 : at + 3], STOP, STOP)[:2]
    alike = who in _GROWN_ONES or (who in ("young", "working", "older") and then in _OF_AGE)
    return tokens[at] == "other" and alike and HE_OR_SHE.isdisjoint(tokens)


def _own(tokens: Sequence[str], at: int) -> bool:
    """Whether who texts is the subject of a verb, or nobody is named: "i do", "do nights at"."""
    before = tokens[at - 1] if at else STOP
    return before in SELF or before in (STOP, PAUSE) or (before == "and" and at > 1)


def _works_turns(tokens: Sequence[str], at: int) -> bool:
    """Read "i do evenings at asda", "work nights in a bakery"."""
    if tokens[at] not in _DO or not _own(tokens, at):
        return False
    turn, place = (*tokens[at + 1 : at + 3], STOP, STOP)[:2]
    return turn in _TURNS and place in _AT


def _works_there(tokens: Sequence[str], at: int) -> bool:
    """Read "on the boats", "im on a site"; not "i cant get on the buses"."""
    on, the, where = (*tokens[at : at + 3], STOP, STOP)[:3]
    if on != "on" or the not in ("the", "a") or where not in _PLACES_OF_WORK:
        return False
    before = tokens[max(0, at - 3) : at]
    return _GETTING.isdisjoint(before) and (_own(tokens, at) or "i" in before or "im" in before)


def _drives_no_more(tokens: Sequence[str], at: int) -> bool:
    """Read "i dont drive after dark", "i no longer drive", "gave up driving"."""
    before = tokens[max(0, at - 4) : at]
    if tokens[at] not in _DRIVING or _NO_MORE.isdisjoint(before):
        return False
    return not SELF.isdisjoint(before) or (before[:1] != [] and before[0] in (STOP, PAUSE))


def _minds_grandchildren(tokens: Sequence[str], at: int) -> bool:
    """Read "i mind the grandkids"."""
    if tokens[at] not in _GRAND:
        return False
    before = tokens[max(0, at - 5) : at]
    return any(a in SELF and b in _HAVING for a, b in pairwise(before))


def _cares_for_kin(tokens: Sequence[str], at: int) -> bool:
    """Read "i look after my mum", "caring for my dad", "im my mams carer"."""
    if tokens[at] in ("carer", "carers"):
        before = tokens[max(0, at - 4) : at]
        whom = tokens[at + 1 : at + 4]
        elder = whom[:1] in (["for"], ["to"]) and not _ELDERS.isdisjoint(whom[1:])
        opens = before[-1:] in ([], [STOP], [PAUSE])
        return any(a in SELF and b in OWN for a, b in pairwise(before)) or (elder and opens)
    look, after = (*tokens[at : at + 2], STOP)[:2]
    if (look not in _LOOK or after != "after") and (look not in _CARE_FOR or after != "for"):
        return False
    own, kin = (*tokens[at + 2 : at + 4], STOP, STOP)[:2]
    mine = bool(at) and (tokens[at - 1] in SELF or look.endswith("ing"))
    return mine and own in OWN and kin in _ELDERS


def _has_my_first(tokens: Sequence[str], at: int) -> bool:
    """Read "having my first in four weeks", "our third is due in may", "i just had the baby"."""
    own, which, then = (*tokens[at : at + 3], STOP, STOP)[:3]
    if which in _NEWBORN and own in _MINE and at > 0:
        return tokens[at - 1] in ("had", "having") and _bears(tokens, at - 2)
    if own not in ("my", "our", "me") or which not in _ORDINALS:
        return False
    return then in ("is", "due", "baby") or (at > 0 and tokens[at - 1] in _EXPECTING)


def _bears(tokens: Sequence[str], at: int) -> bool:
    """Whether it is who texts that had a baby: not "my wife just had the baby"."""
    while at >= 0 and tokens[at] in _ONLY:
        at -= 1
    return at < 0 or tokens[at] in SELF or tokens[at] in (STOP, PAUSE)


def _brings_little_ones(tokens: Sequence[str], at: int) -> bool:
    """Read "can i bring the baby", "id have the toddler with me"."""
    bring, the, whom = (*tokens[at : at + 3], STOP, STOP)[:3]
    return bring in _BRING and the in _MINE and whom in _LITTLE


def _is_in_charge(tokens: Sequence[str], at: int) -> bool:
    """Read "i manage a team", "moved in with my boyfriend"."""
    verb, the = (*tokens[at : at + 2], STOP)[:2]
    if verb in _IN_CHARGE and the in ("a", "the", "my", "our", "an"):
        return at > 0 and tokens[at - 1] in ("i", "we", "now", "and")
    with_, own, whom = (*tokens[at : at + 3], STOP, STOP)[:3]
    lives = not {"moved", "live", "living"}.isdisjoint(tokens[max(0, at - 2) : at])
    return with_ in ("with", "wi") and own in OWN and whom in _PARTNERS and lives


def _by_word() -> Mapping[str, Sequence[Callable[[Sequence[str], int], bool]]]:
    """Return for each word the signs that may be read from it on."""
    found: dict[str, list[Callable[[Sequence[str], int], bool]]] = {}
    for words, sign in (
        (_DO, _works_turns),
        ({"on"}, _works_there),
        (_DRIVING, _drives_no_more),
        (_GRAND, _minds_grandchildren),
        ({"carer", "carers"} | _LOOK | _CARE_FOR, _cares_for_kin),
        (_MINE, _has_my_first),
        (_BRING, _brings_little_ones),
        (_IN_CHARGE | {"with", "wi"}, _is_in_charge),
        (_JOBS, _has_a_job),
        ({"other"}, _calls_others_alike),
        (_TRADES, _follows_a_trade),
        (MINDED, is_minded),
    ):
        for word in words:
            found.setdefault(word, []).append(sign)
    return found


_SIGNS = _by_word()
