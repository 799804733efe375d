"""The words that belong to no question: yes and no, ordinary words, and how people text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.understanding.agreement.agreeing import Agreement


@dataclass(frozen=True, slots=True)
class Language:
    """What every reading needs. ``common`` are ordinary words, never taken for slips in others,
    ``known`` these and less common ones; ``textspeak`` gives a word for each of the ways in which
    it is texted. ``all_of_them`` and ``none_of_them`` are whole texts for all and none of several
    options."""

    agreement: Agreement
    common: frozenset[str]
    known: frozenset[str]
    textspeak: Mapping[str, str]
    all_of_them: frozenset[tuple[str, ...]]
    none_of_them: frozenset[tuple[str, ...]]

    def __repr__(self) -> str:
        return f"Language({len(self.common)} ordinary words)"

    def written_out(self, tokens: Sequence[str]) -> list[str]:
        """Return the words with text-speak written out, one for one."""
        return [self.textspeak.get(token, token) for token in tokens]
