"""Drift: the small shift or stretch between the pictures of a pair that no one meant: not part of the edit."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_UNCHANGED = 0.97  # of a 9 x 9 neighbourhood
_MOSTLY_UNCHANGED = 0.80  # of the picture: what moved is an edit, not a drift
_LINE_CHANGED = 0.02
_LEAST_DRIFT_PX = 0.15
_ROUNDS = 40
_STEP_PX = 4
_TEXTURE_CAP = 40.0

Field = NDArray[np.float32]  # (H, W, 2)


@dataclass(frozen=True, slots=True)
class Drift:
    """An affine displacement d(p) = affine @ (x, y, 1) inside `box` (x0, y0, x1, y1), nothing outside of it.

    Many tools work in a window and paste it back, so the drift of a pair may end at a rectangle.
    """

    affine: NDArray[np.float64]  # (2, 3)
    box: tuple[int, int, int, int]

    @property
    def largest_px(self) -> float:
        """Longest displacement over the box; an affine one is longest at a corner."""
        x0, y0, x1, y1 = self.box
        corners = np.array([[x, y, 1.0] for x in (x0, x1 - 1) for y in (y0, y1 - 1)])
        return float(np.hypot(*(corners @ self.affine.T).T).max())

    def dense(self, shape: tuple[int, int]) -> Field:
        """(H, W, 2) displacement of every pixel."""
        field = np.zeros((*shape, 2), np.float32)
        x0, y0, x1, y1 = self.box
        x, y = np.meshgrid(np.arange(x0, x1, dtype=np.float32), np.arange(y0, y1, dtype=np.float32))
        a = self.affine.astype(np.float32)
        field[y0:y1, x0:x1, 0] = a[0, 0] * x + a[0, 1] * y + a[0, 2]
        field[y0:y1, x0:x1, 1] = a[1, 0] * x + a[1, 1] * y + a[1, 2]
        return field


def unchanged_mask(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """(H, W) where the neighbourhood is equal to the last bit: known to be left alone, not estimated."""
    equal = (before == after).all(axis=2).astype(np.float32)
    return np.asarray(cv2.blur(equal, (9, 9)) > _UNCHANGED)


def fit_drift(field: Field, texture: NDArray[np.float32], unchanged: NDArray[np.bool_]) -> Drift:
    """Robust affine part of a displacement field; zero where it stays below a sixth of a pixel.

    Args:
        field: (H, W, 2) measured displacement.
        texture: (H, W) RMS gradient in levels per pixel: where motion can be seen.
        unchanged: (H, W) from `unchanged_mask`.
    """
    height, width = unchanged.shape
    nothing = Drift(np.zeros((2, 3)), (0, 0, width, height))
    if unchanged.mean() > _MOSTLY_UNCHANGED:
        return nothing
    columns = np.flatnonzero((~unchanged).mean(axis=0) > _LINE_CHANGED)
    rows = np.flatnonzero((~unchanged).mean(axis=1) > _LINE_CHANGED)
    if len(columns) < 2 or len(rows) < 2:
        return nothing
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    ys, xs = np.mgrid[box[1] : box[3] : _STEP_PX, box[0] : box[2] : _STEP_PX]
    ys, xs = ys.ravel(), xs.ravel()
    moved = field[ys, xs].astype(np.float64)  # (N, 2)
    weight = np.minimum(texture[ys, xs], _TEXTURE_CAP).astype(np.float64)
    affine = _robust_affine(xs, ys, moved, weight)
    drift = Drift(affine, box)
    return drift if drift.largest_px >= _LEAST_DRIFT_PX else nothing


def _robust_affine(
    x: NDArray[np.int_], y: NDArray[np.int_], moved: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(2, 3) by reweighted least squares; the scale shrinks, so that an edit of a few pixels loses its say."""
    scale_xy = max(float(np.ptp(x)), float(np.ptp(y)), 1.0)
    design = np.column_stack([x / scale_xy, y / scale_xy, np.ones(len(x))])
    affine = np.zeros((2, 3))
    for k in range(_ROUNDS):
        s = 2.0 * (0.12 / 2.0) ** (k / (_ROUNDS - 1))
        residual = ((moved - design @ affine.T) ** 2).sum(axis=1)
        w = weight * (s**2 / (s**2 + residual)) ** 2
        gram = (design * w[:, None]).T @ design + 1e-9 * np.eye(3)
        affine = np.linalg.solve(gram, (design * w[:, None]).T @ moved).T
    return np.asarray(affine / [scale_xy, scale_xy, 1.0])
