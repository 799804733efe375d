"""Whether a "not" only supposes ("if not zoom then phone"), or a clause ends by taking back."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.disliking import MARKS
from chatbot.understanding.words.tokens import PAUSE, STOP

REACH = 9
"""How many words before a phrase a "not" is looked for."""
_DONT = frozenset("dont never dinnae divvent didnt not".split())
_GOES_ON = frozenset((STOP, "but", "yes", "ok", "fine", "please", "or", "then", "maybe", "good"))
_NO_THANKS = frozenset("thanks thank ta thankyou thx chance fear".split())
_NOT = frozenset("not isnt wasnt arent werent never aint".split())
_ONES = frozenset("me us him her them".split())
_THEN = frozenset("then those them that there good use".split())


def opens_with_if(tokens: Sequence[str], back: int) -> bool:
    """Whether a "not" only supposes: "if not zoom then phone", "if theres no hall, zoom"."""
    at = next((at for at in range(back - 1, max(-1, back - 4), -1) if tokens[at] == "if"), -1)
    if at < 0:
        return False
    opens = at == 0 or tokens[at - 1] in MARKS or tokens[at - 1] in ("but", "and", "or")
    return opens and STOP not in tokens[at:back]


def is_supposed(tokens: Sequence[str], start: int) -> bool:
    """Whether it is only supposed to be ruled out: "phone if video isn't possible"."""
    for back in range(start - 1, max(-1, start - 5), -1):
        if tokens[back] in MARKS:
            return False
        if tokens[back] == "if":
            return True
    return False


def taken_back(tokens: Sequence[str], end: int) -> bool:
    """Whether the clause ends by ruling it out: "sundays I play football so not then"."""
    tokens = (*tokens, "", "")
    for at in range(end, min(end + REACH, len(tokens) - 2)):
        if tokens[at] in _GOES_ON:
            return False
        if tokens[at] == "no" and tokens[at + 1] in _NO_THANKS and PAUSE not in tokens[end:at]:
            return True
        if tokens[at] in _NOT and tokens[at + 1] == "for" and tokens[at + 2] in _ONES:
            return PAUSE not in tokens[end:at] or PAUSE in tokens[at - 2 : at]
        if tokens[at] == "so" and tokens[at + 1] in ("not", "no", "nae"):
            return tokens[at + 2] in _THEN or tokens[at + 2] in MARKS
        if tokens[at] == "so" and tokens[at + 1] in _DONT:
            return tokens[at + 2] in ("bother", "even", "suggest", "offer")
        if tokens[at] == "so" and tokens[at + 1] in ("thats", "its", "scrap", "forget"):
            return tokens[at + 2] in ("out", "no", "off", "not", "that", "it")
    return False
