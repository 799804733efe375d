"""One closed list: which of its options a text chooses, if any.

Four ways, the surest first: the text is nothing but numbers ("2 please"), it holds an option's own
words ("the zoom one"), its few telling words belong to one option alone, or they are spelt or
sound nearly like one. What is only near is asked ("Did you mean Online?"), never taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Kind
from chatbot.understanding.agreement.agreeing import Says, read_agreement
from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.lists.alike import FEW, MORE, by_likeness, joined_words
from chatbot.understanding.lists.bands import in_band
from chatbot.understanding.lists.deciding import yes_or_no
from chatbot.understanding.lists.listing import any_but, names_more, read_list, ruled_out_by_number
from chatbot.understanding.lists.mentions import Stance, stands_in
from chatbot.understanding.lists.options import (
    NOTHING,
    SHORT,
    STORY,
    Choice,
    Chooser,
    chooser_of,
    counts,
    is_everyday,
    is_told,
    told,
)
from chatbot.understanding.lists.own_words import own_words
from chatbot.understanding.lists.tales import the_answers, without_lead_ups, without_tales
from chatbot.understanding.lists.wholes import says_all, says_none
from chatbot.understanding.numbers.numberframes import CALM
from chatbot.understanding.numbers.numbers import chosen_numbers
from chatbot.understanding.numbers.numberwords import CHANGED, NUMBER_WORDS
from chatbot.understanding.numbers.placed import clauses, is_reason, may_answer, without_questions
from chatbot.understanding.words import manners
from chatbot.understanding.words.tokens import STOP, tokenise

_PAST = frozenset("was were used gonna thought thinking had from been said".split())
_TURNING = frozenset("but though tho".split())
_NOW = frozenset("now nowadays instead rather living scrap hang actually".split())
_UNDECIDED = frozenset("decide decided sure know dunno idk idea clue unsure".split())
_TIMES_OF_DAY = frozenset("morning afternoon evening day".split())
_LEAVING = frozenset("preference choose pick".split())
_SECOND = frozenset("otherwise else failing".split())

__all__ = ["Choice", "Chooser", "by_hits", "choose", "chooser_of"]


def choose(chooser: Chooser, text: str, *, listed: bool = True) -> Choice:
    """Read one text as the answer to this question and no other. Never raises.

    ``listed``: its numbered options have been sent.
    """
    tokens = manners.stripped(chooser.language.written_out(tokenise(text)))
    whole = whole_answer(chooser, tokens, text, listed=listed)
    if whole is not None:
        return whole
    asking = manners.is_question(text, tokens)
    mended, how = chooser.speller.mend(tokens, 4, chooser.language.known)
    told_words = without_questions(_without_greeting(mended))
    found = in_words(chooser, told_words, others=True)
    named = bool(found.values or found.refused or found.several)
    if not found.values and _is_unsure(chooser, tokens, asking=asking, named=named):
        return Choice(unsure=True, why=("not sure",))
    if named:
        return found._replace(why=(*how, *found.why))
    return by_likeness(chooser, told_words)


def _without_greeting(tokens: list[str]) -> list[str]:
    """Stand in for the "good morning" of a longer text, which is no wish for mornings."""
    greets = tokens[:1] == ["good"] and len(tokens) > SHORT and tokens[1] in _TIMES_OF_DAY
    return [STOP, STOP, *tokens[2:]] if greets else tokens


def in_words(chooser: Chooser, tokens: Sequence[str], *, others: bool = False) -> Choice:
    """Read the words of the options in a text: whole, in part, or in one of its clauses."""
    found = own_words(chooser, tokens)
    hits = [hit for hit in found if counts(chooser, hit, tokens)]
    if chooser.question.kind is Kind.MANY:
        hits = _in_place(chooser, hits, tokens)
        hits = without_tales(hits, tokens)
        return read_list(chooser, hits, tokens, others=others, nearly=True)
    if len(tokens) == 2 and hits and (joined := joined_words(chooser, tokens, hits[0])).values:
        return joined
    if not hits:
        return _by_clause(chooser, tokens)
    hits = [hit for at, hit in enumerate(found) if hit in hits or _is_joined(found, at, tokens)]
    starts = {hit.start for hit in hits}
    hits = [hit for hit in hits if tokens[hit.start] != "me" or hit.end not in starts]
    choice = by_hits(chooser, hits, tokens, others=others)
    end = hits[-1].end
    if choice.values and not _NOW.union(CHANGED).isdisjoint(tokens[end:]):
        return _of_clause(chooser, tokens[end:], -1) or choice
    if all(is_reason(tokens, hit.start) for hit in hits):
        return _of_clause(chooser, tokens, 0) or choice
    return choice


def _of_clause(chooser: Chooser, tokens: Sequence[str], which: int) -> Choice | None:
    """Read one clause of a text that names an option in part, or nearly; None if it does not."""
    parts = [tokens[start:end] for start, end in clauses(tokens)]
    choice = by_likeness(chooser, parts[which], more=MORE) if parts else NOTHING
    return choice if choice.values else None


def _in_place(chooser: Chooser, hits: list[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Leave out the one everyday word of a sentence about something else: "my phone is dying"."""
    if len(hits) != 1 or len(tokens) <= SHORT or hits[0].denied:
        return hits
    (hit,) = hits
    says, around = stands_in(hit, tokens)
    if says < Stance.ANSWERS and around >= STORY and is_told(chooser, hit, tokens):
        return []
    if not is_everyday(chooser, hit, tokens) or may_answer(tokens, hit.start, hit.end):
        return hits
    return []


