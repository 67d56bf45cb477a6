"""What a user asks for: values that decide a retouch. Light to import: a window and a worker pass them around."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class EngineName(StrEnum):
    """Engines by the name a user types."""

    TRANSFER = "transfer"
    LIGHT = "light"  # a trained extractor and decoder


class FacePolicy(StrEnum):
    """Which faces of a group photo are retouched."""

    ALL = "all"
    LARGEST = "largest"


@dataclass(frozen=True, slots=True)
class ExemplarPair:
    """The one photo that was retouched by hand: before and after.

    same_person: the user says so, and the pair is learned though it does not look like one picture of one person.
    """

    before: Path
    after: Path
    same_person: bool = False


@dataclass(frozen=True, slots=True)
class SetStrength:
    """An operation that a person set to a strength, whatever the engine proposed; 0 leaves it out.

    face: number of the face, left to right, from 1; None for every face, and for operations of the body.
    """

    name: str  # directed, as in "Enlarge eyes"
    strength: float
    face: int | None = None


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What a person changes of what an engine proposes, by the directed names of operations."""

    scale: tuple[tuple[str, float], ...] = ()  # factor on the strength of an operation, 0..2
    without: tuple[str, ...] = ()  # operations that are left out
    residual: bool = True  # whether to do what no operation names
    set: tuple[SetStrength, ...] = ()  # performed at this strength, also where the engine proposed nothing of the name
    faces: tuple[tuple[int, float], ...] = ()  # number of a face, and a factor on all that is done to it, 0..2


@dataclass(frozen=True, slots=True)
class LightPlan:
    """What the light engine needs besides the exemplar pair.

    model: a file, or the folder of a training run. weight: of the exemplar pair. more: further pairs with theirs.
    """

    model: Path
    weight: float = 1.0
    more: tuple[tuple[ExemplarPair, float], ...] = ()


@dataclass(frozen=True, slots=True)
class RetouchRequest:
    """Everything that decides a retouch. Stored beside the result and hashed for the ledger.

    Either an exemplar pair or a look (a `.mplook` file) says what was done; the light engine takes pairs alone.
    """

    exemplar: ExemplarPair | None = None
    look: Path | None = None
    engine: EngineName = EngineName.TRANSFER
    strength: float = 1.0  # 0 = untouched, 1 = as in the exemplar, up to 2
    faces: FacePolicy = FacePolicy.ALL
    adjustments: Adjustments = Adjustments()
    light: LightPlan | None = None  # of the light engine
    witness: Path | None = None  # a light model that tells each result's consistency with the pair; decides no result

    @property
    def weighted_pairs(self) -> tuple[tuple[ExemplarPair, float], ...]:
        """Every exemplar pair with how much of it is done; none for a look."""
        first = () if self.exemplar is None else ((self.exemplar, 1.0 if self.light is None else self.light.weight),)
        return first if self.light is None else (*first, *self.light.more)

    @property
    def light_models(self) -> tuple[Path, ...]:
        """The light models that it stands on: the engine's, and the witness."""
        named = (None if self.light is None else self.light.model, self.witness)
        return tuple(one for one in named if one is not None)

    def __post_init__(self) -> None:
        if (self.exemplar is None) == (self.look is None):
            raise ValueError("a request needs either an exemplar pair or a look")
        if (self.engine is EngineName.LIGHT) != (self.light is not None):
            raise ValueError("the light engine, and it alone, needs the plan for it")
        if self.engine is EngineName.LIGHT and self.exemplar is None:
            raise ValueError("the light engine needs an exemplar pair")
        if self.witness is not None and self.exemplar is None:
            raise ValueError("a witness needs an exemplar pair that it can see")
