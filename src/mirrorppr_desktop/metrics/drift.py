"""Drift-compensated scoring: a shift or stretch of about a pixel that no one meant is taken out before a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.measure.drift import Drift
from mirrorppr_desktop.measure.flow import measure
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Photo, Pixels, Size

MEASURED_LONG_SIDE = 1600  # motion is measured on copies of this size, or on the pictures where they are smaller
_LEAST_SIDE_PX = 16  # optical flow needs some patches of 8 px
_TILE_PX = 1024
_CUBIC_MARGIN_PX = 3


@dataclass(frozen=True, slots=True)
class Motion:
    """What moved from one photo to another of the same size.

    before, after: the reduced sRGB copies that were measured. vectors: (h, w, 2) backward displacement on those copies,
    without the drift, zero where nothing significant moved. file_scale: pixels of the photo per pixel of the copies.
    drift: in pixels of the photo.
    """

    before: RGB8
    after: RGB8
    vectors: NDArray[np.float32]
    file_scale: float
    drift: Drift


def measure_motion(before: Photo, after: Photo) -> Motion:
    """Measure displacement and drift between two photos of one size.

    Pictures too small for optical flow show no motion.
    """
    first, second = srgb_view(before, MEASURED_LONG_SIDE), srgb_view(after, MEASURED_LONG_SIDE)
    view_size = (first.shape[1], first.shape[0])
    scale = before.size[0] / view_size[0]
    if min(view_size) < _LEAST_SIDE_PX:
        width, height = before.size
        still = Drift(np.zeros((2, 3)), (0, 0, width, height))
        return Motion(first, second, np.zeros((*first.shape[:2], 2), np.float32), scale, still)
    displacement = measure(second, first)
    drift = drift_for_size(displacement.drift_field, view_size, before.size)
    return Motion(first, second, displacement.vectors, scale, drift)


def carry_drift(picture: Pixels, drift: Drift) -> Pixels:
    """Give a picture the drift of the truth that it is scored against.

    The truth drifts against the query in a way that no exemplar tells, so no engine can know it. Carrying it onto the
    picture that is scored leaves the truth as it is, and resamples nothing where there is no drift.

    Args:
        picture: (H, W, C), 8 or 16 bit: the query, or a result made from it.
        drift: of the truth against the query, in pixels of this picture: truth(p) ~ query(p + drift(p)).

    Returns:
        (H, W, C): picture(p + drift(p)) inside the drift's box, cubic, borders replicated; `picture` itself where the
        drift is zero.
    """
    if not np.any(drift.affine):
        return picture
    out = picture.copy()
    x0, y0, x1, y1 = drift.box
    for y in range(y0, y1, _TILE_PX):  # cv2 maps at most 32767 px a side, and float maps of 60 MP take 0.5 GB
        for x in range(x0, x1, _TILE_PX):
            right, bottom = min(x + _TILE_PX, x1), min(y + _TILE_PX, y1)
            out[y:bottom, x:right] = _drifted_tile(picture, drift, (x, y, right, bottom))
    return out


def drift_for_size(drift: Drift, measured_at: Size, size: Size) -> Drift:
    """The same drift in pixels of another size of the same picture. Pixel centres: x + 0.5 scales, not x."""
    if measured_at == size:
        return drift
    scale = np.array([size[0] / measured_at[0], size[1] / measured_at[1]])
    measured_from_new = np.diag([*(1 / scale), 1.0])  # (3, 3), homogeneous
    measured_from_new[:2, 2] = 0.5 / scale - 0.5
    corners = np.array(drift.box, np.float64).reshape(2, 2) * scale
    (x0, y0), (x1, y1) = np.rint(corners).astype(int).tolist()
    return Drift(scale[:, None] * (drift.affine @ measured_from_new), (x0, y0, min(x1, size[0]), min(y1, size[1])))


def _drifted_tile(picture: Pixels, drift: Drift, tile: tuple[int, int, int, int]) -> NDArray[Any]:
    x0, y0, x1, y1 = tile
    x, y = np.meshgrid(np.arange(x0, x1, dtype=np.float64), np.arange(y0, y1, dtype=np.float64))
    a = drift.affine
    map_x = x + a[0, 0] * x + a[0, 1] * y + a[0, 2]
    map_y = y + a[1, 0] * x + a[1, 1] * y + a[1, 2]
    height, width = picture.shape[:2]
    left, right = _window(map_x, width)
    top, bottom = _window(map_y, height)
    warped = cv2.remap(
        picture[top:bottom, left:right],
        (map_x - left).astype(np.float32),
        (map_y - top).astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(warped).reshape(y1 - y0, x1 - x0, picture.shape[2])  # cv2 drops a single channel's axis


def _window(positions: NDArray[np.float64], length: int) -> tuple[int, int]:
    """First and one past last pixel that the positions draw on, never empty."""
    first = int(np.clip(np.floor(positions.min()) - _CUBIC_MARGIN_PX, 0, length - 1))
    last = int(np.clip(np.ceil(positions.max()) + _CUBIC_MARGIN_PX, 0, length - 1))
    return first, last + 1
