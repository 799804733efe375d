"""what a contact sent lately, so that nobody is sent too much."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contact", sa.Column("traffic", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("contact", "traffic")
