"""Numbers as answers: whether a text chooses with the numbers in it, and which it chooses.

A number chooses when it is the whole clause ("2 please"), or its clause says so ("put me down as
a 2", "8 would suit me"). It does not when what stands beside it makes it a quantity, a time, an
age or an address ("my 2 kids", "after 3", "the number 2 bus"). Words that tell neither way do not
hide it: "deffo 2", "3 obvs bruv".
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from chatbot.understanding.numbers.numberfollowers import after_number
from chatbot.understanding.numbers.numberframes import CALM, Beside, before_number
from chatbot.understanding.numbers.numberlists import one_of, several_of
from chatbot.understanding.numbers.numberparts import How, Part, Sign, given, parts_of
from chatbot.understanding.numbers.numberspelling import may_count
from chatbot.understanding.numbers.numberwords import CHANGED, HOMOPHONES, LEADS, SMALL
from chatbot.understanding.numbers.placed import asks
from chatbot.understanding.words.tokens import PAUSE, STOP

__all__ = ["chosen_numbers", "given"]

_MARKS = (STOP, PAUSE)
_LONGEST = 80
"""Words beyond which a text is a story and no choice."""
_FAR = 16
"""Words to either side of a number that are looked at."""
_SHORT = 3
"""Words up to which what stands around a number may be anything: "nan ticked 2"."""
_JOINING = CALM | SMALL | LEADS | frozenset("and n an plus also with i mean meant together".split())
_BREAKS = frozenset(
    "because cos coz cuz bcos since while although though unless if but so when as".split()
)
_CHOOSING = (Beside.OPEN, Beside.SAYS)
_POINTING = frozenset("the da de th your ur yer".split())
_MEASURING = frozenset("is was at of be hit about reading were by to only".split())
"""Words before a number with a decimal point: "it was 14.2", where "2. 3" may be two answers."""


def chosen_numbers(
    tokens: Sequence[str],
    count: int,
    *,
    several: bool = False,
    alone: bool = False,
    taken: Container[str] = frozenset(),
) -> tuple[int, ...] | None:
    """Return the numbers a text chooses, in the order given, or None if it chooses none.

    ``count`` is how many options there are. Numbers beyond it are returned too when nothing else
    is said, so that the caller can say which ones there are. ``several``: more than one may be
    chosen, so "12" is 1 and 2 when there is no twelfth, and "all but 2" are the others. ``alone``:
    only a text that is nothing but numbers counts. ``taken`` are words of the options, which are
    no numbers whatever they sound like.
    """
    chosen = _heard(_tidy(tokens), count, several=several, alone=alone, taken=taken)
    numbers = several_of(chosen, count)[0] if several else one_of(chosen, count)
    return tuple(dict.fromkeys(numbers)) or None


def ruled_out_numbers(
    tokens: Sequence[str], count: int, *, alone: bool, taken: Container[str] = frozenset()
) -> tuple[int, ...]:
    """Return the numbers of a list that a text only rules out: "not 4", "no 1 or 3 for me"."""
    chosen = _heard(_tidy(tokens), count, several=True, alone=alone, taken=taken)
    out = several_of(chosen, count)[1]
    return tuple(number for number in dict.fromkeys(out) if 1 <= number <= count)


def _heard(
    tokens: Sequence[str], count: int, *, several: bool, alone: bool, taken: Container[str]
) -> list[list[Part]]:
    """Return the runs of numbers and signs in which a text chooses; none where it does not."""
    if len(tokens) > _LONGEST or not any(t in HOMOPHONES or may_count(t) for t in tokens):
        return []
    parts = parts_of(tokens, count, several=several, taken=taken)
    if not any(part.numbers for part in parts):
        return []
    runs = [run for run in _runs(parts, tokens) if any(part.numbers for part in run) or several]
    chosen = [kept for run in runs if (kept := _chosen(run, tokens, alone=alone))]
    if not any(part.numbers for run in chosen for part in run):
        return []
    return [] if alone and len(chosen) < len(runs) else chosen


def _tidy(tokens: Sequence[str]) -> list[str]:
    """Return the tokens without the full stop of "no. 5", and "14.2" in a sentence as one."""
    tidy: list[str] = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token == STOP and tidy and tidy[-1] in LEADS and after[:1].isdigit():
            continue
        measured = len(tidy) > 2 and tidy[-2].isdecimal() and tidy[-3] in _MEASURING
        if token.isdecimal() and measured and tidy[-1] == STOP:
            tidy[-2:] = [f"{tidy[-2]}.{token}"]
            continue
        tidy.append(token)
    return tidy


def _runs(parts: Sequence[Part], tokens: Sequence[str]) -> list[list[Part]]:
    """Group the parts between which nothing but "and", a comma or politeness stands."""
    runs: list[list[Part]] = []
    for part in parts:
        between = tokens[runs[-1][-1].end : part.start] if runs else ()
        if runs and all(token in _JOINING or token in _MARKS for token in between):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _chosen(run: list[Part], tokens: Sequence[str], *, alone: bool) -> list[Part]:
    """Return the parts of a run that choose, with the signs between them; none if it does not."""
    kept: list[Part] = []
    for clause in _clauses(run, tokens):
        first, last = _edges(clause)
        if first is None or last is None:
            kept += [part for part in clause if part.how is How.SIGN]
            continue
        clause = [part for part in clause if _is_heard(part, clause, tokens)]
        if any(part.how is How.GIVEN for part in clause):
            kept += _among_words(clause, tokens)
            continue
        start, end = _clause(tokens, clause)
        opening = min(part.start for part in clause if part.numbers or part.start >= start)
        before, denied = before_number(tokens[start:opening])
        after = after_number(tokens[last.end : end], counted=last.how not in (How.PLACE, How.BARE))
        if not _asks(tokens, start, first.start) and _is_choice(
            clause, before, after, tokens, (start, end), alone=alone
        ):
            if denied:
                kept.append(Part(first.start, first.start, How.SIGN, sign=Sign.EXCEPT))
            kept += clause
    return kept


def _among_words(clause: list[Part], tokens: Sequence[str]) -> Iterator[Part]:
    """Yield the parts of a clause that names options in words, but for what is a quantity in it."""
    start, stop = _clause(tokens, clause)
    for at, part in enumerate(clause):
        if part.how in (How.GIVEN, How.SIGN):
            yield part
            continue
        before = tokens[clause[at - 1].end if at else start : part.start]
        after = tokens[part.end : clause[at + 1].start if at + 1 < len(clause) else stop]
        quantity = Beside.TELLS in (
            before_number(before)[0],
            after_number(after, counted=part.how not in (How.PLACE, How.BARE)),
        )
        if not quantity and (part.how is not How.ONE or _is_led(tokens, part)):
            yield part


def _is_heard(part: Part, clause: list[Part], tokens: Sequence[str]) -> bool:
    """Whether a word that sounds like a number is one: alone, led, or in a list of them.

    "First" right after a number is no place: "lets try 2 first".
    """
    at = clause.index(part)
    if part.how is How.BARE and at and clause[at - 1].end == part.start:
        return clause[at - 1].how is not How.NUMBER
    if part.how is not How.SOUND or all(one.how is How.SOUND for one in clause if one.numbers):
        return True
    if _is_led(tokens, part):
        return True
    listed = at and clause[at - 1].numbers and tokens[part.start - 1] in ("and", "n", "an")
    return bool(listed) and at == len(clause) - 1


def _clauses(run: list[Part], tokens: Sequence[str]) -> list[list[Part]]:
    """Split a run at full stops: "2. no wait, 3" are two clauses, "2, 3" is one."""
    clauses: list[list[Part]] = [[run[0]]]
    for before, part in pairwise(run):
        between = tokens[before.end : part.start]
        if STOP in between:
            clauses.append([])
        if STOP in between or PAUSE in between:
            clauses[-1].append(Part(part.start, part.start, How.SIGN, sign=Sign.TURN))
        clauses[-1].append(part)
    return clauses


def _edges(clause: list[Part]) -> tuple[Part | None, Part | None]:
    numbers = [part for part in clause if part.numbers]
    sure = [part for part in numbers if part.how is not How.SOUND] or numbers
    return (sure[0], sure[-1]) if sure else (None, None)


def _clause(tokens: Sequence[str], clause: list[Part]) -> tuple[int, int]:
    """Return where the clause around some parts starts and ends."""
    first, last = _edges(clause)
    start, end = (first or clause[0]).start, (last or clause[-1]).end
    earliest, latest = max(0, start - _FAR), min(len(tokens), end + _FAR)
    while start > earliest and tokens[start - 1] not in _MARKS:
        if tokens[start - 1] in _BREAKS - {"as"} and not (
            tokens[start - 1] == "since" and start == (first or clause[0]).start
        ):
            break
        if tokens[start - 1] in CHANGED - {"no", "meant", "mean"}:
            break
        start -= 1
    while end < latest and tokens[end] not in _MARKS:
        end += 1
    return start, end


def _asks(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether a clause asks about a number and does not choose it: "what does 3 mean"."""
    return start < end and asks(tokens[start : end + 2])


