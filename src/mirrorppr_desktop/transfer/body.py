"""Body operations of an exemplar pair, read from the motion that was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import OperationUnavailable
from mirrorppr_desktop.retouch.background import Background
from mirrorppr_desktop.retouch.body_frame import BodyFrame, body_scale
from mirrorppr_desktop.retouch.body_operations import BODY_OPERATIONS, BodyOperation, Loose
from mirrorppr_desktop.retouch.lobes import Lobe, motions
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.landmarks import FACE_OVAL, MESH_POINTS
from mirrorppr_desktop.subject.subject import Subject
from mirrorppr_desktop.transfer.fitted import FittedOperation

_NODES_PER_SCALE = 8
_FACE_REACH = 0.25  # of a face edit beyond the face oval, in face scales
_LEAST_ENERGY = 2e-4  # see _Motion; motions that were none of the body's had half as much
_LEAST_GAIN = 0.08  # of the body's motion, for one more operation
_MOST_OPERATIONS = 3
_LEAST_STRENGTH = 0.12
_LEAST_LIKENESS = 0.5  # cosine between the motion and the operation, where the operation moves
_LOOSE_GRIDS = ((-1.0, -0.5, 0.0, 0.5, 1.0), (-0.25, 0.0, 0.25))  # of what a point may be off: coarse, then fine
_OUTSTANDING = 0.4  # of the largest: parts of the body that move less say nothing about the strength

_Rows = NDArray[np.float64]  # (2 N,), x and y of the motion at the nodes, times the square root of their weight


def fit_body(
    vectors: NDArray[np.float32], subject: Subject, confidence: NDArray[np.float32] | None = None
) -> tuple[FittedOperation, ...]:
    """Name the body operations of a measured motion.

    One visible limb stands for all of its kind: retouchers slim both arms.

    Args:
        vectors: (H, W, 2) backward displacement of the whole picture, drift removed, zero where nothing moved.
        subject: in pixels of that picture.
        confidence: (H, W) 0..1 of the vectors; all alike where it is None.

    Returns:
        the operations in the order of the catalogue; none where the body did not move or shows no body.
    """
    if subject.body is None:
        return ()
    motion = _Motion.of(vectors, subject, confidence)
    if motion.energy < _LEAST_ENERGY:
        return ()
    candidates = _candidates(motion, BodyFrame.of(subject.body, motion.scale, subject.size))
    chosen: list[_Candidate] = []
    rest = motion.rows
    total = float(rest @ rest)
    while len(chosen) < _MOST_OPERATIONS:
        gains = {i: one.gain(rest) / total for i, one in enumerate(candidates) if one not in chosen}
        best = max(gains, key=lambda i: gains[i], default=None)
        if best is None or gains[best] < _LEAST_GAIN:
            break
        chosen.append(candidates[best])
        rest = motion.rows - _explained(chosen, motion.rows)
    return _fitted(chosen, motion.rows)


def moves_body(vectors: NDArray[np.float32], subject: Subject, confidence: NDArray[np.float32] | None = None) -> bool:
    """Whether a measured motion moves more beyond the faces than noise does, named or not; see `fit_body`."""
    return _Motion.of(vectors, subject, confidence).energy >= _LEAST_ENERGY


@dataclass(frozen=True, slots=True)
class _Motion:
    """What moved, forward, at nodes outside of the face.

    nodes: (N, 2) positions. weight: (N,) square root of how far each vector counts. rows: the weighted motion.
    energy: mean square of the motion over one square scale, in scales. scale: the body's unit of length, in pixels.
    fade: (N,) what this program leaves of a motion in the background; 1 where the silhouette is not known.
    """

    nodes: NDArray[np.float64]
    weight: NDArray[np.float64]
    rows: _Rows
    energy: float
    scale: float
    fade: NDArray[np.float64]

    @classmethod
    def of(cls, vectors: NDArray[np.float32], subject: Subject, confidence: NDArray[np.float32] | None) -> _Motion:
        height, width = vectors.shape[:2]
        scale = body_scale(subject)
        step = max(1.5, scale / _NODES_PER_SCALE)
        grid = WarpField.over((0, 0, width - 1, height - 1), step, (width, height))
        nodes = grid.node_points().reshape(*grid.vectors.shape)
        smooth = cv2.GaussianBlur(vectors, (0, 0), step / 3)
        forward = grid.with_vectors(_at(smooth, nodes)).inverted().vectors.reshape(-1, 2).astype(np.float64)
        counts = _at(_off_faces(subject, (height, width)), nodes).ravel()
        # A place without texture shows no motion whether it moved or not.
        sure = np.ones(len(counts)) if confidence is None else 0.1 + 0.9 * _at(confidence, nodes).ravel()
        kept = counts > 0.5
        forward, weight = forward[kept], np.sqrt(sure[kept])
        energy = float((forward**2).sum()) * step**2 / scale**4
        rows = (forward * weight[:, None]).ravel()
        background = Background.of(subject)
        fade = np.ones(len(weight)) if background is None else background.fade(grid, scale)[kept]
        return cls(nodes.reshape(-1, 2)[kept].astype(np.float64), weight, rows, energy, scale, fade)

    def rows_of(self, lobes: Sequence[Lobe]) -> NDArray[np.float64]:
        """The weighted motion of each of the lobes, (P, 2 N)."""
        moved = motions(lobes, self.nodes) * self.weight[:, None]
        return np.asarray(moved.reshape(len(lobes), -1))


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """An operation as this body would show it: the motion of each of its parts at strength 1, (P, 2 N)."""

    operation: BodyOperation
    parts: NDArray[np.float64]

    @classmethod
    def of(cls, motion: _Motion, frame: BodyFrame, operation: BodyOperation) -> _Candidate | None:
        """None where the body does not show what the operation moves."""
        try:
            lobes = operation.lobes(frame, operation)
        except OperationUnavailable:
            return None
        parts = motion.rows_of(lobes)
        visible = parts.any(axis=1)
        return cls(operation, parts[visible]) if visible.any() else None

    def amount(self, rest: _Rows) -> float:
        """Signed strength that explains `rest` best; 0 in a direction that the operation does not have.

        Fitted to the parts that move: the others are hidden, or were overlooked by the retoucher.
        """
        whole = self.whole(rest)
        energy = float(whole @ whole)
        amount = float(whole @ rest) / energy if energy > 0 else 0.0
        return amount if amount > 0 or self.operation.negative is not None else 0.0

    def whole(self, rest: _Rows) -> _Rows:
        """The motion at strength 1 of the parts that move."""
        amounts = self.parts @ rest / (self.parts**2).sum(axis=1)
        towards = amounts[np.abs(amounts).argmax()]
        return np.asarray(self.parts[amounts * np.sign(towards) > _OUTSTANDING * abs(towards)].sum(axis=0))

    def gain(self, rest: _Rows) -> float:
        """Energy of `rest` that the operation explains; 0 where it is too weak or too unlike."""
        amount = self.amount(rest)
        if abs(amount) < _LEAST_STRENGTH or self.likeness(rest) < _LEAST_LIKENESS:
            return 0.0
        return self.explained(rest)

    def explained(self, rest: _Rows) -> float:
        """Energy of `rest` that the operation explains."""
        left = rest - self.amount(rest) * self.whole(rest)
        return float(rest @ rest) - float(left @ left)

    def likeness(self, rest: _Rows) -> float:
        """Cosine between the operation and the motion where it moves, 0..1."""
        whole = self.whole(rest)
        length = np.hypot(whole[0::2], whole[1::2])
        there = np.repeat(length > 0.1 * max(length.max(), 1e-9), 2)
        norm = float(np.sqrt((whole[there] ** 2).sum() * (rest[there] ** 2).sum()))
        return abs(float(whole[there] @ rest[there])) / norm if norm > 0 else 0.0


def _candidates(motion: _Motion, frame: BodyFrame) -> list[_Candidate]:
    """The operations that this body can show within the nodes, each where it fits the motion best.

    Body points are off by some percent, and a retoucher goes by what he sees: a strength that is read at the wrong
    place is too small.
    """
    found: list[_Candidate] = []
    for operation in BODY_OPERATIONS:
        best = _Candidate.of(motion, frame, operation)
        if best is None:
            continue
        placed = frame
        for loose, grid in product(operation.loose, _LOOSE_GRIDS):
            nearer = placed
            for points in _moved_points(placed, loose, grid):
                other = replace(placed, points=points)
                candidate = _Candidate.of(motion, other, operation)
                if candidate is not None and candidate.explained(motion.rows) > best.explained(motion.rows):
                    best, nearer = candidate, other
            placed = nearer
        # A retoucher's brush moves the background along; what this program made fades out there.
        faded = replace(best, parts=best.parts * np.repeat(motion.fade, 2))
        found.append(faded if faded.explained(motion.rows) > best.explained(motion.rows) else best)
    return found


def _moved_points(frame: BodyFrame, loose: Loose, grid: tuple[float, ...]) -> list[NDArray[np.float64]]:
    """The body's points (33, 2) with the loose ones moved over a grid of places around where they are."""
    moved: list[NDArray[np.float64]] = []
    for along, across in product(grid, grid):
        points = frame.points.copy()
        shift = along * loose.along * frame.down + across * loose.across * frame.left
        points[list(loose.points)] += frame.scale * shift
        moved.append(points)
    return moved


