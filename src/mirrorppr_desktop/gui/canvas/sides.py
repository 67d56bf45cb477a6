"""One side of a comparison (before, after, a map) and the surface that holds its pixels as the screen shows them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColorSpace, QImage

from mirrorppr_desktop.gui.canvas.colour import pixels_for
from mirrorppr_desktop.gui.canvas.raster import Picture, changed_box, draw, touched
from mirrorppr_desktop.gui.canvas.viewport import Box, Size, Viewport, clipped, empty, joined

if TYPE_CHECKING:
    from mirrorppr_desktop.photo.photo import RGB8

_REMEMBERED = 16  # changes; a surface that is further behind is drawn anew


class Side:
    """A reduced picture of the whole photo and, where it was asked for, a part of it at full size.

    Each change has a number and a box of the file, so that a surface can catch up by drawing only what changed.
    """

    def __init__(self) -> None:
        self.base: Picture | None = None
        self.detail: Picture | None = None
        self.space: QColorSpace | None = None
        self.version = 0
        self._given: RGB8 | None = None  # as it came, before its colours were turned
        self._changes: deque[tuple[int, Box]] = deque(maxlen=_REMEMBERED)

    def set_base(self, pixels: RGB8 | None, photo: Size) -> Box:
        """Show another picture of the whole photo, and tell the box of the file that it changes."""
        whole = (0, 0, *photo)
        known, base = self._given, self.base
        if pixels is None:
            self._given = self.base = None
        elif known is None or base is None or known.shape != pixels.shape or base.box != whole:
            self._given, self.base = pixels, Picture(pixels_for(pixels, self.space), whole)
        else:
            return self._replace(known, base, pixels)
        return self._note(whole)

    def _replace(self, known: RGB8, base: Picture, pixels: RGB8) -> Box:
        """Take a picture that differs from the known one in a part only."""
        box = changed_box(known, pixels)
        self._given = pixels
        if base.pixels is known:
            self.base = Picture(pixels_for(pixels, self.space), base.box)
        elif not empty(box):
            x0, y0, x1, y1 = box
            base.pixels[y0:y1, x0:x1] = pixels_for(pixels[y0:y1, x0:x1], self.space)
        return self._note((0, 0, 0, 0) if empty(box) else base.part(box))

    def set_detail(self, pixels: RGB8 | None, box: Box = (0, 0, 0, 0)) -> Box:
        """Show a part of the photo at full size, or no longer, and tell the box that it changes."""
        old = self.detail.box if self.detail is not None else (0, 0, 0, 0)
        self.detail = None if pixels is None else Picture(pixels_for(pixels, self.space), box)
        return self._note(joined(old, box))

    def set_space(self, space: QColorSpace | None) -> None:
        """Turn what is shown into the colours of another screen."""
        self.space = space
        if self._given is not None and self.base is not None:
            self.base = Picture(pixels_for(self._given, space), self.base.box)
            self.detail = None
            self._note(self.base.box)

    def _note(self, box: Box) -> Box:
        self.version += 1
        self._changes.append((self.version, box))
        return box

    def since(self, version: int) -> Box | None:
        """The box of the file that has changed since a version; None where that is not known any more."""
        if version == self.version:
            return 0, 0, 0, 0
        missed = [box for number, box in self._changes if number > version]
        if len(missed) != self.version - version:
            return None
        box = missed[0]
        for one in missed[1:]:
            box = joined(box, one)
        return box


class Surface:
    """The pixels of one side in one pane, kept between paints."""

    def __init__(self) -> None:
        self._pixels = np.zeros((1, 1, 4), np.uint8)
        self._view: Viewport | None = None
        self._side: Side | None = None
        self._version = -1
        self.image = QImage()

    def show(self, side: Side, view: Viewport) -> QImage | None:
        """The image of the pane, in device pixels; valid inside `view.shown`. None where there is no picture."""
        base = side.base
        if base is None:
            return None
        whole: Box = (0, 0, *view.pane)
        place: Box = whole
        if view == self._view and side is self._side:
            box = side.since(self._version)
            if box is not None:
                place = (0, 0, 0, 0) if empty(box) else touched(view, box, base)
        elif self._view is None or view.pane != self._view.pane:
            width, height = view.pane
            self._pixels = np.zeros((height, width, 4), np.uint8)
            self.image = QImage(self._pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        self._draw(side, base, view, clipped(place, whole))
        self._view, self._side, self._version = view, side, side.version
        return self.image

    def _draw(self, side: Side, base: Picture, view: Viewport, place: Box) -> None:
        if empty(place):
            return
        draw(self._pixels, view, base, place)
        detail = side.detail
        if detail is not None and view.scale * base.reduction > 1:
            draw(self._pixels, view, detail, place)
