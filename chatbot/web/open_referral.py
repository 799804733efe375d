"""``/api/``: the groups for other programs, as an Open Referral UK 3.0 feed for anybody."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from flask import Blueprint, Response, request

from chatbot.feeds.openreferral.shelf import AskedWrongly, Shelf, query_of
from chatbot.feeds.openreferral.terms import Terms
from chatbot.feeds.openreferral.writing import Publisher
from chatbot.inbox import Inbox, StoreError
from chatbot.store import arrivals

log = logging.getLogger("chatbot.open_referral")
PREFIX = "/api"
ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://openreferraluk.org/developers/schemata",
    "openapi_url": "https://openreferraluk.org/specifications/3.0/openapi.json",
}
JSON = "application/json"


def open_referral(inbox: Inbox, site: str, terms: Terms) -> Blueprint:
    """Return the pages of the feed. ``site`` is the public address, which ids are made from."""
    page = Blueprint("open_referral", __name__, url_prefix=PREFIX)
    shelves = _Shelves(inbox, site, terms)

    @page.get("", strict_slashes=False)
    def about() -> Response:
        return _json(ABOUT)

    @page.get("/services")
    def services() -> Response:
        try:
            query = query_of(request.args)
        except AskedWrongly as fault:
            return _json({"error": f"{fault}."}, 400)
        return _json(shelves.now().page(query))

    @page.get("/services/<service_id>")
    def service(service_id: str) -> Response:
        found = shelves.now().one(service_id)
        return _json(found) if found else _json({"error": "There is no such service."}, 404)

    @page.get("/<path:_rest>")
    def nothing(_rest: str) -> Response:
        return _json({"error": "There is nothing here. Try /api/services."}, 404)

    @page.errorhandler(StoreError)
    def away(error: StoreError) -> Response:
        log.error("the feed cannot be given: %s", error)
        return _json({"error": "The groups cannot be read just now. Try again later."}, 503)

    @page.after_app_request
    def for_anybody(response: Response) -> Response:
        if request.path == PREFIX or request.path.startswith(f"{PREFIX}/"):
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return page


class _Shelves:
    """Holds the shelf of the directory at hand; a newer directory gets a new one."""

    def __init__(self, inbox: Inbox, site: str, terms: Terms) -> None:
        self._inbox, self._site, self._terms = inbox, site, terms
        self._shelf: Shelf | None = None

    def now(self) -> Shelf:
        directory = self._inbox.listing(datetime.now(UTC))
        shelf = self._shelf
        if shelf is None or shelf.directory is not directory:
            with self._inbox.database.reading() as connection:
                modified = arrivals.modified(connection)
            middles = self._inbox.content.gazetteer.district
            shelf = Shelf(directory, Publisher(self._site, self._terms, middles, modified))
            self._shelf = shelf
        return shelf


def _json(tree: object, status: int = 200) -> Response:
    return Response(json.dumps(tree, ensure_ascii=False), status, content_type=JSON)
