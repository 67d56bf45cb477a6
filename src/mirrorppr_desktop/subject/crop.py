"""Square views of a picture at the size that a model wants: any place, size and turn, without aliasing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8, Size

Affine: TypeAlias = NDArray[np.float64]  # (2, 3), from pixels of one picture to pixels of another
Positions: TypeAlias = NDArray[np.float64]  # (N, 2), x then y, pixel centres


@dataclass(frozen=True, slots=True)
class Square:
    """A square on the picture's plane, which may reach beyond it.

    centre: x, y of its middle. side: in pixels of the picture. roll: radians by which its upper side is turned,
    positive from x toward y.
    """

    centre: tuple[float, float]
    side: float
    roll: float = 0.0


class Pyramid:
    """A picture and its halves, down to a few pixels; what models look at is cut from the nearest size."""

    def __init__(self, image: RGB8) -> None:
        self.levels = [image]
        while min(self.levels[-1].shape[:2]) >= 32:
            height, width = (length // 2 for length in self.levels[-1].shape[:2])
            # An exact half is many times faster; the odd last row or column is left out.
            even = self.levels[-1][: 2 * height, : 2 * width]
            self.levels.append(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA))

    @property
    def size(self) -> Size:
        """Width and height of the picture."""
        return self.levels[0].shape[1], self.levels[0].shape[0]

    def cut(self, square: Square, length: int) -> tuple[RGB8, Affine]:
        """The square at length x length pixels, upright, black beyond the picture.

        Returns:
            the view; the map from pixels of the picture to pixels of the view.
        """
        shrink = square.side / length
        # What linear interpolation has still to shrink lies between 0.7 and 1.4.
        level = int(np.clip(np.round(np.log2(max(shrink, 1))), 0, len(self.levels) - 1))
        cos, sin = np.cos(square.roll) / shrink, np.sin(square.roll) / shrink
        linear = np.array([[cos, sin], [-sin, cos]])
        to_view = np.column_stack([linear, (length - 1) / 2 - linear @ np.array(square.centre)])
        # A pixel centre x of the level is (x + 0.5) * 2 ** level - 0.5 in the picture.
        factor = float(2**level)
        from_level = np.column_stack([linear * factor, to_view[:, 2] + linear.sum(axis=1) * (factor - 1) / 2])
        view = cv2.warpAffine(self.levels[level], from_level, (length, length), flags=cv2.INTER_LINEAR)
        return view, to_view


def moved(points: Positions, affine: Affine) -> Positions:
    """Points (N, 2) under an affine map."""
    result: Positions = points @ affine[:, :2].T + affine[:, 2]
    return result


def moved_back(points: Positions, affine: Affine) -> Positions:
    """Points (N, 2) under the inverse of an affine map."""
    # numpy's inverse wakes a thread of the linear algebra library that then spins for 50 ms.
    return moved(points, cv2.invertAffineTransform(affine))
