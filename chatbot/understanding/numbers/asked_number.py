"""The number of an option of which somebody asks what it means: "whats 1", "i dont get 3"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.numbers.numberwords import LAST, NUMBER_WORDS, ORDINALS
from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import without_marks

LONGEST = 12
_WHAT = frozenset("what whats wots wats wot wat wut whts watis whatis mean means meaning".split())
_ASKING = _WHAT | frozenset(
    "explain meen menas meant difference diff understand clarify describe".split()
)
_DOUBTING = frozenset("get know sure clear".split())
_NOT = frozenset("dont not cant no never didnt dinnae divvent unsure".split())
_AROUND = (
    _ASKING
    | _DOUBTING
    | _NOT
    | POLITE
    | frozenset(
        "is are s does do did dose duz u you ya d by number numbers no num option options choice "
        "answer the one ones that this it its about and or between i im we can could would me us "
        "to for tell know like in a bit more again exactly actually even just really sorry am "
        "yous yer your please there here how work works happens happen who".split()
    )
)


def asked_number(tokens: Sequence[str], count: int) -> tuple[int, ...]:
    """Return the numbers up to ``count`` of whose meaning a text asks and says nothing besides."""
    words = without_marks(tokens)
    if not 1 < len(words) <= LONGEST:
        return ()
    numbers, others = [], []
    for at, word in enumerate(words):
        number = _number(word, words[at + 1 : at + 2], count)
        if number:
            numbers.append(number)
        else:
            others.append(word)
    if not numbers or not _AROUND.issuperset(others) or max(numbers) > count:
        return ()
    return tuple(numbers) if _asks(others) else ()


def _asks(words: Sequence[str]) -> bool:
    said = set(words)
    if not said.isdisjoint(_ASKING):
        return "about" not in said or not said.isdisjoint(_ASKING - {"what"}) or "is" in said
    if tuple(word for word in words if word in ("tell", "about")) == ("tell", "about"):
        return True
    asks_how = not said.isdisjoint(("how", "who", "happens")) and len(words) > 1
    doubts = not said.isdisjoint(_DOUBTING) and not said.isdisjoint(_NOT) and "how" in said
    return asks_how or doubts or {"dont", "get"} <= said


def _number(word: str, after: Sequence[str], count: int) -> int:
    if word.isdecimal() and len(word) < 3:
        return int(word)
    if word in ("one", "to", "too", "for"):
        return 0
    if word in LAST and list(after) in (["one"], ["option"]):
        return count
    return NUMBER_WORDS.get(word, 0) or ORDINALS.get(word, 0)
