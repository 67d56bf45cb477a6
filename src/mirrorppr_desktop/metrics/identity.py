"""How far a result is from its photo, face by face: identity similarity, and two stand-ins that need no model."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.metrics.embed import Embedder, Embedding, load_embedder
from mirrorppr_desktop.metrics.scores import ssim
from mirrorppr_desktop.photo.photo import RGB8, Points
from mirrorppr_desktop.subject.crop import Pyramid, Square
from mirrorppr_desktop.subject.detect import Candidate
from mirrorppr_desktop.subject.landmarks import LEFT_EYE, MESH_POINTS, RIGHT_EYE
from mirrorppr_desktop.subject.mesh import mesh
from mirrorppr_desktop.subject.subject import Face

_ROOM: Final = 2.4  # side of what is cut out around a face over its longer side: the mesh looks at 1.5 of it, turned
_FACE_PX: Final = 448  # larger faces are reduced to between this and its double: every model looks at less
_SSIM_PX: Final = 224
_SSIM_ROOM: Final = 1.3  # side of the square for SSIM over the face's longer side: with forehead and chin, little else
_MIN_SSIM_PX: Final = 16
_ALIGNED_EYES_PX: Final = 35.2  # between the eyes of a face of 112 px as ArcFace aligns it
_NOSE_TIP: Final = 4  # the foremost point of the mesh
_MOUTH_CORNERS, _MOUTH, _EARS = (61, 291), (13, 14), (234, 454)


@dataclass(frozen=True, slots=True)
class FaceMeasure:
    """One face before and after.

    face: its number. identity: cosine similarity of the model's answers, up to 1; None without a model.
    face_ssim: SSIM of the upright square around the face, the same square in both pictures, at most 224 px.
    displacement: mean distance between where each of the 468 landmarks is found before and after, as it is (turn, size
    and shift are not taken out), in distances of the outer eye corners; infinite where no face is found any more.
    """

    face: int
    identity: float | None
    face_ssim: float
    displacement: float


def compare_faces(before: RGB8, after: RGB8, faces: tuple[Face, ...], model: Path | None) -> tuple[FaceMeasure, ...]:
    """Measure each face of a photo against the same place of its result.

    Args:
        before, after: (H, W, 3) of one size, sRGB.
        faces: found in `before`, in its pixels.
        model: an ONNX file of the SFace or the ArcFace kind, loaded once per process; None measures no identity.

    Returns:
        One measure per face, in their order. What a model says about a face is compared and forgotten.

    Raises:
        PicturesDiffer: different sizes. ModelFileError: the model cannot be used, or the mesh model is missing.
    """
    if before.shape != after.shape:
        raise PicturesDiffer(
            f"the pictures are {before.shape[1]} x {before.shape[0]} and {after.shape[1]} x {after.shape[0]}: "
            "faces are compared in pictures of one size"
        )
    embedder = None if model is None else load_embedder(model)
    return tuple(_measure(before, after, face, embedder) for face in faces)


def _measure(before: RGB8, after: RGB8, face: Face, embedder: Embedder | None) -> FaceMeasure:
    window = _Window.around(face, before)
    first, second = Pyramid(window.cut(before)), Pyramid(window.cut(after))
    guess = window.points(face.landmarks)
    # Found anew in both, in the same way: what the finding itself gets wrong is the same in both and cancels.
    points = _found(first, guess)
    moved = _found(second, guess)
    identity = None
    if embedder is not None:
        here, there = (
            embedder(*_level(picture, five_points(guess if found is None else found)))
            for picture, found in ((first, points), (second, moved))
        )
        identity = _cosine(here, there)
    displacement = math.inf
    if moved is not None:
        start = (guess if points is None else points)[:MESH_POINTS]
        displacement = float(np.hypot(*(moved[:MESH_POINTS] - start).T).mean()) / _eye_distance(start)
    return FaceMeasure(face.number, identity, _face_ssim(first, second, guess), displacement)


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of a picture around a face, reduced by a whole number where the face is large."""

    x: int
    y: int
    width: int
    height: int
    factor: int

    @classmethod
    def around(cls, face: Face, picture: RGB8) -> _Window:
        x0, y0, x1, y1 = face.box
        side = max(x1 - x0, y1 - y0)
        factor = max(1, int(side / _FACE_PX))
        rows, columns = picture.shape[:2]
        reach = _ROOM * side / 2
        left, right = (int(np.clip((x0 + x1) / 2 + d, 0, columns)) for d in (-reach, reach))
        top, bottom = (int(np.clip((y0 + y1) / 2 + d, 0, rows)) for d in (-reach, reach))
        # Whole cells alone: the map between the grids stays exact.
        return cls(left, top, (right - left) // factor * factor, (bottom - top) // factor * factor, factor)

    def cut(self, picture: RGB8) -> RGB8:
        part = picture[self.y : self.y + self.height, self.x : self.x + self.width]
        if self.factor == 1:
            return np.ascontiguousarray(part)
        size = self.width // self.factor, self.height // self.factor
        reduced: RGB8 = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        return reduced

    def points(self, points: Points) -> Points:
        moved: Points = ((points - (self.x, self.y) + 0.5) / self.factor - 0.5).astype(np.float32)
        return moved


def five_points(landmarks: Points) -> Points:
    """The points that identity models align a face by, (5, 2): the eyes as the middle of their lids, so that a glance
    moves nothing; nose tip; corners of the mouth. In the order of the picture of a person facing us, left to right.
    """
    eyes = [landmarks[list(eye)].mean(axis=0) for eye in (RIGHT_EYE, LEFT_EYE)]
    return np.array([*eyes, landmarks[_NOSE_TIP], *landmarks[list(_MOUTH_CORNERS)]], np.float32)


def _level(picture: Pyramid, points: Points) -> tuple[RGB8, Points]:
    """The size of the picture from which 112 px are cut without aliasing, and the points in it."""
    eyes = float(np.hypot(*(points[1] - points[0])))
    level = int(np.clip(np.round(np.log2(max(eyes / _ALIGNED_EYES_PX, 1))), 0, len(picture.levels) - 1))
    scaled: Points = ((points + 0.5) / 2**level - 0.5).astype(np.float32)
    return picture.levels[level], scaled


def _found(picture: Pyramid, guess: Points) -> Points | None:
    """The landmarks of the face that should be where `guess` is, or None where there is none."""
    outline = guess[:MESH_POINTS]
    x0, y0 = (float(v) for v in outline.min(axis=0))
    x1, y1 = (float(v) for v in outline.max(axis=0))
    right, left, nose = five_points(guess)[:3]
    keypoints = np.array([right, left, nose, guess[list(_MOUTH)].mean(axis=0), *guess[list(_EARS)]], np.float32)
    found = mesh(picture, Candidate((x0, y0, x1, y1), keypoints, 1.0), precise=False)
    return None if found is None else found.points


def _face_ssim(first: Pyramid, second: Pyramid, landmarks: Points) -> float:
    across = landmarks[263] - landmarks[33]
    outline = landmarks[:MESH_POINTS]
    low, high = outline.min(axis=0), outline.max(axis=0)
    x, y = ((low + high) / 2).tolist()
    square = Square((x, y), _SSIM_ROOM * float((high - low).max()), float(np.arctan2(across[1], across[0])))
    length = int(np.clip(square.side, _MIN_SSIM_PX, _SSIM_PX))  # enlarged pixels would look alike for free
    return ssim(first.cut(square, length)[0], second.cut(square, length)[0])


def _eye_distance(landmarks: Points) -> float:
    return max(float(np.hypot(*(landmarks[263] - landmarks[33]))), 1e-6)


def _cosine(first: Embedding, second: Embedding) -> float:
    if np.array_equal(first, second):
        return 1.0
    return float(np.clip(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)), -1, 1))
