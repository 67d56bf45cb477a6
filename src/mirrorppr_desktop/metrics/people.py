"""Whether an exemplar pair shows one person: what an identity model says, or two stand-ins where there is no model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from mirrorppr_desktop.metrics.identity import FaceMeasure, compare_faces
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Points
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.landmarks import MESH_POINTS
from mirrorppr_desktop.subject.subject import Face

LEAST_SIMILARITY: Final = 0.6  # of a pair: retouched faces have 0.8 and more, two people mostly below 0.2
_FACES: Final = 4  # of each picture that are compared, the largest first


@dataclass(frozen=True, slots=True)
class PeopleMeasure:
    """How alike the people of a pair are, by the two faces that are most alike.

    identity: similarity by the model, up to 1; None without one. face_ssim, displacement: as in `FaceMeasure`, with the
    faces laid over each other.
    """

    identity: float | None
    face_ssim: float
    displacement: float

    @property
    def are_two(self) -> bool:
        """Whether a model says that these are two people; without one nothing says so."""
        return self.identity is not None and self.identity < LEAST_SIMILARITY


def compare_people(before: Path, after: Path, model: Path | None) -> PeopleMeasure | None:
    """Compare the faces of two photos, wherever they lie; None where one of the two shows none.

    Args:
        model: as in `compare_faces`.

    Raises:
        PhotoError: one of the two cannot be read. ModelFileError: a model cannot be used.
    """
    here, there = (srgb_view(read(path), ANALYSIS_PX) for path in (before, after))
    best: FaceMeasure | None = None
    for one in _largest_faces(here):
        for other in _largest_faces(there):
            laid_over = _laid_over(there, other, one, (here.shape[1], here.shape[0]))
            if laid_over is not None:
                (measure,) = compare_faces(here, laid_over, (one,), model)
                best = measure if best is None or _alike(measure) > _alike(best) else best
    return None if best is None else PeopleMeasure(best.identity, best.face_ssim, best.displacement)


def compare_retouched(before: RGB8, after: RGB8, landmarks: Points, model: Path | None) -> PeopleMeasure | None:
    """Compare the face at `landmarks`, (468, 2), with the same place of the picture after; None where none is found.

    Raises:
        ModelFileError: a model cannot be used.
    """
    found = find(before, (before.shape[1], before.shape[0])).faces
    if not found:
        return None
    face = min(found, key=lambda one: float(np.abs(one.landmarks[:MESH_POINTS] - landmarks).mean()))
    (measure,) = compare_faces(before, after, (face,), model)
    return PeopleMeasure(measure.identity, measure.face_ssim, measure.displacement)


def two_people_words(before: str, after: str, similarity: float) -> str:
    """That a model takes the faces of two files, told by name, for two people."""
    return (
        f"{before} and {after} show two different people (similarity {similarity:.2f}; a pair needs "
        f"{LEAST_SIMILARITY:.2f}). Nothing was learned."
    )


def two_pictures_words(before: str, after: str, measure: PeopleMeasure | None) -> str:
    """That two files are not one picture, and what is known of the people in them."""
    if measure is None:
        return (
            f"{before} and {after} do not show the same picture, and no face is in both. Nothing was learned. "
            "Choose one photo and its own retouched version."
        )
    if measure.are_two and measure.identity is not None:
        return two_people_words(before, after, measure.identity)
    if measure.identity is not None:
        known = f"though perhaps one person (similarity {measure.identity:.2f})"
    else:
        moved = (
            ""
            if not np.isfinite(measure.displacement)
            else (f", landmark displacement {measure.displacement:.2f} of the eye distance")
        )
        known = f"perhaps two people (no identity model; face-crop SSIM {measure.face_ssim:.2f}{moved})"
    return (
        f"{before} and {after} do not show the same picture, {known}. Nothing was learned. "
        "Choose one photo and its own retouched version."
    )


def _alike(measure: FaceMeasure) -> float:
    return measure.face_ssim if measure.identity is None else measure.identity


def _largest_faces(view: RGB8) -> list[Face]:
    faces = find(view, (view.shape[1], view.shape[0])).faces
    return sorted(faces, key=lambda face: face.scale, reverse=True)[:_FACES]


def _laid_over(picture: RGB8, moved: Face, still: Face, size: tuple[int, int]) -> RGB8 | None:
    """A picture turned, sized and shifted so that its face lies on another one."""
    matrix, _ = cv2.estimateAffinePartial2D(moved.landmarks[:MESH_POINTS], still.landmarks[:MESH_POINTS])
    if matrix is None:
        return None
    return np.asarray(cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)
