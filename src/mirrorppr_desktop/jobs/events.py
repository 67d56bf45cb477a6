"""What a job tells whoever listens, as it happens. Small frozen values; a command line and a window hear the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
    """A photo has come to a stage of its way."""

    photo: Path
    stage: str


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
class Summary:
    """The end of a job. left: photos not come to, because the job was stopped."""

    done: int
    failed: int
    skipped: int
    left: int
    seconds: float


Event: TypeAlias = Started | PhotoPlanned | PhotoStage | PhotoDone | PhotoSkipped | PhotoFailed | Notice | Summary
Listener: TypeAlias = Callable[[Event], None]
