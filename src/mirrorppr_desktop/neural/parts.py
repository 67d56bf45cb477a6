"""A displacement of a whole picture, told as the parts of a retouch: each face, and all the rest."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.measure.flow import sample
from mirrorppr_desktop.measure.region import near_face
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Face, Subject

Dense = NDArray[np.float32]  # (H, W, 2), x then y
Mask = NDArray[np.float32]  # (H, W), 0..1

_STILL_PX = 0.05  # what moves less does not move
_NODES_PER_FACE_SCALE = 44
_STEP_PX = 3.0  # of the field of the rest
_LEAST_STEP_PX = 1.5
_MOST_NODES = 256  # along a side of a field
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class PartField:
    """What moved in one part. face: its number, None for the rest. share: (H, W) how far a pixel belongs to it."""

    face: int | None
    field: WarpField
    share: Mask


def parts_of(vectors: Dense, subject: Subject, *, beyond: bool = True) -> tuple[PartField, ...]:
    """Divide a displacement into parts that give it back when they are performed in their order: the rest, then faces.

    Args:
        vectors: (H, W, 2) backward displacement of every pixel.
        subject: in pixels of that picture.
        beyond: whether what moves beyond the faces is a part as well.

    Returns:
        the parts in which something moves.
    """
    shares = _shares(vectors.shape, subject.faces)
    whole = np.ones(vectors.shape[:2], np.float32)
    rest = (np.maximum(0, whole - np.sum(shares, axis=0)) if shares else whole) * np.float32(beyond)
    found: list[PartField] = []
    done = vectors * rest[..., None]  # what the parts so far make together
    kept = _gridded(done, _STEP_PX)
    if kept is not None:
        found.append(PartField(None, kept, rest))
    reached = rest
    for face, share in zip(subject.faces, shares, strict=True):
        reached = reached + share
        wanted = vectors * reached[..., None]
        own = wanted - done
        for _ in range(_ROUNDS):  # the rest is performed first, and is looked at where the face was moved from
            own = wanted - _shifted(done, own)
        kept = _gridded(own, face.scale / _NODES_PER_FACE_SCALE)
        if kept is not None:
            found.append(PartField(face.number, kept, share))
            done = wanted
    return tuple(found)


def _shares(shape: tuple[int, ...], faces: tuple[Face, ...]) -> list[Mask]:
    """(H, W) for each face; where faces meet, a pixel is divided between them."""
    near = [near_face(face.landmarks, face.scale, shape) for face in faces]
    if not near:
        return []
    total = np.maximum(1, np.sum(near, axis=0))
    return [np.asarray(one / total, np.float32) for one in near]


def _shifted(vectors: Dense, by: Dense) -> Dense:
    """vectors(p + by(p)); an axis at a time, since there is one map for both."""
    return np.stack([sample(np.ascontiguousarray(vectors[..., axis]), by) for axis in range(2)], axis=-1)


def _gridded(vectors: Dense, step: float) -> WarpField | None:
    """The field on nodes around what moves; None where nothing does."""
    height, width = vectors.shape[:2]
    moved = np.hypot(vectors[..., 0], vectors[..., 1]) > _STILL_PX
    if not moved.any():
        return None
    columns, rows = (np.flatnonzero(moved.any(axis=axis)) for axis in range(2))
    box = (float(columns[0]), float(rows[0]), float(columns[-1]), float(rows[-1]))
    step = max(step, _LEAST_STEP_PX, max(box[2] - box[0], box[3] - box[1]) / _MOST_NODES)
    grid = WarpField.over(box, step, (width, height))
    smooth = cv2.GaussianBlur(vectors, (0, 0), max(0.5, step / 3))
    nodes = grid.node_points().reshape(*grid.vectors.shape)
    at_nodes = cv2.remap(smooth, nodes[..., 0], nodes[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return grid.with_vectors(_ending(at_nodes))


def _ending(vectors: Dense) -> Dense:
    """The outermost nodes do not move, so that a field ends without a seam."""
    out = np.array(vectors, np.float32)
    out[[0, -1]] = 0
    out[:, [0, -1]] = 0
    return out
