"""What lies on the photo: split line, face boxes, arrows, outline, landmarks. Drawn in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.canvas import pills
from mirrorppr_desktop.gui.canvas.panes import Pane
from mirrorppr_desktop.gui.canvas.pills import Pill
from mirrorppr_desktop.gui.canvas.viewport import Box, Viewport

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.canvas.movement import Movement
    from mirrorppr_desktop.photo.photo import Points
    from mirrorppr_desktop.subject.subject import Face, Subject

_ARROW_SPACING = 18.0  # logical pixels, before it is rounded to a step that stays when the zoom changes a little
_WHITE, _BLACK = QColor("#FFFFFF"), QColor("#000000")
_MITRE = Qt.PenJoinStyle.MiterJoin
_SEEN = 0.5  # visibility from which a point of the body is drawn


@dataclass(frozen=True, slots=True)
class Look:
    """How positions of the file come to the canvas: a pane, its viewport and the device pixels of a logical one."""

    pane: Pane
    view: Viewport
    ratio: float

    @property
    def transform(self) -> QTransform:
        """File positions to logical pixels of the canvas."""
        x, y = self.view.origin
        scale = self.view.scale / self.ratio
        return QTransform(scale, 0, 0, scale, (x + self.pane.box[0]) / self.ratio, (y + self.pane.box[1]) / self.ratio)

    def rect(self, box: tuple[float, float, float, float]) -> QRectF:
        """A box of the file, in logical pixels."""
        x0, y0, x1, y1 = box
        return self.transform.mapRect(QRectF(x0, y0, x1 - x0, y1 - y0))

    @property
    def area(self) -> QRectF:
        """The pane, in logical pixels."""
        return self._logical((0, 0, *self.pane.size))

    @property
    def shown(self) -> QRectF:
        """What the photo covers of it."""
        return self._logical(self.view.shown)

    def _logical(self, box: Box) -> QRectF:
        x, y = self.pane.box[:2]
        left, top = (x + box[0]) / self.ratio, (y + box[1]) / self.ratio
        return QRectF(left, top, (box[2] - box[0]) / self.ratio, (box[3] - box[1]) / self.ratio)


def split_line(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """3 px of white with 1 px of black on both sides."""
    painter.fillRect(QRectF(x - 2.5, top, 5, bottom - top), _BLACK)
    painter.fillRect(QRectF(x - 1.5, top, 3, bottom - top), _WHITE)


def face_boxes(painter: QPainter, look: Look, faces: tuple[Face, ...], chosen: int | None) -> None:
    """Numbered boxes; the chosen one solid in the accent colour."""
    for face in sorted(faces, key=lambda one: one.number == chosen):
        box = look.rect(face.box)
        rect = QRectF(round(box.left()), round(box.top()), round(box.width()), round(box.height()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if face.number == chosen:
            for colour, wide in ((_BLACK, 4.0), (theme.tokens().color("accent"), 2.0)):
                painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, _MITRE))
                painter.drawRect(rect)
            words = Pill(QCoreApplication.translate("Canvas", "{0}  selected").format(face.number), stress=True)
        else:
            painter.setPen(QPen(_BLACK, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, _MITRE))
            painter.drawRect(rect)
            painter.setPen(_dashed(_WHITE, 2))
            painter.drawRect(rect)
            words = Pill(str(face.number))
        top = max(rect.top() - 26, look.area.top() + 2)
        pills.paint(painter, words, QPointF(rect.left() - 1, top))


def _dashed(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    pen.setDashPattern([6 / width, 4 / width])
    return pen


def outline(painter: QPainter, look: Look, lines: list[QPolygonF]) -> None:
    """The edge of the edited region, dashed white on black."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    transform = look.transform
    for pen in (QPen(_BLACK, 3), _dashed(_WHITE, 1.5)):
        painter.setPen(pen)
        for line in lines:
            painter.drawPolygon(transform.map(line))
    painter.restore()


def arrows(painter: QPainter, look: Look, movement: Movement, factor: int) -> None:
    """Where each place went, `factor` times as far."""
    from mirrorppr_desktop.gui.canvas.movement import arrows as arrows_of

    scale = look.view.scale / look.ratio  # logical pixels per pixel of the file
    places, went = arrows_of(movement, look.view.visible, _steady(_ARROW_SPACING / scale))
    if not len(places):
        return
    transform = look.transform
    starts = places * scale + (transform.dx(), transform.dy())
    vectors = went * (scale * factor)
    length = np.hypot(vectors[:, 0], vectors[:, 1])
    some = length >= 2.5
    starts, vectors, length = starts[some], vectors[some], length[some]
    ends = starts + vectors
    head = np.minimum(length * 0.5, 5.0)[:, None]
    along = vectors / np.maximum(length, 1e-6)[:, None]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    lines = []
    for first, second in (
        (starts, ends),
        (ends, ends - along * head + across * head * 0.6),
        (ends, ends - along * head - across * head * 0.6),
    ):
        lines += [QLineF(*four) for four in np.concatenate([first, second], axis=1).tolist()]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, wide in ((QColor(0, 0, 0, 150), 3.0), (_WHITE, 1.4)):
        painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLines(lines)
    painter.restore()


def _steady(spacing: float) -> float:
    """A spacing near the one asked for that stays the same while the zoom changes by less than a half."""
    return float(2.0 ** (round(2 * np.log2(spacing)) / 2))


def landmarks(painter: QPainter, look: Look, subject: Subject, movement: Movement | None) -> None:
    """The points of faces and body; where a movement is given, where they lie in the result."""
    from mirrorppr_desktop.gui.canvas.movement import after

    small = [after(movement, face.landmarks) for face in subject.faces]
    large = []
    if subject.body is not None:
        large = [after(movement, subject.body.points[subject.body.visibility >= _SEEN])]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for groups, wide in ((small, 2.0), (large, 6.0)):
        dots = [dot for points in groups for dot in _dots(look, points)]
        for colour, more in ((_BLACK, 1.5), (_WHITE, 0.0)):
            painter.setPen(QPen(colour, wide + more, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints(dots)
    painter.restore()


def _dots(look: Look, points: Points) -> list[QPointF]:
    transform = look.transform
    placed = (points + 0.5) * transform.m11() + (transform.dx(), transform.dy())
    return [QPointF(x, y) for x, y in placed.tolist()]


def focus_ring(painter: QPainter, rect: QRectF) -> None:
    """2 px of accent inside the edge of the canvas, with a rim of black."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_BLACK, 1))
    painter.drawRect(rect.adjusted(3.5, 3.5, -3.5, -3.5))
    painter.setPen(QPen(theme.tokens().color("accent"), 2))
    painter.drawRect(rect.adjusted(2, 2, -2, -2))


def message(painter: QPainter, rect: QRectF, text: str) -> None:
    """Words in the middle of an empty canvas."""
    painter.setFont(theme.font("body"))
    painter.setPen(theme.tokens().color("text_3"))
    inner = rect.adjusted(48, 0, -48, 0)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)
