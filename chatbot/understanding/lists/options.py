"""The options of a closed list, indexed once, and what their own words in a text choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from chatbot.flow import Kind, Option, Question
from chatbot.understanding.agreement.agreeing import Says, read_agreement
from chatbot.understanding.agreement.language import Language
from chatbot.understanding.denial.phrasebook import Hit, Phrase, Phrasebook, phrase_words
from chatbot.understanding.lists.bands import Band, bands_of
from chatbot.understanding.lists.mentions import Stance, opens_clause, stands_in
from chatbot.understanding.numbers.numberframes import CALM
from chatbot.understanding.numbers.numberwords import FILLERS
from chatbot.understanding.numbers.placed import clause_around, is_elsewhere, may_answer
from chatbot.understanding.words.likeness import Form, form_of
from chatbot.understanding.words.manners import MARKS, POLITE
from chatbot.understanding.words.spelling import Speller
from chatbot.understanding.words.tokens import tokenise

SHORT = 4
"""Words up to which an everyday word ("me") is an answer: "just give me the list" is none."""
_BEFORE = frozenset("by in on at a an the my for with to i me".split())
MOST_LIKE = 3
"""Telling words up to which a text is compared with an option."""
STORY = 3
"""Telling words around one word of an option from which a clause that asks for nothing tells."""
PRONOUNS = frozenset((("me",), ("you",), ("us",), ("it",), ("them",), ("other",), ("any",)))
"""Labels that are everyday words: "Me" is no answer in "give me 5 minutes"."""
NEGATIVE = frozenset("no not without never cannot cant dont".split())
"""Words of a label of which a part alone would mean the opposite: "No smartphone needed"."""
AROUND_PRONOUN = CALM | frozenset("me for its it is just only im thats that us myself".split())
LONGEST_LABEL = 8
"""Words of a label up to which its parts are looked for."""
_COUNTED = frozenset("quid pound pounds people miles minutes mins times degrees pence".split())
GROUPS = (
    (("weekend", "weekends"), ("saturday", "sunday")),
    (("weekday", "weekdays", "midweek"), ("monday", "tuesday", "wednesday", "thursday", "friday")),
)
SMALL_WORDS = FILLERS | frozenset(
    "to do does did is are was were been am being has had of as if how what when where who "
    "which why them they he she him his her our your their some type kind sort thing things "
    "stuff soz sry group groups need needs needed using use more much bit little only about "
    "into out up at on by or nor than join people person something someone somebody anything "
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
    ``groups`` are words for several options, ``lacks`` what an option does without ("no stairs"),
    ``bands`` the ranges that the options are ("18 to 25"), ``obstacles`` what may be in the way.
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
    groups: Mapping[str, tuple[int, ...]]
    labels: frozenset[tuple[str, ...]]
    heads: frozenset[str]
    lacks: Mapping[str, int]
    bands: tuple[Band | None, ...]
    obstacles: frozenset[tuple[str, ...]]


def chooser_of(question: Question, language: Language) -> Chooser:
    """Index the options of a question, or its yes and no."""
    phrases: dict[tuple[str, ...], Phrase] = {}
    holders: dict[str, set[int]] = {}
    forms: dict[tuple[Form, int], bool] = {}
    everyday = {
        phrase_words(text)
        for option in question.options
        for text in (*option.when_asked, *option.obstacles)
    }
    for at, option in enumerate(question.options):
        short = _shortened(option.label)
        everyday |= {short} if short else set()
        for words in dict.fromkeys((*map(phrase_words, _texts(option)), short)):
            if not words:
                continue
            phrases.setdefault(words, Phrase(words, question.name, option.value))
            told = [word for word in words if word not in SMALL_WORDS] or list(words)
            for word in told:
                holders.setdefault(word, set()).add(at)
            for spelt in (told, words):
                if len(spelt) <= MOST_LIKE + 1:
                    forms.setdefault((form_of("".join(spelt)), at), False)
        for word in phrase_words(option.label):
            if len(word) > 3 and word not in SMALL_WORDS:
                forms.setdefault((form_of(word), at), True)
    _add_parts(question, phrases)
    everyday |= _add_numbers(phrases, everyday)
    book = Phrasebook(phrases.values())
    labels = [phrase_words(option.label) for option in question.options]
    return Chooser(
        question=question,
        book=book,
        speller=Speller.of(book.vocabulary),
        language=language,
        everyday=frozenset(everyday),
        any_words=frozenset(phrase_words(text) for text in question.any_words),
        holders={word: frozenset(options) for word, options in holders.items()},
        forms=tuple((form, at, part) for (form, at), part in forms.items()),
        says=_says(question, language),
        groups=_groups(question, holders),
        labels=frozenset(words for label in labels for words in (label, *_numbers_of(label))),
        heads=frozenset(w for words in labels if NEGATIVE.isdisjoint(words) for w in words),
        lacks=_lacks(question),
        bands=bands_of([option.label for option in question.options]),
        obstacles=frozenset(
            phrase_words(text) for option in question.options for text in option.obstacles
        ),
    )


def _texts(option: Option) -> tuple[str, ...]:
    """Return everything that an option is called."""
    texts = (option.label, option.said, *option.also, *option.when_asked, *option.obstacles)
    return (*texts, "myself") if option.label.casefold() == "me" else texts


def _says(question: Question, language: Language) -> dict[Says, int]:
    """Return which options are a yes, a no, or a not sure."""
    says: dict[Says, int] = {}
    for at, option in enumerate(question.options):
        said = read_agreement(language.agreement, tokenise(option.label), asking=False)
        if said and len(phrase_words(option.label)) < 3:
            says.setdefault(said, at)
    return says if len(says) > 1 else {}


def _add_parts(question: Question, phrases: dict[tuple[str, ...], Phrase]) -> None:
    """Add what is a part of one label alone, so that "step free" is not read as "free"."""
    found: dict[tuple[str, ...], set[str]] = {}
    for option in question.options:
        words = phrase_words(option.label)
        if len(words) > LONGEST_LABEL or not NEGATIVE.isdisjoint(words):
            continue
        for start, end in combinations(range(len(words) + 1), 2):
            part = words[start:end]
            if sum(word not in SMALL_WORDS for word in part) > 1:
                found.setdefault(part, set()).add(option.value)
    for part, values in found.items():
        if len(values) == 1:
            phrases.setdefault(part, Phrase(part, question.name, next(iter(values))))


def _add_numbers(
    phrases: dict[tuple[str, ...], Phrase], everyday: set[tuple[str, ...]]
) -> set[tuple[str, ...]]:
    """Add every phrase in the other number; return those that are everyday words."""
    added = set()
    for phrase in list(phrases.values()):
        for words in _numbers_of(phrase.words):
            if words not in phrases:
                phrases[words] = phrase._replace(words=words)
                if phrase.words in everyday:
                    added.add(words)
    return added


def _lacks(question: Question) -> dict[str, int]:
    """Return of which options it is a sign that somebody has no, or cannot, what: "no stairs"."""
    return {
        words[1]: at
        for at, option in enumerate(question.options)
        for words in map(phrase_words, (option.label, *option.also))
        if len(words) > 1 and words[0] == "no" and (len(words) == 2 or words[2] in ("needed", "on"))
    }


def _groups(question: Question, holders: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    """Return the words that stand for several of the options, unless they are an option's own."""
    numbers = {option.label.casefold(): at for at, option in enumerate(question.options)}
    return {
        word: tuple(numbers[member] for member in members)
        for words, members in GROUPS
        if all(member in numbers for member in members)
        for word in words
        if word not in holders
    }


