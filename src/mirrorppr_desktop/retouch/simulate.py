"""Landmark-guided local warping (LLW): named operations performed on a face as warp fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points, Size
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.mls import similarity_mls
from mirrorppr_desktop.retouch.operations import LLW_OPERATIONS, Part, find_operation
from mirrorppr_desktop.retouch.retouch import FaceRetouch, OperationStrength
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Face

_LEAST_SPACING = 0.065  # of moving points, in units of the face's scale
NODES_PER_FACE_SCALE = 144  # keeps the field within 0.05 px of the dense formula; see benchmarks/mls.py


def simulate(face: Face, operations: Iterable[OperationStrength], size: Size) -> FaceRetouch:
    """Perform operations on a face, in the order of the catalogue, each on the landmarks that the earlier ones moved.

    Args:
        face: in pixels of `size`.
        operations: directed names with strengths.
        size: of the photo.

    Raises:
        UnknownOperation: no operation of that name.
    """
    asked = tuple(operations)
    amounts: dict[str, float] = {}
    for one in asked:
        operation, sign = find_operation(one.name)
        amounts[operation.positive] = amounts.get(operation.positive, 0.0) + sign * one.strength
    landmarks = face.landmarks
    field: WarpField | None = None
    for operation in LLW_OPERATIONS:
        amount = amounts.get(operation.positive, 0.0) * operation.amplitude
        if amount == 0:
            continue
        for part in operation.parts:
            frame = FaceFrame.of(landmarks)
            moving = landmarks[list(part.moving)].astype(np.float64)
            moved = moving + amount * operation.motion(frame, landmarks, moving)
            one_field = part_field(landmarks, part, moved, size)
            landmarks = (landmarks + one_field.inverted().sample(landmarks)).astype(np.float32)
            field = one_field if field is None else field.then(one_field)
    if field is None:
        field = WarpField.over(face.box, face.scale, size)
    return FaceRetouch(face.number, field, asked)


def part_field(landmarks: Points, part: Part, moved: NDArray[np.float64], size: Size) -> WarpField:
    """The backward field of one part whose moving points go to `moved`, (len(part.moving), 2).

    The feathered mask M of (A.4) scales the displacement instead of blending two pictures: inside and outside of the
    feather the two are the same, and within it nothing is seen double.
    """
    warp = PartWarp.of(landmarks, part, moved)
    x0, y0 = warp.hull.min(axis=0) - part.feather[1] * warp.scale
    x1, y1 = warp.hull.max(axis=0) + part.feather[1] * warp.scale
    grid = WarpField.over((float(x0), float(y0), float(x1), float(y1)), warp.scale / NODES_PER_FACE_SCALE, size)
    return grid.with_vectors(warp.displacement(grid.node_points()))


@dataclass(frozen=True, slots=True)
class PartWarp:
    """The exact deformation of one part: control points before and after, (K, 2), and the hull of its mask.

    scale: the face's unit of length, in pixels. feather: as in `Part`.
    """

    source: NDArray[np.float64]
    target: NDArray[np.float64]
    hull: Points
    feather: tuple[float, float]
    scale: float

    @classmethod
    def of(cls, landmarks: Points, part: Part, moved: NDArray[np.float64]) -> PartWarp:
        """Control points of a part: what moves, thinned out, and the anchors that lie outside of the mask."""
        scale = FaceFrame.of(landmarks).scale
        moving = landmarks[list(part.moving)].astype(np.float64)
        hull = cv2.convexHull(np.vstack([moving, moved]).astype(np.float32))[:, 0]
        anchors = landmarks[list(part.anchors)].astype(np.float64)
        # Within the feather the mask already holds the picture still; an anchor there would only tear at what moves.
        anchors = anchors[_signed_distance(anchors.astype(np.float32), hull) > part.feather[1] * scale]
        kept = _spread_out(moving, _LEAST_SPACING * scale)
        return cls(np.vstack([moving[kept], anchors]), np.vstack([moved[kept], anchors]), hull, part.feather, scale)

    def displacement(self, points: Points) -> NDArray[np.float32]:
        """Backward displacement (N, 2) at any points, by the dense formula."""
        low, high = self.feather
        t = np.clip((_signed_distance(points, self.hull) / self.scale - low) / (high - low), 0, 1)
        mask = 1 - t * t * (3 - 2 * t)
        inside = mask > 0
        vectors = np.zeros((len(points), 2), np.float32)
        mapped = similarity_mls(points[inside], self.source, self.target)
        vectors[inside] = (mapped - points[inside]) * mask[inside, None]
        return vectors


def _spread_out(points: NDArray[np.float64], least_px: float) -> list[int]:
    """Indices of points at least `least_px` from every earlier one: crowded control points make the field ripple."""
    kept: list[int] = []
    for i, point in enumerate(points):
        if all(np.hypot(*(point - points[k])) >= least_px for k in kept):
            kept.append(i)
    return kept


def _signed_distance(points: Points, hull: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Distance (N,) of points to a convex polygon (K, 2), negative inside."""
    start, end = hull.astype(np.float64), np.roll(hull.astype(np.float64), -1, axis=0)
    edge = end - start
    relative = points[:, None].astype(np.float64) - start  # (N, K, 2)
    along = np.clip((relative * edge).sum(axis=2) / np.maximum((edge**2).sum(axis=1), 1e-12), 0, 1)
    nearest = np.hypot(*np.moveaxis(relative - along[..., None] * edge, 2, 0)).min(axis=1)
    cross = edge[:, 0] * relative[..., 1] - edge[:, 1] * relative[..., 0]
    inside = (cross >= 0).all(axis=1) | (cross <= 0).all(axis=1)
    return np.where(inside, -nearest, nearest)
