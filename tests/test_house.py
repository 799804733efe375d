"""The house stands as docs/architecture.md draws it: imports run down, one library to a room."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = (
    {
        "messages",
        "flow",
        "facts",
        "letters",
        "schedules",
        "directory",
        "conversation",
        "places",
        "settings",
        "story",
        "privacy",
    },
    {
        "understanding",
        "safety",
        "gazetteer",
        "distances",
        "eligibility",
        "standing",
        "searching",
        "matching",
        "wording",
        "segments",
        "content",
        "reports",
        "amending",
        "approving",
        "unmet",
        "upkeep",
        "traffic",
        "occurring",
        "upcoming",
    },
    {"moves"},
    {"engine", "handled"},
    {"loading", "feeds", "store", "channels", "links", "loglines", "metrics"},
    {"inbox", "renewing", "rehearsal", "evaluation", "setup"},
    {"web", "cli", "webhooks", "__main__"},
)  # fmt: skip
"""From the ground up. A room may use its own floor and those below it."""
UNDERSTANDING = (
    "words", "denial", "numbers", "agreement", "whom", "place", "lists", "changes", "wishes",
    "questions",
)  # fmt: skip
"""The rooms of ``understanding`` from the ground up; what reads a whole text stands on all."""
LIBRARIES = {
    "flask": {"webhooks", "web"},
    "werkzeug": {"webhooks", "web", "cli"},
    "click": {"cli"},
    "twilio": {"channels"},
    "phonenumbers": {"channels"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "ruamel": {"loading"},
    "itsdangerous": {"links"},
    "rapidfuzz": {"understanding"},
    "dateutil": {"occurring"},
    "holidays": {"loading"},
    "gunicorn": {"web"},
    "requests": {"feeds"},
    "urllib3": {"feeds"},
    "ftfy": {"feeds"},
    "openpyxl": {"feeds"},
    "prometheus_client": {"metrics"},
    "pythonjsonlogger": {"loglines"},
}
PURE_FLOORS = 4
IMPURE = {"os", "io", "socket", "time", "random", "secrets", "sqlite3", "subprocess", "logging",
          "threading", "urllib", "http", "tempfile", "shutil", "uuid"}  # fmt: skip
FILES = sorted([*ROOT.glob("chatbot/**/*.py"), ROOT / "webhooks.py"])
LONGEST_FILE, LONGEST_FUNCTION = 300, 50


def module_of(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "chatbot" and len(parts) > 1 else parts[0]


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module or ""]
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def floor_of(room: str) -> int:
    return next(at for at, rooms in enumerate(FLOORS) if room in rooms)


ROOMS = [path for path in FILES if module_of(path) != "chatbot"]


@pytest.mark.parametrize("path", ROOMS, ids=module_of)
def test_every_file_stands_in_a_room_of_the_house(path: Path) -> None:
    room = room_of(module_of(path))
    assert any(room in rooms for rooms in FLOORS), f"{room} is no room: add it to FLOORS and docs"


@pytest.mark.parametrize("path", ROOMS, ids=module_of)
def test_imports_run_down_only(path: Path) -> None:
    here = floor_of(room_of(module_of(path)))
    for name in imports_of(path):
        if name.startswith("chatbot.") and floor_of(room_of(name)) > here:
            pytest.fail(f"{module_of(path)} reaches up to {name}")


@pytest.mark.parametrize("path", sorted(ROOT.glob("chatbot/understanding/*/*.py")), ids=module_of)
def test_the_rooms_of_understanding_stand_on_one_another(path: Path) -> None:
    here = UNDERSTANDING.index(path.parent.name)
    for name in imports_of(path):
        if name.startswith("chatbot.understanding."):
            room = name.split(".")[2]
            known = room in UNDERSTANDING and UNDERSTANDING.index(room) <= here
            assert known, f"{module_of(path)} reaches up to {name}"


def test_no_module_leads_back_to_itself() -> None:
    modules = {module_of(path) for path in FILES}
    arrows = {
        module_of(path): {name for name in imports_of(path) if name in modules} - {module_of(path)}
        for path in FILES
    }
    done: set[str] = set()

    def follow(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, f"a circle: {' -> '.join((*way, module))}"
        if module not in done:
            for other in sorted(arrows[module]):
                follow(other, (*way, module))
            done.add(module)

    for module in sorted(modules):
        follow(module, ())


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_each_outside_library_has_one_room(path: Path) -> None:
    room = room_of(module_of(path))
    for name in imports_of(path):
        library = name.split(".")[0]
        if library in LIBRARIES and room not in LIBRARIES[library]:
            pytest.fail(f"{module_of(path)} uses {library}, which belongs to {LIBRARIES[library]}")


PURE = [path for path in ROOMS if floor_of(room_of(module_of(path))) < PURE_FLOORS]


@pytest.mark.parametrize("path", PURE, ids=module_of)
def test_the_lower_floors_know_no_clock_disk_network_or_chance(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {name.split(".")[0] for name in imports_of(path)} & IMPURE
    assert not used, f"{module_of(path)} uses {used}"
    for call in (node.func for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "")
        assert name not in ("now", "today", "utcnow", "open", "Path", "print", "input")


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_files_and_functions_stay_small_enough_to_read(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE, "split this room"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name not in ("create_app", "upgrade"):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_no_room_has_a_name_that_says_nothing(path: Path) -> None:
    assert not re.search(r"(^|_)(utils?|helpers?|base|manager|misc|common)$", path.stem)