def _is_led(tokens: Sequence[str], part: Part) -> bool:
    before = tokens[part.start - 1] if part.start else ""
    return before in LEADS - {"no"}


def _is_choice(
    clause: list[Part],
    before: Beside,
    after: Beside,
    tokens: Sequence[str],
    around: tuple[int, int],
    *,
    alone: bool,
) -> bool:
    """Decide by what stands on both sides of the numbers of a clause."""
    first, last = _edges(clause)
    if first is None or last is None or Beside.TELLS in (before, after):
        return False
    led = _is_led(tokens, first)
    if all(part.how is How.SOUND for part in clause if part.numbers):
        beside = [*tokens[around[0] : first.start], *tokens[last.end : around[1]]]
        bare = all(token in CALM and token not in SMALL for token in beside)
        return led or (bare and len(clause) == 1)
    if alone:
        return before in _CHOOSING and after is Beside.OPEN
    calm = after in _CHOOSING
    left = len(tokens) - last.end
    if first.how is How.ONE and len({part.numbers for part in clause}) == 1 and not led:
        return calm and before in _CHOOSING
    if first.how is How.BARE and last.how is How.BARE:
        pointed = first.start > 0 and tokens[first.start - 1] in _POINTING
        named = pointed and after is Beside.UNKNOWN and left < _SHORT + 1
        return (calm and before in _CHOOSING) or (before is Beside.OPEN and named)
    if before is Beside.SAYS:
        return True
    if before is Beside.OPEN:
        return after is not Beside.GOES or first.how is not How.PLACE or left < _SHORT + 2
    few = first.start - around[0] <= _SHORT + 1 and len(tokens) < 4 * _SHORT
    return few and calm
