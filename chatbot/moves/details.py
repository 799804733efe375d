"""One group's details, and the text to pass on."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.directory import Service, ServiceAtLocation, Status
from chatbot.eligibility import MATTERS_IN
from chatbot.facts import PRINCIPLES, Fact
from chatbot.moves import showing
from chatbot.moves.dates import date_to_pass_on, next_date
from chatbot.moves.noting import before_going
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.standing import STALE, judge
from chatbot.wording import (
    Line,
    contact_of,
    facts,
    listing,
    name_of,
    said_date,
    said_when,
    sentence,
    where,
)

WORTH_SAYING = ("step_free", "bsl", "hearing_loop", "captions", "easy_read", "children_welcome")
"""Facts of which it helps to hear that they are not so; "no women only" would help nobody."""
MOST_TOWNS = 3


def details(scene: Scene, service_id: str, why: Sequence[str] = ()) -> Turn:
    """Send one group's details."""
    conversation = scene.conversation
    service = scene.directory.shown(service_id)
    if service is None:
        return showing.again(scene, [keep(scene.text("group_gone"))], why)
    now = conversation.now._replace(opened=service.id)
    conversation = conversation._replace(now=now, unclear=0, asked=True, aside=None)
    at = _place_of(scene, service)
    lines = [*_about(scene, service, at), *_facts(scene, service, at), *_trust(scene, service)]
    return scene.turn(conversation, [*lines, keep(_after_details(scene, service_id))], why)


def _place_of(scene: Scene, service: Service) -> ServiceAtLocation | None:
    """Return the place the group was shown at: the nearest that fits, or else its first."""
    candidate = judge(service, showing.search_of(scene, scene.conversation.now))
    if candidate is not None and candidate.at is not None:
        return candidate.at
    return service.places[0] if service.places else None


def _about(scene: Scene, service: Service, at: ServiceAtLocation | None) -> list[Line]:
    how = _how(scene, service, at)
    hidden = at is not None and (at.location.hidden or not at.location.address)
    return [
        keep(f"{name_of(service, scene.channel)}. {sentence(service.summary)}"),
        keep(sentence(f"{how[:1].upper()}{how[1:]}")),
        Line(next_date(scene, service, at), drop=2),
        keep(sentence(where(at))),
        Line(scene.text("area_only") if hidden else "", drop=5),
        Line(_also_at(scene, service, at), drop=3),
        Line(sentence(service.cost), drop=4),
        keep(sentence(service.join)),
        *(keep(sentence(said)) for said in before_going(scene, service)),
        keep(scene.text("contact", contact=contact_of(service)) if contact_of(service) else ""),
        keep(service.web),
    ]


def _also_at(scene: Scene, service: Service, at: ServiceAtLocation | None) -> str:
    """Name the towns of its other places, the first of them when there are many."""
    here = at.location.town if at else ""
    towns = dict.fromkeys(place.location.town for place in service.places if place is not at)
    others = [town for town in towns if town and town != here][:MOST_TOWNS]
    return scene.text("also_at", towns=listing(others)) if others else ""


def _how(scene: Scene, service: Service, at: ServiceAtLocation | None) -> str:
    """Return how and when a group meets: "in person or online, Tue 7pm to 8pm"."""
    said = scene.said_values()
    order = ("in_person", "online", "chat", "phone")
    formats = listing([said.get(name, name) for name in order if name in service.formats], "or")
    return ", ".join(filter(None, (formats, said_when(service.meets(at), ends=True))))


def _facts(scene: Scene, service: Service, at: ServiceAtLocation | None) -> list[Line]:
    """What is known and not known: first of what was asked for, then of the rest."""
    said = scene.said_values()
    asked = scene.conversation.now.answers.get("needs", ())
    rest = [o.value for q in scene.flow.questions if q.name == "needs" for o in q.options]
    keys = [key for key in (*asked, *rest) if key != "language"]
    keys = [key for key in dict.fromkeys(keys) if _matters(service, key)]
    has = [said.get(key, key) for key in facts(service, keys, Fact.YES, at)]
    worth = [key for key in keys if key in WORTH_SAYING]
    lacks = [said.get(key, key) for key in facts(service, worth, Fact.NO, at)]
    needed = [key for key in asked if key in keys]
    gaps = [said.get(key, key) for key in facts(service, needed, Fact.UNKNOWN, at)]
    has += [language.name for language in service.languages]
    return [
        keep(scene.text("unknown_facts", facts=listing(gaps)) if gaps else ""),
        Line(scene.text("has_facts", facts=listing(has)) if has else "", drop=1),
        Line(scene.text("lacks_facts", facts=listing(lacks)) if lacks else "", drop=6),
    ]


def _matters(service: Service, key: str) -> bool:
    return bool(service.formats & MATTERS_IN.get(key, service.formats))


def _trust(scene: Scene, service: Service) -> list[Line]:
    today = scene.inbound.received_at.date()
    checked = service.checked_on
    if checked is None:
        fresh = scene.text("never_checked")
    else:
        old = (today - checked).days > STALE
        name = "last_checked_old" if old else "last_checked"
        fresh = scene.text(name, date=said_date(checked))
    closed = ""
    if service.status is Status.TEMPORARILY_CLOSED and service.back_on:
        closed = scene.text("closed_for_now", group=service.name, date=said_date(service.back_on))
    return [
        keep(closed),
        keep(fresh),
        Line(scene.text("principles") if _follows_all(service) else "", drop=3),
        Line(scene.text("vouch"), drop=2),
        keep(scene.text("made_up_one") if service.made_up else ""),
    ]


def _follows_all(service: Service) -> bool:
    """Say whether the group says of each of the six principles that it follows it."""
    said = {one.number for one in service.principles if one.stated is Fact.YES}
    return said >= set(range(1, PRINCIPLES + 1))


def _after_details(scene: Scene, opened: str) -> str:
    shown = enumerate(scene.conversation.now.shown, 1)
    others = [str(number) for number, service_id in shown if service_id != opened]
    if not others:
        return scene.text("details_prompt_one")
    return scene.text("details_prompt", numbers=listing(others, "or"))


def share(scene: Scene, service: Service, head: str) -> Turn:
    """Send a text about one group to pass on, with the care note and how to join."""
    at = _place_of(scene, service)
    how = ", ".join(filter(None, (_how(scene, service, at), where(at))))
    lines = [
        keep(head),
        keep(f"{name_of(service, scene.channel)}. {sentence(service.summary)}"),
        keep(sentence(f"{how[:1].upper()}{how[1:]}")),
        Line(date_to_pass_on(scene, service, at), drop=2),
        Line(sentence(service.join), drop=1),
        *(keep(sentence(said)) for said in before_going(scene, service)),
        keep(scene.text("contact", contact=contact_of(service)) if contact_of(service) else ""),
        Line(service.web, drop=2),
        keep(scene.text("care_note")),
        keep(scene.text("vouch")),
        keep(scene.text("made_up_one") if service.made_up else ""),
    ]
    return scene.turn(scene.conversation, lines, ("share",))
