"""What a retouch moves: lengths, arrows, the edge of the edit. numpy; cv2 is loaded by the first call that needs it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mirrorppr_desktop.gui.canvas.viewport import Box, Point, clipped, empty, joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mirrorppr_desktop.photo.photo import Points
    from mirrorppr_desktop.retouch.retouch import Retouch
    from mirrorppr_desktop.retouch.warp import Vectors, WarpField

EDGE_PX: Final = 0.5  # the edited region: where the result moves further than half a pixel of the file
_GRID: Final = 400  # nodes on the longer side of what moves; fields are coarser than that
_ROUNDS: Final = 4
_CLOSED: Final = 0.04  # gaps up to this part of the smallest edit lie inside the outline
_RIMS: Final = (1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 100, 120, 160, 200, 320, 400, 640)


@dataclass(frozen=True, slots=True)
class Movement:
    """Backward displacement in pixels of the file on a coarse grid over `box`, in which all lies that moves.

    vectors: (h, w, 2) float32, x then y, at the centres of h x w equal cells. length: (h, w).
    """

    box: Box
    vectors: Vectors
    length: NDArray[np.float32]
    warps: tuple[WarpField, ...]

    @property
    def largest(self) -> float:
        """The longest displacement, in pixels of the file."""
        return float(self.length.max(initial=0.0))

    @property
    def rim(self) -> int:
        """A round number of pixels not below the longest: the top of the colour scale."""
        return next((one for one in _RIMS if one >= self.largest), _RIMS[-1])

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a cell in pixels of the file."""
        rows, columns = self.length.shape
        return (self.box[2] - self.box[0]) / columns, (self.box[3] - self.box[1]) / rows

    def at(self, points: Points) -> Points:
        """Displacement at any points of the file, (N, 2), with pixel centres at whole numbers."""
        moved = np.zeros((len(points), 2), np.float32)
        for warp in reversed(self.warps):  # the last one done is the first one looked through
            moved += warp.sample(points + moved)
        return moved


def movement_of(retouch: Retouch | None) -> Movement | None:
    """What a retouch moves; None where nothing does."""
    warps = retouch.warps() if retouch is not None else ()
    box: Box = (0, 0, 0, 0)
    for warp in warps:
        box = joined(box, warp.box)
    if empty(box):
        return None
    width, height = box[2] - box[0], box[3] - box[1]
    step = max(1.0, max(width, height) / _GRID)
    columns, rows = max(2, round(width / step)), max(2, round(height / step))
    vectors = _on_grid(warps, box, columns, rows)
    return Movement(box, vectors, np.hypot(vectors[..., 0], vectors[..., 1]), warps)


def _on_grid(warps: tuple[WarpField, ...], box: Box, columns: int, rows: int) -> Vectors:
    """Displacement of all warps together at the centres of the cells."""
    fx, fy = (box[2] - box[0]) / columns, (box[3] - box[1]) / rows
    total = np.zeros((rows, columns, 2), np.float32)
    for warp in reversed(warps):
        # The field of a photo reduced until a cell is one pixel, at the pixels of the box.
        size = (max(1, round(warp.size[0] / fx)), max(1, round(warp.size[1] / fy)))
        small = warp.resized(size)
        x, y = round(box[0] * size[0] / warp.size[0]), round(box[1] * size[1] / warp.size[1])
        own = small.dense((x, y, x + columns, y + rows))
        own *= np.array([warp.size[0] / size[0], warp.size[1] / size[1]], np.float32)
        both = np.argwhere(total.any(axis=2) & own.any(axis=2))
        if both.size:  # here one looks through the other
            centres = (both[:, ::-1] + 0.5) * (fx, fy) + (box[0], box[1]) - 0.5
            there = total[both[:, 0], both[:, 1]]
            own[both[:, 0], both[:, 1]] = warp.sample((centres + there).astype(np.float32))
        total += own
    return total


def outline(movement: Movement) -> list[NDArray[np.float64]]:
    """The edge of the edited region as closed lines of positions of the file, (N, 2) each."""
    import cv2

    # One cell around, so that a region at the border of the grid is closed.
    length = np.pad(movement.length, 1)
    large = np.asarray(cv2.resize(length, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR))
    fx, fy = movement.cell
    # Patches of one edit that nearly touch are told as one: their edge may lie outside what moves, never inside.
    least = min(min(warp.box[2] - warp.box[0], warp.box[3] - warp.box[1]) for warp in movement.warps)
    reach = 2 * max(1, round(_CLOSED * least / max(fx, fy))) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    edited = np.pad((large > EDGE_PX).astype(np.uint8), reach)
    edited = cv2.dilate(cv2.morphologyEx(edited, cv2.MORPH_CLOSE, kernel), np.ones((3, 3), np.uint8))
    found, _ = cv2.findContours(edited, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    lines = []
    for contour in found:
        points = _even(np.asarray(contour).reshape(-1, 2).astype(np.float64))
        lines.append(((points - reach + 0.5) / 2 - 1) * (fx, fy) + (movement.box[0], movement.box[1]))
    return [line for line in lines if len(line) >= 3]


def _even(points: NDArray[np.float64], reach: int = 3) -> NDArray[np.float64]:
    """A closed line without the stairs of the grid that it was found on."""
    if len(points) < 4 * reach:
        return points
    around = np.concatenate([points[-reach:], points, points[:reach]])
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    return np.stack([np.convolve(around[:, i], kernel, mode="valid") for i in range(2)], axis=1)


def arrows(movement: Movement, visible: Box, spacing: float) -> tuple[Points, Points]:
    """Where the content of the result came to lie, and how far it went: positions and vectors, in pixels of the file.

    Arrows stand on a grid of the file, so that they stay with the photo while it is moved.
    """
    box = clipped(movement.box, visible)
    if empty(box):
        return np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32)
    x, y = (np.arange(math.ceil(box[i] / spacing), math.floor(box[i + 2] / spacing) + 1) * spacing for i in range(2))
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2).astype(np.float32)
    went = -movement.at(places - 0.5)
    far = np.hypot(went[:, 0], went[:, 1]) > EDGE_PX
    return places[far], went[far]


def after(movement: Movement | None, points: Points) -> Points:
    """Where points of the photo lie in the result: q with q + displacement(q) = p."""
    if movement is None:
        return points
    moved = points.astype(np.float32)
    for _ in range(_ROUNDS):
        moved = points - movement.at(moved)
    return moved


def share_edited(movement: Movement, photo: tuple[int, int]) -> float:
    """The part of the photo that lies in the edited region, 0..1."""
    fx, fy = movement.cell
    return float((movement.length > EDGE_PX).sum() * fx * fy / (photo[0] * photo[1]))


def longest_at(movement: Movement) -> Point:
    """Position of the file where the movement is longest."""
    row, column = np.unravel_index(int(movement.length.argmax()), movement.length.shape)
    fx, fy = movement.cell
    return movement.box[0] + (int(column) + 0.5) * fx, movement.box[1] + (int(row) + 0.5) * fy
