"""What a job is asked to do. Light to import: a window makes orders without loading what carries them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mirrorppr_desktop.photo.output import OutputOptions
from mirrorppr_desktop.retouch.request import Adjustments, RetouchRequest
from mirrorppr_desktop.settings import JOB_FOLDER, MAX_MEGAPIXELS


class Clash(StrEnum):
    """What becomes of a result whose name is taken by a file that this program did not write for that photo."""

    NUMBER = "number"  # the result gets a number behind its name
    SKIP = "skip"  # the photo is skipped


@dataclass(frozen=True, slots=True)
class PhotoOrder:
    """What one photo of a job has for itself; None: as the request says.

    stem: name of the result without its suffix. sidecar: perform what this file says instead of asking the engine, as
    it stands there, without a strength or adjustments besides; written as the job's options say.
    """

    photo: Path
    strength: float | None = None
    adjustments: Adjustments | None = None
    stem: str | None = None
    sidecar: Path | None = None

    def __post_init__(self) -> None:
        if self.sidecar is not None and (self.strength is not None or self.adjustments is not None):
            raise ValueError("a sidecar says all that is done: no strength or adjustments beside it")


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that a user asked for. request: None where sidecars say what to do."""

    photos: tuple[Path, ...]
    out: Path
    request: RetouchRequest | None
    options: OutputOptions = field(default_factory=OutputOptions)
    sidecars: Path | None = None
    recursive: bool = False
    workers: int | None = None
    max_megapixels: float = MAX_MEGAPIXELS
    retry: bool = False  # take photos on again that were set aside
    own: tuple[PhotoOrder, ...] = ()  # for some of the photos
    clash: Clash = Clash.NUMBER
    write_sidecars: bool = True

    @property
    def folder(self) -> Path:
        """Where the job keeps its ledger, lock and log."""
        return self.out / JOB_FOLDER
