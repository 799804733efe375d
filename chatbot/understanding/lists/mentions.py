"""What a clause makes of an option that it names: an answer, no answer, or neither.

"The pump these days", "yoga for me" and "make it Friday" answer. "I had pens as a bairn" was once,
"my mates are all in halls" is somebody else's, and "no more emails" is ruled out. Where some
clause answers only that counts (`tales.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from chatbot.understanding.denial.denying import Hit
from chatbot.understanding.denial.disliking import is_bad
from chatbot.understanding.denial.spurning import is_spurned_after, is_spurned_before
from chatbot.understanding.lists.mentionwords import (
    AFTER_OUT,
    AFTER_SAID,
    BEFORE_OUT,
    BEFORE_SAID,
    CHOICES,
    CLEFTS,
    ENDS,
    IMPERATIVES,
    KIN,
    LINKS,
    MINE,
    NOW,
    OTHERS,
    PAST,
    REFUSING,
    SELF,
    SMALL,
    STEPPED,
    SUBJECTS,
    TAKEN_BACK,
    TURNING,
    TURNS,
    VERBS,
    WISHING,
    Ways,
)
from chatbot.understanding.numbers.numberframes import CALM
from chatbot.understanding.words.tokens import PAUSE, STOP

_LONGEST = 5
"""Words of the longest way of saying in `mentionwords.py`."""
_MARKS = (STOP, PAUSE)
_FAR = 30
"""Words before and after a hit that its clause can have."""
_NAMED = "\x00"
"""Takes the place of an option's words, which say nothing of another."""
_ASIDE = frozenset("mind matter laugh judge ask worry forget bother hurt".split())
"""Words after a "dont" that rule nothing out: "and baking dont laugh"."""
_SAYING = frozenset("is are i im ive would best fine".split())
_WOULD = frozenset("would will is be suits".split())
_OPENING = frozenset("cuppa cup mug pint glass of a just mainly mostly".split())


class Stance(IntEnum):
    """What a clause says of an option that it names, from what is least an answer."""

    OUT = 0
    THEIRS = 1
    PAST = 2
    OPEN = 3
    ANSWERS = 4


class Clause(NamedTuple):
    """Where a clause stands, and the word or mark that it begins after."""

    start: int
    end: int
    lead: str


class Mention(NamedTuple):
    """An option named in a text, the clause it stands in, and what that says of it."""

    hit: Hit
    clause: Clause
    says: Stance


def mentions_in(hits: Sequence[Hit], tokens: Sequence[str], *, liked: bool = True) -> list[Mention]:
    """Return what the clause of each hit says of it. ``hits`` stand in order.

    ``liked``: what is said to be bad is ruled out. Of several it may be what help is wanted with.
    """
    clauses = clauses_of(tokens)
    masked = list(tokens)
    for hit in hits:
        masked[hit.start : hit.end] = [_NAMED] * (hit.end - hit.start)
    found: list[Mention] = []
    which = 0
    for at, hit in enumerate(hits):
        while which < len(clauses) - 1 and clauses[which].end <= hit.start:
            which += 1
        clause = clauses[which]
        last = hits[at + 1].start if at + 1 < len(hits) else len(tokens)
        says = _said_of(hit, clause, masked, max(hit.end, min(last, clause.end)))
        if liked and says is not Stance.OUT and _is_disliked(hit, tokens):
            says = Stance.OUT
        if says is Stance.OPEN and found and _goes_on_from(clause, hit, found[-1], tokens):
            says = found[-1].says
        found.append(Mention(hit, clause, says))
    return found


def stands_in(hit: Hit, tokens: Sequence[str]) -> tuple[Stance, int]:
    """Return what the clause of one hit says of it, and how many telling words it has besides."""
    first = max(0, hit.start - _FAR)
    tokens = tokens[first : hit.end + _FAR]  # so that many hits of a long text are little work
    hit = hit._replace(start=hit.start - first, end=hit.end - first)
    (mention,) = mentions_in([hit], tokens, liked=False)
    start, end, _ = mention.clause
    around = (*tokens[start : hit.start], *tokens[hit.end : end])
    return mention.says, sum(word not in SMALL and word not in CALM for word in around)


def opens_clause(hit: Hit, tokens: Sequence[str]) -> bool:
    """Whether a clause begins with it and goes on to say something of it: "school is hard"."""
    at = hit.start
    while at and tokens[at - 1] in _OPENING:
        at -= 1
    first = at == 0 or tokens[at - 1] in TURNS or tokens[at - 1] in _MARKS
    word, then, *_ = (*tokens[hit.end : hit.end + 2], "", "")
    return first and (word in _SAYING or word.isdecimal()) and then not in ("where", "when")


def _goes_on_from(clause: Clause, hit: Hit, before: Mention, tokens: Sequence[str]) -> bool:
    """Whether a clause without a verb goes on with the one before: "had syringes then pens"."""
    if clause is before.clause or clause == before.clause:
        between = tokens[before.hit.end : hit.start]
        return all(token in SMALL or token in ("and", "n", "or") for token in between)
    joined = clause.lead in ("then", "and", "or", "n") and before.clause.end + 1 >= clause.start
    return joined and VERBS.isdisjoint(tokens[clause.start : hit.start])


