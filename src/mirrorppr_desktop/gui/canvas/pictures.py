"""The pictures of one photo: before, after, and the map between them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColorSpace, QPolygonF

from mirrorppr_desktop.gui.canvas.overlays import MapKind, difference_map, movement_map, unchanged_share
from mirrorppr_desktop.gui.canvas.sides import Side
from mirrorppr_desktop.gui.canvas.viewport import Box, Size, clipped

if TYPE_CHECKING:
    from pathlib import Path

    from mirrorppr_desktop.gui.canvas.movement import Movement
    from mirrorppr_desktop.jobs.questions import Detail, Preview, View
    from mirrorppr_desktop.photo.photo import RGB8

_SLOW_S: Final = 0.02  # what may be spent between two frames


def stand_in(path: Path, pixels: RGB8, size: Size) -> View:
    """A view of which no more is known than a small copy: nobody is found in it, and nothing proposed."""
    from mirrorppr_desktop.jobs.questions import PhotoFacts, View
    from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
    from mirrorppr_desktop.subject.subject import Subject

    nothing = Retouch(size, (), Provenance("", ""))
    return View(path, None, pixels, PhotoFacts(size, 0, "", ""), Subject(size, ()), nothing)


class Pictures:
    """What is known of one photo. Each change tells the box of the file that it alters on the screen."""

    def __init__(self, view: View, space: QColorSpace | None = None) -> None:
        self.view = view
        self.preview: Preview | None = None
        self.before = Side()
        self.after = Side()
        self.map = Side()
        self.set_space(space)
        self.before.set_base(view.pixels, self.size)
        self._movement: Movement | None = None
        self._movement_of: Preview | None = None
        self._slow = False
        self.hurried = False  # previews come in one after the other
        self._outline: list[QPolygonF] | None = None
        self._map_of: Preview | None = None
        self._map_way: tuple[MapKind, int] | None = None

    @property
    def size(self) -> Size:
        """Width and height of the file."""
        return self.view.facts.size

    @property
    def result(self) -> Side:
        """After where there is one yet, before otherwise."""
        return self.after if self.after.base is not None else self.before

    def set_space(self, space: QColorSpace | None) -> None:
        """Show everything in the colours of another screen."""
        for side in (self.before, self.after, self.map):
            side.set_space(space)

    def set_view(self, view: View) -> None:
        """Another copy of the same photo; what was retouched of the old one is put aside."""
        self.view = view
        self.before.set_base(view.pixels, self.size)
        self.before.set_detail(None)
        self.set_preview(None)

    def set_preview(self, preview: Preview | None) -> Box:
        """Another result; its detail has to be asked for again."""
        self.preview = preview
        had_detail = self.after.detail is not None
        if had_detail:
            self.after.set_detail(None)
        changed = self.after.set_base(None if preview is None else preview.pixels, self.size)
        return (0, 0, *self.size) if had_detail else changed

    def set_detail(self, detail: Detail, with_after: bool) -> Box:
        """A part of the file at full size. with_after: what it shows of the result is up to date."""
        box = clipped(detail.box, (0, 0, *self.size))
        changed = self.before.set_detail(detail.before, box)
        if with_after and detail.after is not None and self.preview is not None:
            self.after.set_detail(detail.after, box)
        return changed

    def lacks_detail(self, box: Box) -> bool:
        """Whether a part of the file is not yet there at full size."""
        sides = (self.before, self.after) if self.preview is not None else (self.before,)
        return any(side.detail is None or clipped(box, side.detail.box) != box for side in sides)

    @property
    def movement(self) -> Movement | None:
        """What the retouch of the preview moves; worked out when it is first asked for.

        Where that takes long it stays that of an earlier preview while `hurried`.
        """
        if self.preview is None:
            return None
        if self._movement_of is not self.preview and not (self.hurried and self._slow):
            from mirrorppr_desktop.gui.canvas.movement import movement_of

            begun = time.perf_counter()
            self._movement = movement_of(self.preview.retouch)
            self._movement_of = self.preview
            self._outline = None
            self._slow = time.perf_counter() - begun > _SLOW_S
        return self._movement

    def catch_up(self) -> bool:
        """The hand has come to rest: whether there is anything to be worked out that was put off."""
        self.hurried = False
        behind = self._movement_of is not None and self._movement_of is not self.preview
        if behind:
            self._map_way = None
        return behind

    @property
    def outline(self) -> list[QPolygonF]:
        """The edge of the edited region, in positions of the file."""
        movement = self.movement
        if self._outline is None or movement is None:
            from mirrorppr_desktop.gui.canvas.movement import outline

            lines = outline(movement) if movement is not None else []
            self._outline = [QPolygonF([QPointF(x, y) for x, y in line.tolist()]) for line in lines]
        return self._outline

    def mapped(self, kind: MapKind, factor: int) -> Side:
        """The map of what the preview changes, up to date."""
        way = (kind, factor if kind is MapKind.DIFFERENCE else 1)
        if self._map_of is not self.preview or self._map_way != way:
            before = self.view.pixels
            after = self.preview.pixels if self.preview is not None else before
            if kind is MapKind.MOVEMENT:
                pixels = movement_map(after, self.movement, self.size)
            else:
                pixels = difference_map(before, after, factor)
            self.map.set_base(pixels, self.size)
            self._map_of, self._map_way = self.preview, way
        return self.map

    @property
    def unchanged(self) -> float:
        """The part of the preview's pixels that are those of the photo, 0..1."""
        return 1.0 if self.preview is None else unchanged_share(self.view.pixels, self.preview.pixels)
