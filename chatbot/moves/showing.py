"""The list of groups, one group's details, and the text to pass on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot import matching
from chatbot.conversation import Conversation, Position
from chatbot.directory import Fact, Service, Status
from chatbot.flow import Match
from chatbot.matching import Candidate, Found, Search
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.wording import (
    Line,
    contact_of,
    facts,
    fit,
    group_line,
    listing,
    name_of,
    numbers_said,
    said_date,
    said_when,
    too_long,
    where,
)


def search_of(scene: Scene, position: Position) -> Search:
    """Return what the answers so far ask for."""
    answers, refused = position.answers, position.refused
    return Search(
        today=scene.inbound.received_at.date(),
        who="".join(answers.get("who", ())[:1]),
        place=position.places.get("place"),
        formats=frozenset(answers.get("meet", ())),
        not_formats=frozenset(refused.get("meet", ())),
        needs=answers.get("needs", ()),
        languages=answers.get("language", ()),
        when=frozenset(answers.get("when", ())),
        about=frozenset(answers.get("about", ())),
    )


def results(
    scene: Scene, conversation: Conversation, lead: Sequence[Line] = (), why: Sequence[str] = ()
) -> Turn:
    """Look for groups and send the first list."""
    return _page(scene, conversation, lead, why, without=())


def more(scene: Scene) -> Turn | None:
    """Send the next groups, or None when there are none left."""
    now = scene.conversation.now
    seen = (*now.before, *now.shown)
    if not matching.find(scene.directory, search_of(scene, now), seen).shown:
        return None
    moved = scene.conversation.moved(replace(now, before=seen, shown=(), opened=""))
    return _page(scene, moved, (), ("more groups",), without=seen)


def again(scene: Scene, lead: Sequence[Line] = (), why: Sequence[str] = ()) -> Turn:
    """Send the list that was shown once more, by the groups' ids; nothing is looked for again."""
    conversation = scene.conversation
    search = search_of(scene, conversation.now)
    known = [scene.directory.by_id.get(service_id) for service_id in conversation.now.shown]
    candidates = [_as_shown(service, search) for service in known if service is not None]
    if not candidates:
        fresh = replace(conversation, now=replace(conversation.now, shown=(), before=()))
        return results(scene, fresh, [*lead, keep(scene.text("list_gone"))], why)
    shown = tuple(candidate.service.id for candidate in candidates)
    step = next(step.name for step in scene.flow.steps if isinstance(step, Match))
    now = replace(conversation.now, shown=shown, opened="")
    conversation = replace(conversation, now=now, step=step, asked=True, aside=None)
    found = Found(tuple(candidates), more=True)
    return _listed(scene, conversation, found, search, lead, why)


def hint(scene: Scene) -> str:
    """Return what can be done from the list in front of the contact."""
    return scene.text("results_hint", numbers=numbers_said(len(scene.conversation.now.shown)))


def _as_shown(service: Service, search: Search) -> Candidate:
    return matching.judge(service, search) or Candidate(service, "D", (), service.formats)


def _page(
    scene: Scene,
    conversation: Conversation,
    lead: Sequence[Line],
    why: Sequence[str],
    without: tuple[str, ...],
) -> Turn:
    search = search_of(scene, conversation.now)
    found = matching.find(scene.directory, search, without)
    conversation = replace(conversation, asked=True, listed=True, aside=None, unclear=0)
    if not found.shown:
        helpline = scene.content.helpline(search.place.nation if search.place else "")
        said = scene.text("talk_to", helpline=helpline) if helpline else ""
        text = scene.text("no_match", helpline=said)
        lines = [*_short_welcome(scene), *lead, keep(text), *_privacy(scene)]
        return scene.turn(replace(conversation, greeted=True), lines, [*why, "no group fits"])
    return _listed(scene, conversation, found, search, lead, why)


