"""A group as it was kept of a table, made again; and any entry that was kept, read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from chatbot.directory import Service
from chatbot.feeds.arriving import Reader
from chatbot.feeds.lists import as_from_elsewhere
from chatbot.feeds.openreferral.cleaning import parse
from chatbot.feeds.openreferral.reading import read_entry

OF_A_TABLE = frozenset(("organization", "published", "checked_how", "made_up"))
"""Keys that no entry of Open Referral has together."""


def read_again(payload: str, reader: Reader) -> Service | None:
    """Return the group of an entry as it came, None when there is none to be made of it."""
    tree = parse(payload.encode()) if payload else None
    if isinstance(tree, dict) and tree.keys() >= OF_A_TABLE:
        return as_from_elsewhere(remade(payload), reader)
    return read_entry(tree, reader, 1).service


def remade(payload: str) -> Service:
    """Return the group that ``lists.written`` has written."""
    service: Service = _made(Service, json.loads(payload))
    return service


def _made(hint: Any, value: Any) -> Any:
    kind, parts = get_origin(hint), get_args(hint)
    if kind in (Union, UnionType):
        return None if value is None else _made(parts[0], value)
    if kind in (tuple, frozenset):
        return kind(_made(parts[0], one) for one in value)
    if kind is not None and issubclass(kind, Mapping):
        return {key: _made(parts[1], one) for key, one in value.items()}
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        names = [one.name for one in fields(hint) if one.init and one.name in value]
        return hint(**{name: _made(hints[name], value[name]) for name in names})  # type: ignore[operator]
    if issubclass(hint, tuple):
        return hint(*value)
    if issubclass(hint, date | time):
        return hint.fromisoformat(value)
    return hint(value) if issubclass(hint, Enum) else value
