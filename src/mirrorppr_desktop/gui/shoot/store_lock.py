"""One window at a time on a store: two would each write over what the other decided."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile


class StoreInUse(Exception):
    """Another window has this shoot open."""


def hold_store(path: Path) -> QLockFile:
    """Keep other windows from a store until the lock is unlocked or this process is gone.

    Raises:
        StoreInUse: another window has it.
    """
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # however long the shoot is open; a process that is gone holds nothing
    if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
        return lock  # where no lock can be made (a folder that is read-only), the store says what is wrong
    text = QCoreApplication.translate("Store", "{0} is open in another window; it can be worked on in one at a time.")
    raise StoreInUse(text.format(path.stem))
