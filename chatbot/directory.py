"""The groups people can be pointed to, and what is known, not known and known not to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class Fact(StrEnum):
    """What is known of one thing. Unknown is never taken for no, and never for yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


ONLY = frozenset(("women_only", "men_only"))
"""Facts that keep out whoever did not ask for them."""


class Status(StrEnum):
    """Whether a group runs. Words from Open Referral UK 3.0."""

    ACTIVE = "active"
    TEMPORARILY_CLOSED = "temporarily closed"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a group meets, in local time. ``byday`` is RRULE's ("TU", "2TU", "SA,SU")."""

    freq: str
    byday: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a group meets. ``address`` is empty when the group keeps it to itself."""

    address: str
    town: str
    outcode: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Service:
    """One peer support group. A fact that is absent from ``facts`` is unknown.

    ``formats`` and ``about`` use the values of the questions ``meet`` and ``about``; ``audiences``
    those of ``who``. ``nations`` empty means anywhere in the UK. ``only_for`` is a need key that
    somebody must have asked for before the group is shown to them. ``checked_on`` is when a person
    last checked the listing.
    """

    id: str
    name: str
    organization: str
    summary: str
    formats: frozenset[str]
    audiences: frozenset[str]
    about: frozenset[str] = frozenset()
    only_for: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    location: Location | None = None
    nations: frozenset[str] = frozenset()
    schedules: tuple[Schedule, ...] = ()
    cost: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    join: str = ""
    languages: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    facts_source: str = ""
    facts_on: date | None = None
    principles_on: date | None = None
    status: Status = Status.ACTIVE
    back_on: date | None = None
    checked_on: date | None = None
    checked_by: str = ""
    made_up: bool = False
    lacks: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    """The facts that are known to be no."""
    requires: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    """The needs of which somebody must have said each before they are shown this group."""
    spoken: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    """The languages in the form of answers: lower case."""

    def __post_init__(self) -> None:
        facts = self.facts.items()
        only = {key for key, fact in facts if fact is Fact.YES and key in ONLY}
        spoken = frozenset(language.casefold() for language in self.languages)
        object.__setattr__(self, "lacks", frozenset(k for k, fact in facts if fact is Fact.NO))
        object.__setattr__(self, "requires", frozenset(only | {self.only_for} - {""}))
        object.__setattr__(self, "spoken", spoken)

    def serves(self, who: str) -> bool:
        """Say whether it is for ``who``; a friend or partner may ask for an adult."""
        return who in self.audiences or (who == "someone_else" and "adult" in self.audiences)

    def fact(self, key: str) -> Fact:
        """Return what is known of ``key``."""
        return self.facts.get(key, Fact.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Directory:
    """All groups, read once and swapped whole. What else it has is made from ``services``."""

    services: tuple[Service, ...] = ()
    by_id: Mapping[str, Service] = field(default_factory=dict, compare=False)
    _serving: Mapping[str, tuple[Service, ...]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {service.id: service for service in self.services})
        audiences = {one for service in self.services for one in service.audiences}
        serving = {
            who: tuple(service for service in self.services if service.serves(who))
            for who in (*audiences, "someone_else")
        }
        object.__setattr__(self, "_serving", serving)

    def serving(self, who: str) -> tuple[Service, ...]:
        """Return the groups for an answer to ``who``; all of them when there is none."""
        return self._serving.get(who, ()) if who else self.services

    def __repr__(self) -> str:
        return f"Directory({len(self.services)} groups)"
