"""The list of groups, one group's details, and the text to pass on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot import matching
from chatbot.conversation import Conversation, Position
from chatbot.directory import Service
from chatbot.distances import BROAD
from chatbot.eligibility import Search
from chatbot.flow import Match
from chatbot.matching import Found
from chatbot.moves import noting
from chatbot.moves.scene import Scene, Turn, keep
from chatbot.standing import LAST, Candidate, judge
from chatbot.unmet import event_of
from chatbot.wording import (
    Line,
    fit,
    group_line,
    listing,
    numbers_said,
    too_long,
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
        not_when=frozenset(refused.get("when", ())),
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
    moved = scene.conversation.moved(now._replace(before=seen, shown=(), opened=""))
    return _page(scene.after(moved), moved, (), ("more groups",), without=seen)


def again(scene: Scene, lead: Sequence[Line] = (), why: Sequence[str] = ()) -> Turn:
    """Send the list that was shown once more, by the groups' ids; nothing is looked for again."""
    conversation = scene.conversation
    search = search_of(scene, conversation.now)
    known = [scene.directory.shown(service_id) for service_id in conversation.now.shown]
    candidates = [_as_shown(service, search) for service in known if service is not None]
    if not candidates:
        fresh = conversation._replace(now=conversation.now._replace(shown=(), before=()))
        return results(scene, fresh, [*lead, keep(scene.text("list_gone"))], why)
    shown = tuple(candidate.service.id for candidate in candidates)
    step = next(step.name for step in scene.flow.steps if isinstance(step, Match))
    now = conversation.now._replace(shown=shown, opened="")
    conversation = conversation._replace(now=now, step=step, asked=True, aside=None)
    found = matching.found_of(candidates, more=True)
    return _listed(scene, conversation, found, search, lead, why)


def hint(scene: Scene) -> str:
    """Return what can be done from the list in front of the contact."""
    return scene.text("results_hint", numbers=numbers_said(len(scene.conversation.now.shown)))


def _as_shown(service: Service, search: Search) -> Candidate:
    return judge(service, search) or Candidate(service, "D", LAST, service.formats)


def _page(
    scene: Scene,
    conversation: Conversation,
    lead: Sequence[Line],
    why: Sequence[str],
    without: tuple[str, ...],
) -> Turn:
    search = search_of(scene, conversation.now)
    found = matching.find(scene.directory, search, without)
    if without:
        return _told(scene, conversation, found, search, lead, why)
    event = event_of(search, found, later=conversation.searched)
    conversation = conversation._replace(searched=True)
    return _told(scene, conversation, found, search, lead, why)._replace(search=event)


def _told(
    scene: Scene,
    conversation: Conversation,
    found: Found,
    search: Search,
    lead: Sequence[Line],
    why: Sequence[str],
) -> Turn:
    """Say what was found, or that nothing fits and who may know of something."""
    conversation = conversation._replace(asked=True, listed=True, aside=None, unclear=0)
    if not found.shown:
        helpline = scene.content.helpline(search.place.nation if search.place else "")
        said = scene.text("talk_to", helpline=helpline) if helpline else ""
        text = scene.text("no_match", helpline=said)
        closed = noting.closed(scene, found.closed)
        lines = [*_short_welcome(scene), *lead, *closed, keep(text), *_privacy(scene)]
        return scene.turn(conversation._replace(greeted=True), lines, [*why, "no group fits"])
    return _listed(scene, conversation, found, search, lead, why)


def _listed(
    scene: Scene,
    conversation: Conversation,
    found: Found,
    search: Search,
    lead: Sequence[Line],
    why: Sequence[str],
) -> Turn:
    """Send a list that fits: fewer groups before what was understood is not said back."""
    scene = scene.after(conversation)
    most = len(found.shown)
    shown, lines = found.shown, list[Line]()
    for count, dropping in ((most, 2), (min(most, 2), 2), (1, 2), (1, 1)):
        shown = found.first(count)
        lines = _list_lines(scene, found, shown, search, lead)
        text = fit([*scene.lead, *lines], scene.channel, dropping=dropping)
        if not too_long(text, scene.channel):
            break
    now = conversation.now._replace(shown=tuple(c.service.id for c in shown), opened="")
    conversation = conversation._replace(now=now, greeted=True, unclear=0)
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
        *noting.notes(scene, replace(found, shown=tuple(shown)), search),
        *_groups(scene, shown, search),
        keep(_prompt(scene, len(shown), more)),
        keep(scene.text("care_note")),
        keep(scene.text("vouch")),
        *_made_up(scene, shown),
        *_privacy(scene),
    ]


def _groups(scene: Scene, shown: Sequence[Candidate], search: Search) -> list[Line]:
    said = dict(scene.said_values())
    spoken = [said.get(one, one) for one in scene.conversation.now.answers.get("language", ())]
    if spoken:
        said["language"] = listing(spoken)
    near = search.place is not None and search.place.radius <= BROAD
    lines = []
    for number, candidate in enumerate(shown, 1):
        line = group_line(number, candidate, said, scene.channel, miles=near)
        beside = noting.beside(scene, candidate, search)
        lines.append(keep(". ".join((line, *beside))))
    return lines


def _prompt(scene: Scene, count: int, more: bool) -> str:
    if count == 1 and not more:
        return scene.text("results_one")
    return scene.text("results_many" if more else "results_last", numbers=numbers_said(count))


def _made_up(scene: Scene, shown: Sequence[Candidate]) -> list[Line]:
    made_up = any(candidate.service.made_up for candidate in shown)
    return [keep(scene.text("made_up"))] if made_up else []


def _short_welcome(scene: Scene) -> list[Line]:
    return [] if scene.conversation.greeted else [keep(scene.text("welcome_short"))]


def _privacy(scene: Scene) -> list[Line]:
    if scene.conversation.greeted:
        return []
    return [keep(scene.text("privacy_line", privacy=scene.content.privacy.address))]
