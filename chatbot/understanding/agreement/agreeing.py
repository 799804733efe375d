"""Yes, no, or not sure: what a text says to a question that asks no more than that.

"Not sure" is an answer of its own. What counts as which is heard in ``hearing``; how it weighs
against the rest of the text is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chatbot.understanding.agreement.concluding import (
    SUPPOSED,
    Clause,
    concluded,
    settled_by,
    without_how,
)
from chatbot.understanding.agreement.hearing import (
    SHORT_ENOUGH,
    Agreement,
    Heard,
    Says,
    Text,
    answers_nothing,
    hear,
)
from chatbot.understanding.agreement.plainly import (
    LONGEST_TEXT,
    without_politeness,
    without_tag,
    without_trailing,
)
from chatbot.understanding.agreement.turning import ANSWERS, says_outright, turns_in
from chatbot.understanding.words.manners import ASKS_FIRST, MARKS, POLITE
from chatbot.understanding.words.parting import TURNING, clauses_of
from chatbot.understanding.words.tokens import STOP, tokenise

__all__ = ["Agreement", "Says", "read_agreement", "read_answer"]

ASKED_ABOUT = frozenset(
    "i you u ye ya he she it we they that this these those there the a an my your our his her "
    "their any anyone anybody someone somebody people everyone peer group groups".split()
)
"""Words behind an opening "would" or "is" that ask; "would love to" only has no subject."""
TOLD = frozenset(
    "a not kind lovely nice thoughtful very wonderful knows on i im we she he my".split()
)
"""Words behind an opening "what" or "how" that tell: "what a good idea", "who knows"."""
ASKING_WORDS = frozenset("what how why who which where when whose whats wheres whos hows".split())
OF_MYSELF = frozenset(
    "me us interested thanks able allowed ready well fit up brave possible keen bothered".split()
)
"""Words that end a no of one's own, which narrows nothing: "id love to but not able"."""
WISHING = frozenset("to would like love".split())
NARROWING = frozenset("only not if".split())
OF_ME = frozenset("i we me us yes please go".split())
"""A yes after "no ... but" holds one of these words; without them it only praises: "but kind"."""
AGREEING = frozenset("yes ok sure fine alright happy go please of definitely".split())
"""Words that open a yes, beside which "dont ring me" tells only how."""
LONGEST_TO_TURN = 25
"""Words beyond which a text tells a story, and a "but" in it belongs to that."""
LONGEST_TO_CONCLUDE = 36
"""Words and marks up to which the clauses of a text are read one by one."""
FEW_WORDS = 2
"""Words up to which an "ok" after a "but" is all that is said."""
SOMETHING = "..."
"""Stands for words that answer nothing."""


def read_answer(agreement: Agreement, text: str) -> Says | None:
    """Return what a text says that answers a yes or no question; None when it is neither.

    A text that leaves out its subject asks nothing: "would love to".
    """
    asking = text.rstrip().endswith("?")
    written = agreement.plainly.written_out(tokenise(text))
    core = without_tag(without_politeness(written))
    said = _read_sentences(agreement, core, asking=asking)
    return said or (_read_sentences(agreement, written, asking=asking) if core != written else None)


def _read_sentences(agreement: Agreement, written: list[str], *, asking: bool) -> Says | None:
    if asking:
        return _read(agreement, written, asking=True)
    end = written.index(STOP) if STOP in written else len(written)
    if not _asks(agreement, written[:end]):
        return _read(agreement, written, asking=False)
    asked = _read(agreement, written[:end], asking=True)
    return asked or _read(agreement, written[end:], asking=False)


def _asks(agreement: Agreement, written: Sequence[str]) -> bool:
    words = [token for token in written if token not in MARKS]
    if words and words[0] not in ASKS_FIRST:
        words = agreement.plainly.bare(words)
        while words and words[0] in TURNING:
            words = words[1:]
    if len(words) < 3:
        return False
    if words[0] in ASKING_WORDS:
        return words[1] not in TOLD
    return words[0] in ASKS_FIRST and words[1] in ASKED_ABOUT


