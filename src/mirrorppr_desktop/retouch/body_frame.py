"""A body's own frame of reference: lengths and directions that do not depend on size, place or roll."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.subject.subject import Body, Face, Subject

Vector = NDArray[np.float64]  # (2,)

NOSE, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP = 0, 11, 12, 23, 24
_FOREHEAD, _CHIN = 10, 152  # of the face mesh
LEAST_VISIBILITY = 0.3
# Of a person seen from the front, in face scales; they vary by a third.
_SHOULDERS_PER_FACE_SCALE = 3.0
_TORSO_PER_FACE_SCALE = 4.5
_NEAR_NOSE = 1.5  # from the middle of a face to the body's nose, in face scales
_FRONTAL_SHOULDERS = 1.5  # narrower shoulders than this many face scales are seen at an angle


@dataclass(frozen=True, slots=True)
class BodyFrame:
    """Where a body is and how large.

    points: (33, 2) in pixels. seen: (33,) visible enough to build on. inside: (33,) within the picture. scale: the unit
    of length, the larger of the face's own scale and half its height, in pixels.
    """

    points: NDArray[np.float64]
    seen: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    scale: float
    size: Size

    @classmethod
    def of(cls, body: Body, face_scale: float, size: Size) -> BodyFrame:
        """The frame of a body in pixels of `size`; `face_scale` as `body_scale` tells it."""
        points = body.points.astype(np.float64)
        inside = (points >= 0).all(axis=1) & (points <= np.array(size) - 1.0).all(axis=1)
        return cls(points, body.visibility >= LEAST_VISIBILITY, inside, face_scale, size)

    @property
    def left(self) -> Vector:
        """Unit vector along the shoulders, to the person's left."""
        return _unit(self.points[LEFT_SHOULDER] - self.points[RIGHT_SHOULDER])

    @property
    def down(self) -> Vector:
        """Unit vector across the shoulders, away from the head."""
        across = self.left
        down = np.array([-across[1], across[0]])
        middle = 0.5 * (self.points[LEFT_SHOULDER] + self.points[RIGHT_SHOULDER])
        return down if float(down @ (middle - self.points[NOSE])) >= 0 else -down

    @property
    def frontal(self) -> float:
        """0..1, how far the shoulders are seen from the front; what is foreshortened moves less."""
        width = float(np.hypot(*(self.points[LEFT_SHOULDER] - self.points[RIGHT_SHOULDER])))
        return min(1.0, width / (_FRONTAL_SHOULDERS * self.scale))

    @property
    def spine(self) -> tuple[Vector, Vector]:
        """The middle of the shoulders, and the vector from there to the middle of the hips."""
        top = 0.5 * (self.points[LEFT_SHOULDER] + self.points[RIGHT_SHOULDER])
        return top, 0.5 * (self.points[LEFT_HIP] + self.points[RIGHT_HIP]) - top

    def holds(self, place: Vector) -> bool:
        """Whether a place lies within the picture."""
        return bool((place >= 0).all() and (place <= np.array(self.size) - 1.0).all())


def body_scale(subject: Subject) -> float:
    """The unit of length of the subject's body, in pixels: of its face, or of the body itself where no face is its own.

    A turned face is narrower but not lower, so the larger of its two measures counts.

    Raises:
        ValueError: the subject has no body.
    """
    if subject.body is None:
        raise ValueError("a subject without a body")
    points = subject.body.points.astype(np.float64)
    face = own_face(subject)
    if face is not None:
        height = float(np.hypot(*(face.landmarks[_CHIN] - face.landmarks[_FOREHEAD])))
        return max(face.scale, 0.5 * height)
    shoulders = points[LEFT_SHOULDER] - points[RIGHT_SHOULDER]
    spine = points[LEFT_HIP] + points[RIGHT_HIP] - points[LEFT_SHOULDER] - points[RIGHT_SHOULDER]
    return max(
        1.0,
        float(np.hypot(*shoulders)) / _SHOULDERS_PER_FACE_SCALE,
        0.5 * float(np.hypot(*spine)) / _TORSO_PER_FACE_SCALE,
    )


def own_face(subject: Subject) -> Face | None:
    """The face that sits on the subject's body; None where none does."""
    if subject.body is None:
        return None
    nose = subject.body.points[NOSE].astype(np.float64)

    def distance(face: Face) -> float:
        x0, y0, x1, y1 = face.box
        return float(np.hypot(*(nose - [0.5 * (x0 + x1), 0.5 * (y0 + y1)]))) / face.scale

    nearest = min(subject.faces, key=distance, default=None)
    return nearest if nearest is not None and distance(nearest) < _NEAR_NOSE else None


def _unit(vector: Vector) -> Vector:
    length = float(np.hypot(*vector))
    return vector / length if length > 0 else np.array([1.0, 0.0])
