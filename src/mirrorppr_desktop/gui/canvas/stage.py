"""All that the canvas shows, and how it is painted: panes with their pictures, what lies on them, pills."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from mirrorppr_desktop.gui.canvas import painting, pills
from mirrorppr_desktop.gui.canvas.overlays import MapKind, Overlay
from mirrorppr_desktop.gui.canvas.painting import Look
from mirrorppr_desktop.gui.canvas.panes import Camera, Mode, Pane, Shows
from mirrorppr_desktop.gui.canvas.pictures import Pictures
from mirrorppr_desktop.gui.canvas.pills import Pill
from mirrorppr_desktop.gui.canvas.sides import Side, Surface
from mirrorppr_desktop.gui.canvas.viewport import Box, Point, Viewport, clipped, empty

if TYPE_CHECKING:
    from mirrorppr_desktop.subject.subject import Face

_tr = QCoreApplication.translate
_LARGE_FACE = 0.9  # a box that fills so much of the pane shows nothing that is not seen


@dataclass
class Stage:
    """What is shown now. Positions of the canvas are in device pixels unless said otherwise."""

    camera: Camera = field(default_factory=Camera)
    ratio: float = 1.0  # device pixels of a logical one
    pictures: Pictures | None = None
    pinned: Pictures | None = None  # what the before pane keeps
    overlays: set[Overlay] = field(default_factory=set)
    kind: MapKind = MapKind.MOVEMENT
    factor: int = 4
    split: float = 0.5  # place of the line, as a part of what is seen of the photo
    face: int | None = None  # the chosen one
    hovered: int | None = None
    before_held: bool = False
    flicked: bool = False  # flicker shows before at this moment
    in_hand: bool = False  # the photo is being moved, or looked at through the loupe: nothing lies on it
    pills: bool = True
    identity: str = ""
    is_stand_in: bool = False  # the photo is a small copy, until more is there
    busy: str = ""  # name of the photo that is being opened
    empty_words: str = ""
    surfaces: dict[tuple[int, str], Surface] = field(default_factory=dict)

    # --- what is where

    def look(self, index: int) -> Look:
        """How positions of the file come to a pane."""
        return Look(self.camera.panes[index], self.camera.views[index], self.ratio)

    @property
    def shows_before_alone(self) -> bool:
        """Whether before is seen in place of the result at this moment."""
        return self.before_held or (self.camera.mode is Mode.FLICKER and self.flicked)

    @property
    def split_x(self) -> int:
        """Where the split line is."""
        left, _, right, _ = self.camera.main.shown
        return left + round(self.split * (right - left))

    def of_pane(self, pane: Pane) -> Pictures | None:
        """The photo of a pane."""
        return self.pinned if pane.shows is Shows.BEFORE and self.pinned is not None else self.pictures

    def file_at(self, at: Point) -> Point:
        """The position of the file under one of the canvas."""
        return self.camera.views[self.camera.index_at(at)].to_file(self.camera.in_pane(at))

    def face_at(self, at: Point) -> Face | None:
        """The face whose box, or number above it, is under a position; the smallest where several are."""
        index = self.camera.index_at(at)
        pictures = self.of_pane(self.camera.panes[index])
        if pictures is None or pictures is not self.pictures:
            return None
        view = self.camera.views[index]
        x, y = view.to_file(self.camera.in_pane(at))
        above = 26 * self.ratio / view.scale
        found = [f for f in self.faces if f.box[0] <= x <= f.box[2] and f.box[1] - above <= y <= f.box[3]]
        return min(found, key=lambda one: one.box[2] - one.box[0], default=None)

    @property
    def faces(self) -> tuple[Face, ...]:
        """Who is in the photo."""
        return self.pictures.view.subject.faces if self.pictures is not None else ()

    def touched(self, box: Box) -> list[QRect]:
        """The parts of the canvas, in logical pixels, that a change inside a box of the file alters."""
        rects = []
        for index, pane in enumerate(self.camera.panes):
            pictures = self.of_pane(pane)
            if pictures is None or pictures.before.base is None:
                continue
            reach = int(pictures.before.base.reduction) + 2
            grown = (box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach)
            rect = self.look(index).rect(grown).intersected(self.look(index).area)
            rects.append(rect.toAlignedRect().adjusted(-1, -1, 1, 1))
        return rects

    # --- painting

    def paint(self, painter: QPainter) -> None:
        """Paint all of it."""
        for index in range(len(self.camera.panes)):
            self._paint_photo(painter, index)
            self._paint_overlays(painter, index)
        if self.pictures is not None and self.camera.mode is Mode.SPLIT and not self.shows_before_alone:
            shown = self.look(0).shown
            painting.split_line(painter, self.split_x / self.ratio, shown.top(), shown.bottom())
        self._paint_faces(painter)
        if self.pills:
            self._paint_pills(painter)

    def _result(self, pictures: Pictures) -> tuple[Side, str]:
        if self.shows_before_alone:
            return pictures.before, "before"
        if Overlay.DIFFERENCE in self.overlays:
            return pictures.mapped(self.kind, self.factor), "result"
        return pictures.result, "result"

    def _paint_photo(self, painter: QPainter, index: int) -> None:
        pane, view = self.camera.panes[index], self.camera.views[index]
        pictures = self.of_pane(pane)
        if pictures is None:
            return
        whole: Box = (0, 0, *view.pane)
        if pane.shows is Shows.BEFORE:
            self._blit(painter, index, (pictures.before, "before"), whole)
        elif pane.shows is Shows.AFTER or self.shows_before_alone:
            self._blit(painter, index, self._result(pictures), whole)
        else:
            x = self.split_x
            self._blit(painter, index, (pictures.before, "before"), (0, 0, x, whole[3]))
            self._blit(painter, index, self._result(pictures), (x, 0, whole[2], whole[3]))

    def _blit(self, painter: QPainter, index: int, side: tuple[Side, str], part: Box) -> None:
        """Copy pixels of a side to its pane, one for one."""
        pane, view = self.camera.panes[index], self.camera.views[index]
        box = clipped(view.shown, part)
        surface = self.surfaces.setdefault((index, side[1]), Surface())
        image = surface.show(side[0], view)
        if image is None or empty(box):
            return
        x, y = pane.box[:2]
        painter.save()
        painter.scale(1 / self.ratio, 1 / self.ratio)
        source = QRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
        painter.drawImage(QPoint(x + box[0], y + box[1]), image, source)
        painter.restore()

    def _paint_overlays(self, painter: QPainter, index: int) -> None:
        pane = self.camera.panes[index]
        pictures = self.of_pane(pane)
        if pictures is None or not self.overlays:
            return
        look = self.look(index)
        result = pane.shows is not Shows.BEFORE and not self.shows_before_alone
        painter.save()
        painter.setClipRect(look.shown)
        if Overlay.LANDMARKS in self.overlays:
            movement = pictures.movement if result and pictures.preview is not None else None
            painting.landmarks(painter, look, pictures.view.subject, movement)
        if result and pictures.preview is not None:
            if pane.shows is Shows.BOTH:
                area = QRectF(look.shown)
                area.setLeft(self.split_x / self.ratio)
                painter.setClipRect(area)
            movement = pictures.movement
            if Overlay.OUTLINE in self.overlays:
                painting.outline(painter, look, pictures.outline)
            if Overlay.ARROWS in self.overlays and movement is not None:
                painting.arrows(painter, look, movement, self.factor)
        painter.restore()

    def _paint_faces(self, painter: QPainter) -> None:
        if self.in_hand or not self.pills or self.before_held or self.camera.mode is Mode.FLICKER:
            return
        faces = self.faces if len(self.faces) > 1 else [f for f in self.faces if f.number == self.hovered]
        for index, pane in enumerate(self.camera.panes):
            if faces and self.of_pane(pane) is self.pictures:
                view = self.camera.views[index]
                small = tuple(face for face in faces if _fits(face, view))
                painter.save()
                painter.setClipRect(self.look(index).area)
                painting.face_boxes(painter, self.look(index), small, self.face)
                painter.restore()

    # --- words

    def _paint_pills(self, painter: QPainter) -> None:
        area = QRectF(0, 0, self.camera.area[0] / self.ratio, self.camera.area[1] / self.ratio)
        if self.busy:
            words = Pill(_tr("Canvas", "Opening {0}…").format(self.busy), icon="waiting")
            # Between the corners that are taken.
            y = pills.MARGIN if len(self.camera.panes) == 1 else area.height() - pills.MARGIN - pills.HEIGHT
            pills.paint(painter, words, QPointF((area.width() - pills.width(words)) / 2, y))
        if self.pictures is None:
            return
        for index, pane in enumerate(self.camera.panes):
            look = self.look(index)
            foot = (self._facts(self.pictures), self._identity()) if len(self.camera.panes) == 1 else ()
            top = self._top(pane)
            if self.is_stand_in and pane.shows is not Shows.BEFORE:  # there is nothing to be told of it yet
                top, foot = (None, None), ()
            pills.paint_corners(painter, look.area, look.shown, top, foot)

    def _top(self, pane: Pane) -> tuple[Pill | None, Pill | None]:
        before = Pill(_tr("Canvas", "Before"))
        if pane.shows is Shows.BEFORE:
            if self.pinned is None:
                return before, None
            name = self.pinned.view.path.name if self.pinned is not self.pictures else ""
            pinned = _tr("Canvas", "pinned") if not name else _tr("Canvas", "pinned, {0}").format(name)
            return Pill(before.text, icon="pin", tail=pinned), None
        if self.shows_before_alone:
            return before, None
        after = self._after()
        if pane.shows is Shows.BOTH:
            return (before, after) if after is not None else (None, None)
        return after, None

    def _after(self) -> Pill | None:
        """What the result is called; None where there is none yet, or nothing is done to the photo."""
        preview = self.pictures.preview if self.pictures is not None else None
        if preview is None or not preview.retouch.parts:
            return None
        if Overlay.DIFFERENCE in self.overlays:
            movement = self.kind is MapKind.MOVEMENT
            return Pill(_tr("Canvas", "After, movement map") if movement else _tr("Canvas", "After, difference map"))
        return Pill(_tr("Canvas", "After, {0} %").format(round(100 * preview.strength)))

    def _facts(self, pictures: Pictures) -> Pill:
        facts = pictures.view.facts
        width, height = facts.size
        words = _tr("Canvas", "{0}  {1} × {2}, {3}-bit, {4}")
        return Pill(words.format(pictures.view.path.name, width, height, facts.bits, facts.profile))

    def _identity(self) -> Pill | None:
        return Pill(self.identity, icon="smile") if self.identity else None


def _fits(face: Face, view: Viewport) -> bool:
    """Whether the box of a face is small enough to be told from the pane."""
    wide, high = (face.box[2] - face.box[0]) * view.scale, (face.box[3] - face.box[1]) * view.scale
    return wide < _LARGE_FACE * view.pane[0] and high < _LARGE_FACE * view.pane[1]
