"""The phone on screen: try the service through its real door, with made-up numbers only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, render_template, request

from chatbot.channels.twilio import PREFIX, NotAMessage, Signatures, read_inbound
from chatbot.content import Content
from chatbot.conversation import AsideKind, Conversation
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.explaining import answers_said, less_danger
from chatbot.flow import Flow, Match, Question
from chatbot.inbox import Inbox, StoreError
from chatbot.messages import Channel
from chatbot.moves.taps import choices
from chatbot.safety.screening import idioms_in, screening_of
from chatbot.segments import is_gsm, segments

MESSAGES = "/twilio/messages"
FIELDS = frozenset(
    ("MessageSid", "From", "To", "Body", "NumMedia", "MediaUrl0", "MediaContentType0", "Latitude",
     "Longitude", "ButtonText", "ButtonPayload")
)  # fmt: skip
"""What the page sends. Nothing else is signed."""
ASIDES: Mapping[AsideKind, str] = {
    AsideKind.WHICH_PLACE: "Which place is meant",
    AsideKind.CONFIRM_PLACE: "Was this place meant",
    AsideKind.CONFIRM_OPTION: "Was this answer meant",
    AsideKind.CHANGE: "What to change",
    AsideKind.REPORT: "What is wrong with a group",
}

_MADE_UP = re.compile(r"\+447700900[0-9]{3}")
_HIDDEN_SENDER = re.compile(r"From(\+|[0-9]|whatsapp:|[A-Z]{2}\.)")


def phone_page(inbox: Inbox, signatures: Signatures, *, demo: bool) -> Blueprint:
    """Return the pages of the phone. ``demo``: the groups are made up too, and the page says so."""
    page = Blueprint(
        "phone", __name__, static_folder="static", static_url_path="/phone/static",
        template_folder="templates",
    )  # fmt: skip
    public_host = urlsplit(signatures.public_url).netloc

    @page.get("/")
    def show() -> str:
        return render_template("phone.html", demo=demo)

    @page.post("/phone/sign")
    def sign() -> Response:
        form = _form_from_here(public_host)
        return jsonify(signature=signatures.sign(MESSAGES, form))

    @page.post("/phone/reading")
    def reading() -> Response:
        return jsonify(why=how_read(inbox, _form_from_here(public_host)))

    @page.post("/phone/standing")
    def standing() -> Response:
        asked = _json_from_here(public_host)
        address = str(asked.get("address", ""))
        if not is_made_up(address):
            abort(403)
        if asked.get("channel") not in tuple(Channel):
            abort(400)
        channel = Channel(asked["channel"])
        directory, conversation = _found(inbox, channel, address.removeprefix(PREFIX))
        reply = str(asked.get("reply") or "")
        taps = choices(inbox.content, directory, conversation) if conversation else ()
        return jsonify(
            known=conversation is not None,
            **understood(inbox.content, conversation),
            choices=[{"label": choice.label, "tapped": choice.tapped} for choice in taps],
            words=words_named(inbox.content, reply),
            **measured(reply),
            sent=measured(str(asked.get("text") or "")),
        )

    return page


def is_made_up(address: str) -> bool:
    """Say whether this is one of Ofcom's numbers for drama, which nobody has.

    Source: ofcom.org.uk, "Telephone numbers for use in TV and radio drama programmes".
    """
    return _MADE_UP.fullmatch(address.removeprefix(PREFIX)) is not None


def may_be_signed(form: Mapping[Any, Any]) -> bool:
    """Say whether a form can only ever be read as a text from a made-up number.

    Twilio signs names and values joined with nothing between. So one signature also fits every
    other form that reads the same when joined, and a sender hidden in a value could be brought out:
    "From+44..." in a Body would forge a text of a real person.
    """
    if not all(isinstance(value, str) for value in form.values()) or not form.keys() <= FIELDS:
        return False
    joined = "".join(form.values())
    if any("\ud800" <= mark <= "\udfff" for mark in joined):
        return False
    hidden = any(_HIDDEN_SENDER.search(value) for value in form.values())
    return is_made_up(form.get("From", "")) and not hidden


def how_read(inbox: Inbox, form: Mapping[str, str]) -> list[str]:
    """Return how a form will be read, in words. Nothing is stored: the words are the person's.

    It is asked before the form is delivered, since no reading is kept afterwards. Ends the request
    when the form is no message or the database is away.
    """
    try:
        inbound = read_inbound(form, datetime.now(UTC))
    except NotAMessage:
        abort(400)
    directory, conversation = _found(inbox, inbound.channel, inbound.address)
    lexicon = inbox.content.lexicon
    less = less_danger(screening_of(lexicon, inbound.text), idioms_in(lexicon, inbound.text))
    return [*advance(inbox.content, directory, conversation, inbound).why, *less]


def _found(inbox: Inbox, channel: Channel, address: str) -> tuple[Directory, Conversation | None]:
    """Return the directory and where a number stands, or end the request without a database."""
    try:
        return inbox.prepare(datetime.now(UTC)), inbox.standing(channel, address)
    except StoreError:
        abort(503)


def understood(content: Content, conversation: Conversation | None) -> dict[str, Any]:
    """Return what the service took from the texts so far, in words for a person."""
    if conversation is None:
        return {"answers": [], "step": "Nothing asked yet", "opted_out": False}
    flow = content.flow(conversation.flow)
    said = answers_said(content, conversation)
    return {
        "answers": [{"question": title, "said": words} for title, words in said.items()],
        "step": _open_step(flow, conversation),
        "opted_out": conversation.opted_out,
    }


def _open_step(flow: Flow, conversation: Conversation) -> str:
    if conversation.aside is not None:
        return ASIDES[conversation.aside.kind]
    if not conversation.asked:
        return "Nothing asked yet"
    step = flow.by_name.get(conversation.step)
    if isinstance(step, Question):
        return step.title
    return "The list of groups" if isinstance(step, Match) else "The end"


def words_named(content: Content, reply: str) -> list[str]:
    """Return the command words that a reply names, like SKIP, in its order; never STOP."""
    named = re.findall(r"[A-Z]{4,}", reply)
    known = [word for word in named if content.spoken.get((word.lower(),), "stop") != "stop"]
    return list(dict.fromkeys(known))


def measured(text: str) -> dict[str, Any]:
    """Return the length of a text and what it would count as in SMS; nothing counts as 0."""
    alphabet = "GSM-7" if is_gsm(text) else "UCS-2"
    count = segments(text) if text else 0
    return {"segments": count, "characters": len(text), "alphabet": alphabet}


def _form_from_here(public_host: str) -> dict[str, str]:
    """Return the form of a text that this page is about to send, or end the request."""
    form = _json_from_here(public_host).get("form")
    if not isinstance(form, dict) or not may_be_signed(form):
        abort(403)
    return form


def _json_from_here(public_host: str) -> dict[str, Any]:
    """Return the JSON of a request that this page sent, or end the request with a refusal."""
    if not request.is_json:
        abort(415)
    origin = request.headers.get("Origin")
    if not _is_ours(request.host, public_host):
        abort(403)
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)
    said = request.get_json()
    return said if isinstance(said, dict) else abort(400)


def _is_ours(host: str, public_host: str) -> bool:
    """Say whether a Host header names this service.

    Any bare IP address will do: a page elsewhere can make a name of its own point here, and an
    address cannot be made to point anywhere.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if host == public_host or name == "localhost":
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
