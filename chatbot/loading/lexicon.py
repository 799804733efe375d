"""From safety.yaml and the files of words beside it to the lexicon: what signals danger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from chatbot.flow import Helpline, Wording
from chatbot.loading.replies import faults_of, read_replies
from chatbot.loading.tree import Report, Tree, did_you_mean, read_tree
from chatbot.safety.lexicon import Check, Concern, Effect, Guard, Lexicon, Pattern, Tier, Where
from chatbot.safety.screening import IDIOMS
from chatbot.understanding.agreement.language import Language
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.tokens import words

SAFETY = "safety.yaml"
REPLIES = ("by_nation", "replies", "people", "check")
PEOPLE = ("me", "others")
WORDS_FOLDER = "safety.words"
WORDS = tuple("spellings lists idioms guards patterns".split())
"""What the files of words may hold, each as much of it as it likes."""
Choice = TypeVar("Choice", bound=StrEnum)


def read_safety(
    folder: Path,
    helplines: Sequence[Helpline],
    language: Language | None,
    names: Collection[str],
    report: Report,
) -> Lexicon:
    """Return the lexicon of safety.yaml. Only use it when ``report`` then holds no errors.

    ``language`` has the words that are spelt as they should be, and ways to spell others. Those
    of the ``names`` of places are spelt right too.
    """
    tree = read_tree(folder / SAFETY, SAFETY, report)
    found = tree.settings((*REPLIES, *WORDS), REPLIES) if tree else {}
    if not found.keys() >= {*REPLIES}:
        return Lexicon.of((), (), (), {}, (), {})
    parts = _parts_of(folder, found, report)
    ordinary = {word for name in names for word in name.split()}
    ordinary |= language.known if language else set()
    textspeak = language.textspeak if language else {}
    spellings = {word: tuple(words(meant)) for word, meant in textspeak.items()}
    spellings |= _spellings(parts["spellings"])
    lists = _lists(parts["lists"])

    def phrases(here: Tree, *, whole: bool = False) -> tuple[Phrase, ...]:
        return _phrases(here, lists, spellings, whole=whole)

    guards = _guards(parts["guards"], phrases)
    return Lexicon.of(
        _patterns(parts["patterns"], phrases, {guard.id for guard in guards}),
        guards,
        [phrase for each in parts["idioms"] for phrase in phrases(each)],
        spellings,
        ordinary,
        read_replies(found["replies"], found["by_nation"], {line.key: line for line in helplines}),
        _people(found["people"], phrases),
        _check(found["check"], phrases),
    )


def _people(
    here: Tree, phrases: Callable[[Tree], tuple[Phrase, ...]]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for who texts, and those for others."""
    found = here.settings(PEOPLE, PEOPLE)
    words_of = {
        name: frozenset(word for phrase in phrases(entry) for word in phrase.begins)
        for name, entry in found.items()
    }
    return words_of.get("me", frozenset()), words_of.get("others", frozenset())


def _check(here: Tree, phrases: Callable[..., tuple[Phrase, ...]]) -> Check:
    """Return what answers "Are you safe?", or says that it is over; the first must be all of it."""
    names = ("safe", "not_safe", "settled", "thanks")
    found = here.settings(names, names)
    if len(found) < len(names):
        return Check()
    safe, not_safe = (phrases(found[name], whole=True) for name in ("safe", "not_safe"))
    settled = phrases(found["settled"])
    thanks = found["thanks"].text()
    for says in faults_of(thanks, thanks):
        found["thanks"].problem(says)
    return Check(safe, not_safe, settled, Wording(thanks, thanks))


def _parts_of(folder: Path, own: Mapping[str, Tree], report: Report) -> dict[str, list[Tree]]:
    """Return each kind of words, from safety.yaml and every file of the folder beside it."""
    parts = {name: [own[name]] if name in own else [] for name in WORDS}
    beside = folder / WORDS_FOLDER
    for path in sorted(beside.glob("*.yaml")):
        if tree := read_tree(path, f"{WORDS_FOLDER}/{path.name}", report):
            for name, entry in tree.settings(WORDS, (), "part of a file of words").items():
                parts[name].append(entry)
    if not parts["patterns"]:
        report.add(SAFETY, 1, f"There are no patterns, here or in {WORDS_FOLDER}/.")
    return parts


