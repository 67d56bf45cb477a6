"""Why two photos are no exemplar pair: one picture in two crops, or two pictures. Told by where the faces lie."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import DifferentCrop, DifferentPictures, DifferentProportions, PairError
from mirrorppr_desktop.measure.likeness import LEAST_LIKENESS, grey, likeness
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Photo
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.landmarks import MESH_POINTS
from mirrorppr_desktop.subject.subject import Face

_FACES = 4  # of each picture that are compared, the largest first
_FACE_PX = 120  # distance between the outer eye corners where faces are compared
_AROUND = 1.0  # in units of that distance: hair and background tell pictures of one person apart
_INSIDE = 0.02  # of a side: how far a crop may seem to stick out of the picture that it was cut from


def mismatch(source: Photo, target: Photo, *, same_proportions: bool = True) -> PairError:
    """The error that says how the two differ."""
    before, after = source.header.path.name, target.header.path.name
    seen = _Views(srgb_view(source, ANALYSIS_PX), srgb_view(target, ANALYSIS_PX))
    placed = seen.placement()
    if placed is None:
        kind = DifferentPictures if same_proportions else DifferentProportions
        return kind(
            f"{before} and {after} do not show the same picture; choose one photo and its own retouched version"
        )
    for part, whole, matrix, views in (
        (after, before, placed, (seen.after, seen.before)),
        (before, after, cv2.invertAffineTransform(placed), (seen.before, seen.after)),
    ):
        left_out = _left_out(matrix, *views)
        if left_out is not None:
            return DifferentCrop(
                f"{part} is cropped tighter than {whole} ({left_out:.0%}). Export it again with the same crop."
            )
    return DifferentCrop(
        f"{after} shows another part of the picture than {before}. Export it again with the same crop."
    )


@dataclass(frozen=True, slots=True)
class _Views:
    """Both pictures, reduced, (h, w, 3) sRGB."""

    before: RGB8
    after: RGB8

    def placement(self) -> NDArray[np.float64] | None:
        """(2, 3) that takes pixels of the picture after to where they lie in the one before; None: other pictures."""
        best: tuple[float, NDArray[np.float64]] | None = None
        for one in _largest_faces(self.before):
            for other in _largest_faces(self.after):
                matrix = _alignment(other, one)
                if matrix is not None:
                    same = self._likeness(one, matrix)
                    best = max(best or (same, matrix), (same, matrix), key=lambda pair: pair[0])
        return best[1] if best is not None and best[0] >= LEAST_LIKENESS else None

    def _likeness(self, face: Face, matrix: NDArray[np.float64]) -> float:
        """Of the two pictures around a face of the one before, aligned by `matrix`."""
        zoom = _FACE_PX / face.scale
        x0, y0, x1, y1 = face.box
        margin = _AROUND * face.scale
        size = (round((x1 - x0 + 2 * margin) * zoom), round((y1 - y0 + 2 * margin) * zoom))
        view = np.array([[zoom, 0, -(x0 - margin) * zoom], [0, zoom, -(y0 - margin) * zoom], [0, 0, 1]])
        placed = view @ np.vstack([matrix, [0, 0, 1]])
        both = np.full((2, size[1], size[0]), 255, np.uint8)
        pictures: list[RGB8] = []
        for i, (picture, affine) in enumerate(((self.before, view[:2]), (self.after, placed[:2]))):
            pictures.append(np.asarray(cv2.warpAffine(picture, affine, size, flags=cv2.INTER_LINEAR)))
            both[i] = cv2.warpAffine(np.full(picture.shape[:2], 255, np.uint8), affine, size)
        seen = cv2.erode(both.min(axis=0), np.ones((9, 9), np.uint8)) == 255
        rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
        if len(rows) < _FACE_PX or len(columns) < _FACE_PX:
            return 0.0
        window = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        one, other = (grey(np.ascontiguousarray(picture[window])) for picture in pictures)
        return likeness(one, other)


def _largest_faces(view: RGB8) -> list[Face]:
    faces = find(view, (view.shape[1], view.shape[0])).faces
    return sorted(faces, key=lambda face: face.scale, reverse=True)[:_FACES]


def _alignment(moved: Face, still: Face) -> NDArray[np.float64] | None:
    """(2, 3) similarity that takes one face's landmarks to the other's."""
    matrix, _ = cv2.estimateAffinePartial2D(moved.landmarks[:MESH_POINTS], still.landmarks[:MESH_POINTS])
    return None if matrix is None else np.asarray(matrix, np.float64)


def _left_out(matrix: NDArray[np.float64], part: RGB8, whole: RGB8) -> float | None:
    """Share of `whole` that `part` leaves out, 0..1; None where it is no part of it."""
    height, width = part.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]]) @ matrix[:, :2].T + matrix[:, 2]
    limit = np.array([whole.shape[1], whole.shape[0]])
    if (corners < -_INSIDE * limit).any() or (corners > (1 + _INSIDE) * limit).any():
        return None
    area = float(cv2.contourArea(corners.astype(np.float32)))
    return max(0.0, 1 - area / float(limit.prod()))
