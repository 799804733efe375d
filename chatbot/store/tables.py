"""The tables. Names follow Open Referral UK where it has one; no column holds a phone number of
somebody who texts, or the words of a text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
Seconds = BigInteger().with_variant(Integer, "sqlite")
"""Moments as seconds since 1970; 32 bits end in January 2038."""

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

organization = Table(
    "organization",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
)

service = Table(
    "service",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("organization_id", ForeignKey("organization.id"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("summary", String(200), nullable=False),
    Column("only_for", String(40), nullable=False),
    Column("minimum_age", Integer),
    Column("maximum_age", Integer),
    Column("cost", String(200), nullable=False),
    Column("contact_name", String(120), nullable=False),
    Column("phone", String(40), nullable=False),
    Column("email", String(200), nullable=False),
    Column("url", String(300), nullable=False),
    Column("application_process", String(300), nullable=False),
    Column("facts_source", String(120), nullable=False),
    Column("facts_on", Date),
    Column("principles_on", Date),
    Column("status", String(40), nullable=False),
    Column("back_on", Date),
    Column("assured_date", Date),
    Column("assurer", String(120), nullable=False),
    Column("made_up", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)


def _of_a_service(*columns: Column[Any] | UniqueConstraint, name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column(
            "service_id",
            ForeignKey("service.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        *columns,
    )


location = _of_a_service(
    Column("address", String(300), nullable=False),
    Column("town", String(120), nullable=False),
    Column("outcode", String(4), nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    name="location",
)
schedule = _of_a_service(
    Column("freq", String(20), nullable=False),
    Column("byday", String(60), nullable=False),
    Column("opens_at", Time),
    Column("closes_at", Time),
    Column("description", String(200), nullable=False),
    name="schedule",
)
service_fact = _of_a_service(
    Column("key", String(40), nullable=False),
    Column("value", String(7), nullable=False),
    UniqueConstraint("service_id", "key"),
    name="service_fact",
)
service_tag = _of_a_service(
    Column("kind", String(20), nullable=False),
    Column("value", String(40), nullable=False),
    UniqueConstraint("service_id", "kind", "value"),
    name="service_tag",
)
