"""Numbers as answers: only when the message is nothing but numbers and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.understanding.manners import ASKS_FIRST, POLITE, bare
from chatbot.understanding.numberparts import Sign, by_number, by_place, is_number, sign_at
from chatbot.understanding.numberwords import (
    AFTER_ALL,
    FILLERS,
    HOMOPHONES,
    LEADS,
    NOT_BEFORE,
    NOT_CHOSEN,
    NUMBER_WORDS,
    SAYING,
)
from chatbot.understanding.tokens import PAUSE, STOP

_CHOOSING = frozenset("going gonna choosing picking after done".split())
_SHORT = 9
"""Words up to which a number in other words may be pointed at."""


def chosen_numbers(
    tokens: Sequence[str], count: int, *, several: bool = False
) -> tuple[int, ...] | None:
    """Return the numbers a text chooses, in the order given, or None if it says anything else.

    ``count`` is how many options there are. Numbers beyond it are returned too, so that the
    caller can say which ones there are. ``several``: more than one may be chosen, so "12" is 1 and
    2 when there is no twelfth, and "all but 2" are the others.
    """
    plain = [token for token in tokens if token not in (STOP, PAUSE)]
    if not plain or len(plain) > 40:
        return None
    parts = _parts(plain, count, several=several)
    if parts is None and (STOP in tokens or PAUSE in tokens):
        parts = _clause_alone(tokens, count, several=several)
    if parts is None and not several:
        return _pointed_at(bare(tokens), count)
    if parts is None or not any(isinstance(part, int) for part in parts):
        return None
    numbers = _several(parts, count) if several else _one(parts)
    return tuple(dict.fromkeys(numbers)) or None


def _pointed_at(plain: Sequence[str], count: int) -> tuple[int, ...] | None:
    """Read the one number in a short text that says so: "id say number six for my work"."""
    if len(plain) > _SHORT:
        return None
    numbers = [at for at, token in enumerate(plain) if token != "one" and is_number(token)]
    if len(numbers) != 1:
        return None
    at = numbers[0]
    before, after = plain[at - 1] if at else "", plain[at + 1 : at + 2]
    length, found = (
        by_place(plain, at, count, several=False)
        or by_number(plain, at, count, several=False)
        or (0, ())
    )
    if plain[0] in ASKS_FIRST or plain[0] == "whats":
        return None
    goes_on = bool(after) and after[0] not in FILLERS
    if plain[at].isdecimal() or plain[at] in NUMBER_WORDS:
        led = before in LEADS and plain[max(0, at - 2)] not in ("at", "bus", "flat")
        said = (led and not goes_on) or (not after and before in SAYING)
        said = said or (not at and bool(after) and after[0] in AFTER_ALL)
        said = said or (len(plain) == 2 and bool(at) and before not in NOT_BEFORE)
    else:
        away = plain[at + length : at + length + 1]
        of_them = away[:1] == ["of"] and plain[at + length + 1 : at + length + 2] in (
            ["them"], ["these"], ["those"], ["the"],
        )  # fmt: skip
        led = before in ("the", "your", "ur", "that", "very", "i")
        said = led and (of_them or not away or away[0] not in NOT_CHOSEN)
        said = said or (not at and (of_them or not away or away[0] in AFTER_ALL | FILLERS))
    if not said or not length:
        return None
    return tuple(number for number in found if isinstance(number, int)) or None


def _clause_alone(tokens: Sequence[str], count: int, *, several: bool) -> list[int | Sign] | None:
    """Read the one clause that holds a number: "No 5. Thank you. Mrs P", "gan on then, 2"."""
    clauses: list[list[str]] = [[]]
    for token in tokens:
        if token in (STOP, PAUSE):
            clauses.append([])
        else:
            clauses[-1].append(token)
    telling = [clause for clause in clauses if any(is_number(token) for token in clause)]
    if len(telling) != 1:
        return None
    return _parts(telling[0], count, several=several)


def _one(parts: Sequence[int | Sign]) -> Sequence[int]:
    if Sign.ALL in parts:
        return ()
    parts = _after_change(parts)
    if Sign.EXCEPT in parts:
        at = parts.index(Sign.EXCEPT)
        before = [part for part in parts[:at] if isinstance(part, int)]
        after = [part for part in parts[at:] if isinstance(part, int)]
        return before if before else after[1:]
    return [part for part in parts if isinstance(part, int)]


def _several(parts: Sequence[int | Sign], count: int) -> Sequence[int]:
    parts = _after_change(parts)
    if Sign.EXCEPT in parts:
        at = parts.index(Sign.EXCEPT)
        out = [part for part in parts[at:] if isinstance(part, int)]
        named = [part for part in parts[:at] if isinstance(part, int)]
        if Sign.ALL in parts and not named and max(out, default=0) <= count:
            return [number for number in range(1, count + 1) if number not in out]
        return [number for number in named if number not in out]
    if Sign.ALL in parts and parts[-1] == count and len(parts) == 2:
        return range(1, count + 1)
    numbers: list[int] = []
    for at, part in enumerate(parts):
        if isinstance(part, int):
            numbers.append(part)
        elif part is Sign.TO and 0 < at < len(parts) - 1:
            start, end = parts[at - 1], parts[at + 1]
            if isinstance(start, int) and isinstance(end, int) and start < end <= count:
                numbers.extend(range(start, end))
    return numbers


def _after_change(parts: Sequence[int | Sign]) -> list[int | Sign]:
    """Return what stands after the last change of mind: "1 no 2" is 2."""
    for at in range(len(parts) - 1, 0, -1):
        changed = parts[at] is Sign.CHANGE
        after, before = parts[at + 1 :], parts[:at]
        if changed and any(isinstance(part, int) for part in after):
            if any(isinstance(part, int) for part in before):
                return [part for part in after if part is not Sign.CHANGE]
            break
    return [part for part in parts if part is not Sign.CHANGE]


def _parts(plain: Sequence[str], count: int, *, several: bool) -> list[int | Sign] | None:
    """Return numbers and signs in order, or None when a word is neither nor a filler."""
    parts: list[int | Sign] = []
    at = 0
    while at < len(plain):
        if plain[at] == "im" and plain[at + 1 : at + 2] and plain[at + 1] not in _CHOOSING:
            return _all_alike(plain)
        length, found = (
            by_place(plain, at, count, several=several)
            or by_number(plain, at, count, several=several)
            or sign_at(plain, at)
            or (1 if plain[at] in FILLERS else 0, ())
        )
        if not length:
            return _all_alike(plain)
        parts.extend(found)
        at += length
    if not any(isinstance(part, int) for part in parts):
        return _all_alike(plain)
    return parts


def _all_alike(plain: Sequence[str]) -> list[int | Sign] | None:
    """Read "too" and "for" as numbers when nothing but politeness stands around them."""
    telling = [token for token in plain if token not in FILLERS or token in HOMOPHONES]
    led = [b for a, b in pairwise(plain) if a in LEADS - {"no"} and b in HOMOPHONES]
    if led:
        return [HOMOPHONES[led[0]]]
    telling = [token for token in telling if token not in LEADS]
    if not telling or any(token not in HOMOPHONES for token in telling):
        return None
    others = [t for t in plain if t not in telling and t not in POLITE and t not in LEADS]
    if others or len(telling) > 1:
        return None
    return [HOMOPHONES[telling[0]]]
