"""A YAML file as text values that remember their line, and problems in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

READ_AS_TRUE_OR_FALSE = {"yes", "no", "on", "off", "true", "false", "y", "n", "null", "~"}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: where it is, what is wrong, and the way out. A note refuses nothing."""

    file: str
    line: int
    says: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'Note: ' if self.note else ''}{self.says}"


class ContentError(Exception):
    """The content cannot be used; ``problems`` say where and why, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(slots=True)
class Report:
    """Gathers the problems of one reading, so that people see them all at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, says: str, *, note: bool = False) -> None:
        """Note one problem."""
        self.problems.append(Problem(file, line, says, note))

    @property
    def errors(self) -> list[Problem]:
        """The problems that refuse the content."""
        return [problem for problem in self.problems if not problem.note]


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return " Did you mean 'x'?", or the list of what is known when nothing is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f" Did you mean '{near[0]}'?"
    return f" It can be: {', '.join(known)}." if known else ""


@dataclass(frozen=True, slots=True)
class Tree:
    """One value of a YAML file. Every scalar is text; asking for another shape is a Problem."""

    node: Node
    file: str
    report: Report
    line: int
    """The line of the file, counted from 1: where the setting's name stands, if it has one."""

    def problem(self, says: str, *, note: bool = False) -> None:
        """Report something wrong with this value."""
        self.report.add(self.file, self.line, says, note=note)

    def is_text(self) -> bool:
        """Say whether this is one text, not a list or a group of settings."""
        return isinstance(self.node, ScalarNode)

    def text(self) -> str:
        """Return the scalar as text, its lines joined as YAML joins them; "" if it is not one."""
        if not isinstance(self.node, ScalarNode):
            self.problem("Here one text is expected, not a list or a group of settings.")
            return ""
        return str(self.node.value).strip()

    def word(self) -> str:
        """Return a scalar that is a name or an answer word; bare yes, no, on, off are refused."""
        text = self.text()
        bare = isinstance(self.node, ScalarNode) and self.node.style is None
        if bare and text.casefold() in READ_AS_TRUE_OR_FALSE:
            self.problem(
                f"'{text}' without quotes is read as true or false by many programs. "
                f"Put it in quotes, like '{text}' with the marks, or use another word."
            )
        return text

    def flag(self) -> bool:
        """Return a yes or no setting."""
        text = self.text().casefold()
        if text in ("yes", "true"):
            return True
        if text not in ("no", "false"):
            self.problem(f"'{text}' is not yes or no. Write yes or no here.")
        return False

    def number(self) -> int | None:
        """Return a whole number, or None with a problem."""
        text = self.text()
        try:
            return int(text)
        except ValueError:
            self.problem(f"'{text}' is not a whole number. Write digits, like 18.")
            return None

    def items(self) -> Iterator[Tree]:
        """Yield the entries of a list; one text alone counts as a list of one."""
        if isinstance(self.node, SequenceNode):
            for node in self.node.value:
                yield Tree(node, self.file, self.report, line_of(node))
        elif isinstance(self.node, ScalarNode):
            yield self
        else:
            self.problem("Here a list is expected. Begin each line with a dash.")

    def words(self) -> tuple[str, ...]:
        """Return a list of answer words."""
        return tuple(item.word() for item in self.items())

    def entries(self) -> dict[str, Tree]:
        """Return a group of settings by name. A name written twice is a Problem."""
        found: dict[str, Tree] = {}
        if not isinstance(self.node, MappingNode):
            self.problem("Here settings are expected, each on its own line as 'name: value'.")
            return found
        for key, value in self.node.value:
            name = Tree(key, self.file, self.report, line_of(key))
            word = name.word()
            if word in found:
                name.problem(f"'{word}' is written twice. The first is on line {found[word].line}.")
                continue
            found[word] = Tree(value, self.file, self.report, name.line)
        return found

    def settings(
        self, known: Collection[str], required: Collection[str] = (), what: str = "setting"
    ) -> dict[str, Tree]:
        """Return settings of which every name is known and every required one is there."""
        found = self.entries()
        for name, value in list(found.items()):
            if name not in known:
                value.problem(f"'{name}' is not a {what} we know.{did_you_mean(name, known)}")
                del found[name]
        for name in required:
            if name not in found:
                self.problem(f"'{name}' is missing here. Add a line '{name}: ...'.")
        return found


def line_of(node: Node) -> int:
    """Return the line a value starts on, counted from 1."""
    return int(node.start_mark.line) + 1


def read_text(path: Path, name: str, report: Report) -> str | None:
    """Return a file's text, or None with a problem when it is absent or not UTF-8."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        report.add(name, 1, "This file is missing. Put it back, or copy it from the last release.")
        return None
    except OSError as error:
        report.add(name, 1, f"This file cannot be read ({error.strerror}).")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        report.add(
            name,
            line,
            "A character here is in the wrong encoding. Save the file again as UTF-8.",
        )
        return None


def read_tree(path: Path, name: str, report: Report) -> Tree | None:
    """Return a YAML file as a Tree, or None with a problem that names the line."""
    text = read_text(path, name, report)
    if text is None:
        return None
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        report.add(
            name,
            line,
            f"This is not written the way YAML needs ({error.problem or error.context}). "
            "Look at the spaces at the start of the line, and put text with a colon in quotes.",
        )
        return None
    except YAMLError as error:
        report.add(name, 1, f"This file holds a character that YAML does not allow ({error}).")
        return None
    if node is None:
        report.add(name, 1, "This file is empty.")
        return None
    return Tree(node, name, report, line_of(node))
