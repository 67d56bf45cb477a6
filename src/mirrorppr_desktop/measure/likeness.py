"""Whether two aligned pictures are one picture, however it was graded and retouched."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8

LEAST_LIKENESS = 0.4  # retouched pairs have 0.85 and more, different portraits 0.04 and less
_EDGE_LEVELS = 4.0


def likeness(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Correlation of the directions of edges: some 0.9 for a picture and its retouch, 0.0 for two pictures."""
    a, b = _edges(one), _edges(other)
    return float((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum() + 1e-9))


def _edges(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """(2, H, W) gradient, its length levelled so that strong edges do not drown the others."""
    smooth = cv2.GaussianBlur(picture, (0, 0), 2)
    gradient = np.stack([cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)])
    return np.asarray(gradient / (np.hypot(gradient[0], gradient[1]) + _EDGE_LEVELS))


def grey(picture: RGB8) -> NDArray[np.float32]:
    """(H, W) levels of 255."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)
