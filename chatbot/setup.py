"""Where things are on this machine, and which settings hold here."""

from __future__ import annotations

import gc
import secrets
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from chatbot.settings import Settings, SettingsError, demonstration, production, wants_production

ROOT = Path(__file__).resolve().parent.parent
FLOWS = ROOT / "flows"
VAR = ROOT / "var"
PORT = 8000


def from_environment(environ: Mapping[str, str], port: int = PORT) -> Settings:
    """Return the settings of the environment: production when any secret is set, else the demo.

    A production server does not run on the demo's key: it would answer anybody.
    """
    if wants_production(environ) or "gunicorn" in environ.get("SERVER_SOFTWARE", ""):
        return production(environ)
    database = f"sqlite:///{VAR / 'signpost.db'}"
    return demonstration(environ, database, demo_key(VAR), f"http://127.0.0.1:{port}")


def keep_for_good() -> None:
    """Take all that is loaded out of Python's look for rubbish.

    The content never goes. Looking through its 120,000 values again and again costs as much as
    answering does, and holds up the text that happens to come then.
    """
    gc.collect()
    gc.freeze()


def demo_key(folder: Path) -> str:
    """Return this machine's key for the demo, made at the first start."""
    path = folder / "demo.key"
    try:
        folder.mkdir(exist_ok=True)
        if not path.exists():
            path.write_text(secrets.token_hex(32))
            path.chmod(0o600)
        return path.read_text().strip()
    except OSError as error:
        raise SettingsError(f"Cannot write in {folder}: {error.strerror}.") from None


def version() -> str:
    """Return the version of the service that is installed, "unknown" for one that is not."""
    try:
        return metadata.version("signpost")
    except metadata.PackageNotFoundError:
        return "unknown"


@cache
def fingerprint(folder: Path) -> str:
    """Return twelve hex digits that change with any file of the content."""
    found = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(f"{path.relative_to(folder)}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]
