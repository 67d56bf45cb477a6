"""Watching the folders and files of a shoot while photos come and go. By looking: network shares send no events."""

from __future__ import annotations

import os
import re
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES, natural_key
from mirrorppr_desktop.settings import JOB_FOLDER, RESULT_TAG, SIDECAR_SUFFIX

_RESULT_NAME = re.compile(re.escape(RESULT_TAG) + r"([ _-]?\(?\d+\)?)?$", re.IGNORECASE)
_END_S = 2.0


@dataclass(frozen=True, slots=True)
class PhotosFound:
    """Photos that have come and are complete, in the order a person would sort them."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class PhotosGone:
    """Photos that were there and are no more."""

    paths: tuple[Path, ...]


Change: TypeAlias = PhotosFound | PhotosGone


class FolderWatch:
    """Tells which photos come and go in a folder.

    A photo is told once its size and time have stood still for two looks, and is gone when two looks have missed it.
    Results of this program are never told. While a folder cannot be read (a drive that was pulled out), nothing in it
    is gone.

    Args:
        folder, recursive: where to look; hidden folders and files are passed over.
        listen: hears the changes, on a thread of the watch.
        known: photos that need not be told. Without it, those that the first look finds.
    """

    def __init__(
        self,
        folder: Path,
        recursive: bool,
        listen: Callable[[Change], None],
        interval_s: float = 1.0,
        *,
        known: Iterable[Path] | None = None,
    ) -> None:
        self._folder = folder
        self._recursive = recursive
        self._listen = listen
        self._interval_s = interval_s
        self._is_first = known is None
        self._known = set(known or ())
        self._ignored: set[Path] = set()
        self._arriving: dict[Path, _Looks] = {}
        self._missed: set[Path] = set()
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look, again and again, on a thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="folder watch", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread; nothing is told any more."""
        self._end.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_END_S)

    def ignore(self, paths: Iterable[Path]) -> None:
        """Never tell these: results that a job has just written here."""
        self._ignored = self._ignored | set(paths)  # a new set: the thread may be reading the old one

    def look(self) -> None:
        """Look once, and tell what has changed."""
        seen = _Seen()
        _look_into(self._folder, self._recursive, seen, set())
        present = seen.photos - self._ignored
        if self._is_first:
            self._is_first = not seen.is_root_readable
            self._known |= present
            return
        self._tell_new(present - self._known)
        self._tell_gone({path for path in self._known - seen.photos if not seen.is_unsure_of(path)})

    def _tell_new(self, new: set[Path]) -> None:
        arriving = {path: looks for path in new if (looks := _looks(path)) is not None}
        still = {path for path, looks in arriving.items() if self._arriving.get(path) == looks}
        self._arriving = {path: looks for path, looks in arriving.items() if path not in still}
        self._known |= still
        self._tell(PhotosFound, still)

    def _tell_gone(self, missing: set[Path]) -> None:
        gone = missing & self._missed
        self._missed = missing - gone
        self._known -= gone
        self._tell(PhotosGone, gone)

    def _tell(self, kind: Callable[[tuple[Path, ...]], Change], paths: set[Path]) -> None:
        if paths and not self._end.is_set():
            self._listen(kind(tuple(sorted(paths, key=lambda path: [natural_key(part) for part in path.parts]))))

    def _run(self) -> None:
        while not self._end.is_set():
            try:
                self.look()
            except Exception as error:  # noqa: BLE001  the thread border: the next look may go well
                traceback.print_exception(error)
            self._end.wait(self._interval_s)


class FileWatch(FolderWatch):
    """Tells which of some files come and go, wherever they lie; each as it is told for a folder.

    missing: those that are not there when it begins.
    """

    def __init__(
        self,
        files: Iterable[Path],
        listen: Callable[[Change], None],
        interval_s: float = 2.0,
        *,
        missing: Iterable[Path] = (),
    ) -> None:
        self._files = frozenset(files)
        super().__init__(Path(), False, listen, interval_s, known=self._files - set(missing))

    def look(self) -> None:
        """Look once, and tell what has changed."""
        present = {path for path in self._files if os.path.exists(path)}  # noqa: PTH110  never raises
        self._tell_new(present - self._known - self._ignored)
        self._tell_gone(self._known - present)


_Looks: TypeAlias = tuple[int, int]  # bytes, time


@dataclass(slots=True)
class _Seen:
    photos: set[Path] = field(default_factory=set)
    unreadable: list[Path] = field(default_factory=list)
    is_root_readable: bool = False

    def is_unsure_of(self, path: Path) -> bool:
        """Whether the path lies where nothing could be seen."""
        return any(folder in path.parents for folder in self.unreadable)


def _looks(path: Path) -> _Looks | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status.st_size else None


def _look_into(folder: Path, recursive: bool, seen: _Seen, been: set[tuple[int, int]]) -> None:
    """Names only: what is known is not asked for its size, which is what takes time on a network share."""
    is_root = not been
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in been:  # a link back up the tree
            return
        been.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError as error:
        if is_root or not isinstance(error, FileNotFoundError):
            seen.unreadable.append(folder)
        return
    seen.is_root_readable |= is_root
    names = {entry.name for entry in entries}
    has_job = JOB_FOLDER in names
    if has_job and not is_root:  # a folder of results
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        stem, suffix = os.path.splitext(entry.name)  # noqa: PTH122  thousands of names in each look
        if suffix.lower() in PHOTO_SUFFIXES:
            is_result = entry.name + SIDECAR_SUFFIX in names or (has_job and _RESULT_NAME.search(stem))
            if not is_result and _is_file(entry):
                seen.photos.add(folder / entry.name)
        elif recursive and _is_folder(entry):
            _look_into(folder / entry.name, recursive, seen, been)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
