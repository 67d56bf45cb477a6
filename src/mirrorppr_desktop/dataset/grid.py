"""Sizes that the networks take: an area, sides that are multiples of 16, and no distortion on the way there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np

from mirrorppr_desktop.photo.photo import RGB8, Points, Size

STEP: Final = 16  # of a side; the patch of the networks
MEGAPIXEL: Final = 1024 * 1024  # as the paper counts: 1 MP is 1024 x 1024
Region: TypeAlias = tuple[float, float, float, float]  # x0, y0, x1, y1 on the picture's plane: pixel k spans k to k + 1


def grid_size(aspect: float, area: float) -> Size:
    """The size of about that area and aspect (width over height) whose sides are multiples of 16.

    Of the sizes around the exact one, that which is nearest in aspect and area, both told as ratios.
    """
    width, height = math.sqrt(area * aspect), math.sqrt(area / aspect)
    near = [
        (max(1, columns) * STEP, max(1, rows) * STEP)
        for columns in (math.floor(width / STEP), math.ceil(width / STEP))
        for rows in (math.floor(height / STEP), math.ceil(height / STEP))
    ]
    return min(near, key=lambda size: abs(math.log(size[0] / size[1] / aspect)) + abs(math.log(math.prod(size) / area)))


def base_size(size: Size, area: float) -> Size:
    """The size of a working copy: `grid_size` of the photo's own aspect, never more than the photo has.

    Raises:
        ValueError: a side is shorter than 16.
    """
    if min(size) < STEP:
        raise ValueError(f"a picture of {size[0]} x {size[1]} is smaller than one step of {STEP}")
    wanted = grid_size(size[0] / size[1], min(area, math.prod(size)))
    return min(wanted[0], size[0] // STEP * STEP), min(wanted[1], size[1] // STEP * STEP)


def inner_region(region: Region, aspect: float) -> Region:
    """The largest part of a region of that aspect, around its middle."""
    x0, y0, x1, y1 = region
    width, height = x1 - x0, y1 - y0
    width, height = min(width, height * aspect), min(height, width / aspect)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a picture of `size` comes from: `region` of another, scaled by nearly the same factor along both sides."""

    region: Region
    size: Size

    @property
    def scale(self) -> tuple[float, float]:
        """Pixels of this picture per pixel of the other, along x and y."""
        x0, y0, x1, y1 = self.region
        return self.size[0] / (x1 - x0), self.size[1] / (y1 - y0)

    def points(self, points: Points) -> Points:
        """Points (N, 2) of the other picture in pixels of this one; pixel centres, so x + 0.5 scales, not x."""
        moved: Points = ((points + 0.5 - np.array(self.region[:2])) * np.array(self.scale) - 0.5).astype(np.float32)
        return moved

    def box(self, region: Region) -> Region:
        """A region of the other picture on the plane of this one, clipped to it."""
        x0, y0, _, _ = self.region
        (sx, sy), (width, height) = self.scale, self.size
        return (
            max(0.0, (region[0] - x0) * sx),
            max(0.0, (region[1] - y0) * sy),
            min(float(width), (region[2] - x0) * sx),
            min(float(height), (region[3] - y0) * sy),
        )

    def cut(self, picture: RGB8) -> RGB8:
        """(H, W, 3) of this picture: area average where it shrinks, cubic where it grows; exact where neither."""
        x0, y0, x1, y1 = self.region
        left, top = math.floor(x0 + 1e-6), math.floor(y0 + 1e-6)
        right = min(picture.shape[1], math.ceil(x1 - 1e-6))
        bottom = min(picture.shape[0], math.ceil(y1 - 1e-6))
        part = picture[top:bottom, left:right]
        if (right - left, bottom - top) == self.size:
            return np.ascontiguousarray(part)
        sx, sy = self.scale
        whole = (right - left, bottom - top) == (x1 - x0, y1 - y0)
        if whole:
            kind = cv2.INTER_AREA if sx < 1 else cv2.INTER_CUBIC
            return np.asarray(cv2.resize(part, self.size, interpolation=kind), np.uint8)
        # Fractions of a pixel: an average over whole cells first, then one step of interpolation.
        factor = max(1, math.floor(1 / max(sx, sy)))
        if factor > 1:
            shape = max(1, (right - left) // factor), max(1, (bottom - top) // factor)
            part = part[: shape[1] * factor, : shape[0] * factor]
            part = np.asarray(cv2.resize(part, shape, interpolation=cv2.INTER_AREA), np.uint8)
        # Backward: pixel u of this picture lies at (u + 0.5) / scale + region - 0.5 of the other.
        ax, ay = 1 / (sx * factor), 1 / (sy * factor)
        bx, by = ((x0 - left) / factor + 0.5 * ax - 0.5, (y0 - top) / factor + 0.5 * ay - 0.5)
        matrix = np.array([[ax, 0, bx], [0, ay, by]])
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(part, matrix, self.size, flags=flags, borderMode=cv2.BORDER_REPLICATE))


def working_copy(region: Region, area: float) -> Placement:
    """The working copy of a region of a photo: at most about `area` pixels; a few of the rim go for the multiples.

    Raises:
        ValueError: a side is shorter than 16.
    """
    x0, y0, x1, y1 = (math.floor(region[0]), math.floor(region[1]), math.ceil(region[2]), math.ceil(region[3]))
    width, height = x1 - x0, y1 - y0
    if width * height <= 1.05 * area:  # no pixel is resampled for so little
        if min(width, height) < STEP:
            raise ValueError(f"a picture of {width} x {height} is smaller than one step of {STEP}")
        size = width // STEP * STEP, height // STEP * STEP
        left, top = x0 + (width - size[0]) // 2, y0 + (height - size[1]) // 2
        return Placement((left, top, left + size[0], top + size[1]), size)
    size = base_size((width, height), area)
    return Placement(inner_region((x0, y0, x1, y1), size[0] / size[1]), size)
