"""Where an answer can stand in a text, and where a word tells of something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.understanding.numbers.numberframes import CALM
from chatbot.understanding.numbers.numberwords import EXCEPTING
from chatbot.understanding.words.manners import ASKS_FIRST, POLITE
from chatbot.understanding.words.tokens import PAUSE, STOP

MARKS = (STOP, PAUSE)
BREAKS = frozenset(
    "because cos coz cuz bcos cause since while whilst although though unless if but so when "
    "as otherwise whenever".split()
)
"""Words at which another clause begins."""
REASONS = frozenset("because cos coz cuz bcos cause since as when if unless while".split())
"""Those at which a reason or a condition begins, which is no answer where another is."""
_FAR = 16
"""Words to either side that are looked at."""
_ENDS = frozenset("please pls plz ta thanks thx cheers".split())
_ASKING = frozenset(
    "what whats wot wots which why whys how hows who whos where wheres when whens".split()
)
_MODALS = frozenset("can could may might shall will would should".split())
_SUBJECTS = frozenset(
    "i you u he she it we they the my your ur this that these those there anyone anybody "
    "someone any is not yous ye".split()
)
_ENQUIRING = frozenset(
    "ask know enquire inquire check tell explain say repeat remind hold wait read find "
    "confirm resend send clarify".split()
)
"""What somebody asks who does not choose: "can you explain", where "can I have 2" chooses."""
_SUGGESTING = frozenset("about bout not".split())
_BEFORE = frozenset(
    "by in on at the a an my our me his her its it is was be been am im for to as with like "
    "prefer want need do get take use go make choose pick say i id and or then so just "
    "please yes yeah only mostly mainly usually always still probably both either of have "
    "had hes shes were are some this that thats via through per every no not than but from "
    "into until till around about your their bit more really best rather love enjoy play "
    "speak talk mine ours new good cuppa cup mug group thing".split()
)
_AFTER = frozenset(
    "is was are would will could please pls ta for after before at if cos coz because then "
    "mate since when suits works it its i im ive we my me and or but so as with on in to ya "
    "yes yeah innit obvs tbh only too also though tho love thanks thank thx x from by the "
    "best one ones option fine good ok okay mostly mainly usually always still a an of not "
    "sounds til till until during hen pal pet duck bab la id he she they you there here like "
    "looks now unfortunately again sorry cheers lad most every any all both each what these "
    "those this today nowadays language group groups thing time suit work better".split()
)
_STATING = frozenset(
    "goes comes runs keeps went came put said told wont wouldnt didnt had has broke stopped".split()
)
_WHO = frozenset("i we he she they you u".split())
_DEICTIC = frozenset("this last next every yesterday tomorrow".split())
_REPORTING = frozenset(
    "rang phoned missed lost broke saw met visited left dropped spilt spilled bought "
    "cancelled waiting waited stuck".split()
)
_EVALUATION = frozenset("the best always my fine good ok worst hardest easiest".split())
_NO_EVALUATION = frozenset(
    "every going coming out late full broken shut closed at on my his her our their gone off "
    "over down flat dead here there not in due about with".split()
)
"""Words after "is" that say something other than how good it is."""
_WORDS_OF_TIME = frozenset(
    "may march sun sat wed mon fri thu mar wednesday saturday sunday monday friday thursday".split()
)


def clauses(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each clause starts and ends: at marks and at "because", "but", "so"."""
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or _is_end(tokens[at]):
            if at > start:
                yield start, at
            start = at + 1


def clause_around(tokens: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return where the clause around some words starts and ends."""
    first, last = max(0, start - _FAR), min(len(tokens), end + _FAR)
    while start > first and not _is_end(tokens[start - 1]):
        start -= 1
    while end < last and not _is_end(tokens[end]):
        end += 1
    return start, end


def _is_end(token: str) -> bool:
    return token in MARKS or token in BREAKS or token in _ENDS


def is_reason(tokens: Sequence[str], start: int) -> bool:
    """Whether a word stands in a clause that begins with "because", "if" and the like."""
    start, _ = clause_around(tokens, start, start)
    return start > 0 and tokens[start - 1] in REASONS


def without_questions(tokens: Sequence[str]) -> list[str]:
    """Return a text without its sentences that ask: "what is a forum? online please" is the last.

    "Can I bring the kids" and "how about Monday" tell, though they are put as questions.
    """
    kept: list[str] = []
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at] not in MARKS:
            continue
        clause = tokens[start:at]
        kept += [STOP] * len(clause) if asks(clause) else clause
        kept += tokens[at : at + 1]
        start = at + 1
    return kept


def asks(clause: Sequence[str]) -> bool:
    """Whether a clause asks something that is no answer."""
    words = [word for word in clause if word not in POLITE]
    while words and words[0] in ("and", "but", "so", "or", "also", "ok"):
        words = words[1:]
    if len(words) < 2:
        return False
    first, second = words[0], words[1]
    if first in _ASKING:
        return not (first in ("how", "what", "why") and second in _SUGGESTING)
    if first in _MODALS:
        asked = next((word for word in words[2:] if word not in ("kindly", "just", "also")), "")
        return asked in _ENQUIRING
    subject = second in _SUBJECTS or second.isdecimal()
    return first in ASKS_FIRST - {"may"} and subject


def may_answer(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether an everyday word of a longer text stands where an answer can stand.

    "My favourite is orange" and "bus would be best" do; "green with envy" does not.
    """
    if is_elsewhere(tokens, start, end):
        return False
    first, last = clause_around(tokens, start, end)
    before = tokens[first:start]
    after = [token for token in tokens[end:last] if token not in CALM]
    calm = not after or after[0] in _AFTER or after[0].isdecimal()
    calm = calm or tokens[end] in POLITE or tokens[end] in _AFTER
    return calm and (not before or before[-1] in _BEFORE or before[-1] in CALM | EXCEPTING)


def is_elsewhere(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether an everyday word tells of something else: "the bus is every 2 hours", "I may be"."""
    first, last = clause_around(tokens, start, end)
    before = tokens[first:start]
    after = [token for token in tokens[end:last] if token not in CALM]
    if before[-1:] and before[-1] in _DEICTIC:
        return True
    if tokens[start] in _WORDS_OF_TIME and before[-1:] and before[-1] in _WHO:
        return True
    if after[:1] and after[0] in _STATING:
        return True
    is_doing = bool(after[1:2]) and after[1].endswith("ing") and after[1] != "being"
    if after[1:2] and after[0] in ("is", "are") and (is_doing or after[1] in _NO_EVALUATION):
        return True
    if after[1:2] and after[0] in ("was", "were") and after[1] not in _EVALUATION:
        return True
    return not _REPORTING.isdisjoint(before[-3:]) or after[:2] == ["in", "law"]
