"""Entries of Open Referral UK 3.0 and 1.0 as groups. Whatever the entry is like, nothing raises."""

from __future__ import annotations

import json
from collections import Counter

from chatbot.directory import JoinRoute, Language, Scope, Service, Status
from chatbot.feeds.arriving import Arrival, Gathering, Reader
from chatbot.feeds.openreferral import terms as known
from chatbot.feeds.openreferral.cleaning import (
    Node,
    Tree,
    cut,
    email_of,
    phone_of,
    text_of,
    web_of,
)
from chatbot.feeds.openreferral.meetings import KEYS as SCHEDULES
from chatbot.feeds.openreferral.meetings import read_schedules
from chatbot.feeds.openreferral.places import read_places
from chatbot.feeds.openreferral.statements import (
    LONGEST_VALUE,
    Terms,
    not_ahead,
    read_audiences,
    read_facts,
    read_principles,
    read_terms,
)
from chatbot.feeds.openreferral.suggesting import (
    suggest_audiences,
    suggest_facts,
    suggest_scope,
)
from chatbot.feeds.openreferral.terms import as_uuid, id_of

LONGEST_NAME, LONGEST_SUMMARY = 60, 100
LONGEST_REF = 100
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
WHOLE = ("united kingdom", "uk", "great britain", "gb", "national", "nationwide")
FORMATS = frozenset(("in_person", "online", "chat", "phone"))
ATTENDING = {
    "in_person": "in_person", "in person": "in_person", "venue": "in_person",
    "face to face": "in_person", "online": "online", "virtual": "online", "video": "online",
    "phone": "phone", "telephone": "phone", "by phone": "phone",
}  # fmt: skip
"""The words of ORUK 1.0's closed list, and the like; a sentence is left to a person."""
ROUTES = {"drop-in": JoinRoute.TURN_UP, "referral": JoinRoute.CLINIC_REFERRAL,
          "appointment": JoinRoute.CONTACT_FIRST}  # fmt: skip
KEYS = frozenset(
    """id organization_id organization name description url email status fees fees_description
    accreditations minimum_age maximum_age assured_date assurer_email alert last_modified
    service_areas service_at_locations service_at_location locations languages contacts phones
    cost_options attributes eligibility_description eligibilitys eligibility alternate_name
    application_process attending_type attending_access deliverable_type funding fundings
    service_taxonomys taxonomies reviews holiday_schedules interpretation_services metadata
    additional_websites wait_time program_id program licenses required_documents modified_date
    capacities additional_urls""".split()
) | frozenset(SCHEDULES)
"""What either version of the standard may hold at the top of a service."""


def read_entry(tree: Tree, reader: Reader, at: int, url: str = "") -> Arrival:
    """Return what comes of the ``at``-th entry of a list."""
    payload = written(tree)
    if not isinstance(tree, dict):
        return Arrival(f"entry {at}", "", None, "It is no object.", payload=payload, url=url)
    entry = Node(tree)
    ref = entry.text("id")[:LONGEST_REF]
    name = entry.text("name", "alternate_name")
    reasons = [] if ref else ["It has no id."]
    reasons += [] if name else ["It has no name."]
    if reasons:
        shown = ref or f"entry {at}"
        return Arrival(shown, cut(name, 60), None, " ".join(reasons), payload=payload, url=url)
    found = Gathering()
    service = _service(entry, reader, ref, name, found)
    return Arrival(
        ref,
        service.name,
        service,
        suggestions=tuple(found.suggestions),
        notes=tuple(found.notes),
        payload=payload,
        url=url,
    )


def unknown_keys(tree: Tree) -> Counter[str]:
    """Count the keys of an entry that neither version of the standard has."""
    if not isinstance(tree, dict):
        return Counter()
    return Counter(key[:40] for key in tree if isinstance(key, str) and key not in KEYS)


