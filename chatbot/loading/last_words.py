"""The one text that is said when the content itself cannot be read."""

from __future__ import annotations

from pathlib import Path

from chatbot.loading.tree import Report
from chatbot.segments import not_gsm, segments

FILE = "last-words.txt"
BUILT_IN = (
    "Sorry, this service is not working just now. Please text again later. "
    "In an emergency call 999. For urgent medical advice call 111."
)
"""Said when even the file is broken."""
MUST_SAY = ("999", "111")
MOST_SEGMENTS = 3


def read_last_words(folder: Path) -> str:
    """Return the last words of a folder, or the built-in ones. Never raises."""
    try:
        said = (folder / FILE).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return BUILT_IN
    return BUILT_IN if _faults(said) else said


def check_last_words(folder: Path, report: Report) -> None:
    """Report what is wrong with the last words."""
    try:
        said = (folder / FILE).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        report.add(FILE, 1, f"This cannot be read ({type(error).__name__}). It is one plain text.")
        return
    for fault in _faults(said):
        report.add(FILE, 1, fault)


def _faults(said: str) -> list[str]:
    faults = [f"The last words must name {name}." for name in MUST_SAY if name not in said]
    if marks := not_gsm(said):
        faults.append(f"Not every phone has these characters: {marks}")
    if segments(said) > MOST_SEGMENTS:
        faults.append(f"This is longer than {MOST_SEGMENTS} SMS. Make it shorter.")
    return faults
