"""The tables of the directory as revision 0004 makes them."""

from typing import Any

import sqlalchemy as sa

from chatbot.store.migrations.directory_before_0004 import NAMES, text

COMMENT = (
    "One row: which revision of the directory is read, the last one that was begun, and "
    "how often rows of the live one were changed."
)


def whole(name: str, *, key: bool = False) -> sa.Column[Any]:
    return sa.Column(
        name, sa.Integer, primary_key=key, nullable=False, autoincrement=False if key else "auto"
    )


def in_a_revision(metadata: sa.MetaData, name: str, *columns: Any) -> None:
    sa.Table(name, metadata, whole("revision", key=True), *columns, sqlite_with_rowid=False)


def of_a_service(metadata: sa.MetaData, name: str, *columns: sa.Column[Any]) -> None:
    service = sa.ForeignKeyConstraint(
        ["revision", "service_id"], ["service.revision", "service.id"], ondelete="CASCADE"
    )
    service_id = sa.Column("service_id", sa.String(64), primary_key=True)
    in_a_revision(metadata, name, service_id, *columns, service)


def new_directory() -> sa.MetaData:
    metadata = sa.MetaData(naming_convention=NAMES)
    sa.Table(
        "directory_state",
        metadata,
        whole("id", key=True),
        whole("live"),
        whole("last"),
        whole("changes"),
        comment=COMMENT,
    )
    in_a_revision(metadata, "organization", whole("id", key=True), text("name", 200))
    in_a_revision(
        metadata,
        "service",
        sa.Column("id", sa.String(64), primary_key=True),
        whole("organization_id"),
        text("name", 120),
        text("summary", 200),
        text("condition_scope", 20),
        sa.Column("minimum_age", sa.Integer),
        sa.Column("maximum_age", sa.Integer),
        text("cost", 200),
        text("contact_name", 120),
        text("phone", 40),
        text("email", 200),
        text("url", 300),
        text("join_route", 30),
        text("application_process", 300),
        text("status", 40),
        sa.Column("back_on", sa.Date),
        sa.Column("assured_date", sa.Date),
        text("assurer", 120),
        text("assured_how", 20),
        text("publish_state", 20),
        whole("reminders"),
        sa.Column("trusted", sa.Boolean, nullable=False),
        sa.Column("made_up", sa.Boolean, nullable=False),
        whole("position"),
        sa.ForeignKeyConstraint(
            ["revision", "organization_id"], ["organization.revision", "organization.id"]
        ),
        sa.Index(None, "revision", "organization_id"),
    )
    places_and_times(metadata)
    people_and_words(metadata)
    return metadata


def people_and_words(metadata: sa.MetaData) -> None:
    of_a_service(
        metadata,
        "service_audience",
        sa.Column("audience", sa.String(40), primary_key=True),
        text("strength", 10),
    )
    kind = sa.Column("kind", sa.String(20), primary_key=True)
    value = sa.Column("value", sa.String(40), primary_key=True)
    of_a_service(metadata, "service_tag", kind, value)
    said = (text("code", 20), text("name", 60), text("mode", 30))
    of_a_service(metadata, "language", whole("number", key=True), *said)
    of_a_service(
        metadata,
        "principle_statement",
        whole("principle", key=True),
        text("stated", 7),
        sa.Column("stated_on", sa.Date),
        text("stated_by_role", 120),
        text("wording_shown", 300),
    )


def places_and_times(metadata: sa.MetaData) -> None:
    of_a_service(
        metadata,
        "location",
        whole("number", key=True),
        text("service_at_location_id", 80),
        text("address", 300),
        text("town", 120),
        text("outcode", 4),
        sa.Column("latitude", sa.Float, nullable=False),
        sa.Column("longitude", sa.Float, nullable=False),
        sa.Column("hide_exact_address", sa.Boolean, nullable=False),
        text("transportation", 200),
    )
    of_a_service(
        metadata,
        "schedule",
        whole("number", key=True),
        sa.Column("location", sa.Integer),
        text("rhythm", 20),
        text("freq", 20),
        whole("interval"),
        text("byday", 60),
        text("bymonthday", 100),
        sa.Column("dtstart", sa.Date),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.Column("opens_at", sa.Time),
        sa.Column("closes_at", sa.Time),
        text("on_bank_holidays", 7),
        text("description", 200),
    )
    of_a_service(
        metadata,
        "service_fact",
        whole("number", key=True),
        sa.Column("location", sa.Integer),
        text("key", 40),
        text("value", 7),
        text("detail", 120),
        text("source", 20),
        sa.Column("fact_date", sa.Date),
    )
