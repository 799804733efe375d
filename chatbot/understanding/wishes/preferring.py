"""What is set beside another way: "fone or meet up", "typing then phone", "hall over zoom".

An everyday word means an option where it is weighed against one. What is only compared against is
ruled out; what is named as a second choice is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.understanding.denial.denying import Bears, Hit, is_denied
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.words.tokens import PAUSE, STOP

_WIDEST = 6
"""Words that may stand between what is weighed."""
_LONGEST = 2
"""Words an everyday word for an option may have."""
_PASSED = ""
_JOINING = frozenset("or and n plus nor".split())
_RANKING = frozenset("then else failing over before than if unless beats beat trumps".split())
_FILL = frozenset(
    "a an the some any by on via in even maybe just also perhaps possibly mibbe preferably rather "
    "sooner if not that isnt it only them those o of my do doing use using like later ideally "
    "second 2nd is are be would style type kind sort ok okay fine good grand great best easy "
    "though tho please pls x with for".split()
)
"""Words that may stand beside the one that joins: "or maybe by", "if not then a"."""
_AFTER = frozenset(
    "is are would wud will s please pls plz if at for or and n but cos coz because with in then "
    "when on as only thanks thx ta x maybe both either me us him her people others someone folk "
    "up ok fine best good suits works do does though tho so to not over before than first second "
    "instead failing i im id shes hes "
    "which whichever whatever even any".split()
)
"""Words that may follow an everyday word that means an option."""
_AGAINST = frozenset("over beats beat trumps".split())
_SAID_OVER = frozenset("meet meeting meetings meets chat chats talk group groups natter up".split())
"""What is done over something, and not preferred to it: "meet over zoom"."""
_SAID = frozenset("talk talking speak chat chats chatting".split())
"""What people do who have met, and no other way to meet: "sit with people and talk"."""
_CHOOSING = frozenset(
    "rather prefer preferred prefers sooner take choose pick favour pref have any every".split()
)
_NOES = frozenset("no nope nah naw never".split())
_DENYING = _NOES | {"not"}
_VERDICTS = _NOES | frozenset("yes yeah yep yh aye maybe perhaps possibly ok".split())
_STARTING = frozenset("first start starting try begin comfortable ready".split())
"""Words before a "before" of time: "start with typing before zoom"."""
_ADVERBS = frozenset("honestly really much far id i would wud he hed she shed they theyd".split())


def linked(
    reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit], ignored: Sequence[Hit]
) -> list[Hit]:
    """Return the everyday words that are joined to an answer, or weighed against one."""
    taken = {at for hit in (*hits, *ignored) for at in range(hit.start, hit.end)}
    waiting = [hit for hit in hits if reader.bears[hit.question] is Bears.WISH]
    count = len(waiting)
    passing = {name: _without_others(tokens, name, hits) for name in {h.question for h in waiting}}
    for hit in waiting[:count]:
        waiting += _before_a_no(reader, tokens, hit, taken)
    for hit in waiting:
        passed = passing[hit.question]
        begins = hit.start + (tokens[hit.start] == "over")
        for start, end in (*_after(passed, hit.end), *_before(passed, begins)):
            via = "over" in tokens[end:begins] and tokens[end - 1] in _SAID_OVER
            goes_on = tokens[start] in _SAID and "and" in tokens[hit.end : start]
            if via or goes_on or not taken.isdisjoint(range(start, end)):
                continue
            name, value = reader.alone.get(tuple(tokens[start:end]), ("", ""))
            if name == hit.question and value != hit.value and _stands_free(tokens, end):
                out = _is_out(tokens, hit, start, end) or _is_denied(tokens, start, end, hit)
                waiting.append(Hit(start, end, name, value, out))
                taken.update(range(start, end))
    return waiting[count:]


def _before_a_no(reader: FlowReader, tokens: Sequence[str], hit: Hit, taken: set[int]) -> list[Hit]:
    """Return the everyday word that stands before what is denied: "phone no video"."""
    no = hit.start - 1
    if not hit.denied or no < 1 or tokens[no] not in _DENYING:
        return []
    for start in range(max(0, no - _LONGEST), no):
        name, value = reader.alone.get(tuple(tokens[start:no]), ("", ""))
        before = tokens[start - 1] if start else STOP
        opens = before in _FILL or before in _DENYING or before in (PAUSE, STOP)
        if name == hit.question and opens and taken.isdisjoint(range(start, no)):
            taken.update(range(start, no))
            return [Hit(start, no, name, value, _is_denied(tokens, start, no, hit))]
    return []


def _without_others(tokens: Sequence[str], name: str, hits: Sequence[Hit]) -> Sequence[str]:
    """Fill up what answers another question: "video with the camera off or typing"."""
    others = [each for each in hits if each.question != name]
    if not others:
        return tokens
    passed = list(tokens)
    for each in others:
        passed[each.start : each.end] = [_PASSED] * (each.end - each.start)
    return passed


def _after(tokens: Sequence[str], end: int) -> Iterator[tuple[int, int]]:
    """Yield where an everyday word may stand after what ends here."""
    for at in range(end, min(end + _WIDEST, len(tokens))):
        if at > end and _joins(tokens[end:at]):
            sizes = range(min(_LONGEST, len(tokens) - at), 0, -1)
            yield from ((at, at + size) for size in sizes)
        if not _may_stand_between(tokens[at]):
            return


def _before(tokens: Sequence[str], start: int) -> Iterator[tuple[int, int]]:
    """Yield where an everyday word may stand before what begins here."""
    for at in range(start, max(-1, start - _WIDEST), -1):
        if at < start and not _may_stand_between(tokens[at]):
            return
        if at < start and _joins(tokens[at:start]):
            yield from ((at - size, at) for size in range(_LONGEST, 0, -1) if at >= size)


def _may_stand_between(token: str) -> bool:
    return (
        token in _JOINING or token in _RANKING or token in _FILL or token in (PAUSE, STOP, _PASSED)
    )


def _joins(between: Sequence[str]) -> bool:
    """Whether these words join what they stand between: "or", "if not then a", "over the"."""
    if STOP in between:
        after = between[between.index(STOP) + 1 :]
        return bool(after) and after[0] in ("or", "failing", "then", "if", "else")
    if not _RANKING.isdisjoint(between):
        return True
    return not _JOINING.isdisjoint(between) and "not" not in between and "isnt" not in between


def _stands_free(tokens: Sequence[str], end: int) -> bool:
    return end == len(tokens) or tokens[end] in _AFTER or tokens[end] in (PAUSE, STOP)


def _is_denied(tokens: Sequence[str], start: int, end: int, hit: Hit) -> bool:
    return is_denied(tokens, start, end, [hit] if hit.end <= start else [], Bears.WISH)


def _is_out(tokens: Sequence[str], hit: Hit, start: int, end: int) -> bool:
    """Whether an everyday word at ``start:end`` is ruled out, by what joins it to a hit."""
    follows = start >= hit.end
    between = tokens[hit.end : start] if follows else tokens[end : hit.start]
    if not _JOINING.isdisjoint(between):
        return hit.denied
    return follows and not {*_AGAINST, "than", "before"}.isdisjoint(between)


def weighed(reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits, and those denied that are only compared against."""
    found: list[Hit] = []
    for hit in sorted(hits):
        wish = reader.bears[hit.question] is Bears.WISH
        if wish and not hit.denied and _is_outweighed(tokens, hit, found):
            hit = hit._replace(denied=not _is_wanted(hit, found))
        elif wish and tokens[hit.end : hit.end + 1] == ["not"] and _is_unwanted(hit, found):
            hit = hit._replace(denied=True)
        found.append(hit)
    found = _as_told(tokens, found)
    return [
        hit._replace(denied=hit.denied or _is_only_considered(reader, tokens, hit, found))
        for hit in found
    ]


