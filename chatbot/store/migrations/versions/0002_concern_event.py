"""which signs of danger were answered, and on which day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concern_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("rule", sa.String(length=120), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_event")),
        comment="A sign of danger that was answered: which rule and which day, never whose.",
    )
    op.create_index(op.f("ix_concern_event_found_on"), "concern_event", ["found_on"])


def downgrade() -> None:
    op.drop_index(op.f("ix_concern_event_found_on"), table_name="concern_event")
    op.drop_table("concern_event")
