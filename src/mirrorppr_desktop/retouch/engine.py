"""What an engine is: it looks at a query and says what to do to it. It never delivers pixels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.retouch import Retouch
from mirrorppr_desktop.subject.subject import Subject


class EngineName(StrEnum):
    """Engines by the name a user types."""

    TRANSFER = "transfer"


class FacePolicy(StrEnum):
    """Which faces of a group photo are retouched."""

    ALL = "all"
    LARGEST = "largest"


@dataclass(frozen=True, slots=True)
class ExemplarPair:
    """The one photo that was retouched by hand: before and after."""

    before: Path
    after: Path


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What a person changes of what an engine proposes, by the directed names of operations and by faces."""

    scale: tuple[tuple[str, float], ...] = ()  # factor on the strength of an operation, 0..2
    without: tuple[str, ...] = ()  # operations that are left out
    residual: bool = True  # whether to do what no operation names
    faces: tuple[tuple[int, float], ...] = ()  # strength of single faces by number, left to right from 1; 0..2


@dataclass(frozen=True, slots=True)
class RetouchRequest:
    """Everything that decides a retouch. Stored beside the result and hashed for the ledger."""

    exemplar: ExemplarPair
    engine: EngineName = EngineName.TRANSFER
    strength: float = 1.0  # 0 = untouched, 1 = as in the exemplar, up to 2
    faces: FacePolicy = FacePolicy.ALL
    adjustments: Adjustments = Adjustments()


class Engine(Protocol):
    """Anything that can look at a query and propose a retouch for it."""

    @property
    def name(self) -> str:
        """The engine's name, as a user types it."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same request may yield another result."""
        ...

    @property
    def needs_body(self) -> bool:
        """Whether a query's body and silhouette must be found as well as its faces."""
        ...

    def propose(self, image: RGB8, subject: Subject) -> Retouch:
        """What to do to a query.

        Args:
            image: reduced sRGB copy of the query, upright; its size may differ from the subject's.
            subject: who is in the query, in pixels of the full photo.

        Returns:
            A retouch for a photo of the subject's size.

        Raises:
            NoFaceFound: the query has no face that the retouch could be performed on.
        """
        ...
