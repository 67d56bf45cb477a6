"""Which photos are fit to make pairs from, and why the others are not: A.1 of MirrorPPR, as far as photos alone tell.

Limits that the paper leaves open were set on 90 official portraits and blurred, darkened and covered copies of them.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.dataset.grid import Region
from mirrorppr_desktop.dataset.occlusion import occlusion_complaint
from mirrorppr_desktop.dataset.pose import head_pose
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.subject.subject import Face, Subject

MAX_TURN: Final = 20.0  # degrees, of the head about each axis; the paper's number is lost
LEAST_EYES_PX: Final = 48.0  # between the outer eye corners: below, an edit of the nose is a fraction of a pixel
LEAST_PORTRAIT_PX: Final = 512**2  # area of the person in a photo for professional pairs; the paper's number is lost
_SHARPNESS_PX: Final = 160.0  # between the outer eye corners, where sharpness is judged
_LEAST_SHARPNESS: Final = 0.45  # portraits 1.1 to 3.5, blurred by 2 px 0.2 to 0.46
_MOST_NOISE: Final = 10.0  # levels
_DARKEST, _BRIGHTEST = 32.0, 226.0  # mean level of a face
_MOST_CLIPPED: Final = 0.2
_MOST_BLACK: Final = 0.4
_IN_SILHOUETTE: Final = 0.5
# Immerkaer 1996: what a plane and an edge leave at 0.
_NOISE_KERNEL: Final = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


def complaint(picture: RGB8, subject: Subject, *, professional: bool, portrait_px: float) -> str | None:
    """Why a photo is left out, in words; None where it is fit.

    Args:
        picture: (H, W, 3) sRGB, as large as the pairs will be.
        subject: in its pixels, with its body.
        professional: for professional pairs, whose heads may be turned and whose person must be large; simulated pairs
            are of faces.
        portrait_px: area of the person in the photo itself, see `portrait_area`.
    """
    if not subject.faces:
        return "no face was found"
    if len(subject.faces) > 1:
        return f"{len(subject.faces)} faces: a pair shows one person"
    face = subject.faces[0]
    if face.scale < LEAST_EYES_PX:
        return f"the face is too small ({face.scale:.0f} px between the outer eye corners, {LEAST_EYES_PX:.0f} needed)"
    if professional:
        if portrait_px < LEAST_PORTRAIT_PX:
            return f"the person is too small ({portrait_px / 1e6:.2f} megapixels, {LEAST_PORTRAIT_PX / 1e6:.2f} needed)"
    else:
        pose = head_pose(face.landmarks)
        if pose.largest > MAX_TURN:
            return (
                f"the head is turned too far (yaw {pose.yaw:.0f}, pitch {pose.pitch:.0f}, roll {pose.roll:.0f} degrees;"
                f" up to {MAX_TURN:.0f})"
            )
    return _quality_complaint(picture, face) or occlusion_complaint(picture, face, subject.body)


def portrait_area(subject: Subject) -> float:
    """Pixels that belong to the person."""
    if subject.silhouette is None:
        return 0.0
    return float((subject.silhouette > _IN_SILHOUETTE).mean()) * subject.size[0] * subject.size[1]


def person_box(subject: Subject) -> Region:
    """Around silhouette and face, in pixels of the subject's size; the whole picture where there is neither."""
    corners: list[tuple[float, float]] = []
    for face in subject.faces:
        corners += [face.box[:2], face.box[2:]]
    if subject.silhouette is not None:
        inside = subject.silhouette > _IN_SILHOUETTE
        rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
        if len(rows):
            scale = np.array(subject.size) / inside.shape[::-1]
            corners += [tuple(scale * (columns[0], rows[0])), tuple(scale * (columns[-1] + 1, rows[-1] + 1))]
    if not corners:
        return 0.0, 0.0, float(subject.size[0]), float(subject.size[1])
    (x0, y0), (x1, y1) = np.min(corners, axis=0), np.max(corners, axis=0)
    width, height = subject.size
    return max(0.0, float(x0)), max(0.0, float(y0)), min(float(width), float(x1)), min(float(height), float(y1))


def _quality_complaint(picture: RGB8, face: Face) -> str | None:
    x0, y0, x1, y1 = (round(value) for value in face.box)
    crop = picture[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
    if min(crop.shape[:2]) < 8:
        return "the face reaches out of the picture"
    grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(crop), cv2.COLOR_RGB2GRAY), np.float32)
    mean, clipped, black = float(grey.mean()), float((grey > 250).mean()), float((grey < 8).mean())
    if mean < _DARKEST or black > _MOST_BLACK:
        return f"the face is too dark (mean level {mean:.0f} of 255, {black:.0%} black)"
    if mean > _BRIGHTEST or clipped > _MOST_CLIPPED:
        return f"the face is overexposed (mean level {mean:.0f} of 255, {clipped:.0%} white)"
    noise = float(np.median(np.abs(cv2.filter2D(grey, -1, _NOISE_KERNEL)))) / (6 * 0.6745)
    if noise > _MOST_NOISE:
        return f"the face is too noisy ({noise:.0f} levels)"
    sharpness = _sharpness(grey, face.scale)
    if sharpness < _LEAST_SHARPNESS:
        return f"the face is blurred (sharpness {sharpness:.2f}, {_LEAST_SHARPNESS:.2f} needed)"
    return None


def _sharpness(grey: NDArray[np.float32], eyes_px: float) -> float:
    """Strong curvature of the levels over their contrast, at a size at which faces can be compared."""
    zoom = _SHARPNESS_PX / eyes_px
    if zoom < 1:
        grey = np.asarray(cv2.resize(grey, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA), np.float32)
    curvature = np.abs(cv2.Laplacian(grey, cv2.CV_32F, ksize=3))
    return float(np.percentile(curvature, 95)) / (float(grey.std()) + 1)
