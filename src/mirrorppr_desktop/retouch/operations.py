"""The 16 directed LLW operations (MirrorPPR, A.2 and Table 6): which points move, how far, and what holds still.

Strength 1.0 is the largest natural edit of an operation. Every length is told in units of the face, never in pixels.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import RetouchError, UnknownOperation
from mirrorppr_desktop.photo.photo import Points
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.settings import MAX_STRENGTH
from mirrorppr_desktop.subject.landmarks import (
    FACE_OVAL,
    LEFT_BROW,
    LEFT_EYE,
    LIPS_INNER,
    LIPS_OUTER,
    RIGHT_BROW,
    RIGHT_EYE,
)

# Displacement (N, 2) of the moving points at strength 1 in the positive direction.
Motion = Callable[[FaceFrame, Points, NDArray[np.float64]], NDArray[np.float64]]

_EYES = RIGHT_EYE + LEFT_EYE
_LIPS = LIPS_OUTER + LIPS_INNER
_NOSE_BASE = (98, 327, 2, 129, 358)
_BRIDGE_SIDES = (193, 417, 122, 351, 196, 419, 3, 248, 51, 281)
_BRIDGE_MIDLINE = (168, 6, 197, 195, 5)
_ALAE = (129, 358, 49, 279, 48, 278, 64, 294, 98, 327, 102, 331)
_NOSE_LOWER = (1, 2, 4, 5, 19, 94, 195, *_ALAE)
_CHIN = (152, 148, 377, 176, 400, 199)
_CHEEKS = (50, 280, 205, 425, 36, 266, 117, 346)


@dataclass(frozen=True, slots=True)
class Part:
    """Points that move together, and the hull around them within which pixels move.

    feather: distances from the hull, in units of the face's scale, between which the motion fades out.
    """

    moving: tuple[int, ...]
    anchors: tuple[int, ...]
    feather: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LLWOperation:
    """One operation in its two directions.

    positive, negative: names of the directions. parts: moved independently of each other. motion: at strength 1 in the
    positive direction, `amplitude` included.
    """

    positive: str
    negative: str
    parts: tuple[Part, ...]
    amplitude: float
    unit: str
    motion: Motion


def _apart(frame: FaceFrame, landmarks: Points, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each eye away from the middle of the face."""
    middle = 0.5 * (landmarks[33] + landmarks[263]).astype(np.float64)
    along, _ = frame.components(points - middle)
    side = np.sign(along.mean())
    return frame.vectors(np.full(len(points), side * frame.scale), np.zeros(len(points)))


def _about_centre(aspect: float) -> Motion:
    """Scaling about the points' own centre, `aspect` times as much along y as along x."""

    def motion(frame: FaceFrame, landmarks: Points, points: NDArray[np.float64]) -> NDArray[np.float64]:
        u, w = frame.components(points - points.mean(axis=0))
        return frame.vectors(u, aspect * w)

    return motion


