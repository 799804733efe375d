"""The tables. Names follow Open Referral UK where it has one; no column holds a phone number of
somebody who texts, or the words of a text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    Time,
)

from chatbot.store import upkeep_tables as upkeep_tables
from chatbot.store.metadata import Seconds
from chatbot.store.metadata import metadata as metadata

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("conversation", Text, nullable=False),
    Column("seen_at", Seconds, nullable=False, comment="seconds since 1970, UTC"),
    Column("key_id", String(8), nullable=False, server_default=""),
    Column("traffic", Text, nullable=False, server_default=""),
    comment="One row a contact: a keyed hash of channel and address, and where they stand.",
)

inbound_message = Table(
    "inbound_message",
    metadata,
    Column("message_id", String(64), primary_key=True),
    Column(
        "contact_id",
        ForeignKey("contact.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
    ),
    Column("reply", Text, nullable=True),
    Column("received_at", Seconds, nullable=False, comment="seconds since 1970, UTC"),
    comment="Which message was answered with what, so that a second delivery gets the same; "
    "the bare id is left when its contact is erased, forgotten, or has agreed to nothing.",
    sqlite_with_rowid=False,
)

concern_event = Table(
    "concern_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("concern", String(40), nullable=False),
    Column("tier", String(10), nullable=False),
    Column("rule", String(120), nullable=False),
    Column("found_on", Date, nullable=False, index=True),
    comment="A sign of danger that was answered: which rule and which day, never whose.",
)

directory_state = Table(
    "directory_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("live", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    comment="One row: which revision of the directory is read, the last one that was begun, and "
    "how often rows of the live one were changed.",
)


def _in_a_revision(name: str, *columns: Column[Any] | ForeignKeyConstraint | Index) -> Table:
    return Table(
        name,
        metadata,
        Column("revision", Integer, primary_key=True, autoincrement=False),
        *columns,
        sqlite_with_rowid=False,
    )


organization = _in_a_revision(
    "organization",
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False),
)

service = _in_a_revision(
    "service",
    Column("id", String(64), primary_key=True),
    Column("organization_id", Integer, nullable=False),
    Column("name", String(120), nullable=False),
    Column("summary", String(200), nullable=False),
    Column("condition_scope", String(20), nullable=False),
    Column("minimum_age", Integer),
    Column("maximum_age", Integer),
    Column("cost", String(200), nullable=False),
    Column("contact_name", String(120), nullable=False),
    Column("phone", String(40), nullable=False),
    Column("email", String(200), nullable=False),
    Column("url", String(300), nullable=False),
    Column("join_route", String(30), nullable=False),
    Column("application_process", String(300), nullable=False),
    Column("status", String(40), nullable=False),
    Column("back_on", Date),
    Column("assured_date", Date),
    Column("assurer", String(120), nullable=False),
    Column("assured_how", String(20), nullable=False),
    Column("publish_state", String(20), nullable=False),
    Column("reminders", Integer, nullable=False),
    Column("trusted", Boolean, nullable=False),
    Column("made_up", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    ForeignKeyConstraint(
        ["revision", "organization_id"], ["organization.revision", "organization.id"]
    ),
    Index(None, "revision", "organization_id"),
)


def _of_a_service(name: str, *columns: Column[Any]) -> Table:
    return _in_a_revision(
        name,
        Column("service_id", String(64), primary_key=True),
        *columns,
        ForeignKeyConstraint(
            ["revision", "service_id"], ["service.revision", "service.id"], ondelete="CASCADE"
        ),
    )


def _at_a_place(name: str, *columns: Column[Any]) -> Table:
    """What holds for a service, or only at the place that ``location`` names."""
    return _of_a_service(
        name,
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("location", Integer),
        *columns,
    )


location = _of_a_service(
    "location",
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("service_at_location_id", String(80), nullable=False),
    Column("address", String(300), nullable=False),
    Column("town", String(120), nullable=False),
    Column("outcode", String(4), nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("hide_exact_address", Boolean, nullable=False),
    Column("transportation", String(200), nullable=False),
)
schedule = _at_a_place(
    "schedule",
    Column("rhythm", String(20), nullable=False),
    Column("freq", String(20), nullable=False),
    Column("interval", Integer, nullable=False),
    Column("byday", String(60), nullable=False),
    Column("bymonthday", String(100), nullable=False),
    Column("dtstart", Date),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("opens_at", Time),
    Column("closes_at", Time),
    Column("on_bank_holidays", String(7), nullable=False),
    Column("description", String(200), nullable=False),
)
service_fact = _at_a_place(
    "service_fact",
    Column("key", String(40), nullable=False),
    Column("value", String(7), nullable=False),
    Column("detail", String(120), nullable=False),
    Column("source", String(20), nullable=False),
    Column("fact_date", Date),
)
service_audience = _of_a_service(
    "service_audience",
    Column("audience", String(40), primary_key=True),
    Column("strength", String(10), nullable=False),
)
service_tag = _of_a_service(
    "service_tag",
    Column("kind", String(20), primary_key=True),
    Column("value", String(40), primary_key=True),
)
language = _of_a_service(
    "language",
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", String(20), nullable=False),
    Column("name", String(60), nullable=False),
    Column("mode", String(30), nullable=False),
)
principle_statement = _of_a_service(
    "principle_statement",
    Column("principle", Integer, primary_key=True, autoincrement=False),
    Column("stated", String(7), nullable=False),
    Column("stated_on", Date),
    Column("stated_by_role", String(120), nullable=False),
    Column("wording_shown", String(300), nullable=False),
)

feed_item = Table(
    "feed_item",
    metadata,
    Column("feed", String(100), primary_key=True),
    Column("ref", String(120), primary_key=True),
    Column("service_id", String(64), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("url", String(500), nullable=False),
    Column("seen_at", Seconds, nullable=False, comment="seconds since 1970, UTC"),
    Column("payload", Text, nullable=False),
    comment="What came from another list, as it came and from where, and what became of it.",
)
suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("service_id", String(64), nullable=False, index=True),
    Column("feed", String(100), nullable=False),
    Column("key", String(80), nullable=False),
    Column("value", String(300), nullable=False),
    Column("words", String(300), nullable=False),
    Column("made_at", Seconds, nullable=False, comment="seconds since 1970, UTC"),
    Column("state", String(10), nullable=False),
    comment="What another list says in free words of a group, for a person to confirm or not.",
)
service_modified = Table(
    "service_modified",
    metadata,
    Column("service_id", String(64), primary_key=True),
    Column("modified_at", Seconds, nullable=False, comment="seconds since 1970, UTC"),
    comment="When a group was last changed; absent where nobody noted it.",
)