def _is_joined(found: Sequence[Hit], at: int, tokens: Sequence[str]) -> bool:
    """Whether "or" stands between an everyday word and another option: "zoom or phone"."""
    beside = [(found[at - 1].end, found[at].start)] if at else []
    beside += [(found[at].end, found[at + 1].start)] if at + 1 < len(found) else []
    return any(0 < end - start < 3 and tokens[start] in ("or", "and") for start, end in beside)


def _by_clause(chooser: Chooser, tokens: Sequence[str]) -> Choice:
    """Read the one clause of several that is nearly an option: "phone, i cant read small print"."""
    parts = [tokens[start:end] for start, end in clauses(tokens)]
    if len(parts) == 1 and not CHANGED.isdisjoint(parts[0][1:]):
        last = max(at for at, token in enumerate(parts[0]) if token in CHANGED)
        return by_likeness(chooser, parts[0][last + 1 :], more=MORE)
    if len(parts) < 2 or len(parts) > FEW:
        return NOTHING
    found = [by_likeness(chooser, part, more=MORE) for part in parts]
    values = {choice.values for choice in found if choice.values}
    return next(choice for choice in found if choice.values) if len(values) == 1 else NOTHING


def _is_unsure(chooser: Chooser, tokens: Sequence[str], *, asking: bool, named: bool) -> bool:
    """Whether a short text, or the first or last clause of one, says that somebody is not sure.

    ``named``: it names options, so that "either" is no doubt but a choice of both.
    """
    if len(tokens) <= SHORT + 1 and not named:
        return says_unsure(chooser, tokens, asking=asking)
    undecided = _UNDECIDED if named else _UNDECIDED | _LEAVING
    if undecided.isdisjoint(tokens):
        return False
    parts = [tokens[start:end] for start, end in clauses(tokens)]
    if not parts:
        return False
    asked = next((at for at, token in enumerate(parts[0]) if token in manners.ASKS_FIRST), None)
    ends = [parts[0][:asked], *(part for part in parts[-1:] if not undecided.isdisjoint(part))]
    return any(0 < len(part) <= SHORT + 2 and says_unsure(chooser, part, asking=False)
               for part in ends)  # fmt: skip


def says_unsure(chooser: Chooser, tokens: Sequence[str], *, asking: bool) -> bool:
    """Whether somebody says that they do not know."""
    return read_agreement(chooser.language.agreement, tokens, asking=asking) is Says.UNSURE


def whole_answer(
    chooser: Chooser, tokens: Sequence[str], text: str, *, listed: bool = True, alone: bool = False
) -> Choice | None:
    """Read a text that answers without an option's words: "2", "1 and 3", "none", "yes".

    ``alone``: it must be an answer and nothing else, because the rest of it will not be read.
    """
    question = chooser.question
    bare = manners.bare(tokens)
    if bare in chooser.any_words:
        return Choice((), why=("any or none",))
    if question.kind is Kind.YES_NO:
        return yes_or_no(chooser, tokens, text)
    if not question.options:
        return None
    many = question.kind is Kind.MANY
    count = len(question.options)
    hits = chooser.book.find(list(bare))
    named = bool(hits)
    numbered = any(_is_number(token) for hit in hits for token in bare[hit.start : hit.end])
    band = None if many or numbered or question.whom else in_band(chooser.bands, tokens, count)
    if band is not None:
        return Choice((question.options[band].value,), why=("a number in its range",))
    numbers = None
    if not (numbered or (many and named)):
        numbers = _numbers(chooser, tokens, alone=alone)
    if numbers is not None and not (named and min(numbers) > count):
        return _numbered(chooser, numbers, listed=listed)
    if many and not named:
        if out := ruled_out_by_number(chooser, tokens, alone=alone and _says_more(tokens)):
            return out
        whole = not alone or not _says_more(tokens)
        if bare in chooser.language.none_of_them or (whole and says_none(tokens)):
            return Choice((), why=("none of them",))
        if bare in chooser.language.all_of_them or (whole and says_all(tokens, count)):
            return Choice(tuple(o.value for o in question.options), why=("all of them",))
    no_is_none = ("no",) in chooser.any_words
    if (chooser.says or no_is_none) and len(bare) <= SHORT and not named:
        asking = manners.is_question(text, tokens)
        said = read_agreement(chooser.language.agreement, tokens, asking=asking)
        if said and said in chooser.says:
            return Choice((question.options[chooser.says[said]].value,), why=(f"says {said}",))
        return Choice((), why=("says no",)) if said is Says.NO and no_is_none else None
    return None