def _listed(
    scene: Scene,
    conversation: Conversation,
    found: Found,
    search: Search,
    lead: Sequence[Line],
    why: Sequence[str],
) -> Turn:
    """Send a list that fits: two groups before none of what was understood is said back."""
    most = len(found.shown)
    shown, lines = found.shown, list[Line]()
    for count, dropping in ((most, 2), (min(most, 2), 2), (min(most, 2), 1), (1, 1)):
        shown = found.shown[:count]
        lines = _list_lines(scene, found, shown, search, lead)
        if not too_long(fit(lines, scene.channel, dropping=dropping), scene.channel):
            break
    now = replace(conversation.now, shown=tuple(c.service.id for c in shown), opened="")
    conversation = replace(conversation, now=now, greeted=True, unclear=0)
    tiers = [f"{c.service.id}: tier {c.tier}" for c in shown]
    return scene.turn(conversation, lines, [*why, *tiers])


def _list_lines(
    scene: Scene,
    found: Found,
    shown: Sequence[Candidate],
    search: Search,
    lead: Sequence[Line],
) -> list[Line]:
    more = found.more or len(shown) < len(found.shown)
    return [
        *_short_welcome(scene),
        *lead,
        *_notes(scene, found, search),
        *_groups(scene, shown),
        keep(_prompt(scene, len(shown), more)),
        keep(scene.text("care_note")),
        keep(scene.text("vouch")),
        *_made_up(scene, shown),
        *_privacy(scene),
    ]


def _groups(scene: Scene, shown: Sequence[Candidate]) -> list[Line]:
    said = scene.said_values()
    return [keep(group_line(n, c, said, scene.channel)) for n, c in enumerate(shown, 1)]


def _prompt(scene: Scene, count: int, more: bool) -> str:
    if count == 1 and not more:
        return scene.text("results_one")
    return scene.text("results_many" if more else "results_last", numbers=numbers_said(count))


def _notes(scene: Scene, found: Found, search: Search) -> list[Line]:
    """Say what was looked for and is not there, before the groups that come closest."""
    lines = []
    if wishes := [_wish(scene, name, search) for name in found.unmet]:
        lines.append(keep(scene.text("none_like_that", wishes=listing(wishes, "or"))))
    elif found.added_from_home:
        lines.append(Line(scene.text("nearest_far"), drop=2))
    if search.place is None and "in_person" in search.formats and "meet" in found.unmet:
        lines[:] = [keep(scene.text("place_not_known"))]
    if found.closed is not None and found.closed.back_on is not None:
        name, back_on = found.closed.name, said_date(found.closed.back_on)
        lines.append(Line(scene.text("closed_for_now", group=name, date=back_on), drop=3))
    return lines


def _wish(scene: Scene, name: str, search: Search) -> str:
    said = scene.said_values()
    if name == "near" and search.place is not None:
        return f"{said.get('in_person', name)} near {search.place.name}"
    wishes = {"meet": search.formats, "when": search.when, "about": search.about}
    return listing([said.get(value, value) for value in sorted(wishes[name])], "or")


def _made_up(scene: Scene, shown: Sequence[Candidate]) -> list[Line]:
    made_up = any(candidate.service.made_up for candidate in shown)
    return [keep(scene.text("made_up"))] if made_up else []


def _short_welcome(scene: Scene) -> list[Line]:
    return [] if scene.conversation.greeted else [keep(scene.text("welcome_short"))]


def _privacy(scene: Scene) -> list[Line]:
    if scene.conversation.greeted:
        return []
    return [keep(scene.text("privacy_line", privacy=scene.content.privacy_address))]


def details(scene: Scene, service_id: str, why: Sequence[str] = ()) -> Turn:
    """Send one group's details."""
    conversation = scene.conversation
    service = scene.directory.by_id.get(service_id)
    if service is None:
        return again(scene, [keep(scene.text("group_gone"))], why)
    now = replace(conversation.now, opened=service.id)
    conversation = replace(conversation, now=now, unclear=0, asked=True, aside=None)
    lines = [*_about(scene, service), *_facts(scene, service), *_trust(scene, service)]
    return scene.turn(conversation, [*lines, keep(_after_details(scene, service_id))], why)


