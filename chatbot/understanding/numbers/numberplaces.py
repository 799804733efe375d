"""Places in a list: "second", "last but one", "2nd from the bottom", "the one under the first"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chatbot.understanding.numbers.numberspelling import place_word
from chatbot.understanding.numbers.numberwords import (
    FROM,
    LAST,
    LISTED,
    MIDDLE,
    NUMBER_WORDS,
    ONE_WORDS,
    ORDINALS,
    TOP,
)

HEADS = ONE_WORDS | LISTED
_STEPPED = frozenset(
    "just right directly immediately straight thats that which is comes the next doon down "
    "up".split()
)
_AFTER = frozenset("after efter following below under underneath beneath past".split())
_BEFORE = frozenset("before above over afore abune".split())
WHERE = frozenset("at in on doon down".split())
_SPOTS = (TOP | LAST | MIDDLE) - frozenset(
    "first frist opening last lastt larst laste final finale".split()
)
"""What something can be at or in. "At last" and "in the end" are no places."""
_ARTICLES = frozenset("the da de th teh very right wee".split())
_LISTS = frozenset("list menu page lot bunch options choices".split())
_DOWN = frozenset("down doon along in".split())
_HALVES = frozenset("a half each per".split())


_PREFERRED = (["choice"], ["preference"], ["pick"])


class Place(NamedTuple):
    """A place that ends before ``end``. ``whole``: it cannot be taken for anything else."""

    end: int
    numbers: tuple[int, ...]
    whole: bool


def place_at(tokens: Sequence[str], at: int, count: int, *, several: bool) -> Place | None:
    """Return the place in the list that is said at a word, if one is."""
    token = tokens[at]
    if token in HEADS and (found := _relative(tokens, at, count)):
        return found
    if _small(tokens, at) and (found := _down_from(tokens, at, at + 1, count)):
        return found
    if token in WHERE and (found := _where(tokens, at, count)):
        return found
    found = _by_phrase(tokens, at, count)
    if found:
        return found
    number, known = place_word(token, count)
    if not known or (token == "second" and at and tokens[at - 1] in _HALVES):
        return None
    after = at + 1
    end = _from_the_end(tokens, after)
    if end and (token in ORDINALS or token in TOP or number) and token not in LAST:
        return Place(_past_head(tokens, end)[0], (count - (number or 1) + 1,), True)
    few = _small(tokens, after)
    if several and 1 < few <= count and (token in LAST or token in TOP):
        chosen = range(1, few + 1) if token in TOP else range(count - few + 1, count + 1)
        return Place(_past_head(tokens, after + 1)[0], tuple(chosen), True)
    if not number:
        return None
    if token == "final" and (after >= len(tokens) or tokens[after] not in HEADS - {"answer"}):
        return None
    if tuple(tokens[after : after + 3]) == ("but", "not", "least"):
        return None
    if number == 1 and tokens[after : after + 1] in _PREFERRED and _is_named(tokens, after + 1):
        return None
    end, whole = _past_head(tokens, after)
    return Place(end, (number,), whole)


def _is_named(tokens: Sequence[str], at: int) -> bool:
    """Whether a first choice is said after it: "my first choice is 2"."""
    return at < len(tokens) and tokens[at] in ("is", "would", "wud", "be", "was")


def _small(tokens: Sequence[str], at: int) -> int:
    token = tokens[at] if at < len(tokens) else ""
    if token in ("couple", "pair"):
        return 2
    return int(token[:2]) if token.isdecimal() else NUMBER_WORDS.get(token, 0)


def _past_head(tokens: Sequence[str], at: int) -> tuple[int, bool]:
    """Return where a place ends with the words that belong to it, and whether there are any.

    "2nd one down", "third from the top", "the first of them", "last yin doon the bottom".
    """
    start = at
    if tokens[at : at + 1] and tokens[at] in HEADS:
        at += 1
    if tokens[at : at + 1] and tokens[at] in _DOWN and tokens[at] != "in":
        at += 1
    if tokens[at : at + 1] in (["from"], ["at"], ["frae"], ["fae"], ["off"]) or at > start:
        end = at + 1 if tokens[at : at + 1] and tokens[at] in ("from", "at", "frae", "fae") else at
        after = _past(tokens, end)
        if after < len(tokens) and after > at and tokens[after] in TOP | LAST | MIDDLE:
            return after + 1, True
    if tokens[at : at + 1] in (["of"], ["in"], ["on"], ["off"]):
        after = _past(tokens, at + 1)
        listed = after < len(tokens) and tokens[after] in _LISTS | {"them", "these", "those", "em"}
        if listed or tokens[at + 1 : at + 3] == ["the", "two"]:
            return (at + 3 if tokens[at + 1 : at + 3] == ["the", "two"] else after + 1), True
    return at, at > start


def _past(tokens: Sequence[str], at: int) -> int:
    while at < len(tokens) and (tokens[at] in _ARTICLES or tokens[at] in ("ur", "your", "yer")):
        at += 1
    return at


def _from_the_end(tokens: Sequence[str], at: int) -> int:
    """Return where "from the bottom", "to last", "before the end" ends; 0 where it is not said."""
    start, led = at, False
    while at < len(tokens) and (tokens[at] in FROM or tokens[at] in _ARTICLES):
        led = led or tokens[at] in FROM
        at += 1
    ends = at < len(tokens) and tokens[at] in LAST and (led or at == start)
    return at + 1 if ends else 0


def _by_phrase(tokens: Sequence[str], at: int, count: int) -> Place | None:
    """Read what takes several words: "last but two", "next to last", "2 nd", "the former"."""
    token, after = tokens[at], list(tokens[at + 1 : at + 4])
    but = after[:1] in (["but"], ["bar"]) and (_small(tokens, at + 2) or after[1:2] == ["yin"])
    if but and token in LAST:
        return Place(_past_head(tokens, at + 3)[0], (count - int(but),), True)
    if but and token in TOP:
        return Place(_past_head(tokens, at + 3)[0], (1 + int(but),), True)
    if token in ("penultimate", "penultimit", "penultimte", "2ndlast"):
        return Place(_past_head(tokens, at + 1)[0], (count - 1,), True)
    if count == 2 and token in ("former", "latter", "formr", "later"):
        ends = token != "later" or tokens[at - 1 : at] == ["the"]
        end = _past_head(tokens, at + 1)[0]
        return Place(end, (1 if token.startswith("f") else 2,), True) if ends else None
    if token == "next" and (end := _from_the_end(tokens, at + 1)):
        return Place(_past_head(tokens, end)[0], (count - 1,), True)
    if token == "next" and after[:2] == ["to", "the"] and after[2:] and after[2] in TOP:
        return Place(_past_head(tokens, at + 4)[0], (2,), True)
    if token in ("before", "afore") and (end := _from_the_end(tokens, at + 1)):
        return Place(_past_head(tokens, end)[0], (count - 1,), True)
    if token.isdecimal() and after[:1] in (["st"], ["nd"], ["rd"], ["th"]) and len(token) < 3:
        end, whole = _past_head(tokens, at + 2)
        return Place(end, (int(token),), whole)
    return None


def _where(tokens: Sequence[str], at: int, count: int) -> Place | None:
    """Read "at the bottom", "in the middle" where an option or nothing stands before."""
    after = _past(tokens, at + 1)
    if after == at + 1 and tokens[at] not in ("at", "in"):
        return None
    if after >= len(tokens) or tokens[after] not in _SPOTS:
        return None
    if tokens[at] == "in" and tokens[after] == "end":
        return None
    number, _ = place_word(tokens[after], count)
    end = _past_head(tokens, after + 1)[0]
    return Place(end, (number,), True) if number else None


def _relative(tokens: Sequence[str], at: int, count: int) -> Place | None:
    """Read "the one after the first", "one down from the top", "the one at the bottom"."""
    step = next_at = at + 1
    while step < len(tokens) and step < at + 5 and tokens[step] in _STEPPED:
        step += 1
    if step >= len(tokens):
        return None
    if found := _down_from(tokens, at, next_at, count):
        return found
    word = tokens[step]
    if word == "between" or tokens[step : step + 2] == ["in", "between"]:
        return _between(tokens, step + (1 if word == "between" else 2), count)
    if word in WHERE and (found := _where(tokens, step, count)):
        return found
    if word not in _AFTER and word not in _BEFORE:
        return None
    beside = _beside(tokens, step + 1, count)
    if beside is None:
        return None
    number = beside.numbers[0] + (1 if word in _AFTER else -1)
    return Place(beside.end, (number,), True) if 1 <= number <= count else None


def _beside(tokens: Sequence[str], at: int, count: int) -> Place | None:
    """Return the place that another is beside: "the first", "number 2", "last but one"."""
    at = _past(tokens, at)
    while at < len(tokens) - 1 and tokens[at] in LISTED | {"no", "num"} and at:
        at += 1
    if at >= len(tokens):
        return None
    found = place_at(tokens, at, count, several=False) if tokens[at] not in HEADS else None
    if found:
        return found if len(found.numbers) == 1 else None
    number = _small(tokens, at)
    return Place(_past_head(tokens, at + 1)[0], (number,), True) if 1 <= number <= count else None


def _down_from(tokens: Sequence[str], at: int, after: int, count: int) -> Place | None:
    """Read "one down from the top", "one up from the bottom", "one from the end"."""
    steps = _small(tokens, at) or 1
    moved = tokens[after : after + 1] and tokens[after] in ("down", "doon", "up", "below", "above")
    start = after + 1 if moved else after
    if tokens[start : start + 1] and tokens[start] in ("from", "off", "fae", "frae", "frm"):
        start += 1
    elif not moved:
        return None
    start = _past(tokens, start)
    if start == after or start >= len(tokens):
        return None
    end = _past_head(tokens, start + 1)[0]
    away = steps if moved or steps == 1 else steps - 1
    if not away < count:
        return None
    if tokens[start] in LAST and (not moved or tokens[after] in ("up", "above")):
        return Place(end, (count - away,), True)
    if tokens[start] in TOP and (not moved or tokens[after] in ("down", "doon", "below")):
        return Place(end, (1 + away,), True)
    return None


def _between(tokens: Sequence[str], at: int, count: int) -> Place | None:
    """Read "the one between 1 and 3", "in between the first and the third"."""
    low = _beside(tokens, at, count)
    if low is None or tokens[low.end : low.end + 1] not in (["and"], ["n"], ["an"]):
        return None
    high = _beside(tokens, low.end + 1, count)
    if high is None or high.numbers[0] - low.numbers[0] != 2:
        return None
    return Place(high.end, (low.numbers[0] + 1,), True)
