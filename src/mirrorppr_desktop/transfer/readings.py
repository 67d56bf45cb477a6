"""What a fitted operation could be instead: on some faces operations of the catalogue move the same pixels alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.retouch.catalogue import directed_name
from mirrorppr_desktop.transfer.carry import FaceEdit
from mirrorppr_desktop.transfer.columns import Column, Vector, column_of, solved, summed, visible

_RELATED = 0.5  # cosine of two operations' fields
_MAYBE, _NEARLY = 0.8, 0.95  # of what an operation explains: worth a closer look; nearly as much


def other_readings(
    edit: FaceEdit, columns: Sequence[Column], chosen: Sequence[Column], target: Vector
) -> dict[str, tuple[str, ...]]:
    """What each of the chosen operations could be instead: what explains nearly as much in its place.

    An operation is replaced by another one, or by two (a wider mouth is nearly a larger one with thin lips), and all
    strengths are fitted again. What that saves of the energy where the operation acts counts against what the operation
    itself saves there.

    Args:
        edit: what was measured.
        columns: the whole catalogue on this face, at no strength in particular.
        chosen: what was found, at its strengths.
        target: (2 N,) what was measured, at the nodes of the columns.

    Returns:
        by the directed name of a chosen operation: directed names, two joined by " + " where it takes both.
    """
    taken = {one.operation.positive for one in chosen}
    free = [one for one in columns if one.operation.positive not in taken]
    readings: dict[str, tuple[str, ...]] = {}
    for i, column in enumerate(chosen):
        place = _Place(edit, column, tuple(one for k, one in enumerate(chosen) if k != i), target)
        near = [one for one in free if _alike(one, column) > _RELATED]
        beside = [one for one in free if (one.acts & column.acts).any()]
        found: list[tuple[str, ...]] = []
        for swap in ([one] for one in near):
            found += place.reading(swap)
        for swap in ([one, two] for one in near for two in beside if two is not one):
            # What one operation explains needs no second one beside it.
            found += [names for names in place.reading(swap) if not any(set(one) <= set(names) for one in found)]
        readings[place.names([column])[0]] = tuple(" + ".join(names) for names in found)
    return readings


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """The place of one operation in a fit: the operation, and the others, which stay."""

    edit: FaceEdit
    column: Column
    rest: tuple[Column, ...]
    target: Vector

    def reading(self, swap: Sequence[Column]) -> list[tuple[str, ...]]:
        """The directed names of operations that explain nearly as much; none where they do not."""
        own = self.saved([self.column])
        if self.saved(swap) < _MAYBE * own:
            return []
        strengths = self.strengths(swap)
        fresh = [column_of(self.edit, one.operation, float(s)) for one, s in zip(swap, strengths, strict=True)]
        seen = all(visible(one, float(s)) for one, s in zip(fresh, self.strengths(fresh), strict=True))
        return [self.names(fresh)] if seen and self.saved(fresh) >= _NEARLY * own else []

    def strengths(self, columns: Sequence[Column]) -> Vector:
        """Strengths (P,) of columns in this place."""
        return solved([*self.rest, *columns], self.target)[len(self.rest) :]

    def names(self, columns: Sequence[Column]) -> tuple[str, ...]:
        """Their directed names."""
        strengths = self.strengths(columns)
        return tuple(directed_name(one.operation, float(s)) for one, s in zip(columns, strengths, strict=True))

    def saved(self, columns: Sequence[Column]) -> float:
        """Energy, where the operation acts, that columns in its place leave less of than the others do alone."""
        return self._energy(self.rest) - self._energy([*self.rest, *columns])

    def _energy(self, columns: Sequence[Column]) -> float:
        left: NDArray[np.float64] = self.target - summed(columns, solved(columns, self.target))
        return float((left[self.column.acts] ** 2).sum())


def _alike(one: Column, other: Column) -> float:
    """Cosine between two operations' fields, 0..1 whatever their directions."""
    return abs(float(one.field @ other.field)) / float(np.linalg.norm(one.field) * np.linalg.norm(other.field))
