"""The groups people can be pointed to, and what is known, not known and known not to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from chatbot.facts import Fact, Principle, Stated
from chatbot.schedules import Schedule

NOTHING: Mapping[str, Stated] = MappingProxyType({})
WHO = ("adult", "young_person", "parent", "someone_else")
"""The audiences that are answers to ``who``."""
SAID_AS: Mapping[str, str] = MappingProxyType(
    {"women": "women_only", "men": "men_only", "lgbtq": "lgbtq"}
)
"""By which need somebody says that they are in an audience that is not one of ``who``."""
ONLY_FACTS = frozenset(("women_only", "men_only"))
"""Facts that keep out whoever did not ask for them, as an audience of ``Strength.ONLY`` does."""


class Status(StrEnum):
    """Whether a group runs. Words from Open Referral UK 3.0."""

    ACTIVE = "active"
    TEMPORARILY_CLOSED = "temporarily closed"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"


class Published(StrEnum):
    """Where a listing stands with us. Only a live one is shown to anybody."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    LIVE = "live"
    PAUSED = "paused"
    ARCHIVED = "archived"


class Strength(StrEnum):
    """What a group is to an audience. ``ONLY`` keeps out whoever has not said they are in it."""

    FOR = "for"
    WELCOME = "welcome"
    ONLY = "only"


class Scope(StrEnum):
    """Which diabetes a group is about."""

    TYPE_1 = "t1_only"
    ALL_DIABETES = "all_diabetes"
    PARENTS_OF_TYPE_1 = "parents_of_t1"
    TYPE_2 = "t2_only"
    OTHER = "other"
    NOT_KNOWN = ""


class JoinRoute(StrEnum):
    """How somebody joins."""

    TURN_UP = "turn_up"
    CONTACT_FIRST = "contact_first"
    LINK_AFTER_CONTACT = "link_given_after_contact"
    CLINIC_REFERRAL = "clinic_referral"
    NOT_KNOWN = ""


class Language(NamedTuple):
    """A language of a group. ``code`` is ISO 639.

    ``mode``: spoken, interpreter_on_request, written.
    """

    name: str
    code: str = ""
    mode: str = "spoken"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a group meets. ``address`` is empty when it is not known; when ``hidden``, nobody is
    told more than the town and the district.
    """

    address: str
    town: str
    outcode: str
    lat: float
    lon: float
    hidden: bool = False
    transport: str = ""


@dataclass(frozen=True, slots=True)
class ServiceAtLocation:
    """A group at one of its places, with what holds there alone. Open Referral's name."""

    id: str
    location: Location
    schedules: tuple[Schedule, ...] = ()
    facts: Mapping[str, Stated] = field(default_factory=lambda: NOTHING)


