"""Phrases and ways to spell, as charities write them outside the flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.loading.tree import Tree
from chatbot.safety.lexicon import Lexicon
from chatbot.understanding.agreement.language import Language
from chatbot.understanding.questions.scripted import Spellings
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.tokens import words

Lists = Mapping[str, Sequence[str]]
NOTHING_KNOWN = Spellings({}, frozenset())


def known_spellings(lexicon: Lexicon, language: Language | None) -> Spellings:
    """Return how words are written as safety.yaml and the word lists have it."""
    if language is None:
        return NOTHING_KNOWN
    readings = lexicon.reader.readings.items()
    return Spellings.of(language, {way: word for way, word in readings if word != (way,)})


def read_lists(tree: Tree | None) -> dict[str, tuple[str, ...]]:
    """Return the word lists that phrases name."""
    entries = tree.entries() if tree else {}
    return {name: entry.words() for name, entry in entries.items()}


def read_ways(tree: Tree | None) -> dict[str, tuple[str, ...]]:
    """Return, for each way to write a word, the words that it is read as."""
    ways: dict[str, tuple[str, ...]] = {}
    for reading, variants in tree.entries().items() if tree else ():
        for item in variants.items():
            variant = item.word()
            if words(variant) != [variant]:
                item.problem(f"'{variant}' must be one word in small letters, no apostrophe.")
            elif variant in ways:
                item.problem(f"'{variant}' is already read as '{' '.join(ways[variant])}'.")
            ways[variant] = tuple(words(reading))
    return ways


def read_phrases(
    tree: Tree | None, lists: Lists, spellings: Spellings
) -> list[tuple[Phrase, Tree]]:
    """Return the phrases of a list with their lines; one that cannot be read is a problem.

    A question mark at the end of one is left to the caller.
    """
    found = []
    for item in tree.items() if tree else ():
        written = item.word().removesuffix("?")
        try:
            found.append((compile_phrase(written, lists, spellings.ways), item))
        except PhraseError as error:
            item.problem(f"The phrase '{item.text()}' cannot be read: {error}.")
    return found
