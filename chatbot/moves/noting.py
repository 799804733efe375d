"""What is said about a list before its groups: what was given up to find them, and who is closed;
and what is said beside one group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.directory import JoinRoute, Service
from chatbot.distances import BROAD, ranges_of
from chatbot.eligibility import IN_PERSON, Search
from chatbot.matching import Found
from chatbot.moves.scene import Scene, keep
from chatbot.standing import FARTHER, UNANSWERED, Candidate
from chatbot.wording import Line, listing, said_date

WISHES = ("near", "meet", "when", "about")
"""What was looked for, in the order in which it is said that it was not found."""


def notes(scene: Scene, found: Found, search: Search) -> Iterator[Line]:
    """Yield every step that was taken to find the groups, before the groups that come closest."""
    wishes_told = WISHES[1:] if _visits_are_asked_for(search) else WISHES
    missing = [(name, _without(name, found.shown, search)) for name in wishes_told]
    some = [name for name, without in missing if 0 < len(without) < len(found.shown)]
    none = [name for name, without in missing if without and len(without) == len(found.shown)]
    if search.place is None and IN_PERSON in search.formats and "meet" in none:
        yield keep(scene.text("place_not_known"))
        none.remove("meet")
    if none:
        wishes = listing([_wish(scene, name, search) for name in none], "or")
        yield keep(scene.text("none_like_that", wishes=wishes))
    if some:
        wishes = listing([_wish(scene, name, search) for name in some], "or")
        yield keep(scene.text("some_like_that", wishes=wishes))
    yield from _looked(scene, found, search)
    if found.far and not none and any(one.miles is None for one in found.shown):
        yield Line(scene.text("nearest_far"), drop=2)
    yield from closed(scene, found.closed)


def _visits_are_asked_for(search: Search) -> bool:
    """Say whether "in person near here" is one wish: what is far breaks it, and so does a call."""
    return search.place is not None and IN_PERSON in search.formats


def _without(name: str, shown: Sequence[Candidate], search: Search) -> list[Candidate]:
    """Return the groups for which a wish was given up: that it is near for all its distances."""
    steps = FARTHER if name == "near" else frozenset({name})
    if name == "meet" and _visits_are_asked_for(search):
        steps |= FARTHER
    return [one for one in shown if one.given_up & steps]


def _looked(scene: Scene, found: Found, search: Search) -> Iterator[Line]:
    """Say how far we looked, when it was farther than what is in range."""
    if search.place is None or search.place.radius > BROAD:
        return
    ranges = ranges_of(search.place)
    if "uk_wide" in found.given_up:
        yield keep(scene.text("looked_everywhere"))
    elif "region" in found.given_up:
        yield keep(scene.text("looked_up_to", miles=f"{ranges.reach:g}"))
    elif "twice" in found.given_up:
        yield keep(scene.text("looked_up_to", miles=f"{ranges.twice:g}"))


def closed(scene: Scene, service: Service | None) -> Iterator[Line]:
    """Name a group that is closed for now, with the day of its return when that is to come."""
    if service is None:
        return
    if service.back_on is None or service.back_on <= scene.inbound.received_at.date():
        yield Line(scene.text("closed_no_date", group=service.name), drop=1)
        return
    back_on = said_date(service.back_on)
    yield Line(scene.text("closed_for_now", group=service.name, date=back_on), drop=1)


def _wish(scene: Scene, name: str, search: Search) -> str:
    said = scene.said_values()
    place = search.place
    visit = said.get(IN_PERSON, IN_PERSON)
    if place is not None and (name == "near" or (name == "meet" and _visits_are_asked_for(search))):
        others = [said.get(one, one) for one in sorted(search.formats - {IN_PERSON})]
        near = f"{visit} near {place.name}"
        return near if name == "near" else listing([near, *others], "or")
    wishes = {"meet": search.formats, "when": search.when, "about": search.about}
    return listing([said.get(value, value) for value in sorted(wishes.get(name, ()))], "or")


def beside(scene: Scene, candidate: Candidate, search: Search) -> Iterator[str]:
    """Yield what somebody must know of one group before they set out."""
    service = candidate.service
    if "when" in candidate.given_up and not service.meets(candidate.at):
        yield scene.text("times_not_known")
    yield from before_going(scene, service)


def before_going(scene: Scene, service: Service) -> Iterator[str]:
    """Yield what has to be done before somebody goes: be referred, or ask whether it still runs."""
    if service.route is JoinRoute.CLINIC_REFERRAL:
        yield scene.text("by_referral")
    if service.reminders >= UNANSWERED:
        yield scene.text("call_first")
