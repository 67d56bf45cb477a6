"""The tone change between two pictures of the same scene, so that a colour grade does not read as motion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8

_KNOTS = 33
_SAMPLES = 60_000
_ROUNDS = 8
_PAIRED_SCALE = 12.0  # levels; a residual well beyond this is motion or a local edit, not tone
_VISIBLE_LEVELS = 2.0  # of 255: a smaller change is not worth a sentence
_LEAST_WEIGHT = 30.0  # samples behind a knot for its value to be trusted over its neighbours'


@dataclass(frozen=True, slots=True)
class ToneMatch:
    """A global tone change: a colour matrix, then a curve per channel. Values 0..255.

    matrix: (3, 4), rows R, G, B: out = matrix @ (r, g, b, 1). curves: (3, K) values at K evenly spaced levels.
    """

    matrix: NDArray[np.float64]
    curves: NDArray[np.float64]

    def apply(self, picture: RGB8) -> RGB8:
        """The picture with the tone change made: (H, W, 3) uint8."""
        graded = picture.astype(np.float32) @ self.matrix[:, :3].T.astype(np.float32)
        graded += self.matrix[:, 3].astype(np.float32)
        levels = np.linspace(0, 255, self.curves.shape[1])
        table = np.stack([np.interp(np.arange(256), levels, curve) for curve in self.curves])
        index = np.clip(np.rint(graded), 0, 255).astype(np.uint8)
        out = np.empty_like(picture)
        for channel in range(3):
            out[..., channel] = np.clip(np.rint(table[channel]), 0, 255).astype(np.uint8)[index[..., channel]]
        return out

    @property
    def change(self) -> NDArray[np.float64]:
        """(3, 3) change in levels of R, G, B (columns) for a dark, middle and light grey (rows: 64, 128, 192)."""
        greys = np.array([64.0, 128.0, 192.0])
        graded = greys[:, None] * self.matrix[:, :3].sum(axis=1) + self.matrix[:, 3]
        levels = np.linspace(0, 255, self.curves.shape[1])
        out = np.stack([np.interp(graded[:, c], levels, self.curves[c]) for c in range(3)], axis=1)
        return np.asarray(out - greys[:, None])

    @property
    def words(self) -> str:
        """The change as in "lighter by 4 levels of 255 in the middle tones"; "" where nobody would see it."""
        change = self.change  # (3, 3): dark, middle, light x R, G, B
        words = []
        lighter = float(change[1].mean())
        if abs(lighter) >= _VISIBLE_LEVELS:
            words.append(
                f"{'lighter' if lighter > 0 else 'darker'} by {abs(lighter):.0f} levels of 255 in the middle tones"
            )
        warmer = float(change[1, 0] - change[1, 2])
        if abs(warmer) >= _VISIBLE_LEVELS:
            words.append(f"{'warmer' if warmer > 0 else 'cooler'} by {abs(warmer):.0f} levels")
        contrast = float(change[2].mean() - change[0].mean())
        if abs(contrast) >= 2 * _VISIBLE_LEVELS:
            words.append("more contrast" if contrast > 0 else "less contrast")
        return ", ".join(words)


def fit_tone(before: RGB8, after: RGB8) -> ToneMatch:
    """The tone change that turns `before` into `after`, whatever was moved or painted in parts of the picture.

    Args:
        before: (H, W, 3) sRGB.
        after: (H, W, 3) of the same size and scene.
    """
    count = before.shape[0] * before.shape[1]
    stride = max(1, count // _SAMPLES)
    a = before.reshape(-1, 3)[::stride].astype(np.float64)
    b = after.reshape(-1, 3)[::stride].astype(np.float64)
    design = np.column_stack([a, np.full(len(a), 255.0)])  # the offset in units of white keeps the ridge meaningful
    weight = np.ones(len(a))
    # A ridge towards "no change" decides what a picture without colours leaves open.
    ridge = 1e-4 * len(a) * 255.0**2 * np.eye(4)
    prior = np.vstack([np.eye(3), np.zeros(3)])
    solution = prior
    for _ in range(_ROUNDS):
        gram = (design * weight[:, None]).T @ design + ridge
        solution = np.linalg.solve(gram, (design * weight[:, None]).T @ b + ridge @ prior)
        residual = np.abs(b - design @ solution).max(axis=1)
        scale = max(1.0, 2.0 * float(np.median(residual)))
        weight = (scale**2 / (scale**2 + residual**2)) ** 2
    matrix = np.column_stack([solution[:3].T, solution[3] * 255.0])
    graded = np.clip(design @ solution, 0, 255)
    curves = np.stack([_fit_curve(graded[:, c], b[:, c]) for c in range(3)])
    return ToneMatch(matrix, curves)


def _fit_curve(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """(K,) monotone curve through the robust mean of y - x around each level; the identity where nothing is known."""
    levels = np.linspace(0, 255, _KNOTS)
    spacing = levels[1]
    offset, known = np.zeros(_KNOTS), np.zeros(_KNOTS)
    for k, level in enumerate(levels):
        near = np.abs(x - level) < spacing
        weight = 1 - np.abs(x[near] - level) / spacing
        difference = y[near] - x[near]
        if len(difference) == 0:
            continue
        weight = weight * (_PAIRED_SCALE**2 / (_PAIRED_SCALE**2 + (difference - np.median(difference)) ** 2)) ** 2
        known[k] = weight.sum()
        offset[k] = float((weight * difference).sum() / max(known[k], 1e-9))
    trust = known / (known + _LEAST_WEIGHT)
    smooth = np.convolve(np.pad(offset * trust, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
    return np.maximum.accumulate(np.clip(levels + smooth, 0, 255))
