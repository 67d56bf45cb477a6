"""Find the photos that a user pointed at: files as they are named, folders in the order a person would sort them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mirrorppr_desktop.photo.names import PHOTO_SUFFIXES, natural_key
from mirrorppr_desktop.retouch.request import ExemplarPair
from mirrorppr_desktop.settings import SIDECAR_SUFFIX, sidecar_path

_Identity = tuple[int, int]  # device, inode


@dataclass(frozen=True, slots=True)
class Found:
    """A photo to work on. folder: where it lies below the folder that the user named ("." for a named file)."""

    path: Path
    folder: Path


@dataclass(slots=True)
class Scan:
    """What was found: photos in order, and what was passed over with the reason.

    unreachable: what the user pointed at and is not there or cannot be opened. ignored: files that are no photos.
    """

    photos: list[Found] = field(default_factory=list)
    skipped: list[tuple[Path, str]] = field(default_factory=list)
    unreachable: list[tuple[Path, str]] = field(default_factory=list)
    ignored: int = 0


def scan(
    named: Sequence[Path],
    out: Path | None,
    *,
    recursive: bool = False,
    exemplar: ExemplarPair | None = None,
    found: Callable[[Path], object] | None = None,
) -> Scan:
    """Find the photos below `named`.

    Named files are taken whatever they are called. In folders: files with a photo's suffix that are not hidden; `out`
    is not gone into unless it was named itself. Passed over: results of this program (a sidecar lies beside them), both
    files of the exemplar pair (that photo is retouched already; named itself, the one before is taken), and a file that
    was reached before by another name. found: hears of each photo while the others are still looked for.
    """
    walk = _Walk(out, exemplar, recursive, found)
    for path in named:
        walk.take(path)
    return walk.result


class _Walk:
    def __init__(
        self,
        out: Path | None,
        exemplar: ExemplarPair | None,
        recursive: bool,
        found: Callable[[Path], object] | None,
    ) -> None:
        self.result = Scan()
        self._found = found
        self._recursive = recursive
        self._before = None if exemplar is None else _identity(exemplar.before)
        self._after = None if exemplar is None else _identity(exemplar.after)
        self._out = None if out is None else _identity(out)
        self._seen_files: dict[_Identity, Path] = {}
        self._seen_folders: set[_Identity] = set()

    def take(self, named: Path) -> None:
        try:
            status = named.stat()
        except OSError as error:
            self.result.unreachable.append((named, _why_not(error)))
            return
        if stat.S_ISDIR(status.st_mode):
            met = self._met()
            self._folder(named, Path())
            if met == self._met():
                self.result.skipped.append((named, "a folder with no photos in it"))
        elif self._is_wanted(named, status, is_named=True):
            self._note(Found(named, Path()))

    def _note(self, photo: Found) -> None:
        self.result.photos.append(photo)
        if self._found is not None:
            self._found(photo.path)

    def _met(self) -> int:
        return len(self.result.photos) + len(self.result.skipped) + len(self.result.unreachable)

    def _folder(self, folder: Path, below: Path) -> None:
        identity = _identity(folder)
        if identity is None or identity in self._seen_folders:  # a link back up the tree ends here
            return
        self._seen_folders.add(identity)
        try:
            entries = sorted(_entries(folder), key=lambda entry: natural_key(entry.name))
        except OSError as error:
            self.result.unreachable.append((folder, _why_not(error)))
            return
        for entry in entries:
            path = Path(entry.path)
            try:
                status = entry.stat()
            except OSError as error:
                if path.suffix.lower() in PHOTO_SUFFIXES:
                    self.result.skipped.append((path, _why_not(error)))
                continue
            if stat.S_ISDIR(status.st_mode) and path.suffix.lower() not in PHOTO_SUFFIXES:
                if self._recursive and (status.st_dev, status.st_ino) != self._out:
                    self._folder(path, below / entry.name)
            elif path.suffix.lower() not in PHOTO_SUFFIXES:
                self.result.ignored += not entry.name.endswith(SIDECAR_SUFFIX)
            elif self._is_wanted(path, status, is_named=False):
                self._note(Found(path, below))

    def _is_wanted(self, path: Path, status: os.stat_result, *, is_named: bool) -> bool:
        identity = (status.st_dev, status.st_ino)
        if identity == self._after or (identity == self._before and not is_named):
            self.result.skipped.append((path, "part of the exemplar pair"))
            return False
        beside = sidecar_path(path)
        if os.path.isfile(beside):  # noqa: PTH113  Path.is_file raises where that name is too long
            self.result.skipped.append((path, "a result of an earlier job (its sidecar lies beside it)"))
            return False
        return self._is_new_file(path, status)

    def _is_new_file(self, path: Path, status: os.stat_result) -> bool:
        if not stat.S_ISREG(status.st_mode):
            self.result.skipped.append((path, "not a regular file"))
            return False
        identity = (status.st_dev, status.st_ino)
        first = self._seen_files.setdefault(identity, path)
        if first is not path:
            self.result.skipped.append((path, f"the same file as {first.name}"))
            return False
        return True


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if not entry.name.startswith("."))


def _identity(path: Path) -> _Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _why_not(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return f"cannot be opened: {error.strerror or error}"