def read_agreement(agreement: Agreement, tokens: Sequence[str], *, asking: bool) -> Says | None:
    """Return what the tokens of a text say, None when it is neither yes, no nor not sure.

    ``asking``: the text is a question itself, so that only its start can be an answer.
    """
    written = agreement.plainly.written_out(tokens)
    core = without_tag(without_politeness(written))
    said = _read(agreement, core, asking=asking)
    return said or (_read(agreement, written, asking=asking) if core != written else None)


def _read(agreement: Agreement, written: list[str], *, asking: bool) -> Says | None:
    """Read a text as a whole, after its turns ("not keen but go on then"), and by its clauses."""
    if not 0 < sum(token not in MARKS for token in written) <= LONGEST_TEXT * 8:
        return None
    if not asking and written[0] in AGREEING:
        written = without_how(agreement.turns, written) or written
    said = _read_at_once(agreement, written, asking=asking).says
    if asking or len(written) > LONGEST_TO_CONCLUDE:
        return said
    if len(written) <= LONGEST_TO_TURN:
        said = _after_turns(agreement, written, said)
    return _by_clauses(agreement, written, said)


def _by_clauses(agreement: Agreement, written: list[str], said: Says | None) -> Says | None:
    clauses: list[Clause] = []
    for words in clauses_of(written):
        if _asks(agreement, words):
            continue
        alone = words[0] in SUPPOSED or agreement.plainly.size_of(words) > SHORT_ENOUGH
        read = _Read(None) if alone else _read_at_once(agreement, words, asking=False)
        says = read.says if read.firm else None
        settles = settled_by(agreement.turns, words)
        if says not in (None, settles) and words[0] not in ANSWERS:
            settles = None
        clauses.append(Clause(words, says, settles))
    if any(agreement.turns.two_minds.hits(written)) and not (clauses and clauses[-1].settles):
        return Says.UNSURE
    return concluded(said, clauses, turned="but" in written)


def _after_turns(agreement: Agreement, written: list[str], said: Says | None) -> Says | None:
    for turn in turns_in(agreement.turns, written):
        rest = written[turn.at :]
        after = _read_at_once(agreement, rest, asking=_asks(agreement, rest))
        if after.says is None or not (after.firm or turn.final or len(rest) <= FEW_WORDS):
            continue
        if said in (None, Says.UNSURE) and not says_outright(rest):
            continue
        if turn.final or _outweighs(rest, said, after.says):
            return after.says
    return _first_part(agreement, written, said)


def _first_part(agreement: Agreement, written: list[str], said: Says | None) -> Says | None:
    """Return what a longer text says that opens with a yes or no.

    Its first part is read as a text of its own: "no no you had it right first time, im in Leeds".
    """
    end = next((at for at, token in enumerate(written) if token in MARKS), 0)
    opened = said is not None and written[0] in ANSWERS
    if not end or not opened or len(written) <= SHORT_ENOUGH:
        return said
    first = _read_at_once(agreement, written[:end], asking=_asks(agreement, written[:end]))
    if not first.firm or first.says is said:
        return said
    rest = _read_at_once(agreement, written[end + 1 :], asking=False)
    return first.says if rest.says in (None, first.says) else said


def _outweighs(rest: Sequence[str], said: Says | None, after: Says) -> bool:
    """Whether what comes after a "but" counts, and not only limits or praises."""
    if said is Says.YES:
        return after is Says.NO and not ANSWERS.isdisjoint(rest[:1])
    if said is Says.NO:
        return after is Says.YES and not OF_ME.isdisjoint(rest)
    return after is not Says.UNSURE


class _Read(NamedTuple):
    """What a text says; ``firm``: in more than words that give way to any other answer."""

    says: Says | None
    firm: bool = False


def _read_at_once(agreement: Agreement, written: list[str], *, asking: bool) -> _Read:
    count = agreement.plainly.size_of(written)
    partly: Says | None = None
    weak: Says | None = None
    for said in _ways_to_hear(agreement, written):
        heard = hear(agreement, Text(said, count, asking))
        firm = any(not each.weak for each in heard)
        says = _settled(heard, said, count) if heard else None
        if firm and any(each.whole and not each.weak for each in heard):
            return _Read(says, firm=True)
        if firm:
            partly = partly or says
        else:
            weak = weak or says
    if partly:
        return _Read(partly, firm=True)
    return _Read(None if asking else weak)


