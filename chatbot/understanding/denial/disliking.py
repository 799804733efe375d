"""Whether somebody says that they have enough of something, or that it is bad."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.words.tokens import PAUSE, STOP

SUBJECTS = frozenset("i im id ill ive he hes hed she shes shed we wed weve they theyd".split())
"""Words that begin a new clause: "he wont go to a group he might do the phone"."""
TURNS = frozenset(
    "but so just only prefer prefers rather instead because cause cos coz cuz though and n then if "
    "till til until unless ideally preferably please pls plz".split()
)
"""Words past which a "not" does not reach: "I do not drive so online is best"."""
PART = frozenset(
    "bit bits one ones part thing things stuff option group groups is are was will can should be "
    "calls call would".split()
)
"""Words between a phrase and what rules it out: "the wheelchair bit can go"."""
OBSTACLES = frozenset(
    "stairs steps hills slopes flight flights climb crowd crowds noise strangers more pay fee fees "
    "forms full packed rammed heaving noisy noise loud crowded rowdy busy huge massive homophobic "
    "homophobe homophobes homophobia transphobic transphobe transphobes transphobia bigot bigots "
    "bigotry misgender misgendered misgendering deadnamed deadnaming deadname terf terfs upstairs "
    "jargon closet closeted".split()
)
"""Words for what stands in the way, so that a "not" before them rules no need out."""
HOME = frozenset("house hoose home flat town door".split())
"""What somebody wants to get out of: "evenings out of the house"."""
LACKED = frozenset(
    "car cars bus buses lift transport licence license train trains money job family mates friends "
    "support help sleep spoons time answer reply luck change wonder".split()
)
"""What somebody is without, after a "no": "no car zoom please"."""
OUTINGS = frozenset("night day trip walk".split())
"""Words before the "out" that is an outing: "ladies night out"."""
_TIRED = frozenset("sick tired bored enough done death teeth".split())
"""Words before "of" and "with" that say enough: "sick of zoom"."""
_UNEASY = frozenset(
    "uncomfortable awkward nervous scared terrified dread struggle struggles panic hopeless "
    "useless rubbish clueless lost allergic averse phobia phobic petrified frightened afraid "
    "anxious wary panicky stressed crap pants intimidated state flap tizzy tizz".split()
)
"""Words before "on", "with" and the like that say one is no good at it: "useless on zoom"."""
_AT = frozenset("of with on at about in by over to".split())
_VERY = frozenset("too so just really a bit absolutely pure proper dead".split())
_BAD = frozenset(
    "awful horrible horrid rubbish useless pointless impossible hopeless terrible hell scary "
    "torture stressful terrifying unbearable hard difficult nightmare scares terrifies stresses "
    "confuses freezes drains kills bores pain faff chore trial "
    "minefield drag knackered wrecked shattered tiring exhausting mystery fiddly confusing "
    "dreadful dire struggle pants shite shit crap bollocks purgatory daunting overwhelming "
    "intimidating phobia ick panic agony murder grim boring soulless depressing naff impersonal "
    "fatigue clunky laggy glitchy dismal bleak stilted hellish ghastly minging draining".split()
)
_WEARING = frozenset(
    (("does", "my"), ("does", "me"), ("gives", "me"), ("drives", "me"),
     ("means", "nothing"), ("lost", "on"), ("beyond", "me"), ("past", "me"), ("freezes", "on"),
     ("sends", "me"), ("puts", "me"),
     ("fills", "me"),
     ("keeps", "freezing"), ("keeps", "dropping"), ("keeps", "cutting"), ("keeps", "crashing"),
     ("keeps", "buffering"), ("keeps", "failing"), ("keeps", "going"), ("cuts", "out"),
     ("drops", "out"), ("cuts", "off"), ("turns", "my"), ("went", "badly"))
)  # fmt: skip
TOLD_OF = frozenset((("and", "it", "was"), ("but", "it", "was"), ("once", "it", "was")))
"""Words between something that was tried and what was thought of it."""
_REFUSING = frozenset("cant cannot wont dont hate hates refuse refuses loathe avoid detest".split())
_STANDING = frozenset("it them that do use stand abide bear like manage really be doing".split())
"""Words that may end "zoom I can't ..."."""
_NO_GOOD = frozenset((("no", "good"), ("no", "use"), ("not", "good"), ("no", "point")))
MARKS = frozenset((STOP, PAUSE, ""))


def is_enough(tokens: Sequence[str], start: int) -> bool:
    """Whether somebody has enough of what begins here: "sick of being on zoom"."""
    start += tokens[start] in _AT
    for back in range(start - 1, max(0, start - 5), -1):
        if tokens[back] in MARKS or tokens[back] in TURNS:
            return False
        if tokens[back] in _AT and tokens[back - 1] in _UNEASY:
            return True
        if tokens[back] in ("of", "with"):
            fed_up = tuple(tokens[max(0, back - 2) : back]) == ("fed", "up")
            return fed_up or tokens[back - 1] in _TIRED
    return False


def _past_what_it_lacks(tokens: Sequence[str], at: int) -> int:
    """Return where "with no signer" ends, if something bad is said next; else where it begins."""
    for here in range(at + 2, min(at + 5, len(tokens))):
        if tokens[here] in _BAD:
            return here
    return at


def _is_refused_alone(tokens: Sequence[str], at: int) -> bool:
    """Whether "dont" or the like is all that is said about what came before: "zoom? I cant"."""
    if tokens[at] not in _REFUSING:
        return False
    while at + 1 < len(tokens) and tokens[at + 1] in _STANDING:
        at += 1
    return at + 1 == len(tokens) or tokens[at + 1] in MARKS


def is_bad(tokens: Sequence[str], end: int) -> bool:
    """Whether somebody says after it that they do not like it: "zoom is hell", "phones I hate"."""
    at = end
    while at < len(tokens) and at < end + 4 and (tokens[at] in PART or tokens[at] in _VERY):
        at += 1
    if tuple(tokens[end : end + 3]) in TOLD_OF:
        at = end + 3
    elif "".join(tokens[end : end + 1]) in ("with", "without"):
        at = _past_what_it_lacks(tokens, end)
    word, then, *_ = (*tokens[at : at + 2], "", "")
    if word in _BAD or (word, then) in _WEARING or (word, then) == ("much", "for"):
        return True
    if word in (STOP, PAUSE) and then in SUBJECTS and at == end:
        return tokens[at + 2 : at + 3] != [] and _is_refused_alone(tokens, at + 2)
    if word not in SUBJECTS or then not in _REFUSING:
        return False
    at += 2
    while at < len(tokens) and tokens[at] in _STANDING:
        at += 1
    return at == len(tokens) or tokens[at] in MARKS or tokens[at] in TURNS


def is_missed(tokens: Sequence[str], end: int) -> bool:
    """Whether it is bad that something is not there: "no lift no good", "no captions is a pain"."""
    return is_bad(tokens, end) or tuple(tokens[end : end + 2]) in _NO_GOOD
