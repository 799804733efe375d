"""Which parts of a text tell what somebody wants now, and which only ask or tell of something.

"Is zoom hard to use?", "I did ring a phone line once" and "my neighbour has a wheelchair" answer
nothing. "Can I do it online?" and "any on the phone too?" ask for something, and do answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from chatbot.understanding.whom.peoplewords import OWN
from chatbot.understanding.words.manners import ASKS_FIRST, POLITE
from chatbot.understanding.words.tokens import MASK, PAUSE, STOP, tokenise

LONGEST_ANSWER = 4
"""Words up to which a part of a text is an answer, whatever its tense."""
_SENTENCE = re.compile(r"[^.!?\n\uff1f]*[.!?\n\uff1f]*")
_TURNS = frozenset("but so because cos cuz coz although though".split())
_MODALS = frozenset("can could cud cn may might will would wud shall should".split())
_ASKER = frozenset("i we u you ye yous youse ya ah it they he she".split())
_GETTING = frozenset(
    "have hav do get go try use meet join pick choose add swap switch change make put look find "
    "see show send also still just please pls not be talk chat speak text type ring have want "
    "only give 'ave ave hae come bring pit mek mak tak gie gan yous".split()
)
_WISHED = frozenset(
    "rather like love prefer manage cope come suit work need appreciate consider sooner".split()
)
_OFFERED = frozenset("there any anything something somewhere one ones".split())
_HAVING = frozenset("have hav got do know offer run".split())
_WISHING = frozenset(
    "want wants wanted need needs needed prefer prefers preferred rather pls please plz instead "
    "change changed make put meant mean ment should shoulda shouldve actually actualy sorry "
    "wrong id hed shed wed like better best suits suit now lets swap switch add keep take drop "
    "remove forget scrap instead again only still error mistake not no after "
    "would wud itd thatd if wish hope hoping enough".split()
)
_OVER = frozenset(
    "did didnt went tried was were wasnt werent had hadnt used once before ago told said came "
    "stopped hung loved hated kept keeps crashed rang texted thought liked".split()
)
_ONCE = frozenset(
    "a an the my his her our every per each i im ive he hes she shes we weve they theyre its it "
    "all or in everyone everybody this that then work school tea dark bedtime baby kids".split()
)
"""Words after a "once" that is no tale: "once a week", "once the kids are down"."""
_BIRTHDAY = frozenset("birthday bday".split())
_BEFORE_NOW = frozenset((("last", "time"), ("years", "ago"), ("last", "year"), ("last", "week")))


class Told(NamedTuple):
    """The words of a text, with ``MASK`` for those that answer nothing.

    ``asked`` are only asked, and not told either; ``asking`` says that something is. ``theirs``
    are told of somebody else.
    """

    tokens: tuple[str, ...]
    asked: frozenset[int]
    asking: bool
    theirs: frozenset[int] = frozenset()


def what_is_told(text: str, others: Collection[str] = ()) -> Told:
    """Mask what a text only asks or tells of. ``others`` are words for people it is not for."""
    tokens: list[str] = []
    asked: set[int] = set()
    theirs: set[int] = set()
    for sentence in _SENTENCE.findall(text):
        words = tokenise(sentence)
        marked = "?" in sentence or "\uff1f" in sentence
        parts = list(_parts(words))
        asks = _is_asked(words, marked=marked) and not _asks_for(words)
        only_last = bool(words) and words[0] not in ASKS_FIRST and len(parts) > 1
        for number, (start, end) in enumerate(parts):
            here = len(tokens)
            part = words[start:end]
            if _is_of_others(part, others):
                theirs.update(range(here, here + len(part)))
            if asks and (not only_last or number == len(parts) - 1):
                asked.update(range(here, here + len(part)))
                tokens += [token if token in (STOP, PAUSE) else MASK for token in part]
            elif _is_story(part, others):
                tokens += [token if token in (STOP, PAUSE) else MASK for token in part]
            else:
                tokens += part
    return Told(tuple(tokens), frozenset(asked), bool(asked), frozenset(theirs))


def _parts(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence, divided at commas and at words such as "but"."""
    start = 0
    for at, word in enumerate(words):
        if at > start and (word in _TURNS or words[at - 1] == PAUSE):
            yield start, at
            start = at
    if start < len(words):
        yield start, len(words)


def _is_asked(words: Sequence[str], *, marked: bool) -> bool:
    return marked or (len(words) > 2 and words[0] in ASKS_FIRST)


def _asks_for(words: Sequence[str]) -> bool:
    """Whether a question is a wish: "can I do zoom", "is there one on the phone", "any online"."""
    said = [word for word in words if word not in POLITE and word not in (STOP, PAUSE)]
    while said and said[0] in ("and", "also", "ok", "okay", "but", "n", "actually", "wait", "no"):
        said.pop(0)
    first, second, third = (*said[:3], "", "", "")[:3]
    if first in _MODALS and second in _ASKER:
        return third in _GETTING or third in ("like", "love")
    if first in _MODALS and (second in _GETTING or second in _WISHED):
        return True  # "would rather meet people", "can do the phone": the "I" is left out
    if first in ("is", "are", "r") and second in _OFFERED:
        return True
    if first in ("do", "have") and second in ("u", "you", "ye", "yous", "youse"):
        return third in _HAVING or third in _OFFERED or first == "have"
    return (
        first in ("any", "anything", "got", "owt")
        or (first in ("what", "how", "wot") and second == "about")
        or "instead" in said
    )


def _is_story(part: Sequence[str], others: Collection[str]) -> bool:
    """Whether a part tells of the past, or of somebody else: "last time zoom kept crashing"."""
    said = [word for word in part if word not in POLITE and word not in (STOP, PAUSE)]
    if len(said) <= LONGEST_ANSWER:
        return False
    if not _WISHING.isdisjoint(said) or ("never", "had") in pairwise(said):
        return False
    if _tells_an_age(said):
        return _is_of_others(part, others)
    before_now = any(pair in _BEFORE_NOW for pair in pairwise(said))
    told = any(_is_over(said, at) for at in range(len(said))) and ("i", "said") not in pairwise(
        said
    )
    return _is_of_others(part, others) or before_now or told


def _tells_an_age(said: Sequence[str]) -> bool:
    """Whether a part tells how old somebody is now: "i turned 12 last week"."""
    if not _BIRTHDAY.isdisjoint(said):
        return True
    return any(a == "turned" and b.isdecimal() for a, b in pairwise(said))


def _is_of_others(part: Sequence[str], others: Collection[str]) -> bool:
    """Whether a part tells of somebody of theirs: "my neighbour has a wheelchair"."""
    said = [word for word in part if word not in POLITE and word not in (STOP, PAUSE)]
    return len(said) > 1 and said[0] in OWN and not set(said[1:4]).isdisjoint(others)


def _is_over(said: Sequence[str], at: int) -> bool:
    """Whether a word tells of what is over: "once the kids are in bed" and "for once" do not."""
    before, after = "".join(said[at - 1 : at]), "".join(said[at + 1 : at + 2])
    if said[at] == "once":
        return before not in ("for", "at") and after not in _ONCE
    if said[at] == "before":
        return not after or after in ("and", "n", "when", "with")
    if said[at] == "used":
        return (before, after) == ("i", "to") or after != "to"
    return said[at] in _OVER
