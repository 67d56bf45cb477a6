"""Which errors concern one photo, and which the whole job: a full disk stops it once, not at every photo in turn."""

from __future__ import annotations

import errno
from enum import StrEnum
from pathlib import Path

from mirrorppr_desktop.errors import DiskFull, JobError, MirrorPPRError, NoFaceFound, OutputNotWritable, PhotoError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
NO_FACE = "no face found"
GO_ON = "Finished results are whole; run again to go on."


class Refusal(StrEnum):
    """Why a photo has no result."""

    FAILED = "failed"
    SKIPPED = "skipped"
    DISK_FULL = "disk full"  # the whole job has to stop
    NOT_WRITABLE = "not writable"  # the whole job has to stop


def refusal(error: BaseException) -> tuple[Refusal, str]:
    """What to make of an error while one photo was worked on, and how to say it."""
    match error:
        case NoFaceFound():
            told = Refusal.SKIPPED, NO_FACE  # the same words whichever engine says it
        case DiskFull():
            told = Refusal.DISK_FULL, str(error)
        case OutputNotWritable():
            told = Refusal.NOT_WRITABLE, str(error)
        case PhotoError():
            told = Refusal.FAILED, error.what  # the line that this goes into begins with the photo
        case MirrorPPRError():
            told = Refusal.FAILED, str(error)
        case OSError():
            told = _of_the_system(error)
        case MemoryError():
            told = Refusal.FAILED, "not enough memory for this photo; try --workers 1"
        case _:
            told = Refusal.FAILED, f"unexpected {type(error).__name__}: {error}"
    return told[0], one_line(told[1])


def _of_the_system(error: OSError) -> tuple[Refusal, str]:
    if error.errno in _FULL:
        return Refusal.DISK_FULL, "no space is left where results are written"
    if error.errno in _CLOSED:
        return Refusal.NOT_WRITABLE, f"results cannot be written: {error.strerror}"
    if isinstance(error, FileNotFoundError):
        return Refusal.FAILED, "the original is missing"
    return Refusal.FAILED, f"cannot be read or written: {error.strerror or error}"


def job_error(kind: Refusal, reason: str, out: Path) -> JobError:
    """The error that stops the job, in a message that names the folder and says how to go on."""
    where = "" if str(out) in reason else f"{out}: "
    message = f"{where}{reason.rstrip('.')}. {GO_ON}"
    return DiskFull(message) if kind == Refusal.DISK_FULL else OutputNotWritable(message)


def one_line(text: str) -> str:
    """A message that fits into a line, a ledger and any terminal, whatever names it holds."""
    return " ".join(text.encode("utf-8", "backslashreplace").decode().split())