def _is_wanted(hit: Hit, earlier: Sequence[Hit]) -> bool:
    same = (each for each in earlier if each.question == hit.question)
    return any(each.value == hit.value and not each.denied for each in same)


def _is_unwanted(hit: Hit, earlier: Sequence[Hit]) -> bool:
    """Whether it was ruled out before: "phone not zoom, zoom not a forum"."""
    same = [each for each in earlier if (each.question, each.value) == (hit.question, hit.value)]
    return bool(same) and all(each.denied for each in same)


def _as_told(tokens: Sequence[str], hits: Sequence[Hit]) -> list[Hit]:
    """Take each yes or no with what it follows: "whatsapp yes facebook no zoom maybe"."""
    told = [hit for hit in hits if hit.end < len(tokens) and tokens[hit.end] in _VERDICTS]
    first = told[0] if told else None
    follows = len({tokens[hit.end] for hit in told}) > 1
    if first is None or not follows or (first.start and tokens[first.start - 1] in _VERDICTS):
        return list(hits)
    return [hit._replace(denied=tokens[hit.end] in _NOES) if hit in told else hit for hit in hits]


def _is_outweighed(tokens: Sequence[str], hit: Hit, earlier: Sequence[Hit]) -> bool:
    """Whether what stands before it is preferred to it: "hall over a zoom", "room beats zoom"."""
    says_over = tokens[hit.start] == "over"
    at = hit.start - (not says_over)
    while at >= max(0, hit.start - 3) and tokens[at] in _FILL:
        at -= 1
    if at < 1 or tokens[at] not in (*_AGAINST, "before"):
        return False
    chosen = not _CHOOSING.isdisjoint(tokens[max(0, at - 8) : at])
    beside = any(
        each.question == hit.question and each.value != hit.value and at - each.end < 3
        for each in earlier
        if each.end <= at
    )
    if tokens[at] == "before":
        timed = not _STARTING.isdisjoint(tokens[max(0, at - 6) : at])
        return beside and not timed and not tokens[hit.start].startswith("meet")
    return (chosen and not says_over) or (beside and tokens[at - 1] not in _SAID_OVER)


def _is_only_considered(
    reader: FlowReader, tokens: Sequence[str], hit: Hit, hits: Sequence[Hit]
) -> bool:
    """Whether another is said to be rather wanted: "would consider video but id rather ..."."""
    if reader.bears[hit.question] is not Bears.WISH:
        return False
    if {"consider", "considered"}.isdisjoint(tokens[max(0, hit.start - 3) : hit.start]):
        return False
    for at in range(hit.end, min(hit.end + 4, len(tokens))):
        if tokens[at] in ("but", "though", "tho", "although"):
            after = [token for token in tokens[at + 1 : at + 7] if token not in _ADVERBS]
            wished = bool(after) and after[0] in ("rather", "prefer", "sooner")
            return wished and any(
                each.start > at and each.value != hit.value and not each.denied for each in hits
            )
    return False
