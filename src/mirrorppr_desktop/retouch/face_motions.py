"""How the points of a face operation move: displacements in the frame of the face, for strength 1 and amplitude 1.

Sideways moves that are told in units of the face go through `FaceFrame.outward`, so that the half of a turned face that
is foreshortened moves less. Moves in proportion to a feature's own width are foreshortened as the feature is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points
from mirrorppr_desktop.retouch.face_frame import FaceFrame

Offsets: TypeAlias = NDArray[np.float64]  # (N, 2)
# (frame, all landmarks of the face, the points that move (N, 2)) -> displacement of these, (N, 2)
Motion: TypeAlias = Callable[[FaceFrame, Points, Offsets], Offsets]

_LOWER_LIP = 17
_CHIN = 152


def together(across: float, down: float) -> Motion:
    """All points the same way, in units of the face's scale: away from the middle of the face, and down it."""

    def motion(frame: FaceFrame, landmarks: Points, points: Offsets) -> Offsets:
        # One side for all of them: a brow whose end crosses the middle of a turned face must not be torn.
        side = float(frame.outward(points.mean(axis=0)[None])[0])
        n = len(points)
        return frame.vectors(np.full(n, across * side * frame.scale), np.full(n, down * frame.scale))

    return motion


def about_centre(along_x: float, along_y: float) -> Motion:
    """Scaling about the points' own centre, in proportion to the distance from it."""

    def motion(frame: FaceFrame, landmarks: Points, points: Offsets) -> Offsets:
        u, w = frame.components(points - points.mean(axis=0))
        return frame.vectors(along_x * u, along_y * w)

    return motion


def from_nose_axis(frame: FaceFrame, landmarks: Points, points: Offsets) -> Offsets:
    """Away from the axis of the nose, in proportion to the distance from it."""
    axis = frame.nose_base - frame.nose_root
    axis /= np.hypot(*axis)
    across = np.array([axis[1], -axis[0]])
    return np.asarray(np.multiply.outer((points - frame.nose_root) @ across, across))


def along_nose(frame: FaceFrame, landmarks: Points, points: Offsets) -> Offsets:
    """Down the axis of the nose: the root stays, the base moves the whole way."""
    axis = frame.nose_base - frame.nose_root
    share = (points - frame.nose_root) @ axis / float(axis @ axis)  # 0 at the root, 1 at the base
    return np.asarray(np.multiply.outer(_eased((share - 0.1) / 0.75), frame.scale * axis / np.hypot(*axis)))


def along_chin(frame: FaceFrame, landmarks: Points, points: Offsets) -> Offsets:
    """Down from the lower lip to the chin: the lip stays, the edge of the chin moves the whole way."""
    lip, chin = (landmarks[i].astype(np.float64) for i in (_LOWER_LIP, _CHIN))
    axis = chin - lip
    share = (points - lip) @ axis / float(axis @ axis)  # 0 at the lip, 1 at the edge of the chin
    return np.asarray(np.multiply.outer(_eased(share), frame.scale * axis / np.hypot(*axis)))


def brow_thickness(frame: FaceFrame, landmarks: Points, points: Offsets) -> Offsets:
    """Each point away from the one across the brow. The ring of a brow begins at its outer end, upper edge first."""
    return np.asarray(0.5 * (points - points[::-1]))


def lip_corners(frame: FaceFrame, landmarks: Points, points: Offsets) -> Offsets:
    """Up, most at the corners, on each side by the square of the distance from the middle of the lips."""
    u, _ = frame.components(points - landmarks[0].astype(np.float64))
    reach = np.where(u < 0, max(1e-6, -u.min()), max(1e-6, u.max()))
    return frame.vectors(np.zeros(len(points)), -frame.scale * (u / reach) ** 2)


def _eased(t: NDArray[np.float64]) -> NDArray[np.float64]:
    t = np.clip(t, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
