"""Numbers as answers: only when the message is nothing but numbers and politeness."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.manners import POLITE
from chatbot.understanding.tokens import PAUSE, STOP

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NUMBER_WORDS = {word: at for at, word in enumerate(_WORDS, 1)} | {"won": 1, "too": 2, "fore": 4}
ORDINALS = (
    {word: at for at, word in enumerate(_ORDINALS, 1)}
    | {f"{at}th": at for at in range(4, 21)}
    | {"1st": 1, "2nd": 2, "3rd": 3}
)
FILLERS = POLITE | frozenset(
    "and an n the option options number numbers no nr please pls plz thanks thank you thx "
    "ta x xx xxx would id like i want choose pick ill have go for with both just ok okay "
    "yes yeah maybe cheers mate love hi hello answer is its um er also or think that".split()
)


def chosen_numbers(
    tokens: Sequence[str], count: int, *, several: bool = False
) -> tuple[int, ...] | None:
    """Return the numbers a text chooses, in the order given, or None if it says anything else.

    ``count`` is how many options there are. Numbers beyond it are returned too, so that the
    caller can say which ones there are. ``several``: more than one may be chosen, so "12" is 1 and
    2 when there is no twelfth.
    """
    ordinal = any(token in ORDINALS or token == "last" for token in tokens)
    if (first := _first_or_last_few(tokens, count)) and several:
        return first
    digits = any(token.isdecimal() for token in tokens)
    numbers: list[int] = []
    for token in tokens:
        if token in (STOP, PAUSE):
            continue
        if token.isdecimal():
            numbers.extend(_split(token, count) if several else [int(token[:6])])
        elif token in ORDINALS:
            numbers.append(ORDINALS[token])
        elif token == "last":
            numbers.append(count)
        elif token in ("one", "ones") and (ordinal or digits):
            continue
        elif token in NUMBER_WORDS and not (token in ("won", "too", "fore") and len(tokens) > 1):
            numbers.append(NUMBER_WORDS[token])
        elif token not in FILLERS:
            return None
    return tuple(dict.fromkeys(numbers)) or None


def _first_or_last_few(tokens: Sequence[str], count: int) -> tuple[int, ...]:
    """Return the numbers of "the first two" or "the last 3"."""
    plain = [token for token in tokens if token not in FILLERS and token not in (STOP, PAUSE)]
    if len(plain) != 2 or plain[0] not in ("first", "last"):
        return ()
    few = int(plain[1][:2]) if plain[1].isdecimal() else NUMBER_WORDS.get(plain[1], 0)
    if not 1 < few <= count:
        return ()
    return (
        tuple(range(1, count + 1))[:few]
        if plain[0] == "first"
        else tuple(range(count - few + 1, count + 1))
    )


def _split(token: str, count: int) -> list[int]:
    number = int(token[:6])
    singles = [int(digit) for digit in token[:9]]
    runs_together = 1 < len(token) <= count < 10 and len(set(singles)) == len(singles)
    if number > count and runs_together and all(1 <= digit <= count for digit in singles):
        return singles
    return [number]
