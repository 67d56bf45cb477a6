"""The body operations (MirrorPPR, Table 7): which part of a body moves, where to, and how far.

Strength 1.0 is the largest natural edit. Every length is told in units of the body, never in pixels. The shapes of the
motions were measured on retouched portraits: bells beside the shoulders and the waist, widening along the limbs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mirrorppr_desktop.errors import OperationUnavailable
from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.background import Background
from mirrorppr_desktop.retouch.body_frame import (
    LEFT_HIP,
    LEFT_SHOULDER,
    RIGHT_HIP,
    RIGHT_SHOULDER,
    BodyFrame,
)
from mirrorppr_desktop.retouch.lobes import Bell, Lobe, Widening, motions, shared
from mirrorppr_desktop.retouch.names import both_ways
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Body

NODES_PER_BODY_SCALE = 12  # keeps the field within 0.003 of the scale of the dense formula
_LEAST_FRONTAL = 0.35  # shoulders narrower than half a face scale are seen from the side

# Of the shoulders, in scales: outward and down from the joint.
_BROADEN_AT, _BROADEN_SIGMA, _BROADEN_TOWARD = (0.57, 0.20), (0.36, 0.65), (0.98, -0.20)
_SQUARE_AT, _SQUARE_SIGMA, _SQUARE_TOWARD = (0.24, -0.10), (0.34, 0.34), (0.71, -0.71)
# Of the waist: its place between shoulders and hips, its width in lengths of the spine, the bells in widths.
_WAIST_HEIGHT, _WAIST_WIDTH, _WAIST_SIGMA = 0.585, 0.295, (0.265, 0.287)
_UPPER_ARM, _FOREARM, _THIGH, _SHANK = 0.44, 0.40, 0.95, 0.68  # half-widths of the limbs, in scales
_FULL_BONE = 1.0  # a bone shorter than this many scales points at the camera


@dataclass(frozen=True, slots=True)
class Loose:
    """Body points that may be off together, by so much `along` the spine and `across` it, in scales."""

    points: tuple[int, ...]
    along: float
    across: float


@dataclass(frozen=True, slots=True)
class BodyOperation:
    """One body operation in its direction or two.

    positive, negative: names of the directions; negative is None where there is but one. unit: what the strength is
    measured by. moves: what moves, in words. amplitude: largest displacement at strength 1, in that unit.
    lobes: what moves at strength 1 in the positive direction, one lobe for each part of the body; raises
    OperationUnavailable. loose: the points that decide where it moves.
    """

    positive: str
    negative: str | None
    unit: str
    moves: str
    amplitude: float
    lobes: Callable[[BodyFrame, BodyOperation], tuple[Lobe, ...]]
    loose: tuple[Loose, ...] = ()


def _shoulders(
    frame: BodyFrame,
    operation: BodyOperation,
    at: tuple[float, float],
    sigma: tuple[float, float],
    toward: tuple[float, float],
) -> tuple[Lobe, ...]:
    if not frame.seen[[LEFT_SHOULDER, RIGHT_SHOULDER]].all():
        raise OperationUnavailable("the shoulders are hidden")
    if not frame.inside[[LEFT_SHOULDER, RIGHT_SHOULDER]].all():
        raise OperationUnavailable("the shoulders are not both in the picture")
    narrow = frame.frontal
    if narrow < _LEAST_FRONTAL:
        raise OperationUnavailable("the shoulders are seen from the side")
    lobes: list[Lobe] = []
    for joint, out in ((LEFT_SHOULDER, frame.left), (RIGHT_SHOULDER, -frame.left)):
        axes = np.stack([out, frame.down])
        # What is turned away is narrower: lengths along the shoulders shrink with them.
        offset, push = (np.array([narrow * v[0], v[1]]) @ axes * frame.scale for v in (at, toward))
        spread = (sigma[0] * max(narrow, 0.6) * frame.scale, sigma[1] * frame.scale)
        lobes.append(Bell(frame.points[joint] + offset, axes, spread, operation.amplitude * narrow * push))
    return tuple(lobes)


def _broaden(frame: BodyFrame, operation: BodyOperation) -> tuple[Lobe, ...]:
    return _shoulders(frame, operation, _BROADEN_AT, _BROADEN_SIGMA, _BROADEN_TOWARD)


def _square(frame: BodyFrame, operation: BodyOperation) -> tuple[Lobe, ...]:
    return _shoulders(frame, operation, _SQUARE_AT, _SQUARE_SIGMA, _SQUARE_TOWARD)


def _waist(frame: BodyFrame, operation: BodyOperation) -> tuple[Lobe, ...]:
    if not frame.seen[[LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP]].all():
        raise OperationUnavailable("the waist cannot be placed: shoulders or hips are hidden")
    top, spine = frame.spine
    length = float(np.hypot(*spine))
    centre = top + _WAIST_HEIGHT * spine
    if not frame.holds(centre):
        raise OperationUnavailable("no waist in the picture")
    if length < _FULL_BONE * frame.scale:
        raise OperationUnavailable("the torso points at the camera")
    down = spine / length
    across = np.array([down[1], -down[0]])
    width = _WAIST_WIDTH * length
    sigma = (_WAIST_SIGMA[0] * width, _WAIST_SIGMA[1] * width)
    lobes: list[Lobe] = []
    for side in (1.0, -1.0):
        out = side * across
        axes = np.stack([out, down])
        lobes.append(Bell(centre + 0.5 * width * out, axes, sigma, -operation.amplitude * width * out))
    return tuple(lobes)


def _limbs(
    frame: BodyFrame, operation: BodyOperation, bones: tuple[tuple[int, int, float, float], ...], direction: float
) -> tuple[Lobe, ...]:
    """A lobe for each bone (start, end, half-width, share of the amplitude) that can be seen."""
    limbs: list[Widening] = []
    for start, end, half_width, share in bones:
        a, b = frame.points[start], frame.points[end]
        if not (frame.seen[[start, end]].all() and frame.holds(0.5 * (a + b))):
            continue
        length = float(np.hypot(*(b - a))) / frame.scale
        push = direction * share * operation.amplitude * frame.scale * min(1.0, length / _FULL_BONE)
        if length > 0.25 * _FULL_BONE:
            limbs.append(Widening(a, b, half_width * frame.scale, push))
    return shared(limbs) if limbs else ()


def _arms(frame: BodyFrame, operation: BodyOperation) -> tuple[Lobe, ...]:
    bones = ((11, 13, _UPPER_ARM, 1.0), (12, 14, _UPPER_ARM, 1.0), (13, 15, _FOREARM, 0.85), (14, 16, _FOREARM, 0.85))
    lobes = _limbs(frame, operation, bones, 1.0)
    if not lobes:
        raise OperationUnavailable("the arms are hidden or outside the picture")
    return lobes


def _legs(frame: BodyFrame, operation: BodyOperation) -> tuple[Lobe, ...]:
    bones = ((23, 25, _THIGH, 1.0), (24, 26, _THIGH, 1.0), (25, 27, _SHANK, 0.7), (26, 28, _SHANK, 0.7))
    lobes = _limbs(frame, operation, bones, -1.0)
    if not lobes:
        raise OperationUnavailable("no legs in the picture")
    return lobes


_SHOULDER_JOINTS = (Loose((LEFT_SHOULDER,), 0.3, 0.3), Loose((RIGHT_SHOULDER,), 0.3, 0.3))
_HIPS = (Loose((LEFT_HIP, RIGHT_HIP), 0.8, 0.3),)

# The order is the order in which several operations are performed: from the shoulders down.
BODY_OPERATIONS: tuple[BodyOperation, ...] = (
    BodyOperation(
        "Square shoulders",
        None,
        "face scale",
        "the tops of both shoulders, up and outward",
        0.20,
        _square,
        _SHOULDER_JOINTS,
    ),
    BodyOperation(
        *both_ways("Broaden shoulders"),
        "face scale",
        "both shoulders, outward",
        0.20,
        _broaden,
        _SHOULDER_JOINTS,
    ),
    BodyOperation(*both_ways("Thicken arms"), "face scale", "the visible arms, away from their axes", 0.06, _arms),
    BodyOperation("Slim waist", None, "waist width", "both sides of the waist, inward", 0.08, _waist, _HIPS),
    BodyOperation("Slim legs", None, "face scale", "the visible legs, towards their axes", 0.12, _legs),
)


def body_operation_field(
    body: Body,
    face_scale: float,
    operation: BodyOperation,
    amount: float,
    size: Size,
    *,
    background: Background | None = None,
) -> WarpField:
    """The backward field of one operation.

    Args:
        body: in pixels of `size`.
        face_scale: the unit of length, see `body_scale`.
        amount: the strength, negative in the negative direction.
        size: of the photo.
        background: where no person is; the motion fades out there, so that what is straight stays so. It reaches as
            far as the lobes do where it is None.

    Raises:
        OperationUnavailable: the body does not show what is to be moved.
    """
    lobes = operation.lobes(BodyFrame.of(body, face_scale, size), operation)
    x0, y0 = np.min([lobe.box[:2] for lobe in lobes], axis=0)
    x1, y1 = np.max([lobe.box[2:] for lobe in lobes], axis=0)
    # The inverse reaches as far beyond the lobes as these push.
    margin = 0.1 * face_scale
    box = (float(x0) - margin, float(y0) - margin, float(x1) + margin, float(y1) + margin)
    grid = WarpField.over(box, face_scale / NODES_PER_BODY_SCALE, size)
    nodes = grid.node_points().astype(np.float64)
    motion = amount * motions(lobes, nodes).sum(axis=0)
    if background is not None:
        motion *= background.fade(grid, face_scale)[:, None]
    forward = grid.with_vectors(motion)
    return forward.inverted().unfolded()
