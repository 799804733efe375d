"""The folder that the processes of one server count in. It goes with the last of them."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

PREFIX, NOT_YET = "signpost-metrics-", "signpost-new-"
_HELD: list[int] = []
"""Locked folders. A lock is let go when the last process that has it open is gone: the one that
took it and all its forks, however each of them ended."""


def take_folder(place: Path) -> Path:
    """Make a folder that nobody removes while this process or a fork of it lives."""
    made = Path(mkdtemp(prefix=NOT_YET, dir=place))
    _HELD.append(_locked(made))
    # Only now under the name that is looked for: it is locked from the first moment on.
    return made.rename(made.with_name(made.name.replace(NOT_YET, PREFIX, 1)))


def remove_left_behind(place: Path) -> None:
    """Remove the folders of servers that were killed. What is not ours to open stays."""
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):  # somebody else's, or in use, or just being removed
            file = _locked(folder)
            try:
                if os.geteuid() in (0, os.fstat(file).st_uid):
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(file)


def _locked(folder: Path) -> int:
    """Open a folder and lock it, or raise OSError: a link to one, or one that is locked."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        raise
    return file
