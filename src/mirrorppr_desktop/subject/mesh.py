"""The landmarks of one face: the mesh model on upright crops around it, averaged over a fixed pattern of crops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8, Points
from mirrorppr_desktop.subject import landmarks, models
from mirrorppr_desktop.subject.detect import Candidate

_INPUT: Final = models.FACE_MESH.size[0]
_ROOM: Final = 1.5  # side of the crop over the longer side of the face, as the model was trained
_SHIFT: Final = 0.025  # of the crop's side
_SCALE: Final = 0.07
# Corners of a cube (shift x, shift y, scale): every other corner is balanced in each axis, and all eight in each pair
# of axes too. Half of the crops are mirrored, so that what the model does differently left and right cancels.
# Against the mean of 120 random crops, root mean square in L: one crop 0.011, 4 0.0042, 8 0.0025; 9 random 0.0035.
_HALF_CUBE: Final = ((1, 1, 1), (-1, -1, 1), (1, -1, -1), (-1, 1, -1))
_OTHER_HALF: Final = tuple((-x, -y, -s) for x, y, s in _HALF_CUBE)
_QUICK: Final = tuple((corner, mirrored) for corner in _HALF_CUBE for mirrored in (False, True))
_PRECISE: Final = _QUICK + tuple((corner, mirrored) for corner in _OTHER_HALF for mirrored in (False, True))
# The model's coordinates of a crop and of its mirror image add up to 191.56 +- 0.06 in its 192 px, where pixel centres
# would give 191 and pixel corners 192.
_MODEL_OFFSET_PX: Final = 0.28
_MIN_PRESENCE: Final = 0.5
_MIRROR: Final = landmarks.mirror_index(irises=True)


@dataclass(frozen=True, slots=True)
class Mesh:
    """478 landmarks, (478, 2) in pixels of the picture; presence 0..1; spread_px: median movement between crops."""

    points: Points
    presence: float
    spread_px: float


@dataclass(frozen=True, slots=True)
class _Region:
    """A square around a face, turned with it."""

    centre: NDArray[np.float64]
    side: float
    roll: float  # radians, of the line from the subject's right eye to the left one


def mesh(image: RGB8, candidate: Candidate, *, precise: bool) -> Mesh | None:
    """The landmarks of the face at `candidate`, or None where the mesh model sees no face or no plausible one.

    Args:
        image: the picture in which the candidate was found.
        candidate: where the face may be.
        precise: 16 crops instead of 8.
    """
    region = _region_of_candidate(candidate)
    for _ in range(2):
        # The first look comes from a coarse box; the second from the face's own extent, as all that follow.
        (points,), presence = _look(image, region, (((0, 0, 0), False),))
        if presence < _MIN_PRESENCE:
            return None
        region = _region_of_points(points)
    looks, presence = _look(image, region, _PRECISE if precise else _QUICK)
    if presence < _MIN_PRESENCE:
        return None
    points = looks.mean(axis=0)
    spread = float(np.median(np.sqrt(((looks - points) ** 2).sum(axis=2).mean(axis=0))))
    if not plausible(points, spread, candidate):
        return None
    return Mesh(points.astype(np.float32), presence, spread)


def plausible(points: NDArray[np.float64], spread: float, candidate: Candidate) -> bool:
    """Whether landmarks are laid out like a face, agree between crops, and with what the detector saw."""
    eyes = points[landmarks.OUTER_EYE_CORNERS[1]] - points[landmarks.OUTER_EYE_CORNERS[0]]
    scale = float(np.hypot(*eyes))
    extent = points[: landmarks.MESH_POINTS].max(axis=0) - points[: landmarks.MESH_POINTS].min(axis=0)
    size = float(extent.max())
    if not 0.15 * size < scale < 0.8 * size or spread > 0.06 * size:
        return False
    down = np.array([-eyes[1], eyes[0]]) / scale
    brows, between, nose, mouth, chin = (points[index] @ down for index in (10, 168, 1, 13, 152))
    if not brows < between < nose < mouth < chin:
        return False
    seen = candidate.keypoints[:4].astype(np.float64)  # right eye, left eye, nose tip, mouth
    own = np.stack(
        [points[[33, 133]].mean(axis=0), points[[362, 263]].mean(axis=0), points[1], points[[13, 14]].mean(0)]
    )
    return bool(np.hypot(*(seen - own).T).mean() < 0.2 * size)


def _look(
    image: RGB8, region: _Region, pattern: tuple[tuple[tuple[int, int, int], bool], ...]
) -> tuple[NDArray[np.float64], float]:
    """Run the model on crops around `region`: (n, 478, 2) landmarks in the picture, and the median presence."""
    part, origin, shrink = _surroundings(image, region)
    points, presences = [], []
    for (right, down, larger), mirrored in pattern:
        centre = region.centre + np.array([right, down]) * _SHIFT * region.side
        side = region.side * (1 + larger * _SCALE)
        to_crop = _to_crop((centre - origin + 0.5) / shrink - 0.5, side / float(shrink.mean()), region.roll)
        crop = cv2.warpAffine(part, to_crop, (_INPUT, _INPUT), flags=cv2.INTER_LINEAR)
        if mirrored:
            crop = np.ascontiguousarray(crop[:, ::-1])
        mesh_points, presence = models.run(models.FACE_MESH, crop)
        found = mesh_points.reshape(-1, 3)[:, :2].astype(np.float64) - _MODEL_OFFSET_PX
        if mirrored:
            found = found[_MIRROR]
            found[:, 0] = _INPUT - 1 - found[:, 0]
        back = cv2.invertAffineTransform(to_crop)
        points.append((found @ back[:, :2].T + back[:, 2] + 0.5) * shrink - 0.5 + origin)
        presences.append(1 / (1 + np.exp(-float(presence[0]))))
    return np.array(points), float(np.median(presences))


def _surroundings(image: RGB8, region: _Region) -> tuple[RGB8, NDArray[np.float64], NDArray[np.float64]]:
    """The part of the picture that crops of `region` reach, shrunk so that sampling it at the model's size aliases little.

    Returns:
        the part; its origin in the picture; how many pixels of the picture one of its pixels is, x and y.
    """
    height, width = image.shape[:2]
    reach = region.side * (0.5 + _SHIFT) * (1 + _SCALE) * 1.42  # half a diagonal
    x0, y0 = (max(0, int(v)) for v in region.centre - reach)
    x1, y1 = (int(v) for v in np.minimum(np.ceil(region.centre + reach) + 1, (width, height)))
    part = image[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    origin = np.array([x0, y0], np.float64)
    factor = region.side / (1.5 * _INPUT)
    if factor <= 1 or part.size == 0:
        return part, origin, np.ones(2)
    size = max(1, round(part.shape[1] / factor)), max(1, round(part.shape[0] / factor))
    shrink = np.array([part.shape[1] / size[0], part.shape[0] / size[1]])
    return cv2.resize(part, size, interpolation=cv2.INTER_AREA), origin, shrink


def _to_crop(centre: NDArray[np.float64], side: float, roll: float) -> NDArray[np.float64]:
    """(2, 3) from the part to a crop whose middle is `centre`, upright."""
    turn = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    linear = _INPUT / side * turn
    return np.concatenate([linear, ((_INPUT - 1) / 2 - linear @ centre)[:, None]], axis=1)


def _region_of_candidate(candidate: Candidate) -> _Region:
    x0, y0, x1, y1 = candidate.box
    eyes = (candidate.keypoints[1] - candidate.keypoints[0]).astype(np.float64)
    centre = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    return _Region(centre, _ROOM * max(x1 - x0, y1 - y0), float(np.arctan2(eyes[1], eyes[0])))


def _region_of_points(points: NDArray[np.float64]) -> _Region:
    eyes = points[landmarks.OUTER_EYE_CORNERS[1]] - points[landmarks.OUTER_EYE_CORNERS[0]]
    roll = float(np.arctan2(eyes[1], eyes[0]))
    turn = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    upright = points[: landmarks.MESH_POINTS] @ turn.T
    low, high = upright.min(axis=0), upright.max(axis=0)
    return _Region(turn.T @ ((low + high) / 2), _ROOM * float((high - low).max()), roll)
