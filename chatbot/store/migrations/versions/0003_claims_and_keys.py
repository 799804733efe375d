"""a message's row outlives its contact; a contact says which key names it, and its traffic."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NO_ROWID = {"sqlite_with_rowid": False}
OF_CONTACT = "fk_inbound_message_contact_id_contact"
BEFORE = "Which message was answered with what, so that a second delivery gets the same."
AFTER = (
    "Which message was answered with what, so that a second delivery gets the same; "
    "the bare id is left when its contact is erased, forgotten, or has agreed to nothing."
)


def say_of_messages(new: str, old: str) -> None:
    if op.get_bind().dialect.supports_comments:  # SQLite keeps none
        op.create_table_comment("inbound_message", new, existing_comment=old)


def hold_moments_in(new: type[sa.Integer], old: type[sa.Integer]) -> None:
    if op.get_bind().dialect.name != "sqlite":  # whose integers have 64 bits anyway
        for table, column in (("contact", "seen_at"), ("inbound_message", "received_at")):
            op.alter_column(table, column, type_=new(), existing_type=old())


def upgrade() -> None:
    op.add_column("contact", sa.Column("key_id", sa.String(8), nullable=False, server_default=""))
    op.add_column("contact", sa.Column("traffic", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("inbound_message", table_kwargs=NO_ROWID) as table:
        table.alter_column("contact_id", existing_type=sa.Integer(), nullable=True)
        table.drop_constraint(OF_CONTACT, type_="foreignkey")
        table.create_foreign_key(OF_CONTACT, "contact", ["contact_id"], ["id"], ondelete="SET NULL")
    say_of_messages(AFTER, BEFORE)
    hold_moments_in(sa.BigInteger, sa.Integer)


def downgrade() -> None:
    hold_moments_in(sa.Integer, sa.BigInteger)
    say_of_messages(BEFORE, AFTER)
    op.execute("DELETE FROM inbound_message WHERE contact_id IS NULL")
    with op.batch_alter_table("inbound_message", table_kwargs=NO_ROWID) as table:
        table.drop_constraint(OF_CONTACT, type_="foreignkey")
        table.create_foreign_key(OF_CONTACT, "contact", ["contact_id"], ["id"], ondelete="CASCADE")
        table.alter_column("contact_id", existing_type=sa.Integer(), nullable=False)
    # Not as a batch: on SQLite that drops the table, and its messages would go with it.
    op.drop_column("contact", "traffic")
    op.drop_column("contact", "key_id")
