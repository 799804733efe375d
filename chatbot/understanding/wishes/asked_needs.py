"""What somebody needs by what they only ask or tell of: "do they meet upstairs", "no ramp there".

At the question what they need, whoever asks for it needs it, and what went wrong last time is what
they need now. What a word means is no need: "what is a hearing loop?".
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Question
from chatbot.understanding.denial.denying import Bears, Hit
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.wishes.hits import find_hits
from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import MASK, PAUSE, STOP

_FEWEST = 3
"""Words of a question from which it says more than the name of an option: "captions?"."""
_LONG = 34
"""Words beyond which a text is a story, of which only the plain words are an answer."""
_LEADING = POLITE | frozenset("and but also sorry just ok okay wait sorry erm".split())
_WHAT_GOES_ON = frozenset("about if floor happens kind sort time".split())
"""Words after a "what" that asks for no meaning: "what about stairs", "what floor is it on"."""
_HOW_GOES_ON = frozenset("many much big wide quiet loud busy noisy far high steep small".split())
_AT_STAKE = frozenset("point cost costs charge charges".split())
"""Words that ask for nothing to be explained: "whats the point without a signer"."""
_HOW_OF_MINE = frozenset("i we my am me".split())
_MEANING = frozenset("mean means meaning meant definition asking ask stands".split())
_WONDERING = (("you", "want", "to", "know"), ("you", "need", "to", "know"), ("stand", "for"),
    ("have", "to", "be"), ("need", "to", "be"), ("got", "to", "be"), ("same", "as"),
    ("only", "for"), ("just", "for"), ("different", "to"),
    ("what", "is", "that"),
    ("what", "that"), ("difference", "between"))  # fmt: skip
"""Words of a question that asks about a group or an option, and not for it."""


def asked_needs(
    reader: FlowReader,
    question: Question | None,
    tokens: Sequence[str],
    taken: frozenset[str] = frozenset(),
    theirs: frozenset[int] = frozenset(),
) -> list[Hit]:
    """Return what a text asks for that the open question is about, nothing that it rules out.

    ``taken`` words are a place already, and those at ``theirs`` tell of somebody else.
    """
    if question is None or len(tokens) > _LONG or reader.bears[question.name] is not Bears.NEED:
        return []
    names = {question.name, *reader.implying.get(question.name, ())}
    own = [
        MASK if at in theirs and token not in (STOP, PAUSE) else token
        for at, token in enumerate(_without_meanings(tokens))
    ]
    _, hits, _ = find_hits(reader, own, None, taken, asking=True)
    return [hit for hit in hits if hit.question in names and not hit.denied]


def only_asks_about(tokens: Sequence[str]) -> bool:
    """Whether a text asks what a word means, or why something is asked, and nothing else."""
    return all(token in (STOP, PAUSE, MASK) for token in _without_meanings(tokens))


def _without_meanings(tokens: Sequence[str]) -> list[str]:
    """Stand in for the sentences that ask what a word means, or why something is asked."""
    left, start = list(tokens), 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at] == STOP:
            if _asks_about(tokens[start:at]):
                left[start:at] = [MASK] * (at - start)
            start = at + 1
    return left


def _asks_about(sentence: Sequence[str]) -> bool:
    said = [token for token in sentence if token != PAUSE]
    while said and said[0] in _LEADING:
        said.pop(0)
    first, second = (*said[:2], "", "")[:2]
    if not _AT_STAKE.isdisjoint(said):
        return False
    if len(said) < _FEWEST or first in ("why", "whys", "whats", "wats", "wots"):
        return True
    if first in ("what", "wot", "wat"):
        return second not in _WHAT_GOES_ON
    if first == "how":
        return second not in _HOW_GOES_ON and _HOW_OF_MINE.isdisjoint(said)
    pairs = {tuple(said[at : at + len(way)]) for way in _WONDERING for at in range(len(said))}
    return not _MEANING.isdisjoint(said) or not pairs.isdisjoint(_WONDERING)
