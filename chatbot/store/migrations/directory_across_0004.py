"""Rows of the directory carried over revision 0004, up and down: plain values, no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

Values = dict[str, Any]
Tables = dict[str, list[Values]]
"""Rows by the name of their table."""
REVISION = 1
PRINCIPLES = 6
LIKE = ("name", "summary", "minimum_age", "maximum_age", "cost", "contact_name", "phone", "email",
        "url", "application_process", "status", "back_on", "assured_date", "assurer", "made_up",
        "position", "id", "organization_id")  # fmt: skip
OFTEN = {
    "weekly": ("regular", "WEEKLY"),
    "monthly": ("regular", "MONTHLY"),
    "irregular": ("irregular", ""),
    "any_time": ("always_open", ""),
    "by_arrangement": ("by_arrangement", ""),
}
RARE = {how: often for often, how in OFTEN.items()}
ONLY = {"women_only": "women", "men_only": "men"}
NEEDS = {audience: need for need, audience in ONLY.items()}
SOURCES = {"": "", "a visit": "assurer_checked"}
SAID_BY = {"": "", "assurer_checked": "a visit", "feed": "a feed"}


def carried_up(old: Tables) -> Tables:
    new: Tables = {name: [] for name in ("location", "schedule", "service_fact", "service_audience",
                                 "service_tag", "language", "principle_statement")}  # fmt: skip
    new["organization"] = old["organization"]
    new["service"] = [
        {
            **{name: row[name] for name in LIKE},
            "condition_scope": "", "join_route": "", "assured_how": "", "publish_state": "live",
            "reminders": 0, "trusted": False,
        }
        for row in old["service"]
    ]  # fmt: skip
    stated = {row["id"]: row for row in old["service"]}
    placed = set()
    for row in in_order(old["location"]):
        if row["service_id"] not in placed:
            placed.add(row["service_id"])
            new["location"].append(location_up(row))
    for row in in_order(old["schedule"]):
        rhythm, freq = OFTEN.get(row["freq"], ("regular", ""))
        new["schedule"].append(
            {
                **{name: row[name] for name in ("service_id", "byday", "opens_at", "closes_at",
                                                "description")},
                "location": None, "rhythm": rhythm, "freq": freq, "interval": 1, "bymonthday": "",
                "dtstart": None, "valid_from": None, "valid_to": None,
                "on_bank_holidays": "unknown",
            }
        )  # fmt: skip
    for row in in_order(old["service_fact"]):
        of = stated[row["service_id"]]
        new["service_fact"].append(
            {
                "service_id": row["service_id"], "location": None, "key": row["key"],
                "value": row["value"], "detail": "", "fact_date": of["facts_on"],
                "source": SOURCES.get(of["facts_source"], "group_said"),
            }
        )  # fmt: skip
    tags_up(old, new)
    numbered(new["schedule"], new["service_fact"], new["language"])
    revised = {name: [{**row, "revision": REVISION} for row in rows] for name, rows in new.items()}
    state = {"id": 1, "live": REVISION, "last": REVISION, "changes": 0}
    return {**revised, "directory_state": [state]}


def location_up(row: Values) -> Values:
    same = ("service_id", "address", "town", "outcode", "latitude", "longitude")
    return {
        **{name: row[name] for name in same},
        "number": 0,
        "service_at_location_id": f"{row['service_id']}-1",
        "hide_exact_address": not row["address"],
        "transportation": "",
    }


def tags_up(old: Tables, new: Tables) -> None:
    only = {row["id"]: ONLY.get(row["only_for"], row["only_for"]) for row in old["service"]}
    for row in in_order(old["service_tag"]):
        service_id, kind, value = row["service_id"], row["kind"], row["value"]
        if kind == "languages":
            said = {"code": "", "name": value, "mode": "spoken"}
            new["language"].append({"service_id": service_id, **said})
        elif kind == "audiences" and value != only[service_id]:
            said = {"audience": value, "strength": "for"}
            new["service_audience"].append({"service_id": service_id, **said})
        elif kind != "audiences":
            new["service_tag"].append({"service_id": service_id, "kind": kind, "value": value})
    for service_id, audience in only.items():
        if audience:
            said = {"audience": audience, "strength": "only"}
            new["service_audience"].append({"service_id": service_id, **said})
    for row in old["service"]:
        for principle in range(1, PRINCIPLES + 1) if row["principles_on"] else ():
            new["principle_statement"].append(
                {
                    "service_id": row["id"], "principle": principle, "stated": "yes",
                    "stated_on": row["principles_on"], "stated_by_role": "", "wording_shown": "",
                }
            )  # fmt: skip


def carried_down(new: Tables) -> Tables:
    """Keep of each service what the old tables have room for; one that was not live goes."""
    live = next((row["live"] for row in new["directory_state"]), 0)
    kept = {
        row["id"]
        for row in new["service"]
        if row["revision"] == live and row["publish_state"] == "live"
    }
    rows = {
        name: [one for one in rows if one["revision"] == live and one.get("service_id") in kept]
        for name, rows in new.items()
        if name not in ("directory_state", "service", "organization")
    }
    names = organizations_down([row for row in new["organization"] if row["revision"] == live])
    old: Tables = {"organization": names, "service": [], "location": [], "service_tag": []}
    facts = facts_down(rows["service_fact"])
    said: dict[str, dict[str, list[Values]]] = defaultdict(lambda: defaultdict(list))
    for (service_id, _), row in facts.items():
        said[service_id]["fact"].append(row)
    for row in rows["service_audience"]:
        said[row["service_id"]]["audience"].append(row)
    for row in rows["principle_statement"]:
        said[row["service_id"]]["principle"].append(row)
    for row in new["service"]:
        if row["revision"] == live and row["id"] in kept:
            old["service"].append(service_down(row, said[row["id"]]))
    for row in rows["location"]:
        if row["number"] == 0:
            address = "" if row["hide_exact_address"] else row["address"]
            same = ("service_id", "town", "outcode", "latitude", "longitude")
            old["location"].append({**{name: row[name] for name in same}, "address": address})
    first = {row["service_id"]: 0 for row in rows["location"]}
    at_home = {row["service_id"] for row in rows["schedule"] if row["location"] is None}
    old["schedule"] = [
        {
            **{name: row[name] for name in ("service_id", "byday", "opens_at", "closes_at",
                                            "description")},
            "freq": RARE.get((row["rhythm"], row["freq"]), ""),
        }
        for row in in_order(rows["schedule"], "number")
        if row["location"] == (None if row["service_id"] in at_home
                               else first.get(row["service_id"]))
    ]  # fmt: skip
    old["service_fact"] = [
        {"service_id": service_id, "key": key, "value": said["value"]}
        for (service_id, key), said in facts.items()
    ]
    tags_down(rows, old)
    return old


def organizations_down(rows: list[Values]) -> list[Values]:
    return [{"id": row["id"], "name": row["name"]} for row in rows]


def facts_down(rows: list[Values]) -> dict[tuple[str, str], Values]:
    """Return the facts by service and key; what the first place says goes before the service."""
    first = [row for row in rows if row["location"] is None]
    first += [row for row in rows if row["location"] == 0]
    return {(row["service_id"], row["key"]): row for row in first}


def service_down(row: Values, said: Mapping[str, list[Values]]) -> Values:
    """Return a service's old row; ``said`` holds its facts, audiences and statements."""
    audiences = sorted(one["audience"] for one in said["audience"] if one["strength"] == "only")
    only = [NEEDS.get(audience, audience) for audience in audiences]
    days = [one["stated_on"] for one in said["principle"] if one["stated"] == "yes"]
    source = max((one["source"] for one in said["fact"]), default="")
    on = [one["fact_date"] for one in said["fact"] if one["fact_date"]]
    return {
        **{name: row[name] for name in LIKE},
        "only_for": next((need for need in only if need in (*ONLY, "lgbtq")), ""),
        "facts_source": SAID_BY.get(source, "the group"),
        "facts_on": max(on, default=None),
        "principles_on": max((day for day in days if day), default=None),
    }


def tags_down(rows: Tables, old: Tables) -> None:
    tags = [(row["service_id"], row["kind"], row["value"]) for row in rows["service_tag"]]
    tags += [(row["service_id"], "languages", row["name"]) for row in rows["language"]]
    tags += [
        (row["service_id"], "audiences", row["audience"])
        for row in rows["service_audience"]
        if row["audience"] not in (*NEEDS, "lgbtq")
    ]
    old["service_tag"] = [
        {"service_id": service_id, "kind": kind, "value": value}
        for service_id, kind, value in dict.fromkeys(tags)
    ]


def in_order(rows: list[Values], by: str = "id") -> list[Values]:
    return sorted(rows, key=lambda row: row[by])


def numbered(*tables: list[Values]) -> None:
    """Number the rows of each service."""
    for rows in tables:
        next_one: dict[str, int] = {}
        for row in rows:
            row["number"] = next_one.get(row["service_id"], 0)
            next_one[row["service_id"]] = row["number"] + 1
