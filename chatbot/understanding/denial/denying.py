"""Whether words in a text are ruled out by what stands before or after them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from chatbot.understanding.denial.disliking import (
    HOME,
    LACKED,
    MARKS,
    OBSTACLES,
    OUTINGS,
    PART,
    SUBJECTS,
    TOLD_OF,
    TURNS,
    is_bad,
    is_enough,
)
from chatbot.understanding.denial.excepting import BUT_FOR, is_all_but, leaves_out, sets_aside
from chatbot.understanding.denial.going_on import lists_on
from chatbot.understanding.denial.missing import is_told_missing
from chatbot.understanding.denial.spurning import is_spurned_after, is_spurned_before
from chatbot.understanding.denial.supposing import REACH, is_supposed, opens_with_if, taken_back
from chatbot.understanding.denial.wishing import is_missed_long, is_new_wish, is_welcome
from chatbot.understanding.words.tokens import PAUSE, STOP


class Hit(NamedTuple):
    """A phrase found at ``start:end`` of the tokens. ``denied``: somebody said not that."""

    start: int
    end: int
    question: str
    value: str
    denied: bool


class Bears(StrEnum):
    """How a "not" bears on what a phrase stands for.

    A WISH is liked or not ("zoom is awful"), a NEED is there or not ("stairs no good" rules none
    out), and what is LIVED with may be hated ("I hate my pump"). UNTOLD: it may be any of these.
    """

    WISH = "wish"
    NEED = "need"
    LIVED = "lived"
    UNTOLD = "untold"


TOO_FAR = 6
"""Words from a "too" to what it rules out: "too deaf for the phone", "too ill to go"."""
NEGATORS = frozenset(
    "not no nae nee naw non none never nothing nowhere nobody noone neither nor without except "
    "minus abhor abhors dreads dont doesnt didnt isnt arent aint wasnt werent cant cannot couldnt "
    "wont wouldnt shouldnt havent hasnt stop avoid hate hates loathe loathes detest detests "
    "despise despises dislike dislikes refuse refuses cba swerve swerving divvent forget scrap "
    "skip drop bin ditch scrub scratch remove delete lose unselect untick".split()
)
_GOES_ON = frozenset("and but n so".split())
_ONLY = frozenset("just only".split())
_WISHING = NEGATORS - {"noone", "nobody", "none"} | {"want", "like", "do", "need", "is", "its"}
"""Words before "just" and "only" with which a "not" goes on: "I dont want just messages"."""
_TAKEN_OFF = frozenset("forget scrap skip drop bin ditch remove delete lose unselect".split())
_DONT = frozenset("dont never dinnae divvent didnt not".split())
"""Before a word of taking off: "dont forget the captions" asks for them."""
_NO_DENIAL = frozenset(
    "mind care just only problem worries matter bothered fussed doubt sure picky offence idea clue "
    "rush joke longer harm objection objections issue issues qualms".split()
)
"""Words after a "not" that rule nothing out: "not fussed, zoom is fine"."""
_UNABLE = frozenset("drive know walk travel leave sleep understand remember believe".split())
"""What somebody does not do, after a "not": "I cant drive online please"."""
_SCOTS = frozenset(
    "ill ahll hell shell theyll will wull would wid wud am im ahm hes shes is".split()
)
"""Words before the "no" that is a Scots "not": "hell no go online"."""
_GOING_ON = frozenset(
    "make its it i im ill id wait sorry actually meant mean put go do the that thats lets "
    "just we she he my this".split()
)
"""Words after a "no" that answers and does not rule out: "no make it Friday"."""
_ASKED = frozenset("i we you u ye they he she it there".split())
"""Words after a "not" that ask for something: "can't we just meet"."""
_NOBODY = frozenset("nobody noone none nowhere".split())
_ALONE = frozenset("to else in at with who has gets got round here near knows understands".split())
"""Words after "nobody" that tell how alone somebody is: "nobody to talk to"."""
_LINKS = frozenset(
    "think thinks where when that which who whom anything something like say said way or nor what "
    "how thing reckon".split()
)
"""Words before one of these in the same clause: "nothing where I have to see people"."""
_REACHING = _LINKS | NEGATORS | {"too"}
_VISITING = frozenset("see meet visit sit join do talk be turn look speak stand".split())
"""Words after "and" that go on with the same clause: "cant go and see people"."""
_PREFERRING = frozenset("rather prefer better sooner easier instead".split())
"""Words before "to" and "over" that rule out what follows it: "prefer in person to zoom"."""
_WEIGHING = _PREFERRING | {"other"}
"""Words before "than" that rule out what follows it."""
_FEELING = frozenset("cant cannot cba wont wouldnt couldnt refuse refuses".split())
"""No denial of what somebody lives with: "I cant get on with the libre"."""
_BEEN = frozenset("told tolled telt diagnosed on a to ill in doing getting trying type".split())
"""Words after a "bin" that was meant for "been"."""
_FELT = frozenset("get like trust love enjoy see met meet found find know known".split())
"""Nor are these after a "dont" or "never": "I dont get carbs", "never met a soul my age"."""
_MINE = frozenset("my his her our their".split())
_ONCE = frozenset("once after when past".split())
"""Words for a time that goes with what is not done: "not leaving the house once its dark"."""
_LISTING = frozenset("or nor a an the on by in via talking about with".split())
"""Words between two things that are ruled out together: "no zoom or a forum"."""
_OF_ANY = frozenset(
    "of any kind kinds sort sorts type at all whatsoever ever please thanks".split()
)
"""Words after what is ruled out that go on ruling out: "no calls of any kind, phone or video"."""
_SURELY = frozenset("a an clearly definitely defo obviously hard firm big absolute just".split())
"""Words between "is" and what rules out: "zoom is a no", "sundays are clearly out"."""
_GONE, _GONE_AT_ONCE = frozenset(("go", "arent", "wont", "aint")), frozenset(("isnt", "doesnt"))
_OUT = frozenset("out off aff".split())
_AFTER_OUT = frozenset(
    "of for please pls then right sorry really altogether cos coz because as since so".split()
)
_GOING_OUT = frozenset("in at and there here with to on".split())
"""Words after "evenings are out" with which nothing is ruled out."""
_NO, _IS_SAID = frozenset("no nope nah naw never".split()), frozenset("is are r".split())
_NO_MORE = frozenset(
    "good use thanks way for possible necessary needed important required suitable ok working "
    "longer ta bother need great keen interested chance likely happening so really no".split()
)
"""Words after a "no" or "not" that rule out what came before: "phone no good"."""
_UNNEEDED = frozenset("thanks needed necessary required important bother matter my used".split())


def is_denied(
    tokens: Sequence[str],
    start: int,
    end: int,
    earlier: Sequence[Hit] = (),
    bears: Bears = Bears.UNTOLD,
) -> bool:
    """Whether what stands at ``start:end`` is ruled out by what stands before or after it.

    ``earlier`` are the hits before it, of which a list may be made ("no zoom or forums")."""
    if _ruled_out_before(tokens, start, end, earlier, bears):
        return bears is not Bears.NEED or not is_told_missing(tokens, start, end)
    if bears is Bears.LIVED:
        return False
    if bears is Bears.WISH and is_supposed(tokens, start):
        return False
    if ruled_out_after(tokens, end, bears):
        return True
    if bears is not Bears.WISH:
        return False
    spurned = is_spurned_before(tokens, start) or is_spurned_after(tokens, end)
    return spurned or is_enough(tokens, start) or is_bad(tokens, end) or taken_back(tokens, end)


def _ruled_out_before(
    tokens: Sequence[str], start: int, end: int, earlier: Sequence[Hit], bears: Bears
) -> bool:
    if tokens[start] in NEGATORS or tokens[start] in _GOES_ON or _is_a_clause(tokens, start):
        return False
    if bears is Bears.NEED and not OBSTACLES.isdisjoint(tokens[start:end]):
        return False
    if (
        bears is Bears.WISH
        and tokens[start] in _ONLY
        and start
        and tokens[start - 1] not in _WISHING
    ):
        return False
    if bears is Bears.WISH and (is_new_wish(tokens, start) or is_welcome(tokens, start, end)):
        return False
    for back in range(start - 1, max(-1, start - 1 - REACH), -1):
        token = tokens[back]
        if bears is Bears.WISH and (is_new_wish(tokens, back) or is_missed_long(tokens, back)):
            return False
        what_for = "".join(tokens[back + 2 : back + 3])
        if token == "too" and what_for in ("for", "to") and start - back < TOO_FAR:
            return bears is Bears.WISH
        over = next((hit for hit in reversed(earlier) if hit.start <= back < hit.end), None)
        if over is not None and back == over.end - 1 and token in NEGATORS:
            over = None
        if over is not None:
            if tokens[over.start] == "too" and tokens[over.end] == "for":
                return bears is Bears.WISH
            return _goes_with(tokens, over, start)
        if token == PAUSE:
            return _is_listed(tokens, back, start, end, earlier)
        if sets_aside(tokens, back):
            return True
        if token in NEGATORS or token in BUT_FOR or token == "allow":
            return _says_not(tokens[: end - 1 if end > start + 1 else start], back, bears)
        if is_all_but(tokens, back):
            return leaves_out(tokens, back, NEGATORS)
        if token == "than" and tokens[back - 1] != "other":
            weighed = tokens[max(0, back - 10) : back]
            return not _WEIGHING.isdisjoint(weighed) and "nothing" not in weighed[-2:]
        if (token, tokens[back + 1]) == ("last", "thing") and tokens[back + 2] in SUBJECTS:
            return True
        if token in TURNS and not (token in ("and", "n") and tokens[back + 1] in _VISITING):
            return False
        if token == STOP or (token in SUBJECTS and back and tokens[back - 1] not in _LINKS):
            return False
    return False


def _is_a_clause(tokens: Sequence[str], start: int) -> bool:
    """Whether what begins here is a clause of its own: "no zoom im shy"."""
    return tokens[start] in SUBJECTS and _REACHING.isdisjoint(tokens[start - 1 : start])


def _says_not(tokens: Sequence[str], back: int, bears: Bears) -> bool:
    """Whether the word of a "not" at ``back`` rules out what comes after it in its clause.

    ``tokens`` end before the last word of that, which is meant itself: "cant drive".
    """
    token, after = tokens[back], "".join(tokens[back + 1 : back + 2])
    before = tokens[back - 1] if back else STOP
    if bears is Bears.WISH and opens_with_if(tokens, back):
        return False
    if token in _TAKEN_OFF and before in _DONT:
        return False
    if token in BUT_FOR:
        return leaves_out(tokens, back, NEGATORS)
    if token == "without" and (
        bears is Bears.NEED or not NEGATORS.isdisjoint(tokens[max(0, back - 3) : back])
    ):
        return False
    if token == "bin" and after in _BEEN:
        return False
    if token == "allow":
        return before in MARKS and after not in ("me", "us", "him", "her")
    scots = token == "no" and before in _SCOTS
    if token == "no" and not scots and (after in _GOING_ON or after in LACKED):
        return False
    if token in _NOBODY or (token, after) == ("no", "one"):
        return "".join(tokens[back + 1 + (token == "no") :][:1]) not in _ALONE
    if after in _ASKED or (after in _UNABLE and tokens[back + 1 :] != ["understand"]):
        return False
    if bears is Bears.LIVED and (
        token in _FEELING or after in _FELT or not _MINE.isdisjoint(tokens[back + 1 : back + 4])
    ):
        return False
    about = tokens[back + 1 : back + 3] in (["bothered", "about"], ["fussed", "about"])
    return about or after not in _NO_DENIAL


def _goes_with(tokens: Sequence[str], over: Hit, start: int) -> bool:
    """Whether what begins at ``start`` is ruled out with the hit before it, or for its sake."""
    between = tokens[over.end : start]
    if not between and tokens[start] in _ONCE and tokens[over.start] in NEGATORS:
        return True
    if over.denied:
        asked = tokens[over.end - 1] in TURNS
        return not asked and all(token in _LISTING for token in between)
    preferred = not _PREFERRING.isdisjoint(tokens[max(0, over.start - 6) : over.start])
    return preferred and tuple(between[:1]) in (("to",), ("over",)) and len(between) < 4


def _is_listed(
    tokens: Sequence[str], comma: int, start: int, end: int, earlier: Sequence[Hit]
) -> bool:
    """Whether a comma joins what is ruled out: "I dont do facebook, whatsapp or any of that"."""
    last = next((h for h in reversed(earlier) if _OF_ANY.issuperset(tokens[h.end : comma])), None)
    closes = tokens[start - 1] in ("or", "nor") and start - comma < 4
    if last is None or not last.denied or not (closes or comma + 1 == start):
        return False
    goes_on = closes or lists_on(tokens, start, end)
    return goes_on and "not" not in tokens[max(0, last.start - 3) : last.start]


def ruled_out_after(tokens: Sequence[str], end: int, bears: Bears) -> bool:
    """Whether what ends here is ruled out by what follows: "phone call no good", "zoom out"."""
    at = end + 3 if tuple(tokens[end : end + 3]) in TOLD_OF else end
    while at < len(tokens) and at < end + 3 and tokens[at] in PART:
        at += 1
    while tokens[at : at + 1] and tokens[at] in _SURELY and at < end + 6:
        at += 1
    word, then, *_ = (*tokens[at : at + 2], "", "")
    if at == end and word in MARKS and then in _NO:
        after = "".join(tokens[at + 2 : at + 3])
        return after in MARKS or after in ("thanks", "thank", "ta", "way", "chance")
    if word in _NO or word == "not":
        more = _UNNEEDED if bears is Bears.NEED else _NO_MORE
        return then in more or (then in MARKS and word != "not")
    if word in _OUT and (at > end or tokens[end - 1] not in OUTINGS):
        is_said = at > end and not _IS_SAID.isdisjoint(tokens[end:at])
        if then == "of" and not HOME.isdisjoint(tokens[at + 2 : at + 4]):
            return False
        return then in MARKS or then in _AFTER_OUT or (is_said and then not in _GOING_OUT)
    if word in ("even", "worse"):
        return "worse" in (word, then)
    if word == "cross":
        return then == "out"
    if word in _GONE_AT_ONCE:
        return bears is not Bears.NEED or then in _UNNEEDED
    return word in _GONE and at > end
