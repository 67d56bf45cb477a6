"""Self-augmentation: one random crop, turn and flip for both pictures of a pair, which keeps the subject in view.

MirrorPPR 3.4 and A.3. Lost in the text: the steps of the rotation (here quarter turns) and how much a crop takes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mirrorppr_desktop.dataset.grid import Placement, Region, grid_size
from mirrorppr_desktop.photo.photo import RGB8, Size

WIDEST: Final = 3.0  # aspects go from 1:3 to 3:1
LEAST_AREA: Final = 0.4  # of the picture, where the subject leaves room for so little
KEPT: Final = 0.95  # of each side of the subject's box
TURNS: Final = (0.7, 0.1, 0.1, 0.1)  # how often by 0, 90, 180, 270 degrees
FLIPS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Framed:
    """A picture and what must stay in view, in its pixels."""

    size: Size
    subject: Region


@dataclass(frozen=True, slots=True)
class Augmentation:
    """A crop at the size wanted, then quarter turns against the clock, then a flip left to right."""

    placement: Placement
    turns: int
    flip: bool

    def apply(self, picture: RGB8) -> RGB8:
        """(H, W, 3)."""
        turned = np.rot90(self.placement.cut(picture), self.turns)
        return np.ascontiguousarray(turned[:, ::-1] if self.flip else turned)


def drawn_size(framed: Sequence[Framed], area: float, chance: random.Random) -> Size:
    """A size of about `area` that each of the pictures can be cropped to: its aspect log-uniform in what fits all.

    Where no aspect fits all, that of the first picture as it is.
    """
    ranges = [aspect_range(one) for one in framed]
    low, high = max(one[0] for one in ranges), min(one[1] for one in ranges)
    if low >= high:
        return grid_size(framed[0].size[0] / framed[0].size[1], area)
    return grid_size(math.exp(chance.uniform(math.log(low), math.log(high))), area)


def aspect_range(framed: Framed) -> tuple[float, float]:
    """The least and the largest aspect of a crop that keeps the subject, within 1:3 and 3:1."""
    width, height = framed.size
    need_x, need_y = _needed(framed.subject)
    return max(1 / WIDEST, need_x / height), min(WIDEST, width / need_y)


def drawn_augmentation(framed: Framed, size: Size, chance: random.Random) -> Augmentation:
    """A crop of random place and extent that keeps the subject, turned and flipped, so that `size` comes out.

    A turn that would need a crop which cannot keep the subject is left out.
    """
    turns = chance.choices(range(4), TURNS)[0]
    flip = chance.random() < FLIPS
    if turns % 2 and not _fits(framed, size[1] / size[0]):
        turns = chance.choice((0, 2))
    upright = size if turns % 2 == 0 else (size[1], size[0])
    return Augmentation(Placement(_drawn_region(framed, upright[0] / upright[1], chance), upright), turns, flip)


def _drawn_region(framed: Framed, aspect: float, chance: random.Random) -> Region:
    width, height = framed.size
    need_x, need_y = _needed(framed.subject)
    widest = min(width, height * aspect)
    least = max(need_x, need_y * aspect, math.sqrt(LEAST_AREA * width * height * aspect))
    least = min(least, widest)
    # The area is uniform, and with it the square of a side.
    across = math.sqrt(chance.uniform(least**2, widest**2))
    down = across / aspect
    x0 = _drawn_start((framed.subject[0], framed.subject[2]), across, width, chance)
    y0 = _drawn_start((framed.subject[1], framed.subject[3]), down, height, chance)
    return x0, y0, x0 + across, y0 + down


def _drawn_start(subject: tuple[float, float], extent: float, limit: float, chance: random.Random) -> float:
    """Where a crop begins along one side: in the picture, and over what must be kept of the subject where that fits."""
    low, high = subject
    last = max(0.0, limit - extent)
    margin = (1 - KEPT) / 2 * (high - low)
    first_good = min(last, max(0.0, high - margin - extent))
    last_good = min(last, max(0.0, low + margin))
    if first_good > last_good:  # the crop is smaller than the subject: over its middle
        return min(last, max(0.0, (low + high) / 2 - extent / 2))
    return chance.uniform(first_good, last_good)


def _needed(subject: Region) -> tuple[float, float]:
    return KEPT * max(1.0, subject[2] - subject[0]), KEPT * max(1.0, subject[3] - subject[1])


def _fits(framed: Framed, aspect: float) -> bool:
    low, high = aspect_range(framed)
    return low <= aspect <= high
