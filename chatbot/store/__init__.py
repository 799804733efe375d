"""What is kept, and where: the only room that knows SQLAlchemy and Alembic."""
