"""Which answers a text takes off again: "take the wheelchair thing off", "the loop can go".

Only what was answered before can be taken off, so that everyday words of an option will do: "the
kids bit" is the answer about bringing children, where that was given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from chatbot.flow import Flow, Kind
from chatbot.understanding.denial.phrasebook import phrase_words
from chatbot.understanding.lists.options import SMALL_WORDS
from chatbot.understanding.words.manners import POLITE
from chatbot.understanding.words.tokens import PAUSE, STOP

Answer = tuple[str, str]
"""A question and one of its values."""
_WIDEST = 3
"""Options whose wordings may share a word that still names them."""
_REACH = 8
_LABELLED = 20
"""How much a word of an option's own label counts beside one of its wordings."""
_NAMELESS = SMALL_WORDS | frozenset(
    "not no without cannot cant dont off can able all any anyone own like good meet meeting talk "
    "chat_with friendly new help support able see bring come here there make sure set".split()
)
_VERBS = frozenset(
    "forget scrap scrub drop bin ditch remove delete lose cancel undo unselect untick strike wipe "
    "clear cross chuck withdraw minus dump binning removing dropping ignore disregard lift "
    "rescind".split()
)
_WITH_OFF = frozenset(
    "take tak tek taking leave cross strike cut knock get rub turn switch come go".split()
)
_OFF = frozenset("off out aff oot away head".split())
_NEEDING = frozenset("need want require needs wants needing wanting requires".split())
_NOT = frozenset(
    "dont doesnt didnt dinnae disnae divvent not no never neednt wont cannae cant aint isnt isny "
    "wasnt needna havent nae nee".split()
)
_HELD_BACK = frozenset("dont never not to cant didnt wont dinnae".split())
"""Before a verb of taking off they turn it round: "dont forget the loop"."""
_PAIRS = frozenset((
    ("rid", "of"), ("away", "with"), ("do", "without"), ("no", "more"), ("instead", "of"),
    ("rather", "than"), ("no", "longer"), ("need", "for"), ("gerrid", "of"), ("shot", "of"),
    ("grown", "out"), ("stop", "the"),
))  # fmt: skip
_TURNS = frozenset(
    "but instead just put make mek prefer rather use try add keep id ill swap so because cos coz "
    "as since meant mean".split()
)
_POINTING = POLITE | frozenset(
    "that it them this those these bit bits one part thing things u you can just the so now "
    "again all please em then dat".split()
)
_GONE = frozenset((
    ("can", "go"), ("could", "go"), ("should", "go"), ("must", "go"), ("isnt", "needed"),
    ("not", "needed"), ("no", "longer"), ("not", "need"), ("no", "need"), ("not", "necessary"),
    ("be", "necessary"), ("a", "mistake"), ("is", "wrong"), ("was", "wrong"), ("an", "error"),
    ("come", "off"), ("be", "removed"), ("be", "dropped"), ("aint", "needed"), ("by", "mistake"),
    ("by", "accident"), ("in", "error"), ("after", "all"), ("not", "required"),
    ("isnt", "necessary"), ("anymore", "."), ("any", "more"), ("no", "use"), ("isnt", "right"),
    ("not", "right"),
))  # fmt: skip
_LEFT_OUT = frozenset("off out aff oot wrong".split())
_ENDS = frozenset((STOP, PAUSE, "please", "pls", "ta", "thanks"))
_SWITCHED = frozenset("camera cam webcam camra video mic".split())
"""What is switched off, and not left out: "camera off"."""
_PRESSED = frozenset("said put pressed clicked ticked chose picked hit tapped typed".split())
_MEANT = frozenset(
    "meant ment mean should shoulda shouldve mistake accident wrong error sorry accidentally "
    "intended".split()
)
_MIGHT = frozenset("should shoulda shouldve have had of to could would".split())
_ALL = frozenset("all any every everything them my the whole em extra those these".split())
_ONLY = frozenset("just only".split())


class _Span(NamedTuple):
    """Words that are taken off. ``told``: by a verb, which may take off all ("my needs")."""

    start: int
    end: int
    told: bool = True


class Naming(NamedTuple):
    """The options that a telling word names; ``labels`` are words of their own labels."""

    words: Mapping[str, frozenset[Answer]]
    labels: frozenset[str]


def naming_of(flow: Flow) -> Naming:
    """Return, for each telling word, the options it names: those most of whose wordings hold it."""
    held: dict[str, Counter[Answer]] = {}
    labels: set[str] = set()
    for question in flow.questions:
        if question.kind is not Kind.MANY:
            continue
        for option in question.options:
            answers = [(question.name, option.value), question.implies]
            counted = Counter(
                word
                for text in (*option.also, *option.when_asked)
                for word in set(_with_plurals(phrase_words(text)))
            )
            own = _names_in(option.label) | _names_in(option.said)
            labels |= own
            counted.update(dict.fromkeys(own, _LABELLED))
            for word, count in counted.items():
                for answer in filter(None, answers):
                    held.setdefault(word, Counter())[answer] += count
    named = {word: _most(counts) for word, counts in held.items() if word not in _NAMELESS}
    few = {word: answers for word, answers in named.items() if len(answers) <= _WIDEST}
    return Naming(few, frozenset(labels))