def _says_more(tokens: Sequence[str]) -> bool:
    """Whether a text has several clauses that say something."""
    said = [tokens[start:end] for start, end in clauses(tokens)]
    return sum(not CALM.issuperset(part) for part in said) > 1


def _is_number(token: str) -> bool:
    return token in NUMBER_WORDS or token.isdecimal()


def _numbers(chooser: Chooser, tokens: Sequence[str], *, alone: bool) -> tuple[int, ...] | None:
    """Return the numbers that a text chooses, unless it names options in part besides."""
    many = chooser.question.kind is Kind.MANY
    count = len(chooser.question.options)
    alone = alone and _says_more(tokens)
    tokens = without_lead_ups(tokens)
    numbers = chosen_numbers(tokens, count, several=many, alone=alone, taken=chooser.holders) or ()
    beyond = alone and max(numbers, default=0) > count
    if not numbers or beyond or (many and names_more(chooser, tokens)):
        return None
    return numbers


def _numbered(chooser: Chooser, numbers: tuple[int, ...], *, listed: bool) -> Choice:
    options = chooser.question.options
    if not listed or any(not 1 <= number <= len(options) for number in numbers):
        return Choice(numbers=numbers, why=("a number that is not listed",))
    if chooser.question.kind is not Kind.MANY and len(numbers) > 1:
        return Choice(several=True, why=("several numbers where one is needed",))
    values = tuple(options[number - 1].value for number in numbers)
    return Choice(values, why=(f"number {', '.join(map(str, numbers))}",))


def by_hits(
    chooser: Chooser, hits: Sequence[Hit], tokens: Sequence[str], *, others: bool = False
) -> Choice:
    """Choose from the phrases found: what is not ruled out, after a change of mind the later.

    ``others``: "anything but zoom" chooses all the others, where it would only rule out zoom.
    """
    if chooser.question.kind is Kind.MANY:
        hits = without_tales(hits, tokens)
        return read_list(chooser, hits, tokens, others=others)
    why = tuple(told(hit, tokens) for hit in hits)
    if any_but(tokens, hits):
        return Choice(refused=tuple(dict.fromkeys(hit.value for hit in hits)), why=why)
    refused = tuple(dict.fromkeys(hit.value for hit in hits if hit.denied))
    meant = [hit for hit in hits if not hit.denied and hit.value not in refused]
    left = {hit.value for hit in meant}
    for narrowed in (_after_change, the_answers, _not_a_reason, _concluded, _first_choice):
        if len(left) < 2:
            break
        left = {hit.value for hit in narrowed(meant, tokens)} or left
    options = [option.value for option in chooser.question.options]
    if not left and len(refused) == 1 and len(options) == 2:
        left = set(options) - set(refused)
    if len(left) == 1:
        return Choice((left.pop(),), refused=refused, why=why)
    return Choice(several=len(left) > 1, refused=refused, why=why)


def _after_change(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Return what was said after "no wait", "sorry", "but now"."""
    for at in range(len(hits) - 1, 0, -1):
        between = tokens[hits[at - 1].end : hits[at].start]
        past = not _PAST.isdisjoint(tokens[max(0, hits[at - 1].start - 3) : hits[at - 1].start])
        if not CHANGED.isdisjoint(between) or not _NOW.isdisjoint(between):
            return list(hits[at:])
        if past and not _TURNING.isdisjoint(between):
            return list(hits[at:])
    return []


def _not_a_reason(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Leave out what stands in a reason: "afternoons cause first thing im a zombie"."""
    return [hit for hit in hits if not is_reason(tokens, hit.start)]


def _concluded(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Return what a text comes to: "my bestie has it and only tells me so the bestie"."""
    return [hit for hit in hits[-1:] if "so" in tokens[max(0, hit.start - 3) : hit.start]]


def _first_choice(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Return what comes before "if not", "or else", "failing that"."""
    between = tokens[hits[0].end : hits[1].start]
    return list(hits[:1]) if not _SECOND.isdisjoint(between) else []
