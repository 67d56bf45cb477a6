"""Who is in a photo: faces, bodies, silhouette. Found on a reduced copy, told in pixels of the photo."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import Points, Size


@dataclass(frozen=True, slots=True)
class Face:
    """One face.

    number: 1, 2, ... left to right in the photo. landmarks: (478, 2), the 468 points of the MediaPipe face mesh and
    2 x 5 iris points, in pixels of the subject's size. box: x0, y0, x1, y1 of the 468 points. confidence: of the
    detector, 0..1. spread_px: how far the landmarks moved between the crops they were averaged over.
    """

    number: int
    landmarks: Points
    box: tuple[float, float, float, float]
    confidence: float
    spread_px: float

    @property
    def scale(self) -> float:
        """Distance between the outer corners of the eyes (landmarks 33 and 263), in pixels."""
        return float(np.hypot(*(self.landmarks[263] - self.landmarks[33])))

    def moved(self, dx: float, dy: float) -> Face:
        """The same face where its picture begins elsewhere."""
        x0, y0, x1, y1 = self.box
        by = np.array([dx, dy], np.float32)
        return replace(self, landmarks=self.landmarks + by, box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy))


@dataclass(frozen=True, slots=True)
class Body:
    """33 BlazePose points, (33, 2) in pixels of the subject's size, each with its visibility 0..1, (33,)."""

    points: Points
    visibility: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Subject:
    """All that was found in one photo. Coordinates are pixels of `size`.

    silhouette: (h, w) float32 0..1 probability of "person" on a reduced grid that spans the whole photo, or None
    where it was not asked for.
    """

    size: Size
    faces: tuple[Face, ...]
    body: Body | None = None
    silhouette: NDArray[np.float32] | None = None

    def scaled_to(self, size: Size) -> Subject:
        """The same subject in pixels of another size of the same photo."""
        if size == self.size:
            return self
        factor = np.array([size[0] / self.size[0], size[1] / self.size[1]], np.float32)

        def scale_points(points: Points) -> Points:
            # Pixel centres: (x + 0.5) scales, not x.
            return ((points + 0.5) * factor - 0.5).astype(np.float32)

        def scale_box(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
            (x0, y0), (x1, y1) = scale_points(np.array(box, np.float32).reshape(2, 2)).tolist()
            return x0, y0, x1, y1

        faces = tuple(
            replace(
                face,
                landmarks=scale_points(face.landmarks),
                box=scale_box(face.box),
                spread_px=face.spread_px * float(factor.mean()),
            )
            for face in self.faces
        )
        body = None if self.body is None else replace(self.body, points=scale_points(self.body.points))
        return Subject(size, faces, body, self.silhouette)
