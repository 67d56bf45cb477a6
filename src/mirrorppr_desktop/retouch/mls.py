"""Similarity moving least squares: the smooth backward mapping that takes control points where they should go."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import DegenerateControlPoints
from mirrorppr_desktop.photo.photo import Points

_EPSILON = 1e-8
_BATCH = 65_536  # points at a time: weights of 100 control points then take 52 MB


def similarity_mls(
    points: NDArray[np.floating[Any]],
    source: NDArray[np.floating[Any]],
    target: NDArray[np.floating[Any]],
    alpha: float = 1.0,
    softness: float = 0.0,
) -> Points:
    """Map `points` by similarity moving least squares.

    In complex numbers, with weights w_i = 1 / (|q_i - v|^(2 alpha) + eps) and q^, p^ relative to the weighted means:
    f(v) = p* + z (v - q*), z = sum w conj(q^) p^ / sum w |q^|^2. The sums expand into one product of the weights with
    the columns 1, q, p, conj(q) p, |q|^2.

    Args:
        points: (N, 2), x then y, in pixels of the target grid.
        source: (K, 2) control points before the move, K >= 2.
        target: (K, 2) the same points after it.
        alpha: distance attenuation; larger keeps the deformation closer to the control points.
        softness: distance in pixels within which a control point no longer gains weight. 0 takes each control point
            exactly where it should go; more lets neighbours share in it, so that none of them sticks out.

    Returns:
        (N, 2) float32 positions in the source image (backward mapping).

    Raises:
        DegenerateControlPoints: fewer than two distinct control points.

    Source: Schaefer et al. 2006, section 2.2; MirrorPPR (A.1)-(A.3).
    """
    if len(source) != len(target) or len(np.unique(np.asarray(target), axis=0)) < 2:
        raise DegenerateControlPoints(
            f"{len(target)} control points do not fix a deformation; two distinct ones are needed"
        )
    centre = np.asarray(target, np.float64).mean(axis=0)  # small numbers keep the expanded sums exact
    p, q = _complex(source - centre), _complex(target - centre)
    cross = np.conj(q) * p
    columns = np.column_stack([np.ones(len(q)), q.real, q.imag, p.real, p.imag, cross.real, cross.imag, np.abs(q) ** 2])
    out = np.empty((len(points), 2), np.float32)
    for start in range(0, len(points), _BATCH):
        batch = slice(start, start + _BATCH)
        v = _complex(np.asarray(points[batch], np.float64) - centre)
        mapped = _map(v, q, columns, alpha, softness)
        out[batch, 0], out[batch, 1] = mapped.real + centre[0], mapped.imag + centre[1]
    return out


def _map(
    v: NDArray[np.complex128], q: NDArray[np.complex128], columns: NDArray[np.float64], alpha: float, softness: float
) -> NDArray[np.complex128]:
    squared = (v.real[:, None] - q.real) ** 2 + (v.imag[:, None] - q.imag) ** 2 + softness**2  # (N, K)
    weights = 1.0 / ((squared if alpha == 1 else squared**alpha) + _EPSILON)
    sums = weights @ columns  # (N, 8)
    total = sums[:, 0]
    q_mean = (sums[:, 1] + 1j * sums[:, 2]) / total
    p_mean = (sums[:, 3] + 1j * sums[:, 4]) / total
    numerator = (sums[:, 5] + 1j * sums[:, 6]) - total * np.conj(q_mean) * p_mean
    spread = sums[:, 7] - total * np.abs(q_mean) ** 2
    z = numerator / np.maximum(spread, _EPSILON)
    return np.asarray(p_mean + z * (v - q_mean))


def _complex(points: NDArray[np.floating[Any]]) -> NDArray[np.complex128]:
    return np.asarray(points[:, 0] + 1j * points[:, 1], np.complex128)
