"""The tables of the directory as revisions 0001 to 0003 had them."""

from typing import Any

import sqlalchemy as sa

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def text(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False)


def old_directory() -> sa.MetaData:
    metadata = sa.MetaData(naming_convention=NAMES)
    sa.Table(
        "organization",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
    )
    sa.Table(
        "service",
        metadata,
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("organization_id", sa.ForeignKey("organization.id"), nullable=False, index=True),
        text("name", 120),
        text("summary", 200),
        text("only_for", 40),
        sa.Column("minimum_age", sa.Integer),
        sa.Column("maximum_age", sa.Integer),
        text("cost", 200),
        text("contact_name", 120),
        text("phone", 40),
        text("email", 200),
        text("url", 300),
        text("application_process", 300),
        text("facts_source", 120),
        sa.Column("facts_on", sa.Date),
        sa.Column("principles_on", sa.Date),
        text("status", 40),
        sa.Column("back_on", sa.Date),
        sa.Column("assured_date", sa.Date),
        text("assurer", 120),
        sa.Column("made_up", sa.Boolean, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    of_services(metadata)
    return metadata


def of_services(metadata: sa.MetaData) -> None:
    def of_a_service(name: str, *columns: sa.Column[Any] | sa.UniqueConstraint) -> None:
        service = sa.ForeignKey("service.id", ondelete="CASCADE")
        sa.Table(
            name,
            metadata,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("service_id", service, nullable=False, index=True),
            *columns,
        )

    of_a_service(
        "location",
        text("address", 300),
        text("town", 120),
        text("outcode", 4),
        sa.Column("latitude", sa.Float, nullable=False),
        sa.Column("longitude", sa.Float, nullable=False),
    )
    of_a_service(
        "schedule",
        text("freq", 20),
        text("byday", 60),
        sa.Column("opens_at", sa.Time),
        sa.Column("closes_at", sa.Time),
        text("description", 200),
    )
    unique = sa.UniqueConstraint("service_id", "key")
    of_a_service("service_fact", text("key", 40), text("value", 7), unique)
    unique = sa.UniqueConstraint("service_id", "kind", "value")
    of_a_service("service_tag", text("kind", 20), text("value", 40), unique)
