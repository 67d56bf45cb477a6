"""What a job tells whoever listens, as it happens. Small frozen values; a command line and a window hear the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Started:
    """The job is planned: `todo` photos are to be worked on, by `workers` processes; `settled` need nothing."""

    todo: int
    settled: int
    workers: int
    out: Path


@dataclass(frozen=True, slots=True)
class PhotoPlanned:
    """A photo would be worked on (a job that is only previewed)."""

    photo: Path
    result: Path


@dataclass(frozen=True, slots=True)
class PhotoStage:
    """A photo has come to a stage of its way, in the hands of the worker of that number, from 1."""

    photo: Path
    stage: str
    worker: int = 0


@dataclass(frozen=True, slots=True)
class PhotoStalled:
    """A photo has shown no sign of life for so many seconds. Told once; the next stage or end is the sign."""

    photo: Path
    stage: str
    seconds: float
    worker: int = 0


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """A worker process ended by itself, or was ended for its silence. It is replaced.

    photo: what it had in hand. how: in words, as in "signal SIGSEGV". again: whether the photo will be tried again.
    """

    photo: Path | None
    how: str
    again: bool
    worker: int = 0


@dataclass(frozen=True, slots=True)
class PhotoDone:
    """A result is published."""

    photo: Path
    result: Path
    seconds: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoSkipped:
    """There was nothing to do for a photo. result: the file that it has from earlier, if any."""

    photo: Path
    reason: str
    result: Path | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """A photo could not be done; the reason says why, and what to do."""

    photo: Path
    reason: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know, and that stops nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """No further photo is handed out for now; `in_hand` are still being done."""

    in_hand: int


@dataclass(frozen=True, slots=True)
class Released:
    """The job goes on."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a job. left: photos not come to, because the job was stopped."""

    done: int
    failed: int
    skipped: int
    left: int
    seconds: float


class JobTrouble(StrEnum):
    """Why a whole job could not run or go on."""

    DISK_FULL = "disk full"
    NOT_WRITABLE = "not writable"
    IN_USE = "in use"
    PAIR = "pair"  # or one of its photos
    LOOK = "look"
    CRASHED = "crashed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class JobFailed:
    """The job could not run or go on. What is finished stays. Told by a batch; the command line raises the error."""

    reason: str
    kind: JobTrouble


@dataclass(frozen=True, slots=True)
class Ended:
    """The process of a batch is gone, however it went: the last event of every batch."""


Event: TypeAlias = (
    Started
    | PhotoPlanned
    | PhotoStage
    | PhotoStalled
    | PhotoDone
    | PhotoSkipped
    | PhotoFailed
    | WorkerLost
    | Held
    | Released
    | Notice
    | Summary
    | JobFailed
    | Ended
)
Listener: TypeAlias = Callable[[Event], None]
