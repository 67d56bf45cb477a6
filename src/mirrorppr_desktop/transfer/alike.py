"""Which operations a found one could be mistaken for: those whose fields on this very face look nearly the same."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import OperationUnavailable
from mirrorppr_desktop.retouch.catalogue import directed_name, find_operation
from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS, FaceOperation
from mirrorppr_desktop.retouch.simulate import operation_field
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.transfer.carry import FaceEdit
from mirrorppr_desktop.transfer.fitted import FittedOperation

_ALIKE = 0.8  # cosine of the two fields
_PROBE = 0.6  # strength at which fields are compared
_STEP = 0.04  # between the places where they are, in units of the face's scale


def could_be(edit: FaceEdit, found: tuple[FittedOperation, ...]) -> dict[str, tuple[str, ...]]:
    """By the name of each operation of the face that was found: other names, the most alike first."""
    grid = edit.field.resampled(max(edit.field.step[0], _STEP * edit.scale))
    nodes = grid.node_points()
    fields: dict[str, NDArray[np.float64]] = {}
    for operation in FACE_OPERATIONS if found else ():
        try:
            field = operation_field(edit.landmarks, operation, _PROBE, edit.field.size)
        except OperationUnavailable:
            continue
        fields[operation.positive] = _unit(field, nodes)
    told: dict[str, tuple[str, ...]] = {}
    for one in found:
        own, sign = find_operation(one.name)
        if not isinstance(own, FaceOperation) or own.positive not in fields:
            continue
        others = []
        for operation in FACE_OPERATIONS:
            if operation is not own and operation.positive in fields:
                cosine = sign * float(fields[own.positive] @ fields[operation.positive])
                if abs(cosine) >= _ALIKE:
                    others.append((abs(cosine), directed_name(operation, cosine)))
        told[one.name] = tuple(name for _, name in sorted(others, reverse=True))
    return told


def _unit(field: WarpField, nodes: NDArray[np.float32]) -> NDArray[np.float64]:
    vector = field.sample(nodes).reshape(-1).astype(np.float64)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))
