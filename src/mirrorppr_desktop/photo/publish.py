"""Making a finished file visible under its final name: whole or not at all, and never over somebody else's file.

A result is written under a staging name in the folder it belongs to, brought to the disk, and then takes its final name
in one step. Nothing that this program did not write itself is ever replaced.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import re
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mirrorppr_desktop.errors import DiskFull, OutputNotWritable
from mirrorppr_desktop.photo.crash import crash_point

_STAGE = re.compile(r"\.mp-[A-Za-z0-9_.-]+\.part")
_MAX_NAME_BYTES = 255
_BUSY_ON_WINDOWS = (5, 32, 33)  # access denied, sharing violation, lock violation: virus scanners and indexers
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)  # 2.5 s in all
_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_RENAME_NOREPLACE = 1
_AT_FDCWD = -100


def stage_path(final: Path, token: str) -> Path:
    """The staging name for `final`: hidden, in the same folder, so that renaming never copies.

    Args:
        token: letters, digits, dots, dashes and underscores; different for whatever is staged at the same time.
    """
    name = f".mp-{token}.part"
    if not _STAGE.fullmatch(name):
        raise ValueError(f"{token!r} cannot stand in a file name")
    return final.with_name(name)


def is_stage(path: Path) -> bool:
    """Whether a name is one that `stage_path` gives."""
    return _STAGE.fullmatch(path.name) is not None


def publish(staged: Path, final: Path, *, replace_sha256: str | None = None) -> Path:
    """Give a staged file its final name.

    Args:
        staged: a complete, closed file in the folder of `final`.
        final: the name wished for; one too long for the file system is shortened.
        replace_sha256: digest of a result that this program wrote to `final` earlier. If the file there still has it,
            it is replaced; any other file stays, and the result takes the next free number.

    Returns:
        The name that the file has now.

    Raises:
        DiskFull, OutputNotWritable: nothing is visible under the final name; the staged file is still there.
    """
    wish = final.with_name(fitted(final.name))
    try:
        _bring_to_disk(staged)
        crash_point("before_rename")
        name = _take_name(staged, wish, replace_sha256)
        crash_point("after_rename")
        _bring_folder_to_disk(final.parent)
        crash_point("after_folder_sync")
    except OSError as error:
        raise output_error(final, error) from error
    return name


def output_error(path: Path, error: OSError) -> DiskFull | OutputNotWritable:
    """The error that a user can act on, for one of the system's."""
    folder = path.parent
    if error.errno in _NO_SPACE:
        return DiskFull(f"{folder}: the disk is full; make room and run again")
    return OutputNotWritable(f"{folder}: cannot be written to ({error.strerror or error})")


def file_sha256(path: Path) -> str:
    """Digest of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fitted(name: str, room: int = 0) -> str:
    """`name`, cut to what a file system holds, with `room` bytes to spare; a tail of its digest keeps it distinct."""
    limit = _MAX_NAME_BYTES - room
    coded = os.fsencode(name)
    if len(coded) <= limit:
        return name
    path = Path(name)
    tail = f"~{hashlib.sha256(coded).hexdigest()[:8]}{path.suffix if len(path.suffix) <= 16 else ''}"
    head = os.fsencode(path.stem)[: limit - len(os.fsencode(tail))]
    # Never end within a character; bytes that are no text to begin with stay as they are.
    while head and head[-1] & 0xC0 == 0x80 and not _ends_whole(head):
        head = head[:-1]
    if head and not _ends_whole(head):
        head = head[:-1]
    return os.fsdecode(head) + tail


def _ends_whole(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end < len(head)  # broken somewhere before the end: not of our cutting
    return True


def _take_name(staged: Path, wish: Path, replace_sha256: str | None) -> Path:
    if replace_sha256 is not None and _is_regular(wish) and file_sha256(wish) == replace_sha256:
        _patiently(lambda: staged.replace(wish))
        return wish
    name, number = wish, 1
    while True:
        try:
            _patiently(lambda target=name: _move_to_free_name(staged, target))  # type: ignore[misc]
        except FileExistsError:
            number += 1
            end = f"_{number}{wish.suffix}"
            name = wish.with_name(fitted(wish.stem, len(os.fsencode(end))) + end)
        else:
            return name


def _move_to_free_name(staged: Path, name: Path) -> None:
    """Rename without ever replacing.

    Raises:
        FileExistsError: the name is taken.
    """
    if sys.platform == "win32":
        staged.rename(name)  # refuses an existing name there
        return
    try:
        os.link(staged, name, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
    else:
        crash_point("between_link_and_unlink")
        staged.unlink()
        return
    if not _renamed_exclusively(staged, name):
        # Neither links nor exclusive renames (some network folders): the look and the step are two, a moment apart.
        if os.path.lexists(name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name))
        staged.rename(name)


def _renamed_exclusively(staged: Path, name: Path) -> bool:
    """Linux's renameat2 with RENAME_NOREPLACE; False where there is none."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(staged), _AT_FDCWD, os.fsencode(name), _RENAME_NOREPLACE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(name))


def _patiently(step: Callable[[], object]) -> None:
    """Do `step`, again where Windows says that another program holds the file for the moment."""
    for wait in (*_WAITS, None):
        try:
            step()
        except OSError as error:
            if wait is None or getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS:
                raise
            time.sleep(wait)
        else:
            return


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _bring_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone leaves the data in the drive's cache there
        else:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _bring_folder_to_disk(folder: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there, and renames are journalled
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
