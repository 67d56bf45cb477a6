"""Pictures drawn into device pixels: numpy arrays in, numpy arrays out; no Qt. cv2 comes with the first picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrorppr_desktop.gui.canvas.viewport import Box, Viewport, clipped, empty

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mirrorppr_desktop.photo.photo import RGB8

_EXACT = 1e-9
PIXELS_FROM = 2.0  # above this scale the pixels of the file are shown as squares


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of a part of a photo: (H, W, 3) uint8 that span `box` of the file, reduced or not."""

    pixels: RGB8
    box: Box

    @property
    def reduction(self) -> float:
        """Pixels of the file for each of the picture; 1 where it is not reduced."""
        return (self.box[2] - self.box[0]) / self.pixels.shape[1]

    def part(self, box: Box) -> Box:
        """A box in pixels of the picture as one of the file, rounded outwards."""
        fx = (self.box[2] - self.box[0]) / self.pixels.shape[1]
        fy = (self.box[3] - self.box[1]) / self.pixels.shape[0]
        x, y = self.box[:2]
        return (
            x + math.floor(box[0] * fx),
            y + math.floor(box[1] * fy),
            x + math.ceil(box[2] * fx),
            y + math.ceil(box[3] * fy),
        )


def changed_box(old: RGB8, new: RGB8) -> Box:
    """The smallest box outside which two pictures of one shape are the same; empty where they are the same."""
    differs = (old != new).reshape(old.shape[0], -1)
    rows = np.flatnonzero(differs.any(axis=1))
    if not rows.size:
        return 0, 0, 0, 0
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(differs[top:bottom].any(axis=0)) // old.shape[2]
    return int(columns[0]), top, int(columns[-1]) + 1, bottom


def touched(view: Viewport, box: Box, picture: Picture) -> Box:
    """The pixels of the pane that a change inside a box of the file can alter."""
    reach = math.ceil(picture.reduction) + 1  # a pixel is seen as far as its neighbours' centres
    x0, y0, x1, y1 = view.box_in_pane((box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach))
    return clipped((x0 - 1, y0 - 1, x1 + 1, y1 + 1), (0, 0, *view.pane))


def draw(out: NDArray[np.uint8], view: Viewport, picture: Picture, within: Box) -> None:
    """Draw the part of a picture that `view` shows inside `within` into the pane `out`, (H, W, 4) BGRA.

    A pixel of the pane depends on nothing but its own place, so a part drawn alone is the same as in the whole.
    """
    import cv2

    place = clipped(view.box_in_pane(picture.box), within)
    if not empty(place):
        x0, y0, x1, y1 = place
        out[y0:y1, x0:x1] = cv2.cvtColor(_sampled(view, picture, place), cv2.COLOR_RGB2BGRA)


def _sampled(view: Viewport, picture: Picture, place: Box) -> RGB8:
    """The picture at the centres of the pane's pixels in `place`."""
    axes = []
    for i in range(2):
        pixels = picture.pixels.shape[1 - i] / (picture.box[2 + i] - picture.box[i])  # per pixel of the file
        step = pixels / view.scale
        start = (place[i] - view.origin[i]) * step - picture.box[i] * pixels  # at the left edge of `place`
        axes.append((start, step))
    (_, step), _ = axes
    unreduced = abs(picture.reduction - 1) < _EXACT
    if abs(step - 1) < _EXACT or (unreduced and view.scale > PIXELS_FROM):
        return _nearest(picture.pixels, axes, place)
    return _smooth(picture.pixels, axes, place)


def _nearest(pixels: RGB8, axes: list[tuple[float, float]], place: Box) -> RGB8:
    picked = []
    for i, (start, step) in enumerate(axes):
        at = np.floor(start + (np.arange(place[2 + i] - place[i]) + 0.5) * step + _EXACT).astype(np.intp)
        picked.append(np.clip(at, 0, pixels.shape[1 - i] - 1))
    columns, rows = picked
    part = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if part.shape[:2] == (len(rows), len(columns)):
        return part
    squares: RGB8 = part.take(rows - rows[0], axis=0).take(columns - columns[0], axis=1)
    return squares


def _smooth(pixels: RGB8, axes: list[tuple[float, float]], place: Box) -> RGB8:
    """Bilinear; where the picture is reduced, the mean of as many samples as it takes to miss no pixel."""
    import cv2

    (start_x, step_x), (start_y, step_y) = axes
    times = max(1, math.ceil(max(step_x, step_y) - 1e-3))
    width, height = place[2] - place[0], place[3] - place[1]
    sx, sy = step_x / times, step_y / times
    inverse = np.array([[sx, 0, start_x + 0.5 * sx - 0.5], [0, sy, start_y + 0.5 * sy - 0.5]])
    drawn: Any = cv2.warpAffine(
        pixels,
        inverse,
        (width * times, height * times),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return drawn if times == 1 else np.asarray(cv2.resize(drawn, (width, height), interpolation=cv2.INTER_AREA))
