"""What people text for yes, no and not sure: flows/yes-and-no.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from chatbot.loading.phrases import Lists, read_lists, read_ways
from chatbot.loading.tree import Tree
from chatbot.understanding.agreement.hearing import (
    Agreement,
    Inside,
    Saying,
    Says,
    Weight,
    longest_by_first,
)
from chatbot.understanding.agreement.plainly import Around, Plainly, Words, plainly_of
from chatbot.understanding.agreement.turning import Turns
from chatbot.understanding.denial.phrasebook import phrase_words
from chatbot.understanding.words.filling import Filling, least_words
from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.manners import MARKS, POLITE
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from chatbot.understanding.words.signs import Phrase

SAYS = tuple(str(each) for each in Says)
PARTS = (
    "spellings",
    "negations",
    "negative_endings",
    "lists",
    "around",
    "called",
    "neither",
    "turns",
    *SAYS,
)
TURNING = ("denying", "wondering", "takes_back")
BESIDE = ("how", "two_minds")
TURNS = ("accepting", "refusing", *TURNING, "going_ahead", "leaving_it", *BESIDE)

Ways = Mapping[str, Words]
Patterns = list[tuple[Says, Phrase]]


def read_agreement_file(
    parts: Mapping[str, Tree], textspeak: Mapping[str, str], ordinary: Collection[str]
) -> Agreement:
    """Return what the file says. ``ordinary`` words are never taken for slips in others."""
    own = read_ways(parts["spellings"])
    textspeak_ways = {way: own.get(word, (word,)) for way, word in textspeak.items()}
    ways = _negations(parts, ordinary) | textspeak_ways | own
    lists = read_lists(parts["lists"])
    phrases: dict[Words, Saying] = {}
    patterns: dict[Weight, Patterns] = {Weight.PHRASES: [], Weight.CLAUSES: [], Weight.BEGINS: []}
    for says in Says:
        weights = tuple(str(each) for each in Weight)
        for name, items in parts[says].settings(weights, ("plain",), "way to count").items():
            weight = Weight(name)
            for item in items.items():
                if weight in patterns:
                    whole = weight is Weight.CLAUSES or (
                        weight is Weight.PHRASES and says is Says.YES
                    )
                    patterns[weight] += _pattern(item, says, lists, ways, whole=whole)
                else:
                    _keep(item, Saying(says, weight), ways, phrases)
    neither = _phrases(parts["neither"], lists, ways)
    turns = parts["turns"].settings(TURNS, TURNS, "turn")
    turning = {name: _phrases(tree, lists, ways) for name, tree in turns.items()}
    around = _around(parts, lists, ways)
    every = [phrase for found in patterns.values() for _, phrase in found]
    every += [phrase for found in (neither, *turning.values()) for phrase in found]
    return Agreement(
        phrases,
        longest_by_first(phrases),
        _inside(each for each in patterns[Weight.PHRASES] if each[0] is not Says.YES),
        Filling(each for each in patterns[Weight.PHRASES] if each[0] is Says.YES),
        Filling(patterns[Weight.CLAUSES]),
        _inside(patterns[Weight.BEGINS]),
        _index(neither),
        _turns(turning),
        _plainly(ways, around, phrases, every, ordinary),
    )


def _negations(parts: Mapping[str, Tree], ordinary: Collection[str]) -> dict[str, Words]:
    """Return the words that a beginning and an ending make, the ordinary ones left out."""
    endings = parts["negative_endings"].words()
    return {
        begin + ending: phrase_words(says)
        for says, begins in parts["negations"].entries().items()
        for begin in begins.words()
        for ending in endings
        if begin + ending not in ordinary
    }


def _inside(patterns: Iterable[tuple[Says, Phrase]]) -> Index[Inside]:
    return Index.of((Inside(says, least_words(phrase)), phrase) for says, phrase in patterns)


def _phrases(items: Tree, lists: Lists, ways: Ways) -> list[Phrase]:
    """Return phrases that say nothing of their own."""
    every = [_pattern(item, Says.NO, lists, ways, whole=False) for item in items.items()]
    return [phrase for found in every for _, phrase in found]


def _index(phrases: Iterable[Phrase]) -> Index[None]:
    return Index.of((None, phrase) for phrase in phrases)


def _turns(found: Mapping[str, Sequence[Phrase]]) -> Turns:
    plain = {name: _index(found.get(name, ())) for name in (*TURNING, *BESIDE)}
    return Turns(
        verbs=_either(found, yes="accepting", no="refusing"),
        settling=_either(found, yes="going_ahead", no="leaving_it"),
        **plain,
    )


def _either(found: Mapping[str, Sequence[Phrase]], *, yes: str, no: str) -> Index[bool]:
    return Index.of((name == yes, phrase) for name in (yes, no) for phrase in found.get(name, ()))


def _plainly(
    ways: Ways,
    around: Around,
    phrases: Iterable[Words],
    patterns: Iterable[Phrase],
    ordinary: Collection[str],
) -> Plainly:
    said: list[Iterable[str]] = [*phrases, around.words, around.called]
    said += [phrase.words for phrase in patterns]
    known = {word for words in said for word in words}
    alone = {words[0] for words in phrases if len(words) == 1}
    alone |= {"not", *(way for way, words in ways.items() if words in phrases)}
    return plainly_of(ways, around, known, alone, ordinary)


def _around(parts: Mapping[str, Tree], lists: Lists, ways: Ways) -> Around:
    words = {way for word in POLITE for way in ways.get(word, (word,))}
    phrases: list[tuple[None, Phrase]] = []
    for item in parts["around"].items():
        if len(written := _written(item.text(), ways)) == 1 and written[0].isalnum():
            words.update(written)
        else:
            found = _pattern(item, Says.NO, lists, ways, whole=False)
            phrases += [(None, phrase) for _, phrase in found]
    called = set(parts["called"].words())
    empty = frozenset(words | called | MARKS)
    return Around(frozenset(words - called), frozenset(called), Index.of(phrases), empty)


def _written(text: str, ways: Ways) -> Words:
    return tuple(word for each in phrase_words(text) for word in ways.get(each, (each,)))


def _keep(item: Tree, saying: Saying, ways: Ways, phrases: dict[Words, Saying]) -> None:
    phrase = _written(item.word(), ways)
    if not phrase:
        if item.text() != "?":
            item.problem(f"'{item.text()}' holds no word that can be looked for.")
    elif (other := phrases.get(phrase)) and other.says is not saying.says:
        item.problem(f"'{item.text()}' is there already, for {other.says}.")
    else:
        phrases.setdefault(phrase, saying)


def _pattern(item: Tree, says: Says, lists: Lists, ways: Ways, *, whole: bool) -> Patterns:
    try:
        return [(says, compile_phrase(item.text(), lists, ways, whole=whole))]
    except PhraseError as error:
        item.problem(f"The phrase '{item.text()}' cannot be read: {error}.")
        return []
