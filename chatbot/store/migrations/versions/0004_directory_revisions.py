"""a directory in revisions; facts with their source and day; several places; audiences.

The tables of the directory are made anew, because their keys change, and their rows are carried
over.
"""

import sqlalchemy as sa
from alembic import op

from chatbot.store.migrations.directory_across_0004 import Tables, carried_down, carried_up
from chatbot.store.migrations.directory_before_0004 import old_directory
from chatbot.store.migrations.directory_from_0004 import new_directory

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    old, new = old_directory(), new_directory()
    rows = read(old)
    old.drop_all(op.get_bind())
    new.create_all(op.get_bind())
    write(new, carried_up(rows))


def downgrade() -> None:
    old, new = old_directory(), new_directory()
    rows = read(new)
    new.drop_all(op.get_bind())
    old.create_all(op.get_bind())
    write(old, carried_down(rows))


def read(tables: sa.MetaData) -> Tables:
    bind = op.get_bind()
    return {
        table.name: [dict(row._mapping) for row in bind.execute(sa.select(table))]
        for table in tables.sorted_tables
    }


def write(tables: sa.MetaData, rows: Tables) -> None:
    for table in tables.sorted_tables:
        if rows.get(table.name):
            op.get_bind().execute(sa.insert(table), rows[table.name])
