"""what people report, what they look for, what groups are asked and what they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("service_id", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name="fk_listing_report_contact_id_contact",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_listing_report"),
        sa.UniqueConstraint(
            "contact_id", "service_id", "reason", name="uq_listing_report_contact_id"
        ),
        comment="What somebody says is wrong with a group, from a list of six. Whose report it is "
        "goes with the contact, and when it has been looked at.",
    )
    op.create_index("ix_listing_report_contact_id", "listing_report", ["contact_id"])
    op.create_index("ix_listing_report_service_id", "listing_report", ["service_id"])
    texts = ("needs", "languages", "formats", "when", "about", "given_up", "unmet")
    op.create_table(
        "search_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("area", sa.String(4), nullable=False),
        sa.Column("who", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(1), nullable=False),
        sa.Column("later", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_event"),
        comment="One search: what was asked for and what was not found, never by whom.",
    )
    op.create_index("ix_search_event_day", "search_event", ["day"])
    op.create_table(
        "review_request",
        sa.Column("reference", sa.String(20), nullable=False),
        sa.Column("service_id", sa.String(64), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_review_request"),
        comment="A message that asked a group whether its listing is right, and what it answered.",
    )
    op.create_index("ix_review_request_service_id", "review_request", ["service_id"])
    op.create_table(
        "listing_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(64), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(120), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_listing_change"),
        comment="What a group says of itself, field by field with what we had; the words go when a "
        "person has decided.",
    )
    op.create_index("ix_listing_change_service_id", "listing_change", ["service_id"])


def downgrade() -> None:
    for table in ("listing_change", "review_request", "search_event", "listing_report"):
        op.drop_table(table)