class Bars(NamedTuple):
    """What keeps somebody from a group, there or at home.

    ``lacks``: needs known not to be met. ``requires``: needs of which each must have been said.
    """

    lacks: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Service:
    """One peer support group. A fact that is absent from ``facts`` is unknown.

    ``formats`` and ``about`` use the values of the questions ``meet`` and ``about``. ``audiences``
    are those of ``who`` and others (women, men, lgbtq). ``facts`` hold for the group wherever it
    meets, and for joining from home; a place's own facts go before them there. ``nations`` empty
    means anywhere in the UK. ``checked_on``, ``checked_by`` and ``checked_how``: when a person last
    checked the listing, which role, and how (phoned, email_link, visit, feed, self).
    ``reminders``: how many in a row were not answered.
    """

    id: str
    name: str
    organization: str
    summary: str
    formats: frozenset[str]
    audiences: Mapping[str, Strength]
    about: frozenset[str] = frozenset()
    scope: Scope = Scope.NOT_KNOWN
    minimum_age: int | None = None
    maximum_age: int | None = None
    places: tuple[ServiceAtLocation, ...] = ()
    nations: frozenset[str] = frozenset()
    schedules: tuple[Schedule, ...] = ()
    cost: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    route: JoinRoute = JoinRoute.NOT_KNOWN
    join: str = ""
    languages: tuple[Language, ...] = ()
    facts: Mapping[str, Stated] = field(default_factory=lambda: NOTHING)
    principles: tuple[Principle, ...] = ()
    status: Status = Status.ACTIVE
    back_on: date | None = None
    checked_on: date | None = None
    checked_by: str = ""
    checked_how: str = ""
    reminders: int = 0
    published: Published = Published.LIVE
    trusted: bool = False
    made_up: bool = False

    bars: Bars = field(default=Bars(), init=False, compare=False, repr=False)
    """What keeps somebody from joining it, wherever it meets."""
    bars_at: tuple[Bars, ...] = field(default=(), init=False, compare=False, repr=False)
    """The same at each of ``places``, where a place's own facts go first."""
    only_who: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    """The answers to ``who`` it is only for; empty when it is for others too."""
    spoken: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    """The languages in the form of answers: lower case."""

    def __post_init__(self) -> None:
        only = {one for one, strength in self.audiences.items() if strength is Strength.ONLY}
        asked_for = frozenset(SAID_AS.get(one, one) for one in only.difference(WHO))
        spoken = frozenset(language.name.casefold() for language in self.languages)
        at = [_bars({**self.facts, **place.facts}, asked_for) for place in self.places]
        object.__setattr__(self, "bars", _bars(self.facts, asked_for))
        object.__setattr__(self, "bars_at", tuple(at))
        object.__setattr__(self, "only_who", frozenset(only.intersection(WHO)))
        object.__setattr__(self, "spoken", spoken)

    def serves(self, who: str) -> bool:
        """Say whether it is for ``who``; a friend or partner may ask for an adult."""
        if self.only_who:
            return who in self.only_who
        return who in self.audiences or (who == "someone_else" and "adult" in self.audiences)

    def stated(self, key: str, at: ServiceAtLocation | None = None) -> Stated | None:
        """Return what was said of ``key``, at a place where it has its own say."""
        return (at.facts.get(key) if at else None) or self.facts.get(key)

    def fact(self, key: str, at: ServiceAtLocation | None = None) -> Fact:
        """Return what is known of ``key``, at a place where it has its own say."""
        stated = self.stated(key, at)
        return stated.value if stated else Fact.UNKNOWN

    def meets(self, at: ServiceAtLocation | None = None) -> tuple[Schedule, ...]:
        """Return when it meets, at a place when one is given.

        The times of a group with several places are those of none of them in particular.
        """
        if at is None:
            return self.schedules
        return at.schedules or (self.schedules if len(self.places) == 1 else ())

    def place(self, place_id: str) -> ServiceAtLocation | None:
        """Return one of its places by id."""
        return next((place for place in self.places if place.id == place_id), None)


def _bars(facts: Mapping[str, Stated], asked_for: frozenset[str]) -> Bars:
    lacks = frozenset(key for key, stated in facts.items() if stated.value is Fact.NO)
    only = {key for key in ONLY_FACTS & facts.keys() if facts[key].value is Fact.YES}
    return Bars(lacks, asked_for | only)


@dataclass(frozen=True, slots=True)
class Directory:
    """All groups, read once and swapped whole. What else it has is made from ``services``."""

    services: tuple[Service, ...] = ()
    by_id: Mapping[str, Service] = field(default_factory=dict, compare=False)
    _serving: Mapping[str, tuple[Service, ...]] = field(default_factory=dict, compare=False)
    made: dict[str, object] = field(default_factory=dict, compare=False)
    """What is made from it once and used for every search."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {service.id: service for service in self.services})
        serving = {
            who: tuple(service for service in self.services if service.serves(who)) for who in WHO
        }
        object.__setattr__(self, "_serving", serving)

    def shown(self, service_id: str) -> Service | None:
        """Return a group by id, None when it is not there or nobody is to be shown it now."""
        service = self.by_id.get(service_id)
        return service if service and service.published is Published.LIVE else None

    def serving(self, who: str) -> tuple[Service, ...]:
        """Return the groups for an answer to ``who``; all of them when there is none."""
        return self._serving.get(who, ()) if who else self.services

    def __repr__(self) -> str:
        return f"Directory({len(self.services)} groups)"