def _explained(chosen: Sequence[_Candidate], rows: _Rows) -> _Rows:
    """The part of a motion that the chosen operations explain together."""
    amounts = _amounts(chosen, rows)
    return np.asarray(np.sum([a * one.whole(rows) for a, one in zip(amounts, chosen, strict=True)], axis=0))


def _amounts(chosen: Sequence[_Candidate], rows: _Rows) -> list[float]:
    """Signed strengths: each fitted to what the others leave, a few rounds."""
    amounts = [0.0] * len(chosen)
    for _ in range(6):
        for i, one in enumerate(chosen):
            others = [a * o.whole(rows) for k, (a, o) in enumerate(zip(amounts, chosen, strict=True)) if k != i]
            amounts[i] = one.amount(rows - np.sum(others, axis=0) if others else rows)
    return amounts


def _fitted(chosen: Sequence[_Candidate], rows: _Rows) -> tuple[FittedOperation, ...]:
    total = float(rows @ rows)
    amounts = _amounts(chosen, rows)
    moved = [a * one.whole(rows) for a, one in zip(amounts, chosen, strict=True)]
    fitted: list[tuple[int, FittedOperation]] = []
    for i, (one, amount) in enumerate(zip(chosen, amounts, strict=True)):
        name = one.operation.positive if amount > 0 else one.operation.negative
        if abs(amount) < _LEAST_STRENGTH or name is None:
            continue
        rest = rows - np.sum([m for k, m in enumerate(moved) if k != i], axis=0)
        left = rest - moved[i]
        share = max(0.0, float(rest @ rest) - float(left @ left)) / total
        confidence = min(1.0, one.likeness(rest))
        place = BODY_OPERATIONS.index(one.operation)
        fitted.append((place, FittedOperation(name, abs(amount), confidence, min(1.0, share))))
    return tuple(one for _, one in sorted(fitted, key=lambda pair: pair[0]))


def _off_faces(subject: Subject, shape: tuple[int, int]) -> NDArray[np.float32]:
    """(H, W) 0 on and around the faces, 1 elsewhere."""
    outside = np.full(shape, 255, np.uint8)
    nearest = np.ones(shape, np.float32)
    for face in subject.faces:
        outside[:] = 255
        oval = face.landmarks[:MESH_POINTS][list(FACE_OVAL)]
        cv2.fillPoly(outside, [np.rint(oval).astype(np.int32)], 0)
        near = cv2.distanceTransform(outside, cv2.DIST_L2, 5) <= _FACE_REACH * face.scale
        nearest[near] = 0
    return nearest


def _at(picture: NDArray[np.float32], nodes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Values of a picture at nodes (rows, columns, 2); zero outside."""
    return np.asarray(
        cv2.remap(picture, nodes[..., 0], nodes[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    )
