"""From flows/privacy.yaml to what is decided about people's data."""

from __future__ import annotations

from pathlib import Path

from chatbot.flow import Wording
from chatbot.loading.flows import wording
from chatbot.loading.soundness import check_wording
from chatbot.loading.tree import Report, Tree, read_tree
from chatbot.privacy import Consent, Privacy

PRIVACY_FILE = "privacy.yaml"
TEXTS = ("ask", "agreed", "declined")
FIELDS = {"ask": ("privacy", "days"), "agreed": (), "declined": ("helpline",)}
LONGEST_KEPT = 400
"""Days. Twilio itself keeps its record of a message for about as long."""


def read_privacy(folder: Path, address: str, report: Report) -> Privacy | None:
    """Return what the file decides, or None when it cannot be read."""
    tree = read_tree(folder / PRIVACY_FILE, PRIVACY_FILE, report)
    if tree is None:
        return None
    names = ("keep_days", "consent", "notice")
    found = tree.settings(names, names)
    if len(found) < len(names):
        return None
    days = _days(found["keep_days"])
    notice = _notice(found["notice"], days)
    return Privacy(address, days, notice, _consent(found["consent"]))


def _days(tree: Tree) -> int:
    said = tree.text()
    if said.isdecimal() and 1 <= int(said) <= LONGEST_KEPT:
        return int(said)
    tree.problem(f"'{said}' is no number of days. Write 1 to {LONGEST_KEPT}, like 30.")
    return 1


def _consent(tree: Tree) -> Consent | None:
    names = ("ask_first", *TEXTS)
    found = tree.settings(names, names)
    said: dict[str, Wording] = {}
    for name in TEXTS:
        if name in found:
            entry = found[name]
            text = entry.text() if entry.is_text() else ""
            said[name] = (
                Wording(text, text)
                if entry.is_text()
                else wording(entry.settings(("text", "whatsapp"), ("text",)))
            )
            if not said[name].sms:
                entry.problem(f"'{name}' has no words.")
            check_wording(said[name], entry, FIELDS[name])
    switch = found["ask_first"].text() if "ask_first" in found else "no"
    if switch not in ("yes", "no"):
        found["ask_first"].problem(f"'{switch}' is neither yes nor no.")
    if switch != "yes" or len(said) < len(TEXTS):
        return None
    return Consent(**said)


def _notice(tree: Tree, days: int) -> tuple[tuple[str, str], ...]:
    parts = []
    for item in tree.items():
        found = item.settings(("title", "text"), ("title", "text"))
        if len(found) == 2:
            text = found["text"].text()
            check_wording(Wording(text, text), found["text"], ("days",))
            parts.append((found["title"].text(), text.replace("{days}", str(days))))
    return tuple(parts)
