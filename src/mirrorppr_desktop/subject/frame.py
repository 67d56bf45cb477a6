"""The part of a picture around a face: what is looked at where the whole picture would show the face too small."""

from __future__ import annotations

from typing import TypeAlias

from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.subject.subject import Face

Box: TypeAlias = tuple[float, float, float, float]  # x0, y0, x1, y1 on the picture's plane: pixel k spans k to k + 1
Frame: TypeAlias = tuple[int, int, int, int]  # the same in whole pixels


def face_region(face: Face, size: Size) -> Box:
    """A face as a crop has to keep it: the mesh, from brows to chin, with some forehead and room at its sides."""
    x0, y0, x1, y1 = face.box
    width, height = x1 - x0, y1 - y0
    return (
        max(0.0, x0 - 0.05 * width),
        max(0.0, y0 - 0.1 * height),
        min(float(size[0]), x1 + 0.05 * width),
        min(float(size[1]), y1 + 0.05 * height),
    )


def frame_around(region: Box, size: Size, factor: float) -> Frame:
    """The square around a region whose side is `factor` times the longer side of it.

    Where it would reach beyond the picture it is moved, and where the picture is too small it is smaller.
    """
    x0, y0, x1, y1 = region
    side = max(1, min(round(factor * max(x1 - x0, y1 - y0)), *size))
    left = min(max(0, round((x0 + x1 - side) / 2)), size[0] - side)
    top = min(max(0, round((y0 + y1 - side) / 2)), size[1] - side)
    return left, top, left + side, top + side
