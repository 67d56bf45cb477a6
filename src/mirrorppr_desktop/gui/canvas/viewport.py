"""Which part of a photo a pane shows, and how large. Plain geometry in device pixels; no Qt.

File positions are continuous: the photo spans 0..width, and the centre of its first pixel is at 0.5. The photo's corner
always lies on a whole device pixel, so that at 100 % each pixel of the file is one pixel of the screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Self, TypeAlias

Size: TypeAlias = tuple[int, int]
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[int, int, int, int]  # x0, y0, x1, y1; the latter two exclusive

LEAST_SCALE: Final = 0.05
LARGEST_SCALE: Final = 32.0
STEPS: Final = (
    *(0.05, 0.0667, 0.08, 0.1, 0.125, 0.1667, 0.2, 0.25, 0.3333, 0.4, 0.5, 0.6667, 0.8),
    *(1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0),
)
_TIE: Final = 1e-6  # keeps halves from falling to either side by the last bit of a float


@dataclass(frozen=True, slots=True)
class Viewport:
    """A look at a photo of `photo` pixels through a pane of `pane` device pixels.

    scale: device pixels per pixel of the file. centre: position of the file in the middle of the pane. fitted: the
    whole photo is shown, and stays so when the pane changes.
    """

    photo: Size
    pane: Size
    scale: float
    centre: Point
    fitted: bool = False

    @classmethod
    def fit(cls, photo: Size, pane: Size) -> Self:
        """All of the photo, as large as the pane lets it be."""
        return cls(photo, pane, fit_scale(photo, pane), (photo[0] / 2, photo[1] / 2), True)

    @property
    def origin(self) -> Size:
        """Where the top left corner of the photo is in the pane."""
        x, y = (math.floor(self.pane[i] / 2 - self.centre[i] * self.scale + 0.5 + _TIE) for i in range(2))
        return x, y

    def to_pane(self, at: Point) -> Point:
        """Position in the pane of a position of the file."""
        x, y = self.origin
        return x + at[0] * self.scale, y + at[1] * self.scale

    def to_file(self, at: Point) -> Point:
        """Position in the file of a position in the pane; outside the photo too."""
        x, y = self.origin
        return (at[0] - x) / self.scale, (at[1] - y) / self.scale

    def box_in_pane(self, box: tuple[float, float, float, float]) -> Box:
        """The pixels of the pane whose centres lie in a box of the file, clipped to the pane."""
        x, y = self.origin
        x0, x1 = (math.ceil(x + edge * self.scale - 0.5 - _TIE) for edge in (box[0], box[2]))
        y0, y1 = (math.ceil(y + edge * self.scale - 0.5 - _TIE) for edge in (box[1], box[3]))
        return clipped((x0, y0, x1, y1), (0, 0, *self.pane))

    @property
    def shown(self) -> Box:
        """The pixels of the pane that the photo covers."""
        return self.box_in_pane((0, 0, *self.photo))

    @property
    def visible(self) -> Box:
        """The pixels of the file that can be seen, at least in part."""
        x0, y0 = self.to_file((0, 0))
        x1, y1 = self.to_file(self.pane)
        found = (math.floor(x0 + _TIE), math.floor(y0 + _TIE), math.ceil(x1 - _TIE), math.ceil(y1 - _TIE))
        return clipped(found, (0, 0, *self.photo))

    def zoomed(self, scale: float, at: Point | None = None) -> Self:
        """The same look at another scale, with what is under `at` (the middle, if None) kept there."""
        scale = min(max(scale, min(LEAST_SCALE, fit_scale(self.photo, self.pane))), LARGEST_SCALE)
        point = at or (self.pane[0] / 2, self.pane[1] / 2)
        file = self.to_file(point)
        centre = tuple(file[i] + (self.pane[i] / 2 - point[i]) / scale for i in range(2))
        return replace(self, scale=scale, centre=(centre[0], centre[1]), fitted=False).held()

    def stepped(self, steps: int, at: Point | None = None) -> Self:
        """So many steps of the zoom further in, or out."""
        scale = self.scale
        for _ in range(abs(steps)):
            scale = next_step(scale, steps > 0)
        return self.zoomed(scale, at)

    def panned(self, dx: float, dy: float) -> Self:
        """The photo moved by so many device pixels, as far as it goes."""
        if self.fitted:
            return self
        centre = (self.centre[0] - dx / self.scale, self.centre[1] - dy / self.scale)
        return replace(self, centre=centre).held()

    def resized(self, pane: Size) -> Self:
        """The same look through a pane of another size."""
        return self.fit(self.photo, pane) if self.fitted else replace(self, pane=pane).held()

    def carried_to(self, photo: Size) -> Self:
        """The same zoom at the same relative place of another photo."""
        if self.fitted:
            return self.fit(photo, self.pane)
        x, y = (self.centre[i] / self.photo[i] * photo[i] for i in range(2))
        return replace(self, photo=photo, centre=(x, y)).held()

    def held(self) -> Self:
        """The photo drawn back so that no side of the pane is empty that need not be."""
        centre = []
        for i in range(2):
            half = self.pane[i] / 2 / self.scale
            low, high = half, self.photo[i] - half
            centre.append(self.photo[i] / 2 if low >= high else min(max(self.centre[i], low), high))
        return replace(self, centre=(centre[0], centre[1]))

    def can_pan(self, dx: float, dy: float) -> bool:
        """Whether a move in this direction shows anything new."""
        return self.panned(dx, dy).origin != self.origin


def fit_scale(photo: Size, pane: Size) -> float:
    """The scale at which all of a photo is seen."""
    return min(max(1, pane[0]) / photo[0], max(1, pane[1]) / photo[1], LARGEST_SCALE)


def next_step(scale: float, larger: bool) -> float:
    """The next step of the zoom from a scale, which need not be a step itself."""
    if larger:
        return next((step for step in STEPS if step > scale * 1.001), max(scale, STEPS[-1]))
    return next((step for step in reversed(STEPS) if step < scale * 0.999), min(scale, STEPS[0]))


def clipped(box: Box, to: Box) -> Box:
    """The part of a box inside another; empty where they do not meet, never inside out."""
    x0, y0 = min(max(box[0], to[0]), to[2]), min(max(box[1], to[1]), to[3])
    return x0, y0, max(x0, min(box[2], to[2])), max(y0, min(box[3], to[3]))


def empty(box: Box) -> bool:
    """Whether there is nothing in a box."""
    return box[2] <= box[0] or box[3] <= box[1]


def joined(first: Box, second: Box) -> Box:
    """The smallest box around two."""
    if empty(first) or empty(second):
        return first if empty(second) else second
    return min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3])