def _shortened(label: str) -> tuple[str, ...]:
    """Return a label without the small words before it: "By phone" is "phone"."""
    words = phrase_words(label)
    at = 0
    while at < len(words) - 1 and words[at] in _BEFORE:
        at += 1
    return words[at:] if at else ()


def _numbers_of(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a phrase in the other number: "evening" for "evenings" and the other way round."""
    last = words[-1] if words else ""
    if len(last) < 3 or not last.isalpha():
        return []
    if len(last) > 3 and last.endswith("s") and not last.endswith("ss"):
        return [(*words[:-1], last[:-1])]
    return [(*words[:-1], f"{last}s")]


def counts(chooser: Chooser, hit: Hit, tokens: Sequence[str]) -> bool:
    """Say whether a phrase that was found is meant as an answer where it stands."""
    if chooser.question.kind is not Kind.CHOICE:
        return True
    words = tuple(tokens[hit.start : hit.end])
    start, end = clause_around(tokens, hit.start, hit.end)
    said = [token for token in tokens[start:end] if token not in MARKS and token not in POLITE]
    if words == ("me",) and hit.end < end and tokens[hit.end] not in CALM | SMALL_WORDS:
        return False
    if words in PRONOUNS:
        led = hit.start == start or tokens[hit.start - 1] in AROUND_PRONOUN
        return not hit.denied and led and len(said) <= SHORT
    if words in chooser.everyday:
        around = [*tokens[start : hit.start], *tokens[hit.end : end]]
        short = len(tokens) <= SHORT + 1 or all(w in SMALL_WORDS or w in CALM for w in around)
        if not hit.denied and len(said) <= SHORT and short:
            return True
        asked = not hit.denied and stands_in(hit, tokens)[0] is Stance.ANSWERS
        return asked and len(words[0]) > SHORT and not is_elsewhere(tokens, hit.start, hit.end)
    if hit.denied:
        return True
    everyday = is_everyday(chooser, hit, tokens)
    if len(tokens) <= SHORT:
        return not everyday or not is_elsewhere(tokens, hit.start, hit.end)
    says, besides = stands_in(hit, tokens)
    if says is Stance.ANSWERS:
        return not everyday or not is_elsewhere(tokens, hit.start, hit.end)
    if says is Stance.OUT or (besides >= STORY and is_told(chooser, hit, tokens)):
        return False
    return not everyday or may_answer(tokens, hit.start, hit.end)


def is_everyday(chooser: Chooser, hit: Hit, tokens: Sequence[str]) -> bool:
    """Whether a phrase is an ordinary word that an option is called by, like "May" or "Bus"."""
    words = tuple(tokens[hit.start : hit.end])
    called = words in chooser.labels or words in chooser.everyday
    return len(words) == 1 and called and words[0] in chooser.language.common


def is_told(chooser: Chooser, hit: Hit, tokens: Sequence[str]) -> bool:
    """Whether a phrase in a long clause is one English word, or counts something else.

    "The spring in our mattress" and "over 60 quid" are no answers there, but a name is.
    """
    words = tuple(tokens[hit.start : hit.end])
    if words[-1].isdecimal() and tokens[hit.end : hit.end + 1] != []:
        return tokens[hit.end] in _COUNTED
    named, known = chooser.labels | chooser.everyday, chooser.language.known
    ordinary = len(words) == 1 and any(
        (word,) in named and word in known for word in (words[0], words[0].removesuffix("s"))
    )
    return ordinary and not opens_clause(hit, tokens)


def told(hit: Hit, tokens: Sequence[str]) -> str:
    """Say what a phrase was read as: 'meet: not online, from "zoom"'."""
    words = " ".join(tokens[hit.start : hit.end])
    return f'{hit.question}: {"not " if hit.denied else ""}{hit.value}, from "{words}"'
