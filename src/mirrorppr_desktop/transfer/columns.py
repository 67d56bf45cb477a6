"""The fields that operations give to one face at the nodes of a measurement, as columns of a least-squares problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.retouch.operations import FaceOperation
from mirrorppr_desktop.retouch.simulate import PartWarp
from mirrorppr_desktop.transfer.carry import FaceEdit

PROBE = 0.6  # strength at which an operation's field is made before its strength is known
LEAST_STRENGTH = 0.12  # weaker operations are not told from noise and from the shape of the others' fields
_LEAST_PX = 0.3

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Column:
    """One operation's unit field at the edit's nodes, flattened (2 N,), and where it acts, (2 N,) bool."""

    operation: FaceOperation
    field: Vector
    acts: NDArray[np.bool_]
    mask: Vector  # (N,)


def column_of(edit: FaceEdit, operation: FaceOperation, strength: float) -> Column:
    """The field at that strength over the strength; both directions averaged where the sign is not known yet."""
    nodes = edit.field.node_points()
    signs = (1.0, -1.0) if strength == PROBE else (float(np.sign(strength)),)
    amount = max(abs(strength), LEAST_STRENGTH)
    total, mask = np.zeros((len(nodes), 2)), np.zeros(len(nodes))
    for sign in signs:
        for part in operation.parts:
            warp = PartWarp.of(edit.landmarks, part, operation, sign * amount)
            total += sign * warp.displacement(nodes)
            mask = np.maximum(mask, warp.mask(nodes))
    field = (total / (len(signs) * amount)).reshape(-1)
    return Column(operation, field, np.repeat(mask > 0.05, 2), mask)


def solved(columns: Sequence[Column], target: Vector) -> Vector:
    """Least-squares strengths, signed, with a trace of ridge for operations that resemble each other."""
    if not columns:
        return np.zeros(0)
    matrix = np.stack([column.field for column in columns], axis=1)
    norms = np.linalg.norm(matrix, axis=0)
    unit = matrix / norms
    return np.asarray(np.linalg.solve(unit.T @ unit + 1e-4 * np.eye(len(columns)), unit.T @ target) / norms)


def summed(columns: Sequence[Column], strengths: Vector) -> Vector:
    """(2 N,) what columns at some strengths do together; a lone zero where there are none."""
    total = np.zeros(1)
    for column, strength in zip(columns, strengths, strict=True):
        total = total + strength * column.field
    return total


def left_over(columns: Sequence[Column], strengths: Vector, target: Vector) -> float:
    """Energy that columns at some strengths do not explain."""
    return float(((target - summed(columns, strengths)) ** 2).sum())


def visible(column: Column, strength: float) -> bool:
    """Whether an operation is strong enough to be told from noise, in its own unit and in pixels of the measurement."""
    return abs(strength) >= LEAST_STRENGTH and abs(strength) * float(np.abs(column.field).max()) >= _LEAST_PX