def _about(scene: Scene, service: Service) -> list[Line]:
    said = scene.said_values()
    order = ("in_person", "online", "chat", "phone")
    formats = listing([said.get(name, name) for name in order if name in service.formats], "or")
    how = ", ".join(filter(None, (formats, said_when(service.schedules, ends=True))))
    place = where(service)
    hidden = service.location is not None and not service.location.address
    return [
        keep(f"{name_of(service, scene.channel)}. {_sentence(service.summary)}"),
        keep(_sentence(f"{how[:1].upper()}{how[1:]}")),
        keep(_sentence(place)),
        Line(scene.text("area_only") if hidden else "", drop=5),
        Line(_sentence(service.cost), drop=4),
        keep(_sentence(service.join)),
        keep(scene.text("contact", contact=contact_of(service)) if contact_of(service) else ""),
        Line(service.web, drop=3),
    ]


def _facts(scene: Scene, service: Service) -> list[Line]:
    """What is known and not known: first of what was asked for, then of the rest."""
    said = scene.said_values()
    asked = scene.conversation.now.answers.get("needs", ())
    rest = [o.value for q in scene.flow.questions if q.name == "needs" for o in q.options]
    keys = [key for key in (*asked, *rest) if key != "language"]
    keys = [key for key in dict.fromkeys(keys) if _matters(service, key)]
    has = [said.get(key, key) for key in facts(service, keys, Fact.YES)]
    lacks = [
        said.get(key, key) for key in facts(service, keys, Fact.NO) if not key.endswith("_only")
    ]
    needed = [key for key in asked if key in keys]
    gaps = [said.get(key, key) for key in facts(service, needed, Fact.UNKNOWN)]
    has += service.languages
    return [
        keep(scene.text("unknown_facts", facts=listing(gaps)) if gaps else ""),
        Line(scene.text("has_facts", facts=listing(has)) if has else "", drop=1),
        Line(scene.text("lacks_facts", facts=listing(lacks)) if lacks else "", drop=2),
    ]


def _matters(service: Service, key: str) -> bool:
    return bool(service.formats & matching.MATTERS_IN.get(key, service.formats))


def _trust(scene: Scene, service: Service) -> list[Line]:
    today = scene.inbound.received_at.date()
    checked = service.checked_on
    if checked is None:
        fresh = scene.text("never_checked")
    else:
        old = (today - checked).days > matching.STALE
        name = "last_checked_old" if old else "last_checked"
        fresh = scene.text(name, date=said_date(checked))
    closed = ""
    if service.status is Status.TEMPORARILY_CLOSED and service.back_on:
        closed = scene.text("closed_for_now", group=service.name, date=said_date(service.back_on))
    return [
        keep(closed),
        keep(fresh),
        Line(scene.text("principles") if service.principles_on else "", drop=2),
        Line(scene.text("vouch"), drop=1),
        keep(scene.text("made_up_one") if service.made_up else ""),
    ]


def _after_details(scene: Scene, opened: str) -> str:
    shown = enumerate(scene.conversation.now.shown, 1)
    others = [str(number) for number, service_id in shown if service_id != opened]
    if not others:
        return scene.text("details_prompt_one")
    return scene.text("details_prompt", numbers=listing(others, "or"))


def share(scene: Scene, service: Service, head: str) -> Turn:
    """Send a text about one group to pass on, with the care note and how to join."""
    how = ", ".join(filter(None, (said_when(service.schedules), where(service))))
    lines = [
        keep(head),
        keep(f"{name_of(service, scene.channel)}. {_sentence(service.summary)}"),
        keep(_sentence(how)),
        Line(_sentence(service.join), drop=1),
        keep(scene.text("contact", contact=contact_of(service)) if contact_of(service) else ""),
        Line(service.web, drop=2),
        keep(scene.text("care_note")),
        keep(scene.text("vouch")),
        keep(scene.text("made_up_one") if service.made_up else ""),
    ]
    return scene.turn(scene.conversation, lines, ("share",))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."
