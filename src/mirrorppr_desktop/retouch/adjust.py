"""Scale and switch what an engine proposed, by the names of the operations."""

from __future__ import annotations

from dataclasses import replace

from mirrorppr_desktop.retouch.request import Adjustments
from mirrorppr_desktop.retouch.retouch import PartRetouch, Retouch
from mirrorppr_desktop.settings import MAX_STRENGTH


def adjusted(retouch: Retouch, adjustments: Adjustments) -> Retouch:
    """The retouch with some operations scaled or left out, and with or without its residual.

    An operation that the retouch does not hold is passed over: another photo of the shoot may hold it.
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
    return replace(part, operations=operations, residual=part.residual if adjustments.residual else None)
