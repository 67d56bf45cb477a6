"""How far a head is turned, told from its landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points

# A mean head, measured on 30 frontal portraits with both directions of the mesh averaged: x to the left eye, y down,
# z away from the camera; in distances of the outer eye corners, from their middle. Only what does not move in a smile.
_HEAD: Final = {
    33: (-0.500, 0.000, 0.000),
    263: (0.500, 0.000, 0.000),
    133: (-0.194, 0.015, -0.060),
    362: (0.194, 0.015, -0.060),
    168: (0.000, -0.044, -0.258),
    6: (0.000, 0.037, -0.309),
    4: (0.000, 0.374, -0.520),
    2: (0.000, 0.518, -0.317),
    10: (0.000, -0.615, -0.202),
    234: (-0.811, 0.237, 0.615),
    454: (0.811, 0.237, 0.615),
    127: (-0.815, 0.065, 0.563),
    356: (0.815, 0.065, 0.563),
    116: (-0.733, 0.195, 0.142),
    345: (0.733, 0.195, 0.142),
}


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Turns in degrees. yaw: positive towards the right of the picture; pitch: positive down; roll: clockwise."""

    yaw: float
    pitch: float
    roll: float

    @property
    def largest(self) -> float:
        """The largest of the three, without its sign."""
        return max(abs(self.yaw), abs(self.pitch), abs(self.roll))


def head_pose(landmarks: Points) -> HeadPose:
    """The pose of a face's landmarks, (>= 468, 2): the scaled orthographic view of the mean head that fits best.

    The first two rows of scale x rotation by least squares, made orthogonal, the third as their cross product.
    """
    model = np.array(list(_HEAD.values()), np.float64)
    seen = landmarks[list(_HEAD)].astype(np.float64)
    rows, *_ = np.linalg.lstsq(model - model.mean(axis=0), seen - seen.mean(axis=0), rcond=None)  # (3, 2)
    rotation = _nearest_rotation(rows.T)
    forward = -rotation[:, 2]  # where the face looks, in the axes of the picture
    yaw = np.degrees(np.arctan2(forward[0], -forward[2]))
    pitch = np.degrees(np.arcsin(np.clip(forward[1], -1, 1)))
    roll = np.degrees(np.arctan2(rotation[1, 0], rotation[0, 0]))
    return HeadPose(float(yaw), float(pitch), float(roll))


def _nearest_rotation(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """(3, 3) rotation whose first two rows are the orthonormal ones nearest to `rows`, (2, 3)."""
    u, _, v = np.linalg.svd(rows, full_matrices=False)
    first, second = u @ v
    return np.array([first, second, np.cross(first, second)])
