"""Facts and other terms from the attributes of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from chatbot.directory import Strength
from chatbot.facts import Fact, Principle, Source, Stated
from chatbot.feeds.arriving import Gathering, Reader
from chatbot.feeds.openreferral.cleaning import Node, cut
from chatbot.feeds.openreferral.terms import ACCESS, PRINCIPLES, TAXONOMIES, WHO, meaning
from chatbot.feeds.rows import plain

LONGEST_CODE = 40
LONGEST_DETAIL = 120
LONGEST_VALUE = 160
MOST_PRINCIPLES = 6
YES = {"yes": Fact.YES, "true": Fact.YES, "y": Fact.YES,
       "no": Fact.NO, "false": Fact.NO, "n": Fact.NO}  # fmt: skip
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Term:
    """One term that somebody has put on an entry. ``by`` and ``on``: who said it, and when."""

    taxonomy: str
    code: str
    value: str
    detail: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on one entry that are of our taxonomies."""

    terms: tuple[Term, ...]

    def of(self, taxonomy: str) -> Iterator[Term]:
        """Yield the terms of a taxonomy."""
        return (term for term in self.terms if term.taxonomy == taxonomy)

    def value(self, taxonomy: str, code: str) -> str:
        """Return what is said of a term, "" when it is not there."""
        return next((term.value for term in self.of(taxonomy) if term.code == code), "")

    def codes(self, taxonomy: str) -> frozenset[str]:
        """Return the codes of a taxonomy in this service's words."""
        return frozenset(code for one in self.of(taxonomy) for code in meaning(taxonomy, one.code))

    def word(self, taxonomy: str, words: type[_Word], otherwise: _Word) -> _Word:
        """Return the one word of a taxonomy, ``otherwise`` where none is known."""
        codes = [term.code for term in self.of(taxonomy)]
        return next((words(code) for code in codes if code and code in list(words)), otherwise)


def read_terms(entry: Node) -> Terms:
    """Return the terms of ours among the attributes of an entry."""
    return Terms(tuple(term for one in entry.nodes("attributes") if (term := _term(one))))


def _term(attribute: Node) -> Term | None:
    named = attribute.node("taxonomy_term")
    taxonomies = (attribute.text("link_type"), named.text("taxonomy"))
    taxonomy = next((one for one in taxonomies if one in TAXONOMIES), "")
    code = plain(named.text("code") or named.text("name", "term"))
    if not taxonomy or not code or len(code) > LONGEST_CODE:
        return None
    told = attribute.node("metadata")
    return Term(
        taxonomy,
        code,
        attribute.text("value"),
        attribute.text("description"),
        told.text("updated_by"),
        told.day("last_action_date"),
    )


def read_facts(terms: Terms, reader: Reader, day: date | None) -> Mapping[str, Stated]:
    """Return the facts that are stated as yes or no, a word from a list and no free text.

    Only our own list's word on who said so is taken; to us it is the other list that says so, on
    ``day`` if nothing nearer is known.
    """
    facts: dict[str, Stated] = {}
    for term in terms.of(ACCESS):
        value = YES.get(term.value.casefold())
        if value is None:
            continue
        source = Source.FEED
        if reader.own:
            source = Source(term.by) if term.by in list(Source) else Source.NOT_KNOWN
        on = not_ahead(term.on, reader) or (None if reader.own else day)
        stated = Stated(value, cut(term.detail, LONGEST_DETAIL), source, on)
        for key in meaning(ACCESS, term.code):
            facts.setdefault(key, stated)
    return MappingProxyType(facts)


def not_ahead(day: date | None, reader: Reader) -> date | None:
    """Return a day on which something was done: one in the future is a mistake."""
    return day if day and day <= reader.today else None


def read_audiences(terms: Terms) -> Mapping[str, Strength]:
    """Return whom it is for. Nothing said of how much is "welcome": "only" is never inferred."""
    found: dict[str, Strength] = {}
    for term in terms.of(WHO):
        value = plain(term.value)
        strength = Strength(value) if value in list(Strength) else Strength.WELCOME
        for key in meaning(WHO, term.code):
            found.setdefault(key, strength)
    return MappingProxyType(found)


def read_principles(terms: Terms, reader: Reader, found: Gathering) -> tuple[Principle, ...]:
    """Return what the group has said of the six principles.

    Another list cannot say it for the group: a person asks the group.
    """
    principles = []
    for term in terms.of(PRINCIPLES):
        number = int(term.code) if term.code.isascii() and term.code.isdigit() else 0
        value = YES.get(term.value.casefold(), Fact.UNKNOWN)
        if not reader.own:
            found.suggest("principles", "", f"{term.code} {term.value}".strip())
        elif 1 <= number <= MOST_PRINCIPLES:
            said = cut(term.detail, 300)
            on = not_ahead(term.on, reader)
            principles.append(Principle(number, value, on, cut(term.by, 60), said))
    return tuple(principles)
