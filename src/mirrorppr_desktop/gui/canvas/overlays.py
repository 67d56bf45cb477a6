"""Maps over a photo, as pictures of its size: numpy arrays in, (H, W, 3) sRGB out. cv2 is loaded by the first one."""

from __future__ import annotations

import math
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mirrorppr_desktop.gui.canvas.movement import Movement
    from mirrorppr_desktop.gui.canvas.viewport import Size
    from mirrorppr_desktop.photo.photo import RGB8

GROUND: Final = 0.42  # brightness of the grey photo under the colours
FACTORS: Final = (1, 4, 8)
_FADE: Final = 0.12  # of the scale: below it the colours give way to the photo


class Overlay(StrEnum):
    """What can lie over a photo; each is on or off."""

    DIFFERENCE = "difference"
    ARROWS = "arrows"
    OUTLINE = "outline"
    LANDMARKS = "landmarks"


class MapKind(StrEnum):
    """What the difference overlay shows."""

    MOVEMENT = "movement"  # how far each place went
    DIFFERENCE = "difference"  # |after - before|, amplified


@cache
def magma() -> NDArray[np.uint8]:
    """The colours of lengths, (256, 3): from #000004 to #FCFDBF."""
    import cv2

    ramp = np.arange(256, dtype=np.uint8).reshape(-1, 1)
    colours = np.asarray(cv2.applyColorMap(ramp, cv2.COLORMAP_MAGMA))[:, 0, ::-1]
    made: NDArray[np.uint8] = np.ascontiguousarray(colours)
    return made


def movement_map(photo: RGB8, movement: Movement | None, size: Size) -> RGB8:
    """The photo in dark grey, and over it the length of the movement in colours.

    photo: (H, W, 3), a reduced copy of the file of `size`. The scale ends at `movement.rim` pixels of the file.
    """
    import cv2

    grey = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY))
    dark = np.asarray(cv2.convertScaleAbs(grey, alpha=GROUND))
    out = np.asarray(cv2.cvtColor(dark, cv2.COLOR_GRAY2RGB))
    if movement is None:
        return out
    height, width = photo.shape[:2]
    fx, fy = width / size[0], height / size[1]
    x0, y0 = math.floor(movement.box[0] * fx), math.floor(movement.box[1] * fy)
    x1, y1 = min(width, math.ceil(movement.box[2] * fx)), min(height, math.ceil(movement.box[3] * fy))
    if x1 <= x0 or y1 <= y0:
        return out
    share = np.asarray(
        cv2.resize(movement.length * np.float32(1 / movement.rim), (x1 - x0, y1 - y0), interpolation=cv2.INTER_LINEAR)
    )
    level = cv2.convertScaleAbs(share, alpha=255)
    colours = magma()[level]
    weight = np.clip(share / _FADE, 0, 1)[..., None].astype(np.float32)
    part = out[y0:y1, x0:x1]
    part[:] = (part + (colours - part.astype(np.float32)) * weight + 0.5).astype(np.uint8)
    return out


def difference_map(before: RGB8, after: RGB8, factor: int) -> RGB8:
    """|after - before| times a factor: black where nothing differs."""
    import cv2

    difference = np.asarray(cv2.absdiff(before, after))
    return np.asarray(cv2.convertScaleAbs(difference, alpha=factor)) if factor != 1 else difference


def unchanged_share(before: RGB8, after: RGB8) -> float:
    """The part of the pixels that are the same in both, 0..1."""
    same: NDArray[np.bool_] = (before == after).all(axis=2)
    return float(same.mean())
