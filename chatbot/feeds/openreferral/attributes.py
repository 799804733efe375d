"""Attributes: what Open Referral UK has no field for, as terms of our taxonomies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chatbot.directory import Service
from chatbot.facts import Fact, Stated
from chatbot.feeds.openreferral import terms as known
from chatbot.feeds.openreferral.terms import Terms, id_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """Writes the ids and attributes of one entity."""

    entity_id: str
    terms: Terms
    entity: str = "service"

    def of(self, entity: str, *seed: str) -> Words:
        """Return the same for a part."""
        return Words(id_of(*seed), self.terms, entity)

    def id(self, kind: str, *parts: str) -> str:
        """Return the UUID of a part."""
        return id_of(kind, self.entity_id, *parts)

    def attribute(self, taxonomy: str, code: str, value: str = "", detail: str = "") -> Json:
        """Return a term that is put on the entity."""
        name = self.terms.name(taxonomy, code)
        return {
            "id": self.id("attribute", taxonomy, code),
            "link_id": self.entity_id,
            "link_entity": self.entity,
            "link_type": taxonomy,
            "value": value,
            "description": detail,
            "taxonomy_term": {
                "id": id_of("term", taxonomy, code),
                "code": code,
                "name": name,
                "term": name,
                "description": self.terms.tells(taxonomy),
                "taxonomy": taxonomy,
                "taxonomy_id": id_of("taxonomy", taxonomy),
            },
        }

    def stated(self, key: str, stated: Stated) -> Json:
        """Return a fact. Who says so since when is Open Referral's metadata."""
        return self.told_by(
            self.attribute(known.ACCESS, key, stated.value.value, stated.detail),
            stated.source.value,
            stated.on,
        )

    def told_by(self, attribute: Json, who: str, on: date | None) -> Json:
        """Return an attribute with who said it and when, as far as that is known."""
        if who or on:
            attribute["metadata"] = [
                {
                    "id": id_of("metadata", attribute["id"]),
                    "resource_id": attribute["id"],
                    "resource_type": "attribute",
                    "last_action_date": day_text(on),
                    "last_action_type": "update",
                    "field_name": "value",
                    "replacement_value": attribute["value"],
                    "updated_by": who,
                }
            ]
        return attribute


def attributes_of(service: Service, words: Words) -> Iterable[Json]:
    """Yield all that is said of a group beyond Open Referral's own fields."""
    if words.entity_id != service.id:
        yield words.attribute(known.LISTING, "id", service.id)
    for code, value in (
        ("made_up", "yes" if service.made_up else ""),
        ("back_on", day_text(service.back_on)),
        ("checked_how", service.checked_how),
        ("organization_unknown", "" if service.organization else "yes"),
        ("web", service.web if service.web != url_of(service.web) else ""),
    ):
        if value:
            yield words.attribute(known.LISTING, code, value)
    for taxonomy, codes in ((known.FORMAT, service.formats), (known.ABOUT, service.about)):
        for code in sorted(codes):
            yield words.attribute(taxonomy, code)
    for code in sorted(service.audiences):
        yield words.attribute(known.WHO, code, service.audiences[code].value)
    if service.scope:
        yield words.attribute(known.SCOPE, service.scope.value)
    if service.route:
        yield words.attribute(known.JOIN, service.route.value)
    yield from facts_of(service.facts, words)
    for principle in service.principles:
        code = str(principle.number)
        attribute = words.attribute(
            known.PRINCIPLES, code, principle.stated.value, principle.wording
        )
        yield words.told_by(attribute, principle.by, principle.on)


def facts_of(facts: Mapping[str, Stated], words: Words) -> Iterable[Json]:
    """Yield what is known. What is not known is not said, as the standard wants."""
    for key in sorted(facts):
        if facts[key].value is not Fact.UNKNOWN:
            yield words.stated(key, facts[key])


def url_of(web: str) -> str:
    """Return a web address as a whole URL; people write it without its beginning."""
    return web if not web or "://" in web else f"https://{web}"


def day_text(day: date | None) -> str:
    """Return a date as text, "" for none."""
    return day.isoformat() if day else ""


def terms_of(service: Service) -> Iterator[tuple[str, str]]:
    """Yield the taxonomy and code of all that ``attributes_of`` and the places' facts say.

    Only of what somebody would look for: not of the listing, the places and the meetings.
    """
    yield from ((known.FORMAT, code) for code in service.formats)
    yield from ((known.ABOUT, code) for code in service.about)
    yield from ((known.WHO, code) for code in service.audiences)
    yield from ((known.SCOPE, one.value) for one in (service.scope,) if one)
    yield from ((known.JOIN, one.value) for one in (service.route,) if one)
    for facts in (service.facts, *(place.facts for place in service.places)):
        for key, stated in facts.items():
            if stated.value is not Fact.UNKNOWN:
                yield known.ACCESS, key
    yield from ((known.PRINCIPLES, str(one.number)) for one in service.principles)
