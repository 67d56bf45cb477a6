"""Reading and copying of large files, with progress and a way to stop; nothing half done is ever in place."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from mirrorppr_desktop.errors import ModelFileError, WorkStopped

Progress = Callable[[int, int], None]  # bytes done, bytes in all; 0 in all where it is not known
Cancelled = Callable[[], bool]

_CHUNK: Final = 1 << 20
_MAX_FILES: Final = 20_000  # a home folder chosen by mistake must come to an end


def digest_of(path: Path, progress: Progress | None, cancelled: Cancelled | None) -> str:
    """The sha256 of a whole file.

    Raises:
        WorkStopped: by the user. OSError.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file, path, size_of(path), progress, cancelled):
            digest.update(chunk)
    return digest.hexdigest()


def stage(path: Path, staged: Path, progress: Progress | None, cancelled: Cancelled | None) -> str:
    """Copy a file to where it waits to be judged, and tell the digest of what was copied.

    Raises:
        ModelFileError: no room, or not readable or writable. WorkStopped: by the user.
    """
    size = size_of(path)
    try:
        staged.parent.mkdir(parents=True, exist_ok=True)
        require_room(staged.parent, size, path.name)
        digest = hashlib.sha256()
        with path.open("rb") as source, staged.open("xb") as target:
            for chunk in _chunks(source, path, size, progress, cancelled):
                target.write(chunk)
                digest.update(chunk)
            target.flush()
            os.fsync(target.fileno())
    except OSError as error:
        where = error.filename or staged.parent
        raise ModelFileError(f"{path.name} could not be copied: {where}: {error.strerror}") from error
    return digest.hexdigest()


def put_in_place(staged: Path, target: Path) -> os.stat_result:
    """Give a staged file its name; it replaces what lay there in one step. The status of the file in its place.

    Raises:
        ModelFileError: not writable; what lay there is kept.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)
        _sync_folder(target.parent)
        return target.stat()
    except OSError as error:
        raise ModelFileError(f"{target} cannot be written: {error.strerror}. What lay there is kept") from error


def require_room(folder: Path, size: int, name: str) -> None:
    """Refuse a file that the drive has no room for.

    Raises:
        ModelFileError: with what is needed and what is free. OSError.
    """
    free = shutil.disk_usage(folder).free
    if size > free:
        needed, left = f"{size / 1e6:.0f} MB", f"{free / 1e6:.0f} MB"
        raise ModelFileError(f"{folder} has no room for {name}: it needs {needed}, {left} are free. Nothing was copied")


def files_below(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, hidden ones left out, in the order of their names."""
    count = 0
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            count += 1
            if count > _MAX_FILES:
                return
            yield Path(where) / name


def size_of(path: Path) -> int:
    """Bytes of a regular file; -1 where there is none."""
    try:
        return path.stat().st_size if path.is_file() else -1
    except OSError:
        return -1


def _chunks(
    file: BinaryIO, path: Path, size: int, progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[bytes]:
    done = 0
    while chunk := file.read(_CHUNK):
        if cancelled is not None and cancelled():
            raise WorkStopped(f"Reading {path.name} was stopped. It stays as it is, and nothing was copied")
        yield chunk
        done += len(chunk)
        if progress is not None:
            progress(done, size)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
