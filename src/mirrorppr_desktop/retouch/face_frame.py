"""A face's own frame of reference: lengths and directions that do not depend on size, place or roll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points
from mirrorppr_desktop.subject.landmarks import NOSE_AXIS, OUTER_EYE_CORNERS

Vector = NDArray[np.float64]  # (2,)

# Where the halves of a face end and meet, from the eyes down to the jaw. Averaged, they tell how far a head is turned.
_RIGHT_ENDS = (33, 61, 234, 172)
_LEFT_ENDS = (263, 291, 454, 397)
_MIDLINE = (168, 2, 0, 152)
_PROFILE = 0.25  # a half narrower than this part of the other is a guess of the mesh more than something seen


@dataclass(frozen=True, slots=True)
class FaceFrame:
    """x along the line of the eyes (to the right of the picture), y down the face; `scale` is the unit of length.

    scale: distance between the outer corners of the eyes, in pixels. nose_root, nose_base: ends of the nose's axis.
    halves: projected widths of the right and left half of the face (the subject's own), over the larger one: 1 and 1 in
    a frontal face, less on the side that is turned away. middle: a point on the line between the halves.
    """

    x: Vector
    y: Vector
    scale: float
    nose_root: Vector
    nose_base: Vector
    halves: tuple[float, float]
    middle: Vector

    @classmethod
    def of(cls, landmarks: Points) -> FaceFrame:
        """The frame of a face's landmarks, (>= 468, 2)."""
        right, left = (landmarks[i].astype(np.float64) for i in OUTER_EYE_CORNERS)
        root, base = (landmarks[i].astype(np.float64) for i in NOSE_AXIS)
        scale = float(np.hypot(*(left - right)))
        x = (left - right) / scale
        middle = landmarks[list(_MIDLINE)].astype(np.float64).mean(axis=0)
        widths = [
            max(0.0, sign * float((landmarks[list(ends)].mean(axis=0) - middle) @ x))
            for ends, sign in ((_RIGHT_ENDS, -1), (_LEFT_ENDS, 1))
        ]
        wider = max(widths) or 1.0
        return cls(x, np.array([-x[1], x[0]]), scale, root, base, (widths[0] / wider, widths[1] / wider), middle)

    @property
    def hidden(self) -> str | None:
        """The half that a profile hides, "right" or "left" (the subject's own); None where both can be seen."""
        right, left = self.halves
        if min(right, left) >= _PROFILE:
            return None
        return "right" if right < left else "left"

    def outward(self, points: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """How far sideways each point (N, 2) goes when its half of the face moves away from the middle: (N,).

        Along the frame's x, signed, and foreshortened like the half itself: the one that is turned away moves less.
        """
        side = (np.asarray(points, np.float64) - self.middle) @ self.x
        return np.where(side < 0, -self.halves[0], self.halves[1])

    def components(self, offsets: NDArray[np.floating[Any]]) -> tuple[Vector, Vector]:
        """Offsets (N, 2) in pixels along x and y of the frame, (N,) each."""
        return offsets @ self.x, offsets @ self.y

    def vectors(self, along_x: NDArray[np.floating[Any]], along_y: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """(N, 2) in pixels of the picture from components along the frame."""
        return np.asarray(np.multiply.outer(along_x, self.x) + np.multiply.outer(along_y, self.y))
