"""How large the cache is, and emptying it: a little at a time between the window's other work, never a stall."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from mirrorppr_desktop.settings import cache_folder

_SLICE_S: Final = 0.008


class CacheFolder(QObject):
    """The cache. measured: bytes and files. emptied: bytes that were freed, and files that could not be removed."""

    measured = Signal(object, int)  # an int of Qt ends at 2 GB
    emptied = Signal(object, int)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or cache_folder()
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    def measure(self) -> None:
        """Begin to add up; `measured` tells when it is done."""
        self._begin(self._add_up())

    def empty(self) -> None:
        """Begin to remove; `emptied` tells when it is done. Everything in it can be made again."""
        self._begin(self._remove())

    def _begin(self, work: Iterator[None]) -> None:
        self._work = work
        self._timer.start()

    def _go_on(self) -> None:
        until = time.monotonic() + _SLICE_S
        while self._work is not None and time.monotonic() < until:
            if next(self._work, self) is self:
                self._work = None
        if self._work is None:
            self._timer.stop()

    def _add_up(self) -> Iterator[None]:
        size = files = 0
        for entry in _files(self._folder):
            if entry is not None:
                size += _size(entry)
                files += 1
            yield
        self.measured.emit(size, files)

    def _remove(self) -> Iterator[None]:
        freed = left = 0
        for entry in _files(self._folder):
            if entry is not None:
                size = _size(entry)
                try:
                    Path(entry.path).unlink()
                    freed += size
                except OSError:
                    left += 1
            yield
        self.emptied.emit(freed, left)


def _files(folder: Path) -> Iterator[os.DirEntry[str] | None]:
    """The files below a folder; links are not followed. None between them, where a folder was opened."""
    waiting = [str(folder)]
    while waiting:
        yield None
        try:
            entries = os.scandir(waiting.pop())
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0
