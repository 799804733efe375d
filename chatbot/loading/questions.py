"""From flows/questions.yaml to the queries: what people ask in the middle, and the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.flow import Wording
from chatbot.loading.flows import wording
from chatbot.loading.phrases import Lists, read_lists, read_phrases, read_ways
from chatbot.loading.soundness import check_wording
from chatbot.loading.texts import Commands
from chatbot.loading.tree import Report, Tree, did_you_mean, read_tree
from chatbot.segments import segments
from chatbot.understanding.questions.queries import (
    Alone,
    Knows,
    Queries,
    Query,
    understood_by,
)
from chatbot.understanding.questions.questionwords import EMPTY
from chatbot.understanding.questions.scripted import Spellings
from chatbot.understanding.words.signs import Phrase

QUESTIONS_FILE = "questions.yaml"
PARTS = ("spellings", "lists", "announced_by", "questions")
SETTINGS = ("phrases", "alone", "not_with", "group_knows", "tells", "opens", "text", "whatsapp")
FIELDS = frozenset(("privacy", "helpline", "days"))


@dataclass(slots=True)
class _Reading:
    """What has been read so far, each phrase with the line it stands on."""

    lists: Lists
    spellings: Spellings
    phrases: list[tuple[Query, Phrase, Tree]] = field(default_factory=list)
    alone: list[tuple[Alone, Phrase, Tree]] = field(default_factory=list)
    excepting: list[tuple[Query, Phrase]] = field(default_factory=list)

    @property
    def owned(self) -> list[tuple[Query, Phrase, Tree]]:
        """Every phrase that leads to a query."""
        return [*self.phrases, *((each.query, phrase, item) for each, phrase, item in self.alone)]


def read_questions(
    folder: Path, spellings: Spellings, commands: Commands | None, report: Report
) -> Queries | None:
    """Return the queries, or None when the file cannot be read.

    ``spellings`` are the ways to write words that other files know.
    """
    tree = read_tree(folder / QUESTIONS_FILE, QUESTIONS_FILE, report)
    found = tree.settings(PARTS, ("questions",)) if tree else {}
    if "questions" not in found:
        return None
    spellings = spellings.and_also(read_ways(found.get("spellings")))
    read = _Reading(read_lists(found.get("lists")), spellings)
    for name, entry in found["questions"].entries().items():
        _read_query(name, entry, read)
    announcing = read_phrases(found.get("announced_by"), read.lists, spellings)
    queries = Queries.of(
        [(query, phrase) for query, phrase, _ in read.phrases],
        [(alone, phrase) for alone, phrase, _ in read.alone],
        read.excepting,
        [phrase for phrase, _ in announcing],
        spellings,
    )
    _check_apart(queries, read.owned)
    if commands:
        _check_no_command(commands, read.owned)
    return queries


def _read_query(name: str, entry: Tree, read: _Reading) -> None:
    said = entry.settings(SETTINGS, ("text",))
    if not ("phrases" in said or "alone" in said):
        entry.problem(f"Nothing leads to '{name}'. Add a line 'phrases: ...'.")
    if "text" in said:
        _check_answer(wording(said), said["text"])
    tells, opens = (part in said and said[part].flag() for part in ("tells", "opens"))
    query = Query(name, wording(said), _knows(said.get("group_knows")), tells, opens)

    def phrases(part: str) -> list[tuple[Phrase, Tree]]:
        return read_phrases(said.get(part), read.lists, read.spellings)

    read.phrases += [(query, phrase, item) for phrase, item in phrases("phrases")]
    read.alone += [
        (Alone(query, item.text().endswith("?")), phrase, item) for phrase, item in phrases("alone")
    ]
    read.excepting += [(query, phrase) for phrase, _ in phrases("not_with")]


def _knows(tree: Tree | None) -> Knows:
    known = [str(each) for each in Knows]
    if tree is None or (word := tree.text()) in known:
        return Knows(word) if tree else Knows.NO
    tree.problem(f"'{word}' is not something a group can know.{did_you_mean(word, known)}")
    return Knows.NO


def _check_answer(said: Wording, tree: Tree) -> None:
    if not said.sms:
        tree.problem("This answer has no words.")
    check_wording(said, tree, FIELDS)
    if segments(said.sms) > 1:
        tree.problem(
            f"This answer has {len(said.sms)} characters, and the open question comes after it. "
            "Make it one text message: 160 characters or less."
        )


def _check_apart(queries: Queries, owned: Sequence[tuple[Query, Phrase, Tree]]) -> None:
    """No phrase asks two things: the question further down would never be answered."""
    for query, phrase, item in owned:
        if passed := EMPTY.intersection(phrase.example):
            item.problem(f"'{min(passed)}' is passed over in texts. Leave it out here.")
        other = understood_by(queries, phrase.example)
        if other is not None and other is not query:
            item.problem(
                f"'{item.text()}' is understood as '{other.name}' already. "
                "Leave it with one of them."
            )


def _check_no_command(commands: Commands, owned: Sequence[tuple[Query, Phrase, Tree]]) -> None:
    """No question is a command or a courtesy too, but for its question mark."""
    for _, phrase, item in owned:
        if item.text().endswith("?"):
            continue
        said = phrase.example
        if name := commands.spoken.get(said):
            item.problem(f"'{item.text()}' is the command {name.upper()}. Leave it with one.")
        elif courtesy := commands.courtesies.whole(said):
            item.problem(
                f"'{item.text()}' is met as '{courtesy.name}' in commands.yaml. "
                "Leave it with one of them."
            )
