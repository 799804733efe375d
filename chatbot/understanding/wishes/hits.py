"""Which of a flow's words a text holds, and which of these count where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from chatbot.flow import Question
from chatbot.understanding.changes.restating import AROUND, CORRECTING
from chatbot.understanding.denial.denying import Hit, is_denied
from chatbot.understanding.denial.obstacles import is_in_the_way
from chatbot.understanding.lists.options import Choice, told
from chatbot.understanding.wishes.barring import barred
from chatbot.understanding.wishes.fitting import fitting
from chatbot.understanding.wishes.flowreader import ANY, OTHERWISE, FlowReader
from chatbot.understanding.wishes.judging import Own, judged, of_open_question
from chatbot.understanding.wishes.preferring import linked, weighed
from chatbot.understanding.words import manners
from chatbot.understanding.words.scripts import script_of
from chatbot.understanding.words.tokens import MASK, PAUSE, STOP

SHORTEST_MENDED = 4
"""Letters a word needs to be mended where its question is not open: "lone" is no "phone"."""
LONGEST = 24
"""Words a phrase may reach over, with its gaps."""
_SMALL = frozenset("in on by the of and at near to upon with for from under le".split())
"""Words of a place's name that are mostly no part of one."""
_GREETED = frozenset("morning afternoon evening evenin".split())
"""Times of the day that are a greeting at the head of a text: "Evening. Farmer, 60"."""
OLDEST = 99
"""The later age of an option that is for everybody above the earlier."""


def find_hits(
    reader: FlowReader,
    tokens: Sequence[str],
    question: Question | None,
    taken: frozenset[str],
    *,
    asking: bool,
    again: bool = False,
    correcting: bool = False,
    fresh: bool = False,
) -> tuple[Choice, list[Hit], list[str]]:
    """Return what the open question is answered with, the phrases of all others, and how.

    The open question's everyday words count, those of the others do not. ``taken`` words are
    a place already. ``again``: an everyday word may put another answer right ("and phone too").
    ``correcting``: even what was only kept may be taken back ("forget the exercise part").
    ``fresh``: nothing was asked before.
    """
    free = reader.language.written_out(_without_place(tokens, taken))
    free = _without_greeting(reader, free, fresh=fresh)
    known, said = reader.language.known, free
    own = of_open_question(reader, question, free) if question and not asking else Own()
    choice = own.choice
    for hit in own.hits:
        free = [*free[: hit.start], *[MASK] * (hit.end - hit.start), *free[hit.end :]]
    mended, how = reader.speller.mend(free, SHORTEST_MENDED, known)
    elsewhere, ignored, left = _all_hits(reader, mended, own.hits)
    elsewhere = _without_passed_over(elsewhere, own.passed_over)
    if choice.why and question is not None:
        elsewhere = [h for h in elsewhere if h.question != question.name or h[:2] in own.longer]
    elsewhere = weighed(reader, mended, elsewhere)
    elsewhere += _by_script(reader, tokens)
    if not asking:
        elsewhere = _with_everyday(reader, mended, elsewhere, ignored)
        if again and not elsewhere and not choice.values:
            elsewhere += _whole_alone(reader, mended)
        said = reader.speller.mend(said, SHORTEST_MENDED, known)[0] if own.hits else mended
        elsewhere += barred(reader, said, question, choice, elsewhere, fresh=fresh)
    elsewhere = _without_swallowed(question, elsewhere)
    if not correcting:
        elsewhere = [h for h in elsewhere if not (h.denied and h.question in reader.opinions)]
    why = [*_written_out(tokens, reader), *own.why, *how, *choice.why, *left]
    why += [told(hit, said if hit.denied else mended) for hit in elsewhere]
    return choice, elsewhere, why


def _by_script(reader: FlowReader, tokens: Sequence[str]) -> Iterator[Hit]:
    """Yield the option that a text written in another alphabet means."""
    script, at = script_of(tokens)
    if script in reader.scripts:
        yield Hit(at, at + 1, *reader.scripts[script], False)


def _without_passed_over(hits: Sequence[Hit], passed_over: Sequence[Hit]) -> list[Hit]:
    """Leave out words of the open question's options that a longer wording has decided on."""
    return [
        hit
        for hit in hits
        if not any(
            _within(hit, each, True) and each.value in ("", hit.value) for each in passed_over
        )
    ]


def _without_swallowed(question: Question | None, hits: list[Hit]) -> list[Hit]:
    """Leave out what is ruled out within an answer to the open question: "cant sit with men"."""
    name = question.name if question else ""
    answers = [hit for hit in hits if hit.question == name and not hit.denied]
    return [
        hit
        for hit in hits
        if not hit.denied
        or not any(each.start < hit.end and hit.start < each.end for each in answers)
    ]


def _with_everyday(
    reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit], ignored: Sequence[Hit]
) -> list[Hit]:
    """Add the everyday words that are a clause of their own, or stand beside an answer."""
    found = [*hits, *_clauses_alone(reader, tokens, hits)]
    return weighed(reader, tokens, [*found, *linked(reader, tokens, found, ignored)])


