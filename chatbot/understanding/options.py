"""The options of a closed list, indexed once, and what their own words in a text choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chatbot.flow import Kind, Question
from chatbot.understanding.agreeing import Says, read_agreement
from chatbot.understanding.language import Language
from chatbot.understanding.likeness import Form, form_of
from chatbot.understanding.manners import MARKS, POLITE
from chatbot.understanding.numbers import chosen_numbers
from chatbot.understanding.numberwords import CHANGED, FILLERS
from chatbot.understanding.phrasebook import Hit, Phrase, Phrasebook, phrase_words
from chatbot.understanding.spelling import Speller
from chatbot.understanding.tokens import tokenise

SHORT = 4
"""Words up to which an everyday word ("me") is an answer: "just give me the list" is none."""
_BEFORE = frozenset("by in on at a an the my for with to i me".split())
MOST_LIKE = 3
"""Telling words up to which a text is compared with an option."""
_GRAMMAR = frozenset("to till all everything every rest others sorry wait actually meant".split())
"""Words between options that make a list of them more than a list."""
_EVERY = frozenset("all everything anything any every anywhere anyone everyone anytime".split())
_BUT = frozenset("but bar except not minus besides without save excluding".split())
SMALL_WORDS = FILLERS | frozenset(
    "do does did is are was were been am being has had of as if how what when where who "
    "which why them they he she his her our your their some type kind sort thing things "
    "stuff group groups need needs needed using use more much bit little only about into "
    "out up at on by or nor than join people person something someone somebody anything "
    "really very quite".split()
)


class Choice(NamedTuple):
    """What a text chooses. ``values`` None: ask again; () is none or any of them.

    ``unsure``: the person says that they do not know. ``guess`` is an option perhaps meant, to be
    asked. ``refused`` are options ruled out. ``numbers`` are those the list does not have.
    ``several``: more than one where one is needed. ``why`` tells how it was read.
    """

    values: tuple[str, ...] | None = None
    unsure: bool = False
    guess: str = ""
    refused: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    several: bool = False
    why: tuple[str, ...] = ()


NOTHING = Choice()


@dataclass(frozen=True, slots=True)
class Chooser:
    """The options of one question, indexed once.

    ``everyday`` are phrases that count only in a short text. ``holders`` gives, for each word, the
    options whose words it is one of. ``forms`` are the phrases as they are compared: form, option,
    and whether it is only a part of the phrase. ``says`` are options that are a yes or a no.
    """

    question: Question
    book: Phrasebook
    speller: Speller
    language: Language
    everyday: frozenset[tuple[str, ...]]
    any_words: frozenset[tuple[str, ...]]
    holders: Mapping[str, frozenset[int]]
    forms: tuple[tuple[Form, int, bool], ...]
    says: Mapping[Says, int]


def chooser_of(question: Question, language: Language) -> Chooser:
    """Index the options of a question, or its yes and no."""
    phrases: list[Phrase] = []
    holders: dict[str, set[int]] = {}
    forms: dict[tuple[Form, int], bool] = {}
    says: dict[Says, int] = {}
    everyday = {phrase_words(text) for option in question.options for text in option.when_asked}
    for at, option in enumerate(question.options):
        short = _shortened(option.label)
        if short:
            everyday.add(short)
        texts = (option.label, option.said, *option.also, *option.when_asked)
        for words in dict.fromkeys((*map(phrase_words, texts), short)):
            if not words:
                continue
            phrases.append(Phrase(words, question.name, option.value))
            told = [word for word in words if word not in SMALL_WORDS] or list(words)
            for word in told:
                holders.setdefault(word, set()).add(at)
            for spelt in (told, words):
                if len(spelt) <= MOST_LIKE + 1:
                    forms.setdefault((form_of("".join(spelt)), at), False)
        for word in phrase_words(option.label):
            if len(word) > 3 and word not in SMALL_WORDS:
                forms.setdefault((form_of(word), at), True)
        said = read_agreement(language.agreement, tokenise(option.label), asking=False)
        if said and len(phrase_words(option.label)) < 3:
            says.setdefault(said, at)
    known = {phrase.words for phrase in phrases}
    for phrase in list(phrases):
        for words in _numbers_of(phrase.words):
            if words not in known:
                phrases.append(Phrase(words, phrase.question, phrase.value))
                if phrase.words in everyday:
                    everyday.add(words)
    book = Phrasebook(phrases)
    return Chooser(
        question=question,
        book=book,
        speller=Speller.of(book.vocabulary),
        language=language,
        everyday=frozenset(everyday),
        any_words=frozenset(phrase_words(text) for text in question.any_words),
        holders={word: frozenset(options) for word, options in holders.items()},
        forms=tuple((form, at, part) for (form, at), part in forms.items()),
        says=says if len(says) > 1 else {},
    )


def _shortened(label: str) -> tuple[str, ...]:
    """Return a label without the small words before it: "By phone" is "phone"."""
    words = phrase_words(label)
    at = 0
    while at < len(words) - 1 and words[at] in _BEFORE:
        at += 1
    return words[at:] if at else ()


def _numbers_of(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a phrase in the other number: "evening" for "evenings" and the other way round."""
    last = words[-1]
    if len(last) < 4 or not last.isalpha():
        return []
    if last.endswith("s") and not last.endswith("ss"):
        return [(*words[:-1], last[:-1])]
    return [(*words[:-1], f"{last}s")]


