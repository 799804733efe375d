"""What all tables are part of: how keys and indexes are named, and how moments are kept."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
Seconds = BigInteger().with_variant(Integer, "sqlite")
"""Moments as seconds since 1970; 32 bits end in January 2038."""