def _without(tokens: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the tokens with a word that says nothing in place of those in the spans."""
    passed = {at for start, end in spans for at in range(start, end)}
    return [SOMETHING if at in passed else token for at, token in enumerate(tokens)]


def _ways_to_hear(agreement: Agreement, written: list[str]) -> Iterator[list[str]]:
    yield written
    bare = agreement.plainly.bare(_without(written, answers_nothing(agreement, written)))
    if bare != written:
        yield bare
    if (less := without_trailing(bare)) != bare:
        yield less


def _settled(heard: Sequence[Heard], tokens: Sequence[str], count: int) -> Says | None:
    """Decide between several: firm before weak, unsure before firm, the last word of yes and no."""
    firm = [each for each in heard if not each.weak or _concedes(each, tokens)]
    if not firm:
        firm = [each for each in heard if each.says is not Says.UNSURE] or list(heard)
    unsure = [each for each in firm if each.says is Says.UNSURE]
    decided = [each for each in firm if each.says is not Says.UNSURE]
    if unsure:
        decided = [each for each in decided if not _is_polite(each, tokens)]
    if unsure and decided:
        return _weighed(unsure, decided, tokens, count)
    if unsure:
        return Says.UNSURE
    decided = [each for each in decided if each == decided[0] or not _is_polite(each, tokens)]
    if decided[0].says is Says.YES:
        decided = [each for each in decided if not _narrows(each, decided[0], tokens)]
    if _holds_back(decided[-1], tokens):
        return None
    if len({each.says for each in decided}) == 1 or count <= 8:
        return decided[-1].says
    between = tokens[decided[0].end : decided[-1].start]
    return decided[-1].says if not TURNING.isdisjoint(between) else None


def _weighed(
    unsure: Sequence[Heard], decided: Sequence[Heard], tokens: Sequence[str], count: int
) -> Says:
    """Decide between not sure and an answer: the answer counts when it comes to it at last."""
    after = decided[-1].start >= unsure[-1].end
    if after and (
        not TURNING.isdisjoint(tokens[unsure[-1].end - 1 : decided[-1].end])
        or tokens[decided[-1].start - 1] in MARKS
    ):
        return decided[-1].says
    early = decided[0].end <= unsure[0].start and count > 6
    early = early and all(each.says is decided[0].says for each in decided)
    early = early and "but" not in tokens[decided[0].end : unsure[0].start + 1]
    return decided[0].says if early else Says.UNSURE


def _is_polite(each: Heard, tokens: Sequence[str]) -> bool:
    """Whether a "please" is no yes of its own after an answer: "no fear! please"."""
    return tokens[each.start - 1] not in TURNING and POLITE.issuperset(
        tokens[each.start : each.end]
    )


def _narrows(each: Heard, first: Heard, tokens: Sequence[str]) -> bool:
    """Whether a no only narrows the yes before it: "yes but not mondays", "ok but i cant drive"."""
    limits = tokens[first.end : each.start + 1] == ["not"]
    if each.says is not Says.NO or not (limits or "but" in tokens[first.end - 1 : each.start + 1]):
        return False
    about_me = tokens[each.end - 1] in OF_MYSELF
    return not each.whole or (tokens[each.start] == "not" and not about_me)


def _holds_back(last: Heard, tokens: Sequence[str]) -> bool:
    """Whether a wish comes with a "but" that decides nothing: "id love to but my legs"."""
    wish = last.says is Says.YES and tokens[last.end - 1] in WISHING
    after = tokens[last.end : last.end + 2]
    return wish and after[:1] == ["but"] and not NARROWING.intersection(after)


def _concedes(each: Heard, tokens: Sequence[str]) -> bool:
    """Whether a weak yes goes on with a "but" and so counts: "ok but i cant do zoom"."""
    return each.says is Says.YES and tokens[each.end : each.end + 1] == ["but"]
