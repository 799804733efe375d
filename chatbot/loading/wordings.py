"""What people say for a flow's answers, kept apart from its questions: one file a question.

Beside ``find-group.yaml`` may lie a folder ``find-group.words``. In it ``meet.yaml`` holds the
wordings of the question "meet", and ``lists.yaml`` the word lists that all of them use.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.loading.tree import Report, Tree, did_you_mean, read_tree

LISTS = "lists"
OF_QUESTION = ("any_phrases", "ignore", "called", "about_whom")
OF_FLOW = ("label", "said", "warmly", "only_with")
"""Parts of an option that are no wordings: they stay with the question."""
OF_OPTION = (
    "also", "when_asked", "obstacles", "phrases", "otherwise", "lately", "how_long", "rules_out",
    "by_age", "ages", "scripts",
)  # fmt: skip


@dataclass(slots=True)
class Wordings:
    """The wordings that stand in files of their own, as settings of questions and options."""

    lists: dict[str, Tree] = field(default_factory=dict)
    files: dict[str, Tree] = field(default_factory=dict)
    questions: dict[str, dict[str, Tree]] = field(default_factory=dict)
    options: dict[str, dict[str, Tree]] = field(default_factory=dict)

    def with_lists(self, own: dict[str, Tree]) -> dict[str, Tree]:
        """Return the word lists, the flow's own and those of the folder."""
        return _joined(own, self.lists, "the lists")

    def of_question(self, name: str, own: dict[str, Tree]) -> dict[str, Tree]:
        """Return a question's settings, those of its file of words included."""
        return _joined(own, self.questions.get(name, {}), f"the question '{name}'")

    def of_option(self, question: str, value: str, own: dict[str, Tree]) -> dict[str, Tree]:
        """Return an option's parts, those of the file of words included."""
        words = self.options.get(question, {}).get(value)
        known = (*OF_OPTION, *OF_FLOW)
        found = words.settings(known, (), "wording of an option") if words else {}
        for name in OF_FLOW:
            if name in found:
                found.pop(name).problem(f"'{name}' is no wording. Write it in the flow's own file.")
        return _joined(own, found, f"the option '{value}'")

    def where(self, question: str, value: str) -> Tree | None:
        """Return where the words of an option stand, if they have a file of their own."""
        return self.options.get(question, {}).get(value)

    def check(self, options: Collection[tuple[str, str]], questions: Collection[str]) -> None:
        """Report the files of no question, and the words of no option."""
        for name, tree in self.files.items():
            if name not in questions:
                tree.problem(f"The flow has no question '{name}'.{did_you_mean(name, questions)}")
                continue
            known = [value for question, value in options if question == name]
            for value, words in self.options.get(name, {}).items():
                if value not in known:
                    words.problem(
                        f"'{value}' is no option of '{name}'.{did_you_mean(value, known)}"
                    )


def read_wordings(flow: Path, report: Report) -> Wordings:
    """Read the folder of words beside a flow; there may be none."""
    found = Wordings()
    folder = flow.with_suffix(".words")
    for path in sorted(folder.glob("*.yaml")):
        tree = read_tree(path, f"{folder.name}/{path.name}", report)
        if tree is None:
            continue
        if path.stem == LISTS:
            found.lists = tree.entries()
            continue
        settings = tree.settings((*OF_QUESTION, "options"), (), "setting of a file of words")
        options = settings.pop("options", None)
        found.files[path.stem] = tree
        found.questions[path.stem] = settings
        found.options[path.stem] = options.entries() if options else {}
    return found


def _joined(own: dict[str, Tree], words: Mapping[str, Tree], what: str) -> dict[str, Tree]:
    for name, tree in words.items():
        if name in own:
            tree.problem(f"'{name}' of {what} stands in {own[name].file} too. Keep it in one.")
    return {**own, **words}