def written(tree: Tree) -> str:
    """Return an entry as text that can be kept, whatever letters are in it."""
    try:
        return json.dumps(tree, ensure_ascii=True, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        return ""


def _service(entry: Node, reader: Reader, ref: str, name: str, found: Gathering) -> Service:
    terms = read_terms(entry)
    own_id = terms.value(known.LISTING, "id") if reader.own else ""
    service_id = own_id[:64] or as_uuid(ref) or id_of("feed", reader.feed, ref)
    about = [entry.text("description"), entry.text("eligibility_description")]
    if len(name) > LONGEST_NAME:
        found.suggest("name", "", name)
    checked_on = not_ahead(entry.day("assured_date"), reader)
    places = read_places(entry, reader, found, service_id)
    schedules = read_schedules(entry, found)
    minimum, maximum = _ages(entry, found)
    service = Service(
        id=service_id,
        name=cut(name, LONGEST_NAME),
        organization=_organization(entry, terms),
        summary=cut(entry.text("description"), LONGEST_SUMMARY),
        formats=_formats(entry, terms, bool(places), found),
        audiences=read_audiences(terms),
        about=terms.codes(known.ABOUT),
        scope=terms.word(known.SCOPE, Scope, Scope.NOT_KNOWN),
        minimum_age=minimum,
        maximum_age=maximum,
        places=places,
        nations=_nations(entry, found),
        schedules=schedules,
        cost=_cost(entry, found),
        contact_name=cut(entry.node("contacts").text("title"), 60),
        phone=_phone(entry),
        email=_email(entry),
        web=_web(entry, terms, reader),
        route=_route(entry, terms),
        join=cut(entry.text("application_process"), LONGEST_VALUE),
        languages=_languages(entry),
        facts=read_facts(terms, reader, checked_on),
        principles=read_principles(terms, reader, found),
        status=_status(entry, found),
        back_on=Node({"day": terms.value(known.LISTING, "back_on")}).day("day"),
        checked_on=checked_on,
        checked_how=_checked_how(terms, reader, checked_on is not None),
        made_up=terms.value(known.LISTING, "made_up") == "yes",
    )
    _suggest(entry, service, about, reader, found)
    return service


def _suggest(
    entry: Node, service: Service, about: list[str], reader: Reader, found: Gathering
) -> None:
    """Leave to a person what only free text says. Our own list needs no such guesses."""
    if reader.own:
        return
    eligible = [one.text("eligibility") for one in entry.nodes("eligibilitys", "eligibility")]
    said = [text for text in (entry.text("name"), *about, *eligible) if text]
    if not service.scope:
        suggest_scope(said, found)
    if not service.audiences:
        suggest_audiences(said, found)
    suggest_facts([*about, entry.text("interpretation_services")], found)
    if alert := entry.text("alert"):
        found.suggest("alert", "", alert)
    if not (service.phone or service.email or service.web):
        found.note("It has no phone, email or web address, so nobody can contact it first.")


def _organization(entry: Node, terms: Terms) -> str:
    if terms.value(known.LISTING, "organization_unknown"):
        return ""
    return cut(entry.node("organization").text("name"), 120)


def _ages(entry: Node, found: Gathering) -> tuple[int | None, int | None]:
    """Return the age bounds: of the service in 3.0, of its eligibility in 1.0."""
    for one in (entry, *entry.nodes("eligibilitys", "eligibility")):
        low, high = one.age("minimum_age"), one.age("maximum_age")
        if low is not None and high is not None and high < low:
            found.note(f"Its ages from {low} to {high} are the wrong way round and were left out.")
        elif low is not None or high is not None:
            return low, high
    return None, None


def _formats(entry: Node, terms: Terms, has_places: bool, found: Gathering) -> frozenset[str]:
    formats = terms.codes(known.FORMAT) & FORMATS
    if formats:
        return formats
    guessed = set()
    places = entry.nodes("service_at_locations", "service_at_location")
    spoken = [one for at in (entry, *places) for one in at.nodes(*SCHEDULES)]
    for said in (one.text("attending_type") for one in (entry, *spoken)):
        if said.casefold() in ATTENDING:
            guessed.add(ATTENDING[said.casefold()])
        elif said:
            found.suggest("formats", "", said)
    if has_places:
        guessed.add("in_person")
    if any(at.node("location").text("location_type") == "virtual" for at in places):
        guessed.add("online")
    return frozenset(guessed)


def _nations(entry: Node, found: Gathering) -> frozenset[str]:
    nations = set()
    for area in entry.nodes("service_areas"):
        name = area.text("name", "service_area")
        spelt = [nation for nation in NATIONS if nation.casefold() == name.casefold()]
        nations.update(spelt)
        if name and not spelt and name.casefold() not in WHOLE:
            found.suggest("nations", "", name)
    return frozenset(nations)


def _cost(entry: Node, found: Gathering) -> str:
    said = []
    for option in entry.nodes("cost_options"):
        amount = option.number("amount")
        words = option.text("amount_description", "option")
        if amount == 0 and not words:
            found.suggest("fact:free", "yes", "cost option: amount 0")
        said.append(words or (f"{amount:g} pounds" if amount and amount > 0 else ""))
    said += [] if any(said) else [entry.text("fees_description", "fees")]
    return cut("; ".join(dict.fromkeys(filter(None, said))), LONGEST_VALUE)


def _phone(entry: Node) -> str:
    phones = [
        one
        for at in (entry, *entry.nodes("contacts"), *entry.nodes("service_at_locations"))
        for one in at.nodes("phones", "phone")
    ]
    numbers = [phone_of(one.text("number")) for one in phones]
    return next(filter(None, [*numbers, phone_of(entry.text("phone"))]), "")


def _email(entry: Node) -> str:
    holders = (entry, *entry.nodes("contacts"), entry.node("organization"))
    return next(filter(None, (email_of(one.text("email")) for one in holders)), "")


def _web(entry: Node, terms: Terms, reader: Reader) -> str:
    given = terms.value(known.LISTING, "web") if reader.own else ""
    organization = entry.node("organization")
    texts = (given, entry.text("url"), organization.text("website"), organization.text("url"))
    return next(filter(None, map(web_of, texts)), "")


def _route(entry: Node, terms: Terms) -> JoinRoute:
    listed = ROUTES.get(entry.text("attending_access"), JoinRoute.NOT_KNOWN)
    return terms.word(known.JOIN, JoinRoute, listed)


def _languages(entry: Node) -> tuple[Language, ...]:
    found = []
    for one in entry.nodes("languages"):
        code = one.text("code").lower()
        name = one.text("name", "language") or code
        note = one.text("note")
        mode = note if note in ("interpreter_on_request", "written") else "spoken"
        if name:
            found.append(Language(cut(name, 40), code if len(code) <= 8 else "", mode))
    return tuple(dict.fromkeys(found))


def _status(entry: Node, found: Gathering) -> Status:
    said = text_of(entry.tree.get("status")).casefold().replace("_", " ")
    if said in list(Status):
        return Status(said)
    if said:
        found.note(f"The status '{said[:20]}' is not known; it was read as active.")
    return Status.ACTIVE


def _checked_how(terms: Terms, reader: Reader, checked: bool) -> str:
    if reader.own:
        return terms.value(known.LISTING, "checked_how")[:40]
    return "feed" if checked else ""
