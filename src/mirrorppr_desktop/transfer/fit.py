"""Name what was done to a face: the operations whose own displacement fields add up to what was measured.

Signed matching pursuit: the operation that explains most is taken, all taken ones are fitted again, until no other one
explains a good part of what is left where it acts. Fields are those of the catalogue for this very face, so a strength
is in the operation's own unit and carries over to other people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS, LLW_OPERATIONS, FaceOperation
from mirrorppr_desktop.retouch.simulate import PartWarp
from mirrorppr_desktop.transfer.carry import FaceEdit
from mirrorppr_desktop.transfer.fitted import FittedOperation

_COARSER = 2.0  # every other node of a measurement tells the strengths as well, at a quarter of the cost
_PROBE = 0.6  # strength at which an operation's field is made before its strength is known
_LEAST_STRENGTH = 0.12  # weaker operations are not told from noise and from the shape of the others' fields
_LEAST_PX = 0.3
_LEAST_GAIN = 0.12  # of the energy where an operation acts, for it to be taken
_LEAST_LOSS = 0.06  # of the same, for it to be kept
_LEAST_CONFIDENCE = 0.15  # below it an operation stands where others moved the face, and is in the residual anyway
_MOST_OPERATIONS = 10
_REFINEMENTS = 2
_CLEARLY_MORE = 0.75
_NEAR_CENTRE = 1.0  # in units of the face's scale
_CONTRACTION = 0.03  # see _without_contraction
_LIKE_CONTRACTION = (0.1, 1.5)  # times as large: what still counts as that contraction
_AS_WELL = (
    1.2  # times the energy left over: real ones left 1.0 to 1.1, operations that were wrongly doubted 1.3 and more
)

_Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Window:
    """Where the measured crop lies: the photo's centre, in pixels of the edit."""

    centre: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Column:
    """One operation's unit field at the edit's nodes, flattened (2 N,), and where it acts, (2 N,) bool."""

    operation: FaceOperation
    field: _Vector
    acts: NDArray[np.bool_]
    mask: _Vector  # (N,)


def fit_operations(edit: FaceEdit, window: Window | None = None) -> tuple[FittedOperation, ...]:
    """The operations that were performed on a face.

    Args:
        edit: what was measured, on its own face.
        window: where the centre of the photo lies; lets an artefact of some tools be recognised, see below.

    Returns:
        Directed operations, the largest share of the motion first; empty where nothing in the catalogue explains it.
    """
    if not edit.field.vectors.any():
        return ()
    edit = replace(edit, field=edit.field.resampled(_COARSER * edit.field.step[0]))
    target = edit.field.vectors.reshape(-1).astype(np.float64)
    columns = [_column(edit, operation, _PROBE) for operation in FACE_OPERATIONS]
    columns = [column for column in columns if column.field.any()]
    # Some of the catalogue's operations are nearly sums of others (a wider mouth is a larger one with thin lips). The
    # smaller table is asked first, and the whole one only believed where it explains clearly more.
    small = _fit(edit, [column for column in columns if column.operation in LLW_OPERATIONS], target)
    whole = _fit(edit, columns, target)
    chosen, strengths = whole if _left(whole, target) < _CLEARLY_MORE * _left(small, target) else small
    if window is not None:
        chosen = _without_contraction(edit, window, chosen, strengths)
        chosen, strengths = _pruned(chosen, _solve(chosen, target), target)
    return _told(chosen, strengths, target)


def _fit(edit: FaceEdit, columns: Sequence[_Column], target: _Vector) -> tuple[list[_Column], _Vector]:
    """Pursue, then make each field anew at the strength that was found, which it depends on a little."""
    chosen = _pursue(columns, target)
    strengths = _solve(chosen, target)
    for _ in range(_REFINEMENTS):
        chosen = [_column(edit, c.operation, s) for c, s in zip(chosen, strengths, strict=True)]
        strengths = _solve(chosen, target)
        chosen, strengths = _pruned(chosen, strengths, target)
    return chosen, strengths


def _left(fit: tuple[list[_Column], _Vector], target: _Vector) -> float:
    """Energy that a fit does not explain."""
    return float(((target - _sum(*fit)) ** 2).sum())


def _column(edit: FaceEdit, operation: FaceOperation, strength: float) -> _Column:
    """The field at that strength over the strength; both directions averaged where the sign is not known yet."""
    nodes = edit.field.node_points()
    signs = (1.0, -1.0) if strength == _PROBE else (float(np.sign(strength)),)
    amount = max(abs(strength), _LEAST_STRENGTH)
    total, mask = np.zeros((len(nodes), 2)), np.zeros(len(nodes))
    for sign in signs:
        for part in operation.parts:
            warp = PartWarp.of(edit.landmarks, part, operation, sign * amount)
            total += sign * warp.displacement(nodes)
            mask = np.maximum(mask, warp.mask(nodes))
    field = (total / (len(signs) * amount)).reshape(-1)
    return _Column(operation, field, np.repeat(mask > 0.05, 2), mask)


def _solve(columns: Sequence[_Column], target: _Vector) -> _Vector:
    """Least-squares strengths, signed, with a trace of ridge for operations that resemble each other."""
    if not columns:
        return np.zeros(0)
    matrix = np.stack([column.field for column in columns], axis=1)
    norms = np.linalg.norm(matrix, axis=0)
    unit = matrix / norms
    return np.asarray(np.linalg.solve(unit.T @ unit + 1e-4 * np.eye(len(columns)), unit.T @ target) / norms)


