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
    """What a group is to an audience. ``ONLY`` keeps out whoever has not said that they are in it."""

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
    """A language of a group. ``code`` is ISO 639; ``mode``: spoken, interpreter_on_request, written."""

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

    def fact(self, key: str, at: ServiceAtLocation | None = None) -> Fact:
        """Return what is known of ``key``, at a place where it has its own say."""
        stated = (at.facts.get(key) if at else None) or self.facts.get(key)
        return stated.value if stated else Fact.UNKNOWN
