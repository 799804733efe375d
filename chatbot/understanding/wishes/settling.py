"""What the phrases found in a text come to: chosen, ruled out, or one answer given twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.flow import Question
from chatbot.understanding.denial.denying import Bears, Hit
from chatbot.understanding.lists.options import Choice
from chatbot.understanding.numbers.numberwords import CHANGED
from chatbot.understanding.wishes.busy import without_busy_times, without_reasons_for_times
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.wishes.hearsay import without_hearsay
from chatbot.understanding.words.tokens import STOP

_CHANGED = CHANGED - {"no"}
_NO_CONCLUSION = frozenset(
    "long far many much that does do is are am will would can did so hard tired sorry sick "
    "fed".split()
)
"""Words after a "so" that draws no conclusion: "so long as", "so does my wife"."""
_ONLY = frozenset("just only".split())
"""Words after a change of mind that take back all before it: "insta, zoom, actually just zoom"."""

_GATHERINGS = frozenset(
    "meet meets meetup meetups get gathering gatherings coffee drop hang meeting".split()
)
"""Words a gathering begins with, which the way before them tells more of: "zoom get together"."""
_JOINED = frozenset("or and n".split())
_NETS = frozenset("internet web net computer online".split())
"""Words that only tell where a chat is: "internet forum"."""


def _last_minded(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Leave out what somebody changed their mind about: "evenings, sorry mornings"."""
    kept: list[Hit] = []
    following: dict[str, Hit] = {}
    taken_back: set[str] = set()
    for hit in reversed(hits):
        after = following.get(hit.question)
        following[hit.question] = hit
        between = tokens[hit.end : after.start] if after and not after.denied else ()
        if hit.question in taken_back:
            continue
        if not _is_change(between):
            kept.append(hit)
        elif not _ONLY.isdisjoint(between):
            taken_back.add(hit.question)
    return kept[::-1]


def _without_reasons(
    hits: Sequence[Hit], reader: FlowReader, tokens: Sequence[str]
) -> Sequence[Hit]:
    """Leave out what only gives the reason: "I drive nights so it has to be the daytime"."""
    places = [at for at, token in enumerate(tokens) if token == "so" and _concludes(tokens, at)]
    if not places:
        return hits
    reasons: set[Hit] = set()
    for at in places:
        opens, ends = _reach(tokens, at)
        wished = [hit for hit in hits if at < hit.start < ends and not hit.denied]
        for hit in hits:
            counts = opens <= hit.start < at and not hit.denied
            if not counts or reader.bears[hit.question] is not Bears.WISH:
                continue
            values = {each.value for each in wished if each.question == hit.question}
            if values and hit.value not in values:
                reasons.add(hit)
    return [hit for hit in hits if hit not in reasons]


def _without_compounds(hits: Sequence[Hit], tokens: Sequence[str]) -> Sequence[Hit]:
    """Leave out the half of two words that is no way of its own: "online meet up"."""
    out: set[Hit] = set()
    for first, then in pairwise(hits):
        beside = then.start in (first.end, first.end - 1) and first.question == then.question
        if not beside or first.value == then.value or first.denied != then.denied:
            continue
        if tokens[first.end - 1] in _NETS and tokens[then.start] in ("forum", "forums", "chat"):
            out.add(first)
        elif tokens[then.start] in _GATHERINGS and tokens[first.end - 1] not in _JOINED:
            out.add(then)
    return [hit for hit in hits if hit not in out] if out else hits


def _concludes(tokens: Sequence[str], at: int) -> bool:
    return tokens[at + 1 : at + 2] != [] and tokens[at + 1] not in _NO_CONCLUSION


def _reach(tokens: Sequence[str], at: int) -> tuple[int, int]:
    """Return where the reason before a "so" begins, and where what follows from it ends."""
    ends = next((end for end in range(at, len(tokens)) if tokens[end] == STOP), len(tokens))
    start = at - 1 if at and tokens[at - 1] == STOP else at
    opens = next((first for first in range(start, 0, -1) if tokens[first - 1] == STOP), 0)
    return opens, ends


def _without_what_is_out_of_place(
    chosen: dict[str, tuple[str, ...]], reader: FlowReader
) -> dict[str, tuple[str, ...]]:
    """Leave out what makes no sense beside the rest: "no cameras, just a phone call"."""
    kept = {name: values for name, values in chosen.items() if values}
    for (name, value), (other, needed) in reader.only_with.items():
        if value in kept.get(name, ()) and needed not in kept.get(other, (needed,)):
            kept[name] = tuple(each for each in kept[name] if each != value)
    return {name: values for name, values in kept.items() if values}


def _is_change(between: Sequence[str]) -> bool:
    """Whether these words take back what was before them; "no" only next to what is meant."""
    if len(between) > 4:
        return False
    return between[-1:] in (["no"], ("no",)) or not _CHANGED.isdisjoint(between)


def sort_hits(
    hits: Sequence[Hit],
    reader: FlowReader,
    question: Question | None,
    choice: Choice,
    tokens: Sequence[str],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], bool]:
    """Return what is chosen and what is ruled out, by question, and whether one answer has two."""
    chosen: dict[str, tuple[str, ...]] = {}
    refused: dict[str, tuple[str, ...]] = {}
    if question is not None and choice.refused:
        refused[question.name] = choice.refused
    if question is not None and choice.values and choice.values != choice.refused:
        chosen[question.name] = choice.values
    said: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    wished = without_busy_times(_without_reasons(sorted(hits), reader, tokens), tokens)
    wished = without_reasons_for_times(wished, tokens, reader.opinions)
    wished = without_hearsay(_without_compounds(wished, tokens), tokens)
    for hit in _last_minded(wished, tokens):
        words = tuple(tokens[hit.start : hit.end])
        before = said.setdefault((hit.question, hit.value), set())
        if hit.denied and before - {words}:
            continue  # "weekends but not sundays" takes only a part
        if not hit.denied:
            before.add(words)
        into, other = (refused, chosen) if hit.denied else (chosen, refused)
        if hit.value not in into.get(hit.question, ()):
            into[hit.question] = (*into.get(hit.question, ()), hit.value)
        if hit.value in other.get(hit.question, ()):
            left = tuple(value for value in other[hit.question] if value != hit.value)
            other[hit.question] = left
    chosen = _without_what_is_out_of_place(chosen, reader)
    refused = {name: values for name, values in refused.items() if values}
    several = choice.several
    for name in reader.one_answer & chosen.keys():
        if len(chosen[name]) > 1:
            several = several or (question is not None and question.name == name)
            del chosen[name]
    return chosen, refused, several
