"""what comes from the lists of others, and what to ask about it; when groups were changed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SECONDS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = "seconds since 1970, UTC"


def upgrade() -> None:
    op.create_table(
        "feed_item",
        sa.Column("feed", sa.String(100), nullable=False),
        sa.Column("ref", sa.String(120), nullable=False),
        sa.Column("service_id", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("seen_at", SECONDS, nullable=False, comment=MOMENT),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "ref", name=op.f("pk_feed_item")),
        comment="What came from another list, as it came and from where, and what became of it.",
    )
    op.create_index(op.f("ix_feed_item_service_id"), "feed_item", ["service_id"])
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("service_id", sa.String(64), nullable=False),
        sa.Column("feed", sa.String(100), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("value", sa.String(300), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("made_at", SECONDS, nullable=False, comment=MOMENT),
        sa.Column("state", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("digest", name=op.f("uq_suggestion_digest")),
        comment="What another list says in free words of a group, for a person to confirm or not.",
    )
    op.create_index(op.f("ix_suggestion_service_id"), "suggestion", ["service_id"])
    op.create_table(
        "service_modified",
        sa.Column("service_id", sa.String(64), nullable=False),
        sa.Column("modified_at", SECONDS, nullable=False, comment=MOMENT),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_service_modified")),
        comment="When a group was last changed; absent where nobody noted it.",
    )


def downgrade() -> None:
    op.drop_table("service_modified")
    op.drop_table("suggestion")
    op.drop_table("feed_item")
