"""What the text says of the words it holds: the open question's own, and which are ruled out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from chatbot.flow import Kind, Question
from chatbot.understanding.denial.denying import NEGATORS, Bears, Hit, is_denied, ruled_out_after
from chatbot.understanding.lists.choosing import by_hits
from chatbot.understanding.lists.options import Choice, Chooser, counts, told
from chatbot.understanding.lists.own_words import own_words
from chatbot.understanding.wishes.fitting import fitting
from chatbot.understanding.wishes.flowreader import ANY, OTHERWISE, FlowReader
from chatbot.understanding.words.tokens import PAUSE, STOP

_JOINS = frozenset(("or", "and", "n", "nor", "but", "not", "also", PAUSE))
_NEAR = 3
"""Words between two ways that are ruled out together."""
MOST_EARLIER = 12
"""Hits before one that may say whether it is ruled out."""


class Own(NamedTuple):
    """What the open question is answered with in its options' own words, and by which of them.

    ``longer`` are the flow's wordings for it, ``passed_over`` what they decide instead.
    """

    choice: Choice = Choice()
    hits: Sequence[Hit] = ()
    longer: Mapping[tuple[int, int], Collection[str]] = MappingProxyType({})
    passed_over: Sequence[Hit] = ()
    why: Sequence[str] = ()


def judged(
    reader: FlowReader, tokens: Sequence[str], found: Sequence[Hit], own: Sequence[Hit] = ()
) -> list[Hit]:
    """Return hits in the order of the text, and of each whether it is ruled out."""
    hits: list[Hit] = []
    for hit in sorted(found):
        bears = reader.bears[hit.question]
        same = [each for each in own if each.question == hit.question]
        known = sorted((*same, *hits[-MOST_EARLIER:]))
        earlier = [each for each in known if each.end <= hit.start]
        said = _after_a_refusal(tokens, hit, own) if bears is Bears.NEED else tokens
        denied = is_denied(said, hit.start, hit.end, earlier, bears)
        hits.append(hit._replace(denied=denied))
    for at in range(len(hits) - 1, 0, -1):
        hit, before = hits[at], hits[at - 1]
        joined = tokens[before.end : hit.start] in (["and"], ["n"], ["or"])
        if joined and hit.denied and before.question == hit.question:
            after = ruled_out_after(tokens, hit.end, reader.bears[hit.question])
            hits[at - 1] = before._replace(denied=before.denied or after)
    return hits


def _after_a_refusal(tokens: Sequence[str], need: Hit, own: Sequence[Hit]) -> Sequence[str]:
    """Return the words without those that rule out a way before a need that nothing joins to it.

    The "not" of "not phone my english is bad" reaches no further than the phone.
    """
    out = [hit.end for hit in own if hit.denied and hit.end <= need.start]
    if not out or not _JOINS.isdisjoint(tokens[max(out) : need.start]):
        return tokens
    return [*[STOP] * max(out), *tokens[max(out) :]]


def longer_wordings(
    reader: FlowReader, chooser: Chooser, tokens: Sequence[str]
) -> dict[tuple[int, int], set[str]]:
    """Return where the flow's wordings for a question stand, and which options they mean.

    ANY stands for one that leaves the question open, "" for words to be ignored.

    What is found once an option's own words are taken out may be none of them: in "see people on
    the screen" nobody is seen in person.
    """
    found: dict[tuple[int, int], set[str]] = {}
    for (name, value), start, end in fitting(reader, tokens):
        if name.rstrip(OTHERWISE + ANY) == chooser.question.name:
            found.setdefault((start, end), set()).add(ANY if name.endswith(ANY) else value)
    for hit in reader.anywhere.spans(tokens):
        if hit.question == chooser.question.name:
            found.setdefault((hit.start, hit.end), set()).add(hit.value)
    return found


def _in_own_words(
    reader: FlowReader,
    chooser: Chooser,
    tokens: Sequence[str],
    found: Sequence[Hit],
    wordings: Mapping[tuple[int, int], Collection[str]],
) -> tuple[list[Hit], list[Hit]]:
    """Return the words of the open question's options that decide, and what is passed over.

    ``found`` are those in the text. A longer wording of the flow decides instead. Ways to meet are
    liked or not: "zoom is hell".
    """
    if chooser.question.kind is Kind.MANY and reader.bears[chooser.question.name] is Bears.WISH:
        found = judged(reader, tokens, found)
    longer = [
        Hit(start, end, chooser.question.name, value, False)
        for (start, end), values in wordings.items()
        for value in values
    ]
    out = [each for each in longer if not each.value]
    plain = [hit for hit in found if not any(_holds(each, hit) for each in out)]
    longer = [each for each in longer if not _is_listed_out(each, found, plain)]
    kept = [hit for hit in found if not any(_decides(tokens, each, hit) for each in longer)]
    ignored = [each._replace(value="") for each in longer if each.value in ("", ANY)]
    return kept, [*ignored, *(hit for hit in found if hit not in kept)]


def _holds(longer: Hit, hit: Hit) -> bool:
    return longer.start <= hit.start and hit.end <= longer.end


def _is_listed_out(ignored: Hit, found: Sequence[Hit], plain: Sequence[Hit]) -> bool:
    """Whether words to be ignored are one of a list of ways ruled out: "no phone, zoom or chat".

    ``plain`` are the words that nothing ignores.
    """
    if ignored.value or not any(hit.denied and _holds(ignored, hit) for hit in found):
        return False
    return any(
        hit.denied
        and (0 <= hit.start - ignored.end <= _NEAR or 0 <= ignored.start - hit.end <= _NEAR)
        for hit in plain
    )


def _decides(tokens: Sequence[str], longer: Hit, hit: Hit) -> bool:
    """Whether a longer wording says otherwise than an option's own words in it.

    What an "or" joins to it is an answer of its own: "phone or video".
    """
    within = _holds(longer, hit)
    before, after = tokens[longer.start : hit.start], tokens[hit.end : longer.end]
    if within and not _JOINS.isdisjoint((*before[-1:], *after[:1])):
        return False
    if not within or longer.end - longer.start <= hit.end - hit.start:
        return False
    if not longer.value and hit.denied:
        return tokens[longer.start] in NEGATORS
    return hit.denied if longer.value == hit.value else True


def without_ignored(reader: FlowReader, chooser: Chooser, tokens: Sequence[str]) -> list[str]:
    """Return the words that may nearly name an option, without those that are to be ignored."""
    written = chooser.language.written_out(tokens)
    mended, _ = chooser.speller.mend(written, 4, chooser.language.known)
    left = list(mended)
    for (start, end), values in longer_wordings(reader, chooser, mended).items():
        if "" in values or ANY in values:
            left[start:end] = [STOP] * (end - start)
    return left


def of_open_question(reader: FlowReader, question: Question, tokens: list[str]) -> Own:
    """Return what the options' own words say of the open question."""
    if not question.options:
        return Own()
    chooser = reader.asked[question.name]
    mended, why = chooser.speller.mend(tokens, 4, reader.language.known)
    named = own_words(chooser, mended)
    if not named:
        return Own(why=why)
    longer = longer_wordings(reader, chooser, mended)
    found, passed_over = _in_own_words(reader, chooser, mended, named, longer)
    hits = [hit for hit in found if counts(chooser, hit, mended)]
    why += [
        f"{told(hit, mended)}: left, an everyday word in a long text"
        for hit in found
        if hit not in hits
    ]
    choice = by_hits(chooser, hits, mended) if hits else Choice()
    return Own(choice, hits, longer, passed_over, why)