def _all_hits(
    reader: FlowReader, tokens: list[str], own: Sequence[Hit]
) -> tuple[list[Hit], list[Hit], list[str]]:
    """Return the hits of phrases and patterns, what is to be ignored, and what was for that.

    ``own`` are those of the open question, of which a "not" may go on: "no calls, phone or video".
    """
    fixed = sorted(reader.anywhere.spans(tokens))
    found, ignored, weak = dict.fromkeys(fixed), [], []
    for (question, value), start, end in fitting(reader, tokens):
        hit = Hit(start, end, question, value, False)
        if question.endswith(OTHERWISE):
            weak.append(hit._replace(question=question.removesuffix(OTHERWISE)))
        elif not value:
            ignored.append(hit._replace(question=question.removesuffix(ANY)))
        elif not any(_begins_within(hit, other) for other in _beside(hit, fixed)):
            found.setdefault(hit)
    ignored.sort()
    whole = frozenset(fixed)
    left = {
        hit
        for hit in found
        if any(_within(hit, other, hit in whole) for other in _beside(hit, ignored))
    }
    counted = sorted(hit for hit in found if hit not in left)
    longest = [
        hit for hit in counted if not any(_covers(other, hit) for other in _beside(hit, counted))
    ]
    hits = judged(reader, tokens, longest, own)
    answered = {hit.question for hit in hits if not hit.denied}
    answered |= {hit.question for hit in own if not hit.denied and hit[2:4] in reader.rivals}
    why = [f"{told(hit, tokens)}: left, part of words to be ignored" for hit in sorted(left)]
    open_still = [hit for hit in weak if hit.question not in answered]
    otherwise = [
        hit
        for hit in open_still
        if not any(_within(hit, other, False) for other in _beside(hit, ignored))
    ]
    hits = judged(reader, tokens, [*hits, *otherwise], own) if otherwise else hits
    return [*hits, *_in_the_way(reader, tokens, hits, ignored)], ignored, why


def _in_the_way(
    reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit], ignored: Sequence[Hit]
) -> Iterator[Hit]:
    """Yield what somebody asks for by ruling out what is in their way: "I hate stairs"."""
    for hit in reader.obstacles.spans(tokens):
        spoken_for = any(
            each.question == hit.question and each.start < hit.end and hit.start < each.end
            for each in (*hits, *ignored)
        )
        if not spoken_for and is_in_the_way(tokens, hit.start, hit.end):
            yield hit


def _beside(hit: Hit, ordered: Sequence[Hit]) -> Sequence[Hit]:
    """Return those of ``ordered`` hits that may overlap one, so that a long text is quick too."""
    first = bisect_left(ordered, (hit.start - LONGEST,))
    return ordered[first : bisect_left(ordered, (hit.end,))]


def _begins_within(hit: Hit, other: Hit) -> bool:
    """Whether it begins inside a fixed phrase of another option: "free or" in "step free or"."""
    same = hit.question == other.question and hit.value != other.value
    return same and other.start < hit.start < other.end


def _covers(longer: Hit, hit: Hit) -> bool:
    """Whether a longer hit says the same, and says for itself what is not meant."""
    same = longer.question == hit.question and longer.value == hit.value
    overlap = longer.start < hit.end and hit.start < longer.end
    if not (same and overlap) or longer is hit:
        return False
    return (longer.start - longer.end, longer.start) < (hit.start - hit.end, hit.start)


def _within(hit: Hit, other: Hit, whole: bool) -> bool:
    """Whether words to be ignored hold a hit: a fixed phrase whole, of another its last word."""
    begins = other.start <= hit.start if whole else other.start < hit.end
    return hit.question == other.question and begins and hit.end <= other.end


def _without_place(tokens: Sequence[str], taken: frozenset[str]) -> list[str]:
    """Stand in for a place, and leave its small words alone elsewhere.

    Somebody from Barrow in Furness may want to meet in person.
    """
    left = list(tokens)
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at] in taken:
            continue
        if not _SMALL.issuperset(tokens[start:at]):
            left[start:at] = [MASK] * (at - start)
        start = at + 1
    return left


def _without_greeting(reader: FlowReader, tokens: list[str], *, fresh: bool) -> list[str]:
    """Stand in for "good evening" at the start, which is no wish for evenings.

    Nor is "evening" when it is all that somebody's first text says.
    """
    for length in (2, 1):
        if tuple(tokens[:length]) in reader.greetings:
            return [*[MASK] * length, *tokens[length:]]
    if (
        tokens[:1]
        and tokens[0] in _GREETED
        and (tokens[1:2] in ([STOP], [PAUSE], ["all"]) or (fresh and len(tokens) == 1))
    ):
        return [MASK, *tokens[1:]]
    return tokens


def _clauses_alone(reader: FlowReader, tokens: Sequence[str], hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the everyday words that stand as a clause of their own in a text of several."""
    if not any(token in (STOP, PAUSE) for token in tokens):
        return
    spoken_for = {at for hit in hits for at in range(hit.start, hit.end)}
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at] not in (STOP, PAUSE):
            continue
        clause, first = manners.bare(tokens[start:at]), start
        if not CORRECTING.isdisjoint(clause):
            clause = tuple(token for token in clause if token not in AROUND)
            first = at - len(clause)
        if clause in reader.alone and not spoken_for.intersection(range(start, at)):
            name, value = reader.alone[clause]
            yield Hit(first, at, name, value, False)
        start = at + 1


def _written_out(tokens: Sequence[str], reader: FlowReader) -> Iterator[str]:
    """Yield which words were text-speak, like "fone -> phone"."""
    spelt = reader.language.textspeak
    for token in dict.fromkeys(tokens):
        if token in spelt:
            yield f"{token} -> {spelt[token]}"


def _whole_alone(reader: FlowReader, tokens: Sequence[str]) -> Iterator[Hit]:
    """Yield the everyday words that are all that a text holds, but for the words around them."""
    left = [
        at for at, token in enumerate(tokens) if token not in AROUND and token not in manners.MARKS
    ]
    if not left or len(left) > 3 or left[-1] - left[0] >= len(left) + 1:
        return
    start, end = left[0], left[-1] + 1
    for words in (tuple(tokens[start:end]), tuple(tokens[at] for at in left)):
        if words in reader.alone:
            name, value = reader.alone[words]
            yield Hit(start, end, name, value, is_denied(tokens, start, end))
            return
