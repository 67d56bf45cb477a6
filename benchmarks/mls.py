"""MLS on a grid against the dense float64 formula at 1 MP: how far apart, and how much faster.

python benchmarks/mls.py [PORTRAIT ...]    (the astronaut that scikit-image packages, where none is given)
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import skimage.data
from numpy.typing import NDArray

from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.operations import LLW_OPERATIONS, FaceOperation
from mirrorppr_desktop.retouch.simulate import PartWarp, operation_field
from mirrorppr_desktop.subject.find import find

SIDE = 1024
BATCH_ROWS = 64


def dense_mls(
    source: NDArray[np.float64], target: NDArray[np.float64], side: int, softness: float
) -> NDArray[np.float64]:
    """(side, side, 2) positions by (A.1) to (A.3), every pixel, in float64 and without any rearrangement."""
    out = np.empty((side, side, 2))
    for y0 in range(0, side, BATCH_ROWS):
        rows = min(BATCH_ROWS, side - y0)
        x, y = np.meshgrid(np.arange(side, dtype=np.float64), np.arange(y0, y0 + rows, dtype=np.float64))
        v = (x + 1j * y).reshape(-1, 1)
        p, q = source @ [1, 1j], target @ [1, 1j]
        weight = 1 / (np.abs(q - v) ** 2 + softness**2 + 1e-8)  # (N, K)
        total = weight.sum(axis=1, keepdims=True)
        p_mean, q_mean = (
            (weight * p).sum(axis=1, keepdims=True) / total,
            (weight * q).sum(axis=1, keepdims=True) / total,
        )
        p_hat, q_hat = p - p_mean, q - q_mean
        turn = (weight * np.conj(q_hat) * p_hat).sum(axis=1, keepdims=True)
        turn = turn / (weight * np.abs(q_hat) ** 2).sum(axis=1, keepdims=True)
        mapped = p_mean + turn * (v - q_mean)
        out[y0 : y0 + rows] = np.concatenate([mapped.real, mapped.imag], axis=1).reshape(rows, side, 2)
    return out


def portraits(paths: list[str]) -> list[RGB8]:
    """Pictures of about 1 MP, (1024, 1024, 3)."""
    views = [srgb_view(read(Path(path)), SIDE) for path in paths] or [skimage.data.astronaut()[:320, 60:380]]
    return [np.asarray(cv2.resize(view, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)) for view in views]


def main() -> None:
    worst: list[float] = []
    ratios: list[float] = []
    for view in portraits(sys.argv[1:]):
        faces = find(view, (SIDE, SIDE), precise=True).faces
        if not faces:
            print("no face found, passed over", file=sys.stderr)
            continue
        face = max(faces, key=lambda one: one.scale)
        for operation in LLW_OPERATIONS:
            for amount in (1.0, -1.0):
                error, ratio = compare(face.landmarks, operation, amount)
                worst.append(error)
                ratios.append(ratio)
                name = operation.positive if amount > 0 else operation.negative
                print(f"{name:24s} eyes {face.scale:4.0f} px apart: error {error:.3f} px, {ratio:5.0f} times faster")
    print(f"largest error {max(worst):.3f} px; {min(ratios):.0f} to {max(ratios):.0f} times faster", end=", ")
    print(f"median {statistics.median(ratios):.0f}")


def compare(landmarks: NDArray[np.float32], operation: FaceOperation, amount: float) -> tuple[float, float]:
    """Largest distance in pixels between the two, mask included; time of the dense one over the grid's."""
    start = time.perf_counter()
    field = operation_field(landmarks, operation, amount, (SIDE, SIDE))
    x0, y0, x1, y1 = field.box
    region = field.dense(field.box)
    grid_seconds = time.perf_counter() - start
    on_grid = np.zeros((SIDE, SIDE, 2))
    on_grid[y0:y1, x0:x1] = region

    warps = [PartWarp.of(landmarks, part, operation, amount) for part in operation.parts]
    x, y = np.meshgrid(np.arange(SIDE, dtype=np.float32), np.arange(SIDE, dtype=np.float32))
    points = np.column_stack([x.ravel(), y.ravel()])
    exact = np.zeros((SIDE, SIDE, 2))
    dense_seconds = 0.0
    for warp in warps:
        start = time.perf_counter()
        mapped = dense_mls(warp.source, warp.target, SIDE, warp.softness * warp.scale)
        dense_seconds += time.perf_counter() - start
        exact += (mapped - points.reshape(SIDE, SIDE, 2)) * warp.mask(points).reshape(SIDE, SIDE, 1)
    return float(np.abs(on_grid - exact).max()), dense_seconds / grid_seconds


if __name__ == "__main__":
    main()
