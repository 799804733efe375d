"""The official schemas of Open Referral UK 3.0, for the tests to hold our feed against.

hsds-uk-3.0/ holds unchanged copies: Human Services Data Specification UK, an Open Referral UK
resource (https://openreferraluk.org/), BSD 3-Clause, see the LICENSE beside them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema_rs

FOLDER = Path(__file__).parent / "hsds-uk-3.0"
SITE = "https://openreferraluk.org/specifications/3.0/schema/"


@cache
def _registry() -> jsonschema_rs.Registry:
    not_schemas = ("open_api.json", "service_full.example.json")
    files = [path for path in FOLDER.glob("*.json") if path.name not in not_schemas]
    return jsonschema_rs.Registry(
        [(f"{SITE}{path.name}", json.loads(path.read_text("utf-8"))) for path in files],
        draft=jsonschema_rs.Draft202012,
    )


@cache
def _validator(name: str) -> jsonschema_rs.Draft202012Validator:
    if name == "page":
        written = json.loads((FOLDER / "open_api.json").read_text("utf-8"))
        schema = written["components"]["schemas"]["Page"]
    else:
        schema = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return jsonschema_rs.Draft202012Validator(schema, registry=_registry(), validate_formats=True)


def faults(name: str, value: object) -> list[str]:
    """Return what the official schema of ``name`` has against a value."""
    return [
        f"{'/'.join(map(str, one.instance_path))}: {one.message}"
        for one in _validator(name).iter_errors(value)
    ]
