"""Whether something covers a face: hands, dark glasses, a mask, closed eyes. Told from landmarks and levels alone.

The models that this program has see no glasses and no hair. Limits stand between what 102 portraits have (90 official
ones, 12 published query photos) and what copies of 13 of them have with lenses, a mask and hand-like shapes drawn in.
Not told: clear or lightly tinted glasses, hair, a hand on cheek, nose or forehead that leaves eyes and lips free.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8, Points
from mirrorppr_desktop.subject.subject import Body, Face

_UNSURE: Final = 0.021  # spread of the landmarks over the eyes' distance; portraits 0.007 to 0.0195, masks from 0.022
_DARK_LENSES: Final = 0.4  # level of the skin under the eyes over that of the cheeks; portraits 0.43 to 1.18
_EYE_LIKE_SKIN: Final = 0.77  # level of an iris over that of the cheeks; portraits to 0.69, covered eyes from 0.83
_LIPS_LIKE_SKIN: Final = 2.0  # difference in CIELAB of lips and what is around; portraits from 3.2, covered to 0.4
_UNDER_EYES: Final = (229, 230, 231, 449, 450, 451)
_CHEEKS: Final = (50, 101, 205, 280, 330, 425)
_IRISES: Final = (468, 473)
_OUTER_LIPS: Final = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
_INNER_LIPS: Final = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191)
_AROUND_LIPS: Final = (1.15, 1.5)  # from, to; of the size of the lips
_HANDS: Final = slice(15, 23)  # wrists and fingers of the 33 points of a body
_SEEN: Final = 0.5


def occlusion_complaint(picture: RGB8, face: Face, body: Body | None) -> str | None:
    """What covers the face, in words; None where nothing was found to.

    Args:
        picture: (H, W, 3) sRGB.
        face, body: in its pixels.
    """
    if face.spread_px / face.scale > _UNSURE:
        return "the landmarks of the face are unsure: something covers it, or it is no clear face"
    if body is not None and _hand_in_front(face, body):
        return "a hand is in front of the face"
    cheeks = max(1.0, level_at(picture, face, _CHEEKS))
    if level_at(picture, face, _UNDER_EYES) < _DARK_LENSES * cheeks:
        return "the eyes are covered: dark glasses, or a hard shadow"
    if max(level_at(picture, face, (iris,)) for iris in _IRISES) > _EYE_LIKE_SKIN * cheeks:
        return "an eye is covered or closed"
    if _lips_stand_out(picture, face.landmarks) < _LIPS_LIKE_SKIN:
        return "the mouth is covered"
    return None


def level_at(picture: RGB8, face: Face, landmarks: tuple[int, ...]) -> float:
    """Median grey level around landmarks."""
    height, width = picture.shape[:2]
    reach = max(1, round(0.02 * face.scale))
    levels = []
    for x, y in np.rint(face.landmarks[list(landmarks)]).astype(int).tolist():
        if reach <= x < width - reach and reach <= y < height - reach:
            levels.append(float(picture[y - reach : y + reach + 1, x - reach : x + reach + 1].mean()))
    return float(np.median(levels)) if levels else 0.0


def _hand_in_front(face: Face, body: Body) -> bool:
    x0, y0, x1, y1 = face.box
    points, seen = body.points[_HANDS], body.visibility[_HANDS] > _SEEN
    inside = (points[:, 0] > x0) & (points[:, 0] < x1) & (points[:, 1] > y0) & (points[:, 1] < y1)
    return bool((inside & seen).sum() >= 2)


def _lips_stand_out(picture: RGB8, landmarks: Points) -> float:
    """How different the lips are from the skin around them, in CIELAB; large where there is too little to tell."""
    outer, inner = landmarks[list(_OUTER_LIPS)], landmarks[list(_INNER_LIPS)]
    centre = outer.mean(axis=0)
    height, width = picture.shape[:2]
    reach = _AROUND_LIPS[1] * np.abs(outer - centre).max(axis=0) + 2
    x0, y0 = np.maximum(np.floor(centre - reach), 0).astype(int).tolist()
    x1, y1 = np.minimum(np.ceil(centre + reach), (width, height)).astype(int).tolist()
    if x1 - x0 < 4 or y1 - y0 < 4:
        return float("inf")
    crop = np.ascontiguousarray(picture[y0:y1, x0:x1])
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)

    def within(points: Points, size: float = 1.0) -> NDArray[np.bool_]:
        mask = np.zeros(crop.shape[:2], np.uint8)
        around = points.mean(axis=0)
        cv2.fillPoly(mask, [np.rint((points - around) * size + around - (x0, y0)).astype(np.int32)], (1,))
        return mask.astype(bool)

    lips = within(outer) & ~within(inner)
    near, far = _AROUND_LIPS
    skin = within(outer, far) & ~within(outer, near)
    if lips.sum() < 20 or skin.sum() < 20:
        return float("inf")
    return float(np.linalg.norm(np.median(lab[lips], axis=0) - np.median(lab[skin], axis=0)))
