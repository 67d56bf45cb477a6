"""What a fit finds: named operations with strengths, and how far to believe them."""

from __future__ import annotations

from dataclasses import dataclass

from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.settings import MAX_STRENGTH


@dataclass(frozen=True, slots=True)
class FittedOperation:
    """A directed operation found in an exemplar pair.

    strength: > 0, 1.0 is the largest natural edit. confidence: 0..1, how surely it is this operation and no noise.
    share: of the motion's energy that it explains, 0..1. or_else: what it could be instead, since that explains nearly
    as much on this face: directed names, two joined by " + " where it takes both.
    """

    name: str
    strength: float
    confidence: float
    share: float
    or_else: tuple[str, ...] = ()

    @property
    def asked(self) -> OperationStrength:
        """The operation as it is to be performed on others, within the range of strengths."""
        return OperationStrength(self.name, min(self.strength, MAX_STRENGTH))