def clauses_of(tokens: Sequence[str]) -> list[Clause]:
    """Return the clauses: at marks, at "but" and the like, and where another subject begins."""
    found: list[Clause] = []
    start, lead, verb = 0, "", False
    for at, token in enumerate(tokens):
        ends = token in _MARKS or token in TURNS or token in ENDS or _is_and(tokens, at)
        begins = verb and token in SUBJECTS and tokens[at - 1] not in LINKS
        if ends or begins:
            if at > start:
                found.append(Clause(start, at, lead))
            lead = lead if at == start and lead in TURNING else token if ends else ""
            start, verb = at + ends, False
        verb = verb or token in VERBS
    if start < len(tokens) or not found:
        found.append(Clause(start, len(tokens), lead))
    return found


def _is_and(tokens: Sequence[str], at: int) -> bool:
    """Whether "and" or "then" begins a clause of its own, with a subject or a verb."""
    if tokens[at] == "then":
        return 0 < at < len(tokens) - 1 and tokens[at + 1] not in _MARKS
    if tokens[at] not in ("and", "n"):
        return False
    after = tokens[at + 1 : at + 5]
    end = next((end for end, word in enumerate(after) if word in TURNS or word in _MARKS), 4)
    after = after[:end]
    return after[:1] != [] and (after[0] in SUBJECTS or not VERBS.isdisjoint(after[1:]))


def _said_of(hit: Hit, clause: Clause, tokens: Sequence[str], last: int) -> Stance:
    """Return what the words before and after a hit in its clause say of it."""
    before, after = tokens[clause.start : hit.start], tokens[hit.end : last]
    if _is_out(hit, tokens, before):
        return Stance.OUT
    words = [word for word in (*before, *after) if word not in SMALL and word not in CALM]
    if set(words) <= {_NAMED}:
        return Stance.ANSWERS
    if _ends(CLEFTS, before):
        return Stance.ANSWERS
    theirs, past = _is_theirs(before), _is_past(before)
    if not theirs and not past and _answers_before(before):
        return Stance.ANSWERS
    if not past and _asks_after(after):
        return Stance.ANSWERS
    if theirs:
        return Stance.THEIRS
    if past:
        return Stance.PAST
    return Stance.OPEN if NOW.isdisjoint(words) else Stance.ANSWERS


def _is_out(hit: Hit, tokens: Sequence[str], before: Sequence[str]) -> bool:
    """Whether it is ruled out, or done with, by the words beside it."""
    if _ends(BEFORE_OUT, before):
        return True
    after = tokens[hit.end : hit.end + 9]
    at = 0
    while at < len(after) and after[at] in STEPPED:
        at += 1
    if starts(AFTER_OUT, after) or starts(AFTER_OUT, after[at:]):
        return True
    if after[:1] and after[0] in REFUSING and _ASIDE.isdisjoint(after[1:2]):
        return True
    return _is_taken_back(after)


def _is_disliked(hit: Hit, tokens: Sequence[str]) -> bool:
    spurned = is_spurned_after(tokens, hit.end) or is_spurned_before(tokens, hit.start)
    return spurned or is_bad(tokens, hit.end)


def _is_taken_back(after: Sequence[str]) -> bool:
    """Whether it is left out right after: "teeth are false so forget them"."""
    return any(
        after[at] in TAKEN_BACK and after[at + 1] in ("it", "them", "that", "those")
        for at in range(len(after) - 1)
    )


def _is_theirs(before: Sequence[str]) -> bool:
    """Whether a clause is about somebody else: "my mates are all in", "everyone goes on about"."""
    words = [word for word in before[:6] if word not in CALM or word in ("the", "our")]
    if not words:
        return False
    if words[0] in OTHERS:
        return True
    return words[0] in MINE and not KIN.isdisjoint(words[1:4])


def _is_past(before: Sequence[str]) -> bool:
    """Whether a clause is about what was: "i used to", "had X as a bairn"."""
    return not PAST.isdisjoint(before) and "been" not in before


def _answers_before(before: Sequence[str]) -> bool:
    """Whether the words before it ask for it, or say that it is so now."""
    if _ends(BEFORE_SAID, before):
        return True
    words = [word for word in before if word not in CALM or word in ("like", "go")]
    if words and words[0] in IMPERATIVES:
        return True
    if not CHOICES.isdisjoint(words):
        return True
    subjects = [at for at, word in enumerate(words) if word in SUBJECTS]
    if not subjects and words[:1] and words[0] in ("me", "us"):
        subjects = [0]
    if not subjects or words[subjects[-1]] not in SELF:
        return False
    return not WISHING.isdisjoint(words[subjects[-1] + 1 :])


def _asks_after(after: Sequence[str]) -> bool:
    """Whether the words after it ask for it: "X is best", "a letter through the post will do"."""
    if starts(AFTER_SAID, _without_small(after, CALM)):
        return True
    return any(
        after[at] in _WOULD and starts(AFTER_SAID, after[at:])
        for at in range(1, min(_LONGEST, len(after)))
    )


def _without_small(words: Sequence[str], small: frozenset[str]) -> Sequence[str]:
    at = 0
    while at < len(words) and words[at] in small and words[at] != "then":
        at += 1
    return words[at:] if at < len(words) else words


def starts(ways: Ways, words: Sequence[str]) -> bool:
    """Whether some way of saying stands at the head of the words."""
    return bool(words) and any(tuple(words[: len(way)]) == way for way in ways.get(words[0], ()))


def _ends(ways: Ways, words: Sequence[str]) -> bool:
    """Whether some way of saying ends the words, but for small words."""
    end = len(words)
    for _ in range(_LONGEST):
        if not end:
            return False
        known = ways.get(words[end - 1], ())
        if any(tuple(words[max(0, end - len(way)) : end]) == way for way in known):
            return True
        if words[end - 1] not in SMALL:
            return False
        end -= 1
    return False
