"""Which part of a picture belongs to a face."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.subject.landmarks import FACE_OVAL

_REACH = (0.25, 0.5)  # beyond the face oval, fading out between the two, in units of the face's scale


def near_face(landmarks: NDArray[np.floating[Any]], scale: float, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """(H, W) for a picture of shape (H, W, 3): 1 on the face, fading to 0 outside of it."""
    outside = np.full(shape[:2], 255, np.uint8)
    cv2.fillPoly(outside, [np.rint(landmarks[list(FACE_OVAL)]).astype(np.int32)], 0)
    distance = cv2.distanceTransform(outside, cv2.DIST_L2, 5) / scale
    t = np.clip((distance - _REACH[0]) / (_REACH[1] - _REACH[0]), 0, 1)
    return np.asarray(1 - t * t * (3 - 2 * t), np.float32)
