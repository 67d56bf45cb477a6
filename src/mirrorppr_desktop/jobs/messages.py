"""What supervisor and workers say to each other: commands in, reports out. Small frozen values, no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from mirrorppr_desktop.jobs.trouble import Refusal
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.pipeline import FindSubject
from mirrorppr_desktop.record import Asked
from mirrorppr_desktop.retouch.engine import Engine, Witness
from mirrorppr_desktop.retouch.request import RetouchRequest


@dataclass(frozen=True, slots=True)
class Setup:
    """Sent once. engine and request: None where sidecars say what to do. witness: None where none is asked for."""

    engine: Engine | None
    request: RetouchRequest | None
    find: FindSubject
    max_megapixels: float
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Look at the header of a photo, and report `Seen`.

    sidecar: what to do to it, where a file says it. request: where it has one for itself.
    """

    item: int
    source: Path
    options: OutputOptions
    sidecar: Path | None
    request: RetouchRequest | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """Develop the photo that was looked at. Stage the result and its sidecar; `result` is the name they will have.

    staged_sidecar: None where no sidecar is wanted.
    """

    staged: Path
    staged_sidecar: Path | None
    result: Path
    asked: Asked


@dataclass(frozen=True, slots=True)
class Stop:
    """End, now if idle or at the next stage border."""


Command: TypeAlias = Setup | Look | Go | Stop


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded what it needs."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the header says. suffix: of the result, going by what the file really is."""

    item: int
    megapixels: float
    suffix: str


@dataclass(frozen=True, slots=True)
class At:
    """The photo came to a stage: a sign of life."""

    item: int
    stage: str


@dataclass(frozen=True, slots=True)
class Made:
    """Result and sidecar lie under their staging names. sidecar_sha256: None where none was wanted."""

    item: int
    sha256: str
    length: int
    source_sha256: str
    sidecar_sha256: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The photo ends without a result, and the reason in a user's words."""

    item: int
    kind: Refusal
    reason: str


Report: TypeAlias = Ready | Seen | At | Made | Refused
