"""The words that belong to no question: yes and no, ordinary words, and how people text."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from chatbot.loading.agreement import PARTS, read_agreement_file
from chatbot.loading.tree import Report, read_text, read_tree
from chatbot.understanding.agreement.language import Language
from chatbot.understanding.denial.phrasebook import phrase_words

AGREEMENT_FILE = "yes-and-no.yaml"
COMMON_FILE = "words/common.txt"
KNOWN_FILE = "words/known.txt"
NAMES_FILE = "words/names.txt"
TEXTSPEAK_FILE = "words/textspeak.yaml"
WHOLE = ("all_of_them", "none_of_them")


def read_language(folder: Path, more: Collection[str], report: Report) -> Language | None:
    """Return the words, or None when a file cannot be read. ``more`` are ordinary words too."""
    tree = read_tree(folder / AGREEMENT_FILE, AGREEMENT_FILE, report)
    found = tree.settings((*PARTS, *WHOLE), (*PARTS, *WHOLE), "answer") if tree else {}
    common = _word_list(folder, COMMON_FILE, report).union(more)
    common |= _word_list(folder, NAMES_FILE, report)
    known = common | _word_list(folder, KNOWN_FILE, report)
    textspeak = _textspeak(folder, report)
    if len(found) < len(PARTS) + len(WHOLE):
        return None
    all_of_them, none_of_them = (
        frozenset(phrase_words(text) for text in found[name].words()) for name in WHOLE
    )
    return Language(
        read_agreement_file(found, textspeak, known),
        common - textspeak.keys(),
        known - textspeak.keys(),
        textspeak,
        all_of_them,
        none_of_them,
    )


def _word_list(folder: Path, name: str, report: Report) -> frozenset[str]:
    text = read_text(folder / name, name, report)
    found = set()
    for line, word in enumerate((text or "").splitlines(), 1):
        if not word.strip() or word.startswith("#"):
            continue
        if not (word.isascii() and word.isalpha() and word.islower()):
            report.add(name, line, f"'{word}' must be one word in small letters.")
        found.add(word)
    return frozenset(found)


def _textspeak(folder: Path, report: Report) -> dict[str, str]:
    tree = read_tree(folder / TEXTSPEAK_FILE, TEXTSPEAK_FILE, report)
    found: dict[str, str] = {}
    for word, variants in tree.entries().items() if tree else ():
        for item in variants.items():
            variant = item.word()
            if phrase_words(variant) != (variant,):
                item.problem(f"'{variant}' must be one word in small letters, no apostrophe.")
            elif variant in found:
                item.problem(f"'{variant}' is there already, for '{found[variant]}'.")
            found[variant] = word
    return found
