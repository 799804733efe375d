"""The page behind a group's link: is our listing right, what has changed, the six principles.

Whoever has the link is taken for the group: it is signed, ends, and counts once. So no form of it
can be sent from elsewhere, and no cookie is needed.
"""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from functools import partial

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from chatbot.amending import Answer, FactAsked, Outcome, applied, checked, facts_asked
from chatbot.directory import Published, Service, ServiceAtLocation
from chatbot.inbox import Inbox, StoreError
from chatbot.links import Links
from chatbot.store import answers, listings
from chatbot.store.answers import State
from chatbot.upkeep import Asked
from chatbot.web.listing_form import Filled, as_we_have_it, read_form
from chatbot.wording import said_date, said_when

log = logging.getLogger("chatbot.listing")
NO_LONGER = (Published.ARCHIVED, Published.DRAFT)
THE_GROUP = "the group"


def listing_page(inbox: Inbox, links: Links) -> Blueprint:
    """Return the page for groups."""
    page = Blueprint("listing", __name__)

    @page.route("/listing/<token>", methods=["GET", "POST"])
    def show(token: str) -> Response:
        """Show the page of a link, or take its answer."""
        today = datetime.now(UTC).date()
        link = links.read(token)
        if link is None:
            return _notice(inbox, "unknown_title", "unknown_link", 404)
        if link.until < today:
            return _notice(inbox, "expired_title", "expired", 410)
        try:
            inbox.prepare(datetime.now(UTC))
            return _answered_to(inbox, token, link.reference, today)
        except StoreError as error:
            log.error("the page of a group is away: %s", error)
            return _notice(inbox, "sorry_title", "sorry", 503)

    return page


def _answered_to(inbox: Inbox, token: str, reference: str, today: date) -> Response:
    with inbox.database.reading() as connection:
        asked = answers.request(connection, reference)
    if asked is None:
        return _notice(inbox, "unknown_title", "unknown_link", 404)
    if asked.answered_on is not None:
        return _thanks(inbox, asked, asked.answered_on)
    with inbox.database.reading() as connection:
        service = listings.read(connection, asked.service_id)
    if service is None or service.published in NO_LONGER:
        return _notice(inbox, "gone_title", "gone", 410)
    letters = inbox.content.letters
    facts = facts_asked(service, letters.facts)
    if request.method != "POST":  # HEAD too: mail programs look at links before people do
        return _form(inbox, service, facts, as_we_have_it(service, facts), asked)
    filled = read_form(request.form, service, facts, letters.principles, today)
    if filled.answer is None:
        return _form(inbox, service, facts, filled, asked)
    _take(inbox, reference, service, filled.answer, today)
    return make_response(redirect(url_for("listing.show", token=token), 303))


def _take(inbox: Inbox, reference: str, shown: Service, answer: Answer, today: date) -> None:
    """Keep an answer, once. What a group that is trusted changes is in its listing at once, and
    so is that all is right; anything else waits for a person, and so do words.
    """
    by = answer.by or THE_GROUP
    with inbox.database.writing() as connection:
        if not answers.take(connection, reference, answer.outcome, today):
            return
        service = listings.held(connection, shown.id)
        if service is None:
            return
        if answer.outcome is Outcome.RIGHT:
            listings.put(connection, checked(service, today, by))
            return
        live = answer.changes if service.trusted else ()
        if live:
            listings.put(connection, checked(applied(service, live, today, by), today, by))
            answers.keep(connection, service.id, answer._replace(words=""), today, State.LIVE)
        if answer.words or not live:
            left = answer._replace(changes=() if live else answer.changes)
            answers.keep(connection, service.id, left, today, State.WAITING)
    log.info("a group has answered (%s): %s", answer.outcome, shown.id)


def _form(
    inbox: Inbox, service: Service, facts: list[FactAsked], filled: Filled, asked: Asked
) -> Response:
    letters = inbox.content.letters
    page = render_template(
        "listing.html",
        said=letters.said,
        letters=letters,
        service=service,
        places=[_place(place) for place in service.places],
        when=_when(service),
        checked=said_date(service.checked_on) if service.checked_on else "",
        until=said_date(asked.until),
        facts=[(f"fact_{n}", _question(inbox, service, one)) for n, one in enumerate(facts)],
        values=filled.values,
        faults=filled.faults,
        outcomes=[outcome.value for outcome in Outcome],
    )
    return make_response(page, 400 if filled.faults else 200)


def _question(inbox: Inbox, service: Service, one: FactAsked) -> tuple[str, str]:
    """Return what is asked, and at which place when the group has several."""
    question = inbox.content.letters.facts[one.key]
    if one.at is None or len(service.places) == 1:
        return question, ""
    return question, inbox.content.letters.said("facts_at", place=_place(one.at)[0])


def _place(place: ServiceAtLocation) -> tuple[str, bool]:
    """Return a place in full, and whether people are not told its address."""
    here = place.location
    rest = [part for part in (here.town, here.outcode) if part not in here.address]
    return ", ".join(filter(None, (here.address, *rest))), here.hidden


def _when(service: Service) -> str:
    times = [said_when(place.schedules, ends=True) for place in service.places]
    return "; ".join(filter(None, dict.fromkeys([said_when(service.schedules, ends=True), *times])))


def _thanks(inbox: Inbox, asked: Asked, on: date) -> Response:
    """Say thanks; somebody who opens the link again sees the same."""
    with inbox.database.reading() as connection:
        states = answers.states(connection, asked.service_id, on)
    said = inbox.content.letters.said
    told = [said("thanks", date=said_date(on))]
    told += [said("thanks_live")] if State.LIVE in states else []
    told += [said("thanks_person")] if State.WAITING in states else []
    page = partial(render_template, "listing_notice.html", said=said)
    return make_response(page(title=said("thanks_title"), told=[*told, said("thanks_more")]))


def _notice(inbox: Inbox, title: str, text: str, status: int) -> Response:
    said = inbox.content.letters.said
    page = render_template("listing_notice.html", said=said, title=said(title), told=[said(text)])
    return make_response(page, status)
