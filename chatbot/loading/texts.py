"""From flows/commands.yaml and flows/standard-texts.yaml to commands, courtesies and texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.content import COMMAND_FIELDS, COMMANDS, TEXTS
from chatbot.flow import SILENT, Command, Wording
from chatbot.loading.flows import wording
from chatbot.loading.phrases import NOTHING_KNOWN, read_lists, read_phrases
from chatbot.loading.soundness import check_wording
from chatbot.loading.tree import Report, Tree, read_tree
from chatbot.understanding.denial.phrasebook import phrase_words
from chatbot.understanding.questions.scripted import Courtesy, Script, Spellings
from chatbot.understanding.words.signs import Phrase

COMMANDS_FILE = "commands.yaml"
TEXTS_FILE = "standard-texts.yaml"
COURTESY = ("words", "text", "whatsapp", "anywhere", "pictures")


@dataclass(slots=True)
class Commands:
    """What flows/commands.yaml holds. ``reserved`` maps words to the reason they are taken."""

    commands: dict[str, Command] = field(default_factory=dict)
    spoken: dict[tuple[str, ...], str] = field(default_factory=dict)
    courtesies: Script[Courtesy] = field(default_factory=lambda: Script.of((), NOTHING_KNOWN))
    touching: Script[Courtesy] = field(default_factory=lambda: Script.of((), NOTHING_KNOWN))
    pictures: dict[str, Courtesy] = field(default_factory=dict)
    reserved: dict[str, str] = field(default_factory=dict)


def read_commands(folder: Path, spellings: Spellings, report: Report) -> Commands | None:
    """Return the commands and courtesies, or None when the file cannot be read."""
    tree = read_tree(folder / COMMANDS_FILE, COMMANDS_FILE, report)
    if tree is None:
        return None
    sections = ("carrier_words", "commands", "courtesies")
    found = tree.settings((*sections, "lists"), sections)
    read = Commands()
    if "carrier_words" in found:
        for item in found["carrier_words"].items():
            word = item.word()
            read.reserved[word] = "Phone networks act on it, as they do on STOP."
    if "commands" in found:
        for name, entry in found["commands"].settings(COMMANDS, COMMANDS, "command").items():
            read.commands[name] = _command(name, entry, read)
    if "courtesies" in found:
        _read_courtesies(found["courtesies"], found.get("lists"), spellings, read)
    return read


def _read_courtesies(
    tree: Tree, lists_tree: Tree | None, spellings: Spellings, read: Commands
) -> None:
    lists = read_lists(lists_tree)
    whole: list[tuple[Courtesy, Phrase]] = []
    inside: list[tuple[Courtesy, Phrase]] = []
    owners: dict[tuple[str, ...], Courtesy] = {}
    for name, entry in tree.entries().items():
        said = entry.settings(COURTESY, ("words", "text"))
        _check(said, frozenset())
        courtesy = Courtesy(name, wording(said))
        for phrase, item in read_phrases(said.get("words"), lists, spellings):
            words = phrase.example
            if words in read.spoken or owners.setdefault(words, courtesy) is not courtesy:
                item.problem(_taken(item))
            whole.append((courtesy, phrase))
        anywhere = read_phrases(said.get("anywhere"), lists, spellings)
        inside += [(courtesy, phrase) for phrase, _ in anywhere]
        for picture in said["pictures"].text() if "pictures" in said else "":
            if not picture.isspace():
                read.pictures.setdefault(picture, courtesy)
    read.courtesies = Script.of(whole, spellings)
    read.touching = Script.of(inside, spellings)


def _command(name: str, entry: Tree, read: Commands) -> Command:
    found = entry.settings(("words", "text", "whatsapp", "empty"), ("words",))
    for words in _phrases(found.get("words"), name, read):
        read.spoken[words] = name
        reason = f"It is the command {name.upper()}, which works from anywhere."
        read.reserved.setdefault(" ".join(words), reason)
    _check(found, COMMAND_FIELDS)
    empty = SILENT
    if "empty" in found:
        text = found["empty"].text()
        empty = Wording(text, text)
        check_wording(empty, found["empty"], frozenset())
    return Command(name, wording(found) if "text" in found else SILENT, empty)


def _phrases(tree: Tree | None, name: str, read: Commands) -> list[tuple[str, ...]]:
    phrases = []
    for item in tree.items() if tree else ():
        words = phrase_words(item.word())
        if not words:
            if item.text() != "?":
                item.problem(f"'{item.text()}' holds no word that can be looked for.")
            continue
        if words in read.spoken:
            item.problem(_taken(item))
            continue
        phrases.append(words)
    return phrases


def _taken(item: Tree) -> str:
    return f"'{item.text()}' is a word of another command. Leave it with one."


def _check(found: Mapping[str, Tree], fields: Collection[str]) -> None:
    if "text" in found:
        check_wording(wording(found), found["text"], fields)


def read_texts(folder: Path, report: Report) -> dict[str, Wording] | None:
    """Return the standard texts by name, or None when the file cannot be read."""
    tree = read_tree(folder / TEXTS_FILE, TEXTS_FILE, report)
    if tree is None:
        return None
    texts = {}
    for name, entry in tree.settings(tuple(TEXTS), tuple(TEXTS), "standard text").items():
        if entry.is_text():
            text = entry.text()
            said = Wording(text, text)
        else:
            said = wording(entry.settings(("text", "whatsapp"), ("text",)))
        if not said.sms:
            entry.problem(f"'{name}' has no words.")
        check_wording(said, entry, TEXTS[name])
        texts[name] = said
    return texts
