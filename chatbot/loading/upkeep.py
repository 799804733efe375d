"""From flows/upkeep.yaml to what is said to those who run groups, and report them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from chatbot.facts import PRINCIPLES
from chatbot.flow import Wording
from chatbot.letters import PAGE, REASONS, Letters, Reason
from chatbot.loading.soundness import check_wording
from chatbot.loading.tree import Report, Tree, read_tree
from chatbot.understanding.denial.phrasebook import phrase_words

UPKEEP_FILE = "upkeep.yaml"
PARTS = ("reasons", "letters", "page", "facts", "principles")
FILLED = frozenset(("group", "link", "until"))


def read_letters(folder: Path, report: Report) -> Letters | None:
    """Return what the file says, or None when it cannot be read."""
    tree = read_tree(folder / UPKEEP_FILE, UPKEEP_FILE, report)
    if tree is None:
        return None
    found = tree.settings(PARTS, PARTS)
    if len(found) < len(PARTS):
        return None
    letters = found["letters"].settings(("sms", "subject", "email"), ("sms", "subject", "email"))
    if len(letters) < len(("sms", "subject", "email")):
        return None
    page = found["page"].settings(tuple(PAGE), tuple(PAGE), "text of the page")
    principles = tuple(_text(item, ()) for item in found["principles"].items())
    if len(principles) != PRINCIPLES:
        found["principles"].problem(f"These are {len(principles)}. There are {PRINCIPLES}.")
    return Letters(
        reasons=_reasons(found["reasons"]),
        sms=_text(letters["sms"], FILLED),
        subject=_text(letters["subject"], ("group",)),
        email=tuple(_text(item, FILLED) for item in letters["email"].items()),
        page={name: _text(entry, PAGE[name]) for name, entry in page.items()},
        facts={key: _text(entry, ()) for key, entry in found["facts"].entries().items()},
        principles=principles,
    )


def _reasons(tree: Tree) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    owners: dict[tuple[str, ...], str] = {}
    for key, entry in tree.settings(REASONS, REASONS, "reason").items():
        found = entry.settings(("label", "words", "next"), ("label", "words", "next"))
        words = found["words"].items() if "words" in found else ()
        for item in words:
            said = phrase_words(item.word())
            if owners.setdefault(said, key) != key:
                item.problem(f"'{item.text()}' means '{owners[said]}' already.")
        reasons.append(
            Reason(
                key,
                _text(found["label"], ()) if "label" in found else "",
                _wording(found["next"], ("talk",)) if "next" in found else Wording("", ""),
                frozenset(said for said, owner in owners.items() if owner == key and said),
            )
        )
    return tuple(reasons)


def _text(tree: Tree, fields: Collection[str]) -> str:
    return _wording(tree, fields).sms


def _wording(tree: Tree, fields: Collection[str]) -> Wording:
    said = Wording(tree.text(), tree.text())
    if not said.sms:
        tree.problem("There are no words here.")
    check_wording(said, tree, fields)
    return said
