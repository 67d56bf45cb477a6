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

from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS, LLW_OPERATIONS
from mirrorppr_desktop.transfer.carry import FaceEdit
from mirrorppr_desktop.transfer.columns import (
    LEAST_STRENGTH,
    PROBE,
    Column,
    Vector,
    column_of,
    left_over,
    solved,
    summed,
    visible,
)
from mirrorppr_desktop.transfer.fitted import FittedOperation
from mirrorppr_desktop.transfer.readings import other_readings

_COARSER = 2.0  # every other node of a measurement tells the strengths as well, at a quarter of the cost
_LEAST_GAIN = 0.12  # of the energy where an operation acts, for it to be taken
_LEAST_LOSS = 0.06  # of the same, for it to be kept
_LEAST_CONFIDENCE = 0.15  # below it an operation stands where others moved the face, and is in the residual anyway
_MOST_OPERATIONS = 10
_REFINEMENTS = 2
_CLEARLY_MORE = 0.75
_NEAR_CENTRE = 1.0  # in units of the face's scale
_CONTRACTION = 0.03  # see _without_contraction
_LIKE_CONTRACTION = (0.1, 1.5)  # times as large: what still counts as that contraction
_AS_WELL = 1.2  # times the energy left over: real contractions leave 1.0 to 1.1, other operations left out 1.3 and more


@dataclass(frozen=True, slots=True)
class Window:
    """Where the measured crop lies: the photo's centre, in pixels of the edit."""

    centre: tuple[float, float]


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
    columns = [column_of(edit, operation, PROBE) for operation in FACE_OPERATIONS]
    columns = [column for column in columns if column.field.any()]
    # Some of the catalogue's operations are nearly sums of others (a wider mouth is a larger one with thin lips). The
    # smaller table is asked first, and the whole one only believed where it explains clearly more.
    small = _fit(edit, [column for column in columns if column.operation in LLW_OPERATIONS], target)
    whole = _fit(edit, columns, target)
    chosen, strengths = whole if left_over(*whole, target) < _CLEARLY_MORE * left_over(*small, target) else small
    if window is not None:
        chosen = _without_contraction(edit, window, chosen, strengths)
        chosen, strengths = _pruned(chosen, solved(chosen, target), target)
    told = _told(chosen, strengths, target)
    others = other_readings(edit, columns, chosen, target)
    return tuple(replace(one, or_else=others.get(one.name, ())) for one in told)


def _fit(edit: FaceEdit, columns: Sequence[Column], target: Vector) -> tuple[list[Column], Vector]:
    """Pursue, then make each field anew at the strength that was found, which it depends on a little."""
    chosen = _pursue(columns, target)
    strengths = solved(chosen, target)
    for _ in range(_REFINEMENTS):
        chosen = [column_of(edit, c.operation, s) for c, s in zip(chosen, strengths, strict=True)]
        strengths = solved(chosen, target)
        chosen, strengths = _pruned(chosen, strengths, target)
    return chosen, strengths


def _pursue(columns: Sequence[Column], target: Vector) -> list[Column]:
    chosen: list[Column] = []
    left = target
    while len(chosen) < _MOST_OPERATIONS:
        best, most = None, 0.0
        for column in columns:
            if any(column is one for one in chosen):
                continue
            strength = float(column.field @ left / (column.field @ column.field))
            energy = float((left[column.acts] ** 2).sum())
            saved = energy - float(((left - strength * column.field)[column.acts] ** 2).sum())
            if visible(column, strength) and saved >= _LEAST_GAIN * energy and saved > most:
                best, most = column, saved
        if best is None:
            break
        chosen.append(best)
        left = target - summed(chosen, solved(chosen, target))
    return _pruned(chosen, solved(chosen, target), target)[0]


def _pruned(columns: Sequence[Column], strengths: Vector, target: Vector) -> tuple[list[Column], Vector]:
    """Leave out, the weakest first, what has become too weak or explains too little beside the others."""
    kept = list(columns)
    while kept:
        losses = []
        whole = target - summed(kept, strengths)
        for i, column in enumerate(kept):
            others = kept[:i] + kept[i + 1 :]
            without = target - summed(others, solved(others, target))
            before, after = (float((one[column.acts] ** 2).sum()) for one in (without, whole))
            losses.append(0.0 if not visible(column, float(strengths[i])) else (before - after) / max(before, 1e-12))
        weakest = int(np.argmin(losses))
        if losses[weakest] >= _LEAST_LOSS:
            break
        del kept[weakest]
        strengths = solved(kept, target)
    return kept, strengths


def _without_contraction(edit: FaceEdit, window: Window, columns: list[Column], strengths: Vector) -> list[Column]:
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
        cleaned = strengths - solved(columns, contraction.reshape(-1))
        kept = [c for c, strength in zip(columns, cleaned, strict=True) if abs(strength) >= LEAST_STRENGTH]
        if not kept:
            return columns
    return kept if len(kept) < len(columns) and _shows_contraction(edit, window, columns, kept) else columns


def _shows_contraction(edit: FaceEdit, window: Window, columns: list[Column], fewer: list[Column]) -> bool:
    """Whether fewer operations with a contraction, of about the known size, account for a motion as well as all do."""
    target = edit.field.vectors.reshape(-1).astype(np.float64)
    contraction = _contraction(edit, window, fewer).reshape(-1)
    matrix = np.stack([*(column.field for column in fewer), contraction], axis=1)
    amounts = np.linalg.lstsq(matrix, target, rcond=None)[0]
    left = float(((target - matrix @ amounts) ** 2).sum())
    like = _LIKE_CONTRACTION[0] < float(amounts[-1]) < _LIKE_CONTRACTION[1]
    return like and left <= _AS_WELL * left_over(columns, solved(columns, target), target)


def _contraction(edit: FaceEdit, window: Window, columns: Sequence[Column]) -> NDArray[np.float64]:
    """Displacement (N, 2) that contracts the picture towards the window's centre where the operations act."""
    mask = np.max([column.mask for column in columns], axis=0)
    return np.asarray(_CONTRACTION * mask[:, None] * (edit.field.node_points() - np.array(window.centre)))


def _told(columns: Sequence[Column], strengths: Vector, target: Vector) -> tuple[FittedOperation, ...]:
    """Each operation with the share of the whole motion that it explains, and how well it does where it acts."""
    whole = float((target**2).sum())
    left = target - summed(columns, strengths)
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
