"""A disk that is full, a file that may not grow or not be written, a database that is locked."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import sleep

from tests.bench.figures import BenchError, Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.reckoning import reckon
from tests.soak.serving import Served
from tests.soak.stores import OnServer, Sqlite, Store
from tests.soak.texting import PATIENCE, PEOPLE, Crowd, deliver, undisturbed

Breaking = Callable[[Served], AbstractContextManager[None]]
DANGER = "I want to kill myself"
DISK = 12
"""Megabytes of the disk that gets full."""
LOCKED_FOR = 8
"""Seconds; a writer waits for 5 on SQLite and for 3 on PostgreSQL."""
GOAL = "lost 0, twice 0, only 503, intact"


def measure(ground: Ground) -> list[Row]:
    """Return what becomes of texts when the database cannot be written."""
    rows: list[Row] = []
    if "sqlite" in ground.engines:
        rows += _full_disk(ground)
        rows += _broken(ground, ground.sqlite(), "files that may not grow", _no_growth)
        rows += _read_only(ground)
    for store in ground.stores():
        rows += _broken(ground, store, f"locked for {LOCKED_FOR} s", _locked(store))
    return rows


def _full_disk(ground: Ground) -> list[Row]:
    place = ground.folder / "small-disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m,mode=755", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:  # noqa: S603
        return [Row("SQLite: disk full", "not measured: only root can mount a small disk")]
    try:
        store = Sqlite(place)

        @contextmanager
        def full(_: Served) -> Iterator[None]:
            filler = place / "filler"
            _fill(filler)
            yield
            filler.unlink()

        return _broken(ground, store, "disk full", full)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)  # noqa: S603, S607


def _fill(filler: Path) -> None:
    """Write until there is no room."""
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue


@contextmanager
def _no_growth(served: Served) -> Iterator[None]:
    """Let no file of the server's grow: what a full disk is to those who cannot mount one."""
    unlimited = resource.RLIM_INFINITY
    for pid in served.workers():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (8_192, unlimited))
    yield
    for pid in served.workers():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))


def _locked(store: Store) -> Breaking:
    @contextmanager
    def locked(_: Served) -> Iterator[None]:
        if not isinstance(store, Sqlite | OnServer):
            raise BenchError("only these two can be locked")
        with store.locked():
            yield
            sleep(LOCKED_FOR)

    return locked


def _read_only(ground: Ground) -> list[Row]:
    """The server starts on a file it may not write; then it may."""
    store = ground.sqlite()
    with Served(ground.keeper, store.url):
        pass

    @contextmanager
    def read_only(served: Served) -> Iterator[None]:
        files = [path for path in store.path.parent.iterdir() if path.is_file()]
        for path in files:
            path.chmod(0o444)
        served.replace()
        served.wait()
        yield
        for path in files:
            path.chmod(0o600)

    return _broken(ground, store, "read-only file at the start", read_only, humble=True)


def _broken(
    ground: Ground, store: Store, what: str, breaking: Breaking, *, humble: bool = False
) -> list[Row]:
    """Break it while people text, mend it, and reckon."""
    progress(f"{store.name}: {what}")
    with Served(ground.keeper, store.url, humble=humble) as served:
        expected = undisturbed(served)
        with Crowd(served.port, 4) as crowd:
            sleep(0.5)
            with breaking(served):
                sleep(1.5)
                danger = deliver(served.port, PEOPLE.text(PEOPLE.sender(), DANGER))
            sleep(0.5)
            log = crowd.stop()
        reckoning = reckon(store, served.port, log, expected)
    others = log.cut + len(log.other)
    helped = bool(danger and danger.good)
    return [
        figure(
            f"{store.name}: {what}", str(reckoning), GOAL,
            reached=reckoning.clean and not others and log.sorry > 0,
        ),
        figure(
            "  503 with words, anything else; danger; slowest",
            f"{log.sorry}, {others}; {'answered' if helped else 'NOT ANSWERED'}; "
            f"{max(log.slowest, danger.seconds if danger else PATIENCE):.1f} s",
            f"danger answered, {PATIENCE:.0f} s", reached=helped and log.slowest < PATIENCE,
        ),
    ]  # fmt: skip
