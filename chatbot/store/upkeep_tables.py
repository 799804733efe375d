"""The tables that keep the list right: reports, searches, and what groups are asked and answer."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from chatbot.store.metadata import metadata

listing_report = Table(
    "listing_report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "contact_id",
        ForeignKey("contact.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
    ),
    Column("service_id", String(64), nullable=False, index=True),
    Column("reason", String(20), nullable=False),
    Column("reported_on", Date, nullable=False),
    Column("state", String(10), nullable=False),
    UniqueConstraint("contact_id", "service_id", "reason"),
    comment="What somebody says is wrong with a group, from a list of six. Whose report it is goes "
    "with the contact, and when it has been looked at.",
)

search_event = Table(
    "search_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("area", String(4), nullable=False),
    Column("who", String(40), nullable=False),
    Column("needs", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("formats", Text, nullable=False),
    Column("when", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("given_up", Text, nullable=False),
    Column("unmet", Text, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("tier", String(1), nullable=False),
    Column("later", Boolean, nullable=False),
    comment="One search: what was asked for and what was not found, never by whom.",
)

review_request = Table(
    "review_request",
    metadata,
    Column("reference", String(20), primary_key=True),
    Column("service_id", String(64), nullable=False, index=True),
    Column("sent_on", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("channel", String(10), nullable=False),
    Column("answered_on", Date),
    Column("outcome", String(20), nullable=False),
    comment="A message that asked a group whether its listing is right, and what it answered.",
)

listing_change = Table(
    "listing_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service_id", String(64), nullable=False, index=True),
    Column("said_on", Date, nullable=False),
    Column("said_by", String(120), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("changes", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("decided_on", Date),
    comment="What a group says of itself, field by field with what we had; the words go when a "
    "person has decided.",
)
