"""The landmarks of one face: the mesh model on upright crops around it, averaged over a fixed pattern of crops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points
from mirrorppr_desktop.subject import landmarks, models
from mirrorppr_desktop.subject.crop import Pyramid, Square, moved_back
from mirrorppr_desktop.subject.detect import Candidate

_INPUT: Final = models.FACE_MESH.size[0]
_ROOM: Final = 1.5  # side of the crop over the longer side of the face, as the model was trained
_SHIFT: Final = 0.025  # of the crop's side
_SCALE: Final = 0.07
# Corners of a cube (shift x, shift y, scale): every other corner is balanced in each axis, and all eight in each pair
# of axes too. Half of the crops are mirrored, so that what the model does differently left and right cancels.
# Root mean square against the mean of 200 random crops, over the distance of the outer eye corners: one crop 0.011,
# nine random ones 0.0035, this pattern's 4, 8 and 16 crops 0.0047, 0.0025 and 0.0021.
_HALF_CUBE: Final = ((1, 1, 1), (-1, -1, 1), (1, -1, -1), (-1, 1, -1))
_OTHER_HALF: Final = tuple((-x, -y, -s) for x, y, s in _HALF_CUBE)
_QUICK: Final = tuple((corner, mirrored) for corner in _HALF_CUBE for mirrored in (False, True))
_PRECISE: Final = _QUICK + tuple((corner, mirrored) for corner in _OTHER_HALF for mirrored in (False, True))
# The model's coordinates of a crop and of its mirror image add up to 191.56 +- 0.06 in its 192 px, where pixel centres
# would give 191 and pixel corners 192.
_MODEL_OFFSET_PX: Final = 0.28
_MIN_PRESENCE: Final = 0.5
_MIRROR: Final = landmarks.mirror_index(irises=True)
# Of 139 pictures in nine hard versions each (24 px, turned, dark, noisy) 99 of 100 faces have a doubt below 1.3; of
# what else the detector took for faces (coins, fists, stars, parts of a motorcycle) the most face-like has 1.4.
_MAX_DOUBT: Final = 1.3
_DOUBTFUL_SPREAD: Final = 0.026  # of the face's longer side
_DOUBTFUL_DISTANCE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Mesh:
    """The landmarks of one face.

    points: (478, 2) in pixels of the picture. spread_px: root mean square distance of a point's looks from their mean,
    median of all points. doubt: from 0, how little the looks agree with each other and with the detector.
    """

    points: Points
    spread_px: float
    doubt: float


def mesh(picture: Pyramid, candidate: Candidate, *, precise: bool) -> Mesh | None:
    """The landmarks of the face at `candidate`, or None where the mesh model sees no face or no plausible one.

    Args:
        picture: in which the candidate was found.
        candidate: where the face may be.
        precise: 16 crops instead of 8.
    """
    square = _square_of_candidate(candidate)
    for _ in range(2):
        # From the detector's box to the face's own extent; a face in profile needs the second step.
        (points,), presence = _look(picture, square, (((0, 0, 0), False),))
        if presence < _MIN_PRESENCE:
            return None
        square = _square_of_points(points)
    looks, presence = _look(picture, square, _PRECISE if precise else _QUICK)
    if presence < _MIN_PRESENCE:
        return None
    points = looks.mean(axis=0)
    spread = float(np.median(np.sqrt(((looks - points) ** 2).sum(axis=2).mean(axis=0))))
    doubt = _doubt(points, spread, candidate)
    if doubt > _MAX_DOUBT:
        return None
    return Mesh(points.astype(np.float32), spread, doubt)


def _doubt(points: NDArray[np.float64], spread: float, candidate: Candidate) -> float:
    """How little landmarks agree between looks and with what the detector saw; infinite where they are no face."""
    eyes = points[landmarks.OUTER_EYE_CORNERS[1]] - points[landmarks.OUTER_EYE_CORNERS[0]]
    scale = float(np.hypot(*eyes))
    outline = points[: landmarks.MESH_POINTS]
    size = float((outline.max(axis=0) - outline.min(axis=0)).max())
    down = np.array([-eyes[1], eyes[0]]) / max(scale, 1e-9)
    brow, between, nose, mouth, chin = (points[index] @ down for index in (10, 168, 1, 13, 152))
    if not (0.15 * size < scale < 0.8 * size and brow < between < nose < mouth < chin):
        return float("inf")
    own = np.stack(
        [points[[33, 133]].mean(axis=0), points[[362, 263]].mean(axis=0), points[1], points[[13, 14]].mean(axis=0)]
    )
    distance = float(np.hypot(*(candidate.keypoints[:4] - own).T).mean())
    return (spread / _DOUBTFUL_SPREAD + distance / _DOUBTFUL_DISTANCE) / size


def _look(
    picture: Pyramid, around: Square, pattern: tuple[tuple[tuple[int, int, int], bool], ...]
) -> tuple[NDArray[np.float64], float]:
    """Run the model on crops around a square: (n, 478, 2) landmarks in the picture, and the median presence."""
    points, presences = [], []
    for (right, down, larger), mirrored in pattern:
        shift = np.array([right, down]) * _SHIFT * around.side
        square = Square(tuple((around.centre + shift).tolist()), around.side * (1 + larger * _SCALE), around.roll)
        crop, to_crop = picture.cut(square, _INPUT)
        outputs = models.run(models.FACE_MESH, np.ascontiguousarray(crop[:, ::-1]) if mirrored else crop)
        found = outputs[0].reshape(-1, 3)[:, :2].astype(np.float64) - _MODEL_OFFSET_PX
        if mirrored:
            found = found[_MIRROR]
            found[:, 0] = _INPUT - 1 - found[:, 0]
        points.append(moved_back(found, to_crop))
        presences.append(1 / (1 + np.exp(-float(outputs[1][0]))))
    return np.array(points), float(np.median(presences))


def _square_of_candidate(candidate: Candidate) -> Square:
    x0, y0, x1, y1 = candidate.box
    eyes = (candidate.keypoints[1] - candidate.keypoints[0]).astype(np.float64)
    return Square(((x0 + x1) / 2, (y0 + y1) / 2), _ROOM * max(x1 - x0, y1 - y0), float(np.arctan2(eyes[1], eyes[0])))


def _square_of_points(points: NDArray[np.float64]) -> Square:
    eyes = points[landmarks.OUTER_EYE_CORNERS[1]] - points[landmarks.OUTER_EYE_CORNERS[0]]
    roll = float(np.arctan2(eyes[1], eyes[0]))
    turn = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    upright = points[: landmarks.MESH_POINTS] @ turn.T
    low, high = upright.min(axis=0), upright.max(axis=0)
    x, y = (turn.T @ ((low + high) / 2)).tolist()
    return Square((x, y), _ROOM * float((high - low).max()), roll)