def _with_plurals(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{word}s" for word in words)]


def _names_in(label: str) -> set[str]:
    """Return the words of a label, with their plurals, and each two that stand together."""
    words = phrase_words(label)
    return {*_with_plurals(words), *map(" ".join, pairwise(words))}


def _most(counts: Counter[Answer]) -> frozenset[Answer]:
    most = max(counts.values())
    return frozenset(answer for answer, count in counts.items() if 2 * count >= most)


def taken_off(
    tokens: Sequence[str],
    naming: Naming,
    called: Mapping[tuple[str, ...], str],
    kept: Collection[Answer],
) -> frozenset[Answer]:
    """Return which of the answers ``kept`` the text takes off."""
    found: set[Answer] = set()
    for span in _spans(tokens):
        words = tokens[span.start : span.end]
        if not span.told and _names_a_question(tokens[span.start : span.end + 1], called):
            continue
        named = _named(words, naming, kept)
        found |= named or (_all_of(words, called, kept) if span.told else set())
    return frozenset(found)


def _names_a_question(words: Sequence[str], called: Mapping[tuple[str, ...], str]) -> bool:
    """Whether it is a question that is wrong and no answer: "the wrong thing for access needs"."""
    pairs = pairwise(words)
    return any(pair in called for pair in pairs)


def _named(words: Sequence[str], naming: Naming, kept: Collection[Answer]) -> set[Answer]:
    """Return the answers that the words name; where some do by their labels, only those.

    A word behind one of a label belongs to it: the room of "quiet room" is no meeting in person.
    """
    found: set[Answer] = set()
    labelled: set[Answer] = set()
    told = [
        word
        for before, word in pairwise(("", *words))
        if before not in naming.labels or before not in naming.words
    ]
    for word in (*told, *map(" ".join, pairwise(words))):
        here = naming.words.get(word, frozenset()).intersection(kept)
        if len(here) == 1:
            found |= here
            labelled |= here if word in naming.labels else set()
    sure = {question for question, _ in labelled}
    return labelled | {answer for answer in found if answer[0] not in sure}


def _all_of(
    words: Sequence[str], called: Mapping[tuple[str, ...], str], kept: Collection[Answer]
) -> set[Answer]:
    """Return all answers to a question that is named: "remove all my needs"."""
    if _ALL.isdisjoint(words):
        return set()
    names = {called[(word,)] for word in words if (word,) in called}
    return {answer for answer in kept if answer[0] in names}


def _spans(tokens: Sequence[str]) -> Iterator[_Span]:
    """Yield the words that are taken off, or among which stands what is."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else STOP
        pair = (token, tokens[at + 1]) if at + 1 < len(tokens) else (token, STOP)
        if token in _VERBS and before not in _HELD_BACK:
            yield from _pointed_at(tokens, at, _until(tokens, at + 1))
        elif token in _WITH_OFF and before not in _HELD_BACK:
            yield from _with_off(tokens, at)
        elif pair in _PAIRS:
            yield _until(tokens, at + 2)
        elif token in _NOT:
            yield from _not_wanted(tokens, at)
        elif token in _PRESSED and before not in _MIGHT and not _MEANT.isdisjoint(tokens):
            yield _until(tokens, at + 1)._replace(told=False)
        left_out = token in _LEFT_OUT and before not in _SWITCHED and pair[1] in _ENDS
        if pair in _GONE or left_out:
            yield _Span(_begin(tokens, at), at, told=False)


def _until(tokens: Sequence[str], start: int) -> _Span:
    """Return the words from ``start`` to where something else begins."""
    end = start
    while end < len(tokens) and end < start + _REACH:
        if tokens[end] in (STOP, PAUSE) or (end > start and tokens[end] in _TURNS):
            break
        if end > start and tokens[end] in _NEEDING and tokens[end - 1] not in _ALL:
            break
        end += 1
    return _Span(start, end)


def _begin(tokens: Sequence[str], at: int) -> int:
    """Return where the words before ``at`` begin: their clause, or what turns it."""
    start = at
    while start > 0 and tokens[start - 1] not in (STOP, PAUSE, "but", "and"):
        start -= 1
    return max(start, at - _REACH)


def _pointed_at(tokens: Sequence[str], at: int, span: _Span) -> Iterator[_Span]:
    """Yield what is meant: the words themselves, or all before "... so bin that"."""
    yield span
    if at and all(word in _POINTING or word in _OFF for word in tokens[span.start : span.end]):
        yield _Span(max(0, at - 2 * _REACH), at)


def _with_off(tokens: Sequence[str], at: int) -> Iterator[_Span]:
    """Read "take ... off", "leave off ..." and "... so take that out"."""
    off = next((to for to in range(at + 1, min(at + _REACH, len(tokens))) if tokens[to] in _OFF), 0)
    if not off or STOP in tokens[at:off] or tokens[off - 1] in _SWITCHED:
        return
    if off == at + 1:
        span = _until(tokens, off + 1)
    else:
        span = _Span(at + 1, off)
        if tokens[off + 1 : off + 2] in (["of"], ("of",)) and tokens[off + 2 : off + 3] not in (
            ["it"],
            ("it",),
        ):
            span = _Span(at + 1, _until(tokens, off + 2).end)
    yield from _pointed_at(tokens, at, span)


def _not_wanted(tokens: Sequence[str], at: int) -> Iterator[_Span]:
    """Read "dont need ...", "doesnt have to be ...", "not online after all"."""
    after = tokens[at + 1 : at + 4]
    if not after or after[0] in _ONLY:
        return
    wanting = [place for place, word in enumerate(after) if word in _NEEDING]
    if wanting and wanting[0] < 2:
        yield _until(tokens, at + 2 + wanting[0])
    elif "have" in after[:2] or (tokens[at] == "neednt"):
        yield _until(tokens, at + 1)
    elif "say" in after[:1] or "mean" in after[:1] or "ask" in after[:1]:
        end = _until(tokens, at + 2).end
        yield _Span(at + 2, min(end, at + 5))