def _lists(parts: Sequence[Tree]) -> dict[str, Sequence[str]]:
    lists: dict[str, Sequence[str]] = {}
    for name, entry in (pair for part in parts for pair in part.entries().items()):
        if name in lists:
            entry.problem(f"There is a list '{name}' already. Give this one another name.")
        lists[name] = entry.words()
    return lists


def _spellings(ways: Sequence[Tree]) -> dict[str, tuple[str, ...]]:
    spellings: dict[str, tuple[str, ...]] = {}
    for reading, variants in (pair for part in ways for pair in part.entries().items()):
        for item in variants.items():
            variant = item.word()
            if words(variant) != [variant]:
                item.problem(f"'{variant}' must be one word in small letters, no apostrophe.")
            elif variant in spellings:
                item.problem(f"'{variant}' is already read as '{' '.join(spellings[variant])}'.")
            spellings[variant] = tuple(words(reading))
    return spellings


def _phrases(
    here: Tree,
    lists: Mapping[str, Sequence[str]],
    spellings: Mapping[str, tuple[str, ...]],
    *,
    whole: bool,
) -> tuple[Phrase, ...]:
    found = []
    for item in here.items():
        try:
            found.append(compile_phrase(item.text(), lists, spellings, whole=whole))
        except PhraseError as error:
            item.problem(f"The phrase '{item.text()}' cannot be read: {error}.")
    return tuple(found)


def _choice(here: Tree, kinds: type[Choice]) -> Choice | None:
    word = here.word()
    known = [str(kind) for kind in kinds]
    if word in known:
        return kinds(word)
    here.problem(f"'{word}' is not one we know.{did_you_mean(word, known)}")
    return None


def _guards(
    parts: Sequence[Tree], phrases: Callable[[Tree], tuple[Phrase, ...]]
) -> tuple[Guard, ...]:
    found: dict[str, Guard] = {}
    must = ("id", "concerns", "where", "effect", "phrases")
    for item in (item for part in parts for item in part.items()):
        part = item.settings((*must, "unless"), must)
        if len(set(must) & part.keys()) < len(must):
            continue
        name = part["id"].word()
        concerns = [_choice(concern, Concern) for concern in part["concerns"].items()]
        where, effect = _choice(part["where"], Where), _choice(part["effect"], Effect)
        unless = phrases(part["unless"]) if "unless" in part else ()
        if name in found:
            part["id"].problem(f"The guard '{name}' is already there further up.")
        elif where and effect:
            kinds = frozenset(concern for concern in concerns if concern)
            found[name] = Guard(name, kinds, where, effect, phrases(part["phrases"]), unless)
    return tuple(found.values())


def _patterns(
    parts: Sequence[Tree], phrases: Callable[..., tuple[Phrase, ...]], guards: set[str]
) -> tuple[Pattern, ...]:
    found: dict[str, Pattern] = {}
    must = ("id", "concern", "tier", "phrases", "source", "reviewed_by", "reviewed_on")
    for item in (item for part in parts for item in part.items()):
        part = item.settings((*must, "ignores", "unless", "whole"), must)
        if len(set(must) & part.keys()) < len(must):
            continue
        name = part["id"].word()
        concern, tier = _choice(part["concern"], Concern), _choice(part["tier"], Tier)
        ignores = part["ignores"].words() if "ignores" in part else ()
        for guard in sorted(set(ignores) - guards - {IDIOMS}):
            part["ignores"].problem(f"There is no guard '{guard}'.{did_you_mean(guard, guards)}")
        whole = "whole" in part and part["whole"].flag()
        compiled = phrases(part["phrases"], whole=whole)
        unless = phrases(part["unless"]) if "unless" in part else ()
        who = (part["source"].text(), part["reviewed_by"].text(), part["reviewed_on"].text())
        if name in found:
            part["id"].problem(f"The pattern '{name}' is already there further up.")
        elif concern and tier:
            found[name] = Pattern(name, concern, tier, compiled, *who, frozenset(ignores), unless)
    return tuple(found.values())