def _pursue(columns: Sequence[_Column], target: _Vector) -> list[_Column]:
    chosen: list[_Column] = []
    left = target
    while len(chosen) < _MOST_OPERATIONS:
        best, most = None, 0.0
        for column in columns:
            if any(column is one for one in chosen):
                continue
            strength = float(column.field @ left / (column.field @ column.field))
            energy = float((left[column.acts] ** 2).sum())
            saved = energy - float(((left - strength * column.field)[column.acts] ** 2).sum())
            if _visible(column, strength) and saved >= _LEAST_GAIN * energy and saved > most:
                best, most = column, saved
        if best is None:
            break
        chosen.append(best)
        left = target - _sum(chosen, _solve(chosen, target))
    return _pruned(chosen, _solve(chosen, target), target)[0]


def _visible(column: _Column, strength: float) -> bool:
    """Whether an operation is strong enough to be told from noise, in its own unit and in pixels of the measurement."""
    return abs(strength) >= _LEAST_STRENGTH and abs(strength) * float(np.abs(column.field).max()) >= _LEAST_PX


def _pruned(columns: Sequence[_Column], strengths: _Vector, target: _Vector) -> tuple[list[_Column], _Vector]:
    """Leave out, the weakest first, what has become too weak or explains too little beside the others."""
    kept = list(columns)
    while kept:
        losses = []
        whole = target - _sum(kept, strengths)
        for i, column in enumerate(kept):
            others = kept[:i] + kept[i + 1 :]
            without = target - _sum(others, _solve(others, target))
            before, after = (float((one[column.acts] ** 2).sum()) for one in (without, whole))
            losses.append(0.0 if not _visible(column, float(strengths[i])) else (before - after) / max(before, 1e-12))
        weakest = int(np.argmin(losses))
        if losses[weakest] >= _LEAST_LOSS:
            break
        del kept[weakest]
        strengths = _solve(kept, target)
    return kept, strengths


def _without_contraction(edit: FaceEdit, window: Window, columns: list[_Column], strengths: _Vector) -> list[_Column]:
    """Leave out operations that are but the shadow of a contraction towards the centre of the picture.

    Some tools shrink what lies inside of their mask by a few percent towards the centre of the window they work in. On
    the lips this looks like a mouth moved upward and made smaller. Where taking such a contraction out of the strengths
    leaves fewer operations, and these with it account for the motion as well as all of them do, they are the simpler
    account. It decides on names only: strengths are fitted again without it, and what the operations left over do not
    explain stays in the residual, so that nothing of the exemplar is lost.
    """
    kept = list(columns)
    if np.hypot(*(edit.landmarks.mean(axis=0) - window.centre)) > _NEAR_CENTRE * edit.scale:
        return kept  # such tools work on a window around the face
    for _ in range(3):
        contraction = _contraction(edit, window, kept)
        cleaned = strengths - _solve(columns, contraction.reshape(-1))
        kept = [c for c, strength in zip(columns, cleaned, strict=True) if abs(strength) >= _LEAST_STRENGTH]
        if not kept:
            return columns
    return kept if len(kept) < len(columns) and _shows_contraction(edit, window, columns, kept) else columns


def _shows_contraction(edit: FaceEdit, window: Window, columns: list[_Column], fewer: list[_Column]) -> bool:
    """Whether fewer operations with a contraction, of about the known size, account for a motion as well as all do."""
    target = edit.field.vectors.reshape(-1).astype(np.float64)
    contraction = _contraction(edit, window, fewer).reshape(-1)
    matrix = np.stack([*(column.field for column in fewer), contraction], axis=1)
    amounts = np.linalg.lstsq(matrix, target, rcond=None)[0]
    left = float(((target - matrix @ amounts) ** 2).sum())
    return bool(_LIKE_CONTRACTION[0] < amounts[-1] < _LIKE_CONTRACTION[1]) and left <= _AS_WELL * _left(
        (columns, _solve(columns, target)), target
    )


def _contraction(edit: FaceEdit, window: Window, columns: Sequence[_Column]) -> NDArray[np.float64]:
    """Displacement (N, 2) that contracts the picture towards the window's centre where the operations act."""
    mask = np.max([column.mask for column in columns], axis=0)
    return np.asarray(_CONTRACTION * mask[:, None] * (edit.field.node_points() - np.array(window.centre)))


def _told(columns: Sequence[_Column], strengths: _Vector, target: _Vector) -> tuple[FittedOperation, ...]:
    """Each operation with the share of the whole motion that it explains, and how well it does where it acts."""
    whole = float((target**2).sum())
    left = target - _sum(columns, strengths)
    told = []
    for column, strength in zip(columns, strengths, strict=True):
        own = strength * column.field
        share = float(own @ target) / whole
        energy = float((target[column.acts] ** 2).sum())
        unexplained = float((left[column.acts] ** 2).sum()) / max(energy, 1e-12)
        name = column.operation.positive if strength > 0 else column.operation.negative
        confidence = float(np.clip(1 - unexplained, 0, 1))
        if confidence >= _LEAST_CONFIDENCE:
            told.append(FittedOperation(name, float(abs(strength)), confidence, float(np.clip(share, 0, 1))))
    return tuple(sorted(told, key=lambda one: -one.share))


def _sum(columns: Sequence[_Column], strengths: _Vector) -> _Vector:
    total = np.zeros(1)
    for column, strength in zip(columns, strengths, strict=True):
        total = total + strength * column.field
    return total
