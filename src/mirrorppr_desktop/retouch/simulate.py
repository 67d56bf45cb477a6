"""Named operations performed on a face, by landmark-guided local warping (LLW), or on a body, as warp fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import OperationUnavailable, UnknownOperation
from mirrorppr_desktop.photo.photo import Points, Size
from mirrorppr_desktop.retouch.background import Background
from mirrorppr_desktop.retouch.body_frame import body_scale
from mirrorppr_desktop.retouch.body_operations import BodyOperation, body_operation_field
from mirrorppr_desktop.retouch.catalogue import CATALOGUE, Operation, directed_name, find_operation
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.mls import similarity_mls
from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS, FaceOperation, Part
from mirrorppr_desktop.retouch.retouch import OperationRetouch, OperationStrength, PartRetouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.landmarks import mirror_index
from mirrorppr_desktop.subject.subject import Face, Subject

# A feather is at least so many times as wide as the farthest move: smoothstep falls 1.5 times as steeply as a line, and
# three quarters of that still leave a quarter of the picture's area where it is pressed together most.
_STEEPEST = 1.5 / 0.75
_INVERSE_ROUNDS = 20
_SETTLED_PX = 1e-3
NODES_PER_SPACING = (
    9.36  # of control points: keeps the field within 0.05 px of the dense formula; see benchmarks/mls.py
)


def simulate(face: Face, operations: Iterable[OperationStrength], size: Size) -> PartRetouch:
    """Perform operations on a face, in the order of the catalogue, each on the landmarks that the earlier ones moved.

    Args:
        face: in pixels of `size`.
        operations: directed names with strengths; the two directions of an operation cancel each other.
        size: of the photo.

    Raises:
        UnknownOperation: no operation of that name.
        OperationUnavailable: one that is the body's, or that a profile cannot take.
    """
    amounts = _amounts(operations)
    for operation, amount in amounts.items():
        if not isinstance(operation, FaceOperation):
            name = directed_name(operation, amount or 1.0)
            raise OperationUnavailable(f"{name}: it is an operation of the body, not of a face")
    landmarks = face.landmarks
    performed: list[OperationRetouch] = []
    for operation in FACE_OPERATIONS:
        amount = amounts.get(operation, 0.0)
        if amount == 0:
            continue
        field = operation_field(landmarks, operation, amount, size)
        landmarks = carried(landmarks, field)
        strength = abs(amount)
        performed.append(OperationRetouch(directed_name(operation, amount), strength, field.scaled(1 / strength)))
    return PartRetouch(face.number, tuple(performed))


def simulate_body(subject: Subject, operations: Iterable[OperationStrength], size: Size) -> PartRetouch:
    """Perform body operations, in the order of the catalogue, each on the body as it was found.

    So moving one slider changes the field of one operation only.

    Args:
        subject: in pixels of `size`; with its silhouette, the motion fades out in the background.
        operations: directed names with strengths; the two directions of an operation cancel each other.
        size: of the photo.

    Raises:
        UnknownOperation: no operation of that name.
        OperationUnavailable: one that is a face's; no body was found, or it does not show what is to be moved.
    """
    amounts = _amounts(operations)
    background = Background.of(subject)
    performed: list[OperationRetouch] = []
    for operation in sorted(amounts, key=CATALOGUE.index):
        amount = amounts[operation]
        name = operation.positive if amount > 0 else operation.negative
        if amount == 0 or name is None:  # an operation of one direction is not turned round
            continue
        if not isinstance(operation, BodyOperation):
            raise OperationUnavailable(f"{name}: it is an operation of a face, not of the body")
        if subject.body is None:
            raise OperationUnavailable(f"{name}: no body was found")
        try:
            scale = body_scale(subject)
            field = body_operation_field(subject.body, scale, operation, amount, size, background=background)
        except OperationUnavailable as error:
            raise OperationUnavailable(f"{name}: {error}") from error
        performed.append(OperationRetouch(name, abs(amount), field.scaled(1 / abs(amount))))
    return PartRetouch(None, tuple(performed))


def renewed(part: PartRetouch, face: Face, changed: OperationStrength, size: Size) -> PartRetouch:
    """The part with one of its operations at another strength, that one's field made anew; for a slider that moves.

    The fields of the others stay: those of later operations were made for landmarks that an edit of a few percent
    hardly moves.

    Args:
        part: of `face`, as `simulate` yields it.
        face: in pixels of `size`.
        changed: an operation that the part holds, in its own spelling, with its new strength.
        size: of the photo.

    Raises:
        UnknownOperation: the part holds no operation of that name.
    """
    names = [one.name for one in part.operations]
    if changed.name not in names:
        raise UnknownOperation(f"{changed.name} is none of the operations that are performed on face {part.face}")
    place = names.index(changed.name)
    landmarks = face.landmarks
    for one in part.operations[:place]:
        landmarks = carried(landmarks, one.field.scaled(one.strength))
    operation, sign = find_operation(changed.name)
    fresh = replace(part.operations[place], strength=changed.strength)
    if isinstance(operation, FaceOperation) and changed.strength > 0:
        field = operation_field(landmarks, operation, sign * changed.strength, size)
        fresh = replace(fresh, field=field.scaled(1 / changed.strength))
    return replace(part, operations=(*part.operations[:place], fresh, *part.operations[place + 1 :]))


def _amounts(operations: Iterable[OperationStrength]) -> dict[Operation, float]:
    """The signed strength of each operation that is named, opposite directions added up.

    Raises:
        UnknownOperation: no operation of that name.
    """
    amounts: dict[Operation, float] = {}
    for one in operations:
        operation, sign = find_operation(one.name)
        amounts[operation] = amounts.get(operation, 0.0) + sign * one.strength
    return amounts


def carried(points: Points, field: WarpField) -> Points:
    """Where a field takes points of the picture, (N, 2): the inverse of its displacement, at these points alone."""
    forward = -field.sample(points)
    for _ in range(_INVERSE_ROUNDS):
        before, forward = forward, -field.sample(points + forward)
        if np.abs(forward - before).max(initial=0) < _SETTLED_PX:
            break
    return (points + forward).astype(np.float32)


def performable(frame: FaceFrame, operation: FaceOperation) -> bool:
    """Whether a face can take an operation: a profile takes none that needs both halves of it."""
    return frame.hidden is None or not operation.both_halves


def operation_field(landmarks: Points, operation: FaceOperation, amount: float, size: Size) -> WarpField:
    """The backward field of one operation; `amount` is its strength, negative in the negative direction.

    The parts of an operation move at the same time, so that none comes before the other. Of a profile, only the half
    that can be seen moves.

    Raises:
        OperationUnavailable: the operation needs both halves of the face, and a profile hides one.
    """
    frame = FaceFrame.of(landmarks)
    if not performable(frame, operation):
        raise OperationUnavailable(
            f"{directed_name(operation, amount)}: it needs both halves of the face, and this profile shows one"
        )
    parts = [part for part in operation.parts if part.half is None or part.half != frame.hidden]
    warps = [PartWarp.of(landmarks, part, operation, amount) for part in parts]
    x0, y0 = np.min([warp.box[:2] for warp in warps], axis=0)
    x1, y1 = np.max([warp.box[2:] for warp in warps], axis=0)
    step = warps[0].scale * operation.parts[0].spacing / NODES_PER_SPACING
    grid = WarpField.over((float(x0), float(y0), float(x1), float(y1)), step, size)
    nodes = grid.node_points()
    return grid.with_vectors(np.sum([warp.displacement(nodes) for warp in warps], axis=0))


@dataclass(frozen=True, slots=True)
class PartWarp:
    """The exact deformation of one part: control points before and after, (K, 2), and the hull of its mask.

    The feathered mask M of (A.4) scales the displacement instead of blending two pictures: inside and outside of the
    feather the two are the same, and within it nothing is seen double. scale: the face's unit of length, in pixels.
    """

    source: NDArray[np.float64]
    target: NDArray[np.float64]
    hull: Points
    feather: tuple[float, float]
    softness: float
    scale: float

    @classmethod
    def of(cls, landmarks: Points, part: Part, operation: FaceOperation, amount: float) -> PartWarp:
        """Control points of a part: what moves, thinned out, and the anchors that lie outside of the mask."""
        frame = FaceFrame.of(landmarks)
        moving = landmarks[list(part.moving)].astype(np.float64)
        weights = np.array(part.weights or (1.0,) * len(moving))[:, None]
        moved = moving + amount * operation.amplitude * weights * operation.motion(frame, landmarks, moving)
        hull = cv2.convexHull(np.vstack([moving, moved]).astype(np.float32))[:, 0]
        farthest = float(np.hypot(*(moved - moving).T).max()) / frame.scale
        low, high = part.feather
        feather = (low, max(high, low + _STEEPEST * farthest))
        anchors = landmarks[list(part.anchors)].astype(np.float64)
        # Within the feather the mask already holds the picture still; an anchor there would only tear at what moves.
        anchors = anchors[_signed_distance(anchors.astype(np.float32), hull) > feather[1] * frame.scale]
        kept = _spread_out(part.moving, moving, part.spacing * frame.scale)
        source, target = np.vstack([moving[kept], anchors]), np.vstack([moved[kept], anchors])
        return cls(source, target, hull, feather, part.softness, frame.scale)

    @property
    def box(self) -> NDArray[np.float64]:
        """x0, y0, x1, y1 around everything that moves."""
        reach = self.feather[1] * self.scale
        return np.concatenate([self.hull.min(axis=0) - reach, self.hull.max(axis=0) + reach])

    def displacement(self, points: Points) -> NDArray[np.float32]:
        """Backward displacement (N, 2) at any points, by the dense formula."""
        vectors = np.zeros((len(points), 2), np.float32)
        x0, y0, x1, y1 = self.box
        near = np.flatnonzero((points[:, 0] > x0) & (points[:, 0] < x1) & (points[:, 1] > y0) & (points[:, 1] < y1))
        mask = self.mask(points[near])
        near, mask = near[mask > 0], mask[mask > 0]
        mapped = similarity_mls(points[near], self.source, self.target, softness=self.softness * self.scale)
        vectors[near] = (mapped - points[near]) * mask[:, None]
        return vectors

    def mask(self, points: Points) -> NDArray[np.float64]:
        """M of (A.4) at any points, (N,): 1 within the hull, fading to 0 over the feather."""
        low, high = self.feather
        t = np.clip((_signed_distance(points, self.hull) / self.scale - low) / (high - low), 0, 1)
        return np.asarray(1 - t * t * (3 - 2 * t))


def _spread_out(moving: tuple[int, ...], points: NDArray[np.float64], least_px: float) -> list[int]:
    """Places in `moving` of points at least `least_px` from each other: crowded control points make the field ripple.

    A point and its mirror image are kept or dropped together, so that both sides of a face are treated alike.
    """
    place = {landmark: i for i, landmark in enumerate(moving)}
    mirror = mirror_index()
    kept: list[int] = []
    for i, landmark in enumerate(moving):
        both = {i, place.get(int(mirror[landmark]), i)}
        others = [k for k in kept if k not in both]
        clear = all(np.hypot(*(points[j] - points[k])) >= least_px for j in both for k in others)
        if i not in kept and clear:
            kept.extend(sorted(both))
    return kept


def _signed_distance(points: Points, hull: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Distance (N,) of points to a convex polygon (K, 2), negative inside."""
    corners = hull.astype(np.float64)
    edge = np.roll(corners, -1, axis=0) - corners
    length = np.hypot(edge[:, 0], edge[:, 1])
    corners, edge, length = corners[length > 0], edge[length > 0], length[length > 0]
    area = float((corners[:, 0] * np.roll(corners[:, 1], -1) - corners[:, 1] * np.roll(corners[:, 0], -1)).sum())
    outward = np.sign(area) * np.column_stack([edge[:, 1], -edge[:, 0]]) / length[:, None]
    # Inside, the nearest edge line decides; outside, the nearest point of an edge does, which is dearer and rarer.
    distance = np.asarray((points @ outward.T - (corners * outward).sum(axis=1)).max(axis=1), np.float64)
    outside = distance > 0
    relative = points[outside, None].astype(np.float64) - corners  # (N', K, 2)
    along = np.clip((relative * edge).sum(axis=2) / length**2, 0, 1)
    gap = relative - along[..., None] * edge
    distance[outside] = np.sqrt((gap**2).sum(axis=2).min(axis=1))
    return distance
