"""What Alembic runs each migration in: the connection that ``schema.migrate`` hands over."""

from alembic import context

from chatbot.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
