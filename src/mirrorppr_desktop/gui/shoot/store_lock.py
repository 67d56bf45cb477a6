"""One window at a time on a store: two would each write over what the other decided."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile

_PATIENCE_MS = 300  # for whoever only asks whether it is held


class StoreInUse(Exception):
    """Another window has this shoot open."""


def hold_store(path: Path) -> QLockFile:
    """Keep other windows from a store until the lock is unlocked or this process is gone.

    Raises:
        StoreInUse: another window has it.
    """
    with contextlib.suppress(OSError):  # the store tells of it
        path.parent.mkdir(parents=True, exist_ok=True)
    lock = _lock(path)
    if lock.tryLock(_PATIENCE_MS) or lock.error() != QLockFile.LockError.LockFailedError:
        return lock  # where no lock can be made (a folder that is read-only), the store says what is wrong
    text = QCoreApplication.translate("Store", "{0} is open in another window; it can be worked on in one at a time.")
    raise StoreInUse(text.format(path.stem))


def is_held(path: Path) -> bool:
    """Whether a window has the shoot open."""
    lock = _lock(path)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return lock.error() == QLockFile.LockError.LockFailedError


def _lock(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # however long the shoot is open; a process that is gone holds nothing
    return lock
