"""What is left out of everything: "anything but zoom", "any time except evenings"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.understanding.words.tokens import PAUSE, STOP

BUT_FOR = frozenset("but bar except besides barring excluding".split())
"""Words that leave out what follows, where what is before them is everything."""
_ALWAYS_LEAVE_OUT = frozenset("except excluding barring".split())
_EVERYTHING = frozenset(
    "anything all everything any everyone anyone whatever anywhere anyhow anyway owt whenever "
    "anytime anyday everyday always".split()
)
_EVERY = frozenset("any every all most whatever".split())
_OF_ALL = frozenset("time times day days night nights week hour hours else other thing".split())
"""Words after one of these that make it everything: "any day but sunday"."""
_NOTHING = frozenset("nothing none nowt nowhere neither".split())
_EASY = frozenset("bothered fussed fussy picky mind minded care worried choosy".split())
"""Words after a "not" that rule out nothing: "not fussed, anything but zoom"."""
_FAR = 6

_PAIRS = frozenset(
    (("instead", "of"), ("away", "from"), ("opposed", "to"), ("let", "alone"),
     ("used", "to"), ("set", "against"), ("dead", "against"), ("thought", "of"),
     ("put", "off"), ("never", "mind"))
)  # fmt: skip
"""Pairs that rule out what follows: "instead of zoom"."""
_ALL_BUT = frozenset((("apart", "from"), ("other", "than")))
_AT_HOME_WITH = frozenset(
    "im am ahm are is hes shes were got get getting more so well quite".split()
)
"""Words before a "used to" that is no past: "I'm used to zoom now"."""


def is_ruled_out(tokens: Sequence[str], at: int, negators: Collection[str]) -> bool:
    """Whether all but what follows is ruled out: "I need nothing apart from captions"."""
    at -= at > 0 and tokens[at - 1] == PAUSE
    for back in range(at - 1, max(-1, at - 1 - _FAR), -1):
        if tokens[back] in (STOP, PAUSE):
            return False
        if tokens[back] in negators or tokens[back] in _NOTHING:
            return tokens[back + 1] not in _EASY
    return False


def is_all_but(tokens: Sequence[str], at: int) -> bool:
    """Whether "apart from" or "other than" begins at a word."""
    return tuple(tokens[at : at + 2]) in _ALL_BUT


def leaves_out(tokens: Sequence[str], at: int, negators: Collection[str]) -> bool:
    """Whether the "but", "except" or "apart from" at a word leaves out what follows it."""
    if is_ruled_out(tokens, at, negators):
        return False
    if tokens[at] in _ALWAYS_LEAVE_OUT or is_all_but(tokens, at):
        return True
    last, before = "".join(tokens[max(0, at - 1) : at]), "".join(tokens[max(0, at - 2) : at - 1])
    return last in _EVERYTHING or (last in _OF_ALL and before in _EVERY)


def sets_aside(tokens: Sequence[str], at: int) -> bool:
    """Whether two words at ``at`` rule out what follows: "instead of zoom", "I used to zoom"."""
    if tokens[at : at + 2] == ["used", "to"] and at and tokens[at - 1] in _AT_HOME_WITH:
        return False
    return tuple(tokens[at : at + 2]) in _PAIRS
