"""From flows/commands.yaml and flows/standard-texts.yaml to commands, courtesies and texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.content import COMMAND_FIELDS, COMMANDS, TEXTS
from chatbot.flow import SILENT, Command, Wording
from chatbot.loading.flows import wording
from chatbot.loading.soundness import check_wording
from chatbot.loading.tree import Report, Tree, read_tree
from chatbot.understanding.phrasebook import phrase_words

COMMANDS_FILE = "commands.yaml"
TEXTS_FILE = "standard-texts.yaml"
NOTICE_FILE = "privacy-notice.yaml"


@dataclass(slots=True)
class Commands:
    """What flows/commands.yaml holds. ``reserved`` maps words to the reason they are taken."""

    commands: dict[str, Command] = field(default_factory=dict)
    spoken: dict[tuple[str, ...], str] = field(default_factory=dict)
    courtesies: dict[tuple[str, ...], Wording] = field(default_factory=dict)
    touching: dict[str, Wording] = field(default_factory=dict)
    reserved: dict[str, str] = field(default_factory=dict)


def read_commands(folder: Path, report: Report) -> Commands | None:
    """Return the commands and courtesies, or None when the file cannot be read."""
    tree = read_tree(folder / COMMANDS_FILE, COMMANDS_FILE, report)
    if tree is None:
        return None
    sections = ("carrier_words", "commands", "courtesies")
    found = tree.settings(sections, sections)
    read = Commands()
    if "carrier_words" in found:
        for item in found["carrier_words"].items():
            word = item.word()
            read.reserved[word] = "Phone networks act on it, as they do on STOP."
    if "commands" in found:
        for name, entry in found["commands"].settings(COMMANDS, COMMANDS, "command").items():
            read.commands[name] = _command(name, entry, read)
    if "courtesies" in found:
        for name, entry in found["courtesies"].entries().items():
            said = entry.settings(("words", "text", "whatsapp", "anywhere"), ("words", "text"))
            for words in _phrases(said.get("words"), name, read):
                read.courtesies[words] = wording(said)
            for word in said["anywhere"].words() if "anywhere" in said else ():
                read.touching[word.casefold()] = wording(said)
            _check(said, frozenset())
    return read


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
        if words in read.spoken or words in read.courtesies:
            item.problem(f"'{item.text()}' is a word of another command. Leave it with one.")
            continue
        phrases.append(words)
    return phrases


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


def read_notice(folder: Path, report: Report) -> tuple[tuple[str, str], ...]:
    """Return the full privacy notice: a title and a text for each part."""
    tree = read_tree(folder / NOTICE_FILE, NOTICE_FILE, report)
    if tree is None:
        return ()
    parts = []
    for item in tree.items():
        found = item.settings(("title", "text"), ("title", "text"))
        if len(found) == 2:
            parts.append((found["title"].text(), found["text"].text()))
    return tuple(parts)