def counts(chooser: Chooser, hit: Hit, tokens: Sequence[str]) -> bool:
    """Say whether a phrase that was found is meant as an answer where it stands."""
    if chooser.question.kind is not Kind.CHOICE:
        return True
    words = tuple(tokens[hit.start : hit.end])
    everyday = words in chooser.everyday
    said = [token for token in tokens if token not in MARKS and token not in POLITE]
    if everyday:
        return not hit.denied and len(said) <= SHORT
    return True


def by_hits(
    chooser: Chooser, hits: Sequence[Hit], tokens: Sequence[str], *, others: bool = False
) -> Choice:
    """Choose from the phrases found: what is not ruled out, after a change of mind the later.

    ``others``: "anything but zoom" chooses all the others, where it would only rule out zoom.
    """
    question = chooser.question
    order = [option.value for option in question.options]
    many = question.kind is Kind.MANY
    mixed = _with_numbers(hits, tokens, order)
    between = {token for token in tokens if token.isdecimal() or token in _GRAMMAR}
    if between if many else len({hit.value for hit in hits}) > 1:
        numbers = chosen_numbers(mixed, len(order), several=many)
        listed = bool(numbers) and all(1 <= number <= len(order) for number in numbers or ())
        if numbers and listed and (many or len(numbers) == 1):
            return Choice(tuple(order[number - 1] for number in numbers), why=_said(hits, tokens))
    if many and others and _all_but(tokens, hits):
        out = tuple(dict.fromkeys(hit.value for hit in hits))
        return Choice(tuple(v for v in order if v not in out), refused=out, why=_said(hits, tokens))
    chosen = dict.fromkeys(hit.value for hit in hits if not hit.denied)
    refused = tuple(dict.fromkeys(hit.value for hit in hits if hit.denied))
    left = [value for value in chosen if value not in refused]
    if many:
        left = _after_change(hits, tokens) or left
        if left:
            values = tuple(sorted(left, key=order.index))
        else:
            return Choice(refused=refused, why=_said(hits, tokens))
        return Choice(values, refused=refused, why=_said(hits, tokens))
    if len(left) > 1:
        later = _after_change(hits, tokens)
        left = later if len(later) == 1 else left
    if len(left) == 1:
        return Choice((left[0],), refused=refused, why=_said(hits, tokens))
    return Choice(several=len(left) > 1, refused=refused, why=_said(hits, tokens))


def told(hit: Hit, tokens: Sequence[str]) -> str:
    """Say what a phrase was read as: 'meet: not online, from "zoom"'."""
    words = " ".join(tokens[hit.start : hit.end])
    return f'{hit.question}: {"not " if hit.denied else ""}{hit.value}, from "{words}"'


def _said(hits: Sequence[Hit], tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(told(hit, tokens) for hit in hits)


def _with_numbers(hits: Sequence[Hit], tokens: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return the tokens with each option's words as its number: "1 and bsl" is "1 and 2"."""
    mixed: list[str] = []
    at = 0
    for hit in hits:
        mixed += [*tokens[at : hit.start], str(order.index(hit.value) + 1)]
        at = hit.end
    return [*mixed, *tokens[at:]]


def _all_but(tokens: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Whether "everything but", "any day bar" stands before the first of the phrases."""
    before = list(tokens[: hits[0].start])
    at = next((at for at, token in enumerate(before) if token in _EVERY), -1)
    if at < 0:
        return False
    after = before[at + 1 :]
    return not _BUT.isdisjoint(after) or ("from" in after and "apart" in after)


def _after_change(hits: Sequence[Hit], tokens: Sequence[str]) -> list[str]:
    """Return what was said after "no wait", "sorry", "actually"."""
    for at in range(len(hits) - 1, 0, -1):
        between = tokens[hits[at - 1].end : hits[at].start]
        if not CHANGED.isdisjoint(between):
            return list(dict.fromkeys(hit.value for hit in hits[at:] if not hit.denied))
    return []