def _from_nose_axis(frame: FaceFrame, landmarks: Points, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Away from the axis of the nose, in proportion to the distance from it."""
    axis = frame.nose_base - frame.nose_root
    axis /= np.hypot(*axis)
    across = np.array([axis[1], -axis[0]])
    return np.asarray(np.multiply.outer((points - frame.nose_root) @ across, across))


def _along_nose(frame: FaceFrame, landmarks: Points, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Down the axis of the nose: the root stays, the base moves the whole way."""
    axis = frame.nose_base - frame.nose_root
    share = (points - frame.nose_root) @ axis / float(axis @ axis)  # 0 at the root, 1 at the base
    t = np.clip((share - 0.1) / 0.75, 0, 1)
    return np.asarray(np.multiply.outer(t * t * (3 - 2 * t), frame.scale * axis / np.hypot(*axis)))


def _upward(frame: FaceFrame, landmarks: Points, points: NDArray[np.float64]) -> NDArray[np.float64]:
    return frame.vectors(np.zeros(len(points)), np.full(len(points), -frame.scale))


def _lip_thickness(frame: FaceFrame, landmarks: Points, points: NDArray[np.float64]) -> NDArray[np.float64]:
    _, w = frame.components(points - points.mean(axis=0))
    return frame.vectors(np.zeros(len(points)), w)


_EYE_FEATHER = (0.0, 0.13)
_NOSE_FEATHER = (0.0, 0.2)
_LIP_FEATHER = (0.02, 0.18)
_EYE_PARTS = (
    Part(RIGHT_EYE, (*RIGHT_BROW, 168, 6, 197, *_CHEEKS, 127, 234), _EYE_FEATHER),
    Part(LEFT_EYE, (*LEFT_BROW, 168, 6, 197, *_CHEEKS, 356, 454), _EYE_FEATHER),
)
_MOUTH_PART = (Part(_LIPS, (*_NOSE_BASE, *_CHIN, *_CHEEKS, *FACE_OVAL), _LIP_FEATHER),)

# The order is the order in which several operations are performed: from the top of the face down.
LLW_OPERATIONS: tuple[LLWOperation, ...] = (
    LLWOperation("Increase eye distance", "Decrease eye distance", _EYE_PARTS, 0.05, "face scale", _apart),
    LLWOperation("Enlarge eyes", "Shrink eyes", _EYE_PARTS, 0.20, "eye size", _about_centre(0.7)),
    LLWOperation(
        "Widen nose bridge",
        "Narrow nose bridge",
        (Part(_BRIDGE_SIDES, (*_EYES, *_BRIDGE_MIDLINE, *_CHEEKS, 2, 98, 327), _NOSE_FEATHER),),
        0.15,
        "bridge width",
        _from_nose_axis,
    ),
    LLWOperation(
        "Widen nasal alae",
        "Narrow nasal alae",
        (Part(_ALAE, (*_EYES, *_BRIDGE_MIDLINE, 2, *_LIPS, *_CHEEKS), _NOSE_FEATHER),),
        0.25,
        "nose width",
        _from_nose_axis,
    ),
    LLWOperation(
        "Lengthen nose",
        "Shorten nose",
        (Part(_NOSE_LOWER, (*_EYES, 168, 6, *_LIPS, *_CHEEKS), _NOSE_FEATHER),),
        0.07,
        "face scale",
        _along_nose,
    ),
    LLWOperation("Move mouth upward", "Move mouth downward", _MOUTH_PART, 0.07, "face scale", _upward),
    LLWOperation("Plump lips", "Thin lips", _MOUTH_PART, 0.25, "lip height", _lip_thickness),
    LLWOperation("Enlarge mouth", "Shrink mouth", _MOUTH_PART, 0.22, "mouth size", _about_centre(0.85)),
)


def operation_names() -> tuple[str, ...]:
    """The 16 directed names, in the order in which they are performed."""
    return tuple(name for operation in LLW_OPERATIONS for name in (operation.positive, operation.negative))


def find_operation(name: str) -> tuple[LLWOperation, float]:
    """The operation of a directed name, and +1 or -1 for its direction.

    Raises:
        UnknownOperation: no operation of that name; the message names the nearest ones.
    """
    wanted = " ".join(name.split()).casefold()
    for operation in LLW_OPERATIONS:
        if wanted == operation.positive.casefold():
            return operation, 1.0
        if wanted == operation.negative.casefold():
            return operation, -1.0
    known = operation_names()
    near = difflib.get_close_matches(wanted, [one.casefold() for one in known], n=3, cutoff=0.5)
    suggestion = [one for one in known if one.casefold() in near] or list(known)
    raise UnknownOperation(f'no operation is called "{name}"; did you mean {", ".join(suggestion)}?')


def named(name: str, strength: float) -> OperationStrength:
    """An operation with a strength; the name in its own spelling, whatever the case it was typed in.

    Raises:
        UnknownOperation: no operation of that name.
        RetouchError: the strength is not from 0 to 2.
    """
    if not 0 <= strength <= MAX_STRENGTH:
        raise RetouchError(f"{name}: a strength goes from 0 to {MAX_STRENGTH:g}, not {strength:g}")
    operation, sign = find_operation(name)
    return OperationStrength(operation.positive if sign > 0 else operation.negative, strength)
