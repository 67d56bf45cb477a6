"""One process per output folder: a lock that the operating system lets go of when its owner dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from mirrorppr_desktop.errors import JobInUse


class FolderLock:
    """Held from entering to leaving. The lock is on an open file, not on a file's being there: nothing goes stale."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _lock(descriptor)
        except OSError as cause:
            os.close(descriptor)
            if not isinstance(cause, BlockingIOError | PermissionError):  # as POSIX and Windows say that someone has it
                raise
            folder = self._path.parent.parent
            raise JobInUse(f"{folder}: another mirrorppr is working on this folder; wait for it or stop it") from cause
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)  # lets go of the lock as well
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
