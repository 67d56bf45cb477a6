"""Scale and switch what an engine proposed, by the names of the operations and the numbers of the faces."""

from __future__ import annotations

from dataclasses import replace

from mirrorppr_desktop.retouch.engine import Adjustments
from mirrorppr_desktop.retouch.retouch import PartRetouch, Retouch
from mirrorppr_desktop.settings import MAX_STRENGTH


def adjusted(retouch: Retouch, adjustments: Adjustments) -> Retouch:
    """The retouch with some operations scaled or left out, some faces scaled, and with or without its residual.

    An operation or a face that the retouch does not hold is passed over: another photo of the shoot may hold it.
    """
    if adjustments == Adjustments():
        return retouch
    return replace(retouch, parts=tuple(_adjusted(part, adjustments) for part in retouch.parts))


def _adjusted(part: PartRetouch, adjustments: Adjustments) -> PartRetouch:
    factors = dict(adjustments.scale)
    operations = tuple(
        replace(one, strength=min(MAX_STRENGTH, one.strength * factors.get(one.name, 1.0)))
        for one in part.operations
        if one.name not in adjustments.without
    )
    strength = part.strength
    if part.face is not None:
        strength = min(MAX_STRENGTH, strength * dict(adjustments.faces).get(part.face, 1.0))
    residual = part.residual if adjustments.residual else None
    return replace(part, operations=operations, residual=residual, strength=strength)
