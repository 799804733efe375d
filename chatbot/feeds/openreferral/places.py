"""Where a group meets: the locations of Open Referral UK 3.0 and of 1.0."""

from __future__ import annotations

import re

from chatbot.directory import Location, ServiceAtLocation
from chatbot.feeds.arriving import Gathering, Reader
from chatbot.feeds.openreferral.cleaning import Node, cut
from chatbot.feeds.openreferral.meetings import read_schedules
from chatbot.feeds.openreferral.statements import read_facts, read_terms
from chatbot.feeds.openreferral.suggesting import suggest_facts
from chatbot.feeds.openreferral.terms import LISTING, PLACE

LATITUDES = (49.0, 61.5)
LONGITUDES = (-9.0, 2.5)
LONGEST_ADDRESS = 160
MOST_PLACES = 40
POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)(?: ?([0-9][A-Z]{2}))?\b")


def read_places(
    entry: Node, reader: Reader, found: Gathering, own_id: str
) -> tuple[ServiceAtLocation, ...]:
    """Return the places that can be found on a map; a note names why another one was left out."""
    places: dict[str, ServiceAtLocation] = {}
    for at, one in enumerate(_entries(entry)[:MOST_PLACES]):
        if one.node("location").text("location_type") in ("virtual", "postal"):
            continue
        location = _location(one.node("location"), reader, found)
        if location is None:
            continue
        terms = read_terms(one)
        named = (terms.value(LISTING, "id") if reader.own else "") or one.text("id")
        name = named[:64] or f"{own_id[:50]}-{at + 1}"
        schedules = read_schedules(one, found)
        if name in places:
            found.note("Two of its places have one id. The first counts.")
            continue
        places[name] = ServiceAtLocation(name, location, schedules, read_facts(terms, reader, None))
    return tuple(places.values())


def _entries(entry: Node) -> list[Node]:
    """Return the places of a service; some feeds list bare locations."""
    listed = entry.nodes("service_at_locations", "service_at_location")
    bare = [Node({"location": one.tree}) for one in entry.nodes("locations")]
    return listed or bare


def _location(here: Node, reader: Reader, found: Gathering) -> Location | None:
    address = next(iter(here.nodes("addresses", "physical_addresses", "address")), Node({}))
    # A city of 3.0 is required, so feeds that have none repeat the postcode there.
    postcode = POSTCODE.search(address.text("postal_code", "postcode").upper())
    outcode = postcode[1] if postcode else ""
    hidden = read_terms(here).value(PLACE, "hidden") == "yes"
    lat, lon = _point(here, found)
    if lat is None or lon is None or hidden:
        lat, lon = reader.districts(outcode) or (None, None)
    suggest_facts(_access(here), found)
    if lat is None or lon is None or not outcode:
        if here.tree:
            missing = "postcode" if not outcode else "position that can be found"
            found.note(f"A place was left out: it has no {missing}.")
        return None
    town = address.text("city")
    if town.upper().replace(" ", "") in (
        outcode,
        outcode + (postcode[2] or "" if postcode else ""),
    ):
        town = ""
    street = "" if hidden else _street(here, address, town, outcode)
    full = f"{outcode} {postcode[2]}" if postcode and postcode[2] and not hidden else ""
    return Location(
        address=", ".join(filter(None, (cut(street, LONGEST_ADDRESS - 10), full))),
        town=cut(town, 60),
        outcode=outcode,
        lat=lat,
        lon=lon,
        hidden=hidden,
        transport=cut(here.text("transportation"), 160),
    )


def _point(here: Node, found: Gathering) -> tuple[float | None, float | None]:
    """Return the latitude and longitude, put the right way round, or None outside the UK."""
    lat, lon = here.number("latitude", "lat"), here.number("longitude", "lon", "lng")
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None, None
    if _within(lat, lon):
        return lat, lon
    if _within(lon, lat):
        found.note("The latitude and longitude of a place were the wrong way round.")
        return lon, lat
    found.note("A place lies outside the UK on the map. Its postcode was used.")
    return None, None


def _within(lat: float, lon: float) -> bool:
    return LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]


def _street(here: Node, address: Node, town: str, outcode: str) -> str:
    parts = [here.text("name"), address.text("address_1"), address.text("address_2")]
    known = {"", town.casefold(), outcode.casefold()}
    kept: list[str] = []
    for part in parts:
        if part.casefold() not in known:
            known.add(part.casefold())
            kept.append(part)
    return ", ".join(kept)


def _access(here: Node) -> list[str]:
    """Return what a place says of access, which both versions leave to free text."""
    entries = here.nodes("accessibility", "accessibility_for_disabilities")
    keys = ("description", "details", "accessibility")
    return [said for entry in entries for key in keys if (said := entry.text(key))]
