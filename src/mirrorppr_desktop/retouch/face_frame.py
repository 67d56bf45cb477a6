"""A face's own frame of reference: lengths and directions that do not depend on size, place or roll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points
from mirrorppr_desktop.subject.landmarks import NOSE_AXIS, OUTER_EYE_CORNERS

Vector = NDArray[np.float64]  # (2,)


@dataclass(frozen=True, slots=True)
class FaceFrame:
    """x along the line of the eyes (to the right of the picture), y down the face; `scale` is the unit of length.

    scale: distance between the outer corners of the eyes, in pixels. nose_root, nose_base: ends of the nose's axis.
    """

    x: Vector
    y: Vector
    scale: float
    nose_root: Vector
    nose_base: Vector

    @classmethod
    def of(cls, landmarks: Points) -> FaceFrame:
        """The frame of a face's landmarks, (>= 468, 2)."""
        right, left = (landmarks[i].astype(np.float64) for i in OUTER_EYE_CORNERS)
        root, base = (landmarks[i].astype(np.float64) for i in NOSE_AXIS)
        scale = float(np.hypot(*(left - right)))
        x = (left - right) / scale
        return cls(x, np.array([-x[1], x[0]]), scale, root, base)

    def components(self, offsets: NDArray[np.floating[Any]]) -> tuple[Vector, Vector]:
        """Offsets (N, 2) in pixels along x and y of the frame, (N,) each."""
        return offsets @ self.x, offsets @ self.y

    def vectors(self, along_x: NDArray[np.floating[Any]], along_y: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """(N, 2) in pixels of the picture from components along the frame."""
        return np.asarray(np.multiply.outer(along_x, self.x) + np.multiply.outer(along_y, self.y))
